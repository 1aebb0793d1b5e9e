"""How large each symbol and each outcome label is, px."""

from __future__ import annotations

from typing import NamedTuple

from sopgen.scene.symbols import SymbolKind
from sopgen.text import line_height, text_width, wrap

PROCESS_SIZE = (44, 24)
TERMINATOR_SIZE = (50, 24)
DECISION_SIZE = (46, 34)
OFF_PAGE_SIZE = (28, 24)
SYMBOL_TEXT_PT = 8.0
QUESTION_PT = 7.0
QUESTION_WIDTH = 62
"""a question wraps at this width; a diamond holds text in its inner half (ECMA-376 text rectangle)"""
LABEL_PT = 8.0
LABEL_WIDTH = 66


class Size(NamedTuple):
    """An even width and height, so that the centre is a whole pixel, with the wrapped text inside."""

    width: int
    height: int
    lines: tuple[str, ...] = ()


def symbol_size(kind: SymbolKind, text: str) -> Size:
    match kind:
        case SymbolKind.PROCESS:
            return Size(*PROCESS_SIZE)
        case SymbolKind.DECISION:
            return _diamond(text)
        case SymbolKind.OFF_PAGE:
            return Size(*OFF_PAGE_SIZE, (text,))
        case SymbolKind.TERMINATOR:
            return Size(*TERMINATOR_SIZE, (text,) if text else ())


def _diamond(question: str) -> Size:
    if not question:
        return Size(*DECISION_SIZE)
    lines = wrap(question, QUESTION_WIDTH, QUESTION_PT)
    width = 2 * max(text_width(line, QUESTION_PT) for line in lines) * 1.06 + 6
    height = 2 * len(lines) * line_height(QUESTION_PT) + 4
    return Size(_even(max(DECISION_SIZE[0], width)), _even(max(DECISION_SIZE[1], height)), lines)


def label_size(text: str) -> Size:
    """An outcome's label, 1 px free on every side."""
    lines = wrap(text, LABEL_WIDTH, LABEL_PT)
    width = max(text_width(line, LABEL_PT) for line in lines) * 1.06 + 3
    return Size(_even(width), len(lines) * line_height(LABEL_PT), lines)


def _even(value: float) -> int:
    return 2 * int(-(-value // 2))
