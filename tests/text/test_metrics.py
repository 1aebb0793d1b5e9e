import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.text.metrics import block_height, line_height, text_width


def test_widths_are_arials() -> None:
    assert text_width("A", 75) == pytest.approx(66.7)
    assert text_width("A", 75, bold=True) == pytest.approx(72.2)
    assert text_width("", 9) == 0


def test_width_has_no_kerning() -> None:
    assert text_width("AVAVTo", 9) == pytest.approx(sum(text_width(char, 9) for char in "AVAVTo"))


@pytest.mark.parametrize(
    ("char", "em"),
    [("漢", 1.0), ("😀", 1.0), ("\u0301", 0.0), ("\u200d", 0.0), ("ꦗ", 1.1), ("ᬅ", 1.1), ("ع", 0.75), ("\t", 0.75)],
)
def test_characters_without_known_width(char: str, em: float) -> None:
    assert text_width(char, 75) == pytest.approx(em * 100)
    assert text_width(char, 75, bold=True) == pytest.approx(em * 100)


@given(st.text(), st.text(), st.sampled_from([8.0, 9.0, 10.5, 14.0]), st.booleans())
def test_width_adds_up(left: str, right: str, size: float, bold: bool) -> None:
    whole = text_width(left + right, size, bold)
    assert whole == pytest.approx(text_width(left, size, bold) + text_width(right, size, bold))


@given(st.integers(0, 500), st.floats(5, 40))
def test_block_holds_its_lines(lines: int, size: float) -> None:
    height = block_height(lines, size)
    assert isinstance(height, int)
    assert height * 0.75 >= lines * 1.33 * size + 3 - 1e-9
    assert height <= math.ceil(lines * line_height(size) + 4 + 1e-9)


def test_line_height() -> None:
    assert line_height(9) == 16
    assert isinstance(line_height(9.5), int)
