from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import get_args

import pytest
from budget import COSTLY
from hypothesis import given
from hypothesis import strategies as st
from sheet_checks import assert_well_formed, make_sop, written
from work import LINEAR, growth

from sopgen.layout.forms.identity import identity_sheet
from sopgen.layout.paper import body_width, paper
from sopgen.layout.procedure.columns import cell_text
from sopgen.model import Butir, Instansi, Kertas, Logo, Orientasi, Pengesahan, Sop, Tampilan, Tanggal
from sopgen.scene.document import Cell, Line, Paper, Sheet
from sopgen.text.letters import HANG
from sopgen.text.wrap import line_spans

A4 = paper("a4", "lanskap", None)
LOGO = Logo(b"png", "image/png", 300, 360)
KEYS = (
    "dasar_hukum",
    "kualifikasi_pelaksana",
    "keterkaitan",
    "peralatan_perlengkapan",
    "peringatan",
    "pencatatan_pendataan",
)
APPROVAL = Pengesahan(jabatan="Sekretaris", nama="Ir. Soeko, MT", pangkat="Pembina", nip="19670416 199303 1 015")

words = st.text(alphabet="abc -/\né漢\u0301", max_size=120).map(str.strip)
texts = st.one_of(words, st.tuples(words, st.integers(1, 60)).map(lambda pair: " ".join([pair[0]] * pair[1])))
butir = st.recursive(
    st.builds(Butir, text=texts),
    lambda inner: st.builds(Butir, text=texts, children=st.lists(inner, max_size=4).map(tuple)),
    max_leaves=8,
)
lists = st.lists(butir, max_size=12).map(tuple)
maybe = st.one_of(st.none(), texts)
sops = st.builds(
    make_sop,
    judul=texts.filter(str.strip),
    nomor=maybe,
    instansi=st.builds(Instansi, nama=maybe, satuan_kerja=maybe, unit=maybe, alamat=maybe),
    disahkan_oleh=st.builds(Pengesahan, jabatan=maybe, nama=maybe, pangkat=maybe, nip=maybe),
    tampilan=st.builds(Tampilan, tanda_tangan=st.sampled_from(("identitas", "akhir", "keduanya"))),
    tambahan=st.lists(st.tuples(texts, lists), max_size=3).map(tuple),
    **dict.fromkeys(KEYS, lists),
)
papers = st.builds(paper, st.sampled_from(get_args(Kertas)), st.sampled_from(get_args(Orientasi)), maybe)


TEXT = (Butir(text="Teks", numbered=False),)
"""a text in place of a list"""


def butir_of(*texts: str) -> tuple[Butir, ...]:
    return tuple(Butir(text=text) for text in texts)


def sheet_of(sop: Sop, sheet_paper: Paper = A4, logo: Logo | None = None) -> Sheet:
    """The identity sheet, which is sound; one that is printed smaller is judged on paper as much larger."""
    sheet, scale = identity_sheet(sop, sheet_paper, logo)
    assert 0.8 <= scale <= 1.0
    sides = ("width", "height", "margin_top", "margin_right", "margin_bottom", "margin_left")
    larger = replace(sheet_paper, **{side: getattr(sheet_paper, side) / scale for side in sides})
    width = sheet.column_edges[-1]
    assert abs(width * scale - body_width(sheet_paper)) < 1
    assert_well_formed(sheet, replace(larger, width=width + larger.margin_left + larger.margin_right), full=True)
    return sheet


def cell(sheet: Sheet, text: str) -> Cell:
    (found,) = [cell for cell in sheet.cells if cell.text == text]
    return found


def flat(entries: tuple[Butir, ...]) -> list[str]:
    return [text for entry in entries for text in (entry.text, *flat(entry.children))]


@COSTLY
@given(sops, papers, st.sampled_from([None, LOGO]))
def test_any_sop_gives_a_sound_sheet_that_holds_all_its_text(sop: Sop, sheet_paper, logo: Logo | None) -> None:
    sheet = sheet_of(sop, sheet_paper, logo)
    items = "".join("".join(cell.text.split()) for cell in sheet.cells if cell.role == "box-item")
    expected = [text for key in KEYS for text in flat(getattr(sop, key))]
    expected += [text for _, entries in sop.tambahan for text in flat(entries)]
    assert sorted(items) == sorted("".join("".join(text.split()) for text in expected))
    titles = "".join(
        "".join(cell.text.split()) for cell in sheet.cells if cell.role == "value" and cell.font.size == 10
    )
    assert titles == "".join(sop.judul.split())


PARAGRAPHS = st.lists(
    st.text("ab -/\t\n\xa0漢", min_size=1, max_size=40).map(str.strip).filter(bool), min_size=1, max_size=3
)


@given(st.one_of(texts, PARAGRAPHS.map(tuple)), st.integers(20, 200))
def test_lines_are_found_in_their_text(written: str | tuple[str, ...], width: int) -> None:
    """Those of a text and those of a numbered list, also where an author broke an entry into paragraphs."""
    text, lines, _ = cell_text(written, width, 9)
    spans = line_spans(text, lines)
    assert [text[a:b].lstrip(HANG) for a, b in spans] == [line.lstrip(HANG) for line in lines]
    assert not (text[: spans[0][0]] + text[spans[-1][1] :]).strip()
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start
        assert not text[end:start].strip()


def test_entries_of_a_typed_list_hang_under_their_mark() -> None:
    _, lines, _ = cell_text("Ketentuan:\n- satu dua tiga\n10. satu dua\nakhir dari teks", 70, 9)
    hung = [(len(line) - len(line.lstrip(HANG)) > 0, line.lstrip(HANG)) for line in lines]
    assert hung == [
        (False, "Ketentuan:"), (False, "- satu dua"), (True, "tiga"), (False, "10. satu"), (True, "dua"),
        (False, "akhir dari"), (False, "teks"),
    ]  # fmt: skip


def test_long_boxes_go_on_over_pages() -> None:
    entries = tuple(" ".join(f"kata{index}x{word}" for word in range(300)) for index in range(60))
    sheet = sheet_of(make_sop(dasar_hukum=butir_of(*entries), peringatan=butir_of("Awas")))
    text = written(sheet)
    parts = [part for entry in entries for part in entry.split()]
    found = "".join(
        "".join(cell.text.split()) for cell in sheet.cells if cell.role == "box-item" and cell.text != "Awas"
    )
    assert found == "".join(parts)
    assert len(sheet.pages) > 20
    assert [cell.text for cell in sheet.cells if cell.role == "box-number" and cell.text] == [
        *(f"{index + 1}." for index in range(60)),
        "1.",
    ]
    assert text.count("DasarHukum") == 1


def test_boxes_are_closed_at_every_page_end() -> None:
    entries = tuple("Peraturan Menteri " * 40 for _ in range(20))
    sheet = sheet_of(make_sop(dasar_hukum=butir_of(*entries)))
    for page in sheet.pages:
        top = [cell for cell in sheet.cells if cell.row == page.first_row]
        bottom = [cell for cell in sheet.cells if cell.row + cell.row_span == page.last_row]
        assert {cell.border.top for cell in top} == {Line.THIN}
        assert {cell.border.bottom for cell in bottom} == {Line.THIN}
    for cell in sheet.cells:
        assert cell.border.left or cell.column > 0
        assert cell.border.right or cell.column + cell.column_span < len(sheet.column_edges) - 1


@pytest.mark.parametrize("count", range(1, 60, 3))
def test_a_heading_is_never_alone_at_the_foot_of_a_page(count: int) -> None:
    sop = make_sop(
        dasar_hukum=butir_of(*["Peraturan"] * count),
        keterkaitan=butir_of("Panjang " * 200, "Pendek"),
        peralatan_perlengkapan=(Butir(text="Kelompok", children=butir_of("Alat", "Bahan")), Butir(text="Lain")),
    )
    sheet = sheet_of(sop)
    headings = [cell for cell in sheet.cells if cell.role == "box-heading" or cell.text == "Kelompok"]
    ends = {page.last_row for page in sheet.pages}
    assert len(headings) == 7
    assert not any(cell.row + cell.row_span in ends for cell in headings)


def test_numbers_and_levels() -> None:
    kompetensi = Butir(
        text="Kompetensi", children=(Butir(text="Satu", children=butir_of("Dalam", "Luar")), *butir_of("Dua"))
    )
    pendidikan = Butir(text="Pendidikan", children=butir_of("S1"))
    sheet = sheet_of(
        make_sop(kualifikasi_pelaksana=(kompetensi, pendidikan), keterkaitan=butir_of("Tunggal"), peringatan=TEXT)
    )
    numbers = {cell.row: cell.text for cell in sheet.cells if cell.role == "box-number"}
    shown = {cell.text: (numbers.get(cell.row), cell.column) for cell in sheet.cells if cell.role == "box-item"}
    half = cell(sheet, "Kualifikasi Pelaksana").column
    assert shown["Kompetensi"] == ("1.", half + 1)
    assert shown["Satu"] == ("a.", half + 2)
    assert shown["Dalam"] == ("1)", half + 3)
    assert shown["Dua"] == ("b.", half + 2)
    assert shown["Pendidikan"] == ("2.", half + 1)
    assert shown["S1"] == ("a.", half + 2)
    assert shown["Tunggal"] == ("1.", 1)
    assert shown["Teks"] == (None, 0)


@pytest.mark.parametrize(
    ("numbering", "numbers"),
    [
        (("1", "a", "1"), "1. a. 1) b. 2."),
        (("A", "1", "a"), "A. 1. a) 2. B."),
        (("I", "A"), "I. A. 1) B. II."),
        (("i",), "i. a. 1) b. ii."),
    ],
)
def test_boxes_are_numbered_as_asked_for(numbering: tuple[str, ...], numbers: str) -> None:
    nested = Butir(text="a", children=(Butir(text="b", children=butir_of("c")), *butir_of("d")))
    boxes = {"dasar_hukum": (nested, *butir_of("e")), "peringatan": butir_of("f")}
    sheet = sheet_of(make_sop(**boxes, tampilan=Tampilan(penomoran_butir=numbering)))
    shown = " ".join(cell.text for cell in sheet.cells if cell.role == "box-number")
    assert shown == f"{numbers} 1.", "a flat box counts 1. 2. 3. whatever nested ones do"


def test_high_numbers() -> None:
    def numbers(style: str, count: int) -> list[str]:
        nested = Butir(text="x", children=butir_of(*["x"] * count))
        sheet = sheet_of(make_sop(dasar_hukum=(nested,), tampilan=Tampilan(penomoran_butir=("1", style))))
        return [cell.text for cell in sheet.cells if cell.role == "box-number"][1:]

    shown = numbers("i", 94)
    assert [shown[number - 1] for number in (4, 9, 14, 40, 49, 94)] == ["iv.", "ix.", "xiv.", "xl.", "xlix.", "xciv."]
    assert numbers("A", 54)[-2:] == ["BA.", "BB."]


@pytest.mark.parametrize(("revisi", "printed"), [("-", "-"), (None, ""), ("2022-08-30", "30 Agustus 2022")])
def test_a_revision_is_printed_as_written(revisi: str | None, printed: str) -> None:
    sheet = sheet_of(make_sop(tanggal=Tanggal(revisi=revisi)))
    rows = {c.text: c.row for c in sheet.cells if c.role == "label"}
    assert next(c.text for c in sheet.cells if c.role == "value" and c.row == rows["Tanggal Revisi"]) == printed


def test_fields() -> None:
    dates = Tanggal(pembuatan="2022-08-30", efektif="2-Jan-24")
    labels = Tampilan(label={"tanggal_efektif": "Tanggal Pengesahan"})
    sheet = sheet_of(make_sop(nomor="1.4.1.16", tanggal=dates, disahkan_oleh=APPROVAL, tampilan=labels))
    rows = {c.text: c.row for c in sheet.cells if c.role == "label"}
    values = {c.row: c.text for c in sheet.cells if c.role == "value"}
    assert values[rows["Nomor SOP"]] == "1.4.1.16"
    assert values[rows["Tanggal Pembuatan"]] == "30 Agustus 2022"
    assert values[rows["Tanggal Pengesahan"]] == "2-Jan-24"
    assert values[rows["Nama SOP"]] == "Judul"
    assert cell(sheet, "Judul").font.bold
    assert cell(sheet, "NIP. 19670416 199303 1 015").row > cell(sheet, "Ir. Soeko, MT").row > rows["Disahkan oleh"]


@pytest.mark.parametrize(("where", "signed"), [("identitas", True), ("akhir", False), ("keduanya", True)])
def test_signature_stands_where_asked_for(where: str, signed: bool) -> None:
    sheet = sheet_of(make_sop(disahkan_oleh=APPROVAL, tampilan=Tampilan(tanda_tangan=where)))
    text = [cell.text for cell in sheet.cells]
    assert "Sekretaris" in text
    assert ("Ir. Soeko, MT" in text) is signed


def test_logo_keeps_its_proportions_above_the_letterhead() -> None:
    sop = make_sop(instansi=Instansi(nama="PEMERINTAH KOTA MADIUN"))
    sheet, _ = identity_sheet(sop, A4, LOGO)
    (picture,) = sheet.pictures
    assert (picture.box.w, picture.box.h) == (75, 90)
    assert picture.box.bottom <= sheet.row_edges[cell(sheet, "PEMERINTAH KOTA MADIUN").row]
    assert picture.box.center.x == pytest.approx(sheet.column_edges[cell(sheet, "Nomor SOP").column] / 2, abs=1)


def test_extra_boxes_stand_in_pairs_and_the_last_alone() -> None:
    extra = (("Tujuan", butir_of("A")), ("Ruang Lingkup", butir_of("B")), ("Definisi", butir_of("C")))
    sheet = sheet_of(make_sop(tambahan=extra))
    assert cell(sheet, "Tujuan").row == cell(sheet, "Ruang Lingkup").row < cell(sheet, "Definisi").row
    assert cell(sheet, "Definisi").column_span == len(sheet.column_edges) - 1


def test_a_huge_sheet_makes_as_much_work_as_it_has_text() -> None:
    def prepared(size: int) -> Callable[[], object]:
        laws = butir_of("x" * (50 * size), "kata " * (10 * size))
        sop = make_sop(dasar_hukum=laws, peringatan=butir_of(*["a\nb"] * size))
        return lambda: identity_sheet(sop, A4, None)

    assert growth(prepared, 50) < LINEAR


def test_texts_taller_than_a_page_go_on_over_pages() -> None:
    tall = "\n".join(f"baris {number}" for number in range(90))
    extra = (("", ()), (tall, butir_of("A")))
    office = Instansi(nama="PEMERINTAH", alamat=tall)
    sheet = sheet_of(make_sop(judul=tall, instansi=office, disahkan_oleh=APPROVAL, tambahan=extra))
    assert written(sheet).count("baris89") == 3
    assert len(sheet.pages) > 3


def test_left_half_barely_lower_than_the_right() -> None:
    office = Instansi(satuan_kerja="a", unit="a\n\n\na", alamat="a")
    sheet_of(make_sop(instansi=office, tampilan=Tampilan(tanda_tangan="akhir")))


def heights(sheet: Sheet, *found: str) -> list[int]:
    return [sheet.row_edges[c.row + c.row_span] - sheet.row_edges[c.row] for c in (cell(sheet, text) for text in found)]


@pytest.mark.parametrize("unit", [None, "Subbagian Umum"])
def test_the_letterhead_beside_them_does_not_stretch_the_fields(unit: str | None) -> None:
    office = Instansi(nama="Pemerintah Kota Madiun", satuan_kerja="Sekretariat Daerah", unit=unit)
    sheet = sheet_of(make_sop(instansi=office, disahkan_oleh=APPROVAL))
    shown = heights(sheet, "Nomor SOP", "Tanggal Pembuatan", "Tanggal Revisi", "Tanggal Efektif")
    assert max(shown) - min(shown) <= 2


def test_an_empty_box_does_not_stretch_the_entries_beside_it() -> None:
    sheet = sheet_of(make_sop(keterkaitan=(), peralatan_perlengkapan=butir_of("Internet", "Komputer", "Printer")))
    assert len(set(heights(sheet, "Internet", "Komputer"))) == 1
