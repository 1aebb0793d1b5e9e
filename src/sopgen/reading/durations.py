"""Turns a `waktu` as written (`1-3 hari kerja`, `10 menit per berkas`, `2 x 7 jam`) into working minutes.

The text is cut into marks (numbers, units, words), and the marks are read by this grammar:

    waktu   = choice { ("," | ";" | "/" | "atau" | "dan" | line break) choice } [ per ]
    choice  = { word } [ limit ] span { word }            Online: maksimal 5 menit (bila lengkap)
    span    = sum [ to sum ]                              30 menit - 1 jam
    sum     = product { [ "," | "dan" | "+" ] product }   1 jam 30 menit
    product = [ number [ word ] times ] amount            2 x 7 jam, 3 orang x 60 menit
            | amount [ times number [ word ] ]            60 menit x 3 orang
    amount  = number [ to number ] unit                   1-3 hari
    per     = ("/" | "per" | "setiap" | "@") { word }     10 menit per berkas

Choices are what several cases take, of which one happens: together they last from the shortest to the longest.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from sopgen.model.settings import HOURS_PER_DAY

MINUTES = {"detik": 1 / 60, "menit": 1.0, "jam": 60.0}
DAYS = {"hari": 1, "minggu": 5, "bulan": 20, "triwulan": 60, "caturwulan": 80, "semester": 120, "tahun": 240}
"""working days of each unit from a day on; a day of the calendar counts as one, too"""
LONGEST = 200
"""characters of a text that can be a time"""

_SPELLINGS = {
    "detik": 'detik dtk det "',
    "menit": "menit mnt mnit mn min mins minute minutes '",
    "jam": "jam jm hour hours",
    "hari": "hari hr hk day days",
    "minggu": "minggu mgg mg pekan week weeks",
    "bulan": "bulan bln month months",
    "triwulan": "triwulan tw kuartal",
    "caturwulan": "caturwulan cawu",
    "semester": "semester smt",
    "tahun": "tahun thn th year years",
}
UNITS = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in spellings.split()}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KINDS_OF_DAY = _words("kerja krj kalender takwim efektif")
_NUMBERS = {
    **{"nol": 0.0, "satu": 1.0, "dua": 2.0, "tiga": 3.0, "empat": 4.0, "lima": 5.0, "enam": 6.0, "tujuh": 7.0},
    **{"delapan": 8.0, "sembilan": 9.0, "sepuluh": 10.0, "sebelas": 11.0, "setengah": 0.5, "seperempat": 0.25},
}
_TIMES = _words("x × * kali")
_TO = _words("- s.d s/d sd sampai hingga")
_ALSO = _words(", + dan")
_OR = frozenset((*_words(", ; / atau dan"), "\n"))
_PER = _words("/ per tiap setiap @")
_LIMITS = _words("""
    maks maksimal maksimum max min minimal minimum sekitar kira-kira antara selambat-lambatnya selama-lamanya
    sekurang-kurangnya < <= ≤ > >= ≥ ± ~
""")
_LIMIT_PHRASES = re.compile(r"paling [a-z]+|(?:kurang|lebih|tidak) (?:lebih|kurang|dari)|dengan waktu|dalam waktu")
_NO_LENGTH = _words("sebelum sekali lebih lagi depan berikutnya berjalan lalu h tanggal tgl pukul ke bulanan")
"""Words beside which a number and a unit are no length: 1 bulan sekali, 3 hari sebelum rapat, tanggal 5 bulan depan"""
_SINCE = _words("setelah sesudah sejak semenjak dari terhitung dihitung")
"""Words that begin what a time runs from, to the end of the choice"""
_CLOCK = re.compile(
    r"(?:pukul|jam)?\s*(\d{1,2})[.:](\d{2})\s*(?:wi[bt]|wita)?\s*(?:[-–—]|s\.?d\.?|s/d|sampai(?: dengan)?)"
    r"\s*(?:pukul|jam)?\s*(\d{1,2})[.:](\d{2})\s*(wi[bt]|wita)?"
)
_MARK = re.compile(
    r"(?P<number>\d+\s*½|½|\d+\s+\d/\d+|\d+/\d+(?!\d)|\d{1,3}(?:\.\d{3})+(?!\d)|\d+[.,:]\d+|\d+)"
    r"|(?P<word>s\.?\s?d\.?(?![a-z])|s/d|[a-z]+(?:-[a-z]+)*|<=|>=|\+/-|\+-|[^\s.])"
    r"|\n"
)
_REMARK = "…"
"""stands for what is in brackets"""
_COUNTS = re.compile(rf"[\d½]|\b(?:{'|'.join(_NUMBERS)}|se(?:{'|'.join(_SPELLINGS)}))\b")
_SAME = {"+/-": "±", "+-": "±", "–": "-", "—": "-"}
_PRIMES = str.maketrans({"’": "'", "‘": "'", "`": "'", "′": "'", "”": '"', "“": '"', "″": '"'})
_BRACKETS = re.compile(r"\([^()]*\)|\[[^][]*\]")
_PER_IN_BRACKETS = re.compile(r"\(\s*((?:/|per|tiap|setiap)\b[^()]*)\)")
_SPELT_OUT = re.compile(r"(?<=[\d½])\s*\([^()]*\)|(?<=[a-z])\s*\(\d+\)(?=\s*[a-z])")
"""The second writing of a number: 7 (tujuh) hari, tujuh (7) hari."""


@dataclass(frozen=True, slots=True)
class Duration:
    """Working minutes, at least and at most; the same where one quantity was written."""

    low_minutes: float
    high_minutes: float
    per: str | None = None
    """what it is counted for: `berkas` in `10 menit per berkas`"""
    written: str = field(default="", compare=False)
    """the quantities alone, in plain units: `1-3 hari` in `Maksimal 1 - 3 hr kerja.`"""
    spellings: tuple[str, ...] = field(default=(), compare=False)
    """the units as they are spelt there: `jam`, `hari kerja`"""


class _Mark(NamedTuple):
    """A number, a word or a sign of the text."""

    text: str
    number: float | None = None


class _Unread(Exception):
    """The text does not follow the grammar."""


@lru_cache(maxsize=4096)
def parse(text: str, hours_per_day: float = HOURS_PER_DAY, unit: str | None = None) -> Duration | None:
    """The duration, or None where the text is no measurable time.

    `unit` is what a number without a unit counts, where the heading of its column says so ("Waktu (menit)").
    """
    if len(text) > LONGEST:
        return None
    folded = "\n".join(" ".join(line.split()) for line in text.strip().lower().splitlines())
    folded = folded.translate(_PRIMES).replace("''", '"')
    clock = _CLOCK.fullmatch(folded)
    if clock and (clock[5] or folded.startswith(("pukul", "jam"))):
        begin, end = 60 * int(clock[1]) + int(clock[2]), 60 * int(clock[3]) + int(clock[4])
        return Duration(end - begin, end - begin) if end > begin else None
    marks = _marks(folded)
    try:
        return _Reader(marks, hours_per_day, unit).waktu()
    except _Unread:
        return None


def unit_of_label(label: str) -> str | None:
    """The unit that the heading of the column gives its numbers: menit in `Waktu (menit)`."""
    named = {UNITS[word] for word in re.findall(r"[a-z]+", label.lower()) if word in UNITS}
    return named.pop() if len(named) == 1 else None


def unit_of(spelling: str) -> str:
    """`hari` for `hr` and `hari kerja`; days of the calendar are another unit."""
    name, _, kind = spelling.partition(" ")
    return f"{UNITS[name]} kalender" if kind in ("kalender", "takwim") else UNITS[name]


def _marks(text: str) -> list[_Mark]:
    """The marks of a text. What stands in brackets is one word, unless nothing outside them is a number."""
    text = _SPELT_OUT.sub(" ", _PER_IN_BRACKETS.sub(r"\1", text.replace("per-", "per ")))
    outside = _BRACKETS.sub(f" {_REMARK} ", text)
    found: list[_Mark] = []
    for match in _MARK.finditer(outside if _COUNTS.search(outside) else re.sub(r"[()\[\]]", " ", text)):
        if match["number"]:
            found.append(_Mark(match[0], _number(match[0])))
        else:
            word = "s.d" if re.fullmatch(r"s\.?\s?d\.?", match[0]) else _SAME.get(match[0], match[0])
            found += _word_marks(word, found)
    return found


def _word_marks(word: str, before: list[_Mark]) -> list[_Mark]:
    """The marks of a word: `dua` is a number, `sehari` is 1 hari; `belas`, `puluh` and `setengah` change the number
    before them, which they take away."""
    last = before[-1].number if before else None
    number = _NUMBERS.get(word)
    if last is not None and word in ("belas", "puluh"):
        before.pop()
        return [_Mark(word, last + 10 if word == "belas" else last * 10)]
    if number is not None and last is not None and (number < 1 or before[-1].text == "puluh"):
        before.pop()
        return [_Mark(word, last + number)]  # `dua setengah`, `dua puluh lima`
    if number is not None:
        return [_Mark(word, number)]
    if word.startswith("se") and word[2:] in _SPELLINGS and not (before and before[-1].text == "kali"):
        return [_Mark("1", 1.0), _Mark(word[2:])]
    return [_Mark(word)]


def _number(text: str) -> float:
    if "½" in text:
        return float(text.replace("½", "").strip() or 0) + 0.5
    if "/" in text:
        whole, _, part = text.rpartition(" ")
        over, under = part.split("/")
        return float(whole or 0) + (float(over) / float(under) if float(under) else 0.0)
    if ":" in text:
        hours, minutes = text.split(":")
        return float(hours) + float(minutes) / 60
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        return float(text.replace(".", ""))
    return float(text.replace(",", "."))


class _Reader:
    """One method for each rule of the grammar; `at` is the mark that is read next."""

    def __init__(self, marks: list[_Mark], hours_per_day: float, unit: str | None) -> None:
        self.marks = marks
        self.at = 0
        self.hours_per_day = hours_per_day
        self.default_unit = unit
        self.quantities: list[_Mark] = []

    def text(self, ahead: int = 0) -> str:
        index = self.at + ahead
        return self.marks[index].text if index < len(self.marks) else ""

    def number(self, ahead: int = 0) -> float | None:
        index = self.at + ahead
        return self.marks[index].number if index < len(self.marks) else None

    def take(self, among: frozenset[str]) -> bool:
        """Whether the next mark is one of these; it is passed over then."""
        found = self.text() in among and self.number() is None
        self.at += found
        return found

    def waktu(self) -> Duration:
        per = "satuan" if self.take(frozenset("@")) else None
        spans = [self.choice()]
        while self.at < len(self.marks):
            if self.text() in _PER and not (self.text() == "/" and self._amount_follows(1)):
                self.at += 1
                per = " ".join(mark.text for mark in self.marks[self.at :]).strip("- ")
                if not re.match(r"(?:\d+ )?[a-z]", per):
                    raise _Unread
                break
            if not self.take(_OR):
                raise _Unread
            if self.at < len(self.marks):
                spans.append(self.choice())
        texts = [mark.text for mark in (*self.quantities, _Mark(""))]
        plain = (UNITS.get(text, text) for text in texts if text not in _KINDS_OF_DAY)
        written = re.sub(r" ?(-) ?", r"\1", " ".join(plain)).strip()
        spellings = tuple(
            f"{text} {after}" if after in _KINDS_OF_DAY else text
            for text, after in itertools.pairwise(texts)
            if text in UNITS
        )
        return Duration(min(low for low, _ in spans), max(high for _, high in spans), per, written, spellings)

    def _amount_follows(self, ahead: int) -> bool:
        """Whether a number with its unit stands there, and no word of another thing."""
        if self.number(ahead) is None:
            return False
        return self.text(ahead + 1) in UNITS or self.text(ahead + 1) in _TO

    def choice(self) -> tuple[float, float]:
        while self.number() is None:
            if self.text() in _PER:
                raise _Unread  # `setiap 3 bulan` is how often
            if self._limit() or self.take(_TO) or self.take(frozenset((":", _REMARK))):
                continue
            self._word()
        begin = self.at
        span = self.span()
        self.quantities += self.marks[begin : self.at]
        while self.at < len(self.marks) and self.text() not in _OR | _PER:
            if self.text() in _SINCE:
                while self.at < len(self.marks) and self.text() not in (",", ";", "\n"):
                    self.at += 1
            else:
                self._word()
        return span

    def _limit(self) -> bool:
        if _LIMIT_PHRASES.fullmatch(f"{self.text()} {self.text(1)}"):
            self.at += 2
        elif self.text() in _LIMITS:
            self.at += 1
        else:
            return False
        self.take(frozenset(("dari", "dengan")))
        return True

    def _word(self) -> None:
        """Pass over a word that says what the time is for; units and numbers are none, and some words deny it."""
        word = self.text()
        after_length = self.at > 0 and word in UNITS and self.marks[self.at - 1].number is None
        allowed = word[:1].isalpha() or word in (_REMARK, ":")
        if self.number() is not None or not allowed or word in _NO_LENGTH or (word in UNITS and not after_length):
            raise _Unread
        self.at += 1

    def span(self) -> tuple[float, float]:
        low, high = self.sum()
        last = 2 if self.text(1) == "dengan" else 1
        if self.text() in _TO and self.number(last) is not None:
            self.at += last
            high = self.sum()[1]
        return min(low, high), max(low, high)

    def sum(self) -> tuple[float, float]:
        low, high, size = self.product()
        while self.number(self.text() in _ALSO) is not None:
            begin, joint = self.at, self.text()
            self.at += joint in _ALSO
            more_low, more_high, smaller = self.product()
            if joint != "+" and smaller >= size:  # `5 menit, 15 menit` are two choices
                self.at = begin
                if joint not in _OR:
                    raise _Unread
                break
            low, high, size = low + more_low, high + more_high, smaller
        return low, high

    def product(self) -> tuple[float, float, float]:
        """Least and most minutes, and how long the unit is."""
        times = 1.0
        sign = 1 if self.text(1) in _TIMES or self.text(1) in UNITS else 2  # `3 x 24 jam`, `3 orang x 60 menit`
        after = sign + (2 if self.text(sign + 1) == "@" else 1)
        if self.text(sign) in _TIMES and (counted := self.number()) is not None and self.number(after) is not None:
            times, self.at = counted, self.at + after
        low, high, size = self.amount()
        if self.text() in _TIMES and self.number(1) is not None and self.text(2) not in UNITS:
            times, self.at = times * (self.number(1) or 0), self.at + 2
        return low * times, high * times, size

    def amount(self) -> tuple[float, float, float]:
        low = high = self.number()
        self.at += 1
        skipped = 2 if self.text() in _TO and self.text(1) == "dengan" else 1
        if self.text() in (*_TO, "atau", "dan") and self.number(skipped) is not None:
            high = self.number(skipped)
            self.at += skipped + 1
        unit = UNITS.get(self.text())
        self.at += unit is not None
        self.at += self.text() in _KINDS_OF_DAY
        unit = unit or self.default_unit
        if unit is None or low is None or high is None:
            raise _Unread
        minutes = MINUTES.get(unit) or DAYS[unit] * self.hours_per_day * 60
        return low * minutes, high * minutes, minutes
