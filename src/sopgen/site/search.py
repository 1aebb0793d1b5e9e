"""Builds the search index: every word once, and for each the SOPs it stands in, written short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from sopgen.site.entry import Entry

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def index(entries: Sequence[Entry]) -> dict[str, str]:
    """`kata`: the words, by spaces; `di`: for each word the steps from one row of the table to the next, base 36."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, entry in enumerate(entries):
        for word in entry.words:
            rows[word].append(row)
    words = sorted(rows)
    steps = ([row - before for before, row in pairwise([0, *rows[word]])] for word in words)  # [0, 3, 4]: 0,3,1
    return {"kata": " ".join(words), "di": " ".join(",".join(map(_base36, of_word)) for of_word in steps)}


def _base36(number: int) -> str:
    text = ""
    while number or not text:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text
