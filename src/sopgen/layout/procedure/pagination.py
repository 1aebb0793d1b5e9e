"""Divides the rows of the procedure among pages by their real heights, routing each page's arrows on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import inf

from sopgen.layout.procedure.page_plan import PagePlan
from sopgen.layout.procedure.positions import Lanes, PageGeometry, fit_lanes, page_geometry
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


@dataclass(frozen=True)
class PagedDrawing:
    plans: tuple[PagePlan, ...]
    lanes: Lanes
    heights: Heights

    @cached_property
    def pages(self) -> tuple[PageGeometry, ...]:
        return tuple(page_geometry(p, self.lanes, self.heights.rows[p.flow.first : p.flow.last]) for p in self.plans)

    @cached_property
    def tangles(self) -> int:
        return sum(_tangles(plan, page).total() for plan, page in zip(self.plans, self.pages, strict=True))

    @property
    def cost(self) -> float:
        """Of its pages, its tangles and the arrows that its breaks cut."""
        cut = sum(self.heights.cut[plan.flow.first] for plan in self.plans[1:])
        return PAGE * len(self.plans) + TANGLE * self.tangles + cut


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


Ends = tuple[int, ...]
"""the ends of pages, negative, so that of two divisions at one cost the smaller has the longer first page"""


class Division:
    """Divides rows among pages by what is known of their heights: what is expected, then what routed pages show."""

    def __init__(
        self,
        plan: Callable[[int, int], PagePlan],
        heights: Heights,
        minimum: Sequence[int],
        seen: dict[tuple[int, bool], int],
    ) -> None:
        """`plan(first, last)` routes rows [first, last); `minimum`: the least widths of lanes; `seen`: (row, beside a
        page break) -> height of its drawing where it was routed before."""
        self.plan, self.heights, self.minimum, self.seen = plan, heights, minimum, seen
        self.count = len(heights.rows)
        needs = list(enumerate(zip(heights.rows, heights.symbols, strict=True)))
        self.expected = [max(text, seen.get((row, False), high)) for row, (text, high) in needs]
        self.at_break = [max(text, seen.get((row, True), high + heights.break_row)) for row, (text, high) in needs]
        self.over: dict[int, int] = {}
        """first row of a page -> the row before which it must end, since it turned out too high otherwise"""
        self.routed: dict[tuple[int, int], int] = {}
        """the number of tangles of each page that was looked at and is not too high"""
        self.tangles: Counter[tuple[int, int]] = Counter()
        """(first row, last row) -> how many tangles a page with both has"""
        self.ways: list[dict[int, tuple[float, Ends]]] = [{0: (0.0, ())} for _ in range(self.count + 1)]
        """row -> by number of pages, the fewest and, if asked for, one more: the best division from it, with its
        cost"""
        self.stale = self.count
        """the rows before which more is known by now than `ways` says"""

    @property
    def expected_pages(self) -> int:
        """How many pages the rows are likely to take, before any is routed; seldom too many."""
        return len(self.best()) - 1

    def paginated(self) -> PagedDrawing:
        """The rows on as few pages as may be."""
        breaks, found = self.best(), list[int]()
        while not found or len(breaks) < len(found):
            if all(self._look(*stretch) for stretch in pairwise(breaks)):
                found = breaks
            breaks = self.best()
        return self._paged(found)

    def tidied(self, paged: PagedDrawing, page_cost: float) -> PagedDrawing:
        """The same or, where arrows cross or walk round a page, the division that costs least, of a page more at most.

        Where a page is tangled is known once it is routed; others are taken to be so where they hold the same rows.
        """
        new = [(drawn.flow.first, drawn.flow.last) for drawn in paged.plans]
        looks = LOOKS + len(new)
        while new and looks > 0:
            for stretch in new:
                looks -= 1
                if not self._look(*stretch, tidy=True):
                    break
            if not self.tangles:
                return paged
            new = [stretch for stretch in pairwise(self.best(page_cost)) if stretch not in self.routed]
        return self._paged(self.best(page_cost, only_routed=True))

    def _paged(self, breaks: list[int]) -> PagedDrawing:
        plans = [self.plan(*stretch) for stretch in pairwise(breaks)]
        return PagedDrawing(tuple(plans), fit_lanes(plans, self.minimum), self.heights)

    def _look(self, first: int, last: int, tidy: bool = False) -> bool:
        """Routes a page, learns its heights and, if asked for, its tangles. False where it is too high; one row always
        has its page."""
        plan = self.plan(first, last)
        page = page_geometry(plan, fit_lanes([plan], self.minimum), self.heights.rows[first:last])
        self.expected[first + 1 : last - 1] = page.heights[1:-1]
        self.at_break[first], self.at_break[last - 1] = page.heights[0], page.heights[-1]
        for row, height in enumerate(page.heights, first):
            if height > self.heights.rows[row]:
                self.seen[row, row in (first, last - 1)] = height
        self.stale = max(self.stale, last)
        used = sum(page.heights) + (self.heights.tail if last == self.count else 0)
        fits = used <= self._room(first) or last == first + 1
        if not fits:
            self.over[first] = last
        if tidy:
            tangles = _tangles(plan, page)
            self.tangles |= tangles
            if fits:
                self.routed[first, last] = tangles.total()
        return fits

    def best(self, page: float = inf, only_routed: bool = False) -> list[int]:
        """The first row of each page, and the end. As few pages as may do, or one more where that is cheaper by more
        than `page`; among such divisions one that cuts few arrows, leaves no page half empty and no row alone on the
        last."""
        for first in reversed(range(self.count if only_routed else self.stale)):
            self.ways[first] = self._ways(first, page < inf, only_routed)
        self.stale = 0
        pages = min(self.ways[0])
        if self.ways[0].get(pages + 1, (inf,))[0] + page < self.ways[0][pages][0]:
            pages += 1
        return [0, *(-end for end in self.ways[0][pages][1])]

    def _ways(self, first: int, one_more: bool, only_routed: bool) -> dict[int, tuple[float, Ends]]:
        """What `ways` says of a row. A page holds one row at least."""
        empty: dict[int, float] = {}
        """the end of each page that may begin here -> the share of it that stays empty"""
        room, used, over = self._room(first), 0, self.over.get(first, self.count + 1)
        for last in range(first + 1, self.count + 1):
            at_end = self.heights.tail + self.expected[-1] if last == self.count else self.at_break[last - 1]
            fits = last < over and (used + at_end <= room or last == first + 1)
            if (first, last) in self.routed or (fits and not only_routed):
                empty[last] = 1 - (used + at_end) / room
            used += self.at_break[first] if first and last == first + 1 else self.expected[last - 1]
            if used > room and not self.routed:
                break
        most = one_more + min((pages for last in empty for pages in self.ways[last]), default=0)
        best: dict[int, tuple[float, Ends]] = {}
        for last, share in empty.items():
            if rests := [(pages, *way) for pages, way in self.ways[last].items() if pages <= most]:
                cost = self._cost(first, last, share)
                for pages, rest, ends in rests:
                    way = cost + rest, (-last, *ends)
                    best[pages + 1] = min(best.get(pages + 1, way), way)
        return best

    def _cost(self, first: int, last: int, empty: float) -> float:
        """Of a page of which such a share stays empty."""
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
