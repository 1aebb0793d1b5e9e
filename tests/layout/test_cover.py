import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheet_checks import assert_well_formed, make_sop, written

from sopgen.layout.forms.cover import cover_sheet
from sopgen.layout.paper import paper
from sopgen.model import Instansi, Kertas, Logo, Orientasi, Tanggal

A4 = paper(Kertas.A4, Orientasi.LANSKAP, None)
LOGO = Logo(b"png", "image/png", 100, 100)
OFFICE = Instansi(nama="PEMERINTAH", satuan_kerja="SEKRETARIAT", alamat="Jalan Pahlawan")


@settings(max_examples=60)
@given(
    st.text(alphabet="ab \n-", max_size=500).filter(str.strip),
    st.integers(1, 40),
    st.sampled_from(Kertas),
    st.sampled_from(Orientasi),
    st.sampled_from([None, LOGO]),
)
def test_one_page_whatever_the_title(title: str, times: int, kertas: Kertas, orientasi: Orientasi, logo: Logo) -> None:
    sheet_paper = paper(kertas, orientasi, "Catatan kaki")
    sheet = cover_sheet(make_sop(judul=title * times, instansi=OFFICE), sheet_paper, logo)
    assert_well_formed(sheet, sheet_paper, full=False)
    assert len(sheet.pages) == 1
    assert len(sheet.pictures) == (logo is not None)


def test_long_titles_are_shown_whole() -> None:
    title = "Penyusunan Perjanjian Kinerja " * 30
    sheet = cover_sheet(make_sop(judul=title, instansi=OFFICE), A4, LOGO)
    assert "".join(title.split()) in written(sheet)


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        (Tanggal(pembuatan="2021-01-02", efektif="30 Agustus 2022"), "2022"),
        (Tanggal(pembuatan="2-Jan-24"), "2024"),
        (Tanggal(), None),
    ],
)
def test_texts(dates: Tanggal, year: str | None) -> None:
    sheet = cover_sheet(make_sop(instansi=OFFICE, tanggal=dates), A4, None)
    document = "STANDAR OPERASIONAL PROSEDUR (SOP)"
    expected = ["PEMERINTAH", "SEKRETARIAT", document, "Judul", "Jalan Pahlawan", *([year] if year else [])]
    assert [cell.text for cell in sheet.cells] == expected
