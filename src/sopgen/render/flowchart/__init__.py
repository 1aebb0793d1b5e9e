"""Renders an SOP as a compact Graphviz flowchart: DOT, SVG and PNG of one drawing.

The places of symbols and arrows are ours and stand in the DOT. Graphviz draws the PNG; the SVG is written here as
Graphviz would draw it.
"""

from __future__ import annotations

from sopgen.flow import Flow
from sopgen.layout.chart.placing import place_chart
from sopgen.layout.chart.sheets import place_sheets
from sopgen.model import Sop
from sopgen.render.flowchart.engine import EngineMissing, draw
from sopgen.render.flowchart.png import with_resolution
from sopgen.render.flowchart.source import write_source
from sopgen.render.flowchart.svg import write_svg
from sopgen.scene.chart import Chart

__all__ = ["Chart", "EngineMissing", "dot_source", "place_chart", "place_sheets", "render_png", "render_svg"]

DPI = 200.0
MOST_PIXELS = 32000
"""on a side: Cairo, which draws the PNG, holds 32767"""


def dot_source(sop: Sop, flow: Flow, links: str | None = None, chart: Chart | None = None) -> str:
    """The flowchart as DOT. `links`: the HTML file whose anchors the steps link to; `chart`: one made before."""
    return str(write_source(sop, chart or place_chart(sop, flow), links).source)


def render_svg(sop: Sop, flow: Flow, links: str | None = None, chart: Chart | None = None) -> bytes:
    """The flowchart as SVG: what Graphviz makes of the DOT, also where there is none."""
    return write_svg(sop, chart or place_chart(sop, flow), links)


def render_png(sop: Sop, flow: Flow, dpi: float = DPI, chart: Chart | None = None) -> bytes:
    """The flowchart as PNG, `dpi` pixels to the inch (fewer where it would have too many). Raises EngineMissing."""
    chart = chart or place_chart(sop, flow)
    dpi = min(dpi, MOST_PIXELS * 72 / (max(chart.width, chart.height) * chart.scale))
    graph = write_source(sop, chart)
    graph.attr("graph", dpi=f"{dpi * chart.scale:g}")
    return with_resolution(draw(str(graph.source), "png"), dpi)
