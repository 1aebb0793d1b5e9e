"""Independent judge of the PDFs: what a file really draws and says, from its content streams and its tags.

Written apart from sopgen and sharing no code with it. Lengths are pt from the top left corner of the page.
"""

from __future__ import annotations

import ctypes
import io
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

Spot = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]

NEAR = 0.1
PAINTING = ("S", "s", "f", "f*", "B", "B*", "b", "b*", "n")


@dataclass
class Arrow:
    points: list[Spot]
    """from its start to the tip of its head"""
    head: bool


@dataclass
class Shape:
    corners: list[Spot]
    """of a polygon; of a capsule, where its curves begin and end"""
    curved: bool

    @property
    def box(self) -> tuple[float, float, float, float]:
        xs, ys = zip(*self.corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


@dataclass
class ReadPage:
    width: float
    height: float
    arrows: list[Arrow] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    rules: list[tuple[Spot, Spot]] = field(default_factory=list)
    text: str = ""
    """as a viewer's search sees it"""


@dataclass
class Tag:
    """An element of the structure tree."""

    kind: str
    alt: str = ""
    children: list[Tag] = field(default_factory=list)
    own: list[str] = field(default_factory=list)

    def each(self) -> Iterator[Tag]:
        yield self
        for child in self.children:
            yield from child.each()

    def find(self, kind: str) -> list[Tag]:
        return [tag for tag in self.each() if tag.kind == kind]

    def text(self) -> str:
        """What is read aloud of it, in order."""
        return "".join(self.own)


def read(data: bytes) -> list[ReadPage]:
    """The pages with what is drawn on them."""
    pages = []
    texts = pypdfium2.PdfDocument(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            width, height = (float(side) for side in page.mediabox[2:])
            found = ReadPage(width, height, text=texts[number].get_textpage().get_text_bounded())
            _draw(found, _paths(page, height))
            pages.append(found)
    return pages


@dataclass
class _Path:
    parts: list[list[Spot]] = field(default_factory=list)
    curved: bool = False
    paint: str = ""


def _paths(page: pikepdf.Page, height: float) -> Iterator[_Path]:
    """Every painted path, in the order of painting."""
    matrix, stack = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), list[Matrix]()
    path = _Path()
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "q":
            stack.append(matrix)
        elif name == "Q":
            matrix = stack.pop()
        elif name == "cm":
            matrix = _times([float(value) for value in operands], matrix)
        elif name in ("m", "l", "c", "re"):
            _extend(path, name, [float(value) for value in operands], matrix, height)
        elif name in PAINTING:
            path.paint = name
            yield path
            path = _Path()


def _extend(path: _Path, name: str, values: list[float], matrix: Matrix, height: float) -> None:
    def spot(x: float, y: float) -> Spot:
        a, b, c, d, e, f = matrix
        return a * x + c * y + e, height - (b * x + d * y + f)

    if name == "re":
        x, y, w, h = values
        path.parts.append([spot(x, y), spot(x + w, y), spot(x + w, y + h), spot(x, y + h)])
    elif name == "m":
        path.parts.append([spot(*values)])
    else:
        path.parts[-1].append(spot(*values[-2:]))
        path.curved = path.curved or name == "c"


def _times(first: list[float], then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _draw(page: ReadPage, paths: Iterator[_Path]) -> None:
    """Tells arrows, symbols and ruled lines apart: by how they are painted and by the number of their parts."""
    lines: list[list[Spot]] = []
    heads: list[list[Spot]] = []
    for path in paths:
        parts = [_closed(part) for part in path.parts if len(part) > 1]
        if path.paint == "S" and len(path.parts) == 1 and not path.curved and path.parts[0][0] != path.parts[0][-1]:
            lines.append(path.parts[0])
        elif path.paint == "S" and not path.curved and len(path.parts) > 1:
            page.rules += [(part[0], part[-1]) for part in path.parts]
        elif path.paint.startswith("f") and len(parts) == 1 and len(parts[0]) == 3:
            heads.append(parts[0])
        elif len(parts) == 1 and (path.paint.startswith(("B", "b")) or (path.paint == "S" and path.curved)):
            page.shapes.append(Shape(parts[0], path.curved))
    for line in lines:
        heads_here = [head for head in heads if math.dist(_middle(head[1], head[2]), line[-1]) < NEAR]
        if heads_here:
            heads.remove(heads_here[0])
            page.arrows.append(Arrow([*line[:-1], heads_here[0][0]], True))
        else:
            page.arrows.append(Arrow(line, False))
    page.arrows += [Arrow([_middle(head[1], head[2]), head[0]], True) for head in heads]


def _closed(part: list[Spot]) -> list[Spot]:
    return part[:-1] if math.dist(part[0], part[-1]) < 1e-3 else part


def _middle(first: Spot, second: Spot) -> Spot:
    return (first[0] + second[0]) / 2, (first[1] + second[1]) / 2


# ---- tags


def tags(data: bytes) -> Tag:
    """The structure tree with its texts, in reading order."""
    texts = _marked_texts(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.objgen: index for index, page in enumerate(pdf.pages)}
        return _tag(pdf.Root.StructTreeRoot, numbers, texts, None)


def _marked_texts(data: bytes) -> dict[tuple[int, int], str]:
    """(page, MCID) -> text."""
    document = pypdfium2.PdfDocument(data)
    found: dict[tuple[int, int], str] = defaultdict(str)
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=9):
            size = pdfium.FPDFTextObj_GetText(item.raw, text_page.raw, None, 0)
            buffer = (ctypes.c_ushort * (size // 2))()
            pdfium.FPDFTextObj_GetText(item.raw, text_page.raw, buffer, size)
            text = bytes(buffer).decode("utf-16-le").rstrip("\0")
            found[number, pdfium.FPDFPageObj_GetMarkedContentID(item.raw)] += text
    return found


def _tag(element: Any, numbers: dict[Any, int], texts: dict[tuple[int, int], str], page: int | None) -> Tag:
    tag = Tag(str(element.get("/S", "/Root"))[1:], str(element.get("/Alt", "")))
    page = numbers[element.Pg.objgen] if "/Pg" in element else page
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR":
            child = _tag(kid, numbers, texts, page)
            tag.children.append(child)
            tag.own.append(child.text())
        else:
            on = numbers[kid.Pg.objgen] if isinstance(kid, pikepdf.Dictionary) and "/Pg" in kid else page
            mcid = int(kid.MCID) if isinstance(kid, pikepdf.Dictionary) else int(kid)
            tag.own.append(texts.get((on, mcid), ""))
    return tag
