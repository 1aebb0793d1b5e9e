"""Divides the rows of the procedure among pages by their real heights, routing each page's arrows on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sopgen.layout.lanes import Lanes, fit_lanes
from sopgen.layout.page_plan import PagePlan
from sopgen.layout.rows import PageGeometry, page_geometry


@dataclass(frozen=True, slots=True)
class PagedDrawing:
    plans: tuple[PagePlan, ...]
    lanes: Lanes
    pages: tuple[PageGeometry, ...]


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


def paginate(
    plan: Callable[[int, int], PagePlan], heights: Heights, minimum: Sequence[int], expected: Sequence[int]
) -> PagedDrawing:
    """`plan(first, last)` routes rows [first, last); `minimum` are the least lane widths; `expected` is what rows
    are likely to come out as, so that few pages are routed in vain."""
    plans: list[PagePlan] = []
    first, count = 0, len(heights.rows)
    while first < count:
        plans.append(_Filling(plan, heights, minimum, expected).page(first))
        first = plans[-1].flow.last
    lanes = fit_lanes(plans, minimum)
    return PagedDrawing(tuple(plans), lanes, tuple(_geometry(p, lanes, heights) for p in plans))


@dataclass(frozen=True, slots=True)
class _Filling:
    """Finds how many rows one page takes."""

    plan: Callable[[int, int], PagePlan]
    heights: Heights
    minimum: Sequence[int]
    expected: Sequence[int]

    def page(self, first: int) -> PagePlan:
        room = self.heights.next_page if first else self.heights.first_page
        last = self._guess(first, room)
        chosen = self.plan(first, last)
        heights = self._drawn(chosen)
        if sum(heights) > room:
            return self._shortened(chosen, heights, room)
        while last < len(self.expected) and sum(heights) + self.expected[last] + self._tail(last + 1) <= room:
            longer = self.plan(first, last + 1)
            heights = self._drawn(longer)
            if sum(heights) > room:
                break
            chosen, last = longer, last + 1
        return chosen

    def _guess(self, first: int, room: int) -> int:
        """As many rows as are likely to fit, at least one."""
        used, last = 0, first
        while last < len(self.expected):
            used += self.expected[last]
            if used + self._tail(last + 1) > room and last > first:
                break
            last += 1
        return last

    def _shortened(self, chosen: PagePlan, heights: Sequence[int], room: int) -> PagePlan:
        """Take rows off the page's foot until the rest fits; one row stays."""
        first = chosen.flow.first
        while sum(heights) > room and chosen.flow.last - first > 1:
            last, excess = chosen.flow.last, sum(heights) - room
            while excess > 0 and last - first > 1:
                last -= 1
                excess -= heights[last - first]
            chosen = self.plan(first, last)
            heights = self._drawn(chosen)
        return chosen

    def _drawn(self, plan: PagePlan) -> list[int]:
        """Heights of the page's rows; the last one's includes what must follow it."""
        heights = list(_geometry(plan, fit_lanes([plan], self.minimum), self.heights).heights)
        heights[-1] += self._tail(plan.flow.last)
        return heights

    def _tail(self, last: int) -> int:
        return self.heights.tail if last == len(self.heights.rows) else 0


def _geometry(plan: PagePlan, lanes: Lanes, heights: Heights) -> PageGeometry:
    return page_geometry(plan, lanes, heights.rows[plan.flow.first : plan.flow.last])
