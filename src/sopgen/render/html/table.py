"""Writes the pages of a sheet: real tables of exactly the scene's column widths and row heights, the drawing over them.

A cell's text never makes its row grow: it is broken into the scene's lines and cut off at its cell's edge. An HTML
table may not hold rows and columns in which no cell begins, nor gaps (HTML, 4.9.12.1).
"""

from __future__ import annotations

from base64 import b64encode
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import NamedTuple
from urllib.parse import quote

from sopgen.render.html.inline import content, lines_of
from sopgen.render.html.styles import TOP_GAP, Styles, line_height
from sopgen.render.markup import number, text
from sopgen.render.regions import Placed, Region, regions
from sopgen.render.ruling import Ruling
from sopgen.render.svg import SvgDrawing
from sopgen.scene.document import NO_BORDER, Cell, Page, Picture, Sheet, VAlign
from sopgen.scene.symbols import SymbolKind
from sopgen.text.words import SYMBOL_WORDS


class Part(NamedTuple):
    """Sheet rows [first, last) where they stand on a page, `top` px below its edge."""

    first: int
    last: int
    top: int


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where the rows of the procedure can be linked to."""

    rows: Mapping[str, int]
    """key of a langkah -> its index"""
    ids: Sequence[str]
    """by index"""


@dataclass(slots=True)
class SheetWriter:
    """Writes one sheet."""

    sheet: Sheet
    styles: Styles
    anchors: Anchors
    links: Mapping[str, str]
    by_row: dict[int, list[Cell]] = field(default_factory=dict, init=False)
    symbols: dict[tuple[int, int], list[str]] = field(default_factory=dict, init=False)
    """(row, column) -> in words what is drawn there"""
    known: set[int] = field(default_factory=set, init=False)
    """rows that have their id already"""

    def __post_init__(self) -> None:
        for cell in self.sheet.cells:
            self.by_row.setdefault(cell.row, []).append(cell)
        for symbol in self.sheet.symbols:
            center = symbol.box.center
            row = bisect_right(self.sheet.row_edges, center.y) - 1
            column = bisect_right(self.sheet.column_edges, center.x) - 1
            own = symbol.text if symbol.kind is SymbolKind.TERMINATOR else ""
            words = symbol.description if symbol.kind is SymbolKind.OFF_PAGE else own or SYMBOL_WORDS[symbol.kind]
            self.symbols.setdefault((row, column), []).append(words)

    # ---- pages

    def pages(self) -> list[str]:
        """The surface of every page: pictures, table, lines, drawing."""
        drawing = SvgDrawing(self.sheet, self.anchors.rows)
        ruled = any(cell.border != NO_BORDER for cell in self.sheet.cells)
        return [self._page(index, page, drawing, ruled) for index, page in enumerate(self.sheet.pages)]

    def _page(self, index: int, page: Page, drawing: SvgDrawing, ruled: bool) -> str:
        head, body = self._parts(index, page)
        width = self.sheet.column_edges[-1]
        height = body.top + self._span(body.first, body.last)
        parts = [self._picture(item, body, height) for item in self.sheet.pictures]
        if ruled:
            parts.append(self._table(index, head, body))
        else:  # a page without any line, such as the cover, is no table
            shown = [cell for cell in self._cells(body.first, body.last) if cell.text]
            parts += [self._placed(cell, 0, self.sheet.row_edges[body.first] - body.top, "p") for cell in shown]
        parts.append(self._ruling(head, body).svg(width, height))
        title = f"Bagan alir{self._of_pages(index)}; alurnya diuraikan sebagai teks di bawah"
        parts.append(drawing.svg(page, body.top if index else 0, title))
        look = "lembar" if ruled else "lembar sampul"
        return f'<div class="{look}" style="width:{width}px;height:{height}px">{"".join(parts)}</div>'

    def _parts(self, index: int, page: Page) -> tuple[Part, Part]:
        """Heading rows and own rows; on the first page the headings are the page's own and what precedes them is
        the caption."""
        first, last = self.sheet.header_rows
        if index:
            return Part(first, last, 0), Part(page.first_row, page.last_row, self._span(first, last))
        if first == last:
            return Part(0, 0, 0), Part(page.first_row, page.last_row, 0)
        top = self.sheet.row_edges[last]
        return Part(first, last, self.sheet.row_edges[first]), Part(last, page.last_row, top)

    def _span(self, first: int, last: int) -> int:
        return self.sheet.row_edges[last] - self.sheet.row_edges[first]

    def _cells(self, first: int, last: int) -> list[Cell]:
        return [cell for row in range(first, last) for cell in self.by_row.get(row, ())]

    def _of_pages(self, index: int) -> str:
        count = len(self.sheet.pages)
        return f", halaman {index + 1} dari {count}" if count > 1 else ""

    def _picture(self, picture: Picture, body: Part, height: int) -> str:
        top = picture.box.y - self.sheet.row_edges[body.first] + body.top
        if not 0 <= top < height:
            return ""
        place = f"left:{number(picture.box.x)}px;top:{number(top)}px"
        place += f";width:{number(picture.box.w)}px;height:{number(picture.box.h)}px"
        data = f"data:{picture.mime};base64,{b64encode(picture.data).decode()}"
        return f'<img src="{data}" alt="{text(picture.description)}" style="{place}">'

    def _ruling(self, head: Part, body: Part) -> Ruling:
        ruling = Ruling()
        xs, ys = self.sheet.column_edges, self.sheet.row_edges
        for part in (head, body):
            shift = part.top - ys[part.first]
            for cell in self._cells(part.first, part.last):
                top, bottom = ys[cell.row] + shift, ys[cell.row + cell.row_span] + shift
                ruling.add(cell, xs[cell.column], top, xs[cell.column + cell.column_span], bottom)
        return ruling

    # ---- the table

    def _table(self, index: int, head: Part, body: Part) -> str:
        width = self.sheet.column_edges[-1]
        headings = _boxes_of(self.sheet, head, self._cells(head.first, head.last))
        boxes = _boxes_of(self.sheet, body, self._cells(body.first, body.last))
        columns = sorted({region.left for region in (*headings, *boxes)})
        parts = [self._caption(index, head), self._colgroups(headings, columns)]
        if headings:
            parts += ["<thead>", *self._rows(headings, head, columns, True), "</thead>"]
        parts += ["<tbody>", *self._rows(boxes, body, columns, False), "</tbody>"]
        return f'<table style="width:{width}px">{"".join(parts)}</table>'

    def _caption(self, index: int, head: Part) -> str:
        """The title above the headings; on later pages, and where there is none, only for screen readers."""
        above = [cell for cell in self._cells(0, head.first) if cell.text] if not index else []
        if not above and (index or not head.first):
            return f'<caption class="baca">{text(self.sheet.name)}{self._of_pages(index)}</caption>'
        shown = "".join([self._placed(cell, 0, 0) for cell in above])
        return f'<caption style="height:{self.sheet.row_edges[head.first]}px">{shown}</caption>'

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

    def _rows(self, boxes: Sequence[Region], part: Part, columns: Sequence[int], heading: bool) -> Iterator[str]:
        """The rows in which regions begin; their heights reach to the next of them."""
        starts = sorted({region.first for region in boxes})
        lines: dict[int, list[Region]] = {row: [] for row in starts}
        for region in boxes:
            lines[region.first].append(region)
        for row, end in pairwise([*starts, part.last]):
            yield f'<tr{self._row_attributes(lines[row])} style="--h:{self._span(row, end)}px">'
            yield from (self._box(region, _spans(region, starts, columns), heading) for region in lines[row])
            yield "</tr>"

    def _row_attributes(self, line: Sequence[Region]) -> str:
        origins = (placed.cell.origin for region in line for placed in region.cells)
        key = next((origin for origin in origins if origin is not None), None)
        if key is None or key not in self.anchors.rows:
            return ""
        index = self.anchors.rows[key]
        anchor = "" if index in self.known else f' id="{text(self.anchors.ids[index])}"'
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
            attributes += f' style="--h:{self._span(region.first, region.last)}px"'
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
        if cell.origin is None or cell.origin not in self.anchors.rows:
            return inner
        address = quote(self.anchors.ids[self.anchors.rows[cell.origin]])
        return f'<a class="no" href="#{text(address)}">{inner}</a>'

    # ---- texts placed by their coordinates

    def _many(self, region: Region) -> str:
        """What stands in a box that no line divides; entries of lists as a list, a row each."""
        cells = [placed.cell for placed in region.cells if placed.cell.text]
        if not cells:
            return ""
        x, y = self.sheet.column_edges[region.left], self.sheet.row_edges[region.first]
        height = self._span(region.first, region.last)
        if any(cell.role == "box-item" for cell in cells):
            rows: dict[int, list[str]] = {}
            for cell in cells:
                rows.setdefault(cell.row, []).append(self._placed(cell, x, y))
            inner = f"<ul><li>{'</li><li>'.join([' '.join(row) for row in rows.values()])}</li></ul>"
        else:
            inner = "".join([self._placed(cell, x, y, "p") for cell in cells])
        return f'<div class="r" style="height:{height}px">{inner}</div>'

    def _placed(self, cell: Cell, x: int, y: int, tag: str = "span") -> str:
        """A cell's text at its place in a box whose corner is (x, y)."""
        edges = self.sheet.column_edges
        left, width = edges[cell.column] - x, edges[cell.column + cell.column_span] - edges[cell.column]
        room = self._span(cell.row, cell.row + cell.row_span)
        height = min(room, len(lines_of(cell)) * line_height(cell.font.size))
        above = {VAlign.TOP: min(TOP_GAP, room - height), VAlign.MIDDLE: (room - height) // 2}
        top = self.sheet.row_edges[cell.row] - y + above.get(cell.v, room - height)
        place = f"left:{left}px;top:{top}px;width:{width}px;height:{height}px"
        inner = content(cell, self.links)
        return f'<{tag} class="{self.styles.name(cell)} q" style="{place}"{_direction(cell)}>{inner}</{tag}>'


def _boxes_of(sheet: Sheet, part: Part, cells: Sequence[Cell]) -> list[Region]:
    """The boxes of a part, in reading order; `cells` are those that begin in it."""
    placed = [
        Placed(cell, cell.row, cell.row + cell.row_span, cell.column, cell.column + cell.column_span) for cell in cells
    ]
    return regions([*placed, *_fillers(part, len(sheet.column_edges) - 1, placed)])


def _fillers(part: Part, columns: int, cells: Sequence[Placed]) -> Iterator[Placed]:
    """Blank cells for what no cell covers."""
    if sum(placed.area for placed in cells) == (part.last - part.first) * columns:
        return
    covered = {
        (row, column)
        for placed in cells
        for row in range(placed.first, placed.last)
        for column in range(placed.left, placed.right)
    }
    for row in range(part.first, part.last):
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
