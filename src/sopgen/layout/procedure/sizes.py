"""How large each symbol and each outcome label is, px."""

from __future__ import annotations

from typing import NamedTuple

from sopgen.layout.routing.page_flow import MANY_LANES
from sopgen.scene.symbols import SymbolKind
from sopgen.text.metrics import line_height, text_width
from sopgen.text.wrap import EXCEL_WIDENING, longest_word, wrap

SYMBOL_TEXT_PT = 8.0
QUESTION_PT = 7.0
LABEL_WIDTH = 66
"""an outcome's label wraps at this width"""
WORD_WIDTH = 130
"""but no word of up to this width is broken, nor in a question"""


class Size(NamedTuple):
    """An even width and height, so that the centre is a whole pixel, with the wrapped text inside."""

    width: int
    height: int
    lines: tuple[str, ...] = ()


class Measures(NamedTuple):
    """How large everything in the lanes is, px: roomy, or narrow where there are many lanes."""

    process: tuple[int, int]
    """width and height of each kind of symbol"""
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
    overhang: int
    """px by which the label of an outcome may reach over an empty cell beside its own"""
    evened: int
    """px by which a lane gets wider at most so that its symbols stand in its middle"""
    lane: int
    """the least width of a lane"""
    wanted_lane: int
    """its width where the texts leave it so much"""
    upright: bool
    """whether the lanes' names stand upright"""
    row: int
    """the least height of a row"""
    decision_row: int
    """what a row with a diamond usually needs"""
    break_row: int
    """what pentagons usually add to a row beside a page break"""
    air: int
    """px in a row beyond its longest text"""

    def of(self, kind: SymbolKind, text: str) -> Size:
        match kind:
            case SymbolKind.PROCESS:
                return Size(*self.process)
            case SymbolKind.DECISION:
                return _diamond(text, self.decision, self.question)
            case SymbolKind.OFF_PAGE:
                return Size(*self.off_page, (text,))
            case SymbolKind.TERMINATOR:
                least = even(text_width(text, SYMBOL_TEXT_PT) * EXCEL_WIDENING * CAPSULE_SHARE) if text else 0
                return Size(max(self.terminator[0], least), self.terminator[1], (text,) if text else ())


QUESTION_AIR = 30
"""px that a diamond is higher than its question: the higher, the less wide"""
CAPSULE_SHARE = 1.15
"""a capsule's width over that of its text"""
ROOMY = Measures(
    (44, 24), (50, 24), (46, 34), (28, 24), stub=11, question=62, label_pt=8.0, lift=9, overhang=0, evened=24,
    lane=74, wanted_lane=104, upright=False, row=52, decision_row=66, break_row=42, air=8,
)  # fmt: skip
NARROW = Measures(
    (36, 22), (40, 22), (40, 32), (26, 24), stub=9, question=38, label_pt=7.0, lift=9, overhang=16, evened=0,
    lane=54, wanted_lane=74, upright=True, row=40, decision_row=58, break_row=0, air=4,
)  # fmt: skip


def measures(lanes: int) -> Measures:
    """The measures of a procedure with so many lanes."""
    return NARROW if lanes >= MANY_LANES else ROOMY


def _diamond(question: str, least: tuple[int, int], room: int) -> Size:
    """As wide as its lines need: h px above its middle, a diamond is (1 - 2 h / height) of its width."""
    if not question:
        return Size(*least)
    lines = wrap(question, max(room, min(WORD_WIDTH, longest_word(question, QUESTION_PT) + 1)), QUESTION_PT)
    text_height = len(lines) * line_height(QUESTION_PT)
    height = max(least[1], text_height + QUESTION_AIR)
    widest = max(text_width(line, QUESTION_PT) for line in lines) * EXCEL_WIDENING
    return Size(even(max(least[0], widest / (1 - text_height / height) + 4)), even(height), lines)


def label_size(text: str, size: float) -> Size:
    """An outcome's label, 1 px free on every side."""
    lines = wrap(text, max(LABEL_WIDTH, min(WORD_WIDTH, longest_word(text, size) + 1)), size)
    width = max(text_width(line, size) for line in lines) * EXCEL_WIDENING + 3
    return Size(even(width), len(lines) * line_height(size), lines)


def even(value: float) -> int:
    """The least even whole number that is not below the value."""
    return 2 * int(-(-value // 2))
