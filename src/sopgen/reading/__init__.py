"""Turns a YAML file into a `Sop` with library defaults merged in, the place of every value, and findings.

Paths in findings count list entries from 0, as YAML lists do: `langkah[3]` is the fourth row.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from sopgen import diagnostics
from sopgen.diagnostics import Comment, Finding, Span, UsageProblem, unread
from sopgen.model import Logo, Sop
from sopgen.model.settings import LibrarySettings
from sopgen.reading import advice
from sopgen.reading import logo as logos
from sopgen.reading.document import Note, read_sop
from sopgen.reading.files import reason
from sopgen.reading.layers import Library, library_of, merge
from sopgen.reading.loader import Loaded, Spans, load, read_bytes
from sopgen.reading.slips import Slip

__all__ = ["Reading", "read", "read_loaded", "read_text"]

LOGO = ("instansi", "logo")


class Reading(NamedTuple):
    """What became of one file."""

    sop: Sop | None
    findings: tuple[Finding, ...]
    spans: Spans
    settings: LibrarySettings
    folder: Path
    """that relative paths in the file start from"""
    file: str = ""
    """the name findings carry"""
    logo: Logo | None = None
    comments: tuple[Comment, ...] = ()
    library: Library | None = None
    source: bytes = b""
    """the file's bytes; none where it was read from what was loaded before"""
    slips: tuple[Slip, ...] = ()
    """what YAML took from texts without a word, and a logo that is missing: for the rules"""

    def locate(self, path: diagnostics.Path) -> tuple[str, Span]:
        """Where a value was written: in this file, else in the sopgen.yaml that gives it, else near here."""
        given = self.library.locate(path) if self.library and path not in self.spans else None
        return given or (self.file, self.spans.nearest(path))


def read(path: Path) -> Reading:
    """Read one SOP file; UsageProblem where there is no such file."""
    try:
        source = read_bytes(path)
    except OSError as error:
        raise UsageProblem(f"{path} tidak dapat dibaca: {reason(error)}.") from None
    except ValueError:
        raise UsageProblem(f"{str(path)!r} bukan nama berkas.") from None
    return read_text(source, path.as_posix(), path.parent)


def read_text(source: bytes | str, file: str, folder: Path) -> Reading:
    """Read an SOP from text; `folder` is where it stands (its library and pictures are looked up from there)."""
    held = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    return read_loaded(load(source, file), file, folder)._replace(source=held)


def read_loaded(loaded: Loaded, file: str, folder: Path) -> Reading:
    """The same from a document that is loaded already."""
    library = library_of(folder)
    if not loaded.readable:
        return Reading(None, loaded.findings + library.findings, loaded.spans, library.settings, folder, file)
    data = merge(library.defaults, loaded.data) if isinstance(loaded.data, dict) else loaded.data
    sop, notes = read_sop(data)
    if library.findings:
        sop, notes = None, [note for note in notes if note.code != "SOP004"]
    logo, about_logo, missing = _logo(sop, folder, library)
    plain = Reading(
        sop,
        (),
        loaded.spans,
        library.settings,
        folder,
        file,
        logo,
        loaded.comments,
        library,
        slips=(*loaded.slips, *missing),
    )
    own = [_finding(note, plain, loaded) for note in [*notes, *about_logo]]
    own = sorted([*loaded.findings, *own], key=lambda finding: (finding.file, finding.span, finding.code))
    return plain._replace(findings=(*own, *library.findings))


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


def _finding(note: Note, reading: Reading, loaded: Loaded) -> Finding:
    file, span = reading.locate(note.path)
    if note.at_key:
        span = loaded.spans.key(note.path)
    row = _row_id(note.path, loaded.data)
    return unread(note.code, file, span, note.message, note.hint, note.path, langkah=row, correction=note.correction)


def _row_id(path: diagnostics.Path, data: Any) -> str | None:
    """The ID of the row a path lies in: its id, else its number as written, else its position."""
    if path[:1] != ("langkah",) or len(path) < 2 or not isinstance(path[1], int):  # a key where rows should be listed
        return None
    named = (advice.at(data, (*path[:2], key)) for key in ("id", "no"))
    return next((str(name) for name in named if isinstance(name, str) and name.strip()), str(path[1] + 1))
