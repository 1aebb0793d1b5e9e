"""Turns the part of a flow that falls on one page into a routing problem: bands, spots, pentagons and nets.

A row of the table is one band of symbols, with further bands above or below it in the same row where a capsule of its
own or an off-page connector needs room. The arrows that stay on the page are routed first; each pentagon then stands
at a side of its symbol that they left free.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from sopgen.flow import START, Flow
from sopgen.layout.routing.improve import improve
from sopgen.layout.routing.problem import Net, Problem, Route, Spot, center
from sopgen.layout.routing.router import Router
from sopgen.layout.routing.segments import Segment, channel, meet, route_through
from sopgen.model import END
from sopgen.scene.geometry import Side

MANY_LANES = 8
"""from so many on, pages are full: a pentagon rather stands beside its symbol, where it makes no row higher"""
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
    begun: dict[int, Route] = field(compare=False)
    """net -> its route, for the arrows that were routed before the pentagons stood; none where nothing is cut"""

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
    """Edges and nodes of a flow by the rows they touch."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.by_row: dict[int, list[int]] = defaultdict(list)
        for i, edge in enumerate(flow.edges):
            for row in sorted({flow.nodes[edge.source].row, flow.nodes[edge.target].row}):
                self.by_row[row].append(i)
        self.nodes_by_row: dict[int, list[int]] = defaultdict(list)
        for i, node in enumerate(flow.nodes):
            self.nodes_by_row[node.row].append(i)


def page_flow(index: FlowIndex, first: int, last: int) -> PageFlow:
    """The drawing of rows [first, last)."""
    return _Builder(index, first, last).build()


class _Builder:
    def __init__(self, index: FlowIndex, first: int, last: int) -> None:
        self.flow = index.flow
        self.first, self.last = first, last
        self.lanes = len(self.flow.lanes)
        self.edges = sorted({e for row in range(first, last) for e in index.by_row[row]})
        self.rows = {row: self._bands(index.nodes_by_row[row]) for row in range(first, last)}
        """row -> its bands from top to bottom, each lane -> the node that stands there"""
        self.above: dict[int, list[dict[int, Cut]]] = {row: [] for row in self.rows}
        """row -> bands of pentagons over its own, from top to bottom"""
        self.below: dict[int, list[dict[int, Cut]]] = {row: [] for row in self.rows}
        self.beside: dict[Spot, Cut] = {}
        """pentagons in the rows' own bands, by their spot without the bands of pentagons"""

    def _bands(self, nodes: list[int]) -> list[dict[int, int]]:
        """The row's symbols in one band; capsules of their own over or below it."""
        bands: list[dict[int, int]] = [{}]
        own = bands[0]
        capsules = []
        for i in nodes:
            if self.flow.nodes[i].key in (START, END):
                capsules.append(i)
            else:
                own[self.flow.nodes[i].lane] = i
        for i in capsules:
            if self.flow.nodes[i].key == START:
                bands.insert(0, {self.flow.nodes[i].lane: i})
            elif len(bands) > 1 and self.flow.nodes[i].lane not in bands[-1] and bands[-1] is not own:
                bands[-1][self.flow.nodes[i].lane] = i
            else:
                bands.append({self.flow.nodes[i].lane: i})
        return bands

    def build(self) -> PageFlow:
        cuts = [cut for e in self.edges if (cut := self._cut(e))]
        if not cuts:
            return self._assemble({}, {})
        offstage = {cut: (-2 - i, 0) for i, cut in enumerate(cuts)}
        page = self._assemble(offstage, {})
        router = Router(page.problem)
        router.route_all([i for i, net in enumerate(router.nets) if not net.cut])
        improve(router)
        free = _Free(router)
        for cut in cuts:
            self._place(cut, page.nodes, free)
        return self._assemble(self._pentagons(), self._moved(router.routes))

    def _cut(self, e: int) -> Cut | None:
        edge = self.flow.edges[e]
        leaving, entering = (self.first <= self.flow.nodes[i].row < self.last for i in (edge.source, edge.target))
        return None if leaving == entering else (e, leaving)

    # -- pentagons -----------------------------------------------------------------------------------------------

    def _place(self, cut: Cut, nodes: dict[int, Spot], free: _Free) -> None:
        """Beside its symbol; over or below it where the flow goes on at the page's break or nothing else is free."""
        edge, leaving = self.flow.edges[cut[0]], cut[1]
        own, other = (edge.source, edge.target) if leaving else (edge.target, edge.source)
        row, far = self.flow.nodes[own].row, self.flow.nodes[other].row
        spot = nodes[own]
        at_the_break = far >= self.last and row == self.last - 1 if leaving else far < self.first and row == self.first
        onward = Side.BOTTOM if leaving else Side.TOP
        bands = self.below[row] if leaving else self.above[row][::-1]
        first = (onward,) if at_the_break and self.lanes < MANY_LANES else ()
        for side in dict.fromkeys((*first, Side.RIGHT, Side.LEFT, onward)):
            if side is not onward:
                cell = (spot[0], spot[1] + (1 if side is Side.RIGHT else -1))
                if 0 <= cell[1] < self.lanes and free.side(spot, side) and free.cell(cell):
                    self.beside[cell] = cut
                    free.take(spot, side, cell)
                    return
            elif free.side(spot, onward) and spot[1] not in (bands[0] if bands else ()):
                free.take(spot, onward)
                self._stack(row, leaving, spot[1], cut)
                return
        ends = self._row_ends(nodes, row)
        lanes = sorted(range(self.lanes), key=lambda lane: (abs(lane - spot[1]), lane))
        lanes = [lane for lane in lanes if free.passage(lane, ends[1] if leaving else ends[0], leaving)] or [spot[1]]
        lane = next((lane for band in bands for lane in lanes if lane not in band), lanes[0])
        self._stack(row, leaving, lane, cut)

    def _row_ends(self, nodes: dict[int, Spot], row: int) -> tuple[int, int]:
        """The first and last of the row's own bands."""
        before = sum(len(self.rows[r]) for r in range(self.first, row))
        return before, before + len(self.rows[row]) - 1

    def _stack(self, row: int, leaving: bool, lane: int, cut: Cut) -> None:
        """Into the nearest band of pentagons with the lane free, or a new one."""
        bands = self.below[row] if leaving else self.above[row][::-1]
        for band in bands:
            if lane not in band:
                band[lane] = cut
                return
        self.below[row].append({lane: cut}) if leaving else self.above[row].insert(0, {lane: cut})

    def _pentagons(self) -> dict[Cut, Spot]:
        own = self._own_bands()
        found = {cut: (own[band], lane) for (band, lane), cut in self.beside.items()}
        top = 0
        for row, bands in self.rows.items():
            for skip, extra in ((0, self.above[row]), (len(self.above[row]) + len(bands), self.below[row])):
                for i, band in enumerate(extra, top + skip):
                    found.update({cut: (i, lane) for lane, cut in band.items()})
            top += len(self.above[row]) + len(bands) + len(self.below[row])
        return found

    def _own_bands(self) -> list[int]:
        """Per band of the rows' own: its number with the bands of pentagons counted."""
        found: list[int] = []
        top = 0
        for row, bands in self.rows.items():
            found += range(top + len(self.above[row]), top + len(self.above[row]) + len(bands))
            top = found[-1] + 1 + len(self.below[row])
        return found

    def _moved(self, routes: dict[int, Route]) -> dict[int, Route]:
        """The routes with the bands of pentagons let in; tracks stay clear of the pentagons at either side."""
        own = self._own_bands()
        below = [len(self.below[row]) for row, bands in self.rows.items() for _ in bands]
        last_of_row = [i + 1 == len(bands) for bands in self.rows.values() for i in range(len(bands))]
        gaps = [0] + [own[b] + 1 + (below[b] if last_of_row[b] else 0) for b in range(len(own))]

        def moved(y: float) -> float:
            gap = channel(y)
            return 2.0 * own[int(y) // 2] + 1 if gap is None else y + 2 * (gaps[gap] - gap)

        return {i: route_through([(x, moved(y)) for x, y in drawn.corners]) for i, drawn in routes.items()}

    # -- the problem ---------------------------------------------------------------------------------------------

    def _assemble(self, pentagons: dict[Cut, Spot], begun: dict[int, Route]) -> PageFlow:
        band_rows: list[int] = []
        nodes: dict[int, Spot] = {}
        for row, bands in self.rows.items():
            band_rows += [row] * len(self.above[row])
            for band in bands:
                nodes.update({node: (len(band_rows), lane) for lane, node in band.items()})
                band_rows.append(row)
            band_rows += [row] * len(self.below[row])
        nets, arrows = self._nets(nodes, pentagons)
        drawn = {spot for spot in pentagons.values() if spot[0] >= 0}
        problem = Problem(len(band_rows), self.lanes, frozenset({*nodes.values(), *drawn}), tuple(nets))
        return PageFlow(self.first, self.last, tuple(band_rows), nodes, pentagons, tuple(arrows), problem, begun)

    def _nets(
        self, nodes: dict[int, Spot], pentagons: dict[Cut, Spot]
    ) -> tuple[list[Net], list[tuple[int, bool | None]]]:
        nets: list[Net] = []
        arrows: list[tuple[int, bool | None]] = []
        for e in self.edges:
            edge = self.flow.edges[e]
            cut = self._cut(e)
            source = pentagons[cut] if cut and not cut[1] else nodes[edge.source]
            target = pentagons[cut] if cut and cut[1] else nodes[edge.target]
            label = "" if cut and not cut[1] else edge.label
            nets.append(Net(source, target, label, edge.joint, cut is not None))
            arrows.append((e, cut[1] if cut else None))
        return nets, arrows


class _Free:
    """What the routed arrows leave free, in the bands of the rows' own."""

    def __init__(self, router: Router) -> None:
        self.cells = set(router.problem.symbols)
        self.sides: set[tuple[Spot, Side]] = set()
        self.segments: list[Segment] = []
        for i, placed in router.placed.items():
            net = router.nets[i]
            self.sides |= {(net.source, placed.route.start_side), (net.target, placed.route.end_side)}
            self.segments += placed.outside

    def side(self, spot: Spot, side: Side) -> bool:
        return (spot, side) not in self.sides

    def cell(self, spot: Spot) -> bool:
        """Whether neither a symbol nor an arrow is in the middle of a cell."""
        x, y = center(spot)
        return spot not in self.cells and not any(meet((x, y, x, y), segment) for segment in self.segments)

    def passage(self, lane: int, band: int, below: bool) -> bool:
        """Whether no arrow runs down the middle of a lane just below (or over) a band."""
        x, y = center((band, lane))
        gap = (x, y + 0.5, x, y + 1.5) if below else (x, y - 1.5, x, y - 0.5)
        return not any(meet(gap, segment) and segment[0] == segment[2] for segment in self.segments)

    def take(self, spot: Spot, side: Side, cell: Spot | None = None) -> None:
        self.sides.add((spot, side))
        if cell:
            self.cells.add(cell)
