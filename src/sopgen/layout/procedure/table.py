"""Lays out the procedure sheet: rows, repeated headings, and the flowchart in the pelaksana columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property, lru_cache, partial
from itertools import accumulate
from math import ceil, inf
from typing import Any, NamedTuple

from sopgen.flow import Flow
from sopgen.layout.forms.blocks import Band, SheetFlow
from sopgen.layout.forms.labels import table_title
from sopgen.layout.forms.signature import GAP, closing_bands
from sopgen.layout.paper import body_height, body_width
from sopgen.layout.procedure.columns import CELL_PAD, ColumnNeeds, Columns
from sopgen.layout.procedure.drawing import draw
from sopgen.layout.procedure.headings import headings
from sopgen.layout.procedure.page_plan import plan_page
from sopgen.layout.procedure.pagination import PAGE, Division, Heights, PagedDrawing
from sopgen.layout.procedure.positions import fit_lanes
from sopgen.layout.routing.page_flow import FlowIndex
from sopgen.model import Sop
from sopgen.scene.document import INDENT, NO_BORDER, Border, Cell, Font, HAlign, Line, Paper, Sheet
from sopgen.text.metrics import block_height
from sopgen.text.wrap import wrap

SHEET_NAME = "Prosedur"
TITLE_PT = 12.0
SMALLER = 0.96
"""how much smaller the print gets at each step that is tried to save a page"""
LEAST_TO_SAVE_A_PAGE = 0.9
LEAST_PT = 7.0
"""a table that its lanes make smaller than that anyway may get so small to save a page"""
FINER = 0.95
"""how much smaller the print gets at least, again and again, until a row that is taller than a page fits"""
MOST_BELOW = 0.5
"""of a page: what follows the last row stands on its page where it is not higher"""
TIDIER = 0.97
"""how much smaller the print may get for arrows that are easier to follow, within the same bounds"""
SMALL_GROWTH = 0.001
"""lanes that need this much more of the table's width get it by a smaller print; more, and the texts give way"""
ROUNDS = 3
"""lanes that turn out too narrow for their tracks make the texts give way; then the paper's scale"""


def procedure_sheet(sop: Sop, flow: Flow, paper: Paper) -> tuple[Sheet, float]:
    """The sheet and its print scale.

    As large as its lanes and words allow, but a little smaller where that saves a page, and down to 7 pt where it is
    small anyway; smaller still only for a row that is taller than a page. Where arrows cross or walk round a page, it
    is divided anew.
    """
    printing = _Printing(sop, flow, paper)
    full = printing.fit(1.0)
    smaller = printing.with_fewer_pages(full)
    chosen = printing.tidied(smaller, PAGE if smaller is full else inf)
    if len(full.paged.plans) == len(chosen.paged.plans) + 1 and chosen.paged.tangles:
        chosen = min(chosen, printing.tidied(full, inf), key=lambda fitted: fitted.paged.cost)
    shrink = chosen.table.scale
    while (excess := chosen.excess) > 1:
        shrink *= min(FINER, excess**-0.5)
        chosen = printing.fit(shrink)
    return chosen.table.sheet(chosen.paged), chosen.table.scale


def smaller_prints(table: _Table) -> list[float]:
    """The scales, ever smaller, at which a table may be printed only to save a page."""
    least = LEAST_TO_SAVE_A_PAGE
    if table.scale < least:
        least = ceil(LEAST_PT / table.needs.size * 100) / 100  # whole per cents: Excel knows no others
    scales, scale = list[float](), table.scale
    while scale > least:
        scale = max(least, scale * SMALLER)
        scales.append(scale)
    return scales


class _Fitted(NamedTuple):
    table: _Table
    paged: PagedDrawing
    lanes: tuple[int, ...] | None
    """what the drawing needs of them, where that is more than they would get"""

    @property
    def excess(self) -> float:
        """The highest page over its room; more than 1 where a row is taller than a page."""
        heights = self.table.heights
        used = [sum(page.heights) for page in self.paged.pages]
        used[0] += self.table.title_height
        used[-1] += heights.tail
        return max(used) / max(1, heights.next_page)


class _Printing:
    """Decides columns, print size and page breaks together; each table and each stretch of rows is made once."""

    def __init__(self, sop: Sop, flow: Flow, paper: Paper) -> None:
        self.room = body_width(paper)
        self.needs = ColumnNeeds(sop)
        self.table = lru_cache(maxsize=None)(lambda columns: _Table(sop, flow, self.needs, columns, paper))
        self.seen: dict[tuple[int, bool], int] = {}
        """(row, beside a page break) -> height of its drawing, so that other widths need fewer pages routed"""
        self.plan = lru_cache(maxsize=None)(partial(plan_page, FlowIndex(flow)))

    def division(self, shrink: float, lanes: Sequence[int] | None) -> tuple[_Table, Division]:
        """The table in a print at most `shrink` times full size."""
        table = self.table(self.needs.fit(int(self.room / shrink), lanes))
        return table, Division(self.plan, table.heights, table.columns.lanes, self.seen)

    def fit(self, shrink: float, lanes: tuple[int, ...] | None = None) -> _Fitted:
        """Columns in which texts and tracks have room, and their pages. `lanes`: what another print needed of them.

        Lanes need what the pages' arrows need, and wider lanes make other pages: a few rounds find the best of both."""
        found = []
        for _ in range(ROUNDS):
            table, division = self.division(shrink, lanes)
            paged, columns = division.paginated(), table.columns
            needed = fit_lanes(paged.plans, self.needs.lanes).widths
            found.append(_Fitted(table.widened(paged), paged, lanes))
            given, most = sum(columns.lanes), SMALL_GROWTH * columns.total
            if sum(paged.lanes.widths) - given <= most and (lanes is None or given - sum(needed) <= most):
                break
            lanes = needed
        least = shrink * (1 - SMALL_GROWTH)
        return min(found, key=lambda fitted: (max(0.0, least - fitted.table.scale), len(fitted.paged.plans)))

    def with_fewer_pages(self, full: _Fitted) -> _Fitted:
        """The same or, where a smaller print saves pages, one of those that save most: the largest that looks as if it
        did, and the smallest where that one keeps less than it promised."""

        @cache
        def expected(shrink: float) -> int:
            return self.division(shrink, full.lanes)[1].expected_pages

        best, scales = full, smaller_prints(full.table) if len(full.paged.plans) > 1 else []
        if not scales or len(full.paged.plans) <= expected(scales[-1]):  # as of most SOPs: no print saves a page
            return full
        for shrink in dict.fromkeys([min(scales, key=expected), scales[-1]]):
            if len(best.paged.plans) <= expected(shrink):
                break
            tried = self.fit(shrink, full.lanes)
            if tried.table.scale < scales[-1]:  # the lanes grew: texts give way once more
                tried = self.fit(shrink**2 / tried.table.scale, tried.lanes)
            if len(tried.paged.plans) < len(best.paged.plans) and tried.table.scale >= scales[-1]:
                best = tried
        return best

    def tidied(self, chosen: _Fitted, page_cost: float) -> _Fitted:
        """With pages whose arrows are easier to follow, where the print gets no smaller for them than may be.

        `page_cost`: of a page more; infinite where the print was made smaller to save one."""
        division = Division(self.plan, chosen.paged.heights, chosen.table.columns.lanes, {})
        paged = division.tidied(chosen.paged, page_cost)
        table = chosen.table.widened(paged)
        least = max(TIDIER * chosen.table.scale, *smaller_prints(chosen.table)[-1:], 0)
        return chosen._replace(table=table, paged=paged) if table.scale >= min(chosen.table.scale, least) else chosen


class _Table:
    """Texts and headings of the procedure at given column widths."""

    def __init__(self, sop: Sop, flow: Flow, needs: ColumnNeeds, columns: Columns, paper: Paper) -> None:
        self.sop, self.flow, self.needs, self.columns, self.paper = sop, flow, needs, columns, paper
        self.scale = min(1.0, body_width(paper) / columns.total)
        self.rows = [*zip(*(needs.texts(i, width) for i, width in enumerate(columns.texts)), strict=True)]
        least, air = needs.measures.row, needs.measures.air
        self.row_heights = tuple(max(least, max(t.height for t in texts) + air) for texts in self.rows)
        self.headings, self.heading_heights = headings(sop, columns)
        self.title_lines = wrap(table_title(self.sop), columns.total - CELL_PAD, TITLE_PT, True)
        self.title_height = block_height(len(self.title_lines), TITLE_PT) + 10

    def widened(self, paged: PagedDrawing) -> _Table:
        """The same table with the lanes as wide as the drawing needs after all."""
        c = self.columns
        if c.lanes == paged.lanes.widths:
            return self
        return _Table(self.sop, self.flow, self.needs, replace(c, lanes=paged.lanes.widths), self.paper)

    @cached_property
    def heights(self) -> Heights:
        room = int(body_height(self.paper) / self.scale) - sum(self.heading_heights)
        closing = sum(GAP + stack.height for (stack,) in self.closing)
        nodes = self.flow.nodes
        rows = [sorted((nodes[edge.source].row, nodes[edge.target].row)) for edge in self.flow.edges]
        return Heights(
            self.row_heights,
            self.needs.symbols,
            self.needs.measures.break_row,
            room - self.title_height,
            room,
            closing if closing <= MOST_BELOW * room else 0,
            tuple(sum(a < row <= b for a, b in rows) for row in range(len(self.flow.keys))),
        )

    @cached_property
    def closing(self) -> list[Band]:
        """What follows the last row."""
        return closing_bands(self.sop, tuple(accumulate(self.columns.widths, initial=0)))

    # -- cells ---------------------------------------------------------------------------------------------------

    def sheet(self, paged: PagedDrawing) -> Sheet:
        columns = tuple(accumulate(self.columns.widths, initial=0))
        flow = SheetFlow(columns, self.heights.next_page, page_top=sum(self.heading_heights))
        title = Cell(
            0, 0, 1, len(columns) - 1, table_title(self.sop), self.title_lines, h=HAlign.CENTER, border=NO_BORDER,
            font=Font(self.sop.tampilan.huruf, TITLE_PT, True), role="title", key=("tampilan", "label", "judul_tabel"),
        )  # fmt: skip
        flow.cells += [title, *self.headings]
        for height in (self.title_height, *self.heading_heights):
            flow.add_row(height)
        head, tops = len(flow.row_edges) - 1, list[int]()
        for plan, page in zip(paged.plans, paged.pages, strict=True):
            if tops:
                flow.end_page()
            tops.append(flow.row_edges[-1])
            for row, height in enumerate(page.heights, plan.flow.first):
                flow.cells += self._row_cells(row, *flow.add_row(height))
        for band in self.closing:
            flow.add(band, GAP)
        drawn = draw(self.sop, self.flow, paged, columns[2], tops)
        return flow.sheet(SHEET_NAME, header_rows=(1, head), **drawn)

    def _row_cells(self, row: int, start: int, span: int) -> list[Cell]:
        key, number = self.flow.keys[row], self.flow.numbers[row]
        numeric = int(number) if number.isdecimal() and number.isascii() and len(number) < 9 else None
        blank = Cell(start, 0, span, font=Font(self.sop.tampilan.huruf, self.needs.size), origin=key)
        look: dict[str, Any] = {"h": HAlign.CENTER, "role": "number", "key": ("langkah", key, "no")}
        cells = [blank._replace(text=number, lines=(number,), number=numeric, **look)]
        last = len(self.columns.lanes) - 1
        for i in range(last + 1):
            border = Border(left=Line.HAIR if i else Line.THIN, right=Line.HAIR if i < last else Line.THIN)
            cells.append(blank._replace(column=2 + i, border=border, role="lane"))
        places = [1, *range(3 + last, len(self.columns.widths))]
        for column, name, text in zip(places, self.needs.keys, self.rows[row], strict=True):
            h, indent = (HAlign.CENTER, 0) if name == "waktu" else (HAlign.LEFT, INDENT)
            look = {"h": h, "indent": indent, "role": name, "key": ("langkah", key, name)}
            cells.append(blank._replace(column=column, text=text.text, lines=text.lines, **look))
        return cells
