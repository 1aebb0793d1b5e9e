"""Finds the files of a library and gives each an address that every system and browser can hold."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path, PurePosixPath

from sopgen.diagnostics import START, Finding, Severity
from sopgen.library.entries import resolved
from sopgen.site.entry import Source
from sopgen.work.jobs import search

LONGEST = 80
"""characters of one part of an address"""
_UNFIT = re.compile(r"[^a-z0-9]+")
_UNREADABLE_NAME = ("Nama berkas ini bukan UTF-8; berkasnya dilewati.", "Beri nama lain.")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""names that Windows keeps for devices"""


def find(root: Path) -> tuple[list[Source], list[Finding]]:
    """The SOP files below `root` in order, and what is to be told of files: of those that are left alone, and of those
    that only their suffix tells apart."""
    names: list[str] = []
    notes: list[Finding] = []
    for path in search(root):
        name = path.relative_to(root).as_posix()
        if not resolved(path).is_relative_to(root):
            message = "Tautan simbolis ini menunjuk ke luar pustaka dan tidak diikuti."
            notes.append(_note(name, message, "Salin berkasnya ke dalam pustaka."))
        elif any("\ud800" <= char <= "\udfff" for char in name):
            notes.append(_note(name.encode("utf-8", "replace").decode(), *_UNREADABLE_NAME))
        else:
            names.append(name)
    places = addresses(sorted(names))
    for _, (first, *others) in groupby(sorted(names, key=lambda name: (_bare(name), name)), _bare):
        message = f"Namanya hanya berbeda akhiran dari {first}; halamannya menjadi"
        notes += [_note(name, f"{message} sop/{places[name]}.html.", "Ubah salah satu namanya.") for name in others]
    return [Source(root / name, name, place) for name, place in places.items()], sorted(notes)


def _note(name: str, message: str, hint: str) -> Finding:
    return Finding(name, START, "", "", Severity.WARNING, message, hint, "")


def addresses(names: Sequence[str]) -> dict[str, str]:
    """The address of each file. Of files that would share one, only a file that alone is called so keeps it."""
    plain = {name: "/".join(slug(part) for part in _bare(name).split("/")) for name in names}
    shared = Counter(plain.values())
    exact = Counter(place for name, place in plain.items() if place == _bare(name))
    own = {name for name, place in plain.items() if shared[place] == 1 or (place == _bare(name) and exact[place] == 1)}
    return {name: place if name in own else f"{place}-{_digest(name)}" for name, place in plain.items()}


def _bare(name: str) -> str:
    return PurePosixPath(name).with_suffix("").as_posix()


def slug(text: str) -> str:
    """The text in the letters a-z, the digits and hyphens; never empty, never too long."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = _UNFIT.sub("-", ascii_only).strip("-")
    if not name or _RESERVED.fullmatch(name) or len(name) > LONGEST:
        return f"{name[: LONGEST - 9]}-{_digest(text)}".lstrip("-")
    return name


def _digest(text: str) -> str:
    return hashlib.sha256(os.fsencode(text)).hexdigest()[:8]
