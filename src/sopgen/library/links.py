"""Finds the addresses of the SOPs that a document names, for links from its HTML page to theirs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from sopgen.library.entries import resolved
from sopgen.library.index import library_root, register_of
from sopgen.library.register import Entry, Register, folded
from sopgen.library.titles import all_entries, finder
from sopgen.model import Sop
from sopgen.reading import Reading

PREFIX = "sop "


def addresses(reading: Reading) -> dict[str, str]:
    """Printed text -> relative address of the named SOP's page, where the library knows it (of a `titled` reading)."""
    if reading.sop is None:
        return {}
    folder = resolved(reading.folder)
    find = finder(reading)
    found: dict[str, Entry | None] = {entry.text: find(entry.sop) for entry in all_entries(reading.sop) if entry.sop}
    root = library_root(folder)
    if root:
        by_title = _by_title(register_of(root))
        found.update({text: by_title.get(_title(text)) for text in _named(reading.sop) if text not in found})
    return {text: _address(entry.path, folder) for text, entry in found.items() if entry}


def _named(sop: Sop) -> Iterator[str]:
    """Texts of keterkaitan and keterangan that name an SOP by its title."""
    for entry in all_entries(sop):
        if entry.text.lower().startswith(PREFIX):
            yield entry.text
    for step in sop.langkah:
        texts = step.keterangan.splitlines() if isinstance(step.keterangan, str) else step.keterangan
        yield from (text for text in texts if text.lower().startswith(PREFIX))


def _by_title(register: Register) -> dict[str, Entry]:
    return {_title(entry.judul): entry for entry in register.entries if entry.judul}


def _title(text: str) -> str:
    return folded(text).removeprefix(PREFIX).rstrip(".;")


def _address(target: Path, folder: Path) -> str:
    relative = Path(os.path.relpath(target.with_suffix(".html"), folder))
    return "/".join(quote(part) for part in relative.parts)
