"""Affine transforms of the plane: how shapes in groups, turned and flipped, come to their places on the sheet."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sopgen.importing.page import Box, Point


@dataclass(frozen=True, slots=True)
class Transform:
    """x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def __call__(self, point: Point) -> Point:
        x, y = point
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: Transform) -> Transform:
        """The transform that does `first`, then this."""
        return Transform(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            self.a * first.e + self.c * first.f + self.e,
            self.b * first.e + self.d * first.f + self.f,
        )


def between(source: Box, target: Box) -> Transform:
    """The transform that takes one box to another; an axis without extent is only moved."""
    sx = target.width / source.width if source.width else 1.0
    sy = target.height / source.height if source.height else 1.0
    return Transform(sx, 0, 0, sy, target.x0 - sx * source.x0, target.y0 - sy * source.y0)


def turned(center: Point, degrees: float, flip_h: bool, flip_v: bool) -> Transform:
    """Flipped first, then turned clockwise, both about the centre, as DrawingML has it."""
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    sx, sy = -1 if flip_h else 1, -1 if flip_v else 1
    a, b, c, d = cos * sx, sin * sx, -sin * sy, cos * sy
    x, y = center
    return Transform(a, b, c, d, x - a * x - c * y, y - b * x - d * y)
