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


def paginate(plan: Callable[[int, int], PagePlan], heights: Heights, minimum: Sequence[int]) -> PagedDrawing:
    """`plan(first, last)` routes rows [first, last); `minimum` are the least lane widths."""
    plans: list[PagePlan] = []
    first, count = 0, len(heights.rows)
    while first < count:
        room = heights.next_page if first else heights.first_page
        last = _guess(heights, first, room)
        chosen = plan(first, last)
        while last - first > 1 and _height(chosen, heights, minimum) > room:
            last -= max(1, min(last - first - 1, _excess_rows(chosen, heights, minimum, room)))
            chosen = plan(first, last)
        plans.append(chosen)
        first = last
    lanes = fit_lanes(plans, minimum)
    return PagedDrawing(tuple(plans), lanes, tuple(_geometry(p, lanes, heights) for p in plans))


def _guess(heights: Heights, first: int, room: int) -> int:
    """As many rows as fit by their texts alone."""
    used, last = 0, first
    while last < len(heights.rows):
        used += heights.rows[last]
        tail = heights.tail if last + 1 == len(heights.rows) else 0
        if used + tail > room and last > first:
            break
        last += 1
    return last


def _geometry(plan: PagePlan, lanes: Lanes, heights: Heights) -> PageGeometry:
    return page_geometry(plan, lanes, heights.rows[plan.flow.first : plan.flow.last])


def _height(plan: PagePlan, heights: Heights, minimum: Sequence[int]) -> int:
    drawn = sum(_geometry(plan, fit_lanes([plan], minimum), heights).heights)
    return drawn + (heights.tail if plan.flow.last == len(heights.rows) else 0)


def _excess_rows(plan: PagePlan, heights: Heights, minimum: Sequence[int], room: int) -> int:
    """How many rows at the foot of the page make up what is too much; at least one."""
    geometry = _geometry(plan, fit_lanes([plan], minimum), heights)
    excess = _height(plan, heights, minimum) - room
    rows = 0
    for height in reversed(geometry.heights):
        if excess <= 0:
            break
        excess -= height
        rows += 1
    return rows
