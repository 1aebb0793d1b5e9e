"""Turns a scene into what the template draws: places in px of its page, texts as they are, nothing to interpret.

`drawn` holds what needs glyphs, `said` what is only read aloud or listed (title, alternative texts).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from sopgen.render.notices import FAMILY, PACKAGED, PRIVATE, Notice
from sopgen.render.pages import SheetPage, Table
from sopgen.render.pdf.fonts import Faces
from sopgen.render.pdf.texts import printed, said
from sopgen.scene.document import (
    FOOTER_PT,
    HAIR_COLOR,
    HEAD,
    Cell,
    Connector,
    Font,
    HAlign,
    Label,
    Line,
    Page,
    Scene,
    Sheet,
    Symbol,
    VAlign,
)
from sopgen.scene.geometry import PT_PER_PX, Rect
from sopgen.scene.symbols import SymbolKind
from sopgen.text import letters

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
FORMATS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}


class Content(NamedTuple):
    """A document for the template."""

    drawn: dict[str, Any]
    said: dict[str, Any]
    pictures: list[tuple[str, str | list[int]]]
    """format, and the text of an SVG or the bytes of another"""
    notices: set[Notice]
    """faces that are not to be had, and characters shown as boxes that no font has"""


Heading = tuple[int, str, bool]
"""level, name, whether it is listed among the bookmarks"""


class _Collector:
    """What the pages of a document share."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self.styles: dict[tuple[Any, ...], int] = {}
        self.alts: list[str] = []
        self.pictures: dict[tuple[str, bytes], int] = {}
        packaged = faces.base.casefold() not in faces.families
        self.notices = {Notice(PACKAGED, used=faces.base)} if packaged else set[Notice]()

    def style(self, font: Font, h: HAlign, v: VAlign, scale: float = 1.0, upright: bool = False) -> int:
        """The number of a look: [size in pt, bold, h, v, family, upright]."""
        look = (round(font.size * scale, 3), font.bold, h.value, v.value, self.family(font), upright)
        return self.styles.setdefault(look, len(self.styles))

    def family(self, font: Font) -> str:
        """The family that a text is set in."""
        found = self.faces.family(font.family)
        if not found:
            self.notices.add(Notice(FAMILY, font.family.strip(), self.faces.base))
        return found or self.faces.base

    def alt(self, text: str) -> int:
        self.alts.append(said(text))
        return len(self.alts) - 1


def content(scene: Scene, faces: Faces, number: str | None = None) -> Content:
    """All pages in order; `number` is the SOP's, for the metadata."""
    collector, paper = _Collector(faces), scene.paper
    pages = [
        _PdfPage(collector, scene, sheet, scale, page).data()
        for sheet, scale in zip(scene.sheets, scene.scale, strict=True)
        for page in sheet.pages
    ]
    drawn = {
        "paper": [_pt(paper.width), _pt(paper.height)],
        "footer": {  # its last line's lower edge at `up` pt from the paper's
            "style": collector.style(Font("Arial", FOOTER_PT), HAlign.CENTER, VAlign.BOTTOM),
            "up": _pt(paper.foot + paper.footer_rise),
            "lines": printed(paper.footer, tuple(paper.footer.split("\n"))),
        }
        if paper.footer
        else None,
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
    }
    pictures: list[tuple[str, str | list[int]]] = [
        (FORMATS[mime], data.decode("utf-8-sig", "replace") if FORMATS[mime] == "svg" else list(data))
        for mime, data in collector.pictures
    ]
    kinds = (items for sheet in scene.sheets for items in (sheet.cells, sheet.symbols, sheet.labels))
    texts = "".join(item.text for items in kinds for item in items)
    notices = collector.notices | {Notice(PRIVATE, char) for char in letters.PRIVATE.findall(texts)}
    return Content(drawn, heard, pictures, notices)


class _PdfPage(SheetPage):
    """A page, in px of the sheet from the corner of what is printed of it."""

    def __init__(self, collector: _Collector, scene: Scene, sheet: Sheet, scale: float, page: Page) -> None:
        super().__init__(sheet, page)
        self.collector, self.scene, self.scale = collector, scene, scale
        self.headed = page.first_row > sheet.pages[0].first_row
        """whether the sheet has its heading already"""

    def data(self) -> dict[str, Any]:
        free_heading = self.headed or any(self._is_heading(cell) for cell in self.cells)
        paper, pictures = self.scene.paper, self.collector.pictures
        return {
            "at": [_pt(paper.margin_left + (paper.body_width - self.width * self.scale) / 2), _pt(paper.margin_top)],
            "unit": self.scale * PT_PER_PX,
            "size": [self.width, self.height],
            "heading": None if free_heading else said(self.sheet.name),
            "fills": [[*self.box(cell), cell.fill] for cell in self.cells if cell.fill],
            "hairs": self.rules.get(Line.HAIR, []),
            "rules": self.rules.get(Line.THIN, []),
            "pictures": [  # x, y, width, height, picture, alternative text
                [
                    *box,
                    pictures.setdefault((picture.mime, picture.data), len(pictures)),
                    self.collector.alt(picture.description or "Logo"),
                ]
                for picture, box in self.pictures()
            ],
            "blocks": [
                self._table(block) if isinstance(block, Table) else {"at": (0, 0), "texts": [self._texts(block, 0, 0)]}
                for block in self.blocks(headed=True)
            ],
            "drawing": self._drawing(*self.drawn) if any(self.drawn) else None,
            "running": self._running() if self.page.number else None,
            "outline": round(OUTLINE_PT * self.scale, 3),
            "rule": round(max(LEAST_RULE_PT, RULE_PT * self.scale), 3),
        }

    def _running(self) -> list[Any]:
        """[left, lower edge's distance from the paper's, width (all pt), style, text, the page's number]"""
        paper, total = self.scene.paper, self.scene.numbered_pages
        style = self.collector.style(Font("Arial", FOOTER_PT), HAlign.LEFT, VAlign.BOTTOM)
        texts = (printed(paper.running, (paper.running,)), f"Halaman {self.page.number} dari {total}")
        return [_pt(paper.margin_left), _pt(paper.foot), _pt(paper.body_width), style, *texts]

    def _table(self, table: Table) -> dict[str, Any]:
        """The places and texts of its cells; its corner on the page."""
        columns = [self.xs[column] for column in table.columns]
        rows = [self.edges[row] for row in table.rows]
        told = [(table.place(box), self._texts(box.cells, *self.box(box)[:2])) for box in table.boxes]
        kept = [(place, texts) for place, texts in told if texts or max(place[2:]) > 1]
        return {
            "at": (columns[0], rows[0]),
            "columns": [b - a for a, b in pairwise(columns)],
            "rows": [b - a for a, b in pairwise(rows)],
            "header": table.headings,
            "cells": [place for place, _ in kept],
            "texts": [texts for _, texts in kept],
        }

    def _texts(self, cells: Iterable[Cell], x: float, y: float) -> list[list[Any]]:
        """The text of each cell, in the box that is left of the cell, from the corner (x, y)."""
        texts = []
        for cell in cells:
            if not (cell.text or cell.marker):
                continue
            left, top, right, bottom = self.box(cell)
            width, height = right - left - 2 * PADDING - cell.indent, bottom - top - 2 * PADDING_ABOVE
            box = Rect(left - x + PADDING + cell.indent, top - y + PADDING_ABOVE, width, height)
            style = self.collector.style(cell.font, cell.h, cell.v, self.scale, cell.upright)
            shown = cell if cell.text else cell._replace(text=cell.marker, lines=(cell.marker,))
            texts.append(self._text(box, style, self._heading(cell), shown, cell.h is HAlign.CENTER))
        return texts

    def _text(
        self, box: Rect, style: int, heading: Heading | None, item: Cell | Symbol | Label, centered: bool = True
    ) -> list[Any]:
        """[x, y, width, height, style, heading, lines]"""
        measured = self.collector.family(item.font) == self.collector.faces.base
        return [*box, style, heading, printed(item.text, item.lines, measured, centered)]

    def _heading(self, cell: Cell) -> Heading | None:
        """For navigation: the SOP's name heads its sheet, box headings stand below it."""
        if not self.headed and self._is_heading(cell):
            self.headed = True
            return 1, said(self.sheet.name), True
        return (2 if self.headed else 1, said(cell.text), False) if cell.role == "box-heading" else None

    def _is_heading(self, cell: Cell) -> bool:
        return cell.role == "title" or cell.text == self.scene.title

    def _drawing(
        self, symbols: Sequence[Symbol], connectors: Sequence[Connector], labels: Sequence[Label]
    ) -> dict[str, Any]:
        """Shapes and texts in the sheet's own px, bottom to top; `shift`: from there to the page's."""
        shapes = [shape for item in connectors for shape in _line_and_head(item)]
        for symbol in symbols:
            corners = symbol.corners
            round_ended = symbol.kind is SymbolKind.TERMINATOR
            shapes.append(["round", corners[::2]] if round_ended else ["polygon", corners])
        shapes += [["blank", item.box] for item in labels]  # no line of a lane runs through the text
        boxes: list[tuple[Rect, Symbol | Label]] = [(item.text_box, item) for item in symbols if item.text]
        boxes += [(item.box, item) for item in labels]
        texts = []
        for box, item in boxes:
            style = self.collector.style(item.font, HAlign.CENTER, VAlign.MIDDLE, self.scale)
            texts.append([self._text(box, style, None, item)])
        alt = self.collector.alt(_in_words(symbols, connectors))
        return {"alt": alt, "shapes": shapes, "texts": texts, "shift": self.shift}


def _line_and_head(connector: Connector) -> list[list[Any]]:
    """The line, and a triangle whose first corner is the arrow's tip; the line ends at the middle of its base."""
    points = list(connector.points)
    if not connector.head:
        return [["line", points]]
    before, tip = points[-2:]
    base = points[-1] = tip.towards(before, HEAD)
    x, y = (tip.x - base.x) / 2, (tip.y - base.y) / 2
    head = ["head", (tip, (base.x - y, base.y + x), (base.x + y, base.y - x))]
    return [["line", points], head] if len(points) > 2 or base != before else [head]


def _in_words(symbols: Sequence[Symbol], connectors: Sequence[Connector]) -> str:
    """The drawing for those who cannot see it: each symbol, then where the arrows out of it lead."""
    sentences = []
    for symbol in symbols:
        sentences.append(symbol.description or symbol.name)
        sentences += [item.description for item in connectors if item.start == symbol.name and item.description]
    return ". ".join(" ".join(sentence.split()).rstrip(".") for sentence in sentences) + "."


def _pt(px: float) -> float:
    return round(px * PT_PER_PX, 3)
