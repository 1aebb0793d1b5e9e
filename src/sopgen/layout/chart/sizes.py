"""Sizes the flowchart's symbols around their texts. Unit: the point (1/72 inch); font sizes are points too.

Sizes are even whole numbers: Graphviz before version 3 draws nodes in whole points.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

from sopgen.scene.chart import LABEL_PT, TEXT_PT
from sopgen.scene.symbols import SymbolKind
from sopgen.text.metrics import text_width
from sopgen.text.wrap import longest_word, wrap

PT_PER_PX = 0.75
LINE_SPACING = 1.22
"""line height over font size"""
TALL_SPACING = 1.5
"""the same for lines with characters that only another font has (emoji, East Asian)"""
PAD_X, PAD_Y = 5.0, 4.0
"""between a symbol's outline and its text"""
LEAST_HEIGHT = 28.0
LEAST_DIAMOND_HEIGHT = 38.0
OWN_CAPSULE = (60.0, 22.0)
"""Mulai and Selesai capsules"""
PENTAGON = (28.0, 28.0)
"""where the flow continues on another page"""
LABEL_WIDTH, WORD_WIDTH = 70.0, 120.0
"""an outcome's label wraps at the first, but no word of up to the second is broken"""
WIDTHS = ((4, 116.0), (7, 102.0), (10, 92.0))
"""up to so many lanes: the width of a symbol"""
LEAST_WIDTH = 82.0
DIAMOND_WIDENING = 1.2
STRETCHES = ((1.0, 1.0), (1.5, 1.0), (2.25, 1.0), (3.4, 1.0), (5.0, 1.0))
"""(width over the common one, greatest height over that width): a text gets the first that holds it"""
DIAMOND_STRETCHES = ((1.0, 0.75), (1.2, 0.75), (1.2, 1.0), (1.5, 1.0), (1.9, 1.0), (2.4, 1.0), (3.4, 1.0), (5.0, 1.0))
"""the same for diamonds: flat where they can be, but rather steep than half the picture wide"""
WIDENING = 1.5
"""the same for the longest word of a symbol, at most"""
FRACTIONS = tuple(n / 20 for n in range(6, 17))
"""parts of a diamond's width at which its text is tried"""


@dataclass(frozen=True, slots=True)
class Size:
    """A symbol's or label's width and height, with the wrapped text inside."""

    width: float
    height: float
    lines: tuple[str, ...]


def common_width(lanes: int) -> float:
    """The width of a box in a chart with so many lanes: the more lanes, the narrower, to fit the paper."""
    return next((width for most, width in WIDTHS if lanes <= most), LEAST_WIDTH)


def symbol_size(kind: SymbolKind, text: str, width: float) -> Size:
    """A symbol about `width` wide (a diamond a little more) that holds `text`."""
    decides = kind is SymbolKind.DECISION
    measure, start, stretches = (
        (_diamond, width * DIAMOND_WIDENING, DIAMOND_STRETCHES) if decides else (_box, width, STRETCHES)
    )
    if decides:
        start = max(start, min(_longest_word(text) / FRACTIONS[-1], WIDENING * start))
    for stretch, steepest in stretches:
        size = measure(text, start * stretch)
        if size.height <= steepest * size.width:
            break
    return size


def label_size(text: str) -> Size:
    """An outcome's label with 1 pt free on every side."""
    lines = _wrap(text, max(LABEL_WIDTH, min(WORD_WIDTH, _longest_word(text, LABEL_PT) + 1)), LABEL_PT)
    widest = max(_width(line, LABEL_PT) for line in lines)
    return Size(_even(widest + 2), _even(len(lines) * line_height(text, LABEL_PT) + 1), lines)


def heading_size(text: str, width: float) -> Size:
    """A heading in a room `width` wide."""
    lines = _wrap(text, width - 2 * PAD_X)
    return Size(width, _even(len(lines) * line_height(text) + 2 * PAD_Y), lines)


def line_height(text: str, size: float = TEXT_PT) -> float:
    tall = not text.isascii() and any(unicodedata.east_asian_width(char) in "WF" for char in text)
    return size * (TALL_SPACING if tall else LINE_SPACING)


def number_width(text: str) -> float:
    """Room for a row's number."""
    return _even(_width(text, TEXT_PT) + 6)


def _even(value: float) -> float:
    return 2.0 * math.ceil(value / 2)


def _width(line: str, size: float) -> float:
    return text_width(line, size) * PT_PER_PX * 1.06


def _wrap(text: str, width: float, size: float = TEXT_PT) -> tuple[str, ...]:
    """Lines without blank ones at the ends."""
    return wrap(text.strip(), width / PT_PER_PX, size)


def _longest_word(text: str, size: float = TEXT_PT) -> float:
    return longest_word(text, size) * PT_PER_PX


def _box(text: str, width: float) -> Size:
    width = max(width, min(_longest_word(text) + 2 * PAD_X, WIDENING * width))
    lines = _wrap(text, width - 2 * PAD_X)
    height = len(lines) * line_height(text) + 2 * PAD_Y
    return Size(_even(width), _even(max(LEAST_HEIGHT, height)), lines)


def _diamond(text: str, width: float) -> Size:
    """The flattest diamond of a width: every line's corners lie inside |x|/w + |y|/h = 1/2."""
    longest = _longest_word(text)
    rooms = [width * fraction for fraction in FRACTIONS]
    options = {_wrap(text, room) for room in rooms if room >= longest or longest > rooms[-1]}
    heights = [(_diamond_height(lines, text, width), lines) for lines in sorted(options)]
    height, lines = min(heights, key=lambda option: option[0])
    return Size(_even(width), _even(max(LEAST_DIAMOND_HEIGHT, height)), lines)


def _diamond_height(lines: tuple[str, ...], text: str, width: float) -> float:
    pitch, needed = line_height(text), 0.0
    for i, line in enumerate(lines):
        reach = (abs(i - (len(lines) - 1) / 2) + 0.5) * pitch
        room = 1 - (_width(line, TEXT_PT) + 4) / width
        needed = max(needed, 2 * reach / room) if room > 0 else float("inf")
    return needed
