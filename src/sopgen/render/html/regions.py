"""Groups the cells of a part of a page into the boxes a reader sees: what no line divides is one cell of the table.

The scene's grid is made for Excel: a list in a box takes a row for each entry and columns for numbers. An HTML table
with those rows would say that entries side by side belong together, and it may not hold rows and columns in which no
cell begins (HTML, 4.9.12.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sopgen.scene import NO_BORDER, Cell, Sheet


@dataclass(frozen=True, slots=True)
class Part:
    """Sheet rows [first, last) where they stand on a page, `top` px below its edge."""

    first: int
    last: int
    top: int


@dataclass(frozen=True, slots=True)
class Region:
    """A box of the table: sheet rows [row, end_row), columns [column, end_column), and what stands in it."""

    row: int
    column: int
    end_row: int
    end_column: int
    cells: tuple[Cell, ...]


def regions(sheet: Sheet, part: Part, cells: Sequence[Cell]) -> list[Region]:
    """The regions of a part, in reading order; `cells` are those that begin in it."""
    columns = len(sheet.column_edges) - 1
    owner = _owners(cells)
    every = [*cells, *_fillers(part, columns, owner, len(cells))]
    groups = _groups(every, owner, part, columns)
    found: list[Region] = []
    for group in groups:
        region = _region(group)
        area = (region.end_row - region.row) * (region.end_column - region.column)
        whole = area == sum(cell.row_span * cell.column_span for cell in group)
        found += [region] if whole else [_region([cell]) for cell in group]
    return sorted(found, key=lambda region: (region.row, region.column))


def _owners(cells: Sequence[Cell]) -> dict[tuple[int, int], int]:
    """(row, column) -> index of the cell that covers it."""
    owner: dict[tuple[int, int], int] = {}
    for index, cell in enumerate(cells):
        if cell.row_span == cell.column_span == 1:
            owner[cell.row, cell.column] = index
            continue
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                owner[row, column] = index
    return owner


def _fillers(part: Part, columns: int, owner: dict[tuple[int, int], int], count: int) -> list[Cell]:
    """Blank cells for what no cell covers; they are entered into `owner`, numbered from `count`."""
    if len(owner) == (part.last - part.first) * columns:
        return []
    fillers: list[Cell] = []
    for row in range(part.first, part.last):
        free = [column for column in range(columns) if (row, column) not in owner]
        for _, run in groupby(enumerate(free), key=lambda pair: pair[1] - pair[0]):
            places = [column for _, column in run]
            for column in places:
                owner[row, column] = count + len(fillers)
            fillers.append(Cell(row, places[0], 1, len(places), border=NO_BORDER))
    return fillers


def _groups(cells: Sequence[Cell], owner: dict[tuple[int, int], int], part: Part, columns: int) -> list[list[Cell]]:
    """Cells that no line divides, together."""
    leader = list(range(len(cells)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = index = leader[leader[index]]
        return index

    for index, cell in enumerate(cells):
        for other in _open_neighbours(cell, cells, owner, part, columns):
            leader[find(other)] = find(index)
    groups: dict[int, list[Cell]] = {}
    for index, cell in enumerate(cells):
        groups.setdefault(find(index), []).append(cell)
    return list(groups.values())


def _open_neighbours(
    cell: Cell, cells: Sequence[Cell], owner: dict[tuple[int, int], int], part: Part, columns: int
) -> Iterator[int]:
    """The cells to the right and below without a line between."""
    right, below = cell.column + cell.column_span, cell.row + cell.row_span
    if not cell.border.right and right < columns:
        for row in range(cell.row, below):
            if not cells[owner[row, right]].border.left:
                yield owner[row, right]
    if not cell.border.bottom and below < part.last:
        for column in range(cell.column, right):
            if not cells[owner[below, column]].border.top:
                yield owner[below, column]


def _region(cells: Sequence[Cell]) -> Region:
    return Region(
        min(cell.row for cell in cells),
        min(cell.column for cell in cells),
        max(cell.row + cell.row_span for cell in cells),
        max(cell.column + cell.column_span for cell in cells),
        tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
    )
