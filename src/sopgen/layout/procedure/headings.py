"""The heading rows of the procedure's table, which every page repeats."""

from __future__ import annotations

from collections.abc import Iterator

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


def headings(sop: Sop, columns: Columns) -> tuple[list[Cell], tuple[int, ...]]:
    """Pelaksana and Mutu Baku, the groups if any, the names of lanes and columns, column numbers if asked for: the
    cells, from the sheet's second row on, and the height of each of their rows, px.

    A row has what those need that stand in it alone; the lowest gives more to those over several.
    """
    cells, family, small = list(_named(sop)), sop.tampilan.huruf, sop.tampilan.ukuran_huruf - HEADING_STEP
    heights = [0] * max(cell.row for cell in cells)
    for i, cell in sorted(enumerate(cells), key=lambda item: item[1].row_span):
        last = cell.row + cell.row_span - 1
        width = sum(columns.widths[cell.column : cell.column + cell.column_span])
        if cell.upright:
            needed = _upright_height(cell, width)
        else:
            cells[i] = _wrapped(cell, width - CELL_PAD)
            needed = block_height(len(cells[i].lines), cell.font.size) + (AIR if last == len(heights) else UPPER_AIR)
        heights[last - 1] = max(heights[last - 1], needed - sum(heights[cell.row - 1 : last - 1]))
    for i, cell in enumerate(cells):
        if cell.upright:
            cells[i] = _wrapped(cell, sum(heights[cell.row - 1 : cell.row - 1 + cell.row_span]) - UPRIGHT_AIR)
    if sop.tampilan.nomor_kolom:
        heights.append(block_height(1, small))
        look = Cell(len(heights), 0, font=Font(family, small), h=HAlign.CENTER, role="column-number")
        for i, text in enumerate(map(str, range(1, len(columns.widths) + 1))):
            cells.append(look._replace(column=i, text=text, lines=(text,), number=i + 1))
    return cells, tuple(heights)


def _named(sop: Sop) -> Iterator[Cell]:
    """The names of columns, of groups of lanes and of lanes, not yet wrapped."""
    groups, lanes, mutu = lane_groups(sop), len(sop.pelaksana), sop.tampilan.urutan_mutu_baku
    rows = 3 if groups else 2
    large = Font(sop.tampilan.huruf, float(sop.tampilan.ukuran_huruf), True)
    small = large._replace(size=large.size - HEADING_STEP)

    def cell(place: tuple[int, int, int, int], text: str, key: Key, font: Font = small, upright: bool = False) -> Cell:
        return Cell(
            *place, text, font=font, h=HAlign.CENTER, fill=HEADING_FILL, role="heading", upright=upright, key=key
        )

    places = {"no": (1, 0, rows, 1), "kegiatan": (1, 1, rows, 1), "pelaksana": (1, 2, 1, lanes)}
    if mutu:
        places["mutu_baku"] = (1, 2 + lanes, rows - 1, len(mutu))
    if sop.tampilan.kolom_keterangan:
        places["keterangan"] = (1, 2 + lanes + len(mutu), rows, 1)
    places |= {name: (rows, column, 1, 1) for column, name in enumerate(mutu, 2 + lanes)}
    for name, place in places.items():
        yield cell(place, label(sop, name), ("tampilan", "label", name), large)
    for run, name in groups.items():
        yield cell((2, 2 + run.start, 1, len(run)), name, ("pelaksana", sop.pelaksana[run.start].id, "kelompok"))
    grouped, upright = {lane for run in groups for lane in run}, measures(lanes).upright
    for i, lane in enumerate(sop.pelaksana):
        top = 3 if i in grouped else 2
        yield cell((top, 2 + i, rows + 1 - top, 1), lane.nama, ("pelaksana", lane.id, "nama"), upright=upright)


def _wrapped(cell: Cell, room: int) -> Cell:
    return cell._replace(lines=wrap(cell.text, room, cell.font.size, True))


def _upright_height(cell: Cell, width: int) -> int:
    """px at which the name has no more lines than its lane is wide, and none of its words is broken."""
    for height in UPRIGHT_HEIGHTS:
        lines = _wrapped(cell, height - UPRIGHT_AIR).lines
        whole = longest_word(cell.text, cell.font.size, True) <= height - UPRIGHT_AIR
        if whole and block_height(len(lines), cell.font.size) <= width:
            return height
    return UPRIGHT_HEIGHTS[-1]
