"""Draws both versions of an SOP beside each other, with the rows, cells, symbols and arrows that changed marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sopgen.compare.differences import SheetView, View
from sopgen.compare.versions import Change, Versions
from sopgen.diagnostics import Path, SopgenBug
from sopgen.flow import START, row_keys, trace
from sopgen.layout import lay_out
from sopgen.model import END
from sopgen.reading import Reading
from sopgen.render.sheet_svg import Kind, Mark, box_of, sheet_svg
from sopgen.rules import check
from sopgen.scene.document import Connector, Scene, Sheet, Symbol
from sopgen.scene.geometry import Rect
from sopgen.scene.symbols import SymbolKind

BANDS = {
    "UBAH301": Kind.ADDED,
    "UBAH302": Kind.REMOVED,
    "UBAH303": Kind.MOVED,
    "UBAH304": Kind.CHANGED,
    "UBAH305": Kind.CHANGED,
}
"""code -> how the whole row is marked"""
CELLS = ("no", "kegiatan", "waktu", "kelengkapan", "output", "keterangan")
"""what of a row stands in a cell of its own"""
ALONE = (Kind.REMOVED, Kind.ADDED)
"""what is only on one side"""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One version as it is drawn."""

    side: int
    scene: Scene
    keys: tuple[str, ...]
    """the ID of each row"""
    rows: Mapping[str, str]
    """the ID of a row -> what it is called on both sides; missing where it is only here"""
    lanes: Mapping[str, str]

    def place(self, symbol: Symbol) -> tuple[str, str]:
        """Row and lane of a symbol, in the names of both sides."""
        lane = symbol.pelaksana or ""
        return self.row(symbol.langkah or ""), self.lanes.get(lane, f"{self.side}\0{lane}")

    def row(self, key: str) -> str:
        return key if key in (START, END) else self.rows.get(key, f"{self.side}\0{key}")

    def way(self, connector: Connector) -> tuple[str, str, str]:
        return self.row(connector.dari), self.row(connector.ke), connector.label

    def symbols(self) -> Iterator[tuple[int, Symbol]]:
        """Every symbol of a row, with the number of its sheet."""
        for index, sheet in enumerate(self.scene.sheets):
            yield from ((index, s) for s in sheet.symbols if s.kind is not SymbolKind.OFF_PAGE)

    def ways(self) -> Counter[tuple[str, str, str]]:
        """How often a way is drawn, its continuation on another page not counted."""
        return Counter(self.way(c) for sheet in self.scene.sheets for c in sheet.connectors if not _continues(c))


def _continues(connector: Connector) -> bool:
    return connector.start.startswith("sambungan:")


def views_of(
    versions: Versions, changes: Sequence[Change], old: Reading, new: Reading, prefix: str
) -> tuple[tuple[View, ...], str]:
    """The drawings, or why there are none. `prefix`: for ids that no other SOP of the page has."""
    scenes = []
    for reading in (old, new):
        assert reading.sop is not None
        refusing = [finding for finding in (*reading.findings, *check(reading)) if finding.refuses]
        if refusing:
            return (), f"tidak dapat digambar: {refusing[0].code} {refusing[0].message}"
        try:
            scenes.append(lay_out(reading.sop, trace(reading.sop), reading.logo))
        except SopgenBug as bug:  # costs the drawing, not the comparison
            return (), f"tidak dapat digambar karena kesalahan di dalam sopgen ({bug})"
    keys = row_keys(versions.old), row_keys(versions.new)
    pairs = [(keys[0][pair.before], keys[1][pair.after]) for pair in versions.rows]
    lanes = versions.lane_of
    drawn = (
        _Drawn(0, scenes[0], keys[0], dict(pairs), lanes),
        _Drawn(1, scenes[1], keys[1], {key: key for _, key in pairs}, {lane: lane for lane in lanes.values()}),
    )
    marks = [[*_marks(changes, *drawn)], [*_marks(changes, *drawn[::-1])]]
    views = []
    for index in range(max(len(scene.sheets) for scene in scenes)):
        sheets = [scene.sheets[index] if index < len(scene.sheets) else None for scene in scenes]
        here = [[mark for place, mark in side if place == index] for side in marks]
        if not any(here):
            continue
        name = next(sheet.name for sheet in sheets if sheet)
        before, after = (
            _sheet_view(f"{prefix}-{index}-{side}", sheet, found)
            for side, sheet, found in zip(("lama", "baru"), sheets, here, strict=True)
        )
        views.append(View(name, before, after, tuple(_joins(changes, drawn, index))))
    return tuple(views), ""


def _sheet_view(id_: str, sheet: Sheet | None, marks: Sequence[Mark]) -> SheetView:
    if not sheet:
        return SheetView(id_)
    edges = sheet.row_edges
    pages = ((edges[page.first_row], edges[page.last_row] - edges[page.first_row]) for page in sheet.pages)
    return SheetView(id_, sheet_svg(sheet, marks), sheet.column_edges[-1], edges[-1], tuple(pages))


# ---- marks

Placed = tuple[int, Mark]
"""the number of the sheet, and what is marked there"""


def _marks(changes: Sequence[Change], drawn: _Drawn, other: _Drawn) -> Iterator[Placed]:
    """What is marked in one of the drawings."""
    for change in changes:
        yield from _of_change(change, drawn)
    alone = ALONE[drawn.side]
    known, left = {other.place(symbol): symbol.kind for _, symbol in other.symbols()}, other.ways()
    for index, symbol in drawn.symbols():
        place = drawn.place(symbol)
        if known.get(place) is not symbol.kind:
            says = Kind.CHANGED if place in known else alone
            yield index, Mark(says, box=symbol.box, title=f"Simbol {says.words}", small=True)
    for index, sheet in enumerate(drawn.scene.sheets):
        for connector in sheet.connectors:
            way = drawn.way(connector)
            if not left[way]:
                yield index, Mark(alone, path=connector.points, title=f"Panah {alone.words}")
            elif not _continues(connector):
                left[way] -= 1


def _of_change(change: Change, drawn: _Drawn) -> Iterator[Placed]:
    """The cells that show a change; of rows that came, went, moved, or were split or joined, the whole row."""
    row, side = change.rows[drawn.side], drawn.side
    places, values = (change.before, change.after), (change.old, change.new)
    if change.code in BANDS:
        for index, sheet in enumerate(drawn.scene.sheets):
            if row is not None and (box := _row_box(sheet, drawn.keys[row])):
                yield index, Mark(BANDS[change.code], box=box, title=change.message)
        return
    if row is not None and places[side][-1] in CELLS:
        key: Path = ("langkah", drawn.keys[row], places[side][-1])
    elif row is None and values[side] is not None:
        key = _cell_key(places[side])
    else:
        return
    kind = ALONE[side] if values[1 - side] is None else Kind.MOVED if change.is_move else Kind.CHANGED
    for index, sheet in enumerate(drawn.scene.sheets):
        for cell in sheet.cells:
            if cell.key and cell.key[: len(key)] == key:
                yield index, Mark(kind, box=box_of(sheet, cell), title=change.message)


def _cell_key(place: Path) -> Path:
    """The key of the cell that shows a value: entries within entries are counted there without their headings."""
    if len(place) > 2 and isinstance(place[1], int):
        return (place[0], *(part for part in place[1:] if isinstance(part, int)))
    return place[:2] if place[0] in ("tambahan", "penutup") else place


def _row_box(sheet: Sheet | None, key: str) -> Rect | None:
    """All of a row."""
    boxes = [box_of(sheet, cell) for cell in sheet.cells if cell.origin == key] if sheet else []
    if not boxes:
        return None
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Rect(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)


def _joins(changes: Sequence[Change], drawn: Sequence[_Drawn], index: int) -> list[tuple[float, float]]:
    found = []
    for change in changes:
        if change.code == "UBAH303" and all(index < len(version.scene.sheets) for version in drawn):
            boxes = [
                _row_box(version.scene.sheets[index], version.keys[row or 0])
                for version, row in zip(drawn, change.rows, strict=True)
            ]
            found += [(boxes[0].center.y, boxes[1].center.y)] if boxes[0] and boxes[1] else []
    return found
