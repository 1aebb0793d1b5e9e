"""What the rules of the identity page say of how officials fill it in."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_rules import findings_of

from sopgen.diagnostics import Severity

HERE = Path(__file__).parent


def said(text: str, code: str) -> list[tuple[str, Severity]]:
    return [(finding.message, finding.severity) for finding in findings_of(text, HERE) if finding.code == code]


@pytest.mark.parametrize(
    ("written", "message", "severity"),
    [
        ("31 Februari 2026", "`31 Februari 2026` tidak ada di kalender: Februari 2026 hanya 28 hari.", "warning"),
        ("30-13-2026", "`30-13-2026` tidak ada di kalender: bulan 13 tidak ada.", "warning"),
        ("besok", "`besok` bukan tanggal yang dikenal.", "warning"),
        ("Juni 2026", "`Juni 2026` belum menyebut harinya.", "info"),
    ],
)
def test_what_is_no_date(written: str, message: str, severity: str) -> None:
    assert said(f"tinjau_ulang: {written}\n", "SOP103") == [(message, Severity(severity))]


@pytest.mark.parametrize("written", ["15 / IV / 2020", "Rabu, 15 April 2020", "15-17 April 2020", "15 April 2020."])
def test_what_is_a_date(written: str) -> None:
    text = f"tanggal: {{pembuatan: '{written}', efektif: 14 April 2020}}\n"
    assert not said(text, "SOP103")
    assert [severity for _, severity in said(text, "SOP104")] == [Severity.ERROR]
    assert not said(text.replace("14 April", "15 April"), "SOP104")


def test_months_are_ordered() -> None:
    assert not said("tanggal: {pembuatan: Juni 2020, efektif: 3 Juni 2020}\n", "SOP104")
    assert said("tanggal: {pembuatan: Juni 2020, efektif: 31 Mei 2020}\n", "SOP104")


def test_a_date_that_cannot_be_read_cannot_be_compared() -> None:
    text = "tanggal: {pembuatan: 5 Januari 2026, revisi: kemarin, efektif: 12 Januari 2026}\n"
    message = "Urutan tanggal tidak dapat diperiksa: tanggal revisi tidak terbaca."
    assert said(text, "SOP104") == [(message, Severity.INFO)]
    assert not said(text.replace("kemarin", '"-"'), "SOP104")


def test_other_numbers_than_a_nip() -> None:
    officer = "disahkan_oleh: {jabatan: Kapolres, nama: Budi, nip: '85010101'}\n"
    assert said(officer, "SOP106")
    for label in ("NRP", "NIDN", "NIK"):
        assert not said(f"{officer}tampilan: {{label: {{nip: {label}}}}}\n", "SOP106")
    empty = officer.replace("'85010101'", "'-'") + "tampilan: {label: {nip: NRP}}\n"
    assert said(empty, "SOP106") == [("NRP pejabat yang mengesahkan (Kapolres) belum diisi.", Severity.WARNING)]


@pytest.mark.parametrize(
    ("law", "missing"),
    [
        ("No. 2 Tahun 2009 tentang Keuangan Daerah", "jenis peraturan"),
        ("Nomor 5 Tahun 2014 tentang Aparatur Sipil Negara", "jenis peraturan"),
        ("Permenpan 53 Tahun 2014 tentang Perjanjian Kinerja", "`Nomor`"),
    ],
)
def test_what_a_legal_basis_lacks(law: str, missing: str) -> None:
    [(message, _)] = said(f"dasar_hukum: [{law}]\n", "SOP109")
    assert message.endswith(f"belum menyebut {missing}.")


def test_lines_of_a_qualification_are_entries() -> None:
    text = 'kualifikasi_pelaksana: ["1. Memahami tata naskah dinas\\n2. Kepala Bagian\\n3. S1 Hukum"]\n'
    assert said(text, "SOP111") == [("`Kepala Bagian` menyebut jabatan, bukan kualifikasi.", Severity.WARNING)]


def test_texts_of_the_newer_keys_are_read_as_well() -> None:
    more = "identitas_tambahan: {Revisi: xxx}\npenandatangan: [{nama: ....}]\npenutup: {Akhir: [xxx]}\n"
    more += "tampilan: {catatan_kaki: xxx}\n"
    paths = [finding.path for finding in findings_of(more, HERE) if finding.code == "SOP102"]
    assert paths == ["identitas_tambahan.Revisi", "penandatangan[0].nama", "penutup.Akhir[0]", "tampilan.catatan_kaki"]


def test_others_sign_before_it_is_in_force() -> None:
    signers = "penandatangan: [{peran: Disusun oleh, jabatan: Staf, nama: Budi, tanggal: 20 Januari 2026}]\n"
    [(message, severity)] = said(signers, "SOP104")
    assert message == "Tanggal tanda tangan 20 Januari 2026 sesudah tanggal efektif 12 Januari 2026."
    assert severity is Severity.ERROR
    assert not said(signers.replace("20 Januari", "2 Januari"), "SOP104")
    assert said(signers.replace("20 Januari", "40 Januari"), "SOP103")
