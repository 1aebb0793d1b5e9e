"""Holds the routes drawn so far and adds arrows one by one, each on the cheapest way around those before it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from math import inf
from typing import NamedTuple

from sopgen.layout.routing.grid import BAND_COST, LANE_COST, Grid
from sopgen.layout.routing.ports import ALL_SIDES, Ports, Sides, assign, costs_by_sides, kinds_of
from sopgen.layout.routing.problem import Group, Key, Problem, Route, Spot, Unroutable, center, entering, leaving
from sopgen.layout.routing.search import CROSSING_COST, ENTERING_COST, LEAVING_COST, Ends, bends_cost, find
from sopgen.layout.routing.segments import Segment, clipped, crossing_point, meet, pieces, route_through

ANY: Ports = [ALL_SIDES, ALL_SIDES]


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
        self.searches = 0
        """grid searches so far: the work done"""
        self.kinds = kinds_of(self.nets)
        self.spots = [(*center(spot), *center(spot)) for spot in problem.symbols]
        self.costs = [costs_by_sides(problem, net) for net in self.nets]
        """of each arrow alone, by sides"""

    # -- all arrows ----------------------------------------------------------------------------------------------

    def keep(self, routes: Mapping[int, Route]) -> None:
        """Let arrows stand as they were routed before; those that now run through a symbol do not."""
        for i, route in routes.items():
            outside = clipped(route.corners)
            if not any(meet(spot, piece) for piece in outside for spot in self.spots):
                self._place(i, route, outside)

    def route_all(self) -> None:
        """Route every arrow that waits for no pentagon; where one finds no way, start again with that one earlier.

        Each takes the sides that suit all best; where it finds no way from them, any that are free.
        """
        order = sorted((i for i, net in enumerate(self.nets) if not net.wishes), key=self._distance)
        ports = [ANY] * len(self.nets) if self.placed else assign(self.nets, self.kinds, self.costs)
        for _ in range(2 * len(order) + 1):
            to_route = (i for i in order if i not in self.placed)
            stuck = next((i for i in to_route if not (self.add(i, ports=ports[i]) or self.add(i))), None)
            if stuck is None:
                return
            self.placed.clear()
            order.remove(stuck)
            order.insert(sum(net.joint for net in self.nets), stuck)
        raise Unroutable("no order of the arrows found in which all have a way")

    def _distance(self, i: int) -> tuple[bool, int, int, int]:
        """Joint lines first, then the nearest in rows and lanes."""
        source, target, _, joint, _ = self.nets[i]
        return not joint, abs(target[0] - source[0]), abs(target[1] - source[1]), i

    # -- one arrow -----------------------------------------------------------------------------------------------

    def add(self, i: int, limit: float = inf, ports: Ports = ANY) -> bool:
        """Draw arrow i around the others; False where there is no way for less than `limit` between these sides."""
        net = self.nets[i]
        siblings = [j for j, _ in self.kinds[net.source][leaving(net)] if j in self.placed]
        joiners = [j for j, _ in self.kinds[net.target][entering(net)] if j in self.placed]
        one_label = siblings and net.outcome
        start_sides = () if one_label else self._free_sides(net.source, leaving(net), ports[0])
        end_sides = self._free_sides(net.target, entering(net), ports[1])
        if not siblings and not joiners and self._add_plain(i, start_sides, end_sides):
            return True
        self.searches += 1
        grid = Grid(self.problem, [placed.route for placed in self.placed.values()])
        for j, placed in self.placed.items():
            if j not in siblings and j not in joiners:
                grid.occupy(placed.route)
        ends = Ends(
            grid.node(center(net.source)),
            grid.node(center(net.target)),
            start_sides,
            end_sides,
            tuple(self.placed[j].route for j in siblings),
            tuple(self.placed[j].route for j in joiners),
        )
        found = find(grid, ends, limit)
        if found:
            self._place(i, found.route, clipped(found.route.corners), found.cost - CROSSING_COST * found.crossed)
        return found is not None

    def _add_plain(self, i: int, start_sides: Sides, end_sides: Sides) -> bool:
        """Draw the arrow straight or with one bend if nothing is in its way: no search finds a better one."""
        net = self.nets[i]
        a, b = center(net.source), center(net.target)
        straight = a[0] == b[0] or a[1] == b[1]
        for corners in [(a, b)] if straight else [(a, (b[0], a[1]), b), (a, (a[0], b[1]), b)]:
            route, outside = route_through(corners), clipped(corners)
            is_free = route.start_side in start_sides and route.end_side in end_sides
            others = chain(self.spots, *(placed.outside for placed in self.placed.values()))
            if net.joint or (is_free and not any(meet(p, q) for q in others for p in outside)):
                self._place(i, route, outside)
                return True
        return False

    def _place(self, i: int, route: Route, outside: list[Segment], cost: float | None = None) -> None:
        """Draw an arrow; `cost`: where it shares stretches with others."""
        if cost is None:
            length = sum(LANE_COST * (u - x) + BAND_COST * (v - y) for x, y, u, v in pieces(route.corners))
            cost = bends_cost(route.bends) + length + LEAVING_COST[route.start_side] + ENTERING_COST[route.end_side]
        points = {
            j: frozenset(filter(None, (crossing_point(p, q) for p in outside for q in other.outside)))
            for j, other in self.placed.items()
        }
        self.placed[i] = Placed(route, cost, outside, {j: found for j, found in points.items() if found})

    def _free_sides(self, spot: Spot, group: Group, among: Sides) -> Sides:
        """Sides of a symbol that this group may open without starving the groups that have none yet."""
        taken = {
            self.placed[j].route.side(end): kind
            for kind, arrows in self.kinds[spot].items()
            for j, end in arrows
            if j in self.placed
        }
        waiting = len(self.kinds[spot].keys() - {group, *taken.values()})
        return tuple(side for side in among if side not in taken) if len(ALL_SIDES) - len(taken) > waiting else ()

    # -- all together --------------------------------------------------------------------------------------------

    def cost(self) -> float:
        """Of all arrows together, in the units of the search."""
        points = {point for placed in self.placed.values() for found in placed.crossings.values() for point in found}
        return sum(placed.cost for placed in self.placed.values()) + CROSSING_COST * len(points)

    def crossed(self, i: int) -> list[int]:
        """The arrows that arrow i crosses."""
        later = {j for j, placed in self.placed.items() if i in placed.crossings}
        return sorted(later | self.placed[i].crossings.keys())

    def beside(self, i: int) -> list[int]:
        """The arrows that arrow i crosses, and those at its symbols."""
        kinds = (self.kinds[spot].values() for spot in (self.nets[i].source, self.nets[i].target))
        at = (sorted(j for arrows in of_spot for j, _ in arrows) for of_spot in kinds)
        near = dict.fromkeys((*self.crossed(i), *chain.from_iterable(at)))
        return [j for j in near if j in self.placed and not self.nets[j].joint and j != i]

    def regret(self, i: int) -> float:
        """How much more arrow i costs, with its crossings, than it would alone."""
        return self.placed[i].cost + CROSSING_COST * len(self.crossed(i)) - min(self.costs[i])

    def remove(self, i: int) -> None:
        """Take arrow i out."""
        del self.placed[i]
        for j, placed in self.placed.items():
            if i in placed.crossings:
                rest = {k: points for k, points in placed.crossings.items() if k != i}
                self.placed[j] = placed._replace(crossings=rest)
