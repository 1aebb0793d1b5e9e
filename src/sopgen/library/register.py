"""The register of a library: what every SOP is called, its number and status, and which others it names.

An entry is made from a file even where the rest of that file is broken (`sopgen.library` makes them); here they are
only looked up.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath
from typing import NamedTuple, TypeVar

from sopgen.diagnostics import START, Comment, Path, Span
from sopgen.model import Status
from sopgen.reading.files import is_yaml
from sopgen.settings import DEFAULT, LibrarySettings

NUMBER, TITLE = ("nomor",), ("judul",)
_PREFERRED = (Status.BERLAKU, Status.DRAF, Status.DIGANTIKAN, Status.DICABUT)

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
    instansi: str | None = None
    satuan_kerja: str | None = None
    status: Status = Status.DRAF
    menggantikan: tuple[Mention, ...] = ()
    keterkaitan: tuple[Mention, ...] = ()
    """every `{sop: …}`, in whatever box it stands"""
    settings: LibrarySettings = DEFAULT
    comments: tuple[Comment, ...] = ()
    places: Mapping[Path, tuple[str, Span]] = field(default_factory=dict)
    """where title, number and mentions were written: in this file or in a sopgen.yaml"""

    def locate(self, path: Path) -> tuple[str, Span]:
        return self.places.get(path, (self.file, START))

    @property
    def in_force(self) -> bool:
        return self.status is Status.BERLAKU

    @property
    def ended(self) -> bool:
        return self.status in (Status.DIGANTIKAN, Status.DICABUT)

    @property
    def number_key(self) -> str:
        return number_key(self.nomor)

    @property
    def title_key(self) -> tuple[str, str, str] | None:
        """What no two SOPs in force may share: the title within one office."""
        if not self.judul:
            return None
        return folded(self.instansi), folded(self.satuan_kerja), folded(self.judul).removeprefix("sop ")


@dataclass(frozen=True)
class Register:
    """The SOPs of one library, in the order of their paths."""

    root: FilePath
    entries: tuple[Entry, ...] = ()

    @cached_property
    def by_path(self) -> dict[FilePath, Entry]:
        return {entry.path: entry for entry in self.entries}

    @cached_property
    def _by_place(self) -> dict[str, Entry]:
        """By path as text, which is quicker to make: an SOP may have very many links."""
        return {str(entry.path): entry for entry in self.entries}

    @cached_property
    def by_number(self) -> dict[str, tuple[Entry, ...]]:
        """Those in force first: they are what a number means."""
        ordered = sorted(self.entries, key=lambda entry: _PREFERRED.index(entry.status))
        return _groups((entry.number_key, entry) for entry in ordered if entry.number_key)

    @cached_property
    def number_holders(self) -> dict[str, tuple[Entry, ...]]:
        """The SOPs in force by number."""
        return _groups((entry.number_key, entry) for entry in self.entries if entry.in_force and entry.number_key)

    @cached_property
    def title_holders(self) -> dict[tuple[str, str, str], tuple[Entry, ...]]:
        """The SOPs in force by title and office."""
        return _groups((entry.title_key, entry) for entry in self.entries if entry.in_force and entry.title_key)

    @cached_property
    def by_name(self) -> dict[str, tuple[Entry, ...]]:
        return _groups((entry.path.name.casefold(), entry) for entry in self.entries)

    @cached_property
    def numbers(self) -> list[str]:
        """Every number as written."""
        return [entry.nomor for entry in self.entries if entry.nomor and entry.number_key]

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

    @cached_property
    def mentioned_by(self) -> dict[FilePath, tuple[Entry, ...]]:
        """The SOPs whose `{sop: …}` name each one."""
        return _groups((named.path, entry) for entry in self.entries for named in self.related(entry))

    def resolve(self, text: str, folder: FilePath) -> Entry | None:
        """The SOP that a nomor, or a path relative to `folder`, names."""
        if looks_like_path(text) and (found := self._by_place.get(place_of(text, folder))):
            return found
        return next(iter(self.numbered(text)), None)

    def numbered(self, text: str) -> tuple[Entry, ...]:
        return self.by_number.get(number_key(text), ())

    def related(self, entry: Entry) -> tuple[Entry, ...]:
        """The SOPs that an entry names under keterkaitan, each once."""
        found = [self.resolve(mention.text, entry.path.parent) for mention in entry.keterkaitan]
        return tuple(dict.fromkeys(other for other in found if other and other is not entry))

    def candidates(self, entry: Entry, mention: Mention) -> tuple[Entry, ...]:
        """What a `menggantikan` may mean: a new version often keeps the number of the old one."""
        named = self.numbered(mention.text)
        if not named and (found := self.resolve(mention.text, entry.path.parent)):
            named = (found,)
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


def looks_like_path(text: str) -> bool:
    return is_yaml(text.strip())


def place_of(text: str, folder: FilePath) -> str:
    """The absolute path that a relative one names; backslashes of Windows count as slashes."""
    return os.path.normpath(os.path.join(folder, text.strip().replace("\\", "/")))  # noqa: PTH118 quicker than a Path
