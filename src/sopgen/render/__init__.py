"""Turns a document into the bytes of a format; `FORMATS` is the table of them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sopgen.flow import Flow
from sopgen.model import Sop
from sopgen.scene.chart import Chart
from sopgen.scene.document import Scene
from sopgen.scene.source import UNKNOWN, Source


@dataclass(frozen=True)
class Document:
    """One SOP on its way into one or more formats. Each drawing is laid out once, and only if a format asks for it."""

    sop: Sop
    flow: Flow
    lay_out: Callable[[], Scene]
    place_chart: Callable[[], Chart]
    place_sheets: Callable[[Chart], tuple[Chart, ...]]
    page: str | None = None
    """name of the HTML file that is made beside the others: flowcharts link to its rows"""
    links: Mapping[str, str] = field(default_factory=dict)
    """texts of keterkaitan and keterangan -> the address of the SOP they name"""
    dpi: float = 200.0
    """pixels to the inch of a PNG"""
    source: Source = UNKNOWN
    """the file that it comes from, which a workbook names"""

    @cached_property
    def scene(self) -> Scene:
        return self.lay_out()

    @cached_property
    def chart(self) -> Chart:
        return self.place_chart()

    @cached_property
    def sheets(self) -> tuple[Chart, ...]:
        """The flowchart in parts, where one sheet of paper cannot hold it readably."""
        return self.place_sheets(self.chart)


@dataclass(frozen=True, slots=True)
class Format:
    suffix: str
    function: Callable[[Document], bytes]
    sheets: Callable[[Document], Sequence[bytes]] | None = None
    """the same once more in sheets to print; none where one is enough"""


def _xlsx(document: Document) -> bytes:
    from sopgen.render.xlsx import render

    return render(document.scene, flow=document.flow, source=document.source)


def _html(document: Document) -> bytes:
    from sopgen.render.html import render

    return render(document.scene, document.sop, document.flow, document.links)


def _pdf(document: Document) -> bytes:
    from sopgen.render.pdf import render

    return render(document.scene, document.sop)


def _svg(document: Document) -> bytes:
    from sopgen.render.flowchart import render_svg

    return render_svg(document.chart, document.page)


def _svg_sheets(document: Document) -> list[bytes]:
    from sopgen.render.flowchart import render_svg

    return [render_svg(sheet, document.page) for sheet in document.sheets]


def _png(document: Document) -> bytes:
    from sopgen.render.flowchart import render_png

    return render_png(document.chart, document.dpi)


def _png_sheets(document: Document) -> list[bytes]:
    from sopgen.render.flowchart import render_png

    return [render_png(sheet, document.dpi) for sheet in document.sheets]


def _dot(document: Document) -> bytes:
    from sopgen.render.flowchart import dot_source

    return dot_source(document.chart, document.page).encode()


FORMATS = {
    "xlsx": Format(".xlsx", _xlsx),
    "html": Format(".html", _html),
    "pdf": Format(".pdf", _pdf),
    "svg": Format(".svg", _svg, _svg_sheets),
    "png": Format(".png", _png, _png_sheets),
    "dot": Format(".dot", _dot),
}
"""A format's libraries are loaded when it is first asked for: the command starts fast."""
