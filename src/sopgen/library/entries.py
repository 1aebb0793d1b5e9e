"""Turns the folder tree of a library into its register, and each SOP file into an entry of it: only what other SOPs
need to know, and never a failure.

What is not needed, most of every file, is left out before the YAML is read: a library has thousands of files.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from sopgen.diagnostics import Path as KeyPath
from sopgen.diagnostics import Span, UsageProblem, path_text
from sopgen.library.register import NUMBER, TITLE, Entry, Mention, Register, office_of
from sopgen.model import BOXES, Status
from sopgen.reading.files import sop_files
from sopgen.reading.layers import Library, display, library_of, merge, top_folder
from sopgen.reading.loader import Loaded, load, read_bytes

_HEADED = ("tambahan", "penutup")
_LINKS = (*BOXES, *_HEADED)
"""where `{sop: …}` may stand"""
_LINKED = {box.encode() for box in _LINKS}
_WANTED = {b"instansi", b"judul", b"nomor", b"status", b"menggantikan"}
_BLOCK = re.compile(rb"^([a-z_]+):[^\n]*\n(?:[ \t#-][^\n]*\n|\r?\n)*", re.MULTILINE)
"""A top-level key and its value, up to the next line at the margin."""


def register_around(folder: Path) -> Register:
    """The register of the library that a folder is in, from its topmost sopgen.yaml down; an empty one outside any."""
    root = top_folder(resolved(folder))
    return register_of(root) if root else Register(folder)


@lru_cache(maxsize=16)
def register_of(root: Path) -> Register:
    """The register of the library with this root. Files that come or change during a run are not noticed."""
    files = {resolved(found) if found.is_symlink() else found for found in sop_files(root)}
    # what a symbolic link leads to outside the library is no part of it
    inside = sorted(path for path in files if path.is_file() and path.is_relative_to(root))
    return Register(root, tuple(map(entry_of, inside)))


def forget() -> None:
    """The next register is read afresh."""
    register_of.cache_clear()
    _entry.cache_clear()


def entry_of(path: Path) -> Entry:
    """The entry of a file, empty where it cannot be read. Read once as long as it does not change."""
    try:
        status = path.stat()
        return _entry(path, status.st_mtime_ns, status.st_size)
    except (OSError, UsageProblem):
        return Entry(path, display(path))


@lru_cache(maxsize=256)
def _entry(path: Path, changed: int, size: int) -> Entry:
    return read_entry(path, library_of(path.parent))


def read_entry(path: Path, library: Library) -> Entry:
    """The entry of a file of this library."""
    file = display(path)
    return entry_from(load_shortened(read_bytes(path), file), path, file, library)


def entry_from(loaded: Loaded, path: Path, file: str, library: Library) -> Entry:
    """The entry of a document that is loaded already."""
    own = loaded.data if isinstance(loaded.data, dict) else {}
    data = merge(library.defaults, own)
    office = data.get("instansi")
    office = office if isinstance(office, dict) else {}
    status: Status = data["status"] if data.get("status") in get_args(Status) else "draf"
    superseded = tuple(_superseded(data.get("menggantikan")))
    links = tuple(link for box in _LINKS for link in _links(data.get(box), (box,)))
    places: dict[str, tuple[str, Span]] = {}
    for at in (TITLE, NUMBER, *(mention.path for mention in superseded + links)):
        if place := (file, loaded.spans.nearest(at)) if at in loaded.spans else library.locate(at):
            places[path_text(at)] = place
    return Entry(
        path=path,
        file=file,
        judul=_text(data.get("judul")),
        nomor=_text(data.get("nomor")),
        office=office_of(_text(office.get("nama")), _text(office.get("satuan_kerja"))),
        status=status,
        menggantikan=superseded,
        keterkaitan=links,
        settings=library.settings,
        comments=loaded.comments,
        places=places,
    )


def load_shortened(source: bytes, file: str) -> Loaded:
    """Most of the file blanked; the whole file where that does not leave YAML."""
    loaded = load(_BLOCK.sub(_blank, source), file)
    return loaded if loaded.readable else load(source, file)


def _blank(block: re.Match[bytes]) -> bytes:
    """No value for a key that holds neither what is wanted nor a link or comment; what follows keeps its place."""
    wanted = block[1] in _WANTED or b"sopgen:" in block[0] or (block[1] in _LINKED and b"sop" in block[0])
    return block[0] if wanted else block[1] + b":" + b"\n" * block[0].count(b"\n")


def _text(value: Any) -> str | None:
    return str(value).strip() or None if isinstance(value, str) else None


def _superseded(value: Any) -> Iterator[Mention]:
    entries = value if isinstance(value, list) else [value]
    for i, entry in enumerate(entries):
        if text := _text(entry):
            yield Mention(text, ("menggantikan", i) if entries is value else ("menggantikan",))


def _links(value: Any, path: KeyPath) -> Iterator[Mention]:
    """Every `{sop: …}` below a value; the loader limits how deep that can be."""
    if isinstance(value, list):
        for i, below in enumerate(value):
            yield from _links(below, (*path, i))
    elif isinstance(value, dict):
        for name, below in value.items():
            text = _text(below) if name == "sop" and path not in {(key,) for key in _HEADED} else None
            if text:
                yield Mention(text, (*path, name))
            else:
                yield from _links(below, (*path, name))


def resolved(path: Path) -> Path:
    """The absolute path of the file itself, behind symbolic links."""
    return Path(os.path.realpath(path))
