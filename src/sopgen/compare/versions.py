"""Two versions of an SOP with their rows and lanes paired, and what one difference between them is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sopgen.compare.align import Item, Pair, marked, paired
from sopgen.compare.kinds import KINDS
from sopgen.diagnostics import Path
from sopgen.flow import row_keys, row_numbers
from sopgen.model import Sop

NOTHING = "(kosong)"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. Places are paths in the YAML of either side; where something is only on one side, the other
    place is what stands before it there."""

    code: str
    what: str
    """what it is about, for people: `Langkah 3: waktu`"""
    old: str | None
    """as people read it; None where it is new"""
    new: str | None
    before: Path
    after: Path
    old_row: int | None = None
    new_row: int | None = None

    @property
    def message(self) -> str:
        if self.code in ("UBAH303", "UBAH204", "UBAH113", "UBAH124", "UBAH134", "UBAH137"):
            return f"{self.what} pindah: {self.old} → {self.new}"
        if self.code in ("UBAH304", "UBAH305", "UBAH308", "UBAH309"):
            return f"{self.what}: {self.old} → {self.new}"
        if self.old is None:
            return f"{self.what} ditambah: {_shown(self.new)}"
        if self.new is None:
            return f"{self.what} dihapus: {_shown(self.old)}"
        return f"{self.what}: {_shown(self.old)} → {_shown(self.new)}"


def _shown(text: str | None) -> str:
    return " ".join(text.split()) if text and text.strip() else NOTHING


@dataclass(frozen=True)
class Versions:
    """Two versions of an SOP, and which lanes and rows of theirs belong together."""

    old: Sop
    new: Sop

    @cached_property
    def rows(self) -> tuple[Pair, ...]:
        """Rows; the more two share, the likelier they are one."""
        return paired(_row_items(self.old, self._first_lanes[0]), _row_items(self.new, self._first_lanes[1]))

    @cached_property
    def _first_lanes(self) -> tuple[Mapping[str, object], Mapping[str, object]]:
        """What lanes of either side are called in common before the rows are paired."""
        pairs = self._alike_lanes
        before = {self.old.pelaksana[pair.before].id: place for place, pair in enumerate(pairs)}
        after = {self.new.pelaksana[pair.after].id: place for place, pair in enumerate(pairs)}
        return before, after

    @cached_property
    def _alike_lanes(self) -> tuple[Pair, ...]:
        olds, news = self._lane_items
        return paired(olds, news, loose=False)

    @cached_property
    def _lane_items(self) -> tuple[list[Item], list[Item]]:
        old, new = ([Item(lane.id, lane.nama, lane.kelompok or "") for lane in sop.pelaksana] for sop in self.sides)
        return old, new

    @property
    def sides(self) -> tuple[Sop, Sop]:
        return self.old, self.new

    @cached_property
    def lanes(self) -> tuple[Pair, ...]:
        """Lanes: by id, by name, and those left by the rows they share."""
        partner = {pair.before: pair.after for pair in self._alike_lanes}
        uses: dict[tuple[str, str], int] = {}
        for pair in self.rows:
            one, other = self.old.langkah[pair.before].pelaksana, self.new.langkah[pair.after].pelaksana
            for names in zip(one, other, strict=False):
                uses[names] = uses.get(names, 0) + 1
        free = [
            (count, i, j)
            for i, lane in enumerate(self.old.pelaksana)
            for j, other_lane in enumerate(self.new.pelaksana)
            if i not in partner and j not in partner.values()
            if (count := uses.get((lane.id, other_lane.id), 0))
        ]
        for count, i, j in sorted(free, key=lambda entry: (-entry[0], entry[1] + entry[2], abs(entry[1] - entry[2]))):
            used = max(_used(self.old, i), _used(self.new, j))
            if i not in partner and j not in partner.values() and 2 * count >= used:
                partner[i] = j
        return marked(partner, *self._lane_items)

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
        return tuple(
            tuple(number or key for number, key in zip(row_numbers(sop), row_keys(sop), strict=True))
            for sop in self.sides
        )  # type: ignore[return-value]


def _used(sop: Sop, lane: int) -> int:
    return sum(sop.pelaksana[lane].id in step.pelaksana for step in sop.langkah)


def _row_items(sop: Sop, lanes: Mapping[str, object]) -> list[Item]:
    return [
        Item(
            step.id or "",
            " ".join(step.kegiatan.split()),
            " ".join(cell_text(c) for c in (step.mutu_baku.kelengkapan, step.mutu_baku.output, step.mutu_baku.waktu)),
            (tuple(lanes.get(lane, lane) for lane in step.pelaksana), bool(step.keputusan), step.simbol),
        )
        for step in sop.langkah
    ]


def cell_text(cell: str | tuple[str, ...]) -> str:
    """A cell as one text; the entries of a list numbered, as they print."""
    return cell if isinstance(cell, str) else "; ".join(f"{n}. {entry}" for n, entry in enumerate(cell, 1))


def moved(code: str, what: str, pair: Pair, before: Path, after: Path) -> Change:
    return Change(code, what, f"urutan {pair.before + 1}", f"urutan {pair.after + 1}", before, after)


def unpaired(
    code: str,
    what: str,
    pairs: Sequence[Pair],
    olds: Sequence[tuple[Path, str]],
    news: Sequence[tuple[Path, str]],
    container: Path,
) -> Iterator[Change]:
    """What is only on one side: `code` for what is new, its mirror for what is gone."""
    partner, taken = {p.before: p.after for p in pairs}, {p.after: p.before for p in pairs}
    for i, (place, text) in enumerate(olds):
        if i not in partner:
            there = next((news[partner[k]][0] for k in range(i - 1, -1, -1) if k in partner), container)
            yield Change(KINDS[code].mirror, what, text, None, place, there)
    for j, (place, text) in enumerate(news):
        if j not in taken:
            there = next((olds[taken[k]][0] for k in range(j - 1, -1, -1) if k in taken), container)
            yield Change(code, what, None, text, there, place)
