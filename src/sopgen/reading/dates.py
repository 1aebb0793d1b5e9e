"""Turns a date as officials write it into a `datetime.date`."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "jan januari january",
    "feb februari pebruari peb february",
    "mar maret march mrt",
    "apr april",
    "mei may",
    "jun juni june",
    "jul juli july",
    "agt agu ags agst agustus aug august",
    "sep sept september",
    "okt oktober oct october",
    "nov november nopember nop",
    "des desember dec december",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})\s*[-/. ]\s*(?P<month>\d{1,2}|[a-z]+)\.?\s*[-/. ]\s*(?P<year>\d{4}|\d{2})", re.ASCII
)
CENTURY = 2000
"""of a year written with two digits"""


def parse(text: str) -> date | None:
    """The day, or None where the text is no date or no such day exists."""
    folded = " ".join(text.split()).lower()
    match = _ISO.fullmatch(folded) or _DAY_FIRST.fullmatch(folded)
    if not match:
        return None
    month = int(match["month"]) if match["month"].isdigit() else _MONTH.get(match["month"], 0)
    year = int(match["year"]) + (CENTURY if len(match["year"]) == 2 else 0)
    try:
        return date(year, month, int(match["day"]))
    except ValueError:
        return None
