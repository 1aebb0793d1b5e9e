"""The cells of ruled tables: which straight lines are rules, and which rectangles they part the page into.

Lengths are points. A rule ends on other rules at both ends; an arrow's piece ends at a symbol or in the open. Edges are
clustered by the span of the whole group, not from neighbour to neighbour, which would chain near rules into one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sopgen.importing.page import Box, around

T = TypeVar("T")

SPAN = 2.4
"""points that the lines of one rule lie apart at most"""
TOUCH = 3.0
"""points between a rule's end and the rule that it ends on"""
MIN_RULES = 5
"""rules of the smallest thing that is a table"""
MAX_CROSSINGS = 6_000
"""level lines times upright lines of one page; a page of a dense table has about 1,000"""
MANY = 4
"""rules that a rule with an open end meets at least"""
MIN_WIDE = 120.0
"""points that a table is wide at least"""


@dataclass(slots=True)
class Run:
    """A straight line along one axis, of one or more pieces."""

    upright: bool
    at: float
    """x of an upright line, y of a level one"""
    start: float
    end: float
    sources: list[str]
    """ids of the paths that draw it"""
    manner: str
    """how it is drawn"""

    @property
    def line(self) -> Box:
        """From its start to its end."""
        a, b, at = self.start, self.end, self.at
        return Box(at, a, at, b) if self.upright else Box(a, at, b, at)


def runs_of(pieces: Sequence[tuple[str, str, Box]]) -> list[Run]:
    """Pieces (id, manner, thin box) that lie in one line and are drawn in one manner, joined."""
    found: list[Run] = []
    kinds = dict.fromkeys((manner, upright) for _, manner, _ in pieces for upright in (False, True))
    for manner, upright in kinds:
        lines = []
        for id, kind, box in pieces:
            if kind == manner and (box.height > box.width) == upright:
                at, start, end = (box.center[0], box.y0, box.y1) if upright else (box.center[1], box.x0, box.x1)
                lines.append((at, start, end, id))
        for group in _clusters(lines, lambda line: line[0]):
            found += _in_line(upright, group, manner)
    return found


def _clusters(items: Iterable[T], place: Callable[[T], float]) -> Iterator[list[T]]:
    """The items in groups that span no more than `SPAN`."""
    group: list[T] = []
    for item in sorted(items, key=place):
        if group and place(item) - place(group[0]) > SPAN:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _in_line(upright: bool, group: Sequence[tuple[float, float, float, str]], manner: str) -> list[Run]:
    runs: list[Run] = []
    for at, start, end, id in sorted(group, key=lambda line: line[1]):
        if runs and start <= runs[-1].end + TOUCH:
            runs[-1].end = max(runs[-1].end, end)
            runs[-1].sources.append(id)
        else:
            runs.append(Run(upright, at, start, end, [id], manner))
    return runs


class TooManyLines(Exception):
    """The page is no SOP, but a map or a photograph traced into lines."""


def tables_among(runs: Sequence[Run]) -> tuple[list[list[Run]], list[Run]]:
    """(the rules of each table, the runs that are none)."""
    uprights = sum(run.upright for run in runs)
    if uprights * (len(runs) - uprights) > MAX_CROSSINGS:
        raise TooManyLines
    rules = list(runs)
    while True:
        held = [run for run in rules if _is_held(run, rules)]
        if len(held) == len(rules):
            break
        rules = held
    tables = []
    for group in _connected(rules):
        across = [run for run in group if not run.upright]
        wide = max((run.end for run in across), default=0.0) - min((run.start for run in across), default=0.0)
        if len(group) >= MIN_RULES and wide >= MIN_WIDE:
            tables.append(group)
    kept = {id(run) for table in tables for run in table}
    return tables, [run for run in runs if id(run) not in kept]


def _is_held(run: Run, rules: Sequence[Run]) -> bool:
    """A rule ends on rules; one that meets many may also end in the open beside others (a table whose outer border is
    not drawn)."""
    met = [other for other in rules if _meet(run, other)]
    beside = [other for other in rules if other.upright == run.upright] if len(met) >= MANY else []
    for side in ("start", "end"):
        end = getattr(run, side)
        held = any(abs(other.at - end) <= TOUCH for other in met)
        if not held and sum(abs(getattr(other, side) - end) <= TOUCH for other in beside) < MANY:
            return False
    return True


def _meet(a: Run, b: Run) -> bool:
    return (
        a.upright != b.upright and a.start - TOUCH <= b.at <= a.end + TOUCH and b.start - TOUCH <= a.at <= b.end + TOUCH
    )


def _connected(rules: Sequence[Run]) -> list[list[Run]]:
    groups: list[list[Run]] = []
    left = list(rules)
    while left:
        group, todo = [], [left.pop(0)]
        while todo:
            run = todo.pop()
            group.append(run)
            touching = [other for other in left if _meet(run, other)]
            left = [other for other in left if other not in touching]
            todo += touching
        groups.append(group)
    return groups


def cells_among(source: Any, table: Sequence[Run]) -> list[Box]:
    """The boxes that a table's rules enclose on a page of pdfplumber, from top to bottom and left to right. The table
    reaches as far as its rules do, also where its outer border is not drawn."""
    x0, y0, x1, y1 = around([end for run in table for end in (run.line[:2], run.line[2:])])
    rules = {
        "vertical_strategy": "explicit",
        "horizontal_strategy": "explicit",
        "explicit_vertical_lines": _lines([Box(x0, y0, x0, y1), Box(x1, y0, x1, y1)], table, True),
        "explicit_horizontal_lines": _lines([Box(x0, y0, x1, y0), Box(x0, y1, x1, y1)], table, False),
        "snap_tolerance": SPAN,
        "join_tolerance": TOUCH,
        "intersection_tolerance": TOUCH,
    }
    return sorted((Box(*cell) for cell in source.debug_tablefinder(rules).cells), key=lambda box: (box.y0, box.x0))


def _lines(border: list[Box], table: Sequence[Run], upright: bool) -> list[dict[str, Any]]:
    """The border and the rules in one direction, as pdfplumber has lines."""
    boxes = border + [run.line for run in table if run.upright == upright]
    names, kind = ("x0", "top", "x1", "bottom"), {"object_type": "line", "orientation": "v" if upright else "h"}
    return [dict(zip(names, box, strict=True)) | {"width": box.width, "height": box.height} | kind for box in boxes]
