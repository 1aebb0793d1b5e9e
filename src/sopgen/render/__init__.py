"""Turns a document into the bytes of a format; `FORMATS` is the table of them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

from sopgen.flow import Flow
from sopgen.model import Sop
from sopgen.render.notices import Notice
from sopgen.scene.chart import Chart
from sopgen.scene.document import Scene
from sopgen.scene.source import Source


@dataclass(frozen=True)
class Document:
    """One SOP on its way into one or more formats. Each drawing is laid out once, and only if a format asks for it."""

    sop: Sop
    flow: Flow
    lay_out: Callable[[], Scene]
    place_chart: Callable[[], Chart]
    place_sheets: Callable[[Chart], tuple[Chart, ...]]
    source: Callable[[], Source]
    """tells the file that it comes from, which a workbook names"""
    page: str | None
    """name of the HTML file that is made beside the others: flowcharts link to its rows"""
    links: Mapping[str, str]
    """texts of keterkaitan and keterangan -> the address of the SOP they name"""
    dpi: float
    """pixels to the inch of a PNG"""
    notices: set[Notice]
    """what users should know of it: formats add to them"""

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


def _late(module: str, drawn: Callable[[Any, Document], Any]) -> Callable[[Document], Any]:
    """What a renderer's module makes of a document; loaded when it is first asked for, as the command starts fast."""
    return lambda document: drawn(import_module(f"sopgen.render.{module}"), document)


FORMATS: dict[str, Callable[[Document], bytes]] = {
    "xlsx": _late("xlsx", lambda xlsx, doc: xlsx.render(doc.scene, flow=doc.flow, source=doc.source())),
    "html": _late("html", lambda html, doc: html.render(doc.scene, doc.sop, doc.flow, doc.links)),
    "pdf": _late("pdf", lambda pdf, doc: pdf.render(doc.scene, doc.sop, notices=doc.notices)),
    "svg": _late("flowchart", lambda flowchart, doc: flowchart.render_svg(doc.chart, doc.page)),
    "png": _late("flowchart", lambda flowchart, doc: flowchart.render_png(doc.chart, doc.dpi)),
    "dot": _late("flowchart", lambda flowchart, doc: flowchart.dot_source(doc.chart, doc.page).encode()),
}
"""name of a format, which is the suffix of its files too -> what makes them"""
SHEETS: dict[str, Callable[[Document], Sequence[bytes]]] = {
    "svg": _late("flowchart", lambda flowchart, doc: [flowchart.render_svg(sheet, doc.page) for sheet in doc.sheets]),
    "png": _late("flowchart", lambda flowchart, doc: [flowchart.render_png(sheet, doc.dpi) for sheet in doc.sheets]),
}
"""the formats that come in sheets to print once more, where one sheet of paper cannot hold them readably"""
