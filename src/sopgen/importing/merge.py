"""A workbook that somebody edited, back into its own YAML: a three-way merge.

The base that the workbook carries against what stands in it now is what the person edited; the edits are made by
position in the text of the YAML. Where the file has moved on since, a place that both changed is a conflict: both sides
are named and nothing is chosen. What is not edited stays byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from sopgen.diagnostics import Path as YamlPath
from sopgen.diagnostics import quoted
from sopgen.editing.patch import Document, Edits, NotEditable, Value, apply
from sopgen.flow import trace
from sopgen.importing.model import Draft, Names, draft_of, lane_ids
from sopgen.importing.opening import Refused
from sopgen.importing.own import CAPSULES, Own, OwnRow, base_of, changed_by_hand, own_of, words
from sopgen.importing.page import column_letters
from sopgen.layout import lay_out
from sopgen.model.sop import Langkah, MutuBaku, SopContent
from sopgen.reading import Reading
from sopgen.render.xlsx.content import Arrow, Content, Printed, Spot, content_of
from sopgen.scene.document import Key

ROW_KEYS = tuple(Langkah.model_fields)
FLOW_KEYS = ("pelaksana", "hubungan", "pertanyaan", "keputusan", "lanjut", "simbol")
CONTENT = tuple(MutuBaku.model_fields)
_ENTRY = re.compile(r"\d+[.)] ?(.*)", re.DOTALL)
_NUMBER = re.compile(r"(?:\d+|[a-z]{1,2})[.)]|-")


@dataclass(slots=True)
class Merge:
    """What became of the file."""

    text: str
    changes: list[str] = field(default_factory=list)
    """what was taken over, for the user"""
    conflicts: list[str] = field(default_factory=list)
    """what was not, and why: both sides"""
    guesses: list[str] = field(default_factory=list)
    """what was taken over in the way that it was probably meant"""
    losses: list[str] = field(default_factory=list)
    """(place, what) of texts in the workbook that have no place in the file"""


def merge(own: Own, text: str, read: Callable[[str], Reading]) -> Merge:
    """The file with the edits of the workbook; Refused where the file itself cannot be drawn."""
    return _Merger(own, text, read).merge()


def says_more(data: bytes, text: str, read: Callable[[str], Reading]) -> bool:
    """Whether a workbook holds edits that its file has not taken over: writing over it would lose them."""
    if not changed_by_hand(data):
        return False
    try:
        base = base_of(data)
        merged = merge(own_of(data, base), text, read) if base else None
    except Refused:
        return True
    return merged is None or bool(merged.changes or merged.conflicts or merged.guesses or merged.losses)


class _Merger:
    def __init__(self, own: Own, text: str, read: Callable[[str], Reading]) -> None:
        self.own, self.base, self.read = own, own.base.content, read
        self.done = Merge(text)
        self.before = self._content(text)
        """what the file says now, before the edits"""
        touched = {spot[0] for arrow in own.arrows for spot in (arrow.start, arrow.end)}
        self.loose = {row.key for row in own.rows if row.is_new and row.key not in touched}
        """rows that are new and that no arrow touches: a person who copies a row leaves the arrows to others"""
        self.lane_ids: dict[str, str] = {}
        """ids of the lanes that are new"""
        self.rows = self._known_rows()
        """row of the base -> its place in the file now; those that it still has"""

    def merge(self) -> Merge:
        own_rows = {row.key: row for row in self.own.rows}
        order = [*self._file_order()]
        names = self._names(self._merged_order(order))
        draft = draft_of(self.own.table, self.own.graph, {}, "", names)
        self._texts()
        self._lanes()
        self._row_texts(own_rows)
        self._questions()
        order = self._row_order(order, own_rows, draft)
        self._flow(order, draft)
        self._read_back()
        return self.done

    # ---- small means

    def _content(self, text: str) -> Content:
        sop = self.read(text).sop
        if sop is None:
            raise Refused("berkas YAML-nya tidak dapat dibaca: betulkan dulu menurut `sopgen validate`")
        flow = trace(sop)
        return content_of(lay_out(sop, flow), flow)

    def _edit(self, said: str, ask: Callable[..., Edits], *what: Any) -> bool:
        """Make one edit in the text and tell it; what cannot be made is told as a conflict. `ask`: a method of
        Document, for `what`."""
        try:
            self.done.text = apply(self.done.text, ask(Document(self.done.text), *what))
        except NotEditable as problem:
            self.done.conflicts.append(f"{said}: {problem}")
            return False
        if said:
            self.done.changes.append(said)
        return True

    def _data(self, path: YamlPath) -> Any:
        """What the text holds at a path now; None where it holds nothing."""
        data = Document(self.done.text).data
        for part in path:
            try:
                data = data[part]
            except (KeyError, IndexError, TypeError):
                return None
        return data

    def _conflict(self, where: str, base: str, theirs: str, ours: str) -> None:
        sides = f"di buku kerja `{quoted(theirs)}`, di YAML `{quoted(ours)}`"
        self.done.conflicts.append(f"{where}: semula `{quoted(base)}`, {sides}; pilih sendiri")

    def _put(self, path: YamlPath, value: Value, said: str) -> bool:
        """A value at a path: changed where it is written, else added in the order of the form; none removes it."""
        if value in ("", [], None):
            return self._edit(said, Document.remove, path) if self._data(path) is not None else True
        if self._data(path[:-1]) is not None and path[-1] in (self._data(path[:-1]) or {}):
            return self._edit(said, Document.set_value, path, value)
        return self._edit(said, Document.add_key, path, value, _order(path))

    # ---- texts outside of rows

    def _texts(self) -> None:
        ours = _texts_by_key(self.before.printed)
        added = self._anchored()
        # From the end, so that the places of entries before stay as they were printed.
        for key, items in reversed(_by_key(self.own.texts).items()):
            for text in reversed(added.get(key, [])):
                self._add_entry(key, text)
            now = [self.own.texts[item] for item in items]
            if all(text is not None and words(text) == words(item.text) for item, text in zip(items, now, strict=True)):
                continue
            if not key:
                self._unkeyed(items)
            elif key[:1] != ("pelaksana",):
                self._text(key, items, now, ours.get(key))

    def _unkeyed(self, items: Sequence[Printed]) -> None:
        """Numbers of entries and words of the cover follow from the rest: what is typed over them is lost, and told."""
        for item in items:
            text = self.own.texts[item]
            if text and words(text) != words(item.text) and not _NUMBER.fullmatch(text.strip()):
                self.done.losses.append(f"{item.sheet}: teks `{quoted(text)}` (semula `{quoted(item.text)}`)")

    def _text(self, key: Key, items: Sequence[Printed], now: Sequence[str | None], ours: list[str] | None) -> None:
        where, was = " ".join(map(str, key)), [item.text for item in items]
        copies = len(items) > 1 and len({words(text) for text in was}) == 1
        if copies:  # one text that is printed in several places: whatever was typed in one of them
            typed = list(
                dict.fromkeys(
                    text for text, old in zip(now, was, strict=True) if text is not None and words(text) != words(old)
                )
            )
            if len(typed) > 1:
                self._conflict(where, was[0], typed[0], typed[1])
                return
            new, old = (typed or [""])[0], was[0]
        else:
            new, old = " ".join(text for text in now if text), " ".join(was)
        current = " ".join((ours or [""])[:1] if copies else ours or [""])
        if ours is not None and words(current) == words(new):
            return
        if ours is None or words(current) != words(old):
            self._conflict(where, old, new, current)
            return
        self._write(key, old, new, f"{where}: `{quoted(old)}` → `{quoted(new)}`")

    def _write(self, key: Key, old: str, new: str, said: str) -> None:
        match key:
            case ("tampilan", "label", "judul_tabel"):
                title = next((now for item, now in self.own.texts.items() if item.key == ("judul",) and now), "")
                if words(new) not in (words(f"SOP {title}"), words(title)):
                    self._put(("tampilan", "label", "judul_tabel"), new, said)
            case ("tambahan" | "penutup", str(heading)):
                self._edit(said, Document.rename_key, (str(key[0]), heading), new)
            case ("disahkan_oleh", "nip"):
                self._put(key, re.sub(r"(?i)^nip\.?\s*:?\s*", "", new), said)
            case (*_, int()):
                self._entry(key, new, said)
            case _:
                self._put(key, new, said)

    def _entry(self, key: Key, new: str, said: str) -> None:
        """An entry of a box: a text, a heading with entries below it, or a link."""
        path = self._entry_path(key)
        if path is None:
            self.done.conflicts.append(f"{said}: butir ini tidak ditulis di berkas YAML-nya")
        elif not new:
            self._edit(said, Document.remove, path)
        elif path[-1] == "sop":
            self._edit(said, Document.set_value, path[:-1], new)
        elif isinstance(self._data(path), list | dict):
            self._edit(said, Document.rename_key, path, new)
        else:
            self._edit(said, Document.set_value, path, new)

    def _entry_path(self, key: Key) -> YamlPath | None:
        """Where an entry is written: blank entries print nothing, and one mapping may hold several headings."""
        names = [part for part in key if isinstance(part, str)]
        path: YamlPath = tuple(names)
        for wanted in (part for part in key if isinstance(part, int)):
            found = next((p for n, p in enumerate(_printed_entries(self._data(path), path)) if n == wanted), None)
            if found is None:
                return None
            path = found
        return path

    def _anchored(self) -> dict[Key, list[str]]:
        """The texts in new cells below an entry of a box, by its key; what stands elsewhere is lost, and told."""
        found: dict[Key, list[str]] = {}
        places = [
            (p, item.key) for item, p in self.own.places.items() if p and item.key and isinstance(item.key[-1], int)
        ]
        for sheet, row, column, text in self.own.additions:
            above = [(p, key) for p, key in places if (p[0], p[2]) == (sheet, column) and p[1] < row]
            if above:
                found.setdefault(max(above)[1], []).append(text)
            elif not _NUMBER.fullmatch(text.strip()):
                self.done.losses.append(f"{sheet}!{column_letters(column)}{row + 1}: teks `{quoted(text)}`")
        return found

    def _add_entry(self, key: Key, text: str) -> None:
        """A new entry of a box below another one."""
        path, said = self._entry_path(key), f"{key[0]}: butir baru `{quoted(text)}`"
        if path is not None and isinstance(path[-1], str) and len(path) > 1 and isinstance(path[-2], int):
            path = path[:-1]  # a heading or a link: the entry it is
        if path is None:
            self.done.conflicts.append(f"{said}: butir di atasnya tidak ditulis di berkas YAML-nya")
        elif isinstance(path[-1], int):
            self._edit(said, Document.add_item, path[:-1], path[-1] + 1, text)
        else:
            self._edit(said, Document.add_item, path, 1, text)

    # ---- lanes

    def _lanes(self) -> None:
        was, now = list(self.base.lanes), [lane.id for lane in self.own.lanes]
        written = self._data(("pelaksana",))
        headings = {
            item.key: (item.text, text) for item, text in self.own.texts.items() if item.key[:1] == ("pelaksana",)
        }
        for (_, id, name), (old, new) in headings.items():
            if new is not None and words(new) != words(old) and id in now:
                said = f"pelaksana {id}: `{quoted(old)}` → `{quoted(new)}`"
                if not isinstance(written, dict) or id not in written:
                    self.done.conflicts.append(f"{said}: ditulis di sopgen.yaml, bukan di berkas ini")
                elif name == "nama":
                    self._rename_lane(str(id), old, new, said)
                else:
                    self._rename_group(str(id), old, new, said)
        if now == was or not isinstance(written, dict):
            return
        self.lane_ids = self._new_lanes(written)
        for id in was:
            if id not in now:
                self._edit(f"pelaksana {id} dihapus", Document.remove, ("pelaksana", id))
        for lane in self.own.lanes:
            if lane.is_new:
                id = self.lane_ids[lane.id]
                self._edit(f"pelaksana baru: {lane.name}", Document.add_key, ("pelaksana", id), lane.name)
        wanted = [self.lane_ids.get(id, id) for id in now]
        self._arrange(("pelaksana",), [str(id) for id in self._data(("pelaksana",)) or ()], wanted, "urutan pelaksana")

    def _new_lanes(self, written: dict[str, Any]) -> dict[str, str]:
        """Ids for lanes that are new, from their names."""
        new = [lane for lane in self.own.lanes if lane.is_new]
        ids = lane_ids([*written, *(lane.name for lane in new)])[len(written) :]
        return {lane.id: id for lane, id in zip(new, ids, strict=True)}

    def _rename_lane(self, id: str, old: str, new: str, said: str) -> None:
        value = self._data(("pelaksana", id))
        current = value.get("nama", "") if isinstance(value, dict) else value
        if words(str(current)) == words(new):
            return
        if words(str(current)) != words(old):
            self._conflict(f"pelaksana {id}", old, new, str(current))
            return
        path = ("pelaksana", id, "nama") if isinstance(value, dict) else ("pelaksana", id)
        self._edit(said, Document.set_text, path, new)

    def _rename_group(self, id: str, old: str, new: str, said: str) -> None:
        """The heading over several lanes: each of them names it."""
        ids = list(self.base.lanes)
        for lane in ids[ids.index(id) :]:
            value = self._data(("pelaksana", lane))
            if not isinstance(value, dict) or words(str(value.get("kelompok") or "")) != words(old):
                break
            if new:
                self._edit(said, Document.set_text, ("pelaksana", lane, "kelompok"), new)
            else:
                self._edit(said, Document.remove, ("pelaksana", lane, "kelompok"))
            said = ""

    def _arrange(self, path: YamlPath, current: list[str], wanted: Sequence[str], said: str) -> None:
        """Move members until those that are wanted stand in that order; others keep their places."""
        slots = [n for n, name in enumerate(current) if name in wanted]
        goal = list(current)
        for slot, name in zip(slots, [name for name in wanted if name in current], strict=True):
            goal[slot] = name
        for target in range(len(goal)):
            if current[target] == goal[target]:
                continue
            source = current.index(goal[target])
            if (
                len(current) > target + 1
                and [*current[target + 1 : source + 1], current[target]] == goal[target : source + 1]
            ):
                source, target = target, source  # noqa: PLW2901 - one member goes down instead of several up
            if not self._edit(said, Document.move_item, path, source, target):
                return
            current.insert(target, current.pop(source))

    # ---- rows

    def _known_rows(self) -> dict[str, int]:
        """Rows of the base in the file as it is now: by their keys where the file is as it was, else by their ids and
        by what they say."""
        if self.before.rows == self.base.rows:
            return {key: n for n, key in enumerate(self.base.rows)}
        base = {str(i.key[1]): words(i.text) for i in self.base.printed if i.key[::2] == ("langkah", "kegiatan")}
        ours = {str(i.key[1]): words(i.text) for i in self.before.printed if i.key[::2] == ("langkah", "kegiatan")}
        found: dict[str, int] = {}
        for n, key in enumerate(self.before.rows):
            if key in base and not key.isdecimal():
                found[key] = n
        matcher = SequenceMatcher(
            None, [base[k] for k in self.base.rows], [ours[k] for k in self.before.rows], autojunk=False
        )
        for block in matcher.get_matching_blocks():
            for offset in range(block.size):
                found.setdefault(self.base.rows[block.a + offset], block.b + offset)
        return found

    def _file_order(self) -> Iterator[str]:
        """The rows of the file now, by their keys in the base; others by a key of their own."""
        known = {n: key for key, n in self.rows.items()}
        for n in range(len(self.before.rows)):
            yield known.get(n, f"={n}")

    def _merged_order(self, order: Sequence[str]) -> list[str]:
        """The rows of the file with the person's insertions, deletions and moves."""
        gone = {key for key in self.base.rows if key not in {row.key for row in self.own.rows}}
        merged = [key for key in order if key not in gone]
        kept = [row.key for row in self.own.rows if row.key in merged]
        if kept != [key for key in self.base.rows if key in kept]:
            slots = [n for n, key in enumerate(merged) if key in kept]
            for slot, key in zip(slots, kept, strict=True):
                merged[slot] = key
        last = -1
        for row in self.own.rows:
            if row.is_new:
                merged.insert(last + 1, row.key)
            last = merged.index(row.key) if row.key in merged else last
        return merged

    def _names(self, order: Sequence[str]) -> Names:
        """What references call each row of the workbook's table: its id, else its number in the merged file."""
        rows = Document(self.done.text).data.get("langkah") or []
        rows = rows if isinstance(rows, list) else [rows]
        names = {}
        for place, key in enumerate(order, 1):
            step = rows[self.rows[key]] if key in self.rows else {}
            names[key] = str(step.get("id") or step.get("no") or place).rstrip(".")
        written = self._data(("pelaksana",)) or {}
        ids = self._new_lanes(written)
        return Names(
            tuple(names.get(row.key, row.key) for row in self.own.table_rows),
            tuple(ids.get(lane.id, lane.id) for lane in self.own.lanes),
            self.own.capsules,
        )

    def _row_texts(self, own_rows: dict[str, OwnRow]) -> None:
        base, ours = _texts_by_key(self.base.printed), _texts_by_key(self.before.printed)
        for key, row in own_rows.items():
            for column, now in row.texts.items() if not row.is_new else ():
                old = " ".join(base.get(("langkah", key, column), [""]))
                if words(now) == words(old) or column == "no":
                    continue
                said = f"langkah {key}, {column}: `{quoted(old)}` → `{quoted(now)}`"
                if key not in self.rows:
                    self.done.conflicts.append(f"{said}: langkah ini sudah tidak ada di YAML")
                    continue
                current = " ".join(ours.get(("langkah", self.before.rows[self.rows[key]], column), [""]))
                if words(current) == words(now):
                    continue
                if words(current) != words(old):
                    self._conflict(f"langkah {key}, {column}", old, now, current)
                    continue
                self._cell(self.rows[key], column, now, said)

    def _questions(self) -> None:
        """What stands in the diamonds of rows that were printed."""
        for key, lane in self.base.symbols:
            was, now = self.base.questions.get((key, lane), ""), self.own.questions.get((key, lane), "")
            if "".join(was.split()) == "".join(now.split()) or key not in self.rows:
                continue
            path = ("langkah", self.rows[key], "pertanyaan")
            current = str(self._data(path) or "")
            if "".join(current.split()) not in ("".join(was.split()), "".join(now.split())):
                self._conflict(f"langkah {key}, pertanyaan", was, now, current)
            elif (key, lane) in self.own.symbols:
                self._put(path, now, f"langkah {key}, pertanyaan: `{quoted(was)}` → `{quoted(now)}`")

    def _cell(self, place: int, column: str, now: str, said: str) -> None:
        """A cell of a row; a numbered list stays one where it is one still."""
        way: YamlPath = ("mutu_baku", column) if column in CONTENT else (column,)
        path = ("langkah", place, *way)
        value = self._data(path)
        entries = _entries(now) if isinstance(value, list) else None
        if not entries or not isinstance(value, list):
            self._put(path, now, said)
            return
        steps = SequenceMatcher(None, [words(str(v)) for v in value], [words(e) for e in entries], autojunk=False)
        for tag, a, b, c, d in reversed(steps.get_opcodes()):
            changed = list(zip(range(a, b), entries[c:d], strict=False)) if tag == "replace" else []
            for n in reversed(range(a + len(changed), b) if tag in ("replace", "delete") else ()):
                self._edit(said, Document.remove, (*path, n))
                said = ""
            for n, entry in enumerate(entries[c + len(changed) : d] if tag in ("replace", "insert") else ()):
                at = b + n if tag == "replace" else a + n
                self._edit(said, Document.add_item, path, at, entry)
                said = ""
            for n, entry in changed:
                self._edit(said, Document.set_text, (*path, n), entry)
                said = ""

    def _row_order(self, order: list[str], own_rows: dict[str, OwnRow], draft: Draft | None) -> list[str]:
        """Delete, move and insert rows in the text; gives the rows of the text then."""
        wanted = self._merged_order(order)
        for place, key in reversed(list(enumerate(order))):
            if key in wanted or not self._deletable(key):
                continue
            if self._edit(f"langkah {key} dihapus", Document.remove, ("langkah", place)):
                del order[place]
        self._arrange(("langkah",), order, [key for key in wanted if key in order], "urutan langkah")
        for place, key in enumerate(wanted):
            if key not in order:
                row = own_rows[key]
                value = self._new_row(row, draft)
                self._edit(
                    f"langkah baru: {row.texts.get('kegiatan', '')}", Document.add_item, ("langkah",), place, value
                )
                order.insert(place, key)
        return order

    def _deletable(self, key: str) -> bool:
        """A row that was deleted in the workbook goes only where the file still says of it what was printed."""
        base, ours = _texts_by_key(self.base.printed), _texts_by_key(self.before.printed)
        name = self.before.rows[self.rows[key]]
        same = all(
            ours.get(("langkah", name, str(k[2]))) == text
            for k, text in base.items()
            if k[:2] == ("langkah", key) and k[2] != "no"
        )
        if not same:
            self.done.conflicts.append(f"langkah {key}: dihapus di buku kerja, diubah di YAML; pilih sendiri")
        return same

    def _new_row(self, row: OwnRow, draft: Draft | None) -> dict[str, Value]:
        """A row that the person added: its texts, and what was drawn in it."""
        flow = self._drafted(row.key, draft)
        content = {name: content_of_cell(row.texts[name]) for name in CONTENT if row.texts.get(name)}
        value: dict[str, Value] = {
            "kegiatan": row.texts.get("kegiatan") or "(kegiatan belum diisi)",
            **flow,
            "mutu_baku": content or None,
            "keterangan": content_of_cell(row.texts.get("keterangan", "")),
        }
        return {name: value[name] for name in ROW_KEYS if value.get(name)}

    def _drafted(self, key: str, draft: Draft | None) -> dict[str, Any]:
        """The flow of a row as the drawing has it."""
        for step in draft.steps if draft else ():
            if self.own.table_rows[step.row].key == key and step.first:
                names = ("pelaksana",) if key in self.loose else FLOW_KEYS
                return {name: step.values[name] for name in names if name in step.values}
        return {"pelaksana": self.own.lanes[0].id} if self.own.lanes else {}

    # ---- the flow

    def _flow(self, order: Sequence[str], draft: Draft | None) -> None:
        """Make each row lead where its arrows lead. A row that nobody drew anew leads where it led."""
        ours = self._ways(self.before, dict(zip(self.before.rows, self._file_order(), strict=True)))
        base = self._ways(self.base, {})
        theirs = _ways(self.own.symbols, self.own.arrows, {}, self.lane_ids)
        self._join(order, theirs, draft)
        for _ in range(2):  # what is written for one row may be what another meant by "the next row"
            now = self._written_ways(order)
            for place, key in enumerate(order):
                wanted = theirs.get(key) if key not in base or theirs.get(key) != base[key] else ours.get(key)
                if wanted is None or (now is not None and now.get(key) == wanted):
                    continue
                if key in base and ours.get(key) != base[key] and theirs.get(key) not in (base[key], ours.get(key)):
                    self._tell_flow(key, "alurnya diubah di buku kerja dan di YAML; pilih sendiri")
                elif theirs.get(key) == wanted:
                    self._set_flow(place, key, self._drafted(key, draft), now)

        now = self._written_ways(order)
        for key in order:
            wanted = theirs.get(key) if key not in base or theirs.get(key) != base[key] else ours.get(key)
            if wanted is not None and (now is None or now.get(key) != wanted):
                self._tell_flow(key, "alurnya tidak dapat ditulis persis seperti gambarnya: periksa panahnya")

    def _join(self, order: Sequence[str], ways: dict[str, _Way], draft: Draft | None) -> None:
        """Let the flow go through rows that no arrow touches, where it goes from the row before to the row after."""
        for place, key in enumerate(order):
            if key not in self.loose or not 0 < place < len(order) - 1:
                continue
            before, after = order[place - 1], order[place + 1]
            lane = str(self._drafted(key, draft)["pelaksana"])
            drawn, leaving = ways.get(before, (frozenset(), frozenset()))
            onward = {arrow for arrow in leaving if arrow[1] == after}
            if not onward:
                continue
            ways[before] = (drawn, frozenset({*(leaving - onward), *((a[0], key, lane, *a[3:]) for a in onward)}))
            ways[key] = (frozenset({(lane, "proses")}), frozenset((lane, after, a[2], "", False) for a in onward))
            self.done.guesses.append(f"langkah baru {place + 1}: tanpa panah, jadi dibaca sesudah langkah di atasnya")

    def _tell_flow(self, key: str, why: str) -> None:
        line = f"langkah {key}: {why}"
        if line not in self.done.conflicts:
            self.done.conflicts.append(line)

    def _ways(self, content: Content, tokens: dict[str, str]) -> dict[str, _Way]:
        return _ways(content.symbols, content.arrows, tokens, {})

    def _written_ways(self, order: Sequence[str]) -> dict[str, _Way] | None:
        """The flow that the text has now; None while it names rows or lanes that are gone."""
        sop = self.read(self.done.text).sop
        try:
            flow = trace(sop) if sop else None
        except (ValueError, KeyError):
            return None
        if flow is None or len(flow.keys) != len(order):
            return None
        spots = [(node.key, flow.lanes[node.lane]) for node in flow.nodes]
        symbols = {spot: node.kind for spot, node in zip(spots, flow.nodes, strict=True)}
        arrows = frozenset(Arrow(spots[e.source], spots[e.target], e.label, e.joint) for e in flow.edges)
        return _ways(symbols, arrows, dict(zip(flow.keys, order, strict=True)), {})

    def _set_flow(self, place: int, key: str, drafted: dict[str, Any], now: dict[str, _Way] | None) -> None:
        """Write the flow of a row as it is drawn; what is written so already stays."""
        said = f"langkah {key}: alur dan simbolnya"
        for name in FLOW_KEYS:
            path: YamlPath = ("langkah", place, name)
            old, new = self._data(path), drafted.get(name)
            if name == "pertanyaan" or old == new or (isinstance(old, list) and len(old) == 1 and old[0] == new):
                continue
            if name == "keputusan" and isinstance(old, dict) and isinstance(new, dict):
                said = self._set_outcomes(path, old, new, said)
            else:
                self._put(path, new, said)
                said = ""

    def _set_outcomes(self, path: YamlPath, old: dict[str, Any], new: dict[str, Any], said: str) -> str:
        """The outcomes of a decision: changed, renamed, added and removed one by one."""
        following = str(int(path[1]) + 2)

        def same(written: Any, drawn: Any) -> bool:
            return bool(written == drawn) or (written is None and str(drawn) == following)

        lost = [label for label in old if label not in new]
        fresh = [label for label in new if label not in old]
        for label in list(lost):
            heir = next(
                (f for f in fresh if same(old[label], new[f])), fresh[0] if len(lost) == len(fresh) == 1 else None
            )
            if heir is not None:
                self._edit(said, Document.rename_key, (*path, label), heir)
                lost.remove(label)
                fresh.remove(heir)
                old = {heir if name == label else name: goal for name, goal in old.items()}
                said = ""
        for label in lost:
            self._edit(said, Document.remove, (*path, label))
            said = ""
        for label, goal in new.items():
            if label in old and same(old[label], goal):
                continue
            self._put((*path, label), goal, said)
            said = ""
        return said

    def _read_back(self) -> None:
        """The file must read as an SOP still."""
        reading = self.read(self.done.text)
        if reading.sop is None:
            problem = next((f.message for f in reading.findings if f.refuses), "tidak terbaca")
            raise Refused(f"hasil suntingannya tidak dapat ditulis sebagai SOP ({problem})")


_Way = tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str, str, str, bool]]]
"""of a row: its symbols (lane, kind), and its arrows (lane, row, lane, label, joint)"""


def _ways(
    symbols: dict[Spot, Any], arrows: frozenset[Arrow], tokens: dict[str, str], lanes: dict[str, str]
) -> dict[str, _Way]:
    """Each row's symbols and arrows; where capsules of their own stand is layout's to say."""

    def spot(place: Spot) -> Spot:
        key = tokens.get(place[0], place[0])
        return key, "" if key in CAPSULES else lanes.get(place[1], place[1])

    found: dict[str, tuple[set[Any], set[Any]]] = {}
    for place, kind in symbols.items():
        key, lane = spot(place)
        if key not in CAPSULES:
            found.setdefault(key, (set(), set()))[0].add((lane, str(kind)))
    for arrow in arrows:
        (key, lane), (goal, other) = spot(arrow.start), spot(arrow.end)
        found.setdefault(key, (set(), set()))[1].add((lane, goal, other, words(arrow.label), arrow.joint))
    return {key: (frozenset(drawn), frozenset(leaving)) for key, (drawn, leaving) in found.items()}


def _by_key(texts: dict[Printed, str | None]) -> dict[Key, list[Printed]]:
    found: dict[Key, list[Printed]] = {}
    for item in texts:
        found.setdefault(item.key, []).append(item)
    return found


def _texts_by_key(printed: Sequence[Printed]) -> dict[Key, list[str]]:
    """Key -> its texts, several where one is printed twice or cut by a page's end."""
    found: dict[Key, list[str]] = {}
    for item in printed:
        found.setdefault(item.key, []).append(item.text)
    return found


def _printed_entries(value: Any, path: YamlPath) -> Iterator[YamlPath]:
    """Where each entry of a box is written that prints a line, in order."""
    entries = enumerate(value) if isinstance(value, list) else [(None, value)]
    for n, entry in entries:
        place = path if n is None else (*path, n)
        if isinstance(entry, dict):
            yield from ((*place, name) for name in entry)
        elif isinstance(entry, str) and entry.strip():
            yield place


def _entries(text: str) -> list[str] | None:
    """The entries of a cell that prints a numbered list; None where it is none any more."""
    found: list[str] = []
    for line in text.splitlines():
        match = _ENTRY.fullmatch(line.strip())
        if match:
            found.append(match[1].strip())
        elif found:
            found[-1] += f" {line.strip()}"
        else:
            return None
    return found or None


def content_of_cell(text: str) -> Value:
    """What a cell of a new row holds: a list where its lines are numbered."""
    entries = _entries(text)
    return list(entries) if entries and text.lstrip().startswith("1") else text


def _order(path: YamlPath) -> tuple[str, ...]:
    """The order of the form for the key that a path ends in."""
    match path:
        case ("langkah", int(), "mutu_baku", _):
            return CONTENT
        case ("langkah", int(), _):
            return ROW_KEYS
        case (_,):
            return (*SopContent.model_fields, "tampilan")
        case (str(part), _) if part in SopContent.model_fields:
            return tuple(getattr(SopContent.model_fields[part].annotation, "model_fields", ()))
    return ()
