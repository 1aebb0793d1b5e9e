"""Finds known misspellings, cut-off sentences and vague phrases in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from sopgen.wording import lexicon
from sopgen.wording.kinds import Kind, kind_of
from sopgen.wording.morphology import SWALLOWED, active, active_of_root, is_active
from sopgen.wording.words import without_bullet

_WORD = re.compile(r"[^\W\d_]+")
_UNMELTED = re.compile(r"men(?=[st][aeiou])|mem(?=p[aiou])|meng(?=k[aeiou])")
"""meN- before a root whose first letter it takes the place of: mensosialisasikan, menterjemahkan, mengkoordinasikan"""
_KEPT = ("mempunyai", "mengkaji", "mentah", "mental", "mentor", "mentari")
_ROOTS_IN_K = "masuk tunjuk naik letak kelompok gerak rusak tunduk tegak semarak"
_ONE_K = {f"{prefix}an": f"{prefix}kan" for root in _ROOTS_IN_K.split() for prefix in (active(root), f"di{root}")}
"""memasukan, dinaikan: the suffix -kan behind a root in k"""
_WRONG = {**lexicon.MISSPELLINGS, **_ONE_K}
_SPLIT_PASSIVE = re.compile(r"\bdi ([a-z]{3,}(?:kan|i))\b", re.IGNORECASE)
_FIRST_WORDS = frozenset(_WORD.findall(phrase)[0] for phrase in lexicon.PHRASES)
LONG = 9
"""letters of a word in which a prefix can be told"""
_SMALL = re.compile(r"(?:[eimu]-|[a-z]+[A-Z]|(?:[a-z]\.){2}|https?:|www\.)")
"""beginnings that are rightly small: e-KTP, eKinerja, a.n."""


@cache
def _one_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b", re.IGNORECASE)


@lru_cache(maxsize=16384)
def misspellings(text: str) -> tuple[tuple[str, str], ...]:
    """(as written, as it should be), each once. Cells hold the same texts over and over: Surat, 5 menit."""
    return tuple(dict.fromkeys(_misspellings(text)))


def _misspellings(text: str) -> Iterator[tuple[str, str]]:
    low = text.lower()
    words = _WORD.findall(low)
    if not _WRONG.keys().isdisjoint(words) or _UNMELTED.search(low):
        for match in _WORD.finditer(text):
            right = _WRONG.get(match[0].lower()) or _melted(match[0].lower())
            if right:
                yield match[0], cased(right.replace("-", " "), match[0])
    if not _FIRST_WORDS.isdisjoint(words):
        for match in _one_of(tuple(lexicon.PHRASES)).finditer(text):
            yield match[0], cased(lexicon.PHRASES[match[0].lower()], match[0])
    if "di " in low:
        for match in _SPLIT_PASSIVE.finditer(text):
            if active_of_root(match[1].lower()) and kind_of(match[1].lower()) is Kind.ROOT:
                yield match[0], match[0].replace(" ", "")


def _melted(word: str) -> str | None:
    """`mensosialisasikan -> menyosialisasikan`, by the spelling EYD V; None where the word is right."""
    prefix = _UNMELTED.match(word)
    if not prefix or len(word) < LONG or word.startswith(_KEPT) or not is_active(word):
        return None
    root = word[prefix.end() :]
    return SWALLOWED[root[0]] + root[1:]


def corrected(text: str) -> str:
    """The text without its known misspellings."""
    for written, right in misspellings(text):
        text = re.sub(rf"\b{re.escape(written)}\b", right, text)
    return text


def cased(word: str, like: str) -> str:
    """The word in the case of another: MENERIMAN -> MENERIMA, Meneriman -> Menerima, Mutu Buku -> Mutu Baku."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    if like.istitle() and ("-" in word or (" " in word and " " in like)):
        return word.title()
    return word[0].upper() + word[1:] if like[0].isupper() else word


def vague_phrases(text: str) -> list[str]:
    low = text.lower()
    if not any(phrase in low for phrase in lexicon.VAGUE):
        return []
    return [match[0] for match in _one_of(lexicon.VAGUE).finditer(text)]


def begins_small(text: str) -> bool:
    """Whether a sentence begins in lower case, as if its beginning were lost."""
    text = without_bullet(text).lstrip(" \t\n\"'(“‘")
    return text[:1].islower() and not _SMALL.match(text)


def dangling_end(text: str) -> str:
    """The conjunction or comma a text ends with, as if its end were lost; "" where it ends well."""
    before, _, last = text.rstrip().rpartition(" ")
    if last.endswith(","):
        return ","
    return last if before and last.lower() in lexicon.DANGLING else ""
