"""Points, boxes and sides. Unit: the pixel at 96 dpi (0.75 pt, 9525 EMU); y grows downwards."""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

PT_PER_PX = 0.75
PX_PER_PT = 96 / 72


class Point(NamedTuple):
    x: float
    y: float

    def towards(self, end: Point, distance: float) -> Point:
        """The point so far on the way to another; that one where it is nearer."""
        length = math.dist(self, end)
        part = min(1.0, distance / length) if length else 0.0
        return Point(self.x + (end.x - self.x) * part, self.y + (end.y - self.y) * part)


class Side(IntEnum):
    """A side of a symbol. The value is the connection site index of the flowchart presets (ECMA-376
    presetShapeDefinitions: 0 top, 1 left, 2 bottom, 3 right)."""

    TOP = 0
    LEFT = 1
    BOTTOM = 2
    RIGHT = 3


class Rect(NamedTuple):
    """A box by its corner and size, px."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def center(self) -> Point:
        return Point(self.x + self.w / 2, self.y + self.h / 2)

    def port(self, side: Side) -> Point:
        """The middle of a side: where arrows meet a symbol."""
        middle = self.center
        x = {Side.LEFT: self.x, Side.RIGHT: self.right}.get(side, middle.x)
        return Point(x, {Side.TOP: self.y, Side.BOTTOM: self.bottom}.get(side, middle.y))

    def overlaps(self, other: Rect, tolerance: float = 0.0) -> bool:
        """True where the two boxes share more than `tolerance` px in both directions."""
        return (
            self.x < other.x + other.w - tolerance
            and other.x < self.x + self.w - tolerance
            and self.y < other.y + other.h - tolerance
            and other.y < self.y + self.h - tolerance
        )


def united(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that touch or overlap made one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not result or start > result[-1][1]:
            result.append((start, end))
        elif end > result[-1][1]:
            result[-1] = result[-1][0], end
    return result
