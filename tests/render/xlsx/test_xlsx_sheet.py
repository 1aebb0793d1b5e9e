"""Cells, sizes, merges, styles and print set-up, read from the file's XML or by other libraries."""

from __future__ import annotations

import math
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from pictures import png
from python_calamine import CalamineWorkbook
from render.scenes import PAPER, grid_scene, identity_sheet
from xlsx_reader import S, read

from sopgen.importing.xlsx.cells import text_of
from sopgen.render.xlsx import render
from sopgen.scene.document import Cell, Page, Paper, Scene, Sheet


def one_sheet(*cells: Cell, paper: Paper = PAPER, name: str = "Identitas", title: str = "Uji") -> Scene:
    sheet = Sheet(name, (0, 100, 220), (0, 20, 60), cells, (Page(0, 2),))
    return Scene(title, "Penulis", paper, (sheet,), (1.0,))


def loaded(scene: Scene) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(render(scene)))


TRICKY = ["=1+1", "+62", "-5", "@x", "#N/A", "12", "1.10", "TRUE", "_x0041_", " a\n\nb ", "é漢😀", '&<>"']


@pytest.mark.parametrize("text", TRICKY)
def test_text_stays_text(text: str) -> None:
    data = render(one_sheet(Cell(0, 0, text=text)))
    cell = read(data)[0].root.find(f".//{S}c")
    assert cell.get("t") == "inlineStr"
    assert CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()[0][0] == text


def test_only_texts_that_excel_would_calculate_are_quoted() -> None:
    book = loaded(one_sheet(Cell(0, 0, text="=1+1"), Cell(0, 1, text="-"), Cell(1, 0, text="12")))
    assert [book.active[ref].quotePrefix for ref in ("A1", "B1", "A2")] == [True, False, False]


def test_numbers_stay_numbers() -> None:
    sheet = read(render(one_sheet(Cell(0, 0, text="7.", number=7), Cell(0, 1, text="2,5", number=2.5))))[0]
    assert sheet.cells == {"A1": 7.0, "B1": 2.5}


def test_entries_of_a_list_hang_under_their_first_line_and_are_read_back_whole() -> None:
    text = "1. Surat tugas\n2. Kartu inventaris barang/jasa"
    lines = (
        "1. Surat tugas",
        "2. Kartu",
        "\xa0\xa0\xa0\xa0inventaris",
        "\xa0\xa0\xa0\xa0barang/",
        "\xa0\xa0\xa0\xa0jasa",
    )
    shown = read(render(one_sheet(Cell(0, 0, text=text, lines=lines))))[0].cells["A1"]
    assert shown == "1. Surat tugas\n2. Kartu\n\xa0\xa0\xa0\xa0inventaris\n\xa0\xa0\xa0\xa0barang/jasa"
    assert text_of(shown, "") == text


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    dirty = "a\x00b\x0bc\ud800d\ufffee\r\nf"
    scene = one_sheet(Cell(0, 0, text=dirty), paper=replace(PAPER, footer=dirty), title=dirty)
    assert read(render(scene))[0].cells["A1"] == "abcde\nf"


def test_text_is_whole_up_to_excel_s_limit() -> None:
    whole, long, wide = "x" * 32767, "x" * 40000, "😀" * 20000
    sheet = read(render(one_sheet(Cell(0, 0, text=whole), Cell(0, 1, text=long), Cell(1, 0, text=wide))))[0]
    # one emoji is two UTF-16 units: 32767 // 2 = 16383
    assert [len(sheet.cells[ref]) for ref in ("A1", "B1", "A2")] == [32767, 32767, 16383]


def test_edges_are_the_scene_s() -> None:
    scene = grid_scene()
    for sheet, found in zip(scene.sheets, read(render(scene)), strict=True):
        assert found.xs == list(sheet.column_edges)
        assert found.ys == list(sheet.row_edges)


def test_merges_carry_their_border_on_every_cell() -> None:
    book = loaded(grid_scene())
    identity = book["Identitas"]
    assert str(identity.merged_cells).split()[0] == "A1:B4"
    sheet = read(render(grid_scene()))[0]
    styles = {cell.get("r"): cell.get("s") for cell in sheet.root.iter(f"{S}c")}
    assert len({styles[column + str(row)] for column in "AB" for row in range(1, 5)}) == 1


def test_styles() -> None:
    cell = loaded(grid_scene())["Identitas"]["A5"]
    assert (cell.font.name, cell.font.sz, cell.font.b) == ("Arial", 9, False)
    assert (cell.alignment.horizontal, cell.alignment.vertical, cell.alignment.wrap_text) == ("left", "center", True)
    assert cell.fill.fgColor.rgb == "FFD9D9D9"
    assert (cell.border.top.style, cell.border.bottom.style) == ("thin", None)


def test_pages_titles_and_paper() -> None:
    book = loaded(grid_scene(steps=20, per_page=8))
    sheet = book["Prosedur"]
    # 2 heading rows + 8 steps = 10, + 8 = 18; the third page ends the sheet at 22
    assert [brk.id for brk in sheet.row_breaks.brk] == [10, 18]
    assert (sheet.print_title_rows, sheet.print_area) == ("$1:$2", "'Prosedur'!$A$1:$I$22")
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.scale) == (14, "landscape", 97)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_options.horizontalCentered
    assert not sheet.sheet_view.showGridLines
    assert math.isclose(sheet.page_margins.left, 0.5)
    assert math.isclose(sheet.page_margins.bottom, 58 / 96)
    assert sheet.freeze_panes == "A3"
    assert not book["Identitas"].print_title_rows
    assert not book["Identitas"].row_breaks.brk


@pytest.mark.parametrize(("name", "code"), [("a4", 9), ("a3", 8), ("f4", 14), ("legal", 5), ("letter", 1)])
def test_paper_codes(name: str, code: int) -> None:
    setup = loaded(one_sheet(paper=replace(PAPER, name=name, landscape=False))).active.page_setup
    assert (setup.paperSize, setup.orientation) == (code, "portrait")


STYLE = '&C&8&"Arial,Regular"'


@pytest.mark.parametrize(
    ("footer", "code"),
    [
        ("A & B <c>", STYLE + "A && B <c>"),
        ("", None),
        ("x" * 300, STYLE + "x" * 234 + "…"),
        ("x" * 233 + "&&", STYLE + "x" * 233 + "…"),
        ("x" * 231 + "&&", STYLE + "x" * 231 + "&&&&"),
    ],
)
def test_footer(footer: str, code: str | None) -> None:
    node = read(render(one_sheet(paper=replace(PAPER, footer=footer))))[0].root.find(f".//{S}oddFooter")
    assert (node.text if node is not None else None) == code


def test_numbered_pages_bear_nomor_and_judul_and_the_number_that_excel_counts() -> None:
    paper = replace(PAPER, footer_rise=15, footer="Salinan & arsip", running="1/2026 · Uji & Coba " + "x" * 300)
    sheet = replace(identity_sheet(), pages=(replace(identity_sheet().pages[0], number=3),))
    book = render(Scene("Uji", "", paper, (sheet,), (1.0,)))
    root = read(book)[0].root
    code = root.find(f".//{S}oddFooter").text
    assert len(code) <= 255
    assert code.startswith('&L&8&"Arial,Regular"1/2026 · Uji && Coba x')
    assert '…&C&8&"Arial,Regular"Salinan && arsip\n' in code
    assert code.endswith('&R&8&"Arial,Regular"Halaman &P dari 1')
    assert root.find(f"{S}pageSetup").get("firstPageNumber") == "3"


def test_properties() -> None:
    properties = loaded(grid_scene()).properties
    assert (properties.title, properties.creator) == ("SOP Uji & Coba", "Dinas <Contoh>")
    assert properties.created == properties.modified
    assert properties.created.date().isoformat() == "2024-05-17"
    assert loaded(one_sheet()).properties.created.date().isoformat() == "2000-01-01"


def test_one_picture_on_two_sheets_is_one_part() -> None:
    sheets = (identity_sheet(), replace(identity_sheet(), name="Sampul"))
    found = read(render(Scene("Uji", "", PAPER, sheets, (1.0, 1.0))))
    assert found[0].images == found[1].images
    assert png(12, 12) == sheets[0].pictures[0].data
