"""The inverse of `flow.trace`: from the graph to the rows of an SOP file, as short as they can be written.

A row of the table becomes one step where its symbols can be written as one (one symbol a lane, one decision, the last),
else several. How a step leads on is tried in the ways that the form has, the shortest first, until `flow.trace` draws
what the graph has: what a file means is known there alone. What no way can say is told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, cast

from sopgen.flow import START, Flow, outcomes_to, split_reference, trace, ways_of
from sopgen.importing.doubts import Doubt, Note
from sopgen.importing.ends import Link
from sopgen.importing.graph import Graph
from sopgen.importing.labels import YES
from sopgen.importing.listed import listed
from sopgen.importing.page import Box
from sopgen.importing.symbols import Symbol, note_on
from sopgen.importing.table import CONTENT, Role, Table
from sopgen.model import END, Hubungan, Langkah, Simbol, Sop
from sopgen.model.form import file_form
from sopgen.model.sop import Lane, LaneTargets, MutuBaku, RowTargets, Tampilan, Tanggal, keys_of
from sopgen.scene.symbols import SymbolKind
from sopgen.text.ids import lane_ids, slug, unique
from sopgen.text.letters import one_line

START_WORDS = re.compile(r"(?i)\W*(mulai|start|awal|begin)\W*")
END_WORDS = re.compile(r"(?i)\W*(selesai|stop|end|akhir|finish)\W*")
Drawn = frozenset[tuple[str, str, str, bool]]
"""arrows as (from, to, label, joint); symbols as `place@lane`, START and END"""


@dataclass(slots=True)
class Step:
    """One entry of `langkah`."""

    row: int
    """index of the table's row"""
    members: tuple[str, ...]
    """its symbols (ids in the graph), in the order of `pelaksana`; empty where none is drawn"""
    hubungan: Hubungan = "berurutan"
    lanes: tuple[int, ...] = ()
    key: str = ""
    """what references call it: an id, given where it is referred to"""
    first: bool = True
    """whether it is the first step of its row, which holds the row's texts"""
    decision: str | None = None
    """the symbol whose branches are labelled"""
    flow: Any = None
    """where it leads: label -> references of a decision, else targets as of `lanjut`"""
    simbol: Simbol | None = None


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


def _drawn_by(flow: Flow, steps: Sequence[Step]) -> tuple[Drawn, dict[str, SymbolKind]]:
    """(arrows, kinds of symbols) of a flow. Rows without a symbol are passed through: an arrow into one and
    out of it is one arrow of the drawing."""
    apart = {i for i, node in enumerate(flow.nodes) if node.key == END or (node.key, node.text) == (START, "Mulai")}
    names = [
        node.key if i in apart else f"{node.row}@{flow.lanes[node.lane]}" if steps[node.row].members else None
        for i, node in enumerate(flow.nodes)
    ]
    leaving: dict[int, list[int]] = defaultdict(list)
    for edge in flow.edges:
        leaving[edge.source].append(edge.target)

    def goals(node: int, seen: set[int]) -> Iterator[str]:
        if (name := names[node]) is not None:
            yield name
        elif node not in seen:
            seen.add(node)
            for target in leaving[node]:
                yield from goals(target, seen)

    drawn = frozenset(
        (source, goal, label, edge.joint)
        for edge in flow.edges
        if (source := names[edge.source]) is not None
        for goal in goals(edge.target, set())
        for label in outcomes_to(_called(flow, edge.target), edge.label)
    )
    return drawn, {name: node.kind for name, node in zip(names, flow.nodes, strict=True) if name is not None}


def _called(flow: Flow, node: int) -> str:
    """What the label of an arrow calls the place where it leads."""
    key, row = flow.nodes[node].key, flow.nodes[node].row
    return END if key == END else flow.numbers[row] or key


class _Writer:
    def __init__(self, table: Table, graph: Graph, names: Names | None = None) -> None:
        self.table, self.graph, self.names = table, graph, names
        self.notes: list[Note] = []
        self.start, self.ends = names.capsules if names else self._capsules()
        self.separate = bool(self.start and self.ends)
        self.arrows = [
            replace(a, label=label)
            for a in graph.arrows
            if not self._dropped(a)
            for label in outcomes_to(
                END if a.target in self.ends else self._place(graph.symbols[a.target].row), a.label
            )
        ]
        self.members = [i for i in graph.symbols if i not in self.start and i not in self.ends]
        self.out: dict[str, list[Link]] = defaultdict(list)
        self.into: dict[str, list[Link]] = defaultdict(list)
        for arrow in self.arrows:
            if not arrow.joint:
                self.out[arrow.source].append(arrow)
                self.into[arrow.target].append(arrow)

    # capsules of their own

    def _capsules(self) -> tuple[frozenset[str], frozenset[str]]:
        """(Mulai, Selesai): capsules that share the cell or the row of the symbol they lead to or end."""
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

    def _place(self, row: int) -> str:
        """What the label of an arrow calls a row."""
        printed = self.table.rows[row].texts.get(Role.NO, "").rstrip(".")
        return printed or (self.names.rows[row] if self.names else "")

    def _dropped(self, arrow: Link) -> bool:
        """Arrows of capsules that are not drawn apart: without both, the form's own first and last symbols stand for
        them; a decision keeps its `selesai`."""
        decides = self.graph.symbols[arrow.source].kind is SymbolKind.DECISION
        return not self.separate and (arrow.source in self.start or (arrow.target in self.ends and not decides))

    # the whole

    def draft(self, identity: dict[str, Any]) -> Draft:
        steps = self._steps()
        if steps[-1].hubungan == "sejajar":  # Selesai stands in the lane of the last named
            ends = {self.graph.symbols[i].lane for i in self.ends}
            steps[-1].members = tuple(sorted(steps[-1].members, key=lambda i: self.graph.symbols[i].lane in ends))
        self.step_of = {i: step for step in steps for i in step.members}
        self.place = {i: place for place, step in enumerate(steps) for i in step.members}
        for before, step in zip([None, *steps], steps, strict=False):
            borrowed = before.lanes[-1:] if before else (0,)  # a row without symbols: the lane of the one before
            step.lanes = tuple(self.graph.symbols[i].lane for i in step.members) or borrowed
            deciding = [i for i in step.members if self._decides(i) and self.out[i]]
            step.decision = deciding[0] if deciding else None
        self.lanes = self.names.lanes if self.names else lane_ids([lane.name for lane in self.table.columns.lanes])
        self.at = {i: self.lanes[s.lane] for i, s in self.graph.symbols.items()}
        self._name(steps)
        self._lead_on(steps, *self._promise())
        self._tell(steps)
        return Draft(self._document(steps, identity), tuple(steps), tuple(self.notes))

    def _promise(self) -> tuple[Drawn, dict[str, SymbolKind]]:
        """(arrows, kinds of symbols) that the file must draw."""
        names = {i: f"{place}@{self.at[i]}" for i, place in self.place.items()}
        names |= dict.fromkeys(self.start, START) | dict.fromkeys(self.ends, END)
        arrows = frozenset((names[a.source], names[a.target], a.label, a.joint) for a in self.arrows)
        return arrows, {names[i]: self._drawn_kind(i) for i in self.place}

    def _drawn_kind(self, i: str) -> SymbolKind:
        """The kind of a symbol; beside a capsule of its own that is not kept, the symbol is the capsule."""
        kind = self.graph.symbols[i].kind
        if self.separate or kind is not SymbolKind.PROCESS:
            return kind
        near = {a.source for a in self.graph.arrows if a.target == i} & self.start
        near |= {a.target for a in self.graph.arrows if a.source == i} & self.ends
        return SymbolKind.TERMINATOR if near else kind

    # steps

    def _steps(self) -> list[Step]:
        by_row = defaultdict(list)
        for i in self.members:
            by_row[self.graph.symbols[i].row].append(i)
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
        if not members:
            return []
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
        if len(members) == 1:
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
        for hubungan, order, lines in ways:
            if lines == drawn:
                return Step(0, tuple(order), hubungan)
        return None

    def _name(self, steps: Sequence[Step]) -> None:
        """Ids for the rows, by which references may name them; no number that is printed is one."""
        printed = {self._number(step) for step in steps}
        taken = {END, START, *printed}
        for step in steps:
            if self.names and step.first:
                step.key = self.names.rows[step.row]
                taken.add(step.key)
            else:
                kegiatan = self.table.rows[step.row].texts.get(Role.KEGIATAN, "")
                step.key = unique(slug(kegiatan, 24) or "langkah", taken)

    def _number(self, step: Step) -> str:
        """What `no` prints."""
        printed = self.table.rows[step.row].texts.get(Role.NO, "").strip()
        printed = re.sub(r"^[(\s]+|[).\s]+$|[:@]", "", printed).replace(END, "-")
        return (printed or "-") if step.first else "-"

    # how steps lead on

    def _lead_on(self, steps: Sequence[Step], expected: Drawn, want: Mapping[str, SymbolKind]) -> None:
        """Give each step the shortest `keputusan` or `lanjut` with which it leads where its arrows lead, and a `simbol`
        where it would be drawn otherwise. What is still drawn otherwise then is told."""
        left = []
        for place, step in enumerate(steps):
            if step.decision is not None:
                arrows = sorted(self.out[step.decision], key=lambda a: not YES.fullmatch(a.label))
                step.flow = dict.fromkeys(arrow.label for arrow in arrows)
            left += [(place, step, label) for label in step.flow or [""] if step.members]
        wanted = _by_exit(expected)
        for form in range(5):
            for _, step, label in left:
                if step.decision is None:
                    step.flow = self._onward(step, form)
                else:
                    targets = [a.target for a in self.out[step.decision] if a.label == label]
                    step.flow[label] = self._references(targets, with_lanes=form > 0)
            drawn, kinds = _drawn_by(trace(self._sop(steps)), steps)
            now = _by_exit(drawn)
            left = [(place, step, label) for place, step, label in left if now[place, label] != wanted[place, label]]
        for place, step in enumerate(steps):
            names = [f"{place}@{self.at[i]}" for i in step.members]
            alike = len({want[name] for name in names}) == 1
            wrong = alike and any(kinds[name] != want[name] for name in names)
            if wrong and (step.decision is not None or want[names[0]] is not SymbolKind.DECISION):
                step.simbol = cast(Simbol, want[names[0]].value)
        drawn, kinds = _drawn_by(trace(self._sop(steps)), steps)
        unlike = {start for start, *_ in drawn ^ expected} | {at for at, kind in kinds.items() if want.get(at) != kind}
        for place in sorted({int(at.split("@")[0]) for at in unlike if at[0].isdigit()}):
            self._note_row(Doubt.REWRITTEN, steps[place].row)

    def _onward(self, step: Step, form: int) -> RowTargets | LaneTargets | None:
        """The value of `lanjut` in one of its forms: none, rows, symbols of rows, rows or symbols for each lane."""
        if form == 0:
            return None
        implied = set(pairwise(step.members)) if step.hubungan == "berurutan" else set()
        leaving = {"berurutan": step.members[-1:], "bersama": step.members[:1]}
        ways = {}
        for i in step.members:
            targets = [a.target for a in self.out[i] if (i, a.target) not in implied]
            if targets or i in leaving.get(step.hubungan, step.members):
                ways[self.at[i]] = self._references(targets, with_lanes=form % 2 == 0) or [END]
        if form < 3 or len(ways) == 1:
            return tuple(dict.fromkeys(way for found in ways.values() for way in found))
        return tuple((lane, tuple(found)) for lane, found in ways.items())

    def _references(self, targets: Sequence[str], with_lanes: bool) -> list[str]:
        """What names these symbols: their rows, or with their lanes where a row has several."""
        found = []
        for target in targets:
            step = self.step_of.get(target)
            if step is None:
                found.append(END)
            else:
                found.append(f"{step.key}@{self.at[target]}" if with_lanes and len(step.members) > 1 else step.key)
        return list(dict.fromkeys(found))

    # what is written

    def _sop(self, steps: Sequence[Step]) -> Sop:
        """The SOP of the steps, each with its id."""
        lanes = zip(self.lanes, self.table.columns.lanes, strict=True)
        return Sop.model_construct(
            judul="",
            pelaksana=tuple(
                Lane.model_construct(id=id, nama=lane.name or f"Pelaksana {n}", kelompok=lane.group or None)
                for n, (id, lane) in enumerate(lanes, 1)
            ),
            langkah=tuple(self._langkah(step, place) for place, step in enumerate(steps, 1)),
            tampilan=Tampilan.model_construct(terminator="terpisah" if self.separate else "langkah"),
        )

    def _langkah(self, step: Step, place: int) -> Langkah:
        texts = self.table.rows[step.row].texts if step.first else {}
        cells = {role.value: listed(texts.get(role, ""), 1 if self.names else 2) for role in CONTENT}
        note, number = cells.pop("keterangan"), self._number(step)
        cells["waktu"] = one_line(texts.get(Role.WAKTU, ""))
        return Langkah.model_construct(
            id=step.key,
            no=number if number != str(place) else None,
            kegiatan=self._activity(step) or "(kegiatan tidak terbaca)",
            pelaksana=tuple(self.lanes[lane] for lane in step.lanes),
            hubungan=step.hubungan,
            keputusan=tuple(_outcomes(step).items()),
            pertanyaan=self._question(step.decision) or None,
            lanjut=(step.decision is None and step.flow) or None,
            simbol=step.simbol,
            mutu_baku=MutuBaku.model_validate(cells),
            keterangan=tuple(note) if isinstance(note, list) else note,
        )

    def _activity(self, step: Step) -> str:
        """What a row says; some write the activity into its box."""
        inside = " ".join(self.graph.symbols[i].text for i in step.members if i != step.decision).strip()
        return self.table.rows[step.row].texts.get(Role.KEGIATAN) or inside

    def _document(self, steps: Sequence[Step], identity: dict[str, Any]) -> dict[str, Any]:
        """The mapping of the file, its keys in the order of the form. Steps have ids where others refer to them."""
        sop = self._sop(steps)
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

    def _question(self, decision: str | None) -> str:
        """What a diamond asks; the answer that some write into it is the label of a branch."""
        if decision is None:
            return ""
        symbol = self.graph.symbols[decision]
        answers = {a.label.casefold() for a in self.out[decision]}
        asks = symbol.kind is SymbolKind.DECISION and len(symbol.text) > 1 and symbol.text.casefold() not in answers
        return symbol.text if asks else ""

    def _tell(self, steps: Sequence[Step]) -> None:
        """Tell of rows without a text; of boxes in mid-table from which no arrow leads on: an end that is not drawn as
        one, or a lost arrow; and of capsules of their own that are not kept, unless a decision ends in them."""
        left = {arrow.source for arrow in self.graph.arrows if not arrow.joint}
        for step in steps:
            if not self._activity(step):
                self._note_row(Doubt.NO_ACTIVITY, step.row)
            if step is not steps[-1] and (step.hubungan != "bersama" or left.isdisjoint(step.members)):
                ends = (i for i in step.members if i not in left)
                boxes = (i for i in ends if self.graph.symbols[i].kind is SymbolKind.PROCESS)
                for i in boxes:
                    self._note(Doubt.NO_WAY_ON, self.graph.symbols[i])
        for i in sorted(self.start | self.ends) if not self.separate else ():
            sources = [self.graph.symbols[a.source] for a in self.graph.arrows if a.target == i]
            if not any(source.kind is SymbolKind.DECISION for source in sources):
                self._note(Doubt.REWRITTEN, self.graph.symbols[i])


def _by_exit(drawn: Drawn) -> Mapping[tuple[int, str], set[tuple[str, str, str, bool]]]:
    """(place of a step, label) -> the arrows that leave it so."""
    found: dict[tuple[int, str], set[tuple[str, str, str, bool]]] = defaultdict(set)
    for arrow in drawn:
        if arrow[0][0].isdigit():
            found[int(arrow[0].split("@")[0]), arrow[2]].add(arrow)
    return found


def _outcomes(step: Step) -> dict[str, str]:
    """The value of `keputusan`. An outcome that leads to several rows becomes several."""
    outcomes: dict[str, str] = {}
    for label, goals in step.flow.items() if step.decision is not None else ():
        for goal in goals or ():
            outcomes[unique(label or "Lanjut", set(outcomes), " ")] = goal
    return outcomes
