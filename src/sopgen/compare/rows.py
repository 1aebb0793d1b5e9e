"""Compares the rows of two versions as they are paired: what they say, who does them, and where they lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from sopgen.compare.versions import OTHER, Change, Versions, plain, unpaired
from sopgen.diagnostics import quoted
from sopgen.flow import Way
from sopgen.model import Langkah, MutuBaku, Sop
from sopgen.rules.graph import Graph
from sopgen.text.align import Pair, likeness, words

CODES = {
    "id": "UBAH316", "no": "UBAH317", "kegiatan": "UBAH401", "pelaksana": "UBAH306", "hubungan": "UBAH307",
    "pertanyaan": "UBAH318", "simbol": "UBAH315", "kelengkapan": "UBAH502", "waktu": "UBAH501", "output": "UBAH503",
    "keterangan": "UBAH601",
}  # fmt: skip
FLOW = ("keputusan", "lanjut")
"""keys whose values are compared by what they lead to"""
PLACES = (
    *(key for key in Langkah.model_fields if key not in (*FLOW, "mutu_baku")),
    *(f"mutu_baku.{key}" for key in MutuBaku.model_fields),
)


def row_changes(versions: Versions) -> list[Change]:
    """By the place in the new version; what is gone, where it would stand."""
    partner = versions.row_of

    def order(change: Change) -> tuple[float, int]:
        old, new = change.rows
        if new is not None:
            return new, 1
        before = next((partner[row] for row in range(old or 0, -1, -1) if row in partner), -1)
        return before + 0.5, old or 0

    return sorted(_Rows(versions).changes(), key=order)


class _Rows:
    """Compares the rows of two versions as they are paired."""

    def __init__(self, versions: Versions) -> None:
        self.versions, self.sides, self.pairs = versions, versions.sides, versions.rows
        self.graphs = tuple(map(Graph, self.sides))
        self.structured = len(self.pairs) < max(len(sop.langkah) for sop in self.sides) or any(
            pair.moved for pair in self.pairs
        )
        """whether rows came, went or moved"""
        joined, split = (dict(_regrouped(self.sides, self.pairs, side)) for side in (0, 1))
        both = set(joined.values()) & set(split.values())
        self.parts = [{row: pair for row, pair in side.items() if pair not in both} for side in (joined, split)]
        """old row -> the pair that it was joined into; new row -> the pair that it was split from"""
        self.reworded = {pair.before for side in self.parts for pair in side.values()}

    def name(self, side: int, row: int) -> str:
        return f"Langkah {quoted(self.versions.names[side][row])}"

    def change(self, code: str, says: str, pair: Pair, old: str | None, new: str | None, *key: str | int) -> Change:
        before, after = ("langkah", pair.before, *key), ("langkah", pair.after, *key)
        return Change(code, f"{self.name(1, pair.after)}: {says}", old, new, before, after)

    def changes(self) -> Iterator[Change]:
        for side, code, says in ((1, "UBAH304", "dipecah"), (0, "UBAH305", "digabung")):
            for row, pair in self.parts[side].items():
                texts = [sop.langkah[at].kegiatan for sop, at in zip(self.sides, pair[:2], strict=True)]
                texts[side] = " + ".join(self.sides[side].langkah[at].kegiatan for at in sorted((row, pair[side])))
                yield self.change(code, says, pair, *texts)
        for pair in self.pairs:
            yield from self.of_pair(pair)
        gone, come = ([(("langkah", i), step.kegiatan) for i, step in enumerate(sop.langkah)] for sop in self.sides)
        for change in unpaired("UBAH301", "", self.pairs, gone, come, ("langkah",)):
            old, new = change.rows
            side, row = (0, old or 0) if new is None else (1, new)
            if row not in self.parts[side]:
                yield replace(change, subject=self.name(side, row))

    def of_pair(self, pair: Pair) -> Iterator[Change]:
        a, b = self.sides[0].langkah[pair.before], self.sides[1].langkah[pair.after]
        if pair.moved:
            old, new = (f"nomor {names[row]}" for names, row in zip(self.versions.names, pair[:2], strict=True))
            places = ("langkah", pair.before), ("langkah", pair.after)
            yield Change("UBAH303", f"Langkah {quoted(b.kegiatan)}", old, new, *places)
        for place in PLACES:
            one, other = map(attrgetter(place), (a, b))
            if one != other or place == "pelaksana":
                yield from self._value(pair, place.split("."), one, other)
        yield from self._flow(a, b, pair)

    def _value(self, pair: Pair, place: Sequence[str], old: Any, new: Any) -> Iterator[Change]:
        key, texts = place[-1], [plain(old), plain(new)]
        if key == "pelaksana":
            lanes = [self.versions.lane_of.get(lane, (lane,)) for lane in old]
            same = lanes == list(new)
            names = [{lane.id: lane.nama for lane in sop.pelaksana} for sop in self.sides]
            texts = [
                ", ".join(known.get(lane, lane) for lane in side) for known, side in zip(names, (old, new), strict=True)
            ]
        elif key == "no":  # where rows came, went or moved, the numbers shift with their rows
            one, other = (text.rstrip(".") for text in texts)
            shifts = one.isdecimal() and other.isdecimal() and int(other) - int(one) == pair.after - pair.before
            same = shifts and self.structured
        else:
            same = key == "kegiatan" and pair.before in self.reworded
        if not same:
            yield self.change(CODES.get(key, OTHER), key, pair, *texts, *place)

    # ---- flow

    def _flow(self, a: Langkah, b: Langkah, pair: Pair) -> Iterator[Change]:
        olds, news = self.graphs[0].ways[pair.before], self.graphs[1].ways[pair.after]
        if bool(a.keputusan) != bool(b.keputusan):
            code, says = ("UBAH308", "menjadi keputusan") if b.keputusan else ("UBAH309", "bukan lagi keputusan")
            yield self.change(code, says, pair, self._told(0, olds), self._told(1, news), "keputusan")
        elif b.keputusan:
            yield from self._branches(olds, news, pair)
        elif any(way.written for way in (*olds, *news)) and {self._way(0, a) for a in olds} != {
            self._way(1, b) for b in news
        }:
            yield self.change("UBAH314", "lanjut", pair, *self._both(olds, news), "lanjut")

    def _branches(self, olds: Sequence[Way], news: Sequence[Way], pair: Pair) -> Iterator[Change]:
        before, after = ({way.label: way for way in ways} for ways in (olds, news))
        for label in [label for label in before if label in after]:
            a, b = before.pop(label), after.pop(label)
            if not self._same(a, b):
                old, new = self._both([a._replace(label="")], [b._replace(label="")])
                yield self.change("UBAH312", f"cabang {quoted(label)}", pair, old, new, "keputusan", label)
        for label, a in list(before.items()):
            renamed = next((other for other, b in after.items() if self._same(a, b)), None)
            if renamed is not None:
                after.pop(renamed), before.pop(label)
                named = self.change("UBAH313", "nama cabang", pair, label, renamed, "keputusan")
                yield replace(named, before=(*named.before, label), after=(*named.after, renamed))
        for label, way in before.items():
            yield self.change("UBAH311", "cabang", pair, self._told(0, [way]), None, "keputusan", label)
        for label, way in after.items():
            yield self.change("UBAH310", "cabang", pair, None, self._told(1, [way]), "keputusan", label)

    def _same(self, a: Way, b: Way) -> bool:
        return (not a.written and not b.written) or self._way(0, a)[1:] == self._way(1, b)[1:]

    def _way(self, side: int, way: Way) -> tuple[object, object, object]:
        """The lane a way leaves, where it leads, and the lane there, in the terms of the new version; what is only on
        one side carries its side, so that it equals nothing of the other."""
        lanes, rows = self.versions.lane_of, self.versions.row_of
        target: object = way.target
        if way.target is None:
            target = way.written or ""
        elif way.target == self.graphs[side].size:
            target = "end"
        elif side == 0:
            target = rows.get(way.target, (0, way.target))
        source, lane = (
            name and (lanes.get(name, (0, name)) if side == 0 else name) for name in (way.source_lane, way.lane)
        )
        return source, target, lane

    def _both(self, olds: Sequence[Way], news: Sequence[Way]) -> tuple[str, str]:
        """Where both sides lead; with the kegiatan there, where one number means another row now."""
        old, new = self._told(0, olds), self._told(1, news)
        return (old, new) if old != new else (self._told(0, olds, True), self._told(1, news, True))

    def _told(self, side: int, ways: Sequence[Way], with_text: bool = False) -> str:
        parts = []
        names, rows = self.versions.names[side], self.sides[side].langkah
        for way in ways:
            place = way.written or "langkah berikutnya"
            if way.target is not None and (way.written or with_text):
                place = "selesai" if way.target == len(names) else f"langkah {names[way.target]}"
                if with_text and way.target < len(rows):
                    place += f" ({quoted(rows[way.target].kegiatan)})"
                place += f" ({way.lane})" if way.lane else ""
            start = way.label or way.source_lane
            parts.append(f"{start} → {place}" if start else place)
        return ", ".join(parts)


PARTS_COVER, OWN_SHARE, GAIN = 0.75, 0.6, 0.1
"""of two rows that one was split into: likeness of both together to it; how many words of the second part must come
from what the first leaves of it; and how much more alike both together are than the first alone"""


def _regrouped(sides: Sequence[Sop], pairs: Sequence[Pair], side: int) -> Iterator[tuple[int, Pair]]:
    """(a row that is only on one side, the pair beside it): together they are one row of the other side."""
    taken = {pair[side]: pair for pair in pairs}
    used: set[Pair] = set()
    for row, step in enumerate(sides[side].langkah):
        for pair in filter(None, (taken.get(row - 1), taken.get(row + 1))) if row not in taken else ():
            whole, first = (words(sides[at].langkah[pair[at]].kegiatan) for at in (1 - side, side))
            second = words(step.kegiatan)
            own = (second & (whole - first)).total() / max(1, second.total())
            together = likeness(whole, first + second)
            enough = together >= PARTS_COVER and own >= OWN_SHARE and together >= likeness(whole, first) + GAIN
            if enough and pair not in used:
                used.add(pair)
                yield row, pair
                break
