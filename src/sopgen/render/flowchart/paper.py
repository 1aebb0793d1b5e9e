"""Cuts a long flowchart into charts that stay readable on paper. Unit: points."""

from __future__ import annotations

from sopgen.flow import Flow
from sopgen.model import Sop
from sopgen.render.flowchart.chart import Chart
from sopgen.render.flowchart.placing import place_chart
from sopgen.render.flowchart.symbols import TEXT_PT

PAPERS = {"a4": (595.0, 842.0), "a3": (842.0, 1191.0)}
"""short and long side"""
MARGIN = 28.0
LEAST_PT = 6.0
"""printed smaller, text is hard to read"""


def place_pages(sop: Sop, flow: Flow, paper: str = "a3") -> tuple[Chart, ...]:
    """The whole chart where one sheet holds it readably, else one chart a sheet, cut between rows."""
    whole = place_chart(sop, flow)
    short, long = (side - 2 * MARGIN for side in PAPERS[paper])
    if TEXT_PT * min(1.0, max(_scale(whole, short, long), _scale(whole, long, short))) >= LEAST_PT:
        return (whole,)
    upright = TEXT_PT * short / whole.width >= LEAST_PT
    width, height = (short, long) if upright else (long, short)
    return _cut(sop, flow, whole, height / min(1.0, width / whole.width))


def _scale(chart: Chart, width: float, height: float) -> float:
    return min(width / chart.width, height / chart.height)


def _cut(sop: Sop, flow: Flow, whole: Chart, room: float) -> tuple[Chart, ...]:
    """Charts of at most `room` in height (at least one row each)."""
    charts: list[Chart] = []
    first, count = 0, len(flow.keys)
    per_row = whole.height / count
    while first < count:
        last = min(count, first + max(1, int(room / per_row) + 1))
        chart = place_chart(sop, flow, first, last)
        while chart.height > room and last - first > 1:
            last -= max(1, min(last - first - 1, int((chart.height - room) / per_row)))
            chart = place_chart(sop, flow, first, last)
        charts.append(chart)
        first = last
    return tuple(charts)
