"""The base that a workbook carries: whole, read back as written, kept by other programs, and known to none but them."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from examples import drawn, each_kind, named
from sopgen.render.xlsx import render
from sopgen.render.xlsx.base import PART, Base, base_from, base_xml, digest_of, names_of
from sopgen.render.xlsx.content import Content, Printed, content_of
from sopgen.scene.source import Source

SOURCE = Source("umum/surat & arsip.yaml", "ab" * 32, '{"kertas": "f4"}', "judul: <Surat>\n  é: |\n    a\n\n    b\n")


@cache
def workbook(example: Path) -> bytes:
    _, flow, scene = drawn(example)
    return render(scene, flow=flow, source=SOURCE)


def carried(data: bytes) -> Base:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        base = base_from(ET.fromstring(archive.read(PART)))
    assert base is not None
    return base


@each_kind
def test_it_comes_back_as_written(example: Path) -> None:
    _, flow, scene = drawn(example)
    data = workbook(example)
    base = carried(data)
    assert base.content == content_of(scene, flow)
    assert base.source == SOURCE
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert base.digest == digest_of({name: archive.read(name) for name in archive.namelist()})


@each_kind
def test_names_stand_on_the_cells_they_tell_of_and_nobody_sees_them(example: Path) -> None:
    flow = drawn(example).flow
    book = openpyxl.load_workbook(BytesIO(workbook(example)))
    names = names_of(carried(workbook(example)).content)
    assert set(names) == set(book.defined_names)
    for name, item in names.items():
        defined = book.defined_names[name]
        ((sheet, place),) = defined.destinations
        value = book[sheet][place].value
        assert ("" if value is None else str(value)) == item.text.strip(), name
        assert defined.hidden
    assert sum(name.startswith("_sopgen_r_") for name in names) == len(flow.keys)
    assert sum(name.startswith("_sopgen_l_") for name in names) == len(flow.lanes)


def test_it_holds_nothing_that_the_document_does_not_show() -> None:
    _, flow, scene = named("kecil")
    data = render(scene, flow=flow, source=Source("kecil.yaml", "0" * 64))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert "tinjau_ulang" not in archive.read(PART).decode()
        assert "Salin berkas ini" not in archive.read(PART).decode()
    assert carried(data).source.yaml is None


parts = st.one_of(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1), st.integers(0, 99))


@given(st.lists(parts, max_size=5).map(tuple))
def test_any_key_comes_back(key: tuple[str | int, ...]) -> None:
    item = Printed(key, " a\n\n b ", "Lembar & 'x'", 3, 4)
    base = Base(Content((), (), (item,), (), ()), Source(), "d")
    assert base_from(ET.fromstring(base_xml(base))) == base
