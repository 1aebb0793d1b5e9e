"""Widths and heights of text in Arial. Sizes in points, results in px at 96 dpi; no kerning."""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

from sopgen.resources import template_dir
from sopgen.scene.geometry import PX_PER_PT

LINE_SPACING = 1.33
"""Line height over font size: what Excel and LibreOffice take at most."""
BLOCK_PADDING_PT = 3.0
"""Room a cell needs above and below its lines."""

WIDE, OTHER, COMPLEX = 1000, 750, 1100
"""Assumed widths (1/1000 em) of characters not in the table: East Asian and emoji, any other, Indic and Javanese."""
_COMPLEX_SCRIPTS = ((0x0900, 0x109F), (0x1780, 0x17FF), (0x1980, 0x1AAF), (0x1B00, 0x1CFF), (0xA880, 0xABFF))
_ZERO_WIDTH = ("Mn", "Me", "Cf")


class _Widths(dict[str, int]):
    """Character -> width in 1/1000 em; fills itself for those that are not in the generated table, rather too wide than
    too narrow."""

    def __missing__(self, char: str) -> int:
        if unicodedata.category(char) in _ZERO_WIDTH:
            self[char] = 0
        elif unicodedata.east_asian_width(char) in "WF":
            self[char] = WIDE
        else:
            is_complex = any(first <= ord(char) <= last for first, last in _COMPLEX_SCRIPTS)
            self[char] = COMPLEX if is_complex else OTHER
        return self[char]


def _tables() -> dict[str, _Widths]:
    """By face. Each line of the file gives a face, a first character, and the widths from there on."""
    tables = {"regular": _Widths(), "bold": _Widths()}
    for line in (template_dir() / "text" / "widths.txt").read_text(encoding="ascii").splitlines():
        if not line.startswith("#"):
            face, first, *widths = line.split()
            tables[face].update((chr(code), int(width)) for code, width in enumerate(widths, int(first, 16)))
    return tables


_WIDTHS = _tables()


@lru_cache(maxsize=1 << 15)
def units(text: str, bold: bool) -> int:
    """Width of a one-line text in 1/1000 em."""
    return sum(map(_WIDTHS["bold" if bold else "regular"].__getitem__, text))


def px_per_unit(size_pt: float) -> float:
    """px per 1/1000 em at a font size in points."""
    return size_pt * PX_PER_PT / 1000


def text_width(text: str, size_pt: float, bold: bool = False) -> float:
    """Width of a one-line text, px."""
    return units(text, bold) * px_per_unit(size_pt)


def line_height(size_pt: float) -> int:
    """Height of one line without padding, whole px."""
    return math.ceil(LINE_SPACING * size_pt * PX_PER_PT)


def block_height(line_count: int, size_pt: float) -> int:
    """Height of the cell that shows `line_count` lines without clipping, whole px (multiples of 0.75 pt)."""
    return math.ceil((line_count * LINE_SPACING * size_pt + BLOCK_PADDING_PT) * PX_PER_PT)
