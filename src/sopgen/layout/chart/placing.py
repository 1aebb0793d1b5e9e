"""Places a flow as a chart: symbols that hold their texts, in the lanes and rows that the procedure gives them too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import accumulate, pairwise

from sopgen.flow import Flow
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
from sopgen.layout.procedure.drawing import PageDrawing
from sopgen.layout.procedure.page_plan import planned
from sopgen.layout.procedure.positions import fit_lanes, page_geometry
from sopgen.layout.procedure.sizes import Size
from sopgen.layout.routing.page_flow import FlowIndex, PageFlow, page_flow
from sopgen.layout.routing.problem import center
from sopgen.model import Sop
from sopgen.scene.chart import Chart, ChartBox, ChartLane, ChartPaper
from sopgen.scene.document import Symbol
from sopgen.scene.geometry import Point, Rect
from sopgen.text.ids import unique
from sopgen.text.letters import clean, one_line

HEADING_GAP = 4
NUMBER_HEIGHT = 14
TITLES = {"kelompok": "Kelompok", "lajur": "Pelaksana", "nomor": "Langkah", "judul": "Bagan alir"}
"""kind of a heading -> what a screen reader says before it"""
_UNSAFE = re.compile(r"[\s\"'<>&\\;`{}|]+")


def place_chart(sop: Sop, flow: Flow) -> Chart:
    """The chart of the whole flow."""
    return Placing(sop, flow, page_flow(FlowIndex(flow), 0, len(flow.keys))).chart({})


class Placing:
    """A part of a flow with everything placed; arrows to and from other parts end in pentagons.

    The judul stands over the lanes' headings, with the name of the sheet where there are several; the rows' numbers
    stand left of the lanes.
    """

    def __init__(self, sop: Sop, flow: Flow, part: PageFlow, sheet: str = "") -> None:
        self.sop, self.flow, self.part = sop, flow, part
        self.ids, self.names = set[str](), set[str]()
        self.kegiatan = {key: step.kegiatan for key, step in zip(flow.keys, sop.langkah, strict=True)}
        width = common_width(len(flow.lanes))
        sizes = dict.fromkeys(part.pentagons.values(), Size(*PENTAGON, ()))
        for i, spot in part.nodes.items():
            node = flow.nodes[i]
            text = node.text or sop.langkah[node.row].kegiatan
            sizes[spot] = Size(*OWN_CAPSULE, (node.own,)) if node.own else symbol_size(node.kind, text, width)
        self.plan = planned(flow, part, KINDS, sizes)
        lanes = fit_lanes([self.plan], [width + 2 * KINDS.stub] * len(flow.lanes))
        self.geometry = page_geometry(self.plan, lanes, [0] * (part.last - part.first))
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
        self.width, self.height = self.borders[-1], self.row_edges[-1]

    def chart(self, letters: Mapping[int, str], paper: ChartPaper | None = None, scale: float = 1.0) -> Chart:
        """`letters`: cut edge -> what its two pentagons read."""
        top, bottom = self.heading_tops[0], self.height
        corner = Point(self.borders[0], self.top)
        drawing = PageDrawing(self.sop, self.flow, self.plan, self.geometry, corner, letters, "lembar")
        drawn = drawing.symbols
        symbols = {symbol.name: self._symbol(symbol, spot[1]) for spot, symbol in drawn.items()}
        labels = dict(zip((label.edge for label in self.plan.labels), drawing.labels(), strict=True))
        named = (
            replace(
                arrow, name=_new(arrow.name, self.ids), start=symbols[arrow.start].name, end=symbols[arrow.end].name
            )
            for arrow in drawing.connectors()
        )
        lanes = tuple(
            ChartLane(_new(f"kolom:{lane.id}", self.ids), lane.nama, Rect(a, top, b - a, bottom - top))
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
            symbols=tuple(symbols[drawn[spot].name] for spot in sorted(drawn)),
            arrows=tuple((arrow, labels.get(edge)) for arrow, (edge, _) in zip(named, self.part.arrows, strict=True)),
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
        name = _new(wanted.replace(":", "_"), self.names)
        return ChartBox(name, _new(wanted, self.ids), kind, box, size.lines, f"{TITLES[kind]}: {text}", lane)

    def _number(self, row: int) -> ChartBox:
        text, key, width = self.flow.numbers[row], self.flow.keys[row], self.borders[0]
        spot = next(spot for i, spot in self.part.nodes.items() if self.flow.nodes[i].key == key)
        middle = self.top + self.geometry.point(center(spot))[1]
        box = Rect(0, middle - NUMBER_HEIGHT / 2, width, NUMBER_HEIGHT)
        return self._item(f"nomor:{key}", "nomor", box, Size(width, NUMBER_HEIGHT, (text,)), text)

    def _symbol(self, symbol: Symbol, lane: int) -> ChartBox:
        kegiatan = self.kegiatan.get(symbol.langkah or "", "")
        wanted = f"{symbol.langkah}@{symbol.pelaksana}" if symbol.langkah else symbol.name
        return ChartBox(
            _new(wanted.replace(":", "."), self.names),
            _new(symbol.name, self.ids),
            symbol.kind.value,
            symbol.box,
            symbol.lines,
            symbol.description,
            lane,
            (symbol.langkah or "") if kegiatan else "",
            kegiatan if symbol.text else "",
        )


def _new(wanted: str, taken: set[str]) -> str:
    """A name that is unique and safe in DOT, XML and URLs; an ordinary id stays as it is."""
    return unique(_UNSAFE.sub("_", clean(wanted)), taken, "~")
