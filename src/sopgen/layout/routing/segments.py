"""The straight pieces and the corners of routes, and how those of two routes meet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sopgen.layout.routing.problem import Key, Route
from sopgen.scene.geometry import Side

Segment = tuple[float, float, float, float]
"""(left, top, right, bottom) of a horizontal or vertical line"""
SYMBOL_REACH = 0.25
"""a symbol reaches this far from its centre; tracks keep twice as far"""


def pieces(path: Sequence[Key]) -> list[Segment]:
    """The segments along a path."""
    return [(x, y, u, v) if x <= u and y <= v else (u, v, x, y) for (x, y), (u, v) in pairwise(path)]


def off_symbol(at: Key, towards: Key) -> Key:
    """Where a line from the symbol at `at` comes out of it."""
    x, y = (min(max(b, a - SYMBOL_REACH), a + SYMBOL_REACH) for a, b in zip(at, towards, strict=True))
    return x, y


def clipped(corners: Sequence[Key]) -> list[Segment]:
    """The segments of a route outside its two symbols."""
    ends = off_symbol(corners[0], corners[1]), off_symbol(corners[-1], corners[-2])
    return pieces((ends[0], *corners[1:-1], ends[1]))


def meet(p: Segment, q: Segment) -> bool:
    """True where two segments have a point in common."""
    return p[0] <= q[2] and q[0] <= p[2] and p[1] <= q[3] and q[1] <= p[3]


def crossing_point(p: Segment, q: Segment) -> Key | None:
    """Where two segments cross squarely inside both."""
    if (p[0] == p[2]) == (q[0] == q[2]):
        return None
    v, h = (p, q) if p[0] == p[2] else (q, p)
    return (v[0], h[1]) if h[0] < v[0] < h[2] and v[1] < h[1] < v[3] else None


def channel(key: float) -> int | None:
    """The number of the channel a line lies in; None for a centre line."""
    return None if key % 2 == 1 else int((key + 1) // 2)


def side_towards(at: Key, towards: Key) -> Side:
    """The side of the symbol at `at` that faces the neighbouring corner."""
    if at[0] == towards[0]:
        return Side.BOTTOM if towards[1] > at[1] else Side.TOP
    return Side.RIGHT if towards[0] > at[0] else Side.LEFT


def route_through(corners: Sequence[Key]) -> Route:
    return Route(tuple(corners), side_towards(corners[0], corners[1]), side_towards(corners[-1], corners[-2]))
