"""Turns an SOP's pelaksana into problems: unknown, unused, alone, doubled or oddly ordered lanes (SOP201-SOP205)."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.diagnostics import Severity, quoted
from sopgen.library.register import folded
from sopgen.reading.advice import lanes_line
from sopgen.rules.rule import LAW, PRACTICE, REASON, Problem, Subject, rule


@rule("SOP201", "pelaksana-tidak-dikenal", Severity.ERROR, LAW)
def unknown_lane(subject: Subject) -> Iterator[Problem]:
    for row in subject.rows:
        for index, lane in enumerate(row.step.pelaksana):
            if lane not in subject.titles:
                named, near = subject.lanes_meant[lane]
                hint = (
                    f"Tulis `{near}`, pelaksana yang namanya mirip."
                    if near
                    else "Tambahkan id itu ke daftar `pelaksana`."
                )
                yield Problem(
                    (*row.path("pelaksana"), index),
                    f"Pelaksana `{quoted(lane)}` tidak ada di daftar `pelaksana`.",
                    f"Tulis `{lanes_line(named)}`." if named else hint,
                )


@rule("SOP202", "pelaksana-tidak-dipakai", Severity.WARNING, PRACTICE)
def unused_lane(subject: Subject) -> Iterator[Problem]:
    used = {lane for step in subject.sop.langkah for lane in step.pelaksana}
    used |= {lane for named, near in subject.lanes_meant.values() for lane in (*named, near)}  # SOP201 tells of those
    for lane in subject.sop.pelaksana:
        if lane.id not in used:
            yield Problem(
                ("pelaksana", lane.id),
                f"Pelaksana `{quoted(lane.id)}` ({quoted(lane.nama)}) tidak melakukan satu langkah pun.",
                "Hapus dari daftar, atau sebutkan di langkah yang dilakukannya.",
            )


@rule("SOP203", "pelaksana-tunggal", Severity.WARNING, LAW)
def single_lane(subject: Subject) -> Iterator[Problem]:
    if len(subject.sop.pelaksana) < 2:
        yield Problem(
            ("pelaksana",),
            "Hanya ada satu pelaksana: ini SOP teknis, bukan SOP administratif.",
            "Tambahkan pelaksana lain yang terlibat, atau susun sebagai SOP teknis.",
        )


@rule("SOP204", "pelaksana-ganda", Severity.ERROR, REASON)
def doubled_lane(subject: Subject) -> Iterator[Problem]:
    first: dict[tuple[str, str], str] = {}
    for lane in subject.sop.pelaksana:
        shown = (folded(lane.nama), folded(lane.kelompok))
        other = first.setdefault(shown, lane.id)
        if other != lane.id:
            yield Problem(
                ("pelaksana", lane.id),
                f"Pelaksana `{quoted(other)}` dan `{quoted(lane.id)}` bernama sama: {quoted(lane.nama)}.",
                "Pakai satu id saja, atau bedakan nama atau `kelompok`-nya.",
            )


@rule("SOP205", "urutan-pelaksana", Severity.INFO, PRACTICE)
def lane_order(subject: Subject) -> Iterator[Problem]:
    """A flow that does not begin in the first column."""
    first, leftmost = subject.sop.langkah[0], subject.sop.pelaksana[0]
    entered = first.pelaksana if first.hubungan == "sejajar" else first.pelaksana[:1]
    if leftmost.id not in entered and subject.titles.keys() >= set(entered):
        yield Problem(
            ("langkah", 0, "pelaksana"),
            f"Alur tidak dimulai di kolom paling kiri (`{quoted(leftmost.id)}`).",
            f"Tulis `{quoted(entered[0])}` sebagai pelaksana pertama di daftar `pelaksana`.",
        )
