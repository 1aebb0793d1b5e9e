"""Groups the cells of a page into the boxes a reader sees: what no line divides is one cell of the table.

The scene's grid is made for Excel: a list in a box takes a row for each entry and columns for numbers. A table with
those rows would say that entries side by side belong together; for somebody who listens, a box is one cell, to be read
from its first line to its last.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from sopgen.scene.document import Cell

_reading_order = attrgetter("first", "left")


class Placed(NamedTuple):
    """A cell as far as a page shows it: rows [first, last), columns [left, right)."""

    cell: Cell
    first: int
    last: int
    left: int
    right: int
    begins: bool = True
    """The cell's top is on this page: here its text is printed."""
    ends: bool = True

    @property
    def area(self) -> int:
        return (self.last - self.first) * (self.right - self.left)


class Region(NamedTuple):
    """Cells without a line between them: rows [first, last), columns [left, right)."""

    first: int
    last: int
    left: int
    right: int
    cells: tuple[Placed, ...]
    """in reading order"""


def regions(cells: Sequence[Placed], headed: bool = False) -> list[Region]:
    """The regions, and the cells by themselves where such a group is no rectangle; all in reading order. `headed`: the
    heading of a box belongs to what it stands over."""
    ruled = all(all(placed.cell.border) for placed in cells)
    found: list[Region] = []
    for group in [[placed] for placed in cells] if ruled else _groups(cells, headed):
        whole = _region(group)
        fills = (whole.last - whole.first) * (whole.right - whole.left) == sum([placed.area for placed in group])
        found += [whole] if fills else [_region([placed]) for placed in group]
    return sorted(found, key=_reading_order)


def _region(group: Sequence[Placed]) -> Region:
    return Region(
        min([placed.first for placed in group]),
        max([placed.last for placed in group]),
        min([placed.left for placed in group]),
        max([placed.right for placed in group]),
        tuple(sorted(group, key=_reading_order)),
    )


def _groups(cells: Sequence[Placed], headed: bool) -> list[list[Placed]]:
    """The cells that hang together."""
    owner = {
        (row, column): index
        for index, placed in enumerate(cells)
        for row in range(placed.first, placed.last)
        for column in range(placed.left, placed.right)
    }
    leader = list(range(len(cells)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = index = leader[leader[index]]
        return index

    for index, placed in enumerate(cells):
        for other in _joined(placed, cells, owner, headed):
            leader[find(other)] = find(index)
    groups: dict[int, list[Placed]] = {}
    for index, placed in enumerate(cells):
        groups.setdefault(find(index), []).append(placed)
    return list(groups.values())


def _joined(placed: Placed, cells: Sequence[Placed], owner: dict[tuple[int, int], int], headed: bool) -> list[int]:
    """The cells to the right and below without a line between."""
    found: list[int] = []
    if not placed.cell.border.right:
        beside = {owner.get((row, placed.right)) for row in range(placed.first, placed.last)}
        found += [i for i in beside if i is not None and not cells[i].cell.border.left]
    heads = headed and placed.cell.role == "box-heading"
    if heads or not (placed.cell.border.bottom and placed.ends):
        below = {owner.get((placed.last, column)) for column in range(placed.left, placed.right)}
        found += [i for i in below if i is not None and (heads or not (cells[i].cell.border.top and cells[i].begins))]
    return found
