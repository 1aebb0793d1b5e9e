"""The neutral page that every extractor gives: ruled cells, outlines, strokes, texts and pictures. Nothing after
extraction knows whether it was a workbook or a PDF.

Lengths are millimetres from the page's top left corner; y grows downwards. Every item has an id that is unique in
its file: the ledger counts them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, pairwise, product
from typing import NamedTuple

from sopgen.scene.symbols import SymbolKind

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle with sides along the page's."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def center(self) -> Point:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)

    def grown(self, by: float) -> Box:
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def holds(self, point: Point) -> bool:
        return self.x0 <= point[0] <= self.x1 and self.y0 <= point[1] <= self.y1

    def stands_beside(self, other: Box) -> bool:
        """Whether two boxes share more than a millimetre of their height."""
        return overlap(self.y0, self.y1, other.y0, other.y1) > 1

    def common(self, other: Box) -> float:
        """The area that two boxes share."""
        return overlap(self.x0, self.x1, other.x0, other.x1) * overlap(self.y0, self.y1, other.y0, other.y1)

    def distance(self, point: Point) -> float:
        """How far a point lies outside; 0 within."""
        dx = max(self.x0 - point[0], 0.0, point[0] - self.x1)
        dy = max(self.y0 - point[1], 0.0, point[1] - self.y1)
        return math.hypot(dx, dy)

    def ray(self, start: Point, step: Point) -> float | None:
        """How far along a ray this box begins, in steps; None where the ray passes it."""
        low, high = 0.0, math.inf
        for place, length, near, far in zip(start, step, self[:2], self[2:], strict=True):
            if abs(length) < 1e-9:
                if not near <= place <= far:
                    return None
                continue
            a, b = sorted(((near - place) / length, (far - place) / length))
            low, high = max(low, a), min(high, b)
        return low if low <= high else None

    def gap_to(self, a: Point, b: Point) -> float:
        """How far a straight stretch runs outside; 0 where it touches."""
        meets = self.ray(a, (b[0] - a[0], b[1] - a[1]))
        if meets is not None and meets <= 1:
            return 0.0
        corners = product((self.x0, self.x1), (self.y0, self.y1))
        return min(self.distance(a), self.distance(b), *(segment_distance(corner, a, b) for corner in corners))


def around(points: list[Point] | tuple[Point, ...]) -> Box:
    """The box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def spanning(boxes: Iterable[Box]) -> Box:
    """The box around boxes."""
    return around([corner for box in boxes for corner in (box[:2], box[2:])])


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """The length that two stretches of one axis share; 0 where they are apart."""
    return max(0.0, min(a1, b1) - max(a0, b0))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a ruled table, merged cells as one; empty ones too."""

    id: str
    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed shape: a symbol of the flow, or decoration."""

    id: str
    box: Box
    kind: SymbolKind | None
    """The symbol of the form that it looks like; None for any other shape."""
    text: str = ""
    name: str = ""
    """The shape's name where the file has one; empty otherwise."""

    def gap(self, point: Point) -> float:
        """How far a point lies outside of this shape; 0 within."""
        if self.kind is not SymbolKind.DECISION:
            return self.box.distance(point)
        (x, y), box = self.box.center, self.box
        if abs(point[0] - x) / (box.width / 2 or 1) + abs(point[1] - y) / (box.height / 2 or 1) <= 1:
            return 0.0
        corners = (x, box.y0), (box.x1, y), (x, box.y1), (box.x0, y), (x, box.y0)
        return min(segment_distance(point, a, b) for a, b in pairwise(corners))


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line, straight or bent: an arrow, or a piece of one."""

    id: str
    points: tuple[Point, ...]
    heads: tuple[bool, bool] = (False, False)
    """Whether its start and its end bear an arrow head."""
    glue: tuple[str, str] = ("", "")
    """Ids of the outlines that its start and its end are glued to; "" where one is not glued."""

    @property
    def box(self) -> Box:
        return around(self.points)


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text that stands free, in no cell and no symbol."""

    id: str
    box: Box
    text: str
    name: str = ""
    """The shape's name where the file has one; empty otherwise."""
    of: tuple[str, ...] = ()
    """Ids of the only outlines whose label it can be; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Picture:
    id: str
    box: Box


class Ignored(StrEnum):
    """Why something is knowingly left out: nothing of the SOP is lost with it."""

    HEADING = "judul kolom yang berulang"
    COLUMN_NUMBER = "nomor kolom"
    EMPTY = "sel kosong"
    INVISIBLE = "bentuk tanpa garis, isian, dan teks"
    OTHER_BRANCH = "bentuk pengganti untuk program lain"
    PAGE_NUMBER = "nomor halaman"
    RULE = "garis tabel atau hiasan"
    DOUBLE = "bentuk yang digambar dua kali"
    LABEL_OF_FORM = "label isian identitas"
    REPEATED = "teks yang sudah terbaca di tempat lain"
    DECORATION = "logo atau hiasan di luar tabel"


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that no reader knows."""

    id: str
    box: Box
    what: str


Item = Cell | Outline | Stroke | TextBox | Picture | Unread


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One sheet of a workbook, or one page of a PDF. Two pages are never equal: each is itself."""

    name: str
    """The sheet's name, or the number of the page."""
    box: Box
    cells: list[Cell] = field(default_factory=list)
    outlines: list[Outline] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    texts: list[TextBox] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    ignored: dict[str, Ignored] = field(default_factory=dict)
    """Ids of what the extractor left out itself."""
    is_sheet: bool = False
    """A workbook's sheet: places are named by its cells."""
    columns: Sequence[float] = ()
    """x of the sheet's column edges; empty for a PDF"""
    rows: Sequence[float] = ()
    """y of the sheet's row edges; empty for a PDF"""

    def items(self) -> Iterator[Item]:
        return chain(self.cells, self.outlines, self.strokes, self.texts, self.pictures, self.unread)

    def place(self, box: Box) -> str:
        """Where a box stands, for a person: `Prosedur!F12`, or `halaman 2, 34 × 120 mm`."""
        from openpyxl.utils import get_column_letter

        x, y = box.center
        if not self.is_sheet:
            return f"halaman {self.name}, {x:.0f} × {y:.0f} mm"
        column = sum(edge <= x for edge in self.columns[1:])
        row = sum(edge <= y for edge in self.rows[1:])
        return f"{self.name}!{get_column_letter(column + 1)}{row + 1}"


def segment_distance(point: Point, a: Point, b: Point) -> float:
    """How far a point lies from a straight stretch."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length
    share = min(1.0, max(0.0, share))
    return math.dist(point, (a[0] + share * dx, a[1] + share * dy))
