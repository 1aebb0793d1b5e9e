"""Paper sizes, margins and the room inside them. px at 96 dpi."""

from __future__ import annotations

import math
from bisect import bisect_right

from sopgen.model import Kertas, Orientasi
from sopgen.scene.document import FOOTER_PT, Paper
from sopgen.text.metrics import line_height, text_width
from sopgen.text.wrap import EXCEL_WIDENING, wrap

PX_PER_MM = 96 / 25.4
SIZES_MM: dict[Kertas, tuple[float, float]] = {
    "a4": (210, 297),
    "f4": (215, 330),
    "legal": (8.5 * 25.4, 14 * 25.4),
    "letter": (8.5 * 25.4, 11 * 25.4),
    "a3": (297, 420),
}
"""Width and height in portrait."""
SIDE_MM, TOP_MM, BOTTOM_MM, FOOT_MM = 10, 10, 12, 6
FOOTER_GAP_MM = 2
NUMBER_ROOM = 120
"""px for "Halaman 88 dari 88" and a gap before it"""
SLACK = 2
"""px of a page's height left unused: a program that rounds differently must not push a row to the next page."""


def paper(kertas: Kertas, orientasi: Orientasi, footer: str | None, running: str = "") -> Paper:
    """The paper as oriented, with margins. The line with `running` and the number of the page stands in the lower
    margin; a short footer in the middle of that line, a longer one above it in room of its own."""
    short, long = (side * PX_PER_MM for side in SIZES_MM[kertas])
    landscape = orientasi == "lanskap"
    width, height = (long, short) if landscape else (short, long)
    side = SIDE_MM * PX_PER_MM
    bottom = BOTTOM_MM * PX_PER_MM
    running = _cut(running, width - 2 * side - NUMBER_ROOM)
    lines = wrap(footer, width - 2 * side, FOOTER_PT) if footer else ()
    beside = max(_width(running) + 2 * FOOTER_PT, NUMBER_ROOM) if running else 0
    rise = 0.0
    if len(lines) > 1 or (lines and _width(lines[0]) > width - 2 * side - 2 * beside):
        rise = line_height(FOOTER_PT) + 1.0 if running else 0.0
        bottom += FOOTER_GAP_MM * PX_PER_MM + len(lines) * line_height(FOOTER_PT)
    return Paper(
        name=kertas,
        width=width,
        height=height,
        landscape=landscape,
        margin_top=TOP_MM * PX_PER_MM,
        margin_right=side,
        margin_bottom=min(bottom, height / 3),
        margin_left=side,
        footer="\n".join(lines),
        running=running,
        foot=FOOT_MM * PX_PER_MM,
        footer_rise=rise,
    )


def _cut(text: str, room: float) -> str:
    """As much of a one-line text as there is room for, px."""
    text = " ".join(text.split())
    if _width(text) <= room:
        return text
    fitting = bisect_right(range(1, len(text)), room, key=lambda size: _width(text[:size] + "…"))
    return text[:fitting].rstrip() + "…"


def _width(text: str) -> float:
    return text_width(text, FOOTER_PT) * EXCEL_WIDENING


def body_width(paper: Paper) -> int:
    """Room between the side margins, whole px."""
    return math.floor(paper.width - paper.margin_left - paper.margin_right)


def body_height(paper: Paper) -> int:
    """Room between the top and bottom margins, whole px."""
    return math.floor(paper.height - paper.margin_top - paper.margin_bottom) - SLACK
