"""Turns the folder tree of a library into its register."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from sopgen.diagnostics import UsageProblem
from sopgen.library.entries import forget_entries, read_entry, resolved
from sopgen.library.register import Entry, Register
from sopgen.reading.files import sop_files
from sopgen.reading.layers import display, library_of, top_folder


def library_root(folder: Path) -> Path | None:
    """The topmost folder with a sopgen.yaml above an SOP (or its own), as far as the repository goes."""
    return top_folder(resolved(folder))


@lru_cache(maxsize=16)
def register_of(root: Path) -> Register:
    """The register of the library with this root. Files that come or change during a run are not noticed."""
    return Register(root, tuple(_entries(root)))


def forget() -> None:
    """The next register is read afresh."""
    register_of.cache_clear()
    forget_entries()


def _entries(root: Path) -> Iterator[Entry]:
    """Of each SOP file once; what a symbolic link leads to outside the library is no part of it."""
    files = {resolved(found) if found.is_symlink() else found for found in sop_files(root)}
    inside = sorted(path for path in files if path.is_file() and path.is_relative_to(root))
    for folder, paths in groupby(inside, lambda path: path.parent):
        library = None
        with suppress(OSError, UsageProblem):
            library = library_of(folder)
        for path in paths:
            entry = Entry(path, display(path))
            with suppress(OSError):
                entry = read_entry(path, library) if library else entry
            yield entry
