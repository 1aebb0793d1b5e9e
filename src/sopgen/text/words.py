"""Words of the form that several rooms print: months, and what a symbol is called."""

from __future__ import annotations

from datetime import date

from sopgen.scene.symbols import SymbolKind

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
SYMBOL_WORDS = {
    SymbolKind.TERMINATOR: "awal/akhir",
    SymbolKind.PROCESS: "kegiatan",
    SymbolKind.DECISION: "keputusan",
    SymbolKind.OFF_PAGE: "sambungan",
}
"""What a symbol is called where it is told in words, for readers who cannot see it."""


def in_words(day: date) -> str:
    """`30 Agustus 2022`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04}"
