"""What an expert reviewer says about each example (wording aside: SOP309 and SOP4xx have tests of their own).

Every finding is written down with the row (as printed) or the key that it is about, and why it is right.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sopgen.diagnostics import Finding
from sopgen.reading import read
from sopgen.rules import check

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
TODAY = date(2026, 1, 31)

EXPECTED = {
    "madiun": """
        SOP105 tanggal.efektif          in force since August 2022 and no review date
        SOP108 judul                    Penyusunan … / Perubahan …
        SOP115 pencatatan_pendataan     empty
        SOP301 langkah[4].no            number 5 is missing
        SOP508 langkah[3]               row 4: output equals kelengkapan
        SOP511 langkah[5]               SOP Penyimpanan Arsip Aktif; related is SOP Penyimpanan Arsip
    """,
    "jateng": """
        SOP105 tanggal.efektif          in force since September 2021
        SOP115 pencatatan_pendataan[0]  "Rumusan rencana program …" is no record
        SOP205 langkah[0]               begins in the second lane
        SOP508 langkah[0]               rows 1, 2, 4, 5, 6, 7, 9, 10, 12, 13
        SOP509 langkah[3]               the invitation comes from nowhere
        SOP510 langkah[10]              rows 11 and 12 are exchanged
        SOP511 langkah[4]               SOP pelaksanaan rapat
        SOP511 langkah[5]               SOP Pengumpulan Data
    """,
    "gowa": """
        SOP101 tanggal.efektif          empty
        SOP109 dasar_hukum[1]           Permenpan 53 Tahun 2014: no "Nomor"
        SOP112 keterkaitan              empty
        SOP115 pencatatan_pendataan[0]  no record
        SOP116 nomor                    009 / IV /SOP/IV/2023
        SOP508 langkah[0]               rows 1, 3, 4, 6, 7, 8, 9
        SOP509 langkah[1]               Data
        SOP509 langkah[2]               undangan
    """,
    "bpbd": """
        SOP101 instansi.nama            the letterhead is lost
        SOP101 tanggal.efektif          empty
        SOP101 disahkan_oleh.jabatan    nobody signs
        SOP109 dasar_hukum[1]           no "Nomor"
        SOP112 keterkaitan              empty
        SOP115 pencatatan_pendataan[0]  no record
        SOP116 nomor                    003 /BPBD/SOP/I/2024
        SOP508 langkah[0]               nine rows of nine
        SOP509 langkah[1]               DPA
        SOP509 langkah[2]               undangan
        SOP509 langkah[3]               data program dan kegiatan
    """,
    "pali": """
        SOP101 nomor                    empty
        SOP101 tanggal.pembuatan        empty
        SOP101 tanggal.efektif          empty
        SOP106 disahkan_oleh            neither name nor NIP
        SOP107 judul                    begins with SOP
        SOP109 dasar_hukum[3]           neither number nor year
        SOP111 kualifikasi_pelaksana[0] a goal, no qualification
        SOP115 pencatatan_pendataan[0]  no record
        SOP508 langkah[0]               rows 1, 3, 5, 10, 13, 14
        SOP509 langkah[1]               Arahan Kepala Dinas
        SOP510 langkah[3]               the invitation stands in row 5, the format of row 5 here
        SOP510 langkah[11]              the cover letter is made in row 14
        SOP511 langkah[5]               SOP Pelaksanaan Rapat; related is SOP Rapat Internal
    """,
    "kecil": "",
    "pk": "",
    "lengkap": """
        SOP312 langkah                  sixty rows
        SOP504 langkah[18]              hari kerja beside hari
        SOP504 langkah[46]              1,5 jam beside 1 jam 30 menit
    """,
}


def findings(name: str) -> list[Finding]:
    reading = read(EXAMPLES / f"{name}.yaml")
    return [*reading.findings, *check(reading, TODAY)]


def told(finding: Finding) -> tuple[str, str]:
    """The code, and the row or the key it is about."""
    path = finding.path
    if path.startswith("langkah[") and finding.code != "SOP301":
        path = path.split(".")[0]
    return finding.code, path


@pytest.mark.parametrize("name", EXPECTED)
def test_the_tool_says_what_a_reviewer_says(name: str) -> None:
    wanted = [tuple(line.split()[:2]) for line in EXPECTED[name].strip().splitlines() if line.strip()]
    found = [told(f) for f in findings(name) if f.code[:4] != "SOP4" and f.code != "SOP309"]
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("bpbd", "9 dari 9 langkah: 1, 2, 3, 4, 5, 6, 7, 8, 9"),
        ("jateng", "10 dari 13 langkah: 1, 2, 4, 5, 6, 7, 9, 10, 12, 13"),
        ("gowa", "7 dari 9 langkah: 1, 3, 4, 6, 7, 8, 9"),
        ("pali", "6 dari 14 langkah: 1, 3, 5, 10, 13, 14"),
    ],
)
def test_rows_that_change_nothing(name: str, rows: str) -> None:
    (finding,) = [f for f in findings(name) if f.code == "SOP508"]
    assert f"di {rows}." in finding.message


@pytest.mark.parametrize("name", EXPECTED)
def test_messages_are_one_polite_line(name: str) -> None:
    for finding in findings(name):
        for text in (finding.message, finding.hint):
            assert len(text) <= 200, text
            assert text.isprintable()
            assert text[-1] in ".?", text
            assert not {"anda", "kesalahan", "ceroboh", "keliru"} & set(text.casefold().split())
