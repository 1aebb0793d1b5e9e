"""Turns the part of a flow that falls on one page into a routing problem: bands, spots, pentagons and nets.

A row of the table is one band of symbols, with further bands above or below it in the same row where a capsule of its
own or an off-page connector needs room. The arrows that stay on the page are routed first; each pentagon then stands
at a side of its symbol that they left free.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from sopgen.flow import START, Flow
from sopgen.layout.routing import Net, Problem, Route, route
from sopgen.layout.routing.problem import Group, Spot, center, entering, leaving
from sopgen.layout.routing.segments import channel, clipped, meet, route_through
from sopgen.model import END
from sopgen.scene.geometry import Side

MANY_LANES = 8
"""from so many on, pages are full: a pentagon rather stands beside its symbol, where it makes no row higher"""
Cut = tuple[int, bool]
"""(edge index, True for the pentagon that leaves the page, False for the one that enters it)"""
LIKINGS = (0.0, 0.02, 0.04, 0.3)
"""how much a pentagon minds the sides of its symbol, from the best on, against one bend of its arrow"""
_Band = dict[int, "int | Cut"]
"""lane -> the node that stands there, or the pentagon"""


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
    problem: Problem
    routes: tuple[Route, ...] = ()
    """per net"""

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


class _Mark(NamedTuple):
    """One symbol of a page, as far as routes depend on it."""

    row: int
    """0-based from the page's first"""
    lane: int
    own: str
    """START or END for a capsule of its own"""


class _Link(NamedTuple):
    """One arrow of a page between marks (indices into _Part.marks); None for an end on another page."""

    source: int | None
    target: int | None
    outcome: str
    """a number: words change no route"""
    joint: bool
    onward: bool
    """it leads to a later row"""


class _Part(NamedTuple):
    """All that the routes of a page depend on."""

    rows: int
    lanes: int
    marks: tuple[_Mark, ...]
    links: tuple[_Link, ...]


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

    def part(self, first: int, last: int) -> tuple[_Part, list[int], list[int]]:
        """Rows [first, last): what their routes depend on, and which nodes and edges of the flow these are."""
        rows, flow = range(first, last), self.flow
        nodes = [i for row in rows for i in self.nodes_by_row[row]]
        edges = sorted({e for row in rows for e in self.by_row[row]})
        at = {node: i for i, node in enumerate(nodes)}
        outcomes: dict[int, dict[str, str]] = defaultdict(lambda: {"": ""})
        links = []
        for e in edges:
            source, target, label, joint = flow.edges[e]
            known = outcomes[source]
            outcome = known.setdefault(label, str(len(known))) if source in at else ""
            onward = flow.nodes[source].row < flow.nodes[target].row
            links.append(_Link(at.get(source), at.get(target), outcome, joint, onward))
        marks = [
            _Mark(node.row - first, node.lane, node.key if node.key in (START, END) else "")
            for node in map(flow.nodes.__getitem__, nodes)
        ]
        return _Part(len(rows), len(flow.lanes), tuple(marks), tuple(links)), nodes, edges


def page_flow(index: FlowIndex, first: int, last: int) -> PageFlow:
    """The drawing of rows [first, last)."""
    part, nodes, edges = index.part(first, last)
    page = _drawn(part)
    return replace(
        page,
        first=first,
        last=last,
        band_rows=tuple(first + row for row in page.band_rows),
        nodes={nodes[i]: spot for i, spot in page.nodes.items()},
        pentagons={(edges[e], leaving): spot for (e, leaving), spot in page.pentagons.items()},
        arrows=tuple((edges[e], leaving) for e, leaving in page.arrows),
    )


@lru_cache(maxsize=512)
def _drawn(part: _Part) -> PageFlow:
    """A page by itself: rows, nodes and edges are counted from its first. It is kept, since a preview's next save
    changes few pages."""
    return _Builder(part).build()


class _Builder:
    def __init__(self, part: _Part) -> None:
        self.rows, self.lanes, self.marks, self.links = part
        of_row: dict[int, list[int]] = defaultdict(list)
        for i, mark in enumerate(self.marks):
            of_row[mark.row].append(i)
        self.own = {row: self._bands(of_row[row]) for row in range(self.rows)}
        """row -> its bands from top to bottom"""
        self.above: dict[int, list[_Band]] = {row: [] for row in self.own}
        """row -> bands of pentagons over its own, the nearest first"""
        self.below: dict[int, list[_Band]] = {row: [] for row in self.own}

    def _bands(self, nodes: list[int]) -> list[_Band]:
        """The row's symbols in one band; capsules of their own over or below it."""
        own: _Band = {}
        bands = [own]
        for i in nodes:
            _, lane, own_capsule = self.marks[i]
            if own_capsule == START:
                bands.insert(0, {lane: i})
            elif not own_capsule:
                own[lane] = i
            elif bands[-1] is own or lane in bands[-1]:
                bands.append({lane: i})
            else:
                bands[-1][lane] = i
        return bands

    def build(self) -> PageFlow:
        page = self._assemble()
        routes = route(page.problem)
        cuts = [cut for e in range(len(self.links)) if (cut := self._cut(e))]
        if cuts:
            free = _Free(page.problem, routes)
            for cut in self._in_turn(cuts, page.problem.nets, routes):
                self._place(cut, page.nodes[self._own_mark(cut)], free)
            page = self._assemble()
            routes = route(page.problem, self._moved(routes))
        return replace(page, routes=tuple(routes.values()))

    def _cut(self, e: int) -> Cut | None:
        link = self.links[e]
        return (e, link.target is None) if None in (link.source, link.target) else None

    # -- pentagons -----------------------------------------------------------------------------------------------

    def _own_mark(self, cut: Cut) -> int:
        """The symbol on this page that a pentagon belongs to."""
        link = self.links[cut[0]]
        own = link.source if cut[1] else link.target
        assert own is not None
        return own

    def _in_turn(self, cuts: list[Cut], nets: Sequence[Net], routes: Iterable[int]) -> list[Cut]:
        """First those pentagons whose kind of arrow has no side at its symbol yet, so that none takes it from them."""
        served: Counter[Group] = Counter(group for i in routes for group in (leaving(nets[i]), entering(nets[i])))
        turns: dict[Cut, int] = {}
        for cut in cuts:
            net = nets[cut[0]]
            kind = leaving(net) if cut[1] else entering(net)
            turns[cut] = served[kind]
            served[kind] += 1
        return sorted(cuts, key=turns.__getitem__)

    def _order(self, cut: Cut) -> tuple[Side, ...]:
        """The sides of its symbol at which a pentagon may stand, best first: beside it; but where the flow goes on at
        the page's break, below the row that it leaves and above the one that it enters."""
        leaving = cut[1]
        onward, back = (Side.BOTTOM, Side.TOP) if leaving else (Side.TOP, Side.BOTTOM)
        at_the_break = self.marks[self._own_mark(cut)].row == (self.rows - 1 if leaving else 0)
        if at_the_break and self.links[cut[0]].onward and self.lanes < MANY_LANES:
            return onward, Side.RIGHT, Side.LEFT, back
        return Side.RIGHT, Side.LEFT, onward, back

    def _wishes(self, cut: Cut, band: _Band) -> tuple[float, ...]:
        """By side of its symbol, which stands in `band`, how much a pentagon minds it, in bends."""
        minded = dict(zip(self._order(cut), LIKINGS, strict=True))
        lane = self.marks[self._own_mark(cut)].lane
        minded |= {side: 1.0 for side, cell in _cells(lane) if cell in band or not 0 <= cell < self.lanes}
        return tuple(minded[side] for side in Side)

    def _place(self, cut: Cut, spot: Spot, free: _Free) -> None:
        """At the best side of its symbol that is free; else in a lane near by, below the row that it leaves or above
        the one that it enters."""
        row, lane = self.marks[self._own_mark(cut)].row, spot[1]
        first = sum(len(self.own[r]) for r in range(row))
        band, cells = self.own[row][spot[0] - first], dict(_cells(lane))
        for side in self._order(cut):
            stack = self.below[row] if side is Side.BOTTOM else self.above[row]
            if (spot, side) in free.taken:
                continue
            if side in cells and 0 <= cells[side] < self.lanes and cells[side] not in band:
                if free.cell((spot[0], cells[side])):
                    free.taken.add((spot, side))
                    band[cells[side]] = cut
                    return
            elif side not in cells and not (stack and lane in stack[0]):
                free.taken.add((spot, side))
                _put(cut, lane, stack)
                return
        leaving = cut[1]
        stack, end = (self.below[row], first + len(self.own[row]) - 1) if leaving else (self.above[row], first)
        near = sorted(range(self.lanes), key=lambda other: (abs(other - lane), other))
        near = [other for other in near if free.passage(other, end, leaving)] or [lane]
        _put(cut, next((other for band in stack for other in near if other not in band), near[0]), stack)

    def _rows_bands(self) -> Iterator[tuple[int, _Band]]:
        """(row, band) of all bands of the page from top to bottom."""
        for row, own in self.own.items():
            yield from ((row, band) for band in (*self.above[row][::-1], *own, *self.below[row]))

    def _moved(self, routes: dict[int, Route]) -> dict[int, Route]:
        """The routes with the bands of pentagons let in; tracks stay clear of the pentagons at either side."""
        places: list[int] = []
        gaps, top = [0], 0
        for row, own in self.own.items():
            top += len(self.above[row])
            places += range(top, top + len(own))
            gaps += range(top + 1, top + len(own))
            top += len(own) + len(self.below[row])
            gaps.append(top)

        def moved(y: float) -> float:
            gap = channel(y)
            return 2.0 * places[int(y) // 2] + 1 if gap is None else y + 2 * (gaps[gap] - gap)

        return {i: route_through([(x, moved(y)) for x, y in drawn.corners]) for i, drawn in routes.items()}

    # -- the problem ---------------------------------------------------------------------------------------------

    def _assemble(self) -> PageFlow:
        """The page with the pentagons that are placed; an arrow that waits for one has its other end off the page."""
        nodes: dict[int, Spot] = {}
        pentagons: dict[Cut, Spot] = {}
        band_of: dict[int, _Band] = {}
        bands = list(self._rows_bands())
        for i, (_, band) in enumerate(bands):
            for lane, what in band.items():
                if isinstance(what, int):
                    nodes[what], band_of[what] = (i, lane), band
                else:
                    pentagons[what] = (i, lane)
        nets: list[Net] = []
        arrows: list[tuple[int, bool | None]] = []
        for e, link in enumerate(self.links):
            cut = self._cut(e)
            leaving = cut[1] if cut else None
            away = pentagons.get(cut, (-1 - e, 0)) if cut else (0, 0)
            wishes = self._wishes(cut, band_of[self._own_mark(cut)]) if cut and cut not in pentagons else ()
            source = away if link.source is None else nodes[link.source]
            target = away if link.target is None else nodes[link.target]
            nets.append(Net(source, target, link.outcome, link.joint, wishes))
            arrows.append((e, leaving))
        symbols = frozenset({*nodes.values(), *pentagons.values()})
        problem = Problem(len(bands), self.lanes, symbols, tuple(nets))
        band_rows = tuple(row for row, _ in bands)
        return PageFlow(0, self.rows, band_rows, nodes, pentagons, tuple(arrows), problem)


def _cells(lane: int) -> tuple[tuple[Side, int], ...]:
    """The lanes at either side of a symbol."""
    return (Side.RIGHT, lane + 1), (Side.LEFT, lane - 1)


def _put(cut: Cut, lane: int, stack: list[_Band]) -> None:
    """Into the nearest band of pentagons with the lane free, or a new one."""
    band = next((band for band in stack if lane not in band), None)
    if band is None:
        stack.append(band := {})
    band[lane] = cut


class _Free:
    """What the routed arrows leave free, in the rows' own bands."""

    def __init__(self, problem: Problem, routes: dict[int, Route]) -> None:
        self.taken = {(problem.nets[i].source, drawn.start_side) for i, drawn in routes.items()}
        self.taken |= {(problem.nets[i].target, drawn.end_side) for i, drawn in routes.items()}
        self.segments = [piece for drawn in routes.values() for piece in clipped(drawn.corners)]

    def cell(self, spot: Spot) -> bool:
        """Whether no arrow is in the middle of a cell."""
        x, y = center(spot)
        return not any(meet((x, y, x, y), segment) for segment in self.segments)

    def passage(self, lane: int, band: int, below: bool) -> bool:
        """Whether no arrow runs down the middle of a lane just below (or over) a band."""
        x, y = center((band, lane))
        gap = (x, y + 0.5, x, y + 1.5) if below else (x, y - 1.5, x, y - 0.5)
        return not any(meet(gap, segment) and segment[0] == segment[2] for segment in self.segments)
