"""A workbook that somebody edited, back into its own YAML: a three-way merge.

The base that the workbook carries against what stands in it now is what the person edited; the edits are made by
position in the text of the YAML. Where the file has moved on since, a place that both changed is a conflict: both sides
are named and nothing is chosen. What is not edited stays byte for byte. What the file has taken over already is not
taken over again, so that the same workbook may come twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any

from sopgen.diagnostics import Path as YamlPath
from sopgen.diagnostics import quoted
from sopgen.editing.patch import Document, NotEditable
from sopgen.editing.written import Value, flow
from sopgen.flow import START, Flow, row_numbers, trace
from sopgen.importing.model import Names, draft_of
from sopgen.importing.opening import Refused
from sopgen.importing.own import CAPSULES, Own, Text, edited, texts_of, words
from sopgen.importing.table import Role, listed
from sopgen.layout import lay_out
from sopgen.model import END, Sop
from sopgen.model.sop import MutuBaku, keys_of
from sopgen.reading import Reading
from sopgen.reading.advice import at
from sopgen.render.xlsx.content import Arrow, Content, Spot, content_of, drawing_of
from sopgen.scene.document import Key
from sopgen.scene.symbols import SymbolKind
from sopgen.text.align import Item, paired
from sopgen.text.ids import lane_ids

FLOW_KEYS = ("pelaksana", "hubungan", "keputusan", "lanjut", "simbol")

SAYS = "isinya"

Ask = tuple[Callable[..., Document], *tuple[Any, ...]]
"""a method of Document, and what for"""


@dataclass(slots=True)
class Merge:
    """What became of the file."""

    text: str
    changes: list[str] = field(default_factory=list)
    """what was taken over, for the user"""
    conflicts: list[str] = field(default_factory=list)
    """what was not, and why: both sides"""
    guesses: list[str] = field(default_factory=list)
    """`place: what` was taken over in the way that it was probably meant"""
    losses: list[str] = field(default_factory=list)
    """`place: what` of texts in the workbook that have no place in the file"""
    form: tuple[str, ...] = ()
    """what of the workbook looks otherwise than it was written"""


def merge(own: Own, text: str, read: Callable[[str], Reading]) -> Merge:
    """The file with the edits of the workbook; Refused where the file itself cannot be drawn."""
    return _Merger(own, text, read).merge()


def not_taken_over(data: bytes, text: str, read: Callable[[str], Reading]) -> list[str]:
    """What writing over a workbook would lose of a person's edits, in words for the user: what it says, as far as its
    file has not taken that over, and how it looks, which no file does."""
    try:
        own = edited(data)
        merged = merge(own, text, read) if own else Merge("")
    except Refused:
        return [SAYS]
    says_more = merged.changes or merged.conflicts or merged.guesses or merged.losses
    return [*[SAYS] * bool(says_more), *merged.form]


class _Merger:
    def __init__(self, own: Own, text: str, read: Callable[[str], Reading]) -> None:
        self.own, self.base, self.read = own, own.base.content, read
        self.done = Merge(text, form=own.form)
        drawn = self._drawn()
        if drawn is None:
            raise Refused("berkas YAML-nya tidak dapat dibaca: betulkan dulu menurut `sopgen validate`")
        self.sop = drawn[0]
        self.before = content_of(lay_out(*drawn), drawn[1])
        """what the file says now, before the edits"""
        self.said, self.base_said = texts_of(self.before), texts_of(self.base)
        touched = {spot[0] for arrow in own.arrows for spot in (arrow.start, arrow.end)}
        self.loose = own.rows.keys() - touched - {*self.base.rows}
        """rows that are new and that no arrow touches: a person who copies a row leaves the arrows to others"""
        self.rows = dict(_pairs(_row_items(self.base, self.base_said), _row_items(self.before, self.said)))
        """row of the base -> the row it is in the file now; those that it still has"""
        new_rows = {key: said.get(Role.KEGIATAN, "") for key, said in own.rows.items() if key not in self.base.rows}
        others = [row for row in self.before.rows if row not in self.rows.values()]
        self.there = _alike(new_rows, {row: self.said.get(("langkah", row, "kegiatan"), "") for row in others})
        """row that is new in the workbook -> the same in the file, which took it over before"""
        self.rows |= self.there
        self.entries = dict(_pairs(_entry_items(self.base_said), _entry_items(self.said)))
        """entry of a box likewise"""
        new = {lane: name for lane, name in own.lanes.items() if lane not in self.base.lanes}
        others = [lane for lane in self.before.lanes if lane not in self.base.lanes]
        known = _alike(new, {lane: self.said["pelaksana", lane, "nama"] for lane in others})
        fresh = [lane for lane in new if lane not in known]
        ids = lane_ids([new[lane] for lane in fresh], self.before.lanes)
        self.lane_ids = known | dict(zip(fresh, ids, strict=True))
        """ids of the lanes that are new in the workbook"""

    def _drawn(self) -> tuple[Sop, Flow] | None:
        """The SOP that the text says now, and its flow; None where it cannot be read, like one with a key twice, or
        names rows or lanes that are not there."""
        sop = self.read(self.done.text).sop
        try:
            return (sop, trace(sop)) if sop and self._data() else None
        except (ValueError, KeyError, NotEditable):
            return None

    def merge(self) -> Merge:
        known = {name: key for key, name in self.rows.items()}
        order = [known.get(name, f"={name}") for name in self.before.rows]
        ours = _ways(self.before.drawn, self.before.arrows, dict(zip(self.before.rows, order, strict=True)), {})
        wanted = self._merged_order(order)
        draft = draft_of(self.own.table, self.own.graph, {}, self._names(wanted))
        steps = zip(draft.steps, draft.document["langkah"], strict=True)
        drafted = {self.own.keys[step.row]: values for step, values in steps if step.first}
        self.split = {self.own.keys[step.row] for step in draft.steps if not step.first}
        """rows whose drawing no single row of a file says"""
        self._texts()
        self._lanes()
        self._row_order(order, wanted, drafted)
        self._flow(order, ours, drafted)
        reading = self.read(self.done.text)
        if reading.sop is None:
            problem = next((f.message for f in reading.findings if f.refuses), "tidak terbaca")
            raise Refused(f"hasil suntingannya tidak dapat ditulis sebagai SOP ({problem})")
        for key, number in zip(order, row_numbers(reading.sop), strict=False):
            was, now, _ = self.own.texts.get(("langkah", key, "no"), ("", "", ""))
            if words(was) != words(now) and now.strip().rstrip(".") != number:
                self.done.losses.append(f"langkah {key}: nomor `{quoted(now)}`")
        return self.done

    # ---- small means

    def _edit(self, said: str, *asked: Ask) -> bool:
        """Make edits in the text, all or none, and tell them as one; what cannot be made is told as a conflict."""
        document = Document(self.done.text)
        try:
            for ask, *what in asked:
                document = ask(document, *what)
        except NotEditable as problem:
            self.done.conflicts.append(f"{said}: {problem}")
            return False
        self.done.text = document.text
        self.done.changes += [said] if asked else []
        return True

    def _data(self, *path: str | int) -> Any:
        """What the text holds at a path now; None where it holds nothing."""
        return at(Document(self.done.text).data, path)

    # ---- texts

    def _texts(self) -> None:
        """What was typed over what was printed, and below it: from the end, so that entries before stay in place."""
        told = len(self.done.changes)
        added: dict[Key, list[str]] = {}
        there = [(key[0], words(text)) for key, text in self.said.items() if key not in self.entries.values()]
        for place, typed, above in self.own.additions:
            if above and (above[0], words(typed)) in there:
                there.remove((above[0], words(typed)))
            elif above:
                added.setdefault(above, []).append(typed)
            else:
                self.done.losses.append(f"{place}: teks `{quoted(typed)}`")
        for key, text in reversed(self.own.texts.items()):
            for new in reversed(added.get(key, [])):
                self._edit(f"{key[0]}: butir baru `{quoted(new)}`", (_add_entry, self.entries.get(key, key), new))
            if text.now != text.was and key[-1] != "no":
                self._text(key, text)
        self.done.changes[told:] = reversed(self.done.changes[told:])
        for new in self.there:
            for column, typed in self.own.rows[new].items():
                if column != "no":
                    self._text(("langkah", new, column), Text(typed, typed))

    def _text(self, key: Key, text: Text) -> None:
        """One text that somebody changed, unless the file says another by now."""
        was, now, rival = text
        current, where = self._current(key), self._where(key)
        shown = (f"`{' '.join(side.split())}`" if side else "(kosong)" for side in (was, now))
        said = f"{where}: {' → '.join(shown)}"
        if current is None and not now:
            return  # it is gone from the file too
        if current is None and not rival:
            self.done.conflicts.append(f"{said}: sudah tidak ada di YAML")
        elif rival or words(current or "") not in (words(was), words(now)):
            before = f"semula `{quoted(was)}`, " if was != now else ""
            sides = f"di buku kerja `{quoted(now)}`, di YAML `{quoted(rival or current or '')}`"
            self.done.conflicts.append(f"{where}: {before}{sides}; pilih sendiri")
        elif words(current or "") != words(now):
            self._write(key, text, said)

    def _current(self, key: Key) -> str | None:
        """What the file says at a key of the base; None where it has no such place any more."""
        if key[0] == "langkah":
            row = self.rows.get(str(key[1]))
            return self.said.get(("langkah", row, key[2]), "") if row else None
        return self.said.get(self.entries.get(key, () if isinstance(key[-1], int) else key))

    def _where(self, key: Key) -> str:
        """A key for the user: `langkah 3, waktu`, `dasar_hukum 2`."""
        match key:
            case ("langkah", str(row), column):
                return f"langkah {self.there.get(row, row)}, {column}"
            case ("pelaksana", id, _):
                return f"pelaksana {id}"
        return " ".join(str(part + 1) if isinstance(part, int) else part for part in key)

    def _place(self, key: Key) -> tuple[YamlPath, bool]:
        """Where a text is written in the file, and whether it is the name of a key there."""
        match key:
            case ("langkah", str(row), str(column)):
                part = ("mutu_baku",) if column in keys_of(MutuBaku) else ()
                return ("langkah", self.before.rows.index(self.rows[row]), *part, column), False
            case ("pelaksana", _, "nama") if not isinstance(self._data(*key[:-1]), dict):
                return key[:-1], False
            case ("identitas_tambahan", str(), "nama"):
                return key[:-1], True
            case (*_, int()):
                return _entry_path(self._data(), self.entries.get(key, key))
        return key, key[0] in ("tambahan", "penutup")

    def _write(self, key: Key, text: Text, said: str) -> None:
        """Write a text that somebody changed."""
        now, title = text.now, self.own.texts["judul",].now
        decisions = [row for (row, _), kind in self.own.symbols.items() if kind is SymbolKind.DECISION]
        path, is_name = self._place(key)
        asked: list[Ask] = [(_put, path[:-1] if path[-1] == "sop" and now else path, now)]
        if is_name and (now or not isinstance(key[-1], int)):
            asked = [(Document.rename_key, path, now)]
        match key:
            case ("tampilan", "label", "judul_tabel") if words(now) in (words(f"SOP {title}"), words(title)):
                return  # it follows from the title
            case ("langkah", str(row), "pertanyaan") if now and row not in decisions:
                self.done.losses.append(f"langkah {row}: teks `{quoted(now)}` di dalam simbol")
                return
            case ("langkah", *_):  # a numbered list stays one where it is one still
                old, new = self._data(*path), listed(now, least=1)
                asked = [*_list_edits(path, old, new)] if isinstance(old, list) and isinstance(new, list) else asked
            case ("pelaksana", _, "nama"):
                asked = [(Document.set_text, path, now)]
            case ("pelaksana", str(id), "kelompok"):  # each lane under it names it
                lanes, right = self._data("pelaksana"), self.base.lanes[self.base.lanes.index(id) + 1 :]
                under = takewhile(lambda lane: words(str(at(lanes, (lane, key[2])) or "")) == words(text.was), right)
                asked = [(_put, ("pelaksana", lane, key[2]), now) for lane in (id, *under)]
            case (*_, "nip"):
                word = re.escape(text.was.removesuffix(str(self._data(*path))))  # what the form prints before it
                asked = [(_put, path, re.sub(rf"(?i)^(nip\b\.?\s*:?|{word})\s*", "", now))]
        self._edit(said, *asked)

    # ---- lanes and rows

    def _lanes(self) -> None:
        if tuple(self.own.lanes) == self.base.lanes:
            return
        for id in self.base.lanes:
            if id not in self.own.lanes and id in self.before.lanes:
                self._edit(f"pelaksana {id} dihapus", (Document.remove, ("pelaksana", id)))
        for lane, id in self.lane_ids.items():
            name = self.own.lanes[lane]
            if id not in self.before.lanes:
                self._edit(f"pelaksana baru: {name}", (Document.add_key, ("pelaksana", id), name))
        wanted = (self.lane_ids.get(id, id) for id in self.own.lanes)
        self._arrange("pelaksana", [*(self._data("pelaksana") or ())], wanted, "urutan pelaksana")

    def _arrange(self, key: str, current: list[str], wanted: Iterable[str], said: str) -> None:
        """Put the members that are wanted into that order; others keep their places. `current`, those in the text,
        follows."""
        order = _in_slots(current, [name for name in wanted if name in current])
        places = [current.index(name) for name in order]
        if order != current and self._edit(said, (Document.arrange, (key,), places)):
            current[:] = order

    def _merged_order(self, order: Sequence[str]) -> list[str]:
        """The rows of the file with the person's insertions, deletions and moves."""
        merged = [key for key in order if key in self.own.rows or key not in self.base.rows]
        kept = [key for key in self.own.rows if key in merged]
        if [key for key in kept if key in self.base.rows] != [key for key in self.base.rows if key in kept]:
            merged = _in_slots(merged, kept)
        last = -1
        for key in self.own.rows:
            if key not in self.base.rows and key not in merged:
                merged.insert(last + 1, key)
            last = merged.index(key) if key in merged else last
        return merged

    def _names(self, order: Sequence[str]) -> Names:
        """What references call each row of the workbook's table: its id, else its number in the merged file."""
        names = {}
        for place, key in enumerate(order, 1):
            step = self.sop.langkah[self.before.rows.index(self.rows[key])] if key in self.rows else None
            names[key] = ((step and (step.id or step.no)) or str(place)).rstrip(".")
        spots = self.own.spots.items()
        start, ends = (frozenset(id for id, (row, _) in spots if row == capsule) for capsule in (START, END))
        return Names(
            tuple(names.get(key, key) for key in self.own.keys),
            tuple(self.lane_ids.get(id, id) for id in self.own.lanes),
            (start, ends),
        )

    def _row_order(self, order: list[str], wanted: Sequence[str], drafted: Mapping[str, dict[str, Any]]) -> None:
        """Delete, move and insert rows in the text; `order`, the rows of the text, follows."""
        for place, key in reversed(list(enumerate(order))):
            gone = key not in wanted and self._deletable(key)
            if gone and self._edit(f"langkah {key} dihapus", (Document.remove, ("langkah", place))):
                del order[place]
        self._arrange("langkah", order, wanted, "urutan langkah")
        for place, key in enumerate(wanted):
            if key not in order:
                others = ("id", "no", *(FLOW_KEYS[1:] if key in self.loose else ()))
                row = {name: value for name, value in drafted[key].items() if name not in others}
                self._edit(f"langkah baru: {row['kegiatan']}", (Document.add_item, ("langkah",), place, row))
                order.insert(place, key)

    def _deletable(self, key: str) -> bool:
        """A row that was deleted in the workbook goes only where the file still says of it what was printed."""
        printed = {k: text for k, text in self.base_said.items() if k[:2] == ("langkah", key) and k[2] != "no"}
        same = all(words(self._current(k) or "") == words(text) for k, text in printed.items())
        if not same:
            self.done.conflicts.append(f"langkah {key}: dihapus di buku kerja, diubah di YAML; pilih sendiri")
        return same

    # ---- the flow

    def _flow(self, order: Sequence[str], ours: dict[str, _Way], drafted: Mapping[str, dict[str, Any]]) -> None:
        """Make each row lead where its arrows lead. A row that nobody drew anew leads where it led."""
        base = _ways(self.base.drawn, self.base.arrows, {}, {})
        theirs = _ways(self.own.symbols.items(), self.own.arrows, {}, self.lane_ids)
        self._join(order, theirs, drafted)
        wanted: dict[str, _Way] = {}
        for key in order:
            printed, here, there = base.get(key), ours.get(key), theirs.get(key)
            if (key in base or key in ours) and here != printed and there not in (printed, here):
                self.done.conflicts.append(f"langkah {key}: alurnya diubah di buku kerja dan di YAML; pilih sendiri")
            elif (way := here if key in base and there == printed else there) is not None:
                wanted[key] = way
        taken: list[str] = []
        for _ in range(2):  # what is written for one row may be what another meant by "the next row"
            now = self._written_ways(order)
            for place, key in enumerate(order):
                drawn = key in wanted and wanted[key] == theirs.get(key) and key not in self.split
                if drawn and now.get(key) != wanted[key]:
                    self._write_flow(key, ("langkah", place), drafted.get(key, {}))
                    taken.append(key)
        doubts = [n for n in self.own.graph.notes if n.row is not None and self.own.keys[n.row] in taken]
        self.done.guesses += [f"{note.place}: {note.sentence}" for note in doubts]
        now, why = self._written_ways(order), "alurnya tidak dapat ditulis persis seperti gambarnya: periksa panahnya"
        self.done.conflicts += [f"langkah {key}: {why}" for key, way in wanted.items() if now.get(key) != way]

    def _join(self, order: Sequence[str], ways: dict[str, _Way], drafted: Mapping[str, dict[str, Any]]) -> None:
        """Let the flow go through rows that no arrow touches, where it goes from the row before to the row after."""
        for place, key in enumerate(order[1:-1], 1):
            before, after, way = order[place - 1], order[place + 1], ways.get(order[place - 1], frozenset())
            onward = {part for part in way if part[0] == ARROW and part[2] == after}
            if onward and key in self.loose:
                lane = str(drafted[key]["pelaksana"])
                ways[before] = way - onward | {(*part[:2], key, lane, part[4]) for part in onward}
                here = {(SYMBOL, lane, "proses"), *((ARROW, lane, after, part[3], "") for part in onward)}
                ways[key] = frozenset(here)
                said = f"langkah baru {place + 1}: tanpa panah, jadi dibaca sesudah langkah di atasnya"
                self.done.guesses += [said] if key not in self.there else []

    def _written_ways(self, order: Sequence[str]) -> dict[str, _Way]:
        """The flow that the text has now; nothing while it names rows or lanes that are gone."""
        drawn = self._drawn()
        if drawn is None or len(drawn[1].keys) != len(order):
            return {}
        return _ways(*drawing_of(drawn[1]), dict(zip(drawn[1].keys, order, strict=True)), {})

    def _write_flow(self, key: str, row: YamlPath, drafted: Mapping[str, Any]) -> None:
        """The flow of a row as it is drawn; what is written so already stays."""
        for name in FLOW_KEYS:
            old, new = self._data(*row, name), drafted.get(name)
            said = f"langkah {key}: {name} {flow(old) or '(kosong)'} → {flow(new) or '(kosong)'}"
            if name == "keputusan" and isinstance(old, dict) and isinstance(new, dict):
                self._edit(said, *self._outcome_edits((*row, name), old, new))
            elif old not in (new, [new]):
                self._edit(said, (_put, (*row, name), new))

    def _outcome_edits(self, path: YamlPath, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Ask]:
        """The outcomes of a decision: renamed, removed, changed and added one by one."""
        following = str(int(path[1]) + 2)
        goals = {label: following if goal is None else goal for label, goal in old.items()}
        fresh = [label for label in new if label not in old]
        for label in [label for label in old if label not in new]:
            alike = next((f for f in fresh if goals[label] == new[f] or len(fresh) == 1), None)
            if alike:
                fresh.remove(alike)
                goals[alike] = goals[label]
                yield Document.rename_key, (*path, label), alike
            else:
                yield Document.remove, (*path, label)
        for label, goal in new.items():
            if goals.get(label) != goal:
                yield _put, (*path, label), goal


SYMBOL, ARROW, BOND = "simbol", "panah", "bersama"
_Way = frozenset[tuple[str, ...]]
"""how a row is drawn: (SYMBOL, lane, kind), (ARROW, lane, row, lane, label), (BOND, lane) of each who acts jointly"""


def _ways(
    drawn: Iterable[Sequence[Any]], arrows: Iterable[Arrow], tokens: Mapping[str, str], lanes: Mapping[str, str]
) -> dict[str, _Way]:
    """Each row's symbols and arrows; where capsules of their own stand is layout's to say."""

    def spot(place: Spot) -> Spot:
        key = tokens.get(place[0], place[0])
        return key, "" if key in CAPSULES else lanes.get(place[1], place[1])

    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for place, kind, *_ in drawn:
        key, lane = spot(place)
        if key not in CAPSULES:
            found[key].add((SYMBOL, lane, str(kind)))
    for arrow in arrows:
        (key, lane), (goal, other) = spot(arrow.start), spot(arrow.end)
        if arrow.joint:  # which neighbours the lines join follows from the order of lanes
            found[key] |= {(BOND, lane), (BOND, other)}
        else:
            found[key].add((ARROW, lane, goal, other, words(arrow.label)))
    return {key: frozenset(way) for key, way in found.items()}


def _pairs(olds: Iterable[tuple[Any, Item]], news: Iterable[tuple[Any, Item]]) -> Iterator[tuple[Any, Any]]:
    """What is one and the same in the base and in the file now: all where nothing changed, else by ids and likeness."""
    before, after = [*olds], [*news]
    if before == after:
        yield from ((key, key) for key, _ in before)
        return
    for kind in {item.kind for _, item in before}:
        old, new = ([one for one in side if one[1].kind == kind] for side in (before, after))
        for pair in paired([item for _, item in old], [item for _, item in new]):
            yield old[pair.before][0], new[pair.after][0]


def _alike(new: Mapping[str, str], fresh: Mapping[str, str]) -> dict[str, str]:
    """Names of what is new in the workbook with those of what is new in the file and says the same, each once."""
    left: dict[str, list[str]] = defaultdict(list)
    for name, text in fresh.items():
        left[words(text)].append(name)
    return {key: left[said].pop(0) for key, text in new.items() if (said := words(text)) and left[said]}


def _row_items(content: Content, said: Mapping[Key, str]) -> Iterator[tuple[str, Item]]:
    """Rows of a document to pair: by their ids, and by what they say."""
    for key in content.rows:
        more = " ".join(said.get(("langkah", key, name), "") for name in keys_of(MutuBaku))
        yield key, Item("" if key.isdecimal() else key, words(said.get(("langkah", key, "kegiatan"), "")), more)


def _entry_items(said: Mapping[Key, str]) -> Iterator[tuple[Key, Item]]:
    """Entries of boxes to pair, each among those of its box."""
    for key, text in said.items():
        if isinstance(key[-1], int):
            yield key, Item(text=words(text), kind=tuple(part for part in key if isinstance(part, str)))


def _in_slots(current: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Those that are wanted, in their order, in the places that they hold now; others stay."""
    following = iter(wanted)
    return [next(following) if name in wanted else name for name in current]


def _put(document: Document, path: YamlPath, value: Value) -> Document:
    """A value at a path: changed where it is written, else added in the order of the form; nothing removes it."""
    if value in ("", [], None):
        return document.remove(path)
    if document.has(path) or isinstance(path[-1], int):
        return document.set_value(path, value)
    return document.add_key(path, value)


def _add_entry(document: Document, key: Key, text: str) -> Document:
    """A new entry of a box below another one."""
    path, is_heading = _entry_path(document.data, key)
    if is_heading or path[-1] == "sop":  # the entry that it is
        path = path[:-1]
    if isinstance(path[-1], int):
        return document.add_item(path[:-1], path[-1] + 1, text)
    return document.add_item(path, 1, text)


def _entry_path(data: Any, key: Key) -> tuple[YamlPath, bool]:
    """Where an entry of a box is written, and whether it is a heading; no place there is where a sopgen.yaml gives it.
    Blank entries print nothing, and one mapping may hold several headings."""
    path: YamlPath = tuple(part for part in key if isinstance(part, str))
    is_heading = False
    for place in (part for part in key if isinstance(part, int)):
        printed = [*_printed_entries(at(data, path), path)]
        path, is_heading = printed[place] if place < len(printed) else ((*path, place), False)
    return path, is_heading


def _printed_entries(value: Any, path: YamlPath) -> Iterator[tuple[YamlPath, bool]]:
    """Where each entry of a box is written that prints a line, in order, and whether it is a heading."""
    for n, entry in enumerate(value) if isinstance(value, list) else [(None, value)]:
        place = path if n is None else (*path, n)
        if isinstance(entry, dict):
            yield from (((*place, name), name != "sop") for name in entry)
        elif isinstance(entry, str) and entry.strip():
            yield place, False


def _list_edits(path: YamlPath, value: Sequence[Any], entries: Sequence[str]) -> Iterator[Ask]:
    """What makes one list of the other: entries changed, removed and added one by one, from the end."""
    steps = SequenceMatcher(None, [words(str(v)) for v in value], [words(e) for e in entries], autojunk=False)
    for tag, a, b, c, d in reversed(steps.get_opcodes()):
        if tag != "equal":
            common = min(b - a, d - c)
            yield from ((Document.remove, (*path, n)) for n in reversed(range(a + common, b)))
            yield from ((Document.add_item, path, a + n, entries[c + n]) for n in range(common, d - c))
            yield from ((Document.set_text, (*path, a + n), entries[c + n]) for n in range(common))
