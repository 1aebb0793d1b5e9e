"""Turns a page's symbols, connectors and labels into shapes and texts for the template. px in, pt out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from sopgen.scene.document import Connector, Label, Sheet, Symbol
from sopgen.scene.geometry import Point, Rect
from sopgen.scene.symbols import SymbolKind

HEAD = 7.0
"""Length and width of an arrow's head, px, as in the other formats."""
PENTAGON_SHOULDER = 0.8
"""Where the sides of a pentagon end, as a share of its height (flowChartOffpageConnector)."""

Place = Callable[[float, float], list[float]]
"""Takes px of the sheet to pt of the page."""


def connector_shapes(connector: Connector, place: Place) -> list[list[Any]]:
    """The line, and a triangle whose first corner is the arrow's tip; the line ends at the middle of its base."""
    points = list(connector.points)
    if not connector.head:
        return [["line", [place(*point) for point in points]]]
    before, tip = points[-2:]
    length = math.dist(before, tip)
    ux, uy = ((tip.x - before.x) / length, (tip.y - before.y) / length) if length else (0.0, 1.0)
    reach = min(HEAD, length)
    base = Point(tip.x - ux * reach, tip.y - uy * reach)
    half = HEAD / 2
    wings = (Point(base.x - uy * half, base.y + ux * half), Point(base.x + uy * half, base.y - ux * half))
    points[-1] = base
    line = [["line", [place(*point) for point in points]]] if length > HEAD or len(points) > 2 else []
    return [*line, ["head", [place(*point) for point in (tip, *wings)]]]


def symbol_shape(symbol: Symbol, place: Place) -> list[Any]:
    """["round", corner, opposite corner] or ["polygon", corners]."""
    x, y, w, h = symbol.box
    center = symbol.box.center
    corners: Sequence[tuple[float, float]]
    match symbol.kind:
        case SymbolKind.TERMINATOR:
            return ["round", [place(x, y), place(x + w, y + h)]]
        case SymbolKind.PROCESS:
            corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
        case SymbolKind.DECISION:
            corners = ((center.x, y), (x + w, center.y), (center.x, y + h), (x, center.y))
        case SymbolKind.OFF_PAGE:
            shoulder = y + h * PENTAGON_SHOULDER
            corners = ((x, y), (x + w, y), (x + w, shoulder), (center.x, y + h), (x, shoulder))
    return ["polygon", [place(*corner) for corner in corners]]


def text_box(symbol: Symbol) -> Rect:
    """Where the text of a symbol is centered."""
    box = symbol.box
    return box._replace(h=box.h * PENTAGON_SHOULDER) if symbol.kind is SymbolKind.OFF_PAGE else box


def on_page(sheet: Sheet, first: int, last: int) -> tuple[list[Symbol], list[Connector], list[Label]]:
    """The symbols, connectors and labels whose middle lies in px [first, last) of the sheet."""

    def here(y: float) -> bool:
        return first <= y < last

    return (
        [item for item in sheet.symbols if here(item.box.center.y)],
        [item for item in sheet.connectors if here(_middle(item.points))],
        [item for item in sheet.labels if here(item.box.center.y)],
    )


def flow_in_words(symbols: Sequence[Symbol], connectors: Sequence[Connector]) -> str:
    """The drawing for those who cannot see it: each symbol, then where the arrows out of it lead."""
    sentences = []
    for symbol in symbols:
        sentences.append(symbol.description or symbol.name)
        sentences += [item.description for item in connectors if item.start == symbol.name and item.description]
    return ". ".join(" ".join(sentence.split()).rstrip(".") for sentence in sentences) + "."


def _middle(points: Sequence[Point]) -> float:
    """The height halfway between the highest and lowest point."""
    ys = [point.y for point in points]
    return (min(ys) + max(ys)) / 2
