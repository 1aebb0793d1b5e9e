"""Writes the pages of a sheet: real tables of exactly the scene's column widths and row heights, the drawing over them.

A cell's text never makes its row grow: it is broken into the scene's lines and cut off at its cell's edge. An HTML
table may not hold rows and columns in which no cell begins, nor gaps (HTML, 4.9.12.1).
"""

from __future__ import annotations

from base64 import b64encode
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from urllib.parse import quote

from sopgen.render.html.inline import content
from sopgen.render.html.styles import TOP_GAP, Styles, line_height
from sopgen.render.markup import number, text
from sopgen.render.pages import Placed, Region, SheetPage, regions
from sopgen.render.svg import SvgDrawing
from sopgen.scene.document import NO_BORDER, Cell, Page, Picture, Sheet, VAlign
from sopgen.scene.symbols import SymbolKind
from sopgen.text.words import SYMBOL_WORDS

Anchors = Mapping[str, tuple[int, str]]
"""key of a langkah -> its index, and the id by which its row can be linked to"""


def write_pages(sheet: Sheet, styles: Styles, anchors: Anchors, links: Mapping[str, str]) -> Iterator[str]:
    """The surface of every page: pictures, table, lines, drawing."""
    drawing = SvgDrawing(sheet, {key: index for key, (index, _) in anchors.items()})
    ruled = any(cell.border != NO_BORDER for cell in sheet.cells)
    symbols = _spoken(sheet)
    known: set[int] = set()
    for index, page in enumerate(sheet.pages):
        writer = _PageWriter(sheet, SheetPage(sheet, page), index, styles, anchors, links, symbols, known)
        yield writer.page(page, drawing, ruled)


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

    def page(self, page: Page, drawing: SvgDrawing, ruled: bool) -> str:
        width, height = self.sheet.column_edges[-1], self.shown.edges[-1]
        parts = [self._picture(item) for item in self.sheet.pictures]
        if ruled:
            parts.append(self._table())
        else:  # a page without any line, such as the cover, is no table
            parts += [self._placed(placed, 0, 0, "p") for placed in self.shown.cells if placed.cell.text]
        parts.append(self.shown.ruling.svg(width, height))
        title = f"Bagan alir{self._of_pages()}; alurnya diuraikan sebagai teks di bawah"
        parts.append(drawing.svg(page, self.shown.shift + self.sheet.row_edges[page.first_row], title))
        look = "lembar" if ruled else "lembar sampul"
        return f'<div class="{look}" style="width:{width}px;height:{height}px">{"".join(parts)}</div>'

    def _of_pages(self) -> str:
        count = len(self.sheet.pages)
        return f", halaman {self.index + 1} dari {count}" if count > 1 else ""

    def _picture(self, picture: Picture) -> str:
        top = picture.box.y + self.shown.shift
        if not 0 <= top < self.shown.edges[-1]:
            return ""
        place = f"left:{number(picture.box.x)}px;top:{number(top)}px"
        place += f";width:{number(picture.box.w)}px;height:{number(picture.box.h)}px"
        data = f"data:{picture.mime};base64,{b64encode(picture.data).decode()}"
        return f'<img src="{data}" alt="{text(picture.description)}" style="{place}">'

    # ---- the table

    def _table(self) -> str:
        heads, end = self.shown.headings, len(self.shown.edges) - 1
        headings, boxes = self._boxes(heads.start, heads.stop), self._boxes(max(0, heads.stop), end)
        columns = sorted({region.left for region in (*headings, *boxes)})
        parts = [self._caption(), self._colgroups(headings, columns)]
        if headings:
            parts += ["<thead>", *self._rows(headings, heads.stop, columns, True), "</thead>"]
        parts += ["<tbody>", *self._rows(boxes, end, columns, False), "</tbody>"]
        return f'<table style="width:{self.sheet.column_edges[-1]}px">{"".join(parts)}</table>'

    def _boxes(self, first: int, last: int) -> list[Region]:
        """The boxes in the rows [first, last), with blank ones for what no cell covers."""
        cells = self.shown.between(first, last)
        return regions([*cells, *_fillers(first, last, len(self.sheet.column_edges) - 1, cells)])

    def _caption(self) -> str:
        """The title above the headings; on later pages, and where there is none, only for screen readers."""
        top = max(0, self.shown.headings.start)
        above = [placed for placed in self.shown.between(0, top) if placed.cell.text]
        if not top:
            return f'<caption class="baca">{text(self.sheet.name)}{self._of_pages()}</caption>'
        shown = "".join([self._placed(placed, 0, 0) for placed in above])
        return f'<caption style="height:{self.shown.edges[top]}px">{shown}</caption>'

    def _colgroups(self, headings: Sequence[Region], columns: Sequence[int]) -> str:
        """One group for each heading of the first heading row, so that pelaksana and mutu baku are groups."""
        edges = self.sheet.column_edges
        ends = [*columns[1:], len(edges) - 1]
        top = min((region.first for region in headings), default=0)
        starts = {region.left for region in headings if region.first == top} or {columns[0]}
        parts: list[str] = []
        for column, end in zip(columns, ends, strict=True):
            if column in starts or not parts:
                parts.append("</colgroup><colgroup>" if parts else "<colgroup>")
            parts.append(f'<col style="width:{edges[end] - edges[column]}px">')
        return "".join([*parts, "</colgroup>"])

    def _rows(self, boxes: Sequence[Region], last: int, columns: Sequence[int], heading: bool) -> Iterator[str]:
        """The rows in which regions begin, up to the page's row `last`; their heights reach to the next of them."""
        starts = sorted({region.first for region in boxes})
        lines: dict[int, list[Region]] = {row: [] for row in starts}
        for region in boxes:
            lines[region.first].append(region)
        for row, end in pairwise([*starts, last]):
            yield f'<tr{self._row_attributes(lines[row])} style="--h:{self.shown.height(row, end)}px">'
            yield from (self._box(region, _spans(region, starts, columns), heading) for region in lines[row])
            yield "</tr>"

    def _row_attributes(self, line: Sequence[Region]) -> str:
        key = next((placed.cell.origin for region in line for placed in region.cells if placed.cell.origin), "")
        if key not in self.anchors:
            return ""
        index, id_ = self.anchors[key]
        anchor = "" if index in self.known else f' id="{text(id_)}"'
        self.known.add(index)
        return f'{anchor} class="b{index}" data-langkah="{text(key)}"'

    def _box(self, region: Region, attributes: str, heading: bool) -> str:
        """A cell of the table; numbers of rows and labels of fields head their row, box headings their column."""
        cell = region.cells[0].cell
        texts = [placed.cell.role for placed in region.cells if placed.cell.text]
        scope = ""
        if heading:
            heads = cell.text and cell.role != "column-number" and len(region.cells) == 1
            scope = "" if not heads else "colgroup" if region.right - region.left > 1 else "col"
        elif texts == ["box-heading"]:
            scope = "col"
        elif texts in (["label"], ["number"]):
            scope = "row"
        tag, attributes = ("th", f'{attributes} scope="{scope}"') if scope else ("td", attributes)
        inner = self._single(cell) if len(region.cells) == 1 else self._many(region)
        if region.last - region.first > 1:
            attributes += f' style="--h:{self.shown.height(region.first, region.last)}px"'
        look = f' class="{self.styles.name(cell)}"' if inner or cell.fill else ""
        return f"<{tag}{look}{attributes}>{inner}</{tag}>"

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


def _fillers(first: int, last: int, columns: int, cells: Sequence[Placed]) -> Iterator[Placed]:
    if sum(placed.area for placed in cells) == (last - first) * columns:
        return
    covered = {
        (row, column)
        for placed in cells
        for row in range(placed.first, placed.last)
        for column in range(placed.left, placed.right)
    }
    for row in range(first, last):
        free = [column for column in range(columns) if (row, column) not in covered]
        for _, run in groupby(enumerate(free), key=lambda pair: pair[1] - pair[0]):
            places = [column for _, column in run]
            blank = Cell(row, places[0], 1, len(places), border=NO_BORDER)
            yield Placed(blank, row, row + 1, places[0], places[-1] + 1)


def _spans(region: Region, rows: Sequence[int], columns: Sequence[int]) -> str:
    """rowspan and colspan, counted in the rows and columns that the table has."""
    height = sum(region.first <= row < region.last for row in rows) if region.last - region.first > 1 else 1
    width = sum(region.left <= column < region.right for column in columns) if region.right - region.left > 1 else 1
    return (f' rowspan="{height}"' if height > 1 else "") + (f' colspan="{width}"' if width > 1 else "")


def _direction(cell: Cell) -> str:
    return "" if cell.text.isascii() else ' dir="auto"'
