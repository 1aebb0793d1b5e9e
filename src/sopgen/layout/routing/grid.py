"""Turns the routes drawn so far into the search grid of the next arrow: every line it may run on, what is taken.

The lines are the centre lines, the tracks in use, and in each channel one new track ("slot") before, between and after
those in use: inserting a track is always possible, so a free route exists as long as a side of the symbol is free.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from sopgen.layout.routing.problem import Key, Problem, Route, center

LANE_COST = 13.5
"""of length per x key, 0.3 a px in a lane of 90 px; exact in binary, as keys are, so that ties are ties"""
BAND_COST = 9.0
"""of length per y key (a row of 60 px)"""
CHANNEL_REACH = 0.5
"""tracks lie within this distance of their channel's key"""

FREE, BLOCKED, SYMBOL = 0, 1, 2


def _lines(count: int, used: Iterable[float]) -> list[float]:
    """Keys of all lines in one direction, in order."""
    tracks: list[list[float]] = [[] for _ in range(count + 1)]
    for key in sorted(used):
        if key % 2 != 1:
            tracks[int((key + 1) // 2)].append(key)
    keys: list[float] = []
    for number, inside in enumerate(tracks):
        previous = 2 * number - CHANNEL_REACH
        for track in inside:
            keys += ((previous + track) / 2, track)
            previous = track
        keys += ((previous + 2 * number + CHANNEL_REACH) / 2, 2.0 * number + 1)
    return keys[:-1]


class Grid:
    """Nodes are numbered iy * width + ix; one guard column and one guard row are blocked, so steps never wrap."""

    def __init__(self, problem: Problem, routes: Iterable[Route]) -> None:
        routes = list(routes)
        inner = [corner for route in routes for corner in route.corners[1:-1]]
        self.xs = _lines(problem.lanes, {x for x, _ in inner})
        self.ys = _lines(problem.bands, {y for _, y in inner})
        self.xi = {x: i for i, x in enumerate(self.xs)}
        self.yi = {y: i for i, y in enumerate(self.ys)}
        self.width, self.height = len(self.xs) + 1, len(self.ys) + 1
        self.size = self.width * self.height
        self.horizontal = bytearray(self.size)
        """FREE, BLOCKED or SYMBOL for a line that runs horizontally through each node"""
        self.vertical = bytearray(self.size)
        self.entries = (self.vertical, self.horizontal, self.vertical, self.horizontal)
        """by direction"""
        for entry in (self.horizontal, self.vertical):
            entry[self.size - self.width :] = bytes([BLOCKED]) * self.width
            entry[self.width - 1 :: self.width] = bytes([BLOCKED]) * self.height
        for spot in problem.symbols:
            node = self.node(center(spot))
            self.horizontal[node] = self.vertical[node] = SYMBOL
        across = [(b - a) * LANE_COST for a, b in pairwise(self.xs)] + [0.0]
        down = [(b - a) * BAND_COST for a, b in pairwise(self.ys)] + [0.0]
        self.step_cost = (down, across, [0.0, *down], [0.0, *across])
        """by direction and the line arrived at: what the step there cost"""

    def node(self, key: Key) -> int:
        return self.yi[key[1]] * self.width + self.xi[key[0]]

    def key(self, node: int) -> Key:
        iy, ix = divmod(node, self.width)
        return self.xs[ix], self.ys[iy]

    def occupy(self, route: Route) -> None:
        """Mark a route that is not of the searcher's group: it may be crossed squarely, nothing else."""
        nodes = [self.node(corner) for corner in route.corners]
        for low, high in map(sorted, pairwise(nodes)):
            step = self._step(low, high)
            line = self.horizontal if step == 1 else self.vertical
            line[low : high + 1 : step] = bytes([BLOCKED]) * ((high - low) // step + 1)
        for end in (nodes[0], nodes[-1]):
            self.horizontal[end] = self.vertical[end] = SYMBOL

    def trail(self, route: Route) -> list[int]:
        """Every node of a route, from source to target."""
        nodes = [self.node(corner) for corner in route.corners]
        trail = nodes[:1]
        for a, b in pairwise(nodes):
            step = self._step(a, b) if b > a else -self._step(a, b)
            trail += range(a + step, b + step, step)
        return trail

    def _step(self, a: int, b: int) -> int:
        """Between the nodes of the line through two of them."""
        return 1 if a // self.width == b // self.width else self.width
