"""Turns the text of a kegiatan into what the wording rules want to know of it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from sopgen.wording import lexicon
from sopgen.wording.clauses import Form, Sentence
from sopgen.wording.decisions import decision_at
from sopgen.wording.kinds import Kind
from sopgen.wording.rewriting import Rewriting, leading_verb, name_end, rewriting_of


class Review(NamedTuple):
    """What there is to say about one kegiatan."""

    inactive: bool = False
    """begins with no active verb, and none of the three below says it (SOP401)"""
    subject: str = ""
    """who is named before the verb (SOP402)"""
    noun: str = ""
    """the noun of action it begins with (SOP403)"""
    passive: str = ""
    """the di- verb of its main clause, or "oleh …" (SOP404)"""
    activities: int = 1
    """(SOP405)"""
    decision: str = ""
    """the words that decide (SOP309)"""
    verb: str | None = None
    """with which it should begin; None where no verb can be told"""
    rewriting: Rewriting | None = None
    """the row as it should read; None where that is not certain"""

    conditional: bool = False
    """begins with its only condition: where a decision leads here, its arrow says the same"""


def is_entrance(text: str) -> bool:
    """Whether a row only says Mulai or Selesai."""
    return text.strip(" .-:;!()[]\"'\n\t").lower() in lexicon.ENTRANCES


@lru_cache(maxsize=16384)
def review(text: str, lanes: frozenset[str] = frozenset()) -> Review:
    """Judge a kegiatan; `lanes` are the names of the SOP's pelaksana in lower case."""
    sentence = Sentence(text, lanes)
    if not sentence.words or is_entrance(text):
        return Review()
    form, start, verb = sentence.form, sentence.start, sentence.verb
    subject = sentence.part(start, verb.at) if form is Form.SUBJECT and not sentence.led else ""
    noun = sentence[start].text if form is Form.NOUN else ""
    passive = ""
    if form is Form.PASSIVE or (form is Form.NOUN and verb.at > start):
        passive = verb.text
    elif sentence.doer >= 0:
        passive = sentence.part(sentence.doer, name_end(sentence, sentence.doer + 1))
    inactive = not (subject or noun or passive) and (form is not Form.ACTIVE or sentence.led)
    decided = decision_at(sentence)
    wrong = inactive or subject or noun or passive
    rewriting = rewriting_of(sentence) if wrong else None
    return Review(
        inactive,
        subject,
        noun,
        passive,
        sentence.activities,
        sentence.part(decided[0], decided[1] + 1) if decided else "",
        rewriting.text.split(" ", 1)[0] if rewriting else leading_verb(sentence) if wrong else None,
        rewriting,
        sentence[0].kind is Kind.CONDITION and sentence.kinds.count(Kind.CONDITION) == 1,
    )
