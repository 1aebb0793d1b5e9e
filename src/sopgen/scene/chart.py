"""The placed flowchart: what is drawn where. Unit: the point, from the top left corner, y downwards."""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.scene.geometry import Point, Rect

TEXT_PT = 8.0
LABEL_PT = 7.5
"""font sizes of symbols and headings, and of the labels of outcomes"""
MARGIN = 5.76
"""free around the drawing on every side"""


@dataclass(frozen=True, slots=True)
class ChartBox:
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
class ChartArrow:
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
class ChartLane:
    """The background of a lane, from its heading to the bottom."""

    id: str
    name: str
    box: Rect


@dataclass(frozen=True, slots=True)
class ChartPaper:
    """The sheet of paper that a part of a long chart goes on."""

    name: str
    """Lembar 1 dari 3 (A4)"""
    scale: float
    width: float
    height: float
    """as the paper lies"""
    margin: float


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    font: str
    """the wanted family"""
    width: float
    height: float
    lanes: tuple[ChartLane, ...]
    headings: tuple[ChartBox, ...]
    """of the sheet, of the groups, then of the lanes, left to right"""
    numbers: tuple[ChartBox, ...]
    symbols: tuple[ChartBox, ...]
    arrows: tuple[ChartArrow, ...]
    row_ends: tuple[float, ...]
    """the lower border of each row"""
    paper: ChartPaper | None = None
    """where it is one of several sheets"""

    @property
    def scale(self) -> float:
        """Points on paper for each of the chart's."""
        return self.paper.scale if self.paper else 1.0
