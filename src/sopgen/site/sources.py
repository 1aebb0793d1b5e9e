"""Finds the files of a library and gives each an address that every system and browser can hold."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from sopgen.pipeline import search
from sopgen.site.entry import Source

LONGEST = 80
"""characters of one part of an address"""
_UNFIT = re.compile(r"[^a-z0-9]+")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""names that Windows keeps for devices"""


def find(root: Path) -> tuple[list[Source], list[str]]:
    """The SOP files below `root` in order, and the names of links that lead out of it and are left alone."""
    names: list[str] = []
    outside: list[str] = []
    for path in search(root):
        name = path.relative_to(root).as_posix()
        (names if path.resolve().is_relative_to(root) else outside).append(name)
    names.sort()
    places = addresses(names)
    return [Source(root / name, name, places[name]) for name in names], sorted(outside)


def addresses(names: Sequence[str]) -> dict[str, str]:
    """The address of each file. Of files that would share one, only a file that is called so keeps it."""
    plain = {name: _plain(name) for name in names}
    shared = Counter(plain.values())
    taken = {place for name, place in plain.items() if place == _bare(name)}
    return {
        name: place if shared[place] == 1 or _bare(name) == place in taken else f"{place}-{_digest(name)}"
        for name, place in plain.items()
    }


def _bare(name: str) -> str:
    return PurePosixPath(name).with_suffix("").as_posix()


def _plain(name: str) -> str:
    path = PurePosixPath(name)
    return "/".join([*(slug(part) for part in path.parts[:-1]), slug(path.stem)])


def slug(text: str) -> str:
    """The text in the letters a-z, the digits and hyphens; never empty, never too long."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = _UNFIT.sub("-", ascii_only).strip("-")
    if not name or _RESERVED.fullmatch(name) or len(name) > LONGEST:
        return f"{name[: LONGEST - 9]}-{_digest(text)}".lstrip("-")
    return name


def _digest(text: str) -> str:
    return hashlib.sha256(os.fsencode(text)).hexdigest()[:8]
