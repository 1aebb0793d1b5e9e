"""Gathers the lines of a table, each once however many cells share it."""

from __future__ import annotations

from collections import defaultdict

from sopgen.scene.document import HAIR_COLOR, Border, Line
from sopgen.scene.geometry import united

Place = tuple[int, int]
"""x, y in px of the page"""
RULE_COLORS = {Line.HAIR: f"#{HAIR_COLOR}", Line.THIN: "#000"}


class Ruling:
    """The borders of a page's cells."""

    def __init__(self) -> None:
        self._level: dict[tuple[Line, int], set[tuple[int, int]]] = defaultdict(set)
        self._upright: dict[tuple[Line, int], set[tuple[int, int]]] = defaultdict(set)

    def add(self, border: Border, left: int, top: int, right: int, bottom: int) -> None:
        """The lines of a cell at its place."""
        for line, y in ((border.top, top), (border.bottom, bottom)):
            self._level[line, y].add((left, right))
        for line, x in ((border.left, left), (border.right, right)):
            self._upright[line, x].add((top, bottom))

    def lines(self, strength: Line) -> list[tuple[Place, Place]]:
        """The lines of one strength from end to end: level ones from the top, then upright ones from the left."""
        level = sorted(y for line, y in self._level if line is strength)
        upright = sorted(x for line, x in self._upright if line is strength)
        found = [((a, y), (b, y)) for y in level for a, b in united(self._level[strength, y])]
        return found + [((x, a), (x, b)) for x in upright for a, b in united(self._upright[strength, x])]

    def svg(self, width: int, height: int) -> str:
        """A path for each strength in an SVG that covers the page, the strongest over the others."""
        look = 'stroke-width="1" shape-rendering="crispEdges"'
        paths = [
            f'<path d="{"".join(map(_data, lines))}" fill="none" stroke="{color}" {look}/>'
            for strength, color in RULE_COLORS.items()
            if (lines := self.lines(strength))
        ]
        size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        return f'<svg class="garis" aria-hidden="true" {size}>{"".join(paths)}</svg>' if paths else ""


def _data(ends: tuple[Place, Place]) -> str:
    (x, y), (right, bottom) = ends
    return f"M{x} {y}" + (f"H{right}" if y == bottom else f"V{bottom}")
