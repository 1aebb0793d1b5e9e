"""Works out what one printed page of a sheet shows: its rows, the cells in them, and which make one table cell.

Layout builds a box of the identity sheet from many cells without lines between them; for somebody who listens, they
are one cell of the table, to be read from its first line to its last. Unit: px of the sheet, y from the page's top.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sopgen.scene import Border, Cell, Page, Sheet

FULL = Border()


class Placed(NamedTuple):
    """A cell as far as a page shows it: printed rows [first, last), columns [left, right)."""

    cell: Cell
    first: int
    last: int
    left: int
    right: int
    begins: bool
    """The cell's top is on this page: here its text is printed."""
    ends: bool

    @property
    def area(self) -> int:
        return (self.last - self.first) * (self.right - self.left)

    @property
    def top_line(self) -> bool:
        return self.cell.border.top and self.begins

    @property
    def bottom_line(self) -> bool:
        return self.cell.border.bottom and self.ends

    @property
    def ruled(self) -> bool:
        border = self.cell.border
        return border.top or border.right or border.bottom or border.left


class Region(NamedTuple):
    """Cells without a line between them: one cell of the table."""

    first: int
    last: int
    left: int
    right: int
    cells: tuple[Placed, ...]
    """in reading order"""


class Segment(NamedTuple):
    """Consecutive printed rows that are a table, or texts that stand free."""

    first: int
    last: int
    header: int
    """how many of its rows are headings"""
    table: bool
    regions: tuple[Region, ...]


class SheetPage(NamedTuple):
    """One printed page: `edges` are the y of its rows' edges, `shift` takes the sheet's y to the page's (for what is
    drawn over the page's own rows)."""

    edges: tuple[int, ...]
    shift: int
    cells: tuple[Placed, ...]
    segments: tuple[Segment, ...]


def sheet_page(sheet: Sheet, page: Page) -> SheetPage:
    """The page with the heading rows repeated on top, unless it holds them itself."""
    first_heading, last_heading = sheet.header_rows
    repeats = page.first_row >= last_heading > first_heading
    strips = [(first_heading, last_heading)] if repeats else []
    strips.append((page.first_row, page.last_row))
    edges, cells = [0], list[Placed]()
    for first, last in strips:
        cells += _placed(sheet.cells, first, last, len(edges) - 1)
        for top, bottom in pairwise(sheet.row_edges[first : last + 1]):
            edges.append(edges[-1] + bottom - top)
    cells.sort(key=lambda placed: (placed.first, placed.left))
    start = 0 if repeats else first_heading - page.first_row
    header = range(start, start + last_heading - first_heading)
    own_rows = sheet.row_edges[page.last_row] - sheet.row_edges[page.first_row]
    shift = edges[-1] - own_rows - sheet.row_edges[page.first_row]
    return SheetPage(tuple(edges), shift, tuple(cells), tuple(_segments(cells, len(edges) - 1, header)))


def _placed(cells: Sequence[Cell], first: int, last: int, shown_from: int) -> Iterator[Placed]:
    """The cells in sheet rows [first, last), whose first row is printed as row `shown_from`."""
    move = shown_from - first
    for cell in cells:
        end = cell.row + cell.row_span
        if cell.row < last and end > first:
            left, top, bottom = cell.column, max(cell.row, first) + move, min(end, last) + move
            yield Placed(cell, top, bottom, left, left + cell.column_span, cell.row >= first, end <= last)


def _segments(cells: Sequence[Placed], count: int, header: range) -> Iterator[Segment]:
    """Ruled rows are tables, a table beginning at the headings; the rows between are free."""
    ruled = [False] * count
    for placed in cells:
        if placed.ruled:
            ruled[placed.first : placed.last] = [True] * (placed.last - placed.first)
    starts = [row for row in range(count) if row == 0 or ruled[row] != ruled[row - 1] or (header and row == header[0])]
    for first, last in pairwise([*starts, count]):
        inside = [placed for placed in cells if first <= placed.first < last]
        headings = len(header) if header and header[0] == first and last >= header[-1] + 1 else 0
        yield Segment(first, last, headings, ruled[first], tuple(_regions(inside)))


def _regions(cells: Sequence[Placed]) -> list[Region]:
    groups = [[placed] for placed in cells] if all(p.cell.border == FULL for p in cells) else _groups(cells)
    regions = []
    for group in groups:
        whole = _region(group)
        fills = (whole.last - whole.first) * (whole.right - whole.left) == sum(placed.area for placed in group)
        regions += [whole] if fills else [_region([placed]) for placed in group]
    return sorted(regions, key=lambda region: (region.first, region.left))


def _region(group: Sequence[Placed]) -> Region:
    return Region(
        min(placed.first for placed in group),
        max(placed.last for placed in group),
        min(placed.left for placed in group),
        max(placed.right for placed in group),
        tuple(group),
    )


def _groups(cells: Sequence[Placed]) -> list[list[Placed]]:
    """The cells that hang together, each group in reading order."""
    owner = {
        (row, column): index
        for index, placed in enumerate(cells)
        for row in range(placed.first, placed.last)
        for column in range(placed.left, placed.right)
    }
    parent = list(range(len(cells)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = index = parent[parent[index]]
        return index

    for index in range(len(cells)):
        for other in _joined(index, cells, owner):
            parent[root(other)] = root(index)
    groups: dict[int, list[Placed]] = {}
    for index, placed in enumerate(cells):
        groups.setdefault(root(index), []).append(placed)
    return list(groups.values())


def _joined(index: int, cells: Sequence[Placed], owner: dict[tuple[int, int], int]) -> set[int]:
    """The cells to the right and below without a line between; a box's heading belongs to what it stands over."""
    placed = cells[index]
    beside = {owner.get((row, placed.right), index) for row in range(placed.first, placed.last)}
    below = {owner.get((placed.last, column), index) for column in range(placed.left, placed.right)}
    found = set() if placed.cell.border.right else {i for i in beside if not cells[i].cell.border.left}
    heading = placed.cell.role == "box-heading"
    return found | {i for i in below if heading or not (placed.bottom_line or cells[i].top_line)}
