"""The register (daftar SOP) as a table: a line for each SOP, for those who take it into Excel."""

from __future__ import annotations

from collections.abc import Sequence

from sopgen.diagnostics import Severity
from sopgen.site.entry import Entry
from sopgen.site.wordings import STATES, total
from sopgen.text.spreadsheet import as_csv

COLUMNS = {
    "Nomor": 18, "Nama SOP": 52, "Satuan Kerja": 34, "Unit": 24, "Status": 12, "Tanggal Pembuatan": 14,
    "Tanggal Revisi": 14, "Tanggal Efektif": 14, "Tinjau Ulang": 14, "Jumlah Langkah": 10, "Waktu": 26,
    "Menggantikan": 18, "Galat": 8, "Peringatan": 11, "Halaman": 44, "Berkas": 40,
}  # fmt: skip
"""heading -> width in digits"""
TITLE, PAGE = 1, 14
"""columns, counted from 0"""


def tables(entries: Sequence[Entry]) -> dict[str, bytes]:
    """The register in two formats: address -> content. In the workbook titles lead to their pages."""
    from sopgen.render.xlsx import listing  # openpyxl takes long to load, and other processes have begun to draw

    lines: list[list[str | int]] = [
        [
            entry.number, entry.title, entry.office, entry.unit, STATES[entry.status], entry.made, entry.revised,
            entry.effective, entry.review, entry.steps, total(entry.times), ", ".join(entry.supersedes),
            entry.count(Severity.ERROR), entry.count(Severity.WARNING), f"sop/{entry.address}.html", entry.name,
        ]
        for entry in entries
    ]  # fmt: skip
    return {
        "daftar-sop.csv": as_csv(COLUMNS, lines),
        "daftar-sop.xlsx": listing.as_xlsx("Daftar SOP", COLUMNS, lines, (TITLE, PAGE)),
    }
