"""The procedure sheet holds the contract for every SOP: arrows, pages, texts."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest
from budget import COSTLY, seeds
from hypothesis import given
from hypothesis import strategies as st
from random_sops import random_sop, sop_of, written
from sheet_checks import STEPS, make_sop

from examples import FOLDER
from sopgen.flow import trace
from sopgen.layout.paper import body_height, body_width, paper
from sopgen.layout.procedure import table as procedure
from sopgen.layout.procedure.columns import cell_text
from sopgen.layout.procedure.drawing import draw
from sopgen.layout.procedure.page_plan import plan_page
from sopgen.layout.procedure.pagination import Division, Heights, PagedDrawing
from sopgen.layout.procedure.sizes import label_size
from sopgen.layout.procedure.table import procedure_sheet
from sopgen.layout.routing import page_flow as of_pages
from sopgen.layout.routing import route
from sopgen.layout.routing.page_flow import FlowIndex, letters
from sopgen.layout.verify import verify
from sopgen.model import Langkah, Sop
from sopgen.reading import read_text
from sopgen.scene.document import Sheet
from sopgen.scene.symbols import SymbolKind
from sopgen.text.letters import HANG
from sopgen.text.metrics import block_height


def laid_out(sop: Sop) -> tuple[Sheet, float]:
    return procedure_sheet(sop, trace(sop), paper(sop.tampilan.kertas, sop.tampilan.orientasi, ""))


def assert_sound(sop: Sop, sheet: Sheet, scale: float) -> None:
    verify(sheet)
    assert_pages_fit(sop, sheet, scale)
    assert_texts_fit(sheet)
    assert_every_edge_is_drawn(sop, sheet)


def assert_pages_fit(sop: Sop, sheet: Sheet, scale: float) -> None:
    page = paper(sop.tampilan.kertas, sop.tampilan.orientasi, "")
    assert sheet.column_edges[-1] * scale <= body_width(page) + 0.5
    edges, (first, last) = sheet.row_edges, sheet.header_rows
    head = edges[last] - edges[first]
    assert [p.first_row for p in sheet.pages[1:]] == [p.last_row for p in sheet.pages[:-1]]
    assert (sheet.pages[0].first_row, sheet.pages[-1].last_row) == (0, len(edges) - 1)
    for i, p in enumerate(sheet.pages):
        used = edges[p.last_row] - edges[p.first_row] + (head if i else 0)
        assert used * scale <= body_height(page) + 0.5, f"page {i + 1}"
        assert p.last_row > last, "a page holds more than headings"


def assert_texts_fit(sheet: Sheet) -> None:
    for cell in sheet.cells:
        height = sheet.row_edges[cell.row + cell.row_span] - sheet.row_edges[cell.row]
        if cell.text:
            assert block_height(len(cell.lines), cell.font.size) <= height, cell


def assert_every_edge_is_drawn(sop: Sop, sheet: Sheet) -> None:
    """Arrows and pentagon pairs together are the edges of the flow, no more and no fewer."""
    flow = trace(sop)
    ways = Counter((flow.nodes[e.source].key, flow.nodes[e.target].key) for e in flow.edges)
    drawn: Counter[tuple[str, str]] = Counter()
    letters_out, letters_in = Counter[str](), Counter[str]()
    for c in sheet.connectors:
        if c.start.startswith("sambungan:"):
            letters_in[c.start.split(":")[1]] += 1
            continue
        drawn[c.dari, c.ke] += 1
        if c.end.startswith("sambungan:"):
            letters_out[c.end.split(":")[1]] += 1
    assert drawn == ways
    assert letters_in == letters_out == Counter(dict.fromkeys(letters_in, 1))
    pentagons = [s for s in sheet.symbols if s.kind is SymbolKind.OFF_PAGE]
    assert len(pentagons) == 2 * len(letters_in)
    assert len({s.name for s in sheet.symbols}) == len(sheet.symbols)


@COSTLY
@given(seed=st.integers(0, 10**6))
def test_any_sop_is_drawn_by_the_rules(seed: int) -> None:
    document = random_sop(seed, rows=6 + seed % 25)  # larger ones below
    sop = sop_of(document)
    try:
        assert_sound(sop, *laid_out(sop))
    except Exception:
        print(written(document))
        raise


@pytest.mark.parametrize(("rows", "lanes"), [(1, 1), (2, 1), (30, 1), (60, 12), (150, 6)])
def test_sizes(rows: int, lanes: int) -> None:
    sop = sop_of(random_sop(7, rows, lanes))
    assert_sound(sop, *laid_out(sop))


def test_same_input_same_sheet() -> None:
    sop = sop_of(random_sop(11, 25, 5))
    assert laid_out(sop) == laid_out(sop)


def test_a_row_taller_than_a_page_shrinks_the_print_instead_of_clipping() -> None:
    document = random_sop(3, 6, 3)
    document["langkah"][2]["kegiatan"] = "Menyusun laporan " * 700
    sop = sop_of(document)
    sheet, scale = laid_out(sop)
    assert_sound(sop, sheet, scale)
    assert scale < 1
    assert max(b - a for a, b in zip(sheet.row_edges, sheet.row_edges[1:], strict=False)) <= 545


@pytest.mark.parametrize("seed", seeds(1, 54))
def test_a_print_is_made_smaller_only_where_that_saves_a_page(seed: int) -> None:
    """The pages of the larger print are guessed. No case is known where the guess fails, but nothing forbids one.
    54 looks as if it reached the top of a third page before its arrows are routed, and does not."""
    sop = sop_of(random_sop(seed))
    chosen = laid_out(sop)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(procedure, "smaller_prints", lambda table: [])
        plain = laid_out(sop)
    assert chosen == plain or len(chosen[0].pages) < len(plain[0].pages)


def test_a_row_or_two_too_many_for_a_page_make_the_print_a_little_smaller() -> None:
    row = Langkah(kegiatan="Menerima berkas", pelaksana=("a",))
    prints = {}
    for count in (11, 12, 13, 14):
        sheet, scale = laid_out(make_sop(langkah=(row,) * count))
        prints[count] = len(sheet.pages), scale == 1
    assert prints == {11: (1, True), 12: (1, False), 13: (1, False), 14: (2, True)}


def test_tables_with_tangles_are_divided_so_that_fewer_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a page more at most, and never at a higher price."""
    drawn, spared = list[PagedDrawing](), 0
    monkeypatch.setattr(procedure, "draw", lambda *args: drawn.append(args[2]) or draw(*args))
    for seed, lanes in ((1043, 12), (1046, 4), (1104, 7)):
        sop = sop_of(random_sop(seed, None, lanes))
        laid_out(sop)
        with monkeypatch.context() as patch:
            patch.setattr(Division, "tidied", lambda division, paged, page_cost: paged)
            laid_out(sop)
        tidy, plain = drawn[-2:]
        assert tidy.cost <= plain.cost
        assert len(plain.plans) <= len(tidy.plans) <= len(plain.plans) + 1
        spared += plain.tangles - tidy.tangles
    assert spared >= 4


def test_few_pages_are_routed_to_find_the_best_division(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty rows in twelve lanes, at three sizes of print and several widths of the lanes."""
    source, routed = FOLDER / "lengkap.yaml", list[object]()
    sop = read_text(source.read_text(encoding="utf-8"), source.name, source.parent).sop
    assert sop is not None
    of_pages.drawn.cache_clear()
    monkeypatch.setattr(of_pages, "route", lambda *args: routed.append(args) or route(*args))
    sheet, _ = laid_out(sop)
    assert len(sheet.pages) == 5
    assert len(routed) <= 100


@pytest.mark.parametrize("relation", ["berurutan", "bersama", "sejajar"])
@pytest.mark.parametrize("lanes", ["ac", "ca", "acb", "cab"])
@pytest.mark.parametrize("symbol", [None, "proses"])
def test_decisions_of_several_and_in_boxes_are_drawn(relation: str, lanes: str, symbol: str | None) -> None:
    step = {"kegiatan": "Memeriksa surat", "pelaksana": list(lanes), "hubungan": relation}
    step["keputusan"] = {"Ya": "selesai", "Tidak": "1"}
    rows = [{"kegiatan": "Menyusun surat", "pelaksana": "b"}, step | ({"simbol": symbol} if symbol else {})] * 2
    document = {"judul": "J", "pelaksana": {"a": "A", "b": "B", "c": "C"}, "langkah": rows}
    sop = sop_of(document)
    assert_sound(sop, *laid_out(sop))


@pytest.mark.parametrize("size", [7.0, 8.0])
def test_no_word_of_an_outcome_is_broken(size: float) -> None:
    for text in ("Dikembalikan", "Tidak, dipertanggungjawabkan", "Rp1.500.000.000", "Ya/Setuju"):
        assert [word for line in label_size(text, size).lines for word in line.split()] == text.split()


def test_a_title_as_high_as_the_page_leaves_a_row_its_own() -> None:
    heights = Heights((20, 20), (20, 20), 0, first_page=0, next_page=40, tail=0, cut=(0, 0))
    plan = partial(plan_page, FlowIndex(trace(make_sop(langkah=STEPS * 2))))
    assert Division(plan, heights, (74,), {}).expected_pages == 2


def test_letters_go_on_after_z() -> None:
    assert [letters(i) for i in (0, 25, 26, 27, 51, 52, 701, 702)] == ["A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]


def test_the_second_line_of_an_entry_stands_under_its_first() -> None:
    """Also where the author broke it."""
    lines = cell_text(("Surat Nomor\n2024 tentang arsip", "Lampiran"), 400, 9.0).lines
    assert [(line.startswith(HANG), line.lstrip(HANG)) for line in lines] == [
        (False, "1. Surat Nomor"),
        (True, "2024 tentang arsip"),
        (False, "2. Lampiran"),
    ]
