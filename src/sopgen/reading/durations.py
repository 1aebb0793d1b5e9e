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

import re
from dataclasses import dataclass, field
from fractions import Fraction
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
_NUMBERS = {
    **{"nol": 0.0, "satu": 1.0, "dua": 2.0, "tiga": 3.0, "empat": 4.0, "lima": 5.0, "enam": 6.0, "tujuh": 7.0},
    **{"delapan": 8.0, "sembilan": 9.0, "sepuluh": 10.0, "sebelas": 11.0, "setengah": 0.5, "seperempat": 0.25},
}
_REMARK = "…"
"""stands for what is in brackets"""
_WORDS = {
    "'": "' \"",  # units, but no words
    "m": "min",  # menit or minimal
    "k": "kerja krj kalender takwim efektif",
    "x": "x kali",
    "*": "× *",
    "t": "s.d s/d sd sampai hingga",
    "p": "per tiap setiap",
    "<": "< <= ≤ > >= ≥ ± +/- +- ~",
    "s": "setelah sesudah sejak semenjak dari terhitung dihitung",
    "!": "sebelum sekali lebih lagi depan berikutnya berjalan lalu h tanggal tgl pukul ke bulanan",
    "d": "dan",
    "o": "atau",
    "g": "dengan",
}
_KINDS = {
    **dict.fromkeys(UNITS, "u"),
    **{word: kind for kind, words in _WORDS.items() for word in words.split()},
    **dict.fromkeys(["kurang lebih", "lebih kurang", "tidak lebih", "lebih dari"], "l"),
    **{"\n": ";", _REMARK: ":"},
}
"""The kind of a mark, a letter in the patterns below; n is a number, w any other word, another sign its own. From an s
on a text says what the time runs from; beside a ! a number and a unit are no length: 1 bulan sekali, 3 hari sebelum
rapat, tanggal 5 bulan depan."""
_BEFORE = re.compile(r"(?:[-t<lm:wkxdogs]|(?<=[^n])u)*")
"""what may stand before a span; a unit only where it measures nothing"""
_AFTER = re.compile(r"(?:s[^,;]*|[wktxg:]|(?<=[^n])[um])*")
_TO = re.compile(r"[-t]g?(?=n)")
_ALSO = re.compile(r"[,+d]?(?=n)")
_PRODUCT = re.compile(
    r"(?:(?P<times>n)[^num'x*]?[x*]@?(?=n))?"
    r"(?P<low>n)(?:(?:[-t]g?|[od])(?P<high>n))?(?P<unit>[um'])?k?"
    r"(?:[x*](?P<by>n)(?![um']))?"
)
_PER = re.compile(r"[p@]|/(?!n[um't-])")
_CLOCK = re.compile(
    r"(?:pukul|jam)?\s*(\d{1,2})[.:](\d{2})\s*(?:wi[bt]|wita)?\s*(?:-|s\.?d\.?|s/d|sampai(?: dengan)?)"
    r"\s*(?:pukul|jam)?\s*(\d{1,2})[.:](\d{2})\s*(wi[bt]|wita)?"
)
_MARK = re.compile(
    r"(?P<number>\d+\s*½|½|\d+\s+\d/0*[1-9]\d*|\d+/0*[1-9]\d*|\d{1,3}(?:\.\d{3})+(?!\d)|\d+[.,:]\d+|\d+)"
    r"|(?P<word>s\.?\s?d\.?(?![a-z])|s/d|(?:kurang|tidak) lebih\b|lebih (?:kurang|dari)\b|[a-z]+(?:-[a-z]+)*"
    r"|<=|>=|\+/-|\+-|[^\s.])"
    r"|\n"
)
_COUNTS = re.compile(rf"[\d½]|\b(?:{'|'.join(_NUMBERS)}|se(?:{'|'.join(_SPELLINGS)}))\b")
_SAME = str.maketrans({"–": "-", "—": "-", "’": "'", "‘": "'", "`": "'", "′": "'", "”": '"', "“": '"', "″": '"'})
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

    @property
    def kind(self) -> str:
        return "n" if self.number is not None else _KINDS.get(self.text, "w" if self.text[0].isalpha() else self.text)


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
    folded = folded.translate(_SAME).replace("''", '"')
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
            found += _word_marks("s.d" if re.fullmatch(r"s\.?\s?d\.?", match[0]) else match[0], found)
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
    if ":" in text:
        hours, minutes = text.split(":")
        return float(hours) + float(minutes) / 60
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        return float(text.replace(".", ""))
    return float(sum(map(Fraction, text.replace("½", " 1/2").replace(",", ".").split())))


class _Reader:
    """One method for each rule of the grammar; each begins at a mark and says behind which one it ends."""

    def __init__(self, marks: list[_Mark], hours_per_day: float, unit: str | None) -> None:
        self.marks = marks
        self.kinds = "".join(mark.kind for mark in marks)
        self.hours_per_day = hours_per_day
        self.default_unit = unit

    def waktu(self) -> Duration:
        at = int(self.kinds.startswith("@"))
        per = "satuan" if at else None
        spans: list[tuple[float, float]] = []
        quantities: list[int] = []
        while at < len(self.kinds) or not spans:
            begin = self.end_of(_BEFORE, at)
            *span, end = self.span(begin)
            spans.append((min(span), max(span)))
            quantities += range(begin, end)
            at = self.end_of(_AFTER, end)
            if _PER.match(self.kinds, at):
                per = " ".join(mark.text for mark in self.marks[at + 1 :]).strip("- ")
                if not re.match(r"(?:\d+ )?[a-z]", per):
                    raise _Unread
                break
            if self.kinds[at : at + 1] not in ",;/od":
                raise _Unread
            at += 1
        plain = (UNITS.get(text, text) for i in quantities if (text := self.marks[i].text) and self.kinds[i] != "k")
        spellings = (
            " ".join(mark.text for mark in self.marks[i : i + 1 + self.kinds.startswith("k", i + 1)])
            for i in quantities
            if self.kinds[i] in "um'"
        )
        written = re.sub(r" ?(-) ?", r"\1", " ".join(plain)).strip()
        return Duration(min(low for low, _ in spans), max(high for _, high in spans), per, written, tuple(spellings))

    def end_of(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self.kinds, at)
        return match.end() if match else at

    def span(self, at: int) -> tuple[float, float, int]:
        low, high, at = self.sum(at)
        if to := _TO.match(self.kinds, at):
            _, high, at = self.sum(to.end())
        return low, high, at

    def sum(self, at: int) -> tuple[float, float, int]:
        low, high, size, at = self.product(at)
        while also := _ALSO.match(self.kinds, at):
            more_low, more_high, smaller, end = self.product(also.end())
            if also[0] != "+" and smaller >= size:  # `5 menit, 15 menit` are two choices
                if not also[0]:
                    raise _Unread
                break
            low, high, size, at = low + more_low, high + more_high, smaller, end
        return low, high, at

    def product(self, at: int) -> tuple[float, float, float, int]:
        """Least and most minutes, how long the unit is, and where it ends."""
        match = _PRODUCT.match(self.kinds, at)
        unit = UNITS[self.marks[match.start("unit")].text] if match and match["unit"] else self.default_unit
        if not match or unit is None:
            raise _Unread
        size = MINUTES.get(unit) or DAYS[unit] * self.hours_per_day * 60
        numbers = {
            name: self.marks[match.start(name)].number or 0.0 for name, found in match.groupdict().items() if found
        }
        times, low = numbers.get("times", 1.0) * numbers.get("by", 1.0), numbers["low"]
        return low * size * times, numbers.get("high", low) * size * times, size, match.end()
