"""Measures an SVG logo, and refuses one that could take any time to draw: a library may come from anybody."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

MAX_ELEMENTS = 50_000
"""those that it repeats (`use`, markers) or draws through (masks, clip paths) counted as often as they are drawn, and
the characters of its texts"""
MAX_DEPTH = 200
FINEST_DASH = 1 / 2000
"""of the drawing's longer side: finer dashes are very many"""
_COSTLY = frozenset({"filter", "pattern"})
"""elements that a few bytes make take any time to draw"""
_APPLIED = frozenset({"mask", "clipPath", "marker"})
"""elements that are drawn anew for each element that names them by `url(#…)`"""
_URL = re.compile(r"url\(\s*[\"']?#([^)\"']+)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_PX = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, None: 1.0}


class TooCostly(Exception):
    """The message says what in the drawing is, for the user."""


def measure_svg(data: bytes, is_picture: Callable[[bytes], bool]) -> tuple[float, float] | None:
    """The size in px that the root element or its viewBox gives; None where it is no whole SVG. Raises TooCostly.
    `is_picture`: whether embedded bytes are a picture that may be drawn."""
    try:
        root: Element = fromstring(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ParseError, DefusedXmlException, RecursionError):
        return None
    size = _size(root) if _local(root.tag) == "svg" else None
    if size:
        elements = list(root.iter())
        if _Counter(elements).drawn(root, 0) > MAX_ELEMENTS:
            raise TooCostly("terlalu banyak bagian")
        side = max(_view_box(root) or size)
        for element in elements:
            _require_simple(element, side, is_picture)
    return size


def _size(root: Element) -> tuple[float, float] | None:
    width, height = (
        float(match[1]) * _PX[match[2]] if (match := _LENGTH.fullmatch(root.get(side, ""))) else None
        for side in ("width", "height")
    )
    if box := _view_box(root):
        if not width and not height:
            return box
        width, height = width or (height or 0) * box[0] / box[1], height or (width or 0) * box[1] / box[0]
    return (width, height) if width and height else None


def _view_box(root: Element) -> tuple[float, float] | None:
    box = [float(n) for n in re.findall(r"[-+]?[0-9]*\.?[0-9]+", root.get("viewBox", ""))]
    return (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else None


class _Counter:
    """Counts what is drawn, wherever it is written; counting ends where it is too much."""

    def __init__(self, elements: list[Element]) -> None:
        self.known = {element.get("id", ""): element for element in elements}
        self.styled: dict[str, list[str]] = {}
        """`.class`, `#id` or `tag` -> what its rules in style sheets name by `url(#…)`"""
        for sheet in (element.text or "" for element in elements if _local(element.tag) == "style"):
            for selectors, body in _RULE.findall(sheet):
                for selector in selectors.split(","):
                    last = re.findall(r"[.#]?[\w*-]+", selector)[-1:]
                    self.styled.setdefault("".join(last), []).extend(_URL.findall(body))

    def drawn(self, element: Element, depth: int) -> int:
        """How many elements and characters are drawn for one element."""
        if depth > MAX_DEPTH:
            return MAX_ELEMENTS + 1
        total = 1 + (len("".join(element.itertext())) if _local(element.tag) == "text" else 0)
        for part, times in [*((part, 1) for part in element), *self._repeated(element)]:
            total += times * self.drawn(part, depth + 1)
            if total > MAX_ELEMENTS:
                break
        return total

    def _repeated(self, element: Element) -> Iterator[tuple[Element, int]]:
        """What stands elsewhere and is drawn for this element, and how often: a marker at every point of a path."""
        tag = _local(element.tag)
        if tag == "use":
            yield from ((self.known[link[1:]], 1) for link in _links(element) if link[1:] in self.known)
        names = [f".{name}" for name in element.get("class", "").split()]
        names += ["#" + element.get("id", ""), tag, "*"]
        named = [name for value in element.attrib.values() for name in _URL.findall(value)]
        for name in named + [name for key in names for name in self.styled.get(key, ())]:
            target = self.known.get(name)
            if target is not None and (kind := _local(target.tag)) in _APPLIED:
                points = element.get("d", "") + element.get("points", "")
                yield target, len(re.findall(r"[0-9]+", points)) + 1 if kind == "marker" else 1


def _require_simple(element: Element, side: float, is_picture: Callable[[bytes], bool]) -> None:
    name = _local(element.tag)
    style = element.get("style", "") + (element.text or "" if name == "style" else "")
    if name in _COSTLY:
        raise TooCostly(f"`{name}`")
    if "filter" in element.attrib or "filter" in style:
        raise TooCostly("`filter`")
    for written in (element.get("stroke-dasharray", ""), *re.findall(r"stroke-dasharray\s*:([^;}]*)", style)):
        lengths = [float(n) for n in re.findall(r"[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?", written)]
        if any(lengths) and sum(lengths) < side * FINEST_DASH:
            raise TooCostly("garis putus-putus yang terlalu halus")
    for link in _links(element):
        kind, _, content = link.partition(",")
        if kind.startswith("data:") and not (kind.endswith(";base64") and is_picture(_decoded(content))):
            raise TooCostly("gambar di dalam gambar yang bukan PNG atau JPEG")


def _links(element: Element) -> list[str]:
    return [value.strip() for key, value in element.attrib.items() if _local(key) == "href"]


def _decoded(content: str) -> bytes:
    try:
        return base64.b64decode(content)
    except ValueError:
        return b""


def _local(name: object) -> str:
    """The name without its namespace; empty for a comment."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""
