"""Turns a scene into what the template draws: places in px of its page, texts as they are, nothing to interpret.

`drawn` holds what needs glyphs, `said` what is only read aloud or listed (title, alternative texts).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any, NamedTuple

from sopgen.render.pages import Placed, SheetPage, Table
from sopgen.render.pdf.drawing import connector_shapes, flow_in_words, symbol_shape
from sopgen.render.pdf.fonts import Faces
from sopgen.render.pdf.texts import printed, said
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
        _PageContent(collector, scene, sheet, scale, page).data()
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
        "date": scene.date,
        "alts": collector.alts,
        "formats": collector.formats,
    }
    kinds = (items for sheet in scene.sheets for items in (sheet.cells, sheet.symbols, sheet.labels))
    texts = (item.text for items in kinds for item in items)
    return Content(drawn, heard, collector.data, frozenset(PRIVATE.findall("".join(texts))))


class _PageContent:
    """One page of a sheet, in px of the sheet from the corner of what is printed of it."""

    def __init__(self, collector: _Collector, scene: Scene, sheet: Sheet, scale: float, page: Page) -> None:
        self.collector, self.scene, self.sheet, self.scale, self.page = collector, scene, sheet, scale, page
        self.shown = SheetPage(sheet, page)
        self.headed = page.first_row > sheet.pages[0].first_row
        """whether the sheet has its heading already"""

    def data(self) -> dict[str, Any]:
        free_heading = self.headed or any(self._is_heading(placed.cell) for placed in self.shown.cells)
        paper, width = self.scene.paper, self.sheet.column_edges[-1]
        left = paper.margin_left + (paper.body_width - width * self.scale) / 2
        return {
            "at": [_round(left * PT_PER_PX), _round(paper.margin_top * PT_PER_PX)],
            "unit": self.scale * PT_PER_PX,
            "size": [width, self.shown.edges[-1]],
            "heading": None if free_heading else said(self.sheet.name),
            "fills": [[*self.shown.box(placed), placed.cell.fill] for placed in self.shown.cells if placed.cell.fill],
            "hairs": self.shown.rules.get(Line.HAIR, []),
            "rules": self.shown.rules.get(Line.THIN, []),
            "pictures": [  # x, y, width, height, picture, alternative text
                [*box, self.collector.picture(item), self.collector.alt(item.description or "Logo")]
                for item, box in self.shown.pictures()
            ],
            "blocks": [
                self._table(block) if isinstance(block, Table) else {"at": (0, 0), "texts": [self._texts(block, 0, 0)]}
                for block in self.shown.blocks(headed=True)
            ],
            "drawing": self._drawing(),
            "running": self._running(),
            "outline": _round(OUTLINE_PT * self.scale),
            "rule": _round(max(LEAST_RULE_PT, RULE_PT * self.scale)),
        }

    def _running(self) -> list[Any] | None:
        """[left, lower edge's distance from the paper's, width (all pt), style, text, the page's number]"""
        if not self.page.number:
            return None
        paper, total = self.scene.paper, self.scene.numbered_pages
        style = self.collector.style(Font("Arial", FOOTER_PT), HAlign.LEFT, VAlign.BOTTOM, 1.0)
        places = (paper.margin_left, paper.foot, paper.body_width)
        texts = (printed(paper.running, (paper.running,)), f"Halaman {self.page.number} dari {total}")
        return [*(_round(place * PT_PER_PX) for place in places), style, *texts]

    # ---- table

    def _table(self, table: Table) -> dict[str, Any]:
        """The places and texts of its cells; its corner on the page."""
        column_edges = [self.sheet.column_edges[column] for column in table.columns]
        told = [(table.place(box), self._texts(box.cells, *self.shown.box(box)[:2])) for box in table.boxes]
        kept = [(place, texts) for place, texts in told if texts or max(place[2:]) > 1]
        return {
            "at": (column_edges[0], self.shown.edges[table.rows[0]]),
            "columns": [b - a for a, b in pairwise(column_edges)],
            "rows": [self.shown.edges[b] - self.shown.edges[a] for a, b in pairwise(table.rows)],
            "header": table.headings,
            "cells": [place for place, _ in kept],
            "texts": [texts for _, texts in kept],
        }

    def _texts(self, cells: Iterable[Placed], x: float, y: float) -> list[list[Any]]:
        """[x, y, width, height, style, heading, lines] of each text, from the corner (x, y)."""
        texts = []
        for placed in cells:
            cell = placed.cell
            if not (cell.text or cell.marker):
                continue
            left, top, right, bottom = self.shown.box(placed)
            width, height = right - left - 2 * PADDING - cell.indent, bottom - top - 2 * PADDING_ABOVE
            box = Rect(left - x + PADDING + cell.indent, top - y + PADDING_ABOVE, width, height)
            style = self.collector.style(cell.font, cell.h, cell.v, self.scale, cell.upright)
            if not cell.text:
                cell = cell._replace(text=cell.marker, lines=(cell.marker,))
            texts.append(self._text(box, style, self._heading(cell), cell, cell.h is HAlign.CENTER))
        return texts

    def _text(
        self, box: Rect, style: int, heading: Heading | None, item: Cell | Symbol | Label, centered: bool = True
    ) -> list[Any]:
        measured = self.collector.faces.family(item.font.family) == self.collector.faces.base
        return [*box, style, heading, printed(item.text, item.lines, measured, centered)]

    def _heading(self, cell: Cell) -> Heading | None:
        """For navigation: the SOP's name heads its sheet, box headings stand below it."""
        if not self.headed and self._is_heading(cell):
            self.headed = True
            return 1, said(self.sheet.name), True
        return (2 if self.headed else 1, said(cell.text), False) if cell.role == "box-heading" else None

    def _is_heading(self, cell: Cell) -> bool:
        return cell.role == "title" or cell.text == self.scene.title

    # ---- what is drawn

    def _drawing(self) -> dict[str, Any] | None:
        """Shapes and texts in the sheet's own px; `shift`: from there to the page's."""
        symbols, connectors, labels = self.sheet.drawn_on(self.page)
        if not (symbols or connectors or labels):
            return None
        shapes = [shape for item in connectors for shape in connector_shapes(item)]
        shapes += [symbol_shape(item) for item in symbols]
        shapes += [["blank", item.box] for item in labels]  # no line of a lane runs through the text
        boxes: list[tuple[Rect, Symbol | Label]] = [(item.text_box, item) for item in symbols if item.text]
        boxes += [(item.box, item) for item in labels]
        texts = []
        for box, item in boxes:
            style = self.collector.style(item.font, HAlign.CENTER, VAlign.MIDDLE, self.scale)
            texts.append([self._text(box, style, None, item)])
        alt = self.collector.alt(flow_in_words(symbols, connectors))
        return {"alt": alt, "shapes": shapes, "texts": texts, "shift": self.shown.shift}


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
