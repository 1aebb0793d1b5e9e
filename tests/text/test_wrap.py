import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from work import lines_run

from sopgen.text.metrics import text_width, units
from sopgen.text.wrap import EXCEL_WIDENING, wrap

TEXTS = st.one_of(
    st.text(st.characters(exclude_characters="\U0001f3fb\U0001f3fc\U0001f3fe\U0001f3ff")),
    st.text(alphabet="abcW -/\n\té漢😀\u0301\u200d\U0001f3fd–", max_size=80),
    st.lists(st.sampled_from(["tentang", "undang-undang", "Komputer/Laptop", "a", "\n", "  "])).map(" ".join),
)
WIDTHS = st.one_of(st.floats(1, 300), st.integers(0, 40))


def squeezed(text: str) -> str:
    """The text without the spaces that a line break may swallow."""
    return text.replace(" ", "").replace("\t", "").replace("\n", "")


@given(TEXTS, WIDTHS, st.booleans())
@example("0\u093e", 1.0, False)  # a mark with a width of its own
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: float, bold: bool) -> None:
    lines = wrap(text, width, 9, bold)
    assert lines
    assert squeezed("".join(lines)) == squeezed(text)
    assert len(lines) > text.count("\n")
    for line in lines:
        assert "\n" not in line
        joined = "\U0001f3fd", *map(chr, range(0xDC00, 0xE000))  # stay with what stands before them
        bases = [char for char in line if not unicodedata.category(char).startswith("M") and char not in joined]
        visible = [char for char in bases if text_width(char, 9, bold)]
        assert len(visible) <= 1 or text_width(line, 9, bold) <= width / EXCEL_WIDENING + 1e-6 or "\u200d" in line


@given(st.text(alphabet="ab-/\u0301\u200d\U0001f3fd漢😀").map(lambda text: "a" + text), WIDTHS)
def test_a_line_never_begins_with_a_mark(text: str, width: float) -> None:
    assert not any(line.startswith(("\u0301", "\u200d", "\U0001f3fd")) for line in wrap(text, width, 9))


@given(st.lists(st.text(alphabet="abcdef", min_size=1, max_size=12), min_size=1))
def test_words_that_fit_stay_whole(words: list[str]) -> None:
    lines = wrap(" ".join(words), 120, 9)
    assert [word for line in lines for word in line.split()] == words


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 100, ("",)),
        ("\n", 100, ("", "")),
        ("satu\ndua", 100, ("satu", "dua")),
        ("  masuk", 100, ("  masuk",)),
        ("Peraturan Menteri Keuangan", 120, ("Peraturan Menteri", "Keuangan")),
        ("Komputer/Laptop", 60, ("Komputer/", "Laptop")),
        ("peraturan perundang-undangan", 80, ("peraturan", "perundang-", "undangan")),
        ("peraturan perundang-undangan", 130, ("peraturan", "perundang-undangan")),
        ("a", 0, ("a",)),
        ("ab", 0, ("a", "b")),
        ("e\u0301e\u0301", 1, ("e\u0301", "e\u0301")),
        ("👩\u200d💻x", 1, ("👩\u200d💻", "x")),
    ],
)
def test_breaks(text: str, width: float, lines: tuple[str, ...]) -> None:
    assert wrap(text, width, 9) == lines


@pytest.mark.parametrize("unit", ["x", "ab ", "漢", "a-", " ", "\n", "\u0301", "a\u200d", "/", "kata panjang/pendek-"])
def test_each_character_is_measured_a_few_times_at_most(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = unit * (5_000 // len(unit))
    measured = 0

    def counted(part: str, bold: bool) -> int:
        nonlocal measured
        measured += len(part)
        return units(part, bold)

    monkeypatch.setattr(sys.modules["sopgen.text.wrap"], "units", counted)
    lines = lines_run(lambda: wrap.__wrapped__(text, 100, 9))
    assert lines < 40 * len(text)
    assert measured <= 10 * len(text)


def test_a_line_is_never_longer_than_a_pdf_can_hold() -> None:
    lines = wrap("i" * 33_000, 1e9, 9)
    assert "".join(lines) == "i" * 33_000
    assert max(map(len, lines)) < 32_767 / 2
