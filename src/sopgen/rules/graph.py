"""Turns an SOP into who follows whom, row by row, whatever is wrong with its references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sopgen.diagnostics import Path
from sopgen.flow import references, split_reference
from sopgen.model import END, Langkah, Sop


class Way(NamedTuple):
    """One way out of a row."""

    path: Path
    """where it is written; the row where it is not"""
    written: str | None = None
    """the reference; None for the next row"""
    label: str = ""
    source_lane: str | None = None
    """the symbol it leaves, in a `lanjut` per symbol"""
    target: int | None = None
    """row index; the number of rows for the end; None where the reference names nothing"""
    lane: str | None = None
    """the symbol it names, `jfu` in `arsip@jfu`"""


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
        parts = _strongly_connected(self.successors)
        looped = [tuple(sorted(part)) for part in parts if len(part) > 1 or part[0] in self._next(part[0])]
        return sorted(looped)

    def _next(self, row: int) -> tuple[int, ...]:
        return self.successors[row] if row < self.size else ()


def graph_of(sop: Sop) -> Graph:
    refs = references(sop)
    size = len(sop.langkah)
    ways = tuple(tuple(_ways(step, row, refs, size)) for row, step in enumerate(sop.langkah))
    following = tuple(
        tuple(dict.fromkeys(row + 1 if way.target is None else way.target for way in of_row))
        for row, of_row in enumerate(ways)
    )
    return Graph(ways, following)


def _ways(step: Langkah, row: int, refs: dict[str, int], size: int) -> Iterator[Way]:
    path: Path = ("langkah", row)
    for label, target in step.keputusan:
        yield _way((*path, "keputusan", label), target, row, refs, size, label=label)
    for index, entry in enumerate(step.lanjut or ()):
        if isinstance(entry, str):
            yield _way((*path, "lanjut", index), entry, row, refs, size)
        else:
            lane, targets = str(entry[0]), entry[1]
            for i, named in enumerate(targets or (None,)):
                yield _way((*path, "lanjut", lane, i), named, row, refs, size, source_lane=lane)
    if not step.keputusan and not step.lanjut:
        yield _way(path, None, row, refs, size)


def _way(
    path: Path,
    written: str | None,
    row: int,
    refs: dict[str, int],
    size: int,
    label: str = "",
    source_lane: str | None = None,
) -> Way:
    if not written:
        return Way(path, None, label, source_lane, row + 1)
    key, lane = split_reference(written)
    return Way(path, written, label, source_lane, _target(key, refs, size), lane)


def _target(key: str, refs: dict[str, int], size: int) -> int | None:
    if key in refs:
        return refs[key]
    return size if key == END else refs.get(key.rstrip("."))


def _spread(begin: set[int], following: tuple[tuple[int, ...], ...]) -> set[int]:
    seen, waiting = set(begin), list(begin)
    while waiting:
        place = waiting.pop()
        for target in following[place] if place < len(following) else ():
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def _strongly_connected(following: tuple[tuple[int, ...], ...]) -> list[list[int]]:
    """Kosaraju's algorithm without recursion: linear in rows and ways."""
    before: list[list[int]] = [[] for _ in range(len(following) + 1)]
    for row, targets in enumerate(following):
        for target in targets:
            before[target].append(row)
    part_of: set[int] = set()
    parts: list[list[int]] = []
    for root in reversed(_finishing_order(following)):
        if root in part_of:
            continue
        part_of.add(root)
        part, waiting = [root], [root]
        while waiting:
            for row in before[waiting.pop()]:
                if row not in part_of:
                    part_of.add(row)
                    part.append(row)
                    waiting.append(row)
        parts.append(part)
    return parts


def _finishing_order(following: tuple[tuple[int, ...], ...]) -> list[int]:
    order: list[int] = []
    seen: set[int] = set()
    for root in range(len(following)):
        if root in seen:
            continue
        seen.add(root)
        stack = [(root, iter(following[root]))]
        while stack:
            row, targets = stack[-1]
            target = next((t for t in targets if t not in seen and t < len(following)), None)
            if target is None:
                order.append(row)
                stack.pop()
            else:
                seen.add(target)
                stack.append((target, iter(following[target])))
    return order
