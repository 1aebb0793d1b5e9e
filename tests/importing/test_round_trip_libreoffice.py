"""Edits made and saved by LibreOffice itself come back, and just those. A macro in a profile of its own makes them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from sopgen.commands.app import run

EXAMPLES = Path(__file__).parents[2] / "examples"
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Sunting(source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  sheet = document.Sheets.getByName("Prosedur")
  EDITS
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName" : form(0).Value = "Calc MS Excel 2007 XML"
  document.storeToURL(target, form())
  document.close(True)
End Sub
</script:module>
"""


def edited_by_libreoffice(path: Path, edits: str) -> None:
    """The workbook with the edits of a Basic macro, saved in its place."""
    soffice = shutil.which("soffice")
    if not soffice:
        if os.environ.get("CI"):
            pytest.fail("soffice not found")
        pytest.skip("soffice not found")
    profile = path.parent / "profil"
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=180)
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(MODULE.replace("EDITS", edits.replace("&", "&amp;")), encoding="utf-8")
    target = path.with_name("lo.xlsx")
    macro = f'macro:///Standard.Module1.Sunting("{path.as_uri()}","{target.as_uri()}")'
    subprocess.run([*command, macro], check=True, capture_output=True, timeout=180)
    target.replace(path)


EDITS = {
    "a waktu": (
        'sheet.getCellRangeByName("G5").String = "20 menit"',
        [("      waktu: 15 menit\n", "      waktu: 20 menit\n")],
    ),
    "a row inserted": (
        'sheet.Rows.insertByIndex(6, 1) : sheet.getCellRangeByName("B7").String = "Mencatat nota"\n'
        'sheet.getCellRangeByName("G7").String = "5 menit"',
        [
            (
                "      output: Nota permintaan yang disetujui\n",
                "      output: Nota permintaan yang disetujui\n  - kegiatan: Mencatat nota\n    pelaksana: kasubbag\n"
                "    mutu_baku:\n      waktu: 5 menit\n",
            )
        ],
    ),
    "a lane renamed": (
        'sheet.getCellRangeByName("D3").String = "Pengurus Gudang"',
        [("  pengurus: Pengurus Barang\n", "  pengurus: Pengurus Gudang\n")],
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_just_the_edit_comes_back(name: str, tmp_path: Path) -> None:
    for file in ("kecil.yaml", "logo-kecil.png"):
        shutil.copy(EXAMPLES / file, tmp_path / file)
    assert run(["render", str(tmp_path / "kecil.yaml")]) == 0
    edits, changes = EDITS[name]
    edited_by_libreoffice(tmp_path / "kecil.xlsx", edits)
    wanted = (tmp_path / "kecil.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert wanted.count(old) == 1
        wanted = wanted.replace(old, new)
    assert run(["import", str(tmp_path / "kecil.xlsx"), "-o", str(tmp_path / "kecil.yaml"), "--terima"]) == 0
    assert (tmp_path / "kecil.yaml").read_text(encoding="utf-8") == wanted
