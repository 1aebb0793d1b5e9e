"""Turns an SOP's arrows, decisions and symbols into problems (SOP302-SOP308, SOP311, SOP314, SOP316)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from sopgen.diagnostics import SUGGESTED, Correction, Level, Path, Severity, quoted
from sopgen.flow import Way, split_reference
from sopgen.library.register import folded
from sopgen.model import END
from sopgen.reading import meant
from sopgen.rules.rule import LAW, REASON, Problem, Row, Subject, row_rule, rule
from sopgen.rules.texts import LISTED, listed
from sopgen.wording import corrected

MOST_OUTCOMES = 2


@rule("SOP302", "rujukan-tidak-ada", Severity.ERROR, REASON)
def unknown_reference(subject: Subject) -> Iterator[Problem]:
    lanes = [step.pelaksana for step in subject.sop.langkah]
    doers = [[name for lane in row for name in (lane, subject.titles.get(lane, lane))] for row in lanes]
    texts = [step.kegiatan for step in subject.sop.langkah]
    rows = [*zip(subject.keys, subject.numbers, texts, doers, strict=True)]
    found = 0
    for way in chain.from_iterable(subject.graph.ways):
        row = int(way.path[1])
        if way.target is None:
            found += 1
            written, before = way.written or "", way.label or "lanjut"
            near = meant.row(written, row, rows) if found <= SUGGESTED else None
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
    stuck = sorted(subject.graph.reached() - subject.graph.ending())
    if stuck:
        yield Problem(
            ("langkah", stuck[0]),
            f"Tidak ada jalan ke akhir prosedur dari langkah {_named(subject, stuck)}.",
            f"Beri salah satu langkah itu `lanjut: {END}` atau keputusan yang menuju langkah lain.",
        )


@row_rule("SOP305", "keputusan-kurang-cabang", Severity.ERROR, LAW)
def too_few_outcomes(row: Row) -> Iterator[Problem]:
    outcomes = row.step.keputusan
    twice = [label for label, times in Counter(folded(label) for label, _ in outcomes).items() if times > 1]
    if len(outcomes) == 1 or twice:
        what = f"punya lebih dari satu hasil berlabel `{quoted(twice[0])}`" if twice else ""
        yield row.problem(
            "keputusan",
            f"Keputusan ini {what or f'hanya punya satu hasil (`{quoted(outcomes[0][0])}`)'}.",
            "Tulis dua hasil yang berbeda, misalnya {Ya: …, Tidak: …}; bila tidak memilih, hapus `keputusan`.",
        )


@row_rule("SOP306", "keputusan-lebih-dua", Severity.WARNING, LAW)
def too_many_outcomes(row: Row) -> Iterator[Problem]:
    count = len(row.step.keputusan)
    if count > MOST_OUTCOMES:
        message = f"Keputusan ini punya {count} hasil; belah ketupat punya empat sudut, satu untuk masuk."
        yield row.problem("keputusan", message, "Pecah menjadi beberapa keputusan dengan dua hasil.")


@row_rule("SOP307", "cabang-setujuan", Severity.WARNING, REASON)
def same_target(row: Row) -> Iterator[Problem]:
    """Two outcomes of one decision that lead to one row: nothing is decided."""
    first: dict[int, Way] = {}
    for way in row.ways:
        other = first.setdefault(way.target, way) if way.label and way.target is not None else way
        if other is not way:
            yield Problem(
                way.path,
                f"Hasil `{quoted(other.label)}` dan `{quoted(way.label)}` menuju langkah yang sama.",
                "Arahkan salah satunya ke langkah lain, atau hapus keputusannya.",
            )


@rule("SOP308", "ulang-tanpa-keluar", Severity.ERROR, REASON)
def endless_loop(subject: Subject) -> Iterator[Problem]:
    graph = subject.graph
    for loop in graph.loops():
        inside, deciding = set(loop), [row for row in loop if subject.sop.langkah[row].keputusan]
        if all(inside.issuperset(graph.successors[row]) for row in deciding):
            back = next(row for row in reversed(loop) if any(target <= row for target in graph.successors[row]))
            yield Problem(
                ("langkah", back, "keputusan" if back in deciding else "lanjut"),
                f"Langkah {_named(subject, loop)} berulang tanpa keputusan yang keluar dari pengulangan itu.",
                "Jadikan langkah terakhirnya keputusan: satu hasil kembali, satu hasil maju.",
            )


def _named(subject: Subject, rows: Sequence[int]) -> str:
    return listed([f"`{quoted(subject.keys[row])}`" for row in rows])


@row_rule("SOP311", "simbol-tidak-cocok", Severity.ERROR, LAW)
def unfitting_symbol(row: Row) -> Iterator[Problem]:
    """A symbol that says something else than its row does, or a `lanjut` that cannot be drawn."""
    step, graph = row.step, row.subject.graph
    if step.simbol == "keputusan" and not step.keputusan:
        hint = "Tulis hasil-hasilnya di `keputusan`, atau hapus `simbol`."
        yield row.problem("simbol", "`simbol: keputusan` tanpa `keputusan`.", hint)
    if step.keputusan and step.lanjut:
        hint = "Hapus `lanjut`; tujuan setiap hasil sudah disebut di `keputusan`."
        yield row.problem("lanjut", "`lanjut` berdampingan dengan `keputusan`.", hint)
    if step.simbol == "terminator" and row.index > 0 and graph.size not in graph.successors[row.index]:
        yield row.problem(
            "simbol",
            "`simbol: terminator` di tengah alur: langkah ini bukan awal dan bukan akhir.",
            f"Hapus `simbol`, atau akhiri alur di sini dengan `lanjut: {END}`.",
        )


@rule("SOP314", "rujukan-bernomor", Severity.INFO, REASON)
def counted_reference(subject: Subject) -> Iterator[Problem]:
    """A reference to a number that is counted, not written: a row put in above changes what it means."""
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
    words = meant.plain_name(kegiatan).split("_")
    names = (name for name in ("_".join(words[:count]) for count in range(1, len(words) + 1)) if name)
    return next(
        (name for name in names if name not in taken and not name.isdigit() and name != END),
        f"langkah_{len(taken) + 1}",
    )


@row_rule("SOP316", "keputusan-ke-diri-sendiri", Severity.WARNING, REASON)
def same_row(row: Row) -> Iterator[Problem]:
    """An outcome that leads back to its own row, with nothing done in between."""
    for way in row.ways:
        if way.label and way.target == row.index:
            before = quoted(row.subject.keys[row.index - 1]) if row.index else ""
            how = f"misalnya `{quoted(way.label)}: {before}`" if before else "dan tambahkan langkah itu bila belum ada"
            yield Problem(
                way.path,
                f"Hasil `{quoted(way.label)}` kembali ke langkah ini sendiri, tanpa kegiatan di antaranya.",
                f"Arahkan ke langkah yang memperbaikinya, {how}.",
            )
