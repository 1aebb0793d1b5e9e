"""Divides the rows of the procedure among pages by their real heights, routing each page's arrows on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sopgen.layout.procedure.lanes import Lanes, fit_lanes
from sopgen.layout.procedure.page_plan import BAND_STUB, PagePlan
from sopgen.layout.procedure.rows import PageGeometry, page_geometry, page_heights
from sopgen.layout.procedure.sizes import PENTAGON_HEIGHT

PENTAGON_BAND = PENTAGON_HEIGHT + 2 * BAND_STUB
"""px that pentagons add to a row beside a page break"""


@dataclass(frozen=True, slots=True)
class Heights:
    """What pagination knows of heights, px."""

    rows: tuple[int, ...]
    """the least height of each row: its texts"""
    first_page: int
    """room for rows on the first page"""
    next_page: int
    tail: int
    """height of what must follow the last row on its page (the signature block)"""

    def of(self, plan: PagePlan) -> tuple[int, ...]:
        """The least heights of a page's rows."""
        return self.rows[plan.flow.first : plan.flow.last]


class Extent(NamedTuple):
    """How far the rows reach."""

    pages: int
    filled: float
    """how much of the last page its rows and what must follow them take"""


@dataclass(frozen=True)
class PagedDrawing:
    plans: tuple[PagePlan, ...]
    lanes: Lanes
    heights: Heights

    @property
    def extent(self) -> Extent:
        last = self.plans[-1]
        used = sum(page_heights(last, self.lanes, self.heights.of(last))) + self.heights.tail
        return Extent(len(self.plans), used / self.heights.next_page)

    @cached_property
    def pages(self) -> tuple[PageGeometry, ...]:
        return tuple(page_geometry(plan, self.lanes, self.heights.of(plan)) for plan in self.plans)


def paginate(
    plan: Callable[[int, int], PagePlan], heights: Heights, minimum: Sequence[int], symbols: Sequence[int]
) -> PagedDrawing:
    """`plan(first, last)` routes rows [first, last); `minimum` are the least lane widths; `symbols` is what each
    row's symbols are likely to need, so that few pages are routed in vain."""
    filling = _Filling(plan, heights, minimum, _Guess(heights, symbols))
    plans: list[PagePlan] = []
    first, count = 0, len(heights.rows)
    while first < count:
        plans.append(filling.page(first))
        first = plans[-1].flow.last
    return PagedDrawing(tuple(plans), fit_lanes(plans, minimum), heights)


def expected_extent(heights: Heights, symbols: Sequence[int]) -> Extent:
    """How far the rows are likely to reach, before any is routed; seldom too far."""
    guess = _Guess(heights, symbols)
    first, pages, used = 0, 0, 0
    while first < len(heights.rows):
        expected = guess.rows(first)
        last = guess.end(first, expected, len(heights.rows) + 1)
        first, pages, used = last, pages + 1, sum(expected[: last - first])
    return Extent(pages, (used + heights.tail) / heights.next_page)


@dataclass(frozen=True, slots=True)
class _Guess:
    """Guesses where pages end."""

    heights: Heights
    symbols: Sequence[int]

    def room(self, first: int) -> int:
        return self.heights.next_page if first else self.heights.first_page

    def rows(self, first: int) -> list[int]:
        """The heights of a page's rows and of all after them."""
        expected = list(map(max, self.heights.rows[first:], self.symbols[first:]))
        if first:
            expected[0] = self._at_break(first)
        return expected

    def end(self, first: int, expected: Sequence[int], over: int) -> int:
        """Where a page with rows of these heights is likely to end: before row `over`, after one row at least."""
        room, used = self.room(first), 0
        for last in range(first + 1, over):
            if used + self._at_end(last - 1, expected[last - 1 - first]) > room:
                return max(first + 1, last - 1)
            used += expected[last - 1 - first]
        return over - 1

    def _at_end(self, row: int, expected: int) -> int:
        """What a row is likely to need as the last of a page, with what must follow it."""
        if row + 1 == len(self.heights.rows):
            return expected + self.heights.tail
        return max(expected, self._at_break(row))

    def _at_break(self, row: int) -> int:
        return max(self.heights.rows[row], self.symbols[row] + PENTAGON_BAND)


@dataclass(frozen=True, slots=True)
class _Filling:
    """Finds how many rows one page takes."""

    plan: Callable[[int, int], PagePlan]
    heights: Heights
    minimum: Sequence[int]
    guess: _Guess

    def page(self, first: int) -> PagePlan:
        """Rows from `first` on: as many as fit, at least one. What a routed stretch shows corrects the guess."""
        expected = self.guess.rows(first)
        chosen, over = None, len(self.heights.rows) + 1
        while True:
            last = self.guess.end(first, expected, over)
            if chosen and last <= chosen.flow.last:
                return chosen
            tried = self.plan(first, last)
            heights = self._drawn(tried)
            if sum(heights) <= self.guess.room(first) or last - first == 1:
                chosen = tried
            else:
                over = last
            expected[: len(heights) - 1] = heights[:-1]

    def _drawn(self, plan: PagePlan) -> list[int]:
        """Heights of the page's rows; the last one's includes what must follow it."""
        heights = page_heights(plan, fit_lanes([plan], self.minimum), self.heights.of(plan))
        if plan.flow.last == len(self.heights.rows):
            heights[-1] += self.heights.tail
        return heights
