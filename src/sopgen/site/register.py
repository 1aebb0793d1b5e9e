"""Writes the register (daftar SOP) as CSV and as an Excel workbook with filters and links to the pages."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sopgen.diagnostics import Severity
from sopgen.site.entry import Entry
from sopgen.site.wordings import STATES, total
from sopgen.text.letters import clean

HEADINGS = (
    "Nomor", "Nama SOP", "Satuan Kerja", "Unit", "Status", "Tanggal Pembuatan", "Tanggal Revisi", "Tanggal Efektif",
    "Tinjau Ulang", "Jumlah Langkah", "Waktu", "Menggantikan", "Galat", "Peringatan", "Halaman", "Berkas",
)  # fmt: skip
WIDTHS = (18, 52, 34, 24, 12, 14, 14, 14, 14, 10, 26, 18, 8, 11, 44, 40)
TITLE, PAGE = 1, 14
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="xl/workbook.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
    '<Relationship Id="rId2" Target="styles.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/></Relationships>',
    "xl/styles.xml": '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<fonts count="3"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font>'
    '<font><u/><sz val="10"/><color rgb="FF0B57D0"/><name val="Arial"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE3E8EF"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"'
    ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">'
    '<alignment vertical="center" wrapText="1"/></xf>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf>'
    '<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
_TEXT, _HEADING, _NUMBER, _LINK = range(4)
"""indices into cellXfs"""
_LONGEST = 32767
"""characters of a cell"""


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


def as_csv(entries: Sequence[Entry]) -> bytes:
    """UTF-8 with a byte order mark, for Excel; no text is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in rows(entries):
        writer.writerow([value if isinstance(value, int) else _harmless(clean(value)) for value in row])
    return ("\ufeff" + text.getvalue()).encode()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and len(text) > 1 else text


def as_xlsx(entries: Sequence[Entry]) -> bytes:
    """The workbook: a filter over all columns, the heading row fixed, titles linked to their pages."""
    last = len(entries) + 1
    area = f"A1:{_column(len(HEADINGS) - 1)}{last}"
    names = '<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
    absolute = f"'Daftar SOP'!$A$1:${_column(len(HEADINGS) - 1)}${last}"
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="Daftar SOP" sheetId="1" r:id="rId1"/></sheets><definedNames>'
        f"{names}{escape(absolute, quote=False)}</definedName>"
        '<definedName name="_xlnm.Print_Titles" localSheetId="0">\'Daftar SOP\'!$1:$1</definedName>'
        "</definedNames></workbook>"
    )
    links = "".join(_link(index, entry) for index, entry in enumerate(entries, 2))
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    return _zipped(_PARTS | {
        "xl/workbook.xml": book,
        "xl/worksheets/sheet1.xml": _sheet(entries, area),
        "xl/worksheets/_rels/sheet1.xml.rels": rels,
    })  # fmt: skip


def _link(index: int, entry: Entry) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    return f'<Relationship Id="rId{index}" Type="{kind}" Target="sop/{entry.address}.html" TargetMode="External"/>'


def _sheet(entries: Sequence[Entry], area: str) -> str:
    columns = "".join(f'<col min="{i}" max="{i}" width="{w}" customWidth="1"/>' for i, w in enumerate(WIDTHS, 1))
    body = [_row(1, HEADINGS, True), *(_row(index, row, False) for index, row in enumerate(rows(entries), 2))]
    title = _column(TITLE)
    links = "".join(f'<hyperlink ref="{title}{index}" r:id="rId{index}"/>' for index in range(2, len(entries) + 2))
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols>{columns}</cols><sheetData>{"".join(body)}</sheetData><autoFilter ref="{area}"/>'
        + (f"<hyperlinks>{links}</hyperlinks>" if links else "")
        + '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _row(index: int, values: Sequence[str | int], heading: bool) -> str:
    cells = "".join(_cell(f"{_column(i)}{index}", value, i, heading) for i, value in enumerate(values))
    return f'<row r="{index}">{cells}</row>'


def _cell(place: str, value: str | int, column: int, heading: bool) -> str:
    if isinstance(value, int):
        return f'<c r="{place}" s="{_NUMBER}"><v>{value}</v></c>'
    style = _HEADING if heading else _LINK if column == TITLE else _TEXT
    text = escape(clean(value)[:_LONGEST], quote=False).replace("\r", "&#13;")
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _column(index: int) -> str:
    return chr(ord("A") + index)


def _zipped(parts: dict[str, str]) -> bytes:
    """The package; the same parts give the same bytes."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr, info.compress_type = 3, 0o644 << 16, ZIP_DEFLATED
            archive.writestr(info, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + content)
    return buffer.getvalue()
