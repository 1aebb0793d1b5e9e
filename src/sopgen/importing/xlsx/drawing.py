"""The shapes of a sheet's drawing, at their places: symbols, arrows (connectors, lines, block arrows, freeforms), text.

Element names: ECMA-376 part 1, 20.1 (DrawingML) and 20.5 (SpreadsheetDrawingML). Three kinds of element:
read (the branches of `_element`), left out with a reason (`Page.ignored`), and all others, which are told
(`Page.unread`).
"""

from __future__ import annotations

import cmath
import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from sopgen.importing.page import Box, Ignored, Outline, Page, Picture, Point, Stroke, TextBox, Unread, around
from sopgen.importing.polygon import bezier, kind_of
from sopgen.scene.symbols import SymbolKind

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
EMU_PER_MM = 36_000
UNDERSTOOD = {"xdr14", "a14", "xdr", "a", "wps", "v2", "x14"}
"""Prefixes of `Requires` whose Choice is read; others fall back."""
TRUE = ("1", "true")
MAX_GROUPS = 20
LABEL_TEXT = 24
"""Characters of a text that may be the label of a branch."""

KINDS = {
    **dict.fromkeys(("rect", "flowChartProcess", "flowChartPredefinedProcess", "flowChartInternalStorage", "bevel",
                     "frame", "snip1Rect", "snip2SameRect", "plaque", "cube"), SymbolKind.PROCESS),
    **dict.fromkeys(("roundRect", "ellipse", "flowChartTerminator", "flowChartAlternateProcess", "round2SameRect",
                     "round1Rect", "round2DiagRect", "flowChartDelay"), SymbolKind.TERMINATOR),
    **dict.fromkeys(("diamond", "flowChartDecision"), SymbolKind.DECISION),
    **dict.fromkeys(("flowChartOffpageConnector", "homePlate", "pentagon", "flowChartConnector"), SymbolKind.OFF_PAGE),
}  # fmt: skip
LINES = {"line", "straightConnector1"} | {f"{kind}Connector{n}" for kind in ("bent", "curved") for n in range(2, 6)}
BLOCKS: dict[str, tuple[Point, ...]] = {
    **dict.fromkeys(("rightArrow", "notchedRightArrow", "stripedRightArrow", "leftRightArrow"), ((0, 0.5), (1, 0.5))),
    "leftArrow": ((1, 0.5), (0, 0.5)),
    **dict.fromkeys(("downArrow", "upDownArrow"), ((0.5, 0), (0.5, 1))),
    "upArrow": ((0.5, 1), (0.5, 0)),
    "bentArrow": ((0.12, 1), (0.12, 0.25), (1, 0.25)),
    "bentUpArrow": ((0, 0.88), (0.75, 0.88), (0.75, 0)),
}
"""Block arrows: the line along their middle, in a box of side 1."""
Transform = Callable[[Point], Point]
"""from where a shape says that a point is to its place on the sheet"""


def draw_on(page: Page, root: Element) -> None:
    """Everything that a drawing part draws on a sheet."""
    reader = _Reader(page)
    for anchor in root:
        if box := reader.anchor_box(anchor):
            for element in reader.chosen(anchor):
                reader.element(element, box, None, 0)
    page.strokes[:] = [
        replace(s, glue=(reader.glued(s.glue[0], s.points[0]), reader.glued(s.glue[1], s.points[-1])))
        for s in page.strokes
    ]


class _Reader:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0
        self.numbered: dict[str, list[Outline]] = defaultdict(list)
        """Shape id in the file -> the outlines that bear it: copies may bear one id."""

    def glued(self, number: str, end: Point) -> str:
        """The outline that an end is glued to; of several with this number the nearest."""
        alike = self.numbered.get(number, ())
        return min(alike, key=lambda outline: outline.box.distance(end)).id if alike else ""

    def next_id(self) -> str:
        self.count += 1
        return f"{self.page.name}#{self.count}"

    def anchor_box(self, anchor: Element) -> Box | None:
        start, end, place, size = (anchor.find(f"{XDR}{name}") for name in ("from", "to", "pos", "ext"))
        frame = _frame(anchor, f"{XDR}pos", f"{XDR}ext")
        if (start is None and place is None) or (end is None and size is None):
            return None
        x0, y0 = frame[:2] if start is None else self._corner(start)
        return around([(x0, y0), (x0 + frame.width, y0 + frame.height) if end is None else self._corner(end)])

    def _corner(self, corner: Element) -> Point:
        """A cell's corner and a stretch after it each way, which does not reach over the cell's end."""
        spot = []
        for edges, axis in ((self.page.columns, "col"), (self.page.rows, "row")):
            place = min(max(int(corner.findtext(f"{XDR}{axis}") or 0), 0), len(edges) - 2)
            off = max(int(corner.findtext(f"{XDR}{axis}Off") or 0), 0) / EMU_PER_MM
            spot.append(edges[place] + min(off, edges[place + 1] - edges[place]))
        return spot[0], spot[1]

    def chosen(self, parent: Element) -> Iterator[Element]:
        """The children that count: of mc:AlternateContent the first Choice that is understood, else its Fallback."""
        for child in parent:
            if child.tag != f"{MC}AlternateContent":
                yield child
                continue
            choices = [c for c in child if c.tag == f"{MC}Choice" and set(c.get("Requires", "").split()) <= UNDERSTOOD]
            chosen = choices[:1] or child.findall(f"{MC}Fallback")[:1]
            for branch in child:
                if branch in chosen:
                    yield from branch
                elif len(branch):
                    self.page.ignored[self.next_id()] = Ignored.OTHER_BRANCH

    def element(self, element: Element, box: Box, parent: Transform | None, depth: int) -> None:
        """One drawing element; `box` is where the anchor puts it, `parent` the transform of the group it is in."""
        match element.tag.removeprefix(XDR):
            case "sp" | "cxnSp":
                self._shape(element, box, parent)
            case "grpSp":
                self._group(element, box, parent, depth)
            case "pic":
                self.page.pictures.append(Picture(self.next_id(), _placed(_properties(element), box, parent)[2]))
            case "clientData" | "from" | "to" | "ext" | "pos" | "nvGrpSpPr" | "grpSpPr" | "extLst":
                return
            case tag:
                self.page.unread.append(Unread(self.next_id(), box, tag.rpartition("}")[2]))

    def _group(self, element: Element, box: Box, parent: Transform | None, depth: int) -> None:
        if depth >= MAX_GROUPS:
            self.page.unread.append(Unread(self.next_id(), box, "grpSp"))
            return
        properties = _properties(element, "grpSpPr")
        outer, transform, place = _placed(properties, box, parent)
        inner = Box(0, 0, outer.width, outer.height)
        if properties.find(f"{A}xfrm/{A}chOff") is not None:
            inner = _frame(properties, f"{A}xfrm/{A}chOff", f"{A}xfrm/{A}chExt")
        sx = outer.width / inner.width if inner.width else 1.0
        sy = outer.height / inner.height if inner.height else 1.0

        def scaled(point: Point) -> Point:
            return transform((outer.x0 + sx * (point[0] - inner.x0), outer.y0 + sy * (point[1] - inner.y0)))

        for child in self.chosen(element):
            self.element(child, place, scaled, depth + 1)

    def _shape(self, element: Element, box: Box, parent: Transform | None) -> None:
        id = self.next_id()
        number, name, hidden = (_said(element, f".//{XDR}cNvPr", word) for word in ("id", "name", "hidden"))
        if hidden in TRUE:
            self.page.ignored[id] = Ignored.INVISIBLE
            return
        properties = _properties(element)
        local, transform, place = _placed(properties, box, parent)
        text = _text(element)
        preset = _said(properties, f"{A}prstGeom", "prst")
        path = _path(properties, preset, local, element.tag == f"{XDR}cxnSp")
        if path is not None and not path[1]:
            glue = _said(element, f".//{A}stCxn", "id"), _said(element, f".//{A}endCxn", "id")
            points = tuple(transform(point) for point in path[0])
            self.page.strokes.append(Stroke(id, points, _heads(properties, preset), glue))
            if text:
                self.page.texts.append(TextBox(f"{id}.teks", place, text))
            return
        outlined, filled = _visible(element, properties)
        if text and (not outlined or (len(text) <= LABEL_TEXT and _said(element, f".//{XDR}cNvSpPr", "txBox") in TRUE)):
            self.page.texts.append(TextBox(id, place, text, name))
        elif not outlined and not filled:
            self.page.ignored[id] = Ignored.INVISIBLE
        else:
            kind = KINDS.get(preset) if path is None else kind_of([transform(point) for point in path[0]])
            self.page.outlines.append(Outline(id, place, kind, text, name))
            self.numbered[number].append(self.page.outlines[-1])


def _said(element: Element, path: str, name: str, otherwise: str = "") -> str:
    """What an attribute says of the element at a path; `otherwise` where one of them is not there."""
    found = element.find(path)
    return otherwise if found is None else found.get(name, otherwise)


def _frame(element: Element, place: str, size: str) -> Box:
    """The box of a place (`x`, `y`) and a size (`cx`, `cy`) at these paths; what is not there is 0."""
    x, y = (int(_said(element, place, name, "0")) / EMU_PER_MM for name in ("x", "y"))
    width, height = (int(_said(element, size, name, "0")) / EMU_PER_MM for name in ("cx", "cy"))
    return Box(x, y, x + width, y + height)


def _properties(element: Element, name: str = "spPr") -> Element:
    """What a shape or group says of its place and look; nothing where it says none."""
    found = element.find(f"{XDR}{name}")
    return Element(name) if found is None else found


def _placed(properties: Element, anchor: Box, parent: Transform | None) -> tuple[Box, Transform, Box]:
    """(the shape's own box before turning, the transform to the sheet, its visual box on the sheet).

    Outside groups the anchor is the visual box: Excel swaps width and height for turns between 45 and 135 degrees,
    and so on around. In groups `xfrm` holds the box before turning, in the group's own scale. Shapes are flipped
    first, then turned clockwise, both about the centre.
    """
    frame = f"{A}xfrm"
    rotation = int(_said(properties, frame, "rot", "0")) / 60_000
    flip_h, flip_v = (_said(properties, frame, f"flip{axis}") in TRUE for axis in "HV")
    box = anchor
    if parent is not None and properties.find(frame) is not None:
        box = _frame(properties, f"{frame}/{A}off", f"{frame}/{A}ext")
    elif 45 <= rotation % 180 < 135:
        (x, y), half_w, half_h = anchor.center, anchor.height / 2, anchor.width / 2
        box = Box(x - half_w, y - half_h, x + half_w, y + half_h)
    center, turn = complex(*box.center), cmath.rect(1, math.radians(rotation))

    def transform(point: Point) -> Point:
        off = complex(*point) - center
        spot = center + complex(-off.real if flip_h else off.real, -off.imag if flip_v else off.imag) * turn
        return (spot.real, spot.imag) if parent is None else parent((spot.real, spot.imag))

    corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))
    return box, transform, around([transform(corner) for corner in corners])


def _path(properties: Element, preset: str, box: Box, connector: bool) -> tuple[list[Point], bool] | None:
    """(points before turning, whether they close) of freeforms and lines (presetShapeDefinitions.xml); None for the
    presets that are symbols."""
    custom = properties.find(f"{A}custGeom")
    if custom is not None:
        return _freeform(custom, box)
    if not connector and preset not in LINES and preset not in BLOCKS:
        return None
    adjust = {}
    for guide in properties.iter(f"{A}gd"):
        words = guide.get("fmla", "").split()
        if len(words) == 2 and words[0] == "val":
            adjust[guide.get("name", "")] = float(words[1]) / 100_000
    first, second, third = (adjust.get(f"adj{n}", 0.5) for n in (1, 2, 3))
    bent: dict[str, tuple[Point, ...]] = {
        "2": ((0, 0), (1, 0), (1, 1)),
        "3": ((0, 0), (first, 0), (first, 1), (1, 1)),
        "4": ((0, 0), (first, 0), (first, second), (1, second), (1, 1)),
        "5": ((0, 0), (first, 0), (first, second), (third, second), (third, 1), (1, 1)),
    }
    unit = BLOCKS.get(preset) or bent.get(preset[-1:], ((0, 0), (1, 1)))
    return [(box.x0 + x * box.width, box.y0 + y * box.height) for x, y in unit], False


def _freeform(custom: Element, box: Box) -> tuple[list[Point], bool]:
    points: list[Point] = []
    closed = False
    for path in custom.iter(f"{A}path"):
        width, height = float(path.get("w") or 0), float(path.get("h") or 0)
        sx = box.width / width if width else 1 / EMU_PER_MM
        sy = box.height / height if height else 1 / EMU_PER_MM
        for step in path:
            spots = [(_guide(p, "x") * sx + box.x0, _guide(p, "y") * sy + box.y0) for p in step.iter(f"{A}pt")]
            if step.tag == f"{A}cubicBezTo" and len(spots) == 3 and points:
                points += bezier((points[-1], *spots))
            elif step.tag == f"{A}close":
                closed = True
            else:
                points += spots
    if len(points) < 2:
        return [(box.x0, box.y0), (box.x1, box.y1)], False
    reach = 0.02 * (box.width + box.height)
    meets = len(points) > 3 and abs(points[0][0] - points[-1][0]) + abs(points[0][1] - points[-1][1]) < reach
    return points, (closed and len(points) > 2) or meets


def _guide(point: Element, name: str) -> float:
    """A coordinate; one that names a formula is taken as 0 (no drawing program writes them for freeforms)."""
    try:
        return float(point.get(name, 0))
    except ValueError:
        return 0.0


def _heads(properties: Element, preset: str) -> tuple[bool, bool]:
    """Whether the line's start and end bear an arrow head."""
    if preset in ("leftRightArrow", "upDownArrow"):
        return True, True
    if preset in BLOCKS:
        return False, True
    heads = (_said(properties, f"{A}ln/{A}{end}", "type", "none") for end in ("headEnd", "tailEnd"))
    start, end = (head not in ("none", "oval") for head in heads)
    return start, end


def _visible(element: Element, properties: Element) -> tuple[bool, bool]:
    """(has a line, has a fill); a theme's style gives both where the shape says nothing itself."""
    outlined, filled = (_said(element, f"{XDR}style/{A}{ref}", "idx", "0") != "0" for ref in ("lnRef", "fillRef"))
    line = properties.find(f"{A}ln")
    if line is not None and len(line):
        outlined = line.find(f"{A}noFill") is None
    if properties.find(f"{A}noFill") is not None:
        filled = False
    elif any(properties.find(f"{A}{kind}") is not None for kind in ("solidFill", "gradFill", "pattFill", "blipFill")):
        filled = True
    return outlined, filled


def _text(element: Element) -> str:
    lines = ["".join(run.text or "" for run in paragraph.iter(f"{A}t")) for paragraph in element.iter(f"{A}p")]
    return "\n".join(line.strip() for line in lines if line.strip())
