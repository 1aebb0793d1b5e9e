"""SOP601-SOP605: their own documentation run against a library, and what a message names."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_rules import completed, examples

from sopgen.diagnostics import Finding
from sopgen.rules import RULES, Rule
from sopgen.work.batch import check_files
from sopgen.work.jobs import find

LIBRARY_RULES = [rule for rule in RULES if rule.across]
CODES = {rule.code for rule in LIBRARY_RULES}
NEIGHBOURS = {
    "rapat": 'nomor: 1.4.1.16\nstatus: berlaku\njudul: Penyelenggaraan Rapat Dinas\nmenggantikan: ["1.4.1.12"]\n',
    "rapat-lama": "nomor: 1.4.1.12\nstatus: digantikan\njudul: Rapat\n",
}


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    put("sopgen.yaml", "status: draf\n")
    for name, text in NEIGHBOURS.items():
        put(f"{name}.yaml", text)
    return tmp_path


def put(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text if name.endswith("sopgen.yaml") else completed(text), encoding="utf-8")


def findings(*names: str) -> list[Finding]:
    jobs = find([Path(name) for name in names], None)
    found = [finding for outcome in check_files(jobs, None) for finding in outcome.findings]
    return [finding for finding in found if finding.code in CODES or finding.code == "SOP006"]


def codes(*names: str) -> list[str]:
    return [finding.code for finding in findings(*names)]


@pytest.mark.usefixtures("library")
class TestDocumentation:
    def test_the_neighbours_are_clean(self) -> None:
        assert codes(".") == []

    @pytest.mark.parametrize("rule", LIBRARY_RULES, ids=lambda rule: rule.code)
    def test_wrong_fragment(self, rule: Rule) -> None:
        put("uji.yaml", examples(rule)[0])
        assert codes("uji.yaml") == [rule.code]

    @pytest.mark.parametrize("rule", LIBRARY_RULES, ids=lambda rule: rule.code)
    def test_right_fragment(self, rule: Rule) -> None:
        put("uji.yaml", examples(rule)[1])
        assert codes(".") == []


@pytest.mark.usefixtures("library")
class TestNumbersAndTitles:
    def test_both_files_have_a_finding_that_names_the_other(self) -> None:
        put("umum/uji.yaml", "judul: Lain\nnomor: 1.4.1.16\nstatus: berlaku\n")
        here, there = findings(".")
        assert (here.file, here.span.line, here.code) == ("rapat.yaml", 1, "SOP601")
        assert (there.file, there.span.line, there.code) == ("umum/uji.yaml", 2, "SOP601")
        assert "umum/uji.yaml:2:8" in here.message
        assert "rapat.yaml:1:8" in there.message

    def test_only_what_was_asked_for_is_reported(self) -> None:
        put("uji.yaml", "nomor: 1.4.1.16\nstatus: berlaku\n")
        assert [finding.file for finding in findings("uji.yaml")] == ["uji.yaml"]

    def test_file_names_are_those_of_the_command_line(self, library: Path) -> None:
        put("uji.yaml", "nomor: 1.4.1.16\nstatus: berlaku\n")
        (finding,) = findings(str(library / "uji.yaml"))
        assert finding.file == (library / "uji.yaml").as_posix()

    @pytest.mark.parametrize("number", ["' 1.4.1.16 '", "1.4. 1.16"])
    def test_spaces_make_no_other_number(self, number: str) -> None:
        put("uji.yaml", f"nomor: {number}\nstatus: berlaku\n")
        assert codes("uji.yaml") == ["SOP601"]

    @pytest.mark.parametrize("number", ["....", "'-'", "''"])
    def test_what_is_no_number_has_no_twin(self, number: str) -> None:
        for name in ("a", "b"):
            put(f"{name}.yaml", f"judul: {name}\nnomor: {number}\nstatus: berlaku\n")
        assert codes(".") == []

    def test_drafts_may_share(self) -> None:
        put("uji.yaml", "nomor: 1.4.1.16\njudul: Penyelenggaraan Rapat Dinas\nstatus: draf\n")
        assert codes(".") == []

    def test_another_office_may_have_the_title(self) -> None:
        put("uji.yaml", "judul: penyelenggaraan  RAPAT dinas\nstatus: berlaku\nnomor: '9'\n")
        assert codes("uji.yaml") == ["SOP605"]
        put("uji.yaml", "judul: Penyelenggaraan Rapat Dinas\nstatus: berlaku\nnomor: '9'\ninstansi: {satuan_kerja: X}")
        assert codes(".") == []

    def test_many_are_counted(self) -> None:
        for i in range(6):
            put(f"x{i}.yaml", f"judul: Sama\nnomor: '{i}'\nstatus: berlaku\n")
        assert "dan 2 SOP lain" in findings("x0.yaml")[0].message


@pytest.mark.usefixtures("library")
class TestLinks:
    @pytest.mark.parametrize("link", ["1.4.1.16", "rapat.yaml", "./rapat.yaml", "umum/../rapat.yaml", "umum/x.yaml"])
    def test_found(self, link: str) -> None:
        put("umum/x.yaml", "judul: X\n")
        put("uji.yaml", f"keterkaitan: [Teks, {{Judul: [{{sop: '{link}'}}]}}]\n")
        assert codes("uji.yaml") == []

    @pytest.mark.parametrize("link", ["9.9", "Rapat.yaml", "sopgen.yaml", "../rapat.yaml", "/rapat.yaml", "rapat", "."])
    def test_not_found(self, link: str) -> None:
        put("uji.yaml", f"keterkaitan:\n  - Teks\n  - {{sop: '{link}'}}\n")
        (finding,) = findings("uji.yaml")
        assert (finding.code, finding.span.line, finding.path) == ("SOP602", 3, "keterkaitan[1].sop")

    def test_suggestions(self) -> None:
        put("uji.yaml", "keterkaitan: [{sop: umum/rapat.yaml}, {sop: 1.4.1.61}]\n")
        path, number = findings("uji.yaml")
        assert "rapat.yaml" in path.hint
        assert "1.4.1.16" in number.hint

    def test_a_broken_file_is_there(self) -> None:
        Path("rusak.yaml").write_text("judul: [", encoding="utf-8")
        put("uji.yaml", "keterkaitan: [{sop: rusak.yaml}]\n")
        assert codes("uji.yaml") == []

    def test_an_ended_one_names_its_successor(self) -> None:
        put("uji.yaml", "keterkaitan: [{sop: 1.4.1.12}]\n")
        (finding,) = findings("uji.yaml")
        assert finding.code == "SOP603"
        assert "rapat-lama.yaml:3:8" in finding.message
        assert "rapat.yaml:3:8" in finding.hint

    def test_an_ended_sop_may_name_ended_ones(self) -> None:
        put("uji.yaml", "status: dicabut\nketerkaitan: [{sop: 1.4.1.12}]\n")
        assert codes("uji.yaml") == []

    def test_a_link_into_the_library_from_outside_it_is_not_judged(self, tmp_path: Path) -> None:
        Path("sopgen.yaml").unlink()
        put("uji.yaml", "keterkaitan: [{sop: tidak-ada.yaml}]\n")
        assert codes("uji.yaml") == []


@pytest.mark.usefixtures("library")
class TestSupersession:
    def messages(self) -> list[str]:
        return [f"{finding.code} {finding.message}" for finding in findings("uji.yaml")]

    def test_missing(self) -> None:
        put("uji.yaml", "menggantikan: ['7']\n")
        assert ["SOP604" in text and "tidak ada" in text for text in self.messages()] == [True]

    def test_still_in_force(self) -> None:
        put("uji.yaml", "nomor: '2'\nmenggantikan: [1.4.1.16]\nstatus: berlaku\n")
        (text,) = self.messages()
        assert "rapat.yaml:1:8" in text
        put("uji.yaml", "nomor: '2'\nmenggantikan: [1.4.1.16]\nstatus: draf\n")
        assert self.messages() == []

    def test_a_new_version_may_keep_the_number(self) -> None:
        put("uji.yaml", "nomor: 1.4.1.12\nstatus: berlaku\nmenggantikan: 1.4.1.12\n")
        assert self.messages() == []

    def test_a_circle_names_its_members(self) -> None:
        for i, old in ((1, 2), (2, 3), (3, 1)):
            put(f"c{i}.yaml", f"judul: C{i}\nnomor: 77.{i}\nstatus: digantikan\nmenggantikan: ['77.{old}']\n")
        put("uji.yaml", "nomor: '5'\nstatus: berlaku\nmenggantikan: ['77.1']\n")
        assert self.messages() == []
        found = findings(".")
        assert [(finding.file, finding.code) for finding in found] == [(f"c{i}.yaml", "SOP604") for i in (1, 2, 3)]
        assert "c2.yaml:2:8 → c3.yaml:2:8 → c1.yaml:2:8" in found[0].message


@pytest.mark.usefixtures("library")
class TestWishes:
    def test_a_comment_silences_and_is_stale_otherwise(self) -> None:
        put("uji.yaml", "keterkaitan:\n  - sop: zz # sopgen: abaikan SOP602\n")
        assert codes("uji.yaml") == []
        put("uji.yaml", "keterkaitan:\n  - sop: rapat.yaml # sopgen: abaikan SOP602\n")
        assert codes("uji.yaml") == ["SOP006"]

    def test_settings(self) -> None:
        put("uji.yaml", "keterkaitan: [{sop: zz}]\n")
        put("sopgen.yaml", "aturan: {tingkat: {SOP6: info}}\n")
        assert [finding.severity for finding in findings("uji.yaml")] == ["info"]
        put("sopgen.yaml", "aturan: {abaikan: [SOP6]}\n")
        assert codes(".") == []
