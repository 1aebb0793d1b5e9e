"""Turns dates, times and states into the words that pages show."""

from __future__ import annotations

import re
from datetime import date

from sopgen.rules.times import Times, between
from sopgen.text.words import in_words

STATES = {
    "berlaku": "Berlaku",
    "digantikan": "Digantikan",
    "draf": "Draf",
    "dicabut": "Dicabut",
    "": "Tidak terbaca",
}
_DIGITS = re.compile(r"(\d+)")


def day(iso: str) -> str:
    """`2028-01-12` -> `12 Januari 2028`; a dash for none."""
    return in_words(date.fromisoformat(iso)) if iso else "–"


def total(times: Times | None) -> str:
    """From the shortest to the longest way: `2 hari 3 jam` or `1 jam sampai 2 jam`; a dash where none can be told."""
    if times is None or times.shortest is None or times.longest is None or not times.longest.minutes:
        return "–"
    return between(times.shortest.minutes, times.longest.minutes, times.hours_per_day)


def natural(text: str) -> tuple[tuple[int, int | str], ...]:
    """A key that sorts 1.4.2 before 1.4.10."""
    parts = [part for part in _DIGITS.split(text.casefold()) if part]
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts)
