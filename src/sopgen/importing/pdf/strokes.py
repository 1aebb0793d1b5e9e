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
    edges = [(a, b) for a, b in pairwise([*points, points[0]]) if math.dist(a, b) > SHORT]
    stretches: list[tuple[Point, Point]] = []
    used: set[int] = set()
    order = sorted(range(len(edges)), key=lambda i: -math.dist(*edges[i]))
    for i in order:
        if i in used:
            continue
        partners = [
            (gap, k) for k in order if k != i and k not in used and (gap := _gap_along(edges[i], edges[k])) < THIN
        ]
        if not partners or math.dist(*edges[i]) < 2 * min(partners)[0]:
            continue
        gap, k = min(partners)
        used |= {i, k}
        stretches.append(_middle(edges[i], edges[k]))
    return _joined(stretches)


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


def _gap_along(one: tuple[Point, Point], other: tuple[Point, Point]) -> float:
    """The distance of two edges that run back along each other; infinite for others."""
    (ax, ay), (bx, by) = one
    (cx, cy), (dx, dy) = other
    length, back = math.dist(*one), math.dist(*other)
    ux, uy = (bx - ax) / length, (by - ay) / length
    if ux * (cx - dx) / back + uy * (cy - dy) / back < SAME_WAY:
        return math.inf
    spans = sorted(((cx - ax) * ux + (cy - ay) * uy, (dx - ax) * ux + (dy - ay) * uy))
    if min(length, spans[1]) - max(0.0, spans[0]) < 0.5 * min(length, back):
        return math.inf
    return abs(((cx + dx) / 2 - ax) * uy - ((cy + dy) / 2 - ay) * ux)


def _middle(one: tuple[Point, Point], other: tuple[Point, Point]) -> tuple[Point, Point]:
    """The longer of two edges, moved half way to the other."""
    (ax, ay), (bx, by) = one
    length = math.dist(*one)
    ux, uy = (bx - ax) / length, (by - ay) / length
    mx, my = (other[0][0] + other[1][0]) / 2 - ax, (other[0][1] + other[1][1]) / 2 - ay
    off = (mx * -uy + my * ux) / 2
    sx, sy = -uy * off, ux * off
    return (ax + sx, ay + sy), (bx + sx, by + sy)


def _joined(stretches: Sequence[tuple[Point, Point]]) -> list[list[Point]]:
    """Stretches whose ends meet, as paths."""
    paths = [list(s) for s in stretches]
    while True:
        gap, i, k, joined = min(
            (
                (math.dist(one[-1], other[0]), i, k, [*one, *other])
                for (i, first), (k, second) in combinations(enumerate(paths), 2)
                for one in (first, first[::-1])
                for other in (second, second[::-1])
            ),
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
