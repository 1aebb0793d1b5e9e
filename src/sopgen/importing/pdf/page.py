"""One printed page to the neutral page: paths become cells, symbols, lines and heads; words become texts.

Lengths are points until the page is made, in millimetres.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise, product
from typing import Any

from sopgen.importing.page import (
    Box,
    Cell,
    Ignored,
    Outline,
    Page,
    Picture,
    Point,
    Stroke,
    TextBox,
    around,
    overlap,
    spanning,
)
from sopgen.importing.pdf.ruling import cells_among, runs_of, sides, tables_among
from sopgen.importing.pdf.strokes import HEAD, THIN, arrow_of, is_thin, middle_lines, tip_of
from sopgen.importing.polygon import bezier, kind_of
from sopgen.scene.symbols import SymbolKind

MM = 25.4 / 72
NEAR_HEAD = 5.0
"""points between a line's end and the head that belongs to it"""
SMALLEST = 7.0
"""points of a symbol's smaller side"""
LARGEST = 0.6
"""share of the page's width that a symbol takes at most"""
SAME = 0.75
"""share of two outlines' area that is common where they are fill and stroke of one symbol"""
RING = 3.5
"""points between the outer and the inner edge of a thick outline"""
SPACE = 0.18
"""share of the type size between two letters that parts words"""
SIDE = 0.6
"""points on either side of two lines that are one"""
GAP = 12.0
"""points between two words of one free text at most"""
LINE = 2.5
"""points by which the feet of two words of one line differ at most"""


@dataclass(frozen=True, slots=True)
class _Path:
    id: str
    points: tuple[Point, ...]
    """curves sampled; the last repeats the first where it closes"""
    stroked: bool
    manner: str
    """how it is drawn: the rules of one table are all drawn alike, and seldom as its arrows are"""

    @property
    def box(self) -> Box:
        return around(self.points)

    @property
    def closed(self) -> bool:
        return len(self.points) > 2 and math.dist(self.points[0], self.points[-1]) < 0.5

    @property
    def rectangle(self) -> bool:
        return self.closed and len(self.points) <= 6 and kind_of(list(self.points)) is SymbolKind.PROCESS


@dataclass(slots=True)
class _Drawn:
    """The paths of a page, told apart."""

    pieces: list[tuple[str, str, Box]] = field(default_factory=list)
    """(id, manner, box) of straight lines, level or upright: rules, or lines of the flow"""
    outlines: list[_Path] = field(default_factory=list)
    lines: list[Stroke] = field(default_factory=list)
    heads: list[_Path] = field(default_factory=list)
    ignored: dict[str, Ignored] = field(default_factory=dict)


def page_of(source: Any, number: int) -> Page:
    """A page of pdfplumber as a neutral page."""
    drawn = _Drawn()
    for path in _paths(source, number):
        _tell_apart(path, drawn, float(source.width))
    _drop_shading(drawn)
    _cells_to_pieces(drawn)
    tables, others = tables_among(runs_of(drawn.pieces))
    ruled = {id for table in tables for run in table for id in run.sources}
    drawn.ignored |= dict.fromkeys(ruled, Ignored.RULE)
    boxes = [box for table in tables for box in cells_among(source, table)]
    for run in others:
        drawn.lines.append(Stroke(run.sources[0], (run.line[:2], run.line[2:])))
        drawn.ignored |= dict.fromkeys(run.sources[1:], Ignored.DOUBLE)
    strokes = _with_heads(drawn)
    outlines = _symbols(drawn)
    cells, texts = _texts(source, number, boxes, outlines)
    pictures = [Picture(f"{number}.g{i}", _box(image)) for i, image in enumerate(source.images, 1)]
    return Page(
        str(number),
        _mm(Box(0, 0, source.width, source.height)),
        [replace(cell, box=_mm(cell.box)) for cell in cells],
        [replace(outline, box=_mm(outline.box)) for outline in outlines],
        [replace(s, points=tuple((x * MM, y * MM) for x, y in s.points)) for s in strokes],
        [replace(text, box=_mm(text.box)) for text in texts],
        [replace(picture, box=_mm(picture.box)) for picture in pictures],
        ignored=drawn.ignored,
    )


def _mm(box: Box) -> Box:
    return Box(*(side * MM for side in box))


def _box(item: Any) -> Box:
    return Box(item["x0"], item["top"], item["x1"], item["bottom"])


def _paths(source: Any, number: int) -> Iterator[_Path]:
    """The page's paths, curves sampled."""
    for i, item in enumerate([*source.rects, *source.curves, *source.lines], 1):
        points: list[Point] = []
        for step, *spots in item.get("path") or ():
            if step == "c" and len(spots) == 3 and points:
                points += bezier((points[-1], *spots))
            elif step == "h" and points:
                points.append(points[0])
            else:
                points += spots[-1:]
        if item["object_type"] == "rect" or not points:
            box = _box(item)
            points = [(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1), (box.x0, box.y0)]
        if len(points) > 1:
            manner = f"{item['object_type']}{bool(item['fill'])}{bool(item['stroke'])}"
            yield _Path(f"{number}.p{i}", tuple(points), bool(item["stroke"]), manner)


def _tell_apart(path: _Path, drawn: _Drawn, width: float) -> None:
    """Put a path where it belongs, by its size and shape."""
    box = path.box
    small, large = sorted((box.width, box.height))
    straight = path.rectangle or len(path.points) == 2
    if small <= THIN and large > (1.5 if straight else 3) * small:
        drawn.pieces.append((path.id, path.manner, box))
    elif large <= HEAD and path.closed and not path.rectangle:
        drawn.heads.append(path)
    elif not path.closed:
        drawn.lines.append(Stroke(path.id, path.points))
    elif arrow := arrow_of(path.points):
        drawn.lines.append(Stroke(path.id, tuple(arrow), (False, True)))
    elif not path.rectangle and not path.stroked and is_thin(path.points):
        lines = enumerate(middle_lines(path.points))
        drawn.lines += [Stroke(f"{path.id}{f'.{i}' if i else ''}", tuple(line)) for i, line in lines]
    elif small < SMALLEST or large > LARGEST * width:
        drawn.ignored[path.id] = Ignored.RULE
    else:
        drawn.outlines.append(path)


def _cells_to_pieces(drawn: _Drawn) -> None:
    """Rectangles two of whose sides are rules, or sides of other rectangles, are cells: their sides are rules."""
    boxes = {path.id: path.box for path in drawn.outlines if path.rectangle}
    known = [(id, box) for id, _, box in drawn.pieces]
    known += [(id, side) for id, box in boxes.items() for side in sides(box)]
    lines: dict[tuple[bool, int], list[tuple[str, Box]]] = defaultdict(list)
    for id, line in known:
        upright, place = _axis(line)
        for near in (place - 1, place, place + 1):
            lines[upright, near].append((id, line))
    for path in [path for path in drawn.outlines if path.id in boxes]:
        twins = {id for id, box in boxes.items() if box.common(path.box) >= SAME * path.box.area}
        ruled = 0
        for side in sides(path.box):
            others = (line for id, line in lines[_axis(side)] if id not in twins)
            beside = [line for line in others if line.grown(SIDE).common(side.grown(SIDE)) > 0]
            along = sum(
                overlap(side.x0, side.x1, x0, x1) + overlap(side.y0, side.y1, y0, y1) for x0, y0, x1, y1 in beside
            )
            ruled += along > 0.8 * max(side.width, side.height)
        if ruled >= 2:
            drawn.pieces += [(path.id, "sel", side) for side in sides(path.box)]
            drawn.outlines.remove(path)


def _axis(line: Box) -> tuple[bool, int]:
    """(upright, the nearest point of its place): lines along one axis are looked up by it."""
    upright = line.height > line.width
    return upright, round(line.center[0] if upright else line.center[1])


def _with_heads(drawn: _Drawn) -> list[Stroke]:
    """The lines as strokes; each small polygon is the head of the line whose end it covers, of one without head where
    several end there. The line is prolonged to its tip."""
    strokes = {line.id: line for line in drawn.lines}
    pairs = ((a, b) for a, b in combinations(drawn.heads, 2) if a.manner != b.manner)
    twins = [b for a, b in pairs if a.box.common(b.box) > SAME * b.box.area]  # fill and stroke of one head
    drawn.ignored |= {head.id: Ignored.DOUBLE for head in twins}
    for head in [head for head in drawn.heads if head not in twins]:
        tip = tip_of(head.points)
        offers = []
        for stroke, at in product(strokes.values(), (0, -1)):
            end, (dx, dy) = stroke.points[at], _way_to(stroke, at)
            agrees = tip is None or tip[0] * dx + tip[1] * dy > 0.7
            if agrees and (gap := head.box.distance(end)) <= NEAR_HEAD:
                offers.append((stroke.heads[at], gap, math.dist(end, head.box.center), stroke.id, -at))
        drawn.ignored[head.id] = Ignored.DOUBLE if offers else Ignored.RULE
        if offers:
            *_, id, last = min(offers)
            points, heads = [*strokes[id].points], [*strokes[id].heads]
            (x, y), (dx, dy) = points[-last], _way_to(strokes[id], -last)
            far = max((px - x) * dx + (py - y) * dy for px, py in head.points)
            points[-last], heads[-last] = (x + far * dx, y + far * dy), True
            strokes[id] = replace(strokes[id], points=tuple(points), heads=(heads[0], heads[1]))
    return list(strokes.values())


def _way_to(stroke: Stroke, at: int) -> Point:
    """The way in which a stroke leads to its start (0) or end (-1), as a step of one point."""
    (px, py), (x, y) = stroke.points[-2 if at else 1], stroke.points[at]
    length = math.dist((x, y), (px, py)) or 1.0
    return (x - px) / length, (y - py) / length


def _drop_shading(drawn: _Drawn) -> None:
    """Fills that nothing outlines are the shading of cells, where other symbols of the page have outlines."""
    outlined = [path for path in drawn.outlines if path.stroked or not path.rectangle]
    for path in [path for path in drawn.outlines if path not in outlined]:
        twin = any(o.box.common(path.box) > SAME * max(o.box.area, path.box.area) for o in outlined)
        if outlined and not twin:
            drawn.outlines.remove(path)
            drawn.ignored[path.id] = Ignored.RULE


def _symbols(drawn: _Drawn) -> list[Outline]:
    """The outlines, each once: fill, stroke and both edges of a ring are one symbol."""
    found: list[tuple[Outline, int]] = []
    for path in sorted(drawn.outlines, key=lambda path: (-path.box.area, path.id)):
        box, kind, corners = path.box, kind_of(list(path.points)), len(path.points)
        twin = next((i for i, (o, _) in enumerate(found) if _is_same(o.box, box)), None)
        if twin is None:
            found.append((Outline(path.id, box, kind), corners))
            continue
        outline, known = found[twin]
        rounded = (outline.kind, kind) == (SymbolKind.PROCESS, SymbolKind.TERMINATOR) and corners > known
        if kind is not None and (outline.kind is None or rounded):
            found[twin] = (replace(outline, kind=kind), corners)
        drawn.ignored[path.id] = Ignored.DOUBLE
    return [outline for outline, _ in found]


def _is_same(outer: Box, inner: Box) -> bool:
    """Whether two outlines are of one symbol: they share most of their area, or one runs close inside the other."""
    gaps = inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1
    return outer.common(inner) > SAME * outer.area or (min(gaps) > -0.5 and max(gaps) < RING)


def _texts(
    source: Any, number: int, boxes: Sequence[Box], outlines: Sequence[Outline]
) -> tuple[list[Cell], list[TextBox]]:
    """(cells with their texts, free texts). Where symbols stand, in whole columns from the first symbol's row to the
    last's, words are labels and stand free, in whatever cell."""
    from pdfplumber.utils.clustering import cluster_objects

    page = source.dedupe_chars()
    for char in page.chars:  # pdfplumber takes a font for turned whose matrix is so by a rounding error only
        char["upright"] = abs(char["matrix"][1]) < 0.1 * abs(char["matrix"][0])
    held = [box for box in boxes if any(box.holds(outline.box.center) for outline in outlines)]
    flow = spanning(held) if held else Box(0, 0, 0, 0)
    of_cell: dict[int | None, list[Any]] = defaultdict(list)
    for word in page.extract_words(x_tolerance_ratio=SPACE, y_tolerance=LINE):
        middle = _box(word).center
        holder = next((i for i, box in enumerate(boxes) if box.holds(middle)), None)
        in_flow = holder is not None and flow.holds(boxes[holder].center)
        of_cell[None if in_flow else holder].append(word)
    lines = {
        holder: [sorted(line, key=lambda word: word["x0"]) for line in cluster_objects(words, "bottom", LINE)]
        for holder, words in of_cell.items()
    }
    texts = {holder: "\n".join(map(_written, found)) for holder, found in lines.items()}
    cells = [Cell(f"{number}.s{i}", box, texts.get(i, "")) for i, box in enumerate(boxes)]
    return cells, _free_texts(lines.get(None, ()), number)


def _written(words: Sequence[Any]) -> str:
    return " ".join(word["text"] for word in words)


def _free_texts(lines: Sequence[Sequence[Any]], number: int) -> list[TextBox]:
    """Words in runs: words of one line that stand close, and lines right below each other."""
    texts: list[TextBox] = []
    for line in lines:
        ends = [i for i, (a, b) in enumerate(pairwise(line), 1) if b["x0"] - a["x1"] >= GAP]
        for start, end in pairwise([0, *ends, len(line)]):
            box, text = spanning(map(_box, line[start:end])), _written(line[start:end])
            above = next((i for i, other in enumerate(texts) if _goes_on(other.box, box)), None)
            if above is None:
                texts.append(TextBox(f"{number}.t{len(texts) + 1}", box, text))
            else:
                first = texts[above]
                texts[above] = replace(first, box=spanning((first.box, box)), text=f"{first.text} {text}")
    return texts


def _goes_on(above: Box, below: Box) -> bool:
    """Whether a line goes on with the text above it."""
    close = -0.35 < (below.y0 - above.y1) / below.height < 0.35
    return close and overlap(above.x0, above.x1, below.x0, below.x1) > 0.5 * min(above.width, below.width)
