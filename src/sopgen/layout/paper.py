"""Paper sizes, margins and the room inside them. px at 96 dpi."""

from __future__ import annotations

import math

from sopgen.model import Kertas, Orientasi
from sopgen.scene.document import Paper
from sopgen.text.metrics import line_height, text_width
from sopgen.text.wrap import EXCEL_WIDENING, wrap

PX_PER_MM = 96 / 25.4
SIZES_MM: dict[Kertas, tuple[float, float]] = {
    Kertas.A4: (210, 297),
    Kertas.F4: (215, 330),
    Kertas.LEGAL: (8.5 * 25.4, 14 * 25.4),
    Kertas.LETTER: (8.5 * 25.4, 11 * 25.4),
    Kertas.A3: (297, 420),
}
"""Width and height in portrait."""
SIDE_MM, TOP_MM, BOTTOM_MM = 12, 14, 13
FOOTER_SIZE = 8
"""Font size of the footer, pt."""
FOOTER_GAP_MM = 2
NUMBER_ROOM = 120
"""px for "Halaman 88 dari 88" and a gap before it"""
SLACK = 2
"""px of a page's height left unused: a program that rounds differently must not push a row to the next page."""


def paper(kertas: Kertas, orientasi: Orientasi, footer: str | None, running: str = "") -> Paper:
    """The paper as oriented, with margins; a footer gets room for as many lines as it needs, the line with `running`
    and the number of the page stands in the margin below it."""
    short, long = (side * PX_PER_MM for side in SIZES_MM[kertas])
    landscape = orientasi is Orientasi.LANSKAP
    width, height = (long, short) if landscape else (short, long)
    side = SIDE_MM * PX_PER_MM
    bottom = BOTTOM_MM * PX_PER_MM
    lines: tuple[str, ...] = ()
    if footer:
        lines = wrap(footer, width - 2 * side, FOOTER_SIZE)
        bottom += FOOTER_GAP_MM * PX_PER_MM + len(lines) * line_height(FOOTER_SIZE)
    return Paper(
        name=kertas.value,
        width=width,
        height=height,
        landscape=landscape,
        margin_top=TOP_MM * PX_PER_MM,
        margin_right=side,
        margin_bottom=min(bottom, height / 3),
        margin_left=side,
        footer="\n".join(lines),
        running=_cut(running, width - 2 * side - NUMBER_ROOM),
    )


def _cut(text: str, room: float) -> str:
    """As much of a one-line text as there is room for, px."""
    text = " ".join(text.split())
    if text_width(text, FOOTER_SIZE) * EXCEL_WIDENING <= room:
        return text
    while text and text_width(text + "…", FOOTER_SIZE) * EXCEL_WIDENING > room:
        text = text[:-1]
    return text.rstrip() + "…"


def body_width(paper: Paper) -> int:
    """Room between the side margins, whole px."""
    return math.floor(paper.width - paper.margin_left - paper.margin_right)


def body_height(paper: Paper) -> int:
    """Room between the top and bottom margins, whole px."""
    return math.floor(paper.height - paper.margin_top - paper.margin_bottom) - SLACK
