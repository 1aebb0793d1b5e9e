"""From lines to links: pieces become chains, chain ends find their symbols, and lines that end on lines share a target.

All distances are measured in symbol heights of the page (their median), since prints are scaled. The shares were
chosen on look-alikes whose ends were moved by up to 6 px and on printed pages whose arrows stop 2 to 8 points short.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from sopgen.importing.doubts import Confidence, Doubt
from sopgen.importing.page import Form, Outline, Point, Stroke, segment_distance

REACH = 0.68
"""symbol heights from an arrow's end to its symbol"""
RAY = 2.6
"""times the reach that an end may be prolonged along its last stretch"""
JOIN = 0.5
"""symbol heights between the ends of two pieces of one line"""
JOIN_PRICE = 0.12
"""symbol heights that a joint costs against an end at a symbol, so that two arrows from one spot are not joined"""
CROSS_PRICE = 0.22
"""the same for a line that ends on the middle of another"""
DOUBTFUL = 1.5
"""A second candidate within so many times the distance of the first makes a guess of it."""
MEETING = 0.1
"""mm within which a third end is at the same joint as two others"""
SURE = 0.12
"""symbol heights within which a second candidate does not matter: it touches"""


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow between two outlines, or a plain line."""

    source: str
    target: str
    """ids of outlines"""
    path: tuple[Point, ...]
    """from source to target"""
    strokes: tuple[str, ...]
    """ids of the lines that draw it"""
    doubt: Doubt | None = None
    """what makes a guess of it"""
    glued: bool = False
    """at both ends"""
    otherwise: str = ""
    """id of the other outline that one end could have meant"""
    joint: bool = False
    """no head at either end: it joins those who act jointly, unless it leads somewhere by its place"""
    label: str = ""

    @property
    def confidence(self) -> Confidence:
        return Confidence.GUESSED if self.doubt else Confidence.CERTAIN if self.glued else Confidence.READ


@dataclass(slots=True)
class _End:
    """One end of one stroke."""

    stroke: Stroke
    at_end: bool
    head: bool
    symbol: Outline | None = None
    glued: bool = False
    doubtful: bool = False
    other: Outline | None = None
    joined: list[_End] = field(default_factory=list)
    onto: Stroke | None = None
    """the line on whose middle it ends"""

    @property
    def point(self) -> Point:
        return self.stroke.points[-1 if self.at_end else 0]

    @property
    def before(self) -> Point:
        """The point of the line next to its end."""
        points = self.stroke.points if self.at_end else self.stroke.points[::-1]
        return next((p for p in reversed(points[:-1]) if math.dist(p, points[-1]) > 0.05), points[0])

    @property
    def settled(self) -> bool:
        return self.symbol is not None or bool(self.joined) or self.onto is not None


def unit_of(outlines: Sequence[Outline]) -> float:
    """The median height of a page's symbols, mm: boxes and capsules where there are some."""
    plain = [o.box.height for o in outlines if o.form in (Form.RECTANGLE, Form.ROUND)]
    heights = plain or [o.box.height for o in outlines]
    return min(max(median(heights), 3.0), 9.0) if heights else 6.0


def links_of(outlines: Sequence[Outline], strokes: Sequence[Stroke]) -> list[Link]:
    """The links that lines draw between outlines."""
    unit = unit_of(outlines)
    lines = [s for s in strokes if len(s.points) > 1 and max(s.box.width, s.box.height) > 0.08 * unit]
    ends = [_End(s, at_end, s.head_at_end if at_end else s.head_at_start) for s in lines for at_end in (False, True)]
    for end in ends:
        _follow_glue(end, outlines, unit)
    _settle(ends, outlines, lines, unit)
    for end in ends:
        if not end.settled:
            _prolong(end, outlines, lines, unit)
    return list(_Nets(ends).links())


def _follow_glue(end: _End, outlines: Sequence[Outline], unit: float) -> None:
    """Trust glue wherever the line still runs, since lanes and rows are moved without it. A line may be a copy, though,
    where it is far from what it is glued to and at another symbol."""
    glue = end.stroke.glue_end if end.at_end else end.stroke.glue_start
    end.symbol = next((o for o in outlines if o.id == glue), None)
    end.glued = end.symbol is not None
    if end.symbol and end.symbol.box.distance(end.point) > 6 * unit:
        end.other = next((o for o in outlines if o.gap(end.point) <= REACH * unit), None)
        end.doubtful = end.other is not None


def _gap(end: _End, outline: Outline) -> float:
    """How far an end is from a symbol, mm; further where its last stretch does not lead there."""
    (x, y), (px, py) = end.point, end.before
    gap = outline.gap(end.point)
    if gap and outline.box.grown(0.15 * outline.box.height).ray((x, y), (x - px, y - py)) is None:
        gap = 1.4 * gap + 0.08 * outline.box.height
    return gap


Offer = tuple[float, int, int, Outline | _End | Stroke]
"""(price in mm, which end, order among equals, what that end could meet)"""


def _settle(ends: Sequence[_End], outlines: Sequence[Outline], lines: Sequence[Stroke], unit: float) -> None:
    """Give every end what is nearest to it: a symbol, the end of another piece, or the middle of another line."""
    of = {i: list(_offers(i, ends, outlines, lines, unit)) for i, end in enumerate(ends) if not end.symbol}
    offers = sorted((offer for some in of.values() for offer in some), key=lambda offer: offer[:3])
    for price, i, _, what in offers:
        end = ends[i]
        if end.settled and not (end.joined and isinstance(what, _End)):
            continue
        match what:
            case Outline():
                end.symbol = what
                _doubt(end, price, of[i], unit)
            case _End() if not what.settled or what.joined:
                _join(end, what)
            case Stroke():
                end.onto = what


def _offers(
    i: int, ends: Sequence[_End], outlines: Sequence[Outline], lines: Sequence[Stroke], unit: float
) -> Iterator[Offer]:
    """What one end could meet."""
    end = ends[i]
    for k, outline in enumerate(outlines):
        if outline.box.distance(end.point) <= REACH * unit and (gap := _gap(end, outline)) <= REACH * unit:
            yield gap, i, k, outline
    for k, other in enumerate(ends[i + 1 :], i + 1):
        loose = not (end.head or other.head or other.symbol) and other.stroke is not end.stroke
        if loose and (gap := math.dist(end.point, other.point)) <= JOIN * unit:
            yield gap + JOIN_PRICE * unit, i, k, other
    for k, line in enumerate(lines):
        if line is not end.stroke and (gap := _gap_to_line(end, line, unit)) <= JOIN * unit / 2:
            yield gap + CROSS_PRICE * unit, i, k, line


def _join(end: _End, other: _End) -> None:
    """Join two ends; a third only where it meets one of them exactly."""
    if not (end.joined or other.joined) or math.dist(end.point, other.point) <= MEETING:
        end.joined.append(other)
        other.joined.append(end)


def _gap_to_line(end: _End, line: Stroke, unit: float) -> float:
    """How far an end lies from the middle of a line. A head may also meet the beginning of a line, which takes the
    flow on from there."""
    point = end.point
    for place, headed in ((line.points[0], line.head_at_start), (line.points[-1], line.head_at_end)):
        if math.dist(point, place) < 0.25 * unit and (headed or not end.head):
            return math.inf
    return min(segment_distance(point, a, b) for a, b in line.segments())


def _doubt(end: _End, price: float, offers: Sequence[tuple[float, int, int, object]], unit: float) -> None:
    others = [(gap, k, what) for gap, _, k, what in offers if isinstance(what, Outline) and what is not end.symbol]
    if price > SURE * unit and others and min(others)[0] <= DOUBTFUL * price:
        end.doubtful = True
        end.other = min(others)[2]


def _prolong(end: _End, outlines: Sequence[Outline], lines: Sequence[Stroke], unit: float) -> None:
    """Follow the last stretch on to the first symbol it meets."""
    (x, y), (px, py) = end.point, end.before
    length = math.dist((x, y), (px, py)) or 1.0
    dx, dy = (x - px) / length, (y - py) / length
    hits = []
    for outline in outlines:
        far = outline.box.grown(0.1 * unit).ray((x, y), (dx, dy))
        if far is not None and far <= RAY * REACH * unit:
            hits.append((far, outline.id, outline))
    if hits:
        end.symbol = min(hits)[2]
        end.doubtful = min(hits)[0] > 1.6 * REACH * unit
        return
    for line in lines:
        if line is not end.stroke and _gap_to_line(end, line, unit) <= JOIN * unit:
            end.onto = line
            end.doubtful = True
            return


class _Nets:
    """The lines of a page as nets: pieces joined end to end, and lines that begin or end on the middle of others."""

    def __init__(self, ends: Sequence[_End]) -> None:
        self.ends = ends
        self.of = {(end.stroke.id, end.at_end): end for end in ends}
        self.landings: dict[str, list[_End]] = defaultdict(list)
        for end in ends:
            if end.onto is not None:
                self.landings[end.onto.id].append(end)

    def links(self) -> Iterator[Link]:
        """What leads into each head that stands at a symbol; where no line of a net has a head, what the net joins."""
        for net in self._nets():
            met = [end for end in net if end.symbol is not None]
            heads = [end for end in met if end.head]
            plain = not any(end.head for end in net)
            for target in met[-1:] if plain else heads:
                start = (target.stroke, target.point, [self._far(target)])
                for source, way in self._back(*start, [], {target.stroke.id}):
                    link = _link(source, target, way, plain)
                    if link is not None and (not source.head or len(heads) == len(met) == 2):
                        yield link

    def _nets(self) -> Iterator[list[_End]]:
        """The ends of lines that hang together."""
        beside: dict[str, set[str]] = defaultdict(set)
        for end in self.ends:
            for other in [other.stroke for other in end.joined] + ([end.onto] if end.onto is not None else []):
                beside[end.stroke.id].add(other.id)
                beside[other.id].add(end.stroke.id)
        seen: set[str] = set()
        for first in self.ends:
            todo, net = {first.stroke.id} - seen, set()
            while todo:
                net |= todo
                todo = {id for near in todo for id in beside[near]} - net
            seen |= net
            if net:
                yield [end for end in self.ends if end.stroke.id in net]

    def _back(
        self, line: Stroke, entry: Point, exits: Sequence[_End], way: list[_Walk], seen: set[str]
    ) -> Iterator[tuple[_End, list[_Walk]]]:
        """Where the flow that reaches a spot on a line comes from, and the way back to there: through the ends that are
        named, what is joined to them and the line they begin on, and through other lines that end on this one before
        that spot."""
        following: list[tuple[Stroke, Point, list[_End], list[_Walk]]] = []
        for exit in exits:
            walked = [*way, _Walk(line, entry, exit.point)]
            if exit.symbol is not None:
                yield exit, walked
            following += [(other.stroke, other.point, [self._far(other)], walked) for other in exit.joined]
            if exit.onto is not None:
                tails = [e for at in (False, True) if not (e := self.of[exit.onto.id, at]).head]
                following.append((exit.onto, exit.point, tails, walked))
        for end in self.landings[line.id]:
            between = len(exits) != 1 or _lies_between(line, exits[0].point, end.point, entry)
            if between and not self._far(end).head:
                following.append((end.stroke, end.point, [self._far(end)], [*way, _Walk(line, entry, end.point)]))
        for other, spot, ends, walked in following:
            if other.id not in seen:
                seen.add(other.id)
                yield from self._back(other, spot, ends, walked, seen)

    def _far(self, end: _End) -> _End:
        return self.of[end.stroke.id, not end.at_end]


class _Walk(NamedTuple):
    """A stretch of a way: along a line from one spot on it to another."""

    line: Stroke
    start: Point
    end: Point

    @property
    def points(self) -> list[Point]:
        """Its corners, from its end back to its start."""
        places = [_place_on(self.line, spot)[0] for spot in (self.start, self.end)]
        low, high = sorted(places)
        between = self.line.points[low + 1 : high + 1]
        return [self.end, *(between if places[1] < places[0] else between[::-1]), self.start]


def _place_on(line: Stroke, spot: Point) -> tuple[int, float]:
    """Where on a line a spot lies: on which of its stretches, and how far along it, mm."""
    _, k, start = min((segment_distance(spot, a, b), k, a) for k, (a, b) in enumerate(line.segments()))
    return k, math.dist(start, spot)


def _lies_between(line: Stroke, start: Point, spot: Point, end: Point) -> bool:
    """Whether a spot on a line lies between two others."""
    places = [_place_on(line, point) for point in (start, spot, end)]
    return sorted(places) in (places, places[::-1])


def _link(source: _End, target: _End, way: Sequence[_Walk], plain: bool) -> Link | None:
    """The link along a way; None where it leads back to its own symbol, unless one line goes out there and returns."""
    a, b = source.symbol, target.symbol
    path = [point for walk in reversed(way) for point in walk.points]
    if a is None or b is None:
        return None
    if a is b and (plain or len(way) > 1 or max(map(a.box.distance, path)) < a.box.height / 2):
        return None
    path = [point for point, after in zip(path, [*path[1:], None], strict=True) if point != after]
    ids = tuple(dict.fromkeys(walk.line.id for walk in reversed(way)))
    doubt = Doubt.TWO_HEADS if source.head else Doubt.END if source.doubtful or target.doubtful else None
    other = source.other or target.other
    return Link(a.id, b.id, tuple(path), ids, doubt, source.glued and target.glued, other.id if other else "", plain)
