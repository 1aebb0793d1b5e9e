"""Turns a `waktu` as written (`1-3 hari kerja`, `10 menit per berkas`) into working minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass

HOURS_PER_DAY = 7.5
DAYS = {"hari": 1, "minggu": 5, "bulan": 20, "tahun": 240}
"""working days of each longer unit"""
_UNITS = {
    "detik": "detik", "dtk": "detik",
    "menit": "menit", "mnt": "menit",
    "jam": "jam",
    "hari": "hari", "hr": "hari",
    "minggu": "minggu", "mgg": "minggu",
    "bulan": "bulan", "bln": "bulan",
    "tahun": "tahun", "thn": "tahun",
}  # fmt: skip
_LIMIT = re.compile(
    r"^(?:maksimal|maksimum|maks?\.?|paling (?:lama|lambat|banyak)|selambat-lambatnya|"
    r"(?:±|\+/-|kurang lebih|lebih kurang|sekitar|minimal))\s*"
)
_PER = re.compile(r"(?:\s*/\s*|\s+(?:per|tiap|setiap)\s*-?\s*)(?P<per>[a-z][a-z /-]*)$")
_WORDS_IN_BRACKETS = re.compile(r"(?<=\d)\s*\([a-z ]+\)")
_NUMBER = r"(?:\d+\s*½|½|\d+/\d+|\d{1,3}(?:\.\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"
_TO = r"(?:-|–|—|s\.?d\.?|s/d|sampai(?: dengan)?|hingga)"
_TERM = re.compile(
    rf"(?P<low>{_NUMBER})(?:\s*{_TO}\s*(?P<high>{_NUMBER}))?\s*(?P<unit>{'|'.join(_UNITS)})(?:\s+kerja)?(?![a-z])"
)
_JOIN = re.compile(r"\s*(?:,|\+|dan)?\s*")
_BETWEEN = re.compile(rf"\s*{_TO}\s*")


@dataclass(frozen=True, slots=True)
class Duration:
    """Working minutes, at least and at most; the same where one quantity was written."""

    low_minutes: float
    high_minutes: float
    per: str | None = None
    """what it is counted for: `berkas` in `10 menit per berkas`"""


def parse(text: str, hours_per_day: float = HOURS_PER_DAY) -> Duration | None:
    """The duration, or None where the text is no measurable time."""
    folded = " ".join(text.split()).lower()
    folded = _WORDS_IN_BRACKETS.sub("", _LIMIT.sub("", folded))
    per = _PER.search(folded)
    quantity = folded[: per.start()] if per else folded
    span = _sum(quantity, hours_per_day) or _range(quantity, hours_per_day)
    if span is None:
        return None
    return Duration(min(span), max(span), per["per"].strip() if per else None)


def _sum(text: str, hours_per_day: float) -> tuple[float, float] | None:
    """`1 jam 30 menit`: the terms added; None where anything else stands between them."""
    position, low, high = 0, 0.0, 0.0
    while position < len(text) or position == 0:
        term = _TERM.match(text, position)
        if not term:
            return None
        minutes = _minutes(term["unit"], hours_per_day)
        low += _number(term["low"]) * minutes
        high += _number(term["high"] or term["low"]) * minutes
        position = term.end()
        if position < len(text):
            position = _JOIN.match(text, position).end()  # type: ignore[union-attr]
    return low, high


def _range(text: str, hours_per_day: float) -> tuple[float, float] | None:
    """`30 menit - 1 jam`: a sum, then another."""
    for between in _BETWEEN.finditer(text):
        low, high = _sum(text[: between.start()], hours_per_day), _sum(text[between.end() :], hours_per_day)
        if low and high:
            return low[0], high[1]
    return None


def _number(text: str) -> float:
    if "½" in text:
        return float(text.replace("½", "").strip() or 0) + 0.5
    if "/" in text:
        over, under = text.split("/")
        return float(over) / float(under) if float(under) else 0.0
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        return float(text.replace(".", ""))
    return float(text.replace(",", "."))


def _minutes(unit: str, hours_per_day: float) -> float:
    match _UNITS[unit]:
        case "detik":
            return 1 / 60
        case "menit":
            return 1.0
        case "jam":
            return 60.0
        case longer:
            return DAYS[longer] * hours_per_day * 60
