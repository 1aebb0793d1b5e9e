"""How a workbook looks, apart from what it says: no YAML takes that over, so a person's work on it must be noticed.

Only what Excel and LibreOffice keep when they are merely asked to save stands here. They do change the face and the
distance of a footer, the scale, the zoom, frozen panes and the names of bent arrows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any

from sopgen.render.xlsx.drawing import ExcelDrawing
from sopgen.scene.document import Sheet

MM_PER_INCH = 25.4
_BEYOND_LATIN = re.compile("[^\\0-\u024f\u1e00-\u1fff\u2000-\u200a\u2010-\u2027\u2030-\u205e]")
"""for such letters LibreOffice names another face"""
_LOOKS_OF_FOOT = re.compile(r'&(?:"[^"]*"|\d+ ?)|(&&)')
"""codes of face and size (18.3.1.46)"""
_BLACK = {("rgb", "FF000000"), ("theme", 1), ("indexed", 8), ("indexed", 64)}


@dataclass(frozen=True, slots=True)
class SheetForm:
    """The look of one sheet. Sizes and places are px at 96 dpi."""

    columns: tuple[int, ...]
    """widths"""
    rows: tuple[int, ...]
    """heights"""
    shapes: tuple[tuple[int, ...], ...]
    """x, y of the points of each arrow, of two corners of each symbol, label and picture, in this order"""
    pictures: tuple[str, ...]
    """hashes of their files; of an SVG that of the raster image beside it, which is all that LibreOffice keeps"""
    cells: str
    """a hash of how they look"""
    paper: str
    breaks: str
    foot: str
    """texts above and below the pages"""
    inks: tuple[str, ...] = ()
    """of its shapes, as far as sopgen uses no such colour or width of a line"""


def form_of(worksheet: Any, sheet: Sheet, footer: str, drawing: ExcelDrawing | None) -> SheetForm:
    """The look of a sheet as it is written."""
    columns, rows = (tuple(b - a for a, b in pairwise(edges)) for edges in (sheet.column_edges, sheet.row_edges))
    boxes = [item.box for items in (sheet.symbols, sheet.labels, sheet.pictures) for item in items]
    shapes = [[round(at) for point in connector.points for at in point] for connector in sheet.connectors]
    shapes += [[round(at) for at in (box.x, box.y, box.right, box.bottom)] for box in boxes]
    return SheetForm(
        columns,
        rows,
        tuple(map(tuple, shapes)),
        pictures_form(image.data for image in drawing.images if image.extension != "svg") if drawing else (),
        cells_form(worksheet, len(columns), len(rows)),
        *page_form(worksheet),
        foot_form([footer]),
    )


def cells_form(sheet: Any, columns: int, rows: int) -> str:
    """A hash of what the cells of a table look like, the first of those that are merged; also of what is done to them
    otherwise: links, protection, rules that colour or check them."""
    looks: dict[tuple[int, str], str] = {}
    covered = {
        (row, column)
        for merged in sheet.merged_cells.ranges
        for row in range(merged.min_row, merged.max_row + 1)
        for column in range(merged.min_col, merged.max_col + 1)
        if (row, column) != (merged.min_row, merged.min_col)
    }
    known = sha256()
    for line in sheet.iter_rows(max_row=rows, max_col=columns):
        for cell in line:
            if (cell.row, cell.column) in covered:
                continue
            text = str(cell.value or "")
            seen = "face" if text and not _BEYOND_LATIN.search(text) else "size" if text else ""
            style = cell.style_id, seen
            if style not in looks:
                looks[style] = _look(cell, seen)
            known.update(f"{looks[style]}{cell.hyperlink.ref if cell.hyperlink else ''}\n".encode())
    rules = len(sheet.conditional_formatting), sheet.data_validations.count, bool(sheet.protection.sheet)
    known.update(str((rules, sheet.auto_filter.ref)).encode())
    return known.hexdigest()[:16]


def _look(cell: Any, seen: str) -> str:
    """How a cell looks; `seen`: whether it has a text, and one whose face counts. What is the standard may be written
    or not."""
    font, place, border, color = cell.font, cell.alignment, cell.border, cell.font.color
    inked = color is not None and (color.type, color.value) not in _BLACK
    marks = (font.b, font.i, font.strike, font.u not in (None, "none"), font.vertAlign, inked)
    letters = (font.name if seen == "face" else "", float(font.sz or 0), *map(bool, marks)) if seen else ()
    turned = (int(size or 0) for size in (place.textRotation, place.wrap_text, place.indent))
    placed = (place.horizontal or "general", place.vertical or "bottom", *turned)
    lines = [side.style or "none" for side in (border.top, border.right, border.bottom, border.left)]
    return str((letters, placed, lines, cell.fill.fgColor.value if cell.fill.patternType == "solid" else ""))


def page_form(sheet: Any) -> tuple[str, str]:
    """The paper with its margins, and what is printed of the sheet where."""
    setup, margins, fit = sheet.page_setup, sheet.page_margins, sheet.sheet_properties.pageSetUpPr
    edges = [round(getattr(margins, edge) * MM_PER_INCH) for edge in ("top", "right", "bottom", "left")]
    landscape = setup.orientation == "landscape"
    paper = (int(setup.paperSize or 1), landscape, *edges, bool(fit and fit.fitToPage), setup.fitToHeight in (0, "0"))
    return str(paper), str((sheet.print_area, sheet.print_title_rows, [one.id for one in sheet.row_breaks.brk]))


def foot_form(codes: Iterable[str]) -> str:
    """The texts of headers and footers, without their faces and sizes."""
    return " ".join("".join(_LOOKS_OF_FOOT.sub(r"\1", code) for code in codes).split())


def pictures_form(files: Iterable[bytes]) -> tuple[str, ...]:
    return tuple(sorted({sha256(data).hexdigest()[:16] for data in files}))
