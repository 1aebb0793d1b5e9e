"""What the template asks of a whole sheet, to draw it as SVG with what changed marked: for comparing two versions.

A mark is seen without colour too: by its sign in a circle, and by how its line is broken.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from sopgen.render.pages import TOP_GAP, SheetPage
from sopgen.scene.document import Cell, HAlign, Page, Sheet, VAlign
from sopgen.scene.geometry import PX_PER_PT, Point, Rect
from sopgen.text.metrics import line_height

PADDING = 3
"""px between a text and its cell's side"""
ASCENT = 0.93
"""how far below the top of a line its baseline lies, times the font size"""
BADGE = 9
"""radius of a mark's circle, px, as in sheet.svg.j2"""
ABSENT = Sheet("", (0, 300), (0,), (), ())
"""stands for the sheet of a version that has none"""


class Kind(Enum):
    """What a mark says: sign, colour, how its line is broken, words."""

    ADDED = ("+", "#116329", "", "ditambah")
    REMOVED = ("−", "#a40e26", "8 4", "dihapus")
    CHANGED = ("≠", "#0a4fb8", "3 3", "berubah")
    MOVED = ("⇅", "#6639ba", "12 4 3 4", "pindah")

    @property
    def words(self) -> str:
        return self.value[3]


@dataclass(frozen=True, slots=True)
class Mark:
    kind: Kind
    box: Rect | None = None
    path: tuple[Point, ...] = ()
    """of an arrow; else empty"""
    title: str = ""
    small: bool = False
    """drawn around its box, the sign at the corner: inside it would hide what it marks"""

    def frame(self) -> tuple[Rect | None, Point]:
        """The box that is drawn, and the middle of its sign."""
        if not self.box:
            start, end = max(pairwise(self.path), key=lambda ends: math.dist(*ends))
            return None, Point((start.x + end.x) / 2, (start.y + end.y) / 2)
        x, y, w, h = self.box
        if self.small:
            return Rect(x - 4, y - 4, w + 8, h + 8), Point(x + w + 4, y - 4)
        return self.box, Point(x + w - BADGE, y + BADGE)


class MarkedSheet(SheetPage):
    """A whole sheet, as if it were one page, and what is marked on it."""

    def __init__(self, id_: str, sheet: Sheet, marks: Sequence[Mark]) -> None:
        super().__init__(sheet, Page(0, len(sheet.row_edges) - 1))
        self.id, self.marks = id_, marks

    def rect(self, cell: Cell) -> Rect:
        return box_of(self.sheet, cell)

    def text_place(self, cell: Cell) -> tuple[float, float, float, str]:
        """Where a cell's lines stand: x, the first one's baseline, their distance, and which end of theirs x is."""
        box, size, leading = self.rect(cell), cell.font.size * PX_PER_PT, line_height(cell.font.size)
        room = box.h - leading * len(cell.lines)
        top = {VAlign.TOP: TOP_GAP, VAlign.MIDDLE: room / 2}.get(cell.v, room - TOP_GAP)
        x, anchor = {
            HAlign.LEFT: (box.x + PADDING, "start"),
            HAlign.CENTER: (box.center.x, "middle"),
            HAlign.RIGHT: (box.right - PADDING, "end"),
        }[cell.h]
        return x, box.y + top + size * ASCENT, leading, anchor


def box_of(sheet: Sheet, cell: Cell) -> Rect:
    x, y = sheet.column_edges[cell.column], sheet.row_edges[cell.row]
    return Rect(x, y, sheet.column_edges[cell.columns.stop] - x, sheet.row_edges[cell.rows.stop] - y)
