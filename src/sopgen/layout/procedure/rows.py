"""Gives the rows of a page their heights and bands their centre lines, from texts, symbols and tracks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sopgen.layout.procedure.lanes import BORDER_PAD, Lanes
from sopgen.layout.procedure.page_plan import PagePlan
from sopgen.layout.routing.problem import Key
from sopgen.layout.routing.tracks import TRACK_PITCH, levels, spread


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """One page's drawing in px: x from the first lane's left edge, y from the page's first row."""

    heights: tuple[int, ...]
    """of each row of the page"""
    x: dict[float, int]
    """x key -> px"""
    y: dict[float, int]
    """y key -> px"""

    def point(self, key: Key) -> tuple[int, int]:
        return self.x[key[0]], self.y[key[1]]


def page_geometry(plan: PagePlan, lanes: Lanes, text_heights: Sequence[int]) -> PageGeometry:
    """`text_heights`: the least height of each row of the page, px."""
    x = {2.0 * lane + 1: center for lane, center in enumerate(lanes.centers)}
    for channel, assigned in enumerate(plan.column_levels):
        places = lanes.track_places(plan, channel) if assigned else []
        x.update({key: places[level] for key, level in assigned.items()})
    y: dict[float, int] = {}
    stack = _Stack(plan, x, text_heights)
    heights: list[int] = []
    for row in plan.flow.bands_of_row:
        heights.append(stack.place(row, sum(heights), y))
    return PageGeometry(tuple(heights), x, y)


class _Stack:
    """The bands of a page on top of each other, with the channels between them."""

    def __init__(self, plan: PagePlan, x: Mapping[float, int], text_heights: Sequence[int]) -> None:
        self.plan, self.of_row = plan, plan.flow.bands_of_row
        self.text = dict(zip(self.of_row, text_heights, strict=True))
        self.tracks = [
            levels({key: [(x[a] - TRACK_PITCH + 1, x[b]) for a, b in spans] for key, spans in channel.items()})
            for channel in plan.row_tracks
        ]
        self.counts = [1 + max(channel.values(), default=-1) for channel in self.tracks]
        self.above, self.below = plan.band_reaches
        self.plain = {
            row: sum(self.above[b] + self.below[b] for b in bands)
            + sum(self.counts[b] for b in bands[1:]) * TRACK_PITCH
            for row, bands in self.of_row.items()
        }
        """row -> height of its symbols without the tracks at its borders"""
        self.before = [0, *((count + 1) // 2 for count in self.counts[1:-1]), self.counts[-1]]
        """per channel at a row border: how many levels lie above it"""

    def place(self, row: int, top: int, y: dict[float, int]) -> int:
        """Place one row's bands and tracks below `top`, its symbols in the middle where the tracks allow; gives its
        height."""
        bands, plain = self.of_row[row], self.plain[row]
        first, last = bands[0], bands[-1]
        above, below = self.counts[first] - self.before[first], self.before[last + 1]
        head, foot = (count * TRACK_PITCH + (BORDER_PAD if count else 0) for count in (above, below))
        height = max(self.text[row], head + plain + foot)
        start = min(max((height - plain) // 2, head), height - plain - foot)
        at = top + start
        for b in bands:
            if b != first:
                self._put(y, b, spread(self.counts[b], at, at + self.counts[b] * TRACK_PITCH))
                at += self.counts[b] * TRACK_PITCH
            at += self.above[b]
            y[2.0 * b + 1] = at
            at += self.below[b]
        self._put(y, first, spread(above, top + BORDER_PAD, top + start), self.before[first])
        self._put(y, last + 1, spread(below, at, top + height - BORDER_PAD))
        return height

    def _put(self, y: dict[float, int], channel: int, places: list[int], skip: int = 0) -> None:
        for key, level in self.tracks[channel].items():
            if skip <= level < skip + len(places):
                y[key] = places[level - skip]
