"""Turns a row's words into its main clause: with what it begins, what it does, who does it.

Sekretaris | membuat draf | dan | diserahkan kepada Kabid | untuk diteliti
subject      predicate            predicate                 side clause
"""

from __future__ import annotations

import re
from enum import Enum, auto
from itertools import islice

from sopgen.wording import lexicon
from sopgen.wording.kinds import VERBS, Kind
from sopgen.wording.morphology import verb_of_noun, verb_of_pair
from sopgen.wording.words import NO_WORD, Word, words_of

JOINTS = (Kind.CONNECTOR, Kind.COMMA)

_COUNT, _PERIOD = "|".join((*lexicon.NUMBERS, r"\d+")), "|".join(lexicon.TIME_NOUNS)
_WHEN = re.compile(
    rf"(?:(?:setiap|tiap) (?:selesai|ada|akan|(?:{_COUNT}) (?:{_PERIOD}))|(?:setiap|tiap|{_COUNT}) (?:{_PERIOD})|"
    rf"se(?:{_PERIOD})|se\S{{2,}}nya|se\S{{5,}} (?:mungkin|sebelum|setelah)|(?:{_PERIOD}))(?!\S)"
)
"""What says when, not who, in the first three words of a row: `Satu hari sebelum …`, `Sesegera mungkin …`"""
SUBJECT_LENGTH = 24
"""words in which the verb of a subject is looked for"""


class Form(Enum):
    """With what the main clause begins."""

    ACTIVE = auto()
    PASSIVE = auto()
    """a di- verb, or an object and then a di- verb"""
    SUBJECT = auto()
    """somebody, and then the verb"""
    NOUN = auto()
    """a noun of action"""
    ROOT = auto()
    """a bare verb: a command"""
    OTHER = auto()


class Sentence:
    """A row's text with its words, what it begins with, what it does, and who is said to do it."""

    def __init__(self, text: str, lanes: frozenset[str] = frozenset()) -> None:
        self.text = text
        self.words = words_of(text)
        for word in self.words:
            _read_divider(word, self.words[0])
        self.lows = [word.low for word in self.words]
        self.kinds = [word.kind for word in self.words]
        self.lanes = lanes
        """names of lanes in lower case"""
        lead, first, self.led = _main_start(self[0])
        """led: whether a clause, a phrase or an adverb stands in front of the main clause"""
        self.start, self.lead = max(first.at, 0), max(lead.at, 0)
        """where the main clause begins, and where the clause or phrase in front of it does: the same without one"""
        self.form, self.verb = _form(first, lanes)
        """verb: its predicate, a verb or a noun of action; NO_WORD where there is none"""
        chain = _Chaining(self)
        self.predicates = chain.predicates
        """the verbs (or nouns of action) of the main clauses"""
        self.activities = len(chain.predicates) + (chain.nouns if chain.nouns >= 2 else 0)
        """how many those are, with the further ones that a light verb lists: melakukan verifikasi, validasi dan …"""
        self.doer = chain.doer
        """the place of the "oleh" that names the doer of the row's own activity; -1 where there is none"""

    def __getitem__(self, index: int) -> Word:
        """One of its words; NO_WORD where it has none."""
        return self.words[index] if 0 <= index < len(self.words) else NO_WORD

    def part(self, start: int, end: int) -> str:
        """The text of the words from start to end as it is written."""
        return self.text[self.words[start].start : self.words[end - 1].end] if start < end else ""


def _read_divider(mark: Word, first: Word) -> None:
    """A slash between two activities, and a dash before one more, join them as a comma does: `Memeriksa/memaraf surat`,
    `- Menerima surat - Mencatat surat`."""
    before, after = mark.before.kind, mark.after.kind
    slash = mark.low == "/" and before is after and before in (*VERBS, Kind.ACTION)
    if slash or (mark.low in "-–•" and after is first.kind is Kind.ACTIVE):
        mark.kind = Kind.COMMA


# --- what it begins with ---


def _main_start(first: Word) -> tuple[Word, Word, bool]:
    """The words with which what stands in front of the main clause and the main clause begin, and whether anything
    stands in front of it."""
    led = False
    while _merely_leads(first):
        first, led = first.after, led or first.is_word
    lead = first
    if _begins_lead(first):
        first, led = _after_lead(first), True
        while first.low in lexicon.TIME_WORDS or first.low == "maka":
            first = first.after
    return lead, first, led


def _form(first: Word, lanes: frozenset[str]) -> tuple[Form, Word]:
    """What the main clause is, and its predicate."""
    low, second = first.low, first.after
    if first.kind in VERBS:
        return (Form.ACTIVE if first.kind is Kind.ACTIVE else Form.PASSIVE), first
    # `Undangan terkirim`, `Permohonan masuk …`: the paper is meant, not the action
    became = second.low in lexicon.STATES or (second.low.startswith("ter") and second.low not in lexicon.TER_WORDS)
    if (became and low in lexicon.RESULTS) or low in lexicon.NEGATIONS or low == "jangan":
        return Form.OTHER, NO_WORD
    verb = _predicate(first)
    # a lane's name may look like a noun of action
    lane = " ".join((low, *(word.low for word in first.rest() if word.at < verb.at))) in lanes
    # `Musyawarah desa menetapkan …`, `Piket mendatangi …`: people who meet, unlike `Rapat membahas …`
    meets = low in lexicon.GATHERINGS and verb.kind is Kind.ACTIVE and verb.low != "membahas"
    acts = first.kind is Kind.ACTION or verb_of_pair(low, second.low) is not None or is_process(first)
    head = acts and not lane and not meets
    if verb.kind is Kind.PASSIVE:
        return (Form.NOUN if head and verb.low in lexicon.LIGHT_PASSIVES else Form.PASSIVE), verb
    if head:
        return Form.NOUN, first
    if first.kind is Kind.ROOT or low.removesuffix("lah") in lexicon.COMMANDS:
        return Form.ROOT, first
    return (Form.SUBJECT if verb.text else Form.OTHER), verb


def is_process(word: Word) -> bool:
    """`Proses pembayaran`, `Proses mencetak kartu`; `Proses berkas` is a command."""
    return word.low == "proses" and word.after.kind in (Kind.ACTION, Kind.ACTIVE)


def _merely_leads(word: Word) -> bool:
    """A mark, an adverb, a connector or a polite word in front of the verb: `Harus mengisi …`, `Wajib lapor …`."""
    if word.low == "wajib" or word.kind is Kind.CONNECTOR:
        return word.low in lexicon.TIME_WORDS or word.after.kind in (*VERBS, Kind.ROOT)
    if word.kind is Kind.ADVERB or word.low in lexicon.POLITE_WORDS or (word.text and not word.is_word):
        return True
    return not lexicon.LEAD_PAIRS.isdisjoint((f"{word.low}_{word.after.low}", f"{word.before.low}_{word.low}"))


def _begins_lead(word: Word) -> bool:
    """Whether a clause or a phrase begins that stands before the verb: `Jika …`, `Setelah …`, `Setiap bulan …`.
    `Merujuk pada SK …` does, `Merujuk pasien …` does not."""
    if word.low in lexicon.LEAD_VERBS:
        ends = (after.kind for after in word.rest() if after.kind in (*VERBS, Kind.CLAUSE))
        return word.after.low in ("pada", "kepada", "dari", "ke") and next(ends, None) is Kind.ACTIVE
    when = _WHEN.match(f"{word.low} {word.after.low} {word.after.after.low}")
    return word.kind is Kind.CONDITION or word.low in lexicon.LEAD_WORDS or when is not None


def _after_lead(lead: Word) -> Word:
    """Where the main clause begins after a side clause or phrase."""
    verbs = 0
    for word in lead.rest():
        if word.low == "maka" or word.kind is Kind.COMMA:
            if verbs and word.after.kind is Kind.CONDITION:
                break
            return word.after
        if word.kind is Kind.STOP:
            break
        verbs += word.is_verb
    clause = lead.kind in (Kind.CONDITION, Kind.CLAUSE) and lead.low not in lexicon.PHRASE_WORDS
    command = next((word for word in lead.after.rest() if word.may_command), NO_WORD)
    if lead.after.kind is Kind.ACTIVE and verbs == 1 and command.text:
        return command  # `Untuk menghidupkan alat tekan sakelar`
    wanted = 2 if verbs > 1 and (clause or lead.after.kind is Kind.ACTIVE) else 1
    for word in lead.rest():
        if word.is_verb or word.is_command:
            wanted -= 1
            if not wanted or word.before.low == "akan":
                return word
    return command


def _predicate(first: Word) -> Word:
    """The verb of a clause that begins with a noun; NO_WORD where it has none."""
    relative = after_relative = bracket = False
    passed, subject = NO_WORD, list[Word]()
    """passed: a verb that describes the subject, and is the predicate where no other follows: `Surat berkop dikirim`"""
    for word in islice(first.rest(), SUBJECT_LENGTH - 1):
        low, kind, joint = word.low, word.kind, word.before
        subject.append(word)
        # `Kendaraan siap dipakai` tells how things stand, `Modul keterampilan menjahit` of what they are
        fit = kind is Kind.PASSIVE and joint.low in lexicon.FITNESS
        about = kind is Kind.ACTIVE and first.kind is Kind.OTHER and joint.low in lexicon.VERB_NOUNS
        # `Penerimaan berkas dan memeriksa` has a second predicate without a first; `Camat lalu menetapkan` is in order
        in_order = joint.kind is Kind.COMMA or joint.low in lexicon.STRONG_CONNECTORS
        second = joint.kind in JOINTS and (first.kind is Kind.ACTION or not in_order)
        # `sebanyak jumlah tergugat ditambah empat salinan`: plus, not somebody's deed
        plus = low == "ditambah" and word.after.low in lexicon.NUMBERS
        if low in "()" or bracket:
            bracket = low != ")"
        elif low == "yang" or (low in lexicon.TIME_CLAUSES and first.kind is Kind.ACTOR):
            relative = _relative_has_verb(word.after)
        elif fit or about:
            return NO_WORD
        elif kind in VERBS and not plus:
            if relative or (after_relative and joint.kind in JOINTS):
                passed = passed if relative or passed.text else word
                relative, after_relative = False, True
            elif low in lexicon.COMPANIES or (low.startswith("ber") and _describes(word, first)):
                passed = word if kind is Kind.PASSIVE and not passed.text else passed
            elif second or _describes(word, first):
                break
            else:
                return word
        elif _ends_subject(word, first):
            break
    return passed if passed.text else _bare_verb(subject, first.kind is Kind.ACTOR)


def _ends_subject(word: Word, first: Word) -> bool:
    if word.low == "dengan" and first.kind is Kind.OTHER and word.before.low != "sesuai":
        verb = next((after.kind for after in word.rest() if after.kind in VERBS), None)
        return verb is Kind.ACTIVE  # an unlisted command, not somebody: `Aduk larutan dengan air mengalir`
    if word.kind is Kind.CLAUSE:
        phrase = word.low in lexicon.PHRASE_WORDS or word.low == "untuk"
        return word.low != "sementara" and (not phrase or word.after.kind in VERBS)  # `Rambu sementara dipasang`
    return word.kind is Kind.CONDITION or (word.kind is Kind.STOP and not _is_inner_stop(word))


def _bare_verb(words: list[Word], of_somebody: bool) -> Word:
    """`Pemohon datang ke loket`, `Kasi periksa berkas`, `Penghulu mengikuti sidang`"""
    verbs = []
    for word in words:
        command = word.is_command or (of_somebody and (word.may_command or word.low in lexicon.LOAN_VERBS))
        bare = word.low in lexicon.DEEDS or (of_somebody and word.low in lexicon.BARE_VERBS)
        if bare or (command and word.after.text):
            verbs.append(word)
    return next((word for word in verbs if word.is_command), verbs[0] if verbs else NO_WORD)


def _relative_has_verb(word: Word) -> bool:
    """`yang (tidak) memenuhi syarat` has a verb of its own, `yang sah` and `yang belum lengkap` have none."""
    if word.low.endswith("nya"):
        word = word.after  # `yang dokumennya belum dipenuhi`
    while word.kind is Kind.ADVERB or word.low in lexicon.NEGATIONS:
        word = word.after
    return word.kind in VERBS


def describes(low: str) -> bool:
    """Whether a verb with ber- says how something is: `berizin`, `bermeterai`; most do, `berangkat` does not."""
    return low.startswith("ber") and low not in lexicon.BER_ACTIONS and not verb_of_noun(low[3:])


def _describes(verb: Word, first: Word) -> bool:
    """Whether a verb after a noun describes it: `menggunakan`, `disertai`, `bermeterai`."""
    if first.kind is Kind.ACTOR:
        return verb.low in lexicon.PREPOSITION_VERBS - lexicon.ACTORS_VERBS
    acts = first.kind is Kind.ACTION and first.low not in lexicon.RESULTS
    return describes(verb.low) or not verb.is_verb or (acts and verb.low in lexicon.PARTICIPLES)


def _is_inner_stop(mark: Word) -> bool:
    """Whether a full stop belongs to what stands before it: `Kabid. memeriksa`."""
    return mark.low == "." and mark.before.low in lexicon.ABBREVIATIONS


# --- what the row does ---


class _Chaining:
    """One walk over the words from the main predicate on; side clauses are left out."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.form = sentence.form
        self.predicates: list[Word] = []
        self.nouns = 0
        self.doer = -1
        self.side = False
        self.side_voice: Kind | None = None
        """of the verbs that a connector adds to the side clause; NOTHING where it ends there: mempersilakan duduk, …"""
        self.side_word = ""
        self.conditional = False
        self.joined = False
        self.fresh = False
        """after a full stop or "kemudian": a new clause, which may name its own subject"""
        self.list_open = False
        if sentence.verb.text:
            self._add(sentence[sentence.start] if self.form is Form.NOUN else sentence.verb)
            self.conditional = sentence[0].kind is Kind.CONDITION
            for word in sentence.verb.rest():
                self._step(word)

    def _step(self, word: Word) -> None:
        kind, before = word.kind, word.before.kind
        if word.low == ":" and self.form is Form.NOUN:
            self.conditional = True  # what stands behind a heading is what it consists of
        elif kind is Kind.STOP:
            self.side = self.conditional = self.list_open = False
            self.joined = self.fresh = not _is_inner_stop(word)
        elif kind in JOINTS:
            self._connect(word)
        elif kind is Kind.CONDITION and before in (*JOINTS, Kind.STOP):
            self.side = self.conditional = True
        elif self.conditional:
            return
        elif word.low == "oleh":
            self._name_doer(word)
        elif kind in (Kind.CLAUSE, Kind.CONDITION):
            self._begin_side(word)
        elif kind in VERBS:
            self._verb(word)
        elif kind is not Kind.ADVERB:
            self._noun(word)

    def _begin_side(self, word: Word) -> None:
        self.list_open = False
        if word.low not in lexicon.PHRASE_WORDS or word.after.kind in VERBS:
            self.side, self.side_voice, self.side_word = True, None, word.low
            self.joined = self.fresh = False

    def _connect(self, joint: Word) -> None:
        if joint.before.kind is Kind.CLAUSE:
            return  # `untuk selanjutnya diserahkan` is still the side clause
        if self.side_voice is None and self.side_word in ("agar", "supaya"):
            self.side_voice = Kind.ACTIVE  # `agar hadir, mengisi daftar dan memakai seragam`
        if self.list_open and not self.nouns:
            # `Melakukan evaluasi perencanaan, pelaksanaan …`: the list is of what is evaluated
            before = self.sentence.kinds[self.predicates[-1].at + 1 : joint.at]
            self.list_open = before[-1:] != [Kind.ACTION] or Kind.ACTION not in before[:-1]
        self.joined = True
        if joint.low in lexicon.STRONG_CONNECTORS:
            self.side, self.fresh, self.list_open = False, True, False

    def _verb(self, verb: Word) -> None:
        self.list_open = False
        if verb.after.low == ":" or verb.before.low in lexicon.NEGATIONS or not (verb.is_verb or self.joined):
            return  # what a check finds (`Tidak disetujui: …`) is no activity
        if self.joined and not self.side and describes(verb.low):
            self.joined = False  # `ruangan bersih, berventilasi, dan berpenerangan`
            return
        goes_on = not self.side or self.side_voice is not verb.kind
        if (self.joined and goes_on) or (self.fresh and not self.side):
            self._add(verb)
        elif not self.side:
            # further verbs stay in `Menugaskan staf menyusun, mengetik …`, `Menjelaskan cara mengisi, menandatangani …`
            causes = self.predicates[-1].low in lexicon.CAUSATIVES or verb.before.low in lexicon.VERB_NOUNS
            stays = causes or verb.low in lexicon.PARTICIPLES
            self.side, self.side_voice = True, verb.kind if stays else Kind.NOTHING
        elif self.side_voice is None or verb.before.kind in VERBS:
            self.side_voice = verb.kind  # `alat yang dipakai mengaduk, mengangkut dan menuang`
        self.joined = self.fresh = False

    def _add(self, word: Word) -> None:
        self.predicates.append(word)
        self.side, self.side_voice = False, None
        self.list_open = word.low in lexicon.LIGHT_VERBS

    def _noun(self, word: Word) -> None:
        last = self.predicates[-1]
        if self.list_open and word.kind is Kind.ACTION and (self.joined or word.before is last):
            self.nouns += word.before is not last
        elif self.joined and not self.side and (self._commands(word) or self._nominal(word)):
            self._add(word)
        self.joined = self.joined and word.kind is Kind.ACTOR

    def _commands(self, word: Word) -> bool:
        """Whether a bare verb is one more command: `Isi lembar, bacakan …, beri tanggal, lalu minta …`."""
        if self.form is not Form.ROOT:
            return False
        bare = (word.may_command or word.low in lexicon.COMMANDS) and word.before.kind is Kind.COMMA
        alone = word.after.kind in (*JOINTS, Kind.STOP, Kind.NOTHING)
        return (word.kind is Kind.ROOT and self.fresh) or word.is_command or (bare and not alone)

    def _nominal(self, word: Word) -> bool:
        """Whether a noun after a connector is an activity of its own: `… sekaligus penomoran surat`."""
        family = word.kind is Kind.ACTION and word.low.startswith("pe")
        if self.form is not Form.NOUN:
            return family and word.before.low == "sekaligus"
        between = self.sentence.kinds[self.predicates[-1].at + 1 : word.at]
        return family or (word.kind is Kind.ACTION and all(kind in JOINTS for kind in between))

    def _name_doer(self, oleh: Word) -> None:
        """`Menindaklanjuti hasil pemeriksaan oleh BPK` names the doer of the object, not of the row."""
        self.joined = False
        last = self.predicates[-1]
        light = last.low in lexicon.LIGHT_VERBS and self.form is not Form.SUBJECT
        between = self.sentence.words[last.at + 1 : oleh.at]
        deverbal = (word.kind is Kind.ACTION and (word.low[:2] == "pe" or word.low.endswith("si")) for word in between)
        of_object = last.kind is Kind.ACTIVE and not light and any(deverbal)
        if not self.side and self.doer < 0 and not of_object:
            self.doer = oleh.at
