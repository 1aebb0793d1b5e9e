"""Opens a file by what it holds, not by its name, within limits; says in one sentence why one cannot be read."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Literal

from sopgen.diagnostics import UsageProblem
from sopgen.reading.files import is_yaml
from sopgen.reading.loader import read_bytes

MAX_FILE_BYTES = 50_000_000
MAX_UNPACKED_BYTES = 200_000_000
"""of all parts of a package together: a zip bomb holds more"""
MAX_PARTS = 5_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of the formats before 2007, and of a package with a password."""

_NEITHER = "bukan berkas .xlsx dan bukan PDF: simpan dari program asalnya sebagai salah satunya, lalu impor"

Kind = Literal["xlsx", "pdf"]


class Refused(UsageProblem):
    """This file cannot be imported. The message is for the user: one sentence, with what to do."""


def opened(path: Path) -> tuple[Kind, bytes]:
    """The kind and the bytes of a file; Refused where it is none that is read, OSError where it cannot be opened."""
    data = read_bytes(path, MAX_FILE_BYTES)
    if len(data) > MAX_FILE_BYTES:
        raise Refused(f"berkas lebih besar dari {MAX_FILE_BYTES // 1_000_000} MB: pecah dulu per SOP")
    return _kind_of(data, path.suffix.lower()), data


def _kind_of(data: bytes, suffix: str) -> Kind:
    """By the first bytes; the suffix only chooses words for what is refused."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_package(data)
    if data.startswith(OLE):
        if suffix in (".doc", ".dot"):
            raise Refused("format Word lama (.doc): simpan sebagai PDF, lalu impor PDF-nya")
        if suffix in (".xls", ".xlt"):
            raise Refused("format Excel lama (.xls): buka di Excel, simpan sebagai .xlsx, lalu impor")
        if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in data:
            raise Refused("berkas berkata sandi: buka di Excel, hapus kata sandinya, lalu simpan kembali")
        raise Refused("format Office lama: buka di Excel, simpan sebagai .xlsx (dari Word: sebagai PDF), lalu impor")
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")):
        raise Refused("berkas ini gambar: impor memerlukan .xlsx, atau PDF yang dicetak dari Excel atau Word")
    if not data:
        raise Refused("berkas kosong")
    if is_yaml(suffix):
        raise Refused("berkas ini sudah YAML: periksa dengan `sopgen validate`, gambar dengan `sopgen render`")
    raise Refused(_NEITHER)


def _kind_of_package(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError) as error:
        raise Refused("berkas rusak: buka di Excel dan simpan kembali") from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise Refused("isi berkas terlalu besar bila dibuka: simpan hanya lembar SOP-nya sebagai berkas baru")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("berkas berkata sandi: hapus kata sandinya, lalu simpan kembali")
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        raise Refused("dokumen Word (.docx): simpan sebagai PDF, lalu impor PDF-nya")
    if "content.xml" in names:
        raise Refused("format LibreOffice: simpan sebagai .xlsx (dari Writer: sebagai PDF), lalu impor")
    raise Refused(_NEITHER)
