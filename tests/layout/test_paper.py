import pytest

from sopgen.layout.forms.labels import label, printed_date
from sopgen.layout.paper import body_height, body_width, paper
from sopgen.model import Kertas, Lane, Langkah, Sop, Tampilan
from sopgen.text.words import HEADINGS


@pytest.mark.parametrize(
    ("kertas", "width", "height"),
    [("a4", 210, 297), ("f4", 215, 330), ("legal", 215.9, 355.6), ("letter", 215.9, 279.4), ("a3", 297, 420)],
)
def test_sizes(kertas: Kertas, width: float, height: float) -> None:
    upright = paper(kertas, "potret", None)
    assert (upright.width * 25.4 / 96, upright.height * 25.4 / 96) == pytest.approx((width, height))
    wide = paper(kertas, "lanskap", None)
    assert (wide.width, wide.height, wide.landscape) == (upright.height, upright.width, True)
    assert body_width(wide) <= wide.width - wide.margin_left - wide.margin_right
    assert body_height(wide) <= wide.height - wide.margin_top - wide.margin_bottom


def test_footer_gets_room() -> None:
    texts = (None, "Catatan", "Catatan " * 24, "Catatan " * 60)
    plain, short, wide, long = (paper("a4", "lanskap", text, "1/2026 · Rapat") for text in texts)
    assert body_height(plain) == body_height(short) > body_height(wide) > body_height(long)
    assert short.footer == "Catatan"
    assert short.footer_rise == 0 < wide.footer_rise == long.footer_rise
    assert body_height(paper("a4", "lanskap", "Catatan " * 9999)) > 300


def test_labels() -> None:
    tampilan = Tampilan(label={"kegiatan": "Uraian Prosedur"})
    lanes, steps = (Lane(id="a", nama="A"),), (Langkah(kegiatan="x", pelaksana=("a",)),)
    sop = Sop(judul="x", pelaksana=lanes, langkah=steps, tampilan=tampilan)
    assert label(sop, "kegiatan") == "Uraian Prosedur"
    assert {key: label(sop, key) for key in HEADINGS if key != "kegiatan"} == {
        key: text for key, text in HEADINGS.items() if key != "kegiatan"
    }


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (None, ""),
        ("2022-08-30", "30 Agustus 2022"),
        ("2024-01-02", "2 Januari 2024"),
        ("2022-13-01", "2022-13-01"),
        ("30 Agustus 2022", "30 Agustus 2022"),
        ("2-Jan-24", "2-Jan-24"),
    ],
)
def test_dates(written: str | None, printed: str) -> None:
    assert printed_date(written) == printed
