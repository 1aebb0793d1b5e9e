"""The checker finds what it is there for: each violation planted in a sound sheet is reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from random_sops import sop_of

from sopgen.flow import trace
from sopgen.layout.paper import paper
from sopgen.layout.procedure.table import procedure_sheet
from sopgen.layout.verify import LayoutBug, verify
from sopgen.scene.document import Sheet
from sopgen.scene.geometry import Point, Rect


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    steps = [
        {"kegiatan": "Menyusun draf", "pelaksana": "a"},
        {"kegiatan": "Meneliti draf", "pelaksana": "b", "keputusan": {"Ya": None, "Tidak": "1"}},
        {"kegiatan": "Mengirim surat", "pelaksana": "a"},
        {"kegiatan": "Menyimpan arsip", "pelaksana": "a"},
    ]
    sop = sop_of({"judul": "J", "pelaksana": {"a": "A", "b": "B", "c": "C"}, "langkah": steps})
    made, _ = procedure_sheet(sop, trace(sop), paper(sop.tampilan.kertas, sop.tampilan.orientasi, ""))
    return made


def moved(sheet: Sheet, arrow: int, points: Callable[[tuple[Point, ...]], tuple[Point, ...]]) -> Sheet:
    connectors = list(sheet.connectors)
    connectors[arrow] = replace(connectors[arrow], points=points(connectors[arrow].points))
    return replace(sheet, connectors=tuple(connectors))


def test_the_sheet_is_sound(sheet: Sheet) -> None:
    verify(sheet)
    assert [len(c.points) for c in sheet.connectors] == [3, 3, 3, 2]


def test_a_crooked_arrow(sheet: Sheet) -> None:
    with pytest.raises(LayoutBug, match="tegak lurus"):
        verify(moved(sheet, 0, lambda p: (p[0], Point(p[1].x + 3, p[1].y + 3), p[2])))


def test_an_arrow_off_its_symbol(sheet: Sheet) -> None:
    with pytest.raises(LayoutBug, match="tidak menempel"):
        verify(moved(sheet, 3, lambda p: (Point(p[0].x + 4, p[0].y), Point(p[1].x + 4, p[1].y))))


def test_too_many_bends(sheet: Sheet) -> None:
    def zigzag(p: tuple[Point, ...]) -> tuple[Point, ...]:
        a, b = p
        third = (b.y - a.y) / 4
        ys = [a.y + third, a.y + 2 * third, a.y + 3 * third]
        return (
            a, Point(a.x, ys[0]), Point(a.x + 20, ys[0]), Point(a.x + 20, ys[1]), Point(a.x + 9, ys[1]),
            Point(a.x + 9, ys[2]), Point(a.x, ys[2]), b,
        )  # fmt: skip

    with pytest.raises(LayoutBug, match="berbelok lebih dari 4"):
        verify(moved(sheet, 3, zigzag))


def test_an_arrow_through_a_symbol(sheet: Sheet) -> None:
    symbol = sheet.symbols[1]
    onto = replace(
        symbol, box=Rect(*(sheet.connectors[3].points[0].x - 10, sheet.connectors[3].points[0].y + 3, 20, 4))
    )
    with pytest.raises(LayoutBug, match="menembus"):
        verify(replace(sheet, symbols=(sheet.symbols[0], onto, *sheet.symbols[2:])))


def test_a_label_on_an_arrow(sheet: Sheet) -> None:
    start, end = sheet.connectors[3].points
    label = replace(sheet.labels[0], box=Rect(start.x - 8, (start.y + end.y) / 2 - 4, 20, 8))
    with pytest.raises(LayoutBug, match="melintasi"):
        verify(replace(sheet, labels=(label,)))


def test_a_label_on_the_diamond(sheet: Sheet) -> None:
    center = next(s for s in sheet.symbols if s.kind == "keputusan").box.center
    label = replace(sheet.labels[0], box=Rect(center.x + 1, center.y - 12, 20, 11))
    with pytest.raises(LayoutBug, match="menimpa"):
        verify(replace(sheet, labels=(label,)))


def test_arrows_along_each_other(sheet: Sheet) -> None:
    twin = replace(sheet.connectors[3], name="panah:kembar", head=False)
    with pytest.raises(LayoutBug, match="menyentuh"):
        verify(replace(sheet, connectors=(*sheet.connectors, twin)))


def test_an_arrow_out_of_the_lanes(sheet: Sheet) -> None:
    with pytest.raises(LayoutBug, match="keluar kolom"):
        verify(moved(sheet, 3, lambda p: (Point(p[0].x - 500, p[0].y), Point(p[1].x - 500, p[1].y))))
