"""Gives lanes their widths, rows their heights and everything in them its place, from texts, symbols and tracks.

The lanes are alike on all pages, the rows of each page its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sopgen.layout.procedure.page_plan import PagePlan
from sopgen.layout.routing.problem import Key
from sopgen.layout.routing.tracks import TRACK_PITCH, levels, spread

BORDER_PAD = 5
"""px between a track and the border of a column or row, so that no arrow runs on a table line"""


@dataclass(frozen=True, slots=True)
class Lanes:
    """Geometry of the pelaksana columns, px from the left edge of the first."""

    edges: tuple[int, ...]
    centers: tuple[int, ...]

    @property
    def widths(self) -> tuple[int, ...]:
        return tuple(b - a for a, b in pairwise(self.edges))

    def track_places(self, plan: PagePlan, channel: int) -> list[int]:
        """x of each level of a page's tracks in a channel, left to right: between the symbols of the lane before it
        and its border, then on to the symbols after it."""
        (left, right, *_), border, before = plan.reaches, self.edges[channel], _before(plan, channel)
        places = spread(before, self.centers[channel - 1] + right[channel - 1], border - BORDER_PAD)
        if channel < len(self.centers):
            end = self.centers[channel] - left[channel]
            places += spread(plan.level_counts[channel] - before, border + BORDER_PAD, end)
        return places


def _before(plan: PagePlan, channel: int) -> int:
    """How many levels of a page's channel lie in the lane before its border."""
    count = plan.level_counts[channel]
    if channel == plan.flow.problem.lanes:
        return count
    return (count + 1) // 2 if channel else 0


def fit_lanes(plans: Sequence[PagePlan], minimum: Sequence[int]) -> Lanes:
    """Lanes at least `minimum` px wide in which the tracks of every page have room."""
    lanes = range(len(minimum))
    left, right = ([max(plan.reaches[side][lane] for plan in plans) for lane in lanes] for side in (0, 1))
    for plan in plans:
        for channel, count in enumerate(plan.level_counts):
            before = _before(plan, channel)
            sides = ((right, 1, channel - 1, before), (left, 0, channel, count - before))
            for furthest, side, lane, here in sides:
                if here:
                    needed = plan.reaches[side][lane] + here * TRACK_PITCH + BORDER_PAD
                    furthest[lane] = max(furthest[lane], needed)
    # lanes with so much room at either side of their centre lines, which lie in the middle where they can
    edges, centers, evened = [0], [], plans[0].kinds.evened
    for least, before, after in zip(minimum, left, right, strict=True):
        width = max(least, min(2 * max(before, after), before + after + evened))
        middle = width // 2 if max(before, after) <= width // 2 else before + (width - before - after) // 2
        centers.append(edges[-1] + middle)
        edges.append(edges[-1] + width)
    return Lanes(tuple(edges), tuple(centers))


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
