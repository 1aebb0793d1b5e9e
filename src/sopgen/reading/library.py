"""Turns the sopgen.yaml files above an SOP into defaults for it and settings for the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from sopgen.diagnostics import READING_RULES, Finding, Severity, UsageProblem, path_text
from sopgen.reading.document import read_library
from sopgen.reading.durations import HOURS_PER_DAY
from sopgen.reading.loader import Spans, load, read_bytes
from sopgen.settings import DEFAULT, LibrarySettings

NAME = "sopgen.yaml"
SEVERITIES = {"galat": Severity.ERROR, "peringatan": Severity.WARNING, "info": Severity.INFO}
SETTINGS = ("aturan", "jam_kerja_per_hari")


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


def library_of(folder: Path) -> Library:
    """The library an SOP in this folder belongs to. Each sopgen.yaml is read once as long as it does not change."""
    folder = Path.cwd() / folder
    folder = Path(*(part for part in folder.parts if part != ".")) if ".." not in folder.parts else folder.resolve()
    stamps = tuple(_stamp(path) for path in _files(folder))
    return _library(folder, _root(folder), stamps)


def top_folder(folder: Path) -> Path | None:
    """The topmost folder with a sopgen.yaml, from this absolute one upwards; None outside any library."""
    files = _files(folder)
    return files[0].parent if files else None


def _upwards(folder: Path) -> Iterator[Path]:
    """The folder and those above it, as far as the repository goes."""
    for place in (folder, *folder.parents):
        yield place
        if _there(place / ".git"):
            return


def _there(path: Path) -> bool:
    """A folder above that may not be looked into counts as holding nothing."""
    try:
        return path.exists() and (path.name != NAME or path.is_file())
    except OSError:
        return False


def _files(folder: Path) -> list[Path]:
    found = [place / NAME for place in _upwards(folder) if _there(place / NAME)]
    return found[::-1]


def _root(folder: Path) -> Path:
    top = list(_upwards(folder))[-1]
    if _there(top / ".git"):
        return top
    files = _files(folder)
    return files[0].parent if files else folder


def _stamp(path: Path) -> tuple[Path, int, int]:
    status = path.stat()
    return path, status.st_mtime_ns, status.st_size


@lru_cache(maxsize=256)
def _library(folder: Path, root: Path, stamps: tuple[tuple[Path, int, int], ...]) -> Library:
    layers = tuple(_layer(*stamp) for stamp in stamps)
    if any(layer.findings for layer in layers):
        return Library(root, layers)
    merged: dict[str, Any] = {}
    for layer in layers:
        merged = merge(merged, layer.data)
    normal, _ = read_library(merged)
    defaults = {name: value for name, value in merged.items() if name not in SETTINGS}
    return Library(root, layers, _settings(normal), defaults)


@lru_cache(maxsize=256)
def _layer(path: Path, changed: int, size: int) -> Layer:
    file = display(path)
    try:
        source = read_bytes(path)
    except OSError as error:
        raise UsageProblem(f"{file} tidak dapat dibaca: {reason(error)}") from None
    loaded = load(source, file)
    findings = list(loaded.findings)
    if loaded.readable:
        findings += [
            Finding(
                file,
                loaded.spans.key(note.path) if note.at_key else loaded.spans.nearest(note.path),
                note.code,
                READING_RULES[note.code],
                Severity.ERROR,
                note.message,
                note.hint,
                path_text(note.path),
            )
            for note in read_library(loaded.data)[1]
        ]
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


def _settings(normal: dict[str, Any]) -> LibrarySettings:
    rules = normal.get("aturan", {})
    return LibrarySettings(
        tuple(rules.get("abaikan", ())),
        tuple(rules.get("pilih", ())),
        tuple((code, SEVERITIES[level]) for code, level in rules.get("tingkat", ())),
        rules.get("pola_nomor"),
        normal.get("jam_kerja_per_hari", HOURS_PER_DAY),
    )


def display(path: Path) -> str:
    """A path as short as the working folder allows."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def reason(error: OSError) -> str:
    """Why the system refuses, in the user's language."""
    match error:
        case FileNotFoundError():
            return "tidak ada"
        case IsADirectoryError():
            return "ini folder"
        case PermissionError():
            return "tidak ada izin, atau sedang dibuka di program lain"
        case _:
            return error.strerror or str(error)
