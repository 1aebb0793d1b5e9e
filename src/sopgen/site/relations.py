"""Which SOP of a library names which, by nomor, path or title, and which supersedes which, as far as they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from sopgen.library import among
from sopgen.library.register import Entry as Head
from sopgen.library.register import Register
from sopgen.site.entry import Entry


class Relations:
    """The library as a graph of the entries that are shown."""

    def __init__(self, entries: Sequence[Entry], register: Register) -> None:
        self.shown = {entry.name: entry for entry in entries}
        self.heads = {head.file: head for head in register.entries}
        self.links: dict[str, dict[str, Entry]] = {}
        """per SOP: what its document says -> the SOP that means"""
        self.titles: dict[str, dict[str, str]] = {}
        """per SOP: what each `{sop: …}` says -> what is printed for it, where the library knows the SOP it names"""
        for entry in entries:
            head = self.heads[entry.name]
            neighbours, references = among(register, head), [said.text for said in head.keterkaitan]
            named = neighbours.links(references, entry.mentions).items()
            self.links[entry.name] = {text: self.shown[to.file] for text, to in named if to.file in self.shown}
            self.titles[entry.name] = {text: title for text in references if (title := neighbours.title(text))}
        self.incoming: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            for other in self.outgoing(entry):
                self.incoming[other.name].append(entry)
        self.older = {entry.name: self._those(register.predecessors, entry) for entry in entries}
        self.newer = {entry.name: self._those(register.successors, entry) for entry in entries}

    def outgoing(self, entry: Entry) -> list[Entry]:
        """The SOPs this one names, each once, in the order written."""
        return list({other.name: other for other in self.links[entry.name].values()}.values())

    def _those(self, heads: Mapping[Path, tuple[Head, ...]], entry: Entry) -> list[Entry]:
        found = heads.get(self.heads[entry.name].path, ())
        return [self.shown[head.file] for head in found if head.file in self.shown]

    def chain(self, entry: Entry) -> list[Entry]:
        """All SOPs that supersede one another with this one, oldest first; just itself where there are none."""

        def age(one: Entry) -> tuple[int, str, str]:
            return len(_reached(one, self.older)), one.effective or one.made, one.name

        return sorted(_reached(entry, self.older, self.newer), key=age)


def _reached(entry: Entry, *ways: Mapping[str, Sequence[Entry]]) -> list[Entry]:
    """The entry, and all to which these ways lead from it, each once."""
    found: dict[str, Entry] = {}
    open_ends = [entry]
    while open_ends:
        one = open_ends.pop()
        if one.name not in found:
            found[one.name] = one
            open_ends += [other for way in ways for other in way[one.name]]
    return list(found.values())
