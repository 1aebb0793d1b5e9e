"""Writes tables as CSV that Excel opens by a double click on an Indonesian Windows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from sopgen.text.letters import clean

SEPARATOR = ";"
"""what Excel splits columns at where decimals have commas"""
_FORMULA = ("=", "+", "-", "@")


def as_csv(headings: Iterable[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it; no text begins as a formula would."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow([value if isinstance(value, int) else _harmless(clean(value)) for value in row])
    return ("\ufeff" + text.getvalue()).encode()


def _harmless(text: str) -> str:
    bare = text.strip()
    return f"'{text}" if bare.startswith(_FORMULA) and len(bare) > 1 else text
