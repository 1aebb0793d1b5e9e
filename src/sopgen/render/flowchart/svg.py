"""Adds to Graphviz's SVG what Graphviz does not write: a title, a description and a language for screen readers, what
each symbol and arrow says, and the size on paper.

Lines of text get our own heights: Graphviz places them by the fonts it finds, and the drawing must not depend on those.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from sopgen.scene.chart import LEADING, Chart, ChartPaper
from sopgen.text.letters import one_line

SVG, XLINK, XML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
BASELINE = 0.345
"""from the middle of a line to its baseline, over the font size: between half of Arial's x-height and capitals"""

ET.register_namespace("", SVG)
ET.register_namespace("xlink", XLINK)


def finished(drawing: bytes, chart: Chart, linked: bool) -> bytes:
    """Graphviz's SVG of the chart, with all that is missing in it. `linked`: its steps are links."""
    root = ET.fromstring(drawing)
    told: dict[str, tuple[str, tuple[str, ...], float]] = {lane.id: (lane.name, (), 0.0) for lane in chart.lanes}
    for item in (*chart.headings, *chart.numbers, *chart.symbols):
        told[item.id] = item.title, item.lines, item.box.center.y
    for arrow, label in chart.arrows:
        told[arrow.name] = arrow.description, label.lines if label else (), label.box.center.y if label else 0.0
    for group in root.iter(f"{{{SVG}}}g"):
        known = told.get(group.get("id", ""))
        title = group.find(f"{{{SVG}}}title")
        if known:
            said, lines, middle = known
            _settle(group, said, lines, middle - chart.height)  # the SVG's own axis begins at the chart's foot
        elif title is not None:
            group.remove(title)
    _describe(root, chart, linked)
    if chart.paper:
        _put_on(root, chart.paper, chart.scale)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def _settle(group: ET.Element, said: str, lines: tuple[str, ...], middle: float) -> None:
    """Say what it is in place of its name in the DOT, and put its lines where the layout measured them."""
    for title in group.findall(f"{{{SVG}}}title"):
        title.text = one_line(said)
    for anchor in group.iter(f"{{{SVG}}}a"):
        anchor.attrib.pop(f"{{{XLINK}}}title", None)  # a tooltip that would hide the title
    texts = list(group.iter(f"{{{SVG}}}text"))
    shown = [i for i, line in enumerate(lines) if line or len(texts) == len(lines)]  # some draw no blank line
    for i, text in zip(shown, texts, strict=False):
        text.attrib.pop(f"{{{XML}}}space", None)
        from_middle = (i - (len(lines) - 1) / 2) * LEADING + BASELINE * float(text.get("font-size", "0"))
        text.set("y", f"{middle + from_middle:.2f}")


def _describe(root: ET.Element, chart: Chart, linked: bool) -> None:
    """To a screen reader an image is one thing; with links inside it is a group."""
    title = ET.Element(f"{{{SVG}}}title", id="judul-bagan")
    title.text = f"Bagan alir SOP {one_line(chart.title)}"
    description = ET.Element(f"{{{SVG}}}desc", id="uraian-bagan")
    lanes = ", ".join(one_line(lane.name) for lane in chart.lanes)
    description.text = f"{len(chart.row_edges) - 1} langkah dari atas ke bawah; pelaksana dari kiri ke kanan: {lanes}."
    root[:0] = [title, description]
    for key, value in {
        "lang": "id",
        f"{{{XML}}}lang": "id",
        "role": "group" if linked else "img",
        "aria-labelledby": "judul-bagan",
        "aria-describedby": "uraian-bagan",
    }.items():
        root.set(key, value)


def _put_on(root: ET.Element, paper: ChartPaper, scale: float) -> None:
    """The size that fits, and what a browser is to print it on."""
    for side in ("width", "height"):
        root.set(side, f"{float(root.attrib[side].removesuffix('pt')) * scale:.2f}pt")
    style = ET.Element(f"{{{SVG}}}style")
    style.text = f"@page {{ size: {paper.width:.2f}pt {paper.height:.2f}pt; margin: {paper.margin:.2f}pt }}"
    root.insert(2, style)
