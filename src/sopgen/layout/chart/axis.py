"""Gives the lines of one direction their places: centre lines of lanes (or bands) and the tracks between them.

The same for both directions: lanes stand side by side and bands below each other, and between them are channels with
levels of tracks. Unit: points,
whole ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from sopgen.layout.routing.tracks import Spans, levels

PITCH = 8.0
"""between neighbouring parallel arrows: wider than an arrow head"""
STUB = 8.0
"""between a symbol and the nearest track: an arrow head and a little line"""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the symbols of one lane or band, with their labels, reach from its centre line."""

    before: float
    after: float
    least: float = 0.0
    """least extent of the whole lane or band, from border to border"""


@dataclass(frozen=True, slots=True)
class Axis:
    """`borders`: one more than lanes or bands; `places`: key of a centre line or track -> its place."""

    borders: tuple[float, ...]
    places: dict[float, float]


def place(reaches: Sequence[Reach], channels: Sequence[Spans], start: float) -> Axis:
    """Lanes (or bands) from `start` on; a channel's tracks are split between those at its sides."""
    ranks = [levels(channel) for channel in channels]
    counts = [1 + max(rank.values(), default=-1) for rank in ranks]
    borders = [start]
    places: dict[float, float] = {}
    for i, reach in enumerate(reaches):
        head = counts[i] - _trailing(i, counts, len(reaches))
        foot = _trailing(i + 1, counts, len(reaches))
        plain = ceil(reach.before) + ceil(reach.after) + 2 * STUB + (head + foot) * PITCH
        slack = ceil(max(0.0, reach.least - plain) / 2)
        first = borders[i] + slack
        _put(places, ranks[i], counts[i] - head, head, first)
        center = first + head * PITCH + STUB + ceil(reach.before)
        places[2.0 * i + 1] = center
        _put(places, ranks[i + 1], 0, foot, center + ceil(reach.after) + STUB)
        borders.append(borders[i] + plain + 2 * slack)
    return Axis(tuple(borders), places)


def _trailing(channel: int, counts: Sequence[int], last: int) -> int:
    """How many of a channel's levels lie before its border."""
    if channel == 0:
        return 0
    return counts[channel] if channel == last else (counts[channel] + 1) // 2


def _put(places: dict[float, float], rank: Mapping[float, int], skip: int, count: int, start: float) -> None:
    """Place levels [skip, skip + count) of a channel from `start` on, half a pitch free at both ends."""
    for key, level in rank.items():
        if skip <= level < skip + count:
            places[key] = start + (level - skip + 0.5) * PITCH
