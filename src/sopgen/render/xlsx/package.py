"""Writes the workbook's parts, with rows and drawings of our own, into a zip whose bytes depend on the scene alone."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.packaging.relationship import Relationship, RelationshipList
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.related import Related
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_THEME, SHEET_MAIN_NS
from openpyxl.xml.functions import tostring

from sopgen.render.xlsx.drawing import Drawing, Image
from sopgen.render.xlsx.xml import DECLARATION, canonical, el

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX, _PLAIN_FILE = 3, 0o644 << 16


@dataclass(frozen=True, slots=True)
class SheetBody:
    """The parts of a worksheet that openpyxl does not write: markup, and the drawing over it."""

    used_range: str
    rows: str
    merged: str
    footer: str
    drawing: Drawing | None


class DrawingPart:
    """A drawing as openpyxl's package writer handles one."""

    mime_type = "application/vnd.openxmlformats-officedocument.drawing+xml"

    def __init__(self, content: Drawing, number: int) -> None:
        self.content = content
        self.path = f"/xl/drawings/drawing{number}.xml"
        self.relations_path = f"xl/drawings/_rels/drawing{number}.xml.rels"


class Archive:
    """Collects parts under openpyxl's names for a zip file's methods; openpyxl's own XML is made canonical."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}

    def writestr(self, name: str, xml: str | bytes) -> None:
        """Takes a part from the inherited methods; the theme is a constant already."""
        data = xml.encode() if isinstance(xml, str) else xml
        self.parts[name] = data if name == ARC_THEME else (DECLARATION + canonical(data)).encode()

    def namelist(self) -> list[str]:
        return list(self.parts)

    def zipped(self) -> bytes:
        """The package, its content types first as ECMA-376 part 2 recommends for streaming."""
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
            for name in sorted(self.parts, key=lambda part: (part != "[Content_Types].xml", part)):
                info = ZipInfo(name, _ZIP_DATE)
                info.create_system, info.external_attr, info.compress_type = _UNIX, _PLAIN_FILE, ZIP_DEFLATED
                archive.writestr(info, self.parts[name])
        return buffer.getvalue()


class SheetWriter(WorksheetWriter):
    """openpyxl's worksheet writer, collecting text in memory; rows, merged cells and footer come from the body."""

    xf: Any
    """where the inherited methods send elements"""

    def __init__(self, worksheet: Worksheet, body: SheetBody) -> None:
        self.ws = worksheet
        self.body = body
        self.xf = self
        self._rels = RelationshipList()
        self.markup: list[str] = []

    def send(self, tree: Any) -> None:
        """Takes an element from the inherited methods."""
        self.markup.append(canonical(tostring(tree)))

    def close(self) -> None:
        """Nothing is open."""

    def write_dimensions(self) -> None:
        self.send(SheetDimension(self.body.used_range).to_tree())

    def write_rows(self) -> None:
        self.markup.append(f"<sheetData>{self.body.rows}</sheetData>")

    def write_merged_cells(self) -> None:
        self.markup.append(self.body.merged)

    def write_header(self) -> None:
        self.markup.append(self.body.footer)

    def write_drawings(self) -> None:
        """The drawing, after a note that texts which look like numbers (a NIP, a year) are meant so."""
        wanted = el("ignoredError", sqref=self.body.used_range, numberStoredAsText=1)
        self.markup.append(el("ignoredErrors", wanted))
        if self.body.drawing:
            self._rels.append(Relationship("rId1", type="drawing", Target=""))
            self.send(Related(id="rId1").to_tree("drawing"))

    def xml(self) -> bytes:
        self.write()
        return (DECLARATION + el("worksheet", *self.markup, xmlns=SHEET_MAIN_NS)).encode()


class BookWriter(ExcelWriter):
    """openpyxl's package writer with sheet bodies of our own; `bodies` are in the order of the worksheets."""

    def __init__(self, workbook: Workbook, bodies: list[SheetBody]) -> None:
        self._file = Archive()
        super().__init__(workbook, cast("ZipFile", self._file))
        self._bodies = dict(zip(workbook.sheetnames, bodies, strict=True))
        self._drawing_count = 0
        self._media: dict[Image, str] = {}

    def zipped(self) -> bytes:
        """The whole file."""
        self.write_data()
        return self._file.zipped()

    def write_worksheet(self, ws: Any) -> None:
        """Writes one sheet, and leaves on it what the inherited caller links: relationships and drawing."""
        body = self._bodies[ws.title]
        writer = SheetWriter(ws, body)
        self._file.parts[ws.path[1:]] = writer.xml()
        ws._rels, ws._comments, ws._drawing = writer._rels, [], None
        if body.drawing:
            self._drawing_count += 1
            ws._drawing = DrawingPart(body.drawing, self._drawing_count)
        self.manifest.append(ws)

    def _write_drawing(self, drawing: DrawingPart) -> None:
        self._file.parts[drawing.path[1:]] = drawing.content.xml.encode()
        self.manifest.append(drawing)
        if drawing.content.images:
            relations = RelationshipList()
            for number, image in enumerate(drawing.content.images, 1):
                relations.append(Relationship(f"rId{number}", type="image", Target=self._media_path(image)))
            self._file.writestr(drawing.relations_path, tostring(relations.to_tree()))

    def _media_path(self, image: Image) -> str:
        """The part that holds the image; one image used twice is one part."""
        if image not in self._media:
            self._media[image] = f"/xl/media/image{len(self._media) + 1}.{image.extension}"
            self._file.parts[self._media[image][1:]] = image.data
        return self._media[image]
