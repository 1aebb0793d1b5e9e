"""Words of the form that several rooms print: headings, months, and what a symbol is called."""

from __future__ import annotations

from datetime import date

from sopgen.scene.symbols import SymbolKind

HEADINGS = {
    "nomor": "Nomor SOP",
    "tanggal_pembuatan": "Tanggal Pembuatan",
    "tanggal_revisi": "Tanggal Revisi",
    "tanggal_efektif": "Tanggal Efektif",
    "disahkan_oleh": "Disahkan oleh",
    "judul": "Nama SOP",
    "dasar_hukum": "Dasar Hukum",
    "kualifikasi_pelaksana": "Kualifikasi Pelaksana",
    "keterkaitan": "Keterkaitan",
    "peralatan_perlengkapan": "Peralatan/Perlengkapan",
    "peringatan": "Peringatan",
    "pencatatan_pendataan": "Pencatatan dan Pendataan",
    "no": "No.",
    "kegiatan": "Kegiatan",
    "pelaksana": "Pelaksana",
    "mutu_baku": "Mutu Baku",
    "kelengkapan": "Kelengkapan",
    "waktu": "Waktu",
    "output": "Output",
    "keterangan": "Keterangan",
    "nip": "NIP.",
}
"""Key of the SOP file -> what the form prints for it."""
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
