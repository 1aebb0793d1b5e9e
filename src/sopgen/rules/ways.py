"""Turns where an SOP's arrows lead into problems: to nothing, nowhere, round and round (SOP302-SOP304, SOP308)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from sopgen.diagnostics import SUGGESTED, Correction, Level, Path, Severity, quoted
from sopgen.flow import Way, split_reference
from sopgen.model import END
from sopgen.reading import meant
from sopgen.reading.meant import folded
from sopgen.rules.rule import REASON, Problem, Subject, rule
from sopgen.rules.texts import LISTED, listed
from sopgen.wording import corrected


@rule("SOP302", "rujukan-tidak-ada", Severity.ERROR, REASON)
def unknown_reference(subject: Subject) -> Iterator[Problem]:
    texts = [step.kegiatan for step in subject.sop.langkah]
    lanes = [step.pelaksana for step in subject.sop.langkah]
    titles = {lane.id: lane.nama for lane in subject.sop.pelaksana}
    doers = [[name for lane in row for name in (lane, titles.get(lane, lane))] for row in lanes]
    found = 0
    for way in chain.from_iterable(subject.graph.ways):
        row = int(way.path[1])
        if way.target is None:
            found += 1
            written, before = way.written or "", way.label or "lanjut"
            about = subject.keys, subject.numbers, texts, doers
            near = meant.row(written, row, *about) if found <= SUGGESTED else None
            hint = (
                f"Tulis `{quoted(before)}: {near}`." if near else f"Tulis id atau nomor langkah yang ada, atau `{END}`."
            )
            yield Problem(way.path, f"Tidak ada langkah `{quoted(written)}`.", hint)
        elif way.source_lane is not None and way.source_lane not in lanes[row]:
            yield _no_symbol(subject, way.path[:4], way.source_lane, row)
        elif way.lane is not None and way.target < subject.graph.size and way.lane not in lanes[way.target]:
            yield _no_symbol(subject, way.path, way.lane, way.target)


def _no_symbol(subject: Subject, path: Path, lane: str, target: int) -> Problem:
    there = ", ".join(subject.sop.langkah[target].pelaksana[:LISTED])
    return Problem(
        path,
        f"Langkah `{quoted(subject.keys[target])}` tidak punya simbol di kolom `{quoted(lane)}`.",
        f"Pelaksana langkah itu: {quoted(there)}.",
    )


@rule("SOP303", "langkah-tak-terjangkau", Severity.ERROR, REASON)
def unreachable_row(subject: Subject) -> Iterator[Problem]:
    reached = subject.graph.reached()
    for row, key in enumerate(subject.keys):
        if row not in reached:
            yield Problem(
                ("langkah", row),
                f"Langkah `{quoted(key)}` tidak dapat dicapai dari langkah pertama.",
                "Arahkan `lanjut` atau `keputusan` suatu langkah ke sini, atau hapus langkah ini.",
            )


@rule("SOP304", "jalan-buntu", Severity.ERROR, REASON)
def dead_end(subject: Subject) -> Iterator[Problem]:
    ending = subject.graph.ending()
    stuck = [row for row in sorted(subject.graph.reached()) if row not in ending]
    if stuck:
        yield Problem(
            ("langkah", stuck[0]),
            f"Tidak ada jalan ke akhir prosedur dari langkah {_named(subject, stuck)}.",
            f"Beri salah satu langkah itu `lanjut: {END}` atau keputusan yang menuju langkah lain.",
        )


@rule("SOP308", "ulang-tanpa-keluar", Severity.ERROR, REASON)
def endless_loop(subject: Subject) -> Iterator[Problem]:
    graph = subject.graph
    for loop in graph.loops():
        inside = set(loop)
        deciding = [row for row in loop if subject.sop.langkah[row].keputusan]
        if any(target not in inside for row in deciding for target in graph.successors[row]):
            continue
        back = next(row for row in reversed(loop) if any(target <= row for target in graph.successors[row]))
        yield Problem(
            ("langkah", back, "keputusan" if subject.sop.langkah[back].keputusan else "lanjut"),
            f"Langkah {_named(subject, loop)} berulang tanpa keputusan yang keluar dari pengulangan itu.",
            "Jadikan langkah terakhirnya keputusan: satu hasil kembali, satu hasil maju.",
        )


def _named(subject: Subject, rows: Sequence[int]) -> str:
    return listed([f"`{quoted(subject.keys[row])}`" for row in rows])


@rule("SOP314", "rujukan-bernomor", Severity.INFO, REASON)
def counted_reference(subject: Subject) -> Iterator[Problem]:
    counted: dict[int, list[Way]] = defaultdict(list)
    for way in chain.from_iterable(subject.graph.ways):
        if way.target is None or way.target >= subject.graph.size:
            continue
        step = subject.sop.langkah[way.target]
        if way.written and step.no is None and split_reference(way.written)[0] != step.id:
            counted[way.target].append(way)
    taken = {*subject.keys, *subject.numbers}
    for target, ways in counted.items():
        step = subject.sop.langkah[target]
        id = step.id or short_id(corrected(step.kegiatan), taken)
        taken.add(id)
        give = "" if step.id else f"Beri langkah {subject.name(target)} `id: {id}`, lalu tulis "
        changes: list[tuple[Path, str]] = [] if step.id else [(("langkah", target, "id"), id)]
        changes += [(way.path, id + (f"@{way.lane}" if way.lane else "")) for way in ways]
        for way in ways:
            yield Problem(
                way.path,
                f"`{quoted(way.written or '')}` nomor yang dihitung: langkah yang disisipkan di atasnya menggesernya.",
                f"{give or 'Tulis '}`{quoted(way.label or 'lanjut')}: {id}`.",
                correction=Correction(tuple(changes), Level.SAFE),
            )


def short_id(kegiatan: str, taken: Collection[str]) -> str:
    """An id for a row from the first word of its activity: Menyusun surat -> menyusun."""
    words = folded(kegiatan).split("_")
    names = (name for name in ("_".join(words[:count]) for count in range(1, len(words) + 1)) if name)
    return next(
        (name for name in names if name not in taken and not name.isdigit() and name != END),
        f"langkah_{len(taken) + 1}",
    )
