"""Writes the placed flowchart as DOT, with the graphviz package's classes.

Every node and arrow carries its place (`pos`, `bb`, `lp`), and `layout=nop2` makes every Graphviz (2.43 and 14 are
tested) draw just that: `dot -Tsvg`, `neato -n2`, in process. Places are points with y upwards, as Graphviz counts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from graphviz import Digraph, escape, nohtml

from sopgen.layout.chart.sizes import LABEL_PT, TEXT_PT
from sopgen.model import Sop
from sopgen.scene.chart import Chart, Item, Link
from sopgen.scene.geometry import Point, Rect

FALLBACKS = ("Arial", "Liberation Sans", "Helvetica", "sans-serif")
ARROW_SIZE = 0.6
HEAD = 10 * ARROW_SIZE
"""length of an arrow head, pt"""
BEND = 4.0
"""radius of a bend: where arrows join, it tells which way they go on, and a crossing has none"""
ROUND = 0.55
"""how far a quarter circle's control points lie from its ends towards the corner, over its radius"""
INK, BACK_INK, LANE_INK = "#1a1a1a", "#1f4e9c", "#9aa5b1"
GROUP_FILL, HEADING_FILL = "#c9d8ec", "#e2eaf5"
PAD = 5.76
"""around the drawing, pt"""
LANE_FILLS = ("#ffffff", "#f6f8fb")
STYLES = {
    "proses": {"shape": "box", "style": "filled", "fillcolor": "#ffffff"},
    "keputusan": {"shape": "diamond", "style": "filled", "fillcolor": "#fff4d6"},
    "terminator": {"shape": "box", "style": "rounded,filled", "fillcolor": "#dff0e0"},
    "sambungan": {"shape": "invhouse", "style": "filled", "fillcolor": "#efe6f5"},
    "lajur": {"shape": "box", "style": "filled", "fillcolor": HEADING_FILL, "color": LANE_INK},
    "kelompok": {"shape": "box", "style": "filled", "fillcolor": GROUP_FILL, "color": LANE_INK},
    "nomor": {"shape": "plaintext", "style": "solid"},
    "lembar": {"shape": "plaintext", "style": "solid"},
}
"""kind -> the look of its nodes"""

_ILLEGAL = re.compile("[^\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_source(sop: Sop, chart: Chart, links: str | None = None) -> Digraph:
    """The graph; `links`: the HTML file whose anchors the steps link to."""
    return _Writer(sop, chart, links).graph()


def splines(sop: Sop, chart: Chart) -> list[str]:
    """The `pos` of every arrow."""
    writer = _Writer(sop, chart, None)
    return [writer._spline(link) for link in chart.links]


def font_names(sop: Sop) -> str:
    return ",".join(dict.fromkeys((one_line(sop.tampilan.huruf).replace(",", " "), *FALLBACKS)))


def legal(text: str) -> str:
    """Without control characters and halves of surrogate pairs, which XML cannot hold; tabs become spaces."""
    return _ILLEGAL.sub("", text.replace("\t", " "))


def display(*lines: str) -> str:
    """Lines of text as Graphviz is to show them: no escape sequence, character entity or markup in them counts."""
    text: str = nohtml(r"\n".join(escape(legal(line).replace("&", "&amp;")) for line in lines))
    return text


def one_line(text: str) -> str:
    """For a comment, which a line break would end."""
    return " ".join(legal(" ".join(text.split())).split())


@lru_cache(maxsize=1 << 14)
def amount(value: float) -> str:
    """A number with at most two decimals."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


class _Writer:
    def __init__(self, sop: Sop, chart: Chart, links: str | None) -> None:
        self.sop, self.chart, self.links = sop, chart, links
        self.font = font_names(sop)

    def graph(self) -> Digraph:
        graph = Digraph(self._name(), comment=f"Bagan alir SOP: {one_line(self.sop.judul)}")
        graph.attr("graph", **self._graph_attributes())
        graph.attr("node", **self._node_defaults())
        graph.attr("edge", **self._edge_defaults())
        for i in range(len(self.chart.lanes)):
            graph.subgraph(self._lane(i))
        self._note(graph, "Kelompok pelaksana dan nomor langkah")
        for item in (*(item for item in self.chart.headings if item.lane < 0), *self.chart.numbers):
            self._node(graph, item)
        self._note(graph, "Alur")
        for link in self.chart.links:
            self._edge(graph, link)
        return graph

    def _name(self) -> str:
        name: str = nohtml(one_line(self.sop.judul).replace("\\", "/").replace('"', "'"))
        return name

    def _graph_attributes(self) -> dict[str, str]:
        return {
            "layout": "nop2",
            "bb": self._bounds(Rect(0.0, 0.0, self.chart.width, self.chart.height)),
            "charset": "UTF-8",
            "pad": f"{PAD / 72:.2f}",
            "splines": "ortho",
            "outputorder": "edgesfirst",
            "bgcolor": "white",
            "fontname": self.font,
            "fontsize": amount(TEXT_PT),
        }

    def _node_defaults(self) -> dict[str, str]:
        return {
            "fixedsize": "true",
            "margin": "0",
            "penwidth": "0.8",
            "color": INK,
            "fontname": self.font,
            "fontsize": amount(TEXT_PT),
            **STYLES["proses"],
        }

    def _edge_defaults(self) -> dict[str, str]:
        return {
            "arrowsize": amount(ARROW_SIZE),
            "penwidth": "0.9",
            "color": INK,
            "fontname": self.font,
            "fontsize": amount(LABEL_PT),
        }

    @staticmethod
    def _note(graph: Digraph, text: str) -> None:
        graph.body.append(f"\t// {one_line(text)}\n")

    def _lane(self, i: int) -> Digraph:
        lane = self.chart.lanes[i]
        cluster = Digraph(nohtml(f"cluster_{i + 1}"), comment=f"Pelaksana: {one_line(lane.name)}")
        cluster.attr(
            "graph",
            id=display(lane.id),
            **{"class": "kolom"},
            bb=self._bounds(lane.box),
            style="filled",
            color=LANE_INK,
            fillcolor=LANE_FILLS[i % 2],
            penwidth="0.5",
        )
        for item in (*self.chart.headings, *self.chart.symbols):
            if item.lane == i:
                self._node(cluster, item)
        return cluster

    def _node(self, graph: Digraph, item: Item) -> None:
        attributes = {
            "id": display(item.id),
            "class": f"langkah {item.kind}" if item.key else item.kind,
            "pos": self._point(item.box.center),
            "width": f"{item.box.w / 72:.4f}",
            "height": f"{item.box.h / 72:.4f}",
        }
        if item.kind != "proses":
            attributes |= STYLES[item.kind]
        if item.hidden:
            attributes["tooltip"] = display(one_line(item.hidden))
        if self.links and item.key:
            attributes["URL"] = display(f"{quote(self.links)}#langkah-{quote(item.key)}")
        graph.node(nohtml(item.name), display(*item.lines), **attributes)

    def _edge(self, graph: Digraph, link: Link) -> None:
        attributes = {"id": display(link.id), "class": "bersama" if link.joint else "panah", "pos": self._spline(link)}
        if link.joint:
            attributes["dir"] = "none"
        if link.back:
            attributes |= {"class": "panah balik", "color": BACK_INK}
        if link.label_box:
            attributes["lp"] = self._point(link.label_box.center)
        label = display(*link.lines) if link.label_box else None
        graph.edge(nohtml(link.source), nohtml(link.target), label, **attributes)

    # -- Graphviz's units ----------------------------------------------------------------------------------------

    def _point(self, point: Point) -> str:
        return f"{amount(point.x)},{amount(self.chart.height - point.y)}"

    def _bounds(self, box: Rect) -> str:
        return f"{self._point(Point(box.x, box.bottom))},{self._point(Point(box.right, box.y))}"

    def _spline(self, link: Link) -> str:
        """Bézier pieces, straight and round by turns, the last one short of the arrow head; `e,` gives its tip."""
        points = list(link.points)
        tip = points[-1]
        if not link.joint:
            points[-1] = _towards(tip, points[-2], HEAD)
        pieces = [points[0]]
        for before, corner, after in zip(points, points[1:-1], points[2:], strict=False):
            bend = min(BEND, _distance(before, corner) / 2, _distance(corner, after) / 2)
            start, end = _towards(corner, before, bend), _towards(corner, after, bend)
            pieces += (pieces[-1], start, start)
            pieces += (_towards(start, corner, bend * ROUND), _towards(end, corner, bend * ROUND), end)
        pieces += (pieces[-1], points[-1], points[-1])
        spline = " ".join(self._point(point) for point in pieces)
        return spline if link.joint else f"e,{self._point(tip)} {spline}"


def _distance(a: Point, b: Point) -> float:
    """Of two corners that follow each other on an arrow."""
    return abs(a.x - b.x) + abs(a.y - b.y)


def _towards(start: Point, end: Point, distance: float) -> Point:
    length = _distance(start, end)
    part = min(1.0, distance / length) if length else 0.0
    return Point(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part)
