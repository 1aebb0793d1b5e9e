"""Draws a sheet as inline SVG: the table's ruled lines, and the flowchart over it.

Presentation attributes say how it looks, so that it looks the same where a page's CSS does not reach (WeasyPrint);
CSS only highlights. Lengths are px; the drawing's coordinates are the scene's own, whatever the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sopgen.render.markup import font_families, number, text
from sopgen.scene.document import HAIR_COLOR, Cell, Connector, Font, Label, Line, Page, Sheet, Symbol
from sopgen.scene.geometry import Point, Rect, united
from sopgen.scene.symbols import SymbolKind

LINE = 4 / 3
"""Width of outlines and arrows: 1 pt, as in the Excel."""
HEAD = 7
"""Length and width of an arrow's head."""
TOUCH = 11
"""Width of the invisible band beside an arrow that answers to the pointer."""
PX_PER_PT = 96 / 72
LEADING = 1.2
"""Line height of a text in a drawing, times the font size."""
BASELINE = 0.36
"""How far below the middle of a line its baseline lies, times the font size (Arial: half the capitals' height)."""
PENTAGON_SHOULDER = 0.8
"""Where the sides of a pentagon end, as a share of its height (flowChartOffpageConnector)."""
HEAD_ID = "kepala-panah"


RULE_COLORS = {Line.HAIR: f"#{HAIR_COLOR}", Line.THIN: "#000"}
_Spans = dict[int, set[tuple[int, int]]]


class Ruling:
    """Gathers the borders of a page's cells, each line once however many cells share it."""

    def __init__(self) -> None:
        self._lines: dict[Line, tuple[_Spans, _Spans]] = {line: (defaultdict(set), defaultdict(set)) for line in Line}
        """(level, upright) by strength"""

    def add(self, cell: Cell, box: tuple[int, int, int, int]) -> None:
        """The lines of a cell that stands at box = (left, top, right, bottom)."""
        left, top, right, bottom = box
        for line, y in ((cell.border.top, top), (cell.border.bottom, bottom)):
            self._lines[line][0][y].add((left, right))
        for line, x in ((cell.border.left, left), (cell.border.right, right)):
            self._lines[line][1][x].add((top, bottom))

    def svg(self, width: int, height: int) -> str:
        """The lines as a path for each strength in an SVG that covers the page, the strongest over the others."""
        paths = [self._path(line, color) for line, color in RULE_COLORS.items()]
        if not any(paths):
            return ""
        size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        return f'<svg class="garis" aria-hidden="true" {size}>{"".join(paths)}</svg>'

    def _path(self, line: Line, color: str) -> str:
        level, upright = self._lines[line]
        data = [f"M{a} {y}H{b}" for y in sorted(level) for a, b in united(level[y])]
        data += [f"M{x} {a}V{b}" for x in sorted(upright) for a, b in united(upright[x])]
        if not data:
            return ""
        look = f'fill="none" stroke="{color}" stroke-width="1" shape-rendering="crispEdges"'
        return f'<path d="{"".join(data)}" {look}/>'


def heads() -> str:
    """The arrow heads that all drawings of the document refer to; the second marks a highlighted arrow."""
    return (
        '<svg class="kepala" aria-hidden="true" width="0" height="0"><defs>'
        + _marker(HEAD_ID, "#000")
        + _marker(HEAD_ID + "-aktif", "#0b57d0")
        + "</defs></svg>"
    )


def _marker(name: str, color: str) -> str:
    return (
        f'<marker id="{name}" markerUnits="userSpaceOnUse" markerWidth="{HEAD}" markerHeight="{HEAD}" refX="{HEAD}" '
        f'refY="{HEAD / 2}" orient="auto"><path d="M0 0L{HEAD} {HEAD / 2}L0 {HEAD}Z" fill="{color}"/></marker>'
    )


class SvgDrawing:
    """What a sheet's drawings share: which row of the procedure each symbol and arrow belongs to."""

    def __init__(self, sheet: Sheet, rows: Mapping[str, int]) -> None:
        """`rows`: key of a langkah -> its index, for highlighting."""
        self.sheet, self.rows = sheet, rows

    def svg(self, page: Page, top: int, title: str) -> str:
        """The drawing of a page, bottom to top: arrows, symbols, labels; "" where there is none. `top`: where the
        page's own rows begin on it, px."""
        first, last = self.sheet.row_edges[page.first_row], self.sheet.row_edges[page.last_row]
        width, height = self.sheet.column_edges[-1], last - first

        def here(y: float) -> bool:
            return first <= y < last

        parts = [self._connector(item) for item in self.sheet.connectors if here(_middle(item.points))]
        parts += [self._symbol(item) for item in self.sheet.symbols if here(item.box.center.y)]
        parts += [_label(item) for item in self.sheet.labels if here(item.box.center.y)]
        if not parts:
            return ""
        return (
            f'<svg class="alir" role="img" aria-label="{text(title)}" style="top:{top}px" width="{width}" '
            f'height="{height}" viewBox="0 {first} {width} {height}">{"".join(parts)}</svg>'
        )

    def _symbol(self, symbol: Symbol) -> str:
        data = [("langkah", symbol.langkah), ("pelaksana", symbol.pelaksana), ("nama", symbol.name)]
        title = f"<title>{text(symbol.description)}</title>" if symbol.description else ""
        lines = symbol.lines or (tuple(symbol.text.split("\n")) if symbol.text else ())
        return (
            f'<g class="simbol{self._tokens("g", symbol.langkah or "")}"{_data(data)}>{title}{_shape(symbol)}'
            f"{_text(lines, _text_box(symbol), symbol.font)}</g>"
        )

    def _connector(self, connector: Connector) -> str:
        path = "L".join([f"{number(x)} {number(y)}" for x, y in connector.points])
        data = [("dari", connector.dari), ("ke", connector.ke), ("label", connector.label), ("nama", connector.name)]
        title = f"<title>{text(connector.description)}</title>" if connector.description else ""
        head = f' marker-end="url(#{HEAD_ID})"' if connector.head else ""
        tokens = self._tokens("p", connector.dari, connector.ke)
        return (
            f'<path class="sentuh" d="M{path}" fill="none" stroke="none" stroke-width="{TOUCH}">{title}</path>'
            f'<path class="panah{tokens}" d="M{path}" fill="none" stroke="#000" stroke-width="{number(LINE)}" '
            f'stroke-linejoin="miter"{head}{_data(data)}/>'
        )

    def _tokens(self, prefix: str, *keys: str) -> str:
        """Class names that tie an element to rows."""
        found = dict.fromkeys(self.rows[key] for key in keys if key in self.rows)
        return "".join([f" {prefix}{row}" for row in found])


def _label(label: Label) -> str:
    data = _data([("dari", label.dari), ("label", label.text), ("nama", label.name)])
    return f'<g class="label"{data}>{_text(label.lines or tuple(label.text.split(chr(10))), label.box, label.font)}</g>'


def _data(pairs: Sequence[tuple[str, str | None]]) -> str:
    return "".join([f' data-{key}="{text(value)}"' for key, value in pairs if value])


def _middle(points: Sequence[Point]) -> float:
    """The height halfway between the highest and lowest point."""
    ys = [point.y for point in points]
    return (min(ys) + max(ys)) / 2


def _shape(symbol: Symbol) -> str:
    x, y, w, h = symbol.box
    points: tuple[tuple[float, float], ...]
    look = f'class="bentuk" fill="#fff" stroke="#000" stroke-width="{number(LINE)}"'
    center = symbol.box.center
    match symbol.kind:
        case SymbolKind.PROCESS | SymbolKind.TERMINATOR:
            round_ends = f' rx="{number(min(w, h) / 2)}"' if symbol.kind is SymbolKind.TERMINATOR else ""
            size = f'width="{number(w)}" height="{number(h)}"'
            return f'<rect {look} x="{number(x)}" y="{number(y)}" {size}{round_ends}/>'
        case SymbolKind.DECISION:
            points = ((center.x, y), (x + w, center.y), (center.x, y + h), (x, center.y))
        case SymbolKind.OFF_PAGE:
            shoulder = y + h * PENTAGON_SHOULDER
            points = ((x, y), (x + w, y), (x + w, shoulder), (center.x, y + h), (x, shoulder))
    corners = " ".join([f"{number(a)},{number(b)}" for a, b in points])
    return f'<polygon {look} points="{corners}"/>'


def _text_box(symbol: Symbol) -> Rect:
    """Where the text of a symbol is centered."""
    if symbol.kind is SymbolKind.OFF_PAGE:
        return symbol.box._replace(h=symbol.box.h * PENTAGON_SHOULDER)
    return symbol.box


def _text(lines: Sequence[str], box: Rect, font: Font) -> str:
    """Lines in the middle of a box."""
    if not any(lines):
        return ""
    size = font.size * PX_PER_PT
    center = box.center
    first = center.y - (len(lines) - 1) * size * LEADING / 2 + size * BASELINE
    bold = ' font-weight="bold"' if font.bold else ""
    x = number(center.x)
    spans = [
        f'<tspan x="{x}" y="{number(first + index * size * LEADING)}">{text(line)}</tspan>'
        for index, line in enumerate(lines)
    ]
    family = font_families(font.family)
    return f'<text text-anchor="middle" font-family="{family}" font-size="{number(size)}"{bold}>{"".join(spans)}</text>'
