"""The file as a whole: the same bytes everywhere, valid by the Open XML SDK, printed as the scene says."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import pytest
from openpyxl import Workbook, load_workbook
from programs import sdk_finds
from render.scenes import bends_scene, grid_scene

from sopgen.render.xlsx import render
from sopgen.render.xlsx.xml import uniform
from sopgen.scene.document import Scene


def test_same_bytes_twice() -> None:
    assert render(grid_scene()) == render(grid_scene())


def test_what_openpyxl_wrote_says_the_same_in_our_spelling() -> None:
    saved = BytesIO()
    book = Workbook()
    book.active["A1"], book.active["B1"] = ' <é👩> & "x" />\n_x0041_ &#233;', 1.5
    book.active["A2"].hyperlink = "https://contoh.id/?a=1&b=2"
    book.save(saved)
    with zipfile.ZipFile(saved) as archive:
        for name in archive.namelist():
            part = archive.read(name).decode()
            assert canonicalize(uniform(part)) == canonicalize(part), name
    assert uniform('<?xml version="1.0"?>\n<a b="&#10;é" c=""><d e="1" />&#233;</a>') == uniform(
        '<a b="&#10;&#233;" c=""><d e="1"></d>é</a>'
    )


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
@pytest.mark.parametrize(
    ("scene", "version"), [(grid_scene, "Office2010"), (bends_scene, "Office2010"), (grid_scene, "Microsoft365")]
)
def test_open_xml_sdk_finds_nothing(tmp_path: Path, scene: Callable[[], Scene], version: str) -> None:
    assert sdk_finds(render(replace(scene(), plain_connectors=version == "Office2010")), tmp_path, version) == []
