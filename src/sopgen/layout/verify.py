"""Checks a finished procedure sheet against the contract's rules for arrows; a violation is a bug in sopgen.

Independent of the router: it looks only at the scene, in px. Segments and boxes are compared only within a page, so
that the cost grows with the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from sopgen.diagnostics import SopgenBug
from sopgen.scene.document import Connector, Label, Sheet, Symbol
from sopgen.scene.geometry import Point, Rect
from sopgen.scene.symbols import SymbolKind

MAX_BENDS = 4
TOUCH = 2.0
"""px: closer than this, two lines are seen as one"""
RIM = 1.0
"""px of a box's edge that an arrow may reach"""


class LayoutBug(SopgenBug):
    """The drawing breaks a rule: never the author's fault."""


def verify(sheet: Sheet) -> None:
    """Raises LayoutBug naming the arrows that break a rule."""
    problems = list(_problems(sheet))
    if problems:
        raise LayoutBug("; ".join(problems[:5]))


def _problems(sheet: Sheet) -> Iterator[str]:
    lanes = [cell.column for cell in sheet.cells if cell.role == "lane"]
    left, right = sheet.column_edges[min(lanes)], sheet.column_edges[max(lanes) + 1]
    for page in sheet.pages:
        top, bottom = sheet.row_edges[page.first_row], sheet.row_edges[page.last_row]
        symbols, arrows, labels = sheet.drawn_on(page)
        yield from (f"{c.name} keluar halaman" for c in arrows if not all(top < p.y < bottom for p in c.points))
        yield from (f"{c.name} keluar kolom" for c in arrows if not all(left < p.x < right for p in c.points))
        yield from _page_problems(symbols, arrows, labels)


def _page_problems(symbols: list[Symbol], arrows: list[Connector], labels: list[Label]) -> Iterator[str]:
    boxes = {s.name: s for s in symbols}
    extents = [_extent(arrow.points) for arrow in arrows]
    for arrow, extent in zip(arrows, extents, strict=True):
        yield from _arrow_problems(arrow, boxes)
        crossed: list[tuple[str, Symbol | Label]] = [("menembus", s) for s in symbols if extent.overlaps(s.box, RIM)]
        crossed += [("melintasi", t) for t in labels if extent.overlaps(t.box, RIM)]
        for segment in _segments(arrow.points) if crossed else ():
            yield from (f"{arrow.name} {how} {it.name}" for how, it in crossed if segment.overlaps(it.box, RIM))
    yield from (f"{a.name} menimpa {b.name}" for a, b in combinations(symbols, 2) if a.box.overlaps(b.box))
    for text in labels:
        yield from (f"{text.name} menimpa {s.name}" for s in symbols if _label_on_symbol(text.box, s))
        yield from (f"{text.name} menimpa {b.name}" for b in labels if b is not text and text.box.overlaps(b.box))
    for (first, a), (second, b) in combinations(zip(arrows, extents, strict=True), 2):
        if a.overlaps(b, -TOUCH) and _touch(first, second):
            yield f"{first.name} menyentuh {second.name}"


def _extent(points: Sequence[Point]) -> Rect:
    """The box around points; around the two ends of a segment, one without width or height."""
    xs, ys = [point.x for point in points], [point.y for point in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


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


def _segments(points: tuple[Point, ...]) -> list[Rect]:
    return [_extent(ends) for ends in pairwise(points)]


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


def _meet(p: Rect, q: Rect, shared: set[Point]) -> bool:
    if not p.overlaps(q, -TOUCH):
        return False
    if (p.w == 0) == (q.w == 0):
        return not any(_at_end(point, p) and _at_end(point, q) for point in shared)
    v, h = (p, q) if p.w == 0 else (q, p)
    if h.x + TOUCH < v.x < h.right - TOUCH and v.y + TOUCH < h.y < v.bottom - TOUCH:
        return False
    return Point(v.x, h.y) not in shared


def _at_end(point: Point, segment: Rect) -> bool:
    return point in ((segment.x, segment.y), (segment.right, segment.bottom))
