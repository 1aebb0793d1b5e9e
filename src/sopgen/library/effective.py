"""Turns a file and the sopgen.yaml files above it into every value that holds for it, each with where it comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from sopgen.diagnostics import Path as KeyPath
from sopgen.diagnostics import UsageProblem, path_text, quoted
from sopgen.model import Tampilan, keys_of
from sopgen.model.settings import HOURS_PER_DAY
from sopgen.reading.files import LIBRARY_FILE
from sopgen.reading.layers import Library, display, library_of, merge
from sopgen.reading.loader import Spans, load, read_named

BUILT_IN = "nilai baku sopgen"
LONG_LIST = 5
"""entries that a list may have to be shown itself"""


@dataclass(frozen=True, slots=True)
class Value:
    key: str
    """`tampilan.kertas`"""
    text: str
    place: str
    """`file:line`, or that sopgen itself gives it"""


def effective(path: Path) -> list[Value]:
    """What holds for an SOP, or for the SOPs of a folder: the library's keys and sopgen's own defaults included."""
    if not path.exists():
        raise UsageProblem(f"{path} tidak ada.")
    file, own, spans = path.as_posix(), dict[str, Any](), Spans()
    if not path.is_dir() and path.name != LIBRARY_FILE:
        loaded = load(read_named(path), file)
        if not loaded.readable:
            finding = loaded.findings[0]
            raise UsageProblem(f"{file}:{finding.span.line}: {finding.message}")
        if not isinstance(loaded.data, dict):
            raise UsageProblem(f"{file} tidak memuat SOP.")
        own, spans = loaded.data, loaded.spans
    library = library_of(path if path.is_dir() else path.parent)
    if library.findings:
        first = library.findings[0]
        raise UsageProblem(f"{first.file}:{first.span.line}: {first.message} Lihat `sopgen validate {first.file}`.")
    written = reduce(merge, (*(layer.data for layer in library.layers), own))
    look = {name: getattr(Tampilan(), name) for name in keys_of(Tampilan) if name != "label"}
    look = {name: value for name, value in look.items() if value is not None}
    built_in = {"status": "draf", "tampilan": look, "jam_kerja_per_hari": str(HOURS_PER_DAY)}
    values = [Value("pustaka", display(library.root), _why_root(library))]
    for key, value in _leaves(merge(built_in, written), ()):
        place = (file, spans.nearest(key)) if key in spans else library.locate(key)
        values.append(Value(path_text(key), _text(key, value), f"{place[0]}:{place[1].line}" if place else BUILT_IN))
    return values


def _why_root(library: Library) -> str:
    """How far up a sopgen.yaml counts, which decides what an SOP holds."""
    if (library.root / ".git").exists():
        return "repositori git; sopgen.yaml di atasnya tidak dibaca"
    if library.layers:
        return "folder teratas yang memuat sopgen.yaml; bukan repositori git"
    return "tanpa sopgen.yaml"


def _leaves(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    """Every value that is set as one: lists replace each other as wholes."""
    if isinstance(value, dict) and value and path != ("pelaksana",):
        for name, below in value.items():
            yield from _leaves(below, (*path, name))
    elif path:
        yield path, value


def _text(path: KeyPath, value: Any) -> str:
    match value:
        case None | "":
            return "(kosong)"
        case bool():
            return "true" if value else "false"
        case str() if path == ("instansi", "logo") and os.path.isabs(value):  # noqa: PTH117 - a text, not yet a path
            return display(Path(value))
        case list() | tuple():
            plain = len(value) <= LONG_LIST and all(isinstance(entry, str) for entry in value)
            return f"[{', '.join(quoted(entry) for entry in value)}]" if plain else f"({len(value)} butir)"
        case dict():
            return f"({', '.join(value)})" if value else "(kosong)"
        case _:
            return quoted(str(value))
