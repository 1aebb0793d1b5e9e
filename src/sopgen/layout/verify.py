"""Checks a finished procedure sheet against the contract's rules for arrows; a violation is a bug in sopgen.

Independent of the router: it looks only at the scene, in px. Segments and boxes are compared only within a page, so
that the cost grows with the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from sopgen.diagnostics import SopgenBug
from sopgen.scene.document import Connector, Label, Sheet, Symbol
from sopgen.scene.geometry import Point, Rect
from sopgen.scene.symbols import SymbolKind

MAX_BENDS = 4
TOUCH = 2.0
"""px: closer than this, two lines are seen as one"""


class LayoutBug(SopgenBug):
    """The drawing breaks a rule: never the author's fault."""


class Segment(NamedTuple):
    """A stretch of an arrow, low end first."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def vertical(self) -> bool:
        return self.x1 == self.x2

    def enters(self, inner: Segment) -> bool:
        """Whether it goes through the inside of a box, as `_inner` gives it."""
        return self.x1 < inner.x2 and inner.x1 < self.x2 and self.y1 < inner.y2 and inner.y1 < self.y2


def verify(sheet: Sheet) -> None:
    """Raises LayoutBug naming the arrows that break a rule."""
    problems = list(_problems(sheet))
    if problems:
        raise LayoutBug("; ".join(problems[:5]))


def _problems(sheet: Sheet) -> Iterator[str]:
    tops = [sheet.row_edges[page.first_row] for page in sheet.pages]
    bottoms = [sheet.row_edges[page.last_row] for page in sheet.pages]
    for top, bottom in zip(tops, bottoms, strict=False):
        symbols = [s for s in sheet.symbols if top <= s.box.y < bottom]
        arrows = [c for c in sheet.connectors if top <= c.points[0].y < bottom]
        labels = [t for t in sheet.labels if top <= t.box.y < bottom]
        left, right = _lane_area(sheet)
        yield from (f"{c.name} keluar halaman" for c in arrows if not all(top < p.y < bottom for p in c.points))
        yield from (f"{c.name} keluar kolom" for c in arrows if not all(left < p.x < right for p in c.points))
        yield from _page_problems(symbols, arrows, labels)


def _lane_area(sheet: Sheet) -> tuple[float, float]:
    lanes = [cell.column for cell in sheet.cells if cell.role == "lane"]
    return sheet.column_edges[min(lanes)], sheet.column_edges[max(lanes) + 1]


def _page_problems(symbols: list[Symbol], arrows: list[Connector], labels: list[Label]) -> Iterator[str]:
    boxes = {s.name: s for s in symbols}
    inner_symbols, inner_labels = [(s, _inner(s.box)) for s in symbols], [(t, _inner(t.box)) for t in labels]
    for arrow in arrows:
        yield from _arrow_problems(arrow, boxes)
        extent = _extent(arrow.points)
        near_symbols = [(s, inner) for s, inner in inner_symbols if extent.enters(inner)]
        near_labels = [(t, inner) for t, inner in inner_labels if extent.enters(inner)]
        for segment in _segments(arrow.points) if near_symbols or near_labels else ():
            yield from (f"{arrow.name} menembus {s.name}" for s, inner in near_symbols if segment.enters(inner))
            yield from (f"{arrow.name} melintasi {t.name}" for t, inner in near_labels if segment.enters(inner))
    yield from (f"{a.name} menimpa {b.name}" for a, b in combinations(symbols, 2) if a.box.overlaps(b.box))
    for text in labels:
        yield from (f"{text.name} menimpa {s.name}" for s in symbols if _label_on_symbol(text.box, s))
        yield from (f"{text.name} menimpa {b.name}" for b in labels if b is not text and text.box.overlaps(b.box))
    for first, second in _near(arrows):
        if _touch(first, second):
            yield f"{first.name} menyentuh {second.name}"


def _inner(box: Rect) -> Segment:
    """What of a box an arrow may not reach: all but a rim of 1 px."""
    return Segment(box.x + 1, box.y + 1, box.right - 1, box.bottom - 1)


def _near(arrows: list[Connector]) -> Iterator[tuple[Connector, Connector]]:
    """The pairs that could touch: their extents do."""
    extents = [(arrow, _extent(arrow.points)) for arrow in arrows]
    for (first, a), (second, b) in combinations(extents, 2):
        if a.x1 <= b.x2 + TOUCH and b.x1 <= a.x2 + TOUCH and a.y1 <= b.y2 + TOUCH and b.y1 <= a.y2 + TOUCH:
            yield first, second


def _extent(points: tuple[Point, ...]) -> Segment:
    xs, ys = [point.x for point in points], [point.y for point in points]
    return Segment(min(xs), min(ys), max(xs), max(ys))


def _arrow_problems(arrow: Connector, boxes: dict[str, Symbol]) -> Iterator[str]:
    points = arrow.points
    if len(points) - 2 > MAX_BENDS:
        yield f"{arrow.name} berbelok lebih dari {MAX_BENDS} kali"
    if any((a.x == b.x) == (a.y == b.y) for a, b in pairwise(points)):
        yield f"{arrow.name} tidak tegak lurus"
    ends = ((points[0], arrow.start, arrow.start_side), (points[-1], arrow.end, arrow.end_side))
    for point, name, side in ends:
        if name not in boxes or boxes[name].box.port(side) != point:
            yield f"{arrow.name} tidak menempel pada {name}"


def _segments(points: tuple[Point, ...]) -> list[Segment]:
    return [Segment(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)) for a, b in pairwise(points)]


def _label_on_symbol(box: Rect, symbol: Symbol) -> bool:
    """A corner of a diamond's box is free space: |dx|/w + |dy|/h > 1/2 is outside the diamond."""
    if not box.overlaps(symbol.box, 0.5):
        return False
    if symbol.kind is not SymbolKind.DECISION:
        return True
    center = symbol.box.center
    dx = abs(min(max(center.x, box.x), box.right) - center.x)
    dy = abs(min(max(center.y, box.y), box.bottom) - center.y)
    return dx / symbol.box.w + dy / symbol.box.h < 0.5


def _touch(a: Connector, b: Connector) -> bool:
    """True where two arrows run along or touch each other other than by the contract's exception."""
    first, second = a.points, b.points
    shared: set[Point] = set()
    if a.end == b.end and a.end_side == b.end_side and a.head and b.head:
        first, second, meet = _without_common_tail(first, second)
        shared.add(meet)
    if a.start == b.start and a.start_side == b.start_side and a.label == b.label and a.head and b.head:
        back, forth, meet = _without_common_tail(first[::-1], second[::-1])
        first, second = back[::-1], forth[::-1]
        shared.add(meet)
    return any(_meet(p, q, shared) for p in _segments(first) for q in _segments(second))


def _without_common_tail(
    a: tuple[Point, ...], b: tuple[Point, ...]
) -> tuple[tuple[Point, ...], tuple[Point, ...], Point]:
    """Both without the last stretch they share, and the point where they come together."""
    p, q = list(a), list(b)
    while len(p) > 1 and len(q) > 1:
        end, before_p, before_q = p[-1], p[-2], q[-2]
        axis = 0 if before_p.y == before_q.y == end.y else 1 if before_p.x == before_q.x == end.x else None
        if axis is None or (before_p[axis] - end[axis]) * (before_q[axis] - end[axis]) <= 0:
            break
        near = min(before_p, before_q, key=lambda point: abs(point[axis] - end[axis]))
        for points, before in ((p, before_p), (q, before_q)):
            points.pop()
            if before != near:
                points.append(near)
    return tuple(p), tuple(q), p[-1]


def _meet(p: Segment, q: Segment, shared: set[Point]) -> bool:
    if (
        p.x1 > q.x2 + TOUCH or q.x1 > p.x2 + TOUCH or p.y1 > q.y2 + TOUCH or q.y1 > p.y2 + TOUCH
    ):  # not even near each other
        return False
    if p.vertical == q.vertical:
        return not any(_at_end(point, p) and _at_end(point, q) for point in shared)
    v, h = (p, q) if p.vertical else (q, p)
    if h.x1 + TOUCH < v.x1 < h.x2 - TOUCH and v.y1 + TOUCH < h.y1 < v.y2 - TOUCH:
        return False
    return Point(v.x1, h.y1) not in shared


def _at_end(point: Point, segment: Segment) -> bool:
    return point in ((segment.x1, segment.y1), (segment.x2, segment.y2))
