"""Turns an SOP's decisions, and symbols that are none of what they seem, into problems (SOP305-SOP307, SOP311)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sopgen.diagnostics import Severity, quoted
from sopgen.flow import Way
from sopgen.library.register import folded
from sopgen.model import END
from sopgen.rules.rule import LAW, REASON, Problem, Subject, rule

MOST_OUTCOMES = 2


@rule("SOP305", "keputusan-kurang-cabang", Severity.ERROR, LAW)
def too_few_outcomes(subject: Subject) -> Iterator[Problem]:
    for row in subject.rows:
        outcomes = row.step.keputusan
        labels = Counter(folded(label) for label, _ in outcomes)
        twice = [label for label, times in labels.items() if times > 1]
        if len(outcomes) == 1:
            what = f"hanya punya satu hasil (`{quoted(outcomes[0][0])}`)"
        elif twice:
            what = f"punya lebih dari satu hasil berlabel `{quoted(twice[0])}`"
        else:
            continue
        yield row.problem(
            "keputusan",
            f"Keputusan ini {what}.",
            "Tulis dua hasil yang berbeda, misalnya {Ya: …, Tidak: …}; bila tidak memilih, hapus `keputusan`.",
        )


@rule("SOP306", "keputusan-lebih-dua", Severity.WARNING, LAW)
def too_many_outcomes(subject: Subject) -> Iterator[Problem]:
    for row in subject.rows:
        count = len(row.step.keputusan)
        if count > MOST_OUTCOMES:
            message = f"Keputusan ini punya {count} hasil; belah ketupat punya empat sudut, satu untuk masuk."
            yield row.problem("keputusan", message, "Pecah menjadi beberapa keputusan dengan dua hasil.")


@rule("SOP307", "cabang-setujuan", Severity.WARNING, REASON)
def same_target(subject: Subject) -> Iterator[Problem]:
    for ways in subject.graph.ways:
        first: dict[int, Way] = {}
        for way in ways:
            if not way.label or way.target is None:
                continue
            other = first.setdefault(way.target, way)
            if other is not way:
                yield Problem(
                    way.path,
                    f"Hasil `{quoted(other.label)}` dan `{quoted(way.label)}` menuju langkah yang sama.",
                    "Arahkan salah satunya ke langkah lain, atau hapus keputusannya.",
                )


@rule("SOP311", "simbol-tidak-cocok", Severity.ERROR, LAW)
def unfitting_symbol(subject: Subject) -> Iterator[Problem]:
    for row in subject.rows:
        step = row.step
        if step.simbol == "keputusan" and not step.keputusan:
            hint = "Tulis hasil-hasilnya di `keputusan`, atau hapus `simbol`."
            yield row.problem("simbol", "`simbol: keputusan` tanpa `keputusan`.", hint)
        if step.keputusan and step.lanjut:
            hint = "Hapus `lanjut`; tujuan setiap hasil sudah disebut di `keputusan`."
            yield row.problem("lanjut", "`lanjut` berdampingan dengan `keputusan`.", hint)
        ends = subject.graph.size in subject.graph.successors[row.index]
        if step.simbol == "terminator" and row.index > 0 and not ends:
            yield row.problem(
                "simbol",
                "`simbol: terminator` di tengah alur: langkah ini bukan awal dan bukan akhir.",
                f"Hapus `simbol`, atau akhiri alur di sini dengan `lanjut: {END}`.",
            )


@rule("SOP316", "keputusan-ke-diri-sendiri", Severity.WARNING, REASON)
def same_row(subject: Subject) -> Iterator[Problem]:
    for row, ways in enumerate(subject.graph.ways):
        for way in ways:
            if way.label and way.target == row:
                before = f" misalnya `{quoted(way.label)}: {quoted(subject.keys[row - 1])}`" if row else ""
                yield Problem(
                    way.path,
                    f"Hasil `{quoted(way.label)}` kembali ke langkah ini sendiri, tanpa kegiatan di antaranya.",
                    f"Arahkan ke langkah yang memperbaikinya,{before or ' dan tambahkan langkah itu bila belum ada'}.",
                )
