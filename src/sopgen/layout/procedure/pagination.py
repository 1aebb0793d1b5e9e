"""Divides the rows of the procedure among pages by their real heights, routing each page's arrows on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import inf

from sopgen.layout.procedure.lanes import Lanes, fit_lanes
from sopgen.layout.procedure.page_plan import PagePlan
from sopgen.layout.procedure.rows import PageGeometry, page_geometry
from sopgen.layout.routing.segments import Segment, crossing_point, pieces

EMPTY = 20.0
"""what an empty page would cost, in arrows that a page break cuts; a half empty one a quarter of it"""
LONELY = 4.0
"""the same for a last page with a single row"""
TANGLE = 6.0
"""the same for a place where arrows cross, or an arrow that walks round the page"""
PAGE = 8.0
"""the same for a page more than there need be"""
LOOKS = 16
"""so many pages are routed at most in search of tidier ones"""


@dataclass(frozen=True, slots=True)
class Heights:
    """What pagination knows of heights, px, and of page breaks."""

    rows: tuple[int, ...]
    """the least height of each row: its texts"""
    symbols: tuple[int, ...]
    """what the symbols of each row are likely to need"""
    break_row: int
    """what pentagons are likely to add to a row beside a page break"""
    first_page: int
    """room for rows on the first page"""
    next_page: int
    tail: int
    """height of what must follow the last row on its page (the signature block)"""
    cut: tuple[int, ...]
    """how many arrows a page break above each row cuts"""

    def of(self, plan: PagePlan) -> tuple[int, ...]:
        """The least heights of a page's rows."""
        return self.rows[plan.flow.first : plan.flow.last]


@dataclass(frozen=True)
class PagedDrawing:
    plans: tuple[PagePlan, ...]
    lanes: Lanes
    heights: Heights

    @cached_property
    def pages(self) -> tuple[PageGeometry, ...]:
        return tuple(page_geometry(plan, self.lanes, self.heights.of(plan)) for plan in self.plans)

    @cached_property
    def tangles(self) -> int:
        return sum(_tangles(plan, page).total() for plan, page in zip(self.plans, self.pages, strict=True))

    @property
    def cost(self) -> float:
        """Of its pages, its tangles and the arrows that its breaks cut."""
        cut = sum(self.heights.cut[plan.flow.first] for plan in self.plans[1:])
        return PAGE * len(self.plans) + TANGLE * self.tangles + cut


def paginate(
    plan: Callable[[int, int], PagePlan], heights: Heights, minimum: Sequence[int], seen: dict[tuple[int, bool], int]
) -> PagedDrawing:
    """`plan(first, last)` routes rows [first, last); `minimum` are the least lane widths; `seen`: see _Division."""
    division, found = _Division(heights, seen), None
    while True:
        breaks = division.best()
        if found and len(breaks) > len(found):
            return PagedDrawing(tuple(found), fit_lanes(found, minimum), heights)
        plans = []
        for first, last in pairwise(breaks):
            plans.append(plan(first, last))
            drawn = page_geometry(plans[-1], fit_lanes(plans[-1:], minimum), heights.of(plans[-1])).heights
            if not division.learn(first, drawn):
                break
        else:
            found = plans


def tidied(
    plan: Callable[[int, int], PagePlan], paged: PagedDrawing, minimum: Sequence[int], page_cost: float
) -> PagedDrawing:
    """The same or, where arrows cross or walk round a page, the division that costs least, of a page more at most.

    Where a page is tangled is known once it is routed; others are taken to be so where they hold the same rows.
    """
    division = _Division(paged.heights, {})
    new = [(drawn.flow.first, drawn.flow.last) for drawn in paged.plans]
    looks = LOOKS + len(new)
    while new and looks > 0:
        for first, last in new:
            looks -= 1
            drawn = plan(first, last)
            page = page_geometry(drawn, fit_lanes([drawn], minimum), paged.heights.of(drawn))
            found = _tangles(drawn, page)
            division.tangles |= found
            if not division.learn(first, page.heights):
                break
            division.routed[first, last] = found.total()
        if not division.tangles:
            return paged
        new = [stretch for stretch in pairwise(division.best(page_cost)) if stretch not in division.routed]
    plans = [plan(first, last) for first, last in pairwise(division.best(page_cost, only_routed=True))]
    return PagedDrawing(tuple(plans), fit_lanes(plans, minimum), paged.heights)


def _tangles(drawn: PagePlan, page: PageGeometry) -> Counter[tuple[int, int]]:
    """Between which rows the arrows run that cross, for each place, and each that walks round the page."""
    places: dict[object, tuple[int, int]] = {}
    lines: list[tuple[list[Segment], tuple[int, int]]] = []
    for net, way in zip(drawn.flow.problem.nets, drawn.flow.routes, strict=True):
        points = [page.point(corner) for corner in way.corners]
        rows = sorted(drawn.flow.band_rows[band] for band, _ in (net.source, net.target))
        segments, between = pieces(points), (rows[0], rows[1])
        for others, (low, high) in lines:
            found = filter(None, (crossing_point(p, q) for p in segments for q in others))
            places |= dict.fromkeys(found, (min(low, rows[0]), max(high, rows[1])))
        lines.append((segments, between))
        length = sum(c - a + d - b for a, b, c, d in segments)
        (a, b), (c, d) = points[0], points[-1]
        if length > max(2.5 * (abs(a - c) + abs(b - d)), abs(a - c) + abs(b - d) + 150):
            places[net] = between
    return Counter(places.values())


def expected_pages(heights: Heights, seen: dict[tuple[int, bool], int]) -> int:
    """How many pages the rows are likely to take, before any is routed; seldom too many."""
    return len(_Division(heights, seen).best()) - 1


class _Division:
    """Divides rows among pages by what is known of their heights: what is expected, then what routed pages show."""

    def __init__(self, heights: Heights, seen: dict[tuple[int, bool], int]) -> None:
        """`seen`: (row, beside a page break) -> height of its drawing where it was routed before."""
        self.heights, self.count, self.seen = heights, len(heights.rows), seen
        needs = list(enumerate(zip(heights.rows, heights.symbols, strict=True)))
        self.expected = [max(text, seen.get((row, False), high)) for row, (text, high) in needs]
        self.at_break = [max(text, seen.get((row, True), high + heights.break_row)) for row, (text, high) in needs]
        self.over: dict[int, int] = {}
        """first row of a page -> the row before which it must end, since it turned out too high otherwise"""
        self.routed: dict[tuple[int, int], int] = {}
        """how many tangles each page has that was looked at and is not too high"""
        self.tangles: Counter[tuple[int, int]] = Counter()
        """(first row, last row) -> how many tangles a page with both has"""
        self.ways: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)} for _ in range(self.count + 1)]
        """row -> by number of pages, the fewest and, if asked for, one more: (cost, -end of the first) of the best
        division from it"""
        self.stale = self.count
        """the rows before which more is known by now than `ways` says"""

    def best(self, page: float = inf, only_routed: bool = False) -> list[int]:
        """The first row of each page, and the end. As few pages as may do, or one more where that is cheaper by more
        than `page`; among such divisions one that cuts few arrows, leaves no page half empty and no row alone on the
        last."""
        for first in reversed(range(self.count if only_routed else self.stale)):
            self.ways[first] = self._ways(first, page < inf, only_routed)
        self.stale = 0
        breaks, pages = [0], min(self.ways[0])
        if self.ways[0].get(pages + 1, (inf,))[0] + page < self.ways[0][pages][0]:
            pages += 1
        while breaks[-1] < self.count:
            breaks.append(-self.ways[breaks[-1]][pages][1])
            pages -= 1
        return breaks

    def _ways(self, first: int, one_more: bool, only_routed: bool) -> dict[int, tuple[float, int]]:
        ends = [end for end in self._ends(first) if not only_routed or (first, end[0]) in self.routed]
        found: dict[int, tuple[float, int]] = {}
        fewest = min((min(self.ways[last], default=self.count) for last, _ in ends), default=self.count)
        for last, empty in ends:
            for pages in self.ways[last].keys() & {fewest, fewest + one_more}:
                way = self.ways[last][pages][0] + self._cost(first, last, empty), -last
                found[pages + 1] = min(way, found.get(pages + 1, way))
        return found

    def _ends(self, first: int) -> Iterator[tuple[int, float]]:
        """(end, share of the page that stays empty) of each page that may begin with a row, one row at least."""
        room, used = self._room(first), 0
        over = self.over.get(first, self.count + 1)
        for last in range(first + 1, self.count + 1):
            at_end = self.heights.tail + self.expected[-1] if last == self.count else self.at_break[last - 1]
            fits = last < over and (used + at_end <= room or last == first + 1)
            if fits or (first, last) in self.routed:
                yield last, 1 - (used + at_end) / room
            used += self.at_break[first] if first and last == first + 1 else self.expected[last - 1]
            if used > room and not self.routed:
                return

    def _cost(self, first: int, last: int, empty: float) -> float:
        tangles = self.routed.get((first, last))
        if tangles is None:
            tangles = sum(count for (a, b), count in self.tangles.items() if first <= a and b < last)
        toll = TANGLE * tangles
        if last == self.count:
            return toll + (LONELY if first == last - 1 else 0.0)
        return toll + self.heights.cut[last] + EMPTY * max(0.0, empty) ** 2

    def _room(self, first: int) -> int:
        """At least one px: a title may leave less."""
        return max(1, self.heights.next_page if first else self.heights.first_page)

    def learn(self, first: int, drawn: Sequence[int]) -> bool:
        """Whether a routed page with rows of these heights is not too high; one row always has its page."""
        last = first + len(drawn)
        self.expected[first + 1 : last - 1] = drawn[1:-1]
        self.at_break[first], self.at_break[last - 1] = drawn[0], drawn[-1]
        for row, height in enumerate(drawn, first):
            if height > self.heights.rows[row]:
                self.seen[row, row in (first, last - 1)] = height
        self.stale = max(self.stale, last)
        fits = sum(drawn) + (self.heights.tail if last == self.count else 0) <= self._room(first) or len(drawn) == 1
        if not fits:
            self.over[first] = last
        return fits
