"""Turns a text into words and the marks between them, with their places."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # a.n., S.Sos. begins so too
    r"|\d+(?:[.,:]\d+)*%?"
    r"|[^\W_]+(?:[-'’][^\W_]+)*"
    r"|\n|[^\w\s]"
)
_BULLET = re.compile(r"\s*(?:(?:\d{1,2}|[A-Za-z])[.)](?!\d)|[-–•*●▪])\s+")

MAX_TOKENS = 400
"""longer texts are judged by their beginning"""


class Word(NamedTuple):
    """A word or a single mark."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


def words_of(text: str) -> list[Word]:
    """The words and marks of a text, without a bullet or number in front of it."""
    bullet = _BULLET.match(text)
    matches = islice(_TOKEN.finditer(text, bullet.end() if bullet else 0), MAX_TOKENS)
    return [Word(match[0], match[0].lower(), match.start(), match.end()) for match in matches]


def without_bullet(text: str) -> str:
    bullet = _BULLET.match(text)
    return text[bullet.end() :] if bullet else text


def count_words(text: str) -> int:
    return sum(part[0].isalnum() or any(map(str.isalnum, part)) for part in text.split())


def capitalised(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def shortened(text: str, length: int) -> str:
    """The text on one line, cut at a word's end where it is longer."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[length // 2 :] else cut).rstrip(" ,;.") + "…"
