"""What the template asks of a printed page: the rows of its tables, what each cell heads and looks like, and where
texts stand that no cell of their own holds."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from sopgen.render.pages import TOP_GAP, Box, SheetPage, Table
from sopgen.scene.document import Cell, VAlign
from sopgen.scene.geometry import PX_PER_PT, Rect
from sopgen.scene.symbols import SymbolKind
from sopgen.text.metrics import LINE_SPACING
from sopgen.text.words import SYMBOL_WORDS

look_of = attrgetter("font", "h", "v", "fill", "indent", "upright")
"""what tells how a cell looks"""


def leading(size: float) -> int:
    """Distance of the lines of a text: what layout reserves, rounded down to whole px."""
    return math.floor(size * PX_PER_PT * LINE_SPACING)


class HtmlPage(SheetPage):
    @property
    def of_pages(self) -> str:
        """Which of its sheet's pages it is, in words."""
        pages = self.sheet.pages
        return f", halaman {pages.index(self.page) + 1} dari {len(pages)}" if len(pages) > 1 else ""

    def column_groups(self, table: Table) -> Iterator[list[int]]:
        """Widths of the columns, a group for each heading of the first heading row, so that pelaksana and mutu baku are
        groups."""
        starts = {box.columns.start for box in table.boxes if box.rows.start == table.rows[0] and table.headings} | {
            table.columns[0]
        }
        edges = [at for at in table.columns if at in starts]
        for first, end in pairwise([*edges, table.columns[-1]]):
            columns = [at for at in table.columns if first <= at <= end]
            yield [self.xs[right] - self.xs[left] for left, right in pairwise(columns)]

    def rows(self, table: Table) -> Iterator[tuple[str, int, list[tuple[Box, str, int, int]]]]:
        """Of each row the key of the langkah that it is, or "", its height, and the boxes that begin in it, each with
        what it heads in HTML's words, or "", and how many columns and rows it spans."""
        for number, (row, end) in enumerate(pairwise(table.rows)):
            boxes = [box for box in table.boxes if box.rows.start == row]
            key = next((cell.origin for box in boxes for cell in box.cells if cell.origin), "")
            cells = [(box, _scope(box, number < table.headings), *table.place(box)[2:]) for box in boxes]
            yield key, self.edges[end] - self.edges[row], cells

    def height_of(self, box: Box) -> int:
        return self.edges[box.rows.stop] - self.edges[box.rows.start]

    def drawn_in(self, box: Box) -> list[str]:
        """The symbols in a box of one column, in words."""
        return [words for row in box.rows for words in self._spoken.get((row, box.columns.start), ())]

    @cached_property
    def _spoken(self) -> dict[tuple[int, int], list[str]]:
        """row, column -> in words what is drawn there"""
        found: dict[tuple[int, int], list[str]] = {}
        for symbol in self.drawn[0]:
            center = symbol.box.center
            place = bisect_right(self.edges, center.y + self.shift) - 1, bisect_right(self.xs, center.x) - 1
            own = symbol.text if symbol.kind is SymbolKind.TERMINATOR else ""
            words = symbol.description if symbol.kind is SymbolKind.OFF_PAGE else own or SYMBOL_WORDS[symbol.kind]
            found.setdefault(place, []).append(words)
        return found

    def text_box(self, cell: Cell, box: Box | None = None) -> Rect:
        """Where a text stands, from the corner of a box of a table or else of the page."""
        left, top, right, bottom = self.box(cell)
        x, y = self.box(box)[:2] if box else (0, 0)
        height = min(bottom - top, len(cell.lines) * leading(cell.font.size))
        spare = bottom - top - height
        above = {VAlign.TOP: min(TOP_GAP, spare), VAlign.MIDDLE: spare // 2}.get(cell.v, spare)
        return Rect(left - x, top - y + above, right - left, height)


def _scope(box: Box, heading: bool) -> str:
    """Numbers of rows and labels of fields head their row, headings their column."""
    cell = box.cells[0]
    if heading:
        heads = cell.text and cell.role != "column-number" and len(box.cells) == 1
        return "" if not heads else "colgroup" if len(box.columns) > 1 else "col"
    roles = [cell.role for cell in box.cells if cell.text]
    return "col" if roles == ["box-heading"] else "row" if roles in (["label"], ["number"]) else ""
