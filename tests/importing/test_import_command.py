"""`sopgen import` as a colleague uses it: files, folders, refusals, what it writes and says."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest
from look_alikes import Manner, look_alike
from workbook_edits import Workbook

from examples import FOLDER, named
from sopgen.cli import main
from sopgen.importing import opening
from sopgen.render.xlsx import render


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as exit:
        main([str(a) for a in arguments])
    return int(exit.value.code or 0)


def workbook(example: str, folder: Path) -> bytes:
    return look_alike(render(named(example).scene), Manner(jitter=3), 1, folder).data


@pytest.fixture
def gowa(tmp_path: Path) -> Path:
    path = tmp_path / "gowa.xlsx"
    path.write_bytes(workbook("gowa", tmp_path))
    return path


def test_a_file_becomes_yaml_that_validates(gowa: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = gowa.with_suffix(".yaml")
    run("import", gowa)
    assert target.exists()
    capsys.readouterr()
    run("validate", "--format", "json", target)
    assert '"SOP00' not in capsys.readouterr().out


def test_what_exists_is_kept_unless_told(gowa: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = gowa.with_suffix(".yaml")
    target.write_text("isi lama", encoding="utf-8")
    assert run("import", gowa) == 2
    assert "--timpa" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "isi lama"
    run("import", gowa, "--timpa")
    assert target.read_text(encoding="utf-8").startswith("# Diimpor dari gowa.xlsx\n")


def test_a_folder_with_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "lama", tmp_path / "pustaka"
    (old / "umum").mkdir(parents=True)
    (old / "umum" / "gowa.xlsx").write_bytes(workbook("gowa", tmp_path))
    (old / "kecil.xlsx").write_bytes(workbook("kecil", tmp_path))
    (old / "rusak.xlsx").write_bytes(b"PK\x03\x04 bukan zip")
    (old / "~$kecil.xlsx").write_bytes(b"kunci Excel")
    assert run("import", old, "-o", new) == 2
    assert {p.relative_to(new).as_posix() for p in new.rglob("*.yaml")} == {
        "permintaan-barang-persediaan.yaml",
        "umum/perjanjian-kinerja.yaml",
    }
    assert "3 SOP: " in capsys.readouterr().out
    with (new / "impor.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert {row["sumber"]: row["status"] for row in rows}["rusak.xlsx"] == "ditolak"
    assert len(rows) == 3


def test_guesses_are_marked_until_they_are_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text beside the table that nobody used is told; --terima takes guesses, not losses."""
    from openpyxl import load_workbook

    path = tmp_path / "tanpa.xlsx"
    path.write_bytes(workbook("gowa", tmp_path))
    book = load_workbook(path)  # drops the drawing: no symbol is left
    book.save(path)
    assert run("import", path) == 2
    assert "--tanpa-gambar" in capsys.readouterr().err
    assert run("import", path, "--tanpa-gambar", "-o", tmp_path / "a.yaml") == 1
    assert "# periksa:" in (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert "SOP701" in capsys.readouterr().err
    run("import", path, "--tanpa-gambar", "--terima", "-o", tmp_path / "b.yaml")
    assert "# periksa:" not in (tmp_path / "b.yaml").read_text(encoding="utf-8")


def docx(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<x/>")


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("lama.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xlsx"),
        ("lama.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "PDF"),
        ("sandi.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "sandi"),
        ("gambar.xlsx", b"\x89PNG\r\n", "gambar"),
        ("kosong.xlsx", b"", "kosong"),
        ("teks.xlsx", b"halo", "bukan berkas"),
        ("potong.xlsx", b"PK\x03\x04\x00", "rusak"),
    ],
)
def test_refusals_say_what_to_do(
    name: str, content: bytes, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert run("import", path) == 2
    said = capsys.readouterr().err.strip()
    assert word in said
    assert len(said.splitlines()) == 1


def test_a_word_document_and_a_bomb_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    docx(tmp_path / "a.docx")
    assert run("import", tmp_path / "a.docx") == 2
    assert "PDF" in capsys.readouterr().err
    monkeypatch.setattr(opening, "MAX_UNPACKED_BYTES", 200_000)
    with zipfile.ZipFile(tmp_path / "bom.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        for i in range(6):
            package.writestr(f"xl/worksheets/sheet{i}.xml", b" " * 40_000)
    assert run("import", tmp_path / "bom.xlsx") == 2
    assert "terlalu besar" in capsys.readouterr().err


def test_declarations_of_entities_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, path = tmp_path / "asal.xlsx", tmp_path / "dtd.xlsx"
    source.write_bytes(workbook("kecil", tmp_path))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/workbook.xml":
                data = data.replace(b"<workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook', 1)
            new.writestr(name, data)
    assert run("import", path) == 2
    assert "DTD" in capsys.readouterr().err


def test_what_is_written_is_what_o_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there yet begins as the one that the workbook was made from, which is not touched."""
    source = (FOLDER / "kecil.yaml").read_bytes()
    own, copy = tmp_path / "kecil.yaml", tmp_path / "salinan.yaml"
    own.write_bytes(source)
    run("render", own)
    own.write_bytes(source.replace(b"15 menit", b"16 menit"))
    assert run("import", tmp_path / "kecil.xlsx", "-o", copy) == 0
    assert copy.read_bytes() == own.read_bytes() == source.replace(b"15 menit", b"16 menit")
    assert "dari kecil.yaml" in capsys.readouterr().out


def test_two_workbooks_of_one_file_do_not_write_over_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is in the second comes in with another import; one that nobody edited is in nobody's way."""
    source, old = tmp_path / "kecil.yaml", tmp_path / "lama"
    source.write_bytes((FOLDER / "kecil.yaml").read_bytes())
    run("render", source)
    old.mkdir()
    data = (tmp_path / "kecil.xlsx").read_bytes()
    for name, new in (("a", "20 menit"), ("b", ""), ("c", "30 menit")):
        book = Workbook(data)
        if new:
            book.write("Prosedur", book.find("Prosedur", "15 menit" if name == "a" else "10 menit"), new)
        (old / f"{name}.xlsx").write_bytes(book.data())
    assert run("import", old, "-o", tmp_path) == 2
    assert "impor berkas ini sekali lagi" in capsys.readouterr().err
    assert run("import", old / "c.xlsx", "-o", source) == 0
    text = source.read_text(encoding="utf-8")
    assert ("20 menit" in text, "30 menit" in text) == (True, True)


@pytest.mark.parametrize("words", [("-o", "hasil.xlsx"), ("-o", "hasil.html"), ("--banding", ".")])
def test_a_target_of_another_kind_is_refused_before_anything_is_written(
    gowa: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, str]
) -> None:
    monkeypatch.chdir(gowa.parent)
    before = set(gowa.parent.iterdir())
    assert run("import", gowa, *words) == 2
    assert set(gowa.parent.iterdir()) == before
