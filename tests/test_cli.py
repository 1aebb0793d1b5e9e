"""The command: exit status, messages, files. Documents are drawn by a fake, so that only the command is judged."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from commands import environment, started
from commands import ran as run

# These keep the `lay_out` that they find when they are imported: it must be no fake.
import sopgen.compare.views
import sopgen.importing.compare
import sopgen.importing.merge  # noqa: F401
from sopgen import layout
from sopgen.render import FORMATS

GOOD = """\
judul: Uji
pelaksana: {a: A, b: B}
langkah:
  - {id: x, kegiatan: Menerima surat, pelaksana: a, mutu_baku: {kelengkapan: Amplop, waktu: 5 menit, output: Surat}}
  - {kegiatan: Mengarsipkan surat, pelaksana: b, mutu_baku: {kelengkapan: Surat, waktu: 5 menit, output: Arsip surat}}
instansi: {nama: Pemerintah Kota Madiun, satuan_kerja: Sekretariat Daerah}
nomor: 000.8/014/2026
tanggal: {pembuatan: 5 Januari 2026, efektif: 12 Januari 2026}
disahkan_oleh: {jabatan: Wali Kota, nama: Siti Aminah}
dasar_hukum: Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan Keuangan
kualifikasi_pelaksana: Memahami tata naskah dinas
keterkaitan: SOP Penyimpanan Arsip
peralatan_perlengkapan: Komputer
peringatan: Surat yang tidak dicatat tidak dapat ditelusuri
pencatatan_pendataan: Buku agenda
"""
REFUSED = GOOD.replace("id: x", "lanjut: zz")
WARNED = GOOD.replace("b: B}", "b: B, c: C}")
BAD_INPUTS: dict[str, bytes] = {
    "rusak.yaml": b"judul: [",
    "dalam.yaml": b"[" * 100_000,
    "bom.yaml": b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "sampah.yaml": bytes(range(256)) * 40,
    "kosong.yaml": b"",
    "logo-teks.yaml": GOOD.replace("instansi: {", "instansi: {logo: logo-teks.yaml, ").encode(),
    "logo-jauh.yaml": GOOD.replace("instansi: {", "instansi: {logo: 'https://contoh.id/logo.png', ").encode(),
}


class Laid(str):
    """What stands for a scene."""

    table_pt = 9.0


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "typst", raising=False)  # the pool forks, so that it knows the fake
    monkeypatch.setattr(layout, "lay_out", lambda sop, flow, logo: Laid(sop.judul))
    monkeypatch.setitem(FORMATS, "xlsx", lambda document: f"xlsx of {document.scene}".encode())


def put(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.usefixtures("fake")
class TestRender:
    def test_beside_its_input(self, tmp_path: Path) -> None:
        put(tmp_path, a=GOOD)
        assert run("render", tmp_path / "a.yaml") == (0, f"{(tmp_path / 'a.xlsx').as_posix()}\n", "")
        assert (tmp_path / "a.xlsx").read_bytes() == b"xlsx of Uji"

    def test_a_folder_keeps_its_tree(self, tmp_path: Path) -> None:
        put(tmp_path / "in", a=GOOD, x__b=GOOD, sopgen="nomor: '1'", _hidden=GOOD)
        put(tmp_path / "in/.git2", c=GOOD)
        status, out, _ = run("render", tmp_path / "in", "--xlsx", "-o", tmp_path / "out")
        assert status == 0
        assert tree(tmp_path / "out") == ["_hidden.xlsx", "a.xlsx", "x/b.xlsx"]
        assert len(out.splitlines()) == 3

    def test_dots_in_names_stay(self, tmp_path: Path) -> None:
        (tmp_path / "1.4.1 rapat.yaml").write_text(GOOD, encoding="utf-8")
        run("render", tmp_path)
        assert "1.4.1 rapat.xlsx" in tree(tmp_path)

    def test_refused_file_keeps_its_output_and_the_rest_goes_on(self, tmp_path: Path) -> None:
        put(tmp_path, a=REFUSED, b=GOOD)
        (tmp_path / "a.xlsx").write_bytes(b"lama")
        status, out, err = run("render", tmp_path)
        assert status == 1
        assert "SOP302" in err
        assert "a.yaml:4:" in err
        assert out.splitlines() == [(tmp_path / "b.xlsx").as_posix()]
        assert (tmp_path / "a.xlsx").read_bytes() == b"lama"

    def test_other_findings_are_one_line(self, tmp_path: Path) -> None:
        put(tmp_path, a=WARNED)
        status, out, err = run("render", tmp_path / "a.yaml")
        assert (status, err) == (0, "")
        assert "1 peringatan" in out
        assert len(out.splitlines()) == 1

    def test_two_inputs_for_one_output(self, tmp_path: Path) -> None:
        put(tmp_path, a=GOOD, b=GOOD)
        (tmp_path / "a.yml").write_text(GOOD, encoding="utf-8")
        status, out, err = run("render", tmp_path)
        assert (status, out) == (2, f"{(tmp_path / 'b.xlsx').as_posix()}\n")
        assert [line.partition(": ")[0] for line in err.splitlines()] == [
            (tmp_path / name).as_posix() for name in ("a.yaml", "a.yml")
        ]
        assert tree(tmp_path) == ["a.yaml", "a.yml", "b.xlsx", "b.yaml"]

    def test_one_format_that_fails_costs_no_other(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put(tmp_path, a=GOOD)
        (tmp_path / "a.svg").write_bytes(b"lama")
        monkeypatch.setitem(FORMATS, "svg", lambda document: 1 // 0)
        monkeypatch.setitem(FORMATS, "html", lambda document: 1 // 0)
        status, out, err = run("render", tmp_path, "--xlsx", "--svg", "--html")
        assert (status, out) == (2, f"{(tmp_path / 'a.xlsx').as_posix()}\n")
        assert err.startswith(f"{(tmp_path / 'a.yaml').as_posix()}: html, svg tidak dibuat: Kesalahan di dalam sopgen")
        assert err.count("\n") == 1
        assert (tmp_path / "a.svg").read_bytes() == b"lama"

    def test_what_the_system_refuses_is_said_in_indonesian(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(document: object) -> bytes:
            raise OSError(errno.ENOSPC, "No space left on device")  # where a library writes temporary files

        put(tmp_path, a=GOOD)
        monkeypatch.setitem(FORMATS, "svg", full)
        status, _, err = run("render", tmp_path / "a.yaml", "--svg", "--dot")
        assert (status, err.partition(": ")[2]) == (2, "svg tidak dibuat: Sistem menolaknya: cakram penuh.\n")

    def test_a_full_disk_leaves_all_old_documents_of_an_sop(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(tmp_path, a=GOOD)
        old = {"a.xlsx": b"lama 1", "a.dot": b"lama 2"}
        for name, data in old.items():
            (tmp_path / name).write_bytes(data)
        flushed: list[int] = []

        def fail(number: int) -> None:
            flushed.append(number)
            if len(flushed) == 2:
                raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", fail)
        status, out, err = run("render", tmp_path, "--xlsx", "--dot")
        assert (status, out) == (2, "")
        assert "cakram penuh" in err
        assert {name: (tmp_path / name).read_bytes() for name in old} == old
        assert tree(tmp_path) == ["a.dot", "a.xlsx", "a.yaml"]

    def test_one_file_named_twice_is_one(self, tmp_path: Path) -> None:
        put(tmp_path, a=GOOD)
        status, out, _ = run("render", tmp_path, tmp_path / "a.yaml")
        assert (status, len(out.splitlines())) == (0, 1)

    def test_standard_input(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
        assert run("render", "-", "-o", tmp_path)[0] == 0
        assert tree(tmp_path) == ["sop.xlsx"]

    def test_a_folder_stands_at_the_output(self, tmp_path: Path) -> None:
        put(tmp_path, a=GOOD, b=GOOD)
        (tmp_path / "a.xlsx").mkdir()
        status, out, err = run("render", tmp_path)
        assert status == 2
        assert "folder" in err
        assert tree(tmp_path) == ["a.yaml", "b.xlsx", "b.yaml"], "no temporary file is left, the rest is done"
        assert out.splitlines() == [(tmp_path / "b.xlsx").as_posix()]

    @pytest.mark.parametrize(
        ("error", "word"),
        [
            (PermissionError(errno.EACCES, "x"), "Excel"),
            (OSError(errno.ENOSPC, "x"), "penuh"),
            (OSError(errno.EIO, "Input/output error"), "cakram rusak"),
        ],
    )
    def test_unwritable(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, word: str) -> None:
        put(tmp_path, a=GOOD)
        (tmp_path / "a.xlsx").write_bytes(b"lama")

        def fail(*_: object) -> None:
            raise error

        monkeypatch.setattr(os, "replace", fail)
        monkeypatch.setattr(Path, "replace", fail)
        status, _, err = run("render", tmp_path / "a.yaml")
        assert status == 2
        assert word in err
        assert tree(tmp_path) == ["a.xlsx", "a.yaml"]
        assert (tmp_path / "a.xlsx").read_bytes() == b"lama"

    def test_the_target_folder_is_a_file(self, tmp_path: Path) -> None:
        put(tmp_path, a=GOOD)
        status, _, err = run("render", tmp_path / "a.yaml", "-o", tmp_path / "a.yaml")
        assert status == 2
        assert err.count("\n") == 1

    def test_wildcards_that_no_shell_has_replaced(self, tmp_path: Path) -> None:
        put(tmp_path, a=GOOD, b=GOOD, sopgen="nomor: '1'", x__c=GOOD)
        assert run("render", tmp_path / "*.yaml")[0] == 0
        assert [name for name in tree(tmp_path) if name.endswith("xlsx")] == ["a.xlsx", "b.xlsx"]
        assert run("render", tmp_path / "**/[c-d].yaml")[0] == 0
        assert (tmp_path / "x/c.xlsx").exists()
        status, _, err = run("render", tmp_path / "z*.yaml")
        assert (status, "z*.yaml tidak ada." in err) == (2, True)

    def test_suffixes_in_capitals(self, tmp_path: Path) -> None:
        (tmp_path / "Cuti.YAML").write_text(GOOD, encoding="utf-8")
        (tmp_path / "Rapat.Yml").write_text(GOOD, encoding="utf-8")
        assert run("render", tmp_path)[0] == 0
        assert tree(tmp_path) == ["Cuti.YAML", "Cuti.xlsx", "Rapat.Yml", "Rapat.xlsx"]

    def test_wildcards_may_stand_in_names(self, tmp_path: Path) -> None:
        put(tmp_path, **{"a[1]": GOOD, "a1": GOOD})
        run("render", tmp_path / "a[1].yaml")
        assert [name for name in tree(tmp_path) if name.endswith("xlsx")] == ["a[1].xlsx"]

    def test_defaults_of_a_library_are_not_drawn(self, tmp_path: Path) -> None:
        put(tmp_path, a=GOOD, sopgen="nomor: '1'")
        assert run("render", tmp_path / "a.yaml", tmp_path / "sopgen.yaml")[0] == 0
        status, _, err = run("render", tmp_path / "sopgen.yaml")
        assert (status, "bukan SOP" in err) == (2, True)

    def test_a_folder_is_not_called_like_a_document(self, tmp_path: Path) -> None:
        put(tmp_path, a=GOOD)
        status, _, err = run("render", tmp_path / "a.yaml", "-o", tmp_path / "hasil.XLSX")
        assert status == 2
        assert f"tulis -o {tmp_path};" in err
        assert tree(tmp_path) == ["a.yaml"]
        (tmp_path / "v1.pdf").mkdir()  # unless there is one
        assert run("render", tmp_path / "a.yaml", "-o", tmp_path / "v1.pdf")[0] == 0

    def test_a_bug_is_one_line(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put(tmp_path, a=GOOD)
        monkeypatch.setattr(layout, "lay_out", lambda *_, **__: 1 // 0)
        status, _, err = run("render", tmp_path)
        assert status == 2
        assert "laporkan" in err
        assert err.count("\n") == 1

    def test_many_files_in_input_order(self, tmp_path: Path) -> None:
        put(tmp_path, **{f"n{i:02}": REFUSED if i == 7 else GOOD for i in range(30)})
        status, out, err = run("render", tmp_path)
        assert status == 1
        assert [Path(line).stem for line in out.splitlines()] == [f"n{i:02}" for i in range(30) if i != 7]
        assert "n07.yaml" in err

    @pytest.mark.parametrize("name", BAD_INPUTS)
    def test_bad_input(self, name: str, tmp_path: Path) -> None:
        (tmp_path / name).write_bytes(BAD_INPUTS[name])
        status, out, err = run("render", tmp_path)
        assert (status, out) == (1, "")
        assert f"{name}:" in err
        assert tree(tmp_path) == [name]


class TestValidate:
    def test_exit_status(self, tmp_path: Path) -> None:
        put(tmp_path, good=GOOD, warned=WARNED, refused=REFUSED)
        assert run("validate", tmp_path / "good.yaml", "--strict")[0] == 0
        assert run("validate", tmp_path / "warned.yaml")[0] == 0
        assert run("validate", tmp_path / "warned.yaml", "--strict")[0] == 1
        assert run("validate", tmp_path)[0] == 1

    def test_json(self, tmp_path: Path) -> None:
        put(tmp_path, a=WARNED, b=REFUSED)
        status, out, err = run("validate", tmp_path, "--format", "json")
        found = json.loads(out)
        assert (status, err) == (1, "")
        assert [found[key] for key in ("files", "errors", "warnings", "infos")] == [2, 1, 1, 0]
        assert [(f["code"], f["line"]) for f in found["findings"]] == [("SOP202", 2), ("SOP302", 4)]

    def test_library_findings_are_told_once(self, tmp_path: Path) -> None:
        put(tmp_path, a=GOOD, b=GOOD, sopgen="nomr: 1")
        _, out, _ = run("validate", tmp_path, "--format", "json")
        assert json.loads(out)["errors"] == 1
        assert run("validate", tmp_path / "sopgen.yaml")[0] == 1

    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REFUSED.encode())))
        status, out, _ = run("validate", "-")
        assert status == 1
        assert out.startswith("<stdin>:4:")

    @pytest.mark.parametrize("name", BAD_INPUTS)
    def test_bad_input(self, name: str, tmp_path: Path) -> None:
        (tmp_path / name).write_bytes(BAD_INPUTS[name])
        status, out, err = run("validate", tmp_path / name)
        assert (status, err) == (1, "")
        assert f"{name}:" in out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "Pemakaian"),
        (["render"], "PATH"),
        (["build", "."], "-o SITUS belum ditulis."),
        (["render", "tidak-ada.yaml"], "tidak ada"),
        (["validate", "tidak-ada"], "tidak ada"),
        (["render", "."], "Tidak ada berkas SOP"),
        (["render", ".", "--apa"], "`--apa` tidak dikenal"),
        (["xyz"], "Perintah `xyz` tidak dikenal. Lihat"),
        (["validat", "."], "`validat` tidak dikenal. Mungkin maksudnya `sopgen validate`?"),
        (["sop saya.YAML"], '`sopgen render "sop saya.YAML"`'),
        (["validate", ".", "--format"], "--format"),
        (["validate", ".", "--format", "xml"], "teks, json"),
        (["validate", ".", "--tanggal", "kemarin"], "kemarin"),
        (["rules", "SOP999"], "tidak ada"),
        (["schema", "lebih"], "`sopgen schema` tidak menerima argumen, hanya opsi --library"),
        (["rules", "SOP101", "SOP102"], "Argumen `SOP102` berlebih: `sopgen rules` menerima satu KODE."),
    ],
)
def test_usage(arguments: list[str], word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert word in err


def test_rules() -> None:
    status, out, _ = run("rules")
    assert status == 0
    assert "SOP302  galat" in out
    status, out, _ = run("rules", "sop302")
    assert status == 0
    assert all(word in out for word in ("rujukan-tidak-ada", "Salah:", "Benar:", "Sumber:"))


def test_schema() -> None:
    assert "langkah" in json.loads(run("schema")[1])["properties"]
    assert "aturan" in json.loads(run("schema", "--library")[1])["properties"]


@pytest.mark.parametrize("command", [[], ["render"], ["validate"], ["rules"], ["schema"]])
def test_help_is_indonesian(command: list[str]) -> None:
    status, out, _ = run(*command, "--help")
    assert status == 0
    for english in ("Usage", "Options", "Arguments", "Commands", "Show", "required", "list["):
        assert english not in out


def test_version() -> None:
    assert run("--version")[1].startswith("sopgen ")


def program(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    process = started(*arguments, env=environment(PYTHONIOENCODING="ascii"), stderr=subprocess.PIPE, **options)
    told = process.communicate()
    return subprocess.CompletedProcess(arguments, process.returncode, *told)


def test_output_is_utf8_wherever_it_goes(tmp_path: Path) -> None:
    path = put(tmp_path, é=REFUSED) / "é.yaml"
    assert "é.yaml:4".encode() in program("validate", path, stdout=subprocess.PIPE).stdout


def test_nobody_reads_the_output() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = program("--version", stdout=writing)
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (2, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_output() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = program("--version", stdout=full)
    assert ended.returncode == 2
    assert ended.stderr.count(b"\n") == 1
    assert b"Traceback" not in ended.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no limits for files")
def test_a_full_disk_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """openpyxl writes a large sheet to a temporary file, and tries to complete it once more when it is cleared away."""
    import resource

    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")  # the limit would cut modules off, for all that follow

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20480, 20480))

    large = Path(__file__).parents[1] / "examples" / "lengkap.yaml"
    ended = program("render", large, "-o", tmp_path, preexec_fn=limit)
    assert ended.returncode == 2
    assert ended.stderr.count(b"\n") == 1, ended.stderr


def test_every_format_of_one_run_is_laid_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, a=GOOD)
    monkeypatch.undo()
    calls = []
    real = layout.lay_out
    monkeypatch.setattr(layout, "lay_out", lambda *given, **named: calls.append(1) or real(*given, **named))
    status, out, err = run("render", tmp_path / "a.yaml", "--xlsx", "--html", "--pdf", "--svg", "--png", "--dot")
    assert (status, err) == (0, "")
    assert [Path(line).suffix for line in out.splitlines()] == [".xlsx", ".html", ".pdf", ".svg", ".png", ".dot"]
    assert calls == [1]


def test_what_the_fonts_lack_is_told_once(tmp_path: Path) -> None:
    for number in range(3):
        put(tmp_path, **{f"a{number}": GOOD + f"tampilan: {{huruf: Huruf Khayal {number}}}\n"})
    status, _, err = run("render", tmp_path, "--pdf")
    assert status == 0
    assert err.count("Huruf Khayal 0, Huruf Khayal 1, Huruf Khayal 2") == err.count("\n") == 1


def test_a_long_sentence_in_a_diamond_is_told_with_what_to_write(tmp_path: Path) -> None:
    long = "Memeriksa kelengkapan berkas permohonan beserta seluruh lampirannya"
    put(
        tmp_path,
        a=GOOD.replace("langkah:", f"langkah:\n  - {{kegiatan: {long}, pelaksana: a, keputusan: {{Ya: x, Tidak: x}}}}"),
    )
    assert "(langkah 1): tulis pertanyaannya" in run("render", tmp_path, "--dot")[2]
    assert "tulis pertanyaannya" not in run("render", tmp_path, "--html")[2]


def test_without_graphviz_the_other_formats_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, a=GOOD, b=GOOD)
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    monkeypatch.setenv("PATH", "")
    status, out, err = run("render", tmp_path, "--svg", "--dot", "--html", "-o", tmp_path / "x")
    assert status == 2
    assert err.count("Graphviz tidak ada di komputer ini") == err.count("\n") == 1
    assert sorted(path.name for path in (tmp_path / "x").iterdir()) == ["a.dot", "a.html", "b.dot", "b.html"]
    status, out, err = run("render", tmp_path / "a.yaml", "--png")
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_the_flowchart_alone_needs_no_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, a=GOOD)
    monkeypatch.setattr(layout, "lay_out", lambda *_, **__: 1 // 0)
    assert run("render", tmp_path / "a.yaml", "--dot")[0] == 0


def test_more_outcomes_than_sides_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"  - {{id: r{i}, kegiatan: Menerima, pelaksana: b}}\n" for i in range(5))
    wishes = ", ".join(f"Hasil {i}: r{i}" for i in range(5))
    text = GOOD.replace("pelaksana: a,", f"pelaksana: a, keputusan: {{{wishes}}},")
    put(tmp_path, a=text.replace("instansi", rows + "instansi"))
    monkeypatch.undo()
    assert run("render", tmp_path / "a.yaml", "--xlsx", "--html", "--dot")[0] == 0
    assert "Hasil 3 (ke 6) / Hasil 4 (ke 7)" in (tmp_path / "a.html").read_text(encoding="utf-8")


class TestFirstSteps:
    """What somebody meets who does not know the commands yet."""

    @pytest.mark.parametrize("command", ["fix", "render", "validate"])
    def test_an_empty_word_is_not_the_whole_folder(self, command: str) -> None:
        status, out, err = run(command, "")
        assert (status, out) == (2, "")
        assert "kosong" in err

    def test_a_number_out_of_range_is_told_with_the_range(self) -> None:
        assert "36 sampai 1200" in run("render", "x.yaml", "--dpi", "0")[2]

    @pytest.mark.parametrize(("command", "usage"), [("init", "DIR"), ("build", "DIR"), ("fix", "PATH...")])
    def test_without_arguments_a_command_shows_its_own_usage(self, command: str, usage: str) -> None:
        status, out, err = run(command)
        assert (status, out) == (2, "")
        assert err.endswith(
            f" belum ditulis. Lihat `sopgen {command} --help`.\nPemakaian: sopgen {command} [OPSI] {usage}\n"
        )

    def test_help_and_version_as_words(self) -> None:
        assert run("help") == run("--help")
        assert run("help", "fix") == run("fix", "--help")
        assert run("version") == run("--version")

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
    def test_completion(self, shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """As each shell's script asks. fish asks for the status alone first, and completes nothing unless it is 0."""
        asked = {
            "_SOPGEN_COMPLETE": f"complete_{shell}",
            "_TYPER_COMPLETE_ARGS": "sopgen val",
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": "val",
            "COMP_WORDS": "sopgen val",
            "COMP_CWORD": "1",
        }
        for name, text in asked.items():
            monkeypatch.setenv(name, text)
        status, out, _ = run()
        assert re.search(r"\bvalidate\b", out)
        assert "render" not in out
        assert status == 0

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("k.xlsx", "bukan berkas YAML. Untuk mengambil SOP di dalamnya: sopgen import k.xlsx -o k.yaml"),
            ("k.yaml.txt", "disimpan sebagai berkas teks oleh Notepad: ganti namanya menjadi k.yaml."),
            ("k.docx", "bukan berkas YAML; `sopgen import` mengambil SOP dari .xlsx dan dari PDF."),
            ("k.html", "adalah dokumen yang dibuat sopgen; yang diperiksa dan digambar adalah k.yaml."),
        ],
    )
    def test_a_wrong_file_is_told_for_what_it_is(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path(name).write_bytes(b"")
        assert run("validate", name) == (2, "", f"{name} {told}\n")
        assert run("render", name) == (2, "", f"{name} {told}\n")

    def test_a_mistyped_name(self, tmp_path: Path) -> None:
        (tmp_path / "rapat.yaml").write_text("judul: A")
        (tmp_path / "lain.txt").write_text("")
        wrong = tmp_path / "rapta.yaml"
        assert run("render", wrong)[2] == f"{wrong} tidak ada. Mungkin maksudnya {tmp_path / 'rapat.yaml'}?\n"
        assert run("render", tmp_path / "zzz.yaml")[2] == f"{tmp_path / 'zzz.yaml'} tidak ada.\n"
