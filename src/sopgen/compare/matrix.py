"""Counts what a simplification is about, before and after: steps, decisions, pelaksana, handovers, loops, documents and
times (the "matriks sebelum dan sesudah" that evaluations of bureaucracy ask for)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sopgen.flow import trace
from sopgen.model import Sop
from sopgen.report.difference import MatrixLine
from sopgen.rules.graph import graph_of
from sopgen.rules.times import amount, times_of

N = TypeVar("N", int, float)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of one version, or of many SOPs together. None: cannot be counted."""

    steps: int = 0
    decisions: int = 0
    pelaksana: int = 0
    handovers: int | None = 0
    """arrows from one lane to another"""
    loops: int = 0
    """parts of the flow that lead back into themselves"""
    documents: int = 0
    """different documents that rows need or make"""
    shortest_minutes: float | None = 0.0
    longest_minutes: float | None = 0.0

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.steps + other.steps,
            self.decisions + other.decisions,
            self.pelaksana + other.pelaksana,
            _sum(self.handovers, other.handovers),
            self.loops + other.loops,
            self.documents + other.documents,
            _sum(self.shortest_minutes, other.shortest_minutes),
            _sum(self.longest_minutes, other.longest_minutes),
        )


def _sum(one: N | None, other: N | None) -> N | None:
    return None if one is None or other is None else one + other


def figures_of(sop: Sop, hours_per_day: float) -> Figures:
    times = times_of(sop, hours_per_day)
    return Figures(
        len(sop.langkah),
        sum(bool(step.keputusan) for step in sop.langkah),
        len({lane for step in sop.langkah for lane in step.pelaksana}),
        _handovers(sop),
        len(graph_of(sop).loops()),
        len({document.casefold() for document in _documents(sop)}),
        times.shortest.minutes if times.shortest else None,
        times.longest.minutes if times.longest else None,
    )


def _handovers(sop: Sop) -> int | None:
    try:
        flow = trace(sop)
    except (ValueError, KeyError):  # an unknown lane or target: findings name it
        return None
    return sum(flow.nodes[edge.source].lane != flow.nodes[edge.target].lane for edge in flow.edges)


def _documents(sop: Sop) -> Iterable[str]:
    for step in sop.langkah:
        for cell in (step.mutu_baku.kelengkapan, step.mutu_baku.output):
            for text in (cell,) if isinstance(cell, str) else cell:
                if said := " ".join(text.split()).strip(" -–—"):
                    yield said


LINES = (
    ("steps", "Langkah"),
    ("decisions", "Keputusan"),
    ("pelaksana", "Pelaksana"),
    ("handovers", "Serah terima antarpelaksana"),
    ("loops", "Putaran balik"),
    ("documents", "Dokumen"),
    ("shortest_minutes", "Waktu tersingkat"),
    ("longest_minutes", "Waktu terlama"),
)
"""key of each figure, and what it is called"""


def matrix_of(before: Figures | None, after: Figures | None, hours_per_day: float) -> tuple[MatrixLine, ...]:
    """Before, after and the difference of every figure; a side that is not there has none."""
    lines = []
    for key, name in LINES:
        old, new = (getattr(side, key) if side else None for side in (before, after))
        difference = None if old is None or new is None else new - old

        def said(value: float | None, signed: bool = False, times: bool = key.endswith("minutes")) -> str:
            if value is None:
                return "–"
            sign = "" if not signed or not value else "+" if value > 0 else "−"
            size = abs(value) if signed else value
            return sign + (amount(size, hours_per_day) if times else str(size))

        lines.append(MatrixLine(key, name, old, new, difference, said(old), said(new), said(difference, signed=True)))
    return tuple(lines)
