"""Writes the placed flowchart as DOT, with the graphviz package's classes.

Every node and arrow carries its place (`pos`, `bb`, `lp`), and `layout=nop2` makes every Graphviz (2.43 and 14 are
tested) draw just that: `dot -Tsvg`, `neato -n2`, in process. Places are points with y upwards, as Graphviz counts.
"""

from __future__ import annotations

import math
import zlib
from urllib.parse import quote

from graphviz import Digraph, escape, nohtml

from sopgen.render.markup import anchor, number
from sopgen.scene.chart import MARGIN, TEXT_PT, Chart, ChartBox
from sopgen.scene.document import Connector, Label
from sopgen.scene.geometry import Point, Rect
from sopgen.text.letters import clean, one_line

LONGEST = 3000
"""characters: Graphviz reads at most 16 KB of one text"""
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
LANE_FILLS = ("#ffffff", "#f6f8fb")
STYLES = {
    "proses": {"shape": "box", "style": "filled", "fillcolor": "#ffffff"},
    "keputusan": {"shape": "diamond", "fillcolor": "#fff4d6"},
    "terminator": {"style": "rounded,filled", "fillcolor": "#dff0e0"},
    "sambungan": {"shape": "invhouse", "fillcolor": "#efe6f5"},
    "lajur": {"fillcolor": HEADING_FILL, "color": LANE_INK},
    "kelompok": {"fillcolor": GROUP_FILL, "color": LANE_INK},
    "nomor": {"shape": "plaintext", "style": "solid"},
    "judul": {"shape": "plaintext", "style": "solid"},
}
"""kind -> how its nodes look otherwise than those of `proses`, the graph's default"""


def write_dot(chart: Chart, page: str | None = None) -> Digraph:
    """The graph; `page`: the HTML file whose anchors the steps link to."""
    return _Writer(chart, page).graph()


def display(*lines: str) -> str:
    """Lines of text as Graphviz is to show them: no escape sequence, character entity or markup in them counts."""
    legal = [short(clean(line.replace("\t", " ")).replace("\n", " ")) for line in lines]
    text: str = nohtml(r"\n".join([escape(line.replace("&", "&amp;")) for line in legal]))
    return text


def short(text: str) -> str:
    """A text that Graphviz can read; of a longer one, its beginning and what tells it from others that begin alike."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… {zlib.crc32(text.encode()):08x}"


class _Writer:
    def __init__(self, chart: Chart, page: str | None) -> None:
        self.chart, self.page = chart, page and quote(page, errors="surrogateescape")
        self.middles = {item.name: item.box.center.y for item in chart.symbols}

    def graph(self) -> Digraph:
        chart = self.chart
        title = short(one_line(chart.title))
        name = nohtml(title.replace("\\", "/").replace('"', "'"))
        family = one_line(chart.font).replace(",", " ")
        font = {"fontname": ",".join(dict.fromkeys((family, *FALLBACKS))), "fontsize": number(TEXT_PT)}
        graph = Digraph(name, comment=f"Bagan alir SOP: {title}")
        graph.attr(
            "graph",
            layout="nop2",
            bb=self._bounds(Rect(0.0, 0.0, chart.width, chart.height)),
            charset="UTF-8",
            pad=f"{MARGIN / 72:.2f}",
            splines="ortho",
            outputorder="edgesfirst",
            bgcolor="white",
            **font,
        )
        graph.attr("node", fixedsize="true", margin="0", penwidth="0.8", color=INK, **font, **STYLES["proses"])
        graph.attr("edge", arrowsize=number(ARROW_SIZE), penwidth="0.9", color=INK, **font)
        for i in range(len(chart.lanes)):
            graph.subgraph(self._lane(i))
        graph.body.append("\t// Kelompok pelaksana dan nomor langkah\n")
        for item in (*(heading for heading in chart.headings if heading.lane < 0), *chart.numbers):
            self._node(graph, item)
        graph.body.append("\t// Alur\n")
        for arrow, label in chart.arrows:
            self._edge(graph, arrow, label)
        return graph

    def _lane(self, i: int) -> Digraph:
        lane = self.chart.lanes[i]
        cluster = Digraph(nohtml(f"cluster_{i + 1}"), comment=f"Pelaksana: {short(one_line(lane.name))}")
        cluster.attr(
            "graph",
            id=nohtml(short(lane.id)),
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

    def _node(self, graph: Digraph, item: ChartBox) -> None:
        attributes = {
            "id": nohtml(short(item.id)),
            "class": f"langkah {item.kind}" if item.key else item.kind,
            "pos": self._point(item.box.center),
            "width": f"{item.box.w / 72:.4f}",
            "height": f"{item.box.h / 72:.4f}",
        }
        if item.kind != "proses":
            attributes |= STYLES[item.kind]
        if item.hidden:
            attributes["tooltip"] = display(one_line(item.hidden))
        if self.page and item.key:
            attributes["URL"] = short(f"{self.page}#{quote(anchor(item.key))}")
        graph.node(nohtml(short(item.name)), display(*item.lines), **attributes)

    def _edge(self, graph: Digraph, arrow: Connector, label: Label | None) -> None:
        attributes = {"id": nohtml(short(arrow.name)), "class": "panah", "pos": self._spline(arrow)}
        if not arrow.head:
            attributes |= {"class": "bersama", "dir": "none"}
        elif self.middles[arrow.end] < self.middles[arrow.start]:
            attributes |= {"class": "panah balik", "color": BACK_INK}
        if label:
            attributes["lp"] = self._point(label.box.center)
        said = display(*label.lines) if label else None
        graph.edge(nohtml(short(arrow.start)), nohtml(short(arrow.end)), said, **attributes)

    # -- Graphviz's units ----------------------------------------------------------------------------------------

    def _point(self, point: Point) -> str:
        return f"{number(point.x)},{number(self.chart.height - point.y)}"

    def _bounds(self, box: Rect) -> str:
        return f"{self._point(Point(box.x, box.bottom))},{self._point(Point(box.right, box.y))}"

    def _spline(self, arrow: Connector) -> str:
        """Bézier pieces, straight and round by turns, the last one short of the arrow head; `e,` gives its tip."""
        at, points = self._point, list(arrow.points)
        tip = points[-1]
        if arrow.head:
            points[-1] = tip.towards(points[-2], HEAD)
        pieces = [at(points[0])]
        for before, corner, after in zip(points, points[1:-1], points[2:], strict=False):
            bend = min(BEND, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
            start, end = corner.towards(before, bend), corner.towards(after, bend)
            begin = at(start)
            pieces += (pieces[-1], begin, begin)
            pieces += map(at, (start.towards(corner, bend * ROUND), end.towards(corner, bend * ROUND), end))
        last = at(points[-1])
        spline = " ".join((*pieces, pieces[-1], last, last))
        return f"e,{at(tip)} {spline}" if arrow.head else spline
