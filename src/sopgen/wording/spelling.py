"""Finds known misspellings, cut-off sentences and vague phrases in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sopgen.wording import lexicon
from sopgen.wording.kinds import Kind, kind_of
from sopgen.wording.morphology import active_of_root
from sopgen.wording.spelling_words import MISSPELLINGS, PHRASES
from sopgen.wording.words import words_of

_WORD = re.compile(r"[^\W\d_]+")
_PHRASE = re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in PHRASES) + r")\b", re.IGNORECASE)
_SPLIT_PASSIVE = re.compile(r"\bdi ([a-z]{3,}(?:kan|i))\b", re.IGNORECASE)
_VAGUE = re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in lexicon.VAGUE) + r")\b", re.IGNORECASE)
_DANGLING = frozenset(lexicon.DANGLING)
_SMALL = re.compile(r"(?:[eimu]-|[a-z]+[A-Z]|(?:[a-z]\.){2}|https?:|www\.)")
"""beginnings that are rightly small: e-KTP, eKinerja, a.n."""


def misspellings(text: str) -> Iterator[tuple[str, str]]:
    """(as written, as it should be)"""
    for match in _WORD.finditer(text):
        right = MISSPELLINGS.get(match[0].lower())
        if right:
            yield match[0], cased(right.replace("-", " "), match[0])
    if " " in text:
        for match in _PHRASE.finditer(text):
            yield match[0], cased(PHRASES[match[0].lower()], match[0])
        for match in _SPLIT_PASSIVE.finditer(text):
            if active_of_root(match[1].lower()) and kind_of(match[1].lower()) is Kind.ROOT:
                yield match[0], match[0].replace(" ", "")


def cased(word: str, like: str) -> str:
    """The word in the case of another: MENERIMAN -> MENERIMA, Meneriman -> Menerima."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word


def vague_phrases(text: str) -> list[str]:
    return [match[0] for match in _VAGUE.finditer(text)]


def begins_small(text: str) -> bool:
    """Whether a sentence begins in lower case, as if its beginning were lost."""
    words = words_of(text)
    return bool(words) and words[0].text[0].islower() and not _SMALL.match(text[words[0].start :])


def dangling_end(text: str) -> str:
    """The conjunction or comma a text ends with, as if its end were lost; "" where it ends well."""
    words = words_of(text)
    if len(words) < 2:
        return ""
    last = words[-1]
    return last.text if last.low in _DANGLING or last.low == "," else ""
