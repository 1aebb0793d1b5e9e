"""Turns the sopgen.yaml files above an SOP into defaults for it and settings for the rules."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from pathlib import Path
from typing import Any, NamedTuple

from sopgen.diagnostics import Finding, Span, unread
from sopgen.diagnostics import Path as KeyPath
from sopgen.model.settings import DEFAULT, LibrarySettings
from sopgen.reading.document import read_library
from sopgen.reading.files import LIBRARY_FILE
from sopgen.reading.loader import Spans, load, read_named

SETTINGS = tuple(LibrarySettings.model_fields)


class Layer(NamedTuple):
    """One sopgen.yaml."""

    file: str
    data: dict[str, Any]
    spans: Spans
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """Everything the folders from the library's root down to one SOP say."""

    root: Path
    """the folder that pictures may come from"""
    layers: tuple[Layer, ...] = ()
    """from the root down"""
    settings: LibrarySettings = DEFAULT
    defaults: dict[str, Any] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for layer in self.layers for finding in layer.findings)

    def locate(self, path: KeyPath) -> tuple[str, Span] | None:
        """Where the sopgen.yaml that counts most gives a value; None where none does."""
        giving = (layer for layer in reversed(self.layers) if path in layer.spans)
        return next(((layer.file, layer.spans.nearest(path)) for layer in giving), None)


def library_of(folder: Path) -> Library:
    """The library an SOP in this folder belongs to. Each sopgen.yaml is read once as long as it does not change."""
    folder = Path.cwd() / folder
    folder = Path(*(part for part in folder.parts if part != ".")) if ".." not in folder.parts else folder.resolve()
    return _library(*_above(folder))


def top_folder(folder: Path) -> Path | None:
    """The topmost folder with a sopgen.yaml, from this absolute one upwards; None outside any library."""
    _, stamps = _above(folder)
    return stamps[0].path.parent if stamps else None


class _Stamp(NamedTuple):
    """A sopgen.yaml as it is now."""

    path: Path
    changed: int
    size: int


def _above(folder: Path) -> tuple[Path, tuple[_Stamp, ...]]:
    """The library's root, and the sopgen.yaml files from there down to this absolute folder.

    The root is the repository's, else the topmost folder with a sopgen.yaml, else the folder itself.
    """
    stamps: list[_Stamp] = []
    root = None
    for file, repository in looked_for(folder):
        status = _status(file)
        if status and stat.S_ISREG(status.st_mode):
            stamps.insert(0, _Stamp(file, status.st_mtime_ns, status.st_size))
        if _status(repository):
            root = repository.parent
            break
    return root or (stamps[0].path.parent if stamps else folder), tuple(stamps)


@lru_cache(maxsize=1024)
def looked_for(folder: Path) -> tuple[tuple[Path, Path], ...]:
    """Where a sopgen.yaml and a repository's mark may be, in the folder and each above it."""
    return tuple((place / LIBRARY_FILE, place / ".git") for place in (folder, *folder.parents))


def _status(path: Path) -> os.stat_result | None:
    """A folder above that may not be looked into counts as holding nothing."""
    try:
        return path.stat()
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=256)
def _library(root: Path, stamps: tuple[_Stamp, ...]) -> Library:
    layers = tuple(_layer(stamp) for stamp in stamps)
    if not layers or any(layer.findings for layer in layers):
        return Library(root, layers)
    merged = reduce(merge, (layer.data for layer in layers))
    defaults = {name: value for name, value in merged.items() if name not in SETTINGS}
    settings = LibrarySettings.model_validate({name: merged[name] for name in SETTINGS if name in merged})
    return Library(root, layers, settings, defaults)


@lru_cache(maxsize=256)
def _layer(stamp: _Stamp) -> Layer:
    path = stamp.path
    file = display(path)
    loaded = load(read_named(path, file), file)
    findings = list(loaded.findings)
    if loaded.readable:
        for note in read_library(loaded.data)[1]:
            span = loaded.spans.key(note.path) if note.at_key else loaded.spans.nearest(note.path)
            findings.append(unread(note.code, file, span, note.message, note.hint, note.path))
    data = loaded.data if isinstance(loaded.data, dict) else {}
    return Layer(file, _placed(data, path.parent), loaded.spans, tuple(findings))


def _placed(data: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The same data, the logo's path made whole: it is relative to this file, not to the SOPs."""
    office = data.get("instansi")
    logo = office.get("logo") if isinstance(office, dict) else None
    if not isinstance(office, dict) or not isinstance(logo, str) or "://" in logo or not logo.strip():
        return data
    return data | {"instansi": office | {"logo": str(folder / logo)}}


def merge(defaults: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """`own` over `defaults`, mapping by mapping; lists, texts and null replace. Own keys keep their order, first."""
    result: dict[str, Any] = {}
    for name, value in own.items():
        below = defaults.get(name)
        result[name] = merge(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return result | {name: value for name, value in defaults.items() if name not in own}


def display(path: Path) -> str:
    """A path as short as the working folder allows."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
