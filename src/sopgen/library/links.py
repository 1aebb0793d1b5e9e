"""Answers which SOP of a library a text of another SOP names. No other module decides that.

`{sop: …}` names one by nomor or path, a text of keterkaitan or keterangan by its title. `meant` chooses where several
bear the number or title.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from sopgen.library.entries import entry_of, register_around, resolved
from sopgen.library.register import Entry, Office, Register, looks_like_path, office_of, place_of
from sopgen.model import BOXES, Butir, Instansi, Sop
from sopgen.reading import Reading
from sopgen.reading.files import is_sop

PREFIX = "SOP "


def meant(found: Iterable[Entry], office: Office) -> Entry | None:
    """Which of the SOPs that bear a number or title an SOP of this office means by it; None where several could be.

    Ended ones come last, then those of the same office come before others, then those in force before drafts.
    """
    left = list(found)
    left = [entry for entry in left if not entry.ended] or left
    left = [entry for entry in left if entry.office == office] or left
    left = [entry for entry in left if entry.in_force] or left
    return left[0] if len(left) == 1 else None


class Neighbours(NamedTuple):
    """The other SOPs of a library, as one SOP names them."""

    own: Path
    """the SOP's own file, absolute"""
    folder: Path
    """that relative paths start from, absolute"""
    office: Office
    register: Callable[[], Register]
    at: Callable[[Path], Entry | None]
    """the SOP whose file has this absolute path"""

    def referred(self, text: str) -> Entry | None:
        """The SOP that the text of a `{sop: …}` names: a path relative to the folder, or a nomor."""
        if looks_like_path(text) and (found := self.at(place_of(text, self.folder))):
            return found
        return meant(self.register().numbered(text), self.office)

    def entitled(self, text: str) -> Entry | None:
        """The SOP with this title, said with or without the word SOP before it."""
        return meant(self.register().entitled(text), self.office)

    def title(self, text: str) -> str | None:
        """What is printed for a `{sop: …}`: "SOP <judul>"; None where no SOP, or none with a title, is named."""
        found = self.referred(text)
        return _title(found) if found else None

    def links(self, references: Iterable[str], mentions: Iterable[str]) -> dict[str, Entry]:
        """Each printed text that names another SOP -> that SOP. `references`: what each `{sop: …}` says; `mentions`:
        other texts, which may be titles (`mentions`)."""
        found: dict[str, Entry] = {}
        for text in references:
            if other := self.referred(text):
                found[_title(other) or text] = other
        for text in mentions:
            if text not in found and (other := self.entitled(text)):
                found[text] = other
        return {text: other for text, other in found.items() if other.path != self.own}


def _title(entry: Entry) -> str | None:
    title = " ".join((entry.judul or "").split())
    return title if not title or title.upper().startswith(PREFIX) else PREFIX + title


def among(register: Register, entry: Entry) -> Neighbours:
    """The neighbours of an SOP of this register."""
    return Neighbours(entry.path, entry.path.parent, entry.office, lambda: register, register.by_path.get)


def around(reading: Reading) -> Neighbours:
    """The neighbours of an SOP that was read alone: only the files that it names by path are read, unless a number or
    a title needs the whole register."""
    folder = resolved(reading.folder)
    limit = resolved(reading.library.root)

    def at(place: Path) -> Entry | None:
        if not _inside(place, limit) or not os.path.isfile(place):  # noqa: PTH113 - Path raises for a long name
            return None
        path = resolved(place)
        return entry_of(path) if _inside(path, limit) else None

    instansi = reading.sop.instansi if reading.sop else Instansi()
    office = office_of(instansi.nama, instansi.satuan_kerja)
    return Neighbours(resolved(Path(reading.file)), folder, office, partial(register_around, folder), at)


def _inside(path: Path, root: Path) -> bool:
    """Whether a path is one of an SOP of a library. What is not is never looked for: it may be another computer's."""
    if not path.is_relative_to(root) or not is_sop(path.name):
        return False
    return not any(part.startswith(".") for part in path.relative_to(root).parts)


def addresses(sop: Sop, neighbours: Neighbours) -> dict[str, str]:
    """Each printed text that names another SOP -> the address of that SOP's page, which stands beside its file."""
    references = [entry.sop for entry in _entries(sop) if entry.sop]
    places = {
        text: Path(os.path.relpath(entry.path.with_suffix(".html"), neighbours.folder))
        for text, entry in neighbours.links(references, mentions(sop)).items()
    }
    return {text: "/".join(quote(part, errors="surrogateescape") for part in at.parts) for text, at in places.items()}


def mentions(sop: Sop) -> tuple[str, ...]:
    """The texts that may be titles of other SOPs: those of keterkaitan, and the lines of keterangan that say SOP."""
    related = [below.text for entry in sop.keterkaitan for below in entry.walk() if not below.sop]
    notes = [step.keterangan for step in sop.langkah]
    lines = [line for note in notes for line in (note.splitlines() if isinstance(note, str) else note)]
    return tuple(dict.fromkeys([*filter(None, related), *(line for line in lines if line.upper().startswith(PREFIX))]))


def named_files(reading: Reading) -> list[Path]:
    """The files of its library that an SOP names by path, whether they are there or not."""
    folder = resolved(reading.folder)
    limit = resolved(reading.library.root)
    texts = [entry.sop for entry in _entries(reading.sop) if entry.sop] if reading.sop else []
    places = [place_of(text, folder) for text in texts if looks_like_path(text)]
    return [place for place in places if _inside(place, limit)]


def with_titles(sop: Sop, title: Callable[[str], str | None]) -> Sop:
    """The same SOP, each `{sop: …}` printed as the title that `title` gives for it; as written where that is None."""
    boxes: dict[str, Any] = {name: _titled(getattr(sop, name), title) for name in BOXES}
    for key in ("tambahan", "penutup"):
        boxes[key] = tuple((heading, _titled(entries, title)) for heading, entries in getattr(sop, key))
    return sop.model_copy(update=boxes)


def _titled(entries: tuple[Butir, ...], title: Callable[[str], str | None]) -> tuple[Butir, ...]:
    made = []
    for entry in entries:
        text = (title(entry.sop) if entry.sop else None) or entry.text
        made.append(entry.model_copy(update={"text": text, "children": _titled(entry.children, title)}))
    return tuple(made)


def _entries(sop: Sop) -> Iterator[Butir]:
    """Every entry of every box, in the order of the form, entries below others included."""
    boxes = [*(getattr(sop, name) for name in BOXES), *(entries for _, entries in (*sop.tambahan, *sop.penutup))]
    return (below for entries in boxes for entry in entries for below in entry.walk())
