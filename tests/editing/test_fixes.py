"""Fixes keep what their rounds promise: the fixed findings go, none comes, and nothing else of the text changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from difflib import SequenceMatcher, unified_diff
from pathlib import Path

import pytest
from commands import ran
from mutations import hold_promises, look, mutated_example
from rules.test_rules import completed, examples

from examples import each_example
from sopgen.diagnostics import Correction, Finding, Level, Severity, Span
from sopgen.editing import fixes
from sopgen.editing.fixes import Mended, fixes_of, mend
from sopgen.reading import Reading
from sopgen.rules import RULES

ROOT = Path(__file__).parents[2]
BOTH = (Level.SAFE, Level.BOLD)
SOP = """\
judul:   SOP Pengiriman Surat   # judulnya
nomor: 1.2
pelaksana: {a: Pegawai, b: Kepala}
langkah:
  - kegiatan: "Menerima foto copy surat
      dari pemohon"
    pelaksana: a
  - kegiatan: Penandatanganan surat   # oleh siapa?
    pelaksana: b
"""


def mended(text: str, levels: tuple[Level, ...] = BOTH, codes: tuple[str, ...] = ()) -> Mended:
    return mend(text, look, levels, codes)


def changed_lines(old: str, new: str) -> list[str]:
    return [
        line
        for line in unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]


def test_only_the_words_that_are_wrong_change() -> None:
    assert changed_lines(SOP, mended(SOP).text) == [
        "-judul:   SOP Pengiriman Surat   # judulnya",
        "+judul:   Pengiriman Surat   # judulnya",
        '-  - kegiatan: "Menerima foto copy surat',
        '+  - kegiatan: "Menerima fotokopi surat',
        "-  - kegiatan: Penandatanganan surat   # oleh siapa?",
        "+  - kegiatan: Menandatangani surat   # oleh siapa?",
    ]


def test_a_bold_fix_waits_until_it_is_asked_for() -> None:
    result = mended(SOP, (Level.SAFE,))
    assert "Penandatanganan surat" in result.text
    assert [finding.code for finding in result.left] == ["SOP403"]
    assert {finding.code for finding in result.done} == {"SOP107", "SOP412"}


def test_only_the_rules_asked_for() -> None:
    assert [finding.code for finding in mended(SOP, codes=("SOP107",)).done] == ["SOP107"]


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(ends: str, mark: str) -> None:
    plain = mended(SOP).text
    assert mended(mark + SOP.replace("\n", ends)).text == mark + plain.replace("\n", ends)
    assert mended(SOP.rstrip("\n")).text == plain.rstrip("\n"), "no final line end is added"


def test_a_stale_comment_goes_with_its_line_or_alone() -> None:
    text = SOP.replace("nomor: 1.2", "# sopgen: abaikan SOP402\nnomor: 1.2 # sopgen: abaikan SOP101")
    new = mended(text, codes=("SOP006",)).text
    assert changed_lines(SOP, new) == []


def test_of_several_codes_only_the_idle_ones_go() -> None:
    text = SOP.replace(
        "Penandatanganan surat   # oleh siapa?", "Penandatanganan surat # sopgen: abaikan SOP403, SOP402"
    )
    assert "surat # sopgen: abaikan SOP403\n" in mended(text, codes=("SOP006",)).text


OTHERWISE = """\
judul: Pengiriman Surat
nomor: 1.2
tanggal_pembuatan: 12 Januari 2026
tgl_efektif: 13 Januari 2026
kertas: f4
disahkan_oleh: {jabatan: Kepala, nama: A, nip: "196704161993031015"}
dasar_hukum: Undang-Undang No. 14 Tahun 2008 tentang Keterbukaan Informasi Publik
keterkaitan: SOP Lain
peringatan: Lihat SOP  #12 dan lampirannya
pelaksana: {a: Pegawai, b: Kepala}
langkah:
  - kegiatan: Menerima surat
    pelaksana: a
    persyaratan: Surat masuk
    waktu: 9 menit
    hasil: Surat
  - uraian: Memeriksa surat   # oleh siapa?
    pelaksana: b
    keputusan: {Ya: , Tidak: 1}
  - kegiatan: Mengarsipkan surat
    pelaksana: a
    lanjut: {a: "1@a"}
    keterangan: SOP Arsip
"""


def test_keys_references_and_numbers_come_to_stand_as_they_are_meant() -> None:
    assert changed_lines(OTHERWISE, mended(OTHERWISE).text) == [
        "-tanggal_pembuatan: 12 Januari 2026",
        "-tgl_efektif: 13 Januari 2026",
        "-kertas: f4",
        '-disahkan_oleh: {jabatan: Kepala, nama: A, nip: "196704161993031015"}',
        "-dasar_hukum: Undang-Undang No. 14 Tahun 2008 tentang Keterbukaan Informasi Publik",
        "-keterkaitan: SOP Lain",
        "-peringatan: Lihat SOP  #12 dan lampirannya",
        "+tanggal:",
        "+  pembuatan: 12 Januari 2026",
        "+  efektif: 13 Januari 2026",
        '+disahkan_oleh: {jabatan: Kepala, nama: A, nip: "19670416 199303 1 015"}',
        "+dasar_hukum: Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik",
        "+keterkaitan:",
        "+  - SOP Lain",
        "+  - SOP Arsip",
        '+peringatan: "Lihat SOP  #12 dan lampirannya"',
        "-  - kegiatan: Menerima surat",
        "+  - id: menerima",
        "+    kegiatan: Menerima surat",
        "-    persyaratan: Surat masuk",
        "-    waktu: 9 menit",
        "-    hasil: Surat",
        "-  - uraian: Memeriksa surat   # oleh siapa?",
        "+    mutu_baku:",
        "+      kelengkapan: Surat masuk",
        "+      waktu: 9 menit",
        "+      output: Surat",
        "+  - kegiatan: Memeriksa surat   # oleh siapa?",
        "-    keputusan: {Ya: , Tidak: 1}",
        "+    keputusan: {Ya: , Tidak: menerima}",
        '-    lanjut: {a: "1@a"}',
        '+    lanjut: {a: "menerima@a"}',
        "+tampilan:",
        "+  kertas: f4",
    ]


def test_a_key_beside_which_a_comment_stands_is_left_where_it_is() -> None:
    text = SOP.replace("nomor: 1.2", "kertas: f4  # lama")
    assert mended(text, codes=("SOP003",)) == Mended(text)


def a_finding(code: str, key: str, text: str) -> Finding:
    """One whose correction puts this text at a key."""
    correction = Correction((((key,), text),), Level.SAFE)
    return Finding("a.yaml", Span(1, 1, 1, 2), code, "uji", Severity.INFO, "", "Ganti.", key, correction=correction)


def test_a_fix_that_breaks_its_promise_is_left_out_and_named() -> None:
    text = "judul: A\nnomor: B\n"

    def found(text: str) -> Reading:
        good, bad, worse = a_finding("SOP999", "judul", "Z"), a_finding("SOP998", "nomor", "C"), "SOP997"
        some = [*([good] if "judul: A" in text else []), *([bad] if "nomor: B" in text else [])]
        more = [bad._replace(code=worse)] if "nomor: C" in text else []
        return look(text)._replace(findings=(*some, *more))

    result = mend(text, found, BOTH)
    assert result.text == "judul: Z\nnomor: B\n", "the good one is made all the same"
    assert [finding.code for finding in result.faulty] == ["SOP998"]


def test_a_fix_that_mends_nothing_is_left_out() -> None:
    def found(text: str) -> Reading:
        return look(text)._replace(findings=(a_finding("SOP999", "judul", text[7:-1] + "!"),))

    result = mend("judul: A\n", found, BOTH)
    assert (result.text, len(result.faulty)) == ("judul: A\n", 1)


def test_only_the_lines_that_a_fix_changes_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of rows alike, compared whole for each fix, took minutes."""
    compared: list[int] = []

    class Counting(SequenceMatcher[str]):
        def __init__(self, isjunk: None, a: Sequence[str], b: Sequence[str], autojunk: bool) -> None:
            compared.append(len(a) + len(b))
            super().__init__(isjunk, a, b, autojunk)

    monkeypatch.setattr(fixes, "SequenceMatcher", Counting)
    text = SOP + "  - {kegiatan: Pembuatan surat, pelaksana: a}\n" * 100
    found = fixes_of(text, look(text).findings)
    assert len(found) > 50
    assert max(compared) < 10


def test_what_a_sopgen_yaml_gives_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "sopgen.yaml").write_text("nomor: 1 / 2\n")
    text = SOP.replace("nomor: 1.2\n", "")
    result = mend(text, lambda text: look(text, tmp_path), BOTH, ("SOP116",))
    assert (result.text, result.done, result.faulty) == (text, (), ())


@each_example
def test_examples(example: Path) -> None:
    """Every finding that was mended is gone, no other came, what is mended settles, and comments stay."""
    text = example.read_text(encoding="utf-8")
    before = {(finding.code, finding.path) for finding in look(text, example.parent).findings}
    result = mend(text, lambda text: look(text, example.parent), BOTH)
    after = {(finding.code, finding.path) for finding in look(result.text, example.parent).findings}
    assert not result.faulty
    assert after <= before
    assert not after & {(finding.code, finding.path) for finding in result.done}
    again = mend(result.text, lambda text: look(text, example.parent), BOTH)
    assert (again.text, again.done) == (result.text, ())
    assert [line.partition("#")[2] for line in text.splitlines() if "#" in line] == [
        line.partition("#")[2] for line in result.text.splitlines() if "#" in line
    ]


def test_mutated_files() -> None:
    """Many more of them: benchmarks/mutations.py 500."""
    for number in range(12):
        hold_promises(mutated_example(number))


ALWAYS = ("SOP006", "SOP007", "SOP107", "SOP116", "SOP301", "SOP314", "SOP412")
"""Rules whose every finding can be mended."""


@pytest.mark.parametrize("code", ALWAYS)
def test_the_wrong_example_mended_is_the_right_one(code: str) -> None:
    (rule,) = (rule for rule in RULES if rule.code == code)
    wrong, right = map(completed, examples(rule))
    assert mended(wrong, codes=(code,)).text == right


class TestCommand:
    @pytest.fixture
    def file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        Path("a.yaml").write_bytes(SOP.encode())
        return Path("a.yaml")

    def test_mends_and_says_what(self, file: Path) -> None:
        assert ran("fix", file) == (
            0,
            "a.yaml: 2 diperbaiki (SOP107 1, SOP412 1)\n",
            "2 diperbaiki; 1 lagi dengan `--berani`.\n",
        )
        assert "judul:   Pengiriman Surat" in file.read_text()
        assert ran("fix", file)[2] == "Tidak ada yang dapat diperbaiki; 1 lagi dengan `--berani`.\n"

    def test_a_look_first_writes_nothing(self, file: Path) -> None:
        status, out, err = ran("fix", "--tinjau", "--berani", file)
        assert (status, err) == (1, "3 dapat diperbaiki.\n")
        assert out.startswith("--- a.yaml\n+++ a.yaml\n@@ ")
        assert "+judul:   Pengiriman Surat   # judulnya\n" in out
        assert file.read_bytes() == SOP.encode()
        ran("fix", "--berani", file)
        assert ran("fix", "--tinjau", "--berani", file) == (0, "", "Tidak ada yang dapat diperbaiki.\n")

    def test_what_cannot_be_mended_is_said(self, file: Path) -> None:
        file.write_bytes(b"judul: \xff")
        status, _, err = ran("fix", file)
        assert status == 2
        assert err.startswith("a.yaml: bukan teks UTF-8")
        assert ran("fix", "--aturan", "SOP9", "a.yaml")[0] == 2

    def test_sarif_carries_the_edits(self, file: Path) -> None:
        results = json.loads(ran("validate", "a.yaml", "--format", "sarif")[1])["runs"][0]["results"]
        (title,) = (result for result in results if result["ruleId"] == "SOP107")
        (change,) = title["fixes"][0]["artifactChanges"]
        (edit,) = change["replacements"]
        start, length = edit["deletedRegion"]["charOffset"], edit["deletedRegion"]["charLength"]
        assert (
            SOP[:start] + edit["insertedContent"]["text"] + SOP[start + length :] == mended(SOP, codes=("SOP107",)).text
        )
