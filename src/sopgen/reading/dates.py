"""Turns a date as officials write it into the days it means.

30 Agustus 2022   30-08-22   15/IV/2020   Senin, 3 Mei 2021.   1-3 Mei 2024   Juni 2020
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from sopgen.text.words import MONTHS

_ALSO_WRITTEN = (
    "january jan i",
    "pebruari february feb peb ii",
    "march mar mrt iii",
    "apr iv",
    "may v",
    "june jun vi",
    "july jul vii",
    "august agt agu ags agst aug viii",
    "sept sep ix",
    "october okt oct x",
    "nopember nov nop xi",
    "december des dec xii",
)
"""English, old and short names of each month, and its Roman number"""
_MONTH = {
    name: number
    for number, (month, others) in enumerate(zip(MONTHS, _ALSO_WRITTEN, strict=True), 1)
    for name in (month.lower(), *others.split())
}
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?", re.ASCII)
_DAY_FIRST = re.compile(
    r"(?:(?P<day>\d{1,2})\s*[-/. ]\s*)?(?P<month>\d{1,2}|[a-z]+)\.?,?\s*[-/. ]\s*(?P<year>\d{4}|\d{2})", re.ASCII
)
_BEFORE = re.compile(
    r"(?:[a-z'’. ]+,\s*)?(?:hari\s+)?(?:(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)\s+)?"
    r"(?:(?:tanggal|tgl\.?)\s+)?"
)
"""A place or a weekday before the date, and the word `tanggal`"""
_RANGE = re.compile(
    r"(?P<first>\d{1,2}(?:\s+[a-z]+(?:\s+\d{4})?)?)\s*(?:-|–|—|s\.?d\.?|s/d|sampai(?: dengan)?)\s*"
    r"(?P<last>\d{1,2}\s+(?P<month>[a-z]+)\s+(?P<year>\d{4}))",
    re.ASCII,
)
CENTURY = 2000
"""of a year written with two digits"""


class Period(NamedTuple):
    """The days a date means, both of them included: one day, a whole month, or the days of a range."""

    first: date
    last: date
    day_missing: bool = False
    """whether only month and year are written"""


def parse(text: str) -> date | None:
    """The day, or None where the text is no date, no such day exists, or more than one day is meant."""
    found = period(text)
    return found.first if found and found.first == found.last else None


def period(text: str) -> Period | None:
    """The days that a date means; None where the text is no date or no such day exists."""
    found = _read(text)
    return found if isinstance(found, Period) else None


def fault(text: str) -> str:
    """What is impossible in a text of the form of a date: `Februari 2022 hanya 28 hari`; "" where nothing is."""
    found = _read(text)
    return found if isinstance(found, str) else ""


def _read(text: str) -> Period | str | None:
    """The days, or what is impossible about them."""
    folded = " ".join(text.split()).lower().rstrip(".;, ")
    before = _BEFORE.match(folded)
    for rest in dict.fromkeys((folded, folded[before.end() :] if before else "")):
        span = _RANGE.fullmatch(rest)
        if span:
            first = span["first"]
            first += "" if re.search(r"[a-z]", first) else f" {span['month']}"
            first += "" if re.search(r"\d{4}", first) else f" {span['year']}"
            begin, end = _days(first), _days(span["last"])
            if not (isinstance(begin, Period) and isinstance(end, Period)):
                return begin and (end if isinstance(begin, Period) else begin)
            return Period(begin.first, end.last) if begin.first <= end.last else "akhirnya mendahului awalnya"
        found = _days(rest)
        if found:
            return found
    return None


def _days(text: str) -> Period | str | None:
    match = _ISO.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if not match or not (match["month"].isdigit() or match["month"] in _MONTH):
        return None
    month = int(match["month"]) if match["month"].isdigit() else _MONTH[match["month"]]
    year = int(match["year"])
    if len(match["year"]) == 2:
        if not match["day"]:
            return None  # `30 Agt`, `12/24` may be a day and a month as well
        year += CENTURY
    if not 1 <= month <= 12:
        return f"bulan {month} tidak ada"
    if year < 1:
        return f"tahun {match['year']} tidak ada"
    days = monthrange(year, month)[1]
    if not match["day"]:
        return Period(date(year, month, 1), date(year, month, days), day_missing=True)
    if not 1 <= int(match["day"]) <= days:
        name = f"{MONTHS[month - 1]} {year}"
        return f"{name} hanya {days} hari" if int(match["day"]) else "tanggal 0 tidak ada"
    day = date(year, month, int(match["day"]))
    return Period(day, day)
