"""What a closed run of points looks like: its area, and which symbol of the form it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from sopgen.importing.page import Point, around
from sopgen.scene.symbols import SymbolKind

CORNER = 0.09
"""A vertex this near to a corner of the box, as a share of its sides, is that corner."""
SOLID = 0.95
"""Share of its box that a rectangle fills at least (lines have a width)."""
ROUNDED = 0.05
"""share of an outline's length that is neither level nor upright where its corners are rounded"""
RHOMBUS = (0.4, 0.62)
"""Share of its box that a diamond fills; half, drawn exactly."""


def area(points: list[Point]) -> float:
    """Of the polygon through points; the last is joined to the first."""
    closed = [*points, points[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(closed))) / 2


def kind_of(points: list[Point]) -> SymbolKind | None:
    """The symbol that an outline through these points (curves sampled) is."""
    box = around(points)
    if box.width == 0 or box.height == 0:
        return None
    unit = [((x - box.x0) / box.width, (y - box.y0) / box.height) for x, y in points]
    share = area(unit)
    corners = {(cx, cy) for cx in (0, 1) for cy in (0, 1) for x, y in unit if math.dist((x, y), (cx, cy)) < CORNER}
    if len(corners) == 4 and share >= SOLID:
        return SymbolKind.TERMINATOR if _oblique(points) > ROUNDED else SymbolKind.PROCESS
    if not corners and RHOMBUS[0] <= share <= RHOMBUS[1]:
        return SymbolKind.DECISION
    if len(corners) == 2 and share > 0.6 and _has_point(unit, corners):
        return SymbolKind.OFF_PAGE
    if len(corners) <= 1 and share > RHOMBUS[1]:
        return SymbolKind.TERMINATOR
    return None


def _oblique(points: Sequence[Point]) -> float:
    """The share of an outline's length that runs neither level nor upright."""
    steps = [(abs(b[0] - a[0]), abs(b[1] - a[1])) for a, b in pairwise([*points, points[0]])]
    length = sum(math.hypot(*step) for step in steps)
    return sum(math.hypot(*step) for step in steps if min(step) > 0.2 * max(step)) / (length or 1.0)


def _has_point(unit: list[Point], corners: set[tuple[int, int]]) -> bool:
    """Whether the side opposite two neighbouring corners ends in a point at its middle."""
    (ax, ay), (bx, by) = sorted(corners)
    if ax != bx and ay != by:
        return False
    tip = (1 - ax, 0.5) if ax == bx else (0.5, 1 - ay)
    return any(math.dist(point, tip) < CORNER for point in unit)


def bezier(corners: Sequence[Point], steps: int = 4) -> list[Point]:
    """Points on a cubic curve, after its start; `corners` are the start, both control points and the end."""
    found = []
    for t in (i / steps for i in range(1, steps + 1)):
        s = 1 - t
        x, y = (
            s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d
            for a, b, c, d in zip(*corners, strict=True)
        )
        found.append((x, y))
    return found
