"""Breaking text into lines as narrow as Excel's widest rendering needs them.

Only as many break opportunities are used as are needed, so that no program needs more lines than counted here:
spaces; inside a word only when it alone is too wide for a line, then after a hyphen or slash, else anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from sopgen.text.letters import HANG
from sopgen.text.metrics import px_per_unit, units

EXCEL_WIDENING = 1.06
"""Excel's hinted glyphs are up to this much wider than the ideal widths."""
LONGEST_LINE = 3_000_000
"""1/1000 em: the narrowest letters of a longer line, two bytes each, are more than a string of PDF/A holds (ISO
19005-2, 6.1.13); no page is so wide that it would matter, unless a whole sheet is shrunk for one word"""

_WORD = re.compile(r"[^ \t]+")
_BREAK = re.compile(r"[-/\u2010\u2013\u2014]+")
_UNBROKEN = re.compile(r"[^\s/\u2010\u2013\u2014-]+[/\u2010\u2013\u2014-]*")
_JOINER = "\u200d"

Span = tuple[int, int]


@lru_cache(maxsize=1 << 13)
def wrap(text: str, width_px: float, size_pt: float, bold: bool = False) -> tuple[str, ...]:
    """Lines of `text` for a room `width_px` wide (cell width less the cell's padding); "\\n" is kept as a break.

    No line is wider than width_px / EXCEL_WIDENING unless it is a single character. Never empty: "" gives ("",).
    Remembered: layout asks for the same text at the same width in every round, and offices repeat themselves.
    """
    limit = min(LONGEST_LINE, width_px / EXCEL_WIDENING / px_per_unit(size_pt))
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if paragraph and units(paragraph, bold) <= limit:
            lines.append(paragraph.rstrip(" \t"))
        else:
            lines += [paragraph[a:b] for a, b in _lines(paragraph, (0, len(paragraph)), limit, bold)]
    return tuple(lines)


def longest_word(text: str, size_pt: float, bold: bool = False) -> float:
    """The room, px, in which `wrap` breaks no word of a text, but after its hyphens and slashes."""
    widest = max((units(word, bold) for word in _UNBROKEN.findall(text)), default=0)
    return widest * px_per_unit(size_pt) * EXCEL_WIDENING


def line_spans(text: str, lines: Iterable[str]) -> list[Span]:
    """Where each line of a wrapped text stands in it, without the spaces that set a line under the one above; a blank
    line where its paragraph begins."""
    spans: list[Span] = []
    at = 0
    for line in lines:
        own = line.lstrip(HANG)
        start = text.index(own, at) if line or not spans else text.index("\n", at) + 1
        at = start + len(own)
        spans.append((start, at))
    return spans


def _lines(text: str, span: Span, limit: float, bold: bool, depth: int = 0) -> list[Span]:
    """Spans of the lines of a stretch of text, as full as they can be; `limit` in 1/1000 em. A part that alone is too
    wide for a line is broken into smaller ones: words, what hyphens join, characters."""
    spans: list[Span] = []
    start = end = span[0]
    width = 0
    for first, last, gap, part in _measured(text, span, bold, depth):
        if width + gap + part <= limit:
            end, width = last, width + gap + part
            continue
        if end > start:
            spans.append((start, end))
        start, end, width = first, last, part
        if part > limit and depth + 1 < len(_PARTS):
            *full, (start, end) = _lines(text, (first, last), limit, bold, depth + 1)
            spans += full
            width = units(text[start:end], bold)
    spans.append((start, end))
    return spans


@lru_cache(maxsize=1 << 9)
def _measured(text: str, span: Span, bold: bool, depth: int) -> list[tuple[int, int, int, int]]:
    """The span of each part, and how wide what lies before it and the part itself are, 1/1000 em. Remembered: layout
    tries many widths for the texts of a table."""
    parts = pairwise([(0, span[0]), *_PARTS[depth](text, span)])
    return [(a, b, units(text[end:a], bold), units(text[a:b], bold)) for (_, end), (a, b) in parts]


def _words(text: str, span: Span) -> Iterator[Span]:
    return (match.span() for match in _WORD.finditer(text, *span))


def _pieces(text: str, word: Span) -> Iterator[Span]:
    """Spans of a word's parts, each up to and including its hyphens or slashes."""
    start = word[0]
    for match in _BREAK.finditer(text, *word):
        if match.end() < word[1] and not _joined(text, match.end()):
            yield start, match.end()
            start = match.end()
    yield start, word[1]


def _characters(text: str, span: Span) -> Iterator[Span]:
    """Spans of the characters as a reader sees them: base with combining marks, joined emoji, surrogate pairs."""
    start, last = span
    for index in range(start + 1, last):
        if not _joined(text, index):
            yield start, index
            start = index
    yield start, last


_PARTS = (_words, _pieces, _characters)


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
