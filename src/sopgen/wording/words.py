"""Turns a text into words and the marks between them, each with its place, its kind and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from sopgen.wording import lexicon
from sopgen.wording.kinds import VERBS, Kind, kind_of
from sopgen.wording.morphology import STEMS, is_suffixed_root

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # a.n., S.Sos. begins so too
    r"|\d+(?:[.,:]\d+)*%?"
    r"|[^\W_]+(?:[-'’][^\W_]+)*"
    r"|\n|[^\w\s]"
)
_BULLET = re.compile(r"\s*(?:(?:\d{1,2}|[A-Za-z])[.)](?!\d)|[-–•*●▪])\s+")

MAX_TOKENS = 400
"""longer texts are judged by their beginning"""


class Word:
    """A word or a single mark. Before the first and behind the last stands one that is nothing."""

    __slots__ = ("after", "at", "before", "end", "kind", "low", "start", "text")

    def __init__(self, text: str = "", start: int = -1, end: int = -1) -> None:
        self.text, self.start, self.end = text, start, end
        self.low = text.lower()
        self.kind = kind_of(self.low) if text else Kind.NOTHING
        self.at = -1
        """which of the words it is"""
        self.before = self.after = self

    @property
    def is_word(self) -> bool:
        return self.text[:1].isalnum()

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb that can be what the sentence says."""
        return self.kind in VERBS and self.low not in lexicon.PREPOSITION_VERBS

    @property
    def is_command(self) -> bool:
        """`tanyakan`, `serahkan`: what a root with its suffix can only be."""
        return self.kind is Kind.ROOT and is_suffixed_root(self.low)

    @property
    def may_command(self) -> bool:
        """A bare verb where the row has no other: `Apabila luka kotor siram dengan NaCl`."""
        return self.kind is Kind.ROOT and self.low in STEMS

    def rest(self) -> Iterator[Word]:
        """The words behind it."""
        word = self.after
        while word.text:
            yield word
            word = word.after


NO_WORD = Word()


def words_of(text: str) -> list[Word]:
    """The words and marks of a text, without a bullet or number in front of it. A passive that was split
    (`di tandatangani`) is one word."""
    bullet = _BULLET.match(text)
    words: list[Word] = []
    for match in islice(_TOKEN.finditer(text, bullet.end() if bullet else 0), MAX_TOKENS):
        word = Word(match[0], match.start(), match.end())
        if words and words[-1].low == "di" and _is_split_passive(word):
            before = words.pop()
            word = Word(before.text + word.text, before.start, word.end)
        words.append(word)
    for at, word in enumerate(words):
        word.at, word.before, word.after = at, NO_WORD, NO_WORD
    for word, after in pairwise(words):
        word.after, after.before = after, word
    return words


def _is_split_passive(word: Word) -> bool:
    rooted = word.is_command or word.may_command
    return word.low in lexicon.SPLIT_PASSIVES or (rooted and word.low not in lexicon.PLACES)


def without_bullet(text: str) -> str:
    bullet = _BULLET.match(text)
    return text[bullet.end() :] if bullet else text
