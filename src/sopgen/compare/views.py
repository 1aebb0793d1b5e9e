"""Draws both versions of an SOP beside each other, with the rows, cells, symbols and arrows that changed marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sopgen.compare.differences import View
from sopgen.compare.versions import Change, Versions
from sopgen.diagnostics import Path, SopgenBug
from sopgen.flow import START, row_keys, trace
from sopgen.layout import lay_out
from sopgen.model import END
from sopgen.reading import Reading
from sopgen.render.sheet_svg import ABSENT, Kind, Mark, MarkedSheet, box_of
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
    symbols = [{one.place(s): s.kind for sheet in one.scene.sheets for s in _of_rows(sheet)} for one in drawn]
    ways = [
        Counter(one.way(c) for sheet in one.scene.sheets for c in sheet.connectors if not _continues(c))
        for one in drawn
    ]
    views = []
    for index in range(max(len(scene.sheets) for scene in scenes)):
        sheets = [scene.sheets[index] if index < len(scene.sheets) else ABSENT for scene in scenes]
        before, after = (
            MarkedSheet(f"{prefix}-{index}-{name}", sheet, [*_marks(changes, one, sheet, symbols[other], ways[other])])
            for one, sheet, name, other in zip(drawn, sheets, ("lama", "baru"), (1, 0), strict=True)
        )
        if before.marks or after.marks:
            name = sheets[0].name or sheets[1].name
            views.append(View(name, before, after, tuple(_joins(changes, drawn, sheets))))
    return tuple(views), ""


# ---- marks


def _of_rows(sheet: Sheet) -> list[Symbol]:
    return [symbol for symbol in sheet.symbols if symbol.kind is not SymbolKind.OFF_PAGE]


def _continues(connector: Connector) -> bool:
    """Whether it goes on with what another page began."""
    return connector.start.startswith("sambungan:")


def _marks(
    changes: Sequence[Change],
    drawn: _Drawn,
    sheet: Sheet,
    known: Mapping[tuple[str, str], SymbolKind],
    left: Counter[tuple[str, str, str]],
) -> Iterator[Mark]:
    """What is marked on a sheet. `known`: the symbols of the other side; `left`: how often each way is drawn there and
    was not met here yet."""
    for change in changes:
        yield from (Mark(kind, box=box, title=change.message) for kind, box in _of_change(change, drawn, sheet))
    alone = ALONE[drawn.side]
    for symbol in _of_rows(sheet):
        place = drawn.place(symbol)
        if known.get(place) is not symbol.kind:
            says = Kind.CHANGED if place in known else alone
            yield Mark(says, box=symbol.box, title=f"Simbol {says.words}", small=True)
    for connector in sheet.connectors:
        way = drawn.way(connector)
        if not left[way]:
            yield Mark(alone, path=connector.points, title=f"Panah {alone.words}")
        elif not _continues(connector):
            left[way] -= 1


def _of_change(change: Change, drawn: _Drawn, sheet: Sheet) -> Iterator[tuple[Kind, Rect]]:
    """The cells that show a change; of rows that came, went, moved, or were split or joined, the whole row."""
    row, place = change.rows[drawn.side], (change.before, change.after)[drawn.side]
    values = (change.old, change.new)[:: -1 if drawn.side else 1]
    """here and there"""
    if change.code in BANDS:
        if row is not None and (box := _row_box(sheet, drawn.keys[row])):
            yield BANDS[change.code], box
        return
    if row is not None and place[-1] in CELLS:
        key: Path = ("langkah", drawn.keys[row], place[-1])
    elif row is None and values[0] is not None:
        key = _cell_key(place)
    else:
        return
    kind = ALONE[drawn.side] if values[1] is None else Kind.MOVED if change.is_move else Kind.CHANGED
    yield from ((kind, box_of(sheet, cell)) for cell in sheet.cells if cell.key and cell.key[: len(key)] == key)


def _cell_key(place: Path) -> Path:
    """The key of the cell that shows a value: entries within entries are counted there without their headings."""
    if len(place) > 2 and isinstance(place[1], int):
        return (place[0], *(part for part in place[1:] if isinstance(part, int)))
    return place[:2] if place[0] in ("tambahan", "penutup") else place


def _row_box(sheet: Sheet, key: str) -> Rect | None:
    """All of a row."""
    boxes = [box_of(sheet, cell) for cell in sheet.cells if cell.origin == key]
    if not boxes:
        return None
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Rect(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)


def _joins(
    changes: Sequence[Change], drawn: Sequence[_Drawn], sheets: Sequence[Sheet]
) -> Iterator[tuple[float, float]]:
    """Where the rows that moved within a sheet stand on both sides."""
    for change in changes:
        if change.code == "UBAH303":
            boxes = [
                _row_box(sheet, one.keys[row or 0]) for one, sheet, row in zip(drawn, sheets, change.rows, strict=True)
            ]
            if boxes[0] and boxes[1]:
                yield boxes[0].center.y, boxes[1].center.y
