"""A workbook that sopgen wrote: the base it carries, and what stands in it now, found by hidden names and by place.

Names go with their cells when rows and columns are moved; a row without one is new, a name without a cell was deleted.
Symbols are where they stand, whatever they are called: a copied shape bears the name of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from sopgen.flow import START
from sopgen.importing.doubts import Confidence, Ledger
from sopgen.importing.graph import KINDS, Graph, graph_of
from sopgen.importing.graph import Arrow as Drawn
from sopgen.importing.opening import OLE, Refused
from sopgen.importing.page import Page
from sopgen.importing.table import Columns, Lane, Role, Row, Table
from sopgen.importing.xlsx import extract, loaded
from sopgen.importing.xlsx.cells import text_of
from sopgen.importing.xlsx.drawing import XDR, A
from sopgen.importing.xlsx.package import Package, broken
from sopgen.model import END
from sopgen.render.xlsx.base import Base, base_from, digest_of
from sopgen.render.xlsx.content import Arrow, Printed, Spot
from sopgen.scene.symbols import SymbolKind

LABEL = ("tampilan", "label")
CAPSULES = {START, END}
_OURS = re.compile("(langkah|sambungan|label):")
_LABEL_SHAPE = re.compile(r"label:([^:]+):(.+)", re.DOTALL)
_CAPSULE = re.compile(rf"langkah:({START}|{END}):([^:]+)(:\d+)?")


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row of the table as it stands in the workbook now."""

    key: str
    """as in the base; a new row has a key of its own that no base has"""
    is_new: bool
    texts: dict[str, str]
    """column -> text: no, kegiatan, waktu …"""


@dataclass(frozen=True, slots=True)
class OwnLane:
    id: str
    is_new: bool
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class Own:
    """What stands in the workbook now."""

    base: Base
    texts: dict[Printed, str | None]
    """what was printed outside of rows -> its text now; None where its cell is gone"""
    places: dict[Printed, tuple[str, int, int] | None]
    """(sheet, row, column) of what has a name"""
    rows: tuple[OwnRow, ...]
    """those that hold a text or a symbol"""
    table_rows: tuple[OwnRow, ...]
    """all rows of the table, blank ones too"""
    lanes: tuple[OwnLane, ...]
    table: Table
    graph: Graph
    symbols: dict[Spot, SymbolKind]
    questions: dict[Spot, str]
    """what stands in the diamonds"""
    arrows: frozenset[Arrow]
    additions: tuple[tuple[str, int, int, str], ...]
    """(sheet, row, column, text) of cells that hold a text where sopgen printed none and the table has no row"""

    @property
    def capsules(self) -> tuple[frozenset[int], frozenset[int]]:
        """The graph's symbols that are Mulai and Selesai, by the names of their shapes or by what stands in them."""
        named = [
            (i, match[1] if (match := _CAPSULE.fullmatch(s.outline.name)) else s.text.casefold())
            for i, s in enumerate(self.graph.symbols)
            if s.kind is SymbolKind.TERMINATOR
        ]
        start, ends = (frozenset(i for i, name in named if name == key) for key in (START, END))
        return start, ends

    @property
    def is_untouched(self) -> bool:
        """Whether everything says what sopgen printed; how it looks may differ."""
        content = self.base.content
        printed = {item.key: item.text for item in content.printed if item.key[:1] == ("langkah",)}
        return (
            all(now is not None and words(now) == words(item.text) for item, now in self.texts.items())
            and [row.key for row in self.rows] == list(content.rows)
            and [lane.id for lane in self.lanes] == list(content.lanes)
            and all(
                words(text) == words(printed.get(("langkah", row.key, column), ""))
                for row in self.rows
                for column, text in row.texts.items()
            )
            and not self.additions
            and self.symbols == content.symbols
            and self.arrows == content.arrows
            and {spot: "".join(text.split()) for spot, text in self.questions.items()}
            == {spot: "".join(text.split()) for spot, text in content.questions.items()}
        )


def words(text: str) -> str:
    """A text as it is compared: spreadsheet programs change blanks at the ends of lines."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def base_of(data: bytes) -> Base | None:
    """The base that a workbook carries; None where it has none. Raises Refused where the package is broken."""
    package = Package(data)
    for name in sorted(package.names):
        if re.fullmatch(r"customXml/item\d+\.xml", name):
            try:
                found = base_from(package.xml(name))
            except ValueError as error:
                raise broken() from error
            if found:
                return found
    return None


def changed_by_hand(data: bytes) -> bool:
    """Whether a workbook says anything else than what sopgen printed in it: a person's work, which nobody writes over.

    One that a program merely opened and saved says the same. A workbook that cannot be read, one with a password too,
    and one that sopgen never wrote count as a person's; what is no workbook at all does not.
    """
    if not data.startswith((b"PK", OLE)):
        return False
    try:
        base = base_of(data)
        if base is None:
            return True
        package = Package(data)
        if base.digest == digest_of({name: package.bytes_of(name) for name in package.names}):
            return False
        return not own_of(data, base).is_untouched
    except Refused:
        return True


def own_of(data: bytes, base: Base) -> Own:
    """What stands in the workbook now; Refused where its table is gone."""
    book = loaded(data)
    places = {item: _place(book, name) for name, item in base.names.items()}
    sheet_names = {item.sheet: place[0] for item, place in places.items() if place}
    # What has no name, the number of an entry for one, goes with what stood in its row and column.
    rows = {(item.sheet, item.row): place[1] for item, place in places.items() if place}
    columns = {(item.sheet, item.column): place[2] for item, place in places.items() if place}
    texts: dict[Printed, str | None] = {}
    taken: set[tuple[str, int, int]] = set()
    for item in base.content.printed:
        if item.key[:1] == ("langkah",):
            continue
        beside = rows.get((item.sheet, item.row), item.row), columns.get((item.sheet, item.column), item.column)
        place = places.get(item, (sheet_names.get(item.sheet, item.sheet), *beside))
        texts[item] = None if place is None else _text(book, place)
        if place:
            taken.add(place)
    title = next((place[0] for item, place in places.items() if place and item.key[0] == "langkah"), None)
    if title is None:
        raise Refused("semua baris tabelnya sudah dihapus dari buku kerja ini")
    pages = [extraction.page for extraction in extract(data)]
    try:
        return _Reader(base, book, places, title, pages, texts, taken).own(_labels(Package(data), title))
    except (KeyError, IndexError, StopIteration, ValueError) as error:  # headings or columns are gone
        raise Refused(
            "susunan tabelnya sudah terlalu berubah: impor dengan --lembar, atau kembalikan kolomnya"
        ) from error


def _labels(package: Package, title: str) -> dict[tuple[str, str], str]:
    """(row, label as printed) -> the text that the label's shape holds now; not where a copy bears the same name."""
    found: dict[tuple[str, str], list[str]] = {}
    for kind, part in package.related(dict(package.sheets())[title]).values():
        for shape in package.xml(part).iter(f"{XDR}sp") if kind == "drawing" and part in package.names else ():
            known = shape.find(f".//{XDR}cNvPr")
            match = _LABEL_SHAPE.fullmatch(known.get("name", "")) if known is not None else None
            if match:
                lines = ("".join(run.text or "" for run in line.iter(f"{A}t")) for line in shape.iter(f"{A}p"))
                found.setdefault((match[1], match[2]), []).append(" ".join(" ".join(lines).split()))
    single = {name: texts[0] for name, texts in found.items() if len(texts) == 1 and texts[0]}
    # What layout broke into lines, within a long word too, is the same text.
    return {
        name: name[1] if "".join(text.split()) == "".join(name[1].split()) else text for name, text in single.items()
    }


def _place(book: Any, name: str) -> tuple[str, int, int] | None:
    """(sheet, row, column) of a named cell, counted from 0; None where it was deleted."""
    defined = book.defined_names.get(name)
    try:
        ((sheet, reference),) = list(defined.destinations) if defined is not None else []
    except (ValueError, TypeError):
        return None
    match = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", reference)
    if not match or sheet not in book.sheetnames:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return sheet, int(match[2]) - 1, column - 1


def _text(book: Any, place: tuple[str, int, int]) -> str:
    sheet, row, column = place
    cell = book[sheet].cell(row + 1, column + 1) if sheet in book.sheetnames else None
    return text_of(cell.value, cell.number_format) if cell is not None else ""


class _Reader:
    """Reads the table of one workbook."""

    def __init__(
        self,
        base: Base,
        book: Any,
        places: Mapping[Printed, tuple[str, int, int] | None],
        title: str,
        pages: Sequence[Page],
        texts: dict[Printed, str | None],
        taken: set[tuple[str, int, int]],
    ) -> None:
        self.base, self.book, self.places, self.title, self.pages = base, book, places, title, pages
        found = [page for page in pages if page.name == title]
        if not found:
            raise Refused(f"lembar `{title}` tersembunyi: tampilkan dulu di Excel")
        self.page = found[0]
        self.sheet = book[title]
        self.texts, self.taken = texts, taken
        self.spans = {(r.min_row - 1, r.min_col - 1): (r.max_row, r.max_col) for r in self.sheet.merged_cells.ranges}
        self.known_rows = {
            place[1]: str(item.key[1]) for item, place in places.items() if place and item.key[0] == "langkah"
        }
        self.known_lanes = {
            place[2]: (str(item.key[1]), place[1])
            for item, place in places.items()
            if place and item.key[::2] == ("pelaksana", "nama")
        }
        self.columns = self._columns()

    def own(self, labels: Mapping[tuple[str, str], str]) -> Own:
        rows, bands = self._rows()
        lanes, stretches = self._lanes()
        if not rows or not lanes:
            raise ValueError("no table")
        table = Table(
            Columns({}, tuple(Lane(lane.name, lane.group, *x) for lane, x in zip(lanes, stretches, strict=True))),
            tuple(
                Row(
                    self.page,
                    self.page.rows[top],
                    self.page.rows[bottom],
                    {Role(name): text for name, text in row.texts.items()},
                )
                for row, (top, bottom) in zip(rows, bands, strict=True)
            ),
        )
        ledger = Ledger()
        graph = graph_of(table, ledger)
        spots = [self._spot(symbol.outline.name, rows[symbol.row], lanes[symbol.lane]) for symbol in graph.symbols]
        drawn = {spot: KINDS[s.outline.form] for spot, s in zip(spots, graph.symbols, strict=True)}
        held = [n for n, row in enumerate(rows) if any(row.texts.values()) or any(s.row == n for s in graph.symbols)]
        kept = tuple(row for n, row in enumerate(rows) if n in held)
        graph = replace(graph, arrows=tuple(self._as_printed(a, spots) for a in graph.arrows))
        arrows = [Arrow(spots[a.source], spots[a.target], a.label, a.joint) for a in graph.arrows]
        named = [self._labelled(arrow, arrows, labels) for arrow in arrows]
        labelled = zip(graph.arrows, named, strict=True)
        graph = replace(graph, arrows=tuple(replace(a, label=n.label) for a, copies in labelled for n in copies))
        return Own(
            self.base,
            self.texts,
            dict(self.places),
            kept,
            tuple(rows),
            tuple(lanes),
            table,
            graph,
            drawn,
            {spot: s.text for spot, s in zip(spots, graph.symbols, strict=True) if s.text and spot[0] not in CAPSULES},
            frozenset(chain.from_iterable(named)),
            tuple(self._additions(bands, ledger)),
        )

    def _as_printed(self, arrow: Drawn, spots: Sequence[Spot]) -> Drawn:
        """A plain line whose direction was guessed joins those who act jointly, where it was printed so."""
        for source, target in ((arrow.source, arrow.target), (arrow.target, arrow.source)):
            joins = Arrow(spots[source], spots[target], joint=True) in self.base.content.arrows
            if joins and arrow.confidence is Confidence.GUESSED:
                return replace(arrow, source=source, target=target, joint=True)
        return arrow

    def _labelled(
        self, arrow: Arrow, arrows: Sequence[Arrow], labels: Mapping[tuple[str, str], str]
    ) -> tuple[Arrow, ...]:
        """An arrow out of a decision with the text of its label's shape, known by its name. Where it leads elsewhere
        than it did, it is the one that is missing among the exits that were printed. Outcomes that lead to one symbol
        are drawn as arrows that cannot be told apart: they are as many as there were."""
        before = sorted(b for b in self.base.content.arrows if b.start == arrow.start and b.label)
        ends = {a.end for a in arrows if a.start == arrow.start}
        same = [b for b in before if b.end == arrow.end]
        missing = [b for b in before if b.end not in ends]
        others = [a for a in arrows if a.start == arrow.start and a.end not in {b.end for b in before}]
        printed = same or (missing if len(missing) == len(others) == 1 else [])
        return tuple(arrow._replace(label=labels.get((arrow.start[0], was.label), was.label)) for was in printed) or (
            arrow,
        )

    def _spot(self, name: str, row: OwnRow, lane: OwnLane) -> Spot:
        """A symbol by the row and lane it stands in; a capsule of its own by its name."""
        capsule = _CAPSULE.fullmatch(name)
        if capsule and (capsule[1], capsule[2]) in self.base.content.symbols:
            return capsule[1], lane.id
        return row.key, lane.id

    # ---- columns and rows

    def _columns(self) -> dict[str, int]:
        """Column of the number, kegiatan and what stands right of the lanes, by the places of their headings."""
        found = {}
        for item, place in self.places.items():
            if place and place[0] == self.title and item.key[:2] == LABEL and item.key[2] in tuple(Role):
                found[str(item.key[2])] = place[2]
        found["no"] = next(place[2] for item, place in self.places.items() if place and item.key[0] == "langkah")
        return {name: column for name, column in found.items() if name not in ("pelaksana", "mutu_baku")}

    def _rows(self) -> tuple[list[OwnRow], list[tuple[int, int]]]:
        """The rows, new ones among the others, with the sheet rows that each spans."""
        first_known = min(self.known_rows)
        top = min(self._body_top(), first_known)
        rows: list[OwnRow] = []
        bands: list[tuple[int, int]] = []
        last = max(self.known_rows)
        while top <= last or self._goes_on(top):
            bottom, _ = self.spans.get((top, self.columns["no"]), (top + 1, 0))
            texts = {name: _text(self.book, (self.title, top, column)) for name, column in self.columns.items()}
            key = self.known_rows.get(top)
            rows.append(OwnRow(key or f"+{len(rows)}", key is None, texts))
            bands.append((top, bottom))
            top = bottom
        return rows, bands

    def _body_top(self) -> int:
        """The sheet row of the first row of the table, by how far it stands below the lanes' headings."""
        numbers = [item.row for item in self.base.content.printed if item.key[::2] == ("langkah", "no")]
        headings = [item for item in self.base.content.printed if item.key[::2] == ("pelaksana", "nama")]
        for item in headings:
            if place := self.places.get(item):
                return place[1] + min(numbers) - item.row
        return min(self.known_rows)

    def _goes_on(self, row: int) -> bool:
        """Whether a sheet row below the last known one is a row of the table: it has a kegiatan or a number."""
        columns = [self.columns[name] for name in ("no", "kegiatan") if name in self.columns]
        if row >= self.sheet.max_row or any((self.title, row, c) in self.taken for c in range(self.sheet.max_column)):
            return False
        return any(_text(self.book, (self.title, row, column)) for column in columns)

    def _lanes(self) -> tuple[list[OwnLane], list[tuple[float, float]]]:
        """The lanes between kegiatan and what follows, new ones among the others, with their stretches in mm."""
        right = [c for name, c in self.columns.items() if name not in ("no", "kegiatan")]
        first = self.columns.get("kegiatan", self.columns["no"]) + 1
        last = min((c for c in right if c >= first), default=max(self.known_lanes, default=first) + 1)
        heading = next((row for _, row in self.known_lanes.values()), 0)
        lanes: list[OwnLane] = []
        stretches = []
        self.lane_columns = range(first, last)
        for column in self.lane_columns:
            id, row = self.known_lanes.get(column, ("", heading))
            name = _text(self.book, (self.title, row, column))
            if id or name:
                lanes.append(OwnLane(id or f"+{len(lanes)}", not id, name, self._group(column)))
                stretches.append((self.page.columns[column], self.page.columns[column + 1]))
        return lanes, stretches

    def _group(self, column: int) -> str:
        """The heading that a lane shares with its neighbours; "" where it has none."""
        for item, text in self.texts.items():
            place = self.places.get(item)
            if place and text and item.key[::2] == ("pelaksana", "kelompok"):
                _, right = self.spans.get(place[1:], (0, place[2] + 1))
                if place[2] <= column < right:
                    return text
        return ""

    def _additions(self, bands: Sequence[tuple[int, int]], ledger: Ledger) -> Iterator[tuple[str, int, int, str]]:
        """What sopgen did not print and the table does not hold: texts in other cells, comments, shapes of no arrow."""
        rows = {(self.title, top, column) for top, _ in bands for column in self.columns.values()}
        headings = {(self.title, row, column) for column, (_, row) in self.known_lanes.items()}
        heading_rows = {row for _, row in self.known_lanes.values()}
        for sheet in self.book.worksheets:
            for cell in chain.from_iterable(sheet.iter_rows()):
                place = sheet.title, cell.row - 1, cell.column - 1
                lane = sheet.title == self.title and place[1] in heading_rows and place[2] in self.lane_columns
                known = place in self.taken or place in rows or place in headings or lane
                if not known and (text := text_of(cell.value, cell.number_format)):
                    yield *place, text
                if cell.comment:
                    yield *place, f"komentar: {cell.comment.text}"
        labels = {"".join(arrow.label.split()) for arrow in self.base.content.arrows}
        for page in self.pages:
            free = [(o.id, o.box, o.text) for o in page.outlines if not _OURS.match(o.name)]
            free += [(t.id, t.box, t.text) for t in page.texts if "".join(t.text.split()) not in labels]
            for id, box, text in free:
                if id not in ledger.used:
                    column = sum(edge <= box.x0 for edge in page.columns[1:])
                    yield page.name, sum(edge <= box.y0 for edge in page.rows[1:]), column, f"bentuk: {text}"
