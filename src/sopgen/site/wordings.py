"""Turns dates, times and states into the words that pages show."""

from __future__ import annotations

import re
from datetime import date

from sopgen.site.entry import Totals

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
STATES = {
    "berlaku": "Berlaku",
    "draf": "Draf",
    "digantikan": "Digantikan",
    "dicabut": "Dicabut",
    "": "Tidak terbaca",
}
LEVELS = {"error": "Galat", "warning": "Peringatan", "info": "Info"}
_DIGITS = re.compile(r"(\d+)")


def day(iso: str) -> str:
    """`2028-01-12` -> `12 Januari 2028`; a dash for none."""
    if not iso:
        return "–"
    value = date.fromisoformat(iso)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def number(value: int) -> str:
    """With Indonesian dots between thousands."""
    return f"{value:,}".replace(",", ".")


def total(totals: Totals) -> str:
    """`2 hari 3 jam` or `1 jam – 2 jam`; a dash where nothing can be counted."""
    if not totals.high:
        return "–"
    low, high = (spell(minutes, totals.hours_per_day) for minutes in (totals.low, totals.high))
    return low if low == high else f"{low} – {high}"


def spell(minutes: float, hours_per_day: float) -> str:
    """Working minutes as days, hours and minutes."""
    if minutes < 1:
        return f"{round(minutes * 60)} detik"
    days, rest = divmod(round(minutes), max(1, round(hours_per_day * 60)))
    hours, rest = divmod(rest, 60)
    parts = [(days, "hari kerja"), (hours, "jam"), (rest, "menit")]
    return " ".join(f"{number(count)} {unit}" for count, unit in parts if count)


def natural(text: str) -> tuple[tuple[int, int | str], ...]:
    """A key that sorts 1.4.2 before 1.4.10."""
    parts = [part for part in _DIGITS.split(text.casefold()) if part]
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts)
