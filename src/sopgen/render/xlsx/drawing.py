"""Turns a sheet's symbols, connectors, labels and pictures into DrawingML anchors, one function per XML element.

Element and attribute names, their order and the preset geometries: ECMA-376 part 1, 20.1 (DrawingML), 20.5
(SpreadsheetDrawingML) and presetShapeDefinitions.xml. Lengths are px in the scene and EMU in the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from sopgen.render.xlsx.xml import el, text
from sopgen.scene.document import Connector, Font, Label, Picture, Sheet, Symbol
from sopgen.scene.geometry import Point, Rect
from sopgen.scene.symbols import SymbolKind

EMU_PER_PX = 9525

PRESETS = {
    SymbolKind.TERMINATOR: "flowChartTerminator",
    SymbolKind.PROCESS: "flowChartProcess",
    SymbolKind.DECISION: "flowChartDecision",
    SymbolKind.OFF_PAGE: "flowChartOffpageConnector",
}
IMAGE_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpeg", "image/svg+xml": "svg"}

_EMPTY_AXIS_EMU = 12700
"""What Excel itself writes for a bent connector's extent that would be 0: adjustments are fractions of it."""
_QUARTER_TURN = 5400000
"""90 degrees clockwise in ST_Angle units (1/60000 degree)."""
_FIRST_ID = 2

_NAMESPACES = {
    "xmlns:xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xmlns:mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_XDR14 = "http://schemas.microsoft.com/office/excel/2010/spreadsheetDrawing"
_ASVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""The blip extension that holds an SVG ([MS-ODRAWXML] 2.2.8, svgBlip)."""
_CLEAR_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c0200"
    "00000b4944415478da6360600000000300012b094d840000000049454e44ae426082"
)
"""A transparent PNG of one pixel, for programs that cannot show the SVG beside it."""


@dataclass(frozen=True, slots=True)
class Image:
    """The data of one media part."""

    data: bytes
    extension: str


@dataclass(slots=True)
class ExcelDrawing:
    """The content of a drawing part; `images[n]` is its relationship rId(n + 1)."""

    xml: str
    images: list[Image]


@dataclass(slots=True)
class _Painter:
    """What the elements of one drawing share: the grid they are anchored to, the ids given out, the images used."""

    sheet: Sheet
    plain_connectors: bool
    ids: dict[str, int]
    """of the symbols, given out first: connectors lie below them but name them"""
    more_ids: Iterator[int]
    images: list[Image] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Frame:
    """An a:xfrm (20.1.7.6): the box before it is turned, the quarter turn and the flips."""

    x: int
    y: int
    cx: int
    cy: int
    turned: bool = False
    flip_h: bool = False
    flip_v: bool = False

    def visual(self) -> tuple[int, int, int, int]:
        """left, top, right, bottom as seen: Excel anchors a shape turned by 45 to 135 degrees by its turned box."""
        cx, cy = (self.cy, self.cx) if self.turned else (self.cx, self.cy)
        left, top = self.x + (self.cx - cx) // 2, self.y + (self.cy - cy) // 2
        return left, top, left + cx, top + cy


def draw(sheet: Sheet, plain_connectors: bool = False) -> ExcelDrawing | None:
    """The sheet's drawing, bottom to top: pictures, connectors, symbols, labels; None where it has none.

    `plain_connectors` leaves out the markup-compatibility wrapper, which hides connectors from validators.
    """
    ids = {symbol.name: number for number, symbol in enumerate(sheet.symbols, _FIRST_ID)}
    painter = _Painter(sheet, plain_connectors, ids, count(_FIRST_ID + len(ids)))
    anchors = [_picture(painter, item) for item in sheet.pictures]
    anchors += [_connector(painter, item) for item in sheet.connectors]
    anchors += [_symbol(painter, item) for item in sheet.symbols]
    anchors += [_label(painter, item) for item in sheet.labels]
    if not anchors:
        return None
    return ExcelDrawing(el("xdr:wsDr", *anchors, **_NAMESPACES), painter.images)


# ---- what is drawn


def _symbol(painter: _Painter, symbol: Symbol) -> str:
    names = _names(painter.ids[symbol.name], symbol.name, symbol.description)
    look = _geometry(PRESETS[symbol.kind]) + _WHITE + _outline()
    return _shape(painter, symbol, names, el("xdr:cNvSpPr"), look)


def _label(painter: _Painter, label: Label) -> str:
    names = _names(next(painter.more_ids), label.name, label.text)
    look = _geometry("rect") + _WHITE + el("a:ln", el("a:noFill"))  # no line of a lane runs through the text
    return _shape(painter, label, names, el("xdr:cNvSpPr", txBox=1), look)


def _shape(painter: _Painter, item: Symbol | Label, names: str, properties: str, look: str) -> str:
    """xdr:sp (20.5.2.29) with the item's text."""
    frame = _box_frame(item.box)
    shape = el("xdr:spPr", _xfrm(frame), look)
    body = _body(item.lines or ("",), item.font)
    content = el("xdr:sp", el("xdr:nvSpPr", names, properties), shape, body, macro="", textlink="")
    return _anchor(painter.sheet, frame, content)


def _connector(painter: _Painter, connector: Connector) -> str:
    """A glued connector. Where it bends, LibreOffice (7.4 and 25.2) would route it anew, so it is offered the same
    geometry as a plain shape; Excel since 2010 knows xdr14 and takes the connector. The plain shape is written as Excel
    writes such a one, without a name and a default namespace. Excel also gives them all the id 0; here each has its
    own, because the Open XML SDK finds fault with a repeated id."""
    frame, adjustments = connector_frame(connector.points)
    bends = len(connector.points) - 2
    preset = f"bentConnector{bends + 1}" if bends else "straightConnector1"
    names = _names(next(painter.more_ids), connector.name, connector.description)
    shape = el("xdr:spPr", _xfrm(frame), _geometry(preset, adjustments), el("a:noFill"), _outline(connector.head))
    glue = el(  # 20.5.2.13; a side's value is the index of the presets' connection site
        "xdr:cNvCxnSpPr",
        el("a:stCxn", id=painter.ids[connector.start], idx=int(connector.start_side)),
        el("a:endCxn", id=painter.ids[connector.end], idx=int(connector.end_side)),
    )
    content = el("xdr:cxnSp", el("xdr:nvCxnSpPr", names, glue), shape, macro="")
    if bends and not painter.plain_connectors:
        nameless = el("xdr:nvSpPr", el("xdr:cNvPr", id=next(painter.more_ids), name=""), el("xdr:cNvSpPr"))
        plain = el("xdr:sp", nameless, shape, macro="", textlink="")
        choice = el("mc:Choice", content, **{"xmlns:xdr14": _XDR14, "Requires": "xdr14"})
        content = el("mc:AlternateContent", choice, el("mc:Fallback", plain, xmlns=""))
    return _anchor(painter.sheet, frame, content)


def _picture(painter: _Painter, picture: Picture) -> str:
    frame = _box_frame(picture.box)
    names = _names(next(painter.more_ids), picture.name, picture.description)
    content = el(
        "xdr:pic",
        el("xdr:nvPicPr", names, el("xdr:cNvPicPr", el("a:picLocks", noChangeAspect=1))),
        el("xdr:blipFill", _blip(painter, picture), el("a:stretch", el("a:fillRect"))),
        el("xdr:spPr", _xfrm(frame), _geometry("rect")),
    )
    return _anchor(painter.sheet, frame, content)


def _blip(painter: _Painter, picture: Picture) -> str:
    """a:blip (20.1.8.13). An SVG hangs as an extension on a raster image; there is no rasteriser, so a clear one."""
    image = Image(picture.data, IMAGE_EXTENSIONS[picture.mime])
    if image.extension != "svg":
        return el("a:blip", **{"r:embed": _relation(painter, image)})
    clear = _relation(painter, Image(_CLEAR_PIXEL, "png"))
    vector = el("asvg:svgBlip", **{"xmlns:asvg": _ASVG, "r:embed": _relation(painter, image)})
    return el("a:blip", el("a:extLst", el("a:ext", vector, uri=_SVG_EXTENSION)), **{"r:embed": clear})


def _relation(painter: _Painter, image: Image) -> str:
    if image not in painter.images:
        painter.images.append(image)
    return f"rId{painter.images.index(image) + 1}"


# ---- elements


def _anchor(sheet: Sheet, frame: _Frame, content: str) -> str:
    """xdr:twoCellAnchor (20.5.2.33): it follows the cells when their size changes."""
    left, top, right, bottom = frame.visual()
    return el(
        "xdr:twoCellAnchor",
        _marker("xdr:from", sheet, left, top),
        _marker("xdr:to", sheet, right, bottom),
        content,
        "<xdr:clientData/>",
    )


def _marker(tag: str, sheet: Sheet, x: int, y: int) -> str:
    column, column_offset = _cell_offset(sheet.column_edges, x)
    row, row_offset = _cell_offset(sheet.row_edges, y)
    return (
        f"<{tag}><xdr:col>{column}</xdr:col><xdr:colOff>{column_offset}</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>{row_offset}</xdr:rowOff></{tag}>"
    )


def _cell_offset(edges: tuple[int, ...], emu: int) -> tuple[int, int]:
    """Column (or row) a position lies in and its distance, EMU, from that column's edge."""
    index = max(0, bisect_right(edges, emu / EMU_PER_PX) - 1)
    return index, max(0, emu - edges[index] * EMU_PER_PX)


def _names(number: int, name: str, description: str) -> str:
    return el("xdr:cNvPr", id=number, name=name, descr=description)


def _xfrm(frame: _Frame) -> str:
    turn = f' rot="{_QUARTER_TURN}"' * frame.turned + ' flipH="1"' * frame.flip_h + ' flipV="1"' * frame.flip_v
    return f'<a:xfrm{turn}><a:off x="{frame.x}" y="{frame.y}"/><a:ext cx="{frame.cx}" cy="{frame.cy}"/></a:xfrm>'


def _geometry(preset: str, adjustments: tuple[int, ...] = ()) -> str:
    """a:prstGeom; a single adjustment of bentConnector3 is called adj1 too."""
    guides = [f'<a:gd name="adj{n}" fmla="val {value}"/>' for n, value in enumerate(adjustments, 1)]
    return f'<a:prstGeom prst="{preset}"><a:avLst>{"".join(guides)}</a:avLst></a:prstGeom>'


_BLACK = el("a:solidFill", el("a:srgbClr", val="000000"))
_WHITE = el("a:solidFill", el("a:srgbClr", val="FFFFFF"))


def _outline(head: bool = False) -> str:
    """A black line of 1 pt; `head` puts an arrow at the end of the path, which DrawingML calls the tail end."""
    arrow = (el("a:tailEnd", type="triangle", w="med", len="med"),) if head else ()
    return el("a:ln", _BLACK, el("a:prstDash", val="solid"), el("a:miter", lim=800000), *arrow, w=12700)


def _body(lines: tuple[str, ...], font: Font) -> str:
    """xdr:txBody: the lines in the middle of the shape; they never wrap and are never cut off."""
    attributes = {"wrap": "none", "lIns": 0, "tIns": 0, "rIns": 0, "bIns": 0, "anchor": "ctr", "rtlCol": 0}
    frame = el("a:bodyPr", el("a:noAutofit"), vertOverflow="overflow", horzOverflow="overflow", **attributes)
    return el("xdr:txBody", frame, el("a:lstStyle"), *[_paragraph(line, font) for line in lines])


def _paragraph(line: str, font: Font) -> str:
    """a:p; an empty one still says how text typed into the shape will look."""
    tag = "a:rPr" if line else "a:endParaRPr"
    face = (_BLACK, el("a:latin", typeface=font.family), el("a:cs", typeface=font.family))
    style = el(tag, *face, lang="id-ID", sz=round(font.size * 100), b=int(font.bold))
    run = el("a:r", style, f"<a:t>{text(line)}</a:t>") if line else style
    return el("a:p", el("a:pPr", algn="ctr"), run)


# ---- geometry


def _emu(px: float) -> int:
    return round(px * EMU_PER_PX)


def _box_frame(box: Rect) -> _Frame:
    x, y = _emu(box.x), _emu(box.y)
    return _Frame(x, y, _emu(box.right) - x, _emu(box.bottom) - y)


def connector_frame(points: tuple[Point, ...]) -> tuple[_Frame, tuple[int, ...]]:
    """Frame and adjustments of the connector preset that runs through the points (n segments: bentConnector n).

    The presets begin with a horizontal segment; a path that begins with a vertical one is turned by 90 degrees. The
    adjustments are the coordinates of the inner segments, in 1/100000 of the way from start to end on their axis.
    """
    path = [(_emu(x), _emu(y)) for x, y in points]
    (x0, y0), (x1, y1) = path[0], path[-1]
    if len(path) == 2:
        return _level(x0, y0, x1, y1), ()
    x0, x1 = _opened(x0, x1)
    y0, y1 = _opened(y0, y1)
    vertical = path[0][0] == path[1][0]
    along, across = ((y0, y1), (x0, x1)) if vertical else ((x0, x1), (y0, y1))
    adjustments = []
    for number, corner in enumerate(path[1:-2]):
        start, end = across if number % 2 else along
        coordinate = corner[vertical ^ number % 2]
        adjustments.append(round((coordinate - start) / (end - start) * 100000))
    return _turned(x0, y0, x1, y1) if vertical else _level(x0, y0, x1, y1), tuple(adjustments)


def _opened(start: int, end: int) -> tuple[int, int]:
    """The two ends on one axis, drawn apart by half of Excel's least extent each where they coincide."""
    half = _EMPTY_AXIS_EMU // 2
    return (start, end) if start != end else (start - half, end + half)


def _level(x0: int, y0: int, x1: int, y1: int) -> _Frame:
    return _Frame(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0), False, x1 < x0, y1 < y0)


def _turned(x0: int, y0: int, x1: int, y1: int) -> _Frame:
    """The frame of a path that begins vertically: width and height swapped about the same centre. Flips come before
    the turn: the preset's x axis then points down, its y axis to the left."""
    cx, cy = abs(y1 - y0), abs(x1 - x0)
    return _Frame((x0 + x1 - cx) // 2, (y0 + y1 - cy) // 2, cx, cy, True, y1 < y0, x1 > x0)
