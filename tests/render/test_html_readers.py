"""The HTML in real programs: Chromium's measures and print, axe-core's and the Nu checker's judgement."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from programs import met_in_chromium, module, needed, said
from render.html_cases import Case, hostile

from examples import named
from sopgen.scene.document import Page, Scene, Sheet
from sopgen.scene.geometry import Point

pytestmark = pytest.mark.slow

CELL_TOLERANCE = 0.75
"""px"""
POINT = 96 / 72
NAMES = ["kecil", "lengkap", "pali", "jahat"]
OUTLINED = {"lane", "heading", "number", "column-number", "kegiatan", "kelengkapan", "waktu", "output", "keterangan"}
"""Roles of the cells that are cells of the HTML table one by one."""


@pytest.fixture(scope="session")
def cases() -> dict[str, Case]:
    return {name: hostile() if name == "jahat" else Case(*named(name)) for name in NAMES}


@pytest.fixture(scope="session")
def files(cases: dict[str, Case], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("html")
    found = {name: folder / f"{name}.html" for name in cases}
    for name, path in found.items():
        path.write_bytes(cases[name].html())
    return found


@pytest.fixture(scope="session")
def measures(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What tests/tools/inspect-html.mjs finds, by case; it prints them too."""
    found = met_in_chromium("inspect-html.mjs", tmp_path_factory.mktemp("inspect"), *files.values())
    return {name: found[str(path)] for name, path in files.items()}


@pytest.fixture(scope="session")
def printed(measures: dict[str, Any], files: dict[str, Path]) -> dict[str, Path]:
    """Chromium's PDF of each case."""
    return {name: files[name].with_suffix(".html.pdf") for name in measures}


def pages(scene: Scene) -> Iterator[tuple[int, Sheet, int, Page]]:
    """(sheet index, sheet, page index in it, page) in printing order."""
    for number, sheet in enumerate(scene.sheets):
        for index, page in enumerate(sheet.pages):
            yield number, sheet, index, page


def shift(sheet: Sheet, index: int, page: Page) -> int:
    """How far below its place on the sheet a page's own part stands, px."""
    first, last = sheet.header_rows
    heading = sheet.row_edges[last] - sheet.row_edges[first]
    return heading - sheet.row_edges[page.first_row] if index else 0


def near(box: list[float], other: tuple[float, ...], tolerance: float = CELL_TOLERANCE) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(box, other, strict=True))


# ---- on the screen


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(measures: dict[str, Any], name: str) -> None:
    assert measures[name]["violations"] == []
    assert measures[name]["passes"] > 20


@pytest.mark.parametrize("name", NAMES)
def test_nothing_runs_and_nothing_is_fetched(measures: dict[str, Any], name: str) -> None:
    assert measures[name]["complaints"] == []
    assert {address.split(":")[0] for address in measures[name]["requests"]} <= {"file", "data"}


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_page_fits_a_screen_of_a_laptop(measures: dict[str, Any], name: str) -> None:
    assert measures[name]["scrolled"] == {"1200": 0, "1239": 0, "1366": 0, "1600": 0}


@pytest.mark.parametrize("name", NAMES)
def test_a_phone_shows_the_words_first_and_a_cue_at_the_drawing(measures: dict[str, Any], name: str) -> None:
    phone = measures[name]["phone"]
    assert phone["cardsFirst"]
    assert "Geser" in phone["cue"]


@pytest.mark.parametrize("name", NAMES)
def test_only_the_tables_scroll_sideways(measures: dict[str, Any], name: str) -> None:
    assert measures[name]["sideways"] == {"390": 0, "1280": 0, "1920": 0}


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_cut_off(measures: dict[str, Any], name: str) -> None:
    assert [page["cut"] for page in measures[name]["pages"] if page["cut"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_where_the_scene_has_them(cases: dict[str, Case], measures: dict[str, Any], name: str) -> None:
    compared = 0
    for measured, (_, sheet, index, page) in zip(measures[name]["pages"], pages(cases[name].scene), strict=True):
        down = shift(sheet, index, page)
        for cell in sheet.cells:
            if cell.role not in OUTLINED or not page.first_row <= cell.row < page.last_row:
                continue
            xs, ys = sheet.column_edges, sheet.row_edges
            x, y = xs[cell.column], ys[cell.row]
            expected = (x, y + down, xs[cell.column + cell.column_span] - x, ys[cell.row + cell.row_span] - y)
            assert any(near(box, expected) for box in measured["cells"]), (cell, expected)
            compared += 1
    assert compared > 20


@pytest.mark.parametrize("key", ["pages", "zoomed"])
@pytest.mark.parametrize("name", NAMES)
def test_the_drawing_lies_over_its_cells(cases: dict[str, Case], measures: dict[str, Any], name: str, key: str) -> None:
    """Also where a wide screen enlarges the sheet."""
    drawn = 0
    for measured, (_, sheet, index, page) in zip(measures[name][key], pages(cases[name].scene), strict=True):
        down, factor = shift(sheet, index, page), measured["box"][2] / sheet.column_edges[-1]
        symbols = {symbol.name: symbol for symbol in sheet.symbols}
        for title, box in measured["symbols"].items():
            x, y, w, h = symbols[title].box
            assert near(box, (x * factor, (y + down) * factor, w * factor, h * factor))
            assert any(inside(box, cell) for cell in measured["cells"]), title
            drawn += 1
        for title, corners in measured["arrows"]:
            paths = [c.points for c in sheet.connectors if c.name == title]
            assert any(same_path(corners, path, down, factor) for path in paths), title
    assert drawn == sum(len(sheet.symbols) for sheet in cases[name].scene.sheets)


def inside(box: list[float], cell: list[float]) -> bool:
    return all(cell[i] - 1 <= box[i] and box[i] + box[i + 2] <= cell[i] + cell[i + 2] + 1 for i in (0, 1))


def same_path(corners: list[list[float]], points: tuple[Point, ...], down: int, factor: float) -> bool:
    expected = [(point.x * factor, (point.y + down) * factor) for point in points]
    return len(corners) == len(expected) and all(
        near(corner, point, 0.5 * POINT) for corner, point in zip(corners, expected, strict=True)
    )


# ---- in print


@pytest.mark.parametrize("name", NAMES)
def test_chromium_prints_the_scene_s_pages(cases: dict[str, Case], printed: dict[str, Path], name: str) -> None:
    """Their number, their paper, and on each the text that the scene has there."""
    shown = said(needed("pdfinfo"), printed[name])
    scene = cases[name].scene
    expected = list(pages(scene))
    assert int(re.findall(r"Pages:\s+(\d+)", shown)[0]) == len(expected)
    width, height = map(float, re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", shown)[0])
    assert width * POINT == pytest.approx(scene.paper.width, abs=1.5)
    assert height * POINT == pytest.approx(scene.paper.height, abs=1.5)
    text = said(needed("pdftotext"), printed[name], "-")
    for content, (_, sheet, _, page) in zip(text.split("\f"), expected, strict=False):
        own = [cell for cell in sheet.cells if page.first_row <= cell.row < page.last_row]
        words = {word for cell in own for line in cell.lines for word in line.split() if word.isascii()}
        if name != "jahat":  # pdftotext gives text from right to left in another order
            assert {word for word in words if word.isalpha()} <= set(re.findall("[A-Za-z]+", content))


@pytest.mark.parametrize("name", NAMES)
def test_rows_stand_on_paper_where_the_scene_has_them(
    cases: dict[str, Case], printed: dict[str, Path], name: str, tmp_path: Path
) -> None:
    """The numbers of the rows, by pdftotext's boxes: inside the margins, at the sheet's print scale."""
    target = tmp_path / "kata.html"
    said(needed("pdftotext"), "-bbox", printed[name], target)
    scene, found = cases[name].scene, 0
    for content, (number, sheet, index, page) in zip(
        target.read_text(encoding="utf-8").split("<page ")[1:], pages(scene), strict=True
    ):
        scale, paper = scene.scale[number], scene.paper
        left = (paper.width + paper.margin_left - paper.margin_right - sheet.column_edges[-1] * scale) / 2
        words = [
            ((float(x0) + float(x1)) / 2 * POINT, (float(y0) + float(y1)) / 2 * POINT, word)
            for x0, y0, x1, y1, word in re.findall(
                r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)', content
            )
        ]
        edges = sheet.row_edges
        for cell in sheet.cells:
            if cell.role != "number" or not page.first_row <= cell.row < page.last_row:
                continue
            middle = (edges[cell.row] + edges[cell.row + cell.row_span]) / 2 + shift(sheet, index, page)
            x, y = left + sheet.column_edges[1] / 2 * scale, paper.margin_top + middle * scale
            assert any(word == cell.text and abs(a - x) < 2 and abs(b - y) < 2.5 for a, b, word in words), cell.text
            found += 1
    assert found == len(cases[name].sop.langkah)


# ---- the Nu HTML checker


def test_nu_finds_no_error(files: dict[str, Path]) -> None:
    java = (needed("java"), "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # it runs for seconds only
    words = ("--errors-only", "--format", "json", "--exit-zero-always", "--stdout", *files.values())
    assert json.loads(said(*java, "-jar", module("vnu-jar/build/dist/vnu.jar"), *words))["messages"] == []
