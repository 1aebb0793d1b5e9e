"""What follows the last row of the procedure: the boxes of `penutup`, then those who sign."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from sopgen.layout.forms.blocks import Piece, piece_cell, row_heights, text_piece
from sopgen.layout.forms.identity import box_entries, printed_nip, signature_room
from sopgen.layout.forms.labels import label, printed_date
from sopgen.model import Sop, TandaTangan
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


class Strip(NamedTuple):
    """Rows that stay together on a page: their heights, px, and their cells, in rows counted from the first of them."""

    heights: tuple[int, ...]
    cells: tuple[Cell, ...]

    @property
    def height(self) -> int:
        return sum(self.heights)

    def cells_from(self, row: int) -> list[Cell]:
        return [cell._replace(row=cell.row + row) for cell in self.cells]


def closing_strips(sop: Sop, column_edges: Sequence[int]) -> list[Strip]:
    """From top to bottom; the last are those of the ones who sign, if any does."""
    strips = []
    for heading, butir in sop.penutup:
        strips += _box(sop, heading, box_entries(sop, butir), column_edges)
    beside = min(MOST_BESIDE, len(column_edges) - 1)
    signers = _signers(sop)
    rows = [signers[i : i + beside] for i in range(0, len(signers), beside)]
    return strips + [_signatures(sop, row, column_edges) for row in rows]


# -- boxes -----------------------------------------------------------------------------------------------------------


def _box(sop: Sop, heading: str, entries: Sequence, column_edges: Sequence[int]) -> list[Strip]:  # type: ignore[type-arg]
    """The heading with the first entry, then a strip for each."""
    end, key = len(column_edges) - 1, ("penutup", heading)
    bold, plain = Font(sop.tampilan.huruf, SIZE, bold=True), Font(sop.tampilan.huruf, SIZE)
    title = Piece(0, end, heading, font=bold, v=VAlign.MIDDLE, role="box-heading", indent=INDENT, key=key)
    rows = [[title]]
    for entry in entries:
        number = Piece(0, 1, entry.number if not entry.level else "", font=plain, role="box-number", indent=INDENT)
        text = " ".join(part for part in (entry.number if entry.level else "", entry.text) if part)
        indent = INDENT * entry.level if entry.number or entry.level else 0
        first = 1 if entry.number or entry.level else 0
        item = Piece(
            first, end - first, text, font=plain, role="box-item", indent=indent or INDENT, key=(*key, *entry.path)
        )
        rows.append([number, item] if first else [item])
    strips = [_strip([_rowed(row, column_edges, i, len(rows)) for i, row in enumerate(rows[:2])], GAP)]
    strips += [_strip([_rowed(row, column_edges, i, len(rows))]) for i, row in enumerate(rows[2:], 2)]
    return strips


def _rowed(pieces: Sequence[Piece], edges: Sequence[int], index: int, count: int) -> list[tuple[Piece, Border]]:
    """The pieces of a row of a box, with the lines round the box and under its heading."""
    placed = []
    for piece in pieces:
        wrapped = text_piece(piece, edges)
        lines = (index < 1, piece.end == len(edges) - 1, index in (0, count - 1), piece.column == 0)
        placed.append((wrapped, Border(*(Line.THIN if line else Line.NONE for line in lines))))
    return placed


def _strip(rows: Sequence[Sequence[tuple[Piece, Border]]], gap: int = 0) -> Strip:
    heights, cells = ([gap] if gap else []), []
    for row in rows:
        parts = row_heights(max(piece.height for piece, _ in row))
        cells += [piece_cell(piece, len(heights), len(parts), border) for piece, border in row]
        heights += parts
    return Strip(tuple(heights), tuple(cells))


# -- those who sign --------------------------------------------------------------------------------------------------


class _Signed(NamedTuple):
    """A line of one who signs."""

    text: str
    bold: bool = False
    key: Key = ()


class _Signer(NamedTuple):
    """One who signs, as printed: what stands above and below the room."""

    above: list[_Signed]
    below: list[_Signed]
    marker: str


def _signers(sop: Sop) -> list[_Signer]:
    """In order; the one who approves is the last, where `tanda_tangan` says so."""
    found = []
    for i, signer in enumerate(sop.penandatangan):
        key: Key = ("penandatangan", i)
        above = [
            _Signed(signer.peran or "", key=(*key, "peran")),
            _Signed(signer.jabatan or "", True, (*key, "jabatan")),
        ]
        below = [
            _Signed(signer.nama or "", True, (*key, "nama")),
            _Signed(""),
            _Signed(printed_nip(sop, signer.nip), key=(*key, "nip")),
            _Signed(printed_date(signer.tanggal), key=(*key, "tanggal")),
        ]
        found.append(_Signer(above, below, signer.penanda or ""))
    if sop.tampilan.tanda_tangan is not TandaTangan.IDENTITAS:
        official, electronic = sop.disahkan_oleh, sop.tampilan.tanda_tangan_elektronik
        role = label(sop, "disahkan_oleh") if found else ""
        above = [
            _Signed(role, key=("tampilan", "label", "disahkan_oleh")),
            _Signed(official.jabatan or "", True, ("disahkan_oleh", "jabatan")),
        ]
        below = [
            _Signed(official.nama or "", True, ("disahkan_oleh", "nama")),
            _Signed(official.pangkat or "", key=("disahkan_oleh", "pangkat")),
            _Signed(printed_nip(sop, official.nip), key=("disahkan_oleh", "nip")),
            _Signed(""),
        ]
        found.append(_Signer(above, below, (electronic.penanda if electronic else None) or ""))
    return found


def _signatures(sop: Sop, signers: Sequence[_Signer], column_edges: Sequence[int]) -> Strip:
    """A room for each, side by side under the table; one alone stands at its right."""
    spans = _spans(column_edges, len(signers))
    lines = zip(*(signer.above for signer in signers), strict=True)
    rows = [[_signed(sop, span, line, column_edges) for span, line in zip(spans, row, strict=True)] for row in lines]
    room = len(rows)
    rows.append([
        (
            Piece(
                span[0], span[1] - span[0], h=HAlign.CENTER, v=VAlign.MIDDLE, role="signature-room",
                marker=signer.marker,
            ),
            NO_BORDER,
        )
        for span, signer in zip(spans, signers, strict=True)
    ])  # fmt: skip
    lines = zip(*(signer.below for signer in signers), strict=True)
    rows += [[_signed(sop, span, line, column_edges) for span, line in zip(spans, row, strict=True)] for row in lines]
    kept = [row for i, row in enumerate(rows) if i == room or any(piece.text for piece, _ in row)]
    heights, cells = [GAP], []
    for row in kept:
        parts: Sequence[int] = row_heights(max(piece.height for piece, _ in row))
        if row is rows[room]:
            parts = (max(SIGNATURE_ROOM, signature_room(sop)[1]),)
        shown = [(piece, border) for piece, border in row if piece.text or piece.role == "signature-room"]
        cells += [piece_cell(piece, len(heights), len(parts), border) for piece, border in shown]
        heights += parts
    return Strip(tuple(heights), tuple(cells))


def _signed(sop: Sop, span: tuple[int, int], line: _Signed, column_edges: Sequence[int]) -> tuple[Piece, Border]:
    """A line of one who signs, centered."""
    font = Font(sop.tampilan.huruf, SIZE, line.bold)
    piece = Piece(
        span[0], span[1] - span[0], line.text, font=font, h=HAlign.CENTER, v=VAlign.MIDDLE, role="signature",
        key=line.key,
    )  # fmt: skip
    return text_piece(piece, column_edges), NO_BORDER


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
