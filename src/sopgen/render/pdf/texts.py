"""Makes an author's texts fit to print: without controls, with the spaces between lines, odd lines to be measured."""

from __future__ import annotations

import re
from collections.abc import Sequence

BOX = "\N{WHITE SQUARE}"
"""Stands for a character that cannot be printed; Arial has it."""

_SPACE = re.compile("[\t-\r\x85\u2028\u2029]")
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|[\u200c\u200d]+(?= |$)")
"""C0, C1, the controls that embed or override the direction of text, and joiners with nothing to join: typst 0.15
breaks down at such ones among letters that run to the left (issue 8667 is of that kind)."""
_PRIVATE = re.compile(
    "[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0xF0000, 0x10000))
    + "]"
)
_MEASURED = re.compile(r"[ -~\xa0-\xac\xae-\u024f]*")

Line = str | list[str]
"""A line as it is; or, in a list, one whose width must be looked at before it is printed."""


def clean(text: str) -> str:
    """The text without controls; a box for what no document may hold (private use, not a character)."""
    if text.isascii() and text.isprintable():
        return text
    return _PRIVATE.sub(BOX, _CONTROL.sub("", _SPACE.sub(" ", text)))


def printed(text: str, lines: Sequence[str], measured: bool = True) -> list[Line]:
    """The lines of a text, each with the space that parted it from the next; so that copied or heard words stay
    apart, and the halves of a broken one together. `measured`: layout measured with the widths of its face."""
    result: list[Line] = []
    lines = lines or text.split("\n")
    at = 0
    for line in lines:
        start = text.find(line, at)
        at = start + len(line) if start >= 0 else at
        apart = start < 0 or text[at : at + 1].isspace()
        shown = clean(line) + " " * (apart and len(result) < len(lines) - 1)
        result.append(shown if measured and _MEASURED.fullmatch(shown) else [shown])
    return result
