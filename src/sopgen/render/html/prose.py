"""Tells a procedure in words, row by row, for readers on a phone and for those who cannot see the drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sopgen.flow import Edge, Flow
from sopgen.model import END, Isi, Langkah, Sop
from sopgen.scene.symbols import SymbolKind
from sopgen.text.words import HEADINGS, SYMBOL_WORDS


class Turn(NamedTuple):
    """What one executor, or several who act together, do in a row, and where it goes on from there."""

    who: str
    kind: str
    """kegiatan, keputusan, awal (also a Mulai of its own), akhir"""
    ways: tuple[tuple[str, str], ...]
    """(label of the outcome or "", where to: "langkah 4", an executor of this row, "selesai"); none at an end"""


class Card(NamedTuple):
    """One row of the procedure."""

    key: str
    name: str
    """"Langkah 4", or what its id is where it bears no number"""
    kegiatan: str
    turns: tuple[Turn, ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    """heading of a column -> the cell's entries, of the columns that are printed and cells that are not empty"""


def cards(sop: Sop, flow: Flow) -> list[Card]:
    """A card for every row, in order."""
    rows: list[list[int]] = [[] for _ in flow.keys]
    """the symbols of each row, a Mulai of its own before them; without the capsules of ends"""
    for index, node in sorted(enumerate(flow.nodes), key=lambda item: item[1].own != "Mulai"):
        if node.own != "Selesai":
            rows[node.row].append(index)
    return [
        Card(key, f"Langkah {number or key}", step.kegiatan, tuple(_turns(sop, flow, rows, row)), _facts(sop, step))
        for row, (step, number, key) in enumerate(zip(sop.langkah, flow.numbers, flow.keys, strict=True))
    ]


def _facts(sop: Sop, step: Langkah) -> tuple[tuple[str, tuple[str, ...]], ...]:
    cells: dict[str, Isi] = {name: getattr(step.mutu_baku, name) for name in sop.tampilan.urutan_mutu_baku}
    cells["keterangan"] = step.keterangan
    texts = {name: (cell,) if isinstance(cell, str) else tuple(cell) for name, cell in cells.items() if cell}
    return tuple((sop.tampilan.label.get(name, HEADINGS[name]), entries) for name, entries in texts.items())


def _turns(sop: Sop, flow: Flow, rows: Sequence[Sequence[int]], row: int) -> Iterator[Turn]:
    nodes, arrows = flow.nodes, [edge for edge in flow.edges if not edge.joint]
    groups = [[index] for index in rows[row]]
    if sop.langkah[row].hubungan == "bersama":
        acting = sorted((i for i in rows[row] if not nodes[i].own), key=lambda index: nodes[index].lane)
        groups = [*([index] for index in rows[row] if index not in acting), acting]
    for group in groups:
        ways = tuple((edge.label, _place(sop, flow, rows, edge)) for edge in arrows if edge.source in group)
        kind = nodes[group[0]].kind
        said = SYMBOL_WORDS[kind]
        if kind is SymbolKind.TERMINATOR and not ways:
            said = "akhir"
        elif kind is SymbolKind.TERMINATOR and (row == 0 or not any(edge.target in group for edge in arrows)):
            said = "awal"
        yield Turn(" bersama ".join(sop.pelaksana[nodes[index].lane].nama for index in group), said, ways)


def _place(sop: Sop, flow: Flow, rows: Sequence[Sequence[int]], edge: Edge) -> str:
    """Where an arrow leads; the executor is named where the row alone would not say it."""
    source, target = flow.nodes[edge.source], flow.nodes[edge.target]
    name, key = sop.pelaksana[target.lane].nama, target.key
    if key == END:
        return "selesai"
    if source.key == key and edge.source != edge.target:
        return name
    place = f"langkah {flow.numbers[target.row] or key}"
    several = sum(flow.nodes[index].key == key for index in rows[target.row]) > 1
    return f"{place} ({name})" if several else place
