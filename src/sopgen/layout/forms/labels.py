"""The standard headings of the form, local names for them, and dates as they are printed."""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby

from sopgen.model import Sop
from sopgen.text.words import HEADINGS, in_words

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def label(sop: Sop, key: str) -> str:
    """The heading for a key: the local name in tampilan.label, else the standard one."""
    return sop.tampilan.label.get(key, HEADINGS[key])


def lane_groups(sop: Sop) -> dict[range, str]:
    """Neighbouring lanes that share a `kelompok` -> its name."""
    found = {}
    for name, members in groupby(range(len(sop.pelaksana)), key=lambda i: sop.pelaksana[i].kelompok):
        lanes = list(members)
        if name:
            found[range(lanes[0], lanes[-1] + 1)] = name
    return found


def table_title(sop: Sop) -> str:
    """What stands over the procedure: `label.judul_tabel`, else the judul behind the word SOP."""
    title = sop.judul if sop.judul.upper().startswith("SOP") else f"SOP {sop.judul}"
    return sop.tampilan.label.get("judul_tabel", title)


def printed_date(text: str | None) -> str:
    """A date as printed: ISO dates in words ("30 Agustus 2022"), others as written, none as ""."""
    if text and _ISO_DATE.fullmatch(text):
        try:
            return in_words(date.fromisoformat(text))
        except ValueError:  # no such day: a finding, and printed as written
            return text
    return text or ""
