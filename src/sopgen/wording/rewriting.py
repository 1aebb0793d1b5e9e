"""Turns a row into the way to write it: active verb first, no subject, no noun of action, no passive.

A text is proposed only where nothing is lost and nothing is guessed. A clause in front of the verb goes behind it:

    Setelah berkas lengkap, petugas mencatat surat   ->   Mencatat surat setelah berkas lengkap
    lead                    subject verb    rest

Where the row holds more sentences than one, the first is rewritten and the others stay.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sopgen.wording import lexicon
from sopgen.wording.clauses import Form, Sentence, describes, is_process
from sopgen.wording.kinds import VERBS, Kind
from sopgen.wording.morphology import active_of_passive, active_of_root, is_active, is_stem, verb_of_noun, verb_of_pair
from sopgen.wording.positions import HEADS
from sopgen.wording.spelling import corrected
from sopgen.wording.words import capitalised

_THINGS = (lexicon.PAPERS | lexicon.PLACES | lexicon.RESULTS | lexicon.NO_COMMAND) - lexicon.COMMANDS
"""Roots that are as often a thing: `Daftar tamu` may be the list."""
_NEGATIONS = lexicon.NEGATIONS | {"tak", "jangan"}
_SECOND = re.compile(r"\s*[;\n]|\.\s+(?=[A-Z(])|\s[-–•]\s|\s(?=[1-9b-f][.)]\s)")
"""Where the second of several sentences or bullets begins"""
_OFFICERS = HEADS | lexicon.OFFICERS
"""Who, named right after the noun of signing, signs: `Tanda tangan Kepala Dinas`"""
_PHRASE_STARTS = frozenset((Kind.PREPOSITION, Kind.CLAUSE, Kind.STOP, Kind.COMMA, Kind.CONDITION, Kind.ADVERB))
_NAME_ENDS = _PHRASE_STARTS | {*VERBS}
SUFFIXED = 6
"""letters of a command that can end in -lah"""


class Rewriting(NamedTuple):
    """How a row should read."""

    text: str
    """the first sentence, rewritten"""
    without_lead: str
    """the same without the clause that stood in front of it, for a row whose arrow says it already"""
    rest: str
    """the further sentences, as they stand"""
    dropped: tuple[str, ...]
    """who is no longer named"""


class _Uncertain(Exception):
    """Something would be lost, or two readings are possible."""


def rewriting_of(sentence: Sentence) -> Rewriting | None:
    """The row as it should read; None where that is not certain."""
    right = corrected(sentence.text)
    first = right[: _first_end(right)]
    if first != sentence.text:
        sentence = Sentence(first, sentence.lanes)
    try:
        rewriter = _Rewriter(sentence)
        body = rewriter.body()
        tail = _manner(sentence) + rewriter.company + (_lead(sentence) if sentence.opening.led else "")
    except _Uncertain:
        return None
    text = _finished(sentence, body + tail)
    if not is_active(text.split(" ", 1)[0].lower()):
        return None  # `Pemohon datang ke loket`: without its subject it would still begin with no active verb
    without_lead = _finished(sentence, body) if tail else text
    return Rewriting(text, without_lead, right[len(first) :], tuple(rewriter.dropped))


def _first_end(text: str) -> int:
    """The place where the first of several sentences or bullets ends."""
    for more in _SECOND.finditer(text):
        before = text[: more.start()].rpartition(" ")[2]
        if more[0][:1] != "." or (len(before) > 3 and before.lower() not in lexicon.ABBREVIATIONS):  # `Ka. Subbag`
            return more.start()
    return len(text)


def leading_verb(sentence: Sentence) -> str | None:
    """The verb with which the row should begin; None where no verb can be told."""
    opening = sentence.opening
    if opening.verb < 0:
        return None
    verb = corrected(_main_verb(sentence).split()[0])
    if opening.form is Form.ROOT and not is_active(verb):
        return None
    return verb.upper() if sentence.text.isupper() else capitalised(verb)


def _main_verb(sentence: Sentence) -> str:
    """What the row does, as an active verb: `memeriksa`, `melaksanakan rapat`."""
    opening = sentence.opening
    low = sentence[opening.verb].low
    if opening.form is Form.PASSIVE:
        return active_of_passive(low)
    if opening.form is Form.NOUN:
        start = _noun_start(sentence)
        noun = sentence[start].low
        return verb_of_pair(noun, sentence[start + 1].low) or verb_of_noun(noun) or noun
    if sentence.kinds[opening.verb] is Kind.ACTION:
        return verb_of_noun(low) or low  # `Operator input data`
    command = opening.form is Form.ROOT or sentence.kinds[opening.verb] is Kind.ROOT
    bare = low in lexicon.BARE_VERBS and not is_stem(low)  # `Pemohon datang`
    return active_of_root(low) or low if command and not bare else low


def _noun_start(sentence: Sentence) -> int:
    """The place of the noun of action that the row begins with, behind `Proses …`."""
    return sentence.opening.start + is_process(sentence[sentence.opening.start])


def _finished(sentence: Sentence, text: str) -> str:
    text = " ".join(text.split()).replace(" ,", ",").replace(" )", ")").rstrip(" .,;:-")
    return text.upper() if sentence.text.isupper() else capitalised(text)


# --- what stood in front of the main clause ---


def _manner(sentence: Sentence) -> str:
    """The manner, which goes behind the body."""
    before = sentence.lows[: max(sentence.opening.verb, 0)]
    if "langsung" in before:
        raise _Uncertain  # at once, or in person
    return " dengan segera" if "segera" in before else ""


def _lead(sentence: Sentence) -> str:
    """The clause in front of the main clause, to stand behind it; "" where only adverbs led."""
    end = end_of_lead = sentence.opening.start
    begin = next((i for i in range(end) if sentence.words[i].is_word), end)
    while begin < end and _merely_orders(sentence, begin):
        begin += 1
    mark = end
    while mark > begin and sentence.kinds[mark - 1] is Kind.ADVERB:
        mark -= 1  # `Jika lengkap, segera …`; without a mark the adverb is the lead's: `Bila perlu …`
    marked = mark > begin and _marks_end(sentence, mark - 1)
    while mark > begin and _marks_end(sentence, mark - 1):
        end = mark = mark - 1
    if begin >= end:
        return ""
    kinds, rest = sentence.kinds[begin:end], sentence.kinds[sentence.opening.verb + 1 :]
    actors = any(kind in (Kind.ACTOR, Kind.COMMA) for kind in kinds)
    if (actors and not marked) or Kind.STOP in kinds:
        raise _Uncertain
    clause = rest.index(Kind.CLAUSE) if Kind.CLAUSE in rest else len(rest)
    sides = any(kind in VERBS for kind in rest[clause:])
    if sides or any(kind in (Kind.CONDITION, Kind.STOP, Kind.COMMA) for kind in rest):
        raise _Uncertain  # behind those it would seem to belong to them
    bare_passive = sentence.opening.form is Form.PASSIVE and sentence.opening.verb == end_of_lead
    if (bare_passive and not marked) or (not rest and (bare_passive or not marked)):
        raise _Uncertain  # `Setelah surat terbit divalidasi`, `Bila salah maka dikembalikan`
    return f" {sentence.lows[begin]}" + sentence.text[sentence.words[begin].end : sentence.words[end - 1].end]


def _marks_end(sentence: Sentence, index: int) -> bool:
    return sentence.kinds[index] is Kind.COMMA or sentence.lows[index] == "maka"


def _merely_orders(sentence: Sentence, index: int) -> bool:
    """`Kemudian`, `Setelah itu`, `Harus`: the rows are in order already."""
    low, kind = sentence[index].low, sentence.kinds[index]
    that = "itu" in (low, sentence[index + 1].low)
    return that or kind in (Kind.ADVERB, Kind.COMMA, Kind.CONNECTOR) or low in lexicon.POLITE_WORDS


def _lowered(sentence: Sentence, start: int, end: int) -> str:
    """The words from start to end without a capital that only the beginning of the row gave them, and without the
    adverbs before the verb."""
    while end > start and sentence.kinds[end - 1] in (Kind.ADVERB, Kind.COMMA, Kind.CONNECTOR):
        end -= 1
    if end <= start:
        return ""
    text = sentence.part(start, end)
    first = sentence.words[start].text
    named = end - start > 1 and sentence.words[start + 1].text[0].isupper()
    return text if named or not first[1:].islower() else first[0].lower() + text[1:]


# --- the main clause ---


class _Rewriter:
    """Rewrites the main clause of one sentence and notes who is no longer named."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.opening = sentence.opening
        self.dropped: list[str] = []
        self.company = ""
        """who goes along with the one who is no longer named: ` dibantu staf`"""
        self.keeps_nouns = False
        """whether the first verb says no more than `melakukan`: the nouns joined to its own stay nouns"""

    def body(self) -> str:
        opening = self.opening
        before = opening.verb - 1
        while before > opening.start and self.sentence.kinds[before] is Kind.ADVERB:
            before -= 1
        if opening.verb < 0 or self.sentence[before].low in _NEGATIONS:
            raise _Uncertain
        self._reject_second_subjects()
        if opening.form is Form.PASSIVE:
            return self._of_passive()
        if opening.form is Form.NOUN:
            return self._of_noun()
        if opening.form is Form.ROOT:
            self._reject_thing()
        else:
            self._drop_subject()
        return _main_verb(self.sentence) + self._rest(opening.verb + 1)

    def _reject_second_subjects(self) -> None:
        """A later activity of somebody else would become the first one's: `… dan diperiksa oleh Kasubag`."""
        sentence, chain = self.sentence, self.sentence.chain
        later = [index for index in chain.predicates if index > self.opening.verb]
        if any(sentence.kinds[index - 1] is Kind.ACTOR or sentence[index + 1].low == "oleh" for index in later):
            raise _Uncertain
        if self.opening.form is not Form.SUBJECT and Kind.CONDITION in sentence.kinds[self.opening.verb :]:
            condition = sentence.kinds.index(Kind.CONDITION, self.opening.verb)
            if Kind.COMMA in sentence.kinds[condition:] or Kind.CONNECTOR is sentence.kinds[condition - 1]:
                raise _Uncertain

    def _drop_subject(self) -> None:
        sentence, start, verb = self.sentence, self.opening.start, self.opening.verb
        companies = (i for i in range(start + 1, verb) if sentence.lows[i] in (*lexicon.COMPANIES, "bersama"))
        company = next(companies, None)
        if company:
            self.company = f" {sentence.part(company, verb)}"
            if len(sentence.chain.predicates) > 1 or Kind.CONDITION in sentence.kinds:
                raise _Uncertain
        end = company or verb
        while end > start and sentence.kinds[end - 1] in (Kind.ADVERB, Kind.COMMA):
            end -= 1
        if {Kind.PASSIVE, Kind.CONDITION, Kind.COMMA} & {*sentence.kinds[start:end]}:
            raise _Uncertain
        self.dropped += [sentence.part(start, end)] if end > start else []

    def _reject_thing(self) -> None:
        """`Posisi tiang` is no command, `Hadir` becomes no other verb."""
        low = self.sentence[self.opening.verb].low
        plain = low.removesuffix("lah") if len(low) >= SUFFIXED else low
        if plain in _THINGS or not is_stem(plain):
            raise _Uncertain

    def _of_passive(self) -> str:
        sentence, opening = self.sentence, self.opening
        lows, goal_kinds = sentence.lows[opening.start : opening.verb], sentence.kinds[opening.start : opening.verb]
        relative = "yang" in lows
        acts = any(
            sentence.words[i].is_verb and not describes(sentence.lows[i]) for i in range(opening.start, opening.verb)
        )
        halves = Kind.COMMA in goal_kinds[:-1] and goal_kinds[-1] is not Kind.ADVERB
        if halves or Kind.STOP in goal_kinds or (not relative and (acts or "oleh" in lows)):
            raise _Uncertain
        goal = _lowered(sentence, opening.start, opening.verb)
        if goal and sentence[opening.verb].low in lexicon.LIGHT_PASSIVES:
            return self._of_light_passive(goal)
        last, verbs = self._verb_row(opening.verb)
        if sentence[last + 1].low in ("ulang", "kembali"):
            last, verbs = last + 1, f"{verbs} {sentence[last + 1].low}"
        if sentence[last + 1].low.endswith("nya") and goal and not relative:
            if last > opening.verb:
                raise _Uncertain
            quality = sentence.words[last + 1].text.removesuffix("nya")
            return f"{verbs} {quality} {goal}{self._rest(last + 2)}"  # `Berkas diperiksa kelengkapannya`
        after = last + 1
        if sentence[after].kind is Kind.ACTOR:
            if not goal:
                raise _Uncertain  # `Diangkat petugas pengganti`
            after = name_end(sentence, after)
            self.dropped.append(sentence.part(last + 1, after))
        elif goal or last > opening.verb:
            self._reject_object(after)
        return f"{verbs} {goal}".rstrip() + self._rest(after)

    def _of_light_passive(self, goal: str) -> str:
        """`Barang masuk dilakukan pemeriksaan oleh panitia` -> `Memeriksa barang masuk`"""
        sentence, verb = self.sentence, self.opening.verb
        told = verb_of_noun(sentence[verb + 1].low)
        ends = (
            sentence[verb + 2].kind in (Kind.NOTHING, Kind.PREPOSITION, Kind.STOP) or sentence[verb + 2].low == "oleh"
        )
        if sentence[verb + 1].kind is not Kind.ACTION or not told or " " in told or not ends:
            raise _Uncertain
        return f"{told} {goal}{self._rest(verb + 2)}"

    def _verb_row(self, first: int) -> tuple[int, str]:
        """Passives side by side (`diperiksa, diteliti dan diparaf`) as active verbs, and the place of the last."""
        sentence = self.sentence
        text, last, index = active_of_passive(sentence[first].low), first, first + 1
        while index < len(sentence.words) and sentence.kinds[index] in (Kind.COMMA, Kind.CONNECTOR):
            after = index + (2 if sentence[index + 1].kind is Kind.CONNECTOR else 1)
            if sentence[after].kind is not Kind.PASSIVE or sentence[index].low in lexicon.STRONG_CONNECTORS:
                break
            text += sentence.text[sentence.words[last].end : sentence.words[after].start]
            text += active_of_passive(sentence[after].low)
            last, index = after, after + 1
        return last, text

    def _reject_object(self, index: int) -> None:
        """What stands bare behind a passive is its doer or its second object; behind the active verb it would be what
        the verb is done to: `DPA ditandatangani PPKD`, `Surat diberi nomor`."""
        if index >= len(self.sentence.words):
            return
        kind, low = self.sentence.kinds[index], self.sentence.lows[index]
        free = kind in _PHRASE_STARTS or kind is Kind.CONNECTOR or low in lexicon.PREPOSITION_VERBS
        if not (free or low in lexicon.FREE_WORDS or low in lexicon.NUMBERS or low[0].isdigit()):
            raise _Uncertain

    def _of_noun(self) -> str:
        sentence, start, verb = self.sentence, _noun_start(self.sentence), _main_verb(self.sentence)
        if self.opening.verb > start:  # `Pembahasan rancangan dilakukan bersama …`
            if Kind.COMMA in sentence.kinds[start : self.opening.verb]:
                raise _Uncertain
            self._reject_object(self.opening.verb + 1)
        end = start + (2 if verb_of_pair(sentence[start].low, sentence[start + 1].low) else 1)
        kept = " ".join(sentence.lows[start:end])
        following = sentence[end].low
        if sentence[start].low in lexicon.RESULTS - lexicon.ACTS or (
            following in _OFFICERS and verb in lexicon.SIGNINGS
        ):
            raise _Uncertain
        if verb.endswith(f" {kept}"):
            self.keeps_nouns = True
            return verb.removesuffix(kept) + _lowered(sentence, start, end) + self._rest(end)  # `FGD` stays so
        if following in lexicon.QUALITIES and (
            sentence[end + 1].kind is not Kind.OTHER or following not in lexicon.ASPECTS
        ):
            self.keeps_nouns = True
            return f"melakukan {kept}{self._rest(end)}"
        if following in ("dengan", "antar", "bersama", "antara") and kept in lexicon.RECIPROCAL:
            return f"ber{kept}{self._rest(end)}"
        onto = following in ("terhadap", "atas") and sentence[end + 1].text != ""
        return verb + self._rest(end + onto)

    # --- what follows the verb ---

    def _rest(self, start: int) -> str:
        """What follows, with the later activities in the same form and without the doer."""
        sentence = self.sentence
        if start >= len(sentence.words):
            return ""
        place = sentence.words[start].start
        parts = [" "] if sentence.words[start].is_word or sentence.words[start].text == "(" else []
        for first, end, text in sorted(self._changes(start)):
            if sentence.words[first].start >= place:  # no verb within the doer that goes
                before = sentence.text[place : sentence.words[first].start].rstrip(" ")
                parts.append(before + (" " * (before[-1:] != "/") + text if text else ""))
                place = sentence.words[end - 1].end
        return "".join(parts) + sentence.text[place:]

    def _changes(self, start: int) -> list[tuple[int, int, str]]:
        """(first word, the word after the last, text instead)"""
        sentence, opening = self.sentence, self.opening
        found: list[tuple[int, int, str]] = []
        if opening.form is Form.NOUN and opening.verb >= start and sentence[opening.verb].low in lexicon.LIGHT_PASSIVES:
            found.append((opening.verb, opening.verb + 1, ""))
        for index in sentence.chain.predicates:
            verb = self._later_verb(index) if index >= start and index != opening.verb else None
            if verb:
                found.append((index, index + 1, verb))
        self._reject_unchanged(start, {index for index, *_ in found})
        if sentence.chain.doer >= start:
            found.append((sentence.chain.doer, self._drop_doer(sentence.chain.doer), ""))
        elif sentence[start].low == "oleh":
            raise _Uncertain
        return found

    def _later_verb(self, index: int) -> str | None:
        """The active verb of one more activity; None where it stands as it is."""
        sentence, low = self.sentence, self.sentence[index].low
        if sentence.kinds[index] is Kind.PASSIVE:
            before = index - 1
            while sentence.kinds[before] is Kind.ADVERB:
                before -= 1
            if sentence.kinds[before] not in (Kind.CONNECTOR, Kind.COMMA, Kind.STOP):
                raise _Uncertain  # it has a subject of its own
            self._reject_object(index + 1)
            return active_of_passive(low)
        if sentence.kinds[index] in (Kind.ACTION, Kind.ROOT) and not self.keeps_nouns:
            return verb_of_noun(low) or active_of_root(low) or low
        return None

    def _reject_unchanged(self, start: int, changed: set[int]) -> None:
        """`Periksa apakah … dan periksa …`: a second command or noun that would stay as it is."""
        kinds = {Form.ROOT: Kind.ROOT, Form.NOUN: Kind.ACTION}
        first = self.sentence[self.opening.verb].low
        if self.sentence.kinds[0] is Kind.CONDITION:
            kinds[Form.PASSIVE] = Kind.PASSIVE  # of those the chain has only the first
        for index in range(start + 1, len(self.sentence.words)):
            alike = self.sentence.kinds[index] is kinds.get(self.opening.form) and index not in changed
            joined = alike and self.sentence.kinds[index - 1] is Kind.CONNECTOR
            if joined and (self.opening.form is not Form.NOUN or self.sentence.lows[index] == first):
                raise _Uncertain

    def _drop_doer(self, oleh: int) -> int:
        """The place after the doer that "oleh" names."""
        end = name_end(self.sentence, oleh + 1)
        name = self.sentence.lows[oleh + 1 : end]
        lists = self.sentence[end].kind is Kind.COMMA
        if not name or lists or {"atau", "yang"} & {*name, self.sentence[end].low}:
            raise _Uncertain
        self.dropped.append(self.sentence.part(oleh + 1, end))
        return end


def name_end(sentence: Sentence, index: int) -> int:
    """The place after the name of somebody that begins here."""
    while index < len(sentence.words):
        kind = sentence.kinds[index]
        if kind in _NAME_ENDS or not (sentence.words[index].is_word or sentence[index].low in "/-"):
            return index
        following = sentence[index + 1].kind
        if kind is Kind.CONNECTOR and (
            sentence[index].low in lexicon.STRONG_CONNECTORS or following is Kind.NOTHING or following in VERBS
        ):
            return index
        index += 1
    return index
