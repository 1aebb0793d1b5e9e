"""Builds a site: reads all files, makes the documents that are missing, writes the pages, publishes the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from sopgen.diagnostics import UsageProblem
from sopgen.library.register import Register
from sopgen.reading.files import reason
from sopgen.render.notices import CHARACTER, Notice
from sopgen.rules import check_library
from sopgen.site import cache as caches
from sopgen.site import pages, publish, register
from sopgen.site.cache import Cache, content_hash, digest, file_hash
from sopgen.site.documents import FORMATS, Read, Task, make_documents, notes_key, read_source, remember, remembered
from sopgen.site.entry import Entry, Source, named
from sopgen.site.relations import Relations
from sopgen.site.sources import find
from sopgen.work.workers import spread

READ_ALONE, MAKE_ALONE = 60, 4
"""Up to so many files are read, or drawn, in this process: starting others would take longer."""

Track = Callable[[str, Iterable[Any], int], Iterable[Any]]
"""Hands pieces of work on as they are done, and shows how many of how many are: (title, pieces, number)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to build."""

    root: Path
    site: Path
    today: date
    everything: bool = False
    formats: tuple[str, ...] = FORMATS
    part: tuple[int, int] | None = None
    join: bool = False
    findings: bool = True
    """whether the site shows what the rules found"""
    replace_edited: bool = False
    """Write over workbooks in the site that somebody edited too."""

    @property
    def state(self) -> Path:
        """What was made before, beside the site."""
        return self.site.with_name(f".{self.site.name}.sopgen")

    @property
    def parts(self) -> Path:
        return self.site.with_name(f"{self.site.name}.bagian")


@dataclass(slots=True)
class Report:
    """What became of it."""

    place: Path
    shown: int = 0
    left_out: int = 0
    drawn: int = 0
    """SOPs of which a document was made"""
    published: bool = False
    about_files: list[str] = field(default_factory=list)
    """what is to be told of files that are left alone, or get another address than one expects"""
    refused: list[str] = field(default_factory=list)
    """what is to be told of SOPs without a document, and of workbooks that somebody edited and that are left alone"""
    problems: list[str] = field(default_factory=list)
    levels: Counter[str] = field(default_factory=Counter)
    notices: set[Notice] = field(default_factory=set)


def build(plan: Plan, track: Track) -> Report:
    """Build the site, or one part of it."""
    if not plan.root.is_dir():
        raise UsageProblem(f"{plan.root} bukan folder.")
    if plan.root.is_relative_to(plan.site):
        raise UsageProblem("Situs tidak boleh menggantikan pustakanya sendiri: pilih folder lain untuk -o.")
    folder = plan.parts / f"{plan.part[0]}-dari-{plan.part[1]}" if plan.part else plan.state
    try:
        with publish.locked(folder):
            if not plan.part:
                publish.recover(plan.state, plan.site)
                publish.refuse_foreign(plan.site)
            return _Builder(plan, folder, track).build()
    except OSError as error:
        kept = "Situs yang lama tetap seperti semula." if plan.site.exists() else "Belum ada situs yang terbit."
        raise UsageProblem(f"Situs tidak dapat ditulis: {reason(error)}. {kept}") from None


class _Builder:
    def __init__(self, plan: Plan, folder: Path, track: Track) -> None:
        self.plan, self.track = plan, track
        self.cache = Cache(folder)
        self.report = Report(folder if plan.part else plan.site)
        self.problems: dict[str, dict[str, str]] = {}
        """SOP -> format -> why it could not be made"""
        self.passing: set[str] = set()
        """the keys of published PDFs that lack characters, which the next build makes again: a font may have come"""
        caches.forget()

    def build(self) -> Report:
        sources, notes = find(self.plan.root)
        self.report.about_files = [f"{note.file}: {note.message} {note.hint}" for note in notes]
        if not sources:
            raise UsageProblem(f"Tidak ada berkas SOP (*.yaml, *.yml) di folder {self.plan.root}.")
        reads = self._read(sources)
        heads = tuple(replace(reads[source.name].head, path=source.path) for source in sources)
        head_register = Register(self.plan.root, heads)
        entries, everything = [], self.plan.everything
        for head in heads:
            entry, between = reads[head.file].entry, check_library(head, head_register)
            entries.append(replace(entry, findings=(*entry.findings, *(named(one, one.file) for one in between))))
        unread = [entry for entry in entries if not entry.readable]
        hidden = () if everything else ("draf", "dicabut")  # which the public does not see
        shown = pages.in_order(entry for entry in entries if entry.readable and entry.status not in hidden)
        library = pages.Library(
            shown,
            Relations(shown, head_register),
            self.plan.today,
            everything,
            (*(note for entry in unread for note in entry.findings), *notes),
            pages.face(self.plan.root, self.plan.findings),
        )
        tasks = {entry.name: self._task(entry, reads[entry.name], library) for entry in shown if not entry.refused}
        common = self._make(library, list(tasks.values()))
        report = self.report
        report.shown, report.left_out = len(shown), len(entries) - len(unread) - len(shown)
        for entry in sorted((*unread, *shown), key=attrgetter("name")):
            if entry.refused:
                first = next((one for one in entry.findings if one.refuses), next(iter(entry.findings), None))
                said = f"{first.file}:{first.span.line}: {first.code} {first.message}" if first else entry.name
                report.refused.append(said)
        report.levels.update(note.severity for entry in shown for note in entry.findings)
        if not self.plan.part:
            self._publish(library, tasks, common)
        made = {key for task in tasks.values() for key in task.keys.values()}
        self.cache.forget(made - self.passing)
        remember(self.cache, reads.values())
        return self.report

    # ---- reading

    def _read(self, sources: Sequence[Source]) -> dict[str, Read]:
        """What every file says; from the notes where nothing changed."""
        known = {read.entry.name: read for read in remembered(self.cache)}
        today = self.plan.today
        new = [one for one in sources if one.name not in known or not known[one.name].current(one, today)]
        with spread(partial(read_source, today=today, root=self.plan.root), new, READ_ALONE) as reads:
            known |= {read.entry.name: read for read in self.track("Membaca", reads, len(new))}
        return {source.name: known[source.name] for source in sources}

    # ---- documents

    def _task(self, entry: Entry, read: Read, library: pages.Library) -> Task:
        """`entry`: with the findings about its place in the library."""
        depth = "../" * (entry.address.count("/"))
        links = {text: f"{depth}{other.address}.html" for text, other in library.relations.links[entry.name].items()}
        titles = library.relations.titles[entry.name]
        facts, said = pages.sop_facts(library, entry), repr(sorted(titles.items()))
        around = repr((sorted(links.items()), facts, self.plan.formats))
        keys = {
            name: digest(read.key, read.logo_key, name, said, around if name == "html" else "")
            for name in self.plan.formats
        }
        source = Source(self.plan.root / entry.name, entry.name, entry.address)
        return Task(source, read.key, keys, facts, (), links, titles, self.cache.folder)

    def _make(self, library: pages.Library, tasks: Sequence[Task]) -> dict[str, bytes]:
        """Make what is not in the cache; this process writes the other pages while others draw, and gives them: address
        -> content."""
        if self.plan.part:
            number, count = self.plan.part
            tasks = tasks[number - 1 :: count]
        if self.plan.join:
            self._take_parts(tasks)
        missing = []
        for task in tasks:
            there = self._there(task)
            if len(there) < len(task.keys):
                self.cache.drop(task.keys["html"])
                others = there.keys() - {"html"}
                keys = {name: key for name, key in task.keys.items() if name not in others}
                missing.append(task._replace(keys=keys, others=tuple(others)))
        with spread(make_documents, missing, MAKE_ALONE) as results:
            common = {} if self.plan.part else pages.pages(library) | register.tables(library.entries)
            for task, (held, made) in zip(missing, self.track("Membuat dokumen", results, len(missing)), strict=True):
                for name, content in held.items():
                    self.cache.add(task.keys[name], content)
                self.report.notices |= made.notices
                if not self.plan.part and any(notice.kind == CHARACTER for notice in made.notices):
                    self.passing.add(task.keys["pdf"])
                sop = task.source.name
                self.problems[sop] = made.problems
                self.report.problems += [f"{sop}: {name} tidak dibuat: {why}" for name, why in made.problems.items()]
        self.report.drawn = len(missing)
        return common

    def _take_parts(self, tasks: Sequence[Task]) -> None:
        """Take the documents that other machines made. Parts must be complete; what is out of date is made again."""
        found = {path.name: Cache(path) for path in self.plan.parts.glob("*-dari-*")}
        parts = {name: part for name, part in found.items() if part.hash(notes_key())}
        counts = {name.partition("-dari-")[2] for name in parts}
        if not counts:
            raise UsageProblem(f"Belum ada bagian yang dapat digabung di {self.plan.parts}.")
        if len(counts) > 1:
            names = ", ".join(sorted(parts))
            raise UsageProblem(f"Bagian di {self.plan.parts} dari pembagian yang berbeda: {names}.")
        count = counts.pop()
        absent = [str(i) for i in range(1, int(count) + 1) if f"{i}-dari-{count}" not in parts]
        if absent:
            raise UsageProblem(f"Bagian {', '.join(absent)} dari {count} belum ada di {self.plan.parts}.")
        for key in [key for task in tasks for key in task.keys.values() if not self.cache.hash(key)]:
            if holder := next((part for part in parts.values() if part.hash(key)), None):
                self.cache.put(key, holder.path(key).read_bytes())

    # ---- publishing

    def _publish(self, library: pages.Library, tasks: dict[str, Task], common: dict[str, bytes]) -> None:
        files = dict(self._files(library, tasks)) | common
        hashes = {
            name: file_hash(content) if isinstance(content, Path) else content_hash(content)
            for name, content in files.items()
        }
        if publish.is_current(self.plan.site, hashes):
            return
        if not self.plan.replace_edited:
            edited = publish.edited_workbooks(self.plan.site)
            files |= edited
            hashes |= {name: hashes.get(name, "") for name in edited}  # so that the next build finds them edited too
            self.report.refused += [
                f"{self.plan.site / name} dibiarkan: isinya bukan lagi seperti yang ditulis sopgen. "
                "Bawa perubahannya ke YAML dengan `sopgen import`, atau terbitkan ulang dengan --timpa."
                for name in edited
            ]
        publish.publish(self.plan.site, self.plan.state, files, hashes)
        self.report.published = True

    def _files(self, library: pages.Library, tasks: dict[str, Task]) -> Iterator[tuple[str, Path | bytes]]:
        """Every file of an SOP: address -> its content, or the file of the cache that has it."""
        for entry in self.track("Menyusun halaman", library.entries, len(library.entries)):
            task, place = tasks.get(entry.name), f"sop/{entry.address}"
            made = self._there(task) if task else {}
            yield f"{place}.yaml", (self.plan.root / entry.name).read_bytes()
            yield from ((f"{place}.{name}", self.cache.path(key)) for name, key in made.items())
            if "html" not in made:
                facts, problems = pages.sop_facts(library, entry), self.problems.get(entry.name, {})
                yield f"{place}.html", pages.sop_page(facts, None, made, problems)

    def _there(self, task: Task) -> dict[str, str]:
        """The documents of an SOP that the cache has: format -> key."""
        return {name: key for name, key in task.keys.items() if self.cache.hash(key)}
