"""Turns a picture file (PNG, JPEG, SVG) into a measured `Logo`. One that would take long to draw is refused."""

from __future__ import annotations

import os
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from sopgen.model import Logo

MAX_BYTES = 5_000_000
MAX_SIDE = 20_000
"""px; nothing sensible is larger"""
MAX_PIXELS = 40_000_000
"""160 MB while it is drawn"""
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"


class LogoProblem(Exception):
    """The logo cannot be used. The message is for the user."""


class LogoMissing(LogoProblem):
    """There is no such file; its place stays empty."""


def load(name: str, folder: Path, root: Path) -> Logo:
    """Read the logo an SOP in `folder` names. Only files below `root`, the library, are read or even looked for: on
    Windows a look at another computer's folder would give it the user's name and password hash."""
    if "://" in name or name.replace("\\", "/").startswith("//"):
        raise LogoProblem("Logo harus berkas di dalam pustaka, bukan alamat internet atau folder jaringan.")
    try:
        roots = [Path(os.path.realpath(root)), Path(os.path.abspath(root))]  # noqa: PTH100 - as it is written
        written = Path(os.path.normpath(Path(os.path.realpath(folder), name)))
        path = Path(os.path.realpath(written)) if any(map(written.is_relative_to, roots)) else written
        if not path.is_relative_to(roots[0]):
            raise LogoProblem("Berkas logo berada di luar pustaka.")
        if not path.exists():
            raise LogoMissing("Berkas logo tidak ada.")
        if not path.is_file():
            raise LogoProblem("Logo ini bukan berkas biasa.")
        status = path.stat()
        if status.st_size > MAX_BYTES:
            raise LogoProblem(f"Berkas logo lebih dari {MAX_BYTES // 1_000_000} MB.")
        return _load(path, status.st_mtime_ns)
    except (OSError, ValueError):
        raise LogoProblem("Berkas logo tidak dapat dibaca.") from None


@lru_cache(maxsize=32)
def _load(path: Path, changed: int) -> Logo:
    """One reading for all SOPs of a library; a file that changes is read again."""
    return measure(path.read_bytes())


def measure(data: bytes) -> Logo:
    """The picture's type and size, from its own bytes."""
    if data.startswith((_PNG, _JPEG)):
        mime, size = "image/png" if data.startswith(_PNG) else "image/jpeg", _pixels(data)
    else:
        mime, size = "image/svg+xml", _svg_size(data)
    if size is None or not all(0 < side <= MAX_SIDE for side in size):
        raise LogoProblem("Berkas logo bukan gambar PNG, JPEG, atau SVG yang utuh.")
    return Logo(data, mime, *(max(1, round(side)) for side in size))


def _svg_size(data: bytes) -> tuple[float, float] | None:
    """The size of an SVG; None where it is none. LogoProblem where it would take long to draw."""
    from sopgen.reading.svg_logo import TooCostly, measure_svg  # which loads a reader of XML

    try:
        return measure_svg(data, lambda picture: _pixels(picture) is not None)
    except TooCostly as problem:
        raise LogoProblem(
            f"Logo SVG ini memuat {problem}, yang dapat lama sekali digambar; simpan tanpa efek, atau sebagai PNG."
        ) from None


def _pixels(data: bytes) -> tuple[float, float] | None:
    """The size of a PNG or JPEG; None where it is not whole. LogoProblem where it has too many pixels."""
    if not (b"IEND" in data[-64:] if data.startswith(_PNG) else data.startswith(_JPEG) and b"\xff\xd9" in data):
        return None
    import imagesize  # which loads what it would read from the network with

    width, height = imagesize.get(BytesIO(data), exif_rotation=False)
    if width * height > MAX_PIXELS:
        raise LogoProblem(f"Gambar logo terlalu besar, {width} × {height} titik; perkecil sampai sekitar 1000 titik.")
    return width, height
