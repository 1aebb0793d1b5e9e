from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheet_checks import assert_well_formed, make_sop, written

from sopgen.layout.forms.cover import cover_sheet
from sopgen.layout.forms.identity import identity_sheet
from sopgen.layout.paper import paper
from sopgen.model import Instansi, Kertas, Logo, Orientasi, Sampul, Tampilan, Tanggal

A4 = paper("a4", "lanskap", None)
DOCUMENT = "STANDAR OPERASIONAL PROSEDUR (SOP)"
LOGO = Logo(b"png", "image/png", 100, 100)
COVERED = Tampilan(sampul=True)
OFFICE = Instansi(nama="PEMERINTAH", satuan_kerja="SEKRETARIAT", alamat="Jalan Pahlawan")


@given(
    st.text(alphabet="ab \n-", max_size=500).filter(str.strip),
    st.integers(1, 40),
    st.sampled_from(get_args(Kertas)),
    st.sampled_from(get_args(Orientasi)),
    st.sampled_from([None, LOGO]),
)
def test_one_page_whatever_the_title(title: str, times: int, kertas: Kertas, orientasi: Orientasi, logo: Logo) -> None:
    sheet_paper = paper(kertas, orientasi, "Catatan kaki")
    sheet = cover_sheet(make_sop(judul=title * times, instansi=OFFICE, tampilan=COVERED), sheet_paper, logo)
    assert_well_formed(sheet, sheet_paper, full=False)
    assert len(sheet.pages) == 1
    assert len(sheet.pictures) == (logo is not None)


def test_long_titles_are_shown_whole() -> None:
    title = "Penyusunan Perjanjian Kinerja " * 30
    sheet = cover_sheet(make_sop(judul=title, instansi=OFFICE, tampilan=COVERED), A4, LOGO)
    assert "".join(title.split()) in written(sheet)


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        (True, ["PEMERINTAH", "SEKRETARIAT", DOCUMENT, "Judul", "Jalan Pahlawan"]),
        (Sampul(tahun="2022"), ["PEMERINTAH", "SEKRETARIAT", DOCUMENT, "Judul", "Jalan Pahlawan", "2022"]),
        (Sampul(kop=("KOP",), judul="LAIN", alamat="Jalan Lain"), ["KOP", DOCUMENT, "LAIN", "Jalan Lain"]),
        (Sampul(kop=()), [DOCUMENT, "Judul", "Jalan Pahlawan"]),
        (
            Sampul(judul="SOP (Standar Operasional Prosedur)\nPENYUSUNAN"),
            ["PEMERINTAH", "SEKRETARIAT", "SOP (Standar Operasional Prosedur)\nPENYUSUNAN", "Jalan Pahlawan"],
        ),
    ],
)
def test_the_cover_says_what_the_identity_says_unless_it_has_its_own(own: bool | Sampul, shown: list[str]) -> None:
    """No year that nobody wrote, and no second name for what the document is."""
    dates = Tanggal(pembuatan="2021-01-02", efektif="30 Agustus 2022")
    sop = make_sop(instansi=OFFICE, tanggal=dates, tampilan=Tampilan(sampul=own))
    assert [cell.text for cell in cover_sheet(sop, A4, None).cells] == shown


@pytest.mark.parametrize(
    ("own", "twice"), [(False, True), (True, False), (Sampul(alamat="Jalan Lain"), True), (Sampul(kop=()), False)]
)
def test_the_identity_bears_the_address_where_the_cover_does_not(own: bool | Sampul, twice: bool) -> None:
    sheet, _ = identity_sheet(make_sop(instansi=OFFICE, tampilan=Tampilan(sampul=own)), A4, None)
    assert ("Jalan Pahlawan" in [cell.text for cell in sheet.cells]) is twice


def test_a_title_written_in_lines_is_broken_only_there() -> None:
    title = "SOP (STANDAR OPERASIONAL PROSEDUR)\nDINAS KOMUNIKASI, INFORMATIKA, STATISTIK DAN PERSANDIAN"
    sheet = cover_sheet(make_sop(instansi=OFFICE, tampilan=Tampilan(sampul=Sampul(judul=title))), A4, LOGO)
    assert title.split("\n") in [list(cell.lines) for cell in sheet.cells]
