"""Finds the cheapest route of one arrow on the grid: by its bends, crossings and length.

A* over (node, direction) with the number of bends as a resource (at most MAX_BENDS); the usual formulation of
orthogonal connector routing (Wybrow, Marriott, Stuckey, "Orthogonal Connector Routing", GD 2009), here on the
table's own lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import compress, pairwise
from typing import NamedTuple

from sopgen.layout.routing.bends import fewest_bends, place
from sopgen.layout.routing.grid import BAND_COST, BLOCKED, LANE_COST, Grid
from sopgen.layout.routing.problem import Route
from sopgen.layout.routing.segments import route_through

MAX_BENDS = 4
"""what one native connector (bentConnector5) can draw"""
BEND_COST = 100.0
LAST_BEND_COST = 200.0
"""of the last bend that is allowed: four are hard to follow with the eye"""
CROSSING_COST = 200.0
"""as much as two bends or a walk of some 700 px (grid.LANE_COST): what a careful person would rather do than cross"""
LEAVING_COST = (4.0, 0.0, 0.0, 0.0)
"""by side; leaving upwards is against the reading direction"""
ENTERING_COST = (0.0, 2.0, 6.0, 2.0)
"""by side: official SOPs enter from above where they can, then from a side"""
SHARED_LENGTH = 0.5
"""how much of its length a stretch shared with another arrow costs"""

_UNSEEN = 9
_BENDS_BITS = 3
_BENDS_MASK = (1 << _BENDS_BITS) - 1
_NOWHERE = -1
_State = int
"""(node * 4 + direction, bends so far), packed with _BENDS_BITS for the bends"""


@dataclass(frozen=True, slots=True)
class Ends:
    """Where an arrow may leave and arrive."""

    source: int
    """node of the source symbol"""
    target: int
    start_sides: tuple[int, ...]
    end_sides: tuple[int, ...]
    leaves: tuple[Route, ...] = ()
    """routes of the same outcome: the arrow may leave one of them anywhere"""
    joins: tuple[Route, ...] = ()
    """routes into the same symbol: the arrow may join one of them anywhere"""


class _Join(NamedTuple):
    """A node where the arrow may end by joining another."""

    rest: list[int]
    """the nodes still to come"""
    way: int
    bends: int
    cost: float


def bends_cost(bends: int) -> float:
    return bends * BEND_COST + (LAST_BEND_COST - BEND_COST if bends == MAX_BENDS else 0.0)


class Found(NamedTuple):
    cost: float
    crossed: int
    """how many lines it crosses, of those it does not share; part of the cost"""
    route: Route


def find(grid: Grid, ends: Ends, limit: float) -> Found | None:
    """The cheapest route, or None where none with at most MAX_BENDS and for less than `limit` exists."""
    return _Search(grid, ends).run(limit)


class _Search:
    def __init__(self, grid: Grid, ends: Ends) -> None:
        self.grid = grid
        self.ends = ends
        width = grid.width
        self.steps = (-width, -1, width, 1)
        self.seen = bytearray([_UNSEEN]) * (grid.size * 4)
        self.parent: dict[_State, _State] = {}
        self.prefix: dict[_State, list[int]] = {}
        self.heap: list[tuple[float, float, _State, _State]] = []
        self.joins: dict[int, _Join] = {}
        for route in ends.joins:
            self._add_joins(grid.trail(route))
        self.barred = frozenset(node for route in ends.leaves for node in grid.trail(route)[1:-1])
        self.best: tuple[float, _State, _Join | None] | None = None
        tx, ty = grid.key(ends.target)
        scale = SHARED_LENGTH if self.joins else 1.0
        # lower bounds of what is left from each line, for length and bends
        left_x = [scale * LANE_COST * abs(x - tx) for x in grid.xs] + [0.0]
        left_y = [scale * BAND_COST * abs(y - ty) for y in grid.ys] + [0.0]
        place_x = [4 * place(x - tx, 0) for x in grid.xs] + [0]
        place_y = [4 * place(0, y - ty) - 16 for y in grid.ys] + [0]
        sides = {*ends.end_sides, *(route.end_side for route in ends.joins)}
        self.tables = (
            grid.entries,
            self.barred,
            self.seen,
            grid.width,
            self.steps,
            fewest_bends(frozenset(sides)),
            place_x,
            place_y,
            left_x,
            left_y,
            grid.step_cost,
            self.heap,
        )
        """what the innermost loop needs, to unpack at once"""

    def _add_joins(self, trail: list[int]) -> None:
        following, bends, length = None, 0, 0.0
        for i in range(len(trail) - 2, 0, -1):
            way = self.steps.index(trail[i + 1] - trail[i])
            if following is not None and way != following:
                bends += 1
            following = way
            length += self._step_length(trail[i + 1], way)
            known = self.joins.get(trail[i])
            if known is None or bends < known.bends:
                self.joins[trail[i]] = _Join(trail[i + 1 :], way, bends, bends * BEND_COST + SHARED_LENGTH * length)

    def _step_length(self, node: int, way: int) -> float:
        """Of the step that arrived at `node`."""
        iy, ix = divmod(node, self.grid.width)
        return self.grid.step_cost[way][ix if way & 1 else iy]

    def run(self, limit: float) -> Found | None:
        self._push(self.ends.source, [(side, LEAVING_COST[side], 0) for side in self.ends.start_sides], _NOWHERE)
        for route in self.ends.leaves:
            self._leave(self.grid.trail(route))
        heap, seen, joins, target, parent = self.heap, self.seen, self.joins, self.ends.target, self.parent
        while heap:
            f, minus_g, state, previous = heappop(heap)
            if f >= limit or (self.best is not None and f >= self.best[0]):
                break
            bends = state & _BENDS_MASK
            if seen[state >> _BENDS_BITS] <= bends:
                continue
            seen[state >> _BENDS_BITS] = bends
            parent[state] = previous
            node = state >> _BENDS_BITS + 2
            if node == target:
                self.best = (-minus_g, state, None)
                break
            if node in joins:
                self._try_join(-minus_g, state, joins[node])
            else:
                self._advance(-minus_g, state)
        return None if self.best is None else self._found(*self.best)

    def _leave(self, trail: list[int]) -> None:
        """Leave a sibling's trail sideways at any node that is its alone."""
        grid, bends, length = self.grid, 0, 0.0
        for i in range(1, len(trail) - 1):
            node = trail[i]
            before = self.steps.index(node - trail[i - 1])
            after = self.steps.index(trail[i + 1] - node)
            length += SHARED_LENGTH * self._step_length(node, before)
            if not (grid.horizontal[node] or grid.vertical[node] or node in self.joins):
                state = ((node << 2) | before) << _BENDS_BITS | bends
                self.prefix[state] = trail[: i + 1]
                ways = [way for way in range(4) if way not in (after, before ^ 2)]
                moves = [(way, bends + (way != before)) for way in ways]
                self._push(node, [(way, n * BEND_COST + length, n) for way, n in moves if n <= MAX_BENDS], state)
            bends += before != after

    def _push(self, node: int, moves: Iterable[tuple[int, float, int]], previous: _State) -> None:
        """Move one node onwards from `node`; a move is its direction, cost so far and bends so far."""
        entries, barred, seen, width, steps, fewest, place_x, place_y, left_x, left_y, step_cost, heap = self.tables
        for way, paid, bends in moves:
            onward = node + steps[way]
            entry = entries[way][onward]
            state = (onward << 2) | way
            if entry == BLOCKED or seen[state] <= bends or onward in barred:
                continue
            iy, ix = divmod(onward, width)
            to_come = fewest[place_x[ix] + place_y[iy] + way]
            if bends + to_come > MAX_BENDS:
                continue
            g = paid + step_cost[way][ix if way & 1 else iy]
            if entry:
                if onward != self.ends.target or way ^ 2 not in self.ends.end_sides:
                    continue
                g += ENTERING_COST[way ^ 2]
            f = g + to_come * BEND_COST + left_x[ix] + left_y[iy]
            heappush(heap, (f, -g, state << _BENDS_BITS | bends, previous))

    def _advance(self, g: float, state: _State) -> None:
        """Go on from a free node: straight, and turning where nothing is crossed."""
        grid = self.grid
        bends, way, node = state & _BENDS_MASK, state >> _BENDS_BITS & 3, state >> _BENDS_BITS + 2
        entry = grid.entries[way ^ 1][node]
        if entry == BLOCKED:
            self._push(node, ((way, g + CROSSING_COST, bends),), state)
        elif not entry:
            turned = g + (BEND_COST if bends < MAX_BENDS - 1 else LAST_BEND_COST)
            self._push(node, ((way, g, bends), (way ^ 1, turned, bends + 1), (way ^ 3, turned, bends + 1)), state)

    def _try_join(self, g: float, state: _State, join: _Join) -> None:
        grid = self.grid
        bends, way, node = state & _BENDS_MASK, state >> _BENDS_BITS & 3, state >> _BENDS_BITS + 2
        if way == join.way ^ 2 or grid.horizontal[node] or grid.vertical[node]:
            return
        turn = way != join.way
        cost = g + turn * BEND_COST + join.cost
        if bends < MAX_BENDS == bends + turn + join.bends:
            cost += LAST_BEND_COST - BEND_COST
        if bends + turn + join.bends > MAX_BENDS or (self.best is not None and self.best[0] <= cost):
            return
        self.best = (cost, state, join)

    def _found(self, cost: float, last: _State, join: _Join | None) -> Found:
        nodes: list[int] = []
        at, crossed = last, 0
        while at in self.parent:
            node, way = at >> _BENDS_BITS + 2, at >> _BENDS_BITS & 3
            crossed += at != last and self.grid.entries[way ^ 1][node] == BLOCKED
            nodes.append(node)
            at = self.parent[at]
        nodes += reversed(self.prefix.get(at, [self.ends.source]))
        nodes = [*reversed(nodes), *(join.rest if join else ())]
        bent = (a != b for a, b in pairwise(b - a for a, b in pairwise(nodes)))
        corners = [nodes[0], *compress(nodes[1:-1], bent), nodes[-1]]
        return Found(cost, crossed, route_through([self.grid.key(node) for node in corners]))
