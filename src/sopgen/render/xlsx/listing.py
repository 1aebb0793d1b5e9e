"""Writes a table as a workbook of one sheet to read and filter: a line for each thing, no drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import TYPE_STRING
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from sopgen.render.xlsx.package import Package
from sopgen.render.xlsx.workbook import CELL_LIMIT
from sopgen.scene.document import PINNED_DATE
from sopgen.text.letters import clean

A4 = 9
"""the paper's number in 18.3.1.63"""
STYLES = ("judul", "teks", "angka", "tautan")


def as_xlsx(
    title: str,
    columns: Mapping[str, float],
    lines: Iterable[Sequence[str | float]],
    link: tuple[int, int] | None = None,
) -> bytes:
    """The workbook; its texts stay texts, also where they begin with =.

    `columns`: heading -> width in digits; `link`: the column, counted from 0, whose texts lead to the addresses in
    another one.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = title, "sopgen"
    book.properties.created = book.properties.modified = datetime(
        *PINNED_DATE
    )  # not the clock's: the same table, the same bytes
    edge = Side(style="thin", color="FFB8BEC8")
    fonts = (
        Font(name="Arial", size=10, bold=True), *[Font(name="Arial", size=10)] * 2,
        Font(name="Arial", size=10, underline="single", color="FF0B57D0"),
    )  # fmt: skip
    for name, font in zip(STYLES, fonts, strict=True):
        style = NamedStyle(name, font, border=Border(edge, edge, edge, edge))
        style.alignment = Alignment(vertical="top", wrap_text=True, horizontal="right" if name == "angka" else "left")
        if name == "judul":
            style.fill = PatternFill("solid", fgColor="FFE3E8EF")
        if name != "angka":
            style.number_format = "@"
        book.add_named_style(style)
    sheet = book.create_sheet(title)
    for row, values in enumerate([list(columns), *lines], 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column, clean(value)[:CELL_LIMIT] if isinstance(value, str) else value)
            cell.style = "judul" if row == 1 else "teks" if isinstance(value, str) else "angka"
            if isinstance(value, str):
                cell.data_type = TYPE_STRING
        if link and row > 1:
            linked = sheet.cell(row, link[0] + 1)
            linked.hyperlink, linked.style = str(values[link[1]]), "tautan"
    for column, width in enumerate(columns.values(), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.auto_filter.ref = sheet.dimensions
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToHeight = A4, "landscape", 0
    return Package(book).zipped()
