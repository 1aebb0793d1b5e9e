"""Parts a flowchart that one sheet of paper cannot hold readably into several sheets. Unit: points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from sopgen.flow import Flow
from sopgen.layout.chart.axis import STUB
from sopgen.layout.chart.placing import Placing
from sopgen.layout.chart.sizes import common_width
from sopgen.layout.paper import SIZES_MM
from sopgen.layout.routing.page_flow import FlowIndex, page_flow, pair_letters
from sopgen.model import Kertas, Sop
from sopgen.scene.chart import MARGIN, TEXT_PT, Chart, ChartPaper

LARGEST = Kertas.A3
PAPER_MARGIN = 28.0
"""of the paper: what printers leave white, and a little"""
READABLE = 6.0 / TEXT_PT
"""printed smaller than 6 pt, text is hard to read"""
SMALLER = (5.0 / TEXT_PT, 4.0 / TEXT_PT)
"""for many lanes full of arrows, which are too wide for A3 otherwise"""
MORE = 3
"""so many sheets more than by its area are tried before the next larger paper"""
MOST_ARROWS = 60
"""at one row: with more, a sheet would hold little but pentagons, and take long to draw"""
SLACK = 0.1
"""part of a sheet's height by which a cut may move to where fewer arrows cross it"""


@dataclass(frozen=True, slots=True)
class _Room:
    """A kind of paper as it lies."""

    name: str
    paper: tuple[float, float]

    @property
    def width(self) -> float:
        """Between the margins, less a point: Graphviz rounds sizes up."""
        return self.paper[0] - 2 * PAPER_MARGIN - 1

    @property
    def height(self) -> float:
        return self.paper[1] - 2 * PAPER_MARGIN - 1

    def scale(self, chart: Chart | Placing) -> float:
        """Points on this paper for each of the chart; never enlarged."""
        return min(1.0, self.width / (chart.width + 2 * MARGIN), self.height / (chart.height + 2 * MARGIN))


def place_sheets(sop: Sop, flow: Flow, whole: Chart) -> tuple[Chart, ...]:
    """The chart in parts that are readable on the SOP's own paper, or else on A3, cut between rows.

    None where one sheet of A3 holds the whole readably, or where parts would not be larger.
    """
    largest = max(room.scale(whole) for room in _rooms(LARGEST))
    ends = Counter(flow.nodes[node].row for edge in flow.edges for node in (edge.source, edge.target))
    if largest >= READABLE or max(ends.values(), default=0) > MOST_ARROWS:
        return ()
    narrowest = len(flow.lanes) * (common_width(len(flow.lanes)) + 2 * STUB)
    cutting = _Cutting(sop, flow, whole)
    papers = dict.fromkeys((sop.tampilan.kertas, LARGEST))
    for kertas, least in (*((kertas, READABLE) for kertas in papers), *((LARGEST, scale) for scale in SMALLER)):
        for room in _rooms(kertas):
            if narrowest * least <= room.width and least > largest and (parts := cutting.parts(room, least)):
                return cutting.charts(parts, room)
    return ()


def _rooms(kertas: Kertas) -> Iterator[_Room]:
    """Upright first: it holds more rows."""
    short, long = (side / 25.4 * 72 for side in SIZES_MM[kertas])
    yield _Room(kertas.value.title(), (short, long))
    yield _Room(kertas.value.title(), (long, short))


class _Cutting:
    def __init__(self, sop: Sop, flow: Flow, whole: Chart) -> None:
        self.sop, self.flow, self.whole = sop, flow, whole
        self.index = FlowIndex(flow)
        rows = [sorted((flow.nodes[edge.source].row, flow.nodes[edge.target].row)) for edge in flow.edges]
        self.crossing = [sum(a < row <= b for a, b in rows) for row in range(len(flow.keys))]
        """row -> how many arrows a cut above it would cut"""

    def parts(self, room: _Room, least: float) -> list[Placing]:
        """The fewest parts that fit with at least this scale; none if there are none."""
        fewest = ceil(self.whole.height * least / room.height)
        for count in range(max(2, fewest), min(fewest + MORE, len(self.flow.keys)) + 1):
            for slack in (SLACK * room.height / least, 0.0):
                if parts := self._fitting(self._cuts(count, slack), room, least):
                    return parts
        return []

    def _cuts(self, count: int, slack: float) -> list[int]:
        """The rows before which to cut for parts of about one height, with the ends."""
        caption = self.whole.lanes[0].box.y
        height = (self.whole.height - caption) / count
        cuts = {0, len(self.flow.keys)}
        for wanted in (height * part for part in range(1, count)):
            off = {row: abs(end - caption - wanted) for row, end in enumerate(self.whole.row_ends[:-1], start=1)}
            cuts.add(min(off, key=lambda row: (max(0.0, off[row] - slack), self.crossing[row], off[row])))
        return sorted(cuts)

    def _fitting(self, cuts: list[int], room: _Room, least: float) -> list[Placing]:
        found = []
        for first, last in pairwise(cuts):
            part = Placing(self.sop, self.flow, page_flow(self.index, first, last), sheet=True)
            if room.scale(part) < least:
                return []
            found.append(part)
        return found

    def charts(self, parts: list[Placing], room: _Room) -> tuple[Chart, ...]:
        """With letters over all sheets, and texts of one size on all."""
        letters = pair_letters(part.part for part in parts)
        scale = min(room.scale(part) for part in parts)
        papers = [
            ChartPaper(f"Lembar {number} dari {len(parts)} ({room.name})", scale, *room.paper, PAPER_MARGIN)
            for number in range(1, len(parts) + 1)
        ]
        return tuple(part.chart(paper, letters) for part, paper in zip(parts, papers, strict=True))
