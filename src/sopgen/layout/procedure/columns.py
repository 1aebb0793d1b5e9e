"""Decides the widths of the procedure table's columns from its texts, its lanes and the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sopgen.layout.forms.labels import label
from sopgen.model import Isi, Sop
from sopgen.text import text_width

BODY_PT = 9.0
HEADING_PT = 9.0
LANE_PT = 8.0
CELL_PAD = 5
"""px lost to a cell's inner margins (Excel: 2 px left and right and the grid line)"""
NUMBER_WIDTH = 34
MIN_KEGIATAN, WANTED_KEGIATAN = 170, 330
MIN_LANE, WANTED_LANE = 74, 104
MAX_WORD = 120
"""px: longer words are broken rather than widening a column further"""
MUTU_WIDTHS = {"kelengkapan": (92, 150), "waktu": (58, 76), "output": (92, 150)}
KETERANGAN_WIDTHS = (64, 110)
EMPTY_KETERANGAN = 44


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in px, left to right: number, kegiatan, lanes, mutu baku (in the SOP's order), keterangan."""

    number: int
    kegiatan: int
    lanes: tuple[int, ...]
    mutu: tuple[int, ...]
    keterangan: int

    @property
    def widths(self) -> tuple[int, ...]:
        return (self.number, self.kegiatan, *self.lanes, *self.mutu, self.keterangan)

    @property
    def total(self) -> int:
        return sum(self.widths)


@dataclass(frozen=True, slots=True)
class ColumnNeeds:
    """What the texts of an SOP need of its columns: (least, wanted) px each."""

    lanes: tuple[int, ...]
    """the least; names never ask for more than WANTED_LANE"""
    mutu: tuple[tuple[int, int], ...]
    keterangan: tuple[int, int]

    def fit(self, room: int, lanes: Sequence[int] | None = None) -> Columns:
        """Columns that fill `room` px where that is wide enough, else the least widths; `lanes`: what the drawing
        needs."""
        least_lanes = lanes or self.lanes
        wanted_lanes = lanes or [max(w, WANTED_LANE) for w in self.lanes]
        least = [MIN_KEGIATAN, *least_lanes, *(low for low, _ in self.mutu), self.keterangan[0]]
        wanted = [WANTED_KEGIATAN, *wanted_lanes, *(high for _, high in self.mutu), self.keterangan[1]]
        widths = _share(least, wanted, room - NUMBER_WIDTH)
        n = len(self.lanes)
        return Columns(NUMBER_WIDTH, widths[0], tuple(widths[1 : n + 1]), tuple(widths[n + 1 : -1]), widths[-1])


def column_needs(sop: Sop) -> ColumnNeeds:
    return ColumnNeeds(
        tuple(_lane_minimum(lane.nama) for lane in sop.pelaksana),
        tuple(_mutu_range(sop, key) for key in sop.tampilan.urutan_mutu_baku),
        _keterangan_range(sop),
    )


def _lane_minimum(name: str) -> int:
    word = max(text_width(word, LANE_PT, True) for word in name.split() or [""])
    return max(MIN_LANE, min(MAX_WORD, int(word * 1.06) + CELL_PAD + 3))


def _mutu_range(sop: Sop, key: str) -> tuple[int, int]:
    """(least, wanted) width of a mutu baku column."""
    low, high = MUTU_WIDTHS[key]
    low = max(low, _longest_word(sop, key, [getattr(step.mutu_baku, key) for step in sop.langkah]))
    return low, max(low, high)


def _keterangan_range(sop: Sop) -> tuple[int, int]:
    texts = [step.keterangan for step in sop.langkah]
    low, high = KETERANGAN_WIDTHS if any(texts) else (EMPTY_KETERANGAN, EMPTY_KETERANGAN)
    low = max(low, _longest_word(sop, "keterangan", texts))
    return low, max(low, high)


def _longest_word(sop: Sop, key: str, texts: list[Isi]) -> int:
    """px a column needs so that no ordinary word of it is broken, its heading's included."""
    words = {word for text in texts for part in ([text] if isinstance(text, str) else text) for word in part.split()}
    widest = max((text_width(word, BODY_PT) for word in words), default=0.0)
    heading = max((text_width(word, HEADING_PT, True) for word in label(sop, key).split()), default=0.0)
    return min(MAX_WORD, int(max(widest, heading) * 1.06) + CELL_PAD + 2)


def _share(least: list[int], wanted: list[int], room: int) -> list[int]:
    """Widths between least and wanted in one proportion; what is left over goes to the texts."""
    low, high = sum(least), sum(wanted)
    if room <= low:
        return least
    part = min(1.0, (room - low) / (high - low)) if high > low else 0.0
    widths = [a + int((b - a) * part) for a, b in zip(least, wanted, strict=False)]
    texts = [0, *range(len(widths) - 4, len(widths))]
    spare = room - sum(widths)
    weights = [widths[i] for i in texts]
    for i, weight in zip(texts, weights, strict=False):
        widths[i] += spare * weight // sum(weights)
    widths[0] += room - sum(widths)
    return widths
