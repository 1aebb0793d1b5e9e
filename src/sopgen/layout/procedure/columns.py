"""Decides the widths of the procedure table's columns from its texts, its lanes and the paper.

The lanes get what their symbols need, and the texts share the rest so that the table becomes as low as it can; where
it gets no higher for that, the lanes get a comfortable width.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from math import ceil
from typing import NamedTuple

from sopgen.layout.forms.labels import label
from sopgen.layout.procedure.sizes import measures
from sopgen.model import Isi, Sop
from sopgen.scene.document import INDENT
from sopgen.text.letters import HANG
from sopgen.text.metrics import block_height, text_width
from sopgen.text.wrap import EXCEL_WIDENING, longest_word, wrap

HEADING_STEP = 1.0
"""pt that lanes' names are smaller than the table's other texts"""
CELL_PAD = 5
"""px lost to a cell's inner margins (Excel: 2 px left and right and the grid line)"""
NUMBER_WIDTH = 28
LEAST_TEXT = {"kegiatan": 120, "kelengkapan": 84, "waktu": 58, "output": 84, "keterangan": 70}
"""px; no column of texts gets narrower, whatever it holds"""
EMPTY_TEXT = 60
"""the same for a column without any text"""
MAX_WORD = 160
"""px: longer words are broken rather than widening a column further"""
STEPS = (64, 24, 8)
"""px that the columns of texts give one another while the table gets lower"""
HIGHER = 1.01
"""a table so much higher is as high"""
_TYPED_MARK = re.compile(r"(?:[-*\u2013\u2022]|\d{1,2}[.)]|[a-z][.)]) +(?=\S)")
"""what begins an entry of a list that is typed into a text"""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in px."""

    number: int
    lanes: tuple[int, ...]
    texts: tuple[int, ...]
    """in the order of `ColumnNeeds.keys`: kegiatan before the lanes, the others after them"""

    @property
    def widths(self) -> tuple[int, ...]:
        """From left to right."""
        return (self.number, self.texts[0], *self.lanes, *self.texts[1:])

    @property
    def total(self) -> int:
        return sum(self.widths)


class CellText(NamedTuple):
    """A cell's text as printed, its lines at the width it will have, and their height, px."""

    text: str
    lines: tuple[str, ...]
    height: int


@lru_cache(maxsize=1 << 13)
def cell_text(content: Isi, room: int, size: float) -> CellText:
    """The later lines of a list's entry stand under its first, behind spaces of their own."""
    lines, entries = list[str](), list(_entries(content))
    for mark, entry in entries:
        hang = HANG * round(text_width(mark, size) / text_width(" ", size))
        first, *more = wrap(entry, room - text_width(hang, size) * EXCEL_WIDENING, size)
        lines += [mark + first, *(hang + line for line in more)]
    text = "\n".join(mark + entry for mark, entry in entries)
    return CellText(text, tuple(lines), block_height(len(lines), size))


def _entries(content: Isi) -> Iterator[tuple[str, str]]:
    """(number or sign, text) of each entry of a list, also of one that is typed into a text; ("", text) of others."""
    if isinstance(content, str):
        for line in content.split("\n"):
            mark = _TYPED_MARK.match(line)
            yield (mark[0], line[mark.end() :]) if mark else ("", line)
    else:
        yield from ((f"{i}. ", entry) for i, entry in enumerate(content, 1))


class ColumnNeeds:
    """What the texts and lanes of an SOP need of its columns."""

    def __init__(self, sop: Sop) -> None:
        look = sop.tampilan
        self.keys = ("kegiatan", *look.urutan_mutu_baku, *(["keterangan"] if look.kolom_keterangan else []))
        """of a row's texts that are printed, from left to right"""
        self.measures = known = measures(len(sop.pelaksana))
        self.size = float(look.ukuran_huruf)
        self.symbols = tuple(known.decision_row if step.keputusan else known.row for step in sop.langkah)
        """what the symbols of each row are likely to need, px"""
        self.contents: list[list[Isi]] = [
            [getattr(step if key in ("kegiatan", "keterangan") else step.mutu_baku, key) for step in sop.langkah]
            for key in self.keys
        ]
        self.least = [self._least(sop, key, texts) for key, texts in zip(self.keys, self.contents, strict=True)]
        self.lanes = [self._lane(lane.nama) for lane in sop.pelaksana]
        self.wanted_lanes = [max(width, self.measures.wanted_lane) for width in self.lanes]
        self.number = max(NUMBER_WIDTH, ceil(text_width("88.", self.size) * EXCEL_WIDENING) + CELL_PAD)
        self.heights = lru_cache(maxsize=None)(self._heights)

    def _lane(self, name: str) -> int:
        """px so that no ordinary word of a lane's name is broken, where it does not stand upright."""
        if self.measures.upright:
            return self.measures.lane
        word = longest_word(name, self.size - HEADING_STEP, True)
        return max(self.measures.lane, min(MAX_WORD, ceil(word) + CELL_PAD + 3))

    def _least(self, sop: Sop, key: str, texts: Sequence[Isi]) -> int:
        """px so that no ordinary word of the column is broken, its heading's included."""
        marked = defaultdict[str, list[str]](list)
        for mark, part in (entry for text in texts for entry in _entries(text)):
            marked[mark].append(part)
        widest = max(
            (
                text_width(mark, self.size) * EXCEL_WIDENING + longest_word(" ".join(parts), self.size)
                for mark, parts in marked.items()
            ),
            default=0.0,
        )
        heading = longest_word(label(sop, key), self.size, True)
        needed = CELL_PAD + 2 + ceil(max(widest + (0 if key == "waktu" else INDENT), heading))
        return max(LEAST_TEXT[key] if any(texts) else EMPTY_TEXT, min(MAX_WORD, needed))

    def texts(self, column: int, width: int) -> list[CellText]:
        """A column's texts at this width; waktu stands in its middle, the others at the left."""
        room = width - CELL_PAD - (0 if self.keys[column] == "waktu" else INDENT)
        return [cell_text(content, room, self.size) for content in self.contents[column]]

    def _heights(self, column: int, width: int) -> list[int]:
        """px of each row's text in a column of this width."""
        return [text.height + self.measures.air for text in self.texts(column, width)]

    def height(self, widths: Sequence[int]) -> int:
        """px of all rows, as far as their texts and symbols are known."""
        columns = [self.heights(i, width) for i, width in enumerate(widths)]
        return sum(map(max, self.symbols, *columns))

    def fit(self, room: int, lanes: Sequence[int] | None = None) -> Columns:
        """Columns that fill `room` px where that is wide enough, else the least widths; `lanes`: what the drawing
        needs of them."""
        chosen = list(lanes or self.lanes)
        texts = self._lowest(room - self.number - sum(chosen))
        rest = room - self.number - sum(self.wanted_lanes)
        if (
            not lanes
            and rest >= sum(self.least)
            and self.height(wider := self._lowest(rest)) <= HIGHER * self.height(texts)
        ):
            chosen, texts = self.wanted_lanes, wider
        return Columns(self.number, tuple(chosen), tuple(texts))

    def _lowest(self, room: int) -> list[int]:
        """Widths of the texts' columns that make the table low: each gives to another while that helps. They begin with
        the least, and of what is left over more for whoever has more text."""
        weights = [sum(len(c) if isinstance(c, str) else sum(map(len, c)) for c in texts) for texts in self.contents]
        spare = max(0, room - sum(self.least))
        shares = [spare * weight // (sum(weights) or 1) for weight in weights]
        widths = [low + share for low, share in zip(self.least, shares, strict=True)]
        widths[0] += spare - sum(shares)
        for step in STEPS:
            while self.height(lower := min(self._moves(widths, step), key=self.height)) < self.height(widths):
                widths = lower
        return widths

    def _moves(self, widths: list[int], step: int) -> Iterator[list[int]]:
        """The widths as they are, and wherever one column can give so many px to another."""
        yield widths
        for giver, taker in permutations(range(len(widths)), 2):
            if widths[giver] - step >= self.least[giver]:
                moved = widths[:]
                moved[giver] -= step
                moved[taker] += step
                yield moved
