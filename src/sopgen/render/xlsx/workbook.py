"""Turns a scene's sheets, their cells, edges, pages and paper, into an openpyxl workbook.

Names and units: ECMA-376 part 1, 18.3 (worksheets) and 18.8 (styles). The default font is Arial 10, whose digits are
7 px wide at 96 dpi: a column of n px is n / 7 wide (18.3.1.13); a row of n px is n * 0.75 pt high.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from datetime import datetime
from itertools import pairwise

from openpyxl import Workbook
from openpyxl.cell import Cell as StyledCell
from openpyxl.cell.cell import TYPE_STRING
from openpyxl.styles import Alignment, Font, PatternFill, Side
from openpyxl.styles import Border as CellBorder
from openpyxl.utils import absolute_coordinate, get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sopgen.render.xlsx.content import Printed
from sopgen.scene.document import HAIR_COLOR, Cell, Line, Paper, Scene, Sheet
from sopgen.scene.geometry import PT_PER_PX
from sopgen.text.letters import HANG, clean
from sopgen.text.wrap import line_spans

DIGIT_PX = 7
PX_PER_INCH = 96
CELL_LIMIT = 32767
"""The most UTF-16 units a cell holds (Excel specifications and limits)."""
FOOTER_STYLE = '&8&"Arial,Regular"'
"""8 pt; the face stands last so that a text beginning with a digit does not read as a size"""
FOOTER_LIMIT = 255
"""The most characters of a header or footer, codes counted."""
PAPER_CODES = {"letter": 1, "legal": 5, "a3": 8, "a4": 9, "f4": 14}
"""ST_PaperSize; 14 is Folio, 8.5 x 13 in: 0.9 mm wider and 0.2 mm higher than F4."""

_ESCAPE_LOOKALIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SIDES = {
    Line.NONE: Side(),
    Line.HAIR: Side(style="hair", color=f"FF{HAIR_COLOR}"),
    Line.THIN: Side(style="thin", color="FF000000"),
}
UPWARDS = 90
"""degrees of a text that runs from the bottom to the top"""


Looks = dict[tuple[object, ...], StyledCell]
"""each look is set up once and copied, for assigning styles is what openpyxl is slow at"""


def new_workbook(scene: Scene, names: Mapping[str, Printed]) -> Workbook:
    """A workbook with the scene's sheets, their cells and pages, its properties, and hidden names of cells."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.calculation.fullCalcOnLoad = None
    properties = workbook.properties
    properties.title, properties.creator = clean(scene.title), clean(scene.author)
    properties.created = properties.modified = datetime(*scene.date)
    looks: Looks = {}
    for sheet, scale in zip(scene.sheets, scene.scale, strict=True):
        worksheet = workbook.create_sheet(sheet.name)
        _set_up(worksheet, sheet, scene.paper, scale)
        _fill(worksheet, sheet, looks)
    for name, item in names.items():
        cell = absolute_coordinate(f"{get_column_letter(item.column + 1)}{item.row + 1}")
        place = f"{quote_sheetname(item.sheet)}!{cell}"
        workbook.defined_names[name] = DefinedName(name, attr_text=place, hidden=True)
    return workbook


# ---- sheet set-up


def _set_up(worksheet: Worksheet, sheet: Sheet, paper: Paper, scale: float) -> None:
    """Columns, print area, repeated rows, a manual break below each page but the last, and the paper."""
    for index, (left, right) in enumerate(pairwise(sheet.column_edges), 1):
        worksheet.column_dimensions[get_column_letter(index)].width = (right - left) / DIGIT_PX
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_view.zoomScale = worksheet.sheet_view.zoomScaleNormal = 100
    worksheet.print_area = used_range(sheet)
    first, last = sheet.header_rows
    if last > first:
        worksheet.print_title_rows = f"{first + 1}:{last}"
        worksheet.freeze_panes = f"A{last + 1}"
    if number := sheet.pages[0].number:
        worksheet.page_setup.firstPageNumber, worksheet.page_setup.useFirstPageNumber = number, True
    for page in sheet.pages[:-1]:
        worksheet.row_breaks.append(Break(id=page.last_row))
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup, margins = worksheet.page_setup, worksheet.page_margins
    setup.paperSize = PAPER_CODES[paper.name.lower()]
    setup.orientation = "landscape" if paper.landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    setup.scale = min(400, max(10, int(scale * 100)))
    worksheet.print_options.horizontalCentered = True
    for edge in ("top", "right", "bottom", "left"):
        setattr(margins, edge, getattr(paper, f"margin_{edge}") / PX_PER_INCH)
    margins.header = margins.footer = paper.foot / PX_PER_INCH


def footer(scene: Scene, sheet: Sheet) -> str:
    """The texts at the foot with their codes (18.3.1.46); & begins a code there, && is the character. The number of a
    page is Excel's to count, so that one sheet printed alone bears the same; the total is written."""
    note, running = (clean(text).replace("&", "&&") for text in (scene.paper.footer, scene.paper.running))
    if not sheet.pages[0].number:
        return _within(f"&C{FOOTER_STYLE}{note}", FOOTER_LIMIT) if note else ""
    right = f"&R{FOOTER_STYLE}Halaman &P dari {scene.numbered_pages}"
    left = _within(f"&L{FOOTER_STYLE}{running}", FOOTER_LIMIT - len(right) - (len(FOOTER_STYLE) + 24 if note else 0))
    if note:
        left += _within(f"&C{FOOTER_STYLE}{note}", FOOTER_LIMIT - len(left) - len(right) - 1)
        left += "\n" if scene.paper.footer_rise else ""
    return left + right


def _within(code: str, limit: int) -> str:
    """As much of a footer's code as may stand there; no half of an && is left."""
    if len(code) <= limit:
        return code
    return re.sub("(?<!&)((?:&&)*)&$", r"\1", code[: limit - 1]) + "…"


def used_range(sheet: Sheet) -> str:
    """The whole table as A1:I30."""
    return f"A1:{get_column_letter(len(sheet.column_edges) - 1)}{len(sheet.row_edges) - 1}"


# ---- rows


def _fill(worksheet: Worksheet, sheet: Sheet, looks: Looks) -> None:
    """Every row with its height, every covered cell with its style, and the ranges that are merged. A number is one; a
    text stays one though it looks like a formula or an error."""
    rows: list[list[StyledCell | None]] = [[None] * (len(sheet.column_edges) - 1) for _ in sheet.row_edges[1:]]
    for cell in sheet.cells:
        for row in cell.rows:
            for column in cell.columns:
                rows[row][column] = _empty(worksheet, cell, looks)
        first = rows[cell.row][cell.column] = _empty(worksheet, cell, looks)
        if cell.number is not None:
            first.value = cell.number
        elif (value := _stored(clean(_hung(cell)))).strip():
            first.value = value
            first.data_type = TYPE_STRING
        if cell.row_span > 1 or cell.column_span > 1:
            edges = cell.column + 1, cell.row + 1, cell.columns.stop, cell.rows.stop
            worksheet.merged_cells.ranges.add(CellRange(None, *edges))
    for number, (top, bottom) in enumerate(pairwise(sheet.row_edges), 1):
        worksheet.append(rows[number - 1])
        worksheet.row_dimensions[number].height = (bottom - top) * PT_PER_PX


def _empty(worksheet: Worksheet, cell: Cell, looks: Looks) -> StyledCell:
    """A new empty cell for the worksheet that looks like this one."""
    # a text that Excel would take for a formula once somebody edits the cell
    quoted = cell.number is None and len(cell.text) > 1 and cell.text[0] in "=+-@"
    indent, turned = int(cell.indent > 0), UPWARDS if cell.upright else 0
    look = (cell.font, cell.h, cell.v, cell.border, cell.fill, indent, turned, quoted)
    if look not in looks:
        styled = looks[look] = StyledCell(worksheet, 1, 1)
        styled.font = Font(name=cell.font.family, sz=cell.font.size, b=cell.font.bold, family=2)
        styled.alignment = Alignment(cell.h.value, cell.v.value, text_rotation=turned, wrap_text=True, indent=indent)
        top, right, bottom, left = (_SIDES[line] for line in cell.border)
        styled.border = CellBorder(top=top, right=right, bottom=bottom, left=left)
        if cell.fill:
            styled.fill = PatternFill("solid", fgColor=f"FF{cell.fill}")
        styled.quotePrefix = quoted
    made = copy(looks[look])
    made.parent = worksheet
    return made


def _hung(cell: Cell) -> str:
    """The text, broken where layout breaks an entry of a list whose later lines stand under its first: Excel has no
    hanging indents. Lines that break inside a word are left to Excel."""
    if not any(line.startswith(HANG) for line in cell.lines):
        return cell.text
    parts, at = [], 0
    for line, (start, end) in zip(cell.lines, line_spans(cell.text, cell.lines), strict=True):
        between, hang = cell.text[at:start], line[: len(line) - (end - start)]
        if between and hang:  # an ordinary space tells the author's own break
            between = "\n" + (" " + hang[1:] if "\n" in between else hang)
        parts += [between, cell.text[start:end]]
        at = end
    return "".join(parts)


def _stored(value: str) -> str:
    """The text as ST_Xstring (22.9.2.19), where _x0041_ would be read as A, cut at Excel's limit."""
    if len(value) > CELL_LIMIT // 2:
        value = value.encode("utf-16-le", "ignore")[: CELL_LIMIT * 2].decode("utf-16-le", "ignore")
    return _ESCAPE_LOOKALIKE.sub("_x005F_", value)
