"""Turns links to other SOPs into the titles that a reader of the document looks for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from sopgen.boxes import BOXES
from sopgen.library.entries import entry_of, resolved
from sopgen.library.index import library_root, register_of
from sopgen.library.register import Entry, Register, looks_like_path, place_of
from sopgen.model import Butir, Sop
from sopgen.reading import Reading

PREFIX = "SOP "
Find = Callable[[str], Entry | None]
"""The SOP that a link's text names."""


def titled(reading: Reading) -> Reading:
    """A reading whose links to other SOPs read as their titles, as far as the library knows them."""
    sop = reading.sop
    if sop is None or not any(_linked(box) for box in _boxes(sop)):
        return reading
    return replace(reading, sop=with_titles(sop, finder(reading)))


def with_titles(sop: Sop, find: Find) -> Sop:
    """The same SOP, `{sop: …}` printed as "SOP <judul>"; as written where no SOP is found."""
    boxes: dict[str, Any] = {name: _titled(getattr(sop, name), find) for name in BOXES}
    extra = tuple((heading, _titled(entries, find)) for heading, entries in sop.tambahan)
    return replace(sop, tambahan=extra, **boxes)


def finder(reading: Reading) -> Find:
    """What finds the SOP that a `{sop: …}` of a file names: by path only that file is read, a number needs the whole
    register, which is made once one is named."""
    folder = resolved(reading.folder)
    limit = resolved(reading.library.root) if reading.library else folder

    @cache
    def register() -> Register | None:
        root = library_root(folder)
        return register_of(root) if root else None

    def find(text: str) -> Entry | None:
        if looks_like_path(text) and os.path.isfile(named := place_of(text, folder)):  # noqa: PTH113 as place_of
            path = resolved(Path(named))
            if path.is_relative_to(limit):
                return entry_of(path)
        known = register()
        return known.resolve(text, folder) if known else None

    return find


def all_entries(sop: Sop) -> Iterator[Butir]:
    """Every entry of every box, in the order of the form, entries below others included."""
    todo = [entry for box in _boxes(sop) for entry in box][::-1]
    while todo:
        entry = todo.pop()
        yield entry
        todo += reversed(entry.children)


def _boxes(sop: Sop) -> list[tuple[Butir, ...]]:
    return [*(getattr(sop, name) for name in BOXES), *(entries for _, entries in sop.tambahan)]


def _linked(entries: tuple[Butir, ...]) -> bool:
    return any(entry.sop or _linked(entry.children) for entry in entries)


def _titled(entries: tuple[Butir, ...], find: Find) -> tuple[Butir, ...]:
    return tuple(_entry(entry, find) for entry in entries)


def _entry(butir: Butir, find: Find) -> Butir:
    if butir.children:
        return replace(butir, children=_titled(butir.children, find))
    found = find(butir.sop) if butir.sop else None
    if found is None or not found.judul:
        return butir
    title = " ".join(found.judul.split())
    return replace(butir, text=title if title.upper().startswith(PREFIX) else PREFIX + title)
