"""Works out what one printed page of a sheet shows: its rows, the tables and free texts in them, and which cells make
one box of a table.

The scene's grid is made for Excel: a list in a box takes a row for each entry and columns for numbers. A table with
those rows would say that entries side by side belong together; for somebody who listens, a box is one cell, to be read
from its first line to its last. Unit: px of the sheet, y from the page's top.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from sopgen.scene.document import NO_BORDER, Cell, Connector, Label, Line, Page, Picture, Sheet, Symbol
from sopgen.scene.geometry import Rect, united

_reading_order = attrgetter("first", "left")


Place = tuple[int, int]
"""x, y in px of the page"""


class Placed(NamedTuple):
    """A cell on a page: rows [first, last) of the page, columns [left, right). No cell is cut by the end of a page."""

    cell: Cell
    first: int
    last: int
    left: int
    right: int

    @property
    def area(self) -> int:
        return (self.last - self.first) * (self.right - self.left)


class Region(NamedTuple):
    """Cells without a line between them: rows [first, last), columns [left, right)."""

    first: int
    last: int
    left: int
    right: int
    cells: tuple[Placed, ...]
    """in reading order"""


class Table(NamedTuple):
    """Boxes, and the edges of the columns and rows that they need."""

    columns: list[int]
    rows: list[int]
    headings: int
    """how many of its rows are headings"""
    boxes: list[Region]
    """in reading order"""

    def place(self, box: Region) -> tuple[int, int, int, int]:
        """column, row, column span, row span: counted in the table's own"""
        column, row = self.columns.index(box.left), self.rows.index(box.first)
        return column, row, self.columns.index(box.right) - column, self.rows.index(box.last) - row


class SheetPage:
    """One printed page: its own rows, with the heading rows repeated on top unless it holds them itself.

    `xs`, `edges`: of its columns and rows; `headings`: its rows of headings; `shift`: from the sheet's y to the page's,
    for what is drawn over the page's own rows, which begin at `own_top`; `cells`: in reading order.
    """

    def __init__(self, sheet: Sheet, page: Page) -> None:
        self.sheet, self.page, self.xs = sheet, page, sheet.column_edges
        first, last = sheet.header_rows
        repeated = page.first_row >= last > first
        rows = [*(range(first, last) if repeated else ()), *range(page.first_row, page.last_row)]
        place = {row: at for at, row in enumerate(rows)}
        edges = [0]
        for row in rows:
            edges.append(edges[-1] + sheet.row_edges[row + 1] - sheet.row_edges[row])
        self.edges = tuple(edges)
        start = 0 if repeated else first - page.first_row
        self.headings = range(start, start + last - first)
        self.width, self.height = self.xs[-1], edges[-1]
        self.shift = self.height - sheet.row_edges[page.last_row]
        self.own_top = self.shift + sheet.row_edges[page.first_row]
        shown = (
            Placed(cell, place[cell.row], place[cell.row] + cell.row_span, cell.column, cell.column + cell.column_span)
            for cell in sheet.cells
            if cell.row in place
        )
        self.cells = tuple(sorted(shown, key=_reading_order))

    def box(self, placed: Placed | Region) -> tuple[int, int, int, int]:
        """left, top, right, bottom"""
        return self.xs[placed.left], self.edges[placed.first], self.xs[placed.right], self.edges[placed.last]

    @cached_property
    def drawn(self) -> tuple[list[Symbol], list[Connector], list[Label]]:
        return self.sheet.drawn_on(self.page)

    @cached_property
    def rules(self) -> dict[Line, list[tuple[Place, Place]]]:
        """The lines of its cells from end to end, each once however many cells share it: those of each strength, the
        strongest last; level ones from the top, then upright ones from the left."""
        level, upright = (defaultdict[tuple[Line, int], set[tuple[int, int]]](set) for _ in range(2))
        for placed in self.cells:
            border, (left, top, right, bottom) = placed.cell.border, self.box(placed)
            for line, y in ((border.top, top), (border.bottom, bottom)):
                level[line, y].add((left, right))
            for line, x in ((border.left, left), (border.right, right)):
                upright[line, x].add((top, bottom))
        found: dict[Line, list[tuple[Place, Place]]] = {Line.HAIR: [], Line.THIN: [], Line.NONE: []}
        for (line, y), spans in sorted(level.items()):
            found[line] += [((a, y), (b, y)) for a, b in united(spans)]
        for (line, x), spans in sorted(upright.items()):
            found[line] += [((x, a), (x, b)) for a, b in united(spans)]
        del found[Line.NONE]
        return {line: lines for line, lines in found.items() if lines}

    def pictures(self) -> Iterator[tuple[Picture, Rect]]:
        """Those whose middle is on the page, and where."""
        for picture in self.sheet.pictures:
            box = picture.box._replace(y=picture.box.y + self.shift)
            if 0 <= box.center.y < self.height:
                yield picture, box

    def blocks(self, headed: bool = False) -> Iterator[Table | list[Placed]]:
        """What stands below each other: a table where consecutive rows have lines, beginning at the headings; free
        texts in the rows between. `headed` as for `regions`."""
        count, heads = len(self.edges) - 1, self.headings
        ruled = [False] * count
        for placed in self.cells:
            if placed.cell.border != NO_BORDER:
                ruled[placed.first : placed.last] = [True] * (placed.last - placed.first)
        top = heads.start if heads else 0
        starts = [row for row in range(count) if row in (0, top) or ruled[row] != ruled[row - 1]]
        for first, last in pairwise([*starts, count]):
            cells = [placed for placed in self.cells if first <= placed.first < last]
            if ruled[first]:
                boxes = regions(cells, headed)
                columns = sorted({edge for box in boxes for edge in (box.left, box.right)})
                rows = sorted({edge for box in boxes for edge in (box.first, box.last)})
                yield Table(columns, rows, sum(row in heads for row in rows), boxes)
            else:
                yield cells


def regions(cells: Sequence[Placed], headed: bool = False) -> list[Region]:
    """The regions, and the cells by themselves where such a group is no rectangle; all in reading order. `headed`: the
    heading of a box belongs to what it stands over."""
    if all(all(placed.cell.border) for placed in cells):  # most tables: each cell for itself
        return sorted((Region(*placed[1:], (placed,)) for placed in cells), key=_reading_order)
    found: list[Region] = []
    for group in _groups(cells, headed):
        firsts, lasts, lefts, rights = zip(*(placed[1:] for placed in group), strict=True)
        whole = Region(min(firsts), max(lasts), min(lefts), max(rights), tuple(sorted(group, key=_reading_order)))
        fills = (whole.last - whole.first) * (whole.right - whole.left) == sum(placed.area for placed in group)
        found += [whole] if fills else [Region(*placed[1:], (placed,)) for placed in group]
    return sorted(found, key=_reading_order)


def _groups(cells: Sequence[Placed], headed: bool) -> list[list[Placed]]:
    """The cells that hang together: those with no line between them and the cells to their right and below."""
    owner = {
        (row, column): index
        for index, placed in enumerate(cells)
        for row in range(placed.first, placed.last)
        for column in range(placed.left, placed.right)
    }
    group = {index: [index] for index in range(len(cells))}
    for index, placed in enumerate(cells):
        beside = {owner.get((row, placed.right)) for row in range(placed.first, placed.last)}
        below = {owner.get((placed.last, column)) for column in range(placed.left, placed.right)}
        border, heads = placed.cell.border, headed and placed.cell.role == "box-heading"
        joined = [i for i in beside if i is not None and not (border.right or cells[i].cell.border.left)]
        joined += [i for i in below if i is not None and (heads or not (border.bottom or cells[i].cell.border.top))]
        for other in joined:
            if group[other] is not group[index]:
                group[index] += group[other]
                for member in group[other]:
                    group[member] = group[index]
    return [[cells[i] for i in sorted(members)] for members in {id(found): found for found in group.values()}.values()]
