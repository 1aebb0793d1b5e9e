"""Divides the rows of the procedure among pages by their real heights, routing each page's arrows on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from sopgen.layout.procedure.lanes import Lanes, fit_lanes
from sopgen.layout.procedure.page_plan import PagePlan
from sopgen.layout.procedure.rows import PageGeometry, page_geometry

EMPTY = 20.0
"""what an empty page would cost, in arrows that a page break cuts; a half empty one a quarter of it"""
LONELY = 4.0
"""the same for a last page with a single row"""


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


def paginate(plan: Callable[[int, int], PagePlan], heights: Heights, minimum: Sequence[int]) -> PagedDrawing:
    """`plan(first, last)` routes rows [first, last); `minimum` are the least lane widths."""
    division, found = _Division(heights), None
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


def expected_pages(heights: Heights) -> int:
    """How many pages the rows are likely to take, before any is routed; seldom too many."""
    return len(_Division(heights).best()) - 1


class _Division:
    """Divides rows among pages by what is known of their heights: what is expected, then what routed pages show."""

    def __init__(self, heights: Heights) -> None:
        self.heights, self.count = heights, len(heights.rows)
        self.expected = list(map(max, heights.rows, heights.symbols))
        self.at_break = [
            max(row, high + heights.break_row) for row, high in zip(heights.rows, heights.symbols, strict=True)
        ]
        self.over: dict[int, int] = {}
        """first row of a page -> the row before which it must end, since it turned out too high otherwise"""
        self.ways = [(0, 0.0, 0)] * (self.count + 1)
        """row -> (pages, cost, -end of the first of them) of the best division of what begins with it"""
        self.stale = self.count
        """the rows before which more is known by now than `ways` says"""

    def best(self) -> list[int]:
        """The first row of each page, and the end: as few pages as may do; among such divisions one that cuts few
        arrows, leaves no page half empty and no row alone on the last."""
        ways = self.ways
        for first in reversed(range(self.stale)):
            ends = list(self._ends(first))
            fewest = min(ways[last][0] for last, _ in ends)
            ways[first] = min(
                (fewest + 1, ways[last][1] + self._cost(first, last, empty), -last)
                for last, empty in ends
                if ways[last][0] == fewest
            )
        self.stale = 0
        breaks = [0]
        while breaks[-1] < self.count:
            breaks.append(-ways[breaks[-1]][2])
        return breaks

    def _ends(self, first: int) -> Iterator[tuple[int, float]]:
        """(end, share of the page that stays empty) of each page that may begin with a row, one row at least."""
        room, used = self._room(first), 0
        for last in range(first + 1, min(self.count + 1, self.over.get(first, self.count + 1))):
            at_end = self.heights.tail + self.expected[-1] if last == self.count else self.at_break[last - 1]
            if used + at_end <= room or last == first + 1:
                yield last, 1 - (used + at_end) / room
            used += self.at_break[first] if first and last == first + 1 else self.expected[last - 1]
            if used > room:
                return

    def _cost(self, first: int, last: int, empty: float) -> float:
        if last == self.count:
            return LONELY if first == last - 1 else 0.0
        return self.heights.cut[last] + EMPTY * max(0.0, empty) ** 2

    def _room(self, first: int) -> int:
        """At least one px: a title may leave less."""
        return max(1, self.heights.next_page if first else self.heights.first_page)

    def learn(self, first: int, drawn: Sequence[int]) -> bool:
        """Whether a routed page with rows of these heights is not too high; one row always has its page."""
        last = first + len(drawn)
        self.expected[first + 1 : last - 1] = drawn[1:-1]
        self.at_break[first], self.at_break[last - 1] = drawn[0], drawn[-1]
        self.stale = max(self.stale, last)
        fits = sum(drawn) + (self.heights.tail if last == self.count else 0) <= self._room(first) or len(drawn) == 1
        if not fits:
            self.over[first] = last
        return fits
