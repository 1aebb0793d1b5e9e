"""Known misspellings, cut sentences, vague phrases."""

from __future__ import annotations

from sopgen.wording import begins_small, dangling_end, misspellings, vague_phrases
from sopgen.wording.kinds import Kind, kind_of
from sopgen.wording.spelling_words import MISSPELLINGS


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
