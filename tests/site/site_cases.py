"""A small library with everything a site must cope with."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from sopgen.cli import main
from sopgen.library.register import Entry as Head
from sopgen.library.register import Register
from sopgen.site import pages
from sopgen.site.entry import Entry
from sopgen.site.relations import Relations

SOP = """\
instansi: {{nama: Pemerintah Kota Uji, satuan_kerja: {office}}}
judul: {title}
nomor: {number}
tanggal: {{pembuatan: 2022-01-03, efektif: 2022-02-01}}
status: {status}
tinjau_ulang: {review}
dasar_hukum: [Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah]
{more}
pelaksana: {{a: Arsiparis, b: Bendahara}}
langkah:
  - {{id: x, kegiatan: Menerima {word}, pelaksana: a, mutu_baku: {{waktu: 1 jam, output: Surat}}}}
  - {{kegiatan: Mengarsipkan surat, pelaksana: b, mutu_baku: {{waktu: 8 jam, output: Arsip}}}}
"""
DAY = "2026-01-31"


def sop(
    title: str, number: str, status: str = "berlaku", office: str = "Dinas Arsip", word: str = "surat", more: str = "",
    review: str = "2027-01-01",
) -> str:  # fmt: skip
    return SOP.format(title=title, number=number, status=status, office=office, word=word, more=more, review=review)


def library(root: Path) -> Path:
    files = {
        "sopgen.yaml": "jam_kerja_per_hari: 7.5\n",
        "arsip/pinjam.yaml": sop("Peminjaman Arsip", "1.10", more="keterkaitan: [{sop: 1.2}]"),
        "arsip/simpan.yaml": sop("Penyimpanan Arsip", "1.2", word="gulungan", more="menggantikan: ['1.1']"),
        "arsip/simpan-lama.yaml": sop("Penyimpanan Arsip Lama", "'1.1'", "digantikan"),
        "keuangan/bayar.yaml": sop("Pembayaran Langsung", "2.1", office="Dinas Keuangan", review="2025-06-01"),
        "keuangan/rahasia.yaml": sop("Rancangan Rahasia", "2.2", "draf", "Dinas Keuangan"),
        "keuangan/cabut.yaml": sop("Aturan Tercabut", "2.3", "dicabut", "Dinas Keuangan"),
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def build(root: Path, site: Path, *options: str) -> int:
    try:
        main(["build", str(root), "-o", str(site), "--tanggal", DAY, *options])
    except SystemExit as ended:
        return int(ended.code or 0)


def tree(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


SYLLABLES = (
    "me", "nga", "ju", "kan", "pe", "ri", "ta", "sa", "ran", "bu", "di", "lo", "ma", "si", "ku", "tan", "wa", "an",
    "ber", "ha",
)  # fmt: skip


def large_library(count: int) -> pages.Library:
    """Made-up entries with as many different words as offices use: 25,000, some in every SOP and most in few."""
    rng = Random(1)
    vocabulary = ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 5))) for _ in range(30000)]
    weights = [1 / (i + 1) for i in range(len(vocabulary))]

    def words(number: int) -> list[str]:
        return rng.choices(vocabulary, weights, k=number)

    entries = [
        Entry(
            f"d{i % 52}/s{i}.yaml", f"d{i % 52}/s{i}", " ".join(words(6)), True, f"000.{i % 52}.{i}", "Pemerintah",
            f"Dinas {i % 52}", status="berlaku", effective=f"{2015 + i % 10}-02-01",
            words=tuple(sorted({f"000.{i % 52}.{i}", *words(320)})),
        )
        for i in range(count)
    ]  # fmt: skip
    heads = tuple(Head(Path("/p") / entry.name, entry.name) for entry in entries)
    shown = pages.in_order(entries)
    return pages.Library(shown, Relations(shown, Register(Path("/p"), heads)), date(2026, 1, 31))
