"""Nothing that a person did in a workbook is lost: `render` and `build` never write over one that was edited."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from workbook_edits import Workbook
from xlsx_reader import XDR, A, R, S

from sopgen.commands.app import run as main
from sopgen.importing.opening import OLE
from sopgen.importing.own import base_of, changed_by_hand, own_of
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


def attribute(element: str, name: str, value: str, sheet: str = "Prosedur") -> Callable[[Workbook], None]:
    """Sets an attribute of the first such element of a sheet."""
    return lambda book: next(book.sheets[sheet].iter(f"{S}{element}")).set(name, value)


def styled(old: str, new: str) -> Callable[[Workbook], None]:
    """The styles, with a text of their XML replaced wherever it stands."""

    def change(book: Workbook) -> None:
        styles = book.parts["xl/styles.xml"].decode()
        assert old in styles
        book.parts["xl/styles.xml"] = styles.replace(old, new).encode()

    return change


def foot(book: Workbook) -> None:
    next(book.sheets["Identitas"].iter(f"{S}oddFooter")).text += " (salinan)"


def header(book: Workbook) -> None:
    head = etree.Element(f"{S}oddHeader")
    head.text = "&CRAHASIA"
    next(book.sheets["Identitas"].iter(f"{S}headerFooter")).insert(0, head)


def link(book: Workbook) -> None:
    links = etree.Element(f"{S}hyperlinks")
    etree.SubElement(links, f"{S}hyperlink", {"ref": "B4", "location": "Identitas!A1"})
    next(book.sheets["Prosedur"].iter(f"{S}pageMargins")).addprevious(links)


def another_sheet(book: Workbook) -> None:
    sheets = next(book.book.iter(f"{S}sheets"))
    etree.SubElement(sheets, f"{S}sheet", {"name": "Catatan", "sheetId": "9", f"{R}id": "rId99"})
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    new = f'<Relationship Id="rId99" Type="{kind}" Target="/xl/worksheets/sheet9.xml"/></Relationships>'
    rels = book.parts["xl/_rels/workbook.xml.rels"].decode()
    book.parts["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", new).encode()
    book.parts["xl/worksheets/sheet9.xml"] = f'<worksheet xmlns="{S[1:-1]}"><sheetData/></worksheet>'.encode()
    types = book.parts["[Content_Types].xml"].decode()
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    part = f'<Override PartName="/xl/worksheets/sheet9.xml" ContentType="{mime}"/></Types>'
    book.parts["[Content_Types].xml"] = types.replace("</Types>", part).encode()


def renamed(book: Workbook) -> None:
    next(sheet for sheet in book.book.iter(f"{S}sheet") if sheet.get("name") == "Identitas").set("name", "Depan")
    for name in book.book.iter(f"{S}definedName"):
        name.text = str(name.text).replace("Identitas", "Depan")


def nudged(name: str, offset: str) -> Callable[[Workbook], None]:
    """A shape, 8 px further down ("rowOff") or to the right ("colOff") in its cell."""

    def change(book: Workbook) -> None:
        for node in book.anchor("Prosedur", name).iter(f"{XDR}{offset}"):
            node.text = str(int(str(node.text)) + 8 * 9525)

    return change


def inked(book: Workbook) -> None:
    next(book.anchor("Prosedur", "langkah:3:kasubbag").iter(f"{A}ln")).set("w", "28575")


def swapped(book: Workbook) -> None:
    name = next(name for name in book.parts if "media/" in name)
    book.parts[name] += b"lain"


FORMS: dict[str, tuple[Callable[[Workbook], None], str]] = {
    "a column's width": (attribute("col", "width", "9.5"), "lebar kolom"),
    "a hidden column": (attribute("col", "hidden", "1", "Identitas"), "lebar kolom"),
    "a row's height": (attribute("row", "ht", "99"), "tinggi baris"),
    "a hidden row": (attribute("row", "hidden", "1", "Identitas"), "tinggi baris"),
    "a size": (styled('<sz val="9"', '<sz val="11"'), "rupa sel"),
    "a face": (styled('<name val="Arial"', '<name val="Calibri"'), "rupa sel"),
    "bold": (styled('<b val="1"', '<b val="0"'), "rupa sel"),
    "the colour of texts": (styled('<sz val="9"></sz>', '<sz val="9"></sz><color rgb="FFFF0000"/>'), "rupa sel"),
    "lines": (styled('<bottom style="thin"', '<bottom style="thick"'), "rupa sel"),
    "no colour": (styled("FFE7E6E6", "FFFFFFFF"), "rupa sel"),
    "a place in the cell": (styled('vertical="center"', 'vertical="top"'), "rupa sel"),
    "a link": (link, "rupa sel"),
    "the foot of the pages": (foot, "kepala atau kaki halaman"),
    "a head of the pages": (header, "kepala atau kaki halaman"),
    "paper": (attribute("pageSetup", "paperSize", "5"), "kertas atau tepinya"),
    "orientation": (attribute("pageSetup", "orientation", "portrait"), "kertas atau tepinya"),
    "margins": (attribute("pageMargins", "left", "1"), "kertas atau tepinya"),
    "a new sheet": (another_sheet, "lembar"),
    "a sheet's name": (renamed, "lembar"),
    "the logo": (swapped, "gambar"),
    "the logo's size": (lambda book: book.move_shape("Identitas", "logo", rows=1), "letak bentuk"),
    "a copied label": (lambda book: book.copy_shape("Prosedur", "label:2:Ya", rows=2), "letak bentuk"),
    "a symbol in its cell": (nudged("langkah:3:kasubbag", "rowOff"), "letak bentuk"),
    "an arrow": (nudged("panah:4:5", "colOff"), "letak bentuk"),
    "a shape's line": (inked, "warna atau garis bentuk"),
    "another number": (lambda book: book.write("Identitas", book.find("Identitas", "1."), "2."), "nomor"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_every_edit_of_the_form_alone_is_seen_and_told(name: str, library: Path) -> None:
    change, word = FORMS[name]
    edited = edit(library / "kecil.xlsx", change)
    base = base_of(edited)
    assert base is not None
    own = own_of(edited, base)
    assert own.form == (word,)
    assert changed_by_hand(edited)
    assert own.says_as_printed or name == "no colour"


def test_a_workbook_that_tells_nothing_of_its_form_has_none_to_lose(library: Path) -> None:
    """As an earlier version wrote it."""
    edited = edit(library / "kecil.xlsx", FORMS["a column's width"][0])
    base = base_of(edited)
    assert base is not None
    assert own_of(edited, replace(base, form={})).form == ()


def test_an_edit_of_the_form_is_left_and_changes_no_yaml(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, source = library / "kecil.xlsx", library / "kecil.yaml"
    before, edited = source.read_bytes(), edit(path, FORMS["a column's width"][0])
    assert main(["render", str(source)]) == 1
    assert path.read_bytes() == edited
    told = capsys.readouterr().err
    assert "lebar kolom bukan lagi seperti yang ditulis sopgen. Bentuk" in told
    assert "sopgen import" not in told
    assert main(["import", str(path), "-o", str(source)]) == 0
    assert source.read_bytes() == before
    assert capsys.readouterr().err.count("lebar kolom") == 1
    edit(path, EDITS["a waktu"])
    assert main(["import", str(path), "-o", str(source)]) == 0
    assert source.read_bytes() == before.replace(b"15 menit", b"20 menit")
    assert main(["render", str(source)]) == 1  # the width would be lost still
    assert main(["render", str(source), "--timpa"]) == 0


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
    edited = edit(library / "kecil.xlsx", EDITS[name])
    assert changed_by_hand(edited)
    base = base_of(edited)
    assert base is not None
    form = own_of(edited, base).form  # what follows from other texts and rows is no edit of the form
    assert form == (("rupa sel",) if name == "a colour" else ())


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


def resaved(data: bytes) -> bytes:
    """As Excel writes it when it was only asked to save: styles in another order, standard values left out, columns of
    one width together, sizes rounded to its own units, other ids of shapes, other spelling of the XML."""
    book = Workbook(data)
    styles = etree.fromstring(book.parts["xl/styles.xml"])
    looks = next(styles.iter(f"{S}cellXfs"))
    looks[:] = list(looks)[::-1]
    _without_usual(styles.iter(f"{S}alignment"), horizontal="general", vertical="bottom", textRotation="0", indent="0")
    book.parts["xl/styles.xml"] = etree.tostring(styles)
    for sheet in book.sheets.values():
        for cell in sheet.iter(f"{S}c"):
            cell.set("s", str(len(looks) - 1 - int(str(cell.get("s", "0")))))
        _resized(sheet)
        _without_usual(sheet.iter(f"{S}pageSetup"), paperSize="1", fitToWidth="1", orientation="portrait")
    for drawing in book.drawings.values():
        for node in drawing.iter(f"{XDR}cNvPr", f"{A}stCxn", f"{A}endCxn"):
            node.set("id", str(int(str(node.get("id"))) + 1000))
        for node in drawing.iter(f"{XDR}colOff", f"{XDR}rowOff"):
            node.text = str(int(str(node.text)) // 9525 * 9525)
    book.parts["docProps/app.xml"] = b"<Properties/>"
    return book.data()


def _without_usual(elements: Iterable[etree._Element], **usual: str) -> None:
    for element in elements:
        for name in [name for name, value in usual.items() if element.get(name) == value]:
            del element.attrib[name]


def _resized(sheet: etree._Element) -> None:
    columns = sheet.find(f"{S}cols")
    for one in columns:
        one.set("width", str(int(float(str(one.get("width"))) * 256) / 256))
    for one, beside in list(pairwise(columns))[::-1]:
        if one.get("width") == beside.get("width"):
            one.set("max", str(beside.get("max")))
            columns.remove(beside)
    for row in sheet.iter(f"{S}row"):
        row.set("spans", "1:9")
        row.set("ht", str(round(float(str(row.get("ht"))) / 0.6) * 0.6))  # the pixels of a screen at 125 %


def test_saving_alone_changes_nothing(library: Path) -> None:
    for name in ("kecil", "madiun"):
        path = library / f"{name}.xlsx"
        assert not changed_by_hand(path.read_bytes())
        path.write_bytes(resaved(path.read_bytes()))
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
