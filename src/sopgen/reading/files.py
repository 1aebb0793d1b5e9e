"""Which files of a library are SOPs, which holds what they share, and why the system refuses one."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

LIBRARY_FILE = "sopgen.yaml"
SITE_FILE = ".sopgen-situs.json"
"""by which a built site is known; the YAML files in it are copies"""
SUFFIXES = (".yaml", ".yml")
FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG})
"""what the system says when a disk, or what one user may have of it, is full"""


def is_yaml(name: str) -> bool:
    """Whether a name ends as those of SOP files do, in letters of any case, as Windows takes them."""
    return name.casefold().endswith(SUFFIXES)


def is_sop(name: str) -> bool:
    """Whether a file of this name counts as an SOP of its folder."""
    return is_yaml(name) and name.casefold() != LIBRARY_FILE and not name.startswith(".")


def sop_files(folder: Path, on_error: Callable[[OSError], object] | None = None) -> Iterator[Path]:
    """The SOP files in a folder and below it, but for hidden folders and built sites. `on_error` is called with what
    keeps a folder from being read."""
    for place, folders, names in os.walk(folder, onerror=on_error):
        if SITE_FILE in names:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in names if is_sop(name))


def bare(path: Path) -> Path:
    """The path without .yaml; other dots, as in `1.4 Rapat`, belong to the name."""
    return path.with_suffix("") if is_yaml(path.name) else path


def reason(error: OSError) -> str:
    """Why the system refuses, in the user's language; its own words are English, or those of Windows."""
    said = _REASONS.get(type(error)) or _REASONS.get(error.errno)
    return said or f"galat sistem: {error.strerror or error}"


_REASONS: dict[type[OSError] | int | None, str] = {
    FileNotFoundError: "tidak ada",
    IsADirectoryError: "ini folder",
    FileExistsError: "sudah ada",
    NotADirectoryError: "foldernya ternyata berkas",
    PermissionError: "tidak ada izin, atau sedang dibuka di program lain",
    **dict.fromkeys(FULL, "cakram penuh"),
    errno.ENODEV: "bukan berkas biasa",
    errno.ENXIO: "bukan berkas biasa",
    errno.ELOOP: "tautannya berputar ke dirinya sendiri",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.EROFS: "cakram hanya dapat dibaca",
    errno.EIO: "cakram rusak atau terputus",
    errno.EMFILE: "terlalu banyak berkas terbuka",
    errno.ENFILE: "terlalu banyak berkas terbuka",
    errno.EBADF: "aliran ini sudah ditutup",
}
