"""Turns what is wrong with an input into values (`Finding`), and what is wrong with the run into two exceptions.

UsageProblem  a wrong option, a missing file, a full disk: exit status 2
SopgenBug     a promise that sopgen itself broke: never a finding
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple

Path = tuple[str | int, ...]
"""Where a value stands in a YAML document: ("langkah", 3, "kegiatan")."""

REFUSED = frozenset({"SOP001", "SOP002", "SOP003", "SOP004", "SOP005", "SOP201", "SOP302", "SOP311", "SOP313"})
"""Codes of findings with which a document cannot be drawn truly."""

READING_RULES = {
    "SOP001": "berkas-tidak-terbaca",
    "SOP002": "kunci-ganda",
    "SOP003": "kunci-tidak-dikenal",
    "SOP004": "isian-wajib-kosong",
    "SOP005": "isian-salah-bentuk",
}
"""Code -> name of what is found while a file is read, before any rule runs."""

QUOTED = 40
"""characters of a wrong value that a message quotes"""
COMPARED = 200
"""known words that one is compared with: comparing takes long"""
LONGEST_NAME = 100
"""characters of a word that can be a misspelt name"""
SUGGESTED = 20
"""misspelt names of one kind in one file for which the nearest known one is looked up"""
MOST = 2000
"""findings of one kind in one file that are named: nobody reads more, and GitHub keeps 5,000 of a whole run"""


FIX_FIRST = "Betulkan dulu yang sudah disebut, lalu periksa lagi."
"""the hint where findings are left out"""


def more_than_named(code: str) -> str:
    """What the finding after the last named one of its kind says."""
    return f"Ada lebih dari {MOST} temuan {code} di berkas ini; mulai dari sini tidak disebut lagi."


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


LEVELS = {Severity.ERROR: "galat", Severity.WARNING: "peringatan", Severity.INFO: "info"}
"""What a severity is called."""


class Span(NamedTuple):
    """A stretch of a file, 1-based; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)
"""The beginning of a file, for what has no better place."""


class Edit(NamedTuple):
    """A stretch of a file's text and what stands there instead: offsets in characters, the end exclusive; equal offsets
    insert. A byte order mark is a character of the text."""

    start: int
    end: int
    text: str


class Level(StrEnum):
    """How much a fix may be trusted."""

    SAFE = "aman"
    """what is meant stays as it is"""
    BOLD = "berani"
    """what is printed changes"""


class Related(NamedTuple):
    """A second place that took part: the line whose indent differs, the first use of an id."""

    file: str
    span: Span
    text: str


class Correction(NamedTuple):
    """What belongs at some paths of the document. A rule knows values, not where they stand: who has the file's text
    makes a `Fix` of it (`editing.fixes`)."""

    changes: tuple[tuple[Path, str | Path], ...]
    """in the order in which they are made: the text that belongs at a path (of a text, of a key or list entry that is
    not written yet; () is the comment at the finding's own place), or the path to which a key moves"""
    level: Level


class Finding(NamedTuple):
    """One thing that is wrong (or worth knowing) in one file."""

    file: str
    span: Span
    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    path: str
    """as printed by `path_text`"""
    langkah: str | None = None
    """the ID of the row it is about"""
    related: tuple[Related, ...] = ()
    correction: Correction | None = None
    """where it is certain what should stand there"""

    @property
    def refuses(self) -> bool:
        return self.code in REFUSED


def unread(code: str, file: str, span: Span, message: str, hint: str, path: Path = (), **more: Any) -> Finding:
    """A finding of what is found while a file is read, which is an error. `more`: other fields of the finding."""
    return Finding(file, span, code, READING_RULES[code], Severity.ERROR, message, hint, path_text(path), **more)


class Fix(NamedTuple):
    """How to mend what a finding tells of, in the text of its file."""

    finding: Finding
    edits: tuple[Edit, ...]
    """sorted, none touching another; all are made or none"""
    level: Level
    paths: tuple[Path, ...] = ()
    """the values of the file that may change by it; none: every value stays"""


class Comment(NamedTuple):
    """A `# sopgen: abaikan CODE…` comment, or a `# periksa: …` that an import left."""

    span: Span
    codes: tuple[str, ...]
    target: int
    """the line whose findings it silences"""
    doubt: str | None = None
    """what is to be checked; None for a comment that silences"""


def path_text(path: Path) -> str:
    """`("langkah", 3, "kegiatan")` -> `langkah[3].kegiatan`; indices count from 0, as in the YAML list."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word most like this one, if any is like it at all. Among very many only those that begin alike and are
    about as long are compared, and none that is too long for a name."""
    if len(word) > LONGEST_NAME:
        return None
    if len(known) > COMPARED:
        alike = (name for name in known if name[:1] == word[:1] and abs(len(name) - len(word)) <= 2)
        known = list(islice(alike, COMPARED))
    folded = {name.casefold(): name for name in reversed(known) if len(name) <= LONGEST_NAME}
    near = get_close_matches(word.casefold(), folded, n=1)
    return folded[near[0]] if near else None


def quoted(text: str) -> str:
    """A text short enough to quote, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else line[: QUOTED - 1] + "…"


class UsageProblem(Exception):
    """The command cannot run as given: a wrong option, a missing file, a full disk. The message is for the user."""


class SopgenBug(Exception):
    """A promise sopgen made to itself is broken."""
