"""Two versions of an SOP with their rows and lanes paired, and what one difference between them is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sopgen.compare.kinds import KINDS, Class, further
from sopgen.diagnostics import Path
from sopgen.flow import row_keys, row_numbers
from sopgen.model import Sop
from sopgen.text.align import Item, Pair, marked, paired

NOTHING = "(kosong)"
OTHER = "UBAH199"
"""code of what differs at a key that is not in the closed list yet"""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. Places are paths in the YAML of either side; where something is only on one side, the other
    place is what stands before it there."""

    code: str
    subject: str
    """what it is about, for people: `Langkah 3: waktu`"""
    old: str | None
    """as people read it; None where it is new"""
    new: str | None
    before: Path
    after: Path
    group: str = ""
    """what it belongs to, for people: `Identitas`, `Langkah 3`"""
    langkah: str | None = None
    """the ID of the row it is about"""
    old_place: str = ""
    """file:line:column"""
    new_place: str = ""
    shared: str = ""
    """the sopgen.yaml that gives the value on each side that has one; empty where the SOP itself does"""
    sops: tuple[str, ...] = ()
    """of such a change, told once for all: the SOPs that it reaches"""

    @property
    def name(self) -> str:
        return KINDS[self.code].name

    @property
    def class_(self) -> Class:
        return KINDS[self.code].class_

    @property
    def is_move(self) -> bool:
        return self.name.endswith("-pindah")

    @property
    def what(self) -> str:
        """What changed, without the values: `Langkah 3: waktu`, `Pelaksana ditambah`."""
        if self.is_move:
            return f"{self.subject} pindah"
        return self.subject + (" ditambah" if self.old is None else " dihapus" if self.new is None else "")

    @property
    def message(self) -> str:
        old, new = (" ".join((text or "").split()) or NOTHING for text in (self.old, self.new))
        if self.old is None or self.new is None:
            return f"{self.what}: {new if self.old is None else old}"
        return f"{self.what}: {old} → {new}" + (" (spasi atau ganti baris)" if old == new else "")

    @property
    def rows(self) -> tuple[int | None, int | None]:
        """The row it is about in each version, where that has it."""
        old, new = (
            int(place[1]) if place[:1] == ("langkah",) and place[1:] else None for place in (self.before, self.after)
        )
        return None if self.code == "UBAH301" else old, None if self.code == "UBAH302" else new


@dataclass(frozen=True)
class Versions:
    """Two versions of an SOP, and which lanes and rows of theirs belong together."""

    old: Sop
    new: Sop

    @property
    def sides(self) -> tuple[Sop, Sop]:
        return self.old, self.new

    @cached_property
    def rows(self) -> tuple[Pair, ...]:
        """Rows; the more two share, the likelier they are one. Lanes that are surely the same count as shared."""
        known: tuple[dict[str, object], dict[str, object]] = {}, {}
        for place, pair in enumerate(self._alike_lanes):
            for sop, lanes, lane in zip(self.sides, known, pair[:2], strict=True):
                lanes[sop.pelaksana[lane].id] = place
        return paired(_row_items(self.old, known[0]), _row_items(self.new, known[1]))

    @cached_property
    def _alike_lanes(self) -> tuple[Pair, ...]:
        return paired(_lane_items(self.old), _lane_items(self.new), loose=False)

    @cached_property
    def lanes(self) -> tuple[Pair, ...]:
        """Lanes: by id, by name, and those left by the rows they share, if that is half of all their rows."""
        partner = {pair.before: pair.after for pair in self._alike_lanes}
        together: Counter[tuple[str, str]] = Counter()
        for pair in self.rows:
            one, other = self.old.langkah[pair.before].pelaksana, self.new.langkah[pair.after].pelaksana
            together.update(zip(one, other, strict=False))
        uses = [Counter(lane for step in sop.langkah for lane in set(step.pelaksana)) for sop in self.sides]
        free = [
            (-count, i + j, abs(i - j), i, j)
            for i, lane in enumerate(self.old.pelaksana)
            for j, other_lane in enumerate(self.new.pelaksana)
            if (count := together[lane.id, other_lane.id])
            and 2 * count >= max(uses[0][lane.id], uses[1][other_lane.id])
        ]
        for *_, i, j in sorted(free):
            if i not in partner and j not in partner.values():
                partner[i] = j
        return marked(partner, _lane_items(self.old), _lane_items(self.new))

    @cached_property
    def lane_of(self) -> dict[str, str]:
        """Old lane id -> new lane id."""
        return {self.old.pelaksana[pair.before].id: self.new.pelaksana[pair.after].id for pair in self.lanes}

    @cached_property
    def row_of(self) -> dict[int, int]:
        """Old row -> new row."""
        return {pair.before: pair.after for pair in self.rows}

    @cached_property
    def names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What people call the rows of either side: the printed number, else the id."""
        old, new = (
            tuple(number or key for number, key in zip(row_numbers(sop), row_keys(sop), strict=True))
            for sop in self.sides
        )
        return old, new


def _lane_items(sop: Sop) -> list[Item]:
    return [Item(lane.id, lane.nama, lane.kelompok or "") for lane in sop.pelaksana]


def _row_items(sop: Sop, lanes: Mapping[str, object]) -> list[Item]:
    return [
        Item(
            step.id or "",
            " ".join(step.kegiatan.split()),
            " ".join(plain(cell) for cell in (step.mutu_baku.kelengkapan, step.mutu_baku.output, step.mutu_baku.waktu)),
            (tuple(lanes.get(lane, lane) for lane in step.pelaksana), bool(step.keputusan), step.simbol),
        )
        for step in sop.langkah
    ]


def plain(value: Any) -> str:
    """A value as one text; the entries of a cell's list (in the model a tuple) numbered, as they print."""
    match value:
        case None:
            return ""
        case bool():
            return "ya" if value else "tidak"
        case list():
            return ", ".join(map(plain, value))
        case tuple():
            return "; ".join(f"{place}. {plain(entry)}" for place, entry in enumerate(value, 1))
        case dict():
            return ", ".join(f"{key}: {plain(entry)}" for key, entry in value.items() if entry not in (None, []))
        case _:
            return str(value)


Told = tuple[Path, str]
"""an entry of a list: its place, and what is said of it where it is only on one side"""


def moved(code: str, subject: str, pair: Pair, before: Path, after: Path) -> Change:
    return Change(code, subject, f"urutan {pair.before + 1}", f"urutan {pair.after + 1}", before, after)


def unpaired(
    code: str, subject: str, pairs: Sequence[Pair], olds: Sequence[Told], news: Sequence[Told], container: Path
) -> Iterator[Change]:
    """What is only on one side: `code` for what is new, the next one for what is gone."""
    partner, last = {pair.before: pair.after for pair in pairs}, container
    for i, (place, text) in enumerate(olds):
        if i in partner:
            last = news[partner[i]][0]
        else:
            yield Change(further(code, 1), subject, text, None, place, last)
    partner, last = {pair.after: pair.before for pair in pairs}, container
    for j, (place, text) in enumerate(news):
        if j in partner:
            last = olds[partner[j]][0]
        else:
            yield Change(code, subject, None, text, last, place)
