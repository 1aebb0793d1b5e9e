"""Places a flow, or rows of it, as a chart: symbols on a grid of lanes and rows, arrows by the project's own router."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from sopgen.flow import Edge, Flow, Node
from sopgen.layout.chart.axis import PITCH, STUB, Axis, Reach, place
from sopgen.layout.chart.sizes import (
    OWN_CAPSULE,
    PENTAGON,
    Size,
    common_width,
    heading_size,
    label_size,
    line_height,
    number_width,
    symbol_size,
)
from sopgen.layout.forms.labels import lane_groups
from sopgen.layout.outcomes import beside, labelled
from sopgen.layout.routing.page_flow import Cut, FlowIndex, PageFlow, page_flow
from sopgen.layout.routing.problem import Spot
from sopgen.layout.routing.tracks import tracks
from sopgen.layout.told import OWN_CAPSULES, arrow_told, pentagon_told, symbol_told
from sopgen.model import Sop
from sopgen.scene.chart import LABEL_PT, Chart, ChartArrow, ChartBox, ChartLane, ChartPaper
from sopgen.scene.geometry import Point, Rect, Side
from sopgen.scene.symbols import SymbolKind
from sopgen.text.letters import clean, one_line

HEADING_GAP = 4.0
LABEL_GAP = 1.5
"""between a label and its arrow"""
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

    The judul stands over the lanes' headings; `sheet`: with a line below it that says which sheet it is.
    """

    def __init__(self, sop: Sop, flow: Flow, part: PageFlow, sheet: bool = False) -> None:
        self.sop, self.flow, self.part, self.sheet = sop, flow, part, sheet
        self.symbol_width = common_width(len(flow.lanes))
        self.ids, self.names = _Names(), _Names()
        self.sizes = {spot: self._size(flow.nodes[node]) for node, spot in self.part.nodes.items()}
        self.sizes.update(dict.fromkeys(self.part.pentagons.values(), Size(*PENTAGON, ())))
        self.labels = self._labels()
        self.x, self.y = self._axes()

    @property
    def width(self) -> float:
        return self.x.borders[-1]

    @property
    def height(self) -> float:
        return self.y.borders[-1]

    def _size(self, node: Node) -> Size:
        if own := OWN_CAPSULES.get(node.key):
            return Size(*OWN_CAPSULE, (own,))
        return symbol_size(node.kind, node.text or self.sop.langkah[node.row].kegiatan, self.symbol_width)

    # -- labels --------------------------------------------------------------------------------------------------

    def _labels(self) -> dict[int, tuple[Size, float, float]]:
        """Net index -> (label, its left top from the diamond's centre), for the first arrow of every outcome."""
        bearing = labelled(self.flow, self.part).items()
        found = {i: (label_size(outcome), spot, side) for i, (spot, outcome, side) in bearing}
        above = {spot: size.width for size, spot, side in found.values() if side is Side.TOP}
        nodes = self.flow.nodes
        diamonds = {spot for node, spot in self.part.nodes.items() if nodes[node].kind is SymbolKind.DECISION}
        return {
            i: (size, *_place_label(size, side, self.sizes[spot], spot in diamonds, above.get(spot, 0.0)))
            for i, (size, spot, side) in found.items()
        }

    # -- places --------------------------------------------------------------------------------------------------

    def _axes(self) -> tuple[Axis, Axis]:
        problem = self.part.problem
        lanes, bands = self._reaches(problem.lanes, problem.bands)
        columns, rows = tracks(problem, self.part.routes)
        x = place(lanes, columns, max([number_width(text) for text in self.flow.numbers], default=0.0))
        spans = [
            {key: [(x.places[a] - PITCH + 0.5, x.places[b]) for a, b in found] for key, found in channel.items()}
            for channel in rows
        ]
        groups, names = self._heading_sizes(x)
        top = self._caption_size(x.borders[-1], "-" if self.sheet else "").height
        middle = top + max((size.height for size in groups.values()), default=0.0)
        self.heading_tops = (top, middle, middle + max(size.height for size in names))
        return x, place(bands, spans, self.heading_tops[2] + HEADING_GAP)

    def _reaches(self, lanes: int, bands: int) -> tuple[list[Reach], list[Reach]]:
        columns, rows = [[0.0, 0.0] for _ in range(lanes)], [[0.0, 0.0] for _ in range(bands)]
        for (band, lane), size in self.sizes.items():
            columns[lane] = [max(reach, size.width / 2) for reach in columns[lane]]
            rows[band] = [max(reach, size.height / 2) for reach in rows[band]]
        for i, (size, dx, dy) in self.labels.items():
            band, lane = self.part.problem.nets[i].source
            columns[lane] = [max(columns[lane][0], -dx), max(columns[lane][1], dx + size.width)]
            rows[band] = [max(rows[band][0], -dy), max(rows[band][1], dy + size.height)]
        least = self.symbol_width + 2 * STUB
        return [Reach(a, b, least) for a, b in columns], [Reach(a, b) for a, b in rows]

    def _caption_size(self, width: float, sheet: str) -> Size:
        return heading_size("\n".join(filter(None, (one_line(self.sop.judul), sheet))), width)

    def _heading_sizes(self, x: Axis) -> tuple[dict[range, Size], list[Size]]:
        runs = lane_groups(self.sop).items()
        groups = {run: heading_size(name, x.borders[run.stop] - x.borders[run.start]) for run, name in runs}
        lanes = zip(self.sop.pelaksana, pairwise(x.borders), strict=True)
        return groups, [heading_size(lane.nama, right - left) for lane, (left, right) in lanes]

    # -- the chart -----------------------------------------------------------------------------------------------

    def chart(self, paper: ChartPaper | None = None, letters: Mapping[int, str] = WHOLE) -> Chart:
        """`letters`: cut edge -> what its two pentagons read."""
        top, bottom = self.heading_tops[0], self.height
        symbols = {spot: self._symbol(self.flow.nodes[node], spot) for node, spot in self.part.nodes.items()}
        lanes = tuple(
            ChartLane(self.ids.new(f"kolom:{lane.id}"), lane.nama, Rect(a, top, b - a, bottom - top))
            for lane, (a, b) in zip(self.sop.pelaksana, pairwise(self.x.borders), strict=True)
        )
        symbols.update({spot: self._pentagon(cut, spot, letters[cut[0]]) for cut, spot in self.part.pentagons.items()})
        numbers = tuple(self._number(row) for row in range(self.part.first, self.part.last) if self.flow.numbers[row])
        bottoms = dict(zip(self.part.band_rows, self.y.borders[1:], strict=True))
        return Chart(
            title=self.sop.judul,
            font=self.sop.tampilan.huruf,
            width=self.width,
            height=bottom,
            lanes=lanes,
            headings=tuple(self._headings(paper)),
            numbers=numbers,
            symbols=tuple(symbols[spot] for spot in sorted(symbols)),
            arrows=tuple(self._arrow(i, symbols) for i in range(len(self.part.routes))),
            row_ends=tuple(bottoms.values()),
            paper=paper,
        )

    def _headings(self, paper: ChartPaper | None) -> Iterator[ChartBox]:
        """The judul, and which sheet it is, where it is one of several; the groups of lanes; the lanes."""
        name = paper.name if paper else ""
        box = Rect(0.0, 0.0, self.width, self.heading_tops[0])
        size = self._caption_size(self.width, name)
        yield self._item("lembar" if paper else "judul", "lembar", box, size, name or one_line(self.sop.judul))
        groups, names = self._heading_sizes(self.x)
        top, middle, bottom = self.heading_tops
        runs = lane_groups(self.sop)
        for run, name in runs.items():
            left, right = self.x.borders[run.start], self.x.borders[run.stop]
            box = Rect(left, top, right - left, middle - top)
            yield self._item(f"kelompok:{name}", "kelompok", box, groups[run], name)
        grouped = {lane for run in runs for lane in run}
        for i, (lane, size) in enumerate(zip(self.sop.pelaksana, names, strict=True)):
            left, right, y = self.x.borders[i], self.x.borders[i + 1], middle if i in grouped else top
            box = Rect(left, y, right - left, bottom - y)
            yield self._item(f"lajur:{lane.id}", "lajur", box, size, lane.nama, i)

    def _item(self, wanted: str, kind: str, box: Rect, size: Size, text: str, lane: int = -1) -> ChartBox:
        title = {"kelompok": "Kelompok", "lajur": "Pelaksana", "nomor": "Langkah", "lembar": "Bagan alir"}[kind]
        name = self.names.new(wanted.replace(":", "_"))
        return ChartBox(name, self.ids.new(wanted), kind, box, size.lines, line_height(text), f"{title}: {text}", lane)

    def _number(self, row: int) -> ChartBox:
        text, key = self.flow.numbers[row], self.flow.keys[row]
        band = next(spot[0] for i, spot in self.part.nodes.items() if self.flow.nodes[i].key == key)
        width = self.x.borders[0]
        y = self.y.places[2.0 * band + 1]
        return self._item(f"nomor:{key}", "nomor", Rect(0.0, y - 7, width, 14.0), Size(width, 14.0, (text,)), text)

    def _symbol(self, node: Node, spot: Spot) -> ChartBox:
        lane, size = self.sop.pelaksana[node.lane], self.sizes[spot]
        kegiatan = "" if node.key in OWN_CAPSULES else self.sop.langkah[node.row].kegiatan
        return ChartBox(
            self.names.new(f"{node.key}@{lane.id}".replace(":", ".")),
            self.ids.new(f"langkah:{node.key}:{lane.id}"),
            node.kind.value,
            self._box(spot),
            size.lines,
            line_height(" ".join(size.lines)),
            symbol_told(self.sop, self.flow, node),
            node.lane,
            node.key if kegiatan else "",
            kegiatan if node.text else "",
        )

    def _box(self, spot: Spot) -> Rect:
        size = self.sizes[spot]
        x, y = self.x.places[2.0 * spot[1] + 1], self.y.places[2.0 * spot[0] + 1]
        return Rect(x - size.width / 2, y - size.height / 2, size.width, size.height)

    def _pentagon(self, cut: Cut, spot: Spot, letter: str) -> ChartBox:
        edge, leaving = self.flow.edges[cut[0]], bool(cut[1])
        wanted = f"sambungan:{letter}:{'keluar' if leaving else 'masuk'}"
        return ChartBox(
            self.names.new(wanted.replace(":", ".")),
            self.ids.new(wanted),
            "sambungan",
            self._box(spot),
            (letter,),
            line_height(letter),
            pentagon_told(self.flow, edge, leaving, letter, "lembar lain"),
            spot[1],
        )

    # -- arrows --------------------------------------------------------------------------------------------------

    def _arrow(self, i: int, symbols: dict[Spot, ChartBox]) -> ChartArrow:
        net, drawn = self.part.problem.nets[i], self.part.routes[i]
        edge: Edge = self.flow.edges[self.part.arrows[i][0]]
        a, b = self.flow.nodes[edge.source], self.flow.nodes[edge.target]
        label, start, end = self.labels.get(i), symbols[net.source].box, symbols[net.target].box
        inner = [Point(self.x.places[x], self.y.places[y]) for x, y in drawn.corners[1:-1]]
        label_box = None
        if label:
            size, dx, dy = label
            label_box = Rect(start.center.x + dx, start.center.y + dy, size.width, size.height)
        outcome = f":{edge.label}" if edge.label else ""
        return ChartArrow(
            self.ids.new(f"panah:{a.key}:{b.key}{outcome}"),
            symbols[net.source].name,
            symbols[net.target].name,
            (start.port(drawn.start_side), *inner, end.port(drawn.end_side)),
            arrow_told(self.sop, self.flow, edge, edge.label),
            edge.joint,
            not edge.joint and net.target[0] < net.source[0],
            edge.label if label else "",
            label_box,
            label[0].lines if label else (),
            line_height(edge.label, LABEL_PT),
        )


def _place_label(label: Size, side: Side, symbol: Size, diamond: bool, above: float) -> tuple[float, float]:
    """Left top of a label from its symbol's centre.

    `diamond`: the label may stand in a free corner of the symbol's box. `above`: the width of the label over it.
    """
    air = 0 if diamond else 2 * LABEL_GAP
    reach, half_h = symbol.width / 2 + air, symbol.height / 2 + air
    aside = max(4.0, LABEL_GAP * reach / half_h + 2)
    if side is Side.RIGHT and label.height + LABEL_GAP > half_h - 2 and above:
        reach = max(reach, aside + above + 2)
    return beside(side, (label.width, label.height), reach, LABEL_GAP, half_h - LABEL_GAP, aside)
