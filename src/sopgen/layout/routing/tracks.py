"""Gives the tracks of a channel their places: which may share a line, and where between two symbols each lies.

Two tracks share a level where their spans do not meet (the left-edge idea of channel routing, Hashimoto & Stevens,
DAC 1971, with the order of the keys kept, since the routes rely on it).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from sopgen.layout.routing.grid import CHANNEL_REACH
from sopgen.layout.routing.problem import Problem, Route
from sopgen.layout.routing.segments import channel

TRACK_PITCH = 9
"""px between neighbouring parallel arrows: wider than an arrow head, 7 px"""
MAX_SPREAD = 16
"""px: tracks with room to spare do not drift further apart than this"""

Spans = Mapping[float, Sequence[tuple[float, float]]]
"""track key -> the spans it is used over"""


def tracks(problem: Problem, routes: Iterable[Route]) -> tuple[list[Spans], list[Spans]]:
    """Per channel its tracks, with their spans in keys of the other direction: (beside lanes, between bands).

    Beside lanes a span that ends in a channel takes all of it: two arrows that turn away from each other in one place
    then have tracks of their own there, and their corners never fall together.
    """
    columns: list[dict[float, list[tuple[float, float]]]] = [defaultdict(list) for _ in range(problem.lanes + 1)]
    rows: list[dict[float, list[tuple[float, float]]]] = [defaultdict(list) for _ in range(problem.bands + 1)]
    for route in routes:
        for (x, y), (u, v) in pairwise(route.corners):
            if x == u and (number := channel(x)) is not None:
                columns[number][x].append((_outward(min(y, v), -1), _outward(max(y, v), 1)))
            elif y == v and (number := channel(y)) is not None:
                rows[number][y].append((min(x, u), max(x, u)))
    return list(columns), list(rows)


def _outward(key: float, way: int) -> float:
    number = channel(key)
    return key if number is None else 2 * number + way * CHANNEL_REACH


def levels(tracks: Spans) -> dict[float, int]:
    """Track key -> level; levels rise with the key wherever spans meet."""
    placed: dict[float, int] = {}
    for key in sorted(tracks):
        placed[key] = 1 + max((placed[k] for k in placed if _meet(tracks[k], tracks[key])), default=-1)
    return placed


def _meet(a: Sequence[tuple[float, float]], b: Sequence[tuple[float, float]]) -> bool:
    return any(p[0] <= q[1] and q[0] <= p[1] for p in a for q in b)


def spread(count: int, start: int, end: int) -> list[int]:
    """Places of `count` tracks, evenly in the middle between two positions."""
    if count == 0:
        return []
    pitch = min((end - start) / count, MAX_SPREAD)
    begin = (start + end) / 2 - pitch * count / 2
    return [int(begin + pitch * (i + 0.5)) for i in range(count)]
