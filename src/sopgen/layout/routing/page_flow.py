"""Turns the part of a flow that falls on one page into a routing problem: bands, spots, pentagons and nets.

A row of the table is one band of symbols, with further bands above or below it in the same row where a capsule of its
own or an off-page connector needs room. The arrows that stay on the page are routed first; each pentagon then stands
at a side of its symbol that they left free.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count, pairwise
from typing import NamedTuple

from sopgen.flow import Flow
from sopgen.layout.routing import Net, Problem, Route, route
from sopgen.layout.routing.problem import Group, Spot, center, entering, leaving
from sopgen.layout.routing.segments import channel, clipped, meet, route_through
from sopgen.scene.geometry import Side

MANY_LANES = 8
"""from so many on, pages are full: a pentagon rather stands beside its symbol, where it makes no row higher"""
Cut = tuple[int, bool]
"""(edge index, True for the pentagon that leaves the page, False for the one that enters it)"""
LIKINGS = (0.0, 0.02, 0.04, 0.3)
"""how much a pentagon minds the sides of its symbol, from the best on, against one bend of its arrow"""
_Band = tuple[int, int]
"""(row of the page, level): the row's symbols stand at level 0; the lower the level, the higher the band"""
_Place = tuple[int, int, int]
"""(row of the page, level, lane) of a symbol or pentagon"""
_LEVELS = {"Mulai": -1, "Selesai": 1}
"""of capsules of their own; pentagons over and below a row stand at -2, -3 … and 2, 3 …, the nearest first"""


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
    routes: tuple[Route, ...]
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
    return (letters(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


class _Link(NamedTuple):
    """One arrow of a page between places (indices into _Part.places); None for an end on another page."""

    source: int | None
    target: int | None
    outcome: str
    """a number: words change no route"""
    joint: bool
    onward: bool
    """it leads to a later row"""

    @property
    def leaving(self) -> bool | None:
        """Whether it leaves the page, or enters it; None for one that stays."""
        return None if None not in (self.source, self.target) else self.target is None

    @property
    def own(self) -> int:
        """The symbol of this page that the pentagon of an arrow belongs to."""
        own = self.target if self.source is None else self.source
        assert own is not None
        return own


class _Part(NamedTuple):
    """All that the routes of a page depend on."""

    rows: int
    lanes: int
    places: tuple[_Place, ...]
    """of each symbol"""
    links: tuple[_Link, ...]


class _Page(NamedTuple):
    """A page with its pentagons, or with those left out: of symbols and links its own numbers."""

    bands: list[_Band]
    """from top to bottom"""
    nodes: dict[int, Spot]
    pentagons: dict[int, Spot]
    """by link"""
    problem: Problem


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
        places = [
            (node.row - first, _LEVELS.get(node.own, 0), node.lane) for node in map(flow.nodes.__getitem__, nodes)
        ]
        return _Part(len(rows), len(flow.lanes), tuple(places), tuple(links)), nodes, edges


def page_flow(index: FlowIndex, first: int, last: int) -> PageFlow:
    """The drawing of rows [first, last)."""
    part, nodes, edges = index.part(first, last)
    page, routes = drawn(part)
    return PageFlow(
        first,
        last,
        tuple(first + row for row, _ in page.bands),
        {nodes[i]: spot for i, spot in page.nodes.items()},
        {(edges[e], bool(part.links[e].leaving)): spot for e, spot in page.pentagons.items()},
        tuple((e, link.leaving) for e, link in zip(edges, part.links, strict=True)),
        page.problem,
        routes,
    )


@lru_cache(maxsize=512)
def drawn(part: _Part) -> tuple[_Page, tuple[Route, ...]]:
    """A page and the routes of its nets. It is kept, since a preview's next save changes few pages."""
    page = _page(part, {})
    routes = route(page.problem)
    if len(routes) < len(part.links):
        bands = page.bands
        page = _page(part, _pentagons(part, page, routes))
        routes = route(page.problem, _moved(routes, bands, page.bands))
    return page, tuple(routes.values())


def _page(part: _Part, pentagons: Mapping[int, _Place]) -> _Page:
    """The page with pentagons in these places, by link; an arrow that waits for one has its other end off the page."""
    own = {(row, 0) for row in range(part.rows)}
    bands = sorted(own.union(place[:2] for place in (*part.places, *pentagons.values())))
    number = {band: i for i, band in enumerate(bands)}

    def spots(places: Iterable[tuple[int, _Place]]) -> dict[int, Spot]:
        """In the order of their bands."""
        return {i: (number[place[:2]], place[2]) for i, place in sorted(places, key=lambda item: item[1][:2])}

    nodes, cut = spots(enumerate(part.places)), spots(pentagons.items())
    nets = []
    for e, link in enumerate(part.links):
        away = cut.get(e, (-1 - e, 0))
        wishes = () if link.leaving is None or e in cut else _wishes(part, link)
        source = away if link.source is None else nodes[link.source]
        target = away if link.target is None else nodes[link.target]
        nets.append(Net(source, target, link.outcome, link.joint, wishes))
    symbols = frozenset({*nodes.values(), *cut.values()})
    return _Page(bands, nodes, cut, Problem(len(bands), part.lanes, symbols, tuple(nets)))


def _sides(part: _Part, link: _Link) -> tuple[Side, ...]:
    """The sides of its symbol at which a pentagon may stand, best first: beside it; but where the flow goes on at the
    page's break, below the row that it leaves and above the one that it enters."""
    onward, back = (Side.BOTTOM, Side.TOP) if link.leaving else (Side.TOP, Side.BOTTOM)
    at_the_break = part.places[link.own][0] == (part.rows - 1 if link.leaving else 0)
    if at_the_break and link.onward and part.lanes < MANY_LANES:
        return onward, Side.RIGHT, Side.LEFT, back
    return Side.RIGHT, Side.LEFT, onward, back


def _wishes(part: _Part, link: _Link) -> tuple[float, ...]:
    """By side of its symbol how much a pentagon minds it, in bends."""
    minded = dict(zip(_sides(part, link), LIKINGS, strict=True))
    place = part.places[link.own]
    beside = {side: _at(place, side) for side in (Side.RIGHT, Side.LEFT)}
    minded |= {side: 1.0 for side, cell in beside.items() if cell in part.places or not 0 <= cell[2] < part.lanes}
    return tuple(minded[side] for side in Side)


def _at(place: _Place, side: Side) -> _Place:
    """Where a pentagon at this side of a symbol stands: beside it, or in the nearest band over or below its row."""
    row, level, lane = place
    if side in (Side.LEFT, Side.RIGHT):
        return row, level, lane + (1 if side is Side.RIGHT else -1)
    return row, 2 if side is Side.BOTTOM else -2, lane


def _pentagons(part: _Part, page: _Page, routes: Mapping[int, Route]) -> dict[int, _Place]:
    """Link -> the place of its pentagon, around the arrows that stay on the page: at the best side of its symbol that
    is free; else in a lane near by, below the row that it leaves or above the one that it enters."""
    nets = page.problem.nets
    used = {(nets[i].source, drawn.start_side) for i, drawn in routes.items()}
    used |= {(nets[i].target, drawn.end_side) for i, drawn in routes.items()}
    segments = [piece for drawn in routes.values() for piece in clipped(drawn.corners)]
    taken = {*part.places}
    found: dict[int, _Place] = {}

    def is_free(place: _Place, side: Side) -> bool:
        """Whether a pentagon may stand there; beside a symbol, no arrow may run through the middle of the cell."""
        if place in taken or not 0 <= place[2] < part.lanes:
            return False
        x, y = center((spot[0], place[2]))
        return side in (Side.TOP, Side.BOTTOM) or not any(meet((x, y, x, y), segment) for segment in segments)

    def is_passage(lane: int, band: int) -> bool:
        """Whether no arrow runs down the middle of a lane just below a band that it leaves, or over one it enters."""
        x, y = center((band, lane))
        gap = (x, y + 0.5, x, y + 1.5) if link.leaving else (x, y - 1.5, x, y - 0.5)
        return not any(meet(gap, segment) and segment[0] == segment[2] for segment in segments)

    for e in _in_turn(part, nets, routes):
        link = part.links[e]
        spot, own = page.nodes[link.own], part.places[link.own]
        row, _, lane = own
        side = next((s for s in _sides(part, link) if (spot, s) not in used and is_free(_at(own, s), s)), None)
        if side is not None:
            used.add((spot, side))
            found[e] = _at(own, side)
        else:
            end = [i for i, band in enumerate(page.bands) if band[0] == row][-1 if link.leaving else 0]
            near = sorted(range(part.lanes), key=lambda other: (abs(other - lane), other))
            near = [other for other in near if is_passage(other, end)] or [lane]
            places = ((row, level, other) for level in (count(2) if link.leaving else count(-2, -1)) for other in near)
            found[e] = next(place for place in places if place not in taken)
        taken.add(found[e])
    return found


def _in_turn(part: _Part, nets: Sequence[Net], routes: Iterable[int]) -> list[int]:
    """The links that are cut: first those whose kind of arrow has no side at its symbol yet, so that none takes it from
    them."""
    served: Counter[Group] = Counter(group for i in routes for group in (leaving(nets[i]), entering(nets[i])))
    turns: dict[int, int] = {}
    for e, (link, net) in enumerate(zip(part.links, nets, strict=True)):
        if link.leaving is not None:
            kind = leaving(net) if link.leaving else entering(net)
            turns[e] = served[kind]
            served[kind] += 1
    return sorted(turns, key=turns.__getitem__)


def _moved(routes: Mapping[int, Route], before: list[_Band], after: list[_Band]) -> dict[int, Route]:
    """The routes with the bands of pentagons let in; tracks between two rows stay between the pentagons of both."""
    places = [after.index(band) for band in before]
    ends = pairwise([(-1, 0), *before, (before[-1][0] + 1, 0)])
    gaps = [bisect_left(after, band if band[0] == over[0] else (band[0], -len(after))) for over, band in ends]

    def moved(y: float) -> float:
        gap = channel(y)
        return 2.0 * places[int(y) // 2] + 1 if gap is None else y + 2 * (gaps[gap] - gap)

    return {i: route_through([(x, moved(y)) for x, y in drawn.corners]) for i, drawn in routes.items()}
