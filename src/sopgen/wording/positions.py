"""Turns names of positions into what can be compared: `Kasubbag TU` is `Kepala Sub Bagian Tata Usaha`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sopgen.wording import lexicon
from sopgen.wording.kinds import Kind
from sopgen.wording.words import words_of

_SHORT = {name: place.replace("_", " ") for name, place in (pair.split("=") for pair in lexicon.POSITIONS)}
_PARTS = {"bag": "bagian", "bagian": "bagian", "bid": "bidang", "bidang": "bidang", "seksi": "seksi"}
_UNITS = {"subag": "subbagian", "subid": "subbidang", "bid": "bidang"}
_UNITS |= {unit: unit for unit in lexicon.UNITS} | {f"sub{part}": f"sub{name}" for part, name in _PARTS.items()}
"""What somebody is the head of, as it is written without gaps -> its name."""
HEADS = lexicon.TITLES | {*_SHORT, "kepala", "ka", "kasub", "sub"}
"""words with which the name of a position begins"""
_LETTERS = re.compile(r"[a-z]+")
_PART, _UNIT, _TITLE = ("|".join(sorted(names, reverse=True)) for names in (_PARTS, _UNITS, {*_SHORT, *lexicon.TITLES}))
_GAP = r"(?:[^\S\n]+|[^\S\n]*[.-][^\S\n]*)"
_HEAD = re.compile(
    rf"(?:(?:kepala|ka){_GAP}(?P<unit>{_UNIT}|sub{_GAP}(?:{_PART}))|kasub{_GAP}(?P<part>{_PART})|"
    rf"(?P<title>{_TITLE}|sub{_GAP}koo?rdinator))(?![-'’\w])",
    re.IGNORECASE,
)
"""The name of a position as it is written and shortened: `Ka. Sub Bag`, `Kasub Bid`, `Sub Koordinator`, `Kabag`"""
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
        return abbreviates(self.about, other.about) or abbreviates(other.about, self.about)


def abbreviates(short: frozenset[str], long: frozenset[str]) -> bool:
    """Whether a word of the one is made of the initials of the other, in any order: `tu` of `tata usaha`."""
    initials = sorted(word[0] for word in long if word != "dan")
    return any(len(word) == len(initials) and sorted(word) == initials for word in short)


@lru_cache(maxsize=2048)
def position_of(name: str) -> Position | None:
    """The position that a lane's name or a subject is; None where it is no known kind of position."""
    found = next(_positions(" ".join(name.split()), lower_counts=True), None)
    return found[1] if found and not found[0] else None


def names_somebody(text: str) -> bool:
    """Whether a text begins with what somebody is called: `Masyarakat`, `Kasubag Umum`."""
    return any(word.kind is Kind.ACTOR for word in words_of(text)[:1])


def named_positions(text: str) -> list[Position]:
    """The positions of an office that a text names, without `masing-masing kepala bidang` and offices elsewhere."""
    if HEADS.isdisjoint(_LETTERS.findall(text.lower())):
        return []
    found: list[Position] = []
    for before, position in _positions(text, lower_counts=False):
        every = before in lexicon.EVERY
        elsewhere = position.about and (
            position.head.removeprefix("kepala ") in lexicon.OFFICES or position.about & lexicon.ABOVE
        )
        if not every and not elsewhere and (position.head.startswith("kepala ") or position.head in _SHORT):
            found.append(position)
    return found


def _positions(text: str, lower_counts: bool) -> Iterator[tuple[str, Position]]:
    """Each position that a text names, with the word before it."""
    words = words_of(text)
    heads = {word.at: found for word in words if (found := _HEAD.match(text, word.start))}
    end = 0
    for at, found in heads.items():
        if at < end:
            continue
        first = end = next((word.at for word in words[at + 1 :] if word.start >= found.end()), len(words))
        shouted = words[first - 1].text.isupper() and len(words[first - 1].text) > 4
        for word in words[first : first + _NAME_LENGTH]:  # those that say of what somebody is the head
            counts = word.is_word and (lower_counts or (word.text[0].isupper() and not shouted))
            joins = lower_counts and word.kind is Kind.CONNECTOR
            if not counts or (word.kind in _NO_NAMES and not joins) or (end > first and end in heads):
                break
            end += 1
        about = frozenset(word.low for word in words[first:end] if word.kind is not Kind.CONNECTOR)
        head = _head(found)
        if not head.startswith("kepala"):
            head, *more = head.split()
            about |= {*more}
        written = " ".join(text[words[at].start : words[end - 1].end].split())
        yield words[at].before.low, Position(written, head, about)


def _head(found: re.Match[str]) -> str:
    """`Ka. Sub Bag` -> `kepala subbagian`"""
    name = re.sub(r"\W", "", found[found.lastgroup or 0]).lower()
    if found["title"]:
        return _SHORT.get(name, name).replace("subkordinator", "subkoordinator")
    return f"kepala {_UNITS[name]}" if found["unit"] else f"kepala sub{_PARTS[name]}"
