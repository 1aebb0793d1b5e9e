"""The cells of ruled tables: which straight lines are rules, and which rectangles they part the page into.

Lengths are points. A rule ends on other rules at both ends; an arrow's piece ends at a symbol or in the open. Edges are
clustered by the span of the whole group, not from neighbour to neighbour, which would chain near rules into one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sopgen.importing.opening import Refused
from sopgen.importing.page import Box, spanning

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
TOO_MANY = "ada halaman dengan terlalu banyak garis untuk sebuah SOP"
"""a map, or a photograph traced into lines"""
MIN_WIDE = 120.0
"""points that a table is wide at least"""


@dataclass(slots=True, eq=False)
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
    lines = []
    for id, manner, box in pieces:
        upright = box.height > box.width
        at, start, end = (box.center[0], box.y0, box.y1) if upright else (box.center[1], box.x0, box.x1)
        lines.append(Run(upright, at, start, end, [id], manner))
    manners = [*dict.fromkeys(manner for _, manner, _ in pieces)]
    lines.sort(key=lambda line: (manners.index(line.manner), line.upright, line.at))
    groups: list[list[Run]] = []
    for line in lines:
        first = groups[-1][0] if groups else None
        if first and (first.manner, first.upright) == (line.manner, line.upright) and line.at - first.at <= SPAN:
            groups[-1].append(line)
        else:
            groups.append([line])
    found: list[Run] = []
    for group in groups:
        run = None
        for line in sorted(group, key=lambda line: line.start):
            if run is not None and line.start <= run.end + TOUCH:
                run.end = max(run.end, line.end)
                run.sources += line.sources
            else:
                run = line
                found.append(run)
    return found


def tables_among(runs: Sequence[Run]) -> tuple[list[list[Run]], list[Run]]:
    """(the rules of each table, the runs that are none)."""
    uprights = sum(run.upright for run in runs)
    if uprights * (len(runs) - uprights) > MAX_CROSSINGS:
        raise Refused(TOO_MANY)
    rules = list(runs)
    while True:
        held = [run for run in rules if _is_held(run, rules)]
        if len(held) == len(rules):
            break
        rules = held
    groups: list[list[Run]] = []  # of rules that hang together
    for rule in rules:
        group, apart = [rule], []
        for other in groups:
            if any(_meet(rule, run) for run in other):
                group += other
            else:
                apart.append(other)
        groups = [*apart, group]
    large = (group for group in groups if len(group) >= MIN_RULES)
    tables = [group for group in large if spanning(run.line for run in group).width >= MIN_WIDE]
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


def sides(box: Box) -> tuple[Box, Box, Box, Box]:
    """The four sides of a box, as boxes without width or height."""
    x0, y0, x1, y1 = box
    return Box(x0, y0, x1, y0), Box(x0, y1, x1, y1), Box(x0, y0, x0, y1), Box(x1, y0, x1, y1)


def cells_among(source: Any, table: Sequence[Run]) -> list[Box]:
    """The boxes that a table's rules enclose on a page of pdfplumber, from top to bottom and left to right. The table
    reaches as far as its rules do, also where its outer border is not drawn."""
    lines = [
        {"object_type": "line", "x0": x0, "top": y0, "x1": x1, "bottom": y1, "width": x1 - x0, "height": y1 - y0}
        for x0, y0, x1, y1 in (*sides(spanning(run.line for run in table)), *(run.line for run in table))
    ]
    rules = {
        "vertical_strategy": "explicit",
        "horizontal_strategy": "explicit",
        "explicit_vertical_lines": lines,  # it takes from both what runs their way
        "explicit_horizontal_lines": lines,
        "snap_tolerance": SPAN,
        "join_tolerance": TOUCH,
        "intersection_tolerance": TOUCH,
    }
    return sorted((Box(*cell) for cell in source.debug_tablefinder(rules).cells), key=lambda box: (box.y0, box.x0))
