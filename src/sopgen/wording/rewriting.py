"""Turns a row into the way to write it: active verb first, no subject, no noun of action, no passive.

A text is proposed only where nothing is lost and nothing is guessed. A clause in front of the verb goes behind it:

    Setelah berkas lengkap, petugas mencatat surat   ->   Mencatat surat setelah berkas lengkap
    lead                    subject verb    rest

Where the row holds more sentences than one, the first is rewritten and the others stay.
"""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import NamedTuple

from sopgen.wording import lexicon
from sopgen.wording.clauses import Form, Sentence, is_process
from sopgen.wording.kinds import VERBS, Kind
from sopgen.wording.morphology import active_of_passive, active_of_root, is_active, is_stem, verb_of_noun, verb_of_pair
from sopgen.wording.positions import HEADS
from sopgen.wording.spelling import corrected
from sopgen.wording.words import Word

_THINGS = (lexicon.PAPERS | lexicon.PLACES | lexicon.RESULTS | lexicon.NO_COMMAND) - lexicon.COMMANDS
"""Roots that are as often a thing: `Daftar tamu` may be the list."""
_NEGATIONS = lexicon.NEGATIONS | {"tak", "jangan"}
_SECOND = re.compile(r"\s*[;\n]|\.\s+(?=[A-Z(])|\s[-–•]\s|\s(?=[1-9b-f][.)]\s)")
"""Where the second of several sentences or bullets begins"""
_OFFICERS = HEADS | lexicon.OFFICERS
"""Who, named right after the noun of signing, signs: `Tanda tangan Kepala Dinas`"""
_PHRASE_STARTS = frozenset((Kind.PREPOSITION, Kind.CLAUSE, Kind.STOP, Kind.COMMA, Kind.CONDITION, Kind.ADVERB))
_NAME_ENDS = _PHRASE_STARTS | {*VERBS}
_FREE = lexicon.PREPOSITION_VERBS | lexicon.FREE_WORDS | lexicon.NUMBERS


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
        manner = " dengan segera" if "segera" in sentence.lows[: max(sentence.verb.at, 0)] else ""
        text = _finished(sentence, body + manner + rewriter.company + _lead(sentence))
    except _Uncertain:
        return None
    if not is_active(text.split(" ", 1)[0].lower()):
        return None  # `Pemohon datang ke loket`: without its subject it would still begin with no active verb
    return Rewriting(text, _finished(sentence, body), right[len(first) :], tuple(rewriter.dropped))


def _first_end(text: str) -> int:
    """The place where the first of several sentences or bullets ends."""
    for more in _SECOND.finditer(text):
        before = text[: more.start()].rpartition(" ")[2]
        if more[0][:1] != "." or (len(before) > 3 and before.lower() not in lexicon.ABBREVIATIONS):  # `Ka. Subbag`
            return more.start()
    return len(text)


def leading_verb(sentence: Sentence) -> str | None:
    """The verb with which the row should begin; None where no verb can be told."""
    if not sentence.verb.text:
        return None
    verb = corrected(_main_verb(sentence).split()[0])
    command = sentence.form is Form.ROOT
    return None if command and not is_active(verb) else _finished(sentence, verb)


def _main_verb(sentence: Sentence) -> str:
    """What the row does, as an active verb: `memeriksa`, `melaksanakan rapat`."""
    if sentence.form is not Form.NOUN:
        return _active(sentence.verb)
    noun = _noun(sentence)
    return verb_of_pair(noun.low, noun.after.low) or _active(noun)


def _noun(sentence: Sentence) -> Word:
    """The noun of action that the row begins with, behind `Proses …`."""
    first = sentence[sentence.start]
    return first.after if is_process(first) else first


def _active(word: Word) -> str:
    """What names an activity, as an active verb."""
    low = word.low
    if word.kind is Kind.PASSIVE:
        return active_of_passive(low)
    if word.kind is Kind.ACTION:
        return verb_of_noun(low) or low
    bare = low in lexicon.BARE_VERBS and not is_stem(low)  # `Pemohon datang`
    return low if bare or word.kind is Kind.ACTIVE else active_of_root(low) or low


def _finished(sentence: Sentence, text: str) -> str:
    text = " ".join(text.split()).replace(" ,", ",").replace(" )", ")").rstrip(" .,;:-")
    return text.upper() if sentence.text.isupper() else text[:1].upper() + text[1:]


# --- what stood in front of the main clause ---


def _lead(sentence: Sentence) -> str:
    """The clause in front of the main clause, to stand behind it; "" where only adverbs led."""
    lead = sentence.words[sentence.lead : sentence.start]
    marked = list(lead)
    while marked and marked[-1].kind is Kind.ADVERB:
        marked.pop()  # `Jika lengkap, segera …`; without a mark the adverb is the lead's: `Bila perlu …`
    is_marked = bool(marked) and _marks_end(marked[-1])
    while marked and _marks_end(marked[-1]):
        lead = marked = marked[:-1]
    if not lead:
        return ""
    kinds, rest = {word.kind for word in lead}, sentence.kinds[sentence.verb.at + 1 :]
    side = dropwhile(lambda kind: kind is not Kind.CLAUSE, rest)
    if Kind.STOP in kinds or (not is_marked and kinds & {Kind.ACTOR, Kind.COMMA}):
        raise _Uncertain
    if {Kind.CONDITION, Kind.STOP, Kind.COMMA} & {*rest} or {*VERBS} & {*side}:
        raise _Uncertain  # behind those it would seem to belong to them
    bare_passive = sentence.form is Form.PASSIVE and sentence.verb.at == sentence.start
    if (bare_passive and not is_marked) or (not rest and (bare_passive or not is_marked)):
        raise _Uncertain  # `Setelah surat terbit divalidasi`, `Bila salah maka dikembalikan`
    return f" {lead[0].low}" + sentence.text[lead[0].end : lead[-1].end]


def _marks_end(word: Word) -> bool:
    return word.kind is Kind.COMMA or word.low == "maka"


def _lowered(sentence: Sentence, start: int, end: int) -> str:
    """The words from start to end without a capital that only the beginning of the row gave them, and without the
    adverbs before the verb."""
    while end > start and sentence.kinds[end - 1] in (Kind.ADVERB, Kind.COMMA, Kind.CONNECTOR):
        end -= 1
    text, first = sentence.part(start, end), sentence[start].text
    named = end - start > 1 and sentence[start + 1].text[0].isupper()
    return text if named or not first[1:].islower() else text[:1].lower() + text[1:]


# --- the main clause ---


class _Rewriter:
    """Rewrites the main clause of one sentence and notes who is no longer named."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.verb = sentence.verb
        self.dropped: list[str] = []
        self.company = ""
        """who goes along with the one who is no longer named: ` dibantu staf`"""
        self.keeps_nouns = False
        """whether the first verb says no more than `melakukan`: the nouns joined to its own stay nouns"""

    def body(self) -> str:
        sentence, form = self.sentence, self.sentence.form
        before = self.verb.before
        while before.at > sentence.start and before.kind is Kind.ADVERB:
            before = before.before
        later = [word for word in sentence.predicates if word.at > self.verb.at]
        if (
            not self.verb.text
            or before.low in _NEGATIONS
            or "langsung" in sentence.lows[: self.verb.at]  # at once, or in person
            # somebody else's part would become the first one's: `… dan diperiksa oleh Kasubag`
            or any(word.before.kind is Kind.ACTOR or word.after.low == "oleh" for word in later)
        ):
            raise _Uncertain
        if form is Form.PASSIVE:
            return self._of_passive()
        if form is Form.NOUN:
            return self._of_noun()
        low = self.verb.low
        plain = low if is_stem(low) else low.removesuffix("lah")
        if form is Form.ROOT and (plain in _THINGS or not is_stem(plain)):
            raise _Uncertain  # `Posisi tiang` is no command, `Hadir` becomes no other verb
        if form is not Form.ROOT:
            self._drop_subject()
        return _main_verb(sentence) + self._rest(self.verb.at + 1)

    def _drop_subject(self) -> None:
        sentence, start, verb = self.sentence, self.sentence.start, self.verb.at
        companies = (i for i in range(start + 1, verb) if sentence.lows[i] in (*lexicon.COMPANIES, "bersama"))
        company = next(companies, None)
        if company:
            self.company = f" {sentence.part(company, verb)}"
            if len(sentence.predicates) > 1 or Kind.CONDITION in sentence.kinds:
                raise _Uncertain
        end = company or verb
        while end > start and sentence.kinds[end - 1] in (Kind.ADVERB, Kind.COMMA):
            end -= 1
        if {Kind.PASSIVE, Kind.CONDITION, Kind.COMMA} & {*sentence.kinds[start:end]}:
            raise _Uncertain
        self.dropped += [sentence.part(start, end)] if end > start else []

    def _of_passive(self) -> str:
        sentence, start = self.sentence, self.sentence.start
        lows, kinds = sentence.lows[start : self.verb.at], sentence.kinds[start : self.verb.at]
        goal = _lowered(sentence, start, self.verb.at)
        halves = Kind.COMMA in kinds[:-1] and kinds[-1] is not Kind.ADVERB
        if halves or ("oleh" in lows and "yang" not in lows):
            raise _Uncertain  # `Pelaksanaan pendaftaran, blangko diisi`, `Berkas oleh petugas dikembalikan`
        if goal and self.verb.low in lexicon.LIGHT_PASSIVES:
            raise _Uncertain  # what is done stands behind it: `Barang masuk dilakukan pemeriksaan`
        last, verbs = self._verb_row()
        if last.after.low in ("ulang", "kembali"):
            last, verbs = last.after, f"{verbs} {last.after.low}"
        end = last.at + 1
        if goal and last is self.verb and last.after.low.endswith("nya") and "yang" not in lows:
            quality = last.after.text.removesuffix("nya")
            return f"{verbs} {quality} {goal}{self._rest(end + 1)}"  # `Berkas diperiksa kelengkapannya`
        if last.after.kind is Kind.ACTOR:
            if not goal:
                raise _Uncertain  # `Diangkat petugas pengganti`
            end = name_end(sentence, end)
            self.dropped.append(sentence.part(last.at + 1, end))
        elif goal or last is not self.verb:
            _reject_object(last.after)
        return f"{verbs} {goal}".rstrip() + self._rest(end)

    def _verb_row(self) -> tuple[Word, str]:
        """Passives side by side (`diperiksa, diteliti dan diparaf`) as active verbs, and the last of them."""
        last, text = self.verb, active_of_passive(self.verb.low)
        while last.after.kind in (Kind.COMMA, Kind.CONNECTOR) and last.after.low not in lexicon.STRONG_CONNECTORS:
            joint = last.after
            after = joint.after.after if joint.after.kind is Kind.CONNECTOR else joint.after
            if after.kind is not Kind.PASSIVE:
                break
            text += self.sentence.text[last.end : after.start] + active_of_passive(after.low)
            last = after
        return last, text

    def _of_noun(self) -> str:
        sentence, noun, verb = self.sentence, _noun(self.sentence), _main_verb(self.sentence)
        start = noun.at
        if self.verb.at > start:  # `Pembahasan rancangan dilakukan bersama …`
            if Kind.COMMA in sentence.kinds[start : self.verb.at]:
                raise _Uncertain
            _reject_object(self.verb.after)
        end = start + (2 if verb_of_pair(noun.low, noun.after.low) else 1)
        kept, following = " ".join(sentence.lows[start:end]), sentence[end]
        signs = following.low in _OFFICERS and verb in lexicon.SIGNINGS
        if signs or noun.low in lexicon.RESULTS - lexicon.ACTS:
            raise _Uncertain
        if verb.endswith(f" {kept}"):
            self.keeps_nouns = True
            return verb.removesuffix(kept) + _lowered(sentence, start, end) + self._rest(end)  # `FGD` stays so
        aspect = following.low in lexicon.ASPECTS and following.after.kind is Kind.OTHER
        if following.low in lexicon.QUALITIES and not aspect:
            self.keeps_nouns = True
            return f"melakukan {kept}{self._rest(end)}"
        if following.low in ("dengan", "antar", "bersama", "antara") and kept in lexicon.RECIPROCAL:
            return f"ber{kept}{self._rest(end)}"
        return verb + self._rest(end + (following.low in ("terhadap", "atas")))

    # --- what follows the verb ---

    def _rest(self, start: int) -> str:
        """What follows, with the later activities in the same form and without the doer."""
        text, words = self.sentence.text, self.sentence.words[start:]
        changes = self._changes(start) if words else {}
        now = [(word, changes.get(word.at, word.text)) for word in words]
        kept = (text[word.before.end : word.start] + said for word, said in now if said)
        return "".join(kept) + text[self.sentence.words[-1].end :]

    def _changes(self, start: int) -> dict[int, str]:
        """The place of a word -> what stands there instead, "" for nothing."""
        sentence, form, doer = self.sentence, self.sentence.form, self.sentence.doer
        changes: dict[int, str] = {}
        if form is Form.NOUN and self.verb.at >= start:
            changes[self.verb.at] = ""
        for word in sentence.predicates:
            if word.at >= start and word is not self.verb and self._turns(word):
                changes[word.at] = _active(word)
        # a second command or noun that would stay as it is: `Periksa apakah … dan periksa …`
        kind = {Form.ROOT: Kind.ROOT, Form.NOUN: Kind.ACTION}.get(form)
        if sentence.kinds[0] is Kind.CONDITION and form is Form.PASSIVE:
            kind = Kind.PASSIVE  # of those the chain has only the first
        for word in sentence.words[start + 1 :]:
            alike = word.kind is kind and word.before.kind is Kind.CONNECTOR and word.at not in changes
            if alike and (form is not Form.NOUN or word.low == self.verb.low):
                raise _Uncertain
        if doer >= start:
            end = name_end(sentence, doer + 1)
            name = sentence.lows[doer + 1 : end]
            if not name or sentence[end].kind is Kind.COMMA or {"atau", "yang"} & {*name, sentence[end].low}:
                raise _Uncertain
            self.dropped.append(sentence.part(doer + 1, end))
            changes |= dict.fromkeys(range(doer, end), "")
        elif sentence.lows[start] == "oleh":
            raise _Uncertain
        return changes

    def _turns(self, word: Word) -> bool:
        """Whether one more activity has another form than it should; an active verb stands as it is."""
        if word.kind is not Kind.PASSIVE:
            return word.kind in (Kind.ACTION, Kind.ROOT) and not self.keeps_nouns
        before = word.before
        while before.kind is Kind.ADVERB:
            before = before.before
        if before.kind not in (Kind.CONNECTOR, Kind.COMMA, Kind.STOP):
            raise _Uncertain  # it has a subject of its own
        _reject_object(word.after)
        return True


def _reject_object(word: Word) -> None:
    """What stands bare behind a passive is its doer or its second object; behind the active verb it would be what the
    verb is done to: `DPA ditandatangani PPKD`, `Surat diberi nomor`."""
    free = word.kind in (*_PHRASE_STARTS, Kind.CONNECTOR, Kind.NOTHING) or word.low in _FREE
    if not (free or word.low[0].isdigit()):
        raise _Uncertain


def name_end(sentence: Sentence, index: int) -> int:
    """The place after the name of somebody that begins here."""
    for word in sentence.words[index:]:
        if word.kind in _NAME_ENDS or not (word.is_word or word.low in "/-"):
            return word.at
        ends = word.low in lexicon.STRONG_CONNECTORS or word.after.kind in (*VERBS, Kind.NOTHING)
        if word.kind is Kind.CONNECTOR and ends:
            return word.at
    return len(sentence.words)
