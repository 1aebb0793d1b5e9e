"""From lines to links: pieces become chains, chain ends find their symbols, and lines that end on lines share a target.

All distances are measured in symbol heights of the page (their median), since prints are scaled. The shares were
chosen on look-alikes whose ends were moved by up to 6 px and on printed pages whose arrows stop 2 to 8 points short.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from sopgen.importing.doubts import Confidence, Doubt
from sopgen.importing.page import Box, Form, Outline, Point, Stroke, segment_distance

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
"""mm within which a third end is at the same joint, though two others meet there exactly"""
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
    confidence: Confidence
    doubt: Doubt | None = None
    otherwise: str = ""
    """id of the other outline that one end could have meant"""
    plain: bool = False
    """no head at either end"""
    label: str = ""


@dataclass(slots=True)
class _End:
    """One end of one stroke."""

    stroke: Stroke
    at_end: bool
    head: bool
    symbol: Outline | None = None
    confidence: Confidence = Confidence.READ
    other: Outline | None = None
    joined: list[_End] = field(default_factory=list)
    joint_gap: float = 0.0
    """mm to the nearest end that it is joined to"""
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


@dataclass(slots=True)
class _Chain:
    """Pieces joined end to end, from `first` to `last`."""

    pieces: list[tuple[Stroke, bool]]
    """(stroke, whether it is walked from its start)"""
    first: _End
    last: _End

    @property
    def path(self) -> list[Point]:
        return [p for stroke, forward in self.pieces for p in (stroke.points if forward else stroke.points[::-1])]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(stroke.id for stroke, _ in self.pieces)

    def turned(self) -> _Chain:
        return _Chain([(s, not forward) for s, forward in reversed(self.pieces)], self.last, self.first)


def unit_of(outlines: Sequence[Outline]) -> float:
    """The median height of a page's symbols, mm: boxes and capsules where there are some."""
    plain = [o.box.height for o in outlines if o.form in (Form.RECTANGLE, Form.ROUND)]
    heights = plain or [o.box.height for o in outlines]
    return min(max(median(heights), 3.0), 9.0) if heights else 6.0


def links_of(outlines: Sequence[Outline], strokes: Sequence[Stroke]) -> tuple[list[Link], list[Stroke]]:
    """(the links that lines draw between outlines, the lines that draw none)."""
    unit = unit_of(outlines)
    lines = [s for s in strokes if len(s.points) > 1 and max(s.box.width, s.box.height) > 0.08 * unit]
    ends = [_End(s, at_end, s.head_at_end if at_end else s.head_at_start) for s in lines for at_end in (False, True)]
    by_id = {o.id: o for o in outlines}
    for end in ends:
        _follow_glue(end, by_id, unit)
    _settle(ends, outlines, lines, unit)
    for end in ends:
        if not end.settled:
            _prolong(end, outlines, lines, unit)
    chains = _chains(lines, ends)
    links = list(_links(chains))
    used = {id for link in links for id in link.strokes}
    return links, [s for s in strokes if s.id not in used]


def _follow_glue(end: _End, outlines: dict[str, Outline], unit: float) -> None:
    glue = end.stroke.glue_end if end.at_end else end.stroke.glue_start
    symbol = outlines.get(glue or "")
    if symbol and symbol.box.distance(end.point) < 6 * unit:
        end.symbol, end.confidence = symbol, Confidence.CERTAIN


def _gap(end: _End, outline: Outline) -> float:
    """How far an end is from a symbol, mm; further where its last stretch does not lead there."""
    point = end.point
    gap = 0.0 if _inside(outline, point) else outline.gap(point)
    if gap and not _aims(end, outline.box.grown(0.15 * outline.box.height)):
        gap = 1.4 * gap + 0.08 * outline.box.height
    return gap


def _inside(outline: Outline, point: Point) -> bool:
    if not outline.box.holds(point):
        return False
    if outline.form is not Form.DIAMOND:
        return True
    (x, y), box = outline.box.center, outline.box
    return abs(point[0] - x) / (box.width / 2 or 1) + abs(point[1] - y) / (box.height / 2 or 1) <= 1


def _aims(end: _End, box: Box) -> bool:
    """Whether the last stretch, prolonged without end, meets a box."""
    (x, y), (px, py) = end.point, end.before
    return _ray(x, y, x - px, y - py, box) is not None


def _ray(x: float, y: float, dx: float, dy: float, box: Box) -> float | None:
    """How far along a ray a box begins, in lengths of (dx, dy); None where the ray passes it."""
    low, high = 0.0, math.inf
    for place, step, near, far in ((x, dx, box.x0, box.x1), (y, dy, box.y0, box.y1)):
        if abs(step) < 1e-9:
            if not near <= place <= far:
                return None
            continue
        a, b = sorted(((near - place) / step, (far - place) / step))
        low, high = max(low, a), min(high, b)
    return low if low <= high else None


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
            case Stroke() if not _ends_at(what, end.stroke, ends):
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
        if loose and math.dist(end.point, other.point) <= JOIN * unit and not (_far_head(end) and _far_head(other)):
            yield math.dist(end.point, other.point) + JOIN_PRICE * unit, i, k, other
    for k, line in enumerate(lines):
        if line is not end.stroke and (gap := _gap_to_line(end, line, unit)) <= JOIN * unit / 2:
            yield gap + CROSS_PRICE * unit, i, k, line


def _join(end: _End, other: _End) -> None:
    """Join two ends; where one is joined already, only if the third is as near as those two are."""
    gap = math.dist(end.point, other.point)
    if all(gap <= max(2 * e.joint_gap, MEETING) for e in (end, other) if e.joined):
        for one, another in ((end, other), (other, end)):
            one.joint_gap = one.joint_gap if one.joined else gap
            one.joined.append(another)


def _far_head(end: _End) -> bool:
    """Whether the other end of this line bears a head: such lines begin here, and two of them are two arrows."""
    return end.stroke.head_at_start if end.at_end else end.stroke.head_at_end


def _ends_at(line: Stroke, other: Stroke, ends: Sequence[_End]) -> bool:
    """Whether one line already ends on the other, or is joined to it: the two are one line."""
    return any(
        (end.stroke is line and (end.onto is other or any(j.stroke is other for j in end.joined))) for end in ends
    )


def _gap_to_line(end: _End, line: Stroke, unit: float) -> float:
    """How far an end lies from the middle of a line. A head may also meet the beginning of a line, which takes the
    flow on from there."""
    point = end.point
    for place, headed in ((line.points[0], line.head_at_start), (line.points[-1], line.head_at_end)):
        if math.dist(point, place) < 0.25 * unit and (headed or not end.head):
            return math.inf
    return min(segment_distance(point, a, b) for a, b in line.segments())


def _doubt(end: _End, price: float, offers: Sequence[tuple[float, int, int, object]], unit: float) -> None:
    others = sorted(
        (offer for offer in offers if offer[3] is not end.symbol and isinstance(offer[3], Outline)),
        key=lambda offer: offer[:3],
    )
    if price > SURE * unit and others and others[0][0] <= DOUBTFUL * price:
        end.confidence = Confidence.GUESSED
        other = others[0][3]
        end.other = other if isinstance(other, Outline) else None


def _prolong(end: _End, outlines: Sequence[Outline], lines: Sequence[Stroke], unit: float) -> None:
    """Follow the last stretch on to the first symbol it meets."""
    (x, y), (px, py) = end.point, end.before
    length = math.dist((x, y), (px, py)) or 1.0
    dx, dy = (x - px) / length, (y - py) / length
    hits = []
    for outline in outlines:
        far = _ray(x, y, dx, dy, outline.box.grown(0.1 * unit))
        if far is not None and far <= RAY * REACH * unit:
            hits.append((far, outline.id, outline))
    if hits:
        end.symbol = min(hits)[2]
        end.confidence = Confidence.GUESSED if min(hits)[0] > 1.6 * REACH * unit else Confidence.READ
        return
    for line in lines:
        if line is not end.stroke and _gap_to_line(end, line, unit) <= JOIN * unit:
            end.onto = line
            end.confidence = Confidence.GUESSED
            return


def _chains(lines: Sequence[Stroke], ends: Sequence[_End]) -> list[_Chain]:
    """Pieces joined in twos become one chain; where more meet, all but two end on the line of those two."""
    of = {(id(end.stroke), end.at_end): end for end in ends}
    for end in ends:
        if len(end.joined) > 1:
            _branch(end, of)
    chains, seen = [], set()
    starts = [end for end in ends if not end.joined] + list(ends)
    for start in starts:
        if id(start.stroke) in seen:
            continue
        pieces, at = [], start
        while True:
            seen.add(id(at.stroke))
            pieces.append((at.stroke, not at.at_end))
            far = of[id(at.stroke), not at.at_end]
            following = far.joined[0] if far.joined else None
            if following is None or id(following.stroke) in seen:
                break
            at = following
        chains.append(_Chain(pieces, start, far))
    return chains


def _branch(end: _End, of: dict[tuple[int, bool], _End]) -> None:
    """Where more than two pieces meet, one that leads to a head goes on from one that does not, as straight as it can;
    the others end on that line."""
    meeting = [end, *end.joined]
    pairs = [(a, b) for i, a in enumerate(meeting) for b in meeting[i + 1 :]]
    headed = {id(m): _leads_to_head(m, of) for m in meeting}
    a, b = min(pairs, key=lambda p: (headed[id(p[0])] == headed[id(p[1])], _bend(*p), p[0].stroke.id, p[1].stroke.id))
    for member in meeting:
        member.joined = []
        member.onto = a.stroke
    a.joined, b.joined = [b], [a]
    a.onto = b.onto = None


def _leads_to_head(end: _End, of: dict[tuple[int, bool], _End]) -> bool:
    """Whether the pieces that begin at an end lead to an arrow head."""
    for _ in range(20):
        far = of[id(end.stroke), not end.at_end]
        if far.head or len(far.joined) != 1:
            return far.head
        end = far.joined[0]
    return False


def _bend(a: _End, b: _End) -> float:
    """0 where two pieces go straight on into each other, 2 where the second comes back on the first."""
    ax, ay = a.point[0] - a.before[0], a.point[1] - a.before[1]
    bx, by = b.before[0] - b.point[0], b.before[1] - b.point[1]
    lengths = math.hypot(ax, ay) * math.hypot(bx, by) or 1.0
    return round(1 - (ax * bx + ay * by) / lengths, 2)


def _links(chains: Sequence[_Chain]) -> Iterator[Link]:
    directed, plain = [], []
    for chain in chains:
        heads = chain.first.head, chain.last.head
        if heads == (True, False) or (heads == (False, False) and chain.first.onto and not chain.last.onto):
            directed.append(chain.turned())
        elif heads == (False, False) and not chain.last.onto:
            plain.append(chain)
        elif heads == (True, True):
            yield from _both_ways(chain)
        else:
            directed.append(chain)
    carrier = {id(stroke): chain for chain in [*directed, *plain] for stroke, _ in chain.pieces}
    merging = defaultdict(list)
    for chain in directed:
        if chain.last.onto is not None:
            merging[id(carrier.get(id(chain.last.onto)))].append(chain)
    for chain in directed:
        if chain.last.symbol is not None:
            yield from _into(chain, carrier, merging)
    for chain in plain:
        yield from _plain(chain, merging)


def _both_ways(chain: _Chain) -> Iterator[Link]:
    if chain.first.symbol and chain.last.symbol and chain.first.symbol is not chain.last.symbol:
        for way in (chain, chain.turned()):
            source, target = way.first.symbol, way.last.symbol
            if source and target:
                yield Link(source.id, target.id, tuple(way.path), way.ids, Confidence.GUESSED, Doubt.TWO_HEADS)


def _into(chain: _Chain, carrier: dict[int, _Chain], merging: dict[int, list[_Chain]]) -> Iterator[Link]:
    """The links into the symbol at a chain's head: from its own beginning, and from all lines that end on it."""
    target = chain.last.symbol
    sources = list(_sources(chain, carrier, merging, set()))
    for way in sources:
        start = way[0].first
        if start.symbol is None or target is None or start.symbol is target:
            continue
        path = _path(way)
        ids = tuple(dict.fromkeys(id for part in way for id in part.ids))
        guessed = Confidence.GUESSED in (start.confidence, chain.last.confidence)
        sure = start.confidence is chain.last.confidence is Confidence.CERTAIN
        confidence = Confidence.GUESSED if guessed else Confidence.CERTAIN if sure else Confidence.READ
        other = start.other or chain.last.other
        doubt = Doubt.END if guessed else None
        yield Link(start.symbol.id, target.id, path, ids, confidence, doubt, other.id if other else "")


def _sources(
    chain: _Chain, carrier: dict[int, _Chain], merging: dict[int, list[_Chain]], seen: set[int]
) -> Iterator[list[_Chain]]:
    """The ways that lead along a chain to its end: lists of chains, the source's first."""
    if id(chain) in seen:
        return
    seen.add(id(chain))
    if chain.first.symbol is not None:
        yield [chain]
    elif chain.first.onto is not None and (before := carrier.get(id(chain.first.onto))):
        for way in _sources(before, carrier, merging, seen):
            yield [*way, chain]
    for other in merging[id(chain)]:
        for way in _sources(other, carrier, merging, seen):
            yield [*way, chain]


def _path(way: Sequence[_Chain]) -> tuple[Point, ...]:
    """The points of a way over several chains: each is left where the next begins or where it ends on the next."""
    points = list(way[0].path)
    for before, chain in pairwise(way):
        path = chain.path
        if before.last.onto is not None and any(s is before.last.onto for s, _ in chain.pieces):
            points += _rest(path, points[-1])
        else:
            start = path[0]
            points = [*_until(points, start), *path]
    return tuple(points)


def _rest(path: Sequence[Point], start: Point) -> list[Point]:
    """A path from the spot on it that is nearest to a point."""
    i = min(range(len(path) - 1), key=lambda k: segment_distance(start, path[k], path[k + 1]))
    return list(path[i + 1 :])


def _until(path: Sequence[Point], end: Point) -> list[Point]:
    i = min(range(len(path) - 1), key=lambda k: segment_distance(end, path[k], path[k + 1]))
    return list(path[: i + 1])


def _plain(chain: _Chain, merging: dict[int, list[_Chain]]) -> Iterator[Link]:
    """A line without heads: it joins two symbols, or its direction is a guess."""
    a, b = chain.first.symbol, chain.last.symbol
    if a is not None and b is not None and a is not b:
        guessed = Confidence.GUESSED in (chain.first.confidence, chain.last.confidence)
        confidence = Confidence.GUESSED if guessed else Confidence.READ
        yield Link(a.id, b.id, tuple(chain.path), chain.ids, confidence, Doubt.END if guessed else None, "", True)
