"""Tells whether a set of routes keeps the rules of the drawing, on keys alone, and how often its arrows cross."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from sopgen.layout.routing.grid import CHANNEL_REACH
from sopgen.layout.routing.problem import Key, Net, Problem, Route, Spot, center, entering, leaving
from sopgen.layout.routing.search import MAX_BENDS
from sopgen.layout.routing.segments import (
    SYMBOL_REACH,
    Segment,
    clipped,
    crossing_point,
    meet,
    off_symbol,
    pieces,
    side_towards,
)
from sopgen.scene.geometry import Side


def violations(problem: Problem, routes: Sequence[Route], *, on_lines: bool = True) -> list[str]:
    """Everything that is wrong with the routes, in words; empty when all is well.

    With on_lines=False for the routes of another router, which do not run on the table's lines and tracks.
    """
    if len(routes) != len(problem.nets):
        return [f"{len(routes)} routes for {len(problem.nets)} nets"]
    found: list[str] = []
    for net, route in zip(problem.nets, routes, strict=True):
        found += (f"{net}: {what}" for what in _of_one(problem, net, route))
        if on_lines and not _is_on_lines(problem, route):
            found.append(f"{net}: leaves the lines")
    found += _of_sides(problem, routes)
    for (net, route), (other_net, other) in combinations(zip(problem.nets, routes, strict=True), 2):
        found += (f"{net} / {other_net}: {what}" for what in _of_two(net, route, other_net, other))
    return found


def crossings(routes: Sequence[Route]) -> set[Key]:
    """The points where arrows cross; crossing a stretch shared by several arrows counts once."""
    drawn = [pieces(route.corners) for route in routes]
    points = (crossing_point(p, q) for a, b in combinations(drawn, 2) for p in a for q in b)
    return {point for point in points if point is not None}


def _of_one(problem: Problem, net: Net, route: Route) -> Iterator[str]:
    corners = route.corners
    if corners[0] != center(net.source) or corners[-1] != center(net.target):
        yield "does not join its symbols"
    if route.bends > (0 if net.joint else MAX_BENDS):
        yield f"{route.bends} bends"
    upright = [a[0] == b[0] for a, b in pairwise(corners)]
    if any((a[0] == b[0]) == (a[1] == b[1]) for a, b in pairwise(corners)):
        yield "is not orthogonal"
    if any(a == b for a, b in pairwise(upright)):
        yield "has a corner that is none"
    if route.start_side != side_towards(corners[0], corners[1]) or route.end_side != side_towards(*corners[:-3:-1]):
        yield "names other sides than it uses"
    drawn = pieces(corners)
    if any(_passes(piece, center(spot)) for spot in problem.symbols for piece in clipped(corners)):
        yield "passes a symbol"
    if any(meet(p, q) for i, p in enumerate(drawn) for q in drawn[i + 2 :]):
        yield "meets itself"


def _is_on_lines(problem: Problem, route: Route) -> bool:
    return all(_on_line(x, problem.lanes) and _on_line(y, problem.bands) for x, y in route.corners)


def _on_line(key: float, count: int) -> bool:
    if key.is_integer() and int(key) % 2:
        return 0 < key < 2 * count
    return abs(key - 2 * round(key / 2)) < CHANNEL_REACH and -1 < key < 2 * count + 1


def _passes(piece: Segment, at: Key) -> bool:
    reach = SYMBOL_REACH
    return (
        piece[0] < at[0] + reach and at[0] - reach < piece[2] and piece[1] < at[1] + reach and at[1] - reach < piece[3]
    )


def _of_sides(problem: Problem, routes: Sequence[Route]) -> Iterator[str]:
    users: dict[tuple[Spot, Side], set[object]] = defaultdict(set)
    for net, route in zip(problem.nets, routes, strict=True):
        users[net.source, route.start_side].add(leaving(net))
        users[net.target, route.end_side].add(entering(net))
    for (spot, side), groups in users.items():
        if len(groups) > 1:
            yield f"{spot} {side.name}: {len(groups)} kinds of arrows on one side"


def _of_two(net: Net, route: Route, other_net: Net, other: Route) -> Iterator[str]:
    a, b = list(route.corners), list(other.corners)
    allowed: list[Key] = []
    if leaving(net) == leaving(other_net) and route.start_side == other.start_side:
        _strip_shared(a, b)
        allowed.append(a[0])
    if entering(net) == entering(other_net) and route.end_side == other.end_side:
        a.reverse()
        b.reverse()
        _strip_shared(a, b)
        allowed.append(a[0])
    for p in _clipped(a, route):
        for q in _clipped(b, other):
            if meet(p, q) and crossing_point(p, q) is None and _meeting(p, q) not in allowed:
                yield f"touch or overlap at {_meeting(p, q)}"


def _strip_shared(a: list[Key], b: list[Key]) -> None:
    """Shorten both paths from their common first point to where they part."""
    while len(a) > 1 and len(b) > 1 and side_towards(a[0], a[1]) == side_towards(b[0], b[1]):
        axis = 0 if a[0][1] == a[1][1] else 1
        reach_a, reach_b = abs(a[1][axis] - a[0][axis]), abs(b[1][axis] - b[0][axis])
        if reach_a == reach_b:
            del a[0], b[0]
        elif reach_a < reach_b:
            del a[0]
            b[0] = a[0]
        else:
            del b[0]
            a[0] = b[0]


def _clipped(path: list[Key], route: Route) -> list[Segment]:
    """The segments of what is left of a route, outside its two symbols."""
    if len(path) < 2:
        return []
    ends = {route.corners[0], route.corners[-1]}
    cut = path[:]
    if path[0] in ends:
        cut[0] = off_symbol(path[0], path[1])
    if path[-1] in ends:
        cut[-1] = off_symbol(path[-1], path[-2])
    return pieces(cut)


def _meeting(p: Segment, q: Segment) -> Key | tuple[Key, Key]:
    """The point where two segments meet, or both ends of what they share."""
    low, high = (max(p[0], q[0]), max(p[1], q[1])), (min(p[2], q[2]), min(p[3], q[3]))
    return low if low == high else (low, high)
