"""Tells a flow in sentences, for readers who cannot see the drawing."""

from __future__ import annotations

from sopgen.flow import START, Edge, Flow
from sopgen.model import END, Sop
from sopgen.scene.symbols import SymbolKind
from sopgen.text.words import SYMBOL_WORDS


def sentences(sop: Sop, flow: Flow) -> list[tuple[int, str]]:
    """(row, sentence) for every symbol, as "Langkah 4, keputusan oleh Sekretaris: Ya ke langkah 6, Tidak ke langkah
    3"; executors who act together share one."""
    return _Teller(sop, flow).sentences()


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
        self.symbols = [0] * len(flow.keys)
        for node in flow.nodes:
            if node.key not in (START, END):
                self.symbols[node.row] += 1

    def sentences(self) -> list[tuple[int, str]]:
        joined = {target for targets in self.partners.values() for target in targets}
        order = [index for index, node in enumerate(self.flow.nodes) if node.key != END and index not in joined]
        order.sort(key=lambda index: (self.flow.nodes[index].row, self.flow.nodes[index].key != START))
        return [(self.flow.nodes[index].row, self._sentence(index)) for index in order]

    def _sentence(self, index: int) -> str:
        node = self.flow.nodes[index]
        group = self._group(index)
        who = " bersama ".join([self.names[self.flow.nodes[member].lane] for member in group])
        edges = [edge for member in group for edge in self.leaving.get(member, [])]
        head = (
            f"Langkah {self._number(index)}, {self._kind(index)} oleh {who}" if node.key != START else f"Mulai, {who}"
        )
        ways = ", ".join([f"{edge.label} ke {self._place(edge)}".lstrip() for edge in edges])
        return f"{head}: {ways}" if ways else head

    def _group(self, index: int) -> list[int]:
        """The node and those that a plain line joins to it."""
        group = [index]
        for member in group:
            group += [node for node in self.partners.get(member, []) if node not in group]
        return group

    def _number(self, index: int) -> str:
        node = self.flow.nodes[index]
        return self.flow.numbers[node.row] or node.key

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
        place = f"langkah {self._number(edge.target)}"
        return f"{place} ({self.names[target.lane]})" if self.symbols[target.row] > 1 else place
