"""The two plainest routes, tried before any search: one straight line, or one bend.

Where one of them is free and crosses nothing it is the best there is: fewer bends do not exist, nor a shorter way.
"""

from __future__ import annotations

from collections.abc import Iterable

from sopgen.layout.routing.grid import BAND_COST, LANE_COST
from sopgen.layout.routing.problem import Key, Net, Problem, Route, center
from sopgen.layout.routing.search import BEND_COST, ENTERING_COST, LEAVING_COST
from sopgen.layout.routing.segments import Segment, clipped, route_through


def plain_route(
    problem: Problem,
    net: Net,
    start_sides: Iterable[int],
    end_sides: Iterable[int],
    others: list[Segment],
) -> tuple[float, Route] | None:
    """(cost, route) of the straight or one-bend route, if one is free."""
    a, b = center(net.source), center(net.target)
    straight = a[0] == b[0] or a[1] == b[1]
    candidates = [(a, b)] if straight else [(a, (b[0], a[1]), b), (a, (a[0], b[1]), b)]
    length = LANE_COST * abs(a[0] - b[0]) + BAND_COST * abs(a[1] - b[1])
    for corners in candidates:
        route = route_through(corners)
        if route.start_side in start_sides and route.end_side in end_sides and _is_free(problem, corners, others):
            sides = LEAVING_COST[route.start_side] + ENTERING_COST[route.end_side]
            return route.bends * BEND_COST + length + sides, route
    return None


def _is_free(problem: Problem, corners: tuple[Key, ...], others: list[Segment]) -> bool:
    for x0, y0, x1, y1 in clipped(corners):
        for u0, v0, u1, v1 in others:
            if x0 <= u1 and u0 <= x1 and y0 <= v1 and v0 <= y1:
                return False
        across, down = _centres(x0, x1), _centres(y0, y1)
        for band in down:
            for lane in across:
                if (band, lane) in problem.symbols:
                    return False
    return True


def _centres(low: float, high: float) -> range:
    """The numbers of the lanes (or bands) whose centre lies between two keys."""
    return range(-int((1 - low) // 2), int((high + 1) // 2))
