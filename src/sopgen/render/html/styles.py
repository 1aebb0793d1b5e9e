"""Collects how a document's cells look; what of the CSS its paper decides stands in `page.css.j2`."""

from __future__ import annotations

import math
from typing import NamedTuple

from sopgen.render.markup import font_families, number
from sopgen.scene.document import Cell, Font, HAlign, VAlign
from sopgen.scene.geometry import PX_PER_PT
from sopgen.text.metrics import LINE_SPACING

TOP_GAP = 2
"""px above a text that stands at the top of its cell"""
SIDE_GAP = 3
"""px beside a text, as in style.css"""


class _Look(NamedTuple):
    font: Font
    h: HAlign
    v: VAlign
    fill: str | None
    indent: int
    upright: bool


class Styles:
    """The looks of cells, each with a short class name in the order of their first use."""

    def __init__(self) -> None:
        self._names: dict[_Look, str] = {}

    def name(self, cell: Cell) -> str:
        look = _Look(cell.font, cell.h, cell.v, cell.fill, cell.indent, cell.upright)
        found = self._names.get(look)
        if found is None:
            found = self._names[look] = f"k{len(self._names)}"
        return found

    def css(self) -> str:
        return "\n".join([_rule(name, look) for look, name in self._names.items()])


def line_height(size: float) -> int:
    """Distance of the lines of a text: what layout reserves, rounded down to whole px."""
    return math.floor(size * PX_PER_PT * LINE_SPACING)


def _rule(name: str, look: _Look) -> str:
    weight = "bold" if look.font.bold else "normal"
    size = f"{number(look.font.size * PX_PER_PT)}px/{line_height(look.font.size)}px"
    middle = "middle" if look.v is VAlign.MIDDLE else look.v.value
    fill = f";background:#{look.fill}" if look.fill else ""
    families = font_families(look.font.family)
    rule = f".{name}{{font:{weight} {size} {families};text-align:{look.h.value};vertical-align:{middle}{fill}}}"
    if look.v is VAlign.TOP:
        rule += f".{name}>.t{{padding-top:{TOP_GAP}px}}"
    if look.indent:
        rule += f".{name}>.t,.{name}.q{{padding-left:{SIDE_GAP + look.indent}px}}"
    if look.upright:
        rule += (
            f".{name}>.t{{writing-mode:vertical-rl;transform:rotate(180deg);max-width:100%;margin:auto;padding:3px 0}}"
        )
    return rule
