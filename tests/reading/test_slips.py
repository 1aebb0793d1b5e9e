"""What YAML takes from a text without a word."""

from __future__ import annotations

import pytest

from sopgen.reading.loader import load


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("peringatan: Lihat SOP #12 lalu", [("Lihat SOP #12 lalu", "#12 lalu")]),
        ("peringatan:\n  - Lihat\n  - SOP #2", [("SOP #2", "#2")]),
        ("peringatan: {A: [b #c]}", []),  # that cannot be read at all
        ("peringatan: Lihat # komentar", []),
        ("peringatan: Lihat SOP#12", []),
        ("peringatan: 'Lihat' #12", []),
        ("peringatan: |\n  Lihat #12", []),
        ("status: draf #1", []),
        ("langkah: [{kegiatan: a}]\nid: b #1", []),
        ("langkah:\n  - keputusan:\n      Ya: b #1\n    pelaksana: a #1\n    kegiatan: a #1", [("a #1", "#1")]),
        ("# sopgen: abaikan\nperingatan: a #sopgen: abaikan SOP001", []),
    ],
)
def test_what_a_hash_swallows(text: str, found: list[tuple[str, str]]) -> None:
    assert [(slip.written, slip.lost) for slip in load(text, "f").slips if slip.code == "SOP007"] == found


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("peringatan:\n  1. Satu\n  2. Dua", ("Satu", "Dua")),
        ("peringatan: 1) Satu\n  2) Dua\n  3) Tiga", ("Satu", "Dua", "Tiga")),
        ("peringatan:\n  • Satu\n  • Dua", ("Satu", "Dua")),
        ("peringatan:\n  - a. Satu\n    b. Dua", ("Satu", "Dua")),
        ("tambahan:\n  Tujuan:\n    – Satu\n    – Dua", ("Satu", "Dua")),
        ("langkah:\n  - mutu_baku:\n      output:\n        -Satu\n        -Dua", ("Satu", "Dua")),
        ("peringatan: |\n  1. Satu\n  2. Dua", ()),
        ("peringatan:\n  - 1. Satu\n  - 2. Dua", ()),
        ("peringatan: Satu\n  2. Dua", ()),
        ("judul:\n  1. Satu\n  2. Dua", ()),
    ],
)
def test_folded_lists(text: str, items: tuple[str, ...]) -> None:
    assert [slip.items for slip in load(text, "f").slips if slip.code == "SOP008"] == ([items] if items else [])
