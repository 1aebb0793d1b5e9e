"""Known misspellings, cut sentences, vague phrases."""

from __future__ import annotations

import pytest

from sopgen.wording import begins_small, corrected, dangling_end, misspellings, vague_phrases
from sopgen.wording.kinds import Kind, kind_of
from sopgen.wording.lexicon import MISSPELLINGS, NOT_STANDARD


def test_misspellings_keep_their_case() -> None:
    text = "Meneriman surat ESSELON III, di tandatangani; mutu buku standart"
    assert list(misspellings(text)) == [
        ("Meneriman", "Menerima"),
        ("ESSELON", "ESELON"),
        ("standart", "standar"),
        ("mutu buku", "mutu baku"),
        ("di tandatangani", "ditandatangani"),
    ]
    assert not list(misspellings("Menerima surat dari pejabat eselon III di pasar, di kantor dan di kali"))


def test_corrections_are_no_misspellings() -> None:
    assert not set(MISSPELLINGS) & {word for right in MISSPELLINGS.values() for word in right.split("-")}
    assert all(wrong.isalpha() and wrong.islower() for wrong in MISSPELLINGS)


def test_the_list_is_long() -> None:
    assert len(NOT_STANDARD) >= 300


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Memasukan", "Memasukkan"),
        ("dinaikan", "dinaikkan"),
        ("foto copy", "fotokopi"),
        ("prosentase", "persentase"),
        ("hipotesa", "hipotesis"),
        ("Menterjemahkan", "Menerjemahkan"),
        ("Mensosialisasikan", "Menyosialisasikan"),
        ("Mensurvey", "Menyurvei"),
        ("Mempubliksikan", "Memublikasikan"),
        ("mempublikasikan", "memublikasikan"),
        ("Mengkoordinasikan", "Mengoordinasikan"),
        ("Undang Undang", "Undang-Undang"),
        ("dimana", "di mana"),
        ("kerjasama", "kerja sama"),
        ("blanko", "blangko"),
    ],
)
def test_forms_that_are_not_standard(written: str, right: str) -> None:
    assert list(misspellings(written)) == [(written, right)]


@pytest.mark.parametrize(
    "text",
    [
        "Mempunyai, mengkaji, mempelajari, mempertimbangkan, mentransfer, mensyaratkan, mengkritik, mentimun, masukan",
        "Mengajukan, melakukan, mempersiapkan, menteri, mental, mentor, memproses, menstandarkan, mengkhususkan",
        "di dalam, dikirim, diatur, kepada, keluar, ditindaklanjuti, kualitas, sistem, izin, aktivitas",
    ],
)
def test_right_words(text: str) -> None:
    assert not list(misspellings(text))


def test_whole_words_are_corrected() -> None:
    assert (
        corrected("Mengisi template plat dan merk, Ijin perijinan")
        == "Mengisi template pelat dan merek, Izin perizinan"
    )


def test_cut_sentences() -> None:
    assert dangling_end("Menerima surat dan") == "dan"
    assert dangling_end("Menerima surat,") == ","
    assert not dangling_end("Menerima surat.")
    assert begins_small("ditandatangani dan menyerahkan kembali")
    assert not begins_small("e-KTP dicetak")
    assert not begins_small("1. Menerima surat")


def test_vague() -> None:
    assert vague_phrases("Menyiapkan ATK dll (apabila diperlukan)") == ["dll", "apabila diperlukan"]
    assert not vague_phrases("Menyiapkan peralatan yang diperlukan")


def test_kinds_of_words() -> None:
    kinds = {
        "menyusun": Kind.ACTIVE,
        "dinas": Kind.ACTOR,
        "pembuatan": Kind.ACTION,
        "buat": Kind.ROOT,
        "jika": Kind.CONDITION,
        "surat": Kind.OTHER,
    }
    assert {word: kind_of(word) for word in kinds} == kinds
