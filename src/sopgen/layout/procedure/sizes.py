"""How large each symbol and each outcome label is, px."""

from __future__ import annotations

from typing import NamedTuple

from sopgen.scene.symbols import SymbolKind
from sopgen.text.metrics import line_height, text_width
from sopgen.text.wrap import EXCEL_WIDENING, wrap

NARROW_FROM = 8
"""so many lanes are drawn narrow: smaller symbols, names that stand upright"""
PENTAGON_HEIGHT = 24
SYMBOL_TEXT_PT = 8.0
QUESTION_PT = 7.0
LABEL_WIDTH = 66
"""an outcome's label wraps at this width"""


class Size(NamedTuple):
    """An even width and height, so that the centre is a whole pixel, with the wrapped text inside."""

    width: int
    height: int
    lines: tuple[str, ...] = ()


class SymbolSizes(NamedTuple):
    """Width and height of each kind of symbol, px."""

    process: tuple[int, int]
    terminator: tuple[int, int]
    decision: tuple[int, int]
    off_page: tuple[int, int]
    stub: int
    """what lies at least between a symbol and the nearest track or border beside it: an arrow head and a little line"""
    question: int
    """a question wraps at this width"""
    label_pt: float
    lift: int
    """px between the line and a label over it: the higher, the nearer to the diamond's middle"""

    def of(self, kind: SymbolKind, text: str) -> Size:
        match kind:
            case SymbolKind.PROCESS:
                return Size(*self.process)
            case SymbolKind.DECISION:
                return _diamond(text, self.decision, self.question)
            case SymbolKind.OFF_PAGE:
                return Size(*self.off_page, (text,))
            case SymbolKind.TERMINATOR:
                least = _even(text_width(text, SYMBOL_TEXT_PT) * EXCEL_WIDENING * CAPSULE_SHARE) if text else 0
                return Size(max(self.terminator[0], least), self.terminator[1], (text,) if text else ())


QUESTION_AIR = 30
"""px that a diamond is higher than its question: the higher, the less wide"""
CAPSULE_SHARE = 1.15
"""a capsule's width over that of its text"""
WIDE_SYMBOLS = SymbolSizes((44, 24), (50, 24), (46, 34), (28, PENTAGON_HEIGHT), 11, 62, 8.0, 2)
NARROW_SYMBOLS = SymbolSizes((36, 22), (40, 22), (40, 32), (26, PENTAGON_HEIGHT), 9, 38, 7.0, 6)


def symbol_sizes(lanes: int) -> SymbolSizes:
    return NARROW_SYMBOLS if lanes >= NARROW_FROM else WIDE_SYMBOLS


def _diamond(question: str, least: tuple[int, int], room: int) -> Size:
    """As wide as its lines need: h px above its middle, a diamond is (1 - 2 h / height) of its width."""
    if not question:
        return Size(*least)
    word = max((text_width(word, QUESTION_PT) for word in question.split()), default=0.0)
    lines = wrap(question, max(room, min(LABEL_WIDTH, word * EXCEL_WIDENING + 1)), QUESTION_PT)
    text_height = len(lines) * line_height(QUESTION_PT)
    height = max(least[1], text_height + QUESTION_AIR)
    widest = max(text_width(line, QUESTION_PT) for line in lines) * EXCEL_WIDENING
    return Size(_even(max(least[0], widest / (1 - text_height / height) + 4)), _even(height), lines)


def label_size(text: str, size: float) -> Size:
    """An outcome's label, 1 px free on every side."""
    lines = wrap(text, LABEL_WIDTH, size)
    width = max(text_width(line, size) for line in lines) * EXCEL_WIDENING + 3
    return Size(_even(width), len(lines) * line_height(size), lines)


def _even(value: float) -> int:
    return 2 * int(-(-value // 2))
