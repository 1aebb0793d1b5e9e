"""Gives the lines of one direction their places: centre lines of lanes (or bands) and the tracks between them.

The same for both directions: cells stand side by side, between them are channels with levels of tracks. Unit: points,
whole ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from sopgen.layout.routing.tracks import levels

PITCH = 8.0
"""between neighbouring parallel arrows: wider than an arrow head"""
STUB = 8.0
"""between a symbol and the nearest track: an arrow head and a little line"""

Tracks = Mapping[float, Sequence[tuple[float, float]]]
"""the tracks of one channel: key -> spans across"""


@dataclass(frozen=True, slots=True)
class Cell:
    """How far the symbols of a lane or band reach from their centre line, with their labels."""

    before: float
    after: float
    least: float = 0.0
    """least extent of the whole cell, from border to border"""


@dataclass(frozen=True, slots=True)
class Axis:
    """`borders`: one more than cells; `places`: key of a centre line or track -> its place."""

    borders: tuple[float, ...]
    places: dict[float, float]


def place(cells: Sequence[Cell], channels: Sequence[Tracks], start: float) -> Axis:
    """Cells from `start` on; a channel's tracks are split between the cells at its sides."""
    ranks = [levels(channel) for channel in channels]
    counts = [1 + max(rank.values(), default=-1) for rank in ranks]
    borders = [start]
    places: dict[float, float] = {}
    for i, cell in enumerate(cells):
        head = counts[i] - _trailing(i, counts, len(cells))
        foot = _trailing(i + 1, counts, len(cells))
        plain = ceil(cell.before) + ceil(cell.after) + 2 * STUB + (head + foot) * PITCH
        slack = ceil(max(0.0, cell.least - plain) / 2)
        first = borders[i] + slack
        _put(places, ranks[i], counts[i] - head, head, first)
        center = first + head * PITCH + STUB + ceil(cell.before)
        places[2.0 * i + 1] = center
        _put(places, ranks[i + 1], 0, foot, center + ceil(cell.after) + STUB)
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
