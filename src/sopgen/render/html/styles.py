"""Collects how a document's cells look and writes the CSS that depends on its scene."""

from __future__ import annotations

import math
from typing import NamedTuple

from sopgen.render.markup import font_families, number
from sopgen.scene.document import FOOTER_PT, Cell, Font, HAlign, Scene, VAlign
from sopgen.scene.geometry import PX_PER_PT
from sopgen.text.metrics import LINE_SPACING

MM_PER_PX = 25.4 / 96
TOP_GAP = 2
"""px above a text that stands at the top of its cell"""
SIDE_GAP = 3
"""px beside a text, as in style.css"""
LEAST_RULE = 2 / 3
"""px (half a point): how thin the table's lines get on a sheet that is printed smaller, as in the PDF"""
PAPER_PADDING = 56
"""px between the edges of the paper and the sheet, both sides"""


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


def page_css(scene: Scene, rows: int) -> str:
    """Paper, print scale and width of the sheets, and the highlighting of `rows` rows of the procedure."""
    paper = scene.paper
    width, height = (round(side * MM_PER_PX, 2) for side in (paper.width, paper.height))
    rules = [f"@page{{size:{number(width)}mm {number(height)}mm;margin:0}}", _print_css(scene), "@media screen{"]
    rules += [f".s{i}{{--lebar:{s.column_edges[-1] + PAPER_PADDING}px}}" for i, s in enumerate(scene.sheets)]
    return "\n".join([*rules, *[_highlight(row) for row in range(rows)], "}"])


def _print_css(scene: Scene) -> str:
    """Every page of the scene is one sheet of paper; its surface stands inside the margins, in the middle."""
    paper = scene.paper
    rules = [
        f".halaman{{width:{number(math.floor(paper.width))}px;height:{math.floor(paper.height) - 1}px}}",
        f".lembar{{top:{number(paper.margin_top)}px}}",
        f".kaki,.nomor{{bottom:{number(paper.foot - 1)}px;left:{number(paper.margin_left)}px;"
        f"width:{number(paper.body_width)}px;font-size:{number(FOOTER_PT * PX_PER_PT)}px}}",
        f".kaki{{bottom:{number(paper.foot + paper.footer_rise - 1)}px}}",
    ]
    for index, (sheet, scale) in enumerate(zip(scene.sheets, scene.scale, strict=True)):
        left = paper.margin_left + max(0.0, (paper.body_width - sheet.column_edges[-1] * scale) / 2)
        transform = "" if scale == 1 else f";transform:scale({scale:.6f})"
        rules.append(f".s{index} .lembar{{left:{number(left)}px{transform}}}")
        if scale < LEAST_RULE:
            rules.append(f".s{index} .garis path{{stroke-width:{number(LEAST_RULE / scale)}px}}")
    return "@media print{\n" + "\n".join(rules) + "\n}"


def _highlight(row: int) -> str:
    """A row, its symbols and its arrows, wherever the pointer or the focus is among them."""
    row_active = f".b{row}:is(:hover,:focus-within,:target)"
    active = f".gulir:has({row_active},.g{row}:hover)"
    return (
        f"{active} .p{row}{{--garis:#0b57d0;--tebal:2.5px;--kepala:url(#kepala-panah-aktif)}}\n"
        f"{active} .g{row}{{--isi:#d3e3fd;--garis:#0b57d0}}\n"
        f"{active} .b{row}>*{{background:#e8f0fe}}"
    )
