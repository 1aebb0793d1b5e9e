"""Works out what one printed page of a sheet shows: its rows, the cells in them, and which make one table cell. Unit:
px of the sheet, y from the page's top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sopgen.render.regions import Placed, Region, regions
from sopgen.scene.document import NO_BORDER, Cell, Page, Sheet


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
        if placed.cell.border != NO_BORDER:
            ruled[placed.first : placed.last] = [True] * (placed.last - placed.first)
    starts = [row for row in range(count) if row == 0 or ruled[row] != ruled[row - 1] or (header and row == header[0])]
    for first, last in pairwise([*starts, count]):
        inside = [placed for placed in cells if first <= placed.first < last]
        headings = len(header) if header and header[0] == first and last >= header[-1] + 1 else 0
        yield Segment(first, last, headings, ruled[first], tuple(regions(inside, headed=True)))
