"""Changes a workbook as Excel does it when a person edits it: in its XML, names and anchors moved along with cells.

Sheets, rows and columns count from 1 as in Excel. Only what the tests need.
"""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from lxml import etree
from xlsx_reader import XDR, A, R, S, relations


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


class Workbook:
    """A workbook that is being edited; `data` gives the file."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
            self.book = etree.fromstring(self.parts["xl/workbook.xml"])
            targets = relations(archive, "xl/workbook.xml")
            self.sheet_parts = {
                str(node.get("name")): targets[str(node.get(f"{R}id"))] for node in self.book.iter(f"{S}sheet")
            }
            self.drawing_parts = {
                name: next((p for p in relations(archive, part).values() if "drawing" in p), "")
                for name, part in self.sheet_parts.items()
            }
        self.sheets = {name: etree.fromstring(self.parts[part]) for name, part in self.sheet_parts.items()}
        self.drawings = {name: etree.fromstring(self.parts[part]) for name, part in self.drawing_parts.items() if part}

    def data(self) -> bytes:
        parts = dict(self.parts)
        parts["xl/workbook.xml"] = etree.tostring(self.book)
        for name, root in self.sheets.items():
            parts[self.sheet_parts[name]] = etree.tostring(root)
        for name, root in self.drawings.items():
            parts[self.drawing_parts[name]] = etree.tostring(root)
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return buffer.getvalue()

    # ---- cells

    def cell(self, sheet: str, place: str) -> etree._Element:
        return next(cell for cell in self.sheets[sheet].iter(f"{S}c") if cell.get("r") == place)

    def text(self, sheet: str, place: str) -> str:
        return "".join(t.text or "" for t in self.cell(sheet, place).iter(f"{S}t"))

    def find(self, sheet: str, text: str) -> str:
        """The cell that holds just this text."""
        return next(
            str(cell.get("r"))
            for cell in self.sheets[sheet].iter(f"{S}c")
            if "".join(t.text or "" for t in cell.iter(f"{S}t")) == text
        )

    def write(self, sheet: str, place: str, text: str) -> None:
        cell = self.cell(sheet, place)
        for child in list(cell):
            cell.remove(child)
        cell.set("t", "inlineStr")
        etree.SubElement(etree.SubElement(cell, f"{S}is"), f"{S}t").text = text

    # ---- rows and columns

    def insert_row(self, sheet: str, before: int, copied: int | None = None) -> None:
        """A row before another one, blank or a copy of a row's cells (as "insert copied cells" makes it)."""
        rows = self.sheets[sheet].find(f"{S}sheetData")
        model = next(row for row in rows if int(str(row.get("r"))) == (copied or before))
        new = copy.deepcopy(model)
        for cell in new:
            if copied is None:
                for child in list(cell):
                    cell.remove(child)
                cell.attrib.pop("t", None)
        merged = [m for m in self.merges(sheet) if m[1] == m[3] == (copied or before)]
        self._shift(sheet, lambda column, row: (column, row + (row >= before)))
        place = next((i for i, row in enumerate(rows) if int(str(row.get("r"))) > before), len(rows))
        _renumber(new, before)
        rows.insert(place, new)
        for left, _, right, _ in merged:
            self._merge(sheet, left, before, right, before)

    def delete_row(self, sheet: str, number: int) -> None:
        rows = self.sheets[sheet].find(f"{S}sheetData")
        rows.remove(next(row for row in rows if int(str(row.get("r"))) == number))
        drawing = self.drawings.get(sheet)
        for anchor in list(drawing) if drawing is not None else ():
            if _row(anchor, "from") == _row(anchor, "to") == number - 1:
                drawing.remove(anchor)
        self._shift(sheet, lambda column, row: None if row == number else (column, row - (row > number)))

    def swap_rows(self, sheet: str, first: int) -> None:
        """A row and the one below it change places, with names and shapes, as cutting and inserting does."""
        rows = self.sheets[sheet].find(f"{S}sheetData")
        place = next(i for i, row in enumerate(rows) if int(str(row.get("r"))) == first)
        other = {first: first + 1, first + 1: first}
        upper = rows[place]
        rows.remove(upper)
        rows.insert(place + 1, upper)
        self._shift(sheet, lambda column, row: (column, other.get(row, row)))

    def insert_column(self, sheet: str, before: str, heading_row: int, heading: str) -> None:
        at = _number(before)
        self._shift(sheet, lambda column, row: (column + (column >= at), row))
        for row in self.sheets[sheet].find(f"{S}sheetData"):
            number = int(str(row.get("r")))
            beside = next((c for c in row if c.get("r") == f"{_letters(at + 1)}{number}"), None)
            cell = etree.Element(f"{S}c", {"r": f"{_letters(at)}{number}"})
            if beside is not None and beside.get("s"):
                cell.set("s", str(beside.get("s")))
            row.insert(
                next((i for i, c in enumerate(row) if _number(re.sub(r"\d", "", c.get("r"))) > at), len(row)), cell
            )
        self._widths(sheet, lambda column: column + (column >= at), at + 1)
        self.write(sheet, f"{before}{heading_row}", heading)

    def _widths(self, sheet: str, moved: Callable[[int], int], model: int | None = None) -> None:
        """The widths of columns at their new places, and that of a new column as its model's."""
        cols = self.sheets[sheet].find(f"{S}cols")
        widths = {}
        for col in list(cols):
            for number in range(int(str(col.get("min"))), int(str(col.get("max"))) + 1):
                widths[moved(number)] = dict(col.attrib)
            cols.remove(col)
        if model is not None:
            widths[model - 1] = widths[model]
        for number, attributes in sorted(widths.items()):
            etree.SubElement(cols, f"{S}col", attributes | {"min": str(number), "max": str(number)})

    def swap_columns(self, sheet: str, first: str) -> None:
        """A column and the one to its right change places, with names and shapes; a cell that is merged over both stays
        where it is."""
        a = _number(first)
        other = {a: a + 1, a + 1: a}
        over_both = {
            row
            for left, top, right, bottom in self.merges(sheet)
            if left <= a < right
            for row in range(top, bottom + 1)
        }
        self._shift(sheet, lambda column, row: (column if row in over_both else other.get(column, column), row))
        self._widths(sheet, lambda column: other.get(column, column))
        for row in self.sheets[sheet].find(f"{S}sheetData"):
            row[:] = sorted(row, key=lambda cell: _number(re.sub(r"\d", "", str(cell.get("r")))))

    def merges(self, sheet: str) -> list[tuple[int, int, int, int]]:
        """(left, top, right, bottom) of the merged ranges."""
        found = []
        for node in self.sheets[sheet].iter(f"{S}mergeCell"):
            a, _, b = str(node.get("ref")).partition(":")
            found.append((*_split(a), *_split(b)))
        return found

    def _merge(self, sheet: str, left: int, top: int, right: int, bottom: int) -> None:
        ranges = self.sheets[sheet].find(f"{S}mergeCells")
        etree.SubElement(ranges, f"{S}mergeCell", {"ref": f"{_letters(left)}{top}:{_letters(right)}{bottom}"})

    def _shift(self, sheet: str, moved: Callable[[int, int], tuple[int, int] | None]) -> None:
        """Everything on the sheet at its new place: cells, merged ranges, names, anchors of shapes."""
        root = self.sheets[sheet]
        for row in root.find(f"{S}sheetData"):
            number = int(str(row.get("r")))
            to = moved(1, number)
            for cell in row:
                column, _ = _split(str(cell.get("r")))
                cell.set("r", f"{_letters((moved(column, number) or (column, number))[0])}{number}")
            _renumber(row, to[1] if to else number)
        for node in list(root.iter(f"{S}mergeCell")):
            ends = [moved(*_split(end)) for end in str(node.get("ref")).split(":")]
            if None in ends:
                root.find(f"{S}mergeCells").remove(node)
            else:
                node.set("ref", ":".join(f"{_letters(column)}{line}" for column, line in ends))
        for name in self.book.iter(f"{S}definedName"):
            match = re.fullmatch(rf"'?{sheet}'?!\$([A-Z]+)\$(\d+)", name.text or "")
            if match:
                to = moved(_number(match[1]), int(match[2]))
                name.text = f"{sheet}!${_letters(to[0])}${to[1]}" if to else "#REF!"
        self._shift_anchors(sheet, moved)

    def _shift_anchors(self, sheet: str, moved: Callable[[int, int], tuple[int, int] | None]) -> None:
        for anchor in self.drawings.get(sheet, ()):
            for end in ("from", "to"):
                column, line = anchor.find(f"{XDR}{end}/{XDR}col"), anchor.find(f"{XDR}{end}/{XDR}row")
                to = moved(int(str(column.text)) + 1, int(str(line.text)) + 1)
                if to:
                    column.text, line.text = str(to[0] - 1), str(to[1] - 1)

    # ---- shapes

    def anchor(self, sheet: str, name: str) -> etree._Element:
        return next(
            anchor
            for anchor in self.drawings[sheet]
            if any(known.get("name") == name for known in anchor.iter(f"{XDR}cNvPr"))
        )

    def shape_id(self, sheet: str, name: str) -> str:
        known = (k for k in self.anchor(sheet, name).iter(f"{XDR}cNvPr") if k.get("name") == name)
        return str(next(known).get("id"))

    def move_shape(self, sheet: str, name: str, columns: int = 0, rows: int = 0) -> None:
        anchor = self.anchor(sheet, name)
        for end in ("from", "to"):
            for tag, by in (("col", columns), ("row", rows)):
                node = anchor.find(f"{XDR}{end}/{XDR}{tag}")
                node.text = str(int(str(node.text)) + by)

    def set_shape_text(self, sheet: str, name: str, text: str) -> None:
        first, *others = self.anchor(sheet, name).iter(f"{A}t")
        first.text = text
        for other in others:
            other.text = ""

    def glue(self, sheet: str, name: str, start: str, target: str) -> None:
        """The arrow leads from one symbol to another: glued at both ends, drawn as a straight line between them."""
        anchor = self.anchor(sheet, name)
        connector = next(anchor.iter(f"{XDR}cxnSp"))
        place = next(i for i, child in enumerate(anchor) if connector in list(child.iter()))
        anchor[place] = connector
        ends = [self.anchor(sheet, symbol) for symbol in (start, target)]
        rows = [_row(end, "from") for end in ends]
        columns = [int(str(end.find(f"{XDR}from/{XDR}col").text)) for end in ends]
        for end, row, column in (("from", min(rows), min(columns)), ("to", max(rows), max(columns))):
            anchor.find(f"{XDR}{end}/{XDR}row").text, anchor.find(f"{XDR}{end}/{XDR}col").text = str(row), str(column)
            for offset in ("rowOff", "colOff"):
                anchor.find(f"{XDR}{end}/{XDR}{offset}").text = "200000"
        frame, geometry = next(connector.iter(f"{A}xfrm")), next(connector.iter(f"{A}prstGeom"))
        frame.attrib.clear()
        frame.attrib.update({"flipV": str(int(rows[1] < rows[0])), "flipH": str(int(columns[1] < columns[0]))})
        geometry.set("prst", "straightConnector1")
        next(geometry.iter(f"{A}avLst")).clear()
        for tag, symbol in (("stCxn", start), ("endCxn", target)):
            next(connector.iter(f"{A}{tag}")).set("id", self.shape_id(sheet, symbol))

    def remove_shape(self, sheet: str, name: str) -> None:
        self.drawings[sheet].remove(self.anchor(sheet, name))

    def rename_shape(self, sheet: str, number: str, name: str) -> None:
        next(k for k in self.drawings[sheet].iter(f"{XDR}cNvPr") if k.get("id") == number).set("name", name)

    def set_preset(self, sheet: str, name: str, preset: str) -> None:
        next(self.anchor(sheet, name).iter(f"{A}prstGeom")).set("prst", preset)

    def copy_shape(self, sheet: str, name: str, columns: int = 0, rows: int = 0) -> str:
        """Copy and paste: the copy bears the same name and an id of its own, which is given."""
        new = copy.deepcopy(self.anchor(sheet, name))
        highest = max(int(str(k.get("id"))) for k in self.drawings[sheet].iter(f"{XDR}cNvPr"))
        for known in new.iter(f"{XDR}cNvPr"):
            known.set("id", str(highest + 1))
        self.drawings[sheet].append(new)
        for end in ("from", "to"):
            for tag, by in (("col", columns), ("row", rows)):
                node = new.find(f"{XDR}{end}/{XDR}{tag}")
                node.text = str(int(str(node.text)) + by)
        return str(highest + 1)


def _split(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return _number(letters), int(reference[len(letters) :])


def _row(anchor: etree._Element, end: str) -> int:
    return int(str(anchor.find(f"{XDR}{end}/{XDR}row").text))


def _renumber(row: etree._Element, number: int) -> None:
    row.set("r", str(number))
    for cell in row:
        cell.set("r", re.sub(r"\d+", str(number), str(cell.get("r"))))
