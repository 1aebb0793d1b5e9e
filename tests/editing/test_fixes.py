"""Fixes keep what their rounds promise: the fixed findings go, none comes, and nothing else of the text changes."""

from __future__ import annotations

import random
from difflib import unified_diff
from pathlib import Path

import pytest
from rules.test_rules import completed

from sopgen.cli import main
from sopgen.diagnostics import Correction, Edit, Finding, Fix, Level, Severity, Span
from sopgen.editing.fixes import Mended, mend
from sopgen.reading import read_text
from sopgen.reading.loader import load
from sopgen.rules import RULES
from sopgen.work.chain import checked

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
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


def findings_of(text: str, folder: Path = Path("/tidak-ada")) -> list[Finding]:
    return list(checked(read_text(text, "a.yaml", folder)).findings)


def mended(text: str, levels: tuple[Level, ...] = BOTH, codes: tuple[str, ...] = ()) -> Mended:
    return mend(text, findings_of, levels, codes)


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


def a_finding(correction: Correction | None, fix: Fix | None = None) -> Finding:
    return Finding(
        "a.yaml", Span(1, 1, 1, 2), "SOP999", "uji", Severity.INFO, "", "Ganti.", "judul", None, (), fix, correction
    )


def test_a_fix_that_breaks_its_promise_is_left_out_and_named() -> None:
    text = "judul: A\nnomor: B\n"

    def look(text: str) -> list[Finding]:
        start = text.index("nomor")
        wrong = Fix("Ganti.", (Edit(start, start + 8, "nomor: C"),), Level.SAFE, (("judul",),))
        good = a_finding(Correction(("judul",), "Z", Level.SAFE))
        bad = a_finding(None, wrong)._replace(code="SOP998", path="nomor")
        return ([good] if "judul: A" in text else []) + ([bad] if "nomor: B" in text else [])

    result = mend(text, look, BOTH)
    assert result.text == "judul: Z\nnomor: B\n", "the good one is made all the same"
    assert [finding.code for finding in result.faulty] == ["SOP998"]


def test_a_fix_that_mends_nothing_is_left_out() -> None:
    result = mend("judul: A\n", lambda text: [a_finding(Correction(("judul",), text[7:-1] + "!", Level.SAFE))], BOTH)
    assert (result.text, len(result.faulty)) == ("judul: A\n", 1)


def test_what_a_sopgen_yaml_gives_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "sopgen.yaml").write_text("nomor: 1 / 2\n")
    text = SOP.replace("nomor: 1.2\n", "")
    result = mend(text, lambda text: findings_of(text, tmp_path), BOTH, ("SOP116",))
    assert (result.text, result.done, result.faulty) == (text, (), ())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples(path: Path) -> None:
    """Every finding that was mended is gone, no other came, what is mended settles, and comments stay."""
    text = path.read_text(encoding="utf-8")
    before = {(finding.code, finding.path) for finding in findings_of(text, path.parent)}
    result = mend(text, lambda text: findings_of(text, path.parent), BOTH)
    after = {(finding.code, finding.path) for finding in findings_of(result.text, path.parent)}
    assert not result.faulty
    assert after <= before
    assert not after & {(finding.code, finding.path) for finding in result.done}
    again = mend(result.text, lambda text: findings_of(text, path.parent), BOTH)
    assert (again.text, again.done) == (result.text, ())
    assert [line.partition("#")[2] for line in text.splitlines() if "#" in line] == [
        line.partition("#")[2] for line in result.text.splitlines() if "#" in line
    ]


def mutated(text: str, dice: random.Random) -> str:
    """A text with a few of the faults that fixes are for, and some that none is for."""
    for _ in range(dice.randrange(1, 6)):
        old, new = dice.choice(
            [
                (": Me", ": Penye"), ("Nomor ", "No. "), (" dan ", " dn "), ("judul: ", "judul: SOP "), ("/", " / "),
                ("menit", "mnt"), ("analisis", "analisa"), ("pelaksana: ", "pelaksna: "), ("  - ", "  -  "),
                ("waktu: ", "waktu: ''  # "), ("\n", "\r\n"), ("kegiatan: ", "kegiatan: Kepala bidang "),
                ("\n", "\n\n# sopgen: abaikan SOP402\n"), ("{", "{ "), ("jadwal", "jadual"), (" yang ", " yg "),
            ]
        )  # fmt: skip
        places = [i for i in range(len(text)) if text.startswith(old, i)]
        if places:
            place = dice.choice(places)
            text = text[:place] + new + text[place + len(old) :]
    return text


@pytest.mark.slow
@pytest.mark.parametrize("part", range(5))
def test_mutated_files(part: int) -> None:
    dice = random.Random(part)
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES if path.stem != "lengkap"]
    for number in range(100):
        text = mutated(dice.choice(texts), dice)
        result = mended(text)
        assert not result.faulty, (part, number, result.faulty)
        if not result.done:
            assert result.text == text
            continue
        assert load(result.text, "").readable or not load(text, "").readable
        before = {(finding.code, finding.path) for finding in findings_of(text)}
        assert {(finding.code, finding.path) for finding in findings_of(result.text)} <= before
        assert mended(result.text).text == result.text


ALWAYS = ("SOP006", "SOP107", "SOP116", "SOP301", "SOP412")
"""Rules whose every finding can be mended."""


@pytest.mark.parametrize("code", ALWAYS)
def test_the_wrong_example_mended_is_the_right_one(code: str) -> None:
    (rule,) = (rule for rule in RULES if rule.code == code)
    assert mended(completed(rule.wrong), codes=(code,)).text == completed(rule.right)


class TestCommand:
    def run(self, capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["fix", *map(str, words)])
        out, err = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, out, err

    @pytest.fixture
    def file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        Path("a.yaml").write_bytes(SOP.encode())
        return Path("a.yaml")

    def test_mends_and_says_what(self, capsys: pytest.CaptureFixture[str], file: Path) -> None:
        assert self.run(capsys, file) == (
            0,
            "a.yaml: 2 diperbaiki (SOP107 1, SOP412 1)\n",
            "2 diperbaiki; 1 lagi dengan `--berani`.\n",
        )
        assert "judul:   Pengiriman Surat" in file.read_text()
        assert self.run(capsys, file)[2] == "Tidak ada yang dapat diperbaiki; 1 lagi dengan `--berani`.\n"

    def test_a_look_first_writes_nothing(self, capsys: pytest.CaptureFixture[str], file: Path) -> None:
        status, out, err = self.run(capsys, "--tinjau", "--berani", file)
        assert (status, err) == (1, "3 dapat diperbaiki.\n")
        assert out.startswith("--- a.yaml\n+++ a.yaml\n@@ ")
        assert "+judul:   Pengiriman Surat   # judulnya\n" in out
        assert file.read_bytes() == SOP.encode()
        self.run(capsys, "--berani", file)
        assert self.run(capsys, "--tinjau", "--berani", file) == (0, "", "Tidak ada yang dapat diperbaiki.\n")

    def test_what_cannot_be_mended_is_said(self, capsys: pytest.CaptureFixture[str], file: Path) -> None:
        file.write_bytes(b"judul: \xff")
        status, _, err = self.run(capsys, file)
        assert status == 2
        assert err.startswith("a.yaml: bukan teks UTF-8")
        assert self.run(capsys, "--aturan", "SOP9", "a.yaml")[0] == 2

    def test_sarif_carries_the_edits(self, capsys: pytest.CaptureFixture[str], file: Path) -> None:
        import json

        with pytest.raises(SystemExit):
            main(["validate", "a.yaml", "--format", "sarif"])
        results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
        (title,) = (result for result in results if result["ruleId"] == "SOP107")
        (change,) = title["fixes"][0]["artifactChanges"]
        (edit,) = change["replacements"]
        start, length = edit["deletedRegion"]["charOffset"], edit["deletedRegion"]["charLength"]
        assert (
            SOP[:start] + edit["insertedContent"]["text"] + SOP[start + length :] == mended(SOP, codes=("SOP107",)).text
        )
