"""Stacks of text blocks side by side, flowing over pages: the common machinery of forms.

A stack owns a range of sheet columns and holds blocks from top to bottom; a band is one or two stacks next to each
other. A `SheetFlow` puts bands below each other, breaks them into pages and turns them into rows and cells. Rows are
the union of the stacks' block edges, so every block is a cell (or some) of its own, merged over rows. px everywhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from sopgen.model import Logo
from sopgen.scene.document import NO_BORDER, Border, Cell, Line, Page, Picture, Sheet, VAlign
from sopgen.scene.geometry import PX_PER_PT, Rect
from sopgen.text.metrics import BLOCK_PADDING_PT, LINE_SPACING, block_height
from sopgen.text.wrap import line_spans, wrap

MAX_ROW = 545
"""Excel's highest row is 409.5 pt, px."""
PADDING = 5
"""Width of a cell that its text cannot use, px."""
MOST_GROWTH = 20
"""A stack so much lower than the one beside it ends with a higher block, not with a blank one, px."""
SPLIT_SHARE = 0.25
"""Blocks (and bands) lower than this share of a page move to the next page whole rather than being split."""
ENTRY_ROLES = frozenset({"box-number", "box-item"})
"""Roles of the pieces of an entry of a list."""


def piece(column: int, columns: int, text: str = "", v: VAlign = VAlign.TOP, **look: Any) -> Cell:
    """A cell of a block over so many columns from `column` on: wrapped and placed later. A line at its left (`border`)
    divides it from the one before."""
    return Cell(0, column, 1, columns, text, v=v, **{"border": NO_BORDER, **look})


def end_of(cell: Cell) -> int:
    """The column after its last."""
    return cell.column + cell.column_span


def height_of(cell: Cell) -> int:
    """What its text needs, px."""
    return block_height(max(1, len(cell.lines)), cell.font.size)


class Block(NamedTuple):
    """Cells side by side that fill the columns of a stack; `height` is the least, px."""

    pieces: tuple[Cell, ...]
    height: int
    ruled: bool = False
    """True for a line below."""
    keep_next: bool = False
    """True when it must not be the last of a page."""

    @property
    def text_height(self) -> int:
        """What the texts alone need, px."""
        return max(map(height_of, self.pieces), default=0)


class Stack(NamedTuple):
    """Blocks in the columns [first, last), from top to bottom."""

    first: int
    last: int
    blocks: tuple[Block, ...]
    framed: bool = True
    """False for one without any line"""

    @property
    def height(self) -> int:
        return sum(block.height for block in self.blocks)


Band = tuple[Stack, ...]


def text_block(pieces: Sequence[Cell], column_edges: Sequence[int], least: int = 0, ruled: bool = False) -> Block:
    """A block as high as its longest text needs, at least `least` px, the texts wrapped to the columns they span."""
    cells = []
    for cell in pieces:
        width = column_edges[end_of(cell)] - column_edges[cell.column] - PADDING - cell.indent
        lines = wrap(cell.text, width, cell.font.size, cell.font.bold) if cell.text else ()
        cells.append(cell._replace(lines=lines))
    return Block(tuple(cells), max(least, *map(height_of, cells)), ruled)


def entry_block(pieces: Sequence[Cell], column_edges: Sequence[int]) -> Block:
    """An entry of a list. Spreadsheets leave no air above a text at the top of a cell, where the first entry would
    touch the line above it: an entry of one line stands in the middle."""
    block = text_block(pieces, column_edges)
    if any(len(cell.lines) > 1 for cell in block.pieces):
        return block
    return block._replace(pieces=tuple(cell._replace(v=VAlign.MIDDLE) for cell in block.pieces))


def lines_that_fit(height: int, size: float) -> int:
    """How many lines of a font size, pt, a block of this height holds."""
    return max(0, int((height / PX_PER_PT - BLOCK_PADDING_PT) / (LINE_SPACING * size) + 1e-9))


def _split_piece(cell: Cell, height: int) -> tuple[Cell, Cell]:
    """The part of a piece that fits in `height`, and the rest (blank where all fits)."""
    count = lines_that_fit(height, cell.font.size)
    if len(cell.lines) <= count:
        return cell, cell._replace(text="", lines=())
    at = line_spans(cell.text, cell.lines)[count][0]
    head, tail = cell.text[:at].rstrip(" \t\n"), cell.text[at:]
    return cell._replace(text=head, lines=cell.lines[:count]), cell._replace(text=tail, lines=cell.lines[count:])


def _split(block: Block, height: int, least_lines: int) -> tuple[Block, Block] | None:
    """The block in two, the first at most `height` high; None where not `least_lines` lines of it fit."""
    largest = max(piece.font.size for piece in block.pieces)
    if lines_that_fit(height, largest) < least_lines:
        return None
    parts = [_split_piece(piece, height) for piece in block.pieces]
    heads, tails = tuple(head for head, _ in parts), tuple(tail for _, tail in parts)
    used, rest = max(map(height_of, heads)), max(map(height_of, tails))
    if heads == block.pieces:
        used, rest = height, max(rest, block.height - height)
    first = block._replace(pieces=heads, height=used, ruled=False, keep_next=False)
    return first, block._replace(pieces=tails, height=rest)


def _take(blocks: Sequence[Block], room: int, page: int, fresh: bool) -> tuple[list[Block], Sequence[Block]]:
    """The blocks of a stack for the `room` left on this page, and the rest. On a fresh page never nothing."""
    placed: list[Block] = []
    used = 0
    for index, block in enumerate(blocks):
        if used + block.height <= room:
            placed.append(block)
            used += block.height
            continue
        must = fresh and all(before.keep_next for before in placed)
        parts = None
        if must or block.text_height > page * SPLIT_SHARE:
            parts = _split(block, room - used, 1 if must else 2)
        if parts:
            return [*placed, parts[0]], [parts[1], *blocks[index + 1 :]]
        keep = len(placed)
        while keep and placed[keep - 1].keep_next:
            keep -= 1
        if fresh and not keep:
            keep = max(1, len(placed))
        return list(blocks[:keep]), blocks[keep:]
    return placed, ()


def _closed(stack: Stack, edges: list[int], bottom: int) -> tuple[Stack, list[int]]:
    """The stack made to end at `bottom`: its last block grows a little, or a blank block follows."""
    missing = bottom - edges[-1]
    if not missing:
        return stack, edges
    if stack.blocks and missing <= MOST_GROWTH:
        *before, last = stack.blocks
        # the entry of a list stays where it follows the one above it
        pieces = tuple(cell._replace(v=VAlign.TOP) if cell.role in ENTRY_ROLES else cell for cell in last.pieces)
        return stack._replace(blocks=(*before, last._replace(pieces=pieces))), [*edges[:-1], bottom]
    blank = Block((piece(stack.first, stack.last - stack.first),), 0)
    return stack._replace(blocks=(*stack.blocks, blank)), [*edges, bottom]


@dataclass(slots=True)
class SheetFlow:
    """A sheet being filled from top to bottom. `page_height`: room on a page, px."""

    column_edges: Sequence[int]
    page_height: int
    row_edges: list[int] = field(default_factory=lambda: [0])
    cells: list[Cell] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    page_row: int = 0
    """First row of the current page."""
    page_top: int = 0
    """y from which on the current page's room is used, px"""

    @property
    def room(self) -> int:
        """Height left on the current page, px."""
        return self.page_height - (self.row_edges[-1] - self.page_top)

    @property
    def fresh(self) -> bool:
        """True while the current page is empty."""
        return self.page_row == len(self.row_edges) - 1

    def end_page(self) -> None:
        """Closes the current page, if anything is on it."""
        if not self.fresh:
            self.pages.append(Page(self.page_row, len(self.row_edges) - 1))
            self.page_row, self.page_top = len(self.row_edges) - 1, self.row_edges[-1]

    def add_row(self, height: int) -> tuple[int, int]:
        """Adds the fewest rows that make up `height` px, none higher than Excel allows; gives the first of them and
        their count."""
        first, top, count = len(self.row_edges) - 1, self.row_edges[-1], max(1, -(-height // MAX_ROW))
        self.row_edges += [top + height * part // count for part in range(1, count + 1)]
        return first, count

    def add(self, band: Band, gap: int = 0) -> None:
        """Puts a band below what is there, over as many pages as it needs, on each below a gap of so many px."""
        height = gap + max(stack.height for stack in band)
        if self.room < height <= self.page_height * SPLIT_SHARE:
            self.end_page()
        while any(stack.blocks for stack in band):
            taken = [_take(stack.blocks, self.room - gap, self.page_height, self.fresh) for stack in band]
            if any(stack.blocks and not placed for stack, (placed, _) in zip(band, taken, strict=True)):
                self.end_page()
                continue
            if gap:
                self.add_row(gap)
            self.place([stack._replace(blocks=tuple(now)) for stack, (now, _) in zip(band, taken, strict=True)])
            band = tuple(stack._replace(blocks=tuple(rest)) for stack, (_, rest) in zip(band, taken, strict=True))
            if any(stack.blocks for stack in band):
                self.end_page()

    def place(self, band: Sequence[Stack]) -> None:
        """Rows and cells of a band, or of the part of it that stands on one page. A cell keeps its left line, and the
        others close each stack all round."""
        tops = [list(accumulate((b.height for b in stack.blocks), initial=self.row_edges[-1])) for stack in band]
        bottom = max(ys[-1] for ys in tops)
        closed = [_closed(stack, ys, bottom) for stack, ys in zip(band, tops, strict=True)]
        for y in sorted({y for _, ys in closed for y in ys} - {self.row_edges[-1]}):
            self.add_row(y - self.row_edges[-1])
        for stack, ys in closed:
            rows = [bisect_left(self.row_edges, y) for y in ys]
            for i, (block, (first, last)) in enumerate(zip(stack.blocks, pairwise(rows), strict=True)):
                below = block.ruled or i == len(stack.blocks) - 1
                for cell in block.pieces:
                    left = cell.column == stack.first or cell.border.left
                    lines = (i == 0, end_of(cell) == stack.last, below, left)
                    border = Border(*(Line.THIN if line and stack.framed else Line.NONE for line in lines))
                    placed = cell if cell.text else cell._replace(lines=(), indent=0)
                    self.cells.append(placed._replace(row=first, row_span=last - first, border=border))

    def sheet(self, name: str, **drawn: Any) -> Sheet:
        """The finished sheet with what is drawn over it."""
        self.end_page()
        cells, pages = tuple(self.cells), tuple(self.pages)
        return Sheet(name, tuple(self.column_edges), tuple(self.row_edges), cells, pages, **drawn)


def logo_size(logo: Logo, width: int, height: int) -> tuple[int, int]:
    """The logo's size inside a room of width × height px, its proportions kept."""
    factor = min(width / max(1, logo.width), height / max(1, logo.height))
    return max(1, round(logo.width * factor)), max(1, round(logo.height * factor))


def logo_picture(logo: Logo, size: tuple[int, int], room: Rect) -> Picture:
    """The logo centered in `room`."""
    width, height = size
    box = Rect(round(room.x + (room.w - width) / 2), round(room.y + (room.h - height) / 2), width, height)
    return Picture("logo", box, logo.data, logo.mime, "Logo instansi")
