"""One geometry: the drawings read back from the workbook, the HTML and the PDF of one SOP are the same.

Each format is read from its bytes by its own reader. A page's drawing is compared in px relative to its own top left
corner, since only the PDF knows the paper's margins.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import xlsx_reader
from budget import seeds
from random_sops import random_sop, sop_of
from render import html_reader, pdf_reader

from examples import drawn, each_kind
from sopgen.flow import Flow, trace
from sopgen.layout import lay_out
from sopgen.model import Sop
from sopgen.render import html, pdf, xlsx
from sopgen.scene.document import Scene

HALF_POINT = 0.5 / 0.75 + 0.25
"""px; and a quarter for a connector that Excel's format cannot place more exactly"""

Spot = tuple[float, float]
Line = list[Spot]


@dataclass(frozen=True)
class PageDrawing:
    arrows: list[Line]
    symbols: list[Line]
    """each by its two outer corners"""


def relative(arrows: Iterable[Line], symbols: Iterable[Line], px: float = 1.0) -> PageDrawing:
    """In px from the drawing's own corner; `px` is the size of one."""
    lines, boxes = list(arrows), list(symbols)
    left = min(x for box in boxes for x, _ in box)
    top = min(y for box in boxes for _, y in box)

    def moved(line: Line) -> Line:
        return [((x - left) / px, (y - top) / px) for x, y in line]

    return PageDrawing([moved(line) for line in lines], [moved(box) for box in boxes])


def corners_of(box: tuple[float, float, float, float]) -> Line:
    x, y, w, h = box
    return [(x, y), (x + w, y + h)]


def of_workbook(data: bytes) -> list[PageDrawing]:
    sheet = xlsx_reader.read(data)[-1]
    breaks = sorted(int(b.get("id")) for b in sheet.root.iter(f"{xlsx_reader.S}brk"))
    cuts = [0.0, *(sheet.ys[b] for b in breaks), math.inf]
    symbols = [d for d in sheet.drawn if d.name.startswith(("langkah:", "sambungan:"))]
    arrows = [d for d in sheet.drawn if d.name.startswith("panah:")]
    return [
        relative(
            [d.points for d in arrows if low <= d.points[0][1] < high],
            [corners_of(d.box) for d in symbols if low <= d.box[1] < high],
        )
        for low, high in pairwise(cuts)
    ]


def of_page(data: bytes) -> list[PageDrawing]:
    drawings = []
    for svg in html_reader.read(data).all("svg"):
        boxes = [html_reader.shape_box(group) for group in svg.all("g", "simbol")]
        if boxes:
            arrows = [html_reader.corners(path) for path in svg.all("path", "panah")]
            drawings.append(relative(arrows, [corners_of(box) for box in boxes]))
    return drawings


def of_pdf(data: bytes, scale: float) -> list[PageDrawing]:
    return [
        relative([a.points for a in page.arrows], [[s.box[:2], s.box[2:]] for s in page.shapes], 0.75 * scale)
        for page in pdf_reader.read(data)
        if page.shapes
    ]


def assert_same(one: PageDrawing, other: PageDrawing) -> None:
    for lines, others in ((one.arrows, other.arrows), (one.symbols, other.symbols)):
        assert len(lines) == len(others)
        left = list(others)
        for line in lines:
            match = min(left, key=lambda found: distance(line, found))
            assert distance(line, match) <= HALF_POINT, line
            left.remove(match)


def distance(one: Line, other: Line) -> float:
    if len(one) != len(other):
        return math.inf
    return max(math.dist(a, b) for a, b in zip(one, other, strict=True))


def assert_agreement(sop: Sop, flow: Flow, scene: Scene) -> None:
    books, pages = of_workbook(xlsx.render(scene)), of_page(html.render(scene, sop, flow))
    prints = of_pdf(pdf.render(scene, sop), scene.scale[-1])
    assert len(books) == len(pages) == len(prints) == len(scene.sheets[-1].pages)
    for book, page, printed in zip(books, pages, prints, strict=True):
        assert_same(book, page)
        assert_same(page, printed)


@each_kind
def test_examples(example: Path) -> None:
    assert_agreement(*drawn(example))


@pytest.mark.parametrize("seed", seeds(1))
def test_random(seed: int) -> None:
    assert_random_agreement(random_sop(seed, rows=14))


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(2, 100))
def test_more_random(seed: int) -> None:
    assert_random_agreement(random_sop(seed))


def assert_random_agreement(document: dict[str, Any]) -> None:
    sop = sop_of(document)
    flow = trace(sop)
    assert_agreement(sop, flow, lay_out(sop, flow))
