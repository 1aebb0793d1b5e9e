"""Reads a drawn flowchart back from its SVG, for tests: boxes, lines and texts as a viewer would place them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree import ElementTree as ET

from sopgen.text.metrics import text_width

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
_PAIR = re.compile(r"(-?[\d.]+),(-?[\d.]+)")
Spot = tuple[float, float]
Box = tuple[float, float, float, float]
"""left, top, right, bottom"""


@dataclass
class Group:
    """One node, edge or lane of the SVG."""

    id: str
    classes: list[str]
    title: str
    outline: list[Spot]
    """the points of a node's or lane's outline, or an arrow's line without its head"""
    head: list[Spot]
    texts: list[tuple[str, Box]] = field(default_factory=list)
    href: str = ""

    @property
    def box(self) -> Box:
        if not self.outline:
            return self.texts[0][1]
        xs, ys = [x for x, _ in self.outline], [y for _, y in self.outline]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def line(self) -> list[Spot]:
        """The corners of the arrow from end to tip, as they would be if no bend were round."""
        points = self.outline[:1]
        for control, end in zip(self.outline[1::3], self.outline[3::3], strict=True):
            (x0, y0), (x1, y1) = points[-1], end
            if x0 != x1 and y0 != y1:  # a bend: its control points lie on both legs
                assert max(abs(x1 - x0), abs(y1 - y0)) <= 4.02
                points.append((x0, y1) if control[0] == x0 else (x1, y0))
            points.append(end)
        return [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]


def read(svg: bytes) -> dict[str, Group]:
    root = ET.fromstring(svg)
    found: dict[str, Group] = {}
    for element in root.iter(f"{SVG}g"):
        classes = element.get("class", "").split()
        if not {"node", "edge", "cluster"} & set(classes):
            continue
        group = _group(element, classes)
        assert group.id not in found, group.id
        found[group.id] = group
    return found


def _group(element: ET.Element, classes: list[str]) -> Group:
    shapes = [shape for shape in element.iter() if shape.tag in (f"{SVG}polygon", f"{SVG}path")]
    points = [_points(shape) for shape in shapes]
    title = element.find(f"{SVG}title")
    assert title is not None
    anchor = element.find(f".//{SVG}a")
    return Group(
        str(element.get("id")),
        classes,
        title.text or "",
        points[0] if points else [],
        points[1] if len(points) > 1 else [],
        [_text(text) for text in element.iter(f"{SVG}text")],
        "" if anchor is None else anchor.get(HREF, ""),
    )


def _points(shape: ET.Element) -> list[Spot]:
    source = shape.get("points") or shape.get("d") or ""
    return [(float(x), float(y)) for x, y in _PAIR.findall(source)]


def _text(element: ET.Element) -> tuple[str, Box]:
    text, size = element.text or "", float(element.get("font-size", "0"))
    half = text_width(text, size) * 0.75 / 2
    x, y = float(element.get("x", "0")), float(element.get("y", "0"))
    return text, (x - half, y - 0.72 * size, x + half, y + 0.21 * size)


def segments(line: list[Spot]) -> list[Box]:
    return [(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in pairwise(line)]


def overlap(a: Box, b: Box, by: float = 0.0) -> bool:
    """True where two boxes (or a segment and a box) share more than `by` in both directions."""
    return a[0] < b[2] - by and b[0] < a[2] - by and a[1] < b[3] - by and b[1] < a[3] - by


def in_diamond(box: Box, spot: Spot, slack: float = 0.0) -> bool:
    """True where a point lies inside the diamond in `box` (by more than `slack`, 1 = its half size)."""
    half_w, half_h = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    x, y = spot[0] - box[0] - half_w, spot[1] - box[1] - half_h
    return abs(x) / half_w + abs(y) / half_h <= 1 - slack
