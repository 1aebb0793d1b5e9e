"""Existing SOPs to YAML: open -> extract -> table -> graph -> model -> write -> tell, frozen data between the stages.

`imported` reads one file. Nothing that it guesses or leaves out goes untold: see `doubts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sopgen.diagnostics import SopgenBug
from sopgen.importing import pdf, xlsx
from sopgen.importing.doubts import Doubt, Ledger, Note
from sopgen.importing.graph import Graph, graph_of
from sopgen.importing.identity import identity_of
from sopgen.importing.model import END_WORDS, START_WORDS, draft_of
from sopgen.importing.opening import Refused, opened
from sopgen.importing.page import Box, Cell, Ignored, Item, Page, Picture, Stroke, TextBox, Unread
from sopgen.importing.table import Table, tables_of
from sopgen.importing.write import text_of
from sopgen.model import Sop
from sopgen.reading import read_text
from sopgen.text.letters import one_line

FEW = 3
"""rows to each symbol from which the flow is not there to be read: it is a picture, or drawn somewhere else"""

__all__ = ["Doubt", "Imported", "Loss", "Note", "Refused", "imported"]


class Loss(NamedTuple):
    """A cell or a shape that went nowhere."""

    page: Page
    box: Box
    what: str

    @property
    def place(self) -> str:
        return self.page.place(self.box)


@dataclass(frozen=True, slots=True)
class Imported:
    """One SOP that was read from a file."""

    title: str
    text: str
    """the YAML file"""
    sop: Sop
    table: Table
    graph: Graph
    notes: tuple[Note, ...]
    losses: tuple[Loss, ...]
    ledger: Ledger
    """of the whole file"""


def imported(path: Path, sheet: str | None = None, without_drawing: bool = False) -> list[Imported]:
    """The SOPs in a file; Refused, with a sentence for the user, where there is none that can be read."""
    kind, data = opened(path)
    pages = [*(pdf.extract(data) if kind == "pdf" else xlsx.extract(data, sheet))]
    ledger = Ledger()
    tables = tables_of(pages, ledger)
    graphs = [_graph(table, ledger, without_drawing) for table in tables]
    drawn, rows = sum(len(graph.symbols) for graph in graphs), sum(len(table.rows) for table in tables)
    if not tables or (not without_drawing and FEW * drawn < rows):
        raise Refused(_nothing_in(pages, tables))
    identity = identity_of(pages, ledger)
    losses = [*_losses_of(pages, tables, ledger)]
    named = re.sub(r"(?i)^(\d+\s+)?(sop\s+)?", "", re.sub(r"[_\-.]+", " ", path.stem).strip())
    found: list[Imported] = []
    for table, graph in zip(tables, graphs, strict=True):
        title = (identity.get("judul") if len(tables) == 1 else "") or table.title or identity.get("judul", "")
        untitled = [] if title else [Note(Doubt.TITLE, table.pages[0], table.rows[0].box, "judul")]
        draft = draft_of(table, graph, {**identity, "judul": one_line(title) or one_line(named) or "Tanpa Judul"})
        notes = [*untitled, *table.notes, *graph.notes, *draft.notes]
        notes.sort(key=lambda note: (note.row is not None, note.row or 0))
        text = text_of(draft.document, notes, [step.row for step in draft.steps], path.name)
        reading = read_text(text, "impor.yaml", Path())
        if reading.sop is None:
            raise SopgenBug(f"an imported SOP does not read: {[f.message for f in reading.findings][:3]}")
        others = {page for other in tables if other is not table for page in other.pages}
        own = [loss for loss in losses if loss.page in table.pages or (not found and loss.page not in others)]
        own += _unsaid(graph, text)
        found.append(Imported(reading.sop.judul, text, reading.sop, table, graph, tuple(notes), tuple(own), ledger))
    return found


def _graph(table: Table, ledger: Ledger, without_drawing: bool) -> Graph:
    if not without_drawing:
        return graph_of(table, ledger)
    for page in table.pages:
        ledger.use(*(item.id for item in page.items() if not isinstance(item, Cell)))
    return Graph({}, (), (Note(Doubt.NO_FLOW, table.pages[0], table.rows[0].box, ""),))


def _nothing_in(pages: Sequence[Page], tables: Sequence[Table]) -> str:
    """Why there is no table, or no drawing in the tables, for the user."""
    pictures = any(page.pictures for page in pages)
    if tables:
        what = "bagan alirnya gambar, bukan bentuk" if pictures else "tidak ada simbol di kolom pelaksana"
        return f"{what}: pakai --tanpa-gambar untuk mengambil isi selnya saja"
    if pictures and not any(cell.text for page in pages for cell in page.cells):
        return "isinya gambar pindaian, tanpa teks: minta berkas Excel atau Word aslinya"
    return "tidak ada tabel prosedur (kolom Kegiatan, Pelaksana, Mutu Baku) yang terbaca"


def _losses_of(pages: Sequence[Page], tables: Sequence[Table], ledger: Ledger) -> Iterator[Loss]:
    """What was extracted and neither used nor ignored with a reason."""
    items = {item.id: item for page in pages for item in page.items()}
    said = {_words(getattr(items[id], "text", "")) for id in (*ledger.used, *ledger.ignored) if id in items}
    used = " | ".join(sorted(said))
    for page in pages:
        lanes = [table.columns.body for table in tables if page in table.pages]
        for id, reason in page.ignored.items():
            ledger.ignore(reason, id)
        for item in page.items():
            if item.id in ledger.used or item.id in ledger.ignored:
                continue
            if why := _left_out(item, page, used, lanes):
                ledger.ignore(why, item.id)
            else:
                ledger.listed.add(item.id)
                yield Loss(page, item.box, _described(item))


_FORM_TITLE = re.compile(r"(standar|standard) operasional prosedur( sop)?( administrasi pemerintahan)?|sop")
_PAGE_NUMBER = re.compile(r"\W*\d{1,3}\W*|halaman \d+( dari \d+)?", re.IGNORECASE)
_TELLING = 8
"""characters from which a text that stands elsewhere too is a repetition, not another answer"""


def _left_out(item: Item, page: Page, used: str, lanes: Sequence[tuple[float, float]]) -> Ignored | None:
    """Why an item that no stage used may be left out; None where it is lost."""
    if isinstance(item, Cell) and not item.text:
        return Ignored.EMPTY
    ruled = [cell.box for cell in page.cells]
    outside = not any(box.holds(item.box.center) for box in ruled)
    if isinstance(item, Picture):
        return Ignored.DECORATION if outside or page.is_sheet else None
    if isinstance(item, Stroke):  # the line under a link, a line of the letterhead
        beside = not any(x0 - 2 <= item.box.center[0] <= x1 + 2 for x0, x1 in lanes)
        return Ignored.RULE if beside and not any(item.heads) else None
    if not isinstance(item, Cell | TextBox):
        return None
    words = re.sub(r"^sop ", "", _words(item.text))
    if _FORM_TITLE.fullmatch(words) or (len(words) >= _TELLING and words in used):
        return Ignored.REPEATED
    return Ignored.PAGE_NUMBER if outside and _PAGE_NUMBER.fullmatch(item.text.strip()) else None


def _words(text: str) -> str:
    """The words of a text, for comparing."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _unsaid(graph: Graph, text: str) -> Iterator[Loss]:
    """What stands in symbols and came into no text of the file; Mulai and Selesai need not."""
    said = _words(text)
    for symbol in graph.symbols.values():
        if _words(symbol.text) not in said and not (
            START_WORDS.fullmatch(symbol.text) or END_WORDS.fullmatch(symbol.text)
        ):
            yield Loss(symbol.page, symbol.outline.box, f"teks `{symbol.text[:40]}` di dalam simbol")


def _described(item: Item) -> str:
    if isinstance(item, Unread):
        return f"bentuk `{item.what}` tidak dapat dibaca"
    kinds = {"Cell": "sel", "TextBox": "teks", "Outline": "bentuk", "Stroke": "garis", "Picture": "gambar"}
    text = " ".join(getattr(item, "text", "").split())
    shown = f" `{text[:40]}{'…' if len(text) > 40 else ''}`" if text else ""
    return kinds[type(item).__name__] + shown
