"""Reads back what an xlsx draws, from its XML alone, in px: cells, boxes, and the path of every connector."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass, field
from io import BytesIO

EMU = 9525
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass
class Drawn:
    """A shape, picture or connector; `anchor` is its box by the cells, (left, top, right, bottom)."""

    tag: str
    id: int
    name: str
    description: str
    preset: str
    box: tuple[float, float, float, float]
    anchor: tuple[float, float, float, float]
    text: str
    points: list[tuple[float, float]]
    start: tuple[int, int] | None
    end: tuple[int, int] | None
    head: bool
    element: ET.Element


@dataclass
class ReadSheet:
    name: str
    root: ET.Element
    cells: dict[str, str | float] = field(default_factory=dict)
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    """as a program that knows xdr14 takes them"""
    fallbacks: list[Drawn] = field(default_factory=list)
    images: dict[str, str] = field(default_factory=dict)
    """relationship id of the drawing: part"""

    def named(self, name: str) -> Drawn:
        return next(item for item in self.drawn if item.name == name)


def read(data: bytes) -> list[ReadSheet]:
    archive = zipfile.ZipFile(BytesIO(data))
    workbook = ET.fromstring(archive.read("xl/workbook.xml"))
    targets = relations(archive, "xl/workbook.xml")
    return [_sheet(archive, node.get("name"), targets[node.get(f"{R}id")]) for node in workbook.iter(f"{S}sheet")]


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in archive.namelist():
        return {}
    return {
        node.get("Id"): posixpath.normpath(posixpath.join("/" + folder, node.get("Target")))[1:]
        for node in ET.fromstring(archive.read(path))
    }


def _sheet(archive: zipfile.ZipFile, name: str, part: str) -> ReadSheet:
    root = ET.fromstring(archive.read(part))
    sheet = ReadSheet(name, root)
    for cell in root.iter(f"{S}c"):
        inline, number = cell.find(f"{S}is"), cell.find(f"{S}v")
        assert cell.find(f"{S}f") is None
        if inline is not None:
            sheet.cells[cell.get("r")] = "".join(t.text or "" for t in inline.iter(f"{S}t"))
        elif number is not None:
            sheet.cells[cell.get("r")] = float(number.text)
    sheet.xs, sheet.ys = _edges(root)
    node = root.find(f"{S}drawing")
    if node is not None:
        target = relations(archive, part)[node.get(f"{R}id")]
        sheet.images = relations(archive, target)
        for anchor in ET.fromstring(archive.read(target)):
            _anchor(sheet, anchor)
    return sheet


def _edges(root: ET.Element) -> tuple[list[float], list[float]]:
    """Column edges as Excel rounds them (18.3.1.13, digits of 7 px) and row edges."""
    xs, ys = [0.0], [0.0]
    for column in root.iter(f"{S}col"):
        for _ in range(int(column.get("min")), int(column.get("max")) + 1):
            xs.append(xs[-1] + int((256 * float(column.get("width")) + 128 // 7) / 256 * 7))
    for row in root.iter(f"{S}row"):
        ys.append(ys[-1] + float(row.get("ht")) / 0.75)
    return xs, ys


def _anchor(sheet: ReadSheet, anchor: ET.Element) -> None:
    place: list[float] = []
    for tag in ("from", "to"):
        values = [int(anchor.find(f"{XDR}{tag}/{XDR}{key}").text) for key in ("col", "colOff", "row", "rowOff")]
        place += [sheet.xs[values[0]] + values[1] / EMU, sheet.ys[values[2]] + values[3] / EMU]
    content = anchor[2]
    if content.tag == f"{MC}AlternateContent":
        sheet.fallbacks.append(_drawn(content.find(f"{MC}Fallback")[0], tuple(place)))
        content = content.find(f"{MC}Choice")[0]
    sheet.drawn.append(_drawn(content, tuple(place)))


def _drawn(node: ET.Element, anchor: tuple[float, float, float, float]) -> Drawn:
    names = node.find(f".//{XDR}cNvPr")
    preset = node.find(f".//{A}prstGeom").get("prst")
    off, ext = node.find(f".//{A}xfrm/{A}off"), node.find(f".//{A}xfrm/{A}ext")
    box = tuple(int(value) / EMU for value in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))
    paragraphs = ["".join(t.text or "" for t in p.iter(f"{A}t")) for p in node.iter(f"{A}p")]
    glue = [node.find(f".//{A}{tag}") for tag in ("stCxn", "endCxn")]
    ends = [None if g is None else (int(g.get("id")), int(g.get("idx"))) for g in glue]
    head = node.find(f".//{A}tailEnd")
    return Drawn(
        tag=node.tag.split("}")[1],
        id=int(names.get("id")),
        name=names.get("name"),
        description=names.get("descr"),
        preset=preset,
        box=box,
        anchor=anchor,
        text="\n".join(paragraphs),
        points=_path(node, preset, box),
        start=ends[0],
        end=ends[1],
        head=head is not None and head.get("type") == "triangle" and node.find(f".//{A}headEnd") is None,
        element=node,
    )


def _path(node: ET.Element, preset: str, box: tuple[float, ...]) -> list[tuple[float, float]]:
    """Corners of a connector preset (presetShapeDefinitions.xml), flipped, then turned, about the box's centre."""
    x, y, w, h = box
    adjust = {g.get("name"): int(g.get("fmla").split()[1]) / 100000 for g in node.iter(f"{A}gd")}
    x1, y2, x3 = (adjust.get(name, 0.5) for name in ("adj1", "adj2", "adj3"))
    corners = {
        "straightConnector1": [(0, 0), (1, 1)],
        "bentConnector2": [(0, 0), (1, 0), (1, 1)],
        "bentConnector3": [(0, 0), (x1, 0), (x1, 1), (1, 1)],
        "bentConnector4": [(0, 0), (x1, 0), (x1, y2), (1, y2), (1, 1)],
        "bentConnector5": [(0, 0), (x1, 0), (x1, y2), (x3, y2), (x3, 1), (1, 1)],
    }.get(preset, [])
    frame = node.find(f".//{A}xfrm")
    mirror_x, mirror_y = (-1 if frame.get(flip) == "1" else 1 for flip in ("flipH", "flipV"))
    points = [((u - 0.5) * w * mirror_x, (v - 0.5) * h * mirror_y) for u, v in corners]
    for _ in range(int(frame.get("rot", 0)) // 5400000):
        points = [(-v, u) for u, v in points]
    return [(x + w / 2 + u, y + h / 2 + v) for u, v in points]
