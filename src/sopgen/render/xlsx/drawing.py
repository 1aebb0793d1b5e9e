"""Turns a sheet's symbols, connectors, labels and pictures into DrawingML anchors, one function per XML element.

Element and attribute names, their order and the preset geometries: ECMA-376 part 1, 20.1 (DrawingML), 20.5
(SpreadsheetDrawingML) and presetShapeDefinitions.xml. Lengths are px in the scene and EMU in the file.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
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


Ends = tuple[int, int, int, int]
"""x, y of the corner, or end of a path, where a shape begins, and of the opposite one; EMU of the sheet"""


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


class _Painter:
    """What the elements of one drawing share: the grid they are anchored to, the ids given out, the images used."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.ids = {symbol.name: number for number, symbol in enumerate(sheet.symbols, 2)}
        """of the symbols, given out first: connectors lie below them but name them"""
        self.more_ids = count(2 + len(self.ids))
        self.images: list[Image] = []

    def relation(self, image: Image) -> str:
        if image not in self.images:
            self.images.append(image)
        return f"rId{self.images.index(image) + 1}"

    def anchor(self, ends: Ends, content: str) -> str:
        """xdr:twoCellAnchor (20.5.2.33): it follows the cells when their size changes. Excel anchors a shape turned by
        45 to 135 degrees by its turned box."""
        markers = []
        for tag, x, y in (("xdr:from", min(ends[::2]), min(ends[1::2])), ("xdr:to", max(ends[::2]), max(ends[1::2]))):
            column, column_offset = _cell_offset(self.sheet.column_edges, x)
            row, row_offset = _cell_offset(self.sheet.row_edges, y)
            markers.append(
                f"<{tag}><xdr:col>{column}</xdr:col><xdr:colOff>{column_offset}</xdr:colOff>"
                f"<xdr:row>{row}</xdr:row><xdr:rowOff>{row_offset}</xdr:rowOff></{tag}>"
            )
        return el("xdr:twoCellAnchor", *markers, content, "<xdr:clientData/>")


def draw(sheet: Sheet, plain_connectors: bool = False) -> ExcelDrawing | None:
    """The sheet's drawing, bottom to top: pictures, connectors, symbols, labels; None where it has none.

    `plain_connectors` leaves out the markup-compatibility wrapper, which hides connectors from validators.
    """
    painter = _Painter(sheet)
    anchors = [_picture(painter, item) for item in sheet.pictures]
    anchors += [_connector(painter, item, plain_connectors) for item in sheet.connectors]
    anchors += [_shape(painter, item) for items in (sheet.symbols, sheet.labels) for item in items]
    return ExcelDrawing(el("xdr:wsDr", *anchors, **_NAMESPACES), painter.images) if anchors else None


# ---- what is drawn


def _shape(painter: _Painter, item: Symbol | Label) -> str:
    """xdr:sp (20.5.2.29) of a symbol or of a label, which no line of a lane runs through, with its text."""
    if isinstance(item, Symbol):
        names = _names(painter.ids[item.name], item.name, item.description)
        properties, preset, line = el("xdr:cNvSpPr"), PRESETS[item.kind], _outline()
    else:
        names = _names(next(painter.more_ids), item.name, item.text)
        properties, preset, line = el("xdr:cNvSpPr", txBox=1), "rect", el("a:ln", el("a:noFill"))
    ends = _ends(item.box)
    shape = el("xdr:spPr", _xfrm(ends), _geometry(preset), _WHITE, line)
    body = _body(item.lines or ("",), item.font)
    content = el("xdr:sp", el("xdr:nvSpPr", names, properties), shape, body, macro="", textlink="")
    return painter.anchor(ends, content)


def _connector(painter: _Painter, connector: Connector, plain: bool) -> str:
    """A glued connector. Where it bends, LibreOffice (7.4 and 25.2) would route it anew, so it is offered the same
    geometry as a plain shape; Excel since 2010 knows xdr14 and takes the connector. The plain shape is written as Excel
    writes such a one, without a name and a default namespace. Excel also gives them all the id 0; here each has its
    own, because the Open XML SDK finds fault with a repeated id."""
    ends, turned, adjustments = _fitted(connector.points)
    bends = len(connector.points) - 2
    preset = f"bentConnector{bends + 1}" if bends else "straightConnector1"
    names = _names(next(painter.more_ids), connector.name, connector.description)
    look = _geometry(preset, adjustments), el("a:noFill"), _outline(connector.head)
    shape = el("xdr:spPr", _xfrm(ends, turned), *look)
    glue = el(  # 20.5.2.13; a side's value is the index of the presets' connection site
        "xdr:cNvCxnSpPr",
        el("a:stCxn", id=painter.ids[connector.start], idx=int(connector.start_side)),
        el("a:endCxn", id=painter.ids[connector.end], idx=int(connector.end_side)),
    )
    content = el("xdr:cxnSp", el("xdr:nvCxnSpPr", names, glue), shape, macro="")
    if bends and not plain:
        nameless = el("xdr:nvSpPr", el("xdr:cNvPr", id=next(painter.more_ids), name=""), el("xdr:cNvSpPr"))
        other = el("xdr:sp", nameless, shape, macro="", textlink="")
        choice = el("mc:Choice", content, **{"xmlns:xdr14": _XDR14, "Requires": "xdr14"})
        content = el("mc:AlternateContent", choice, el("mc:Fallback", other, xmlns=""))
    return painter.anchor(ends, content)


def _picture(painter: _Painter, picture: Picture) -> str:
    """xdr:pic. In a:blip (20.1.8.13) an SVG hangs as an extension on a raster image; there is no rasteriser, so a clear
    one."""
    ends, names = _ends(picture.box), _names(next(painter.more_ids), picture.name, picture.description)
    image = Image(picture.data, IMAGE_EXTENSIONS[picture.mime])
    if image.extension == "svg":
        clear = painter.relation(Image(_CLEAR_PIXEL, "png"))
        vector = el("asvg:svgBlip", **{"xmlns:asvg": _ASVG, "r:embed": painter.relation(image)})
        blip = el("a:blip", el("a:extLst", el("a:ext", vector, uri=_SVG_EXTENSION)), **{"r:embed": clear})
    else:
        blip = el("a:blip", **{"r:embed": painter.relation(image)})
    content = el(
        "xdr:pic",
        el("xdr:nvPicPr", names, el("xdr:cNvPicPr", el("a:picLocks", noChangeAspect=1))),
        el("xdr:blipFill", blip, el("a:stretch", el("a:fillRect"))),
        el("xdr:spPr", _xfrm(ends), _geometry("rect")),
    )
    return painter.anchor(ends, content)


# ---- elements


def _names(number: int, name: str, description: str) -> str:
    return el("xdr:cNvPr", id=number, name=name, descr=description)


def _xfrm(ends: Ends, turned: bool = False) -> str:
    """a:xfrm (20.1.7.6): the box before it is turned by a quarter about its middle, and the flips, which come before
    the turn: the preset's x axis then points down, its y axis to the left."""
    x0, y0, x1, y1 = ends
    cx, cy, flip_h, flip_v = abs(x1 - x0), abs(y1 - y0), x1 < x0, y1 < y0
    if turned:
        cx, cy, flip_h, flip_v = cy, cx, flip_v, x1 > x0
    turn = f' rot="{_QUARTER_TURN}"' * turned + ' flipH="1"' * flip_h + ' flipV="1"' * flip_v
    x, y = (x0 + x1 - cx) // 2, (y0 + y1 - cy) // 2
    return f'<a:xfrm{turn}><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'


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
    """xdr:txBody: the lines in the middle of the shape, which never wrap and are never cut off; an empty one still says
    how text typed into the shape will look."""
    attributes = {"wrap": "none", "lIns": 0, "tIns": 0, "rIns": 0, "bIns": 0, "anchor": "ctr", "rtlCol": 0}
    frame = el("a:bodyPr", el("a:noAutofit"), vertOverflow="overflow", horzOverflow="overflow", **attributes)
    face = (_BLACK, el("a:latin", typeface=font.family), el("a:cs", typeface=font.family))
    look, place = {"lang": "id-ID", "sz": round(font.size * 100), "b": int(font.bold)}, el("a:pPr", algn="ctr")
    paragraphs = [
        el("a:p", place, el("a:r", el("a:rPr", *face, **look), f"<a:t>{text(line)}</a:t>"))
        if line
        else el("a:p", place, el("a:endParaRPr", *face, **look))
        for line in lines
    ]
    return el("xdr:txBody", frame, el("a:lstStyle"), *paragraphs)


# ---- geometry


def _ends(box: Rect) -> Ends:
    return (
        round(box.x * EMU_PER_PX),
        round(box.y * EMU_PER_PX),
        round(box.right * EMU_PER_PX),
        round(box.bottom * EMU_PER_PX),
    )


def _fitted(points: tuple[Point, ...]) -> tuple[Ends, bool, tuple[int, ...]]:
    """Ends, turn and adjustments of the connector preset that runs through the points (n segments: bentConnector n).

    The presets begin with a horizontal segment; a path that begins with a vertical one is turned by 90 degrees. The
    adjustments are the coordinates of the inner segments, in 1/100000 of the way from start to end on their axis. Where
    the two ends coincide on an axis, they are drawn apart by half of Excel's least extent each.
    """
    path = [(round(x * EMU_PER_PX), round(y * EMU_PER_PX)) for x, y in points]
    (x0, y0), (x1, y1) = path[0], path[-1]
    if len(path) == 2:
        return (x0, y0, x1, y1), False, ()
    half = _EMPTY_AXIS_EMU // 2
    x0, x1 = (x0 - half, x1 + half) if x0 == x1 else (x0, x1)
    y0, y1 = (y0 - half, y1 + half) if y0 == y1 else (y0, y1)
    vertical = path[0][0] == path[1][0]
    along, across = ((y0, y1), (x0, x1)) if vertical else ((x0, x1), (y0, y1))
    adjustments = []
    for number, corner in enumerate(path[1:-2]):
        start, end = across if number % 2 else along
        coordinate = corner[vertical ^ number % 2]
        adjustments.append(round((coordinate - start) / (end - start) * 100000))
    return (x0, y0, x1, y1), vertical, tuple(adjustments)


def _cell_offset(edges: tuple[int, ...], emu: int) -> tuple[int, int]:
    """Column (or row) a position lies in and its distance, EMU, from that column's edge."""
    index = max(0, bisect_right(edges, emu / EMU_PER_PX) - 1)
    return index, max(0, emu - edges[index] * EMU_PER_PX)
