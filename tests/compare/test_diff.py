"""`sopgen diff` as it is used: files, folders, and a repository with real commits."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commands import committed, git

from sopgen.cli import main

SOP = """\
instansi: {{nama: Kota Uji, satuan_kerja: Setda}}
judul: {title}
nomor: {number}
tanggal: {{pembuatan: 3 Januari 2022, revisi: "-", efektif: 1 Februari 2022}}
status: berlaku
pelaksana: {{a: Kepala, b: JFU}}
langkah:
  - {{id: terima, kegiatan: Menerima surat, pelaksana: a, mutu_baku: {{waktu: {time}, output: Surat}}}}
  - {{id: arsip, kegiatan: Mengarsipkan surat, pelaksana: b, mutu_baku: {{waktu: 1 jam, output: Arsip}}}}
"""
Run = Callable[..., tuple[int, str, str]]


def sop(title: str = "Persuratan", time: str = "2 hari", number: str = "1.1") -> str:
    return SOP.format(title=title, time=time, number=number)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run `sopgen diff` in a folder of its own, to which files can be written."""
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> tuple[int, str, str]:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["diff", *words])
        out, err = capfd.readouterr()
        return int(ended.value.code or 0), out, err

    return call


def put(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def repository(run: Run) -> Run:
    git("init", "-q", "-b", "main")
    return run


def told(out: str) -> Any:
    return json.loads(out)


class TestTwoFiles:
    def test_text_and_status(self, run: Run) -> None:
        put("a.yaml", sop())
        put("b.yaml", sop(time="3 hari"))
        status, out, _ = run("a.yaml", "b.yaml")
        assert status == 0
        assert "UBAH501 substansi Langkah 1: waktu: 2 hari → 3 hari" in out
        assert "lama a.yaml:8:77, baru b.yaml:8:77" in out
        assert run("a.yaml", "b.yaml", "--exit-code")[0] == 1
        assert run("a.yaml", "a.yaml", "--exit-code")[0] == 0

    def test_nothing_says_which(self, run: Run) -> None:
        put("a.yaml", sop())
        put("b.yaml", "# catatan\n" + sop())
        put("c.yaml", sop(time="3 hari"))
        assert "berkasnya sama persis" in run("a.yaml", "a.yaml")[1]
        assert "SOP-nya sama" in run("a.yaml", "b.yaml")[1]
        assert "tidak ada perubahan dari kelas yang diminta" in run("a.yaml", "c.yaml", "--kelas", "redaksi")[1]
        for other in ("a.yaml", "b.yaml"):
            assert told(run("a.yaml", other, "--format", "json")[1])["changes"] == []

    def test_json(self, run: Run) -> None:
        put("a.yaml", sop())
        put("b.yaml", sop(time="3 hari"))
        found = told(run("a.yaml", "b.yaml", "--format", "json")[1])
        (change,) = found["changes"]
        assert change["code"] == "UBAH501"
        assert (change["class"], change["langkah"]) == ("substansi", "terima")
        assert (change["old"], change["new"]) == ("2 hari", "3 hari")
        assert (change["old_place"], change["new_place"]) == ("a.yaml:8:77", "b.yaml:8:77")
        assert found["matrix"]["longest_minutes"] == {"old": 960.0, "new": 1410.0, "difference": 450.0}

    @pytest.mark.parametrize(
        ("content", "why"), [("judul: [\n", "SOP001"), ("judul: A\nlangkah: x\n", "SOP005"), (None, "tidak ada")]
    )
    def test_an_unreadable_side_never_reads_as_no_change(self, run: Run, content: str | None, why: str) -> None:
        put("a.yaml", sop())
        if content is not None:
            put("b.yaml", content)
        for sides in (("a.yaml", "b.yaml"), ("b.yaml", "a.yaml")):
            for form in ("teks", "markdown", "json", "html"):
                status, out, err = run(*sides, "--format", form)
                assert status == 2
                assert why in out + err
                assert "idak ada perubahan" not in out

    def test_folders(self, run: Run) -> None:
        for side, time in (("lama", "2 hari"), ("baru", "3 hari")):
            put(f"{side}/umum/a.yaml", sop(time=time))
            put(f"{side}/b.yaml", sop("Rapat"))
        put("baru/c.yaml", sop("Arsip"))
        found = told(run("lama", "baru", "--format", "json")[1])
        assert [(change["code"], change["file"]) for change in found["changes"]] == [
            ("UBAH001", "baru/c.yaml"),
            ("UBAH501", "baru/umum/a.yaml"),
        ]
        assert run("lama", "baru/c.yaml")[0] == 2

    def test_wrong_words(self, run: Run) -> None:
        put("a.yaml", sop())
        for words in (
            ("a.yaml",),
            ("a.yaml", "a.yaml", "--format", "tek"),
            ("a.yaml", "a.yaml", "--kelas", "x"),
            ("-", "-"),
        ):
            status, out, err = run(*words)
            assert (status, out) == (2, "")
            assert err

    @pytest.mark.parametrize("name", ["b.yaml", "laporan.docx", "sop.xlsx"])
    def test_a_report_is_written_over_no_file_of_another_kind(self, run: Run, name: str) -> None:
        put("a.yaml", sop())
        put("b.yaml", sop(time="3 hari"))
        openpyxl.Workbook().save("sop.xlsx")
        before = {path: path.read_bytes() for path in Path().iterdir()}
        status, out, err = run("a.yaml", "b.yaml", "-o", name)
        assert (status, out) == (2, "")
        assert name in err
        assert {path: path.read_bytes() for path in Path().iterdir()} == before

    def test_a_document_is_no_side(self, run: Run) -> None:
        put("a.yaml", sop())
        openpyxl.Workbook().save("a.xlsx")
        status, _, err = run("a.xlsx", "a.yaml")
        assert status == 2
        assert "sopgen import" in err

    def test_markdown_is_one_comment(self, run: Run) -> None:
        rows = "".join(f"  - {{kegiatan: Menyalin berkas {i}, pelaksana: b}}\n" for i in range(30))
        put("a.yaml", sop("<b>Surat | *tebal*</b>"))
        put("b.yaml", sop("<b>Surat | *tebal*</b>", time="3 hari") + rows)
        out = run("a.yaml", "b.yaml", "--format", "markdown")[1]
        assert out.startswith("<!-- sopgen diff -->\n")
        assert "<details><summary>11 perubahan lagi</summary>" in out
        assert "<b>" not in out
        assert "\\<b\\>Surat \\| \\*tebal\\*" in out

    def test_matrix_as_a_workbook(self, run: Run) -> None:
        put("a.yaml", sop())
        put("b.yaml", sop(time="3 hari"))
        assert run("a.yaml", "b.yaml", "-o", "matriks.xlsx")[0] == 0
        first = Path("matriks.xlsx").read_bytes()
        rows = list(openpyxl.load_workbook(BytesIO(first)).active.values)
        assert rows[0] == ("SOP", "Ukuran", "Sebelum", "Sesudah", "Selisih")
        assert ("Persuratan", "Langkah", 2, 2, 0) in rows
        assert ("Persuratan", "Waktu terlama", "2 hari 1 jam", "3 hari 1 jam", "+1 hari") in rows
        assert b"2000-01-01T00:00:00Z" in zipfile.ZipFile(BytesIO(first)).read("docProps/core.xml")
        run("a.yaml", "b.yaml", "-o", "matriks.xlsx")
        assert Path("matriks.xlsx").read_bytes() == first
        out = run("a.yaml", "b.yaml", "--banding")[1]
        assert "Waktu terlama" in out
        assert "+1 hari" in out


class TestRevisions:
    def test_a_revision_and_a_path(self, repository: Run) -> None:
        put("sop/a.yaml", sop())
        committed()
        put("sop/a.yaml", sop(time="3 hari"))
        status, out, _ = repository("HEAD:sop/a.yaml", "sop/a.yaml")
        assert status == 0
        assert "lama HEAD:sop/a.yaml:8:77, baru sop/a.yaml:8:77" in out
        os.chdir("sop")
        assert "UBAH501" in repository("HEAD:a.yaml", "a.yaml")[1]
        assert "UBAH501" in repository("HEAD:sop", ".")[1]

    @pytest.mark.parametrize(
        ("side", "why"), [("zzz:a.yaml", "tidak ada di repositori"), ("HEAD:b.yaml", "tidak ada di revisi")]
    )
    def test_what_is_not_there(self, repository: Run, side: str, why: str) -> None:
        put("a.yaml", sop())
        committed()
        status, out, err = repository(side, "a.yaml")
        assert (status, out) == (2, "")
        assert why in err

    def test_since_a_revision(self, repository: Run) -> None:
        put("a.yaml", sop())
        put("b.yaml", sop("Rapat"))
        put("c.yaml", sop("Arsip"))
        put("d.yaml", sop("Tetap"))
        put("docker-compose.yml", "services: {}\n")
        committed()
        put("a.yaml", sop(time="3 hari"))
        git("mv", "b.yaml", "rapat.yaml")
        put("rapat.yaml", sop("Rapat Dinas"))
        Path("c.yaml").unlink()
        put("baru.yaml", sop("Baru"))
        put("docker-compose.yml", "services: {x: {}}\n")
        status, out, _ = repository("--sejak", "HEAD", "--format", "json")
        found = told(out)
        assert status == 0
        assert [(change["code"], change["file"]) for change in found["changes"]] == [
            ("UBAH501", "a.yaml"),
            ("UBAH001", "baru.yaml"),
            ("UBAH002", "HEAD:c.yaml"),
            ("UBAH101", "rapat.yaml"),
        ]
        assert {file["old"] for file in found["files"]} == {"HEAD:a.yaml", None, "HEAD:c.yaml", "HEAD:b.yaml"}
        only = told(repository("--sejak", "HEAD", "a.yaml", "--format", "json")[1])
        assert [change["file"] for change in only["changes"]] == ["a.yaml"]

    def test_nothing_since(self, repository: Run) -> None:
        put("a.yaml", sop())
        committed()
        status, out, _ = repository("--sejak", "HEAD", "--exit-code")
        assert status == 0
        assert "Tidak ada SOP yang berbeda" in out

    def test_a_sopgen_yaml_is_told_once(self, repository: Run) -> None:
        put("sopgen.yaml", "tampilan: {kertas: a4}\njam_kerja_per_hari: 7.5\n")
        for name in ("a", "b", "c"):
            put(f"sop/{name}.yaml", sop(name.upper()))
        committed()
        put("sopgen.yaml", "tampilan: {kertas: f4}\njam_kerja_per_hari: 8\n")
        found = told(repository("--sejak", "HEAD", "--format", "json")[1])
        assert [(change["code"], change["file"]) for change in found["changes"]] == [
            ("UBAH701", "sopgen.yaml"),
            ("UBAH901", "sopgen.yaml"),
        ]
        assert found["changes"][0]["sops"] == ["sop/a.yaml", "sop/b.yaml", "sop/c.yaml"]
        assert found["changes"][0]["old_place"] == "HEAD:sopgen.yaml:1:20"
        assert "sopgen.yaml: berlaku bagi 3 SOP" in repository("--sejak", "HEAD")[1]

    def test_a_file_broken_in_one_revision(self, repository: Run) -> None:
        put("a.yaml", "judul: [\n")
        put("b.yaml", sop())
        committed()
        put("a.yaml", sop())
        put("b.yaml", sop(time="3 hari"))
        status, out, _ = repository("--sejak", "HEAD")
        assert status == 2
        assert "a.yaml: TIDAK DAPAT DIBANDINGKAN" in out
        assert "HEAD:a.yaml:2:1: SOP001" in out
        assert "UBAH501" in out

    def test_substance_without_a_date_of_revision(self, repository: Run) -> None:
        put("a.yaml", sop())
        put("b.yaml", sop("Rapat"))
        start = committed()
        git("checkout", "-q", "-b", "cabang")
        put("a.yaml", sop(time="3 hari"))
        committed()
        git("checkout", "-q", "main")
        put("b.yaml", sop("Rapat", time="9 hari"))
        committed()
        git("checkout", "-q", "cabang")
        found = told(repository("--sejak", "main", "--format", "json")[1])["findings"]
        assert [(finding["code"], finding["file"]) for finding in found] == [("SOP606", "a.yaml")]
        put("a.yaml", sop(time="3 hari").replace('"-"', "5 Mei 2024"))
        assert told(repository("--sejak", start, "--format", "json")[1])["findings"] == []
        put("a.yaml", sop(time="3 hari").replace("status: berlaku", "status: draf"))
        assert told(repository("--sejak", start, "--format", "json")[1])["findings"] == []

    def test_a_logo(self, repository: Run) -> None:
        from pictures import png

        text = sop().replace("satuan_kerja: Setda", "satuan_kerja: Setda, logo: logo.png")
        put("a.yaml", text)
        Path("logo.png").write_bytes(png(3, 3))
        committed()
        assert "Tidak ada SOP" in repository("--sejak", "HEAD")[1]
        Path("logo.png").write_bytes(png(3, 4))
        (change,) = told(repository("--sejak", "HEAD", "--format", "json")[1])["changes"]
        assert change["code"] == "UBAH105"
        assert change["old"].startswith("logo.png (3 × 3 px, sidik ")
        assert change["new"].startswith("logo.png (3 × 4 px, sidik ")
        git("rm", "-q", "--cached", "logo.png")
        put(".gitignore", "*.png\n")
        put("a.yaml", text.replace("2 hari", "3 hari"))
        committed()
        put("a.yaml", text)
        changes = told(repository("--sejak", "HEAD", "--format", "json")[1])["changes"]
        assert [change["old"] for change in changes] == ["3 hari", "logo.png (gambarnya tidak ada)"]

    def test_a_shallow_clone(self, repository: Run, tmp_path: Path) -> None:
        put("a.yaml", sop())
        first = committed()
        put("a.yaml", sop(time="3 hari"))
        committed()
        git("clone", "-q", "--depth", "1", tmp_path.as_uri(), str(tmp_path / "dangkal"))
        os.chdir(tmp_path / "dangkal")
        status, _, err = repository("--sejak", first)
        assert status == 2
        assert "dangkal" in err

    def test_what_git_refuses_is_told(self, repository: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put("a.yaml", sop())
        committed()
        git("clone", "-q", "--bare", ".", str(tmp_path / "kosong.git"))
        os.chdir(tmp_path / "kosong.git")
        assert "bare" in repository("HEAD:a.yaml", "a.yaml")[2]
        os.chdir(tmp_path)
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own way to try that
        status, _, err = repository("--sejak", "HEAD")
        assert status == 2
        assert "safe.directory" in err

    def test_no_repository_and_no_git(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        put("a.yaml", sop())
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent))
        status, _, err = run("--sejak", "HEAD")
        assert status == 2
        assert "bukan bagian dari repositori git" in err
        monkeypatch.setenv("PATH", "")
        status, _, err = run("HEAD:a.yaml", "a.yaml")
        assert status == 2
        assert "git tidak ditemukan" in err


class TestHtml:
    def test_marks_in_the_drawing(self, run: Run) -> None:
        put("a.yaml", sop())
        put("b.yaml", sop(time="3 hari") + "  - {kegiatan: Mengirim jawaban, pelaksana: b}\n")
        status, out, _ = run("a.yaml", "b.yaml", "--format", "html")
        assert status == 0
        assert out.count('class="banding"') == 1
        assert "Langkah 3 ditambah: Mengirim jawaban" in out
        assert 'class="tanda"' in out
        assert "<script" not in out

    def test_what_authors_write_stays_text(self, run: Run) -> None:
        put("a.yaml", sop("'<script>alert(1)</script>'"))
        put("b.yaml", sop("'<script>alert(2)</script>'", time="'<i>3 hari</i>'"))
        out = run("a.yaml", "b.yaml", "--format", "html")[1]
        assert "<script" not in out
        assert "<i>" not in out
