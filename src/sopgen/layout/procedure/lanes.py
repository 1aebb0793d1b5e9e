"""Gives the pelaksana columns their widths and symbols their centre lines, from what every page needs of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sopgen.layout.procedure.page_plan import PagePlan
from sopgen.layout.routing.tracks import TRACK_PITCH, spread

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
    return {0: 0, plan.flow.problem.lanes: count}.get(channel, (count + 1) // 2)


def fit_lanes(plans: Sequence[PagePlan], minimum: Sequence[int]) -> Lanes:
    """Lanes at least `minimum` px wide in which the tracks of every page have room."""
    lanes = range(len(minimum))
    left, right = ([max(plan.reaches[side][lane] for plan in plans) for lane in lanes] for side in (0, 1))
    for plan in plans:
        for channel, levels in enumerate(plan.level_counts):
            before = _before(plan, channel)
            if before:
                needed = plan.reaches[1][channel - 1] + before * TRACK_PITCH + BORDER_PAD
                right[channel - 1] = max(right[channel - 1], needed)
            if levels - before:
                needed = plan.reaches[0][channel] + (levels - before) * TRACK_PITCH + BORDER_PAD
                left[channel] = max(left[channel], needed)
    # lanes with so much room at either side of their centre lines, which lie in the middle where they can
    edges, centers, evened = [0], [], plans[0].kinds.evened
    for least, before, after in zip(minimum, left, right, strict=True):
        width = max(least, min(2 * max(before, after), before + after + evened))
        middle = width // 2 if max(before, after) <= width // 2 else before + (width - before - after) // 2
        centers.append(edges[-1] + middle)
        edges.append(edges[-1] + width)
    return Lanes(tuple(edges), tuple(centers))
