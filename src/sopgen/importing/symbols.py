"""A symbol of the flow in its row and lane, and what a person calls it."""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.importing.page import Outline, Page
from sopgen.importing.table import Role, Table
from sopgen.scene.symbols import SymbolKind


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol of the flow."""

    outline: Outline
    page: Page
    row: int
    lane: int
    kind: SymbolKind

    @property
    def text(self) -> str:
        return " ".join(self.outline.text.split())


def name_of(symbol: Symbol, table: Table) -> str:
    """A symbol for a person: the number of its row and the name of its lane."""
    lane = table.columns.lanes[symbol.lane]
    return f"baris {row_name(table, symbol.row)} ({lane.name or f'lajur {symbol.lane + 1}'})"


def row_name(table: Table, row: int) -> str:
    """The printed number of a row, or its place where it has none."""
    return table.rows[row].texts.get(Role.NO, "").strip(" .") or str(row + 1)
