"""The finished document: every size, position, line break and page is decided here and nowhere else.

A scene is a tuple of sheets. A sheet is one continuous surface, like an Excel sheet: a table whose columns and rows
are given by their edges, cells that span them, and a drawing (symbols, arrows, labels, pictures) over it. `pages`
says which rows each printed page shows; the rows below `header_rows` are repeated on top of every page after the first.
Unit everywhere: whole px at 96 dpi from the sheet's top left corner (font sizes: points).
Renderers convert units and write syntax; they decide nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple

from sopgen.scene.geometry import Point, Rect, Side
from sopgen.scene.symbols import SymbolKind

Key = tuple[str | int, ...]
"""Where a printed text stands in the SOP file, its row given by its ID and not by its place: ("tanggal", "efektif"),
("langkah", "disposisi", "waktu"), ("dasar_hukum", 0) for the first entry, ("tampilan", "label", "nomor") for a heading,
also one that is not written because it is the standard one."""


HEADING_FILL = "E7E6E6"
"""the only colour that cells have"""


class HAlign(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class VAlign(StrEnum):
    TOP = "top"
    MIDDLE = "center"
    BOTTOM = "bottom"


class Font(NamedTuple):
    family: str
    size: float
    """points"""
    bold: bool = False


class Line(IntEnum):
    """What an edge of a cell carries; of two cells at one edge the stronger line counts."""

    NONE = 0
    HAIR = 1
    """a grey hairline"""
    THIN = 2


PENTAGON_SHOULDER = 0.8
"""Where the sides of a pentagon end, as a share of its height (flowChartOffpageConnector)."""
HEAD = 7
"""Length and width of an arrow's head, px."""
PINNED_DATE = (2000, 1, 1)
"""The date of a document that carries none."""
FOOTER_PT = 8.0
"""of the lines at the foot of pages"""
HAIR_COLOR = "A6A6A6"
"""RRGGBB of hairlines"""


class Border(NamedTuple):
    """The lines of a cell's edges."""

    top: Line = Line.THIN
    right: Line = Line.THIN
    bottom: Line = Line.THIN
    left: Line = Line.THIN


INDENT = 9
"""px: one step of Excel's indent, the air between a text and the line at its left"""
NO_BORDER = Border(Line.NONE, Line.NONE, Line.NONE, Line.NONE)


class Cell(NamedTuple):
    """A cell spanning rows [row, row + row_span) and columns [column, column + column_span) of its sheet."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str = ""
    """The whole text; author's line breaks are \\n."""
    lines: tuple[str, ...] = ()
    """The same text, wrapped as layout measured it (for formats that do not wrap by themselves); () for no text."""
    number: int | float | None = None
    """Set where the cell is a number in Excel too (row numbers)."""
    font: Font = Font("Arial", 9)
    h: HAlign = HAlign.LEFT
    v: VAlign = VAlign.MIDDLE
    border: Border = Border()
    fill: str | None = None
    """RRGGBB"""
    role: str = ""
    """What the cell is: lane, heading, label, value, kegiatan, mutu, pelaksana, ... (for HTML and PDF structure)."""
    origin: str = ""
    """The langkah ID this cell belongs to."""
    indent: int = 0
    """px of air before a text at its cell's left"""
    upright: bool = False
    """the text runs from the bottom to the top"""
    marker: str = ""
    """a character in the cell's middle that the PDF alone prints, where signing services look for it"""
    key: Key = ()
    """What of the SOP the text is; () for what only layout writes, like the numbers of entries."""

    @property
    def rows(self) -> range:
        return range(self.row, self.row + self.row_span)

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.column_span)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A flowchart symbol. `name` is the contract's shape name, unique in the sheet."""

    name: str
    kind: SymbolKind
    box: Rect
    text: str = ""
    lines: tuple[str, ...] = ()
    font: Font = Font("Arial", 8)
    description: str = ""
    """Alternative text (Indonesian)."""
    langkah: str | None = None
    pelaksana: str | None = None

    @property
    def corners(self) -> tuple[Point, ...]:
        """Of its outline, clockwise; of the box around it where the ends are round."""
        x, y, w, h = self.box
        middle, bottom = self.box.center, y + h
        corners: tuple[tuple[float, float], ...]
        match self.kind:
            case SymbolKind.DECISION:
                corners = ((middle.x, y), (x + w, middle.y), (middle.x, bottom), (x, middle.y))
            case SymbolKind.OFF_PAGE:
                shoulder = y + h * PENTAGON_SHOULDER
                corners = ((x, y), (x + w, y), (x + w, shoulder), (middle.x, bottom), (x, shoulder))
            case _:
                corners = ((x, y), (x + w, y), (x + w, bottom), (x, bottom))
        return tuple(Point(*corner) for corner in corners)

    @property
    def text_box(self) -> Rect:
        """Where its text is centered."""
        return self.box._replace(h=self.box.h * PENTAGON_SHOULDER) if self.kind is SymbolKind.OFF_PAGE else self.box


@dataclass(frozen=True, slots=True)
class Connector:
    """An orthogonal polyline from a side of one symbol to a side of another."""

    name: str
    start: str
    """name of the symbol it leaves"""
    start_side: Side
    end: str
    end_side: Side
    points: tuple[Point, ...]
    """2 to 6 corners, the ends on the symbols' side midpoints"""
    head: bool = True
    """False for the plain line that joins executors acting together."""
    description: str = ""
    dari: str = ""
    ke: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """The text of a decision's outcome, beside the diamond's corner."""

    name: str
    box: Rect
    text: str
    lines: tuple[str, ...]
    font: Font
    dari: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo, already read and measured."""

    name: str
    box: Rect
    data: bytes
    mime: str
    description: str


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page of a sheet: sheet rows [first_row, last_row)."""

    first_row: int
    last_row: int
    number: int = 0
    """as printed at its foot; 0 for none"""


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    column_edges: tuple[int, ...]
    """x of every column edge, first 0; n + 1 values for n columns"""
    row_edges: tuple[int, ...]
    """y of every row edge, first 0; multiples of 1 px; no row is taller than 545 px (409 pt, Excel's limit)"""
    cells: tuple[Cell, ...]
    pages: tuple[Page, ...]
    header_rows: tuple[int, int] = (0, 0)
    """Rows [first, last) repeated on top of every page but the first, which holds them anyway; (0, 0) means none."""
    symbols: tuple[Symbol, ...] = ()
    connectors: tuple[Connector, ...] = ()
    labels: tuple[Label, ...] = ()
    pictures: tuple[Picture, ...] = ()

    def drawn_on(self, page: Page) -> tuple[list[Symbol], list[Connector], list[Label]]:
        """What is drawn on a page: of arrows that are cut, the page where their middle is has them."""
        first, last = self.row_edges[page.first_row], self.row_edges[page.last_row]

        def middle(connector: Connector) -> float:
            ys = [point.y for point in connector.points]
            return (min(ys) + max(ys)) / 2

        return (
            [item for item in self.symbols if first <= item.box.center.y < last],
            [item for item in self.connectors if first <= middle(item) < last],
            [item for item in self.labels if first <= item.box.center.y < last],
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet of paper, in px at 96 dpi as oriented, with its margins."""

    name: str
    width: float
    height: float
    landscape: bool
    margin_top: float
    margin_right: float
    margin_bottom: float
    margin_left: float
    footer: str = ""
    """Text at the foot of every page (tampilan.catatan_kaki), 8 pt, its lines already broken."""
    running: str = ""
    """What stands at the left of the lowest line of numbered pages, 8 pt: nomor and judul, beside the page's number."""
    foot: float = 0.0
    """px from the paper's lower edge to that of its lowest line"""
    footer_rise: float = 0.0
    """px by which the footer stands higher than that line; 0 where they share it"""

    @property
    def body_width(self) -> float:
        return self.width - self.margin_left - self.margin_right


@dataclass(frozen=True, slots=True)
class Scene:
    title: str
    author: str
    """instansi / satuan kerja"""
    paper: Paper
    sheets: tuple[Sheet, ...]
    scale: tuple[float, ...]
    """Print scale of each sheet (1.0 = full size): what makes its width fit the paper."""
    date: tuple[int, int, int] = PINNED_DATE
    """(year, month, day) the document carries (efektif, else pembuatan), for metadata."""
    plain_connectors: bool = False
    """In Excel bent arrows are connectors alone, for programs that do not know the alternative written beside them."""

    @property
    def table_pt(self) -> float:
        """How large the texts of the procedure are on paper, pt."""
        sizes = [cell.font.size for cell in self.sheets[-1].cells if cell.role == "kegiatan"]
        return round(max(sizes, default=0.0) * self.scale[-1], 2)

    @property
    def numbered_pages(self) -> int:
        return sum(page.number > 0 for sheet in self.sheets for page in sheet.pages)
