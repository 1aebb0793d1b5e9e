"""Long flowcharts on paper: cut between rows, readable, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from chart_reader import read
from sops import EXAMPLES, example
from test_dot_drawing import check_labels, check_lines, check_room

from sopgen.flow import trace
from sopgen.render.flowchart import place_pages, render_svg
from sopgen.render.flowchart.paper import MARGIN, PAPERS


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_pages_hold_every_step_once_and_fit(path: Path, paper: str) -> None:
    sop = example(path)
    flow = trace(sop)
    charts = place_pages(sop, flow, paper)
    symbols, edges = [], []
    for chart in charts:
        groups = read(render_svg(sop, flow, chart=chart))
        check_room(groups)
        check_lines(groups)
        check_labels(groups)
        symbols += [name for name in groups if name.startswith("langkah:")]
        edges += [name for name in groups if name.startswith("panah:")]
    assert sorted(symbols) == sorted(f"langkah:{n.key}:{flow.lanes[n.lane]}" for n in flow.nodes)
    names = {f"panah:{flow.nodes[e.source].key}:{flow.nodes[e.target].key}" for e in flow.edges}
    assert {":".join(name.split("~")[0].split(":")[:3]) for name in edges} == names
    short, long = (side - 2 * MARGIN for side in PAPERS[paper])
    for chart in charts:
        fits = max(min(short / chart.width, long / chart.height), min(long / chart.width, short / chart.height))
        assert 8.0 * fits > (5.0 if paper == "a3" else 3.5)
