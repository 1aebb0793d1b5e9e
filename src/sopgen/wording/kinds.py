"""Turns a word into what it can be in a sentence."""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache

from sopgen.wording import lexicon
from sopgen.wording.morphology import AGENTS, active_of_root, is_active, is_passive, verb_of_noun


class Kind(Enum):
    ACTIVE = auto()
    """a verb with me- or ber-"""
    PASSIVE = auto()
    """a verb with di-"""
    ACTOR = auto()
    """begins the name of somebody who acts"""
    ACTION = auto()
    """a noun of action"""
    ROOT = auto()
    """a bare verb, as in a command"""
    CONDITION = auto()
    CONNECTOR = auto()
    CLAUSE = auto()
    """begins a side clause or a phrase"""
    PREPOSITION = auto()
    ADVERB = auto()
    COMMA = auto()
    STOP = auto()
    """ends a sentence: . ; : and a line break"""
    OTHER = auto()
    NOTHING = auto()
    """stands before the first word and behind the last"""


VERBS = (Kind.ACTIVE, Kind.PASSIVE)
_MARKS = {",": Kind.COMMA, ".": Kind.STOP, ";": Kind.STOP, ":": Kind.STOP, "\n": Kind.STOP, "&": Kind.CONNECTOR}
_LISTED: dict[str, Kind] = {
    **dict.fromkeys(lexicon.ADVERBS, Kind.ADVERB),
    **dict.fromkeys(lexicon.PREPOSITIONS, Kind.PREPOSITION),
    **dict.fromkeys(lexicon.CLAUSE_WORDS, Kind.CLAUSE),
    **dict.fromkeys(lexicon.CONNECTORS, Kind.CONNECTOR),
    **dict.fromkeys(lexicon.CONDITIONS, Kind.CONDITION),
    **dict.fromkeys(lexicon.ACTORS, Kind.ACTOR),
    **_MARKS,
}


@lru_cache(maxsize=8192)
def kind_of(low: str) -> Kind:
    """The kind of a word in lower case."""
    listed = _LISTED.get(low)
    if listed:
        return listed
    if not low[0].isalpha():
        return Kind.OTHER
    if is_active(low):
        return Kind.ACTIVE
    if is_passive(low):
        return Kind.PASSIVE
    if low in AGENTS or _LISTED.get(low.split("-", 1)[0]) is Kind.ACTOR:
        return Kind.ACTOR
    if verb_of_noun(low):
        return Kind.ACTION
    if low in lexicon.BARE_VERBS or (low not in lexicon.NO_COMMAND and active_of_root(low)):
        return Kind.ROOT
    return Kind.OTHER
