"""The placed flowchart: what is drawn where. Unit: the point, from the top left corner, y downwards."""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.scene.geometry import Point, Rect


@dataclass(frozen=True, slots=True)
class Item:
    """Something with a text: a symbol, a heading, a row's number."""

    name: str
    """DOT name"""
    id: str
    kind: str
    """proses, keputusan, terminator, sambungan; lajur, kelompok, nomor, lembar"""
    box: Rect
    lines: tuple[str, ...]
    pitch: float
    """line height"""
    title: str
    """what a screen reader says"""
    lane: int = -1
    key: str = ""
    """of the step, for links; "" without one"""
    hidden: str = ""
    """the kegiatan where the symbol shows a question instead"""


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow or joint line."""

    id: str
    source: str
    target: str
    points: tuple[Point, ...]
    title: str
    joint: bool
    back: bool
    """leads up, or to the same row from a decision"""
    label: str = ""
    """the outcome; "" for all but the first arrow of one outcome"""
    label_box: Rect | None = None
    lines: tuple[str, ...] = ()
    pitch: float = 0.0


@dataclass(frozen=True, slots=True)
class LaneBox:
    """The background of a lane, from its heading to the bottom."""

    id: str
    name: str
    box: Rect


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    """Lembar 1 dari 3 (A4)"""
    scale: float
    width: float
    height: float
    """of the paper as it lies"""
    margin: float


@dataclass(frozen=True, slots=True)
class Chart:
    width: float
    height: float
    lanes: tuple[LaneBox, ...]
    headings: tuple[Item, ...]
    """of the sheet, of the groups, then of the lanes, left to right"""
    numbers: tuple[Item, ...]
    symbols: tuple[Item, ...]
    links: tuple[Link, ...]
    row_ends: tuple[float, ...]
    """the lower border of each row"""
    sheet: Sheet | None = None
    """the paper it goes on, where it is one of several"""

    @property
    def scale(self) -> float:
        """Points on paper for each of the chart's."""
        return self.sheet.scale if self.sheet else 1.0
