"""The register of a library: what every SOP is called, its number and status, and which others it names.

An entry is made from a file even where the rest of that file is broken (`sopgen.library` makes them); here they are
only looked up.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath
from typing import NamedTuple, TypeVar

from sopgen.diagnostics import START, Comment, Path, Span, path_text
from sopgen.model import Status
from sopgen.model.settings import DEFAULT, LibrarySettings
from sopgen.reading.files import is_yaml

NUMBER, TITLE = ("nomor",), ("judul",)

Office = tuple[str, str]
"""instansi and satuan_kerja, folded"""
K = TypeVar("K")
V = TypeVar("V")


class Mention(NamedTuple):
    """A place that names another SOP."""

    text: str
    """its nomor or relative path, as written"""
    path: Path


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What a library knows of one SOP file."""

    path: FilePath
    """absolute, symbolic links resolved"""
    file: str
    """the name findings carry"""
    judul: str | None = None
    nomor: str | None = None
    office: Office = ("", "")
    status: Status = "draf"
    menggantikan: tuple[Mention, ...] = ()
    keterkaitan: tuple[Mention, ...] = ()
    """every `{sop: …}`, in whatever box it stands"""
    settings: LibrarySettings = DEFAULT
    comments: tuple[Comment, ...] = ()
    places: dict[str, tuple[str, Span]] = field(default_factory=dict)
    """where title, number and mentions were written, by `path_text`: in this file or in a sopgen.yaml"""

    def locate(self, path: Path) -> tuple[str, Span]:
        return self.places.get(path_text(path), (self.file, START))

    @property
    def in_force(self) -> bool:
        return self.status == "berlaku"

    @property
    def ended(self) -> bool:
        return self.status in ("digantikan", "dicabut")


@dataclass(frozen=True)
class Register:
    """The SOPs of one library, in the order of their paths."""

    root: FilePath
    entries: tuple[Entry, ...] = ()

    @cached_property
    def by_path(self) -> dict[FilePath, Entry]:
        return {entry.path: entry for entry in self.entries}

    @cached_property
    def _by_title(self) -> dict[str, tuple[Entry, ...]]:
        return _groups((bare_title(entry.judul), entry) for entry in self.entries if entry.judul)

    @cached_property
    def _by_number(self) -> dict[str, tuple[Entry, ...]]:
        return _groups((key, entry) for entry in self.entries if (key := number_key(entry.nomor)))

    @cached_property
    def by_name(self) -> dict[str, tuple[Entry, ...]]:
        return _groups((entry.path.name.casefold(), entry) for entry in self.entries)

    @cached_property
    def numbers(self) -> list[str]:
        """Every number as written."""
        return [entry.nomor for entry in self.entries if entry.nomor and number_key(entry.nomor)]

    @cached_property
    def predecessors(self) -> dict[FilePath, tuple[Entry, ...]]:
        """The SOPs that each one supersedes."""
        return {
            entry.path: tuple(dict.fromkeys(old for said in entry.menggantikan for old in self.candidates(entry, said)))
            for entry in self.entries
        }

    @cached_property
    def successors(self) -> dict[FilePath, tuple[Entry, ...]]:
        """By which SOPs each one is superseded."""
        return _groups((old.path, entry) for entry in self.entries for old in self.predecessors[entry.path])

    def numbered(self, text: str) -> tuple[Entry, ...]:
        return self._by_number.get(number_key(text), ())

    def entitled(self, text: str) -> tuple[Entry, ...]:
        return self._by_title.get(bare_title(text), ())

    def named(self, text: str, folder: FilePath) -> tuple[Entry, ...]:
        """Every SOP that a path relative to `folder`, or a nomor, may mean (`library.links` chooses)."""
        found = self.by_path.get(place_of(text, folder)) if looks_like_path(text) else None
        return (found,) if found else self.numbered(text)

    def candidates(self, entry: Entry, mention: Mention) -> tuple[Entry, ...]:
        """What a `menggantikan` may mean: a new version often keeps the number of the old one."""
        named = self.numbered(mention.text) or self.named(mention.text, entry.path.parent)
        return tuple(old for old in named if old is not entry)


def _groups(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def number_key(nomor: str | None) -> str:
    """A number without what people vary in it; empty where it is none (`....`, `-`)."""
    key = "".join((nomor or "").split()).casefold()
    return key if any(char.isalnum() for char in key) else ""


def folded(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()


def office_of(instansi: str | None, satuan_kerja: str | None) -> Office:
    return folded(instansi), folded(satuan_kerja)


def bare_title(text: str | None) -> str:
    """A title without what people vary in it: `SOP Rapat  Dinas.` -> `rapat dinas`."""
    return folded(text).removeprefix("sop ").rstrip(" .;")


def looks_like_path(text: str) -> bool:
    return is_yaml(text.strip())


def place_of(text: str, folder: FilePath) -> FilePath:
    """The absolute path that a relative one names; backslashes of Windows count as slashes."""
    return FilePath(os.path.normpath(folder / text.strip().replace("\\", "/")))
