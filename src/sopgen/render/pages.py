"""Works out what one printed page of a sheet shows: its rows, the tables and free texts in them, and which cells make
one box of a table.

The scene's grid is made for Excel: a list in a box takes a row for each entry and columns for numbers. A table with
those rows would say that entries side by side belong together; for somebody who listens, a box is one cell, to be read
from its first line to its last. Unit: px of the sheet, y from the page's top.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import NamedTuple

from sopgen.scene.document import NO_BORDER, Cell, Connector, Label, Line, Page, Picture, Sheet, Symbol
from sopgen.scene.geometry import Rect, united

Place = tuple[int, int]
"""x, y in px of the page"""
TOP_GAP = 2
"""px above a text that stands at the top of its cell, as in page.css.j2"""


class Box(NamedTuple):
    """Cells without a line between them."""

    rows: range
    columns: range
    cells: tuple[Cell, ...]
    """in reading order"""


class Table(NamedTuple):
    """Boxes, and the edges of the columns and rows that they need."""

    columns: list[int]
    rows: list[int]
    headings: int
    """how many of its rows are headings"""
    boxes: list[Box]
    """in reading order"""

    def place(self, box: Box) -> tuple[int, int, int, int]:
        """column, row, column span, row span: counted in the table's own"""
        column, row = self.columns.index(box.columns.start), self.rows.index(box.rows.start)
        return column, row, self.columns.index(box.columns.stop) - column, self.rows.index(box.rows.stop) - row


class SheetPage:
    """One printed page: its own rows, with the heading rows repeated on top unless it holds them itself.

    `xs`, `edges`: of its columns and rows; `headings`: its rows of headings; `shift`: from the sheet's y to the page's,
    for what is drawn over the page's own rows, which begin at `own_top`; `cells`: in reading order, in the rows of the
    page. No cell is cut by the end of a page.
    """

    def __init__(self, sheet: Sheet, page: Page) -> None:
        self.sheet, self.page, self.xs = sheet, page, sheet.column_edges
        first, last = sheet.header_rows
        repeated = page.first_row >= last > first
        rows = [*(range(first, last) if repeated else ()), *range(page.first_row, page.last_row)]
        heights = (sheet.row_edges[row + 1] - sheet.row_edges[row] for row in rows)
        self.edges: tuple[int, ...] = tuple(accumulate(heights, initial=0))
        start = 0 if repeated else first - page.first_row
        self.headings = range(start, start + last - first)
        self.width, self.height = self.xs[-1], self.edges[-1]
        self.shift = self.height - sheet.row_edges[page.last_row]
        self.own_top = self.shift + sheet.row_edges[page.first_row]
        place = {row: at for at, row in enumerate(rows)}
        shown = (cell._replace(row=place[cell.row]) for cell in sheet.cells if cell.row in place)
        self.cells = tuple(sorted(shown, key=itemgetter(0, 1)))

    def box(self, item: Cell | Box) -> tuple[int, int, int, int]:
        """left, top, right, bottom"""
        columns, rows = item.columns, item.rows
        return self.xs[columns.start], self.edges[rows.start], self.xs[columns.stop], self.edges[rows.stop]

    @cached_property
    def drawn(self) -> tuple[list[Symbol], list[Connector], list[Label]]:
        return self.sheet.drawn_on(self.page)

    @cached_property
    def rules(self) -> dict[Line, list[tuple[Place, Place]]]:
        """The lines of its cells from end to end, each once however many cells share it: those of each strength, the
        strongest last; level ones from the top, then upright ones from the left."""
        level, upright = (defaultdict[tuple[Line, int], set[tuple[int, int]]](set) for _ in range(2))
        for cell in self.cells:
            border, (left, top, right, bottom) = cell.border, self.box(cell)
            for line, y in ((border.top, top), (border.bottom, bottom)):
                if line:
                    level[line, y].add((left, right))
            for line, x in ((border.left, left), (border.right, right)):
                if line:
                    upright[line, x].add((top, bottom))
        found: dict[Line, list[tuple[Place, Place]]] = {Line.HAIR: [], Line.THIN: []}
        for (line, y), spans in sorted(level.items()):
            found[line] += [((a, y), (b, y)) for a, b in united(spans)]
        for (line, x), spans in sorted(upright.items()):
            found[line] += [((x, a), (x, b)) for a, b in united(spans)]
        return {line: lines for line, lines in found.items() if lines}

    def pictures(self) -> Iterator[tuple[Picture, Rect]]:
        """Those whose middle is on the page, and where."""
        for picture in self.sheet.pictures:
            box = picture.box._replace(y=picture.box.y + self.shift)
            if 0 <= box.center.y < self.height:
                yield picture, box

    def blocks(self, headed: bool = False) -> Iterator[Table | list[Cell]]:
        """What stands below each other: a table where consecutive rows have lines, beginning at the headings; free
        texts in the rows between. `headed` as for `boxes_of`."""
        count, heads = len(self.edges) - 1, self.headings
        ruled = {row for cell in self.cells if cell.border != NO_BORDER for row in cell.rows}
        top = heads.start if heads else 0
        starts = [row for row in range(count) if row in (0, top) or (row in ruled) != (row - 1 in ruled)]
        for first, last in pairwise([*starts, count]):
            cells = [cell for cell in self.cells if first <= cell.row < last]
            if first in ruled:
                boxes = boxes_of(cells, headed)
                columns = sorted({edge for box in boxes for edge in (box.columns.start, box.columns.stop)})
                rows = sorted({edge for box in boxes for edge in (box.rows.start, box.rows.stop)})
                yield Table(columns, rows, sum(row in heads for row in rows), boxes)
            else:
                yield cells


def boxes_of(cells: Sequence[Cell], headed: bool = False) -> list[Box]:
    """The boxes, and the cells by themselves where such a group is no rectangle; all in reading order. `headed`: the
    heading of a box belongs to what it stands over."""
    if all(all(cell.border) for cell in cells):  # most tables
        return [Box(cell.rows, cell.columns, (cell,)) for cell in cells]
    found: list[Box] = []
    for group in _groups(cells, headed):
        rows = range(min(cell.row for cell in group), max(cell.rows.stop for cell in group))
        columns = range(min(cell.column for cell in group), max(cell.columns.stop for cell in group))
        if len(rows) * len(columns) == sum(cell.row_span * cell.column_span for cell in group):
            found.append(Box(rows, columns, tuple(group)))
        else:
            found += [Box(cell.rows, cell.columns, (cell,)) for cell in group]
    return sorted(found, key=lambda box: (box.rows.start, box.columns.start))


def _groups(cells: Sequence[Cell], headed: bool) -> Iterable[list[Cell]]:
    """The cells that hang together, those with no line between them and the cells to their right and below; each group
    in the cells' order."""
    owner = {(row, column): i for i, cell in enumerate(cells) for row in cell.rows for column in cell.columns}
    group = list(range(len(cells)))
    """of each cell; the number of one of them"""
    for i, cell in enumerate(cells):
        border, heads = cell.border, headed and cell.role == "box-heading"
        beside = {owner.get((row, cell.columns.stop), i) for row in cell.rows}
        below = {owner.get((cell.rows.stop, column), i) for column in cell.columns}
        joined = {group[j] for j in beside if not (border.right or cells[j].border.left)}
        joined |= {group[j] for j in below if heads or not (border.bottom or cells[j].border.top)}
        if joined - {group[i]}:
            group = [group[i] if one in joined else one for one in group]
    members = defaultdict[int, list[Cell]](list)
    for one, cell in zip(group, cells, strict=True):
        members[one].append(cell)
    return members.values()
