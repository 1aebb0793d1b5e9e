"""Cuts a flowchart that one sheet of paper cannot hold readably into several. Unit: the point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, product
from math import ceil

from sopgen.flow import Flow
from sopgen.layout.chart.placing import Placing
from sopgen.layout.paper import SIZES_MM
from sopgen.layout.routing.page_flow import FlowIndex, page_flow, pair_letters
from sopgen.model import Kertas, Sop
from sopgen.scene.chart import MARGIN, TEXT_PT, Chart, ChartPaper

LARGEST: Kertas = "a3"
PAPER_MARGIN = 28.0
"""of the paper: what printers leave white, and a little"""
READABLE = 6.0
"""pt of a text on paper: smaller ones are hard to read"""
SMALLER = (5.0, 4.0)
"""for many lanes full of arrows, which are too wide for A3 otherwise"""
MORE = 3
"""so many sheets more than by its height are tried before the next larger paper"""
MOST_ARROWS = 60
"""at one row: with more, a sheet would hold little but pentagons, and take long to draw"""
SLACK = 0.1
"""part of a sheet's height by which a cut may move to where fewer arrows cross it"""


def place_sheets(sop: Sop, flow: Flow, whole: Chart) -> tuple[Chart, ...]:
    """The chart in parts that can be read on the SOP's own paper, or else on A3, cut between rows.

    None where one sheet of A3 holds the whole readably, or where parts would not be larger.
    """
    largest = TEXT_PT * max(_scale(paper, whole.width, whole.height) for paper in _papers(LARGEST))
    at_row = Counter(flow.nodes[node].row for edge in flow.edges for node in (edge.source, edge.target))
    if largest >= READABLE or max(at_row.values(), default=0) > MOST_ARROWS:
        return ()
    sizes = dict.fromkeys((sop.tampilan.kertas, LARGEST))
    for size, text in (*((size, READABLE) for size in sizes), *((LARGEST, text) for text in SMALLER)):
        for paper in _papers(size):
            if text > largest and (charts := _fitting(sop, flow, whole, paper, text / TEXT_PT)):
                return charts
    return ()


def _papers(size: Kertas) -> Iterator[ChartPaper]:
    """Upright first: it holds more rows."""
    short, long = (side / 25.4 * 72 for side in SIZES_MM[size])
    yield ChartPaper(size.title(), short, long, PAPER_MARGIN)
    yield ChartPaper(size.title(), long, short, PAPER_MARGIN)


def _scale(paper: ChartPaper, width: float, height: float) -> float:
    """Points on the paper for each of the chart, of which Graphviz rounds one up; never enlarged."""
    rooms = (side - 2 * PAPER_MARGIN - 1 for side in (paper.width, paper.height))
    return min(1.0, *(room / (side + 2 * MARGIN) for room, side in zip(rooms, (width, height), strict=True)))


def _fitting(sop: Sop, flow: Flow, whole: Chart, paper: ChartPaper, least: float) -> tuple[Chart, ...]:
    """The fewest sheets that fit with at least this scale; none if there are none."""
    room = (paper.height - 2 * PAPER_MARGIN) / least
    fewest = max(2, ceil(whole.height / room))
    counts = range(fewest, min(fewest + MORE, len(flow.keys)) + 1)
    index = FlowIndex(flow)
    for count, slack in product(counts, (SLACK * room, 0.0)):
        parts, cuts = list[Placing](), _cuts(flow, whole, count, slack)
        for number, rows in enumerate(pairwise(cuts), 1):
            name = f"Lembar {number} dari {len(cuts) - 1} ({paper.name})"
            parts.append(Placing(sop, flow, page_flow(index, *rows), name))
            if _scale(paper, parts[-1].width, parts[-1].height) < least:
                break
        else:
            letters = pair_letters(part.part for part in parts)
            scale = min(_scale(paper, part.width, part.height) for part in parts)  # texts of one size on all
            return tuple(part.chart(letters, paper, scale) for part in parts)
    return ()


def _cuts(flow: Flow, whole: Chart, count: int, slack: float) -> list[int]:
    """The rows before which to cut for parts of about one height, with the ends."""
    ends = [sorted((flow.nodes[edge.source].row, flow.nodes[edge.target].row)) for edge in flow.edges]
    crossing = [sum(a < row <= b for a, b in ends) for row in range(len(flow.keys))]
    top, height = whole.row_edges[0], whole.row_edges[-1] - whole.row_edges[0]
    cuts = {0, len(flow.keys)}
    for wanted in (top + height * part / count for part in range(1, count)):
        off = {row: abs(y - wanted) for row, y in enumerate(whole.row_edges[:-1]) if row}
        cuts.add(min(off, key=lambda row: (max(0.0, off[row] - slack), crossing[row], off[row])))
    return sorted(cuts)
