"""Draws a sheet as inline SVG: the table's ruled lines, and the flowchart over it.

Presentation attributes say how it looks, so that it looks the same where a page's CSS does not reach (WeasyPrint);
CSS only highlights. Lengths are px; the drawing's coordinates are the scene's own, whatever the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sopgen.render.markup import font_families, number, text
from sopgen.scene.document import HEAD, Connector, Font, Page, Sheet, Symbol
from sopgen.scene.geometry import PX_PER_PT, Rect
from sopgen.scene.symbols import SymbolKind

LINE = 4 / 3
"""Width of outlines and arrows: 1 pt, as in the Excel."""
TOUCH = 11
"""Width of the invisible band beside an arrow that answers to the pointer."""
LEADING = 1.2
"""Line height of a text in a drawing, times the font size."""
BASELINE = 0.36
"""How far below the middle of a line its baseline lies, times the font size (Arial: half the capitals' height)."""
HEAD_ID = "kepala-panah"


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
        symbols, connectors, labels = self.sheet.drawn_on(page)
        parts = [*map(self._connector, connectors), *map(self._symbol, symbols)]
        for label in labels:
            data = _data([("dari", label.dari), ("label", label.text), ("nama", label.name)])
            blank = f'<rect {size_of(label.box)} fill="#fff"/>'  # no line of a lane runs through the text
            parts.append(f'<g class="label"{data}>{blank}{_text(label.lines, label.box, label.font)}</g>')
        if not parts:
            return ""
        return (
            f'<svg class="alir" role="img" aria-label="{text(title)}" style="top:{top}px" width="{width}" '
            f'height="{height}" viewBox="0 {first} {width} {height}">{"".join(parts)}</svg>'
        )

    def _symbol(self, symbol: Symbol) -> str:
        data = [("langkah", symbol.langkah), ("pelaksana", symbol.pelaksana), ("nama", symbol.name)]
        title = f"<title>{text(symbol.description)}</title>" if symbol.description else ""
        return (
            f'<g class="simbol{self._tokens("g", symbol.langkah or "")}"{_data(data)}>{title}{_shape(symbol)}'
            f"{_text(symbol.lines, symbol.text_box, symbol.font)}</g>"
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


def _data(pairs: Sequence[tuple[str, str | None]]) -> str:
    return "".join([f' data-{key}="{text(value)}"' for key, value in pairs if value])


def _shape(symbol: Symbol) -> str:
    look = f'class="bentuk" fill="#fff" stroke="#000" stroke-width="{number(LINE)}"'
    if symbol.kind in (SymbolKind.DECISION, SymbolKind.OFF_PAGE):
        return f'<polygon {look} points="{" ".join([f"{number(x)},{number(y)}" for x, y in symbol.corners])}"/>'
    ends = f' rx="{number(min(symbol.box.w, symbol.box.h) / 2)}"' if symbol.kind is SymbolKind.TERMINATOR else ""
    return f"<rect {look} {size_of(symbol.box)}{ends}/>"


def _text(lines: Sequence[str], box: Rect, font: Font) -> str:
    """Lines in the middle of a box."""
    if not any(lines):
        return ""
    size = font.size * PX_PER_PT
    first = box.center.y - (len(lines) - 1) * size * LEADING / 2 + size * BASELINE
    return text_of(lines, box.center.x, first, size * LEADING, font)


def text_of(lines: Sequence[str], x: float, first: float, pitch: float, font: Font, anchor: str = "middle") -> str:
    """Lines at `x`, the first one's baseline at `first`, the others `pitch` px apart."""
    at = number(x)
    spans = [f'<tspan x="{at}" y="{number(first + i * pitch)}">{text(line)}</tspan>' for i, line in enumerate(lines)]
    look = f'font-family="{font_families(font.family)}" font-size="{number(font.size * PX_PER_PT)}"'
    bold = ' font-weight="bold"' if font.bold else ""
    return f'<text text-anchor="{anchor}" {look}{bold}>{"".join(spans)}</text>'


def size_of(box: Rect) -> str:
    return f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.w)}" height="{number(box.h)}"'
