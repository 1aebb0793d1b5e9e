"""Texts that look like something else, scripts without a face, and systems without Arial."""

from __future__ import annotations

import dataclasses
import io
import os
import unicodedata
from functools import cache
from pathlib import Path

import pikepdf
import pytest
import typst
from hypothesis import example, given
from hypothesis import strategies as st
from pictures import png
from render.pdf_reader import read, tags
from render.scenes import grid_scene

from sopgen.diagnostics import SopgenBug, UsageProblem
from sopgen.render.notices import Notice, told
from sopgen.render.pdf import fonts, render
from sopgen.render.pdf.fonts import find_faces
from sopgen.render.pdf.texts import BOX, clean, printed
from sopgen.render.pdf.typesetting import Typesetter
from sopgen.scene.document import Cell, Font, HAlign, Page, Picture, Scene, Sheet
from sopgen.scene.geometry import Rect
from sopgen.text.metrics import text_width

MARKUP = (
    "#let x = 1",
    '#panic() #sys.inputs #include "/etc/passwd"',
    "<b>tebal</b> &amp; <label> @rujukan",
    "{{ x }} {% if y %} ${z}",
    "\\ \\n \\u{41} $a^2$ `raw` ~ -- ---",
    "*tebal* _miring_ = judul",
    "// komentar /* x */",
    "'satu' \"dua\" “tiga”",
    "https://contoh.id/a?b=c#d",
)
WIDTH = 300


def sheet_of(texts: list[str], font: Font = Font("Arial", 9)) -> Scene:
    """A sheet with one text in each row."""
    cells = tuple(
        Cell(row, 0, text=text, lines=tuple(text.split("\n")), font=font, h=HAlign(list(HAlign)[row % 3]))
        for row, text in enumerate(texts)
    )
    sheet = Sheet("Uji", (0, WIDTH), tuple(range(0, 24 * len(texts) + 1, 24)), cells, (Page(0, len(texts)),))
    return dataclasses.replace(grid_scene(), sheets=(sheet,), scale=(1.0,))


@cache
def without_system_fonts() -> Typesetter:
    return Typesetter(find_faces(system=False))


def test_markup_is_text() -> None:
    scene = dataclasses.replace(sheet_of(list(MARKUP)), title="#let <b> {{ x }}")
    data = render(scene)
    assert [tag.text().strip() for tag in tags(data).find("TD")] == list(MARKUP)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "#let <b> {{ x }}"


def test_controls_are_left_out() -> None:
    assert clean("a\0b\x1b\x7fc\u202ed\u2066e") == "abcde"
    assert clean("a\tb\rc\u2028d") == "a b c d"
    assert clean("\ufffe\U0010ffff\ud800") == ""
    assert clean("\ue000\U0010fffd") == BOX * 2
    render(sheet_of(["a\0b\x1b\x7f", "\ud800\ue000", "\u202eabc\u202c", "\r\n\t"]))


def test_lines_keep_the_space_between_them() -> None:
    """One string; a list of lines where one of them must be looked at."""
    assert printed("satu dua\ntiga", ("satu", "dua", "tiga")) == "satu \ndua \ntiga"
    assert printed("pertanggungjawaban-nya", ("pertanggung", "jawaban-", "nya")) == "pertanggung\njawaban-\nnya"
    assert printed("文字 a", ("文字", "a")) == [["文字 "], "a"]
    assert printed("a b", ("a b",), measured=False) == [["a b"]]
    assert printed("semi\xadnar", ("semi\xadnar",)) == [["semi\xadnar"]]


def test_spaces_leave_centred_lines_in_the_middle() -> None:
    assert printed("satu dua tiga", ("satu", "dua", "tiga"), centered=True) == "satu\n dua \ntiga"
    assert printed("perta-ma dua", ("perta-", "ma", "dua"), centered=True) == "perta-\nma\ndua"


def test_characters_without_a_face_become_boxes_and_are_told() -> None:
    found = set[Notice]()
    data = render(sheet_of(["Cina 漢字", "Batak ᯅ", "x\u0b4d"]), None, without_system_fonts(), found)
    assert [tag.text().strip() for tag in tags(data).find("TD")] == [f"Cina {BOX * 2}", f"Batak {BOX}", "x"]
    notice = told(found)
    assert "3 aksara" in notice
    assert "U+6F22" in notice


def test_private_characters_become_boxes_and_are_told() -> None:
    found = set[Notice]()
    data = render(sheet_of(["\uf0b7 butir \uf0fc", "\U0010ff00"]), None, without_system_fonts(), found)
    assert [tag.text().strip() for tag in tags(data).find("TD")] == [f"{BOX} butir {BOX}", BOX]
    assert "3 aksara bukan huruf baku dan tampak sebagai kotak di PDF: U+F0B7 U+F0FC U+10FF00." in told(found)


@pytest.mark.parametrize("text", ["ꦲꦏ꧀ꦱꦫꦗꦮ", "ᬩᬮᬶ", "ᮞᮥᮔ᮪ᮓ", "ᨕᨙᨅᨚ", "ꤰꥈꤳ", "السلام", "😀📄✅"])
def test_regional_scripts_and_emoji_come_with_sopgen(text: str) -> None:
    found = set[Notice]()
    document = render(sheet_of([text]), None, without_system_fonts(), found)
    assert "aksara" not in told(found)
    assert set(text) <= set(unicodedata.normalize("NFKC", read(document)[0].text))
    with pikepdf.open(io.BytesIO(document)) as pdf:
        assert any("Noto" in str(item.get("/BaseFont")) for item in pdf.objects if isinstance(item, pikepdf.Dictionary))


def test_a_new_document_starts_without_the_boxes_of_the_last() -> None:
    typesetter = without_system_fonts()
    plain = sheet_of(["Kédua é"])
    before = render(plain, None, typesetter)
    render(sheet_of(["é\u20dd 😀"]), None, typesetter)
    assert render(plain, None, typesetter) == before


@pytest.mark.parametrize("text", ["السلام عليكم", "שלום עליכם (12)", "عام: ٢٠٢٤/١٢ abc", "السَّلَام"])
def test_right_to_left(text: str) -> None:
    """Every letter is found, whatever its form; in which order, viewers decide."""
    found = unicodedata.normalize("NFKC", read(render(sheet_of([text])))[0].text)
    assert {char for char in text if char.isalnum()} <= set(found)


ODD = "abc 12.(-é—ا ل م َ ّ ש ל ִ ꦗꦴ 😀👩\u200d\u200c\u200f\u202e\u2067\u0301\u20dd\ufe0f漢กअ्\u00ad\u200b\ue000\0\n"


@given(st.lists(st.text(st.sampled_from(ODD), max_size=12), min_size=1, max_size=6))
@example(["ל\u20dd\xad"])  # typst 0.15 breaks down at it
def test_any_text_can_be_printed(texts: list[str]) -> None:
    assert read(render(sheet_of(texts)))


def test_wide_text_of_other_scripts_stays_in_its_cell() -> None:
    scene = sheet_of(["漢字" * 60, "Ж" * 90])
    [page] = read(render(scene))
    with pikepdf.open(io.BytesIO(render(scene))) as pdf:
        edges = [float(item.operands[4]) for item in pikepdf.parse_content_stream(pdf.pages[0], "cm")]
    left = (scene.paper.width - WIDTH) / 2 * 0.75
    assert page.text
    assert min(edge for edge in edges if edge) >= left - 0.1


def test_a_forked_process_fails_rather_than_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    render(sheet_of(["teks"]))
    monkeypatch.setattr(os, "getpid", lambda: -1)
    with pytest.raises(SopgenBug, match="forked"):
        render(sheet_of(["teks"]))


# ---- faces


def test_arial_is_taken_first() -> None:
    def families(*names: str) -> dict[str, str]:
        return {name.casefold(): name for name in names}

    faces = dataclasses.replace(find_faces(), base="Arial", families=families("Arial", "Bookman"))
    assert faces.family("arial ") == faces.family("Liberation Sans") == faces.family("") == "Arial"
    assert faces.family("bookman") == "Bookman"
    assert faces.family("Tahoma") is None


def test_a_narrow_or_half_family_is_not_arial(monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclasses.dataclass
    class Info:
        family: str
        weight: int
        stretch: float = 1.0
        style: str = "normal"
        path: str | None = None

    listed = [Info("Arial", 400, 0.75), Info("Arial", 700, 0.75), Info("Arial", 900), Info("Liberation Sans", 400)]
    assert fonts.complete_families(listed) == {}  # type: ignore[arg-type]
    listed += [Info("Arial", 400), Info("Arial", 700), Info("Arimo", 400, path="/x/Arimo[wght].ttf")]
    assert fonts.complete_families(listed) == {"arial": "Arial", "arimo": "Arimo"}  # type: ignore[arg-type]


def test_without_arial_the_packaged_face_is_used_and_told() -> None:
    found = set[Notice]()
    data = render(grid_scene(), None, without_system_fonts(), found)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = {str(i.FontName)[8:] for i in pdf.objects if isinstance(i, pikepdf.Dictionary) and "/FontName" in i}
    assert names == {"Arimo-Regular"}
    assert told(found).startswith("Arial tidak ada di komputer ini; PDF memakai Arimo")


def test_without_any_face_the_user_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "PACKAGE", "fontpkg_yang_tidak_ada")
    with pytest.raises(UsageProblem, match="Liberation Sans"):
        find_faces(system=False)


def test_the_packaged_face_has_arials_widths() -> None:
    """Every line fits where layout put it: the widths layout measured with are those of the face."""
    faces = find_faces(system=False)
    text = "".join(map(chr, [*range(0x20, 0x7F), *range(0xC0, 0x180)]))
    for bold in (False, True):
        weight = 700 if bold else 400
        source = (
            f'#set text(font: "{faces.base}", weight: {weight}, kerning: false, ligatures: false, size: 100pt)\n'
            "#context [#metadata(sys.inputs.t.clusters().map(c => measure(c).width.pt())) <w>]"
        )
        found = typst.query(source.encode(), "<w>", "value", True, font_paths=faces.fonts, sys_inputs={"t": text})
        widths = [float(width) for width in found.strip("[]").split(",")]
        wider = [
            (char, width)
            for char, width in zip(text, widths, strict=True)
            if width > text_width(char, 100, bold) * 0.75 + 0.2
        ]
        assert not wider


def test_a_wanted_family_that_is_missing_is_told_once() -> None:
    found = set[Notice]()
    render(sheet_of(["teks"], Font("Huruf Khayal", 9)), notices=found)
    assert told(found).count("Huruf Khayal") == 1


def test_a_wanted_family_that_is_there_is_used() -> None:
    data = render(sheet_of(["W" * 40], Font("DejaVu Sans Mono", 9)), None, without_system_fonts())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = {str(i.FontName)[8:] for i in pdf.objects if isinstance(i, pikepdf.Dictionary) and "/FontName" in i}
    assert names <= {"DejaVuSansMono", "Arimo-Regular"}


# ---- pictures


def test_a_broken_picture_is_left_out_and_told(tmp_path: Path) -> None:
    inside = tmp_path / "rahasia.png"
    inside.write_bytes(png(3, 3))
    link = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{inside}" width="9" height="9"/>'
    for data, mime in ((b"\x89PNG\r\n\x1a\nrusak", "image/png"), (f"{link}</svg>".encode(), "image/svg+xml")):
        picture = Picture("logo", Rect(0, 0, 30, 30), data, mime, "Logo")
        scene = sheet_of(["teks"])
        scene = dataclasses.replace(scene, sheets=(dataclasses.replace(scene.sheets[0], pictures=(picture,)),))
        found = set[Notice]()
        pdf = render(scene, notices=found)
        assert "logo" in told(found)
        assert "teks" in read(pdf)[0].text
        assert b"/Subtype/Image" not in pdf


def test_pictures_are_drawn_with_their_description() -> None:
    figures = [tag.alt for tag in tags(render(grid_scene())).find("Figure")]
    assert figures[:3] == ["Lambang kota", "Lambang vektor", "Lambang kota"]
