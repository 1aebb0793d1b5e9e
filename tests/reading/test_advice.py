"""First mistakes of people who never wrote YAML: each is told once, in its own line, with the very text to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.diagnostics import Finding, Severity
from sopgen.reading import read_text
from sopgen.rules import check

SOP = """\
judul: Pelayanan Informasi
tanggal:
  pembuatan: 12 Januari 2026
status: draf
pelaksana:
  pemohon: Pemohon Informasi
  petugas: Petugas Layanan Informasi
  ppid: PPID
langkah:
  - id: ajukan
    kegiatan: Mengajukan permohonan informasi publik
    pelaksana: pemohon
    mutu_baku:
      kelengkapan: Formulir permohonan
      waktu: 15 menit
      output: Formulir terisi
  - id: periksa
    kegiatan: Memeriksa kelengkapan permohonan
    pelaksana: petugas
    keputusan:
      Ya:
      Tidak: ajukan
  - id: arsip
    kegiatan: Mengarsipkan berkas
    pelaksana: ppid
"""


def errors_of(text: str) -> list[Finding]:
    reading = read_text(text, "uji.yaml", Path(__file__).parent)
    found = [*reading.findings, *check(reading)]
    return [finding for finding in found if finding.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("written", "instead", "line", "hint"),
    [
        ("waktu: 15 menit", "durasi: 15 menit", 15, "`waktu: 15 menit`"),
        ("output: Formulir", "Hasil: Formulir", 16, "`output: Formulir terisi`"),
        ("    kegiatan: Mengarsipkan", "    aktivitas: Mengarsipkan", 24, "`kegiatan: Mengarsipkan berkas`"),
        ("judul: Pel", "Nama SOP: Pel", 1, "`judul: Pelayanan Informasi`"),
        ("judul: Pel", "juduul: Pel", 1, "`judul: Pelayanan Informasi`"),
        ("langkah:", "prosedur:", 9, "`langkah: …`"),
        ("    mutu_baku:\n      kelengkapan: Formulir permohonan\n      waktu: 15 menit\n      output: Formulir terisi",
         "    persyaratan: KTP\n    waktu: 9 menit", 13, "`mutu_baku: {kelengkapan: KTP, waktu: 9 menit}`"),
        ("tanggal:\n  pembuatan", "tanggal_pembuatan", 2, "`tanggal: {pembuatan: 12 Januari 2026}`"),
        ("      output: F", "      keterangan: x\n      output: F", 16, "sejajar dengan `mutu_baku:`"),
        ("tanggal:\n  pembuatan: 12", "tanggal: 12", 2, "`tanggal: {pembuatan: 12 Januari 2026}`"),
        ("status: draf", "status: final", 4, "`status: berlaku`"),
        ("status: draf", "tampilan: {orientasi: landscape}", 4, "`orientasi: lanskap`"),
        ("status: draf", "tampilan: {sampul: tidak}", 4, "`sampul: false`"),
        ("status: draf", "kertas: f4", 4, "`tampilan: {kertas: f4}`"),
        ("pelaksana: ppid", "pelaksana: PPID, petugas", 25, "`pelaksana: [ppid, petugas]`"),
        ("pelaksana: ppid", "pelaksana: Petugas Layanan Informasi", 25, "`pelaksana: petugas`"),
        ("pelaksana: ppid", "pelaksana: petugas/ppid", 25, "`pelaksana: [petugas, ppid]`"),
        ("pelaksana: ppid", "pelaksana: Kepala Dinas", 25, "`ppid` (PPID)"),
        ("  petugas: Pet", "  petugas layanan: Pet", 7, "`petugas_layanan: Petugas Layanan Informasi`"),
        ("keputusan:\n      Ya:\n      Tidak: ajukan", "keputusan: ada", 20, "`keputusan: {Ya: , Tidak: ajukan}`"),
        ("      Ya:\n      Tidak: a", "      - Ya:\n      - Tidak: a", 20, "`keputusan: {Ya: , Tidak: ajukan}`"),
        ("Tidak: ajukan", "Tidak: kembali ke langkah 1", 22, "`Tidak: ajukan`"),
        ("Tidak: ajukan", "Tidak: mengajukan permohonan Informasi publik", 22, "`Tidak: ajukan`"),
        ("Tidak: ajukan", "Tidak: tamat", 22, "`Tidak: selesai`"),
        ("Tidak: ajukan", "Tidak: dikembalikan kepada Pemohon Informasi", 22, "`Tidak: ajukan`"),
        ("status: draf", "disahkan_oleh: [{jabatan: Kepala}, {jabatan: Wakil}]", 4, "daftar di `penandatangan`"),
        ("status: draf", "disahkan_oleh: [{jabatan: Kepala}, {nama: Ani}]", 4, "{jabatan: Kepala, nama: Ani}"),
        ("status: draf", "tampilan: {kertas: A4 landscape}", 4, "`kertas: a4`"),
        ("status: draf", "pejabat_pengesah: {jabatan: Kepala}", 4, "`disahkan_oleh: …`"),
        ("status: draf", "// status: draf", 4, "`# status: draf`"),
        ("  - id: arsip", "  -\n  - id: arsip", 23, "`- kegiatan: …`"),
        ("keputusan:\n      Ya:\n      Tidak: ajukan", "keputusan: Ya -> arsip, Tidak -> ajukan", 20,
         "`keputusan: {Ya: arsip, Tidak: ajukan}`"),
        ("keputusan:\n      Ya:\n      Tidak: ajukan", "keputusan: Lengkap?", 20, "`pertanyaan: Lengkap?`"),
        ("kegiatan: Mengarsipkan berkas", "kegiatan: [Menyusun, Mengirim]", 24, "`- kegiatan: Mengirim`"),
        ("id: arsip", "id: arsip berkas", 23, "`id: arsip-berkas`"),
        ("  - id: arsip\n    kegiatan: M", "  - {kegiatan: Menyusun, memeriksa konsep, pelaksana: ppid}\n# M", 23,
         '`kegiatan: "Menyusun, memeriksa konsep"`'),
    ],
)  # fmt: skip
def test_is_told_once_with_the_text_to_write(written: str, instead: str, line: int, hint: str) -> None:
    text = SOP.replace(written, instead, 1)
    if instead.endswith("# M"):
        text = text[: text.index("# M")]
    (finding,) = errors_of(text)
    assert hint in finding.hint
    assert finding.span.line == line


def test_lanes_whose_colons_lack_a_space_are_told_apart() -> None:
    start, end = SOP.index("pelaksana:\n"), SOP.index("langkah:")
    (finding,) = errors_of(SOP[:start] + "pelaksana:\n  a:Pegawai\n  b:Kepala Dinas\n" + SOP[end:])
    assert finding.hint == "Beri spasi setelah titik dua: `a: Pegawai`, `b: Kepala Dinas`."


def test_lanes_as_a_list_take_the_ids_that_rows_use() -> None:
    start, end = SOP.index("pelaksana:\n"), SOP.index("langkah:")
    names = "pelaksana: [Pemohon Informasi, Petugas Layanan Informasi, Kepala Dinas]\n"
    (finding,) = errors_of(SOP[:start] + names + SOP[end:])
    for line in ("`pemohon: Pemohon Informasi`", "`petugas: Petugas Layanan Informasi`", "`kepala: Kepala Dinas`"):
        assert line in finding.hint


def test_a_key_that_nothing_is_like_is_not_guessed() -> None:
    (finding,) = errors_of(SOP.replace("status: draf", "zzz: 1"))
    assert finding.hint.startswith("Kunci yang dikenal di sini: instansi, judul")
