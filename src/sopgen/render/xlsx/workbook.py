"""Turns a sheet's cells, edges, pages and paper into a worksheet: styles and print set-up by openpyxl, rows as text.

Names and units: ECMA-376 part 1, 18.3 (worksheets) and 18.8 (styles). The default font is Arial 10, whose digits are
7 px wide at 96 dpi: a column of n px is n / 7 wide (18.3.1.13); a row of n px is n * 0.75 pt high.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import Cell as StyledCell
from openpyxl.styles import Alignment, PatternFill, Side
from openpyxl.styles import Border as CellBorder
from openpyxl.styles import Font as OpenpyxlFont
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sopgen.render.xlsx.xml import clean, el, text
from sopgen.scene.document import Border, Cell, HAlign, Paper, Scene, Sheet, VAlign
from sopgen.scene.document import Font as SceneFont

DIGIT_PX = 7
POINTS_PER_PX = 0.75
PX_PER_INCH = 96
CELL_LIMIT = 32767
"""The most UTF-16 units a cell holds (Excel specifications and limits)."""
FOOTER_STYLE = '&C&8&"Arial,Regular"'
"""centred, 8 pt; the face stands last so that a text beginning with a digit does not read as a size"""
FOOTER_LIMIT = 255
"""The most characters of a header or footer, codes counted."""
FOOTER_DISTANCE = 0.3
"""inches from the paper's edge, where the margin leaves that much"""
PAPER_CODES = {"letter": 1, "legal": 5, "a3": 8, "a4": 9, "f4": 14}
"""ST_PaperSize; 14 is Folio, 8.5 x 13 in: 0.9 mm wider and 0.2 mm higher than F4."""
PINNED_DATE = (2000, 1, 1)
"""The date of a document that carries none."""

_ESCAPE_LOOKALIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_THIN = Side(style="thin", color="FF000000")
_NO_SIDE = Side()


class Font(OpenpyxlFont):
    """openpyxl's font with its children in the order of CT_Font (18.8.22), which the Open XML SDK asks for."""

    __elements__ = (
        *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
        *("sz", "color", "name", "family", "charset", "scheme"),
    )
    __attrs__ = OpenpyxlFont.__attrs__
    __nested__ = OpenpyxlFont.__nested__


@dataclass(frozen=True, slots=True)
class _Look:
    """Everything that makes a cell's style, for looking it up."""

    font: SceneFont
    h: HAlign
    v: VAlign
    border: Border
    fill: str | None
    quoted: bool


class Styles:
    """The workbook's cell styles: each look is registered once, for assigning styles is what openpyxl is slow at."""

    def __init__(self, workbook: Workbook) -> None:
        self._sheet = workbook.worksheets[0]
        self._known: dict[_Look, int] = {}

    def index(self, cell: Cell) -> int:
        """The number of the cell's style in cellXfs."""
        look = _Look(cell.font, cell.h, cell.v, cell.border, cell.fill, cell.number is None and _quoted(cell.text))
        number = self._known.get(look)
        if number is None:
            number = self._known[look] = self._register(look)
        return number

    def _register(self, look: _Look) -> int:
        cell: Any = StyledCell(self._sheet, 1, 1)
        cell.font = Font(name=look.font.family, sz=look.font.size, b=look.font.bold, family=2)
        cell.alignment = Alignment(horizontal=look.h.value, vertical=look.v.value, wrap_text=True)
        top, right, bottom, left = (
            _THIN if line else _NO_SIDE
            for line in (look.border.top, look.border.right, look.border.bottom, look.border.left)
        )
        cell.border = CellBorder(top=top, right=right, bottom=bottom, left=left)
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=f"FF{look.fill}")
        cell._style.quotePrefix = int(look.quoted)
        return int(cell.style_id)


def new_workbook(scene: Scene) -> Workbook:
    """A workbook with the scene's sheets, still empty, its default font and its properties."""
    workbook: Any = Workbook()
    workbook.remove(workbook.active)
    default = Font(name="Arial", sz=10, family=2)
    workbook._fonts = IndexedList([default])
    workbook._named_styles["Normal"].font = default
    workbook.calculation.fullCalcOnLoad = None
    properties = workbook.properties
    properties.title, properties.creator = clean(scene.title), clean(scene.author)
    properties.created = properties.modified = datetime(*(scene.date or PINNED_DATE))
    for sheet, scale in zip(scene.sheets, scene.scale, strict=True):
        _set_up(workbook.create_sheet(sheet.name), sheet, scene.paper, scale)
    return cast(Workbook, workbook)


# ---- sheet set-up


def _set_up(worksheet: Worksheet, sheet: Sheet, paper: Paper, scale: float) -> None:
    for index, (left, right) in enumerate(pairwise(sheet.column_edges), 1):
        worksheet.column_dimensions[get_column_letter(index)].width = (right - left) / DIGIT_PX
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_view.zoomScale = worksheet.sheet_view.zoomScaleNormal = 100
    _set_pages(worksheet, sheet)
    _set_paper(worksheet, paper, scale)


def _set_pages(worksheet: Worksheet, sheet: Sheet) -> None:
    """Print area, repeated rows, and a manual break below each page but the last."""
    worksheet.print_area = used_range(sheet)
    first, last = sheet.header_rows
    if last > first:
        worksheet.print_title_rows = f"{first + 1}:{last}"
    for page in sheet.pages[:-1]:
        worksheet.row_breaks.append(Break(id=page.last_row))


def _set_paper(worksheet: Worksheet, paper: Paper, scale: float) -> None:
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup, margins = worksheet.page_setup, worksheet.page_margins
    setup.paperSize = PAPER_CODES[paper.name.lower()]
    setup.orientation = "landscape" if paper.landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    setup.scale = min(400, max(10, int(scale * 100)))
    worksheet.print_options.horizontalCentered = True
    for edge in ("top", "right", "bottom", "left"):
        setattr(margins, edge, getattr(paper, f"margin_{edge}") / PX_PER_INCH)
    margins.header = min(FOOTER_DISTANCE, margins.top / 2)
    margins.footer = min(FOOTER_DISTANCE, margins.bottom / 2)


def footer(paper: Paper) -> str:
    """headerFooter (18.3.1.46) with the text in the middle; & begins a code there, && is the character."""
    if not paper.footer:
        return ""
    code = FOOTER_STYLE + clean(paper.footer).replace("&", "&&")
    if len(code) > FOOTER_LIMIT:
        code = re.sub("(?<!&)((?:&&)*)&$", r"\1", code[:FOOTER_LIMIT])
    return el("headerFooter", el("oddFooter", text(code)))


def used_range(sheet: Sheet) -> str:
    """The whole table as A1:I30."""
    return f"A1:{get_column_letter(len(sheet.column_edges) - 1)}{len(sheet.row_edges) - 1}"


# ---- rows


def rows(sheet: Sheet, styles: Styles) -> str:
    """The content of sheetData (18.3.1.80): every row with its height, every covered cell with its style."""
    letters = [get_column_letter(index) for index in range(1, len(sheet.column_edges))]
    lines: list[list[tuple[int, str]]] = [[] for _ in sheet.row_edges[1:]]
    for cell in sheet.cells:
        style = styles.index(cell)
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                first = row == cell.row and column == cell.column
                markup = _cell(f"{letters[column]}{row + 1}", style, cell if first else None)
                lines[row].append((column, markup))
    bands = enumerate(pairwise(sheet.row_edges))
    return "".join([_row(row, bottom - top, lines[row]) for row, (top, bottom) in bands])


def merged(sheet: Sheet) -> str:
    """mergeCells (18.3.1.55)."""
    ranges = [
        f"{get_column_letter(cell.column + 1)}{cell.row + 1}:"
        f"{get_column_letter(cell.column + cell.column_span)}{cell.row + cell.row_span}"
        for cell in sheet.cells
        if cell.row_span > 1 or cell.column_span > 1
    ]
    return el("mergeCells", *[el("mergeCell", ref=ref) for ref in ranges], count=len(ranges)) if ranges else ""


def _row(row: int, height: int, cells: list[tuple[int, str]]) -> str:
    markup = "".join([content for _, content in sorted(cells)])
    return f'<row r="{row + 1}" ht="{height * POINTS_PER_PX:g}" customHeight="1">{markup}</row>'


def _cell(reference: str, style: int, cell: Cell | None) -> str:
    """c (18.3.1.4): a number, an inline string, or a cell that only carries a style."""
    head = f'<c r="{reference}" s="{style}"'
    if cell is None or (cell.number is None and not cell.text):
        return head + "/>"
    if cell.number is not None:
        return f"{head}><v>{cell.number!r}</v></c>"
    return f'{head} t="inlineStr"><is><t xml:space="preserve">{text(_stored(cell.text))}</t></is></c>'


def _stored(value: str) -> str:
    """The text as ST_Xstring (22.9.2.19), where _x0041_ would be read as A, cut at Excel's limit."""
    if len(value) > CELL_LIMIT // 2:
        value = value.encode("utf-16-le", "ignore")[: CELL_LIMIT * 2].decode("utf-16-le", "ignore")
    return _ESCAPE_LOOKALIKE.sub("_x005F_", value)


def _quoted(value: str) -> bool:
    """True where Excel would take the text for a formula once somebody edits the cell."""
    return len(value) > 1 and value[0] in "=+-@"
