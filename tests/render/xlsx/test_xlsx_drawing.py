"""Symbols, connectors, labels and pictures as an independent reader of the file finds them."""

from __future__ import annotations

import dataclasses
import math
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render.scenes import bends_scene, grid_scene, path_scene
from xlsx_reader import A, Drawn, ReadSheet, read

from sopgen.render.xlsx import render
from sopgen.scene.document import Connector, Scene
from sopgen.scene.geometry import Point

NEAR = 1.0
"""px; a connector whose ends share a coordinate is drawn 12700 EMU wide, which moves each end by 2/3 px."""


def close(found: tuple[float, ...], wanted: tuple[float, ...], tolerance: float = 0.01) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(found, wanted, strict=True))


def check_connector(sheet: ReadSheet, connector: Connector, drawn: Drawn, tolerance: float) -> None:
    assert len(drawn.points) == len(connector.points)
    for found, wanted in zip(drawn.points, connector.points, strict=True):
        assert math.dist(found, wanted) <= tolerance, (connector.name, drawn.points, connector.points)
    # The first and last segment run along the axes, so their ends' box is the anchor: left, top, right, bottom.
    (x0, y0), (x1, y1) = drawn.points[0], drawn.points[-1]
    assert close(drawn.anchor, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    assert drawn.head == connector.head


def check_scene(scene: Scene, plain: bool, tolerance: float = NEAR) -> None:
    for sheet, found in zip(
        scene.sheets, read(render(dataclasses.replace(scene, plain_connectors=plain))), strict=True
    ):
        for connector in sheet.connectors:
            drawn = found.named(connector.name)
            check_connector(found, connector, drawn, tolerance)
            assert drawn.tag == "cxnSp"
            assert drawn.start == (found.named(connector.start).id, connector.start_side)
            assert drawn.end == (found.named(connector.end).id, connector.end_side)
        bent = [found.named(c.name) for c in sheet.connectors if len(c.points) > 2 and not plain]
        for fallback, twin in zip(found.fallbacks, bent, strict=True):
            assert (fallback.tag, fallback.name) == ("sp", "")
            assert (fallback.points, fallback.head, fallback.preset) == (twin.points, twin.head, twin.preset)


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("scene", [grid_scene(), bends_scene()], ids=["grid", "bends"])
def test_connectors_run_through_the_scene_s_points(scene: Scene, plain: bool) -> None:
    check_scene(scene, plain)


@st.composite
def polylines(draw: st.DrawFn) -> tuple[Point, ...]:
    """Orthogonal paths of 2 to 6 corners that turn at each inner corner, some on half pixels."""
    place = st.integers(100, 1900).map(lambda n: n / 2)
    position = [draw(place), draw(place)]
    axis = draw(st.integers(0, 1))
    points = [Point(*position)]
    for _ in range(draw(st.integers(1, 5))):
        earlier = [point[axis] for point in points]
        position[axis] = draw((place | st.sampled_from(earlier)).filter(lambda n, at=position[axis]: n != at))
        points.append(Point(*position))
        axis = 1 - axis
    return tuple(points)


@given(polylines())
def test_any_orthogonal_path(points: tuple[Point, ...]) -> None:
    ends_apart = len(points) == 2 or (points[0].x != points[-1].x and points[0].y != points[-1].y)
    # 0.02 px: an adjustment is a whole 1/100000 of the extent, up to 900 px / 100000 / 2, and rounding to whole EMU
    check_scene(path_scene(points), plain=False, tolerance=0.02 if ends_apart else NEAR)


def test_boxes_presets_and_glue_sites() -> None:
    scene = grid_scene()
    found = read(render(scene))[1]
    presets = ["flowChartTerminator", "flowChartProcess", "flowChartDecision", "flowChartOffpageConnector"]
    for number, symbol in enumerate(scene.sheets[1].symbols):
        drawn = found.named(symbol.name)
        assert drawn.preset == presets[number % 4]
        assert close(drawn.box, symbol.box)
        assert close(drawn.anchor, (symbol.box.x, symbol.box.y, symbol.box.right, symbol.box.bottom))
        assert (drawn.text, drawn.description) == (symbol.text, symbol.description)
        properties = drawn.element.find(".//{*}spPr")
        assert properties.find(f"{A}solidFill/{A}srgbClr").get("val") == "FFFFFF"
        assert properties.find(f"{A}ln").get("w") == "12700"


def test_ids_are_unique_and_paint_order_is_pictures_connectors_symbols_labels() -> None:
    for sheet in read(render(grid_scene())):
        ids = [drawn.id for drawn in (*sheet.drawn, *sheet.fallbacks)]
        assert len(set(ids)) == len(ids)
        kinds = ["label" if d.name.startswith("label") else d.tag for d in sheet.drawn]
        order = [kind for kind, before in zip(kinds, [None, *kinds], strict=False) if kind != before]
        assert order in (["pic"], ["cxnSp", "sp", "label"])
        assert all(drawn.description for drawn in sheet.drawn)


def test_label_is_a_white_text_box_without_line() -> None:
    found = read(render(grid_scene()))[1].named("label:3:Ya")
    assert found.text == "Ya"
    assert found.element.find(".//{*}cNvSpPr").get("txBox") == "1"
    properties = found.element.find("{*}spPr")
    assert properties.find(f"{A}solidFill/{A}srgbClr").get("val") == "FFFFFF"
    assert properties.find(f"{A}ln/{A}noFill") is not None


def test_pictures_stand_in_their_boxes_and_share_media() -> None:
    scene = grid_scene()
    found = read(render(scene))[0]
    embedded = {}
    for picture in scene.sheets[0].pictures:
        drawn = found.named(picture.name)
        box = picture.box
        assert close(drawn.anchor, (box.x, box.y, box.right, box.bottom))
        embedded[picture.name] = [found.images[value] for node in drawn.element.iter()
                                  for key, value in node.attrib.items() if key.endswith("}embed")]  # fmt: skip
    assert embedded["logo"] == embedded["logo:lagi"] == ["xl/media/image1.png"]
    # the SVG, after the clear pixel that stands in for it
    assert embedded["logo:svg"] == ["xl/media/image2.png", "xl/media/image3.svg"]


def test_plain_connectors_for_a_whole_library() -> None:
    """`tampilan.panah_excel: lekat`"""
    scene = dataclasses.replace(bends_scene(), plain_connectors=True)
    parts = [ZipFile(BytesIO(render(each))).read("xl/drawings/drawing1.xml") for each in (scene, bends_scene())]
    assert [b"<mc:AlternateContent>" in part for part in parts] == [False, True]
