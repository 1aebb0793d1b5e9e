"""The heading rows of the procedure's table, which every page repeats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sopgen.layout.forms.labels import label, lane_groups
from sopgen.layout.procedure.columns import CELL_PAD, HEADING_STEP, Columns
from sopgen.layout.procedure.sizes import measures
from sopgen.model import Sop
from sopgen.scene.document import HEADING_FILL, Cell, Font, HAlign, Key
from sopgen.text.metrics import block_height
from sopgen.text.wrap import longest_word, wrap

AIR, UPPER_AIR = 6, 4
"""px beyond a heading's lines, and of those with others below them"""
UPRIGHT_AIR = 16
"""px beyond the length of an upright name: spreadsheets set it longer than it was measured, up to the lines"""
UPRIGHT_HEIGHTS = range(56, 190, 8)
"""px: the first in which all upright names have room"""


class _Heading(NamedTuple):
    """A cell over rows [row, row + rows) of the sheet and columns [column, column + columns)."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    key: Key
    small: bool = False
    """of a lane or a group of them"""
    upright: bool = False


class Headings:
    """Pelaksana and Mutu Baku, the groups if any, the names of lanes and columns, column numbers if asked for."""

    def __init__(self, sop: Sop, columns: Columns) -> None:
        self.sop, self.widths = sop, columns.widths
        self.size = float(sop.tampilan.ukuran_huruf)
        self.lane_size = self.size - HEADING_STEP
        self.groups = lane_groups(sop)
        self.rows = 3 if self.groups else 2
        self.headings = list(self._headings())
        self.heights = self._heights()

    def _headings(self) -> Iterator[_Heading]:
        rows, lanes, mutu = self.rows, len(self.sop.pelaksana), self.sop.tampilan.urutan_mutu_baku
        upright = measures(lanes).upright
        places = {"no": (1, 0, rows, 1), "kegiatan": (1, 1, rows, 1), "pelaksana": (1, 2, 1, lanes)}
        if mutu:
            places["mutu_baku"] = (1, 2 + lanes, rows - 1, len(mutu))
        if self.sop.tampilan.kolom_keterangan:
            places["keterangan"] = (1, 2 + lanes + len(mutu), rows, 1)
        places |= {name: (rows, column, 1, 1) for column, name in enumerate(mutu, 2 + lanes)}
        for name, place in places.items():
            yield _Heading(*place, label(self.sop, name), ("tampilan", "label", name))
        for run, name in self.groups.items():
            key = ("pelaksana", self.sop.pelaksana[run.start].id, "kelompok")
            yield _Heading(2, 2 + run.start, 1, len(run), name, key, small=True)
        grouped = {lane for run in self.groups for lane in run}
        for i, lane in enumerate(self.sop.pelaksana):
            top, key = 3 if i in grouped else 2, ("pelaksana", lane.id, "nama")
            yield _Heading(top, 2 + i, rows + 1 - top, 1, lane.nama, key, small=True, upright=upright)

    def _heights(self) -> tuple[int, ...]:
        """px of each row: what those need that stand in it alone; the lowest gives more to those over several."""
        heights = [0] * self.rows
        for heading in sorted(self.headings, key=lambda heading: heading.rows):
            last = heading.row + heading.rows - 1
            given = sum(heights[heading.row - 1 : last - 1])
            heights[last - 1] = max(heights[last - 1], self._needed(heading) - given)
        if self.sop.tampilan.nomor_kolom:
            heights.append(block_height(1, self.lane_size))
        return tuple(heights)

    def _needed(self, heading: _Heading) -> int:
        size, air = self._size(heading), AIR if heading.row + heading.rows > self.rows else UPPER_AIR
        if not heading.upright:
            return block_height(len(wrap(heading.text, self._width(heading), size, True)), size) + air

        def fits(height: int) -> bool:
            """Whether the name has no more lines than its lane is wide, and none of its words is broken."""
            lines, room = wrap(heading.text, height - UPRIGHT_AIR, size, True), self._width(heading) + CELL_PAD
            broken = longest_word(heading.text, size, True) > height - UPRIGHT_AIR
            return block_height(len(lines), size) <= room and not broken

        return next((height for height in UPRIGHT_HEIGHTS if fits(height)), UPRIGHT_HEIGHTS[-1])

    def _size(self, heading: _Heading) -> float:
        return self.lane_size if heading.small else self.size

    def _width(self, heading: _Heading) -> int:
        return sum(self.widths[heading.column : heading.column + heading.columns]) - CELL_PAD

    def cells(self) -> Iterator[Cell]:
        """From the sheet's second row on."""
        family = self.sop.tampilan.huruf
        for heading in self.headings:
            room, size = self._width(heading), self._size(heading)
            if heading.upright:
                room = sum(self.heights[heading.row - 1 : heading.row - 1 + heading.rows]) - UPRIGHT_AIR
            yield Cell(
                *heading[:5], wrap(heading.text, room, size, True), font=Font(family, size, True), h=HAlign.CENTER,
                fill=HEADING_FILL, role="heading", key=heading.key, upright=heading.upright,
            )  # fmt: skip
        if self.sop.tampilan.nomor_kolom:
            font = Font(family, self.lane_size)
            for i in range(len(self.widths)):
                text = str(i + 1)
                yield Cell(self.rows + 1, i, 1, 1, text, (text,), i + 1, font, HAlign.CENTER, role="column-number")
