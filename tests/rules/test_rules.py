"""The page of every rule, its examples run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from sopgen.diagnostics import REFUSED, Finding
from sopgen.reading import read_text
from sopgen.resources import template_dir
from sopgen.rules import RULES, Rule, check

IN_WORDS = {"SOP315", "SOP606", "SOP702"}
"""Rules that no fragment can raise: their documentation describes what is wrong."""
FILE_RULES = [rule for rule in RULES if not rule.across and rule.code not in IN_WORDS]
"""Those that one SOP alone can break; the others have tests of their own."""

MINIMAL = {
    "instansi": "instansi: {nama: Pemerintah Kota Madiun, satuan_kerja: Sekretariat Daerah}\n",
    "judul": "judul: Pengelolaan Surat Masuk\n",
    "nomor": "nomor: 000.8/014/2026\n",
    "tanggal": "tanggal: {pembuatan: 5 Januari 2026, efektif: 12 Januari 2026}\n",
    "disahkan_oleh": "disahkan_oleh: {jabatan: Sekretaris Daerah, nama: Siti Aminah, nip: 19670416 199303 1 015}\n",
    "dasar_hukum": "dasar_hukum: [Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan Keuangan]\n",
    "kualifikasi_pelaksana": "kualifikasi_pelaksana: [Memahami tata naskah dinas]\n",
    "keterkaitan": "keterkaitan: [SOP Penyimpanan Arsip]\n",
    "peralatan_perlengkapan": "peralatan_perlengkapan: [Komputer]\n",
    "peringatan": "peringatan: Surat yang tidak dicatat tidak dapat ditelusuri\n",
    "pencatatan_pendataan": "pencatatan_pendataan: [Buku agenda]\n",
    "pelaksana": "pelaksana: {a: Kepala Bagian, b: JFU}\n",
    "langkah": "langkah:\n"
    "  - kegiatan: Menerima surat\n"
    "    pelaksana: a\n"
    "    mutu_baku: {kelengkapan: Surat masuk, waktu: 5 menit, output: Surat masuk dan disposisi}\n"
    "  - kegiatan: Mengarsipkan surat\n"
    "    pelaksana: b\n"
    "    mutu_baku: {kelengkapan: Surat masuk dan disposisi, waktu: 10 menit, output: Arsip surat}\n",
}


def completed(fragment: str) -> str:
    """A fragment with the keys of a minimal SOP that it does not name itself."""
    return fragment + "".join(text for key, text in MINIMAL.items() if not _names(fragment, key))


def examples(rule: Rule) -> list[str]:
    """The wrong YAML fragment on the page of a rule, and the right one."""
    return re.findall(r"^\*\*(?:Salah|Benar)\*\*\n\n```yaml\n(.*?\n)```$", rule.markdown, re.MULTILINE | re.DOTALL)


def _names(fragment: str, key: str) -> bool:
    return any(line.startswith(f"{key}:") for line in fragment.splitlines())


def findings_of(text: str, folder: Path) -> list[Finding]:
    reading = read_text(completed(text), "uji.yaml", folder)
    return [*reading.findings, *check(reading)]


def codes_of(text: str, folder: Path) -> list[str]:
    return [finding.code for finding in findings_of(text, folder)]


def test_the_minimal_sop_is_clean(tmp_path: Path) -> None:
    assert codes_of("", tmp_path) == []


@pytest.mark.parametrize("rule", FILE_RULES, ids=lambda rule: rule.code)
def test_wrong_fragment_raises_the_rule(rule: Rule, tmp_path: Path) -> None:
    assert rule.code in codes_of(examples(rule)[0], tmp_path)


@pytest.mark.parametrize("rule", FILE_RULES, ids=lambda rule: rule.code)
def test_right_fragment_is_clean(rule: Rule, tmp_path: Path) -> None:
    assert [code for code in codes_of(examples(rule)[1], tmp_path) if code[:4] == rule.code[:4]] == []


@pytest.mark.parametrize("rule", FILE_RULES, ids=lambda rule: rule.code)
def test_wrong_and_right_differ_only_where_the_rule_looks(rule: Rule, tmp_path: Path) -> None:
    # SOP304 and SOP308 are two views of one trap, and a row that never ends is one of a loop.
    allowed = {rule.code} | ({"SOP304", "SOP308"} if rule.code in ("SOP304", "SOP308") else set())
    assert {code for code in codes_of(examples(rule)[0], tmp_path) if code[:4] == rule.code[:4]} <= allowed


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_has_the_fixed_form(rule: Rule) -> None:
    fragment = r"\n\n```yaml\n.+\n```\n"
    form = rf"([^\n]+\.)\n\n(.+)\n\n(Sumber: .+\.)\n\n\*\*Salah\*\*{fragment}\n\*\*Benar\*\*{fragment}"
    page = re.fullmatch(form, rule.markdown, re.DOTALL)
    assert page
    wrong, right = examples(rule)
    assert rule.summary == page[1]
    assert rule.doc.startswith(f"{page[1]}\n\n{page[2]}\n\n{page[3]}\n\nSalah:\n    {wrong[:10]}")
    assert rule.doc.endswith(f"\n    {right.splitlines()[-1]}")
    assert yaml.safe_load(right)


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    pages = {path.name for path in (template_dir() / "rules").iterdir()}
    assert pages == {f"{rule.code}.md" for rule in RULES}


def test_codes_are_unique_and_sorted() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert set(codes) >= REFUSED
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_names_and_severities_are_those_of_the_table() -> None:
    expected = """
        SOP001 berkas-tidak-terbaca error, SOP002 kunci-ganda error, SOP003 kunci-tidak-dikenal error,
        SOP004 isian-wajib-kosong error, SOP005 isian-salah-bentuk error, SOP006 abaikan-basi warning,
        SOP101 identitas-belum-lengkap error, SOP102 isian-contoh error, SOP103 tanggal-tidak-dikenal warning,
        SOP104 urutan-tanggal error, SOP105 tinjau-ulang-lewat info, SOP106 pengesahan-belum-lengkap warning,
        SOP107 judul-berawalan-sop warning, SOP108 judul-dua-prosedur info, SOP109 dasar-hukum-tidak-baku warning,
        SOP110 dasar-hukum-kosong error, SOP111 kualifikasi-bukan-kualifikasi warning,
        SOP112 keterkaitan-kosong warning, SOP113 peralatan-kosong warning, SOP114 peringatan-kosong warning,
        SOP115 pencatatan-kosong warning, SOP116 nomor-tidak-rapi warning, SOP120 penanda-kembar warning,
        SOP201 pelaksana-tidak-dikenal error, SOP202 pelaksana-tidak-dipakai warning,
        SOP203 pelaksana-tunggal warning, SOP204 pelaksana-ganda error, SOP205 urutan-pelaksana info,
        SOP301 nomor-langkah-loncat error, SOP302 rujukan-tidak-ada error, SOP303 langkah-tak-terjangkau error,
        SOP304 jalan-buntu error, SOP305 keputusan-kurang-cabang error, SOP306 keputusan-lebih-dua warning,
        SOP307 cabang-setujuan warning, SOP308 ulang-tanpa-keluar error, SOP310 baris-mulai-selesai warning,
        SOP311 simbol-tidak-cocok error, SOP312 terlalu-panjang info, SOP313 id-ganda error,
        SOP315 cetakan-terlalu-kecil warning,
        SOP501 kelengkapan-kosong warning, SOP502 waktu-kosong error, SOP503 waktu-tak-terukur warning,
        SOP504 satuan-tidak-seragam info, SOP505 rentang-terlalu-lebar info, SOP506 waktu-nol error,
        SOP507 output-kosong error, SOP508 output-sama-dengan-kelengkapan warning, SOP509 rantai-terputus info,
        SOP510 mutu-baku-bergeser warning, SOP511 keterangan-tidak-terkait warning,
        SOP512 isi-tak-tercetak warning,
        SOP701 impor-ragu warning, SOP702 impor-tak-terpakai warning
    """
    rows = {tuple(row.split()) for row in expected.replace("\n", " ").split(",")}
    assert rows <= {(rule.code, rule.name, rule.severity.value) for rule in RULES}
