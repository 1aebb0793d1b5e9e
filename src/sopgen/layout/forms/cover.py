"""The cover page: letterhead, what the document is, its title, address and year, centered on one page.

Where tampilan.sampul says something of its own, that stands there; else what the identity says. A year is printed only
where it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sopgen.layout.forms.blocks import PADDING, Piece, logo_picture, logo_size, piece_cell, row_heights, text_piece
from sopgen.layout.paper import body_height, body_width
from sopgen.model import Logo, Sampul, Sop
from sopgen.scene.document import NO_BORDER, Cell, Font, HAlign, Key, Page, Paper, Picture, Sheet, VAlign
from sopgen.scene.geometry import Rect
from sopgen.text.metrics import block_height

DOCUMENT_WORDS = "STANDAR OPERASIONAL PROSEDUR"
"""What the document is: stands, with (SOP) behind it, over a title that does not say so itself."""
KEY = ("tampilan", "sampul")
LOGO_HEIGHT = 130
"""px"""
MARGIN_SHARE = 0.1
"""Columns left blank at both sides, as a share of the width."""
SCALES = (1.0, 0.85, 0.7, 0.6, 0.5, 0.4)
"""Tried in turn until everything fits on the page."""
LEAST_SIZE = 7
"""pt"""
TOP, MIDDLE, FOOT = 2, 2, 3
"""Shares of the spare height: above the letterhead (and below the address), above the title, above the address."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text of the cover in its size (pt), `gap` shares of the spare height below the one before."""

    text: str
    size: float
    bold: bool = False
    gap: int = 0
    key: Key = ()


def cover_sheet(sop: Sop, paper: Paper, logo: Logo | None) -> Sheet:
    """The sheet "Sampul": one page."""
    width, height = body_width(paper), body_height(paper)
    side = round(width * MARGIN_SHARE)
    size = logo_size(logo, width - 2 * side - 2, LOGO_HEIGHT) if logo else (0, -PADDING)
    edges = (0, side, *_logo_edges(width, size[0]), width - side, width)
    lines = _lines(sop)
    pieces = _fitted(lines, sop.tampilan.huruf, edges, height - size[1] - PADDING)
    spare = height - size[1] - PADDING - sum(piece.height for piece in pieces)
    return _sheet(lines, pieces, edges, spare, (logo, size) if logo else None)


def _logo_edges(width: int, logo_width: int) -> tuple[int, ...]:
    """Edges of a column as wide as the logo: it stays centered where columns come out wider than asked for."""
    left = round((width - logo_width) / 2)
    return (left, left + logo_width) if logo_width else ()


def _lines(sop: Sop) -> list[Line]:
    """What stands on the cover, from top to bottom."""
    own = _own(sop) or Sampul()
    names = ("nama", "satuan_kerja", "unit")
    head: list[tuple[str | None, Key]] = [(getattr(sop.instansi, name), ("instansi", name)) for name in names]
    if own.kop is not None:
        head = [(text, (*KEY, "kop", index)) for index, text in enumerate(own.kop)]
    title = Line(own.judul or sop.judul, 24, bold=True, key=(*KEY, "judul") if own.judul else ("judul",))
    named = DOCUMENT_WORDS in title.text.upper()
    address = (cover_address(sop), (*KEY, "alamat") if own.alamat else ("instansi", "alamat"))
    foot = [Line(text, 12, key=key) for text, key in (address, (own.tahun, (*KEY, "tahun"))) if text]
    return [
        *(Line(text, 18, bold=True, key=key) for text, key in head if text),
        *([] if named else [Line(f"{DOCUMENT_WORDS} (SOP)", 20, bold=True, gap=MIDDLE)]),
        replace(title, gap=MIDDLE if named else 0),
        *(replace(line, gap=0 if index else FOOT) for index, line in enumerate(foot)),
    ]


def cover_address(sop: Sop) -> str | None:
    """The address at the foot of the cover; None without a cover or an address."""
    own = _own(sop)
    return (own.alamat or sop.instansi.alamat) if own else None


def _own(sop: Sop) -> Sampul | None:
    """What the cover says of its own; None without a cover."""
    asked = sop.tampilan.sampul
    return asked if isinstance(asked, Sampul) else Sampul() if asked else None


def _fitted(lines: Sequence[Line], family: str, edges: Sequence[int], height: int) -> list[Piece]:
    """The texts in the largest scale that fits in `height` px, if possible without breaking what an author broke into
    lines; cut short where even the smallest does not."""
    scaled = [[_piece(line, family, scale, edges) for line in lines] for scale in SCALES]
    fitting = [pieces for pieces in scaled if sum(piece.height for piece in pieces) <= height]
    if not fitting:
        return [_shortened(piece, height // len(lines)) for piece in scaled[-1]]
    return next((pieces for pieces in fitting if all(map(_keeps_its_lines, pieces))), fitting[0])


def _keeps_its_lines(piece: Piece) -> bool:
    """Whether a text that an author broke into lines is broken only there."""
    return len(piece.lines) == piece.text.count("\n") + 1 or "\n" not in piece.text


def _piece(line: Line, family: str, scale: float, edges: Sequence[int]) -> Piece:
    font = Font(family, max(LEAST_SIZE, round(line.size * scale * 2) / 2), line.bold)
    piece = Piece(1, len(edges) - 3, line.text, font=font, h=HAlign.CENTER, v=VAlign.MIDDLE, role="cover", key=line.key)
    return text_piece(piece, edges)


def _shortened(piece: Piece, height: int) -> Piece:
    """The piece with the lines that fit in `height` px, and an ellipsis for the rest."""
    count = len(piece.lines)
    while count > 1 and block_height(count, piece.font.size) > height:
        count -= 1
    if count == len(piece.lines):
        return piece
    lines = (*piece.lines[: count - 1], "…")
    return piece._replace(text="\n".join(lines), lines=lines)


def _sheet(
    lines: Sequence[Line],
    pieces: Sequence[Piece],
    edges: tuple[int, ...],
    spare: int,
    logo: tuple[Logo, tuple[int, int]] | None,
) -> Sheet:
    """The sheet with the spare height shared out between the texts."""
    rows = [0]

    def add(height: int) -> tuple[int, int]:
        """Adds rows; gives the first and their count."""
        first = len(rows) - 1
        for part in row_heights(height) if height > 0 else ():
            rows.append(rows[-1] + part)
        return first, len(rows) - 1 - first

    share = spare // (2 * TOP + sum(line.gap for line in lines))
    add(share * TOP)
    pictures: tuple[Picture, ...] = ()
    if logo:
        picture, size = logo
        pictures = (logo_picture(picture, size, Rect(0, rows[-1], edges[-1], size[1])),)
        add(size[1] + PADDING)
    cells: list[Cell] = []
    for line, piece in zip(lines, pieces, strict=True):
        add(share * line.gap)
        cells.append(piece_cell(piece, *add(piece.height), NO_BORDER))
    add(share * TOP)
    return Sheet("Sampul", edges, tuple(rows), tuple(cells), (Page(0, len(rows) - 1),), pictures=pictures)
