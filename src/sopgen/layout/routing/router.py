"""Holds the routes drawn so far and adds arrows one by one, each on the cheapest way around those before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from math import inf
from typing import NamedTuple

from sopgen.layout.routing.grid import BAND_COST, LANE_COST, Grid
from sopgen.layout.routing.patterns import is_clear, plain_route
from sopgen.layout.routing.problem import Group, Key, Net, Problem, Route, Spot, Unroutable, center, entering, leaving
from sopgen.layout.routing.search import (
    BEND_COST,
    CROSSING_COST,
    ENTERING_COST,
    LEAVING_COST,
    SHARED_LENGTH,
    Ends,
    Found,
    bends_cost,
    find,
)
from sopgen.layout.routing.segments import (
    Segment,
    are_kissing,
    clipped,
    corner_arms,
    crossing_point,
    meet,
    pieces,
    route_through,
)
from sopgen.scene.geometry import Side

SIDES = len(Side)
ALL_SIDES = tuple(range(SIDES))


class Placed(NamedTuple):
    """One arrow as it is drawn."""

    route: Route
    cost: float
    """bends, length and such; without crossings"""
    outside: list[Segment]
    """its segments outside its two symbols"""
    crossings: dict[int, frozenset[Key]]
    """where it crosses which other arrow, of those drawn before it"""


class Router:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.nets = problem.nets
        self.placed: dict[int, Placed] = {}
        self.alone: dict[int, float] = {}
        self.searches = 0
        """grid searches so far: the work done"""
        self.leaving = [leaving(net) for net in self.nets]
        self.entering = [entering(net) for net in self.nets]
        self.siblings = _mates(self.nets, self.leaving)
        self.joiners = _mates(self.nets, self.entering)
        self.at: dict[Spot, list[int]] = defaultdict(list)
        """the arrows that end or begin at each symbol"""
        for i, net in enumerate(self.nets):
            for spot in (net.source, net.target):
                self.at[spot].append(i)
        self.least = [_least_cost(net) for net in self.nets]
        """lower bound of what each arrow costs"""
        self.groups = {spot: self._groups_at(spot) for spot in self.at}

    @property
    def routes(self) -> dict[int, Route]:
        return {i: placed.route for i, placed in self.placed.items()}

    def _groups_at(self, spot: Spot) -> list[Group]:
        nets = self.nets
        outs = [self.leaving[i] for i in self.at[spot] if nets[i].source == spot]
        ins = [self.entering[i] for i in self.at[spot] if nets[i].target == spot]
        groups = list(dict.fromkeys(outs + ins))
        if len(groups) > SIDES:
            raise Unroutable(f"{spot}: {len(groups)} kinds of arrows for {SIDES} sides")
        return groups

    # -- all arrows ----------------------------------------------------------------------------------------------

    def keep(self, routes: Mapping[int, Route]) -> None:
        """Let arrows stand as they were routed before; those that now run through a symbol do not."""
        for i, route in routes.items():
            outside = clipped(route.corners)
            if is_clear(self.problem, outside):
                length = sum(LANE_COST * (u - x) + BAND_COST * (v - y) for x, y, u, v in pieces(route.corners))
                sides = LEAVING_COST[route.start_side] + ENTERING_COST[route.end_side]
                self.placed[i] = Placed(
                    route, bends_cost(route.bends) + length + sides, outside, self._crossings(outside)
                )

    def route_all(self, among: Iterable[int] | None = None) -> None:
        """Route every arrow (or those `among` them); where one finds no way, start again with that one earlier."""
        order = sorted(range(len(self.nets)) if among is None else among, key=self._plainness)
        for _ in range(2 * len(order) + 1):
            stuck = next((i for i in order if i not in self.placed and not self.add(i)), None)
            if stuck is None:
                return
            self.placed.clear()
            order.remove(stuck)
            order.insert(sum(net.joint for net in self.nets), stuck)
        raise Unroutable("no order of the arrows found in which all have a way")

    def _plainness(self, i: int) -> tuple[int, int, int, int]:
        """Joint lines, neighbours in a row, straight down, one row down, the rest by distance; pentagons' arrows."""
        net = self.nets[i]
        rows, lanes = net.target[0] - net.source[0], abs(net.target[1] - net.source[1])
        if net.joint:
            return (0, 0, lanes, i)
        if net.cut:
            return (4, abs(rows), lanes, i)
        if rows == 0:
            return (1, 0, lanes, i)
        if rows == 1:
            return (2, lanes > 0, lanes, i)
        return (3, abs(rows), lanes, i)

    # -- one arrow -----------------------------------------------------------------------------------------------

    def add(self, i: int, limit: float = inf) -> bool:
        """Draw arrow i around the others; False where there is no way for less than `limit`."""
        found = self._find(i, limit)
        if found is None:
            return False
        outside = clipped(found.route.corners)
        crossings = self._crossings(outside) if found.crossed or self._has_mates(i) else {}
        self.placed[i] = Placed(found.route, found.cost - CROSSING_COST * found.crossed, outside, crossings)
        return True

    def _has_mates(self, i: int) -> bool:
        placed = self.placed.keys()
        return not (placed.isdisjoint(self.siblings[i]) and placed.isdisjoint(self.joiners[i]))

    def _crossings(self, outside: list[Segment]) -> dict[int, frozenset[Key]]:
        found = {}
        for j, other in self.placed.items():
            points = frozenset(filter(None, (crossing_point(p, q) for p in outside for q in other.outside)))
            if points:
                found[j] = points
        return found

    def _sides(self, spot: Spot, group: Group) -> tuple[int, ...]:
        """Free sides of a symbol that this group may open without starving the groups that have none yet."""
        taken: dict[int, Group] = {}
        for j in self.at[spot]:
            placed = self.placed.get(j)
            if placed is not None:
                if self.nets[j].source == spot:
                    taken[placed.route.start_side] = self.leaving[j]
                if self.nets[j].target == spot:
                    taken[placed.route.end_side] = self.entering[j]
        if not taken:
            return ALL_SIDES
        served = taken.values()
        waiting = sum(1 for other in self.groups[spot] if other != group and other not in served)
        return tuple(side for side in ALL_SIDES if side not in taken) if SIDES - len(taken) > waiting else ()

    def _find(self, i: int, limit: float) -> Found | None:
        net = self.nets[i]
        if net.joint:
            return Found(0.0, 0, route_through((center(net.source), center(net.target))))
        siblings = [j for j in self.siblings[i] if j in self.placed]
        joiners = [j for j in self.joiners[i] if j in self.placed]
        one_label = siblings and net.outcome
        start_sides = () if one_label else self._sides(net.source, self.leaving[i])
        end_sides = self._sides(net.target, self.entering[i])
        if not siblings and not joiners:
            others = [segment for placed in self.placed.values() for segment in placed.outside]
            plain = plain_route(self.problem, net, start_sides, end_sides, others)
            if plain is not None:
                return plain
        return self._search(net, (siblings, joiners), (start_sides, end_sides), limit)

    def _search(
        self,
        net: Net,
        mates: tuple[list[int], list[int]],
        sides: tuple[tuple[int, ...], tuple[int, ...]],
        limit: float,
    ) -> Found | None:
        self.searches += 1
        grid = Grid(self.problem, [placed.route for placed in self.placed.values()])
        siblings, joiners = mates
        for j, placed in self.placed.items():
            if j not in siblings and j not in joiners:
                grid.occupy(placed.route)
        ends = Ends(
            grid.node(center(net.source)),
            grid.node(center(net.target)),
            *sides,
            tuple(self.placed[j].route for j in siblings),
            tuple(self.placed[j].route for j in joiners),
        )
        return find(grid, ends, limit)

    @cached_property
    def _bare(self) -> Grid:
        return Grid(self.problem, ())

    def _alone(self, i: int) -> float:
        """What arrow i would cost if it were the only one."""
        if i not in self.alone:
            net, grid = self.nets[i], self._bare
            found = plain_route(self.problem, net, ALL_SIDES, ALL_SIDES, [])
            if found is None and not net.joint:
                ends = Ends(grid.node(center(net.source)), grid.node(center(net.target)), ALL_SIDES, ALL_SIDES)
                found = find(grid, ends, inf)
            self.alone[i] = found.cost if found else 0.0
        return self.alone[i]

    def regret(self, i: int) -> float:
        """How much more arrow i costs, with its crossings, than if it were the only one."""
        placed = self.placed[i]
        return placed.cost + CROSSING_COST * sum(map(len, placed.crossings.values())) - self._alone(i)

    # -- all together --------------------------------------------------------------------------------------------

    def cost(self) -> float:
        """Of all arrows together, in the units of the search."""
        points = {point for placed in self.placed.values() for found in placed.crossings.values() for point in found}
        return sum(placed.cost for placed in self.placed.values()) + CROSSING_COST * len(points)

    def remove(self, i: int) -> None:
        """Take arrow i out."""
        del self.placed[i]
        for j, placed in self.placed.items():
            if i in placed.crossings:
                rest = {k: points for k, points in placed.crossings.items() if k != i}
                self.placed[j] = Placed(placed.route, placed.cost, placed.outside, rest)

    def put_back(self, i: int, placed: Placed, beside: int) -> bool:
        """Draw arrow i again as it was, if arrow `beside`, the only new one since, leaves it room."""
        other = self.placed[beside]
        if self._ports(i, placed.route) & self._ports(beside, other.route) or not _are_apart(placed, other):
            return False
        self.placed[i] = Placed(placed.route, placed.cost, placed.outside, self._crossings(placed.outside))
        return True

    def _ports(self, i: int, route: Route) -> set[tuple[Spot, Side]]:
        return {(self.nets[i].source, route.start_side), (self.nets[i].target, route.end_side)}


def _mates(nets: tuple[Net, ...], groups: list[Group]) -> list[list[int]]:
    """For each arrow the others of its group."""
    members: dict[Group, list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        members[group].append(i)
    return [[j for j in members[group] if j != i] for i, group in enumerate(groups)]


def _least_cost(net: Net) -> float:
    """Of an arrow with nothing in its way; it may share half of its length with others."""
    (x, y), (u, v) = center(net.source), center(net.target)
    return BEND_COST * (x != u and y != v) + SHARED_LENGTH * (LANE_COST * abs(x - u) + BAND_COST * abs(y - v))


def _are_apart(a: Placed, b: Placed) -> bool:
    """True where two arrows have nothing to do with each other."""
    return not any(meet(p, q) for p in a.outside for q in b.outside) and not any(
        are_kissing(p, q) for p in corner_arms(a.route) for q in corner_arms(b.route)
    )
