"""A symbol of the flow in its row and lane, and what a person calls it."""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.importing.doubts import Doubt, Note
from sopgen.importing.page import Outline, Page
from sopgen.importing.table import Table
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
    return f"baris {table.number(symbol.row)} ({lane.name or f'lajur {symbol.lane + 1}'})"


def note_on(doubt: Doubt, symbol: Symbol, table: Table, otherwise: str = "") -> Note:
    """A doubt about a symbol, told at its row."""
    return Note(doubt, symbol.page, symbol.outline.box, name_of(symbol, table), otherwise, symbol.row)
