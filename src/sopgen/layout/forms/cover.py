"""The cover page: letterhead, what the document is, its title, address and year, centered on one page.

Where tampilan.sampul says something of its own, that stands there; else what the identity says. A year is printed only
where it is given.
"""

from __future__ import annotations

from collections.abc import Sequence

from sopgen.layout.forms.blocks import (
    PADDING,
    Block,
    SheetFlow,
    Stack,
    height_of,
    lines_that_fit,
    logo_picture,
    logo_size,
    piece,
    text_block,
)
from sopgen.layout.paper import body_height, body_width
from sopgen.model import Logo, Sampul, Sop
from sopgen.scene.document import Cell, Font, HAlign, Key, Paper, Sheet, VAlign
from sopgen.scene.geometry import Rect

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


Line = tuple[Cell, int]
"""a text of the cover, and how many shares of the spare height are above it"""


def cover_sheet(sop: Sop, paper: Paper, logo: Logo | None) -> Sheet:
    """The sheet "Sampul": one page, the spare height shared out between its texts."""
    width, height = body_width(paper), body_height(paper)
    side = round(width * MARGIN_SHARE)
    edges = [0, side, width - side, width]
    size = logo_size(logo, width - 2 * side - 2, LOGO_HEIGHT) if logo else (0, 0)
    if logo:
        left = round((width - size[0]) / 2)
        edges[2:2] = [left, left + size[0]]  # it stays centered where columns come out wider than asked for
    logo_room = size[1] + PADDING if logo else 0
    pieces, gaps = zip(*_lines(sop, len(edges) - 3), strict=True)
    height -= logo_room
    fitted = _fitted(pieces, edges, height)
    share = max(0, height - sum(block.height for block in fitted)) // (2 * TOP + sum(gaps))
    blocks = [Block((), share * TOP), Block((), logo_room)]
    for block, gap in zip(fitted, gaps, strict=True):
        blocks += [Block((), share * gap), block]
    flow = SheetFlow(edges, height)
    flow.place([Stack(0, len(edges) - 1, (*blocks, Block((), share * TOP)), framed=False)])
    pictures = (logo_picture(logo, size, Rect(0, share * TOP, width, size[1])),) if logo else ()
    return flow.sheet("Sampul", pictures=pictures)


def _lines(sop: Sop, columns: int) -> list[Line]:
    """What stands on the cover, from top to bottom, over so many columns."""

    def line(text: str, key: Key, size: float, *, bold: bool = True, gap: int = 0) -> Line:
        font = Font(sop.tampilan.huruf, size, bold)
        return piece(1, columns, text, VAlign.MIDDLE, font=font, h=HAlign.CENTER, role="cover", key=key), gap

    own = _own(sop) or Sampul()
    names = ("nama", "satuan_kerja", "unit")
    head: list[tuple[str | None, Key]] = [(getattr(sop.instansi, name), ("instansi", name)) for name in names]
    if own.kop is not None:
        head = [(text, (*KEY, "kop", index)) for index, text in enumerate(own.kop)]
    title = own.judul or sop.judul
    named = DOCUMENT_WORDS in title.upper()
    address = (cover_address(sop), (*KEY, "alamat") if own.alamat else ("instansi", "alamat"))
    foot = [(text, key) for text, key in (address, (own.tahun, (*KEY, "tahun"))) if text]
    return [
        *(line(text, key, 18) for text, key in head if text),
        *([] if named else [line(f"{DOCUMENT_WORDS} (SOP)", (), 20, gap=MIDDLE)]),
        line(title, (*KEY, "judul") if own.judul else ("judul",), 24, gap=MIDDLE if named else 0),
        *(line(text, key, 12, bold=False, gap=0 if i else FOOT) for i, (text, key) in enumerate(foot)),
    ]


def cover_address(sop: Sop) -> str | None:
    """The address at the foot of the cover; None without a cover or an address."""
    own = _own(sop)
    return (own.alamat or sop.instansi.alamat) if own else None


def _own(sop: Sop) -> Sampul | None:
    """What the cover says of its own; None without a cover."""
    asked = sop.tampilan.sampul
    return asked if isinstance(asked, Sampul) else Sampul() if asked else None


def _fitted(texts: Sequence[Cell], edges: Sequence[int], height: int) -> list[Block]:
    """The texts in the largest scale that fits in `height` px, if possible without breaking what an author broke into
    lines; cut short where even the smallest does not."""
    fitting = []
    for scale in SCALES:
        sizes = (max(LEAST_SIZE, round(cell.font.size * scale * 2) / 2) for cell in texts)
        fonts = (cell.font._replace(size=size) for cell, size in zip(texts, sizes, strict=True))
        scaled = [text_block([cell._replace(font=font)], edges) for cell, font in zip(texts, fonts, strict=True)]
        if sum(block.height for block in scaled) <= height:
            fitting.append(scaled)
    if not fitting:
        return [_shortened(block, height // len(texts)) for block in scaled]
    return next((scaled for scaled in fitting if all(map(_keeps_its_lines, scaled))), fitting[0])


def _keeps_its_lines(block: Block) -> bool:
    """Whether a text that an author broke into lines is broken only there."""
    (cell,) = block.pieces
    return len(cell.lines) == cell.text.count("\n") + 1 or "\n" not in cell.text


def _shortened(block: Block, height: int) -> Block:
    """The text with the lines that fit in `height` px, and an ellipsis for the rest."""
    (cell,) = block.pieces
    count = max(1, lines_that_fit(height, cell.font.size))
    if len(cell.lines) <= count:
        return block
    lines = (*cell.lines[: count - 1], "…")
    cell = cell._replace(text="\n".join(lines), lines=lines)
    return Block((cell,), height_of(cell))
