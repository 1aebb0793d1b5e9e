"""Finds a decision that stands in a sentence: a check and what follows from it."""

from __future__ import annotations

from sopgen.wording import lexicon
from sopgen.wording.clauses import Sentence
from sopgen.wording.kinds import VERBS, Kind

_NEGATIONS = lexicon.NEGATIONS | lexicon.FLAWS
_OUTCOMES = lexicon.VERDICTS | lexicon.REFUSALS
_CLAUSE_ENDS = (Kind.COMMA, Kind.STOP, Kind.CONDITION)
_PERIODS = lexicon.TIME_NOUNS | lexicon.PERIODS
REACH = 8
"""words between what a check found and what is done then"""


def decision_at(sentence: Sentence) -> tuple[int, int] | None:
    """The first and last word of the phrase that decides; None where nothing is decided."""
    count = len(sentence.words)
    clause_ends = [
        i for i in range(count) if sentence.kinds[i] in _CLAUSE_ENDS or sentence.lows[i] in (")", "maka", "→")
    ]
    sentence_ends = [i for i in range(count) if sentence.kinds[i] is Kind.STOP or sentence.lows[i] == ")"]
    for index, kind in enumerate(sentence.kinds):
        if kind is Kind.CONDITION or (sentence.lows[index] == "dalam" and sentence[index + 1].low == "hal"):
            end = next((i for i in clause_ends if i > index), count)
            if _decides(sentence, index, end):
                return index, next((i for i in sentence_ends if i >= end), count) - 1
    if "?" in sentence.lows:
        asked = sentence.lows.index("?")
        return max(0, asked - REACH), asked
    return _refusal(sentence)


def _decides(sentence: Sentence, condition: int, end: int) -> bool:
    said = [
        i for i in range(condition + 1, end) if sentence[i].low not in lexicon.FILLERS and sentence.words[i].is_word
    ]
    solid = [i for i in said if sentence[i].low not in lexicon.EMPTY_CONDITIONS]
    if not solid or (solid[0] > said[0] and sentence.kinds[solid[0]] is Kind.ACTIVE):
        return False  # `apabila diperlukan`, `bila perlu mendirikan …`
    if _tells_when(sentence, condition, solid):
        return False
    found = any(sentence[i].low in _OUTCOMES for i in solid)
    acts = any(sentence.kinds[i] in VERBS or i == sentence.opening.verb for i in solid)
    follows = sentence[end].low == "maka" or sentence[end].kind is Kind.COMMA
    return found or acts or condition > 0 or follows


def _tells_when(sentence: Sentence, condition: int, solid: list[int]) -> bool:
    """`Setelah masa sanggah, jika tidak ada sanggahan, …`, `… apabila triwulan berakhir`, `bila menyangkut aset`: the
    only condition of a row, of time or of scope, of which no other outcome is told."""
    if sentence.kinds.count(Kind.CONDITION) > 1 or any(low in lexicon.REFUSALS for low in sentence.lows):
        return False
    if sentence[0].low in lexicon.WAITING and condition > 0:
        return True
    if any(sentence[i].low in _NEGATIONS for i in solid):
        return False
    return sentence[solid[0]].low in lexicon.SCOPES or sentence[solid[0]].low.removesuffix("nya") in _PERIODS


def _refusal(sentence: Sentence) -> tuple[int, int] | None:
    """`… yang tidak lengkap dikembalikan`: a decision without "jika"."""
    for index, low in enumerate(sentence.lows):
        if low not in _NEGATIONS:
            continue
        for after in range(index + 1, min(index + REACH, len(sentence.words))):
            if sentence[after].low in lexicon.REFUSALS:
                return index, after
            kind = sentence.kinds[after]
            joins_verb = kind is Kind.CONNECTOR and sentence[after + 1].kind in VERBS
            if joins_verb or kind is Kind.CLAUSE or sentence[after].low in (".", ";"):
                break
    return None
