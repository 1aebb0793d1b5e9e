"""Which files of a library are SOPs, and which holds what they share."""

from __future__ import annotations

from pathlib import Path

LIBRARY_FILE = "sopgen.yaml"
SUFFIXES = (".yaml", ".yml")


def has_suffix(name: str) -> bool:
    """Whether a name ends as those of SOP files do, in letters of any case, as Windows takes them."""
    return name.casefold().endswith(SUFFIXES)


def is_sop(name: str) -> bool:
    """Whether a file of this name counts as an SOP of its folder."""
    return has_suffix(name) and name.casefold() != LIBRARY_FILE and not name.startswith(".")


def bare(path: Path) -> Path:
    """The path without .yaml; other dots, as in `1.4 Rapat`, belong to the name."""
    return path.with_suffix("") if has_suffix(path.name) else path
