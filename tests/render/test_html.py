"""The HTML by its bytes: real tables, texts that stay texts, and a drawing with the scene's own coordinates."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from random_sops import random_sop, sop_of
from render.html_cases import HOSTILE, SCRIPT_LOGO, Case, example, hostile
from render.html_reader import Element, corners, grid, read, shape_box
from render.scenes import bends_scene, grid_scene

from examples import EXAMPLES, KINDS
from sopgen.flow import trace
from sopgen.render.html import render
from sopgen.render.html.inline import content
from sopgen.render.html.prose import cards
from sopgen.scene.document import Cell, Sheet
from sopgen.text.wrap import wrap

KECIL = next(path for path in EXAMPLES if path.stem == "kecil")
LENGKAP = next(path for path in EXAMPLES if path.stem == "lengkap")
MADE_BY_HAND = {"grid": grid_scene, "bends": bends_scene}
HALF_POINT = 0.5 * 96 / 72
TAGS = {
    *("#document", "html", "head", "meta", "title", "style", "body", "header", "main", "section", "h1", "h2", "p"),
    *("h3", "div", "span", "b", "br", "a", "ul", "ol", "li", "dl", "dt", "dd", "img", "wbr"),
    *("table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
    *("svg", "defs", "marker", "g", "path", "rect", "polygon", "text", "tspan"),
}


def by_hand(name: str) -> Case:
    case = example(KECIL)
    return replace(case, scene=MADE_BY_HAND[name]())


@pytest.fixture(scope="module", params=[*(path.stem for path in KINDS), "hostile", *MADE_BY_HAND])
def case(request: pytest.FixtureRequest) -> Case:
    if request.param == "hostile":
        return hostile()
    if request.param in MADE_BY_HAND:
        return by_hand(request.param)
    return example(next(path for path in EXAMPLES if path.stem == request.param))


@pytest.fixture(scope="module")
def document(case: Case) -> Element:
    return read(case.html())


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


# ---- the file


def test_stands_alone(document: Element) -> None:
    """No script, nothing from elsewhere; what is neither is forbidden by its own policy."""
    policy = next(e for e in document.all("meta") if "http-equiv" in e.attributes)
    assert policy.attributes["content"].startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    for element in document.walk():
        assert element.tag in TAGS, element.tag
        assert not [name for name in element.attributes if name.startswith("on")]
        assert element.attributes.get("src", "data:image/").startswith("data:image/")
        assert element.attributes.get("href", "#").startswith("#")
    style = document.all("style")[0].text
    assert "@import" not in style
    assert set(re.findall(r"url\(([^)]*)\)", style)) <= {"#kepala-panah", "#kepala-panah-aktif"}


def test_ids_are_unique_and_links_lead_to_them(document: Element) -> None:
    ids = [e.attributes["id"] for e in document.walk() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert not [name for name in ids if re.search(r"\s", name)]


def test_paper(case: Case, document: Element) -> None:
    size = re.search(r"@page\{size:([\d.]+)mm ([\d.]+)mm;", document.all("style")[0].text)
    assert size
    paper = case.scene.paper
    assert float(size[1]) == pytest.approx(paper.width / 96 * 25.4, abs=0.01)
    assert float(size[2]) == pytest.approx(paper.height / 96 * 25.4, abs=0.01)
    assert len(document.all("div", "halaman")) == sum(len(sheet.pages) for sheet in case.scene.sheets)


# ---- tables


def test_tables_are_whole(document: Element) -> None:
    for table in document.all("table"):
        assert grid(table)
        assert table.all("caption")


def test_headings_name_what_they_head() -> None:
    document = read(example(LENGKAP).html())
    *_, table, closing = document.all("table")
    scopes = {th.text.replace("\n", " "): th.attributes["scope"] for th in table.all("thead")[0].all("th")}
    assert scopes["Pelaksana"] == scopes["Mutu Baku"] == scopes["Bagian Pengadaan"] == "colgroup"
    assert scopes["Waktu"] == scopes["PPTK"] == "col"
    assert {th.attributes["scope"] for th in table.all("tbody")[0].all("th")} == {"row"}
    assert [(th.text, th.attributes["scope"]) for th in closing.all("th")] == [("Catatan Pelaksanaan", "col")]
    assert [len(group.all("col")) for group in table.all("colgroup")] == [1, 1, 12, 3, 1]
    identity = document.all("table")[0]
    assert {th.text: th.attributes["scope"] for th in identity.all("th")}.items() >= {
        ("Nomor SOP", "row"),
        ("Dasar Hukum", "col"),
    }


def test_every_page_repeats_the_headings() -> None:
    pages = read(example(LENGKAP).html()).all("section", "s2")[0].all("div", "halaman")
    assert len(pages) > 2
    assert len({page.all("table")[0].all("thead")[0].text for page in pages}) == 1


def test_lists_of_a_box_are_lists() -> None:
    document = read(example(KECIL).html())
    items = [item.text for item in document.all("table")[0].all("li")]
    assert "2. Pendidikan" in items
    assert "a. Memahami penatausahaan barang persediaan" in items


def test_lanes_say_what_stands_in_them() -> None:
    document = read(example(KECIL).html())
    rows = [row for row in document.all("tr") if row.attributes.get("data-langkah")]
    assert [[cell.text for cell in row.all("td")[1:4]] for row in rows[:2]] == [
        ["awal/akhir", "", ""],
        ["", "keputusan", ""],
    ]
    assert rows[0].attributes["id"] == f"langkah-{rows[0].attributes['data-langkah']}"


# ---- texts


def test_every_text_is_there(case: Case, document: Element) -> None:
    body = squeezed(document.all("main")[0].text)
    for sheet in case.scene.sheets:
        for cell in sheet.cells:
            assert all(squeezed(line) in body for line in cell.lines), cell.text
    for sheet in case.scene.sheets:
        for symbol in sheet.symbols:
            assert squeezed("".join(symbol.lines)) in body


@pytest.mark.parametrize("index", range(len(HOSTILE)))
def test_hostile_texts_stay_texts(index: int) -> None:
    cell = Cell(0, 0, text=HOSTILE[index], lines=wrap(HOSTILE[index], 120, 9))
    markup = content(cell, {})
    assert squeezed(read(markup.encode()).text) == squeezed(HOSTILE[index])
    assert not re.search(r"<(?!br>)", markup)


def test_characters_html_does_not_allow_are_left_out() -> None:
    assert content(Cell(0, 0, lines=("a\0b\x85c\ud800d\ufffee\U0001ffff!",)), {}) == "ab cde!"


def test_a_logo_cannot_run() -> None:
    data = hostile().html()
    assert SCRIPT_LOGO.data not in data
    pictures = read(data).all("img")
    assert pictures
    assert all(e.attributes["src"].startswith("data:image/svg+xml;base64,") for e in pictures)


def test_a_font_name_is_no_css() -> None:
    case = example(KECIL)
    sheet = case.scene.sheets[0]
    evil = tuple(cell._replace(font=cell.font._replace(family="x;}</style><b>*{a:url(//b)")) for cell in sheet.cells)
    scene = replace(case.scene, sheets=(replace(sheet, cells=evil), *case.scene.sheets[1:]))
    style = read(render(scene, case.sop, case.flow)).all("style")[0].text
    assert "//b" not in style
    assert "xstyleb" in style


# ---- links


def test_links_keep_the_line_breaks() -> None:
    name = "SOP Penatausahaan Barang Milik Daerah"
    cell = Cell(0, 0, text=f"1. Arsip\n2. {name}", lines=("1. Arsip", "2. SOP Penatausahaan", "Barang Milik Daerah"))
    cell = cell._replace(role="keterangan")
    linked = content(cell, {"SOP": "x.html", name: "../b&c.html", "Arsi": "no.html"})
    assert linked == ('1. Arsip<br>2. <a href="../b&amp;c.html">SOP Penatausahaan<br>Barang Milik Daerah</a>')


def test_links_in_the_document() -> None:
    case = example(LENGKAP)
    document = read(render(case.scene, case.sop, case.flow, {"SOP Pembayaran Langsung": "bayar.html"}))
    found = [e for e in document.all("a") if e.attributes["href"] == "bayar.html"]
    assert [squeezed(e.text) for e in found] == ["SOPPembayaranLangsung"] * 2


# ---- the flow


def told(case: Case) -> list[str]:
    return [
        f"{card.name}, {turn.who} ({turn.kind}): "
        + ", ".join(f"{label} ke {place}".lstrip() for label, place in turn.ways)
        for card in cards(case.sop, case.flow)
        for turn in card.turns
    ]


def test_flow_in_words() -> None:
    assert told(example(KECIL))[:4] == [
        "Langkah 1, Pegawai (awal): ke langkah 2",
        "Langkah 2, Pengurus Barang (keputusan): Ya ke langkah 3, Tidak ke langkah 1",
        "Langkah 3, Kepala Subbagian Umum (kegiatan): ke langkah 4",
        "Langkah 4, Pengurus Barang (kegiatan): ke langkah 5 (Pengurus Barang)",
    ]
    large = told(example(LENGKAP))
    assert large[0] == "Langkah 1, Pengguna Anggaran (awal): ke langkah 1"
    assert "Langkah 40, Pejabat Pembuat Komitmen bersama Penyedia (kegiatan): ke langkah 41" in large
    assert "Langkah 27, Pengguna Anggaran (keputusan): Ya ke langkah 16, Tidak ke selesai" in large


def test_several_who_begin_together_are_told_as_the_beginning() -> None:
    sop = sop_of(random_sop(0, rows=3))
    begun = sop.langkah[0].model_copy(update={"pelaksana": ("l1", "l0"), "hubungan": "bersama"})
    sop = sop.model_copy(update={"langkah": (begun, *sop.langkah[1:])})
    (turn,) = cards(sop, trace(sop))[0].turns
    assert (turn.kind, turn.who) == ("awal", " bersama ".join(lane.nama for lane in sop.pelaksana[:2]))


def test_cards_hold_what_the_row_says() -> None:
    first = cards(example(KECIL).sop, example(KECIL).flow)[1]
    assert first.kegiatan == "Memeriksa ketersediaan barang dan kewajaran jumlahnya"
    assert first.facts == (
        ("Kelengkapan", ("Nota permintaan barang", "Kartu persediaan")),
        ("Waktu", ("15 menit",)),
        ("Output", ("Nota permintaan yang telah diperiksa",)),
    )


def test_every_row_and_every_way_is_told(case: Case, document: Element) -> None:
    (section,) = document.all("section", "alur")
    assert [squeezed(e.text) for e in section.all("p", "kegiatan")] == [squeezed(s.kegiatan) for s in case.sop.langkah]
    assert [squeezed(e.text) for e in section.all("dt")] == [
        squeezed(heading) for card in cards(case.sop, case.flow) for heading, _ in card.facts
    ]
    ways = sum(not edge.joint for edge in case.flow.edges)
    assert len(section.all("span", "ke")) == ways


# ---- the drawing


def test_symbols_are_the_scene_s(case: Case, document: Element) -> None:
    drawn = [e for e in document.all("g") if "simbol" in e.attributes["class"].split()]
    symbols = [symbol for sheet in case.scene.sheets for symbol in in_page_order(sheet)]
    assert len(drawn) == len(symbols)
    for element, symbol in zip(drawn, symbols, strict=True):
        assert element.attributes["data-nama"] == symbol.name.replace("\0", "")
        assert element.attributes.get("data-langkah", "") == (symbol.langkah or "")
        assert element.attributes.get("data-pelaksana", "") == (symbol.pelaksana or "")
        assert shape_box(element) == pytest.approx(symbol.box, abs=HALF_POINT)


def in_page_order(sheet: Sheet) -> list:
    """The symbols as the pages show them."""
    edges = sheet.row_edges
    return [
        symbol
        for page in sheet.pages
        for symbol in sheet.symbols
        if edges[page.first_row] <= symbol.box.center.y < edges[page.last_row]
    ]


def test_arrows_are_the_scene_s(case: Case, document: Element) -> None:
    drawn = document.all("path", "panah")
    connectors = [connector for sheet in case.scene.sheets for connector in sheet.connectors]
    assert sorted(e.attributes["data-nama"] for e in drawn) == sorted(c.name for c in connectors)
    remaining = list(connectors)
    for element in drawn:
        name = element.attributes["data-nama"]
        match = next(c for c in remaining if c.name == name and near(corners(element), c.points))
        remaining.remove(match)
        assert element.attributes.get("data-dari", "") == match.dari
        assert element.attributes.get("data-ke", "") == match.ke
        assert element.attributes.get("data-label", "") == match.label
        assert ("marker-end" in element.attributes) == match.head


def near(drawn: list[tuple[float, float]], points: tuple) -> bool:
    return len(drawn) == len(points) and all(
        abs(x - u) <= HALF_POINT and abs(y - v) <= HALF_POINT for (x, y), (u, v) in zip(drawn, points, strict=True)
    )


def test_a_drawing_s_coordinates_are_the_page_s(case: Case, document: Element) -> None:
    """The view box begins at the page's first row, which stands below the repeated headings."""
    drawings = iter(document.all("svg", "alir"))
    for sheet in case.scene.sheets:
        first, last = sheet.header_rows
        heading = sheet.row_edges[last] - sheet.row_edges[first]
        for index, page in enumerate(sheet.pages if sheet.symbols else ()):
            drawing = next(drawings)
            box = [int(value) for value in drawing.attributes["viewbox"].split()]
            top, bottom = sheet.row_edges[page.first_row], sheet.row_edges[page.last_row]
            assert box == [0, top, sheet.column_edges[-1], bottom - top]
            assert drawing.attributes["style"] == f"top:{heading if index else 0}px"
    assert next(drawings, None) is None
