"""Turns names of positions into what can be compared: `Kasubbag TU` is `Kepala Sub Bagian Tata Usaha`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sopgen.wording import lexicon
from sopgen.wording.kinds import Kind, kind_of
from sopgen.wording.words import Word, words_of

_SHORT = {name: place.replace("_", " ") for name, place in (pair.split("=") for pair in lexicon.POSITIONS)}
_UNIT_SHORT = {
    "subbag": "subbagian",
    "subag": "subbagian",
    "subbid": "subbidang",
    "subid": "subbidang",
    "bid": "bidang",
}
_PARTS = {"bag": "bagian", "bagian": "bagian", "bid": "bidang", "bidang": "bidang", "seksi": "seksi"}
HEADS = lexicon.TITLES | {*_SHORT, "kepala", "ka", "kasub", "sub"}
"""words with which the name of a position begins"""
_LETTERS = re.compile(r"[a-z]+")
_NAME_LENGTH = 5
_NO_NAMES = (Kind.CONNECTOR, Kind.PREPOSITION, Kind.CLAUSE, Kind.ACTIVE, Kind.PASSIVE, Kind.ADVERB)


class Position(NamedTuple):
    text: str
    """as written"""
    head: str
    """`kepala bidang`, `sekretaris`"""
    about: frozenset[str]
    """the words that say of what"""

    def fits(self, other: Position) -> bool:
        """Whether both can be the same position."""
        heads = [head.removeprefix("kepala ") for head in (self.head, other.head)]
        both_lead = self.head[:6] == other.head[:6] == "kepala" and all(head in lexicon.OFFICES for head in heads)
        if self.head != other.head and not both_lead:
            return False
        if not self.about or not other.about or self.about & other.about:
            return True
        (initials, words), (other_initials, other_words) = _letters(self.about), _letters(other.about)
        return other_initials in words or initials in other_words  # `Kasubbag TU` and `Kasubbag Tata Usaha`


@lru_cache(maxsize=4096)
def _letters(words: frozenset[str]) -> tuple[str, frozenset[str]]:
    """The initials of some words, and the letters of each of them, in alphabetical order."""
    return "".join(sorted(word[0] for word in words)), frozenset("".join(sorted(word)) for word in words)


@lru_cache(maxsize=2048)
def position_of(name: str) -> Position | None:
    """The position that a lane's name or a subject is; None where it is no known kind of position."""
    found = next(_positions(words_of(" ".join(name.split())), lower_counts=True), None)
    return found[1] if found and found[0] == 0 else None


def names_somebody(text: str) -> bool:
    """Whether a text begins with what somebody is called: `Masyarakat`, `Kasubag Umum`."""
    words = words_of(text)
    return bool(words) and kind_of(words[0].low) is Kind.ACTOR


def named_positions(text: str) -> list[Position]:
    """The positions of an office that a text names, without `masing-masing kepala bidang` and offices elsewhere."""
    if HEADS.isdisjoint(_LETTERS.findall(text.lower())):
        return []
    words = words_of(text)
    found: list[Position] = []
    for index, position in _positions(words, lower_counts=False):
        every = index and words[index - 1].low in lexicon.EVERY
        elsewhere = position.about and (
            position.head.removeprefix("kepala ") in lexicon.OFFICES or position.about & lexicon.ABOVE
        )
        if not every and not elsewhere and (position.head.startswith("kepala ") or position.head in _SHORT):
            found.append(position)
    return found


def _positions(words: list[Word], lower_counts: bool) -> Iterator[tuple[int, Position]]:
    index = 0
    while index < len(words):
        after, head = _head(words, index)
        if not head:
            index += 1
            continue
        end = _name_end(words, after, lower_counts)
        first, *more = head.split()
        name = head if first == "kepala" else first
        about = [word.low for word in words[after:end] if word.is_word and kind_of(word.low) is not Kind.CONNECTOR]
        about += more if first != "kepala" else []
        text = words[index].text
        for before, word in pairwise(words[index:end]):
            text += " " * (word.start > before.end) + word.text
        yield index, Position(text, name, frozenset(about))
        index = end


def _head(words: list[Word], index: int) -> tuple[int, str]:
    """(the place after it, what it is); "" where no position begins here."""
    low = words[index].low
    if low in ("kepala", "ka"):
        after = index + 2 if index + 1 < len(words) and words[index + 1].low == "." else index + 1
        after, unit = _unit(words, after)
        return (after, f"kepala {unit}") if unit else (index, "")
    if low == "kasub" and index + 1 < len(words):
        part = _PARTS.get(words[index + 1].low)
        return (index + 2, f"kepala sub{part}") if part else (index, "")
    if low == "sub" and index + 1 < len(words) and words[index + 1].low in ("koordinator", "kordinator"):
        return index + 2, "subkoordinator"
    return index + 1, _SHORT.get(low, low if low in lexicon.TITLES else "")


def _unit(words: list[Word], index: int) -> tuple[int, str]:
    if index >= len(words):
        return index, ""
    low = words[index].low
    if low == "sub":
        skip = index + 2 if index + 1 < len(words) and words[index + 1].low in (".", "-") else index + 1
        part = _PARTS.get(words[skip].low) if skip < len(words) else None
        return (skip + 1, f"sub{part}") if part else (index, "")
    unit = _UNIT_SHORT.get(low, low.replace("-", ""))
    return (index + 1, unit) if unit in lexicon.UNITS else (index, "")


def _name_end(words: list[Word], index: int, lower_counts: bool) -> int:
    """The place after the words that say of what somebody is the head."""
    shouted = index > 0 and words[index - 1].text.isupper() and len(words[index - 1].text) > 4
    end = index
    while end < len(words) and end - index < _NAME_LENGTH:
        word = words[end]
        counts = lower_counts or (word.text[0].isupper() and not shouted)
        joins = lower_counts and kind_of(word.low) is Kind.CONNECTOR
        if (
            not word.is_word
            or not (joins or (counts and kind_of(word.low) not in _NO_NAMES))
            or (end > index and _head(words, end)[1])
        ):
            break
        end += 1
    return end
