"""The inverse of `flow.trace`: from the graph to the rows of an SOP file, as short as they can be written.

A row of the table becomes one step where its symbols can be written as one (one symbol a lane, one decision, the last),
else several. How a step leads on is tried in the ways that the form has, the shortest first, until `flow.trace` draws
what the graph has: what a file means is known there alone. What no way can say is told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, product
from typing import Any

from sopgen.flow import START, outcomes_to, split_reference, trace, ways_of
from sopgen.importing.doubts import Doubt, Note
from sopgen.importing.ends import Link
from sopgen.importing.graph import Graph
from sopgen.importing.labels import YES
from sopgen.importing.page import Box
from sopgen.importing.symbols import Symbol, note_on
from sopgen.importing.table import CONTENT, Role, Table, listed
from sopgen.model import END, Hubungan, Langkah, Sop
from sopgen.model.form import file_form
from sopgen.model.sop import Lane, LaneTargets, MutuBaku, RowTargets, Tampilan, Tanggal, keys_of
from sopgen.scene.symbols import SymbolKind
from sopgen.text.ids import lane_ids, slug, unique
from sopgen.text.letters import one_line

START_WORDS = re.compile(r"(?i)\W*(mulai|start|awal|begin)\W*")
END_WORDS = re.compile(r"(?i)\W*(selesai|stop|end|akhir|finish)\W*")
Spot = tuple[int, int]
"""(which step, which lane) of a symbol; START and END have places of their own"""
APART: dict[str, Spot] = {START: (-1, 0), END: (-1, 1)}
Drawn = frozenset[tuple[Spot, Spot, str, bool]]
"""arrows as (from, to, label, joint)"""


@dataclass(slots=True)
class Step:
    """One entry of `langkah`."""

    row: int
    """index of the table's row"""
    members: tuple[str, ...]
    """its symbols (ids in the graph), in the order of `pelaksana`; empty where none is drawn"""
    hubungan: Hubungan = "berurutan"
    first: bool = True
    """whether it is the first step of its row, which holds the row's texts"""
    decision: str | None = None
    """the symbol whose branches are labelled"""
    outcomes: dict[str, list[str]] = field(default_factory=dict)
    """label -> references, of a decision"""
    said: Langkah = field(init=False)
    """with an id, by which references name it, also where none does"""

    def say(self, **values: Any) -> None:
        self.said = self.said.model_copy(update=values)


@dataclass(frozen=True, slots=True)
class Draft:
    """An SOP as it will be written: its mapping, and the steps behind its rows."""

    document: dict[str, Any]
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What rows and lanes are called already, where that is known."""

    rows: tuple[str, ...]
    """how references name each row of the table"""
    lanes: tuple[str, ...]
    capsules: tuple[frozenset[str], frozenset[str]]
    """the symbols that are known to be Mulai and Selesai, capsules of their own"""


def draft_of(table: Table, graph: Graph, identity: dict[str, Any], names: Names | None = None) -> Draft:
    """The SOP that draws this graph; `names` are kept where there are some."""
    return _Writer(table, graph, names).draft(identity)


class _Writer:
    def __init__(self, table: Table, graph: Graph, names: Names | None = None) -> None:
        self.table, self.graph, self.names = table, graph, names
        self.lanes = names.lanes if names else lane_ids([lane.name for lane in table.columns.lanes])
        self.rows = names.rows if names else ("",) * len(table.rows)
        self.notes: list[Note] = []
        self.start, self.ends = names.capsules if names else self._capsules()
        self.separate = bool(self.start and self.ends)
        self.arrows = [*self._arrows()]
        self.out: dict[str, list[Link]] = defaultdict(list)
        self.into: dict[str, list[Link]] = defaultdict(list)
        for arrow in self.arrows:
            if not arrow.joint:
                self.out[arrow.source].append(arrow)
                self.into[arrow.target].append(arrow)
        self.steps = self._steps()

    def _capsules(self) -> tuple[frozenset[str], frozenset[str]]:
        """(Mulai, Selesai) of their own: capsules that share the cell or the row of the symbol they lead to or end."""
        symbols = self.graph.symbols
        entered = {a.target for a in self.graph.arrows}
        left = {a.source for a in self.graph.arrows}
        top = min((s.row for s in symbols.values()), default=0)
        start, ends = set(), set()
        for i, s in symbols.items():
            beside = [o for o in symbols.values() if o.row == s.row and o is not s]
            if s.kind is not SymbolKind.TERMINATOR or not beside:
                continue
            shares = any(o.lane == s.lane for o in beside)
            if i not in entered and s.row == top and (shares or START_WORDS.fullmatch(s.text)):
                goals = [symbols[a.target] for a in self.graph.arrows if a.source == i]
                if goals and all(goal.row == s.row for goal in goals):
                    start.add(i)
            elif i not in left and i in entered and (shares or END_WORDS.fullmatch(s.text)):
                ends.add(i)
        return frozenset(start if len(start) == 1 else ()), frozenset(ends)

    def _arrows(self) -> Iterator[Link]:
        """The arrows of the graph, one for each outcome. Without both capsules of their own the form's first and last
        symbols stand for them; a decision keeps its `selesai`."""
        for arrow in self.graph.arrows:
            decides = self.graph.symbols[arrow.source].kind is SymbolKind.DECISION
            stands_for_row = arrow.source in self.start or (arrow.target in self.ends and not decides)
            row = self.graph.symbols[arrow.target].row
            place = self.table.rows[row].texts.get(Role.NO, "").rstrip(".") or self.rows[row]
            if self.separate or not stands_for_row:
                outcomes = outcomes_to(END if arrow.target in self.ends else place, arrow.label)
                yield from (replace(arrow, label=label) for label in outcomes)

    def draft(self, identity: dict[str, Any]) -> Draft:
        symbols, last = self.graph.symbols, self.steps[-1]
        if last.hubungan == "sejajar":  # Selesai stands in the lane of the last named
            ends = {symbols[i].lane for i in self.ends}
            last.members = tuple(sorted(last.members, key=lambda i: symbols[i].lane in ends))
        lanes: tuple[int, ...] = (0,)
        taken = {END, START, *map(self._number, self.steps)}  # no number that is printed is an id
        self.spots = dict.fromkeys(self.start, APART[START]) | dict.fromkeys(self.ends, APART[END])
        for place, step in enumerate(self.steps):
            self.spots |= {i: (place, symbols[i].lane) for i in step.members}
            # a row without symbols: the lane of the one before
            lanes = tuple(symbols[i].lane for i in step.members) or lanes[-1:]
            step.decision = next((i for i in step.members if self._decides(i) and self.out[i]), None)
            step.said = self._langkah(step, place, lanes, taken)
        self._lead_on()
        self._tell()
        return Draft(self._document(identity), tuple(self.steps), tuple(self.notes))

    # steps

    def _steps(self) -> list[Step]:
        by_row = defaultdict(list)
        for i, symbol in self.graph.symbols.items():
            if i not in self.start and i not in self.ends:
                by_row[symbol.row].append(i)
        steps = []
        for row in range(len(self.table.rows)):
            groups = self._groups(by_row[row]) or [Step(row, ())]
            for n, step in enumerate(groups):
                step.row, step.first = row, n == 0
                steps.append(step)
            if len(groups) > 1:
                self._note(Doubt.SPLIT_ROW, self.graph.symbols[groups[1].members[0]])
            if not groups[0].members:
                self._note_row(Doubt.NO_SYMBOL, row)
        return steps

    def _note(self, doubt: Doubt, symbol: Symbol) -> None:
        self.notes.append(note_on(doubt, symbol, self.table))

    def _note_row(self, doubt: Doubt, row: int) -> None:
        line = self.table.rows[row]
        x0, x1 = self.table.columns.body
        chosen = f"baris {self.table.number(row)}"
        self.notes.append(Note(doubt, line.page, Box(x0, line.y0, x1, line.y1), chosen, row=row))

    def _groups(self, members: Sequence[str]) -> list[Step]:
        """A row's symbols as few steps, in the order in which the flow goes through them."""
        if whole := self._as_step(members):
            return [whole]
        groups: list[Step] = []
        for i in self._flow_order(members):
            joined = self._as_step([*groups[-1].members, i]) if groups else None
            groups[-1:] = [joined] if joined else [*groups[-1:], Step(0, (i,))]
        return groups

    def _flow_order(self, members: Sequence[str]) -> list[str]:
        """Entered from outside first, then along the arrows; by height and lane where those say nothing."""
        symbols = self.graph.symbols
        rest = sorted(members, key=lambda i: (symbols[i].outline.box.center[1], symbols[i].lane))
        order: list[str] = []
        while rest:
            free = [i for i in rest if not any(a.source in rest and a.source != i for a in self.into[i])]
            after = [i for i in free if order and any(a.target == i for a in self.out[order[-1]])]
            order.append((after or free or rest)[0])
            rest.remove(order[-1])
        return order

    def _decides(self, i: str) -> bool:
        return self.graph.symbols[i].kind is SymbolKind.DECISION or any(a.label for a in self.out[i])

    def _as_step(self, members: Sequence[str]) -> Step | None:
        """The step that draws these symbols with the arrows between them; None where the form has none. The flow enters
        and leaves the first named of those who act jointly; the one who decides is the last."""
        if len(members) < 2:
            return Step(0, tuple(members))
        by_lane = sorted(members, key=lambda i: self.graph.symbols[i].lane)
        decisions = [i for i in members if self._decides(i)]
        boxes = [i for i in by_lane if i not in decisions]
        outward = [i for i in members if any(a.target not in members for a in self.out[i])]
        lanes = {self.graph.symbols[i].lane for i in members}
        if len(decisions) > 1 or len(lanes) < len(members) or (decisions and {*outward} - {*decisions}):
            return None
        entered = [i for i in by_lane if any(a.source not in members for a in self.into[i])]
        lead = [] if decisions else (outward or entered)[:1]
        others = [i for i in boxes if i not in lead]
        in_line = [*self._flow_order(boxes), *decisions]
        ways: tuple[tuple[Hubungan, Sequence[str], set[tuple[str, str, bool]]], ...] = (
            ("berurutan", in_line, {(a, b, False) for a, b in pairwise(in_line)}),
            ("bersama", [*lead, *others, *decisions], {(a, b, True) for a, b in pairwise(by_lane)}),
            ("sejajar", [*boxes, *decisions], set()),
        )
        drawn = {
            (a.source, a.target, a.joint)
            for a in self.arrows
            if a.source in members and a.target in members and (a.joint or not (a.label or a.source in decisions))
        }
        return next((Step(0, tuple(order), way) for way, order, lines in ways if lines == drawn), None)

    # how steps lead on

    def _lead_on(self) -> None:
        """Give each step the shortest `keputusan` or `lanjut` with which it leads where its arrows lead, and a `simbol`
        where it would be drawn otherwise. What is still drawn otherwise then is told."""
        expected = frozenset((self.spots[a.source], self.spots[a.target], a.label, a.joint) for a in self.arrows)
        want = {self.spots[i]: self._drawn_kind(i) for step in self.steps for i in step.members}
        left: list[tuple[int, str]] = []
        for place, step in enumerate(self.steps):
            branches = sorted(self.out[step.decision or ""], key=lambda a: not YES.fullmatch(a.label))
            step.outcomes = {arrow.label: [] for arrow in branches}
            left += [(place, label) for label in step.outcomes or [""] if step.members]
        for form in range(5):
            for place, label in left:
                step = self.steps[place]
                if step.decision is None:
                    step.say(lanjut=self._onward(step, form) or None)
                else:
                    targets = [a.target for a in self.out[step.decision] if a.label == label]
                    step.outcomes[label] = self._references(targets, with_lanes=form > 0)
                    step.say(keputusan=tuple(_written(step.outcomes).items()))
            drawn, kinds = self._drawn()
            unlike = {(start[0], label) for start, _, label, _ in drawn ^ expected}
            left = [exit for exit in left if exit in unlike]
        for step in self.steps:
            spots = [self.spots[i] for i in step.members]
            wanted = {want[spot] for spot in spots}
            wrong = len(wanted) == 1 and any(kinds[spot] not in wanted for spot in spots)
            if wrong and (step.decision is not None or SymbolKind.DECISION not in wanted):
                step.say(simbol=wanted.pop().value)
        drawn, kinds = self._drawn()
        others = {start for start, *_ in drawn ^ expected} | {at for at, kind in kinds.items() if want.get(at) != kind}
        for place in sorted({place for place, _ in others - {*APART.values()}}):
            self._note_row(Doubt.REWRITTEN, self.steps[place].row)

    def _drawn_kind(self, i: str) -> SymbolKind:
        """The kind of a symbol; beside a capsule of its own that is not kept, the symbol is the capsule."""
        kind = self.graph.symbols[i].kind
        if self.separate or kind is not SymbolKind.PROCESS:
            return kind
        near = {a.source for a in self.graph.arrows if a.target == i} & self.start
        near |= {a.target for a in self.graph.arrows if a.source == i} & self.ends
        return SymbolKind.TERMINATOR if near else kind

    def _drawn(self) -> tuple[Drawn, dict[Spot, SymbolKind]]:
        """(arrows, kinds of symbols) of the flow as it is said. Rows without a symbol are passed through: an arrow into
        one and out of it is one arrow of the drawing."""
        flow = trace(self._sop())
        spots = [
            APART[node.key] if node.own else (node.row, node.lane) if self.steps[node.row].members else None
            for node in flow.nodes
        ]
        leaving: dict[int, list[int]] = defaultdict(list)
        for edge in flow.edges:
            leaving[edge.source].append(edge.target)
        drawn: set[tuple[Spot, Spot, str, bool]] = set()
        for edge in flow.edges:
            source, target, goals = spots[edge.source], flow.nodes[edge.target], [edge.target]
            while any(spots[goal] is None for goal in goals):  # a row without a symbol leads to the next row
                goals = [to for goal in goals for to in (leaving[goal] if spots[goal] is None else [goal])]
            called = END if target.key == END else flow.numbers[target.row] or target.key
            ways = product((spots[goal] for goal in goals), outcomes_to(called, edge.label))
            drawn |= {(source, goal, label, edge.joint) for goal, label in ways if source and goal}
        return frozenset(drawn), {at: node.kind for at, node in zip(spots, flow.nodes, strict=True) if at is not None}

    def _onward(self, step: Step, form: int) -> RowTargets | LaneTargets | None:
        """The value of `lanjut` in one of its forms: none, rows, symbols of rows, rows or symbols for each lane."""
        if form == 0:
            return None
        implied = set(pairwise(step.members)) if step.hubungan == "berurutan" else set()
        leaving = {"berurutan": step.members[-1:], "bersama": step.members[:1]}
        ways = {}
        for i, lane in zip(step.members, step.said.pelaksana, strict=True):
            targets = [a.target for a in self.out[i] if (i, a.target) not in implied]
            if targets or i in leaving.get(step.hubungan, step.members):
                ways[lane] = self._references(targets, with_lanes=form % 2 == 0) or [END]
        if form < 3 or len(ways) == 1:
            return tuple(dict.fromkeys(way for found in ways.values() for way in found))
        return tuple((lane, tuple(found)) for lane, found in ways.items())

    def _references(self, targets: Sequence[str], with_lanes: bool) -> list[str]:
        """What names these symbols: their rows, or with their lanes where a row has several."""
        found = []
        for target in targets:
            place, lane = self.spots[target]
            step = self.steps[place]
            named = f"{step.said.id}@{self.lanes[lane]}" if with_lanes and len(step.members) > 1 else step.said.id
            found.append(END if target in self.ends else str(named))
        return list(dict.fromkeys(found))

    # what is written

    def _sop(self) -> Sop:
        """The SOP of the steps, each with its id."""
        lanes = zip(self.lanes, self.table.columns.lanes, strict=True)
        return Sop.model_construct(
            judul="",
            pelaksana=tuple(
                Lane.model_construct(id=id, nama=lane.name or f"Pelaksana {n}", kelompok=lane.group or None)
                for n, (id, lane) in enumerate(lanes, 1)
            ),
            langkah=tuple(step.said for step in self.steps),
            tampilan=Tampilan.model_construct(terminator="terpisah" if self.separate else "langkah"),
        )

    def _langkah(self, step: Step, place: int, lanes: Sequence[int], taken: set[str]) -> Langkah:
        """What a step says, but for where it leads. `taken`: ids that are given, to which its own is added."""
        texts = self.table.rows[step.row].texts if step.first else {}
        cells = {role.value: listed(texts.get(role, ""), 1 if self.names else 2) for role in CONTENT}
        note, number = cells.pop("keterangan"), self._number(step)
        cells["waktu"] = one_line(texts.get(Role.WAKTU, ""))
        written = self.table.rows[step.row].texts.get(Role.KEGIATAN, "")
        # some write the activity into its box
        kegiatan = written or " ".join(self.graph.symbols[i].text for i in step.members if i != step.decision).strip()
        if not kegiatan:
            self._note_row(Doubt.NO_ACTIVITY, step.row)
        named = self.rows[step.row] if step.first else ""
        taken.add(named)
        asks = self.graph.symbols[step.decision] if step.decision else None
        answers = {a.label.casefold() for a in self.out[step.decision or ""]}  # some write one into the diamond
        if asks and (asks.kind is not SymbolKind.DECISION or len(asks.text) < 2 or asks.text.casefold() in answers):
            asks = None
        return Langkah.model_construct(
            id=named or unique(slug(written, 24) or "langkah", taken),
            no=number if number != str(place + 1) else None,
            kegiatan=kegiatan or "(kegiatan tidak terbaca)",
            pelaksana=tuple(self.lanes[lane] for lane in lanes),
            hubungan=step.hubungan,
            pertanyaan=asks.text if asks else None,
            mutu_baku=MutuBaku.model_validate(cells),
            keterangan=tuple(note) if isinstance(note, list) else note,
        )

    def _number(self, step: Step) -> str:
        """What `no` prints."""
        printed = self.table.rows[step.row].texts.get(Role.NO, "").strip()
        printed = re.sub(r"^[(\s]+|[).\s]+$|[:@]", "", printed).replace(END, "-")
        return (printed or "-") if step.first else "-"

    def _document(self, identity: dict[str, Any]) -> dict[str, Any]:
        """The mapping of the file, its keys in the order of the form. Steps have ids where others refer to them."""
        sop = self._sop()
        named = {split_reference(way.written)[0] for ways in ways_of(sop) for way in ways if way.written}
        given = {
            **file_form(sop),
            **identity,
            "tanggal": {key: identity[key] for key in keys_of(Tanggal) if key in identity},
            "status": "draf",
        }
        for row in given["langkah"]:
            if row["id"] not in named:
                del row["id"]
        return {key: given[key] for key in keys_of(Sop) if given.get(key)}

    def _tell(self) -> None:
        """Tell of boxes in mid-table from which no arrow leads on (an end not drawn as one, or a lost arrow); and
        of capsules of their own that are not kept, unless a decision ends in them."""
        left = {arrow.source for arrow in self.graph.arrows if not arrow.joint}
        for step in self.steps:
            if step is not self.steps[-1] and (step.hubungan != "bersama" or left.isdisjoint(step.members)):
                ends = (i for i in step.members if i not in left)
                boxes = (i for i in ends if self.graph.symbols[i].kind is SymbolKind.PROCESS)
                for i in boxes:
                    self._note(Doubt.NO_WAY_ON, self.graph.symbols[i])
        for i in sorted(self.start | self.ends) if not self.separate else ():
            sources = [self.graph.symbols[a.source] for a in self.graph.arrows if a.target == i]
            if not any(source.kind is SymbolKind.DECISION for source in sources):
                self._note(Doubt.REWRITTEN, self.graph.symbols[i])


def _written(outcomes: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The value of `keputusan`. An outcome that leads to several rows becomes several."""
    found: dict[str, str] = {}
    for label, goals in outcomes.items():
        for goal in goals:
            found[unique(label or "Lanjut", set(found), " ")] = goal
    return found
