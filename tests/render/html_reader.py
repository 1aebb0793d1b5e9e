"""Reads back what an HTML document holds: its tables, its texts and what its SVG draws, from the bytes alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "wbr", "hr", "col", "img", "input"}
Box = tuple[float, float, float, float]
"""left, top, width, height"""


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> list[Element]:
        found = [self]
        for child in self.children:
            if isinstance(child, Element):
                found += child.walk()
        return found

    def all(self, tag: str, name: str = "") -> list[Element]:
        """Elements of a tag and, if given, a class."""
        return [e for e in self.walk() if e.tag == tag and (not name or name in e.attributes.get("class", "").split())]

    @property
    def text(self) -> str:
        parts = (child if isinstance(child, str) else child.text for child in self.children)
        return "\n" if self.tag == "br" else "".join(parts)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.stack = [Element("#document", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs})
        assert len(element.attributes) == len(attrs), f"an attribute twice: {attrs}"
        self.stack[-1].children.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stack[-1].children.append(Element(tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop().tag == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def read(data: bytes) -> Element:
    builder = _Builder()
    builder.feed(data.decode())
    builder.close()
    assert len(builder.stack) == 1
    return builder.stack[0]


def shape_box(group: Element) -> Box:
    """The box of a symbol's outline."""
    shape = next(e for e in group.walk() if e.attributes.get("class") == "bentuk")
    if shape.tag == "rect":
        x, y, w, h = (float(shape.attributes[key]) for key in ("x", "y", "width", "height"))
        return x, y, w, h
    corners = [tuple(map(float, pair.split(","))) for pair in shape.attributes["points"].split()]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def corners(path: Element) -> list[tuple[float, float]]:
    data = path.attributes["d"]
    assert re.fullmatch(r"M[-\d.]+ [-\d.]+(L[-\d.]+ [-\d.]+)+", data)
    return [(float(x), float(y)) for x, y in (pair.split() for pair in re.split("[ML]", data)[1:])]


def grid(table: Element) -> list[list[Element]]:
    """The table's cells by place; fails where cells overlap, leave a hole, or a row or column begins no cell."""
    width = len(table.all("col"))
    rows: list[list[Element]] = []
    begun: set[int] = set()
    for group in [*table.all("thead"), *table.all("tbody")]:
        lines = group.all("tr")
        places: dict[tuple[int, int], Element] = {}
        for y, line in enumerate(lines):
            cells = [cell for cell in line.children if isinstance(cell, Element)]
            assert cells, "a row without a cell of its own"
            for cell in cells:
                x = next(x for x in range(width) if (x, y) not in places)
                begun.add(x)
                for dx in range(int(cell.attributes.get("colspan", 1))):
                    for dy in range(int(cell.attributes.get("rowspan", 1))):
                        assert (x + dx, y + dy) not in places
                        places[x + dx, y + dy] = cell
        assert set(places) == {(x, y) for x in range(width) for y in range(len(lines))}
        rows += [[places[x, y] for x in range(width)] for y in range(len(lines))]
    assert begun == set(range(width)), "a column in which no cell begins"
    return rows
