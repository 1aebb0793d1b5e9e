"""Renders a placed flowchart as DOT, SVG and PNG. Places of symbols and arrows stand in the DOT; Graphviz draws it."""

from __future__ import annotations

from sopgen.render.flowchart.dot import write_dot
from sopgen.render.flowchart.engine import draw
from sopgen.render.flowchart.png import with_resolution
from sopgen.render.flowchart.svg import finished
from sopgen.scene.chart import Chart

__all__ = ["dot_source", "render_png", "render_svg"]

DPI = 200.0
MOST_PIXELS = 32000
"""on a side: Cairo, which draws the PNG, holds 32767"""


def dot_source(chart: Chart, page: str | None = None) -> str:
    """The flowchart as DOT. `page`: the HTML file whose anchors the steps link to."""
    return str(write_dot(chart, page).source)


def render_svg(chart: Chart, page: str | None = None) -> bytes:
    """The flowchart as SVG. `page` as above. Raises EngineMissing."""
    return finished(draw(dot_source(chart, page), "svg"), chart, linked=bool(page))


def render_png(chart: Chart, dpi: float = DPI) -> bytes:
    """The flowchart as PNG, `dpi` pixels to the inch (fewer where it would have too many). Raises EngineMissing."""
    dpi = min(dpi, MOST_PIXELS * 72 / max(chart.width, chart.height))
    graph = write_dot(chart)
    graph.attr("graph", dpi=f"{dpi:g}")
    return with_resolution(draw(str(graph.source), "png"), dpi)
