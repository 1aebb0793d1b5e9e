"""Turns a YAML file into a `Sop` with library defaults merged in, the place of every value, and findings.

Paths in findings count list entries from 0, as YAML lists do: `langkah[3]` is the fourth row.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from sopgen import diagnostics
from sopgen.diagnostics import Comment, Finding, Span, unread
from sopgen.model import Logo, Sop
from sopgen.model.settings import LibrarySettings
from sopgen.reading import advice
from sopgen.reading import logo as logos
from sopgen.reading.advice import Note
from sopgen.reading.document import read_sop
from sopgen.reading.layers import Library, library_of, merge
from sopgen.reading.loader import Loaded, load, read_named
from sopgen.reading.slips import Slip

__all__ = ["Reading", "read", "read_text"]

LOGO = ("instansi", "logo")


class Reading(NamedTuple):
    """What became of one file."""

    sop: Sop | None
    findings: tuple[Finding, ...]
    loaded: Loaded
    """what the file says, and where"""
    library: Library
    folder: Path
    """that relative paths in the file start from"""
    file: str
    """the name findings carry"""
    source: bytes
    """the file's bytes"""
    logo: Logo | None = None
    slips: tuple[Slip, ...] = ()
    """what YAML took from texts without a word, and a logo that is missing: for the rules"""

    @property
    def settings(self) -> LibrarySettings:
        return self.library.settings

    @property
    def comments(self) -> tuple[Comment, ...]:
        return self.loaded.comments

    def locate(self, path: diagnostics.Path) -> tuple[str, Span]:
        """Where a value was written: in this file, else in the sopgen.yaml that gives it, else near here."""
        given = None if path in self.loaded.spans else self.library.locate(path)
        return given or (self.file, self.loaded.spans.nearest(path))


def read(path: Path) -> Reading:
    """Read one SOP file; UsageProblem where there is no such file."""
    return read_text(read_named(path), path.as_posix(), path.parent)


def read_text(source: bytes | str, file: str, folder: Path) -> Reading:
    """Read an SOP from text; `folder` is where it stands (its library and pictures are looked up from there)."""
    held = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    loaded, library = load(held, file), library_of(folder)
    reading = Reading(None, (*loaded.findings, *library.findings), loaded, library, folder, file, held)
    if not loaded.readable:
        return reading
    data = merge(library.defaults, loaded.data) if isinstance(loaded.data, dict) else loaded.data
    sop, notes = read_sop(data)
    if library.findings:
        sop, notes = None, [note for note in notes if note.code != "SOP004"]
    logo, about_logo, missing = _logo(sop, folder, library)
    own = [*loaded.findings, *(_finding(note, reading) for note in [*notes, *about_logo])]
    own.sort(key=lambda finding: (finding.file, finding.span, finding.code))
    slips = (*loaded.slips, *missing)
    return reading._replace(sop=sop, findings=(*own, *library.findings), logo=logo, slips=slips)


def _logo(sop: Sop | None, folder: Path, library: Library) -> tuple[Logo | None, list[Note], list[Slip]]:
    if sop is None or not sop.instansi.logo:
        return None, [], []
    try:
        return logos.load(sop.instansi.logo, folder, library.root), [], []
    except logos.LogoMissing:
        path, root = Path.cwd() / folder / sop.instansi.logo, library.root
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else sop.instansi.logo
        return None, [], [Slip("SOP121", LOGO, name)]
    except logos.LogoProblem as problem:
        hint = "Tulis letak berkas PNG, JPEG, atau SVG di dalam pustaka, atau hapus `logo`."
        return None, [Note("SOP005", LOGO, str(problem), hint)], []


def _finding(note: Note, reading: Reading) -> Finding:
    file, span = reading.locate(note.path)
    if note.at_key:
        span = reading.loaded.spans.key(note.path)
    row = _row_id(note.path, reading.loaded.data)
    return unread(note.code, file, span, note.message, note.hint, note.path, langkah=row, correction=note.correction)


def _row_id(path: diagnostics.Path, data: Any) -> str | None:
    """The ID of the row a path lies in: its id, else its number as written, else its position."""
    if path[:1] != ("langkah",) or len(path) < 2 or not isinstance(path[1], int):  # a key where rows should be listed
        return None
    named = (advice.at(data, (*path[:2], key)) for key in ("id", "no"))
    return next((str(name) for name in named if isinstance(name, str) and name.strip()), str(path[1] + 1))
