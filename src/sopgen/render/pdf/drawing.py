"""Turns a page's symbols, connectors and labels into shapes for the template, in px of the sheet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from sopgen.scene.document import HEAD, Connector, Symbol
from sopgen.scene.geometry import Point
from sopgen.scene.symbols import SymbolKind


def connector_shapes(connector: Connector) -> list[list[Any]]:
    """The line, and a triangle whose first corner is the arrow's tip; the line ends at the middle of its base."""
    points = list(connector.points)
    if not connector.head:
        return [["line", points]]
    before, tip = points[-2:]
    length = math.dist(before, tip)
    ux, uy = ((tip.x - before.x) / length, (tip.y - before.y) / length) if length else (0.0, 1.0)
    reach = min(HEAD, length)
    base = Point(tip.x - ux * reach, tip.y - uy * reach)
    half = HEAD / 2
    wings = (Point(base.x - uy * half, base.y + ux * half), Point(base.x + uy * half, base.y - ux * half))
    points[-1] = base
    line = [["line", points]] if length > HEAD or len(points) > 2 else []
    return [*line, ["head", (tip, *wings)]]


def symbol_shape(symbol: Symbol) -> list[Any]:
    """["round", corner, opposite corner] or ["polygon", corners]."""
    return ["round", symbol.corners[::2]] if symbol.kind is SymbolKind.TERMINATOR else ["polygon", symbol.corners]


def flow_in_words(symbols: Sequence[Symbol], connectors: Sequence[Connector]) -> str:
    """The drawing for those who cannot see it: each symbol, then where the arrows out of it lead."""
    sentences = []
    for symbol in symbols:
        sentences.append(symbol.description or symbol.name)
        sentences += [item.description for item in connectors if item.start == symbol.name and item.description]
    return ". ".join(" ".join(sentence.split()).rstrip(".") for sentence in sentences) + "."
