"""IDs from what people call things: of lanes from their names, of rows from their kegiatan, of files from titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

NOT_IDS = {"selesai", "mulai", "true", "false", "null"}
"""words that mean something else where an id may stand"""
_MOST_WORDS = 3


def slug(text: str, longest: int) -> str:
    """A text as an id: small letters and digits, words joined by `_`, whole words as far as they go."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    found = ""
    for word in re.findall(r"[a-z0-9]+", re.sub(r"\([^)]*\)", " ", plain))[:_MOST_WORDS]:
        longer = f"{found}_{word}".lstrip("_")
        if found and len(longer) > longest:
            break
        found = longer[:longest]
    return found


def unique(name: str, taken: set[str], join: str = "_") -> str:
    """The name, or the name with the first number that makes it another; it is taken then."""
    found, n = name, 2
    while found in taken:
        found = f"{name}{join}{n}"
        n += 1
    taken.add(found)
    return found


def lane_ids(names: Sequence[str], others: Iterable[str] = ()) -> list[str]:
    """An id for each lane, from its name; none that others have."""
    taken = {*NOT_IDS, *others}
    ids = (slug(name, 20) or str(number) for number, name in enumerate(names, 1))
    return [unique(f"pelaksana_{id}" if id[0].isdigit() else id, taken) for id in ids]
