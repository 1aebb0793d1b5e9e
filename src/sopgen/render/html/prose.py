"""Tells a procedure in words, row by row, for readers on a phone and for those who cannot see the drawing."""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.flow import START, Edge, Flow
from sopgen.model import END, Isi, Langkah, Sop
from sopgen.scene.symbols import SymbolKind
from sopgen.text.words import SYMBOL_WORDS

_HEADINGS = {"kelengkapan": "Kelengkapan", "waktu": "Waktu", "output": "Output", "keterangan": "Keterangan"}


@dataclass(frozen=True, slots=True)
class Turn:
    """What one executor, or several who act together, do in a row, and where it goes on from there."""

    who: str
    kind: str
    """kegiatan, keputusan, awal (also a Mulai of its own), akhir"""
    ways: tuple[tuple[str, str], ...]
    """(label of the outcome or "", where to: "langkah 4", an executor of this row, "selesai"); none at an end"""


@dataclass(frozen=True, slots=True)
class Card:
    """One row of the procedure."""

    name: str
    """"Langkah 4", or what its id is where it bears no number"""
    kegiatan: str
    turns: tuple[Turn, ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    """heading of a column -> the cell's entries, of the columns that are printed and cells that are not empty"""


def cards(sop: Sop, flow: Flow) -> list[Card]:
    """A card for every row, in order."""
    teller = _Teller(sop, flow)
    return [
        Card(f"Langkah {flow.numbers[row] or flow.keys[row]}", step.kegiatan, teller.turns(row), _facts(sop, step))
        for row, step in enumerate(sop.langkah)
    ]


def _facts(sop: Sop, step: Langkah) -> tuple[tuple[str, tuple[str, ...]], ...]:
    cells: dict[str, Isi] = {name: getattr(step.mutu_baku, name) for name in sop.tampilan.urutan_mutu_baku}
    cells["keterangan"] = step.keterangan
    texts = {name: (cell,) if isinstance(cell, str) else tuple(cell) for name, cell in cells.items() if cell}
    return tuple((sop.tampilan.label.get(name, _HEADINGS[name]), entries) for name, entries in texts.items())


class _Teller:
    def __init__(self, sop: Sop, flow: Flow) -> None:
        self.flow = flow
        self.names = [lane.nama for lane in sop.pelaksana]
        self.leaving: dict[int, list[Edge]] = {}
        self.partners: dict[int, list[int]] = {}
        for edge in flow.edges:
            if edge.joint:
                self.partners.setdefault(edge.source, []).append(edge.target)
            else:
                self.leaving.setdefault(edge.source, []).append(edge)
        self.entered = {edge.target for edge in flow.edges}
        self.rows: list[list[int]] = [[] for _ in flow.keys]
        """the symbols of each row, without the capsule of an end of its own"""
        for index, node in enumerate(flow.nodes):
            if node.key != END:
                self.rows[node.row].append(index)

    def turns(self, row: int) -> tuple[Turn, ...]:
        joined = {target for targets in self.partners.values() for target in targets}
        begun = [index for index in self.rows[row] if index not in joined]
        begun.sort(key=lambda index: self.flow.nodes[index].key != START)
        turns = []
        for index in begun:
            group = [index]
            for member in group:  # and those that a plain line joins to it
                group += [node for node in self.partners.get(member, []) if node not in group]
            who = " bersama ".join([self.names[self.flow.nodes[member].lane] for member in group])
            edges = [edge for member in group for edge in self.leaving.get(member, [])]
            turns.append(Turn(who, self._kind(index), tuple((edge.label, self._place(edge)) for edge in edges)))
        return tuple(turns)

    def _kind(self, index: int) -> str:
        kind = self.flow.nodes[index].kind
        if kind is SymbolKind.TERMINATOR and index not in self.leaving:
            return "akhir"
        if kind is SymbolKind.TERMINATOR and (self.flow.nodes[index].row == 0 or index not in self.entered):
            return "awal"
        return SYMBOL_WORDS[kind]

    def _place(self, edge: Edge) -> str:
        """Where an arrow leads; the executor is named where the row alone would not say it."""
        source, target = self.flow.nodes[edge.source], self.flow.nodes[edge.target]
        if target.key == END:
            return "selesai"
        if source.row == target.row and source.key == target.key and edge.source != edge.target:
            return self.names[target.lane]
        place = f"langkah {self.flow.numbers[target.row] or target.key}"
        symbols = [index for index in self.rows[target.row] if self.flow.nodes[index].key != START]
        return f"{place} ({self.names[target.lane]})" if len(symbols) > 1 else place
