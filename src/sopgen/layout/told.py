"""What symbols and arrows are in words, for readers who cannot see the drawing: alike in document and flowchart."""

from __future__ import annotations

from sopgen.flow import Edge, Flow, Node
from sopgen.model import Sop
from sopgen.text.words import SYMBOL_WORDS


def symbol_told(sop: Sop, flow: Flow, node: Node) -> str:
    """`Langkah 4, keputusan oleh Sekretaris: Meneliti draf`, or `Mulai, Sekretaris`."""
    lane = sop.pelaksana[node.lane].nama
    if node.own:
        return f"{node.own}, {lane}"
    number, kegiatan = flow.numbers[node.row] or node.key, sop.langkah[node.row].kegiatan
    return f"Langkah {number}, {SYMBOL_WORDS[node.kind]} oleh {lane}: {kegiatan}"


def pentagon_told(flow: Flow, edge: Edge, leaving: bool, letter: str, elsewhere: str) -> str:
    """`Sambungan A: berlanjut ke langkah 7 di halaman lain`."""
    ways = f"berlanjut ke {_place(flow, edge.target)}" if leaving else f"lanjutan dari {_place(flow, edge.source)}"
    return f"Sambungan {letter}: {ways} di {elsewhere}"


def arrow_told(sop: Sop, flow: Flow, edge: Edge, outcome: str) -> str:
    """`Dari langkah 4 ke langkah 5: Ya`; of a line between those who act together, `Bersama: Sekretaris, Camat`."""
    if edge.joint:
        return "Bersama: " + ", ".join(sop.pelaksana[flow.nodes[i].lane].nama for i in (edge.source, edge.target))
    return f"Dari {_place(flow, edge.source)} ke {_place(flow, edge.target)}" + (f": {outcome}" if outcome else "")


def _place(flow: Flow, index: int) -> str:
    node = flow.nodes[index]
    return node.own.lower() or f"langkah {flow.numbers[node.row] or node.key}"
