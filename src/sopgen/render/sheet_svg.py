"""Draws a whole sheet as SVG, texts included, with what changed in it marked: for comparing two versions.

A mark is seen without colour too: by its sign in a circle, and by how its line is broken.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from sopgen.render.markup import number, text
from sopgen.render.pages import SheetPage
from sopgen.render.svg import SvgDrawing, size_of, text_of
from sopgen.scene.document import Cell, HAlign, Page, Sheet, VAlign
from sopgen.scene.geometry import PX_PER_PT, Point, Rect
from sopgen.text.metrics import line_height

PADDING, TOP_GAP = 3, 2
"""px between a text and its cell's edge"""
ASCENT = 0.93
"""how far below the top of a line its baseline lies, times the font size"""
BADGE = 9
"""radius of a mark's circle, px"""


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


def sheet_svg(sheet: Sheet, marks: Iterable[Mark] = ()) -> str:
    """The elements of an SVG whose unit is the sheet's px."""
    width, height, whole = sheet.column_edges[-1], sheet.row_edges[-1], Page(0, len(sheet.row_edges) - 1)
    parts = [f'<rect width="{width}" height="{height}" fill="#fff"/>']
    parts += [f'<rect {size_of(box_of(sheet, cell))} fill="#{cell.fill}"/>' for cell in sheet.cells if cell.fill]
    parts.append(SheetPage(sheet, whole).ruling.svg(width, height))
    parts += [_cell_text(cell, box_of(sheet, cell)) for cell in sheet.cells if cell.text]
    parts.append(SvgDrawing(sheet, {}).svg(whole, 0, sheet.name))
    parts += [mark_svg(mark) for mark in marks]
    return "".join(parts)


def box_of(sheet: Sheet, cell: Cell) -> Rect:
    x, y = sheet.column_edges[cell.column], sheet.row_edges[cell.row]
    right, bottom = sheet.column_edges[cell.column + cell.column_span], sheet.row_edges[cell.row + cell.row_span]
    return Rect(x, y, right - x, bottom - y)


def _cell_text(cell: Cell, box: Rect) -> str:
    size, leading = cell.font.size * PX_PER_PT, line_height(cell.font.size)
    room = box.h - leading * len(cell.lines)
    top = {VAlign.TOP: TOP_GAP, VAlign.MIDDLE: room / 2}.get(cell.v, room - TOP_GAP)
    anchor, x = {
        HAlign.LEFT: ("start", box.x + PADDING),
        HAlign.CENTER: ("middle", box.center.x),
        HAlign.RIGHT: ("end", box.right - PADDING),
    }[cell.h]
    return text_of(cell.lines, x, box.y + top + size * ASCENT, leading, cell.font, anchor)


def mark_svg(mark: Mark) -> str:
    """A mark: the box or the arrow drawn over, and its sign."""
    sign, colour, dashes, words = mark.kind.value
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    look = f'stroke="{colour}" stroke-width="3"{dashed}'
    if mark.box:
        wide = 4 if mark.small else 0
        box = Rect(mark.box.x - wide, mark.box.y - wide, mark.box.w + 2 * wide, mark.box.h + 2 * wide)
        shape = f'<rect {size_of(box)} fill="{colour}" fill-opacity="0.07" {look}/>'
        center = Point(box.right, box.y) if mark.small else Point(box.right - BADGE, box.y + BADGE)
    else:
        points = "L".join(f"{number(x)} {number(y)}" for x, y in mark.path)
        shape = f'<path d="M{points}" fill="none" {look}/>'
        longest = max(pairwise(mark.path), key=lambda ends: math.dist(*ends))
        center = Point(*(sum(at) / 2 for at in zip(*longest, strict=True)))
    title = f"<title>{text(mark.title or words)}</title>"
    badge = (
        f'<circle cx="{number(center.x)}" cy="{number(center.y)}" r="{BADGE}" fill="{colour}" stroke="#fff"/>'
        f'<text x="{number(center.x)}" y="{number(center.y + 5)}" text-anchor="middle" fill="#fff" font-weight="bold" '
        f'font-family="Arial,sans-serif" font-size="15">{sign}</text>'
    )
    return f'<g class="tanda">{title}{shape}{badge}</g>'
