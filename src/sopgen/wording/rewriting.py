"""Turns a row into the way to write it: active verb first, no subject, no noun of action, no passive."""

from __future__ import annotations

from sopgen.wording import lexicon
from sopgen.wording.clauses import VERBS, Form, Sentence, is_process, is_verb
from sopgen.wording.kinds import Kind, kind_of
from sopgen.wording.morphology import active_of_passive, active_of_root, verb_of_noun, verb_of_pair
from sopgen.wording.words import capitalised

_BARE_VERBS = frozenset(lexicon.BARE_VERBS)
_STRONG = frozenset(lexicon.STRONG_CONNECTORS)
_LIGHT_PASSIVES = frozenset(lexicon.LIGHT_PASSIVES)
_NAME_ENDS = (
    Kind.PREPOSITION,
    Kind.CLAUSE,
    Kind.STOP,
    Kind.COMMA,
    Kind.ACTIVE,
    Kind.PASSIVE,
    Kind.CONDITION,
    Kind.ADVERB,
)


def rewritten(sentence: Sentence) -> str | None:
    """The whole row as it should read; None where no verb can be told."""
    opening = sentence.opening
    if opening.verb < 0:
        return None
    if opening.form is Form.PASSIVE:
        result = _from_passive(sentence)
    elif opening.form is Form.NOUN:
        result = _from_nouns(sentence)
    elif opening.form is Form.ROOT:
        verb = active_of_root(sentence.low(opening.verb))
        if not verb:
            return None
        result = verb + _rest(sentence, opening.verb + 1)
    else:
        result = _from_verb(sentence, opening.verb)
    result = " ".join(result.split()).rstrip(" .,;")
    return result.upper() if sentence.text.isupper() else capitalised(result)


def _from_verb(sentence: Sentence, verb: int) -> str:
    return (_root_verb(sentence, verb) or sentence.low(verb)) + _rest(sentence, verb + 1)


def _root_verb(sentence: Sentence, verb: int) -> str | None:
    low = sentence.low(verb)
    if sentence.kinds[verb] is Kind.ACTION:
        return verb_of_noun(low)  # `Operator input data`
    return active_of_root(low) if sentence.kinds[verb] is Kind.ROOT and low not in _BARE_VERBS else None


def _from_passive(sentence: Sentence) -> str:
    opening = sentence.opening
    last, verbs = _verb_row(sentence, opening.verb)
    goal = _lowered(sentence, opening.start, opening.verb)
    rest = _rest(sentence, _after_agent(sentence, last + 1))
    return f"{verbs} {goal}{rest}" if goal else f"{verbs}{rest}"


def _verb_row(sentence: Sentence, first: int) -> tuple[int, str]:
    """Passives side by side (`diperiksa, diteliti dan diparaf`) as active verbs, and the place of the last."""
    text, last, index = active_of_passive(sentence.low(first)), first, first + 1
    while index < len(sentence.words) and sentence.kinds[index] in (Kind.COMMA, Kind.CONNECTOR):
        after = index + (2 if sentence.kind(index + 1) is Kind.CONNECTOR else 1)
        if sentence.kind(after) is not Kind.PASSIVE or sentence.low(index) in _STRONG:
            break
        text += sentence.text[sentence.words[last].end : sentence.words[after].start]
        text += active_of_passive(sentence.low(after))
        last, index = after, after + 1
    return last, text


def _from_nouns(sentence: Sentence) -> str:
    start = sentence.opening.start
    if is_process(sentence, start):
        start += 1
    pair = verb_of_pair(sentence.low(start), sentence.low(start + 1))
    verb, end = (pair, start + 2) if pair else (verb_of_noun(sentence.low(start)) or sentence.low(start), start + 1)
    kept = " ".join(sentence.lows[start:end])
    if verb.endswith(f" {kept}"):
        verb = verb.removesuffix(kept) + _lowered(sentence, start, end)  # `FGD` stays in capitals
    return verb + _rest(sentence, end)


def _lowered(sentence: Sentence, start: int, end: int) -> str:
    """The words from start to end without a capital that only the beginning of the row gave them, and without the
    adverbs before the verb."""
    while end > start and sentence.kinds[end - 1] in (Kind.ADVERB, Kind.COMMA, Kind.CONNECTOR):
        end -= 1
    if end <= start:
        return ""
    text = sentence.text[sentence.words[start].start : sentence.words[end - 1].end]
    first = sentence.words[start].text
    named = (end - start > 1 and sentence.words[start + 1].text[0].isupper()) or sentence.kinds[start] is Kind.ACTOR
    return text if named or not first[1:].islower() else first[0].lower() + text[1:]


def _rest(sentence: Sentence, start: int) -> str:
    """What follows, with the later activities in the same form and without the doer."""
    if start >= len(sentence.words):
        return ""
    changes = dict(_changes(sentence, start))
    parts: list[str] = []
    index, place = start, sentence.words[start - 1].end if start else 0
    if start and sentence.words[start].start > place and sentence.words[start].is_word:
        parts.append(" ")
    place = sentence.words[start].start
    while index < len(sentence.words):
        if index in changes:
            end, text = changes[index]
            parts.append(sentence.text[place : sentence.words[index].start].rstrip(" ") + (" " + text if text else ""))
            place, index = sentence.words[end - 1].end, end
        else:
            index += 1
    return "".join(parts) + sentence.text[place:]


def _changes(sentence: Sentence, start: int) -> list[tuple[int, tuple[int, str]]]:
    """(first word, (word after the last, text instead))"""
    found: list[tuple[int, tuple[int, str]]] = []
    chain, opening = sentence.chain, sentence.opening
    if opening.form is Form.NOUN and opening.verb >= start and sentence.low(opening.verb) in _LIGHT_PASSIVES:
        found.append((opening.verb, (opening.verb + 1, "")))
    for index in chain.predicates:
        if index < start or index == opening.verb:
            continue
        if sentence.kinds[index] is Kind.PASSIVE and not _has_own_doer(sentence, index):
            found.append((index, (index + 1, active_of_passive(sentence.low(index)))))
        elif sentence.kinds[index] in (Kind.ACTION, Kind.ROOT):
            low = sentence.low(index)
            found.append((index, (index + 1, verb_of_noun(low) or active_of_root(low) or low)))
    if chain.doer >= start:
        found.append((chain.doer, (name_end(sentence, chain.doer + 1), "")))
    return found


def _has_own_doer(sentence: Sentence, verb: int) -> bool:
    """Whether "oleh" follows in the same clause, or a subject of its own stands before the verb."""
    if sentence.kinds[verb - 1] not in (Kind.CONNECTOR, Kind.COMMA, Kind.ADVERB):
        return True
    for index in range(verb + 1, len(sentence.words)):
        if sentence.low(index) == "oleh":
            return sentence.chain.doer != index or verb != sentence.chain.predicates[0]
        if sentence.kinds[index] in VERBS or sentence.kinds[index] in (Kind.STOP, Kind.CONNECTOR):
            break
    return False


def _after_agent(sentence: Sentence, index: int) -> int:
    """The place after somebody named right behind a passive: `diparaf Kasubbid | sebelum …`."""
    return name_end(sentence, index) if sentence.kind(index) is Kind.ACTOR else index


def name_end(sentence: Sentence, index: int) -> int:
    """The place after the name of somebody that begins here."""
    while index < len(sentence.words):
        kind = sentence.kinds[index]
        if kind in _NAME_ENDS or not (sentence.words[index].is_word or sentence.low(index) in "/-"):
            return index
        if kind is Kind.CONNECTOR and (sentence.low(index) in _STRONG or not _names_on(sentence, index + 1)):
            return index
        index += 1
    return index


def _names_on(sentence: Sentence, index: int) -> bool:
    return index < len(sentence.words) and not is_verb(sentence, index) and kind_of(sentence.low(index)) not in VERBS
