"""Turns the part of a flow that falls on one page into a routing problem: bands, spots, pentagons and nets.

A row of the table is one band of symbols, with further bands above or below it in the same row where a capsule of its
own or an off-page connector needs room.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from sopgen.flow import START, Edge, Flow
from sopgen.layout.routing import Net, Problem
from sopgen.layout.routing.problem import Spot
from sopgen.model import END

Cut = tuple[int, bool]
"""(edge index, True for the pentagon that leaves the page, False for the one that enters it)"""


@dataclass(frozen=True)
class PageFlow:
    """One page's drawing in grid terms."""

    first: int
    last: int
    """rows [first, last)"""
    band_rows: tuple[int, ...]
    """the row each band lies in"""
    nodes: dict[int, Spot]
    """flow node -> spot"""
    pentagons: dict[Cut, Spot]
    arrows: tuple[tuple[int, bool | None], ...]
    """per net: the edge it draws, and whether it is cut (leaving True, entering False) or whole (None)"""
    problem: Problem = field(compare=False)

    @cached_property
    def bands_of_row(self) -> dict[int, list[int]]:
        """The bands of each row, from top to bottom."""
        bands: dict[int, list[int]] = {row: [] for row in range(self.first, self.last)}
        for band, row in enumerate(self.band_rows):
            bands[row].append(band)
        return bands


def pair_letters(pages: Iterable[PageFlow]) -> dict[int, str]:
    """Cut edge -> the letter of its two pentagons, in the order one meets them."""
    edges = (edge for page in pages for (edge, _), _ in sorted(page.pentagons.items(), key=lambda item: item[1]))
    return {edge: letters(index) for index, edge in enumerate(dict.fromkeys(edges))}


def letters(index: int) -> str:
    """A … Z, AA, AB … of the index-th pair."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


class FlowIndex:
    """Edges of a flow by the rows they touch, and the cells that plain arrows are going to run through."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.by_row: dict[int, list[int]] = defaultdict(list)
        for i, edge in enumerate(flow.edges):
            for row in sorted({flow.nodes[edge.source].row, flow.nodes[edge.target].row}):
                self.by_row[row].append(i)
        self.nodes_by_row: dict[int, list[int]] = defaultdict(list)
        for i, node in enumerate(flow.nodes):
            self.nodes_by_row[node.row].append(i)

    @cached_property
    def corridors(self) -> frozenset[tuple[int, int]]:
        """(row, lane) of cells that an arrow to the next row or straight down its lane will use."""
        cells: set[tuple[int, int]] = set()
        for edge in self.flow.edges:
            a, b = self.flow.nodes[edge.source], self.flow.nodes[edge.target]
            if b.row == a.row + 1 or b.row == a.row:
                low, high = sorted((a.lane, b.lane))
                cells.update((a.row, lane) for lane in range(low, high + 1))
            if a.lane == b.lane and 0 < b.row - a.row <= 12:
                cells.update((row, a.lane) for row in range(a.row, b.row + 1))
        return frozenset(cells)


def page_flow(index: FlowIndex, first: int, last: int) -> PageFlow:
    """The drawing of rows [first, last)."""
    return _Builder(index, first, last).build()


class _Builder:
    def __init__(self, index: FlowIndex, first: int, last: int) -> None:
        self.index = index
        self.flow = index.flow
        self.first, self.last = first, last
        self.lanes = len(self.flow.lanes)
        self.layers: dict[int, list[dict[int, object]]] = {row: [{}] for row in range(first, last)}
        """row -> its bands from top to bottom, each lane -> what stands there"""
        self.main: dict[int, int] = dict.fromkeys(range(first, last), 0)
        """row -> which of its bands is the row's own"""

    def build(self) -> PageFlow:
        nodes = [i for row in range(self.first, self.last) for i in self.index.nodes_by_row[row]]
        for i in nodes:
            if self.flow.nodes[i].key not in (START, END):
                self._main_band(self.flow.nodes[i].row)[self.flow.nodes[i].lane] = i
        for i in nodes:
            if self.flow.nodes[i].key in (START, END):
                self._place_capsule(i)
        edges = sorted({e for row in range(self.first, self.last) for e in self.index.by_row[row]})
        for e in edges:
            self._place_pentagon(e)
        return self._assemble(edges)

    def _main_band(self, row: int) -> dict[int, object]:
        return self.layers[row][self.main[row]]

    def _inside(self, node: int) -> bool:
        return self.first <= self.flow.nodes[node].row < self.last

    def _place_capsule(self, i: int) -> None:
        node = self.flow.nodes[i]
        if node.key == START:
            self.layers[node.row].insert(0, {node.lane: i})
            self.main[node.row] += 1
        elif node.lane not in self._main_band(node.row) and not node.text:
            self._main_band(node.row)[node.lane] = i
        else:
            self.layers[node.row].append({node.lane: i})

    def _place_pentagon(self, e: int) -> None:
        edge = self.flow.edges[e]
        leaving, entering = self._inside(edge.source), self._inside(edge.target)
        if leaving and not entering:
            self._place_leaving(e, edge)
        elif entering and not leaving:
            self._place_entering(e, edge)

    def _place_leaving(self, e: int, edge: Edge) -> None:
        node, target = self.flow.nodes[edge.source], self.flow.nodes[edge.target]
        at_the_break = target.row >= self.last and node.row == self.last - 1
        if at_the_break or not self._beside(node.row, node.lane, (e, True)):
            self._below(node.row, node.lane, (e, True))

    def _place_entering(self, e: int, edge: Edge) -> None:
        node, source = self.flow.nodes[edge.target], self.flow.nodes[edge.source]
        at_the_break = source.row < self.first and node.row == self.first
        if at_the_break or not self._beside(node.row, node.lane, (e, False)):
            self._above(node.row, node.lane, (e, False))

    def _beside(self, row: int, lane: int, cut: Cut) -> bool:
        """Put a pentagon in an empty neighbouring cell that no plain arrow needs."""
        node = self.flow.edges[cut[0]].source if cut[1] else self.flow.edges[cut[0]].target
        for bands in self.layers[row]:
            if bands.get(lane) != node:
                continue
            for other in (lane + 1, lane - 1):
                if 0 <= other < self.lanes and other not in bands and (row, other) not in self.index.corridors:
                    bands[other] = cut
                    return True
        return False

    def _below(self, row: int, lane: int, cut: Cut) -> None:
        """Put a pentagon into the nearest band under the row's own symbols with the lane free, or a new one."""
        for band in self.layers[row][self._own(row)[-1] + 1 :]:
            if lane not in band:
                band[lane] = cut
                return
        self.layers[row].append({lane: cut})

    def _above(self, row: int, lane: int, cut: Cut) -> None:
        """The same over the row's own symbols."""
        for band in reversed(self.layers[row][: self._own(row)[0]]):
            if lane not in band:
                band[lane] = cut
                return
        self.layers[row].insert(0, {lane: cut})
        self.main[row] += 1

    def _own(self, row: int) -> list[int]:
        """Indices of the row's bands that hold symbols of the flow."""
        return [i for i, band in enumerate(self.layers[row]) if any(isinstance(v, int) for v in band.values())]

    def _assemble(self, edges: list[int]) -> PageFlow:
        band_rows: list[int] = []
        nodes: dict[int, Spot] = {}
        pentagons: dict[Cut, Spot] = {}
        for row in range(self.first, self.last):
            for band in self.layers[row]:
                for lane, what in band.items():
                    spot = (len(band_rows), lane)
                    if isinstance(what, int):
                        nodes[what] = spot
                    else:
                        pentagons[what] = spot  # type: ignore[index]
                band_rows.append(row)
        nets, arrows = self._nets(edges, nodes, pentagons)
        symbols = frozenset(nodes.values()) | frozenset(pentagons.values())
        problem = Problem(len(band_rows), self.lanes, symbols, tuple(nets))
        return PageFlow(self.first, self.last, tuple(band_rows), nodes, pentagons, tuple(arrows), problem)

    def _nets(
        self, edges: list[int], nodes: dict[int, Spot], pentagons: dict[Cut, Spot]
    ) -> tuple[list[Net], list[tuple[int, bool | None]]]:
        nets: list[Net] = []
        arrows: list[tuple[int, bool | None]] = []
        for e in edges:
            edge = self.flow.edges[e]
            if edge.source in nodes and edge.target in nodes:
                nets.append(Net(nodes[edge.source], nodes[edge.target], edge.label, edge.joint))
                arrows.append((e, None))
            elif edge.source in nodes:
                nets.append(Net(nodes[edge.source], pentagons[e, True], edge.label))
                arrows.append((e, True))
            else:
                nets.append(Net(pentagons[e, False], nodes[edge.target]))
                arrows.append((e, False))
        return nets, arrows
