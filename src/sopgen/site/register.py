"""The register (daftar SOP) as a table, and as an Excel workbook with filters and links to the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sopgen.diagnostics import Severity
from sopgen.site.entry import Entry
from sopgen.site.wordings import STATES, total
from sopgen.text.letters import clean

COLUMNS = {
    "Nomor": 18, "Nama SOP": 52, "Satuan Kerja": 34, "Unit": 24, "Status": 12, "Tanggal Pembuatan": 14,
    "Tanggal Revisi": 14, "Tanggal Efektif": 14, "Tinjau Ulang": 14, "Jumlah Langkah": 10, "Waktu": 26,
    "Menggantikan": 18, "Galat": 8, "Peringatan": 11, "Halaman": 44, "Berkas": 40,
}  # fmt: skip
"""heading -> width in digits"""
TITLE, PAGE = 1, 14
"""columns, counted from 0"""


def rows(entries: Sequence[Entry]) -> list[list[str | int]]:
    """The register's lines below the headings."""
    return [
        [
            entry.number, entry.title, entry.office, entry.unit, STATES[entry.status], entry.made, entry.revised,
            entry.effective, entry.review, entry.steps, total(entry.times), ", ".join(entry.supersedes),
            entry.count(Severity.ERROR), entry.count(Severity.WARNING), f"sop/{entry.address}.html", entry.name,
        ]
        for entry in entries
    ]  # fmt: skip


def as_xlsx(entries: Sequence[Entry]) -> bytes:
    """The workbook: a filter over all columns, the heading row fixed, titles linked to their pages."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import TYPE_STRING
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    from sopgen.render.xlsx.package import Package
    from sopgen.render.xlsx.workbook import CELL_LIMIT, PINNED_DATE

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.created = "sopgen", datetime(*PINNED_DATE)
    sheet = book.create_sheet("Daftar SOP")
    sheet.append(list(COLUMNS))
    plain, top = Font(name="Arial", size=10), Alignment(vertical="top", wrap_text=True)
    link = Font(name="Arial", size=10, underline="single", color="FF0B57D0")
    for cell, width in zip(sheet[1], COLUMNS.values(), strict=True):
        cell.font, cell.fill = Font(name="Arial", size=10, bold=True), PatternFill("solid", fgColor="FFE3E8EF")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(cell.column)].width = width
    for row, values in enumerate(rows(entries), 2):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column, value if isinstance(value, int) else clean(value)[:CELL_LIMIT])
            cell.font, cell.alignment = plain, top
            if isinstance(value, str):
                cell.data_type, cell.number_format = TYPE_STRING, "@"  # also where it begins with =
        title = sheet.cell(row, TITLE + 1)
        title.hyperlink, title.font = str(values[PAGE]), link
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(entries) + 1}"
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToHeight = 9, "landscape", 0
    return Package(book).zipped()
