"""Independent judge, part two: holds the drawing of a rendered xlsx against its YAML source.

`judge` says what is wrong with the drawing (a symbol or an arrow that is missing, an arrow through a symbol, along
another arrow, over a page break ...). It reads the YAML by plain rules of its own and the drawing with
`drawing_reader`; it shares no code with sopgen, so that both cannot be wrong in the same way.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from drawing_reader import PX, Arrow, Shape, Sheet, Spot, read

TOLERANCE = 1.6 * PX
"""rounding of cell anchors"""

Place = tuple[str, str | None]
"""row key and lane; the lane is None for the capsules of their own"""

SELESAI, MULAI = "selesai", "mulai"
JOINT = "|"
"""the label of the plain line between executors who act together"""

NONE = (None, "", "null", "~")
HEADING_ROWS = 12

PRESETS = {
    "terminator": {"flowChartTerminator", "roundRect"},
    "proses": {"flowChartProcess", "rect"},
    "keputusan": {"flowChartDecision", "diamond"},
}
PENTAGONS = {"flowChartOffpageConnector", "homePlate", "pentagon"}


class Edge(NamedTuple):
    source: Place
    target: Place
    label: str


class Expected(NamedTuple):
    """What the file asks for."""

    lanes: list[str]
    keys: list[str]
    symbols: dict[tuple[str, str], str]
    edges: list[Edge]


def load(path: Path) -> dict[str, Any]:
    document = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.CBaseLoader)
    assert isinstance(document, dict)
    return document


def judge(source: Path, workbook: Path) -> list[str]:
    """Everything that is wrong with the drawing; empty when it is right."""
    sheet = next(s for s in read(workbook) if s.name.lower().startswith("prosedur"))
    return _Judge(load(source), sheet).problems()


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def expected(document: dict[str, Any]) -> Expected:
    return _Reading(document).expected()


class _Reading:
    """The flow that a document describes."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.lanes = list(document["pelaksana"])
        self.rows = document["langkah"]
        numbers = [str(row.get("no") or i).rstrip(".") for i, row in enumerate(self.rows, 1)]
        self.keys = [str(row.get("id") or n) for row, n in zip(self.rows, numbers, strict=True)]
        self.named: dict[str, str] = {}
        for number, key in zip(numbers, self.keys, strict=True):
            self.named.setdefault(number, key)
        self.named.update({key: key for key in self.keys})
        self.lanes_of = {
            key: [str(lane) for lane in _listed(row["pelaksana"])]
            for key, row in zip(self.keys, self.rows, strict=True)
        }
        self.how = {key: row.get("hubungan") or "berurutan" for key, row in zip(self.keys, self.rows, strict=True)}
        self.apart = (document.get("tampilan") or {}).get("terminator") == "terpisah"

    def expected(self) -> Expected:
        symbols: dict[tuple[str, str], str] = {}
        edges: list[Edge] = []
        for i, (key, row) in enumerate(zip(self.keys, self.rows, strict=True)):
            outs = self._outs(i, key, row)
            for lane, kind in self._kinds(i, key, row, outs):
                symbols[key, lane] = kind
            edges += self._inside(key) + self._leaving(key, row, outs)
        if self.apart:
            edges += [Edge((MULAI, None), (self.keys[0], lane), "") for lane in self._entries(self.keys[0], None, None)]
        return Expected(self.lanes, self.keys, symbols, edges)

    def _resolve(self, target: Any, i: int) -> Place:
        if target in NONE:
            return (self.keys[i + 1] if i + 1 < len(self.keys) else SELESAI), None
        key, _, lane = str(target).partition("@")
        return self.named.get(key, key), lane or None

    def _outs(self, i: int, key: str, row: dict[str, Any]) -> list[tuple[str, str, Place]]:
        """(lane, label, target) of every way out"""
        lanes = self.lanes_of[key]
        if row.get("keputusan"):
            return [(lanes[-1], str(label), self._resolve(t, i)) for label, t in row["keputusan"].items()]
        onward = row.get("lanjut")
        if isinstance(onward, dict):
            return [(lane, "", self._resolve(t, i)) for lane, t in onward.items()]
        leaving = {"berurutan": lanes[-1:], "bersama": lanes[:1], "sejajar": lanes}[self.how[key]]
        return [(lane, "", self._resolve(t, i)) for t in _listed(onward) for lane in leaving]

    def _kinds(
        self, i: int, key: str, row: dict[str, Any], outs: list[tuple[str, str, Place]]
    ) -> list[tuple[str, str]]:
        lanes, how = self.lanes_of[key], self.how[key]
        if row.get("simbol"):
            return [(lane, row["simbol"]) for lane in lanes]
        if row.get("keputusan"):
            return [(lane, "keputusan" if lane == lanes[-1] else "proses") for lane in lanes]
        ends = {lane for lane, _, t in outs if t[0] == SELESAI} - {lane for lane, _, t in outs if t[0] != SELESAI}
        if ends and how == "bersama" and not isinstance(row.get("lanjut"), dict):
            ends = set(lanes)
        begins = set() if i else set(lanes[:1] if how == "berurutan" else lanes)
        capsules = set() if self.apart else begins | ends
        return [(lane, "terminator" if lane in capsules else "proses") for lane in lanes]

    def _inside(self, key: str) -> list[Edge]:
        lanes, how = self.lanes_of[key], self.how[key]
        if how == "berurutan":
            return [Edge((key, a), (key, b), "") for a, b in itertools.pairwise(lanes)]
        if how == "bersama":
            ordered = sorted(lanes, key=self.lanes.index)
            return [Edge((key, a), (key, b), JOINT) for a, b in itertools.pairwise(ordered)]
        return []

    def _leaving(self, key: str, row: dict[str, Any], outs: list[tuple[str, str, Place]]) -> list[Edge]:
        edges = []
        for lane, label, (target, target_lane) in outs:
            if target != SELESAI:
                entries = self._entries(target, target_lane, (key, lane))
                edges += [Edge((key, lane), (target, entry), label) for entry in entries]
            elif self.apart or row.get("keputusan"):
                edges.append(Edge((key, lane), (SELESAI, None), label))
        return edges

    def _entries(self, target: str, lane: str | None, source: tuple[str, str] | None) -> list[str]:
        lanes = self.lanes_of[target]
        if lane:
            return [lane]
        if self.how[target] != "sejajar":
            return lanes[:1]
        if source and self.how[source[0]] == "sejajar" and source[1] in lanes:
            return [source[1]]
        return lanes


class Segment(NamedTuple):
    x1: float
    y1: float
    x2: float
    y2: float
    arrow: Arrow

    @property
    def vertical(self) -> bool:
        return self.x2 - self.x1 < TOLERANCE


class Joined(NamedTuple):
    """An arrow and the names of the symbols it is glued to."""

    source: str
    target: str
    arrow: Arrow


def _normal(text: object) -> str:
    return re.sub(r"\s+", " ", str(text)).strip().lower()


def _length(points: list[Spot]) -> float:
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in itertools.pairwise(points))


def _outcome(arrow: Arrow) -> str:
    """the label in an arrow's name, panah:FROM:TO:LABEL"""
    return "".join(arrow.name.split(":")[3:])


def _without_shared_end(points: list[Spot], other: list[Spot]) -> list[Spot]:
    """`points` without the last stretch that it shares with `other` when both end at one point."""
    if math.dist(points[-1], other[-1]) > TOLERANCE:
        return points
    mine, theirs = list(points), list(other)
    while len(mine) > 1 and len(theirs) > 1:
        end, before, before_other = mine[-1], mine[-2], theirs[-2]
        axis = _common_axis(end, before, before_other)
        if axis is None:
            break
        step, step_other = abs(before[axis] - end[axis]), abs(before_other[axis] - end[axis])
        if abs(step - step_other) < TOLERANCE:
            mine.pop()
            theirs.pop()
        elif step < step_other:
            theirs[-1] = before
            mine.pop()
        else:
            mine[-1] = before_other
            theirs.pop()
    return mine


def _common_axis(end: Spot, a: Spot, b: Spot) -> int | None:
    """0 where both come to `end` along x from the same side, 1 along y, else None"""
    for fixed, axis in ((0, 1), (1, 0)):
        straight = abs(end[fixed] - a[fixed]) < TOLERANCE and abs(end[fixed] - b[fixed]) < TOLERANCE
        if straight and (a[axis] - end[axis]) * (b[axis] - end[axis]) > 0:
            return axis
    return None


class _Judge:
    """One procedure sheet against one document."""

    def __init__(self, document: dict[str, Any], sheet: Sheet) -> None:
        self.document = document
        self.sheet = sheet
        self.want = expected(document)
        self.shapes = {shape.name: shape for shape in sheet.shapes}
        self.labels = [shape for shape in sheet.shapes if shape.name.startswith("label:")]
        self.found: list[str] = []

    def problems(self) -> list[str]:
        lanes = self._lanes()
        if self.found:
            return self.found
        self._check_symbols(lanes, self._rows())
        joined = self._joined()
        self._check_pentagons()
        self._check_edges(joined)
        own = self._own_stretches(joined)
        segments = self._segments(own)
        self._check_paths(joined, min(a for a, _ in lanes.values()), max(b for _, b in lanes.values()))
        self._check_obstacles(segments)
        self._check_pairs(segments, own)
        self._check_labels(segments)
        self._check_pages(joined)
        return sorted(set(self.found))

    def _lanes(self) -> dict[str, tuple[float, float]]:
        """lane -> left and right edge, from the headings; one name may stand twice: they are taken left to right"""
        name = {
            lane: _normal(spec["nama"] if isinstance(spec, dict) else spec)
            for lane, spec in self.document["pelaksana"].items()
        }
        by_row: dict[int, dict[str, list[tuple[float, float]]]] = {}
        for (row, column), text in self.sheet.cells.items():
            if row <= HEADING_ROWS and _normal(text) in name.values():
                last = self.sheet.merged.get((row, column), (row, column))[1]
                edges = (self.sheet.xs[column - 1], self.sheet.xs[last])
                by_row.setdefault(row, {}).setdefault(_normal(text), []).append(edges)
        headings = max(by_row.values(), key=lambda found: sum(map(len, found.values())), default={})
        lanes = {}
        for lane in self.want.lanes:
            left = sorted(set(headings.get(name[lane], [])) - set(lanes.values()))
            if left:
                lanes[lane] = left[0]
            else:
                self.found.append(f"lane heading missing: {name[lane]}")
        return lanes

    def _rows(self) -> dict[str, tuple[float, float]]:
        """row key -> top and bottom, by where its kegiatan stands"""
        cells = sorted(self.sheet.cells.items())
        taken: set[int] = set()
        rows = {}
        for key, row in zip(self.want.keys, self.document["langkah"], strict=True):
            text = _normal(row["kegiatan"])
            at = next((cell for cell, value in cells if cell[0] not in taken and _normal(value) == text), None)
            if at is None:
                self.found.append(f"kegiatan missing in the sheet: row {key}")
                continue
            taken.add(at[0])
            rows[key] = (self.sheet.ys[at[0] - 1], self.sheet.ys[self.sheet.merged.get(at, at)[0]])
        return rows

    def _check_symbols(self, lanes: dict[str, tuple[float, float]], rows: dict[str, tuple[float, float]]) -> None:
        if len({shape.id for shape in self.sheet.shapes}) != len(self.sheet.shapes):
            self.found.append("duplicate shape ids")
        for (key, lane), kind in self.want.symbols.items():
            shape = self.shapes.get(f"langkah:{key}:{lane}")
            if shape is None:
                self.found.append(f"symbol missing: {key}:{lane}")
                continue
            left, top, right, bottom = shape.box
            if shape.preset not in PRESETS[kind]:
                self.found.append(f"symbol {key}:{lane} is {shape.preset}, not {kind}")
            if left < lanes[lane][0] - TOLERANCE or right > lanes[lane][1] + TOLERANCE:
                self.found.append(f"symbol {key}:{lane} leaves its lane")
            if key in rows and (top < rows[key][0] - TOLERANCE or bottom > rows[key][1] + TOLERANCE):
                self.found.append(f"symbol {key}:{lane} leaves its row")
        for name in self.shapes:
            place = tuple(name.split(":")[1:])
            if name.startswith("langkah:") and place[0] not in (MULAI, SELESAI) and place not in self.want.symbols:
                self.found.append(f"extra symbol: {name}")

    def _joined(self) -> list[Joined]:
        by_id = {shape.id: shape.name for shape in self.sheet.shapes}
        joined = []
        for arrow in self.sheet.arrows:
            source, target = (by_id.get(end[0]) if end else None for end in (arrow.start, arrow.end))
            if source is None or target is None:
                self.found.append(f"arrow not glued: {arrow.name or arrow.id}")
                continue
            heads = (arrow.head_at_start, arrow.head_at_end)
            plain = source.startswith("langkah:") and source.split(":")[:2] == target.split(":")[:2]
            if heads != (False, True) and not (plain and heads == (False, False)):
                self.found.append(f"arrow without exactly one head: {arrow.name}")
            joined.append(Joined(source, target, arrow))
        return joined

    def _check_pentagons(self) -> None:
        pentagons = [shape for shape in self.sheet.shapes if shape.name.startswith("sambungan:")]
        if len({shape.name for shape in pentagons}) != len(pentagons):
            self.found.append("pentagon letters not unique")
        for shape in pentagons:
            if shape.text != shape.name.split(":")[1]:
                self.found.append(f"pentagon {shape.name} shows {shape.text!r}")
            if shape.preset not in PENTAGONS:
                self.found.append(f"pentagon {shape.name} is a {shape.preset}")

    def _check_edges(self, joined: list[Joined]) -> None:
        """Every edge is drawn once: as an arrow, or as two with a pentagon each."""
        resumed: dict[str, str] = {}
        for source, target, _ in joined:
            if source.startswith("sambungan:"):
                letter = source.split(":")[1]
                if letter in resumed:
                    self.found.append(f"pentagon {letter} used twice")
                resumed[letter] = target
        drawn: list[tuple[str, str]] = []
        for source, target, _ in joined:
            if source.startswith("sambungan:"):
                continue
            if target.startswith("sambungan:"):
                letter = target.split(":")[1]
                if letter not in resumed:
                    self.found.append(f"pentagon {letter} leads nowhere")
                    continue
                target = resumed[letter]  # noqa: PLW2901
            drawn.append((_without_lane(source), _without_lane(target)))
        named = [(_shape_name(edge.source), _shape_name(edge.target)) for edge in self.want.edges]
        undirected = {
            frozenset(pair): pair for pair, edge in zip(named, self.want.edges, strict=True) if edge.label == JOINT
        }
        have = Counter(undirected.get(frozenset(pair), pair) for pair in drawn)
        want = Counter(named)
        self.found += [f"edge missing: {a} -> {b}" for a, b in want - have]
        self.found += [f"edge extra: {a} -> {b}" for a, b in have - want]
        labels = {(edge.source, edge.label) for edge in self.want.edges if edge.label not in ("", JOINT)}
        if len(self.labels) < len(labels):
            self.found.append(f"labels: {len(self.labels)} of {len(labels)}")

    def _own_stretches(self, joined: list[Joined]) -> dict[str, list[Spot]]:
        """arrow id -> its path without what it may share: arrows into one site their last stretch, arrows of one
        outcome out of one site their first. The shared stretch counts once, for the arrow that comes first."""
        own: dict[str, list[Spot]] = {}
        into: dict[Any, list[list[Spot]]] = {}
        out_of: dict[Any, list[list[Spot]]] = {}
        for _, _, arrow in joined:
            exit_ = (arrow.start, _outcome(arrow))
            path = arrow.points
            for other in into.get(arrow.end, []):
                path = min(path, _without_shared_end(arrow.points, other), key=_length)
            kept = path
            for other in out_of.get(exit_, []):
                path = min(path, _without_shared_end(kept[::-1], other[::-1])[::-1], key=_length)
            into.setdefault(arrow.end, []).append(arrow.points)
            out_of.setdefault(exit_, []).append(arrow.points)
            own[arrow.id] = path
        return own

    def _segments(self, own: dict[str, list[Spot]]) -> list[Segment]:
        arrows = {arrow.id: arrow for arrow in self.sheet.arrows}
        return [
            Segment(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2), arrows[arrow_id])
            for arrow_id, path in own.items()
            for (x1, y1), (x2, y2) in itertools.pairwise(path)
            if abs(x1 - x2) + abs(y1 - y2) > TOLERANCE
        ]

    def _check_paths(self, joined: list[Joined], left: float, right: float) -> None:
        for source, target, arrow in joined:
            for (x1, y1), (x2, y2) in itertools.pairwise(arrow.points):
                if abs(x1 - x2) > TOLERANCE and abs(y1 - y2) > TOLERANCE:
                    self.found.append(f"not orthogonal: {arrow.name}")
            for point, name in ((arrow.points[0], source), (arrow.points[-1], target)):
                self._check_end(point, self.shapes[name], arrow)
            if any(x < left - TOLERANCE or x > right + TOLERANCE for x, _ in arrow.points):
                self.found.append(f"arrow leaves the pelaksana columns: {arrow.name}")

    def _check_end(self, point: Spot, shape: Shape, arrow: Arrow) -> None:
        left, top, right, bottom = shape.box
        middle = ((left + right) / 2, (top + bottom) / 2)
        sides = [(middle[0], top), (middle[0], bottom), (left, middle[1]), (right, middle[1])]
        if min(math.dist(point, side) for side in sides) > TOLERANCE * 2:
            self.found.append(f"arrow end is no middle of a side: {arrow.name} at {shape.name}")

    def _check_obstacles(self, segments: list[Segment]) -> None:
        solid = [shape for shape in self.sheet.shapes if not shape.name.startswith("label:")]
        for segment, shape in itertools.product(segments, solid):
            if _overlap(segment[:4], shape.box):
                self.found.append(f"arrow {segment.arrow.name} runs through {shape.name}")

    def _check_pairs(self, segments: list[Segment], own: dict[str, list[Spot]]) -> None:
        for p, q in itertools.combinations(segments, 2):
            if p.arrow is q.arrow:
                continue
            if p.vertical == q.vertical:
                if _along(p, q):
                    self.found.append(f"arrows run along each other: {p.arrow.name} / {q.arrow.name}")
            elif _touch(*((p, q) if p.vertical else (q, p)), own):
                self.found.append(f"arrow touches arrow: {p.arrow.name} / {q.arrow.name}")

    def _check_labels(self, segments: list[Segment]) -> None:
        for label in self.labels:
            for shape in self.sheet.shapes:
                if shape is not label and _overlap(label.box, shape.box) and not _beside_diamond(label, shape):
                    self.found.append(f"label {label.name} over {shape.name}")
            for segment in segments:
                if _overlap(segment[:4], label.box):
                    self.found.append(f"label {label.name} over arrow {segment.arrow.name}")

    def _check_pages(self, joined: list[Joined]) -> None:
        cuts = [self.sheet.ys[row] for row in self.sheet.breaks]
        for _, _, arrow in joined:
            top, bottom = min(y for _, y in arrow.points), max(y for _, y in arrow.points)
            if any(top + TOLERANCE < cut < bottom - TOLERANCE for cut in cuts):
                self.found.append(f"arrow runs over a page break: {arrow.name}")


def _shape_name(place: Place) -> str:
    return ":".join(("langkah", *(part for part in place if part)))


def _without_lane(name: str) -> str:
    """The capsules of their own are expected in no particular lane."""
    parts = name.split(":")
    return ":".join(parts[:2]) if parts[1] in (MULAI, SELESAI) else name


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] - TOLERANCE and a[2] > b[0] + TOLERANCE and a[1] < b[3] - TOLERANCE and a[3] > b[1] + TOLERANCE


def _beside_diamond(label: Shape, shape: Shape) -> bool:
    """True where the label lies in a corner of the diamond's box, which the diamond leaves free."""
    if shape.preset not in PRESETS["keputusan"]:
        return False
    x, y = shape.x + shape.w / 2, shape.y + shape.h / 2
    left, top, right, bottom = label.box
    across = abs(min(max(x, left), right) - x) / shape.w
    down = abs(min(max(y, top), bottom) - y) / shape.h
    return across * 2 + down * 2 > 1.0


def _along(p: Segment, q: Segment) -> bool:
    across, along = (0, 1) if p.vertical else (1, 0)
    shared = min(p[along + 2], q[along + 2]) - max(p[along], q[along])
    return abs(p[across] - q[across]) < TOLERANCE and shared > 2 * TOLERANCE


def _touch(v: Segment, h: Segment, own: dict[str, list[Spot]]) -> bool:
    """True where the two meet without crossing properly and without a right to: at a shared end, or where one joins
    the stretch that both may share."""
    near = 3 * TOLERANCE
    if h.x1 + TOLERANCE < v.x1 < h.x2 - TOLERANCE and v.y1 + TOLERANCE < h.y1 < v.y2 - TOLERANCE:
        return False
    if not (h.x1 - TOLERANCE <= v.x1 <= h.x2 + TOLERANCE and v.y1 - TOLERANCE <= h.y1 <= v.y2 + TOLERANCE):
        return False
    meet = (v.x1, h.y1)
    a, b = v.arrow, h.arrow
    if a.end == b.end and min(math.dist(meet, own[t.id][-1]) for t in (a, b)) < near:
        return False
    same_exit = a.start == b.start and _outcome(a) == _outcome(b)
    if same_exit and min(math.dist(meet, own[t.id][0]) for t in (a, b)) < near:
        return False
    return not all(min(math.dist(meet, t.points[0]), math.dist(meet, t.points[-1])) < near for t in (a, b))
