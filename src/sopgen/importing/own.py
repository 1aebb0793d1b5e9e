"""A workbook that sopgen wrote: the base it carries, and what stands in it now, found by hidden names and by place.

Names go with their cells when rows and columns are moved; a row without one is new, a name without a cell was deleted.
Symbols are where they stand, whatever they are called: a copied shape bears the name of another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple
from xml.etree.ElementTree import Element

from sopgen.flow import START
from sopgen.importing.doubts import Confidence, Ledger
from sopgen.importing.ends import Link
from sopgen.importing.form import form_now
from sopgen.importing.graph import Graph, graph_of
from sopgen.importing.opening import OLE, Refused
from sopgen.importing.page import Outline, Page, Stroke, TextBox
from sopgen.importing.symbols import Symbol
from sopgen.importing.table import CONTENT, Columns, Lane, Role, Row, Table
from sopgen.importing.xlsx import loaded, pages_of
from sopgen.importing.xlsx.cells import text_of
from sopgen.importing.xlsx.package import Package, broken
from sopgen.model import END
from sopgen.render.xlsx.base import Base, base_from, digest_in, digest_of, names_of
from sopgen.render.xlsx.content import Arrow, Content, Spot
from sopgen.render.xlsx.form import DRAWN, PLACES, changed
from sopgen.scene.document import HEADING_FILL, Key
from sopgen.scene.symbols import SymbolKind
from sopgen.text.letters import one_line

CAPSULES = {START, END}
_OURS = re.compile("(langkah|sambungan|label):")
_LABEL_SHAPE = re.compile(r"label:([^:]+):(.+)", re.DOTALL)
_NUMBER = re.compile(r"\s*((?:\d+|[a-z]{1,2})[.)]|-)\s*")
_CAPSULE = re.compile(rf"langkah:({START}|{END}):([^:]+)(:\d+)?")

Place = tuple[str, int, int]
"""(sheet, row, column) of a cell, counted from 0"""


class Text(NamedTuple):
    """What was printed at a key and what stands there now: the very same where only blanks differ."""

    was: str
    now: str
    rival: str = ""
    """what else was typed, where one text is printed in several places"""


Addition = tuple[str, str, Key]
"""(place like `Prosedur!F12`, text, nearest entry of a box above it or ()) of what stands where nothing was printed"""


def words(text: str) -> str:
    """A text as it is compared: spreadsheet programs change blanks at the ends of lines."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def _solid(text: str) -> str:
    """A text without blanks: layout breaks lines, and long words too."""
    return "".join(text.split())


def _typed(printed: str, now: str) -> str:
    """What a symbol or label says now: what was printed, where only layout broke it into lines."""
    return printed if _solid(printed) == _solid(now) else one_line(now)


def texts_of(content: Content) -> dict[Key, str]:
    """Key -> what a document says there: once where it is printed in several places, whole where a page's end cuts it;
    what its diamonds ask too."""
    pieces: dict[Key, list[str]] = defaultdict(list)
    for item in content.printed:
        if item.key:
            pieces[item.key].append(item.text)
    found = {key: texts[0] if len({*map(words, texts)}) == 1 else " ".join(texts) for key, texts in pieces.items()}
    return found | {("langkah", key, "pertanyaan"): text for (key, _), _, text in content.drawn if text}


def _text_at_key(was: str, pieces: Sequence[tuple[str, str | None]]) -> Text:
    """What stands at a key, of what was printed and stands now in each of its cells, None where the cell is gone.
    Several cells hold one text that is printed in several places, or the parts of one that a page's end cuts."""
    typed = list(dict.fromkeys(now for old, now in pieces if now is not None and words(now) != words(old)))
    gone = [old for old, now in pieces if now is None]
    if len({words(old) for old, _ in pieces}) == 1:
        return Text(was, typed[0] if typed else "" if len(gone) == len(pieces) else was, "".join(typed[1:2]))
    return Text(was, " ".join(now for _, now in pieces if now) if typed or gone else was)


def base_of(data: bytes | Package) -> Base | None:
    """The base that a workbook carries; None where it has none. Raises Refused where the package is broken."""
    try:
        return next(filter(None, map(base_from, _carried(data if isinstance(data, Package) else Package(data)))), None)
    except ValueError as error:
        raise broken() from error


def _carried(package: Package) -> Iterator[Element]:
    """The parts of a package that programs keep and do not show."""
    for name in sorted(package.names):
        if re.fullmatch(r"customXml/item\d+\.xml", name):
            yield package.xml(name)


def changed_by_hand(data: bytes) -> bool:
    """Whether a workbook is a person's work, which nobody writes over: it is `edited`, or cannot be read, for instance
    because it has a password."""
    try:
        return edited(data) is not None
    except Refused:
        return True


def edited(data: bytes) -> Own | None:
    """What stands in a workbook that says or looks otherwise than sopgen wrote it; None where it does not, as where a
    program merely opened and saved it, and where this is no workbook at all. Refused where it cannot be read, or where
    sopgen never wrote it."""
    if not data.startswith((b"PK", OLE)):
        return None
    package = Package(data)
    whole = digest_of({name: package.bytes_of(name) for name in package.names})
    if whole in map(digest_in, _carried(package)):  # also as another version of sopgen wrote it
        return None
    base = base_of(package)
    if base is None:
        raise Refused("bukan buku kerja buatan sopgen")
    own = own_of(data, base)
    return None if own.is_untouched else own


def own_of(data: bytes, base: Base) -> Own:
    """What stands in the workbook now; Refused where its table is gone."""
    try:
        return Own(data, base)
    except (KeyError, IndexError, StopIteration, ValueError) as error:  # headings or columns are gone
        raise Refused(
            "susunan tabelnya sudah terlalu berubah: impor dengan --lembar, atau kembalikan kolomnya"
        ) from error


class Own:
    """What stands in the workbook now."""

    def __init__(self, data: bytes, base: Base) -> None:
        self.base, self._book, self._package = base, loaded(data), Package(data)
        self._places = {item: self._place(name) for name, item in names_of(base.content).items()}
        """where named cells stand now; None where they were deleted"""
        of_rows = [(item, place) for item, place in self._places.items() if place and item.key[0] == "langkah"]
        if not of_rows:
            raise Refused("semua baris tabelnya sudah dihapus dari buku kerja ini")
        self._title = of_rows[0][1][0]
        self._pages = [*pages_of(self._package, self._book)]
        shown = next((page for page in self._pages if page.name == self._title), None)
        if shown is None:
            raise Refused(f"lembar `{self._title}` tersembunyi: tampilkan dulu di Excel")
        self._labels = _labels(shown)
        self._known_rows = {place[1]: str(item.key[1]) for item, place in of_rows}
        self._known_lanes = {
            place[2]: (str(item.key[1]), place[1])
            for item, place in self._places.items()
            if place and item.key[::2] == ("pelaksana", "nama")
        }
        self._columns = self._text_columns(of_rows[0][1][2])
        page = _with_owners(shown, self._labels)
        rows, lanes = dict(self._rows(page)), dict(self._lanes(page))
        if not lanes:
            raise ValueError("no lanes")
        self.keys = tuple(rows)
        """of all rows of the table, blank ones too; a new row has a key that no base has"""
        self.lanes = {id: lane.name for id, lane in lanes.items()}
        """id -> name; a new lane has an id that no base has"""
        self.table = Table(Columns({}, tuple(lanes.values())), tuple(rows.values()))
        ledger = Ledger()
        graph = graph_of(self.table, ledger)
        self.spots = {id: self._spot(s, self.keys[s.row], [*lanes][s.lane]) for id, s in graph.symbols.items()}
        """id of each of the graph's symbols -> where it stands"""
        self.graph = self._with_labels(graph)
        self.symbols = {self.spots[id]: s.outline.kind or SymbolKind.PROCESS for id, s in graph.symbols.items()}
        self.arrows = frozenset(self._arrows(self.graph.arrows))
        drawn = {self.keys[symbol.row] for symbol in graph.symbols.values()}
        self.rows = {key: row.texts for key, row in rows.items() if key in drawn or any(row.texts.values())}
        """key of each row that holds a text or a symbol -> column -> text"""
        self.texts = self._texts()
        """what has a key, in the order of the document; of rows those that are there still"""
        self.additions = [*self._additions(ledger)]
        self.form = tuple(dict.fromkeys(self._form()))
        """what looks otherwise than sopgen wrote it, in words for the user; no file takes it over"""

    @property
    def is_drawn_as_printed(self) -> bool:
        content = self.base.content
        return self.symbols == content.symbols and self.arrows == {*content.arrows}

    @property
    def says_as_printed(self) -> bool:
        return not self.additions and all(text.now == text.was for text in self.texts.values())

    @property
    def is_untouched(self) -> bool:
        """Whether everything says what sopgen printed and looks as it did."""
        content = self.base.content
        same_table = (tuple(self.rows), tuple(self.lanes)) == (content.rows, content.lanes)
        return same_table and self.says_as_printed and self.is_drawn_as_printed and not self.form

    def _place(self, name: str) -> Place | None:
        """Where a named cell stands now; None where it was deleted."""
        from openpyxl.utils.cell import coordinate_to_tuple

        defined = self._book.defined_names.get(name)
        try:
            ((sheet, reference),) = list(defined.destinations) if defined is not None else []
            row, column = coordinate_to_tuple(reference.replace("$", ""))
        except (ValueError, TypeError):
            return None
        return (sheet, row - 1, column - 1) if sheet in self._book.sheetnames else None

    def _text(self, place: Place) -> str:
        sheet, row, column = place
        cell = self._book[sheet].cell(row + 1, column + 1)
        return text_of(cell.value, cell.number_format)

    # ---- texts

    def _texts(self) -> dict[Key, Text]:
        pieces: dict[Key, list[tuple[str, str | None]]] = defaultdict(list)
        for item, place in self._places.items():
            if item.key[0] != "langkah":
                pieces[item.key].append((item.text, self._text(place) if place else None))
        was = texts_of(self.base.content)
        asked = {self.spots[id]: symbol.text for id, symbol in self.graph.symbols.items()}
        for row in (row for row in self.rows if row in self.base.content.rows):
            inside = " ".join(text for (of, _), text in asked.items() if of == row and text)
            question = _typed(was.get(("langkah", row, "pertanyaan"), ""), inside)  # layout breaks long words
            for column, text in (*self.rows[row].items(), ("pertanyaan", question)):
                key: Key = ("langkah", row, column)
                pieces[key].append((was.get(key, ""), text))
        return {key: _text_at_key(was.get(key, ""), found) for key, found in pieces.items()}

    def _additions(self, ledger: Ledger) -> Iterator[Addition]:
        """What sopgen did not print and the table does not hold: texts in other cells, comments, cells that were
        coloured, shapes and lines of no arrow. Numbers before entries follow from the rest."""
        entries = [(place, item.key) for item, place in self._places.items() if place and isinstance(item.key[-1], int)]
        known = {*filter(None, self._places.values())}
        known |= {(self._title, row, column) for row in self._body for column in self._columns.values()}
        known |= {(self._title, row, column) for _, row in self._known_lanes.values() for column in self._lane_columns}
        counted = {words(item.text) for item in self.base.content.printed if not item.key}
        for sheet in self._book.worksheets:
            for cell in chain.from_iterable(sheet.iter_rows()):
                text = text_of(cell.value, cell.number_format)
                place, named = (sheet.title, cell.row - 1, cell.column - 1), f"{sheet.title}!{cell.coordinate}"
                entry = (*place[:2], place[2] + 1)
                numbers = _NUMBER.fullmatch(text) and (entry in known or self._text(entry))
                if text and place not in known and words(text) not in counted and not numbers:
                    over = [(p[1], key) for p, key in entries if p[::2] == place[::2] and p[1] < place[1]]
                    yield named, text, max(over)[1] if over else ()
                if cell.comment:
                    yield named, f"komentar: {cell.comment.text}", ()
                if cell.fill.patternType == "solid" and str(cell.fill.fgColor.rgb)[-6:] not in (HEADING_FILL, "FFFFFF"):
                    yield named, f"warna: {text}", ()
        labels = {_solid(arrow.label) for arrow in self.base.content.arrows}
        for page in self._pages:
            free: list[Outline | TextBox | Stroke] = [o for o in page.outlines if not _OURS.match(o.name)]
            free += [t for t in page.texts if _solid(t.text) not in labels]
            for shape in [*free, *page.strokes]:
                if shape.id not in ledger.used:
                    said = "garis" if isinstance(shape, Stroke) else f"bentuk: {shape.text}"
                    yield page.place(shape.box), said, ()

    def _form(self) -> Iterator[str]:
        """What looks otherwise than it was written, and does not follow from what it says otherwise."""
        content, known, names = self.base.content, self.base.form, self._book.sheetnames
        if not known:
            return
        if [*known] != names or len(self._pages) != len(known):
            yield "lembar"
        moved = (*self.rows, *self.lanes) != (*content.rows, *content.lanes)
        moved |= any(not place or place[1:] != (item.row, item.column) for item, place in self._places.items())
        counted = [item for item in content.printed if not item.key and item.sheet in names]
        now = [(self._text((item.sheet, item.row, item.column)), item.text) for item in counted]
        if self.says_as_printed and not moved and any(words(a) != words(b) for a, b in now):
            yield "nomor"
        follow = (*PLACES, *DRAWN) if moved else () if self.is_drawn_as_printed else DRAWN
        parts = dict(self._package.sheets())
        for page in (page for page in self._pages if page.name in known):
            was = known[page.name]
            form = form_now(self._package, parts[page.name], self._book[page.name], page, was)
            yield from (name for name in changed(was, form) if name not in follow)

    # ---- columns, rows and lanes

    def _text_columns(self, number: int) -> dict[str, int]:
        """Column of the number, kegiatan and what stands right of the lanes, by the places of their headings."""
        headings = [("tampilan", "label", role) for role in (Role.KEGIATAN, *CONTENT)]
        found = {"no": number}
        for item, place in self._places.items():
            if place and place[0] == self._title and item.key in headings:
                found.setdefault(str(item.key[2]), place[2])
        return found

    def _rows(self, page: Page) -> Iterator[tuple[str, Row]]:
        """Key and row of each row of the table, new ones among the others: above the first known one as far down from
        the lanes' headings as it was printed, below the last what has a kegiatan or a number."""
        sheet, printed, last = self._book[self._title], self.base.content.printed, max(self._known_rows)
        bottoms = {(r.min_row - 1, r.min_col - 1): r.max_row for r in sheet.merged_cells.ranges}
        named = {place[1] for place in self._places.values() if place and place[0] == self._title}
        first = min(item.row for item in printed if item.key[::2] == ("langkah", "no"))
        headings = (item for item in self._places if item.key[::2] == ("pelaksana", "nama"))
        tops = (place[1] + first - item.row for item in headings if (place := self._places[item]))
        top = start = min(next(tops, last), *self._known_rows)
        while top <= last or (top < sheet.max_row and top not in named and self._begins(top)):
            bottom = bottoms.get((top, self._columns["no"]), top + 1)
            said = {Role(name): self._text((self._title, top, column)) for name, column in self._columns.items()}
            yield self._known_rows.get(top, f"+{top}"), Row(page, page.rows[top], page.rows[bottom], said)
            top = bottom
        self._body = range(start, top)

    def _begins(self, row: int) -> bool:
        """Whether a sheet row has a number or a kegiatan."""
        columns = [self._columns[name] for name in ("no", "kegiatan") if name in self._columns]
        return any(self._text((self._title, row, column)) for column in columns)

    def _lanes(self, page: Page) -> Iterator[tuple[str, Lane]]:
        """Id and lane of the lanes between kegiatan and what follows, new ones among the others."""
        right = [c for name, c in self._columns.items() if name not in ("no", "kegiatan")]
        first = self._columns.get("kegiatan", self._columns["no"]) + 1
        last = min((c for c in right if c >= first), default=max(self._known_lanes, default=first) + 1)
        heading = next((row for _, row in self._known_lanes.values()), 0)
        self._lane_columns = range(first, last)
        for column in self._lane_columns:
            id, row = self._known_lanes.get(column, ("", heading))
            name = self._text((self._title, row, column))
            if id or name:
                yield id or f"+{column}", Lane(name, "", page.columns[column], page.columns[column + 1])

    # ---- symbols and arrows

    def _spot(self, symbol: Symbol, row: str, lane: str) -> Spot:
        """A symbol by the row and lane it stands in; a capsule of its own by its name, or by what stands in it."""
        named = _CAPSULE.fullmatch(symbol.outline.name)
        if named and (named[1], named[2]) in self.base.content.symbols:
            return named[1], lane
        says = symbol.text.casefold() if symbol.kind is SymbolKind.TERMINATOR else ""
        return says if says in CAPSULES else row, lane

    def _arrows(self, links: Iterable[Link]) -> Iterator[Arrow]:
        """Arrows of the graph, each from spot to spot."""
        return (Arrow(self.spots[a.source], self.spots[a.target], a.label, a.joint) for a in links)

    def _with_labels(self, graph: Graph) -> Graph:
        """The graph with the labels that shapes bear by name."""
        drawn = [self._as_printed(arrow) for arrow in graph.arrows]
        arrows = [*self._arrows(drawn)]
        pairs = zip(drawn, arrows, strict=True)
        named = (replace(link, label=label) for link, arrow in pairs for label in self._labels_of(arrow, arrows))
        return replace(graph, arrows=tuple(named))

    def _as_printed(self, arrow: Link) -> Link:
        """A plain line whose direction was guessed joins those who act jointly, where it was printed so."""
        for source, target in ((arrow.source, arrow.target), (arrow.target, arrow.source)):
            joins = Arrow(self.spots[source], self.spots[target], joint=True) in self.base.content.arrows
            if joins and arrow.confidence is Confidence.GUESSED:
                return replace(arrow, source=source, target=target, joint=True)
        return arrow

    def _labels_of(self, arrow: Arrow, arrows: Sequence[Arrow]) -> Sequence[str]:
        """The texts of an arrow's label's shape, known by its name. An arrow out of a decision that leads elsewhere
        than it did is the one that is missing among the exits that were printed. Outcomes that lead to one symbol are
        drawn as arrows that cannot be told apart: they are as many as there were."""
        before = sorted(b for b in self.base.content.arrows if b.start == arrow.start and b.label)
        ends = {a.end for a in arrows if a.start == arrow.start}
        same = [b for b in before if b.end == arrow.end]
        missing = [b for b in before if b.end not in ends]
        others = [a for a in arrows if a.start == arrow.start and a.end not in {b.end for b in before}]
        printed = same or (missing if len(missing) == len(others) == 1 else [])
        shapes = ((was.label, self._labels.get((arrow.start[0], was.label))) for was in printed)
        return [_typed(label, shape.text) if shape else label for label, shape in shapes] or [arrow.label]


def _labels(page: Page) -> dict[tuple[str, str], TextBox]:
    """(row, label as printed) -> the label's shape; not where a copy bears the same name."""
    found: dict[tuple[str, str], list[TextBox]] = defaultdict(list)
    for text in page.texts:
        if match := _LABEL_SHAPE.fullmatch(text.name):
            found[match[1], match[2]].append(text)
    return {name: texts[0] for name, texts in found.items() if len(texts) == 1}


def _with_owners(page: Page, labels: Mapping[tuple[str, str], TextBox]) -> Page:
    """The page whose labels know the symbols of their row, which they stay with wherever lanes and rows go."""
    of = {
        text.id: tuple(outline.id for outline in page.outlines if outline.name.startswith(f"langkah:{row}:"))
        for (row, _), text in labels.items()
    }
    return replace(page, texts=[replace(text, of=of.get(text.id, ())) for text in page.texts])
