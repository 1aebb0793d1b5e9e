"""The two plainest routes, tried before any search: one straight line, or one bend.

Where one of them is free and crosses nothing it is the best there is: fewer bends do not exist, nor a shorter way.
"""

from __future__ import annotations

from collections.abc import Iterable

from sopgen.layout.routing.grid import BAND_COST, LANE_COST
from sopgen.layout.routing.problem import Key, Net, Problem, center
from sopgen.layout.routing.search import BEND_COST, ENTERING_COST, LEAVING_COST, Found
from sopgen.layout.routing.segments import Segment, clipped, meet, route_through


def plain_route(
    problem: Problem,
    net: Net,
    start_sides: Iterable[int],
    end_sides: Iterable[int],
    others: list[Segment],
) -> Found | None:
    """The straight or one-bend route, if one is free."""
    a, b = center(net.source), center(net.target)
    straight = a[0] == b[0] or a[1] == b[1]
    candidates = [(a, b)] if straight else [(a, (b[0], a[1]), b), (a, (a[0], b[1]), b)]
    length = LANE_COST * abs(a[0] - b[0]) + BAND_COST * abs(a[1] - b[1])
    for corners in candidates:
        route = route_through(corners)
        if route.start_side in start_sides and route.end_side in end_sides and _is_free(problem, corners, others):
            sides = LEAVING_COST[route.start_side] + ENTERING_COST[route.end_side]
            return Found(route.bends * BEND_COST + length + sides, 0, route)
    return None


def _is_free(problem: Problem, corners: tuple[Key, ...], others: list[Segment]) -> bool:
    outside = clipped(corners)
    return is_clear(problem, outside) and not any(meet(p, q) for p in outside for q in others)


def is_clear(problem: Problem, outside: list[Segment]) -> bool:
    """Whether these segments pass no symbol."""
    return not any(
        (band, lane) in problem.symbols
        for x0, y0, x1, y1 in outside
        for band in _centres(y0, y1)
        for lane in _centres(x0, x1)
    )


def _centres(low: float, high: float) -> range:
    """The numbers of the lanes (or bands) whose centre lies between two keys."""
    return range(-int((1 - low) // 2), int((high + 1) // 2))
