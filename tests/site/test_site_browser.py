"""A site in a real browser, opened from files: search, filters, order, Back, no script, axe-core, a phone's width."""

from __future__ import annotations

from typing import Any

import pytest
from programs import met_in_chromium
from site_cases import build, large_library, library, sop

from sopgen.site import pages

pytestmark = pytest.mark.slow

EVERY = 5
LARGE = 250
"""SOPs of a register of which no search shows all"""
PAGES = (
    "index.html", "satuan/index.html", "satuan/dinas-arsip.html", "tinjau.html", "temuan.html",
    "sop/arsip/pinjam.html", "sop/arsip/simpan-lama.html", "sop/rusak.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("peramban")
    root = library(folder / "pustaka")
    (root / "rusak.yaml").write_text(sop("'</script><script>alert(1)</script>'", "9").replace("id: x,", "lanjut: zz,"))
    build(root, folder / "situs", "--tanpa", "pdf")
    large = folder / "besar"
    large.mkdir()
    (large / "index.html").write_bytes(pages.pages(large_library(LARGE))["index.html"])
    return met_in_chromium("browse-site.mjs", folder, folder / "situs", large, *PAGES)


def test_no_errors_and_nothing_from_the_network(met: dict[str, Any]) -> None:
    assert met["errors"] == []
    assert met["requests"] == []


def test_without_script_the_whole_register(met: dict[str, Any]) -> None:
    assert len(met["plain"]["rows"]) == EVERY
    assert not met["plain"]["form"]


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("gulungan", ["Penyimpanan Arsip"]),  # a step's text
        ("1.10", ["Peminjaman Arsip"]),  # a number
        ("bendahara keuangan", ["Pembayaran Langsung"]),  # a lane and an office
        ("PEMINJAM", ["Peminjaman Arsip"]),
        ("tidakada", []),
    ],
)
def test_search(met: dict[str, Any], words: str, titles: list[str]) -> None:
    assert met["found"][words] == [titles, f"{len(titles)} dari {EVERY} SOP"]


def test_search_in_the_legal_bases(met: dict[str, Any]) -> None:
    assert len(met["found"]["undang-undang 23"][0]) == EVERY


def test_filters_and_order(met: dict[str, Any]) -> None:
    assert met["filtered"] == ["Penyimpanan Arsip Lama"]
    assert met["year"] == f"{EVERY} SOP"
    assert met["sortedDown"] == [met["sorted"][::-1], "descending"]


def test_cards_of_a_phone_can_be_put_in_order_too(met: dict[str, Any]) -> None:
    assert met["sortedOnPhone"] == met["sorted"][::-1]
    assert met["nothingOnPhone"] == 0


def test_back_finds_the_search_again(met: dict[str, Any]) -> None:
    before, after, words = met["back"]
    assert before == after
    assert words == "arsip"


def test_axe_finds_nothing(met: dict[str, Any]) -> None:
    assert {page: found for page, found in met["axe"].items() if found} == {}


def test_phones_and_tablets_scroll_no_page_sideways(met: dict[str, Any]) -> None:
    assert met["wide"] == []


def test_no_key_lays_out_more_than_a_screenful_of_a_large_register(met: dict[str, Any]) -> None:
    large = met["large"]
    assert large["rows"] == LARGE  # without script
    for words, search in large["searches"].items():
        assert max(search["shown"]) <= 200, words
        assert search["layouts"] <= 2 * len(words), words
    assert large["searches"]["a"]["shown"] == [200]
    assert large["searches"]["zzz"]["count"] == f"0 dari {LARGE} SOP"
