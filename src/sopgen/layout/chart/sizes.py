"""Sizes the flowchart's symbols around their texts. Unit: the point.

`sopgen.text` and the procedure count in px, which are 3/4 of a point: a text of 6 pt takes as many px as one of 8 pt
takes points. Sizes are even whole numbers: Graphviz before version 3 draws nodes in whole points.
"""

from __future__ import annotations

from sopgen.layout.procedure.sizes import ROOMY, Size, even
from sopgen.scene.chart import LEADING, TEXT_PT
from sopgen.scene.geometry import PT_PER_PX
from sopgen.scene.symbols import SymbolKind
from sopgen.text.metrics import text_width
from sopgen.text.wrap import EXCEL_WIDENING, longest_word, wrap

TEXT = TEXT_PT * PT_PER_PX
KINDS = ROOMY._replace(label_pt=TEXT, lift=2)
"""what lies between symbols, as in the procedure"""
PAD_X, PAD_Y = 5.0, 4.0
"""between a symbol's outline and its text"""
LEAST_HEIGHT = 28.0
LEAST_DIAMOND_HEIGHT = 38.0
OWN_CAPSULE = (60, 22)
"""Mulai and Selesai capsules"""
PENTAGON = (28, 28)
"""where the flow goes on on another sheet"""
WIDTHS = ((4, 116), (7, 102), (10, 92))
"""up to so many lanes: the width of a symbol"""
LEAST_WIDTH = 82
DIAMOND_WIDENING = 1.2
STRETCHES = ((1.0, 1.0), (1.5, 1.0), (2.25, 1.0), (3.4, 1.0), (5.0, 1.0))
"""(width over the common one, greatest height over that width): a text gets the first that holds it"""
DIAMOND_STRETCHES = ((1.0, 0.75), (1.2, 0.75), (1.2, 1.0), (1.5, 1.0), (1.9, 1.0), (2.4, 1.0), (3.4, 1.0), (5.0, 1.0))
"""the same for diamonds: flat where they can be, but rather steep than half the picture wide"""
WIDENING = 1.5
"""the same for the longest word of a symbol, at most"""
FRACTIONS = tuple(n / 20 for n in range(6, 17))
"""parts of a diamond's width at which its text is tried"""


def common_width(lanes: int) -> int:
    """The width of a box in a chart with so many lanes: the more lanes, the narrower, to fit the paper."""
    return next((width for most, width in WIDTHS if lanes <= most), LEAST_WIDTH)


def symbol_size(kind: SymbolKind, text: str, width: float) -> Size:
    """A symbol about `width` wide (a diamond a little more) that holds `text`."""
    decides = kind is SymbolKind.DECISION
    measure, start, stretches = (
        (_diamond, width * DIAMOND_WIDENING, DIAMOND_STRETCHES) if decides else (_box, width, STRETCHES)
    )
    if decides:
        start = max(start, min(longest_word(text, TEXT) / FRACTIONS[-1], WIDENING * start))
    for stretch, steepest in stretches:
        size = measure(text, start * stretch)
        if size.height <= steepest * size.width:
            break
    return size


def heading_size(text: str, width: int) -> Size:
    """A heading in a room `width` wide."""
    lines = wrap(text.strip(), width - 2 * PAD_X, TEXT)
    return Size(width, even(len(lines) * LEADING + 2 * PAD_Y), lines)


def number_width(text: str) -> int:
    """Room for a row's number."""
    return even(_width(text) + 6)


def _width(line: str) -> float:
    return text_width(line, TEXT) * EXCEL_WIDENING


def _box(text: str, width: float) -> Size:
    width = max(width, min(longest_word(text, TEXT) + 2 * PAD_X, WIDENING * width))
    lines = wrap(text.strip(), width - 2 * PAD_X, TEXT)
    return Size(even(width), even(max(LEAST_HEIGHT, len(lines) * LEADING + 2 * PAD_Y)), lines)


def _diamond(text: str, width: float) -> Size:
    """The flattest diamond of a width: every line's corners lie inside |x|/w + |y|/h = 1/2."""
    longest = longest_word(text, TEXT)
    rooms = [width * fraction for fraction in FRACTIONS]
    options = {wrap(text.strip(), room, TEXT) for room in rooms if room >= longest or longest > rooms[-1]}
    heights = [(_diamond_height(lines, width), lines) for lines in sorted(options)]
    height, lines = min(heights, key=lambda option: option[0])
    return Size(even(width), even(max(LEAST_DIAMOND_HEIGHT, height)), lines)


def _diamond_height(lines: tuple[str, ...], width: float) -> float:
    needed = 0.0
    for i, line in enumerate(lines):
        reach = (abs(i - (len(lines) - 1) / 2) + 0.5) * LEADING
        room = 1 - (_width(line) + 4) / width
        needed = max(needed, 2 * reach / room) if room > 0 else float("inf")
    return needed
