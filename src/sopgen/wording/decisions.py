"""Finds a decision that stands in a sentence: a check and what follows from it."""

from __future__ import annotations

from itertools import islice, takewhile

from sopgen.wording import lexicon
from sopgen.wording.clauses import Sentence
from sopgen.wording.kinds import VERBS, Kind
from sopgen.wording.words import Word

_NEGATIONS = lexicon.NEGATIONS | lexicon.FLAWS
_OUTCOMES = lexicon.VERDICTS | lexicon.REFUSALS
_CLAUSE_ENDS = (Kind.COMMA, Kind.STOP, Kind.CONDITION)
_PERIODS = lexicon.TIME_NOUNS | lexicon.PERIODS
REACH = 8
"""words between what a check found and what is done then"""


def decision_at(sentence: Sentence) -> tuple[int, int] | None:
    """The first and last word of the phrase that decides; None where nothing is decided."""
    for word in sentence.words:
        if word.kind is Kind.CONDITION or (word.low == "dalam" and word.after.low == "hal"):
            said = list(takewhile(_is_said, word.rest()))
            if _decides(sentence, word, said):
                last = (said or [word])[-1]
                rest = takewhile(lambda word: word.kind is not Kind.STOP and word.low != ")", last.rest())
                return word.at, max((word.at for word in rest), default=last.at)
    if "?" in sentence.lows:
        asked = sentence.lows.index("?")
        return max(0, asked - REACH), asked
    for word in sentence.words:  # `… yang tidak lengkap dikembalikan`: a decision without "jika"
        for after in islice(word.rest(), REACH - 1) if word.low in _NEGATIONS else ():
            if after.low in lexicon.REFUSALS:
                return word.at, after.at
            if after.kind is Kind.CLAUSE or after.low in (".", ";"):
                break
    return None


def _is_said(word: Word) -> bool:
    """Whether the clause goes on."""
    return word.kind not in _CLAUSE_ENDS and word.low not in (")", "maka", "→")


def _decides(sentence: Sentence, condition: Word, said: list[Word]) -> bool:
    """Whether more depends on what a condition says than that something is needed."""
    end = (said or [condition])[-1].after
    said = [word for word in said if word.is_word]
    solid = [word for word in said if word.low not in lexicon.EMPTY_CONDITIONS]
    if not solid or (solid[0] is not said[0] and solid[0].kind is Kind.ACTIVE):
        return False  # `apabila diperlukan`, `bila perlu mendirikan …`
    if _tells_when(sentence, condition, solid):
        return False
    found = any(word.low in _OUTCOMES for word in solid)
    acts = any(word.kind in VERBS or word is sentence.verb for word in solid)
    return found or acts or condition.at > 0 or end.low == "maka" or end.kind is Kind.COMMA


def _tells_when(sentence: Sentence, condition: Word, solid: list[Word]) -> bool:
    """`Setelah masa sanggah, jika tidak ada sanggahan, …`, `… apabila triwulan berakhir`, `bila menyangkut aset`: the
    only condition of a row, of time or of scope, of which no other outcome is told."""
    if sentence.kinds.count(Kind.CONDITION) > 1 or not lexicon.REFUSALS.isdisjoint(sentence.lows):
        return False
    if sentence.lows[0] in lexicon.WAITING and condition.at > 0:
        return True
    if any(word.low in _NEGATIONS for word in solid):
        return False
    return solid[0].low in lexicon.SCOPES or solid[0].low.removesuffix("nya") in _PERIODS
