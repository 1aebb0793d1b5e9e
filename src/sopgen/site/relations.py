"""Which SOP of a library names which, by nomor, path or title, and which supersedes which, as far as they are shown."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from sopgen.library.register import Entry as Head
from sopgen.library.register import Register
from sopgen.library.titles import PREFIX
from sopgen.site.entry import Entry

_SOP = re.compile(r"^sop\s+", re.IGNORECASE)


def _folded(text: str) -> str:
    return " ".join(_SOP.sub("", text.strip()).casefold().split()).rstrip(".")


class Relations:
    """The library as a graph of the entries that are shown."""

    def __init__(self, entries: Sequence[Entry], register: Register) -> None:
        self.register = register
        self.shown = {entry.name: entry for entry in entries}
        self.heads = {head.file: head for head in register.entries}
        self.by_title: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self.by_title[_folded(entry.title)].append(entry)
        self.links = {entry.name: self._links(entry) for entry in entries}
        """per SOP: what its document says -> the SOP that means"""
        self.incoming: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            for other in self.outgoing(entry):
                self.incoming[other.name].append(entry)
        self.older = {entry.name: self._those(register.predecessors, entry) for entry in entries}
        self.newer = {entry.name: self._those(register.successors, entry) for entry in entries}

    def outgoing(self, entry: Entry) -> list[Entry]:
        """The SOPs this one names, each once, in the order written."""
        return list({other.name: other for other in self.links[entry.name].values()}.values())

    def titles(self, entry: Entry) -> dict[str, str]:
        """What each `{sop: …}` says -> the title of the SOP it names."""
        head = self.heads[entry.name]
        named = {said.text: self.register.resolve(said.text, head.path.parent) for said in head.keterkaitan}
        return {text: other.judul for text, other in named.items() if other and other.judul}

    def _those(self, heads: Mapping[Path, tuple[Head, ...]], entry: Entry) -> list[Entry]:
        found = heads.get(self.heads[entry.name].path, ())
        return [self.shown[head.file] for head in found if head.file in self.shown]

    def _links(self, entry: Entry) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        head = self.heads[entry.name]
        for said in head.keterkaitan:
            other = self.register.resolve(said.text, head.path.parent)
            if other and other is not head and other.file in self.shown:
                shown = self.shown[other.file]
                title = " ".join((other.judul or "").split())
                found[title if title.upper().startswith(PREFIX) else PREFIX + title] = shown
        for text in entry.mentions:
            titled = self._titled(text, entry)
            if titled and titled is not entry:
                found.setdefault(text, titled)
        return found

    def _titled(self, text: str, entry: Entry) -> Entry | None:
        """The SOP of that title, of the same office before others; None where several could be meant."""
        found = [other for other in self.by_title.get(_folded(text), ()) if other.status != "digantikan"]
        own = [other for other in found if other.office == entry.office]
        return own[0] if len(own) == 1 else found[0] if len(found) == 1 else None

    def chain(self, entry: Entry) -> list[Entry]:
        """All SOPs that supersede one another with this one, oldest first; just itself where there are none."""
        found: dict[str, Entry] = {}
        open_ends = [entry]
        while open_ends:
            one = open_ends.pop()
            if one.name not in found:
                found[one.name] = one
                open_ends += [*self.older[one.name], *self.newer[one.name]]
        ages = _ages(found, self.older)
        return sorted(found.values(), key=lambda one: (ages[one.name], one.effective or one.made, one.name))


def _ages(found: dict[str, Entry], older: dict[str, list[Entry]]) -> dict[str, int]:
    """How many SOPs each supersedes one after the other; rounds are as many as there are SOPs, also in a circle."""
    ages = dict.fromkeys(found, 0)
    for _ in range(len(found)):
        risen = {name: min(len(found), max((ages[old.name] + 1 for old in older[name]), default=0)) for name in found}
        if risen == ages:
            break
        ages = risen
    return ages
