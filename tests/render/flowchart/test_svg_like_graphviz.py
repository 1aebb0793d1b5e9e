"""Our SVG is Graphviz's drawing of our DOT, byte for byte. Compared with the version that pygraphviz carries."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from graphviz_svg import finish
from random_sops import random_sop, sop_of

from sopgen.flow import trace
from sopgen.layout.routing import Unroutable
from sopgen.model import Sop
from sopgen.reading import read
from sopgen.render.flowchart import dot_source, place_chart, place_sheets, render_svg
from sopgen.render.flowchart.engine import draw

pytest.importorskip("pygraphviz")

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
HOSTILE = (
    "a & b <c> \"d\" 'e' -- x", "dua  spasi   tiga    empat", "<b>tebal</b>", "baris\n\nkosong\n ujung ", "\ttab",
    "😀 漢字 ü é ﷺ", "&amp; &#160; \\n \\l \\N \\G %s", "a\xa0b\xa0 c", "--> <!-- -->", "]]> ${x} `y`", "~ ^ # % ?",
    "\u200d\u202e rtl", "  awal", "sangatpanjangsekalitanpaspasi" * 4, "x\xady",
)  # fmt: skip


def assert_same(sop: Sop) -> None:
    flow = trace(sop)
    chart = place_chart(sop, flow)
    for drawn in (chart, *place_sheets(sop, flow, chart)):
        for links in ("a b&.html", None):
            theirs = finish(draw(dot_source(sop, flow, links, drawn), "svg"), sop, drawn, bool(links))
            assert render_svg(sop, flow, links, drawn).decode().splitlines() == theirs.decode().splitlines()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_examples(example: Path) -> None:
    sop = read(example).sop
    assert sop is not None
    assert_same(sop)


@pytest.mark.parametrize("seed", [*range(6), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(6, 60))])
def test_random_sops(seed: int) -> None:
    try:
        assert_same(sop_of(random_sop(seed)))
    except Unroutable:
        pytest.skip("too many arrows at a symbol")


@pytest.mark.parametrize("seed", [*range(6), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(6, 40))])
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
    try:
        assert_same(sop_of(document))
    except Unroutable:
        pytest.skip("too many arrows at a symbol")


def _lane(rng: Random) -> dict[str, Any]:
    return {"nama": rng.choice(HOSTILE), "kelompok": rng.choice([*HOSTILE, None, None])}
