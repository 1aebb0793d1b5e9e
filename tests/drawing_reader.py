"""Independent judge, part one: reads what an xlsx really draws (boxes and arrow polylines, in EMU) from its XML.

Written apart from sopgen and sharing no code with it, so that both cannot be wrong in the same way.
"""

from __future__ import annotations

import math
import posixpath
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

PX = 9525
POINT = 12700
QUARTER_TURN = 5400000

Spot = tuple[float, float]
"""x, y in EMU from the sheet's top left corner"""


@dataclass(eq=False)
class Shape:
    id: str
    name: str
    preset: str
    x: float
    y: float
    w: float
    h: float
    text: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.x, self.y, self.x + self.w, self.y + self.h


@dataclass(eq=False)
class Arrow:
    id: str
    name: str
    points: list[Spot]
    start: tuple[str, int] | None
    """shape id and connection site"""
    end: tuple[str, int] | None
    head_at_end: bool
    head_at_start: bool


@dataclass
class Sheet:
    name: str
    shapes: list[Shape] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    """column edges, EMU, as Excel places them (a digit of the default font is 7 px wide)"""
    ys: list[float] = field(default_factory=list)
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    """(row, column), 1-based -> text"""
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """(row, column) of a merged range's first cell -> its last cell"""
    breaks: list[int] = field(default_factory=list)
    """manual page breaks: the row above each"""


def read(path: Path) -> list[Sheet]:
    with zipfile.ZipFile(path) as package:
        book = ET.fromstring(package.read("xl/workbook.xml"))
        targets = _relations(package, "xl/workbook.xml")
        shared = _shared_strings(package)
        return [
            _sheet(package, str(entry.get("name")), targets[str(entry.get(f"{R}id"))][1], shared)
            for entry in book.iter(f"{S}sheet")
        ]


def _relations(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """relationship id -> (type, target part)"""
    name = posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")
    if name not in package.namelist():
        return {}
    found = {}
    for relation in ET.fromstring(package.read(name)):
        target = str(relation.get("Target"))
        if target.startswith("/"):
            target = target[1:]
        else:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
        found[str(relation.get("Id"))] = (str(relation.get("Type")).rsplit("/", 1)[-1], target)
    return found


def _shared_strings(package: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    return [_joined(item, f"{S}t") for item in ET.fromstring(package.read("xl/sharedStrings.xml"))]


def _joined(element: ET.Element, tag: str) -> str:
    return "".join(part.text or "" for part in element.iter(tag))


def cell_of(reference: str) -> tuple[int, int]:
    """`B12` -> (12, 2)"""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(reference[len(letters) :]), column


def _sheet(package: zipfile.ZipFile, name: str, part: str, shared: list[str]) -> Sheet:
    root = ET.fromstring(package.read(part))
    sheet = Sheet(name)
    sheet.xs, sheet.ys = _edges(root)
    for cell in root.iter(f"{S}c"):
        text = _cell_text(cell, shared)
        if text is not None:
            sheet.cells[cell_of(str(cell.get("r")))] = text
    for merge in root.iter(f"{S}mergeCell"):
        first, last = str(merge.get("ref")).split(":")
        sheet.merged[cell_of(first)] = cell_of(last)
    rows = root.find(f"{S}rowBreaks")
    sheet.breaks = sorted(int(brk.get("id", 0)) for brk in rows) if rows is not None else []
    for kind, target in _relations(package, part).values():
        if kind == "drawing":
            for anchor in ET.fromstring(package.read(target)):
                _read_anchor(anchor, sheet)
    return sheet


def _cell_text(cell: ET.Element, shared: list[str]) -> str | None:
    if cell.get("t") == "inlineStr":
        return _joined(cell, f"{S}t")
    value = cell.find(f"{S}v")
    if value is None:
        return None
    return shared[int(value.text or 0)] if cell.get("t") == "s" else value.text


def _edges(root: ET.Element) -> tuple[list[float], list[float]]:
    """Column and row edges of a worksheet, by Excel's own rule for a column's width in px."""

    def px(width: float) -> int:
        return math.floor((256 * width + math.floor(128 / 7)) / 256 * 7)

    defaults = root.find(f"{S}sheetFormatPr")
    default_width = float(defaults.get("defaultColWidth", 9.140625)) if defaults is not None else 9.140625
    default_height = float(defaults.get("defaultRowHeight", 15)) if defaults is not None else 15.0
    widths: dict[int, int] = {}
    for column in root.iter(f"{S}col"):
        hidden = column.get("hidden") in ("1", "true")
        for i in range(int(column.get("min", 1)), min(int(column.get("max", 1)), 200) + 1):
            widths[i] = 0 if hidden else px(float(column.get("width", default_width)))
    heights = {int(row.get("r", 0)): float(row.get("ht", default_height)) for row in root.iter(f"{S}row")}
    xs, ys = [0.0], [0.0]
    for i in range(1, max([*widths, 30]) + 1):
        xs.append(xs[-1] + widths.get(i, px(default_width)) * PX)
    for i in range(1, max([*heights, 10]) + 40):
        ys.append(ys[-1] + heights.get(i, default_height) * POINT)
    return xs, ys


def _read_anchor(anchor: ET.Element, sheet: Sheet) -> None:
    pending = list(anchor)
    while pending:
        element = pending.pop(0)
        if element.tag == f"{MC}AlternateContent":
            choice = element.find(f"{MC}Choice")
            pending = list(choice if choice is not None else ()) + pending
        elif element.tag == f"{XDR}grpSp":
            pending = list(element) + pending
        elif element.tag in (f"{XDR}sp", f"{XDR}cxnSp"):
            _read_drawn(element, sheet)


def _read_drawn(element: ET.Element, sheet: Sheet) -> None:
    """One shape or connector."""
    names, properties = element.find(f".//{XDR}cNvPr"), element.find(f"{XDR}spPr")
    frame = properties.find(f"{A}xfrm") if properties is not None else None
    if names is None or properties is None or frame is None:
        return
    x, y = _pair(frame.find(f"{A}off"), "x", "y")
    w, h = _pair(frame.find(f"{A}ext"), "cx", "cy")
    preset_geometry = properties.find(f"{A}prstGeom")
    preset = str(preset_geometry.get("prst")) if preset_geometry is not None else "custGeom"
    path = _local_path(element.tag == f"{XDR}cxnSp", preset, w, h, properties)
    at_end, at_start = (_has_head(properties, end) for end in ("tailEnd", "headEnd"))
    name, shape_id = str(names.get("name", "")), str(names.get("id"))
    is_connector = element.tag == f"{XDR}cxnSp" or at_end or at_start or name.startswith("panah")
    if path is not None and is_connector:
        points = [_placed(point, x, y, w, h, frame) for point in path]
        start, end = (_glue(element, end) for end in ("stCxn", "endCxn"))
        sheet.arrows.append(Arrow(shape_id, name, points, start, end, at_end, at_start))
    else:
        text = "\n".join(_joined(paragraph, f"{A}t") for paragraph in element.iter(f"{A}p")).strip()
        sheet.shapes.append(Shape(shape_id, name, preset, x, y, w, h, text))


def _pair(element: ET.Element | None, first: str, second: str) -> Spot:
    assert element is not None
    return float(element.get(first, 0)), float(element.get(second, 0))


def _has_head(properties: ET.Element, end: str) -> bool:
    element = properties.find(f"{A}ln/{A}{end}")
    return element is not None and element.get("type", "none") != "none"


def _glue(element: ET.Element, end: str) -> tuple[str, int] | None:
    glue = element.find(f".//{A}{end}")
    return None if glue is None else (str(glue.get("id")), int(glue.get("idx", 0)))


def _local_path(connector: bool, preset: str, w: float, h: float, properties: ET.Element) -> list[Spot] | None:
    """The polyline inside the unrotated frame, or None for what is no line."""
    custom = properties.find(f"{A}custGeom")
    if custom is not None:
        path = next(custom.iter(f"{A}path"))
        width, height = float(path.get("w", 0)), float(path.get("h", 0))
        across, down = (w / width if width else 1.0), (h / height if height else 1.0)
        points = [_pair(point, "x", "y") for point in path.iter(f"{A}pt")]
        return [(u * across, v * down) for u, v in points]
    if not (connector or preset.startswith("bentConnector") or preset in ("line", "straightConnector1")):
        return None
    adjust = {
        str(guide.get("name")): float(str(guide.get("fmla")).split()[1]) / 100000
        for guide in properties.iter(f"{A}gd")
        if str(guide.get("fmla", "")).startswith("val ")
    }
    first = adjust.get("adj1", adjust.get("adj", 0.5)) * w
    second, third = adjust.get("adj2", 0.5) * h, adjust.get("adj3", 0.5) * w
    return {
        "line": [(0, 0), (w, h)],
        "straightConnector1": [(0, 0), (w, h)],
        "bentConnector2": [(0, 0), (w, 0), (w, h)],
        "bentConnector3": [(0, 0), (first, 0), (first, h), (w, h)],
        "bentConnector4": [(0, 0), (first, 0), (first, second), (w, second), (w, h)],
        "bentConnector5": [(0, 0), (first, 0), (first, second), (third, second), (third, h), (w, h)],
    }[preset]


def _placed(point: Spot, x: float, y: float, w: float, h: float, frame: ET.Element) -> Spot:
    """A point of the frame on the sheet: flipped, then turned, about the frame's centre."""
    u, v = point[0] - w / 2, point[1] - h / 2
    if frame.get("flipH") in ("1", "true"):
        u = -u
    if frame.get("flipV") in ("1", "true"):
        v = -v
    for _ in range(int(frame.get("rot", 0)) // QUARTER_TURN % 4):
        u, v = -v, u
    return u + x + w / 2, v + y + h / 2
