"""What follows the last row of the procedure: the boxes of `penutup`, then those who sign."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest

from sopgen.layout.forms.blocks import Band, Stack, entry_block, piece, text_block
from sopgen.layout.forms.identity import Entry, box_entries, printed_nip, signature_room
from sopgen.layout.forms.labels import label, printed_date
from sopgen.model import Sop
from sopgen.scene.document import INDENT, Cell, Font, HAlign, Key, VAlign

SIZE = 9
"""pt"""
GAP = 16
"""Room above each box and above those who sign, px."""
SIGNATURE_ROOM = 64
"""px"""
WIDTH_SHARE = 1 / 3
"""Least share of the table's width for one who signs alone."""
MOST_BESIDE = 4
"""So many sign side by side; more stand in further rows."""
ROOM = "signature-room"
BOLD = {"jabatan", "nama"}
"""lines of one who signs"""


def closing_bands(sop: Sop, column_edges: Sequence[int]) -> list[Band]:
    """From top to bottom; the last are those of the ones who sign, if any does."""
    boxes = [_box(sop, heading, box_entries(sop, butir), column_edges) for heading, butir in sop.penutup]
    wide, high = signature_room(sop, SIGNATURE_ROOM)
    beside = min(MOST_BESIDE, len(column_edges) - 1)
    while beside > 1 and any(column_edges[b] - column_edges[a] < wide for a, b in _spans(column_edges, beside, wide)):
        beside -= 1
    signers = _signers(sop)
    rows = [signers[i : i + beside] for i in range(0, len(signers), beside)]
    return boxes + [_signatures(row, wide, high, column_edges) for row in rows]


def _box(sop: Sop, heading: str, entries: Sequence[Entry], column_edges: Sequence[int]) -> Band:
    end, key = len(column_edges) - 1, ("penutup", heading)
    bold, plain = Font(sop.tampilan.huruf, SIZE, bold=True), Font(sop.tampilan.huruf, SIZE)
    title = piece(0, end, heading, VAlign.MIDDLE, font=bold, role="box-heading", indent=INDENT, key=key)
    blocks = [text_block([title], column_edges, ruled=True)._replace(keep_next=bool(entries))]
    for entry in entries:
        number = piece(0, 1, "" if entry.level else entry.number, font=plain, h=HAlign.CENTER, role="box-number")
        text = " ".join(part for part in (entry.number if entry.level else "", entry.text) if part)
        first = 1 if entry.number or entry.level else 0
        indent = INDENT * max(entry.level, 1 - first)
        item = piece(first, end - first, text, font=plain, role="box-item", indent=indent, key=(*key, *entry.path))
        blocks.append(entry_block([number, item] if first else [item], column_edges))
    return (Stack(0, end, tuple(blocks)),)


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


def _signatures(signers: Sequence[Sequence[Cell]], wide: int, high: int, column_edges: Sequence[int]) -> Band:
    """A room for each, so wide and high at least, side by side under the table; one alone stands at its right."""
    spans = _spans(column_edges, len(signers), wide)
    blocks = []
    for row in zip_longest(*signers):
        cells = [
            cell._replace(column=first, column_span=last - first)
            for cell, (first, last) in zip(row, spans, strict=True)
            if cell and (cell.text or cell.role == ROOM)
        ]
        if cells:
            least = high if cells[0].role == ROOM else 0
            blocks.append(text_block(cells, column_edges, least)._replace(keep_next=True))
    blocks[-1] = blocks[-1]._replace(keep_next=False)
    return (Stack(0, len(column_edges) - 1, tuple(blocks), framed=False),)


def _spans(column_edges: Sequence[int], count: int, wide: int) -> list[tuple[int, int]]:
    """[first column, column after the last) of each of those who sign: about equally wide; one alone has `wide` px."""
    end = column_edges[-1]
    if count == 1:
        least = max(end * WIDTH_SHARE, min(wide, end))
        first = max(column for column, x in enumerate(column_edges[:-1]) if end - x >= least)
        return [(first, len(column_edges) - 1)]
    cuts = [0]
    for i in range(1, count):
        free = range(cuts[-1] + 1, len(column_edges) - count + i)
        cuts.append(min(free, key=lambda column: abs(column_edges[column] - end * i / count)))
    return list(pairwise([*cuts, len(column_edges) - 1]))
