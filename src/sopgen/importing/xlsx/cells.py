"""The cells of a sheet, merged ones as one, at their places in millimetres; read by openpyxl, never saved with it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import accumulate, chain
from typing import Any

from sopgen.importing.page import Box, Cell
from sopgen.text.letters import HANG
from sopgen.text.words import MONTHS

MM_PER_PX = 25.4 / 96
MM_PER_PT = 25.4 / 72
MAX_ROWS = 2_000
MAX_COLUMNS = 100
_DECIMALS = re.compile(r"^[#,0]*0\.(0+)$")


def edges(sheet: Any) -> tuple[list[float], list[float]]:
    """x of the column edges and y of the row edges, as Excel places them with a digit 7 px wide (Calibri 11, Arial 10).

    They reach far beyond the last cell, for what is drawn beside and below the table.
    """
    wide = sheet.sheet_format.defaultColWidth or 9.140625
    high = sheet.sheet_format.defaultRowHeight or 15
    columns = min(sheet.max_column + 60, MAX_COLUMNS + 60)
    rows = min(sheet.max_row + 300, MAX_ROWS + 300)
    widths = [wide] * (columns + 1)
    for dimension in sheet.column_dimensions.values():
        size = 0.0 if dimension.hidden else dimension.width if dimension.width is not None else wide
        for index in range(max(dimension.min or 0, 1), min(dimension.max or 0, columns) + 1):
            widths[index] = size
    xs = list(accumulate((_column_mm(width) for width in widths[1:]), initial=0.0))
    heights = [high] * (rows + 1)
    for index, row in sheet.row_dimensions.items():
        if index <= rows:
            heights[index] = 0.0 if row.hidden else row.height if row.height is not None else high
    ys = list(accumulate((height * MM_PER_PT for height in heights[1:]), initial=0.0))
    return xs, ys


def _column_mm(width: float) -> float:
    return math.floor((256 * min(width, 255) + math.floor(128 / 7)) / 256 * 7) * MM_PER_PX


def cells_of(sheet: Any, xs: list[float], ys: list[float]) -> Iterator[Cell]:
    """Every cell of the used range, empty ones too; the cells that a merged range covers are one."""
    from openpyxl.cell import MergedCell

    merged = {(r.min_row, r.min_col): (r.max_row, r.max_col) for r in sheet.merged_cells.ranges}
    rows = sheet.iter_rows(max_row=min(sheet.max_row, MAX_ROWS), max_col=min(sheet.max_column, MAX_COLUMNS))
    for cell in chain.from_iterable(rows):
        if not isinstance(cell, MergedCell):
            bottom, right = merged.get((cell.row, cell.column), (cell.row, cell.column))
            box = Box(xs[cell.column - 1], ys[cell.row - 1], xs[min(right, len(xs) - 1)], ys[min(bottom, len(ys) - 1)])
            yield Cell(f"{sheet.title}!{cell.coordinate}", box, text_of(cell.value, cell.number_format))


def text_of(value: Any, number_format: str) -> str:
    """A cell's value as it is shown: dates in words, numbers with the decimals of their format, the lines of a list's
    entry as one."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime() | date():
            return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
        case time():
            return value.strftime("%H:%M")
        case int() | float():
            return _number(value, number_format)
    text = re.sub(f"\n{HANG}+", " ", str(value).replace("_x000D_", "").replace("_x005F_", "_"))
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()


def _number(value: float, number_format: str) -> str:
    if decimals := _DECIMALS.match(number_format or ""):
        return f"{value:.{len(decimals[1])}f}"
    if math.isfinite(value) and value == int(value):
        return str(int(value))
    return f"{value:.10g}"
