"""The signature block that follows the last row of the procedure."""

from __future__ import annotations

from collections.abc import Sequence

from sopgen.layout.forms.blocks import Piece, piece_cell, row_heights, text_piece
from sopgen.layout.forms.identity import printed_nip
from sopgen.model import Sop
from sopgen.scene.document import NO_BORDER, Cell, Font, HAlign, VAlign

SIZE = 9
"""pt"""
GAP = 16
"""Room above the block, px."""
SIGNATURE_ROOM = 64
"""px"""
WIDTH_SHARE = 1 / 3
"""Least share of the table's width."""


def signature_block(
    sop: Sop, column_edges: Sequence[int], first_row: int, top: int
) -> tuple[tuple[int, ...], tuple[Cell, ...]]:
    """Row heights (px) and cells of the block, in the rows from `first_row`; `top` is where it begins (px).

    It stands over the last columns of the table and has to stay together on one page.
    """
    column = _first_column(column_edges)
    plain, bold = Font(sop.tampilan.huruf, SIZE), Font(sop.tampilan.huruf, SIZE, bold=True)
    official = sop.disahkan_oleh
    lines = (("nama", official.nama, bold), ("pangkat", official.pangkat, plain), ("nip", printed_nip(sop), plain))
    heights = [GAP]
    cells = [_cell("jabatan", official.jabatan or "", bold, column, column_edges, first_row, heights)]
    heights.append(SIGNATURE_ROOM)
    cells += [_cell(key, text, font, column, column_edges, first_row, heights) for key, text, font in lines if text]
    return tuple(heights), tuple(cells)


def _first_column(column_edges: Sequence[int]) -> int:
    """The last column from which at least a third of the table is left to its end."""
    end = column_edges[-1]
    wide = [column for column, x in enumerate(column_edges[:-1]) if end - x >= end * WIDTH_SHARE]
    return wide[-1]


def _cell(
    key: str, text: str, font: Font, column: int, column_edges: Sequence[int], first_row: int, heights: list[int]
) -> Cell:
    """A centered line of the block, `key` of `disahkan_oleh`; adds its rows to `heights`."""
    piece = Piece(
        column,
        len(column_edges) - 1 - column,
        text,
        font=font,
        h=HAlign.CENTER,
        v=VAlign.MIDDLE,
        role="signature",
        key=("disahkan_oleh", key),
    )
    piece = text_piece(piece, column_edges)
    rows = row_heights(piece.height)
    row = first_row + len(heights)
    heights += rows
    return piece_cell(piece, row, len(rows), NO_BORDER)
