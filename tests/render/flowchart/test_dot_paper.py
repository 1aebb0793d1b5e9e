"""Long flowcharts on paper: sheets that can be read, lose nothing, and find each other."""

from __future__ import annotations

import json
import re
import struct
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from budget import COSTLY
from chart_reader import Group, read
from hypothesis import given, settings
from programs import chromium, needed, said
from random_sops import random_sop
from sops import made, placed, sops
from test_dot_drawing import SETTINGS, check_labels, check_lines, check_room

from examples import EXAMPLES, named
from sopgen.flow import trace
from sopgen.layout.chart import place_chart, place_sheets
from sopgen.model import Kertas, Sop, Tampilan
from sopgen.reading import read_text
from sopgen.render.flowchart import render_png, render_svg
from sopgen.work.batch import Wishes, render_file
from sopgen.work.jobs import Job

A4, F4, A3 = (595.28, 841.89), (609.45, 935.43), (841.89, 1190.55)
MARGIN = 28


def sheets(sop: Sop) -> list[bytes]:
    return [render_svg(chart) for chart in place_sheets(sop, trace(sop), placed(sop))]


def size(svg: bytes) -> tuple[float, float]:
    root = ET.fromstring(svg)
    width, height = (float(root.attrib[side].removesuffix("pt")) for side in ("width", "height"))
    return width, height


def text_size(svg: bytes) -> float:
    """Of the smallest text of a step, on paper."""
    root = ET.fromstring(svg)
    scale = size(svg)[0] / float(root.attrib["viewBox"].split()[2])
    steps = (group for group in root.iter("{http://www.w3.org/2000/svg}g") if "langkah:" in group.get("id", ""))
    texts = (text for group in steps for text in group.iter("{http://www.w3.org/2000/svg}text"))
    return min(float(text.attrib["font-size"]) for text in texts) * scale


def check_inside(svg: bytes, groups: dict[str, Group]) -> None:
    width, height = (float(side) for side in ET.fromstring(svg).attrib["viewBox"].split()[2:])
    for group in groups.values():
        boxes = [group.box, *(box for _, box in group.texts)]
        assert all(a > -6 and -height < b + 6 and c < width - 5 and d < 6 for a, b, c, d in boxes), group.id


def check_pentagons(pages: Sequence[dict[str, Group]]) -> None:
    """Every letter leaves one sheet and enters another, once each."""
    found = {"keluar": {}, "masuk": {}}
    for number, groups in enumerate(pages):
        for group in groups.values():
            if "sambungan" in group.classes:
                _, letter, way = group.id.split(":")
                assert [text for text, _ in group.texts] == [letter]
                assert letter not in found[way]
                found[way][letter] = number
    assert found["keluar"].keys() == found["masuk"].keys()
    assert all(found["keluar"][letter] != found["masuk"][letter] for letter in found["keluar"])
    order = sorted(found["keluar"], key=lambda letter: (len(letter), letter))
    assert order[:26] == [chr(ord("A") + i) for i in range(min(26, len(order)))]


def check_sheets(sop: Sop, drawn: Sequence[bytes], least: float) -> None:
    flow, pages = trace(sop), [read(svg) for svg in drawn]
    for number, (svg, groups) in enumerate(zip(drawn, pages, strict=True), start=1):
        check_room(groups)
        check_lines(groups)
        check_labels(groups)
        check_inside(svg, groups)
        assert f"Lembar {number} dari {len(drawn)} " in " ".join(text for text, _ in groups["judul"].texts)
        assert text_size(svg) >= least - 0.005
    check_pentagons(pages)
    names = Counter(name for groups in pages for name in groups if name.startswith("langkah:"))
    assert names == Counter(f"langkah:{n.key}:{flow.lanes[n.lane]}" for n in flow.nodes)
    ends = {(e.source, e.target) for e in flow.edges}
    arrows = sum("edge" in group.classes for groups in pages for group in groups.values())
    pentagons = sum("sambungan" in group.classes for groups in pages for group in groups.values())
    assert len(ends) <= arrows - pentagons // 2 == len(flow.edges)


def fits(svg: bytes, paper: tuple[float, float]) -> bool:
    within = sorted(side - 2 * MARGIN for side in paper)
    return all(mine <= room for mine, room in zip(sorted(size(svg)), within, strict=True))


@pytest.mark.parametrize("path", [path for path in EXAMPLES if path.stem != "lengkap"], ids=lambda path: path.stem)
def test_a_short_sop_is_readable_on_one_sheet(path: Path) -> None:
    sop = named(path.stem).sop
    svg = render_svg(placed(sop))
    room = [side - 2 * MARGIN for side in A3]
    width, height = size(svg)
    scale = max(min(a / width, b / height) for a, b in (room, room[::-1]))
    assert text_size(svg) * scale >= 6
    assert sheets(sop) == []


def test_a_long_sop_is_readable_on_a3() -> None:
    sop = named("lengkap").sop
    drawn = sheets(sop)
    assert len(drawn) == 5
    assert all(fits(svg, A3) and not fits(svg, A4) for svg in drawn)
    assert len({round(text_size(svg), 2) for svg in drawn}) == 1
    check_sheets(sop, drawn, 6)


@pytest.mark.parametrize(("kertas", "paper"), [("a4", A4), ("f4", F4)])
def test_few_lanes_are_readable_on_the_sops_own_paper(kertas: Kertas, paper: tuple[float, float]) -> None:
    sop = made([f"Meneliti dan mengoreksi berkas nomor {i}" for i in range(60)], lanes=4)
    sop = Sop(judul="Uji", pelaksana=sop.pelaksana, langkah=sop.langkah, tampilan=Tampilan(kertas=kertas))
    drawn = sheets(sop)
    assert 2 <= len(drawn) <= 5
    assert all(fits(svg, paper) for svg in drawn)
    check_sheets(sop, drawn, 6)


def test_more_lanes_than_paper_can_hold_are_not_cut_in_vain() -> None:
    assert sheets(made(["satu", "dua", "tiga"], lanes=40)) == []


def tangled(seed: int, rows: int, lanes: int) -> Sop:
    sop = read_text(json.dumps(random_sop(seed, rows, lanes)).encode(), "acak.yaml", Path()).sop
    assert sop is not None
    return sop


def test_a_tangled_sop() -> None:
    sop = tangled(1, 40, 7)
    drawn = sheets(sop)
    assert len(drawn) > 1
    check_sheets(sop, drawn, 6)


@pytest.mark.slow
@settings(SETTINGS, max_examples=COSTLY.max_examples)
@given(sops(rows=40, lanes=10))
def test_any_large_sop(sop: Sop) -> None:
    if drawn := sheets(sop):
        check_sheets(sop, drawn, 4)


def test_one_row_without_arrows_under_a_heading_that_no_paper_holds() -> None:
    text = f"judul: J\npelaksana: {{a: {'x' * 33_000}}}\nlangkah: [{{kegiatan: Menyusun surat, pelaksana: a}}]\n"
    sop = read_text(text, "a.yaml", Path()).sop
    assert sop is not None
    assert place_sheets(sop, trace(sop), place_chart(sop, trace(sop))) == ()


def test_a_png_sheet_has_its_size_on_paper() -> None:
    sop = named("lengkap").sop
    chart = place_sheets(sop, trace(sop), placed(sop))[0]
    png, width = render_png(chart, dpi=100), size(render_svg(chart))[0]
    assert struct.unpack(">I", png[16:20])[0] == pytest.approx(width * 100 / 72, abs=2)
    chunk = png.index(b"pHYs") + 4
    assert struct.unpack(">I", png[chunk : chunk + 4])[0] == round(100 / 0.0254)


HEAD = "judul: Uji\npelaksana: {a: A, b: B, c: C, d: D}\nlangkah:\n"
SHORT, LONG = (
    HEAD + "".join(f"  - {{kegiatan: Meneliti berkas {i}, pelaksana: {'abcd'[i % 4]}}}\n" for i in range(rows))
    for rows in (2, 40)
)


def test_sheets_of_a_longer_version_go(tmp_path: Path) -> None:
    source = tmp_path / "a.yaml"
    source.write_text(LONG, encoding="utf-8")
    (tmp_path / "a-lembar-x.svg").write_text("milik orang")
    job, wanted = Job(source, tmp_path / "a"), ["a-lembar-1.svg", "a-lembar-2.svg"]
    written = render_file(job, Wishes(("svg", "png"), 50)).written
    assert [path.name for path in written if path.suffix == ".svg"] == ["a.svg", *wanted]
    assert {path.name for path in tmp_path.glob("a-*")} == {
        "a-lembar-x.svg",
        *wanted,
        *(name.replace("svg", "png") for name in wanted),
    }
    (tmp_path / "a-lembar-3.svg").write_text("dari versi yang lebih panjang lagi")
    render_file(job, Wishes(("svg",)))
    assert {path.name for path in tmp_path.glob("a-*.svg")} == {"a-lembar-x.svg", *wanted}
    source.write_text(SHORT, encoding="utf-8")
    assert len(render_file(job, Wishes(("svg", "png"), 50)).written) == 2
    assert [path.name for path in tmp_path.glob("a-*")] == ["a-lembar-x.svg"]


def test_sheets_spare_the_flowchart_of_an_sop_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SHORT, encoding="utf-8")
    (tmp_path / "a-lembar-1.yaml").write_text(SHORT, encoding="utf-8")
    (tmp_path / "a-lembar-1.svg").write_text("bagan alirnya")
    job = Job(tmp_path / "a.yaml", tmp_path / "a")
    assert len(render_file(job, Wishes(("svg",))).written) == 1
    (tmp_path / "a.yaml").write_text(LONG, encoding="utf-8")
    render_file(job, Wishes(("svg",)))
    assert (tmp_path / "a-lembar-1.svg").read_text() == "bagan alirnya"
    assert sorted(path.name for path in tmp_path.glob("a-lembar-?.svg"))[1:] == ["a-lembar-2.svg", "a-lembar-3.svg"]


@pytest.mark.slow
def test_a_browser_prints_a_sheet_on_its_paper(tmp_path: Path) -> None:
    svg, pdf = tmp_path / "a.svg", tmp_path / "a.pdf"
    svg.write_bytes(sheets(named("lengkap").sop)[1])
    options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'p'}")
    said(chromium(), *options, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", svg.as_uri())
    told = said(needed("pdfinfo"), pdf)
    assert re.search(r"Pages: +1$", told, re.M)
    assert re.search(r"Page size: +119\d\.?\d* x 84\d", told)
