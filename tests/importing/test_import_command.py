"""`sopgen import` as a colleague uses it: files, folders, refusals, what it writes and says."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest
from commands import ran
from look_alikes import Manner, look_alike
from workbook_edits import Workbook

from examples import FOLDER, named
from sopgen.importing import opening
from sopgen.render.xlsx import render


def workbook(example: str, folder: Path) -> bytes:
    return look_alike(render(named(example).scene), Manner(jitter=3), 1, folder).data


@pytest.fixture
def gowa(tmp_path: Path) -> Path:
    path = tmp_path / "gowa.xlsx"
    path.write_bytes(workbook("gowa", tmp_path))
    return path


def test_a_file_becomes_yaml_that_validates(gowa: Path) -> None:
    target = gowa.with_suffix(".yaml")
    ran("import", gowa)
    assert '"SOP00' not in ran("validate", "--format", "json", target)[1]


def test_what_exists_is_kept_unless_told(gowa: Path) -> None:
    target = gowa.with_suffix(".yaml")
    target.write_text("isi lama", encoding="utf-8")
    status, _, said = ran("import", gowa)
    assert status == 2
    assert "--timpa" in said
    assert target.read_text(encoding="utf-8") == "isi lama"
    ran("import", gowa, "--timpa")
    assert target.read_text(encoding="utf-8").startswith("# Diimpor dari gowa.xlsx\n")


def test_a_folder_with_summary(tmp_path: Path) -> None:
    old, new = tmp_path / "lama", tmp_path / "pustaka"
    (old / "umum").mkdir(parents=True)
    (old / "umum" / "gowa.xlsx").write_bytes(workbook("gowa", tmp_path))
    (old / "kecil.xlsx").write_bytes(workbook("kecil", tmp_path))
    (old / "rusak.xlsx").write_bytes(b"PK\x03\x04 bukan zip")
    (old / "~$kecil.xlsx").write_bytes(b"kunci Excel")
    status, out, _ = ran("import", old, "-o", new)
    assert status == 2
    assert {p.relative_to(new).as_posix() for p in new.rglob("*.yaml")} == {
        "permintaan-barang-persediaan.yaml",
        "umum/perjanjian-kinerja.yaml",
    }
    assert "3 SOP: " in out
    with (new / "impor.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert {row["sumber"]: row["status"] for row in rows}["rusak.xlsx"] == "ditolak"
    assert len(rows) == 3


def test_guesses_are_marked_until_they_are_taken(tmp_path: Path) -> None:
    """A text beside the table that nobody used is told; --terima takes guesses, not losses."""
    from openpyxl import load_workbook

    path = tmp_path / "tanpa.xlsx"
    path.write_bytes(workbook("gowa", tmp_path))
    book = load_workbook(path)  # drops the drawing: no symbol is left
    book.save(path)
    status, _, said = ran("import", path)
    assert status == 2
    assert "--tanpa-gambar" in said
    status, _, said = ran("import", path, "--tanpa-gambar", "-o", tmp_path / "a.yaml")
    assert status == 1
    assert "# periksa:" in (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert "SOP701" in said
    ran("import", path, "--tanpa-gambar", "--terima", "-o", tmp_path / "b.yaml")
    assert "# periksa:" not in (tmp_path / "b.yaml").read_text(encoding="utf-8")


def docx(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<x/>")


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("rapat.yaml", b"judul: Rapat\n", "sudah YAML: periksa dengan `sopgen validate`"),
        ("lama.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xlsx"),
        ("lama.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "PDF"),
        ("sandi.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "sandi"),
        ("gambar.xlsx", b"\x89PNG\r\n", "gambar"),
        ("kosong.xlsx", b"", "kosong"),
        ("teks.xlsx", b"halo", "bukan berkas"),
        ("potong.xlsx", b"PK\x03\x04\x00", "rusak"),
    ],
)
def test_refusals_say_what_to_do(name: str, content: bytes, word: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    status, _, said = ran("import", path)
    assert status == 2
    assert word in said
    assert said.count("\n") == 1


def test_a_word_document_and_a_bomb_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docx(tmp_path / "a.docx")
    status, _, said = ran("import", tmp_path / "a.docx")
    assert status == 2
    assert "PDF" in said
    monkeypatch.setattr(opening, "MAX_UNPACKED_BYTES", 200_000)
    with zipfile.ZipFile(tmp_path / "bom.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        for i in range(6):
            package.writestr(f"xl/worksheets/sheet{i}.xml", b" " * 40_000)
    status, _, said = ran("import", tmp_path / "bom.xlsx")
    assert status == 2
    assert "terlalu besar" in said


def test_declarations_of_entities_are_refused(tmp_path: Path) -> None:
    source, path = tmp_path / "asal.xlsx", tmp_path / "dtd.xlsx"
    source.write_bytes(workbook("kecil", tmp_path))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/workbook.xml":
                data = data.replace(b"<workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook', 1)
            new.writestr(name, data)
    status, _, said = ran("import", path)
    assert status == 2
    assert "DTD" in said


def test_what_is_written_is_what_o_names(tmp_path: Path) -> None:
    """A file that is not there yet begins as the one that the workbook was made from, which is not touched."""
    source = (FOLDER / "kecil.yaml").read_bytes()
    own, copy = tmp_path / "kecil.yaml", tmp_path / "salinan.yaml"
    own.write_bytes(source)
    ran("render", own)
    own.write_bytes(source.replace(b"15 menit", b"16 menit"))
    status, out, _ = ran("import", tmp_path / "kecil.xlsx", "-o", copy)
    assert status == 0
    assert copy.read_bytes() == own.read_bytes() == source.replace(b"15 menit", b"16 menit")
    assert "dari kecil.yaml" in out


def test_two_workbooks_of_one_file_do_not_write_over_each_other(tmp_path: Path) -> None:
    """What is in the second comes in with another import; one that nobody edited is in nobody's way."""
    source, old = tmp_path / "kecil.yaml", tmp_path / "lama"
    source.write_bytes((FOLDER / "kecil.yaml").read_bytes())
    ran("render", source)
    old.mkdir()
    data = (tmp_path / "kecil.xlsx").read_bytes()
    for name, new in (("a", "20 menit"), ("b", ""), ("c", "30 menit")):
        book = Workbook(data)
        if new:
            book.write("Prosedur", book.find("Prosedur", "15 menit" if name == "a" else "10 menit"), new)
        (old / f"{name}.xlsx").write_bytes(book.data())
    status, _, said = ran("import", old, "-o", tmp_path)
    assert status == 2
    assert "impor berkas ini sekali lagi" in said
    assert ran("import", old / "c.xlsx", "-o", source)[0] == 0
    text = source.read_text(encoding="utf-8")
    assert ("20 menit" in text, "30 menit" in text) == (True, True)


@pytest.mark.parametrize("words", [("-o", "hasil.xlsx"), ("-o", "hasil.html"), ("--banding", ".")])
def test_a_target_of_another_kind_is_refused_before_anything_is_written(
    gowa: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, str]
) -> None:
    monkeypatch.chdir(gowa.parent)
    before = set(gowa.parent.iterdir())
    assert ran("import", gowa, *words)[0] == 2
    assert set(gowa.parent.iterdir()) == before
