"""The matrix before and after as a workbook, a line for each SOP and figure."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

from sopgen.render.xlsx.package import Package
from sopgen.report.difference import Differences, MatrixLine
from sopgen.text.letters import clean

HEADINGS = ("SOP", "Ukuran", "Sebelum", "Sesudah", "Selisih")
WIDTHS = (48, 30, 18, 18, 18)
TIMES = "minutes"


TITLE = "Matriks sebelum dan sesudah"


def is_foreign(path: Path) -> bool:
    """Whether another workbook stands there, as the document of an SOP that somebody may have edited."""
    try:
        with ZipFile(path) as book:
            return TITLE.encode() not in book.read("docProps/core.xml")
    except FileNotFoundError:
        return False
    except (OSError, BadZipFile, KeyError):
        return not path.is_dir()


def render(differences: Differences) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = TITLE, "sopgen"
    book.properties.created = datetime(1980, 1, 1)  # not the clock's: the same matrix, the same bytes
    sheet = book.create_sheet("Matriks")
    sheet.append(HEADINGS)
    for sop in differences.sops:
        for line in sop.matrix:
            sheet.append(_row(sop.title or sop.name, line))
    if len(differences.sops) > 1:
        for line in differences.matrix:
            sheet.append(_row("Semua SOP", line))
    edge = Side(style="thin")
    for row in sheet.iter_rows():
        for column, cell in enumerate(row):
            cell.border = Border(edge, edge, edge, edge)
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="right" if column > 1 else "left")
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="D9D9D9")
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return Package(book).zipped()


def _row(title: str, line: MatrixLine) -> tuple[str | float, ...]:
    if line.key.endswith(TIMES):
        return (clean(title), line.name, line.old_text, line.new_text, line.difference_text)
    values = ((line.old, line.old_text), (line.new, line.new_text), (line.difference, line.difference_text))
    return (clean(title), line.name, *(text if number is None else number for number, text in values))
