"""Turns a row's words into its main clause: with what it begins, what it does, who does it.

Sekretaris | membuat draf | dan | diserahkan kepada Kabid | untuk diteliti
subject      predicate            predicate                 side clause
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from sopgen.wording import lexicon
from sopgen.wording.kinds import Kind, kind_of
from sopgen.wording.morphology import is_suffixed_root, needs_no_suffix, verb_of_noun, verb_of_pair
from sopgen.wording.words import Word, words_of

VERBS = (Kind.ACTIVE, Kind.PASSIVE)
JOINTS = (Kind.CONNECTOR, Kind.COMMA)

_COUNT, _PERIOD = "|".join((*lexicon.NUMBERS, r"\d+")), "|".join(lexicon.TIME_NOUNS)
_WHEN = re.compile(
    rf"(?:(?:setiap|tiap) (?:selesai|ada|akan|(?:{_COUNT}) (?:{_PERIOD}))|(?:setiap|tiap|{_COUNT}) (?:{_PERIOD})|"
    rf"se(?:{_PERIOD})|se\S{{2,}}nya|se\S{{5,}} (?:mungkin|sebelum|setelah))(?!\S)"
)
"""What says when, not who, in the first three words of a row"""
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


class Opening(NamedTuple):
    form: Form
    start: int
    """where the main clause begins"""
    verb: int
    """its predicate: the verb or the noun of action; -1 where there is none"""
    led: bool
    """whether a clause, phrase or adverb stands in front of it"""


class Chain(NamedTuple):
    """What a row does, one thing after the other, and who is said to do it."""

    predicates: tuple[int, ...]
    """the verbs (or nouns of action) of the main clauses"""
    nouns: int
    """further activities that a light verb lists: melakukan verifikasi, validasi dan …"""
    doer: int
    """the "oleh" that names the doer of the row's own activity; -1 where there is none"""

    @property
    def activities(self) -> int:
        return len(self.predicates) + self.nouns


class Sentence:
    """A row's text with its words and their kinds, its opening, and the chain of what it does."""

    __slots__ = ("chain", "kinds", "lanes", "lows", "opening", "text", "words")

    def __init__(self, text: str, words: list[Word], lanes: frozenset[str] = frozenset()) -> None:
        self.text = text
        self.words = words
        self.lows = [word.low for word in words]
        self.kinds = [kind_of(low) for low in self.lows]
        self._read_dividers()
        self.lanes = lanes
        """names of lanes in lower case"""
        self.opening = _opening(self)
        self.chain = _Chaining(self).chain()

    def _read_dividers(self) -> None:
        """A slash between two activities, and a dash before one more, join them as a comma does: `Memeriksa/memaraf
        surat`, `- Menerima surat - Mencatat surat`."""
        for index in range(1, len(self.lows) - 1):
            before, after = self.kinds[index - 1], self.kinds[index + 1]
            slash = self.lows[index] == "/" and before is after and before in (*VERBS, Kind.ACTION)
            if slash or (self.lows[index] in "-–•" and after is Kind.ACTIVE and self.kinds[0] in (after, Kind.OTHER)):
                self.kinds[index] = Kind.COMMA

    def kind(self, index: int) -> Kind | None:
        return self.kinds[index] if 0 <= index < len(self.kinds) else None

    def low(self, index: int) -> str:
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def part(self, start: int, end: int) -> str:
        """The text of the words from start to end as it is written."""
        return self.text[self.words[start].start : self.words[end - 1].end] if start < end else ""


def sentence_of(text: str, lanes: frozenset[str] = frozenset()) -> Sentence:
    return Sentence(text, _joined(words_of(text)), lanes)


def _joined(words: list[Word]) -> list[Word]:
    """The words, with each passive that was split (`di tandatangani`) in one piece."""
    found: list[Word] = []
    for word in words:
        before = found[-1] if found else None
        if before and before.low == "di" and _is_split(word.low):
            found[-1] = Word(before.text + word.text, "di" + word.low, before.start, word.end)
        else:
            found.append(word)
    return found


def _is_split(low: str) -> bool:
    if low in lexicon.SPLIT_PASSIVES:
        return True
    if low in lexicon.PLACES:
        return False
    return kind_of(low) is Kind.ROOT and (is_suffixed_root(low) or needs_no_suffix(low))


def is_verb(sentence: Sentence, index: int) -> bool:
    """Whether the word is a verb that can be what the sentence says."""
    return sentence.kinds[index] in VERBS and sentence.lows[index] not in lexicon.PREPOSITION_VERBS


# --- the opening ---


def _opening(sentence: Sentence) -> Opening:
    start, led = _main_start(sentence)
    if start >= len(sentence.words):
        return Opening(Form.OTHER, 0, -1, led)
    kind, low = sentence.kinds[start], sentence.low(start)
    if kind is Kind.ACTIVE:
        return Opening(Form.ACTIVE, start, start, led)
    if _tells_state(sentence, start) or low in lexicon.NEGATIONS or low == "jangan":
        return Opening(Form.OTHER, start, -1, led)
    if kind is Kind.PASSIVE:
        return Opening(Form.PASSIVE, start, start, led)
    verb = _predicate(sentence, start)
    # a lane's name may look like a noun of action
    lane = verb >= 0 and " ".join(sentence.lows[start:verb]) in sentence.lanes
    # `Musyawarah desa menetapkan …`, `Piket mendatangi …`: people who meet, unlike `Rapat membahas …`
    meets = low in lexicon.GATHERINGS and sentence.kind(verb) is Kind.ACTIVE
    pair = verb_of_pair(low, sentence.low(start + 1))
    acts = kind is Kind.ACTION or pair is not None or is_process(sentence, start)
    head = acts and not lane and not (meets and sentence.low(verb) != "membahas")
    if verb >= 0 and sentence.kinds[verb] is Kind.PASSIVE:
        return Opening(
            Form.NOUN if head and sentence.low(verb) in lexicon.LIGHT_PASSIVES else Form.PASSIVE, start, verb, led
        )
    if head:
        return Opening(Form.NOUN, start, start, led)
    if kind is Kind.ROOT or low.removesuffix("lah") in lexicon.COMMANDS:
        return Opening(Form.ROOT, start, start, led)
    return Opening(Form.SUBJECT if verb >= 0 else Form.OTHER, start, verb, led)


def _tells_state(sentence: Sentence, start: int) -> bool:
    """`Undangan terkirim`, `Permohonan masuk …`: the paper is meant, not the action."""
    following = sentence.low(start + 1)
    stands = following in lexicon.STATES or (following.startswith("ter") and sentence.kind(start + 1) is Kind.OTHER)
    return stands and sentence.low(start) in lexicon.RESULTS and following not in lexicon.TER_WORDS


def is_process(sentence: Sentence, index: int) -> bool:
    """`Proses pembayaran`, `Proses mencetak kartu`; `Proses berkas` is a command."""
    return sentence.low(index) == "proses" and sentence.kind(index + 1) in (Kind.ACTION, Kind.ACTIVE)


def _main_start(sentence: Sentence) -> tuple[int, bool]:
    index, led, count = 0, False, len(sentence.words)
    while index < count and not sentence.words[index].is_word:
        index += 1
    while index < count and _merely_leads(sentence, index):
        index, led = index + 1, True
    if f"{sentence.low(index)}_{sentence.low(index + 1)}" in lexicon.LEAD_PAIRS:
        index, led = index + 2, True
    if led and sentence.kind(index) is Kind.COMMA:
        index += 1
    if _tells_when(sentence, index) or sentence.kind(index) is Kind.CONDITION or _leads(sentence, index):
        index, led = _after_lead(sentence, index), True
        while sentence.low(index) in lexicon.TIME_WORDS or sentence.low(index) == "maka":
            index += 1
    return index, led


def _merely_leads(sentence: Sentence, index: int) -> bool:
    """An adverb, a connector or a polite word in front of the verb: `Harus mengisi …`, `Wajib lapor …`, `Mohon …`."""
    low, following = sentence.low(index), sentence.kind(index + 1)
    if low in lexicon.TIME_WORDS:
        return True
    if low == "wajib" or sentence.kinds[index] is Kind.CONNECTOR:
        return following in (*VERBS, Kind.ROOT)
    adverb = sentence.kinds[index] is Kind.ADVERB and (low not in lexicon.BARE_VERBS or following in VERBS)
    return adverb or low in lexicon.POLITE_WORDS


def _leads(sentence: Sentence, index: int) -> bool:
    """A word that begins a phrase before the verb; `Merujuk pada SK …` does, `Merujuk pasien …` does not."""
    low = sentence.low(index)
    if low not in lexicon.LEAD_VERBS:
        return low in lexicon.LEAD_WORDS
    verbs = (kind for kind in sentence.kinds[index + 1 :] if kind in VERBS or kind is Kind.CLAUSE)
    return sentence.low(index + 1) in ("pada", "kepada", "dari", "ke") and next(verbs, None) is Kind.ACTIVE


def _tells_when(sentence: Sentence, index: int) -> bool:
    """`Setiap bulan …`, `Satu hari sebelum acara …`, `Sesegera mungkin …`, `Akhir bulan menyusun …`"""
    low = sentence.low(index)
    if _WHEN.match(" ".join(sentence.lows[index : index + 3])):
        return True
    if low in ("setiap", "tiap"):
        return sentence.kind(index + 1) in VERBS
    verb = next((i for i in range(index + 1, len(sentence.words)) if is_verb(sentence, i)), index)
    return low in lexicon.TIME_NOUNS and sentence.kinds[verb] is Kind.ACTIVE


def _after_lead(sentence: Sentence, lead: int) -> int:
    """Where the main clause begins after a side clause or phrase."""
    count, verbs = len(sentence.words), 0
    for index in range(lead + 1, count):
        if sentence.low(index) == "maka" or sentence.kinds[index] is Kind.COMMA:
            if verbs and sentence.kind(index + 1) is Kind.CONDITION:
                break
            return index + 1
        if sentence.kinds[index] is Kind.STOP:
            break
        verbs += is_verb(sentence, index)
    clause = sentence.kinds[lead] in (Kind.CONDITION, Kind.CLAUSE) and sentence.low(lead) not in lexicon.PHRASE_WORDS
    clause = clause or sentence.kind(lead + 1) is Kind.ACTIVE
    wanted = 2 if clause and verbs > 1 else 1
    command = next((index for index in range(lead + 2, count) if _may_command(sentence, index)), count)
    if sentence.kind(lead + 1) is Kind.ACTIVE and verbs == 1 and command < count:
        return command  # `Untuk menghidupkan alat tekan sakelar`
    for index in range(lead + 1, count):
        if is_verb(sentence, index) or is_command(sentence, index):
            wanted -= 1
            if not wanted or sentence.low(index - 1) == "akan":
                return index
    return command


def _may_command(sentence: Sentence, index: int) -> bool:
    """A bare verb where the row has no other: `Apabila luka kotor siram dengan NaCl`."""
    return sentence.kinds[index] is Kind.ROOT and needs_no_suffix(sentence.lows[index])


def is_command(sentence: Sentence, index: int) -> bool:
    """`tanyakan`, `serahkan`: what a root with its suffix can only be."""
    return sentence.kinds[index] is Kind.ROOT and is_suffixed_root(sentence.lows[index])


def _predicate(sentence: Sentence, start: int) -> int:
    """The verb of a clause that begins with a noun; -1 where it has none."""
    relative = after_relative = bracket = False
    passed = -1
    end = min(len(sentence.words), start + SUBJECT_LENGTH)
    for index in range(start + 1, end):
        low, kind, following = sentence.lows[index], sentence.kinds[index], sentence.low(index + 1)
        # `sebanyak jumlah tergugat ditambah empat salinan`: plus, not somebody's deed
        plus = low == "ditambah" and (following in lexicon.NUMBERS or following.isdigit())
        if low in "()" or bracket:
            bracket = low != ")"
        elif low == "yang" or (low in lexicon.TIME_CLAUSES and sentence.kinds[start] is Kind.ACTOR):
            relative = _relative_has_verb(sentence, index + 1)
        elif _is_no_deed(sentence, start, index):
            return -1
        elif kind in VERBS and not plus:
            if relative or (after_relative and sentence.kinds[index - 1] in JOINTS):
                passed = index if not relative and passed < 0 else passed
                relative, after_relative = False, True
            elif _passes(sentence, start, low):
                passed = index if kind is Kind.PASSIVE and passed < 0 else passed
            elif _describes(sentence, start, low) or _joins_no_subject(sentence, start, index):
                end = index + 1
                break
            else:
                return index
        elif _ends_subject(sentence, start, index):
            end = index
            break
    return passed if passed >= 0 else _bare_verb(sentence, start, end)


def _is_no_deed(sentence: Sentence, start: int, index: int) -> bool:
    """`Kendaraan siap dipakai` tells how things stand, `Modul keterampilan menjahit` of what they are."""
    kind, before = sentence.kinds[index], sentence.low(index - 1)
    if kind is Kind.PASSIVE:
        return before in lexicon.FITNESS
    return kind is Kind.ACTIVE and sentence.kinds[start] is Kind.OTHER and before in lexicon.VERB_NOUNS


def _passes(sentence: Sentence, start: int, low: str) -> bool:
    """Whether the predicate may follow a verb that describes: `Kabid dibantu staf meneliti`, `Surat berkop dikirim`."""
    if low in (lexicon.PARTICIPLES if sentence.kinds[start] is Kind.ACTOR else lexicon.COMPANIES):
        return True
    return low.startswith("ber") and _describes(sentence, start, low)


def _joins_no_subject(sentence: Sentence, start: int, verb: int) -> bool:
    """Whether a connector before the verb makes it a second predicate, where there is no first one:
    `Penerimaan berkas dan memeriksa`. `PPK, KPA menetapkan` and `Camat kemudian menandatangani` are in order."""
    before = sentence.kinds[verb - 1]
    if before not in JOINTS:
        return False
    in_order = before is Kind.COMMA or sentence.low(verb - 1) in lexicon.STRONG_CONNECTORS
    return sentence.kinds[start] is Kind.ACTION or not in_order


def _ends_subject(sentence: Sentence, start: int, index: int) -> bool:
    kind, low = sentence.kinds[index], sentence.lows[index]
    verb_follows = sentence.kind(index + 1) in VERBS
    if kind is Kind.CLAUSE:
        if low == "sementara":
            return False  # `Rambu sementara dipasang`
        if low == "dengan" and sentence.kinds[start] is Kind.OTHER and sentence.low(index - 1) != "sesuai":
            verb = next((kind for kind in sentence.kinds[index:] if kind in VERBS), None)
            return verb is Kind.ACTIVE  # an unlisted command, not somebody: `Aduk larutan dengan air mengalir`
        return verb_follows or not (low in lexicon.PHRASE_WORDS or low in ("untuk", "bagi"))
    return kind is Kind.CONDITION or (kind is Kind.STOP and not _inner_stop(sentence, index, start))


def _bare_verb(sentence: Sentence, start: int, end: int) -> int:
    """`Pemohon datang ke loket`, `Kasi periksa berkas`, `Penghulu mengikuti sidang`"""
    kind, known_thing = sentence.kinds[start], sentence.lows[start] in lexicon.PAPERS
    if kind is not Kind.ACTOR and not (kind is Kind.OTHER and sentence.words[start].is_word and not known_thing):
        return -1
    verbs = [index for index in range(start + 1, end) if _is_bare_verb(sentence, start, index)]
    return next((index for index in verbs if is_command(sentence, index)), verbs[0] if verbs else -1)


def _is_bare_verb(sentence: Sentence, start: int, index: int) -> bool:
    known, low, goes_on = sentence.kinds[start] is Kind.ACTOR, sentence.lows[index], index + 1 < len(sentence.words)
    if low in lexicon.DEEDS or (known and low in lexicon.BARE_VERBS):
        return True
    if known and low in lexicon.LOAN_VERBS and goes_on:
        return True
    commands = is_command(sentence, index) or (known and _may_command(sentence, index))
    return commands and sentence.words[index].text[0].islower() and goes_on


def _relative_has_verb(sentence: Sentence, index: int) -> bool:
    """`yang (tidak) memenuhi syarat` has a verb of its own, `yang sah` and `yang belum lengkap` have none."""
    if sentence.low(index).endswith("nya"):
        index += 1  # `yang dokumennya belum dipenuhi`
    while sentence.kind(index) is Kind.ADVERB or sentence.low(index) in lexicon.NEGATIONS:
        index += 1
    return sentence.kind(index) in VERBS


def describes(low: str) -> bool:
    """Whether a verb with ber- says how something is: `berizin`, `bermeterai`; most do, `berangkat` does not."""
    return low.startswith("ber") and low not in lexicon.BER_ACTIONS and not verb_of_noun(low[3:])


def _describes(sentence: Sentence, start: int, low: str) -> bool:
    """Whether a verb after a noun describes it: `menggunakan`, `disertai`, `bermeterai`."""
    if sentence.kinds[start] is Kind.ACTOR:
        return low in lexicon.PREPOSITION_VERBS and low not in lexicon.ACTORS_VERBS
    acts = sentence.kinds[start] is Kind.ACTION and sentence.lows[start] not in lexicon.RESULTS
    return describes(low) or low in lexicon.PREPOSITION_VERBS or (acts and low in lexicon.PARTICIPLES)


def _inner_stop(sentence: Sentence, index: int, start: int) -> bool:
    """Whether a full stop or colon belongs to the subject: `Kabid. memeriksa`, `Pemohon: mengisi`."""
    if sentence.low(index) == ":":
        return sentence.kinds[start] is Kind.ACTOR
    return sentence.low(index) == "." and sentence.low(index - 1) in lexicon.ABBREVIATIONS


# --- what the row does ---


class _Chaining:
    """One walk over the words from the main predicate on; side clauses are left out."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.opening = sentence.opening
        self.predicates: list[int] = []
        self.nouns = 0
        self.doer = -1
        self.side = False
        self.loose = False
        """a side clause without a word that begins it, which ends at the next connector: mempersilakan duduk, …"""
        self.side_voice: Kind | None = None
        self.side_word = ""
        self.conditional = False
        self.joined = False
        self.fresh = False
        """after a full stop or "kemudian": a new clause, which may name its own subject"""
        self.last_passive = False
        self.list_open = False

    def chain(self) -> Chain:
        if self.opening.verb >= 0:
            self._add(self.opening.start if self.opening.form is Form.NOUN else self.opening.verb)
            self.conditional = self.sentence.kind(0) is Kind.CONDITION
            for index in range(self.opening.verb + 1, len(self.sentence.words)):
                self._step(index)
        return Chain(tuple(self.predicates), self.nouns if self.nouns >= 2 else 0, self.doer)

    def _step(self, index: int) -> None:
        low, kind = self.sentence.lows[index], self.sentence.kinds[index]
        if low == ":" and self.opening.form is Form.NOUN:
            self.conditional = True  # what stands behind a heading is what it consists of
        elif kind is Kind.STOP:
            self.side = self.conditional = self.list_open = False
            self.joined = self.fresh = low != "." or not _inner_stop(self.sentence, index, index - 1)
        elif kind is Kind.CONNECTOR or kind is Kind.COMMA:
            self._connect(index)
        elif kind is Kind.CONDITION and self.sentence.kinds[index - 1] in (*JOINTS, Kind.STOP):
            self.side = self.conditional = True
        elif self.conditional:
            return
        elif low == "oleh":
            self._name_doer(index)
        elif kind in (Kind.CLAUSE, Kind.CONDITION):
            self._begin_side(index)
        elif kind in VERBS:
            self._verb(index)
        elif kind is not Kind.ADVERB:
            self._noun(index, kind)

    def _connect(self, index: int) -> None:
        if self.sentence.kind(index - 1) is Kind.CLAUSE:
            return  # `untuk selanjutnya diserahkan` is still the side clause
        if self.side_voice is None and self.side_word in ("agar", "supaya"):
            self.side_voice = Kind.ACTIVE  # `agar hadir, mengisi daftar dan memakai seragam`
        self.list_open = self.list_open and not self._lists_for_another(index - 1)
        self.joined = True
        if self.sentence.lows[index] in lexicon.STRONG_CONNECTORS:
            self.side, self.fresh, self.list_open = False, True, False

    def _begin_side(self, index: int) -> None:
        self.list_open = False
        if self.sentence.low(index) in lexicon.PHRASE_WORDS and self.sentence.kind(index + 1) not in VERBS:
            return
        self.side, self.side_voice, self.joined, self.fresh, self.loose = True, None, False, False, False
        self.side_word = self.sentence.low(index)

    def _verb(self, index: int) -> None:
        kind = self.sentence.kinds[index]
        self.list_open = False
        if self.sentence.low(index + 1) == ":" or self.sentence.low(index - 1) in lexicon.NEGATIONS:
            return  # what a check finds (`Tidak disetujui: …`) is no activity
        if self.sentence.low(index) in lexicon.PREPOSITION_VERBS and not self.joined:
            return
        low = self.sentence.low(index)
        if self.joined and not self.side and not self.last_passive and (low in lexicon.PARTICIPLES or describes(low)):
            self.joined = False  # `ruangan bersih, berventilasi, dan berpenerangan`, `… dilampiri KTP, disertai foto`
            return
        if (self.joined and (not self.side or self.loose or self.side_voice is not kind)) or (
            self.fresh and not self.side
        ):
            self._add(index)
        elif not self.side:
            self.side, self.side_voice = True, kind
            self.loose = not self._begins_list(index)
        elif self.side_voice is None or self.sentence.kind(index - 1) in VERBS:
            self.side_voice = kind  # `alat yang dipakai mengaduk, mengangkut dan menuang`
        self.joined = self.fresh = False

    def _begins_list(self, index: int) -> bool:
        """Whether further verbs stay in the side clause that begins here without a word that says so:
        `Menugaskan staf menyusun, mengetik …`, `Menjelaskan cara mengisi, menandatangani …`."""
        causes = self.sentence.low(self.predicates[-1]) in lexicon.CAUSATIVES
        after_noun = self.sentence.low(index - 1) in lexicon.VERB_NOUNS
        return causes or after_noun or self.sentence.low(index) in lexicon.PARTICIPLES

    def _add(self, index: int) -> None:
        self.predicates.append(index)
        self.side, self.side_voice = False, None
        self.last_passive = self.sentence.kinds[index] is Kind.PASSIVE
        self.list_open = self.sentence.low(index) in lexicon.LIGHT_VERBS

    def _noun(self, index: int, kind: Kind) -> None:
        listed = self.list_open and kind is Kind.ACTION
        if listed and (self.joined or index == self.predicates[-1] + 1):
            self.nouns += index != self.predicates[-1] + 1
        elif self.joined and not self.side and (self._commands(index) or self._nominal(index)):
            self._add(index)
        if not (kind is Kind.ACTOR and self.joined):
            self.joined = False
        if kind is Kind.PREPOSITION:
            self.list_open = False

    def _lists_for_another(self, index: int) -> bool:
        """`Melakukan evaluasi perencanaan, pelaksanaan …`: the list is of what is evaluated."""
        after = range(self.predicates[-1] + 1, index + 1)
        head = next((i for i in after if self.sentence.kinds[i] is Kind.ACTION), index)
        return not self.nouns and head < index and is_deverbal(self.sentence, index)

    def _commands(self, index: int) -> bool:
        """Whether a bare verb is one more command: `Isi lembar, bacakan …, beri tanggal, lalu minta …`."""
        if self.opening.form is not Form.ROOT:
            return False
        if self.sentence.kinds[index] is Kind.ROOT and (self.fresh or is_command(self.sentence, index)):
            return True
        alone = self.sentence.kind(index + 1) in (*JOINTS, Kind.STOP, None)
        bare = _may_command(self.sentence, index) or self.sentence.lows[index] in lexicon.COMMANDS
        return bare and not alone and self.sentence.kinds[index - 1] is Kind.COMMA

    def _nominal(self, index: int) -> bool:
        """Whether a noun after a connector is an activity of its own: `… sekaligus penomoran surat`."""
        if self.sentence.kinds[index] is not Kind.ACTION:
            return False
        family = self.sentence.low(index).startswith("pe")
        if self.opening.form is Form.NOUN:
            between = self.sentence.kinds[self.predicates[-1] + 1 : index]
            return family or all(kind in JOINTS for kind in between)
        return family and self.sentence.low(index - 1) == "sekaligus"

    def _name_doer(self, index: int) -> None:
        """`Menindaklanjuti hasil pemeriksaan oleh BPK` names the doer of the object, not of the row."""
        self.joined = False
        last = self.predicates[-1]
        light = self.sentence.low(last) in lexicon.LIGHT_VERBS and self.opening.form is not Form.SUBJECT
        others = self.sentence.kinds[last] is Kind.ACTIVE and not self.last_passive and not light
        if not self.side and self.doer < 0:
            of_object = others and any(is_deverbal(self.sentence, i) for i in range(last + 1, index))
            self.doer = -1 if of_object else index


def is_deverbal(sentence: Sentence, index: int) -> bool:
    low = sentence.low(index)
    return sentence.kinds[index] is Kind.ACTION and (low.startswith("pe") or low.endswith("si"))
