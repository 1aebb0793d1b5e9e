"""The inverse of `flow.trace`: from the graph to the rows of an SOP file, as short as they can be written.

A row of the table becomes one step where its symbols can be written as one (one symbol a lane, one decision, the last),
else several. What the file's form cannot say is told; `check` asserts that nothing else differs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from sopgen.importing.doubts import Doubt, Note
from sopgen.importing.graph import Arrow, Graph
from sopgen.importing.labels import YES
from sopgen.importing.listed import listed
from sopgen.importing.page import Box
from sopgen.importing.symbols import name_of
from sopgen.importing.table import Role, Row, Table
from sopgen.scene.symbols import SymbolKind

END = "selesai"
START_WORDS = re.compile(r"(?i)\W*(mulai|start|awal|begin)\W*")
END_WORDS = re.compile(r"(?i)\W*(selesai|stop|end|akhir|finish)\W*")
SIMBOL = {SymbolKind.PROCESS: "proses", SymbolKind.TERMINATOR: "terminator", SymbolKind.DECISION: "keputusan"}


@dataclass(slots=True)
class Step:
    """One entry of `langkah`."""

    row: int
    """index of the table's row"""
    members: tuple[int, ...]
    """its symbols (indices into the graph), in the order of `pelaksana`; empty where none is drawn"""
    hubungan: str = "berurutan"
    lanes: tuple[int, ...] = ()
    key: str = ""
    """what references call it: an id, given where it is referred to"""
    first: bool = True
    """whether it is the first step of its row, which holds the row's texts"""
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """An SOP as it will be written: its mapping, and the steps behind its rows."""

    document: dict[str, Any]
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]
    expected: frozenset[tuple[str, str, str, bool]]
    """(from, to, label, plain) of every arrow that the file must draw; symbols as `row@lane`, START and END"""
    kinds: dict[str, SymbolKind]
    """symbol -> the kind the file must draw"""


@dataclass(frozen=True, slots=True)
class Names:
    """What rows and lanes are called already, where that is known."""

    rows: tuple[str, ...]
    """how references name each row of the table"""
    lanes: tuple[str, ...]
    capsules: tuple[frozenset[int], frozenset[int]]
    """the symbols that are known to be Mulai and Selesai, capsules of their own"""


def draft_of(table: Table, graph: Graph, identity: dict[str, Any], title: str, names: Names | None = None) -> Draft:
    """The SOP that draws this graph; `names` are kept where there are some."""
    return _Writer(table, graph, names).draft(identity, title)


class _Writer:
    def __init__(self, table: Table, graph: Graph, names: Names | None = None) -> None:
        self.table, self.graph, self.names = table, graph, names
        self.notes: list[Note] = []
        self.start, self.ends = self._capsules()
        if names:
            self.start, self.ends = set(names.capsules[0]), set(names.capsules[1])
        self.separate = bool(self.start and self.ends)
        self.arrows = [a for a in graph.arrows if not self._dropped(a)]
        self.members = [i for i in range(len(graph.symbols)) if not self._is_capsule(i)]
        self.out: dict[int, list[Arrow]] = defaultdict(list)
        self.into: dict[int, list[Arrow]] = defaultdict(list)
        for arrow in self.arrows:
            if not arrow.joint:
                self.out[arrow.source].append(arrow)
                self.into[arrow.target].append(arrow)

    # capsules of their own

    def _capsules(self) -> tuple[set[int], set[int]]:
        """(Mulai, Selesai): capsules that share the cell or the row of the symbol they lead to or end."""
        symbols = self.graph.symbols
        entered = {a.target for a in self.graph.arrows}
        left = {a.source for a in self.graph.arrows}
        cells = defaultdict(list)
        for i, s in enumerate(symbols):
            cells[s.row, s.lane].append(i)
        rows = {s.row for s in symbols}
        start, ends = set(), set()
        for i, s in enumerate(symbols):
            if s.kind is not SymbolKind.TERMINATOR:
                continue
            shares = len(cells[s.row, s.lane]) > 1
            alone = sum(o.row == s.row for o in symbols) == 1
            if i not in entered and s.row == min(rows) and not alone and (shares or START_WORDS.fullmatch(s.text)):
                goals = [symbols[a.target] for a in self.graph.arrows if a.source == i]
                if goals and all(goal.row == s.row for goal in goals):
                    start.add(i)
            elif i not in left and i in entered and not alone and (shares or END_WORDS.fullmatch(s.text)):
                ends.add(i)
        return (start, ends) if len(start) == 1 else (set(), ends)

    def _is_capsule(self, i: int) -> bool:
        return i in self.start or i in self.ends

    def _dropped(self, arrow: Arrow) -> bool:
        """Arrows of capsules that are not drawn apart: without both, the form's own first and last symbols stand for
        them; a decision keeps its `selesai`."""
        if self.separate:
            return False
        if arrow.source in self.start:
            return True
        decides = self.graph.symbols[arrow.source].kind is SymbolKind.DECISION
        return arrow.target in self.ends and not decides

    # steps

    def draft(self, identity: dict[str, Any], title: str) -> Draft:
        steps = self._steps()
        self.step_of = {i: step for step in steps for i in step.members}
        for step in steps:
            step.lanes = tuple(self.graph.symbols[i].lane for i in step.members) or self._borrowed(steps, step)
        numbers = self._numbers(steps)
        self._name(steps, numbers)
        lanes = self.names.lanes if self.names else lane_ids([lane.name for lane in self.table.columns.lanes])
        for place, step in enumerate(steps):
            self._fill(step, place, steps, lanes, numbers[place])
        for step in steps:
            if id(step) in self.named:
                step.values = {"id": step.key, **step.values}
        self._tell_capsules()
        document = _document(self.table, identity, title, lanes, steps, self.separate)
        expected, kinds = self._promise(steps, lanes)
        return Draft(document, tuple(steps), tuple(self.notes), expected, kinds)

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
                symbol = self.graph.symbols[groups[1].members[0]]
                self.notes.append(
                    Note(Doubt.SPLIT_ROW, symbol.page, symbol.outline.box, name_of(symbol, self.table), row=row)
                )
            if not groups[0].members:
                self._note_row(Doubt.NO_SYMBOL, row)
        return steps

    def _note_row(self, doubt: Doubt, row: int) -> None:
        line = self.table.rows[row]
        x0, x1 = self.table.columns.body
        number = line.texts.get(Role.NO, "").strip(" .") or str(row + 1)
        self.notes.append(Note(doubt, line.page, Box(x0, line.y0, x1, line.y1), f"baris {number}", row=row))

    def _groups(self, members: Sequence[int]) -> list[Step]:
        """A row's symbols as few steps, in the order in which the flow goes through them."""
        if not members:
            return []
        if whole := self._as_step(members):
            return [whole]
        groups: list[Step] = []
        for i in self._flow_order(members):
            joined = self._as_step([*groups[-1].members, i]) if groups else None
            if joined:
                groups[-1] = joined
            else:
                single = self._as_step([i])
                groups += [single] if single else []
        return groups

    def _flow_order(self, members: Sequence[int]) -> list[int]:
        """Entered from outside first, then along the arrows; by height and lane where those say nothing."""
        symbols = self.graph.symbols
        rest = sorted(members, key=lambda i: (symbols[i].outline.box.center[1], symbols[i].lane))
        order: list[int] = []
        while rest:
            free = [
                i for i in rest if not any(a.source in rest and a.source != i for a in self.into[i] if a.target == i)
            ]
            pick = next(
                (i for i in rest if order and any(a.target == i for a in self.out[order[-1]]) and i in free), None
            )
            pick = pick if pick is not None else (free or rest)[0]
            order.append(pick)
            rest.remove(pick)
        return order

    def _decides(self, i: int) -> bool:
        return self.graph.symbols[i].kind is SymbolKind.DECISION or any(a.label for a in self.out[i])

    def _as_step(self, members: Sequence[int]) -> Step | None:
        """The step that draws these symbols; None where the form has none."""
        decisions = [i for i in members if self._decides(i)]
        if len(members) == 1:
            return Step(0, tuple(members))
        if len(decisions) > 1 or len({self.graph.symbols[i].lane for i in members}) < len(members):
            return None
        inside = [a for a in self.arrows if a.source in members and a.target in members]
        if any(a.joint for a in inside):
            return self._jointly(members, inside, decisions)
        leaving = [i for i in members if any(a.target not in members for a in self.out[i])]
        if decisions and any(i not in decisions for i in leaving):
            return None
        if order := self._in_line(members, inside, decisions):
            return Step(0, order)
        return self._side_by_side(members, inside, decisions)

    def _side_by_side(self, members: Sequence[int], inside: Sequence[Arrow], decisions: Sequence[int]) -> Step | None:
        """`sejajar`: no arrow between the symbols; beside a diamond a box would need a way out of its own."""
        silent = decisions and any(not self.out[i] for i in members if i not in decisions)
        if silent or any(a.source not in decisions for a in inside):
            return None
        boxes = sorted((i for i in members if i not in decisions), key=lambda i: self.graph.symbols[i].lane)
        return Step(0, (*boxes, *decisions), "sejajar")

    def _jointly(self, members: Sequence[int], inside: Sequence[Arrow], decisions: Sequence[int]) -> Step | None:
        """`bersama`: neighbours joined by plain lines; the flow enters and leaves the first named."""
        by_lane = sorted(members, key=lambda i: self.graph.symbols[i].lane)
        lines = {frozenset((a.source, a.target)) for a in inside if a.joint}
        if lines != {frozenset(pair) for pair in pairwise(by_lane)}:
            return None
        if any(not a.joint and a.source not in decisions for a in inside):
            return None
        leaving = [i for i in by_lane if self.out[i]]
        entered = [i for i in by_lane if any(a.source not in members for a in self.into[i])]
        if decisions:
            if any(i not in decisions for i in leaving):
                return None
            first = [i for i in by_lane if i not in decisions]
            return Step(0, (*first, *decisions), "bersama")
        lead = (leaving or entered or by_lane)[0]
        return Step(0, (lead, *(i for i in by_lane if i != lead)), "bersama")

    def _in_line(self, members: Sequence[int], inside: Sequence[Arrow], decisions: Sequence[int]) -> tuple[int, ...]:
        """The one order in which arrows lead through all of the symbols; empty where there is none."""
        plain = {(a.source, a.target) for a in inside if a.source not in decisions and not a.label}
        if len(plain) != len(members) - 1:
            return ()
        following = dict(plain)
        starts = set(members) - {b for _, b in plain}
        if len(following) != len(plain) or len(starts) != 1:
            return ()
        order = [*starts]
        while order[-1] in following and len(order) <= len(members):
            order.append(following[order[-1]])
        good = len(order) == len(members) and (not decisions or order[-1] == decisions[0])
        return tuple(order) if good else ()

    def _borrowed(self, steps: Sequence[Step], step: Step) -> tuple[int, ...]:
        """The lane of a row without symbols: that of the symbol before it."""
        before = [s for s in steps[: steps.index(step)] if s.lanes]
        return (before[-1].lanes[-1],) if before else (0,)

    # numbers and names

    def _numbers(self, steps: Sequence[Step]) -> list[str]:
        """What `no` prints for each step."""
        numbers = []
        for step in steps:
            printed = self.table.rows[step.row].texts.get(Role.NO, "").strip()
            printed = re.sub(r"^[(\s]+|[).\s]+$|[:@]", "", printed).replace(END, "-")
            numbers.append((printed or "-") if step.first else "-")
        return numbers

    def _name(self, steps: Sequence[Step], numbers: Sequence[str]) -> None:
        """Ids for the rows that references will name: every goal of an arrow that is not just the next row."""
        taken = {END, "mulai", *numbers}
        for step in steps:
            if self.names and step.first:
                step.key = self.names.rows[step.row]
                taken.add(step.key)
                continue
            step.key = _unique(slug(self.table.rows[step.row].texts.get(Role.KEGIATAN, ""), 24) or "langkah", taken)
        self.named: set[int] = set()

    # references

    def _fill(self, step: Step, place: int, steps: Sequence[Step], lanes: Sequence[str], number: str) -> None:
        row = self.table.rows[step.row]
        text = row.texts.get(Role.KEGIATAN, "")
        values = step.values
        if number != str(place + 1):
            values["no"] = number
        values["kegiatan"] = text or "(kegiatan tidak terbaca)"
        if not text:
            self._note_row(Doubt.NO_ACTIVITY, step.row)
        names = [lanes[i] for i in step.lanes]
        values["pelaksana"] = names if len(names) > 1 else names[0]
        if step.hubungan != "berurutan":
            values["hubungan"] = step.hubungan
        decision = next((i for i in step.members if self._decides(i) and self.out[i]), None)
        if decision is not None:
            if question := self._question(decision):
                values["pertanyaan"] = question
            values["keputusan"] = self._answers(decision, step, lanes)
        elif (onward := self._onward(step, place, steps, lanes)) is not None:
            values["lanjut"] = onward
        if kind := self._override(step, place, decision):
            values["simbol"] = kind
        if step.first:
            values |= _contents(row)

    def _question(self, decision: int) -> str:
        """What a diamond asks; the answer that some write into it is the label of a branch."""
        symbol = self.graph.symbols[decision]
        answers = {a.label.casefold() for a in self.out[decision]}
        asks = symbol.kind is SymbolKind.DECISION and len(symbol.text) > 1 and symbol.text.casefold() not in answers
        return symbol.text if asks else ""

    def _answers(self, decision: int, step: Step, lanes: Sequence[str]) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        for label, targets in self._outcomes(decision, step):
            name = _unique(label or "Lanjut", set(answers), " ")
            if targets[0] in self.ends:
                answers[name] = END
            else:
                answers[name] = self._reference(self.step_of[targets[0]], targets, step, decision, lanes)
        return answers

    def _outcomes(self, decision: int, step: Step) -> list[tuple[str, tuple[int, ...]]]:
        """(label, targets) of each outcome, yes first; several targets where the row they stand in is entered so."""
        found: list[tuple[str, tuple[int, ...]]] = []
        arrows = sorted(self.out[decision], key=lambda a: not YES.fullmatch(a.label))
        for label in dict.fromkeys(arrow.label for arrow in arrows):
            targets = [a.target for a in arrows if a.label == label]
            goals = {id(self.step_of[t]) if t in self.step_of else 0 for t in targets}
            goal = self.step_of.get(targets[0])
            if len(goals) == 1 and goal and set(self._entries(goal, step, decision)) == set(targets):
                found.append((label, tuple(targets)))
            else:
                found += [(label, (target,)) for target in targets]
        return found

    def _reference(self, goal: Step, targets: tuple[int, ...], step: Step, source: int, lanes: Sequence[str]) -> str:
        """`key`, where the flow enters there by itself, else `key@lane`. One call stands for one entry."""
        self.named.add(id(goal))
        if set(self._entries(goal, step, source)) == set(targets):
            return goal.key
        return f"{goal.key}@{lanes[self.graph.symbols[targets[0]].lane]}"

    def _entries(self, goal: Step, step: Step, source: int) -> tuple[int, ...]:
        """Where the flow from a symbol enters a step, where nothing else is said (as `flow.trace` has it)."""
        if goal.hubungan != "sejajar":
            return goal.members[:1]
        lane = self.graph.symbols[source].lane
        same = tuple(i for i in goal.members if self.graph.symbols[i].lane == lane)
        return same if step.hubungan == "sejajar" and same else goal.members

    def _ways(self, source: int, step: Step, lanes: Sequence[str]) -> list[str]:
        """References to all goals of a symbol without a decision; none where the flow ends in it."""
        outside = [a.target for a in self.out[source] if not self._implied(step, source, a.target)]
        found: list[str] = []
        goals: dict[int, list[int]] = defaultdict(list)
        for target in outside:
            if target not in self.ends:
                goals[id(self.step_of[target])].append(target)
        for targets in goals.values():
            goal = self.step_of[targets[0]]
            if set(self._entries(goal, step, source)) == set(targets):
                found.append(self._reference(goal, tuple(targets), step, source, lanes))
            else:
                found += [self._reference(goal, (t,), step, source, lanes) for t in targets]
        return found

    def _implied(self, step: Step, source: int, target: int) -> bool:
        """Whether `hubungan: berurutan` itself draws this arrow."""
        return step.hubungan == "berurutan" and (source, target) in set(pairwise(step.members))

    def _onward(self, step: Step, place: int, steps: Sequence[Step], lanes: Sequence[str]) -> Any:
        """The value of `lanjut`; None where it goes without saying."""
        if not step.members:
            return None
        named_before = set(self.named)
        ways = {i: self._ways(i, step, lanes) for i in step.members}
        leaving = {"berurutan": step.members[-1:], "bersama": step.members[:1]}.get(step.hubungan, step.members)
        following = steps[place + 1] if place + 1 < len(steps) else None
        onward = next(
            (s for s in steps[place + 1 :] if s.members), None
        )  # the flow passes through rows without symbols
        others = [i for i in step.members if i not in leaving and ways[i]]
        if not others and onward is not None:
            plain = all(ways[i] == [onward.key] for i in leaving)
            if plain:
                self.named = named_before
                return None
        ended = all(not ways[i] for i in leaving)
        if not others and ended:
            self._tell_dead_end(step, leaving, place, steps)
            return None if following is None else END
        if not others and all(ways[i] == ways[leaving[0]] for i in leaving):
            return ways[leaving[0]][0] if len(ways[leaving[0]]) == 1 else ways[leaving[0]]
        mapping = {}
        for i in step.members:
            if ways[i] or i in leaving:
                goal: Any = ways[i] or [END]
                mapping[lanes[self.graph.symbols[i].lane]] = goal[0] if len(goal) == 1 else goal
        return mapping

    def _tell_dead_end(self, step: Step, leaving: Sequence[int], place: int, steps: Sequence[Step]) -> None:
        """A box in mid-table from which no arrow leads on: an end that is not drawn as one, or a lost arrow."""
        for i in leaving:
            symbol = self.graph.symbols[i]
            ends_apart = any(a.source == i and a.target in self.ends for a in self.graph.arrows)
            if symbol.kind is SymbolKind.PROCESS and place + 1 < len(steps) and not ends_apart:
                self.notes.append(
                    Note(Doubt.NO_WAY_ON, symbol.page, symbol.outline.box, name_of(symbol, self.table), row=symbol.row)
                )

    # symbols

    def _default_kinds(self, step: Step, place: int, decision: int | None) -> list[SymbolKind]:
        """What `flow.trace` draws where `simbol` is not given."""
        kinds = []
        ends = {i for i in step.members if not [a for a in self.out[i] if a.target not in self.ends]}
        for n, i in enumerate(step.members):
            if decision is not None:
                kinds.append(SymbolKind.DECISION if n == len(step.members) - 1 else SymbolKind.PROCESS)
                continue
            leaves = {"berurutan": n == len(step.members) - 1, "bersama": n == 0}.get(step.hubungan, True)
            ending = (i in ends and leaves) or (step.hubungan == "bersama" and step.members[0] in ends)
            begins = place == 0 and (n == 0 or step.hubungan != "berurutan")
            capsule = not self.separate and (begins or ending)
            kinds.append(SymbolKind.TERMINATOR if capsule else SymbolKind.PROCESS)
        return kinds

    def _override(self, step: Step, place: int, decision: int | None) -> str | None:
        """The `simbol` that makes a row look as it was drawn; None where it does by itself."""
        drawn = [self._drawn_kind(i) for i in step.members]
        if drawn == self._default_kinds(step, place, decision) or not drawn:
            return None
        if len(set(drawn)) == 1 and (drawn[0] is not SymbolKind.DECISION or decision is not None):
            return SIMBOL[drawn[0]]
        return None

    def _drawn_kind(self, i: int) -> SymbolKind:
        """The kind of a symbol; beside a capsule of its own that is not kept, the symbol is the capsule."""
        kind = self.graph.symbols[i].kind
        if self.separate or kind is not SymbolKind.PROCESS:
            return kind
        near = {a.source for a in self.graph.arrows if a.target == i} & self.start
        near |= {a.target for a in self.graph.arrows if a.source == i} & self.ends
        return SymbolKind.TERMINATOR if near else kind

    def _tell_capsules(self) -> None:
        if self.separate:
            return
        for i in sorted(self.start | self.ends):
            symbol = self.graph.symbols[i]
            decides = any(
                a.target == i and self.graph.symbols[a.source].kind is SymbolKind.DECISION for a in self.graph.arrows
            )
            if not decides:
                self.notes.append(
                    Note(Doubt.REWRITTEN, symbol.page, symbol.outline.box, name_of(symbol, self.table), row=symbol.row)
                )

    # what the file must draw

    def _promise(
        self, steps: Sequence[Step], lanes: Sequence[str]
    ) -> tuple[frozenset[tuple[str, str, str, bool]], dict[str, SymbolKind]]:
        names = {}
        for place, step in enumerate(steps):
            for i in step.members:
                names[i] = f"{place}@{lanes[self.graph.symbols[i].lane]}"
        names |= dict.fromkeys(self.start, "mulai") | dict.fromkeys(self.ends, END)
        expected = {(names[a.source], names[a.target], a.label, a.joint) for a in self.arrows}
        kinds = {names[i]: self._drawn_kind(i) for step in steps for i in step.members}
        return frozenset(expected), kinds


def _document(
    table: Table,
    identity: dict[str, Any],
    title: str,
    lanes: Sequence[str],
    steps: Sequence[Step],
    separate: bool,
) -> dict[str, Any]:
    """The mapping of the file, its keys in the order of the form."""
    dates = {key: identity[key] for key in ("pembuatan", "revisi", "efektif") if key in identity}
    document: dict[str, Any] = {
        "instansi": identity.get("instansi"),
        "judul": identity.get("judul") or title,
        "nomor": identity.get("nomor"),
        "tanggal": dates or None,
        "disahkan_oleh": identity.get("disahkan_oleh"),
        "status": "draf",
    }
    for key in (
        "dasar_hukum",
        "kualifikasi_pelaksana",
        "keterkaitan",
        "peralatan_perlengkapan",
        "peringatan",
        "pencatatan_pendataan",
    ):
        document[key] = identity.get(key)
    document["pelaksana"] = {
        id: {"nama": name, "kelompok": lane.group} if lane.group else name
        for id, lane, name in (
            (id, lane, lane.name or f"Pelaksana {n}")
            for n, (id, lane) in enumerate(zip(lanes, table.columns.lanes, strict=True), 1)
        )
    }
    document["langkah"] = [step.values for step in steps]
    if separate:
        document["tampilan"] = {"terminator": "terpisah"}
    return {key: value for key, value in document.items() if value}


def _contents(row: Row) -> dict[str, Any]:
    """mutu_baku and keterangan of a row, without what is empty."""
    mutu = {k.value: listed(row.texts[k]) for k in (Role.KELENGKAPAN, Role.WAKTU, Role.OUTPUT) if row.texts.get(k)}
    if isinstance(mutu.get("waktu"), list):
        mutu["waktu"] = " ".join(row.texts[Role.WAKTU].split())
    note = listed(row.texts.get(Role.KETERANGAN, ""))
    return ({"mutu_baku": mutu} if mutu else {}) | ({"keterangan": note} if note else {})


def slug(text: str, longest: int) -> str:
    """A text as an id: small letters and digits, words joined by `_`, whole words as far as they go."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"\([^)]*\)", " ", text.casefold()))
    kept: list[str] = []
    for word in words:
        if kept and len("_".join([*kept, word])) > longest:
            break
        kept.append(word)
    return "_".join(kept[:3])[:longest]


def _unique(name: str, taken: set[str], join: str = "_") -> str:
    """The name, or the name with the first number that makes it another; it is taken then."""
    found, n = name, 2
    while found in taken:
        found = f"{name}{join}{n}"
        n += 1
    taken.add(found)
    return found


def lane_ids(names: Sequence[str]) -> list[str]:
    """An id for each lane, from its name."""
    taken: set[str] = {END, "mulai", "true", "false", "null"}
    return [_unique(slug(name, 20) or f"pelaksana_{n}", taken) for n, name in enumerate(names, 1)]
