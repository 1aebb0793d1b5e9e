"""Turns an SOP into who follows whom, row by row, whatever is wrong with its references."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sopgen.flow import Way, ways_of
from sopgen.model import Sop


@dataclass(frozen=True)
class Graph:
    """Rows are 0 … size - 1; `size` itself is the end, which nothing follows. Every answer is linear in rows and
    ways, and none recurses: flows are long."""

    sop: Sop

    @property
    def size(self) -> int:
        return len(self.sop.langkah)

    @cached_property
    def ways(self) -> tuple[tuple[Way, ...], ...]:
        return ways_of(self.sop)

    @cached_property
    def successors(self) -> tuple[tuple[int, ...], ...]:
        """A reference that names nothing counts as the next row, so that one typing error is not reported as ten."""
        targets = ((row + 1 if way.target is None else way.target for way in out) for row, out in enumerate(self.ways))
        return (*(tuple(dict.fromkeys(of_row)) for of_row in targets), ())

    @cached_property
    def predecessors(self) -> tuple[tuple[int, ...], ...]:
        before: list[list[int]] = [[] for _ in self.successors]
        for row, following in enumerate(self.successors):
            for target in following:
                before[target].append(row)
        return tuple(map(tuple, before))

    def reached(self) -> set[int]:
        """The rows (and the end) that a path from the first row reaches."""
        return set(_left([0], self.successors)) if self.ways else set()

    def ending(self) -> set[int]:
        """The rows from which a path reaches the end."""
        return set(_left([self.size], self.predecessors))

    def onward(self) -> dict[int, list[int]]:
        """The rows that the first one reaches, each with those it leads to but for the ways back, and before the rows
        that lead to it: the end is the first."""
        place = {row: place for place, row in enumerate(_left([0], self.successors))}
        return {row: [to for to in sorted(self.successors[row]) if place[to] < place[row]] for row in place}

    def loops(self) -> list[tuple[int, ...]]:
        """The rows of each loop (strongly connected part), in document order: Kosaraju's algorithm."""
        seen: set[int] = set()
        parts = [
            sorted(_left([row], self.predecessors, seen))
            for row in reversed(_left(range(self.size), self.successors))
            if row not in seen
        ]
        return sorted(tuple(part) for part in parts if len(part) > 1 or part[0] in self.successors[part[0]])


def _left(begin: Iterable[int], following: Sequence[tuple[int, ...]], seen: set[int] | None = None) -> list[int]:
    """The rows that a walk in depth from each of some rows reaches, in the order in which it leaves them for good:
    a row after all that it leads to, unless that leads back to it. `seen` rows are passed by, and grow."""
    seen = set() if seen is None else seen
    left: list[int] = []
    for start in begin:
        path = [] if start in seen else [(start, iter(sorted(following[start])))]
        seen.add(start)
        while path:
            target = next((to for to in path[-1][1] if to not in seen), None)
            if target is None:
                left.append(path.pop()[0])
            else:
                seen.add(target)
                path.append((target, iter(sorted(following[target]))))
    return left
