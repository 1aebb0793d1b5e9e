"""Counts what a simplification is about, before and after: steps, decisions, pelaksana, handovers, loops, documents and
times (the "matriks sebelum dan sesudah" that evaluations of bureaucracy ask for)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sopgen.flow import trace
from sopgen.model import Sop
from sopgen.rules.graph import Graph
from sopgen.rules.times import amount, times_of

LINES = {
    "steps": "Langkah",
    "decisions": "Keputusan",
    "pelaksana": "Pelaksana",
    "handovers": "Serah terima antarpelaksana",
    "loops": "Putaran balik",
    "documents": "Dokumen",
    "shortest_minutes": "Waktu tersingkat",
    "longest_minutes": "Waktu terlama",
}
"""key of each figure, and what it is called"""
Figures = Mapping[str, float | None]
"""what is counted of one version, or of many SOPs together; None: cannot be counted"""


class MatrixLine(NamedTuple):
    """One figure before and after, and the difference."""

    key: str
    name: str
    values: tuple[float | None, float | None, float | None]
    texts: tuple[str, str, str]
    """the values as people read them"""


def figures_of(sop: Sop, hours_per_day: float) -> Figures:
    """Handovers are arrows from one lane to another, loops parts of the flow that lead back into themselves, documents
    the different ones that rows need or make."""
    times = times_of(sop, hours_per_day)
    return {
        "steps": len(sop.langkah),
        "decisions": sum(bool(step.keputusan) for step in sop.langkah),
        "pelaksana": len({lane for step in sop.langkah for lane in step.pelaksana}),
        "handovers": _handovers(sop),
        "loops": len(Graph(sop).loops()),
        "documents": len({document.casefold() for document in _documents(sop)}),
        "shortest_minutes": times.shortest.minutes if times.shortest else None,
        "longest_minutes": times.longest.minutes if times.longest else None,
    }


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


def total(many: Sequence[Figures | None]) -> Figures:
    """The figures of many SOPs together; one that is not there adds nothing."""
    columns = {key: [figures[key] for figures in many if figures] for key in LINES}
    return {key: None if None in found else sum(filter(None, found)) for key, found in columns.items()}


def matrix_of(before: Figures | None, after: Figures | None, hours_per_day: float) -> tuple[MatrixLine, ...]:
    """The lines of the matrix; None for a side that is not there."""
    lines = []
    for key, name in LINES.items():
        old, new = (side[key] if side else None for side in (before, after))
        difference = None if old is None or new is None else new - old

        def said(value: float | None, times: bool = key.endswith("minutes")) -> str:
            return "–" if value is None else amount(value, hours_per_day) if times else str(value)

        sign = "" if not difference else "+" if difference > 0 else "−"
        texts = said(old), said(new), sign + said(difference and abs(difference))
        lines.append(MatrixLine(key, name, (old, new, difference), texts))
    return tuple(lines)


def as_table(matrix: Sequence[MatrixLine]) -> list[tuple[str, str, str, str]]:
    """The matrix as a table of texts, its heading first."""
    return [("", "Sebelum", "Sesudah", "Selisih"), *((line.name, *line.texts) for line in matrix)]
