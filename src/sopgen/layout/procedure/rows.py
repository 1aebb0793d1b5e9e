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
    heights, y = _stacked(plan, x, text_heights)
    return PageGeometry(tuple(heights), x, y)


def _stacked(plan: PagePlan, x: Mapping[float, int], text_heights: Sequence[int]) -> tuple[list[int], dict[float, int]]:
    """The bands of a page on top of each other, with the channels between them, the symbols of each row in its middle
    where the tracks allow: the height of each row, and y key -> px."""
    tracks = [
        levels({key: [(x[a] - TRACK_PITCH + 1, x[b]) for a, b in spans] for key, spans in channel.items()})
        for channel in plan.row_tracks
    ]
    counts = [1 + max(channel.values(), default=-1) for channel in tracks]
    over = [0, *((count + 1) // 2 for count in counts[1:-1]), counts[-1]]
    """per channel at a row border: how many levels lie above it"""
    _, _, above, below = plan.reaches
    heights: list[int] = []
    y: dict[float, int] = {}

    def put(channel: int, places: list[int], skip: int = 0) -> None:
        for key, level in tracks[channel].items():
            if skip <= level < skip + len(places):
                y[key] = places[level - skip]

    for bands, text in zip(plan.flow.bands_of_row.values(), text_heights, strict=True):
        top, first, last = sum(heights), bands[0], bands[-1]
        plain = sum(above[b] + below[b] for b in bands) + sum(counts[b] for b in bands[1:]) * TRACK_PITCH
        before, after = counts[first] - over[first], over[last + 1]
        head, foot = (count * TRACK_PITCH + (BORDER_PAD if count else 0) for count in (before, after))
        height = max(text, head + plain + foot)
        at = start = top + min(max((height - plain) // 2, head), height - plain - foot)
        for b in bands:
            if b != first:
                put(b, spread(counts[b], at, at + counts[b] * TRACK_PITCH))
                at += counts[b] * TRACK_PITCH
            at += above[b]
            y[2.0 * b + 1] = at
            at += below[b]
        put(first, spread(before, top + BORDER_PAD, start), over[first])
        put(last + 1, spread(after, at, top + height - BORDER_PAD))
        heights.append(height)
    return heights, y
