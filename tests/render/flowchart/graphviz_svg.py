"""The SVG that Graphviz itself draws of the DOT, with our titles and our places of text lines: what ours is held to.

Graphviz places lines by the fonts it finds; the drawing must not depend on those.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from sopgen.model import Sop
from sopgen.render.flowchart.source import legal, one_line
from sopgen.scene.chart import Chart, Sheet

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BASELINE = 0.345
"""from the middle of a line to its baseline, over the font size: between half of Arial's x-height and capitals"""
_G, _TEXT, _TITLE, _A = (f"{{{SVG}}}{tag}" for tag in ("g", "text", "title", "a"))
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of a group of the SVG."""

    title: str
    middle: float
    """y of its text's middle in the SVG's own axis"""
    pitch: float
    lines: tuple[str, ...]


def finish(drawing: bytes, sop: Sop, chart: Chart, linked: bool) -> bytes:
    """The SVG with titles, a description, a language, and without the engine's name and comments."""
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    root = ET.fromstring(drawing)
    parts = dict(_parts(chart))
    for group in root.iter(_G):
        part = parts.get(group.get("id", ""))
        if part:
            _settle(group, part)
        elif (title := group.find(_TITLE)) is not None:
            group.remove(title)
    _head(root, sop, chart, linked)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def _parts(chart: Chart) -> Iterator[tuple[str, _Part]]:
    for lane in chart.lanes:
        yield lane.id, _Part(lane.name, 0.0, 0.0, ())
    for item in (*chart.headings, *chart.numbers, *chart.symbols):
        yield item.id, _Part(item.title, item.box.center.y - chart.height, item.pitch, item.lines)
    for link in chart.links:
        middle = link.label_box.center.y - chart.height if link.label_box else 0.0
        yield link.id, _Part(link.title, middle, link.pitch, link.lines)


def _settle(group: ET.Element, part: _Part) -> None:
    title = group.find(_TITLE)
    if title is not None:
        title.text = legal(part.title.replace("\n", " "))
    for anchor in group.iter(_A):
        anchor.attrib.pop(f"{{{XLINK}}}title", None)
    texts = list(group.iter(_TEXT))
    shown = [i for i, line in enumerate(part.lines) if line] if len(texts) < len(part.lines) else range(len(texts))
    for i, text in zip(shown, texts, strict=False):
        text.attrib.pop(_PRESERVE, None)
        size = float(text.get("font-size", "0"))
        y = part.middle + (i - (len(part.lines) - 1) / 2) * part.pitch + BASELINE * size
        text.set("y", f"{y:.2f}")


def _head(root: ET.Element, sop: Sop, chart: Chart, linked: bool) -> None:
    """An image is one thing to a screen reader; with links inside it is a group."""
    title, desc = ET.Element(_TITLE, id="judul-bagan"), ET.Element(f"{{{SVG}}}desc", id="uraian-bagan")
    title.text = f"Bagan alir SOP {one_line(sop.judul)}" + (f", {chart.sheet.name}" if chart.sheet else "")
    lanes = ", ".join(one_line(lane.nama) for lane in sop.pelaksana)
    desc.text = f"{len(chart.row_ends)} langkah dari atas ke bawah; pelaksana dari kiri ke kanan: {lanes}."
    root.insert(0, title)
    root.insert(1, desc)
    for key, value in {
        "lang": "id",
        XML_LANG: "id",
        "role": "group" if linked else "img",
        "aria-labelledby": "judul-bagan",
        "aria-describedby": "uraian-bagan",
    }.items():
        root.set(key, value)
    if chart.sheet:
        _put_on_paper(root, chart.sheet)


def _put_on_paper(root: ET.Element, sheet: Sheet) -> None:
    """The size that fits, and what a browser is to print it on."""
    for side in ("width", "height"):
        root.set(side, f"{float(root.attrib[side].removesuffix('pt')) * sheet.scale:.2f}pt")
    style = ET.Element(f"{{{SVG}}}style")
    style.text = f"@page {{ size: {sheet.width:.2f}pt {sheet.height:.2f}pt; margin: {sheet.margin:.2f}pt }}"
    root.insert(2, style)
