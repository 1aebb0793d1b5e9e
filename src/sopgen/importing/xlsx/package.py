"""The parts of a workbook's package: XML read with limits, and the relations between parts."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from sopgen.importing.opening import Refused

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAX_PART_BYTES = 40_000_000
MAX_MERGED_CELLS = 200_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


class Package:
    """A workbook's zip, held in memory; Refused where a part is no XML, holds a DTD, or unpacks to too much."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise broken() from error
        self.names = frozenset(self._zip.namelist())
        self._check()

    def _check(self) -> None:
        """Before any library unpacks the parts: no declarations of entities, no merged range of a million cells."""
        for name in self.names:
            if not name.endswith((".xml", ".rels", ".vml")):
                continue
            part = self.bytes_of(name)
            if any(mark in part for mark in _DECLARATIONS):
                raise Refused("isi berkas memuat deklarasi DTD, yang tidak ada di berkas Excel biasa")
            merged = sum(_area(*match.groups()) for match in _MERGED.finditer(part))
            if "/worksheets/" in name and merged > MAX_MERGED_CELLS:
                raise Refused("lembarnya menggabung terlalu banyak sel: salin tabel SOP-nya ke lembar baru")

    def bytes_of(self, name: str) -> bytes:
        try:
            if self._zip.getinfo(name).file_size > MAX_PART_BYTES:
                raise Refused("salah satu lembarnya terlalu besar: simpan hanya lembar SOP-nya sebagai berkas baru")
            return self._zip.read(name)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError) as error:
            raise broken() from error

    def xml(self, name: str) -> Element:
        """The root of a part."""
        from defusedxml.ElementTree import fromstring

        try:
            root: Element = fromstring(self.bytes_of(name), forbid_dtd=True)
        except (ParseError, ValueError, LookupError) as error:  # defusedxml's own errors are ValueErrors
            raise broken() from error
        return root

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Relation id -> (last word of its type, part name) of a part; empty where it has none."""
        folder, file = posixpath.split(name)
        relations = f"{folder}/_rels/{file}.rels"
        if relations not in self.names:
            return {}
        found = {}
        for relation in self.xml(relations):
            target = relation.get("Target", "")
            place = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], place)
        return found

    def sheets(self) -> Iterator[tuple[str, str]]:
        """(name, part) of each visible worksheet, in order."""
        targets = self.related("xl/workbook.xml")
        for sheet in self.xml("xl/workbook.xml").iter(f"{MAIN}sheet"):
            kind, part = targets.get(sheet.get(f"{RELATIONS}id", ""), ("", ""))
            if kind == "worksheet" and part in self.names and sheet.get("state", "visible") == "visible":
                yield sheet.get("name", ""), part


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    from openpyxl.utils import column_index_from_string as index

    return (index(right.decode()) - index(left.decode()) + 1) * (int(bottom) - int(top) + 1)


def broken() -> Refused:
    return Refused("berkas rusak: buka di Excel dan simpan kembali")
