"""The parts of a page that are tables of their own, and the boxes in them.

An HTML table may not hold rows and columns in which no cell begins, nor gaps (HTML, 4.9.12.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from sopgen.render.regions import Placed, Region, regions
from sopgen.scene.document import NO_BORDER, Cell, Sheet


class Part(NamedTuple):
    """Sheet rows [first, last) where they stand on a page, `top` px below its edge."""

    first: int
    last: int
    top: int


def boxes_of(sheet: Sheet, part: Part, cells: Sequence[Cell]) -> list[Region]:
    """The boxes of a part, in reading order; `cells` are those that begin in it."""
    placed = [
        Placed(cell, cell.row, cell.row + cell.row_span, cell.column, cell.column + cell.column_span) for cell in cells
    ]
    return regions([*placed, *_fillers(part, len(sheet.column_edges) - 1, placed)])


def _fillers(part: Part, columns: int, cells: Sequence[Placed]) -> Iterator[Placed]:
    """Blank cells for what no cell covers."""
    if sum(placed.area for placed in cells) == (part.last - part.first) * columns:
        return
    covered = {
        (row, column)
        for placed in cells
        for row in range(placed.first, placed.last)
        for column in range(placed.left, placed.right)
    }
    for row in range(part.first, part.last):
        free = [column for column in range(columns) if (row, column) not in covered]
        for _, run in groupby(enumerate(free), key=lambda pair: pair[1] - pair[0]):
            places = [column for _, column in run]
            blank = Cell(row, places[0], 1, len(places), border=NO_BORDER)
            yield Placed(blank, row, row + 1, places[0], places[-1] + 1)
