"""The DOT itself: hostile texts, the same bytes every time, and the same picture from a stock Graphviz."""

from __future__ import annotations

import json
import re
import struct
import sys
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pygraphviz
import pytest
from chart_reader import read
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import needed, said
from sops import made, placed

from examples import EXAMPLES, named
from sopgen import layout
from sopgen.flow import trace
from sopgen.model import Lane, Langkah, Sop
from sopgen.render import html
from sopgen.render.flowchart import dot_source, render_png, render_svg
from sopgen.render.flowchart.engine import draw
from sopgen.render.notices import EngineMissing

HOSTILE = (
    'a "kutip" b',
    'akhir "',
    '"',
    "\\",
    'balik\\" ];evil [label="x"',
    "garis \\N \\G \\L \\E \\l \\r \\n akhir\\",
    "<b>tebal</b>",
    "<table><tr><td>x</td></tr></table>",
    "& &amp; &lt;b&gt; &#65; &amp;amp; &quot",
    'a\nb\r\nc\n"];\n// komentar\n# x',
    "*/ /* // #",
    "emoji 😀 👨‍👩‍👧 e\u0301 漢字 كلمة",
    "]]> <!-- --> <![CDATA[ </svg><script>alert(1)</script>",
    "tab\tdan\x07 kendali \x1b[31m \ufffe",
    "{rekaman | isi} <port>",
    "%s {0} $x `y`",
    "  ",
    "\n {",  # an arrow's label that begins with a blank line breaks Graphviz down
    "kegiatan " * 300,
    "x" * 2000,
)
ATTRIBUTES = {
    *("label", "class", "id", "pos", "width", "height", "shape", "style", "fillcolor", "color", "tooltip", "URL"),
    *("fixedsize", "margin", "penwidth", "fontname", "fontsize"),
}


def hostile_sop(text: str) -> Sop:
    lanes = (Lane(id="a", nama=text or "x", kelompok=text or None), Lane(id="b", nama="B", kelompok=text or None))
    steps = (
        Langkah(kegiatan=text, pelaksana=("a",)),
        Langkah(kegiatan=text, pelaksana=("b",), keputusan=((text, None), ("Tidak", "1"))),
        Langkah(kegiatan="x", pelaksana=("b",), keputusan=(("Ya", None), ("Tidak", "1")), pertanyaan=text or "?"),
        Langkah(kegiatan=text, pelaksana=("a", "b")),
    )
    return Sop(judul=text or "x", pelaksana=lanes, langkah=steps)


def check_harmless(text: str) -> None:
    text = text if text.strip() else "x"  # an activity says something
    sop = hostile_sop(text)
    flow = trace(sop)
    source = dot_source(placed(sop), "a b.html")
    graph = pygraphviz.AGraph(string=source)
    assert graph.number_of_nodes() == len(flow.nodes) + len(flow.keys) + len(flow.lanes) + 2
    assert graph.number_of_edges() == len(flow.edges)
    assert all(set(node.attr.to_dict()) <= ATTRIBUTES for node in graph.nodes_iter())
    svg = render_svg(placed(sop), "a b.html")
    groups = read(svg)
    assert {group.href for group in groups.values()} == {"", *(f"a%20b.html#langkah-{i}" for i in range(1, 5))}
    shown = " ".join(line for line, _ in groups["langkah:1:a"].texts)
    assert without_space(shown) == without_space(seen(text))
    assert {element.tag.split("}")[1] for element in ET.fromstring(svg).iter()} <= {
        *("svg", "title", "desc", "g", "a", "polygon", "path", "text", "polyline")
    }


def seen(text: str) -> str:
    """Without the characters XML cannot hold."""
    return re.sub("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def without_space(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_only_texts(text: str) -> None:
    check_harmless(text)


@settings(derandomize=True)
@given(st.one_of(st.text(max_size=60), st.text(alphabet='\\"<>&;#{}[]N\n ab', max_size=40)).filter(str.strip))
def test_any_text_is_only_a_text(text: str) -> None:
    check_harmless(text)


def test_hostile_ids() -> None:
    lanes = (Lane(id='a"]<b>', nama="A"), Lane(id="a_", nama="B"))
    steps = (
        Langkah(id='x"\\', kegiatan="1", pelaksana=('a"]<b>', "a_")),
        Langkah(id="<b>", kegiatan="2", pelaksana=("a_",)),
    )
    sop = Sop(judul="Uji", pelaksana=lanes, langkah=steps)
    groups = read(render_svg(placed(sop), "x.html"))
    assert {"langkah:x_:a_]_b_", "langkah:x_:a_", "langkah:_b_:a_", "panah:x_:x_"} <= set(groups)
    assert groups["langkah:_b_:a_"].href == "x.html#langkah-%3Cb%3E"


def test_without_any_engine_there_is_the_source_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    monkeypatch.setenv("PATH", "")
    chart = placed(made(["satu", "dua"]))
    assert "digraph" in dot_source(chart)
    for render in (render_png, render_svg):
        with pytest.raises(EngineMissing, match="Graphviz tidak ada"):
            render(chart)


def test_the_svg_says_what_it_is() -> None:
    sop = named("kecil").sop
    svg = render_svg(placed(sop))
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("lang") == "id"
    assert [child.tag.split("}")[1] for child in root[:2]] == ["title", "desc"]
    assert (root[0].text, root[0].get("id")) == (
        "Bagan alir SOP Permintaan Barang Persediaan",
        root.get("aria-labelledby"),
    )
    assert b"<!--" not in svg
    assert b"graphviz" not in svg.lower()
    assert re.findall(rb"(?:src|url\(|@import|https?://(?!www\.w3\.org)).*", svg) == []
    assert {text.get("font-family") for text in root.iter("{http://www.w3.org/2000/svg}text")} == {
        "Arial,Liberation Sans,Helvetica,sans-serif"
    }


def test_steps_link_to_the_html() -> None:
    """Each to a row of it, also where a row's number is no word."""
    sop = named("kecil").sop
    odd = sop.model_copy(update={"langkah": (*sop.langkah[:-1], sop.langkah[-1].model_copy(update={"no": "5 b"}))})
    groups = read(render_svg(placed(odd), "kecil.html"))
    assert groups["langkah:minta:pegawai"].href == "kecil.html#langkah-minta"
    page = html.render(layout.lay_out(odd, trace(odd)), odd, trace(odd)).decode()
    linked = {unquote(group.href.partition("#")[2]) for group in groups.values() if group.href}
    assert linked == set(re.findall(r'<tr id="([^"]+)"', page)) >= {"langkah-minta", "langkah-5-b"}


@pytest.mark.parametrize("dpi", [200, 96])
def test_png_has_its_resolution(dpi: int) -> None:
    chart = placed(made(["satu", "dua"]))
    png = render_png(chart, dpi=dpi)
    width, height = struct.unpack(">II", png[16:24])
    chunk = png.index(b"pHYs") + 4
    assert struct.unpack(">IIB", png[chunk : chunk + 9]) == (round(dpi / 0.0254), round(dpi / 0.0254), 1)
    size = ET.fromstring(render_svg(chart))
    points = [float(str(size.get(side)).removesuffix("pt")) for side in ("width", "height")]
    assert [width, height] == pytest.approx([point * dpi / 72 for point in points], abs=dpi / 72 + 2)


@pytest.mark.parametrize("program", ["dot", "neato -n2", "fdp"])
@pytest.mark.parametrize("path", EXAMPLES[::3], ids=lambda path: path.stem)
def test_a_stock_graphviz_draws_the_same(path: Path, program: str, tmp_path: Path) -> None:
    command, *options = program.split()
    sop = named(path.stem).sop
    file = tmp_path / "bagan.dot"
    file.write_text(dot_source(placed(sop)), encoding="utf-8")
    drawn = said(needed(command), *options, "-Tjson", file)
    theirs, ours = (json.loads(data) for data in (drawn, draw(file.read_text(encoding="utf-8"), "json")))
    assert places(theirs).keys() == places(ours).keys()
    for name, numbers in places(theirs).items():
        assert numbers == pytest.approx(places(ours)[name], abs=0.15), name  # five digits are printed
    assert len(places(theirs)) > len(sop.langkah)


def places(graph: dict) -> dict[str, list[float]]:
    """Name -> where it is."""
    found = {"": numbers_in(graph["bb"])}
    for item in graph["objects"]:
        found[item["name"]] = numbers_in(" ".join(item[key] for key in ("pos", "bb", "width", "height") if key in item))
    for edge in graph["edges"]:
        found[edge["id"]] = numbers_in(edge["pos"] + " " + edge.get("lp", ""))
    return found


def numbers_in(places: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", places)]


def test_engine_uses_a_dot_program_where_there_is_no_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    needed("dot")
    sop = made(["satu", "dua"])
    inside = read(render_svg(placed(sop)))
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    outside = read(render_svg(placed(sop)))
    assert inside.keys() == outside.keys()
    for name, group in inside.items():
        assert group.box == pytest.approx(outside[name].box, abs=0.1), name


def test_the_engine_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    sop = made(["satu", "漢字 😀 dua"])
    render_png(placed(sop))
    assert capfd.readouterr() == ("", "")
