"""Turns a scene into what the template draws: numbers in pt on the page, texts as they are, nothing to interpret.

`drawn` holds what needs glyphs, `said` what is only read aloud or listed (title, alternative texts).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from sopgen.render.pdf.drawing import connector_shapes, flow_in_words, symbol_shape
from sopgen.render.pdf.fonts import Faces
from sopgen.render.pdf.sheet_page import Segment, SheetPage, sheet_page
from sopgen.render.pdf.texts import printed, said
from sopgen.render.regions import Placed
from sopgen.render.ruling import Ruling
from sopgen.scene.document import (
    FOOTER_PT,
    HAIR_COLOR,
    Cell,
    Font,
    HAlign,
    Label,
    Line,
    Page,
    Picture,
    Scene,
    Sheet,
    Symbol,
    VAlign,
)
from sopgen.scene.geometry import PT_PER_PX, Rect
from sopgen.text.letters import PRIVATE

OUTLINE_PT = 1.0
"""Width of outlines and arrows, as in the Excel."""
HAIR_PT = 0.5
"""Width of hairlines."""
RULE_PT, LEAST_RULE_PT = 0.75, 0.5
"""Width of the table's lines, and how thin they get on a sheet that is scaled down."""
PADDING = 2.5
"""px between a cell's side and its text: half of what layout leaves free"""
PADDING_ABOVE = 2.0
"""px between a cell's top or bottom and its text: half of layout's BLOCK_PADDING_PT"""
PINNED_DATE = (2000, 1, 1)
"""The date of a document that carries none."""


class Content(NamedTuple):
    """A document for the template; `pictures` are SVG texts or the bytes of PNGs and JPEGs."""

    drawn: dict[str, Any]
    said: dict[str, Any]
    pictures: list[str | list[int] | None]
    private: frozenset[str]
    """characters shown as boxes that no other font has either"""


Heading = tuple[int, str, bool]
"""level, name, whether it is listed among the bookmarks"""


class _Collector:
    """What the pages of a document share."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self.styles: dict[tuple[Any, ...], int] = {}
        self.alts: list[str] = []
        self.pictures: dict[bytes, int] = {}
        self.data: list[str | list[int] | None] = []
        self.formats: list[str] = []

    def style(self, font: Font, h: HAlign, v: VAlign, scale: float, upright: bool = False) -> int:
        """The number of a look: [size in pt, bold, h, v, family, upright]."""
        look = (_round(font.size * scale), font.bold, h.value, v.value, self.faces.family(font.family), upright)
        return self.styles.setdefault(look, len(self.styles))

    def alt(self, text: str) -> int:
        self.alts.append(said(text))
        return len(self.alts) - 1

    def picture(self, picture: Picture) -> int:
        if picture.data not in self.pictures:
            self.pictures[picture.data] = len(self.data)
            svg = picture.mime == "image/svg+xml"
            self.formats.append("svg" if svg else "png" if picture.mime == "image/png" else "jpg")
            self.data.append(picture.data.decode("utf-8-sig", "replace") if svg else list(picture.data))
        return self.pictures[picture.data]


def content(scene: Scene, faces: Faces, number: str | None = None) -> Content:
    """All pages in order; `number` is the SOP's, for the metadata."""
    collector = _Collector(faces)
    pages = [
        _PageContent(collector, scene, sheet, scale).data(page)
        for sheet, scale in zip(scene.sheets, scene.scale, strict=True)
        for page in sheet.pages
    ]
    drawn = {
        "paper": [_round(side * PT_PER_PX) for side in (scene.paper.width, scene.paper.height)],
        "footer": _footer(scene, collector),
        "styles": list(collector.styles),
        "base": faces.base,
        "hair": [HAIR_PT, HAIR_COLOR],
        "pages": pages,
    }
    heard = {
        "title": said(scene.title),
        "author": said(scene.author) if scene.author.strip() else "",
        "keywords": [said(number)] if number else [],
        "date": scene.date or PINNED_DATE,
        "alts": collector.alts,
        "formats": collector.formats,
    }
    kinds = (items for sheet in scene.sheets for items in (sheet.cells, sheet.symbols, sheet.labels))
    texts = (item.text for items in kinds for item in items)
    return Content(drawn, heard, collector.data, frozenset(PRIVATE.findall("".join(texts))))


class _PageContent:
    """One page of a sheet, in pt."""

    def __init__(self, collector: _Collector, scene: Scene, sheet: Sheet, scale: float) -> None:
        self.collector, self.scene, self.sheet, self.title = collector, scene, sheet, scene.title
        self.scale = scale
        self.unit = scale * PT_PER_PX
        paper = scene.paper
        free = paper.body_width - sheet.column_edges[-1] * scale
        self.left = (paper.margin_left + free / 2) * PT_PER_PX
        self.top = paper.margin_top * PT_PER_PX

    def data(self, page: Page) -> dict[str, Any]:
        shown = sheet_page(self.sheet, page)
        self.headed = page.first_row > self.sheet.pages[0].first_row
        heads = any(placed.begins and self._is_heading(placed.cell) for placed in shown.cells)
        free_heading = self.headed or heads
        blocks = [self._block(shown, segment) for segment in shown.segments]
        ruling = self._ruling(shown)
        return {
            "heading": None if free_heading else said(self.sheet.name),
            "fills": self._fills(shown),
            "hairs": [[self._place(*end) for end in ends] for ends in ruling.lines(Line.HAIR)],
            "rules": [[self._place(*end) for end in ends] for ends in ruling.lines(Line.THIN)],
            "pictures": self._pictures(shown, page),
            "blocks": blocks,
            "drawing": self._drawing(shown, page),
            "running": self._running(page),
            "outline": _round(OUTLINE_PT * self.scale),
            "rule": _round(max(LEAST_RULE_PT, RULE_PT * self.scale)),
        }

    def _running(self, page: Page) -> list[Any] | None:
        """[left, lower edge's distance from the paper's, width, style, text, the page's number]"""
        if not page.number:
            return None
        paper, total = self.scene.paper, self.scene.numbered_pages
        style = self.collector.style(Font("Arial", FOOTER_PT), HAlign.LEFT, VAlign.BOTTOM, 1.0)
        places = (paper.margin_left, paper.foot, paper.body_width)
        texts = (printed(paper.running, (paper.running,)), f"Halaman {page.number} dari {total}")
        return [*(_round(place * PT_PER_PX) for place in places), style, *texts]

    # ---- table

    def _block(self, shown: SheetPage, segment: Segment) -> dict[str, Any]:
        """A table, or texts that stand free; its corner on the page."""
        y = shown.edges[segment.first]
        corner = self._place(0, y)
        if not segment.table:
            free = [placed for region in segment.regions for placed in region.cells]
            return {"at": corner, "texts": [self._texts(free, shown, 0, y)]}
        columns = sorted({edge for region in segment.regions for edge in (region.left, region.right)})
        rows = {edge for region in segment.regions for edge in (region.first, region.last)}
        tracks = sorted(rows | {segment.first, segment.first + segment.header, segment.last})
        column_edges = [self.sheet.column_edges[column] for column in columns]
        row_edges = [shown.edges[row] for row in tracks]
        cells = []
        """[column, row, column span, row span] of each, and its texts"""
        for region in segment.regions:
            column, row = columns.index(region.left), tracks.index(region.first)
            spans = columns.index(region.right) - column, tracks.index(region.last) - row
            corner_of_cell = self.sheet.column_edges[region.left], shown.edges[region.first]
            texts = self._texts(region.cells, shown, *corner_of_cell)
            if texts or max(spans) > 1:
                cells.append(([column, row, *spans], texts))
        return {
            "at": self._place(column_edges[0], y),
            "columns": self._sizes(column_edges),
            "rows": self._sizes(row_edges),
            "header": tracks.index(segment.first + segment.header),
            "cells": [place for place, _ in cells],
            "texts": [texts for _, texts in cells],
        }

    def _texts(self, cells: Iterable[Placed], shown: SheetPage, x: float, y: float) -> list[list[Any]]:
        """[x, y, width, height, style, heading, lines] of each text, from the corner (x, y)."""
        texts = []
        for placed in cells:
            cell = placed.cell
            if not (cell.text or cell.marker) or not placed.begins:
                continue
            left, right = self.sheet.column_edges[placed.left], self.sheet.column_edges[placed.right]
            top, bottom = shown.edges[placed.first], shown.edges[placed.last]
            width, height = right - left - 2 * PADDING - cell.indent, bottom - top - 2 * PADDING_ABOVE
            box = Rect(left - x + PADDING + cell.indent, top - y + PADDING_ABOVE, width, height)
            style = self.collector.style(cell.font, cell.h, cell.v, self.scale, cell.upright)
            if not cell.text:
                cell = cell._replace(text=cell.marker, lines=(cell.marker,))
            texts.append(self._text(box, style, self._heading(cell), cell))
        return texts

    def _text(self, box: Rect, style: int, heading: Heading | None, item: Cell | Symbol | Label) -> list[Any]:
        measured = self.collector.faces.family(item.font.family) == self.collector.faces.base
        return [
            *(_round(value * self.unit) for value in box),
            style,
            heading,
            printed(item.text, item.lines, measured),
        ]

    def _heading(self, cell: Cell) -> Heading | None:
        """For navigation: the SOP's name heads its sheet, box headings stand below it."""
        if not self.headed and self._is_heading(cell):
            self.headed = True
            return 1, said(self.sheet.name), True
        return (2 if self.headed else 1, said(cell.text), False) if cell.role == "box-heading" else None

    def _is_heading(self, cell: Cell) -> bool:
        return cell.role == "title" or cell.text == self.title

    # ---- what is drawn

    def _fills(self, shown: SheetPage) -> list[list[Any]]:
        """[corner, opposite corner, RRGGBB]"""
        return [
            [
                self._place(self.sheet.column_edges[placed.left], shown.edges[placed.first]),
                self._place(self.sheet.column_edges[placed.right], shown.edges[placed.last]),
                placed.cell.fill,
            ]
            for placed in shown.cells
            if placed.cell.fill
        ]

    def _ruling(self, shown: SheetPage) -> Ruling:
        ruling, xs, ys = Ruling(), self.sheet.column_edges, shown.edges
        for placed in shown.cells:
            left, right, top, bottom = xs[placed.left], xs[placed.right], ys[placed.first], ys[placed.last]
            ruling.add(placed.cell, left, top, right, bottom, placed.begins, placed.ends)
        return ruling

    def _pictures(self, shown: SheetPage, page: Page) -> list[list[Any]]:
        """[corner, width, height, picture, alternative text]"""
        first, last = self.sheet.row_edges[page.first_row], self.sheet.row_edges[page.last_row]
        return [
            [
                self._place(picture.box.x, picture.box.y + shown.shift),
                _round(picture.box.w * self.unit),
                _round(picture.box.h * self.unit),
                self.collector.picture(picture),
                self.collector.alt(picture.description or "Logo"),
            ]
            for picture in self.sheet.pictures
            if first <= picture.box.center.y < last
        ]

    def _drawing(self, shown: SheetPage, page: Page) -> dict[str, Any] | None:
        symbols, connectors, labels = self.sheet.drawn_on(page)
        if not (symbols or connectors or labels):
            return None

        def place(x: float, y: float) -> list[float]:
            return self._place(x, y + shown.shift)

        shapes = [shape for item in connectors for shape in connector_shapes(item, place)]
        texts: list[tuple[Rect, Symbol | Label]] = [(item.text_box, item) for item in symbols]
        texts += [(item.box, item) for item in labels]
        shapes += [symbol_shape(item, place) for item in symbols]
        alt = self.collector.alt(flow_in_words(symbols, connectors))
        x, y = self.left / self.unit, shown.shift + self.top / self.unit
        printed_texts = []
        for box, item in texts:
            if item.text:
                style = self.collector.style(item.font, HAlign.CENTER, VAlign.MIDDLE, self.scale)
                printed_texts.append([self._text(box._replace(x=box.x + x, y=box.y + y), style, None, item)])
        return {"alt": alt, "shapes": shapes, "texts": printed_texts}

    # ---- units

    def _place(self, x: float, y: float) -> list[float]:
        """px of the sheet page to pt of the paper."""
        return [_round(self.left + x * self.unit), _round(self.top + y * self.unit)]

    def _sizes(self, edges: Sequence[int]) -> list[float]:
        return [_round((b - a) * self.unit) for a, b in pairwise(edges)]


def _footer(scene: Scene, collector: _Collector) -> dict[str, Any] | None:
    """The lines at the foot of every page, the last one's lower edge at `up` pt from the paper's."""
    paper = scene.paper
    if not paper.footer:
        return None
    style = collector.style(Font("Arial", FOOTER_PT), HAlign.CENTER, VAlign.BOTTOM, 1.0)
    up = (paper.foot + paper.footer_rise) * PT_PER_PX
    return {"style": style, "up": _round(up), "lines": printed(paper.footer, tuple(paper.footer.split("\n")))}


def _round(value: float) -> float:
    return round(value, 3)
