"""Workbooks that LibreOffice saves: untouched ones change nothing, edits made there come back, and just those."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from budget import seeds
from programs import Office
from random_sops import random_sop
from random_trips import leaves_its_file
from workbook_edits import Workbook

from sopgen.commands.app import run
from sopgen.importing.own import base_of, changed_by_hand, own_of
from sopgen.render.xlsx.base import names_of

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parents[2] / "examples"
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
SUBS
</script:module>
"""
SUB = """Sub Sunting_NAME
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL("SOURCE", "_blank", 0, hidden())
  sheet = document.Sheets.getByName("Prosedur")
  EDIT
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName" : form(0).Value = "Calc MS Excel 2007 XML"
  document.storeToURL("TARGET", form())
  document.close(True)
End Sub
"""
EDITS = {
    "waktu": (
        'sheet.getCellRangeByName("G5").String = "20 menit"',
        "      waktu: 15 menit\n",
        "      waktu: 20 menit\n",
    ),
    "baris": (
        'sheet.Rows.insertByIndex(6, 1) : sheet.getCellRangeByName("B7").String = "Mencatat nota"\n'
        'sheet.getCellRangeByName("G7").String = "5 menit"',
        "      output: Nota permintaan yang disetujui\n",
        "      output: Nota permintaan yang disetujui\n  - kegiatan: Mencatat nota\n    pelaksana: kasubbag\n"
        "    mutu_baku:\n      waktu: 5 menit\n",
    ),
    "kolom": (
        'sheet.getCellRangeByName("D3").String = "Pengurus Gudang"',
        "  pengurus: Pengurus Barang\n",
        "  pengurus: Pengurus Gudang\n",
    ),
}
STYLE = 'style = document.StyleFamilies.getByName("PageStyles").getByName(sheet.PageStyle)\n'
FORMS = {
    "lebar": ("sheet.Columns.getByIndex(1).Width = 9000", "lebar kolom"),
    "sembunyi": ("sheet.Columns.getByIndex(5).IsVisible = False", "lebar kolom"),
    "tinggi": ("sheet.Rows.getByIndex(4).Height = 3000", "tinggi baris"),
    "tebal": ('sheet.getCellRangeByName("B5").CharWeight = 150', "rupa sel"),
    "huruf": ('sheet.getCellRangeByName("B5").CharFontName = "Tahoma"', "rupa sel"),
    "tepi": (STYLE + "style.LeftMargin = 3000", "kertas atau tepinya"),
    "kaki": (
        STYLE + 'foot = style.RightPageFooterContent\nfoot.CenterText.String = "Salinan"\n'
        "style.RightPageFooterContent = foot",
        "kepala atau kaki halaman",
    ),
    "lembar": ('document.Sheets.insertNewByName("Catatan", 2)', "lembar"),
    "geser": (
        "shape = sheet.DrawPage.getByIndex(8)\nplace = shape.Position\nplace.Y = place.Y + 300\nshape.Position = place",
        "letak bentuk",
    ),
    "tebal_garis": ("sheet.DrawPage.getByIndex(8).LineWidth = 100", "warna atau garis bentuk"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """SOPs and their workbooks, those in `lo` saved by LibreOffice, and a workbook for each edit that it made."""
    made = tmp_path_factory.mktemp("sop")
    for name in ("kecil.yaml", "logo-kecil.png"):
        shutil.copy(EXAMPLES / name, made)
    for seed in seeds(1, 1):
        (made / f"{seed}.yaml").write_text(json.dumps(random_sop(seed), ensure_ascii=False, indent=1), encoding="utf-8")
    assert run(["render", str(made), "--dengan-sumber"]) == 0
    office.convert(sorted(made.glob("*.xlsx")), "xlsx", made / "lo")
    _edit(made, office)
    return made


def _edit(folder: Path, office: Office) -> None:
    subs = ""
    edits = {name: edit for name, (edit, *_) in (*EDITS.items(), *FORMS.items())}
    for name, edit in edits.items():
        source, target = ((folder / file).as_uri() for file in ("kecil.xlsx", f"{name}.xlsx"))
        subs += SUB.replace("NAME", name).replace("SOURCE", source).replace("TARGET", target).replace("EDIT", edit)
    module = office.profile / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(MODULE.replace("SUBS", subs.replace("&", "&amp;")), encoding="utf-8")
    office.run(*(f"macro:///Standard.Module1.Sunting_{name}" for name in edits))


def test_untouched_ones_change_nothing(folder: Path) -> None:
    saved = list((folder / "lo").iterdir())
    assert len(saved) > 1
    for path in saved:
        ours, theirs = (folder / path.name).read_bytes(), path.read_bytes()
        text = (folder / f"{path.stem}.yaml").read_text(encoding="utf-8")
        base = base_of(ours)
        assert base is not None
        assert base == base_of(theirs), path.name
        assert not changed_by_hand(theirs), path.name
        assert leaves_its_file(theirs, text, folder), path.name
        assert set(openpyxl.load_workbook(BytesIO(theirs)).defined_names) >= set(names_of(base.content))


def test_an_edit_of_what_it_saved_is_seen(folder: Path) -> None:
    book = Workbook((folder / "lo" / "kecil.xlsx").read_bytes())
    book.move_shape("Prosedur", "langkah:3:kasubbag", columns=-1)
    assert changed_by_hand(book.data())


@pytest.mark.parametrize("name", EDITS)
def test_just_its_edit_comes_back(name: str, folder: Path) -> None:
    wanted, source = (folder / "kecil.yaml").read_text(encoding="utf-8"), folder / f"{name}.yaml"
    source.write_text(wanted, encoding="utf-8")
    _, old, new = EDITS[name]
    assert wanted.count(old) == 1
    assert run(["import", str(folder / f"{name}.xlsx"), "-o", str(source), "--terima"]) == 0
    assert source.read_text(encoding="utf-8") == wanted.replace(old, new)


def test_what_it_changed_of_the_form_alone_is_seen(folder: Path) -> None:
    for name, (_, word) in FORMS.items():
        data = (folder / f"{name}.xlsx").read_bytes()
        base = base_of(data)
        assert base is not None
        own = own_of(data, base)
        assert word in own.form, name  # what follows from it, like shapes that stretch with their row, is told too
        assert own.says_as_printed, name
