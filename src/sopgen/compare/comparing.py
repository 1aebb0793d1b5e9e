"""Compares one SOP with its other version, or many with theirs, and gathers what every report tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from sopgen.compare.changes import changes_between
from sopgen.compare.differences import Differences, SopDifference, State, View
from sopgen.compare.kinds import Class
from sopgen.compare.matrix import Figures, figures_of, matrix_of, total
from sopgen.compare.revisions import Pairing, Source
from sopgen.compare.versions import Change, Versions
from sopgen.compare.views import views_of
from sopgen.diagnostics import Finding, UsageProblem, quoted
from sopgen.diagnostics import Path as Place
from sopgen.flow import row_keys
from sopgen.reading import LOGO, Reading, read_text
from sopgen.reading.files import LIBRARY_FILE
from sopgen.reading.loader import read_named
from sopgen.rules import Problem, findings_of
from sopgen.rules.file_rules import undated_revision


@dataclass(frozen=True, slots=True)
class Wish:
    """How SOPs are compared."""

    classes: tuple[str, ...] = tuple(Class)
    """those asked for"""
    with_views: bool = False


@dataclass(frozen=True, slots=True)
class _Side:
    """A version as it was read."""

    source: Source
    reading: Reading

    @property
    def problems(self) -> list[str]:
        """Why it cannot be compared: what keeps values from being read. A logo that cannot be read is compared as it
        is."""
        findings = self.reading.findings
        refusing = [f for f in findings if f.refuses and f.path != ".".join(LOGO) and f.code < "SOP006"]
        if self.reading.sop is None:
            refusing = refusing or list(findings)
        return [f"{self.source.called(f.file)}:{f.span.line}:{f.span.column}: {f.code} {f.message}" for f in refusing]

    def place(self, path: Place) -> str:
        """file:line:column of a value."""
        file, span = self.reading.locate(path)
        return f"{self.source.called(file)}:{span.line}:{span.column}"

    def giver(self, path: Place) -> str | None:
        """The file in which a value is written: the SOP's own, a sopgen.yaml, or none."""
        while path and isinstance(path[-1], int) and path not in self.reading.loaded.spans:
            path = path[:-1]
        given = self.reading.library.locate(path)
        return self.reading.file if path in self.reading.loaded.spans else given and given[0]

    @property
    def figures(self) -> Figures | None:
        return figures_of(self.reading.sop, self.reading.settings.jam_kerja_per_hari) if self.reading.sop else None

    @property
    def logo(self) -> str:
        """The logo for people: its name without its folder, and which picture that is."""
        logo, picture = self.reading.sop and self.reading.sop.instansi.logo, self.reading.logo
        if not logo:
            return ""
        name = Path(logo).name
        if not picture:
            return f"{name} (gambarnya tidak ada)"
        return f"{name} ({picture.width:g} × {picture.height:g} px, sidik {sha256(picture.data).hexdigest()[:7]})"


def _read(source: Source) -> _Side:
    """Raises UsageProblem where the file cannot be read at all."""
    content = read_named(source.path, source.name) if source.content is None else source.content
    return _Side(source, read_text(content, source.name, source.path.parent))


def compare(pairing: Pairing, wish: Wish) -> SopDifference:
    """One SOP in its two versions; a side that is not there makes it new or removed."""
    problems: list[str] = []
    sides: list[_Side | None] = [None, None]
    for place, source in enumerate(pairing):
        try:
            side = sides[place] = source and _read(source)
            problems += side.problems if side else []
        except UsageProblem as problem:
            problems.append(str(problem))
    old_name, new_name = (source and source.name for source in pairing)
    read = [side.reading.sop for side in sides if side and side.reading.sop]
    title = (" ".join(read[-1].judul.split()) if read else "") or "SOP"
    whole = SopDifference(old_name, new_name, title, State.UNREADABLE, problems=tuple(dict.fromkeys(problems)))
    if problems:
        return whole
    old, new = sides
    hours = [side.reading.settings.jam_kerja_per_hari for side in sides if side]
    figures = old.figures if old else None, new.figures if new else None
    whole = replace(whole, figures=figures, hours_per_day=hours[-1])
    if old and new:
        return _both(old, new, whole, wish)
    code, state = ("UBAH002", State.REMOVED) if old else ("UBAH001", State.ADDED)
    place_ = f"{old_name or new_name}:1:1"
    entry = Change(code, "SOP", title if old else None, title if new else None, (), (), "SOP", None, place_, place_)
    return replace(whole, state=state, entries=(entry,) if entry.class_ in wish.classes else ())


def _both(old: _Side, new: _Side, whole: SopDifference, wish: Wish) -> SopDifference:
    assert old.reading.sop is not None
    assert new.reading.sop is not None
    versions = Versions(old.reading.sop, new.reading.sop)
    changes = [*changes_between(versions), *_around(old, new)]
    entries = [_entry(change, versions, old, new) for change in changes]
    own = [entry for entry in entries if not entry.shared]
    wanted = tuple(entry for entry in own if entry.class_ in wish.classes)
    state = State.CHANGED if wanted else State.OTHER_CLASS
    if not own:
        state = State.SAME_BYTES if old.reading.source == new.reading.source else State.SAME_SOP
    views: tuple[View, ...] = ()
    why = ""
    if wish.with_views and wanted:
        shown = [change for change in changes if change.class_ in wish.classes]
        prefix = "g" + sha256(f"{old.source.name}\0{new.source.name}".encode()).hexdigest()[:10]
        views, why = views_of(versions, shown, old.reading, new.reading, prefix)
    shared = tuple(entry for entry in entries if entry.shared and entry.class_ in wish.classes)
    undated = _undated(own, versions, new)
    return replace(whole, state=state, entries=wanted, shared=shared, views=views, no_views=why, undated=undated)


def _around(old: _Side, new: _Side) -> list[Change]:
    """What is read with the SOP: its logo, and how long a working day is."""
    found = []
    if old.logo != new.logo:
        found.append(Change("UBAH105", "Logo", old.logo, new.logo, LOGO, LOGO))
    hours = [side.reading.settings.jam_kerja_per_hari for side in (old, new)]
    if hours[0] != hours[1]:
        place = ("jam_kerja_per_hari",)
        before, after = (f"{n:g}".replace(".", ",") for n in hours)
        found.append(Change("UBAH901", "Jam kerja sehari", before, after, place, place))
    return found


def _entry(change: Change, versions: Versions, old: _Side, new: _Side) -> Change:
    """The change with what it belongs to, and its places in the files."""
    givers = old.giver(change.before), new.giver(change.after)
    shared = ""
    if any(givers) and givers[0] != old.reading.file and givers[1] != new.reading.file:
        shared = new.source.called(givers[1]) if givers[1] else old.source.called(givers[0] or LIBRARY_FILE)
    group = {"1": "Identitas", "2": "Pelaksana", "7": "Tampilan", "9": "Jumlah"}.get(change.code[4], "SOP")
    langkah = None
    for sop, names, row, age in zip(versions.sides, versions.names, change.rows, (" (lama)", ""), strict=True):
        if row is not None:
            langkah = row_keys(sop)[row]
            group = f"Langkah {names[row]}{age} {quoted(sop.langkah[row].kegiatan)}"
    places = old.place(change.before), new.place(change.after)
    return replace(change, group=group, langkah=langkah, old_place=places[0], new_place=places[1], shared=shared)


def _undated(entries: Sequence[Change], versions: Versions, new: _Side) -> Finding | None:
    """SOP606, where the library wants it and no comment silences it."""
    sop = versions.new
    grave = [entry for entry in entries if entry.class_ is Class.SUBSTANSI and entry.code != "UBAH108"]
    if sop.status != "berlaku" or not grave or versions.old.tanggal.revisi != sop.tanggal.revisi:
        return None
    message = f"Substansi SOP yang berlaku ini berubah ({grave[0].message}), tetapi tanggal revisinya tetap."
    problem = Problem(("tanggal", "revisi"), message, "Tulis tanggal revisi yang baru di `tanggal.revisi`.")
    found = findings_of(undated_revision, problem, new.reading)
    return next((one for one in found if one.code == undated_revision.code), None)


def gathered(sops: Sequence[SopDifference], findings: Sequence[Finding] = (), with_matrix: bool = False) -> Differences:
    """All of it together: what a sopgen.yaml brings to many SOPs is told once."""
    shared: dict[tuple[str, str, str], tuple[Change, list[str]]] = {}
    for one in sops:
        for entry in one.shared:
            key = entry.shared, entry.code, entry.message
            shared.setdefault(key, (entry, []))[1].append(one.name)
    told = [
        replace(entry, subject=re.sub(r"^Langkah \S+: ", "", entry.subject), sops=tuple(names))
        for entry, names in shared.values()
    ]
    countable = [one for one in sops if one.state is not State.UNREADABLE]
    before, after = (total([one.figures[side] for one in countable]) for side in (0, 1))
    matrix = matrix_of(before, after, countable[0].hours_per_day) if countable else ()
    return Differences(sops, told, matrix, findings, with_matrix)
