"""Makes an author's texts fit to print: without controls, with the spaces between lines, odd lines to be measured."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from sopgen.text import letters
from sopgen.text.wrap import line_spans

LONGEST = 32_000
"""bytes of a text that is read aloud or listed: a string of PDF/A has at most 32,767 (ISO 19005-2, 6.1.13)"""
BOX = "\N{WHITE SQUARE}"
"""Stands for a character that cannot be printed; Arial has it."""

_NONE = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
"""Controls that embed or override the direction of text: typst 0.15 breaks down at such ones among letters that run to
the left (issue 8667 is of that kind). And the mark of byte order, which PDF/A forbids in texts."""
_SPACE = (0x09, 0x0A, 0x2028, 0x2029)
_REPLACED: dict[int, str] = dict.fromkeys(_NONE, "") | dict.fromkeys(_SPACE, " ")
_JOINERS = "\u200c\u200d"
_LAST_MEASURED = "\u024f"
"""Up to here layout has the widths of characters (but the soft hyphen's, which is seen only sometimes)."""

Line = str | list[str]
"""A line as it is; or, in a list, one whose width must be looked at before it is printed."""


def clean(text: str) -> str:
    """The text without controls; a box for what no font has."""
    if text.isascii() and text.isprintable():
        return text
    text = letters.clean(text).translate(_REPLACED)
    if _JOINERS[0] in text or _JOINERS[1] in text:  # with nothing to join, they are of that kind too
        text = re.sub(f"[{_JOINERS}]+(?= |$)", "", text)
    return letters.PRIVATE.sub(BOX, text)


def said(text: str) -> str:
    """What is only read aloud or listed: on one line, never empty, and no longer than a string of PDF/A may be."""
    line = " ".join(clean(text).split()) or BOX
    units = line.encode("utf-16-le")
    return line if len(units) <= LONGEST else units[: LONGEST - 2].decode("utf-16-le", "ignore") + "…"


def printed(text: str, lines: Sequence[str], measured: bool = True, centered: bool = False) -> str | list[Line]:
    """The lines of a text, each with the space that parted it from the next; so that copied or heard words stay
    apart, and the halves of a broken one together. Where lines are `centered`, every second one has a space at either
    side, which leaves all in the middle. `measured`: layout measured with the widths of its face. One string where no
    line must be looked at."""
    result: list[Line] = []
    for number, (line, (start, end)) in enumerate(zip(lines, line_spans(text, lines), strict=True)):
        if centered:
            shown = f" {clean(line)} " if number % 2 and text[start - 1].isspace() else clean(line)
        else:
            shown = clean(line) + " " * (number < len(lines) - 1 and text[end].isspace())
        fits = measured and (shown.isascii() or (max(shown) <= _LAST_MEASURED and "\xad" not in shown))
        result.append(shown if fits else [shown])
    return result if any(isinstance(line, list) for line in result) else "\n".join(cast(list[str], result))
