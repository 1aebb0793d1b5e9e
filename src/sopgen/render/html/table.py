"""Writes the pages of a sheet: real tables of exactly the scene's column widths and row heights, the drawing over them.

A cell's text never makes its row grow: it is broken into the scene's lines and cut off at its cell's edge.
"""

from __future__ import annotations

from base64 import b64encode
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import quote

from sopgen.render.html.inline import content
from sopgen.render.html.styles import TOP_GAP, Styles, line_height
from sopgen.render.markup import number, text
from sopgen.render.pages import Placed, Region, SheetPage, Table
from sopgen.render.svg import SvgDrawing
from sopgen.scene.document import Cell, Page, Picture, Sheet, VAlign
from sopgen.scene.geometry import Rect
from sopgen.scene.symbols import SymbolKind
from sopgen.text.words import SYMBOL_WORDS

Anchors = Mapping[str, tuple[int, str]]
"""key of a langkah -> its index, and the id by which its row can be linked to"""


def write_pages(sheet: Sheet, styles: Styles, anchors: Anchors, links: Mapping[str, str]) -> Iterator[str]:
    """The surface of every page: pictures, tables and free texts, lines, drawing."""
    drawing = SvgDrawing(sheet, {key: index for key, (index, _) in anchors.items()})
    symbols = _spoken(sheet)
    known: set[int] = set()
    for index, page in enumerate(sheet.pages):
        writer = _PageWriter(sheet, SheetPage(sheet, page), index, styles, anchors, links, symbols, known)
        yield writer.page(page, drawing)


def _spoken(sheet: Sheet) -> dict[tuple[int, int], list[str]]:
    """(row, column) -> in words what is drawn there."""
    spoken: dict[tuple[int, int], list[str]] = {}
    for symbol in sheet.symbols:
        center = symbol.box.center
        place = bisect_right(sheet.row_edges, center.y) - 1, bisect_right(sheet.column_edges, center.x) - 1
        own = symbol.text if symbol.kind is SymbolKind.TERMINATOR else ""
        words = symbol.description if symbol.kind is SymbolKind.OFF_PAGE else own or SYMBOL_WORDS[symbol.kind]
        spoken.setdefault(place, []).append(words)
    return spoken


@dataclass(frozen=True, slots=True)
class _PageWriter:
    """Writes the page number `index` (from 0) of a sheet."""

    sheet: Sheet
    shown: SheetPage
    index: int
    styles: Styles
    anchors: Anchors
    links: Mapping[str, str]
    symbols: Mapping[tuple[int, int], Sequence[str]]
    known: set[int]
    """rows that have their id already"""

    def page(self, page: Page, drawing: SvgDrawing) -> str:
        width, height = self.sheet.column_edges[-1], self.shown.edges[-1]
        parts = [_picture(picture, box) for picture, box in self.shown.pictures()]
        at = 0
        for block in self.shown.blocks():
            if isinstance(block, Table):
                parts.append(self._table(block, self.shown.edges[block.rows[0]] - at))
                at = self.shown.edges[block.rows[-1]]
            else:
                parts += [self._placed(placed, 0, 0, "p") for placed in block if placed.cell.text]
        parts.append(self.shown.ruling.svg(width, height))
        title = f"Bagan alir{self._of_pages()}; alurnya diuraikan sebagai teks di bawah"
        parts.append(drawing.svg(page, self.shown.shift + self.sheet.row_edges[page.first_row], title))
        look = "lembar" if at else "lembar sampul"  # a page without any line is a cover
        return f'<div class="{look}" style="width:{width}px;height:{height}px">{"".join(parts)}</div>'

    def _of_pages(self) -> str:
        count = len(self.sheet.pages)
        return f", halaman {self.index + 1} dari {count}" if count > 1 else ""

    # ---- tables

    def _table(self, table: Table, gap: int) -> str:
        """A table `gap` px below the one above it, or below the page's top."""
        width = self.sheet.column_edges[-1]
        rows = self._rows(table)
        parts = [f'<caption class="baca">{text(self.sheet.name)}{self._of_pages()}</caption>', self._colgroups(table)]
        if table.headings:
            parts += ["<thead>", *rows[: table.headings], "</thead>"]
        parts += ["<tbody>", *rows[table.headings :], "</tbody>"]
        below = f";margin-top:{gap}px" if gap else ""
        return f'<table style="width:{width}px{below}">{"".join(parts)}</table>'

    def _colgroups(self, table: Table) -> str:
        """One group for each heading of the first heading row, so that pelaksana and mutu baku are groups."""
        edges, first = self.sheet.column_edges, table.rows[0]
        starts = {box.left for box in table.boxes if box.first == first and table.headings} or {table.columns[0]}
        groups = ""
        for column, end in pairwise(table.columns):
            groups += "</colgroup><colgroup>" if column in starts else ""
            groups += f'<col style="width:{edges[end] - edges[column]}px">'
        return groups.removeprefix("</colgroup>") + "</colgroup>"

    def _rows(self, table: Table) -> list[str]:
        lines: dict[int, list[Region]] = {row: [] for row in table.rows}
        for box in table.boxes:
            lines[box.first].append(box)
        return [
            f'<tr{self._row_attributes(lines[row])} style="--h:{self.shown.height(row, end)}px">'
            + "".join([self._box(box, *table.place(box)[2:], heading=number < table.headings) for box in lines[row]])
            + "</tr>"
            for number, (row, end) in enumerate(pairwise(table.rows))
        ]

    def _row_attributes(self, line: Sequence[Region]) -> str:
        key = next((placed.cell.origin for region in line for placed in region.cells if placed.cell.origin), "")
        if key not in self.anchors:
            return ""
        index, id_ = self.anchors[key]
        anchor = "" if index in self.known else f' id="{text(id_)}"'
        self.known.add(index)
        return f'{anchor} class="b{index}" data-langkah="{text(key)}"'

    def _box(self, box: Region, columns: int, rows: int, heading: bool) -> str:
        """A cell of the table; numbers of rows and labels of fields head their row, box headings their column."""
        cell = box.cells[0].cell
        texts = [placed.cell.role for placed in box.cells if placed.cell.text]
        scope = ""
        if heading:
            heads = cell.text and cell.role != "column-number" and len(box.cells) == 1
            scope = "" if not heads else "colgroup" if columns > 1 else "col"
        elif texts == ["box-heading"]:
            scope = "col"
        elif texts in (["label"], ["number"]):
            scope = "row"
        inner = self._single(cell) if len(box.cells) == 1 else self._many(box)
        parts = ["th" if scope else "td"]
        parts += [f'class="{self.styles.name(cell)}"'] if inner or cell.fill else []
        parts += [f'rowspan="{rows}"', f'style="--h:{self.shown.height(box.first, box.last)}px"'] if rows > 1 else []
        parts += [f'colspan="{columns}"'] if columns > 1 else []
        parts += [f'scope="{scope}"'] if scope else []
        return f"<{' '.join(parts)}>{inner}</{parts[0]}>"

    def _single(self, cell: Cell) -> str:
        if cell.text:
            inner = self._anchor(cell) if cell.role == "number" else content(cell, self.links)
            return f'<span class="t"{_direction(cell)}>{inner}</span>'
        if cell.role != "lane":
            return ""
        rows = range(cell.row, cell.row + cell.row_span)
        words = [word for row in rows for word in self.symbols.get((row, cell.column), ())]
        return f'<span class="baca">{text("; ".join(words))}</span>' if words else ""

    def _anchor(self, cell: Cell) -> str:
        """The number of a row, which links to the row itself."""
        inner = content(cell, {})
        if cell.origin not in self.anchors:
            return inner
        return f'<a class="no" href="#{text(quote(self.anchors[cell.origin][1]))}">{inner}</a>'

    # ---- texts placed by their coordinates

    def _many(self, region: Region) -> str:
        """What stands in a box that no line divides; entries of lists as a list, a row each."""
        cells = [placed for placed in region.cells if placed.cell.text]
        if not cells:
            return ""
        x, y, _, bottom = self.shown.box(region)
        if any(placed.cell.role == "box-item" for placed in cells):
            rows: dict[int, list[str]] = {}
            for placed in cells:
                rows.setdefault(placed.first, []).append(self._placed(placed, x, y))
            inner = f"<ul><li>{'</li><li>'.join([' '.join(row) for row in rows.values()])}</li></ul>"
        else:
            inner = "".join([self._placed(placed, x, y, "p") for placed in cells])
        return f'<div class="r" style="height:{bottom - y}px">{inner}</div>'

    def _placed(self, placed: Placed, x: int, y: int, tag: str = "span") -> str:
        """A cell's text at its place in a box whose corner is (x, y)."""
        cell, (left, top, right, bottom) = placed.cell, self.shown.box(placed)
        height = min(bottom - top, len(cell.lines) * line_height(cell.font.size))
        spare = bottom - top - height
        above = {VAlign.TOP: min(TOP_GAP, spare), VAlign.MIDDLE: spare // 2}.get(cell.v, spare)
        place = f"left:{left - x}px;top:{top - y + above}px;width:{right - left}px;height:{height}px"
        inner = content(cell, self.links)
        return f'<{tag} class="{self.styles.name(cell)} q" style="{place}"{_direction(cell)}>{inner}</{tag}>'


def _picture(picture: Picture, box: Rect) -> str:
    sides = zip(("left", "top", "width", "height"), box, strict=True)
    place = ";".join([f"{side}:{number(length)}px" for side, length in sides])
    data = f"data:{picture.mime};base64,{b64encode(picture.data).decode()}"
    return f'<img src="{data}" alt="{text(picture.description)}" style="{place}">'


def _direction(cell: Cell) -> str:
    return "" if cell.text.isascii() else ' dir="auto"'
