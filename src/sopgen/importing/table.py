"""Finds the procedure table of a page: columns by the words of their headings, lanes between kegiatan and mutu baku,
rows by the number column.

Tolerances are millimetres. 0.6 is what rounding of cell edges and hairlines leaves; measured on printed pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sopgen.importing.doubts import Doubt, Ledger, Note
from sopgen.importing.page import Box, Cell, Ignored, Page, overlap
from sopgen.text.letters import clean, one_line

NEAR = 0.6
"""mm between edges that are one"""
HEADING_HEIGHT = 45.0
"""mm that the lines of one heading may span"""
LONGEST_HEADING = 45
"""characters of a column's heading; a longer text that speaks of kelengkapan is an activity"""
NARROW = 22.0
"""mm that a column of numbers may be wide"""


class Role(StrEnum):
    """What a column holds; the names are the keys of the SOP file."""

    NO = "no"
    KEGIATAN = "kegiatan"
    PELAKSANA = "pelaksana"
    MUTU_BAKU = "mutu_baku"
    KELENGKAPAN = "kelengkapan"
    WAKTU = "waktu"
    OUTPUT = "output"
    KETERANGAN = "keterangan"


_ACTIVITY = "kegiatan|aktivitas|aktifitas|prosedur|uraian|tahapan|langkah"
_WORDS = {
    Role.NO: r"(no|nomor|no urut|nmr)",
    Role.KEGIATAN: rf"((rincian|nama|jenis)\s*)?({_ACTIVITY})([ /-]*(dan )?(kerja|{_ACTIVITY}))*",
    Role.PELAKSANA: r"(pelaksana|pelaku|pelaksana kegiatan|unit pelaksana)",
    Role.MUTU_BAKU: r"(mutu ?baku|mutu ?buku|baku ?mutu|standar mutu|standar baku)",
    Role.KELENGKAPAN: r".*(syarat|kelengkapan|perlengkapan|sumber data|masukan|\binput\b|\bbahan\b).*",
    Role.WAKTU: r"(norma |lama |jangka |target )?(waktu|durasi|time)( baku| penyelesaian)?( \w{3,5})?",
    Role.OUTPUT: r"(out ?put|keluaran|hasil|produk|luaran)( kegiatan)?",
    Role.KETERANGAN: r"(ket|keterangan|catatan|ket rangan)",
}
_ROLE = {role: re.compile(words) for role, words in _WORDS.items()}
_COUNT = re.compile(r"\(?\s*\d{1,2}\s*\)?\.?")
_NUMBER = re.compile(r"\(?\s*(\d{1,3}(?:\.\d{1,2})?\s*[a-z]?|[a-z]|[ivx]{1,4})\s*[.)]?", re.IGNORECASE)
_TITLE_OF_FORM = re.compile(r"(?i)^(sop|standar operasional prosedur|(nama|judul) sop)\b[ :.-]*")
CONTENT = (Role.KELENGKAPAN, Role.WAKTU, Role.OUTPUT, Role.KETERANGAN)


def role_of(text: str) -> Role | None:
    """What a heading announces; None for the name of a lane and all else."""
    words = " ".join(re.sub(r"[^\w/ -]+", " ", text.casefold()).split())
    if len(words) > LONGEST_HEADING:
        return None
    return next((role for role, pattern in _ROLE.items() if pattern.fullmatch(words)), None)


@dataclass(frozen=True, slots=True)
class Lane:
    name: str
    group: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: where it stands, and the text of each of its columns."""

    page: Page
    y0: float
    y1: float
    texts: dict[Role, str]

    @property
    def box(self) -> Box:
        return Box(self.page.box.x0, self.y0, self.page.box.x1, self.y1)


@dataclass(frozen=True, slots=True)
class Columns:
    """x ranges of a table's columns on one page."""

    texts: dict[Role, tuple[float, float]]
    lanes: tuple[Lane, ...]

    @property
    def body(self) -> tuple[float, float]:
        """The stretch of all lanes."""
        return self.lanes[0].x0, self.lanes[-1].x1


@dataclass(frozen=True, slots=True)
class Table:
    """The procedure of one SOP, over one page or several."""

    columns: Columns
    rows: tuple[Row, ...]
    title: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(dict.fromkeys(row.page for row in self.rows))

    def number(self, row: int) -> str:
        """The printed number of a row, or its place where it has none."""
        return self.rows[row].texts.get(Role.NO, "").strip(" .") or str(row + 1)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading found on a page."""

    activity: Cell
    cells: tuple[Cell, ...]
    body_top: float


def tables_of(pages: Sequence[Page], ledger: Ledger) -> list[Table]:
    """The tables of a file's pages. A table without a heading, or whose numbers go on, continues the one before it."""
    found: list[Table] = []
    for page in pages:
        headings = _headings(page)
        tops = [heading.activity.box.y0 for heading in headings]
        _continue(found, page, tops[0] if tops else page.box.y1, ledger)
        for heading, end in zip(headings, [*tops[1:], page.box.y1], strict=False):
            columns = _columns(heading)
            if columns is None:
                continue
            rows = tuple(_rows(page, columns, heading.body_top, end, ledger))
            for cell in heading.cells:
                ledger.ignore(Ignored.COLUMN_NUMBER if _COUNT.fullmatch(cell.text) else Ignored.HEADING, cell.id)
            if found and _goes_on(found[-1], columns, rows):
                found[-1] = replace(found[-1], rows=(*found[-1].rows, *rows))
            elif rows:
                above = _title(page, heading)
                ledger.use(*(cell.id for cell in (*heading.cells, *above)))
                title = one_line(above[0].text) if above else ""
                found.append(Table(columns, rows, _TITLE_OF_FORM.sub("", title)))
    return [replace(table, notes=(*table.notes, *_merged(table))) for table in found]


def _merged(table: Table) -> Iterator[Note]:
    """Cells of the content columns that reach over several rows: their text is written once."""
    for page in table.pages:
        rows = [(i, row) for i, row in enumerate(table.rows) if row.page is page]
        for cell in page.cells:
            roles = [role for role, span in table.columns.texts.items() if role in CONTENT and _within(cell.box, *span)]
            over = [i for i, r in rows if overlap(cell.box.y0, cell.box.y1, r.y0, r.y1) > 0.5 * (r.y1 - r.y0)]
            if cell.text and roles and len(over) > 1:
                said = f"{roles[0].value} `{one_line(cell.text)[:40]}`"
                yield Note(Doubt.MERGED_CELL, page, cell.box, said, row=over[0])


def _goes_on(table: Table, columns: Columns, rows: Sequence[Row]) -> bool:
    """Whether rows under a repeated heading continue a table: as many lanes, and the numbers do not begin anew."""
    last, first = _first_number(reversed(table.rows)), _first_number(rows)
    alike = len(table.columns.lanes) == len(columns.lanes)
    return alike and (first is None or last is None or first > last)


def _first_number(rows: Iterable[Row]) -> int | None:
    numbers = (re.match(r"\D{0,2}(\d{1,3})", row.texts.get(Role.NO, "")) for row in rows)
    return next((int(number[1]) for number in numbers if number), None)


def _continue(found: list[Table], page: Page, end: float, ledger: Ledger) -> None:
    """Take the rows above a printed page's first heading as the rest of the table before it, or as a table without
    heading."""
    if page.is_sheet:
        return
    if found:
        columns = found[-1].columns
        x0, x1 = columns.texts[Role.KEGIATAN]
        if any(abs(c.box.x0 - x0) < 3 and abs(c.box.x1 - x1) < 3 and c.text and c.box.y0 < end for c in page.cells):
            rows = tuple(_rows(page, columns, page.box.y0, end, ledger))
            if rows and _goes_on(found[-1], columns, rows):
                found[-1] = replace(found[-1], rows=(*found[-1].rows, *rows))
            return
    if table := _without_heading(page, end, ledger):
        found.append(table)


def _headings(page: Page) -> list[_Heading]:
    """The headings of a page, from top to bottom: a cell that announces kegiatan, and two of mutu baku to its right."""
    filled = [cell for cell in page.cells if cell.text]
    roles = {cell.id: role_of(cell.text) for cell in filled}
    found: list[_Heading] = []
    for activity in sorted((c for c in filled if roles[c.id] is Role.KEGIATAN), key=lambda c: (c.box.y0, c.box.x0)):
        box = activity.box
        near = (box.y0 - HEADING_HEIGHT / 3, box.y1 + HEADING_HEIGHT / 3)
        marks = [
            cell
            for cell in filled
            if roles[cell.id] in (*CONTENT[:3], Role.MUTU_BAKU)
            and cell.box.x0 >= box.x1 - NEAR
            and near[0] <= cell.box.y0 <= near[1]
        ]
        if len({roles[cell.id] for cell in marks}) < 2 or (found and box.y0 < found[-1].body_top):
            continue
        top = min(cell.box.y0 for cell in [activity, *marks])
        body = _body_top(page, activity, max(cell.box.y1 for cell in [activity, *marks]))
        cells = tuple(c for c in filled if top - NEAR <= c.box.y0 and c.box.y1 <= body + NEAR)
        found.append(_Heading(activity, cells, body))
    return found


def _body_top(page: Page, activity: Cell, low: float) -> float:
    """Where the rows begin: at the first text under the heading that is no number of a column."""
    span = (activity.box.x0, activity.box.x1)
    filled = [c for c in page.cells if c.text]
    below = sorted((c for c in filled if c.box.y0 >= low - NEAR and _within(c.box, *span)), key=lambda c: c.box.y0)
    for cell in below:
        beside = [c for c in filled if c.box.stands_beside(cell.box)]
        counts = all(_COUNT.fullmatch(c.text) for c in beside)
        if not counts or (len(beside) < 4 and cell.box.width < NARROW):
            return min(c.box.y0 for c in [*beside, cell] if c.box.y0 >= low - NEAR)
    return below[-1].box.y1 if below else low


def _within(box: Box, x0: float, x1: float) -> bool:
    return overlap(box.x0, box.x1, x0, x1) > 0.5 * min(box.width, x1 - x0)


def _columns(heading: _Heading) -> Columns | None:
    """The columns under a heading; None where no lane is named between kegiatan and mutu baku."""
    activity = heading.activity.box
    texts: dict[Role, tuple[float, float]] = {}
    right = []
    for cell in heading.cells:
        role = role_of(cell.text)
        if role is Role.NO and cell.box.x1 <= activity.x0 + NEAR:
            texts[role] = (cell.box.x0, cell.box.x1)
        elif role in (*CONTENT, Role.MUTU_BAKU) and cell.box.x0 >= activity.x1 - NEAR:
            right.append(cell.box.x0)
            if role is not None and role is not Role.MUTU_BAKU:
                texts.setdefault(role, (cell.box.x0, cell.box.x1))
    texts[Role.KEGIATAN] = (activity.x0, activity.x1)
    end = min(right)
    between = [c for c in heading.cells if c.box.x0 >= activity.x1 - NEAR and c.box.x1 <= end + NEAR]
    lanes = tuple(_lanes([c for c in between if not _COUNT.fullmatch(c.text)], activity.x1, end))
    return Columns(texts, lanes) if lanes else None


def _lanes(between: Sequence[Cell], start: float, end: float) -> Iterator[Lane]:
    """The lowest headings between kegiatan and mutu baku are lanes; what spans some of them is their kelompok."""
    named = [cell for cell in between if role_of(cell.text) is not Role.PELAKSANA or not _below(cell, between)]
    leaves = sorted((c for c in named if not _below(c, named)), key=lambda cell: cell.box.x0)
    for i, cell in enumerate(leaves):
        over = [other.text for other in named if cell in _below(other, named)]
        x0 = cell.box.x0 if i else min(cell.box.x0, max(start, cell.box.x0 - 2))
        x1 = leaves[i + 1].box.x0 if i + 1 < len(leaves) else max(cell.box.x1, end)
        yield Lane(one_line(cell.text), one_line(over[-1]) if over else "", x0, x1)


def _below(cell: Cell, cells: Sequence[Cell]) -> list[Cell]:
    """The cells that stand under one."""
    (x0, _, x1, y1) = cell.box
    return [c for c in cells if c is not cell and c.box.y0 >= y1 - NEAR and overlap(c.box.x0, c.box.x1, x0, x1) > 1]


def _title(page: Page, heading: _Heading) -> list[Cell]:
    """The cell right above the table where it alone stands there and reads like a title; none otherwise."""
    top = min(cell.box.y0 for cell in heading.cells)
    above = [cell for cell in page.cells if cell.text and cell.box.y1 <= top + NEAR]
    nearest = max(above, key=lambda cell: cell.box.y1, default=heading.activity)
    found = [cell for cell in above if cell.box.stands_beside(nearest.box)]
    words = one_line(nearest.text)
    reads = len(words) >= 4 and re.match(r"(?i)(sop|standar|prosedur|judul|nama)\b|.*\w{3,} \w{3,}", words)
    return found if len(found) == 1 and reads else []


def _rows(page: Page, columns: Columns, top: float, end: float, ledger: Ledger) -> list[Row]:
    """The rows between two heights, each with the texts of its columns."""
    body = [c for c in page.cells if c.text and c.box.y0 >= top - NEAR and c.box.y1 <= end + NEAR]
    of_role = {role: [c for c in body if _within(c.box, *span)] for role, span in columns.texts.items()}
    x0 = columns.texts[Role.KEGIATAN][0]
    if Role.NO in of_role:
        numbers = [c for c in of_role[Role.NO] if c.box.x1 <= x0 + NEAR]
    else:
        numbers = [c for c in body if c.box.x0 < x0 + 5 and c.box.width < NARROW and _NUMBER.fullmatch(c.text)]
    of_role |= {Role.NO: numbers, Role.KEGIATAN: [c for c in of_role[Role.KEGIATAN] if c not in numbers]}
    bands = _bands(page, columns, of_role)
    rows = []
    for band, following in zip(bands, [*bands[1:], None], strict=False):
        y0 = min(cell.box.y0 for cell in band)
        y1 = min(c.box.y0 for c in following) if following else max(c.box.y1 for c in band)
        contents = {role: [c for c in of_role[role] if _belongs(c.box, y0, y1)] for role in CONTENT if role in of_role}
        ledger.use(*(cell.id for cells in (band, *contents.values()) for cell in cells))
        texts = {
            Role.NO: one_line(" ".join(c.text for c in band if c in numbers)),
            Role.KEGIATAN: joined(c for c in band if c not in numbers),
            **{role: joined(cells, keep_lines=True) for role, cells in contents.items()},
        }
        rows.append(Row(page, y0, y1, texts))
    return rows


def _bands(page: Page, columns: Columns, of_role: Mapping[Role, Sequence[Cell]]) -> list[list[Cell]]:
    """The cells of the left columns row by row: by numbers; a kegiatan without one is a row of its own where a symbol
    or the texts of other columns stand beside it."""
    x0, x1 = columns.body
    symbols = [o.box for o in page.outlines if overlap(o.box.x0, o.box.x1, x0, x1) > 0.5 * o.box.width]
    beside = [of_role[role] for role in (Role.WAKTU, Role.OUTPUT) if role in of_role]
    bands: list[list[Cell]] = []
    low = 0.0
    for cell in sorted([*of_role[Role.NO], *of_role[Role.KEGIATAN]], key=lambda c: (c.box.y0, c.box.x0)):
        top, bottom = cell.box.y0, cell.box.y1
        numbered = cell in of_role[Role.NO] and _NUMBER.fullmatch(cell.text)
        begins = (
            numbered
            or any(top <= box.center[1] < bottom for box in symbols)
            or (len(beside) == 2 and all(any(abs(c.box.y0 - top) < NEAR for c in cells) for cells in beside))
        )
        if bands and page.is_sheet and top > low + 4 and not numbered:
            break  # a blank line ends a sheet's table; what follows is a note or a signature
        if bands and (top < low - NEAR or not begins):
            bands[-1].append(cell)
        else:
            bands.append([cell])
        low = max(c.box.y1 for c in bands[-1])
    return bands


def _belongs(box: Box, y0: float, y1: float) -> bool:
    """Whether a cell is written in this row: most of it stands there, or it begins there and goes on below."""
    inside = overlap(box.y0, box.y1, y0, y1)
    return inside > 0.5 * box.height or (inside > 1 and y0 - NEAR <= box.y0 < y1 - NEAR)


_ITEM = re.compile(r"(?m)^\s*(\d{1,2}|[a-z])[.)]\s+|^\s*[-•*–▪]\s*")


def joined(cells: Iterable[Cell], keep_lines: bool = False) -> str:
    """The texts of cells, from top to bottom. Lines are kept where they are the entries of a list."""
    text = "\n".join(cell.text for cell in sorted(cells, key=lambda c: (round(c.box.y0, 1), c.box.x0)) if cell.text)
    if keep_lines and _ITEM.search(text):
        return clean(text)
    return one_line(text)


_ENTRY = re.compile(r"\s*(?:\d{1,2}|[a-z])[.)](?:\s+(\S.*)|\s*)")


def listed(text: str, least: int = 2) -> str | list[str]:
    """The entries of a text that begins with a number and has so many lines at least, each with the lines below it that
    have none; other texts as they are."""
    entries: list[str] = []
    for line in text.splitlines():
        if match := _ENTRY.fullmatch(line):
            entries.append(match[1] or "")
        elif entries:
            entries[-1] = f"{entries[-1]} {line.strip()}".strip()
        else:
            return text
    return entries if len(text.splitlines()) >= least else text


def _without_heading(page: Page, end: float, ledger: Ledger) -> Table | None:
    """A table whose heading is on a page that is not here: numbers, the widest texts beside them, lanes where symbols
    stand, and mutu baku in the order of the form."""
    cells = [cell for cell in page.cells if cell.box.y1 <= end + NEAR]
    numbers = [c for c in cells if c.box.width < NARROW and re.fullmatch(r"\d{1,3}[.)]?", c.text)]
    symbols = [o.box.center[0] for o in page.outlines]
    if len(numbers) < 2 or not symbols:
        return None
    x1 = max(c.box.x1 for c in numbers)
    beside = [c for c in cells if abs(c.box.x0 - x1) < 1 and c.text]
    if not beside:
        return None
    start = max(c.box.x1 for c in beside)
    spans = sorted({(round(c.box.x0), round(c.box.x1)) for c in cells if c.box.x0 >= start - 1 and c.box.width > 4})
    columns: list[tuple[float, float]] = []
    for span in spans:
        if not columns or span[0] >= columns[-1][1] - 1:
            columns.append(span)
    last = max((i for i, (a, b) in enumerate(columns) if any(a <= x <= b for x in symbols)), default=-1)
    empty = [i for i, (a, b) in enumerate(columns) if not any(c.text and _within(c.box, a, b) for c in cells)]
    while last + 1 in empty:
        last += 1
    if last < 0 or last + 1 >= len(columns):
        return None
    lanes = tuple(Lane("", "", a, b) for a, b in columns[: last + 1])
    texts = {Role.NO: (min(c.box.x0 for c in numbers), x1), Role.KEGIATAN: (x1, start)}
    texts |= dict(zip(CONTENT, columns[last + 1 :], strict=False))
    known = Columns(texts, lanes)
    top = min(c.box.y0 for c in numbers)
    rows = _rows(page, known, top, end, ledger)
    notes = [
        Note(Doubt.LANE_NAME, page, Box(lane.x0, top, lane.x1, top), f"pelaksana {i}")
        for i, lane in enumerate(lanes, 1)
    ]
    notes.append(Note(Doubt.COLUMN, page, Box(lanes[-1].x1, top, page.box.x1, top), "mutu baku"))
    return Table(known, tuple(rows), "", tuple(notes)) if rows else None
