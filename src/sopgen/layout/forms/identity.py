"""The identity sheet: letterhead and identity fields on top, the boxes of legal basis, qualification … below."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sopgen.layout.forms.blocks import (
    MOST_GROWTH,
    PADDING,
    Band,
    Block,
    SheetFlow,
    Stack,
    entry_block,
    logo_picture,
    logo_size,
    piece,
    text_block,
)
from sopgen.layout.forms.cover import cover_address
from sopgen.layout.forms.labels import label, printed_date
from sopgen.layout.paper import body_height, body_width
from sopgen.layout.routing.page_flow import letters
from sopgen.model import BOXES, Butir, Logo, Sop, Tanggal
from sopgen.scene.document import INDENT, NO_BORDER, Font, HAlign, Key, Line, Paper, Picture, Sheet, VAlign
from sopgen.scene.geometry import Rect
from sopgen.text.metrics import text_width
from sopgen.text.wrap import EXCEL_WIDENING

SIZE = 9
"""Font size of fields and entries, pt."""
TITLE_SIZE = 10
LETTERHEAD_SIZE = 11
ADDRESS_SIZE = 8.5
LOGO_HEIGHT = 90
SIGNATURE_ROOM = 60
FIELD_HEIGHT = 22
EMPTY_BOX_HEIGHT = 26
"""px"""
LEFT_SHARE = 0.58
"""The left half's share of the width."""
SHORT_PAGE = 0.35
"""a last page filled less than this is worth printing everything a little smaller"""
SHRINKS = (0.95, 0.9, 0.85, 0.8)
MAX_LEVEL = 3
"""Entries nested deeper stand at this level (0 is the outermost)."""

NUMBERING = ("1", "a", "1")
"""How the levels of a box count where tampilan.penomoran_butir says nothing."""
ROMAN = {
    1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv",
    1: "i",
}  # fmt: skip

DIVIDER = NO_BORDER._replace(left=Line.THIN)
"""between the label of a field and its value"""
_FIELD_LABELS = ("nomor", "tanggal_pembuatan", "tanggal_revisi", "tanggal_efektif", "disahkan_oleh", "judul")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a box: its number ("" for none) and text."""

    level: int
    number: str
    text: str
    heading: bool
    """True with entries below it."""
    path: tuple[int, ...]
    """its place among the entries of the box, its headings' places first"""


@dataclass(frozen=True, slots=True)
class Box:
    key: Key
    """where its entries stand in the file"""
    heading: str
    heading_key: Key
    entries: tuple[Entry, ...]


def identity_sheet(sop: Sop, paper: Paper, logo: Logo | None) -> tuple[Sheet, float]:
    """The sheet "Identitas" and its print scale: a little smaller where small boxes would stand alone on a page."""
    chosen, scale = _sheet(sop, paper, logo, 1.0), 1.0
    for shrink in SHRINKS:
        last = chosen.pages[-1]
        filled = chosen.row_edges[last.last_row] - chosen.row_edges[last.first_row]
        if len(chosen.pages) == 1 or filled > SHORT_PAGE * body_height(paper):
            break
        smaller = _sheet(sop, paper, logo, shrink)
        if len(smaller.pages) < len(chosen.pages):
            return smaller, body_width(paper) / smaller.column_edges[-1]
    return chosen, scale


def _sheet(sop: Sop, paper: Paper, logo: Logo | None, scale: float) -> Sheet:
    pairs = _box_pairs(sop)
    form = _Form(sop, pairs, int(body_width(paper) / scale), logo)
    flow = SheetFlow(form.edges, int(body_height(paper) * form.edges[-1] / body_width(paper)))
    flow.add(form.head(flow.page_height))
    for pair in pairs:
        flow.add(form.band(pair))
    return flow.sheet("Identitas", pictures=tuple(form.pictures(flow)))


def _box_pairs(sop: Sop) -> list[tuple[Box, ...]]:
    """The boxes as they stand side by side; the last of an odd number alone, over the full width."""
    boxes = [Box((key,), label(sop, key), _label_key(key), box_entries(sop, getattr(sop, key))) for key in BOXES]
    for heading, butir in sop.tambahan:
        key = ("tambahan", heading)
        boxes.append(Box(key, heading, key, box_entries(sop, butir)))
    return [tuple(boxes[index : index + 2]) for index in range(0, len(boxes), 2)]


def box_entries(sop: Sop, butir: Sequence[Butir]) -> tuple[Entry, ...]:
    """The entries of a box; tampilan.penomoran_butir says how a nested one is numbered."""
    nested = any(entry.children for entry in butir)
    return tuple(entries(butir, sop.tampilan.penomoran_butir if nested else NUMBERING))


def entries(
    butir: Sequence[Butir], numbering: Sequence[str], level: int = 0, path: tuple[int, ...] = ()
) -> Iterator[Entry]:
    """The entries of a box in printing order. A list is numbered, also with one entry; a text in its place is not.

    `numbering`: how each level counts from the outermost on: 1, a, A, i or I.
    """
    for index, entry in enumerate(butir):
        number = _number(level, index, numbering) if entry.numbered else ""
        yield Entry(min(level, MAX_LEVEL), number, entry.text, bool(entry.children), (*path, index))
        yield from entries(entry.children, numbering, level + entry.numbered, (*path, index))


def _number(level: int, index: int, numbering: Sequence[str]) -> str:
    """The printed number of the entry `index` (from 0): 1. then a. then 1) where `numbering` says nothing else; then a
    dash."""
    if level >= MAX_LEVEL:
        return "-"
    style = numbering[level] if level < len(numbering) else NUMBERING[level]
    counted = {"a": letters(index).lower(), "i": _roman(index + 1)}.get(style.lower(), str(index + 1))
    return (counted.upper() if style.isupper() else counted) + (")" if level == MAX_LEVEL - 1 else ".")


def _roman(number: int) -> str:
    """i, ii, iii, iv …"""
    text = ""
    for value, sign in ROMAN.items():
        text += sign * (number // value)
        number %= value
    return text


def _number_edges(boxes: Sequence[Box]) -> list[int]:
    """x of the left edges of the number columns and of the text column, from the half's own left edge."""
    widths: dict[int, int] = {}
    for entry in (entry for box in boxes for entry in box.entries if entry.number):
        widths[entry.level] = max(widths.get(entry.level, 0), _room_for(entry.number))
    edges = [0]
    for level in range(max(widths, default=-1) + 1):
        edges.append(edges[-1] + widths.get(level, 20) + (0 if level else INDENT))
    return edges


def _room_for(text: str) -> int:
    """Width of a column in which a one-line text is not broken, px."""
    return math.ceil(text_width(text, SIZE) * EXCEL_WIDENING) + PADDING + 2


class _Form:
    """What stands on the sheet: letterhead, fields, boxes."""

    def __init__(self, sop: Sop, pairs: Sequence[tuple[Box, ...]], width: int, logo: Logo | None) -> None:
        """The columns fill `width` px: for numbers and text on the left, for the same on the right up to the label's
        edge, and for the fields' values."""
        self.sop, self.logo = sop, logo
        self.plain, self.bold = Font(sop.tampilan.huruf, SIZE), Font(sop.tampilan.huruf, SIZE, bold=True)
        middle = round(width * LEFT_SHARE)
        left, right = (_number_edges([pair[i] for pair in pairs if len(pair) > i]) for i in (0, 1))
        names = [*(label(sop, key) for key in _FIELD_LABELS), *(name for name, _ in sop.identitas_tambahan)]
        widest = INDENT + max(map(_room_for, names))
        label_width = max(min(widest, round((width - middle) * 0.45)), right[-1] + 20)
        if sop.tampilan.tanda_tangan != "akhir":  # they sign here
            middle = min(middle, max(width // 4, width - label_width - signature_room(sop, 0)[0]))
        self.edges = (*left, *(middle + x for x in right), middle + label_width, width)
        self.middle, self.value = len(left), len(self.edges) - 2
        """the column where the right half begins, and that of the fields' values"""
        self.logo_size = logo_size(logo, middle - 4 * PADDING, LOGO_HEIGHT) if logo else (0, 0)

    def head(self, page: int) -> Band:
        """Letterhead on the left, fields on the right, equally high where they fit on the page."""
        letterhead, (fields, room) = self._letterhead(), self._fields()
        left, right = (sum(block.height for block in blocks) for blocks in (letterhead, fields))
        if right < left <= page:
            fields[room] = fields[room]._replace(height=fields[room].height + left - right)
        elif left + MOST_GROWTH < right <= page:
            letterhead.insert(0, Block((piece(0, self.middle),), (right - left) // 2))
        return Stack(0, self.middle, tuple(letterhead)), Stack(self.middle, self.value + 1, tuple(fields))

    def _letterhead(self) -> list[Block]:
        """Logo and the lines below it, centered in the left half; the address only where the cover does not bear it."""
        blocks, office, middle = [], self.sop.instansi, self.middle
        if self.logo:
            blocks.append(Block((piece(0, middle, role="logo"),), self.logo_size[1] + 2 * PADDING))
        bold, small = self.bold._replace(size=LETTERHEAD_SIZE), self.plain._replace(size=ADDRESS_SIZE)
        on_cover = office.alamat == cover_address(self.sop)
        for name, font in (("nama", bold), ("satuan_kerja", bold), ("unit", bold), ("alamat", small)):
            if (text := getattr(office, name)) and not (name == "alamat" and on_cover):
                key = ("instansi", name)
                line = piece(0, middle, text, VAlign.MIDDLE, font=font, h=HAlign.CENTER, role="letterhead", key=key)
                blocks.append(text_block([line], self.edges))
        return blocks

    def pictures(self, flow: SheetFlow) -> Iterator[Picture]:
        """The logo in the middle of its cell."""
        for cell in flow.cells:
            if self.logo and cell.role == "logo":
                top, bottom = flow.row_edges[cell.row], flow.row_edges[cell.row + cell.row_span]
                room = Rect(0, top, self.edges[self.middle], bottom - top)
                yield logo_picture(self.logo, self.logo_size, room)

    def _fields(self) -> tuple[list[Block], int]:
        """The identity fields, and which of the blocks grows when there is room to spare."""
        sop = self.sop
        texts: dict[Key, str] = {("nomor",): sop.nomor or ""}
        texts |= {("tanggal", name): printed_date(getattr(sop.tanggal, name)) for name in Tanggal.model_fields}
        blocks = [self._standard(key, text) for key, text in texts.items()]
        for name, text in sop.identitas_tambahan:
            key = ("identitas_tambahan", name)
            blocks.append(self._field(name, (*key, "nama"), text, key))
        approval = self._approval()
        room = len(blocks) + min(1, len(approval) - 1)
        title = self._standard(("judul",), sop.judul, font=self.bold._replace(size=TITLE_SIZE))
        return [*blocks, *approval, title], room

    def _standard(self, key: Key, text: str, **look: Any) -> Block:
        """A field of the standard form, with what stands at `key` in the file."""
        heading = "disahkan_oleh" if key[0] == "disahkan_oleh" else "_".join(map(str, key))
        return self._field(label(self.sop, heading), _label_key(heading), text, key, **look)

    def _field(self, name: str, name_key: Key, text: str, key: Key, least: int = FIELD_HEIGHT, **look: Any) -> Block:
        """One row of the right half: a label and its value."""
        first, last = self.middle, self.value
        v, role = (VAlign.MIDDLE, "label") if name else (VAlign.TOP, "")
        before = piece(first, last - first, name, v, font=self.plain, role=role, indent=INDENT, key=name_key)
        look = {"font": self.plain, "role": "value", "indent": 0 if "h" in look else INDENT, **look}
        value = piece(last, 1, text, VAlign.MIDDLE, border=DIVIDER, key=key, **look)
        return text_block((before, value), self.edges, least, ruled=True)

    def _approval(self) -> list[Block]:
        """Who approved it: the office and, unless they sign at the end, room for a signature, name, rank and NIP."""
        sop, official = self.sop, self.sop.disahkan_oleh
        where, electronic = sop.tampilan.tanda_tangan, sop.tampilan.tanda_tangan_elektronik
        office: tuple[Key, str] = ("disahkan_oleh", "jabatan"), official.jabatan or ""
        if where == "akhir":
            return [self._standard(*office)]
        middle: dict[str, Any] = {"h": HAlign.CENTER}
        marker = (electronic.penanda if electronic and where == "identitas" else None) or ""
        room = {"marker": marker, "role": "signature-room", **middle}
        blocks = [
            self._standard(*office, **middle),
            self._field("", (), "", (), signature_room(sop, SIGNATURE_ROOM)[1], **room),
        ]
        nip = printed_nip(sop, official.nip)
        for name, text in (("nama", official.nama), ("pangkat", official.pangkat), ("nip", nip)):
            if text:
                font = self.bold if name == "nama" else self.plain
                blocks.append(self._field("", (), text, ("disahkan_oleh", name), 0, font=font, **middle))
        return [*(block._replace(ruled=False, keep_next=True) for block in blocks[:-1]), blocks[-1]]

    # -- boxes -----------------------------------------------------------------------------------------------------

    def band(self, boxes: tuple[Box, ...]) -> Band:
        """Boxes next to each other (or one over the full width), their headings equally high."""
        end = self.value + 1
        columns = [(0, self.middle), (self.middle, end)] if len(boxes) > 1 else [(0, end)]
        headings, contents = [], []
        for box, (first, last) in zip(boxes, columns, strict=True):
            look = {"font": self.bold, "role": "box-heading", "indent": INDENT, "key": box.heading_key}
            title = piece(first, last - first, box.heading, VAlign.MIDDLE, **look)
            headings.append(text_block([title], self.edges, FIELD_HEIGHT, ruled=True))
            contents.append(self._entries(box, first, last))
        height = max(block.height for block in headings)
        # an empty box is as high as the first entry beside it
        least = min((blocks[0].height for blocks in contents if blocks), default=EMPTY_BOX_HEIGHT)
        stacks = []
        for heading, blocks, (first, last) in zip(headings, contents, columns, strict=True):
            top = heading._replace(height=height, keep_next=True)
            empty = Block((piece(first, last - first, role="box-item"),), least)
            stacks.append(Stack(first, last, (top, *(blocks or [empty]))))
        return tuple(stacks)

    def _entries(self, box: Box, first: int, last: int) -> list[Block]:
        """A block for each: indent, number and text; a text without number begins where its number would."""
        blocks = []
        for entry in box.entries:
            column = first + entry.level
            pieces = [piece(first, entry.level)] if entry.level else []
            if entry.number:
                pieces.append(piece(column, 1, entry.number, font=self.plain, role="box-number"))
                column += 1
            key = (*box.key, *entry.path)
            pieces.append(piece(column, last - column, entry.text, font=self.plain, role="box-item", key=key))
            if not entry.level:
                pieces[0] = pieces[0]._replace(indent=INDENT)
            blocks.append(entry_block(pieces, self.edges)._replace(keep_next=entry.heading))
        return blocks


def _label_key(heading: str) -> Key:
    return "tampilan", "label", heading


def signature_room(sop: Sop, high: int) -> tuple[int, int]:
    """Least width and height of a room in which to sign, px: so high, and as large as an electronic signature needs."""
    electronic = sop.tampilan.tanda_tangan_elektronik
    width, height = electronic.ukuran if electronic and electronic.ukuran else (0, 0)
    return math.ceil(width), max(high, math.ceil(height))


def printed_nip(sop: Sop, nip: str | None) -> str:
    """ "NIP. 1967…", or "" where none is known."""
    if not nip or nip.upper().startswith("NIP"):
        return nip or ""
    return f"{label(sop, 'nip')} {nip}"
