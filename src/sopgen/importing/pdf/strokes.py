"""Tells what the filled and stroked paths of a printed page are: rules, symbols, lines and arrow heads.

Printers write a connector as one thin closed polygon and its head as a small separate one; symbols as fill and stroke
of one outline, or as rings. Lengths are points (1/72 inch), as the PDF has them; measured on pages printed from Excel
and Word.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations, pairwise

from sopgen.importing.page import Point, around
from sopgen.importing.polygon import area

THIN = 3.2
"""points that a line is wide at most"""
HEAD = 9.5
"""points that an arrow head is wide and long at most"""
SHORT = 1.2
"""points of an edge that is only a rounded corner"""
SAME_WAY = 0.97
"""cosine from which two edges run along each other"""


def is_thin(points: Sequence[Point]) -> bool:
    """Whether a closed polygon is nowhere wider than a line: its area is small for its length."""
    length = sum(math.dist(a, b) for a, b in pairwise([*points, points[0]]))
    return length > 0 and 2 * area(list(points)) / length < THIN


def middle_lines(points: Sequence[Point]) -> list[list[Point]]:
    """The lines along the middle of a thin polygon: two long edges that run back along each other are a stretch."""
    edges = [(complex(*a), complex(*b)) for a, b in pairwise([*points, points[0]]) if math.dist(a, b) > SHORT]
    edges.sort(key=lambda edge: -abs(edge[1] - edge[0]))
    paths: list[list[complex]] = []
    while edges:
        edge = edges.pop(0)
        beside = [(found[0], k, found[1]) for k, other in enumerate(edges) if (found := _middle(edge, other))]
        gap, k, middle = min(beside, key=lambda offer: offer[:2], default=(math.inf, 0, []))
        if abs(edge[1] - edge[0]) >= 2 * gap:
            del edges[k]
            paths.append(middle)
    return [[(point.real, point.imag) for point in path] for path in _joined(paths)]


def _middle(one: tuple[complex, complex], other: tuple[complex, complex]) -> tuple[float, list[complex]] | None:
    """(the distance of two edges that run back along each other, the first of them moved half way to the other); None
    for others, and where they are further apart than a line is wide."""
    length, back = abs(one[1] - one[0]), abs(other[1] - other[0])
    along = (one[1] - one[0]) / length
    end, start = ((point - one[0]) / along for point in other)  # as seen along the first
    shared = min(length, max(start.real, end.real)) - max(0.0, min(start.real, end.real))
    off = (start + end).imag / 2
    if (end - start).real < SAME_WAY * back or shared < 0.5 * min(length, back) or abs(off) >= THIN:
        return None
    return abs(off), [point + off / 2 * 1j * along for point in one]


def arrow_of(points: Sequence[Point]) -> list[Point] | None:
    """The line of a polygon that is shaft and head in one, from its tail to its tip; None for all others. Block arrows
    are printed so."""
    corners = [p for p, after in pairwise([*points, points[0]]) if math.dist(p, after) > 0.05]
    for i in range(len(corners) if len(corners) >= 7 else 0):
        tip, right, *shaft, left = corners[i:] + corners[:i]
        wide, neck = math.dist(left, right), math.dist(shaft[0], shaft[-1])
        base, end = _half_way(left, right), _half_way(shaft[0], shaft[-1])
        even = abs(math.dist(tip, left) - math.dist(tip, right)) < 0.1 * wide
        if even and wide > 1.5 * neck and math.dist(base, end) < 0.3 * wide < math.dist(tip, base):
            lines = [[_half_way(shaft[1], shaft[2]), end]] if len(shaft) == 4 else middle_lines(shaft)
            if len(lines) != 1:
                return None
            line = min((way for line in lines for way in (line, line[::-1])), key=lambda way: math.dist(way[-1], end))
            return [*line[:-1], tip]
    return None


def _half_way(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _joined(paths: list[list[complex]]) -> list[list[complex]]:
    """Stretches whose ends meet, as paths."""
    while True:
        gap, i, k, joined = min(
            (
                (abs(one[-1] - other[0]), i, k, [*one, *other])
                for (i, first), (k, second) in combinations(enumerate(paths), 2)
                for one in (first, first[::-1])
                for other in (second, second[::-1])
            ),
            key=lambda offer: offer[:3],
            default=(math.inf, 0, 0, []),
        )
        if gap > THIN:
            return paths
        paths[i] = joined
        del paths[k]


def tip_of(points: Sequence[Point]) -> Point | None:
    """Which way a small polygon points, as a step of one: up, down, left or right; None for other shapes."""
    box = around(list(points))
    (x, y), w, h = box.center, box.width or 1.0, box.height or 1.0
    best = None
    for dx, dy in ((0, 1), (0, -1), (1, 0), (-1, 0)):
        tip = (x + dx * w / 2, y + dy * h / 2)
        across = w if dx == 0 else h
        at_tip = any(math.dist(p, tip) < 0.2 * across for p in points)
        front = [p for p in points if (p[0] - tip[0]) * dx + (p[1] - tip[1]) * dy > -0.25 * (h if dx == 0 else w)]
        blunt = any(abs((p[0] - x) * dy + (p[1] - y) * dx) > 0.35 * across for p in front)
        if at_tip and not blunt:
            best = (float(dx), float(dy)) if best is None else None
    return best
