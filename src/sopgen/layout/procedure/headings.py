"""The heading rows of the procedure's table, which every page repeats."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.layout.forms.labels import label, lane_groups
from sopgen.layout.procedure.columns import CELL_PAD, HEADING_STEP, Columns
from sopgen.layout.procedure.sizes import measures
from sopgen.model import Sop
from sopgen.scene.document import Cell, Font, HAlign, Key
from sopgen.text.metrics import block_height
from sopgen.text.wrap import wrap

HEADING_FILL = "E7E6E6"
AIR = 6
"""px beyond a heading's lines"""
UPRIGHT_HEIGHTS = range(56, 190, 8)
"""px: the first in which all upright names have room"""


class Headings:
    """Pelaksana and Mutu Baku, the groups if any, the names of lanes and columns, column numbers if asked for."""

    def __init__(self, sop: Sop, columns: Columns) -> None:
        self.sop, self.columns = sop, columns
        self.size = float(sop.tampilan.ukuran_huruf)
        self.lane_size = self.size - HEADING_STEP
        self.mutu = sop.tampilan.urutan_mutu_baku
        self.groups = lane_groups(sop)
        self.upright = measures(len(sop.pelaksana)).upright
        self.heights = self._heights()

    # -- heights -------------------------------------------------------------------------------------------------

    def _heights(self) -> tuple[int, ...]:
        rows = [block_height(1, self.size) + 4]
        if self.groups:
            widths = {run: sum(self.columns.lanes[run.start : run.stop]) for run in self.groups}
            heights = (self._height(name, widths[run], self.lane_size) for run, name in self.groups.items())
            rows.append(max(heights) - 2)
        names = [(lane.nama, width) for lane, width in zip(self.sop.pelaksana, self.columns.lanes, strict=True)]
        low = self._upright_height(names) if self.upright else max(self._height(*n, self.lane_size) for n in names)
        others = zip(self.mutu, self.columns.others, strict=False)
        low = max([low, *(self._height(label(self.sop, key), width, self.size) for key, width in others)])
        beside = [self._height(label(self.sop, "kegiatan"), self.columns.kegiatan, self.size)]
        if self.sop.tampilan.kolom_keterangan:
            beside.append(self._height(label(self.sop, "keterangan"), self.columns.others[-1], self.size))
        rows.append(max(low, max(beside) - sum(rows)))
        if self.sop.tampilan.nomor_kolom:
            rows.append(block_height(1, self.lane_size))
        return tuple(rows)

    def _height(self, text: str, width: int, size: float) -> int:
        return block_height(len(wrap(text, width - CELL_PAD, size, True)), size) + AIR

    def _upright_height(self, names: list[tuple[str, int]]) -> int:
        """px in which each name, upright, has no more lines than its lane is wide."""

        def fits(name: str, width: int, height: int) -> bool:
            lines = wrap(name, height - AIR, self.lane_size, True)
            return block_height(len(lines), self.lane_size) <= width and not _broken(name, lines)

        return next((h for h in UPRIGHT_HEIGHTS if all(fits(*name, h) for name in names)), UPRIGHT_HEIGHTS[-1])

    # -- cells ---------------------------------------------------------------------------------------------------

    def cells(self) -> Iterator[Cell]:
        """From the sheet's second row on."""
        lanes, mutu = len(self.columns.lanes), len(self.mutu)
        rows = len(self.heights) - self.sop.tampilan.nomor_kolom
        yield self._named(1, 0, rows, 1, "no")
        yield self._named(1, 1, rows, 1, "kegiatan")
        yield self._named(1, 2, 1, lanes, "pelaksana")
        if mutu:
            yield self._named(1, 2 + lanes, rows - 1, mutu, "mutu_baku")
        if self.sop.tampilan.kolom_keterangan:
            yield self._named(1, 2 + lanes + mutu, rows, 1, "keterangan")
        yield from self._lanes(rows)
        for i, name in enumerate(self.mutu):
            yield self._named(rows, 2 + lanes + i, 1, 1, name)
        if self.sop.tampilan.nomor_kolom:
            for i in range(len(self.columns.widths)):
                text, font = str(i + 1), Font(self.sop.tampilan.huruf, self.lane_size)
                yield Cell(rows + 1, i, 1, 1, text, (text,), i + 1, font, HAlign.CENTER, role="column-number")

    def _lanes(self, rows: int) -> Iterator[Cell]:
        for run, name in self.groups.items():
            key = ("pelaksana", self.sop.pelaksana[run.start].id, "kelompok")
            yield self._heading((2, 2 + run.start, 1, len(run)), name, self.lane_size, key)
        grouped = {lane for run in self.groups for lane in run}
        for i, lane in enumerate(self.sop.pelaksana):
            extra = 0 if i in grouped or not self.groups else 1
            key = ("pelaksana", lane.id, "nama")
            place = (rows - extra, 2 + i, 1 + extra, 1)
            yield self._heading(place, lane.nama, self.lane_size, key, self.upright)

    def _named(self, row: int, column: int, rows: int, columns: int, name: str) -> Cell:
        """A heading that `tampilan.label` may change."""
        key = ("tampilan", "label", name)
        return self._heading((row, column, rows, columns), label(self.sop, name), self.size, key)

    def _heading(
        self, place: tuple[int, int, int, int], text: str, size: float, key: Key, upright: bool = False
    ) -> Cell:
        """`place`: row, column, rows, columns."""
        row, column, rows, columns = place
        room = sum(self.columns.widths[column : column + columns]) - CELL_PAD
        if upright:
            room = sum(self.heights[row - 1 : row - 1 + rows]) - AIR
        return Cell(
            *place, text, wrap(text, room, size, True), font=Font(self.sop.tampilan.huruf, size, True),
            h=HAlign.CENTER, fill=HEADING_FILL, role="heading", key=key, upright=upright,
        )  # fmt: skip


def _broken(text: str, lines: tuple[str, ...]) -> bool:
    """Whether a word was broken inside."""
    return " ".join(lines).split() != text.split()
