"""Compares the rows of two versions as they are paired: what they say, who does them, and where they lead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from sopgen.compare.align import Pair, likeness, words
from sopgen.compare.versions import Change, Versions, cell_text, unpaired
from sopgen.diagnostics import quoted
from sopgen.model import Langkah, Sop
from sopgen.rules.graph import Graph, Way, graph_of

T = TypeVar("T")


def row_changes(versions: Versions) -> Iterator[Change]:
    comparer = _Rows(versions)
    found = [*comparer.regrouped()]
    for pair in versions.rows:
        found += comparer.of_pair(pair)
    found += comparer.single()
    yield from sorted(found, key=comparer.order)


class _Rows:
    """Compares the rows of two versions as they are paired."""

    def __init__(self, versions: Versions) -> None:
        self.versions, self.old, self.new = versions, versions.old, versions.new
        self.sides = versions.sides
        self.graphs: tuple[Graph, Graph] = graph_of(self.old), graph_of(self.new)
        self.structured = len(versions.rows) < max(len(self.old.langkah), len(self.new.langkah)) or any(
            pair.moved for pair in versions.rows
        )
        self.split = dict(_regrouped(self.old, self.new, versions.rows))
        """new row -> the pair that it was split from"""
        exchanged = [Pair(pair.after, pair.before, pair.moved) for pair in versions.rows]
        joined = dict(_regrouped(self.new, self.old, exchanged))
        self.joined = {i: Pair(pair.after, pair.before, pair.moved) for i, pair in joined.items()}
        """old row -> the pair that it was joined into"""
        both = {pair.before for pair in self.split.values()} & {pair.before for pair in self.joined.values()}
        for found in (self.split, self.joined):
            for row in [row for row, pair in found.items() if pair.before in both]:
                del found[row]
        self.reworded = {pair.before for pair in (*self.split.values(), *self.joined.values())}

    def order(self, change: Change) -> tuple[float, int]:
        """By the place in the new version; what is gone, where it would stand."""
        if change.new_row is not None:
            return change.new_row, 1
        partner = self.versions.row_of
        before = next((partner[row] for row in range(change.old_row or 0, -1, -1) if row in partner), -1)
        return before + 0.5, change.old_row or 0

    def name(self, i: int | None, j: int | None) -> str:
        names = self.versions.names
        return f"Langkah {quoted(names[1][j] if j is not None else names[0][i or 0])}"

    def change(self, code: str, says: str, pair: Pair, old: str, new: str, *key: str | int) -> Change:
        what = f"{self.name(None, pair.after)}: {says}"
        before, after = ("langkah", pair.before, *key), ("langkah", pair.after, *key)
        return Change(code, what, old, new, before, after, pair.before, pair.after)

    def single(self) -> Iterator[Change]:
        rows = self.versions.rows
        gone, come = ([(("langkah", i), step.kegiatan) for i, step in enumerate(sop.langkah)] for sop in self.sides)
        for change in unpaired("UBAH301", "", rows, gone, come, ("langkah",)):
            row = int((change.before if change.new is None else change.after)[1])
            i, j = (row, None) if change.new is None else (None, row)
            if row in (self.joined if j is None else self.split):
                continue
            yield Change(change.code, self.name(i, j), change.old, change.new, change.before, change.after, i, j)

    def regrouped(self) -> Iterator[Change]:
        for j, pair in self.split.items():
            parts = [self.new.langkah[row].kegiatan for row in sorted((pair.after, j))]
            yield self.change(
                "UBAH304", "dipecah", pair, self.old.langkah[pair.before].kegiatan, " + ".join(parts)
            )  # fmt: skip
        for i, pair in self.joined.items():
            parts = [self.old.langkah[row].kegiatan for row in sorted((pair.before, i))]
            yield self.change("UBAH305", "digabung", pair, " + ".join(parts), self.new.langkah[pair.after].kegiatan)

    def of_pair(self, pair: Pair) -> Iterator[Change]:
        a, b = self.old.langkah[pair.before], self.new.langkah[pair.after]
        if pair.moved:
            names = self.versions.names
            yield Change(
                "UBAH303", f"Langkah {quoted(b.kegiatan)}",
                f"nomor {names[0][pair.before]}", f"nomor {names[1][pair.after]}",
                ("langkah", pair.before), ("langkah", pair.after), pair.before, pair.after,
            )  # fmt: skip
        if (a.id or "") != (b.id or ""):
            yield self.change("UBAH316", "id", pair, a.id or "", b.id or "", "id")
        if not self._same_number(a, b, pair):
            yield self.change("UBAH317", "nomor", pair, a.no or "", b.no or "", "no")
        if a.kegiatan != b.kegiatan and pair.before not in self.reworded:
            yield self.change("UBAH401", "kegiatan", pair, a.kegiatan, b.kegiatan, "kegiatan")
        yield from self._symbols(a, b, pair)
        yield from self._flow(a, b, pair)
        for code, key in (("UBAH501", "waktu"), ("UBAH502", "kelengkapan"), ("UBAH503", "output")):
            cells = getattr(a.mutu_baku, key), getattr(b.mutu_baku, key)
            if cells[0] != cells[1]:
                yield self.change(code, key, pair, *map(cell_text, cells), "mutu_baku", key)
        if a.keterangan != b.keterangan:
            yield self.change(
                "UBAH601", "keterangan", pair, *map(cell_text, (a.keterangan, b.keterangan)), "keterangan"
            )

    def _symbols(self, a: Langkah, b: Langkah, pair: Pair) -> Iterator[Change]:
        yield from self._executors(a, b, pair)
        if a.hubungan != b.hubungan:
            yield self.change("UBAH307", "hubungan", pair, a.hubungan.value, b.hubungan.value, "hubungan")
        if a.simbol != b.simbol:
            one, other = (step.simbol.value if step.simbol else "" for step in (a, b))
            yield self.change("UBAH315", "simbol", pair, one, other, "simbol")
        if a.pertanyaan != b.pertanyaan:
            yield self.change("UBAH318", "pertanyaan", pair, a.pertanyaan or "", b.pertanyaan or "", "pertanyaan")

    def _same_number(self, a: Langkah, b: Langkah, pair: Pair) -> bool:
        """Whether the numbers as written agree; where rows came, went or moved, the numbers shift with their rows."""
        if a.no == b.no:
            return True
        one, other = (a.no or "").rstrip("."), (b.no or "").rstrip(".")
        shifts = one.isdecimal() and other.isdecimal() and int(other) - int(one) == pair.after - pair.before
        return shifts and self.structured

    def _executors(self, a: Langkah, b: Langkah, pair: Pair) -> Iterator[Change]:
        lane_of = self.versions.lane_of
        if [lane_of.get(lane, (lane,)) for lane in a.pelaksana] != list(b.pelaksana):
            one, other = (
                ", ".join(_lane_names(sop).get(lane, lane) for lane in step.pelaksana)
                for sop, step in zip(self.sides, (a, b), strict=True)
            )
            yield self.change("UBAH306", "pelaksana", pair, one, other, "pelaksana")

    # ---- flow

    def _flow(self, a: Langkah, b: Langkah, pair: Pair) -> Iterator[Change]:
        olds, news = self.graphs[0].ways[pair.before], self.graphs[1].ways[pair.after]
        if bool(a.keputusan) != bool(b.keputusan):
            code, says = ("UBAH308", "menjadi keputusan") if b.keputusan else ("UBAH309", "bukan lagi keputusan")
            yield self.change(code, says, pair, *map(self._ways_text, (0, 1), (olds, news)), "keputusan")
        elif b.keputusan:
            yield from self._branches(olds, news, pair)
        elif any(way.written for way in (*olds, *news)) and {self._carried(way) for way in olds} != set(
            map(self._own, news)
        ):
            yield self.change("UBAH314", "lanjut", pair, *self._told(self._ways_text, olds, news), "lanjut")

    def _branches(self, olds: Sequence[Way], news: Sequence[Way], pair: Pair) -> Iterator[Change]:
        before, after = ({way.label: way for way in ways} for ways in (olds, news))
        for label in [label for label in before if label in after]:
            a, b = before.pop(label), after.pop(label)
            if not self._same_way(a, b):
                what = f"cabang {quoted(label)}"
                yield self.change("UBAH312", what, pair, *self._told(self._target, a, b), "keputusan", label)
        for label, a in list(before.items()):
            renamed = next((other for other, b in after.items() if self._same_way(a, b)), None)
            if renamed is not None:
                after.pop(renamed), before.pop(label)
                places = ("langkah", pair.before, "keputusan", label), ("langkah", pair.after, "keputusan", renamed)
                what = f"{self.name(None, pair.after)}: nama cabang"
                yield Change("UBAH313", what, label, renamed, *places, pair.before, pair.after)
        for side, code, ways in ((0, "UBAH311", before), (1, "UBAH310", after)):
            for label, way in ways.items():
                text = f"{label} → {self._target(side, way)}"
                old, new = (text, None) if side == 0 else (None, text)
                key = ("keputusan", label)
                places = ("langkah", pair.before, *key), ("langkah", pair.after, *key)
                what = f"{self.name(None, pair.after)}: cabang"
                yield Change(code, what, old, new, *places, pair.before, pair.after)

    def _same_way(self, a: Way, b: Way) -> bool:
        return (not a.written and not b.written) or self._carried(a)[1:] == self._own(b)[1:]

    def _carried(self, way: Way) -> tuple[object, object, object]:
        """A way of the old version in the terms of the new: the lane it leaves, where it leads, the lane there."""
        size, lane_of = self.graphs[0].size, self.versions.lane_of
        target: object = "?" + (way.written or "") if way.target is None else ("gone", way.target)
        if way.target == size:
            target = "end"
        elif way.target in self.versions.row_of:
            target = self.versions.row_of[way.target]
        return (
            way.source_lane and lane_of.get(way.source_lane, ("gone", way.source_lane)),
            target,
            way.lane and lane_of.get(way.lane, ("gone", way.lane)),
        )

    def _own(self, way: Way) -> tuple[object, object, object]:
        target: object = way.target
        if way.target is None:
            target = "?" + (way.written or "")
        elif way.target == self.graphs[1].size:
            target = "end"
        return way.source_lane, target, way.lane

    def _told(self, tell: Callable[[int, T, bool], str], a: T, b: T) -> tuple[str, str]:
        """Where both sides lead; with the kegiatan there, where one number means another row now."""
        old, new = tell(0, a, False), tell(1, b, False)
        return (old, new) if old != new else (tell(0, a, True), tell(1, b, True))

    def _target(self, side: int, way: Way, with_text: bool = False) -> str:
        if not way.written and not with_text:
            return "langkah berikutnya"
        if way.target is None:
            return way.written or ""
        names, rows = self.versions.names[side], self.sides[side].langkah
        place = "selesai" if way.target == len(names) else f"langkah {names[way.target]}"
        if with_text and way.target < len(rows):
            place += f" ({quoted(rows[way.target].kegiatan)})"
        return f"{place} ({way.lane})" if way.lane else place

    def _ways_text(self, side: int, ways: Sequence[Way], with_text: bool = False) -> str:
        parts = []
        for way in ways:
            start = f"{way.label} → " if way.label else f"{way.source_lane} → " if way.source_lane else ""
            parts.append(start + self._target(side, way, with_text))
        return ", ".join(parts)


def _lane_names(sop: Sop) -> dict[str, str]:
    return {lane.id: lane.nama for lane in sop.pelaksana}


PARTS_COVER, OWN_SHARE, GAIN = 0.75, 0.6, 0.1
"""of two rows that one was split into: likeness of both together to it; how many words of the second part must come
from what the first leaves of it; and how much more alike both together are than the first alone"""


def _regrouped(old: Sop, new: Sop, pairs: Sequence[Pair]) -> Iterator[tuple[int, Pair]]:
    """(a row that is only in the new version, the pair beside it): together they are what was one row."""
    taken = {pair.after: pair for pair in pairs}
    used: set[int] = set()
    for j, step in enumerate(new.langkah):
        if j in taken:
            continue
        for beside in (j - 1, j + 1):
            pair = taken.get(beside)
            if pair is None or pair.before in used:
                continue
            whole, first, second = (
                words(text) for text in (old.langkah[pair.before].kegiatan, new.langkah[beside].kegiatan, step.kegiatan)
            )
            own = (second & (whole - first)).total() / max(1, second.total())
            together = likeness(whole, first + second)
            if together >= PARTS_COVER and own >= OWN_SHARE and together >= likeness(whole, first) + GAIN:
                used.add(pair.before)
                yield j, pair
                break
