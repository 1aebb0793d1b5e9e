"""Nothing that a person did in a workbook is lost: `render` and `build` never write over one that was edited."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from workbook_edits import Workbook

from sopgen.commands.app import run as main
from sopgen.importing.opening import OLE
from sopgen.importing.own import base_of, changed_by_hand
from sopgen.render.xlsx.base import FAMILY, NAMESPACE, PART

EXAMPLES = Path(__file__).parents[1] / "examples"
KECIL = EXAMPLES / "kecil.yaml"


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pustaka")
    for name in ("kecil.yaml", "madiun.yaml", "logo-kecil.png"):
        shutil.copy(EXAMPLES / name, folder / name)
    assert main(["render", str(folder)]) == 0
    return folder


@pytest.fixture
def library(rendered: Path, tmp_path: Path) -> Path:
    """A folder with two SOPs and their workbooks."""
    return shutil.copytree(rendered, tmp_path, dirs_exist_ok=True)


def edit(path: Path, change: Callable[[Workbook], None]) -> bytes:
    book = Workbook(path.read_bytes())
    change(book)
    path.write_bytes(book.data())
    return path.read_bytes()


EDITS: dict[str, Callable[[Workbook], None]] = {
    "a waktu": lambda book: book.write("Prosedur", book.find("Prosedur", "15 menit"), "20 menit"),
    "an identity field": lambda book: book.write("Identitas", book.find("Identitas", "12 Januari 2026"), "1 Mei 2026"),
    "a text cleared": lambda book: book.write("Prosedur", book.find("Prosedur", "15 menit"), ""),
    "a text beside the table": lambda book: book.write("Identitas", book.find("Identitas", "1."), "I."),
    "a row": lambda book: book.delete_row("Prosedur", 6),
    "a copied row": lambda book: book.insert_row("Prosedur", 6, 5),
    "a lane's name": lambda book: book.write("Prosedur", book.find("Prosedur", "Pegawai"), "Staf"),
    "a symbol": lambda book: book.move_shape("Prosedur", "langkah:3:kasubbag", columns=-1),
    "a label": lambda book: book.set_shape_text("Prosedur", "label:2:Ya", "Setuju"),
    "a colour": lambda book: book.parts.update(
        {"xl/styles.xml": book.parts["xl/styles.xml"].replace(b"FFE7E6E6", b"FFFFFF00")}
    ),
    "an arrow": lambda book: book.glue("Prosedur", "panah:3:4", "langkah:3:kasubbag", "langkah:5:pengurus"),
}


def of_another_version(path: Path) -> None:
    """As a sopgen wrote it that kept what it printed in another form."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    head, end, _ = parts[PART].partition(b"[")
    parts[PART] = head.replace(NAMESPACE.encode(), f"{FAMILY}0".encode()) + b"<baris/></sumber>"
    assert end
    with zipfile.ZipFile(path, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)


def test_a_workbook_of_another_version_is_told_from_an_edited_one_and_imported(library: Path) -> None:
    path = library / "kecil.xlsx"
    of_another_version(path)
    assert not changed_by_hand(path.read_bytes())
    assert main(["import", str(path), "-o", str(library / "lagi.yaml")]) in (0, 1)
    assert "Pengurus" in (library / "lagi.yaml").read_text(encoding="utf-8")
    edit(path, EDITS["a waktu"])
    assert changed_by_hand(path.read_bytes())


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_is_seen(name: str, library: Path) -> None:
    assert not changed_by_hand((library / "kecil.xlsx").read_bytes())
    assert changed_by_hand(edit(library / "kecil.xlsx", EDITS[name]))


def test_render_leaves_an_edited_workbook(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited = edit(library / "kecil.xlsx", EDITS["a waktu"])
    (library / "madiun.xlsx").unlink()
    assert main(["render", str(library), "--xlsx", "--html"]) == 1
    assert (library / "kecil.xlsx").read_bytes() == edited
    assert (library / "madiun.xlsx").exists()  # the rest is done
    assert (library / "kecil.html").exists()
    told = capsys.readouterr().err
    assert f"sopgen import {(library / 'kecil.xlsx').as_posix()} -o {(library / 'kecil.yaml').as_posix()}" in told
    assert "--timpa" in told
    assert told.count("dibiarkan") == 1
    assert main(["render", str(library), "--timpa"]) == 0
    assert not changed_by_hand((library / "kecil.xlsx").read_bytes())


def test_what_import_took_over_may_be_written_again(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(library / "kecil.xlsx", EDITS["a waktu"])
    source = library / "kecil.yaml"
    before = source.read_bytes()
    assert main(["import", str(library / "kecil.xlsx"), "-o", str(source)]) == 0
    assert source.read_bytes() == before.replace(b"15 menit", b"20 menit")
    assert "`15 menit` → `20 menit`" in capsys.readouterr().err
    assert main(["render", str(source)]) == 0
    assert not changed_by_hand((library / "kecil.xlsx").read_bytes())
    assert main(["import", str(library / "kecil.xlsx")]) == 0
    assert "tidak ada yang berubah" in capsys.readouterr().out


def test_import_tells_a_conflict_and_chooses_nothing(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(library / "kecil.xlsx", EDITS["a waktu"])
    source = library / "kecil.yaml"
    source.write_bytes(source.read_bytes().replace(b"15 menit", b"1 jam"))
    before = source.read_bytes()
    assert main(["import", str(library / "kecil.xlsx"), "-o", str(source)]) == 1
    assert source.read_bytes() == before
    told = capsys.readouterr().err
    assert all(side in told for side in ("15 menit", "20 menit", "1 jam", "bentrok"))


def test_a_workbook_with_its_source_gives_the_file_back(library: Path) -> None:
    source = library / "kecil.yaml"
    before = source.read_bytes()
    assert main(["render", str(source), "--dengan-sumber"]) == 0
    source.unlink()
    assert main(["import", str(library / "kecil.xlsx"), "-o", str(library / "baru.yaml")]) == 0
    assert (library / "baru.yaml").read_bytes() == before


def repacked(data: bytes) -> bytes:
    """As a program writes it that was only asked to save: other bytes, another order, other spelling of the XML."""
    return Workbook(data).data()


def test_saving_alone_changes_nothing(library: Path) -> None:
    for name in ("kecil", "madiun"):
        path = library / f"{name}.xlsx"
        path.write_bytes(repacked(path.read_bytes()))
        assert not changed_by_hand(path.read_bytes())
    assert main(["render", str(library)]) == 0


def test_a_workbook_that_sopgen_did_not_write_is_somebody_s(library: Path) -> None:
    path = library / "kecil.xlsx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.startswith("customXml")}
    for content in (OLE + b"dengan kata sandi", _zipped(parts), _zipped({"xl/workbook.xml": b"<"})):
        path.write_bytes(content)
        assert main(["render", str(library / "kecil.yaml")]) == 1
        assert path.read_bytes() == content
    for content in (b"", b"bukan buku kerja"):  # nobody's work
        path.write_bytes(content)
        assert main(["render", str(library / "kecil.yaml")]) == 0


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_table_that_is_no_table_any_more_is_left_too(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = library / "kecil.xlsx"

    def ruin(book: Workbook) -> None:
        for name in list(book.book.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}definedName")):
            if "_sopgen_l" in str(name.get("name")) or "_sopgen_t" in str(name.get("name")):
                name.text = "#REF!"

    edited = edit(path, ruin)
    assert main(["render", str(library / "kecil.yaml")]) == 1
    assert path.read_bytes() == edited
    assert main(["import", str(path)]) in (1, 2)
    assert "Kesalahan di dalam sopgen" not in capsys.readouterr().err


def test_a_change_of_the_yaml_alone_is_rendered(library: Path) -> None:
    path = library / "kecil.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("15 menit", "25 menit"), encoding="utf-8")
    assert main(["render", str(path)]) == 0


def test_the_workbook_names_its_source_by_its_place_in_the_library(tmp_path: Path) -> None:
    (tmp_path / "umum").mkdir()
    (tmp_path / "sopgen.yaml").write_text("status: berlaku\n", encoding="utf-8")
    (tmp_path / "umum" / "a.yaml").write_bytes(KECIL.read_bytes().replace(b"logo: logo-kecil.png", b"logo:"))
    assert main(["render", str(tmp_path / "umum" / "a.yaml")]) == 0
    base = base_of((tmp_path / "umum" / "a.xlsx").read_bytes())
    assert base is not None
    assert (base.source.path, base.source.yaml) == ("umum/a.yaml", None)
    assert main(["render", str(tmp_path / "umum" / "a.yaml"), "--dengan-sumber"]) == 0
    base = base_of((tmp_path / "umum" / "a.xlsx").read_bytes())
    assert base is not None
    assert base.source.yaml == (tmp_path / "umum" / "a.yaml").read_text(encoding="utf-8")


def test_build_leaves_an_edited_workbook_in_the_site(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = library.parent / "situs"
    assert main(["build", str(library), "-o", str(site), "--semua"]) == 0
    path = site / "sop" / "kecil.xlsx"
    edited = edit(path, EDITS["a waktu"])
    capsys.readouterr()
    for _ in range(2):
        assert main(["build", str(library), "-o", str(site), "--semua"]) == 1
        assert path.read_bytes() == edited
        assert "--timpa" in capsys.readouterr().err
    assert main(["build", str(library), "-o", str(site), "--semua", "--timpa"]) == 0
    assert not changed_by_hand(path.read_bytes())
    assert main(["build", str(library), "-o", str(site), "--semua"]) == 0
