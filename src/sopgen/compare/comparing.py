"""Compares one SOP with its other version, or many with theirs, and gathers what every report tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from hashlib import sha256
from operator import add
from pathlib import Path

from sopgen.compare.changes import changes_between
from sopgen.compare.kinds import KINDS
from sopgen.compare.matrix import Figures, figures_of, matrix_of
from sopgen.compare.revisions import Pairing, Source, Tree
from sopgen.compare.versions import Change, Versions
from sopgen.compare.views import views_of
from sopgen.diagnostics import Finding, UsageProblem, quoted
from sopgen.diagnostics import Path as Place
from sopgen.flow import row_keys
from sopgen.model import Sop, Status
from sopgen.model.settings import HOURS_PER_DAY
from sopgen.reading import LOGO, Reading, read_text
from sopgen.reading.files import LIBRARY_FILE, reason
from sopgen.reading.loader import read_bytes
from sopgen.report.difference import Differences, Entry, SharedEntry, SopDifference, State
from sopgen.rules.library_rules import undated_revision

_HERE = Tree(Path())


@dataclass(frozen=True, slots=True)
class Wish:
    """How SOPs are compared."""

    old_tree: Tree = _HERE
    new_tree: Tree = _HERE
    classes: tuple[str, ...] = ()
    """the classes asked for; empty: all"""
    with_views: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of one pairing."""

    difference: SopDifference
    before: Figures | None = None
    after: Figures | None = None
    hours_per_day: float = HOURS_PER_DAY
    shared: tuple[Entry, ...] = ()
    """changes that a sopgen.yaml brings"""
    undated: Finding | None = None
    """that the substance of an SOP in force changed without a date of revision"""


@dataclass(frozen=True, slots=True)
class _Side:
    """A version as it was read."""

    source: Source
    tree: Tree
    content: bytes
    reading: Reading

    @property
    def problems(self) -> list[str]:
        """Why it cannot be compared: what keeps values from being read."""
        refusing = [f for f in self.reading.findings if f.refuses and f.path != ".".join(LOGO) and _is_reading(f)]
        if self.reading.sop is None and not refusing:
            refusing = list(self.reading.findings)
        return [f"{self.tree.name(f.file)}:{f.span.line}:{f.span.column}: {f.code} {f.message}" for f in refusing]

    def place(self, path: Place) -> str:
        """file:line:column of a value."""
        file, span = self.reading.locate(path)
        return f"{self.tree.name(file)}:{span.line}:{span.column}"

    def giver(self, path: Place) -> str | None:
        """The file in which a value is written: the SOP's own, a sopgen.yaml, or none."""
        while path and isinstance(path[-1], int) and path not in self.reading.spans:
            path = path[:-1]
        if path in self.reading.spans:
            return self.reading.file
        layers = self.reading.library.layers if self.reading.library else ()
        return next((layer.file for layer in reversed(layers) if path in layer.spans), None)


def _is_reading(finding: Finding) -> bool:
    return finding.code < "SOP006"


def read_side(source: Source, tree: Tree) -> _Side:
    """Raises UsageProblem where the file cannot be read at all."""
    if source.content is not None:
        return _Side(source, tree, source.content, read_text(source.content, source.name, Path()))
    try:
        content = read_bytes(source.path)
    except OSError as error:
        raise UsageProblem(f"{source.name} tidak dapat dibaca: {reason(error)}.") from None
    return _Side(source, tree, content, read_text(content, source.name, source.path.parent))


def compare(pairing: Pairing, wish: Wish) -> Compared:
    """One SOP in its two versions; a side that is not there makes it new or removed."""
    names = pairing.old and pairing.old.name, pairing.new and pairing.new.name
    problems: list[str] = []
    sides: list[_Side | None] = []
    for source, tree in ((pairing.old, wish.old_tree), (pairing.new, wish.new_tree)):
        try:
            side = read_side(source, tree) if source else None
            problems += side.problems if side else []
            sides.append(side)
        except UsageProblem as problem:
            problems.append(str(problem))
            sides.append(None)
    title = next((side.reading.sop.judul for side in reversed(sides) if side and side.reading.sop), "")
    title = " ".join(title.split()) or "SOP"
    if problems:
        return Compared(
            SopDifference(names[0], names[1], title, State.UNREADABLE, problems=tuple(dict.fromkeys(problems)))
        )
    old, new = sides
    if old and new:
        return _both(old, new, title, wish)
    return _one(old, new, title, wish)


def _one(old: _Side | None, new: _Side | None, title: str, wish: Wish) -> Compared:
    side = old or new
    assert side is not None
    assert side.reading.sop is not None
    kind, name, hours = KINDS["UBAH002" if old else "UBAH001"], side.source.name, side.reading.settings.hours_per_day
    place, class_ = f"{name}:1:1", kind.class_.value
    gone, come = (title, None) if old else (None, title)
    entry = Entry(kind.code, kind.name, class_, kind.summary, kind.summary, "SOP", None, gone, come, place, place)
    figures = figures_of(side.reading.sop, hours)
    before, after = (figures, None) if old else (None, figures)
    difference = SopDifference(
        name if old else None,
        None if old else name,
        title,
        State.REMOVED if old else State.ADDED,
        (entry,) if not wish.classes or class_ in wish.classes else (),
        matrix_of(before, after, hours),
    )
    return Compared(difference, before, after, hours)


def _both(old: _Side, new: _Side, title: str, wish: Wish) -> Compared:
    assert old.reading.sop is not None
    assert new.reading.sop is not None
    versions = Versions(old.reading.sop, new.reading.sop)
    changes = [*changes_between(versions), *_around(old.reading, new.reading)]
    entries = [_entry(change, versions, old, new) for change in changes]
    own = [entry for entry in entries if not entry.shared]
    shared = [entry for entry in entries if entry.shared]
    wanted = tuple(entry for entry in own if not wish.classes or entry.class_ in wish.classes)
    state = State.CHANGED
    if own and not wanted:
        state = State.OTHER_CLASS
    elif not own:
        state = State.SAME_BYTES if old.content == new.content else State.SAME_SOP
    hours = new.reading.settings.hours_per_day
    before = figures_of(old.reading.sop, old.reading.settings.hours_per_day)
    after = figures_of(new.reading.sop, hours)
    difference = SopDifference(old.source.name, new.source.name, title, state, wanted, matrix_of(before, after, hours))
    if wish.with_views and wanted:
        shown = [change for change in changes if not wish.classes or KINDS[change.code].class_ in wish.classes]
        prefix = "g" + sha256(f"{old.source.name}\0{new.source.name}".encode()).hexdigest()[:10]
        views, why = views_of(versions, shown, old.reading, new.reading, prefix)
        difference = replace(difference, views=views, no_views=why)
    kept = tuple(entry for entry in shared if not wish.classes or entry.class_ in wish.classes)
    return Compared(difference, before, after, hours, kept, _undated(own, versions, new))


def _around(old: Reading, new: Reading) -> list[Change]:
    """What is read with the SOP: its logo, and how long a working day is."""
    found = []
    if _picture(old) != _picture(new):
        before, after = (Path(r.sop.instansi.logo).name if r.sop and r.sop.instansi.logo else "" for r in (old, new))
        found.append(Change("UBAH105", "Logo", before, after, LOGO, LOGO))
    hours = [reading.settings.hours_per_day for reading in (old, new)]
    if hours[0] != hours[1]:
        place = ("jam_kerja_per_hari",)
        before, after = (f"{n:g}".replace(".", ",") for n in hours)
        found.append(Change("UBAH901", "Jam kerja sehari", before, after, place, place))
    return found


def _picture(reading: Reading) -> object:
    """A logo is its picture; where that is missing, its name."""
    if reading.logo:
        return reading.logo.data
    return Path(reading.sop.instansi.logo).name if reading.sop and reading.sop.instansi.logo else None


def _entry(change: Change, versions: Versions, old: _Side, new: _Side) -> Entry:
    kind = KINDS[change.code]
    givers = old.giver(change.before), new.giver(change.after)
    own = (givers[0] == old.reading.file) or (givers[1] == new.reading.file)
    shared = ""
    if not own and any(givers):
        shared = new.tree.name(givers[1]) if givers[1] else old.tree.name(givers[0] or LIBRARY_FILE)
    langkah = None
    if change.new_row is not None:
        langkah = row_keys(versions.new)[change.new_row]
    elif change.old_row is not None:
        langkah = row_keys(versions.old)[change.old_row]
    return Entry(
        change.code,
        kind.name,
        kind.class_.value,
        _what(change),
        change.message,
        _group(change, versions),
        langkah,
        change.old,
        change.new,
        old.place(change.before),
        new.place(change.after),
        shared,
    )


def _what(change: Change) -> str:
    """What a change is about, without its values."""
    ending = change.message.removeprefix(change.what).partition(":")[0]
    return change.what + ending


def _group(change: Change, versions: Versions) -> str:
    """What a change belongs to, for people."""
    names = versions.names
    if change.new_row is not None:
        return f"Langkah {names[1][change.new_row]} {quoted(versions.new.langkah[change.new_row].kegiatan)}"
    if change.old_row is not None:
        return f"Langkah {names[0][change.old_row]} (lama) {quoted(versions.old.langkah[change.old_row].kegiatan)}"
    return {"1": "Identitas", "2": "Pelaksana", "7": "Tampilan", "9": "Jumlah"}.get(change.code[4], "SOP")


def _undated(entries: Sequence[Entry], versions: Versions, new: _Side) -> Finding | None:
    """SOP606, where the library wants it and no comment silences it."""
    sop: Sop = versions.new
    rule, settings = undated_revision, new.reading.settings
    grave = [entry for entry in entries if entry.class_ == "substansi" and entry.code != "UBAH108"]
    if sop.status is not Status.BERLAKU or not grave or versions.old.tanggal.revisi != sop.tanggal.revisi:
        return None
    if not settings.active(rule.code):
        return None
    file, span = new.reading.locate(("tanggal", "revisi"))
    if any(rule.code in comment.codes and comment.target == span.line for comment in new.reading.comments):
        return None
    return Finding(
        file,
        span,
        rule.code,
        rule.name,
        settings.severity(rule.code, rule.severity),
        f"Substansi SOP yang berlaku ini berubah ({grave[0].message}), tetapi tanggal revisinya tetap.",
        "Tulis tanggal revisi yang baru di `tanggal.revisi`.",
        "tanggal.revisi",
    )


def gathered(compared: Sequence[Compared], *, with_matrix: bool = False) -> Differences:
    """All of it together: what a sopgen.yaml brings to many SOPs is told once."""
    shared: dict[tuple[str, str, str], tuple[Entry, list[str]]] = {}
    for one in compared:
        for entry in one.shared:
            key = entry.shared, entry.code, entry.message
            shared.setdefault(key, (entry, []))[1].append(one.difference.name)
    told = [
        SharedEntry(replace(entry, message=re.sub(r"^Langkah \S+: ", "", entry.message)), tuple(names))
        for entry, names in shared.values()
    ]
    countable = [one for one in compared if one.difference.state is not State.UNREADABLE]
    totals = [reduce(add, (side or Figures() for side in sides), Figures()) for sides in (
        [one.before for one in countable], [one.after for one in countable]
    )]  # fmt: skip
    hours = countable[0].hours_per_day if countable else HOURS_PER_DAY
    return Differences(
        [one.difference for one in compared],
        told,
        matrix_of(totals[0], totals[1], hours) if countable else (),
        with_matrix=with_matrix,
    )
