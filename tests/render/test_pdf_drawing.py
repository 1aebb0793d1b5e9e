"""What a PDF draws, read back from its content streams: pages, symbols and arrows are the scene's."""

from __future__ import annotations

import math
from functools import cache

import pytest
from render.pdf_reader import Arrow, ReadPage, read
from render.scenes import bends_scene, grid_scene

from examples import KINDS, named
from sopgen.render.pdf import render
from sopgen.scene.document import Page, Scene, Sheet
from sopgen.scene.geometry import Rect
from sopgen.scene.symbols import SymbolKind

NEAR = 0.5
"""pt"""
SCENES = [*(path.stem for path in KINDS), "petak", "belokan"]


@cache
def scene_of(name: str) -> Scene:
    if name in ("petak", "belokan"):
        return grid_scene(8, 8) if name == "petak" else bends_scene()
    return named(name).scene


@cache
def printed(name: str) -> bytes:
    return render(scene_of(name))


@cache
def pages_of(name: str) -> list[ReadPage]:
    return read(printed(name))


def sheet_pages(scene: Scene) -> list[tuple[Sheet, float, Page]]:
    pairs = zip(scene.sheets, scene.scale, strict=True)
    return [(sheet, scale, page) for sheet, scale in pairs for page in sheet.pages]


class OnPaper:
    """Where a sheet's px come to lie on a page, pt; worked out anew from what scene.py says."""

    def __init__(self, scene: Scene, sheet: Sheet, scale: float, page: Page) -> None:
        paper = scene.paper
        body = paper.width - paper.margin_left - paper.margin_right
        heading_top, heading_bottom = (sheet.row_edges[row] for row in sheet.header_rows)
        repeated = heading_bottom - heading_top if page.first_row >= sheet.header_rows[1] else 0
        self.unit = scale * 0.75
        self.left = (paper.margin_left + (body - sheet.column_edges[-1] * scale) / 2) * 0.75
        self.top = paper.margin_top * 0.75 + (repeated - sheet.row_edges[page.first_row]) * self.unit
        self.rows = sheet.row_edges[page.first_row], sheet.row_edges[page.last_row]

    def spot(self, x: float, y: float) -> tuple[float, float]:
        return self.left + x * self.unit, self.top + y * self.unit

    def box(self, box: Rect) -> tuple[float, float, float, float]:
        return *self.spot(box.x, box.y), *self.spot(box.right, box.bottom)

    def shows(self, y: float) -> bool:
        return self.rows[0] <= y < self.rows[1]


@pytest.mark.parametrize("name", SCENES)
def test_pages_are_the_scenes(name: str) -> None:
    paper = scene_of(name).paper
    assert len(pages_of(name)) == sum(len(sheet.pages) for sheet in scene_of(name).sheets)
    for page in pages_of(name):
        assert (page.width, page.height) == pytest.approx((paper.width * 0.75, paper.height * 0.75), abs=0.01)


@pytest.mark.parametrize("name", SCENES)
def test_arrows_are_the_scenes(name: str) -> None:
    scene = scene_of(name)
    for (sheet, scale, page), found in zip(sheet_pages(scene), pages_of(name), strict=True):
        on = OnPaper(scene, sheet, scale, page)
        wanted = [item for item in sheet.connectors if on.shows(item.points[0].y)]
        left = list(found.arrows)
        for connector in wanted:
            points = [on.spot(*point) for point in connector.points]
            left.remove(_same(points, connector.head, left, connector.name))
        assert not left, "arrows that are not in the scene"


def _same(points: list[tuple[float, float]], head: bool, arrows: list[Arrow], name: str) -> Arrow:
    for arrow in arrows:
        if arrow.head == head and len(arrow.points) == len(points):
            apart = max(math.dist(a, b) for a, b in zip(arrow.points, points, strict=True))
            if apart <= NEAR:
                return arrow
    raise AssertionError(f"{name} is not drawn: {points}")


@pytest.mark.parametrize("name", SCENES)
def test_symbols_are_the_scenes(name: str) -> None:
    scene = scene_of(name)
    for (sheet, scale, page), found in zip(sheet_pages(scene), pages_of(name), strict=True):
        on = OnPaper(scene, sheet, scale, page)
        wanted = [item for item in sheet.symbols if on.shows(item.box.center.y)]
        assert len(wanted) == len(found.shapes)
        for symbol in wanted:
            [shape] = [item for item in found.shapes if item.box == pytest.approx(on.box(symbol.box), abs=NEAR)]
            corners = {SymbolKind.PROCESS: 4, SymbolKind.DECISION: 4, SymbolKind.OFF_PAGE: 5}.get(symbol.kind)
            assert shape.curved == (symbol.kind is SymbolKind.TERMINATOR), symbol.name
            assert corners in (None, len(shape.corners)), symbol.name


@pytest.mark.parametrize("name", SCENES)
def test_the_table_is_ruled_along_the_scenes_edges(name: str) -> None:
    scene = scene_of(name)
    for (sheet, scale, page), found in zip(sheet_pages(scene), pages_of(name), strict=True):
        on = OnPaper(scene, sheet, scale, page)
        columns = [on.spot(x, 0)[0] for x in sheet.column_edges]
        for start, end in found.rules:
            for x in (start[0], end[0]):
                assert min(abs(x - column) for column in columns) < NEAR
        drawn = {round(start[1], 1) for start, end in found.rules if start[1] == end[1]}
        bordered = [c for c in sheet.cells if c.border.bottom and page.first_row < c.row + c.row_span <= page.last_row]
        for cell in bordered:
            y = on.spot(0, sheet.row_edges[cell.row + cell.row_span])[1]
            assert min(abs(y - line) for line in drawn) < NEAR
