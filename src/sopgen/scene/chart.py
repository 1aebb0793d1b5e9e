"""The placed flowchart: what is drawn where. Unit: the point, from the top left corner, y downwards."""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.scene.document import Connector, Label
from sopgen.scene.geometry import Rect

TEXT_PT = 8.0
"""font size of all texts"""
LEADING = 10.0
"""between the lines of a text"""
MARGIN = 5.76
"""free around the drawing on every side"""


@dataclass(frozen=True, slots=True)
class ChartBox:
    """Something with a text: a symbol, a heading, a row's number."""

    name: str
    """DOT name"""
    id: str
    """like the name, and those of lanes and arrows: no character of it means anything in DOT, XML or a URL"""
    kind: str
    """proses, keputusan, terminator, sambungan; judul, lajur, kelompok, nomor"""
    box: Rect
    lines: tuple[str, ...]
    title: str
    """what a screen reader says"""
    lane: int = -1
    key: str = ""
    """of the step, for links; "" without one"""
    hidden: str = ""
    """the kegiatan where the symbol shows a question instead"""


@dataclass(frozen=True, slots=True)
class ChartLane:
    """The background of a lane, from its heading to the bottom."""

    id: str
    name: str
    box: Rect


@dataclass(frozen=True, slots=True)
class ChartPaper:
    """Paper for a part of a long chart, as it lies."""

    name: str
    """A4"""
    width: float
    height: float
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
    """the judul, the groups, then the lanes, left to right"""
    numbers: tuple[ChartBox, ...]
    symbols: tuple[ChartBox, ...]
    arrows: tuple[tuple[Connector, Label | None], ...]
    """with the label of its outcome; None for all but the first arrow of one outcome"""
    row_edges: tuple[float, ...]
    """y of the upper edge of each row, and of the lower edge of the last"""
    paper: ChartPaper | None = None
    """where it is one of several sheets"""
    scale: float = 1.0
    """points on paper for each of the chart"""
