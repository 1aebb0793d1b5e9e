"""Collects how a document's cells look; `page.css.j2` writes their CSS."""

from __future__ import annotations

import math
from typing import NamedTuple

from sopgen.scene.document import Cell, Font, HAlign, VAlign
from sopgen.scene.geometry import PX_PER_PT
from sopgen.text.metrics import LINE_SPACING

TOP_GAP = 2
"""px above a text that stands at the top of its cell, as in page.css.j2"""


class Look(NamedTuple):
    font: Font
    h: HAlign
    v: VAlign
    fill: str | None
    indent: int
    upright: bool


class Styles:
    """The looks of cells, each with a short class name in the order of their first use."""

    def __init__(self) -> None:
        self.names: dict[Look, str] = {}

    def name(self, cell: Cell) -> str:
        look = Look(cell.font, cell.h, cell.v, cell.fill, cell.indent, cell.upright)
        return self.names.setdefault(look, f"k{len(self.names)}")


def line_height(size: float) -> int:
    """Distance of the lines of a text: what layout reserves, rounded down to whole px."""
    return math.floor(size * PX_PER_PT * LINE_SPACING)
