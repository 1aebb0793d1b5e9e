"""Turns an SOP into its flow: which symbols there are and which arrows run between them (contract section 1).

`trace` resolves every reference; it raises ValueError only when called on an SOP whose findings refuse rendering
(unknown lane, unknown reference), which the caller has checked before.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sopgen.diagnostics import Path
from sopgen.model import END, Langkah, Sop
from sopgen.scene.symbols import SymbolKind

START = "mulai"
SIDES = 4
"""of a symbol"""
_TOGETHER = re.compile(r"(?:^| / )(.+?) \(ke ([^()]+)\)")


class Node(NamedTuple):
    """One symbol of a row."""

    row: int
    """0-based row; for START the first row, for END the row it is drawn beside or below"""
    lane: int
    key: str
    """the row's id or printed number; START or END for a capsule of its own"""
    kind: SymbolKind
    text: str = ""
    """only the question of a decision, and Mulai/Selesai of capsules of their own"""
    ordinal: int = 1
    """of the ends of their own that stand in one lane, from above"""
    own: str = ""
    """what a capsule of its own is called, Mulai or Selesai; "" for the symbols of steps"""


class Edge(NamedTuple):
    """One arrow between nodes (indices into Flow.nodes)."""

    source: int
    target: int
    label: str = ""
    joint: bool = False
    """True for the plain line that joins executors acting together (no direction)."""


class Flow(NamedTuple):
    keys: tuple[str, ...]
    """per row: its id, else its number"""
    numbers: tuple[str, ...]
    """per row: the number as printed ("" for an empty cell)"""
    lanes: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def row_numbers(sop: Sop) -> tuple[str, ...]:
    """The printed number of each row: as given (`1.` means 1), else its position; "-" prints empty."""
    written = (str(i) if step.no in (None, "") else step.no.strip() for i, step in enumerate(sop.langkah, 1))
    return tuple("" if number == "-" else number.rstrip(".") for number in written)


def row_keys(sop: Sop) -> tuple[str, ...]:
    """A unique key for each row: its id, else its printed number, else "-".

    A number that several rows carry belongs to the first of them; the others get their position added.
    """
    taken = {step.id for step in sop.langkah if step.id}
    keys: list[str] = []
    for i, (step, number) in enumerate(zip(sop.langkah, row_numbers(sop), strict=True), 1):
        key = step.id or number or "-"
        while not step.id and key in taken:
            key = f"{key}_{i}"
        taken.add(key)
        keys.append(key)
    return tuple(keys)


def references(sop: Sop) -> dict[str, int]:
    """What a reference may name -> row index. Ids win over numbers; the first row of a number wins."""
    numbered = {number: i for i, number in reversed(list(enumerate(row_numbers(sop)))) if number}
    return numbered | {key: i for i, key in enumerate(row_keys(sop))}


def split_reference(target: str) -> tuple[str, str | None]:
    """`arsip@jfu` -> ("arsip", "jfu"); `arsip` -> ("arsip", None); `1.` means 1."""
    row, _, lane = target.partition("@")
    return row.strip(), lane.strip() or None


class Way(NamedTuple):
    """One way out of a row."""

    path: Path
    """where it is written; the row where it is not"""
    written: str | None = None
    """the reference; None for the next row"""
    label: str = ""
    source_lane: str | None = None
    """the symbol it leaves, in a `lanjut` per symbol"""
    target: int | None = None
    """row index; the number of rows for the end; None where the reference names nothing"""
    lane: str | None = None
    """the symbol it names, `jfu` in `arsip@jfu`"""


def ways_of(sop: Sop) -> tuple[tuple[Way, ...], ...]:
    """The ways out of each row, as far as its references name something."""
    refs, size = references(sop), len(sop.langkah)
    return tuple(tuple(_ways(step, row, refs, size)) for row, step in enumerate(sop.langkah))


def _ways(step: Langkah, row: int, refs: dict[str, int], size: int) -> Iterator[Way]:
    def way(path: Path, written: str | None, label: str = "", source_lane: str | None = None) -> Way:
        if not written:
            return Way(("langkah", row, *path), None, label, source_lane, row + 1)
        key, lane = split_reference(written)
        ends = key == END and key not in refs
        target = size if ends else refs.get(key, refs.get(key.rstrip(".")))
        return Way(("langkah", row, *path), written, label, source_lane, target, lane)

    for label, target in step.keputusan:
        yield way(("keputusan", label), target, label)
    for index, entry in enumerate(step.lanjut or ()):
        if isinstance(entry, str):
            yield way(("lanjut", index), entry)
        else:
            lane, targets = str(entry[0]), entry[1]
            yield from (way(("lanjut", lane, i), named, "", lane) for i, named in enumerate(targets or (None,)))
    if not step.keputusan and not step.lanjut:
        yield way((), None)


def trace(sop: Sop) -> Flow:
    return _Tracer(sop).flow()


def _within_sides(flow: Flow) -> tuple[Edge, ...]:
    """The arrows, with no more outcomes at a symbol than it has sides for.

    Each outcome and each plain line takes a side of its own, all arrows into a symbol one. Where a decision has more
    outcomes, the last of them leave it together, under one label that says where each goes: `Tolak (ke 7) / Tunda (ke
    selesai)`.
    """
    edges = list(flow.edges)
    leaving: dict[int, list[int]] = defaultdict(list)
    others: dict[int, int] = Counter(edge.target for edge in set(edges) if edge.joint)
    entered = {edge.target for edge in edges if not edge.joint}
    for i, edge in enumerate(edges):
        if edge.joint:
            others[edge.source] += 1
        else:
            leaving[edge.source].append(i)
    for node, of_node in leaving.items():
        labels = list(dict.fromkeys(edges[i].label for i in of_node))
        free = SIDES - others[node] - (node in entered)
        if len(labels) <= free:
            continue
        together = [i for i in of_node if edges[i].label in labels[free - 1 :]]
        outcomes: dict[str, list[str]] = defaultdict(list)
        for i in together:
            target = flow.nodes[edges[i].target]
            outcomes[END if target.key == END else flow.numbers[target.row] or target.key].append(edges[i].label)
        said = " / ".join(f"{' / '.join(dict.fromkeys(found))} (ke {place})" for place, found in outcomes.items())
        for i in together:
            edges[i] = edges[i]._replace(label=said)
    return tuple(dict.fromkeys(edges))  # a row named twice as a target is one arrow


def outcomes_to(place: str, label: str) -> list[str]:
    """The outcomes that lead to a place, of an arrow with a label that says where each of several goes; of any other
    arrow its label."""
    found = [said for said, to in _TOGETHER.findall(label) if to == place]
    return found[0].split(" / ") if found else [label]


Exit = tuple[str, Way]
"""the lane of a symbol, and a way out of it"""


class _Tracer:
    """Builds the nodes row by row, then the edges, in document order."""

    def __init__(self, sop: Sop) -> None:
        self.sop = sop
        self.keys, self.size = row_keys(sop), len(sop.langkah)
        self.lane_index = {lane.id: i for i, lane in enumerate(sop.pelaksana)}
        self.separate = sop.tampilan.terminator == "terpisah"
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.at: dict[tuple[int, str], int] = {}
        self.end_at: dict[tuple[int, int], int] = {}

    def flow(self) -> Flow:
        exits = [tuple(self._exits(step, ways)) for step, ways in zip(self.sop.langkah, ways_of(self.sop), strict=True)]
        for row, leaving in enumerate(exits):
            self._place(row, leaving)
        if self.separate and self.sop.langkah:
            entered = [self.at[0, lane] for lane in self._entries(0, None, None)]
            self.edges += [Edge(len(self.nodes), node) for node in entered]
            first = self.nodes[entered[0]].lane
            self.nodes.append(Node(0, first, START, SymbolKind.TERMINATOR, "Mulai", own="Mulai"))
        for row, leaving in enumerate(exits):
            self._connect(row, leaving)
        lanes = tuple(lane.id for lane in self.sop.pelaksana)
        flow = Flow(self.keys, row_numbers(self.sop), lanes, tuple(self.nodes), tuple(self.edges))
        return flow._replace(edges=_within_sides(flow))

    def _exits(self, step: Langkah, ways: tuple[Way, ...]) -> Iterator[Exit]:
        """The ways out of a row, from each symbol that they leave."""
        lanes = step.pelaksana
        leaving = {"berurutan": lanes[-1:], "bersama": lanes[:1], "sejajar": lanes}[step.hubungan]
        for way in ways:
            of_way = (way.source_lane,) if way.source_lane else lanes[-1:] if step.keputusan else leaving
            yield from ((lane, way) for lane in of_way)

    def _place(self, row: int, exits: tuple[Exit, ...]) -> None:
        step = self.sop.langkah[row]
        ends = {lane for lane, way in exits if way.target == self.size}
        ends -= {lane for lane, way in exits if way.target != self.size}
        if ends and step.hubungan == "bersama" and not any(isinstance(entry, tuple) for entry in step.lanjut or ()):
            ends = set(step.pelaksana)
        for i, lane in enumerate(step.pelaksana):
            kind = self._kind(step, row, i, lane in ends)
            text = (step.pertanyaan or "") if kind is SymbolKind.DECISION else ""
            self.at[row, lane] = len(self.nodes)
            self.nodes.append(Node(row, self.lane_index[lane], self.keys[row], kind, text))

    def _kind(self, step: Langkah, row: int, i: int, ends: bool) -> SymbolKind:
        if step.simbol:
            return SymbolKind(step.simbol)
        if step.keputusan:
            return SymbolKind.DECISION if i == len(step.pelaksana) - 1 else SymbolKind.PROCESS
        begins = row == 0 and (i == 0 or step.hubungan != "berurutan")
        return SymbolKind.TERMINATOR if not self.separate and (begins or ends) else SymbolKind.PROCESS

    def _entries(self, row: int, lane: str | None, source: tuple[int, str] | None) -> tuple[str, ...]:
        """The lanes at which the flow enters a row."""
        step = self.sop.langkah[row]
        if lane:
            return (lane,)
        if step.hubungan != "sejajar":
            return step.pelaksana[:1]
        if source and self.sop.langkah[source[0]].hubungan == "sejajar" and source[1] in step.pelaksana:
            return (source[1],)
        return step.pelaksana

    def _connect(self, row: int, exits: tuple[Exit, ...]) -> None:
        step = self.sop.langkah[row]
        at = [self.at[row, lane] for lane in step.pelaksana]
        if step.hubungan == "berurutan":
            self.edges += [Edge(a, b) for a, b in itertools.pairwise(at)]
        if step.hubungan == "bersama":
            at.sort(key=lambda node: self.nodes[node].lane)
            self.edges += [Edge(a, b, joint=True) for a, b in itertools.pairwise(at)]
        for lane, way in exits:
            source = self.at[row, lane]
            if way.target is None:
                raise ValueError(f"unknown reference {way.written!r}")
            if way.target < self.size:
                entries = self._entries(way.target, way.lane, (row, lane))
                self.edges += [Edge(source, self.at[way.target, entry], way.label) for entry in entries]
            elif self.separate or step.keputusan:
                self.edges.append(Edge(source, self._end(source), way.label))

    def _end(self, source: int) -> int:
        """The capsule of its own at which a flow ends: one Selesai in the last row's cell with `terpisah`; otherwise
        one for each decision that ends, in the lane of the one who decides."""
        node = self.nodes[source]
        row, lane = node.row, node.lane
        if self.separate:
            row = self.size - 1
            last = self.sop.langkah[row]
            ends = last.pelaksana[0 if last.hubungan == "bersama" and not last.keputusan else -1]
            lane = self.lane_index[ends]
        if (row, lane) not in self.end_at:
            self.end_at[row, lane] = len(self.nodes)
            ordinal = sum(at == lane for _, at in self.end_at)
            text = "Selesai" if self.separate else ""
            self.nodes.append(Node(row, lane, END, SymbolKind.TERMINATOR, text, ordinal, "Selesai"))
        return self.end_at[row, lane]
