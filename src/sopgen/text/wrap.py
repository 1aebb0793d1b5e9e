"""Breaking text into lines as narrow as Excel's widest rendering needs them.

Only as many break opportunities are used as are needed, so that no program needs more lines than counted here:
spaces; inside a word only when it alone is too wide for a line, then after a hyphen or slash, else anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from sopgen.text.metrics import px_per_unit, units

EXCEL_WIDENING = 1.06
"""Excel's hinted glyphs are up to this much wider than the ideal widths."""

_WORD = re.compile(r"[^ \t]+")
_BREAK = re.compile(r"[-/\u2010\u2013\u2014]+")
_JOINER = "\u200d"

Span = tuple[int, int]


@lru_cache(maxsize=1 << 13)
def wrap(text: str, width_px: float, size_pt: float, bold: bool = False) -> tuple[str, ...]:
    """Lines of `text` for a room `width_px` wide (cell width less the cell's padding); "\\n" is kept as a break.

    No line is wider than width_px / EXCEL_WIDENING unless it is a single character. Never empty: "" gives ("",).
    Remembered: layout asks for the same text at the same width in every round, and offices repeat themselves.
    """
    limit = width_px / EXCEL_WIDENING / px_per_unit(size_pt)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if paragraph and units(paragraph, bold) <= limit:
            lines.append(paragraph.rstrip(" \t"))
        else:
            lines += _wrap_paragraph(paragraph, limit, bold)
    return tuple(lines)


def _wrap_paragraph(text: str, limit: float, bold: bool) -> list[str]:
    """Greedy lines of a text without line breaks; `limit` in 1/1000 em."""
    lines: list[str] = []
    start = end = width = 0
    for match in _WORD.finditer(text):
        first, last = match.span()
        word = units(match.group(), bold)
        total = width + units(text[end:first], bold) + word
        if total <= limit:
            end, width = last, total
            continue
        if end > start:
            lines.append(text[start:end])
        start, end, width = first, last, word
        if word > limit:
            *full, (start, end) = _split_word(text, (first, last), limit, bold)
            lines += [text[a:b] for a, b in full]
            width = units(text[start:end], bold)
    lines.append(text[start:end])
    return lines


def _split_word(text: str, word: Span, limit: float, bold: bool) -> list[Span]:
    """Spans of the lines of a word too wide for one: after hyphens and slashes, else between characters."""
    spans: list[Span] = []
    start = end = word[0]
    width = 0
    for first, last in _pieces(text, word):
        piece = units(text[first:last], bold)
        if width + piece <= limit:
            end, width = last, width + piece
            continue
        if end > start:
            spans.append((start, end))
        start, end, width = first, last, piece
        if piece > limit:
            *full, (start, end) = _split_characters(text, (first, last), limit, bold)
            spans += full
            width = units(text[start:end], bold)
    spans.append((start, end))
    return spans


def _pieces(text: str, word: Span) -> Iterator[Span]:
    """Spans of a word's parts, each up to and including its hyphens or slashes."""
    start = word[0]
    for match in _BREAK.finditer(text, *word):
        if match.end() < word[1] and not _joined(text, match.end()):
            yield start, match.end()
            start = match.end()
    yield start, word[1]


def _split_characters(text: str, piece: Span, limit: float, bold: bool) -> list[Span]:
    """Spans of the lines of an unbreakable piece, broken between (composed) characters."""
    spans: list[Span] = []
    start = end = piece[0]
    width = 0
    for first, last in _clusters(text, piece):
        cluster = units(text[first:last], bold)
        if end > start and width + cluster > limit:
            spans.append((start, end))
            start, width = first, 0
        end, width = last, width + cluster
    spans.append((start, end))
    return spans


def _clusters(text: str, span: Span) -> Iterator[Span]:
    """Spans of the characters as a reader sees them: base with combining marks, joined emoji, surrogate pairs."""
    start, last = span
    for index in range(start + 1, last):
        if not _joined(text, index):
            yield start, index
            start = index
    yield start, last


def _joined(text: str, index: int) -> bool:
    """True where the character at `index` belongs to the one before it."""
    char = text[index]
    if text[index - 1] == _JOINER:
        return True
    return not char.isascii() and (
        unicodedata.category(char)[0] == "M"
        or char == _JOINER
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\udc00" <= char <= "\udfff"
    )
