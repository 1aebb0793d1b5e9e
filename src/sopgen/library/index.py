"""Turns the folder tree of a library into its register."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from sopgen.diagnostics import UsageProblem
from sopgen.library.entries import forget_entries, read_entry, resolved
from sopgen.library.register import Entry, Register
from sopgen.reading.files import sop_files
from sopgen.reading.layers import Library, display, library_of, top_folder


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
    libraries: dict[Path, Library | None] = {}
    for path in sorted(set(_files(root))):
        if path.parent not in libraries:
            libraries[path.parent] = _library(path.parent)
        library = libraries[path.parent]
        try:
            yield read_entry(path, library) if library else Entry(path, display(path))
        except OSError:
            yield Entry(path, display(path))


def _library(folder: Path) -> Library | None:
    try:
        return library_of(folder)
    except (OSError, UsageProblem):
        return None


def _files(root: Path) -> Iterator[Path]:
    """The SOP files, each once; what a symbolic link leads to outside the library is no part of it."""
    for found in sop_files(root):
        path = resolved(found) if found.is_symlink() else found
        if path.is_file() and path.is_relative_to(root):
            yield path
