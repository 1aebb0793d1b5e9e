"""Gives the rows of a page their heights and bands their centre lines, from texts, symbols and tracks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sopgen.layout.procedure.lanes import BORDER_PAD, Lanes
from sopgen.layout.procedure.page_plan import PagePlan
from sopgen.layout.routing.problem import Key
from sopgen.layout.routing.tracks import TRACK_PITCH, Spans, levels, split, spread


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
    x = _columns(plan, lanes)
    return _stack(plan, x, text_heights).geometry(x)


def page_heights(plan: PagePlan, lanes: Lanes, text_heights: Sequence[int]) -> list[int]:
    """The heights of the page's rows alone, as `page_geometry` gives them."""
    stack = _stack(plan, _columns(plan, lanes), text_heights)
    return [stack.needs(row).height for row in stack.of_row]


def _stack(plan: PagePlan, x: Mapping[float, int], text_heights: Sequence[int]) -> _Stack:
    tracks = [_levels(channel, x) if channel else {} for channel in plan.row_tracks]
    return _Stack(plan, tracks, text_heights)


def _levels(channel: Spans, x: Mapping[float, int]) -> dict[float, int]:
    return levels({key: [(x[a] - TRACK_PITCH + 1, x[b]) for a, b in spans] for key, spans in channel.items()})


def _columns(plan: PagePlan, lanes: Lanes) -> dict[float, int]:
    x = {2.0 * lane + 1: center for lane, center in enumerate(lanes.centers)}
    for channel, assigned in enumerate(plan.column_levels):
        if not assigned:
            continue
        places = lanes.track_places(plan, channel)
        x.update({key: places[level] for key, level in assigned.items()})
    return x


class _Needs(NamedTuple):
    """What one row needs, px: its tracks above and below its symbols, the whole row."""

    head: int
    foot: int
    height: int


class _Stack:
    """The bands of a page on top of each other, with the channels between them."""

    def __init__(self, plan: PagePlan, tracks: list[dict[float, int]], text_heights: Sequence[int]) -> None:
        self.plan = plan
        self.tracks = tracks
        self.counts = [1 + max(channel.values(), default=-1) for channel in tracks]
        self.bands = plan.flow.band_rows
        self.text = text_heights
        self.above, self.below = plan.band_reaches
        self.of_row = plan.flow.bands_of_row
        self.plain = {row: self._plain(bands) for row, bands in self.of_row.items()}
        """row -> height of its symbols without the tracks at its borders"""
        self.before = self._splits()

    def _plain(self, bands: Sequence[int]) -> int:
        height = self.above[bands[0]] + self.below[bands[0]]
        for b in bands[1:]:
            height += self.above[b] + self.below[b] + self.counts[b] * TRACK_PITCH
        return height

    def _splits(self) -> list[int]:
        """Per channel at a row border: how many levels lie above it."""
        before = [0] * (len(self.bands) + 1)
        before[-1] = self.counts[-1]
        for b in range(1, len(self.bands)):
            upper, lower = self.bands[b - 1], self.bands[b]
            if upper != lower:
                before[b] = split(self.counts[b], self._slack(upper) / 2, self._slack(lower) / 2)
        return before

    def _slack(self, row: int) -> int:
        return self.text[row - self.plan.flow.first] - self.plain[row] - 2 * BORDER_PAD

    def geometry(self, x: dict[float, int]) -> PageGeometry:
        y: dict[float, int] = {}
        heights: list[int] = []
        top = 0
        for row in self.of_row:
            heights.append(self._row(row, top, y))
            top += heights[-1]
        return PageGeometry(tuple(heights), x, y)

    def needs(self, row: int) -> _Needs:
        bands = self.of_row[row]
        head, foot = (
            count * TRACK_PITCH + (BORDER_PAD if count else 0)
            for count in (self._head_tracks(bands), self.before[bands[-1] + 1])
        )
        return _Needs(head, foot, max(self.text[row - self.plan.flow.first], head + self.plain[row] + foot))

    def _head_tracks(self, bands: Sequence[int]) -> int:
        """How many levels lie between a row's upper border and its symbols."""
        return self.counts[bands[0]] - self.before[bands[0]]

    def _row(self, row: int, top: int, y: dict[float, int]) -> int:
        """Place one row's bands and tracks below `top`; gives its height."""
        bands = self.of_row[row]
        first, last = bands[0], bands[-1]
        need = self.needs(row)
        start = self._start(need, self.plain[row])
        at = top + start
        for b in bands:
            if b != first:
                self._put(y, b, spread(self.counts[b], at, at + self.counts[b] * TRACK_PITCH))
                at += self.counts[b] * TRACK_PITCH
            at += self.above[b]
            y[2.0 * b + 1] = at
            at += self.below[b]
        self._put(y, first, spread(self._head_tracks(bands), top + BORDER_PAD, top + start), self.before[first])
        self._put(y, last + 1, spread(self.before[last + 1], at, top + need.height - BORDER_PAD))
        return need.height

    def _start(self, need: _Needs, plain: int) -> int:
        """Where the first band begins, from the row's top: the symbols in the middle where the tracks allow."""
        middle = (need.height - plain) // 2
        return min(max(middle, need.head), need.height - plain - need.foot)

    def _put(self, y: dict[float, int], channel: int, places: list[int], skip: int = 0) -> None:
        for key, level in self.tracks[channel].items():
            if skip <= level < skip + len(places):
                y[key] = places[level - skip]
