"""Finishes the package that openpyxl writes: adds the parts that openpyxl has no means for, and makes the bytes depend
on the scene alone.

A package is a zip of parts. A part's kind stands in [Content_Types].xml, and a part names others by relationships in a
file beside it (ECMA-376 part 2). openpyxl saves the workbook; drawings and their pictures are then added as further
parts.
"""

from __future__ import annotations

import posixpath
import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from sopgen.render.xlsx import base
from sopgen.render.xlsx.content import Content
from sopgen.render.xlsx.drawing import ExcelDrawing, Image
from sopgen.render.xlsx.form import Form
from sopgen.render.xlsx.xml import DECLARATION, el, text, uniform
from sopgen.scene.source import Source

CONTENT_TYPES = "[Content_Types].xml"
STYLES = "xl/styles.xml"
THEME = "xl/theme/theme1.xml"
WORKBOOK = "xl/workbook.xml"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_BASE_PROPERTIES = "customXml/itemProps1.xml"
_BASE_ID = "{5E8C1F0A-6B1D-4C57-9B0E-7A3F2D9C4E10}"
"""any GUID: a part of custom XML must have one"""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX, _PLAIN_FILE = 3, 0o644 << 16
_FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
"""The children of a font in the order of CT_Font (18.8.22); openpyxl writes them in another."""


class Package:
    """The parts of a workbook, and what may be added to them. Paths are those in the zip: `xl/workbook.xml`."""

    def __init__(self, workbook: Workbook) -> None:
        archive = _Undated(BytesIO(), "w", strict_timestamps=False)
        ExcelWriter(workbook, archive).write_data()
        with archive:
            self.parts = {name: archive.read(name).decode() for name in archive.namelist()}
        for name in self.parts.keys() - {THEME}:
            self.parts[name] = uniform(self.parts[name])
        self.parts[STYLES] = _with_arial(self.parts[STYLES])
        self.pictures: dict[Image, str] = {}

    def add(self, path: str, content: str, content_type: str) -> None:
        """A further part of XML."""
        self.parts[path] = content
        self._append(CONTENT_TYPES, el("Override", PartName=f"/{path}", ContentType=content_type))

    def relate(self, source: str, kind: str, target: str) -> str:
        """Lets the part `source` name the part `target`; gives the relationship's id. `kind` is the last word of an
        Office relationship type: drawing, image, customXml."""
        path = posixpath.join(posixpath.dirname(source), "_rels", posixpath.basename(source) + ".rels")
        namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
        relations = self.parts.setdefault(path, el("Relationships", "", xmlns=namespace))
        identity = f"rId{relations.count('<Relationship ') + 1}"
        self._append(path, el("Relationship", Id=identity, Type=f"{_OFFICE}/{kind}", Target=f"/{target}"))
        return identity

    def finish_sheet(self, number: int, used_range: str, footer: str, drawing: ExcelDrawing | None) -> None:
        """Adds to a sheet (counted from 1) its footer, whose line breaks openpyxl would spell out; a note that texts
        which look like numbers (a NIP, a year) are meant so; and its drawing: each in its place in 18.3.1.99."""
        sheet = f"xl/worksheets/sheet{number}.xml"
        if footer:
            next_element = "<rowBreaks" if "<rowBreaks" in self.parts[sheet] else "</worksheet>"
            element = el("headerFooter", el("oddFooter", text(footer)))
            self.parts[sheet] = self.parts[sheet].replace(next_element, element + next_element)
        wanted = el("ignoredError", sqref=used_range, numberStoredAsText=1)
        self._append(sheet, el("ignoredErrors", wanted))
        if drawing:
            path = f"xl/drawings/drawing{number}.xml"
            self.add(path, drawing.xml, _DRAWING_TYPE)
            for image in drawing.images:
                self.relate(path, "image", self._picture(image))
            identity = self.relate(sheet, "drawing", path)
            self._append(sheet, el("drawing", **{"xmlns:r": _OFFICE, "r:id": identity}))

    def embed(self, content: Content, source: Source, form: dict[str, Form]) -> None:
        """Adds the base: a custom XML part with its properties, which name its namespace (22.5)."""
        self.relate(WORKBOOK, "customXml", base.PART)
        self.relate(base.PART, "customXmlProps", _BASE_PROPERTIES)
        schemas = el("ds:schemaRefs", el("ds:schemaRef", **{"ds:uri": base.NAMESPACE}))
        attributes = {"xmlns:ds": f"{_OFFICE.rpartition('/')[0]}/customXml", "ds:itemID": _BASE_ID}
        self.add(_BASE_PROPERTIES, el("ds:datastoreItem", schemas, **attributes), _PROPERTIES_TYPE)
        digest = base.digest_of(self._bytes())
        self.parts[base.PART] = base.base_xml(base.Base(content, source, digest, form))

    def _bytes(self) -> dict[str, bytes]:
        parts = {name: (DECLARATION + content).encode() for name, content in self.parts.items() if name != THEME}
        parts[THEME] = self.parts[THEME].encode()
        return parts | {path: image.data for image, path in self.pictures.items()}

    def zipped(self) -> bytes:
        """The whole file, its content types first, as ECMA-376 part 2 recommends for streaming."""
        parts = self._bytes()
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
            for name in sorted(parts, key=lambda part: (part != CONTENT_TYPES, part)):
                info = ZipInfo(name, _ZIP_DATE)
                info.create_system, info.external_attr, info.compress_type = _UNIX, _PLAIN_FILE, ZIP_DEFLATED
                archive.writestr(info, parts[name])
        return buffer.getvalue()

    def _picture(self, image: Image) -> str:
        """The part that holds the picture; one that is used twice is one part."""
        if image not in self.pictures:
            if all(image.extension != other.extension for other in self.pictures):
                mime = f"image/{image.extension}".replace("svg", "svg+xml")
                default = el("Default", Extension=image.extension, ContentType=mime)
                types = self.parts[CONTENT_TYPES]
                self.parts[CONTENT_TYPES] = types.replace("<Override", default + "<Override", 1)
            self.pictures[image] = f"xl/media/image{len(self.pictures) + 1}.{image.extension}"
        return self.pictures[image]

    def _append(self, path: str, child: str) -> None:
        """The part with one more child at the end of its root."""
        head, closing, _ = self.parts[path].rpartition("</")
        self.parts[path] = head + child + closing + self.parts[path][len(head) + 2 :]


class _Undated(ZipFile):
    """A zip that asks no clock: one that is set back before 1980 has no date that a zip knows."""

    def writestr(self, name: str, data: bytes) -> None:  # type: ignore[override]
        super().writestr(ZipInfo(name), data)


def _with_arial(styles: str) -> str:
    """The styles with Arial 10 as the workbook's default font, whose digits column widths count in; openpyxl offers no
    means to change it. The children of each font are put into the schema's order."""

    def ordered(font: re.Match[str]) -> str:
        children = sorted(re.finditer(r"<(\w+)[^>]*></\1>", font[1]), key=lambda child: _FONT_ORDER.index(child[1]))
        return el("font", *[child[0] for child in children])

    default = el("font", el("sz", val=10), el("name", val="Arial"), el("family", val=2))
    return re.sub("<font>.*?</font>", default, re.sub("<font>(.*?)</font>", ordered, styles), count=1)
