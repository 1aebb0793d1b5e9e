"""What we add to Graphviz's SVG, and that nothing else of its drawing changes."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from random_sops import random_sop, sop_of
from sops import placed

from examples import drawn as drawn_example
from examples import each_kind
from sopgen.model import Sop
from sopgen.render.flowchart import dot_source, render_svg
from sopgen.render.flowchart.engine import draw
from sopgen.scene.chart import Chart
from sopgen.text.letters import one_line

SVG = "{http://www.w3.org/2000/svg}"
ADDED = {f"{SVG}title", f"{SVG}desc", f"{SVG}style"}
OURS = {"y", "{http://www.w3.org/XML/1998/namespace}space", "{http://www.w3.org/1999/xlink}title"}
"""attributes of which Graphviz's values do not count: heights of lines come from the layout"""
HOSTILE = (
    "a & b <c> \"d\" 'e' -- x", "dua  spasi   tiga    empat", "<b>tebal</b>", "baris\n\nkosong\n ujung ", "\ttab",
    "😀 漢字 ü é ﷺ", "&amp; &#160; \\n \\l \\N \\G %s", "a\xa0b\xa0 c", "--> <!-- -->", "]]> ${x} `y`", "~ ^ # % ?",
    "\u200d\u202e rtl", "  awal", "sangatpanjangsekalitanpaspasi" * 4, "x\xady",
)  # fmt: skip


def drawn(root: ET.Element) -> list[tuple[str, dict[str, str], str]]:
    """Every shape, group and text, without what is ours."""
    return [
        (element.tag, {key: value for key, value in element.attrib.items() if key not in OURS}, element.text or "")
        for element in [*root.iter()][1:]
        if element.tag not in ADDED
    ]


def check(sop: Sop) -> None:
    chart = placed(sop)
    for page in ("a b&.html", None):
        theirs = ET.fromstring(draw(dot_source(chart, page), "svg"))
        ours = ET.fromstring(render_svg(chart, page))
        assert drawn(ours) == drawn(theirs)
        check_titles(chart, ours)
        check_lines(chart, ours)


def check_titles(chart: Chart, root: ET.Element) -> None:
    """Each group says what it is, and nothing shows a name that is meant for Graphviz."""
    said = {group.get("id"): group.findtext(f"{SVG}title") for group in root.iter(f"{SVG}g")}
    wanted = {item.id: item.title for item in (*chart.headings, *chart.numbers, *chart.symbols)}
    wanted |= {arrow.name: arrow.description for arrow, _ in chart.arrows}
    wanted |= {lane.id: lane.name for lane in chart.lanes}
    assert {name: title for name, title in said.items() if title is not None} == {
        name: one_line(title) for name, title in wanted.items()
    }


def check_lines(chart: Chart, root: ET.Element) -> None:
    """The lines of a symbol lie evenly around its middle, whatever fonts Graphviz finds."""
    pitch = 10
    groups = {group.get("id"): group for group in root.iter(f"{SVG}g")}
    for item in (*chart.headings, *chart.numbers, *chart.symbols):
        if all(item.lines):
            texts = list(groups[item.id].iter(f"{SVG}text"))
            heights = [float(text.attrib["y"]) for text in texts]
            baseline = 0.345 * float(texts[0].attrib["font-size"])
            first = item.box.center.y - chart.height - (len(heights) - 1) / 2 * pitch + baseline
            assert heights == pytest.approx([first + i * pitch for i in range(len(heights))], abs=0.01)


@each_kind
def test_examples(example: Path) -> None:
    check(drawn_example(example).sop)


@pytest.mark.parametrize("seed", [*range(1), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 12))])
def test_hostile_texts(seed: int) -> None:
    document, rng = random_sop(seed, rows=14), Random(seed)
    document["judul"] = rng.choice(HOSTILE)
    document["pelaksana"] = {lane: _lane(rng) for lane in document["pelaksana"]}
    document["tampilan"]["huruf"] = rng.choice(["Arial", "Times New Roman", "A, b"])
    for step in document["langkah"]:
        step["kegiatan"] = rng.choice([*HOSTILE, step["kegiatan"]])
        step["no"] = rng.choice(["-", "1a", "<", None])
        if "keputusan" in step:
            step["pertanyaan"] = rng.choice([*HOSTILE, None])
            (label, first), (_, second) = step["keputusan"].items()
            step["keputusan"] = {label: first, rng.choice(HOSTILE): second}
    check(sop_of(document))


def _lane(rng: Random) -> dict[str, Any]:
    return {"nama": rng.choice(HOSTILE), "kelompok": rng.choice([*HOSTILE, None, None])}
