"""From lines to links: pieces become chains, chain ends find their symbols, and lines that end on lines share a target.

All distances are measured in symbol heights of the page (their median), since prints are scaled. The shares were
chosen on look-alikes whose ends were moved by up to 6 px and on printed pages whose arrows stop 2 to 8 points short.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from sopgen.importing.doubts import Confidence, Doubt
from sopgen.importing.page import Outline, Point, Stroke, segment_distance
from sopgen.scene.symbols import SymbolKind

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
    at: int
    """0 for its start, -1 for its end"""
    spot: int
    """the same for ends that are joined"""
    symbol: Outline | None = None
    glued: bool = False
    doubtful: bool = False
    other: Outline | None = None
    joined: bool = False
    onto: Stroke | None = None
    """the line on whose middle it ends"""

    @property
    def head(self) -> bool:
        return self.stroke.heads[self.at]

    @property
    def point(self) -> Point:
        return self.stroke.points[self.at]

    @property
    def before(self) -> Point:
        """The point of the line next to its end."""
        points = self.stroke.points[:: 1 if self.at else -1]
        return next((p for p in reversed(points[:-1]) if math.dist(p, points[-1]) > 0.05), points[0])

    @property
    def settled(self) -> bool:
        return self.symbol is not None or self.joined or self.onto is not None


def unit_of(outlines: Sequence[Outline]) -> float:
    """The median height of a page's symbols, mm: boxes and capsules where there are some."""
    plain = [o.box.height for o in outlines if o.kind in (SymbolKind.PROCESS, SymbolKind.TERMINATOR)]
    heights = plain or [o.box.height for o in outlines]
    return min(max(median(heights), 3.0), 9.0) if heights else 6.0


def links_of(outlines: Sequence[Outline], strokes: Sequence[Stroke]) -> list[Link]:
    """The links that lines draw between outlines."""
    unit = unit_of(outlines)
    lines = [s for s in strokes if len(s.points) > 1 and max(s.box.width, s.box.height) > 0.08 * unit]
    ends = [_End(stroke, at, 2 * i - at) for i, stroke in enumerate(lines) for at in (0, -1)]
    for end in ends:
        _follow_glue(end, outlines, unit)
    _settle(ends, outlines, lines, unit)
    for end in ends:
        if not end.settled:
            _prolong(end, outlines, lines, unit)
    return list(_links_between(ends))


def _follow_glue(end: _End, outlines: Sequence[Outline], unit: float) -> None:
    """Trust glue wherever the line still runs, since lanes and rows are moved without it. A line may be a copy, though,
    where it is far from what it is glued to and at another symbol."""
    end.symbol = next((o for o in outlines if o.id == end.stroke.glue[end.at]), None)
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
                near = [(gap, k, o) for gap, _, k, o in of[i] if isinstance(o, Outline) and o is not what]
                if price > SURE * unit and near and min(near)[0] <= DOUBTFUL * price:
                    end.doubtful, end.other = True, min(near)[2]
            case _End() if not what.settled or what.joined:
                # a third end only where it meets one of them exactly
                if not (end.joined or what.joined) or math.dist(end.point, what.point) <= MEETING:
                    end.joined = what.joined = True
                    for joined in [e for e in ends if e.spot == what.spot]:
                        joined.spot = end.spot
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


def _gap_to_line(end: _End, line: Stroke, unit: float) -> float:
    """How far an end lies from the middle of a line. A head may also meet the beginning of a line, which takes the
    flow on from there."""
    point = end.point
    for at in (0, -1):
        if math.dist(point, line.points[at]) < 0.25 * unit and (line.heads[at] or not end.head):
            return math.inf
    return min(segment_distance(point, a, b) for a, b in pairwise(line.points))


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


class _Stretch(NamedTuple):
    """A line between two neighbouring spots on it, as it is walked."""

    line: Stroke
    to: _End
    """what stands at the spot where it leads"""
    points: list[Point]
    """from where it begins to there"""
    back: bool
    """whether it leads back to where the flow can come from: from the middle of a line not to its head"""


def _links_between(ends: Sequence[_End]) -> Iterator[Link]:
    """What leads into each head that stands at a symbol; where lines that hang together have no head, what they join.

    Where ends meet and where a line ends on the middle of another are spots; they part the lines into stretches.
    """
    stretches = _stretches(ends)
    seen: set[int] = set()
    for end in ends:
        todo, spots = {end.spot} - seen, set()
        while todo:
            spots |= todo
            todo = {stretch.to.spot for spot in todo for stretch in stretches[spot]} - spots
        seen |= spots
        net = [e for e in ends if e.spot in spots] if spots else []
        met = [e for e in net if e.symbol is not None]
        heads = [e for e in met if e.head]
        plain = not any(e.head for e in net)
        for target in met[-1:] if plain else heads:
            for source, way in _sources(target, stretches):
                link = _link(source, target, way, plain)
                if link is not None and (not source.head or len(heads) == len(met) == 2):
                    yield link


def _stretches(ends: Sequence[_End]) -> Mapping[int, list[_Stretch]]:
    """The stretches that begin at each spot."""
    along: dict[str, list[tuple[tuple[int, float], _End]]] = defaultdict(list)
    lines = {end.stroke.id: end.stroke for end in ends}
    for end in ends:
        last = len(end.stroke.points) - 2
        along[end.stroke.id].append(((last, math.inf) if end.at else (0, 0.0), end))
        if end.onto is not None:
            along[end.onto.id].append((_place_on(end.onto, end.point), end))
    found: dict[int, list[_Stretch]] = defaultdict(list)
    for id, stations in along.items():
        line = lines[id]
        for (low, a), (high, b) in pairwise(sorted(stations, key=lambda station: station[0])):
            points = [a.point, *line.points[low[0] + 1 : high[0] + 1], b.point]
            for start, to, at, way in ((a, b, -1, points), (b, a, 0, points[::-1])):
                free = start.stroke is line and start.onto is None
                found[start.spot].append(_Stretch(line, to, way, free or not line.heads[at]))
    return found


def _place_on(line: Stroke, spot: Point) -> tuple[int, float]:
    """Where on a line a spot lies: on which of its stretches, and how far along it, mm."""
    _, k, start = min((segment_distance(spot, a, b), k, a) for k, (a, b) in enumerate(pairwise(line.points)))
    return k, math.dist(start, spot)


def _sources(target: _End, stretches: Mapping[int, list[_Stretch]]) -> Iterator[tuple[_End, list[_Stretch]]]:
    """Where the flow that reaches a spot comes from, and the way back to there."""
    todo: list[tuple[int, list[_Stretch]]] = [(target.spot, [])]
    seen = {target.spot}
    for spot, way in todo:  # it grows meanwhile
        for stretch in stretches[spot]:
            if stretch.back and stretch.to.spot not in seen:
                seen.add(stretch.to.spot)
                todo.append((stretch.to.spot, [*way, stretch]))
                if stretch.to.symbol is not None:
                    yield stretch.to, [*way, stretch]


def _link(source: _End, target: _End, way: Sequence[_Stretch], plain: bool) -> Link | None:
    """The link along a way; None where it leads back to its own symbol, unless one line goes out there and returns."""
    a, b = source.symbol, target.symbol
    path = [point for stretch in way for point in stretch.points][::-1]
    ids = tuple(dict.fromkeys(stretch.line.id for stretch in reversed(way)))
    if a is None or b is None:
        return None
    if a is b and (plain or len(ids) > 1 or max(map(a.box.distance, path)) < a.box.height / 2):
        return None
    corners = tuple(point for point, _ in groupby(path))
    doubt = Doubt.TWO_HEADS if source.head else Doubt.END if source.doubtful or target.doubtful else None
    other = source.other or target.other
    return Link(a.id, b.id, corners, ids, doubt, source.glued and target.glued, other.id if other else "", plain)
