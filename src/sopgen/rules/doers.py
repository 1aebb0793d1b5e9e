"""Turns the name of somebody in a sentence into who is meant: the row's pelaksana, another one, or none of them."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache

from sopgen.model import Sop
from sopgen.rules.texts import words_only
from sopgen.wording import abbreviates, names_somebody, position_of

MOST_LANES = 30
"""lanes of which it is looked up who a sentence means"""
_AND = re.compile(r"\s*(?:,|&|\b(?:dan|serta|bersama|beserta)\b)\s*", re.IGNORECASE)
_OR = re.compile(r"\s*(?:/|\batau\b)\s*", re.IGNORECASE)
_ANY_OF = re.compile(r"(?:petugas|pejabat|staff?|pegawai|bagian)\s+", re.IGNORECASE)
"""Words before a name that say no more than it does: Petugas FO"""
_ANYBODY = re.compile(
    r"(?:para |seluruh |semua |setiap |masing-masing )?"
    r"(?:petugas|pelaksana|staff?|pegawai|pejabat|anda|kami|kita|ybs|yang bersangkutan)"
    r"(?: (?:terkait|tersebut|yang|bersangkutan|berwenang|ditunjuk|pelaksana|ini|itu))*",
    re.IGNORECASE,
)
"""Names that say nothing about which office: whoever's row it is."""


class Meant(Enum):
    """Whom a name means."""

    ROW = auto()
    """a pelaksana of the row, or nobody in particular"""
    OTHER = auto()
    """another pelaksana"""
    NOBODY = auto()
    """somebody who has no lane"""


class Doers:
    """The lanes of an SOP, as they are named in its sentences."""

    def __init__(self, sop: Sop) -> None:
        self.sop = sop
        self.words = {lane.id: frozenset(words_only(lane.nama).split()) for lane in sop.pelaksana}
        """the words of each lane's name, and of the position it is: `Kasi Pelayanan` is of a seksi"""
        self.positions = {lane.id: position_of(lane.nama) for lane in sop.pelaksana[:MOST_LANES]}
        for lane, place in self.positions.items():
            self.words[lane] |= {*place.head.split(), *place.about} if place else set()
        self.lanes_of = cache(self._lanes_of)

    def meant(self, name: str, row: int) -> Meant:
        """Whom a name in a row's sentence means; `A dan B` are two, and the row must be of both."""
        if len(self.words) > MOST_LANES:
            return Meant.ROW
        here = frozenset(self.sop.langkah[row].pelaksana)
        parts = [part for part in _AND.split(name) if part]
        names = parts if all(names_somebody(part) or self.lanes_of(part) for part in parts) else [name]
        lanes = [self.lanes_of(part) or (here if _ANYBODY.fullmatch(part) else frozenset()) for part in names]
        if all(found & here for found in lanes):
            return Meant.ROW
        return Meant.OTHER if all(lanes) else Meant.NOBODY

    def _lanes_of(self, name: str) -> frozenset[str]:
        """The lanes that a name can mean: those of the same words, else of the same position, else of some words."""
        alternatives = _OR.split(name)
        if len(alternatives) > 1:
            return frozenset().union(*(self.lanes_of(one) for one in alternatives if one))
        said = frozenset(words_only(name).split())
        same = frozenset(lane.id for lane in self.sop.pelaksana if frozenset(words_only(lane.nama).split()) == said)
        if same or not said:
            return same
        place = position_of(name)
        fitting = frozenset(lane for lane, known in self.positions.items() if place and known and place.fits(known))
        alike = fitting or frozenset(lane for lane, words in self.words.items() if words and _alike(said, words))
        rest = _ANY_OF.sub("", name, count=1)
        return alike or (self.lanes_of(rest) if rest and rest != name else alike)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one name holds the other, or is made of its initials: `PPK` and `Pejabat Pembuat Komitmen`."""
    short, long = sorted((one, other), key=len)
    return short <= long or (len(short) == 1 < len(long) and abbreviates(short, long))
