"""`sopgen init`, `sopgen new` and `sopgen config`: what they make is valid at once, and nothing is overwritten."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from commands import environment, started
from commands import ran as run
from hypothesis import given
from hypothesis import strategies as st

from sopgen.commands import starter
from sopgen.model import schema
from sopgen.reading import read, read_text
from sopgen.reading.loader import load

TODAY = date(2026, 11, 20)
SCHEMAS = cache(schema.sop_schema), cache(schema.library_schema)


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test stands in a folder of its own; the schemas, which are written into each library, are made once."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(starter, "sop_schema", SCHEMAS[0])
    monkeypatch.setattr(starter, "library_schema", SCHEMAS[1])


def answer(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Stand in for a terminal; the questions that were asked."""
    waiting, asked = list(answers), []

    def prompt(question: str, default: str) -> str:
        asked.append(f"{question} [{default}]")
        return waiting.pop(0) or default

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr("typer.prompt", prompt)
    return asked


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


class TestInit:
    def test_is_valid_at_once(self) -> None:
        assert run("init", "pustaka")[0] == 0
        assert set(contents(Path("pustaka"))) == {*starter.TEMPLATES, starter.SOP_SCHEMA, starter.LIBRARY_SCHEMA}
        assert run("validate", "pustaka", "--strict") == (0, "1 berkas diperiksa, tidak ada temuan.\n", "")
        assert run("validate", "pustaka/sopgen.yaml", "--strict")[0] == 0

    @pytest.mark.slow
    def test_renders_at_once(self) -> None:
        run("init", "pustaka")
        status, out, err = run("render", "pustaka", "-o", "keluaran")
        assert (status, err) == (0, "")
        assert out == "keluaran/umum/permintaan-barang-persediaan.xlsx\n"

    def test_the_letterhead_is_the_offices(self) -> None:
        run("init", "p", "--instansi", "Kota: Madiun", "--satuan-kerja", 'Dinas "X" # 1')
        sop = read(Path("p", starter.EXAMPLE)).sop
        assert sop is not None
        assert (sop.instansi.nama, sop.instansi.satuan_kerja) == ("Kota: Madiun", 'Dinas "X" # 1')

    def test_asks_on_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = answer(monkeypatch, "Kota Madiun", "")
        run("init", "p")
        assert len(asked) == 2
        assert "nama: Kota Madiun" in Path("p/sopgen.yaml").read_text()

    def test_every_commented_choice_is_a_right_one(self) -> None:
        text = starter.library_files("A", "B", TODAY)["sopgen.yaml"]
        opened = re.sub(r"(?m)^(\s*)# ([a-z_]+:)", r"\1\2", text)
        assert opened.count("#") < text.count("#") - 15
        opened = opened.replace("  logo: logo.png\n", "")
        loaded = load(opened, "sopgen.yaml")
        assert not loaded.findings
        assert {"aturan", "jam_kerja_per_hari", "disahkan_oleh"} <= set(loaded.data)

    def test_opened_choices_are_accepted(self) -> None:
        run("init", "p")
        path = Path("p/sopgen.yaml")
        opened = re.sub(r"(?m)^(\s*)# ([a-z_]+:)", r"\1\2", path.read_text()).replace("  logo: logo.png\n", "")
        path.write_text(opened)
        status, out, _ = run("validate", "p/sopgen.yaml", "p")
        assert (status, "galat" in out) == (0, False)

    def test_nothing_is_overwritten(self) -> None:
        run("init", "p")
        Path("p/README.md").write_text("milik saya")
        Path("p/sopgen.yaml").write_text("nomor: '1'")
        before = contents(Path("p"))
        status, out, _ = run("init", "p", "--instansi", "Lain")
        assert (status, contents(Path("p"))) == (0, before)
        assert "p/README.md  (sudah ada, dibiarkan)" in out
        run("init", "p", "--instansi", "Lain", "--timpa")
        assert "nama: Lain" in Path("p/sopgen.yaml").read_text()
        assert "milik saya" not in Path("p/README.md").read_text()

    def test_a_library_with_sops_gets_no_example(self) -> None:
        Path("p").mkdir()
        Path("p/a.yaml").write_text("judul: A")
        run("init", "p")
        assert not Path("p", starter.EXAMPLE).exists()
        assert Path("p/sopgen.yaml").exists()

    def test_a_dangling_link_counts_as_existing(self) -> None:
        Path("p").mkdir()
        Path("p/README.md").symlink_to("tidak-ada")
        run("init", "p")
        assert Path("p/README.md").is_symlink()

    def test_a_file_is_no_folder(self) -> None:
        Path("p").write_text("x")
        assert run("init", "p")[0] == 2

    def test_settings_and_ci_are_well_formed(self) -> None:
        files = starter.library_files("A", "B", TODAY)
        settings = json.loads(files[".vscode/settings.json"])
        assert [key.removeprefix("./") in files for key in settings["yaml.schemas"]] == [True]
        assert json.loads(files[".vscode/extensions.json"])["recommendations"]
        for name in (".github/workflows/sop.yml", ".gitlab-ci.yml"):
            assert "sopgen validate ." in str(yaml.safe_load(files[name]))
        modeline = files["sopgen.yaml"].splitlines()[0].split("$schema=")[1]
        assert modeline in files
        for name in re.findall(r"`([\w./-]+\.(?:yaml|yml|json))`", files["README.md"]):
            assert name in files

    def test_no_path_of_this_machine(self, tmp_path: Path) -> None:
        for text in starter.library_files("A", "B", TODAY).values():
            assert not re.search(r"/(home|root|tmp|work|Users)/", text)


class TestNew:
    def test_is_valid_but_for_what_is_to_be_filled_in(self) -> None:
        run("init", "p")
        status, out, err = run("new", "p/umum/rapat-dinas.yaml")
        assert (status, out) == (0, "p/umum/rapat-dinas.yaml\n")
        assert "sopgen preview p/umum/rapat-dinas.yaml" in err, "what to do next"
        status, out, _ = run("validate", "p/umum/rapat-dinas.yaml", "--format", "json")
        assert status == 0
        assert {finding["code"] for finding in json.loads(out)["findings"]} == {"SOP102"}
        sop = read(Path("p/umum/rapat-dinas.yaml")).sop
        assert sop is not None
        assert (sop.judul, sop.instansi.satuan_kerja) == ("Rapat Dinas", "Sekretariat Daerah")
        assert "instansi:" not in Path("p/umum/rapat-dinas.yaml").read_text()

    @pytest.mark.parametrize(("folder", "schema"), [("p", "schema/"), ("p/a/b", "../../schema/")])
    def test_editors_find_the_schema(self, folder: str, schema: str) -> None:
        run("init", "p")
        run("new", f"{folder}/x.yaml")
        first = Path(folder, "x.yaml").read_text().splitlines()[0]
        assert first == f"# yaml-language-server: $schema={schema}sop.schema.json"

    def test_options(self) -> None:
        run("new", "x.yml", "--judul", "Surat: masuk", "--satuan-kerja", "Setda", "--pelaksana", "Kabag, JFU")
        sop = read(Path("x.yml")).sop
        assert sop is not None
        assert (sop.judul, sop.instansi.satuan_kerja) == ("Surat: masuk", "Setda")
        assert [(lane.id, lane.nama) for lane in sop.pelaksana] == [("kabag", "Kabag"), ("jfu", "JFU")]
        assert {name for row in sop.langkah for name in row.pelaksana} == {"kabag", "jfu"}

    def test_asks_on_a_terminal_for_what_no_option_says(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = answer(monkeypatch, "", "A, B, C")
        run("new", "rapat_dinas.yaml", "--satuan-kerja", "Setda")
        assert asked[0].endswith("[Rapat Dinas]")
        sop = read(Path("rapat_dinas.yaml")).sop
        assert sop is not None
        assert (sop.judul, len(sop.pelaksana), len(sop.langkah)) == ("Rapat Dinas", 3, 4)

    def test_what_the_library_gives_is_left_out(self) -> None:
        Path("sopgen.yaml").write_text("disahkan_oleh: {jabatan: Sekda}\nperingatan: [Hati-hati]\n")
        run("new", "x.yaml")
        sop = read(Path("x.yaml")).sop
        assert sop is not None
        assert (sop.disahkan_oleh.jabatan, sop.peringatan[0].text) == ("Sekda", "Hati-hati")

    def test_nothing_is_overwritten(self) -> None:
        Path("x.yaml").write_text("milik saya")
        status, _, err = run("new", "x.yaml")
        assert (status, Path("x.yaml").read_text()) == (2, "milik saya")
        assert "--timpa" in err
        assert run("new", "x.yaml", "--timpa")[0] == 0
        assert "judul: X" in Path("x.yaml").read_text()

    @pytest.mark.parametrize("name", ["x", "x.txt", "sopgen.yaml", "p.yaml", ".yaml", ".", ".."])
    def test_names_that_are_no_sop(self, name: str) -> None:
        Path("p.yaml").mkdir()
        status, _, err = run("new", name)
        assert status == 2
        assert err
        assert "Kesalahan di dalam" not in err

    @given(st.text(min_size=1, max_size=30), st.lists(st.text(max_size=20).filter(str.strip), min_size=1, max_size=6))
    def test_any_words_are_read_back(self, title: str, lanes: list[str]) -> None:
        text = starter.sop_text(lanes, TODAY, judul=title, instansi="A", satuan_kerja="B", schema="", file="a.yaml")
        reading = read_text(text.encode("utf-8", "replace"), "x.yaml", Path())
        if title.isprintable() and title.strip() and all(lane.isprintable() for lane in lanes):
            assert reading.sop is not None
            assert reading.sop.judul == " ".join(title.split())
            assert [lane.nama for lane in reading.sop.pelaksana] == [" ".join(lane.split()) for lane in lanes]

    @pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal")
    def test_a_real_terminal(self, tmp_path: Path) -> None:
        import pty

        parent, child = pty.openpty()
        streams = {"stdin": child, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        program = started("new", "a.yaml", cwd=tmp_path, env=environment(CI=""), **streams)
        os.write(parent, b"Rapat Dinas\nSetda\nKabag, JFU\n")
        out, _ = program.communicate(timeout=60)
        os.close(parent)
        os.close(child)
        assert program.returncode == 0, out.decode()
        assert "judul: Rapat Dinas" in (tmp_path / "a.yaml").read_text()


class TestAllOrNothing:
    def test_a_full_disk_leaves_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        calls: list[int] = []

        def full(number: int) -> None:
            calls.append(number)
            if len(calls) == 5:
                raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        status, out, err = run("init", "baru/pustaka")
        assert (status, out) == (2, "")
        assert "cakram penuh" in err
        assert not Path("baru").exists()

    def test_one_that_cannot_be_replaced_leaves_the_others(self) -> None:
        Path("p").mkdir()
        Path("p/.vscode").write_text("punya orang")
        Path("p/catatan.txt").write_text("tetap")
        status, out, err = run("init", "p")
        assert (status, out) == (2, "")
        assert "p tidak dapat ditulis: folder tujuannya ternyata berkas" in err
        assert sorted(path.name for path in Path("p").iterdir()) == [".vscode", "catatan.txt"]

    def test_a_folder_in_place_of_a_file(self) -> None:
        Path("p/README.md").mkdir(parents=True)
        status, _, err = run("init", "p", "--timpa")
        assert status == 2
        assert "p/README.md tidak dapat ditulis: sudah ada folder dengan nama itu" in err
        assert [path.name for path in Path("p").rglob("*")] == ["README.md"]

    def test_new_says_why(self) -> None:
        Path("berkas").write_text("x")
        status, _, err = run("new", "berkas/a.yaml")
        assert (status, err) == (2, "berkas/a.yaml tidak dapat ditulis: folder tujuannya ternyata berkas.\n")


class TestConfig:
    def test_it_says_how_far_up_a_library_goes(self, tmp_path: Path) -> None:
        Path("dinas/sub").mkdir(parents=True)
        Path("dinas/sub/a.yaml").write_text("judul: A\n")
        assert "tanpa sopgen.yaml" in run("config", "dinas/sub/a.yaml")[1]
        Path("sopgen.yaml").write_text("nomor: '1'\n")
        out = run("config", "dinas/sub/a.yaml")[1]
        assert re.match(r"pustaka: \. +folder teratas yang memuat sopgen\.yaml; bukan repositori git\n", out)
        assert re.search(r"nomor: 1 +sopgen\.yaml:1", out)
        Path("dinas/.git").mkdir()
        out = run("config", "dinas/sub/a.yaml")[1]
        assert re.match(r"pustaka: dinas +repositori git; sopgen\.yaml di atasnya tidak dibaca\n", out)
        assert "\nnomor:" not in out

    def test_each_value_and_where_it_comes_from(self) -> None:
        Path("dinas").mkdir()
        Path("sopgen.yaml").write_text("instansi:\n  nama: Kota\n  satuan_kerja: Setda\ntampilan: {kertas: f4}\n")
        Path("dinas/sopgen.yaml").write_text("# x\ninstansi: {satuan_kerja: Dinas}\ndasar_hukum: [A, B]\n")
        Path("dinas/a.yaml").write_text("judul: A\ntampilan:\n  huruf: Calibri\npelaksana: {a: X, b: Y}\n")
        status, out, _ = run("config", "dinas/a.yaml")
        shown = dict(re.split(r":(?= )", re.sub(r" {2,}", "  ", line), maxsplit=1) for line in out.splitlines())
        assert status == 0
        assert shown["instansi.nama"] == " Kota  sopgen.yaml:2"
        assert shown["instansi.satuan_kerja"] == " Dinas  dinas/sopgen.yaml:2"
        assert shown["tampilan.kertas"] == " f4  sopgen.yaml:4"
        assert shown["tampilan.huruf"] == " Calibri  dinas/a.yaml:3"
        assert shown["tampilan.orientasi"] == " lanskap  nilai baku sopgen"
        assert shown["dasar_hukum"] == " [A, B]  dinas/sopgen.yaml:3"
        assert shown["pelaksana"] == " (a, b)  dinas/a.yaml:4"

    def test_a_folder(self) -> None:
        Path("sopgen.yaml").write_text("tampilan: {kertas: f4}\njam_kerja_per_hari: 8\naturan: {abaikan: [SOP4]}\n")
        for name in (".", "sopgen.yaml"):
            out = run("config", name)[1]
            assert re.search(r"jam_kerja_per_hari: 8 +sopgen.yaml:2", out)
            assert re.search(r"aturan.abaikan: \[SOP4\] +sopgen.yaml:3", out)

    @pytest.mark.parametrize("content", [None, "judul: [", "- x", ""])
    def test_what_cannot_be_shown(self, content: str | None) -> None:
        if content is not None:
            Path("a.yaml").write_text(content)
        status, _, err = run("config", "a.yaml")
        assert status == 2
        assert "a.yaml" in err

    def test_a_broken_library_says_where(self) -> None:
        Path("sopgen.yaml").write_text("nomor: '1'\nzzz: 1\n")
        Path("a.yaml").write_text("judul: A\n")
        status, _, err = run("config", "a.yaml")
        assert status == 2
        assert "sopgen.yaml:2" in err
