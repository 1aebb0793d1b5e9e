"""The wording rules on small SOPs and on the five real documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.reading import read_text
from sopgen.rules import kegiatan
from sopgen.rules.rule import Problem, Rule, Subject

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
ALL = [value for value in vars(kegiatan).values() if isinstance(value, Rule)]


def subject_of(text: str, folder: Path) -> Subject:
    sop = read_text(text, "uji.yaml", folder).sop
    assert sop is not None
    return Subject(sop)


def problems(rule: Rule, text: str, folder: Path) -> list[Problem]:
    return list(rule.check(subject_of(text, folder)))


def rows(*activities: str, lanes: str = "{a: Camat, b: Kepala Seksi, c: Sekcam}", lane: str = "a") -> str:
    steps = "".join(f"  - {{kegiatan: {text!r}, pelaksana: {lane}}}\n" for text in activities)
    return f"judul: Uji\npelaksana: {lanes}\nlangkah:\n{steps}"


def example(name: str, rule: Rule) -> list[int]:
    """The row numbers a rule speaks of in an example."""
    path = EXAMPLES / f"{name}.yaml"
    found = problems(rule, path.read_text(encoding="utf-8"), path.parent)
    return [int(problem.path[1]) + 1 for problem in found if problem.path[0] == "langkah"]


def test_all_rules_are_there() -> None:
    assert [rule.code for rule in ALL] == ["SOP309", *(f"SOP{number}" for number in range(401, 414))]


@pytest.mark.parametrize(
    ("name", "rule", "expected"),
    [
        ("bpbd", kegiatan.no_subject, [1, 2, 4]),
        ("gowa", kegiatan.no_subject, [2]),
        ("jateng", kegiatan.no_subject, []),
        ("gowa", kegiatan.position_without_lane, [1, 2, 3, 4, 5, 7]),
        ("jateng", kegiatan.noun_of_action, [11]),
        ("jateng", kegiatan.passive_sentence, [11]),
        ("gowa", kegiatan.passive_sentence, [8]),
        ("gowa", kegiatan.cut_sentence, [8]),
        ("pali", kegiatan.doubled_activity, [6]),
        ("bpbd", kegiatan.misspelling, [7]),
        ("madiun", kegiatan.active_verb, []),
    ],
)
def test_the_real_documents(name: str, rule: Rule, expected: list[int]) -> None:
    assert example(name, rule) == expected


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
@pytest.mark.parametrize("name", ["bpbd", "gowa", "jateng", "madiun", "pali"])
def test_messages_fit_on_a_line(name: str, rule: Rule) -> None:
    path = EXAMPLES / f"{name}.yaml"
    for problem in problems(rule, path.read_text(encoding="utf-8"), path.parent):
        assert "\n" not in problem.message + problem.hint
        assert len(problem.message) <= 140
        assert len(problem.hint) <= 110
        assert problem.message.endswith(".")


def test_a_decision_that_is_drawn_is_fine(tmp_path: Path) -> None:
    text = rows("Memeriksa surat, jika salah dikembalikan", "Mengirim surat")
    assert problems(kegiatan.decision_in_sentence, text, tmp_path)
    drawn = text.replace("pelaksana: a}", "pelaksana: a, keputusan: {Ya: 2, Tidak: 1}}", 1)
    assert not problems(kegiatan.decision_in_sentence, drawn, tmp_path)


@pytest.mark.parametrize("text", ["Mulai", "Selesai", "SELESAI."])
def test_entrances_are_exempt(text: str, tmp_path: Path) -> None:
    for rule in ALL:
        assert not problems(rule, rows("Menerima surat", text, text), tmp_path), rule.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Camat membuat surat", "SOP402"),
        ("Petugas membuat surat", "SOP402"),  # whoever's row it is
        ("Sekcam membuat surat", "SOP407"),
        ("Camat dan Sekcam membuat surat", "SOP407"),
        ("Pengguna layanan membuat surat", "SOP406"),
        ("Kepala Dinas membuat surat", "SOP406"),
    ],
)
def test_a_doer_is_the_rows_another_lanes_or_nobodys(text: str, code: str, tmp_path: Path) -> None:
    said = {rule.code: problems(rule, rows(text), tmp_path) for rule in ALL}
    assert [code for code, found in said.items() if found] == [code]


@pytest.mark.parametrize(
    ("lane", "name"),
    [
        ("Front Office", "Petugas FO"),
        ("Kasi Pelayanan", "Seksi Pelayanan"),
        ("Kasi Pelayanan", "Kepala Seksi"),
        ("Pemohon", "Pemohon/masyarakat"),
        ("Tim Verifikasi", "Tim"),
        ("Pejabat Pembuat Komitmen", "PPK"),
        ("Kepala Dinas", "Kadis"),
    ],
)
def test_names_of_a_lane(lane: str, name: str, tmp_path: Path) -> None:
    lanes = f"{{a: {lane}, b: Gudang, c: Bendahara}}"
    said = {rule.code for rule in ALL if problems(rule, rows(f"{name} membuat surat", lanes=lanes), tmp_path)}
    assert said - {"SOP413"} == {"SOP402"}


def test_a_misspelling_hides_nothing(tmp_path: Path) -> None:
    for text in ("Kirim surat kepada Sekertaris Dinas", "Kirim surat kepada Sekretaris Dinas"):
        assert problems(kegiatan.position_without_lane, rows(text, lanes="{a: Camat, b: Staf}"), tmp_path)


def test_nobody_is_left_out_by_an_advice(tmp_path: Path) -> None:
    def hint(text: str) -> str:
        [problem] = problems(kegiatan.passive_sentence, rows(text), tmp_path)
        return problem.hint

    assert hint("Surat dicatat oleh Camat") == "Tulis: `Mencatat surat`."
    assert hint("Surat dicatat oleh Sekcam") == "Awali dengan `Mencatat …`, di kolom pelakunya: `Sekcam`."


def test_no_two_advices_where_the_sentence_decides(tmp_path: Path) -> None:
    text = rows("Camat memeriksa surat, jika salah dikembalikan", "Mengirim surat")
    [problem] = problems(kegiatan.no_subject, text, tmp_path)
    assert problem.hint == "Awali dengan `Memeriksa …`, tanpa menghilangkan bagian lain kalimatnya."
    assert problems(kegiatan.decision_in_sentence, text, tmp_path)


def test_a_branch_of_a_decision_needs_no_second_one(tmp_path: Path) -> None:
    text = """
judul: Uji
pelaksana: {a: Camat, b: Kepala Seksi}
langkah:
  - {kegiatan: Memeriksa calon, pelaksana: a, keputusan: {Ada: 2, Tidak: 3}}
  - {kegiatan: Bila ada halangan mengeluarkan surat penolakan, pelaksana: a, lanjut: selesai}
  - {kegiatan: Menerima bukti, pelaksana: b}
"""
    assert not problems(kegiatan.decision_in_sentence, text, tmp_path)
    [problem] = problems(kegiatan.active_verb, text, tmp_path)
    assert problem.hint == "Tulis: `Mengeluarkan surat penolakan`."


def test_no_conjunction_in_the_name_of_a_position(tmp_path: Path) -> None:
    [problem] = problems(kegiatan.position_without_lane, rows("Menyerahkan surat kepada Kasubag dan Kabid"), tmp_path)
    assert problem.message == "Tidak ada kolom pelaksana untuk `Kasubag`, `Kabid`."


def test_subject_of_another_lane(tmp_path: Path) -> None:
    [problem] = problems(kegiatan.other_position, rows("Kepala Seksi menyusun surat"), tmp_path)
    assert problem.message == "Kegiatan menyebut `Kepala Seksi`, tetapi langkah ini di kolom `Camat`."
    assert not problems(kegiatan.other_position, rows("Camat menyusun surat", "Bupati hadir"), tmp_path)


def test_labels_are_read_for_misspellings(tmp_path: Path) -> None:
    text = rows("Menerima surat") + "tampilan: {label: {mutu_baku: Mutu Buku}}\n"
    [problem] = problems(kegiatan.misspelling, text, tmp_path)
    assert problem.path == ("tampilan", "label", "mutu_baku")
    assert problem.hint == "Tulis: `Mutu Baku`."


def test_message_and_hint(tmp_path: Path) -> None:
    [problem] = problems(kegiatan.no_subject, rows("Camat membuat draf surat"), tmp_path)
    assert problem.message == "Kegiatan diawali pelakunya (`Camat`), yang sudah terlihat dari kolom pelaksana."
    assert problem.hint == "Tulis: `Membuat draf surat`."
    assert problem.path == ("langkah", 0, "kegiatan")
