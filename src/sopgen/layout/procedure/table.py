"""Lays out the procedure sheet: rows, repeated headings, and the flowchart in the pelaksana columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from itertools import accumulate, groupby
from typing import NamedTuple

from sopgen.flow import Flow
from sopgen.layout.forms.blocks import row_heights
from sopgen.layout.forms.labels import label, table_title
from sopgen.layout.forms.signature import signature_block
from sopgen.layout.paper import body_height, body_width
from sopgen.layout.procedure.columns import BODY_PT, CELL_PAD, HEADING_PT, LANE_PT, Columns, column_needs
from sopgen.layout.procedure.drawing import Drawing, draw
from sopgen.layout.procedure.page_plan import PagePlan, plan_page
from sopgen.layout.procedure.pagination import Extent, Heights, PagedDrawing, expected_extent, paginate
from sopgen.layout.routing.page_flow import FlowIndex
from sopgen.model import Isi, Langkah, Sop, TandaTangan
from sopgen.scene.document import NO_BORDER, Cell, Font, HAlign, Key, Page, Paper, Sheet
from sopgen.text import block_height, wrap

SHEET_NAME = "Prosedur"
HEADING_FILL = "E7E6E6"
TITLE_PT = 12.0
ROW_PAD = 8
"""px of air in a row beyond its longest text"""
MIN_ROW = 40
PLAIN_ROW, DECISION_ROW = 52, 74
"""px that the symbols of a row usually need, with their tracks"""
SHORT_PAGE = 0.3
"""a last page filled less than this is worth printing everything a little smaller"""
SHRINKS = (0.94, 0.88)
MANY_PAGES = 6
"""of so many pages nobody minds a short last one"""
SMALL_GROWTH = 0.02
"""lanes that need this much more of the table's width get it by a smaller print; more, and the texts give way"""
ROUNDS = 3
"""lanes that turn out too narrow for their tracks make the texts give way; then the paper's scale"""


class _Text(NamedTuple):
    """A cell's text with its lines at the width it will have."""

    text: str
    lines: tuple[str, ...]
    height: int


def procedure_sheet(sop: Sop, flow: Flow, paper: Paper) -> tuple[Sheet, float]:
    """The sheet and its print scale. Raises Unroutable where a symbol has fewer sides than its arrows need."""
    index = FlowIndex(flow)
    plan = lru_cache(maxsize=None)(lambda first, last: plan_page(index, first, last))
    tables = _Tables(sop, flow, paper)
    fit = lru_cache(maxsize=None)(partial(_fit, tables, plan))
    fitted = _fewer_pages(tables, fit, tables.expected(1.0))
    if not fitted or len(fitted.paged.plans) >= tables.expected(1.0, fitted.lanes).pages:
        fitted = _fewer_pages(tables, fit, fit(1.0).paged.extent) or fit(1.0)
    fitted.table.fit_height(fitted.paged)
    return fitted.table.sheet(fitted.paged), fitted.table.scale


class _Fitted(NamedTuple):
    table: _Table
    paged: PagedDrawing
    lanes: tuple[int, ...] | None
    """what the drawing needs of them, where that is more than they would get"""


def _fewer_pages(tables: _Tables, fit: Callable[[float], _Fitted], extent: Extent) -> _Fitted | None:
    """A smaller print without the short last page of one that reaches so far, if there is one."""
    if not 1 < extent.pages <= MANY_PAGES or extent.filled >= SHORT_PAGE:
        return None
    promising = (shrink for shrink in SHRINKS if tables.expected(shrink).pages < extent.pages)
    return next((fit(shrink) for shrink in promising if len(fit(shrink).paged.plans) < extent.pages), None)


def _fit(tables: _Tables, plan: Callable[[int, int], PagePlan], shrink: float) -> _Fitted:
    """Find columns in which texts and tracks have room, for a print at most `shrink` times full size."""
    lanes = None
    for _ in range(ROUNDS):
        columns = tables.columns(shrink, lanes)
        table = tables.of(columns)
        paged = paginate(plan, table.heights, columns.lanes, table.symbols)
        if paged.lanes.edges[-1] - sum(columns.lanes) <= SMALL_GROWTH * columns.total:
            break
        lanes = tuple(max(a, b) for a, b in zip(paged.lanes.widths, lanes or paged.lanes.widths, strict=False))
    return _Fitted(table.widened(paged), paged, lanes)


class _Tables:
    """The table of an SOP at various column widths, each made once."""

    def __init__(self, sop: Sop, flow: Flow, paper: Paper) -> None:
        self.room = body_width(paper)
        self.needs = column_needs(sop)
        self.of = lru_cache(maxsize=None)(lambda columns: _Table(sop, flow, columns, paper))

    def columns(self, shrink: float, lanes: Sequence[int] | None = None) -> Columns:
        """Columns for a print at most `shrink` times full size."""
        return self.needs.fit(int(self.room / shrink), lanes)

    def expected(self, shrink: float, lanes: Sequence[int] | None = None) -> Extent:
        """How far the table is likely to reach in such a print, before its arrows are routed."""
        table = self.of(self.columns(shrink, lanes))
        return expected_extent(table.heights, table.symbols)


class _Table:
    """Texts and headings of the procedure at given column widths."""

    def __init__(
        self, sop: Sop, flow: Flow, columns: Columns, paper: Paper, rows: list[tuple[_Text, ...]] | None = None
    ) -> None:
        """`rows`: the texts, where their columns are as wide as in a table made before."""
        self.sop, self.flow, self.columns, self.paper = sop, flow, columns, paper
        self.font = sop.tampilan.huruf
        self.scale = min(1.0, body_width(paper) / columns.total)
        self.rows = rows or [self._texts(step) for step in sop.langkah]
        self.row_heights = tuple(max(MIN_ROW, max(t.height for t in texts) + ROW_PAD) for texts in self.rows)
        self.headings = self._heading_heights()
        self.title_lines = wrap(table_title(self.sop), columns.total - CELL_PAD, TITLE_PT, True)
        self.title_height = block_height(len(self.title_lines), TITLE_PT) + 10

    def widened(self, paged: PagedDrawing) -> _Table:
        """The same table with the lanes as wide as the drawing needs after all."""
        c = self.columns
        if c.lanes == paged.lanes.widths:
            return self
        columns = Columns(c.number, c.kegiatan, paged.lanes.widths, c.mutu, c.keterangan)
        return _Table(self.sop, self.flow, columns, self.paper, self.rows)

    # -- texts ---------------------------------------------------------------------------------------------------

    def _texts(self, step: Langkah) -> tuple[_Text, ...]:
        c = self.columns
        mutu = [getattr(step.mutu_baku, key) for key in self.sop.tampilan.urutan_mutu_baku]
        return (
            _text(step.kegiatan, c.kegiatan),
            *(_text(content, width) for content, width in zip(mutu, c.mutu, strict=False)),
            _text(step.keterangan, c.keterangan),
        )

    @property
    def heights(self) -> Heights:
        room = int(body_height(self.paper) / self.scale) - sum(self.headings)
        tail = sum(self._signature(0, 0)[0]) if self._signed() else 0
        return Heights(self.row_heights, room - self.title_height, room, tail)

    def fit_height(self, paged: PagedDrawing) -> None:
        """Print smaller where a page came out taller than the paper (a row of more than a page)."""
        heights = self.heights
        for i, page in enumerate(paged.pages):
            used = sum(page.heights) + sum(self.headings) + (0 if i else self.title_height)
            used += heights.tail if i + 1 == len(paged.pages) else 0
            self.scale = min(self.scale, body_height(self.paper) / used)

    @property
    def symbols(self) -> list[int]:
        """What each row's symbols are likely to need, px."""
        return [DECISION_ROW if step.keputusan else PLAIN_ROW for step in self.sop.langkah]

    def _signed(self) -> bool:
        return self.sop.tampilan.tanda_tangan is not TandaTangan.IDENTITAS

    def _signature(self, first_row: int, top: int) -> tuple[tuple[int, ...], tuple[Cell, ...]]:
        return signature_block(self.sop, tuple(accumulate(self.columns.widths, initial=0)), first_row, top)

    def _heading_heights(self) -> tuple[int, ...]:
        """Heights of the heading rows: Pelaksana / Mutu Baku, groups if any, names, column numbers if asked for."""
        names = max(
            (
                len(wrap(p.nama, w - CELL_PAD, LANE_PT, True))
                for p, w in zip(self.sop.pelaksana, self.columns.lanes, strict=False)
            ),
            default=1,
        )
        texts = self._mutu_headings()
        others = max(
            (len(wrap(t, w - CELL_PAD, HEADING_PT, True)) for t, w in zip(texts, self.columns.mutu, strict=False)),
            default=1,
        )
        low = max(block_height(names, LANE_PT), block_height(others, HEADING_PT)) + 6
        rows = [block_height(1, HEADING_PT) + 4]
        if self._grouped():
            rows.append(self._group_height())
        rows.append(max(low, self._side_height() - sum(rows)))
        if self.sop.tampilan.nomor_kolom:
            rows.append(block_height(1, LANE_PT))
        return tuple(rows)

    def _side_height(self) -> int:
        """What the headings of the columns beside need: they span the heading rows."""
        texts = (
            (label(self.sop, "kegiatan"), self.columns.kegiatan),
            (label(self.sop, "keterangan"), self.columns.keterangan),
        )
        return max(block_height(len(wrap(t, w - CELL_PAD, HEADING_PT, True)), HEADING_PT) for t, w in texts) + 6

    def _group_height(self) -> int:
        lines = [len(wrap(name or "", width - CELL_PAD, LANE_PT, True)) for name, _, _, width in self._groups()]
        return block_height(max(lines), LANE_PT) + 4

    def _grouped(self) -> bool:
        return any(lane.kelompok for lane in self.sop.pelaksana)

    def _groups(self) -> list[tuple[str | None, int, int, int]]:
        """(name, first lane, number of lanes, width) of neighbours with one kelompok."""
        groups = []
        for name, members in groupby(enumerate(self.sop.pelaksana), key=lambda pair: pair[1].kelompok):
            lanes = [i for i, _ in members]
            groups.append((name, lanes[0], len(lanes), sum(self.columns.lanes[i] for i in lanes)))
        return groups

    def _mutu_headings(self) -> list[str]:
        return [label(self.sop, key) for key in self.sop.tampilan.urutan_mutu_baku]

    # -- cells ---------------------------------------------------------------------------------------------------

    def sheet(self, paged: PagedDrawing) -> Sheet:
        head = (self.title_height, *self.headings)
        heights = [height for page in paged.pages for height in page.heights]
        parts = [row_heights(height) for height in heights]
        starts = list(accumulate((len(p) for p in parts), initial=len(head)))
        edges = list(accumulate((*head, *(h for p in parts for h in p)), initial=0))
        cells = [self._title_cell(), *self._heading_cells()]
        for row, start in enumerate(starts[:-1]):
            cells += self._row_cells(row, start, len(parts[row]))
        pages = self._pages(paged, starts)
        if self._signed():
            block, signature = self._signature(starts[-1], edges[-1])
            edges += list(accumulate(block, initial=edges[-1]))[1:]
            cells += signature
            pages[-1] = Page(pages[-1].first_row, pages[-1].last_row + len(block))
        drawing = self._draw(paged, edges, starts)
        columns = tuple(accumulate(self.columns.widths, initial=0))
        return Sheet(
            SHEET_NAME, columns, tuple(edges), tuple(cells), tuple(pages), (1, len(head)),
            drawing.symbols, drawing.connectors, drawing.labels,
        )  # fmt: skip

    def _pages(self, paged: PagedDrawing, starts: list[int]) -> list[Page]:
        pages = [Page(starts[p.flow.first], starts[p.flow.last]) for p in paged.plans]
        return [Page(0, pages[0].last_row), *pages[1:]]

    def _draw(self, paged: PagedDrawing, edges: list[int], starts: list[int]) -> Drawing:
        left = self.columns.number + self.columns.kegiatan
        tops = [edges[starts[plan.flow.first]] for plan in paged.plans]
        return draw(self.sop, self.flow, paged, left, tops)

    def _title_cell(self) -> Cell:
        return Cell(
            0, 0, 1, len(self.columns.widths), table_title(self.sop), self.title_lines,
            font=Font(self.font, TITLE_PT, True), h=HAlign.CENTER, border=NO_BORDER, role="title",
            key=("tampilan", "label", "judul_tabel"),
        )  # fmt: skip

    def _label_heading(self, row: int, column: int, rows: int, columns: int, name: str) -> Cell:
        """A heading that `tampilan.label` may change."""
        return self._heading(row, column, rows, columns, label(self.sop, name), key=("tampilan", "label", name))

    def _heading(
        self, row: int, column: int, rows: int, columns: int, text: str, size: float = HEADING_PT, *, key: Key
    ) -> Cell:
        width = sum(self.columns.widths[column : column + columns])
        return Cell(
            row, column, rows, columns, text, wrap(text, width - CELL_PAD, size, True),
            font=Font(self.font, size, True), h=HAlign.CENTER, fill=HEADING_FILL, role="heading",
            key=key,
        )  # fmt: skip

    def _heading_cells(self) -> list[Cell]:
        lanes, mutu = len(self.columns.lanes), len(self.columns.mutu)
        rows = len(self.headings) - self.sop.tampilan.nomor_kolom
        sop = self.sop
        cells = [
            self._label_heading(1, 0, rows, 1, "no"),
            self._label_heading(1, 1, rows, 1, "kegiatan"),
            self._label_heading(1, 2, 1, lanes, "pelaksana"),
            self._label_heading(1, 2 + lanes, rows - 1, mutu, "mutu_baku"),
            self._label_heading(1, 2 + lanes + mutu, rows, 1, "keterangan"),
        ]
        grouped = {}
        if self._grouped():
            for name, first, count, _ in self._groups():
                if name:
                    key = ("pelaksana", sop.pelaksana[first].id, "kelompok")
                    cells.append(self._heading(2, 2 + first, 1, count, name, LANE_PT, key=key))
                    grouped.update(dict.fromkeys(range(first, first + count), True))
        for i, lane in enumerate(sop.pelaksana):
            extra = 0 if i in grouped or not self._grouped() else 1
            key = ("pelaksana", lane.id, "nama")
            cells.append(self._heading(rows - extra, 2 + i, 1 + extra, 1, lane.nama, LANE_PT, key=key))
        for i, name in enumerate(sop.tampilan.urutan_mutu_baku):
            cells.append(self._label_heading(rows, 2 + lanes + i, 1, 1, name))
        if sop.tampilan.nomor_kolom:
            cells += [self._column_number(rows + 1, i) for i in range(len(self.columns.widths))]
        return cells

    def _column_number(self, row: int, column: int) -> Cell:
        text = str(column + 1)
        return Cell(
            row, column, 1, 1, text, (text,), column + 1, Font(self.font, LANE_PT), HAlign.CENTER, role="column-number"
        )

    def _row_cells(self, row: int, start: int, span: int) -> list[Cell]:
        key = self.flow.keys[row]
        kegiatan, *mutu, keterangan = self.rows[row]
        number = self.flow.numbers[row]
        body = Font(self.font, BODY_PT)
        lanes = len(self.columns.lanes)

        def cell(column: int, text: _Text, role: str, h: HAlign = HAlign.LEFT) -> Cell:
            path = ("langkah", key, role)
            return Cell(start, column, span, 1, text.text, text.lines, font=body, h=h, role=role, origin=key, key=path)

        numeric = int(number) if number.isdecimal() and number.isascii() and len(number) < 9 else None
        cells = [
            Cell(
                start,
                0,
                span,
                1,
                number,
                (number,),
                numeric,
                body,
                HAlign.CENTER,
                role="number",
                origin=key,
                key=("langkah", key, "no"),
            ),
            cell(1, kegiatan, "kegiatan"),
        ]
        for i in range(lanes):
            cells.append(Cell(start, 2 + i, span, 1, font=body, role="lane", origin=key))
        for i, (name, text) in enumerate(zip(self.sop.tampilan.urutan_mutu_baku, mutu, strict=False)):
            cells.append(cell(2 + lanes + i, text, name, HAlign.CENTER if name == "waktu" else HAlign.LEFT))
        cells.append(cell(2 + lanes + len(mutu), keterangan, "keterangan"))
        return cells


@lru_cache(maxsize=1 << 13)
def _text(content: Isi, width: int) -> _Text:
    text = content if isinstance(content, str) else "\n".join(f"{i}. {t}" for i, t in enumerate(content, 1))
    lines = wrap(text, width - CELL_PAD, BODY_PT)
    return _Text(text, lines, block_height(len(lines), BODY_PT))
