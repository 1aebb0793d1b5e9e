"""Verb forms told by their form, and turned into one another."""

from __future__ import annotations

import pytest

from sopgen.wording.morphology import (
    active,
    active_of_passive,
    active_of_root,
    is_active,
    is_passive,
    noun,
    verb_of_noun,
)


def words(text: str) -> list[str]:
    return text.split()


VERBS = words("""
menerima membuat memproses mengkaji menyusun mengetahui mempelajari memperbaiki mengecek mengesahkan melaksanakan
mereviu merekap mewakili meyakinkan memantau menilai menginput mentransfer mensterilkan menstandarkan memverifikasi
memfotokopi meng-upload men-scan me-restart berkoordinasi berangkat bekerja belajar bermusyawarah memberitahukan
mengagenda menge-print mengcopy memscan mensosialisasikan menyosialisasikan mengklarifikasi memublikasikan
""")
NO_VERBS = words("""
menteri media mekanisme memo berkas berita berdasarkan bersama diskusi direktur dinas disposisi dokumen mesin metode
merek meterai menit bersih berikut berbagai beras menurut mengenai melalui bendahara bidang rapat pembuatan
sekretaris membernya berikan bersihkan beritahukan mempelai bermotor mensos penggugat
""")
PASSIVES = {
    "diterima": "menerima",
    "disetujui": "menyetujui",
    "ditandatangani": "menandatangani",
    "diperbaiki": "memperbaiki",
    "dipertimbangkan": "mempertimbangkan",
    "diperiksa": "memeriksa",
    "diperintahkan": "memerintahkan",
    "dipelajari": "mempelajari",
    "diproses": "memproses",
    "dikaji": "mengkaji",
    "dicek": "mengecek",
    "disahkan": "mengesahkan",
    "dicatatkan": "mencatatkan",
    "disosialisasikan": "menyosialisasikan",
    "diserahkannya": "menyerahkan",
    "ditindaklanjuti": "menindaklanjuti",
    "diunggah": "mengunggah",
    "dirapikan": "merapikan",
}
NO_PASSIVES = words("""
dinas disposisi diskusi direktur dishub dinkes disdukcapil diskominfo dirjen diklat digital
 diri dirikan distan diplomat dokumen di
""")
NOUNS = {
    "pembuatan": "membuat",
    "penandatanganan": "menandatangani",
    "persetujuan": "menyetujui",
    "pengiriman": "mengirim",
    "penyusunan": "menyusun",
    "pengesahan": "mengesahkan",
    "pengecekan": "mengecek",
    "perbaikan": "memperbaiki",
    "pertimbangan": "mempertimbangkan",
    "pemeriksaan": "memeriksa",
    "penyampaian": "menyampaikan",
    "pelaksanaan": "melaksanakan",
    "verifikasi": "memverifikasi",
    "koordinasi": "mengoordinasikan",
    "rapat": "melaksanakan rapat",
    "permohonan": "mengajukan permohonan",
    "peraturan": None,
    "aplikasi": None,
    "kegunaan": None,
    "surat": None,
}


@pytest.mark.parametrize("word", VERBS)
def test_active(word: str) -> None:
    assert is_active(word)


@pytest.mark.parametrize("word", NO_VERBS)
def test_merely_begins_alike(word: str) -> None:
    assert not is_active(word)


@pytest.mark.parametrize(("passive", "verb"), PASSIVES.items())
def test_passive(passive: str, verb: str) -> None:
    assert is_passive(passive)
    assert active_of_passive(passive) == verb


@pytest.mark.parametrize("word", NO_PASSIVES)
def test_no_passive(word: str) -> None:
    assert not is_passive(word)


@pytest.mark.parametrize(("word", "verb"), NOUNS.items())
def test_noun(word: str, verb: str | None) -> None:
    assert verb_of_noun(word) == verb


def test_commands() -> None:
    assert active_of_root("buat") == "membuat"
    assert active_of_root("kirimkan") == "mengirimkan"
    assert active_of_root("surat") is None


def test_prefixes() -> None:
    roots = words("pakai tulis kirim sapu baca data ganti ambil lapor cat klarifikasi program transfer standar")
    verbs = "memakai menulis mengirim menyapu membaca mendata mengganti mengambil melapor mengecat mengklarifikasi"
    assert [active(root) for root in roots] == [*words(verbs), "memprogram", "mentransfer", "menstandar"]
    assert noun("sah") == "pengesahan"


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("kempiskan", "mengempiskan"),
        ("renggangkan", "merenggangkan"),
        ("tindakan", None),
        ("peternakan", None),
        ("didiamkan", None),
        ("tergantungkan", None),
    ],
)
def test_unlisted_root_shows_itself_by_kan_behind_a_consonant(word: str, verb: str | None) -> None:
    assert active_of_root(word) == verb
