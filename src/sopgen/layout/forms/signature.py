"""What follows the last row of the procedure: the boxes of `penutup`, then those who sign."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from sopgen.layout.forms.blocks import end_of, entry_pieces, height_of, piece, placed, row_heights, wrapped
from sopgen.layout.forms.identity import Entry, box_entries, printed_nip, signature_room
from sopgen.layout.forms.labels import label, printed_date
from sopgen.model import Sop
from sopgen.scene.document import INDENT, NO_BORDER, Border, Cell, Font, HAlign, Key, Line, VAlign

SIZE = 9
"""pt"""
GAP = 16
"""Room above the boxes and above those who sign, px."""
SIGNATURE_ROOM = 64
"""px"""
WIDTH_SHARE = 1 / 3
"""Least share of the table's width for one who signs alone."""
MOST_BESIDE = 4
"""So many sign side by side; more stand in further rows."""
ROOM = "signature-room"
BOLD = {"jabatan", "nama"}
"""lines of one who signs"""


class Strip(NamedTuple):
    """Rows that stay together on a page: their heights, px, and their cells, in rows counted from the first of them."""

    heights: tuple[int, ...]
    cells: tuple[Cell, ...]

    @property
    def height(self) -> int:
        return sum(self.heights)


def closing_strips(sop: Sop, column_edges: Sequence[int]) -> list[Strip]:
    """From top to bottom; the last are those of the ones who sign, if any does."""
    strips = []
    for heading, butir in sop.penutup:
        strips += _box(sop, heading, box_entries(sop, butir), column_edges)
    beside = min(MOST_BESIDE, len(column_edges) - 1)
    signers = _signers(sop)
    rows = [signers[i : i + beside] for i in range(0, len(signers), beside)]
    return strips + [_signatures(row, signature_room(sop)[1], column_edges) for row in rows]


def _strip(rows: Sequence[Sequence[tuple[Cell, Border]]], gap: int = 0, room: int = 0) -> Strip:
    """Rows of wrapped pieces below a gap, px; `room`: the height of a row in which to sign."""
    heights, cells = ([gap] if gap else []), []
    for row in rows:
        parts = row_heights(max(room if cell.role == ROOM else height_of(cell) for cell, _ in row))
        cells += [placed(cell, len(heights), len(parts), border) for cell, border in row]
        heights += parts
    return Strip(tuple(heights), tuple(cells))


# -- boxes -----------------------------------------------------------------------------------------------------------


def _box(sop: Sop, heading: str, entries: Sequence[Entry], column_edges: Sequence[int]) -> list[Strip]:
    """The heading with the first entry, then a strip for each."""
    end, key = len(column_edges) - 1, ("penutup", heading)
    bold, plain = Font(sop.tampilan.huruf, SIZE, bold=True), Font(sop.tampilan.huruf, SIZE)
    title = piece(0, end, heading, VAlign.MIDDLE, font=bold, role="box-heading", indent=INDENT, key=key)
    rows = [[title]]
    for entry in entries:
        number = piece(0, 1, entry.number if not entry.level else "", font=plain, role="box-number", indent=INDENT)
        text = " ".join(part for part in (entry.number if entry.level else "", entry.text) if part)
        first = 1 if entry.number or entry.level else 0
        indent = INDENT * max(entry.level, 1 - first)
        item = piece(first, end - first, text, font=plain, role="box-item", indent=indent, key=(*key, *entry.path))
        rows.append([number, item] if first else [item])
    ruled = []
    for i, row in enumerate(rows):
        lines = [(i == 0, end_of(cell) == end, i in (0, len(rows) - 1), cell.column == 0) for cell in row]
        borders = [Border(*(Line.THIN if line else Line.NONE for line in sides)) for sides in lines]
        ruled.append(list(zip(entry_pieces(row, column_edges), borders, strict=True)))
    return [_strip(ruled[:2], GAP), *(_strip([row]) for row in ruled[2:])]


# -- those who sign --------------------------------------------------------------------------------------------------


def _signers(sop: Sop) -> list[list[Cell]]:
    """The lines of each from top to bottom, with the room among them; in order, and the one who approves as the last,
    where `tanda_tangan` says so."""
    plain, bold = Font(sop.tampilan.huruf, SIZE), Font(sop.tampilan.huruf, SIZE, bold=True)
    empty = piece(0, 1, "", VAlign.MIDDLE, font=plain, h=HAlign.CENTER, role="signature")

    def lines(above: dict[Key, str | None], marker: str | None, below: dict[Key, str | None]) -> list[Cell]:
        head, foot = (
            [empty._replace(text=text or "", key=key, font=bold if key[-1] in BOLD else plain) for key, text in texts]
            for texts in (above.items(), below.items())
        )
        room = empty._replace(font=Font("Arial", SIZE), role=ROOM, marker=marker or "")
        return [*head, room, *(line for line in foot if line.text)]

    found = []
    for i, signer in enumerate(sop.penandatangan):
        key: Key = ("penandatangan", i)
        above = {(*key, "peran"): signer.peran, (*key, "jabatan"): signer.jabatan}
        nip, day = printed_nip(sop, signer.nip), printed_date(signer.tanggal)
        below = {(*key, "nama"): signer.nama, (*key, "nip"): nip, (*key, "tanggal"): day}
        found.append(lines(above, signer.penanda, below))
    if sop.tampilan.tanda_tangan != "identitas":
        official, electronic, key = sop.disahkan_oleh, sop.tampilan.tanda_tangan_elektronik, ("disahkan_oleh",)
        role = label(sop, "disahkan_oleh") if found else ""
        above = {("tampilan", "label", "disahkan_oleh"): role, (*key, "jabatan"): official.jabatan}
        nip = printed_nip(sop, official.nip)
        below = {(*key, "nama"): official.nama, (*key, "pangkat"): official.pangkat, (*key, "nip"): nip}
        found.append(lines(above, electronic.penanda if electronic else None, below))
    return found


def _signatures(signers: Sequence[Sequence[Cell]], room: int, column_edges: Sequence[int]) -> Strip:
    """A room for each, side by side under the table; one alone stands at its right."""
    spans = _spans(column_edges, len(signers))
    rows = []
    for row in zip_longest(*signers):
        shown = [
            (p, first, last) for p, (first, last) in zip(row, spans, strict=True) if p and (p.text or p.role == ROOM)
        ]
        cells = (cell._replace(column=first, column_span=last - first) for cell, first, last in shown)
        rows.append([(wrapped(cell, column_edges), NO_BORDER) for cell in cells])
    return _strip([row for row in rows if row], GAP, max(SIGNATURE_ROOM, room))


def _spans(column_edges: Sequence[int], count: int) -> list[tuple[int, int]]:
    """[first column, column after the last) of each of those who sign: about equally wide."""
    end = column_edges[-1]
    if count == 1:
        wide = [column for column, x in enumerate(column_edges[:-1]) if end - x >= end * WIDTH_SHARE]
        return [(wide[-1], len(column_edges) - 1)]
    cuts = [0]
    for i in range(1, count):
        free = range(cuts[-1] + 1, len(column_edges) - count + i)
        cuts.append(min(free, key=lambda column: abs(column_edges[column] - end * i / count)))
    return list(pairwise([*cuts, len(column_edges) - 1]))
