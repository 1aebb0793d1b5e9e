"""Places a flow as a chart: symbols that hold their texts, in the lanes and rows that the procedure gives them too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise

from sopgen.flow import Flow, Node
from sopgen.layout.chart.sizes import (
    KINDS,
    OWN_CAPSULE,
    PENTAGON,
    common_width,
    heading_size,
    number_width,
    symbol_size,
)
from sopgen.layout.forms.labels import lane_groups
from sopgen.layout.procedure.lanes import fit_lanes
from sopgen.layout.procedure.page_plan import planned
from sopgen.layout.procedure.rows import page_geometry
from sopgen.layout.procedure.sizes import Size
from sopgen.layout.routing.page_flow import Cut, FlowIndex, PageFlow, page_flow
from sopgen.layout.routing.problem import Key, Spot, center
from sopgen.layout.told import OWN_CAPSULES, arrow_told, pentagon_told, symbol_told
from sopgen.model import Sop
from sopgen.scene.chart import Chart, ChartArrow, ChartBox, ChartLane, ChartPaper
from sopgen.scene.geometry import Point, Rect
from sopgen.text.letters import clean, one_line

HEADING_GAP = 4
NUMBER_HEIGHT = 14
TITLES = {"kelompok": "Kelompok", "lajur": "Pelaksana", "nomor": "Langkah", "judul": "Bagan alir"}
"""kind of a heading -> what a screen reader says before it"""
WHOLE: Mapping[int, str] = {}
"""the letters of a flow that is not cut"""
_UNSAFE = re.compile(r"[\s\"'<>&\\;`{}|]+")


def place_chart(sop: Sop, flow: Flow) -> Chart:
    """The chart of the whole flow."""
    return Placing(sop, flow, page_flow(FlowIndex(flow), 0, len(flow.keys))).chart()


class _Names:
    """Names that are unique and safe in DOT, XML and URLs; ordinary ids stay as they are."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def new(self, wanted: str) -> str:
        safe = name = _UNSAFE.sub("_", clean(wanted))
        count = 1
        while name in self.taken:
            count += 1
            name = f"{safe}~{count}"
        self.taken.add(name)
        return name


class Placing:
    """A part of a flow with everything placed; arrows to and from other parts end in pentagons.

    The judul stands over the lanes' headings, with the name of the sheet where there are several; the rows' numbers
    stand left of the lanes.
    """

    def __init__(self, sop: Sop, flow: Flow, part: PageFlow, sheet: str = "") -> None:
        self.sop, self.flow, self.part = sop, flow, part
        self.ids, self.names = _Names(), _Names()
        width = common_width(len(flow.lanes))
        self.sizes = {spot: self._size(flow.nodes[node], width) for node, spot in part.nodes.items()}
        self.sizes |= dict.fromkeys(part.pentagons.values(), Size(*PENTAGON, ()))
        plan = planned(flow, part, KINDS, self.sizes)
        self.labels = {label.edge: label for label in plan.labels}
        lanes = fit_lanes([plan], [width + 2 * KINDS.stub] * len(flow.lanes))
        self.geometry = page_geometry(plan, lanes, [0] * (part.last - part.first))
        left = max([number_width(text) for text in flow.numbers], default=0)
        self.borders = [left + edge for edge in lanes.edges]
        """x of the edges of the lanes"""
        runs = {range(i, i + 1): lane.nama for i, lane in enumerate(sop.pelaksana)}
        self.judul = "\n".join(filter(None, (one_line(sop.judul), sheet)))
        self.caption = heading_size(self.judul, self.borders[-1])
        self.groups, self.heads = (
            {run: heading_size(name, self.borders[run.stop] - self.borders[run.start]) for run, name in named.items()}
            for named in (lane_groups(sop), runs)
        )
        middle = self.caption.height + max((size.height for size in self.groups.values()), default=0)
        self.heading_tops = self.caption.height, middle, middle + max(size.height for size in self.heads.values())
        """y of groups, of the lanes in them, and of the lower edge of all"""
        self.top = self.heading_tops[2] + HEADING_GAP
        self.row_edges = list(accumulate(self.geometry.heights, initial=self.top))

    def _size(self, node: Node, width: int) -> Size:
        if own := OWN_CAPSULES.get(node.key):
            return Size(*OWN_CAPSULE, (own,))
        return symbol_size(node.kind, node.text or self.sop.langkah[node.row].kegiatan, width)

    @property
    def width(self) -> float:
        return self.borders[-1]

    @property
    def height(self) -> float:
        return self.row_edges[-1]

    def chart(self, letters: Mapping[int, str] = WHOLE, paper: ChartPaper | None = None, scale: float = 1.0) -> Chart:
        """`letters`: cut edge -> what its two pentagons read."""
        top, bottom = self.heading_tops[0], self.height
        symbols = {spot: self._symbol(self.flow.nodes[node], spot) for node, spot in self.part.nodes.items()}
        symbols |= {spot: self._pentagon(cut, spot, letters[cut[0]]) for cut, spot in self.part.pentagons.items()}
        lanes = tuple(
            ChartLane(self.ids.new(f"kolom:{lane.id}"), lane.nama, Rect(a, top, b - a, bottom - top))
            for lane, (a, b) in zip(self.sop.pelaksana, pairwise(self.borders), strict=True)
        )
        return Chart(
            title=self.sop.judul,
            font=self.sop.tampilan.huruf,
            width=self.width,
            height=bottom,
            lanes=lanes,
            headings=tuple(self._headings()),
            numbers=tuple(
                self._number(row) for row in range(self.part.first, self.part.last) if self.flow.numbers[row]
            ),
            symbols=tuple(symbols[spot] for spot in sorted(symbols)),
            arrows=tuple(self._arrow(i, symbols) for i in range(len(self.part.routes))),
            row_edges=tuple(self.row_edges),
            paper=paper,
            scale=scale,
        )

    def _headings(self) -> Iterator[ChartBox]:
        """The judul, the groups of lanes, the lanes."""
        top, middle, bottom = self.heading_tops
        yield self._item("judul", "judul", Rect(0, 0, self.width, top), self.caption, self.judul)
        for run, size in self.groups.items():
            name = self.sop.pelaksana[run.start].kelompok or ""
            box = Rect(self.borders[run.start], top, size.width, middle - top)
            yield self._item(f"kelompok:{name}", "kelompok", box, size, name)
        grouped = {lane for run in self.groups for lane in run}
        for i, (lane, size) in enumerate(zip(self.sop.pelaksana, self.heads.values(), strict=True)):
            y = middle if i in grouped else top
            box = Rect(self.borders[i], y, size.width, bottom - y)
            yield self._item(f"lajur:{lane.id}", "lajur", box, size, lane.nama, i)

    def _item(self, wanted: str, kind: str, box: Rect, size: Size, text: str, lane: int = -1) -> ChartBox:
        name = self.names.new(wanted.replace(":", "_"))
        return ChartBox(name, self.ids.new(wanted), kind, box, size.lines, f"{TITLES[kind]}: {text}", lane)

    def _number(self, row: int) -> ChartBox:
        text, key, width = self.flow.numbers[row], self.flow.keys[row], self.borders[0]
        spot = next(spot for i, spot in self.part.nodes.items() if self.flow.nodes[i].key == key)
        box = Rect(0, self._point(center(spot)).y - NUMBER_HEIGHT / 2, width, NUMBER_HEIGHT)
        return self._item(f"nomor:{key}", "nomor", box, Size(width, NUMBER_HEIGHT, (text,)), text)

    def _symbol(self, node: Node, spot: Spot) -> ChartBox:
        lane, size = self.sop.pelaksana[node.lane], self.sizes[spot]
        kegiatan = "" if node.key in OWN_CAPSULES else self.sop.langkah[node.row].kegiatan
        x, y = self._point(center(spot))
        return ChartBox(
            self.names.new(f"{node.key}@{lane.id}".replace(":", ".")),
            self.ids.new(f"langkah:{node.key}:{lane.id}"),
            node.kind.value,
            Rect(x - size.width / 2, y - size.height / 2, size.width, size.height),
            size.lines,
            symbol_told(self.sop, self.flow, node),
            node.lane,
            node.key if kegiatan else "",
            kegiatan if node.text else "",
        )

    def _pentagon(self, cut: Cut, spot: Spot, letter: str) -> ChartBox:
        index, leaving = cut
        size, (x, y) = self.sizes[spot], self._point(center(spot))
        wanted = f"sambungan:{letter}:{'keluar' if leaving else 'masuk'}"
        return ChartBox(
            self.names.new(wanted.replace(":", ".")),
            self.ids.new(wanted),
            "sambungan",
            Rect(x - size.width / 2, y - size.height / 2, size.width, size.height),
            (letter,),
            pentagon_told(self.flow, self.flow.edges[index], leaving, letter, "lembar lain"),
            spot[1],
        )

    def _arrow(self, i: int, symbols: dict[Spot, ChartBox]) -> ChartArrow:
        net, drawn, edge_index = self.part.problem.nets[i], self.part.routes[i], self.part.arrows[i][0]
        edge, label = self.flow.edges[edge_index], self.labels.get(edge_index)
        a, b = self.flow.nodes[edge.source], self.flow.nodes[edge.target]
        start, end = symbols[net.source], symbols[net.target]
        middle = start.box.center
        return ChartArrow(
            self.ids.new(f"panah:{a.key}:{b.key}" + (f":{edge.label}" if edge.label else "")),
            start.name,
            end.name,
            (
                start.box.port(drawn.start_side),
                *(self._point(key) for key in drawn.corners[1:-1]),
                end.box.port(drawn.end_side),
            ),
            arrow_told(self.sop, self.flow, edge, edge.label),
            edge.joint,
            not edge.joint and net.target[0] < net.source[0],
            Rect(middle.x + label.dx, middle.y + label.dy, label.size.width, label.size.height) if label else None,
            label.size.lines if label else (),
        )

    def _point(self, key: Key) -> Point:
        x, y = self.geometry.point(key)
        return Point(self.borders[0] + x, self.top + y)
