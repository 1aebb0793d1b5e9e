"""Turns an SOP into who follows whom, row by row, whatever is wrong with its references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sopgen.flow import Way, ways_of
from sopgen.model import Sop


class Graph(NamedTuple):
    """Rows are 0 … size - 1; `size` itself is the end."""

    ways: tuple[tuple[Way, ...], ...]
    successors: tuple[tuple[int, ...], ...]
    """A reference that names nothing counts as the next row, so that one typing error is not reported as ten."""

    @property
    def size(self) -> int:
        return len(self.ways)

    def reached(self) -> set[int]:
        """The rows (and the end) that a path from the first row reaches."""
        return _spread({0}, self.successors) if self.ways else set()

    def ending(self) -> set[int]:
        """The rows from which a path reaches the end."""
        before: list[list[int]] = [[] for _ in range(self.size + 1)]
        for row, following in enumerate(self.successors):
            for target in following:
                before[target].append(row)
        return _spread({self.size}, tuple(tuple(rows) for rows in before))

    def loops(self) -> list[tuple[int, ...]]:
        """The rows of each loop (strongly connected part), in document order."""
        parts = (
            part
            for part in _strongly_connected(self.successors)
            if len(part) > 1 or part[0] in self.successors[part[0]]
        )
        return sorted(tuple(sorted(part)) for part in parts)


def graph_of(sop: Sop) -> Graph:
    ways = ways_of(sop)
    following = tuple(
        tuple(dict.fromkeys(row + 1 if way.target is None else way.target for way in of_row))
        for row, of_row in enumerate(ways)
    )
    return Graph(ways, following)


def _spread(begin: set[int], following: tuple[tuple[int, ...], ...]) -> set[int]:
    seen, waiting = set(begin), list(begin)
    while waiting:
        place = waiting.pop()
        for target in following[place] if place < len(following) else ():
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def _strongly_connected(following: tuple[tuple[int, ...], ...]) -> Iterator[list[int]]:
    """Tarjan's algorithm without recursion: linear in rows and ways. The end belongs to no part."""
    met: dict[int, int] = {}
    """row -> the how manieth that was met"""
    earliest: dict[int, int] = {}
    """row -> the first met of those that its part is known to hold"""
    open_rows: dict[int, None] = {}
    """met, and not yet in a part that is complete"""
    for root in range(len(following)):
        path = [] if root in met else [(root, iter(following[root]))]
        while path:
            row, targets = path[-1]
            if row not in met:
                met[row] = earliest[row] = len(met)
                open_rows[row] = None
            target = next((t for t in targets if t < len(following) and (t not in met or t in open_rows)), None)
            if target is None:
                path.pop()
                if path:
                    earliest[path[-1][0]] = min(earliest[path[-1][0]], earliest[row])
                if earliest[row] == met[row]:
                    part = [open_rows.popitem()[0]]
                    while part[-1] != row:
                        part.append(open_rows.popitem()[0])
                    yield part
            elif target in met:
                earliest[row] = min(earliest[row], met[target])
            else:
                path.append((target, iter(following[target])))
