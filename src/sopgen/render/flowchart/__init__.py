"""Renders a placed flowchart as DOT, SVG and PNG. Places of symbols and arrows stand in the DOT; Graphviz draws it."""

from __future__ import annotations

import struct
import zlib

from sopgen.render.flowchart.dot import write_dot
from sopgen.render.flowchart.engine import draw
from sopgen.render.flowchart.svg import finished
from sopgen.scene.chart import Chart

__all__ = ["dot_source", "render_png", "render_svg"]

DPI = 200.0
MOST_PIXELS = 32000
"""on a side: Cairo, which draws the PNG, holds 32767"""
PNG_HEAD = 33
"""bytes of a PNG's signature and its first chunk, IHDR (PNG specification, 5.2 and 11.2.1)"""


def dot_source(chart: Chart, page: str | None = None) -> str:
    """The flowchart as DOT. `page`: the HTML file whose anchors the steps link to."""
    return str(write_dot(chart, page).source)


def render_svg(chart: Chart, page: str | None = None) -> bytes:
    """The flowchart as SVG. `page` as above. Raises EngineMissing."""
    return finished(draw(dot_source(chart, page), "svg"), chart, linked=bool(page))


def render_png(chart: Chart, dpi: float = DPI) -> bytes:
    """The flowchart as PNG, `dpi` pixels to the inch (fewer where it would have too many). Raises EngineMissing."""
    dpi = min(dpi, MOST_PIXELS * 72 / (max(chart.width, chart.height) * chart.scale))
    graph = write_dot(chart)
    graph.attr("graph", dpi=f"{dpi * chart.scale:g}")
    drawing, per_metre = draw(str(graph.source), "png"), round(dpi / 0.0254)
    size = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)  # how large it is on paper, which Cairo does not say
    chunk = struct.pack(">I", len(size) - 4) + size + struct.pack(">I", zlib.crc32(size))
    return drawing[:PNG_HEAD] + chunk + drawing[PNG_HEAD:]
