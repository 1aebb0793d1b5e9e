"""Gives the pelaksana columns their widths and symbols their centre lines, from what every page needs of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sopgen.layout.procedure.page_plan import PagePlan
from sopgen.layout.routing.tracks import TRACK_PITCH, split, spread

BORDER_PAD = 5
"""px between a track and the border of a column or row, so that no arrow runs on a table line"""


@dataclass(frozen=True, slots=True)
class Lanes:
    """Geometry of the pelaksana columns, px from the left edge of the first."""

    edges: tuple[int, ...]
    centers: tuple[int, ...]
    left: tuple[int, ...]
    """reach of each lane's symbols to the left of its centre line"""
    right: tuple[int, ...]

    @property
    def widths(self) -> tuple[int, ...]:
        return tuple(b - a for a, b in zip(self.edges, self.edges[1:], strict=False))

    def track_places(self, plan: PagePlan, channel: int) -> list[int]:
        """x of each level of a page's tracks in a channel, left to right."""
        count, last = plan.level_counts[channel], len(self.centers)
        before = _before(self, plan, channel)
        border = self.edges[channel]
        places: list[int] = []
        if before:
            places += spread(before, self.centers[channel - 1] + self.right[channel - 1], border - BORDER_PAD)
        if channel < last:
            places += spread(count - before, border + BORDER_PAD, self.centers[channel] - self.left[channel])
        return places


def _before(lanes: Lanes, plan: PagePlan, channel: int) -> int:
    """How many levels of a channel lie in the lane before its border."""
    count, last = plan.level_counts[channel], len(lanes.centers)
    if channel == 0 or count == 0:
        return 0
    if channel == last:
        return count
    border = lanes.edges[channel]
    return split(
        count,
        border - BORDER_PAD - lanes.centers[channel - 1] - lanes.right[channel - 1],
        lanes.centers[channel] - lanes.left[channel] - border - BORDER_PAD,
    )


def fit_lanes(plans: Sequence[PagePlan], minimum: Sequence[int]) -> Lanes:
    """Lanes at least `minimum` px wide in which the tracks of every page have room."""
    count = len(minimum)
    left, right = [0] * count, [0] * count
    for plan in plans:
        for (_, lane), reach in plan.reaches.items():
            left[lane] = max(left[lane], reach.left)
            right[lane] = max(right[lane], reach.right)
    plain = _lanes(minimum, left, right, [0] * count, [0] * count)
    extra_left, extra_right = [0] * count, [0] * count
    for plan in plans:
        for channel in range(count + 1):
            levels, before = plan.level_counts[channel], _before(plain, plan, channel)
            if before:
                extra_right[channel - 1] = max(extra_right[channel - 1], before * TRACK_PITCH)
            if levels - before:
                extra_left[channel] = max(extra_left[channel], (levels - before) * TRACK_PITCH)
    return _lanes(minimum, left, right, extra_left, extra_right)


def _lanes(
    minimum: Sequence[int], left: list[int], right: list[int], extra_left: list[int], extra_right: list[int]
) -> Lanes:
    edges, centers = [0], []
    for i, least in enumerate(minimum):
        half_left = left[i] + (extra_left[i] + BORDER_PAD if extra_left[i] else 0)
        half_right = right[i] + (extra_right[i] + BORDER_PAD if extra_right[i] else 0)
        width = max(least, half_left + half_right)
        center = width // 2
        if max(half_left, half_right) > center:
            center = half_left + (width - half_left - half_right) // 2
        centers.append(edges[-1] + center)
        edges.append(edges[-1] + width)
    return Lanes(tuple(edges), tuple(centers), tuple(left), tuple(right))
