"""The file as a whole: the same bytes everywhere, valid by the Open XML SDK, printed as the scene says."""

from __future__ import annotations

import json
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from render.scenes import bends_scene, grid_scene

from sopgen.render.xlsx import render

SCENES = {"grid": grid_scene, "bends": bends_scene}


def test_same_bytes_twice() -> None:
    assert render(grid_scene()) == render(grid_scene())


def test_zip_carries_no_clock() -> None:
    with zipfile.ZipFile(BytesIO(render(grid_scene()))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert archive.testzip() is None


def test_columns_are_counted_in_digits_of_arial_10() -> None:
    """The workbook's default font, of which a column's width is so many digits (18.3.1.13)."""
    book = load_workbook(BytesIO(render(grid_scene())))
    normal = book.create_sheet("lain")["A1"].font
    assert (normal.name, normal.sz) == ("Arial", 10)


@pytest.mark.slow
@pytest.mark.parametrize("plain", [False, True], ids=["wrapped", "plain"])
@pytest.mark.parametrize("name", SCENES)
def test_open_xml_sdk_finds_nothing(validator: str, tmp_path: Path, name: str, plain: bool) -> None:
    file = tmp_path / "uji.xlsx"
    file.write_bytes(render(SCENES[name](), plain_connectors=plain))
    for version in ("Office2010", "Microsoft365"):
        command = [validator, str(file), "--officeVersion", version]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert json.loads(run.stdout)["errors"] == []
        assert run.returncode == 0
