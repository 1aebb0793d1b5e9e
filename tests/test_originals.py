"""The five real SOPs print what their originals say: every word of each, in its case, with its number, in its order.

`data/seeds` holds the originals as they were extracted from scans. A block is what stands together in print: a row of
the table, a label with its value, a number with its entry. Every block of the workbook must stand in the original,
those of one column of the page one after the other; and no word of the original may be left. What the extraction
spoiled is repaired by REPAIRS before, what no original says is listed in ADDED: these two are all that departs. The
HTML must hold the same texts as the workbook.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest
import xlsx_reader
from openpyxl.utils.cell import coordinate_from_string
from render import html_reader

from sopgen.flow import trace
from sopgen.layout import lay_out
from sopgen.reading import read
from sopgen.render import html, xlsx

ROOT = Path(__file__).parent.parent
SEEDS = sorted((Path(__file__).parent / "data" / "seeds").glob("*.txt"))
MARKUP = re.compile(r"<[^>]+>|\*\*|[↓↑◇□]|^\s*- ", re.MULTILINE)
"""Of the extraction: Markdown, HTML, and the drawing as far as it was read"""
GLUED_NUMBER = re.compile(r"(\d)\. ?(?=[A-Z])")
"""`2. Komputer3. Printer`: the numbers of a list, read together with its entries"""
ROW_NUMBER = re.compile(r"^(\d+)\.\t", re.MULTILINE)
"""`1.` in the column No. is the number 1 and prints so"""


class Repair(NamedTuple):
    """A place where the original says `meant`, or prints it elsewhere, and the extraction has `read` (a pattern)."""

    read: str
    meant: str
    why: str


TITLE = "over the table the form names the SOP"
NO_LABELS = "the diamond's labels: none was read, the sentence decides"
CAPSULE = "capsules read Mulai and Selesai, and stand in the drawing"
NEXT_PAGE = "the heading again, which every page repeats by itself"
ONE_POSITION = "the file has the position once, as the identity writes it"
TWO_COLUMNS = "printed in two columns"

REPAIRS = {
    "bpbd": [
        Repair(r"SOP 1\. D3 (Administrasi Pemerintahan) 2\. S1", r"SOP \1 1. D3 2. S1", "two boxes read across"),
        Repair("(Kualifikasi Pelaksanaan :) Perjanjian Kinerja", r"\1", "the title above, read again"),
        Repair(r"3\. Printer 2\. Komputer", "2. Komputer 3. Printer", TWO_COLUMNS),
        Repair("Tidak Ya (.*)", r"\1 Tidak Ya", "labels of the drawing"),
        Repair(
            r"^(.*) Ket (Kepala SKPD Sek.*) Mutu Baku (SUB\. BAGIAN PERENCANAAN) No\. Kegiatan (.*) Tidak Ya$",
            r"\3 \1 \4 No. Kegiatan Mutu Baku Ket \2 Tidak Ya",
            "what stands at the top of its page was read last",
        ),
        Repair("(Kegiatan) (Mutu Baku)", r"\1 Pelaksana \2", "the heading over the lanes was not read"),
    ],
    "gowa": [Repair(r"3\. Printer 2\. Komputer", "2. Komputer 3. Printer", TWO_COLUMNS)],
    "jateng": [
        Repair("MULAI (.*)", r"\1 Mulai", CAPSULE),
        Repair("SELESAI (.*)", r"\1 Selesai", CAPSULE),
        Repair(r"(NO URAIAN PROSEDUR .* 9 10)(.*) \1", r"\1\2", NEXT_PAGE),
        Repair(
            "KEPALA BADAN KESATUAN BANGSA DAN POLITIK PROVINSI JAWA TENGAH",
            "Kepala Badan Kesatuan Bangsa dan Politik Provinsi Jawa Tengah",
            ONE_POSITION,
        ),
    ],
    "madiun": [
        Repair(r"graph TD .* D\(\[(Selesai)\]\) (.*)", r"\2 \1", "the drawing, read as one of Mermaid's"),
        Repair(r"(No\. Uraian Prosedur .* Output)(.*) \1", r"\1\2", NEXT_PAGE),
        Repair("SEKRETARIS DAERAH(?= Ir)", "Sekretaris Daerah", ONE_POSITION),
    ],
    "pali": [
        Repair("(KEPALA DINAS) (PELAKSANAAN) Kelas Bekerja", r"\2 Mutu Baku Ket \1", "the heading, misread"),
        Repair("Zat ", "", "Ket, misread"),
        Repair("Gruposa Surat", "Disposisi Surat", "misread"),
        Repair("menghusuisikan", "mendiskusikan", "misread; inferred"),
        Repair("Memisat", "Membuat", "misread"),
        Repair("dan (masing-masing bidang dan sekretariat Draft)", r"dari \1", "misread"),
        Repair("Peneroatanganan", "Penandatanganan", "misread"),
        Repair("dituahkan", "diteruskan", "misread; as in the SOP of Jawa Tengah"),
        Repair("dikirmkan", "dikirimkan", "misread"),
    ],
}
ADDED = {
    "bpbd": [
        ("BADAN PENANGGULANGAN BENCANA DAERAH", "the letterhead was not read; inferred from the number"),
        ("Disahkan oleh", "the form has this line"),
        ("SOP Perjanjian Kinerja", TITLE),
    ],
    "gowa": [("SOP Perjanjian Kinerja", TITLE), ("Ya", NO_LABELS), ("Tidak", NO_LABELS)],
    "jateng": [("Ya", NO_LABELS), ("Tidak", NO_LABELS), ("Ya", NO_LABELS), ("Tidak", NO_LABELS)],
    "madiun": [
        ("SOP Penyusunan Perjanjian Kinerja/ Perubahan Perjanjian Kinerja", TITLE),
        ("Mulai", "the first page's drawing was not read; the last page has a capsule Selesai"),
        ("Ya", NO_LABELS),
        ("Tidak", NO_LABELS),
    ],
    "pali": [("SOP Penyusunan Perjanjaian Kinerja (PK)", TITLE)],
}
"""(what is printed besides, why)"""
by_name = pytest.mark.parametrize("name", [path.stem for path in SEEDS])


def original(name: str) -> list[str]:
    """The words of an original, repaired."""
    text = (Path(__file__).parent / "data" / "seeds" / f"{name}.txt").read_text(encoding="utf-8")
    text = ROW_NUMBER.sub(r"\1 ", text)
    text = " ".join(GLUED_NUMBER.sub(r" \1. ", MARKUP.sub(" ", text)).split())
    for repair in REPAIRS[name]:
        text, count = re.subn(repair.read, repair.meant, text)
        assert count, f"nothing to repair: {repair.read}"
    return words(text)


def words(text: str) -> list[str]:
    """Without the colons between a label and its value, which stand in cells of their own."""
    return [word for word in text.split() if word != ":"]


def workbook(name: str) -> list[xlsx_reader.ReadSheet]:
    reading = read(ROOT / "examples" / f"{name}.yaml")
    assert reading.sop is not None
    return xlsx_reader.read(xlsx.render(lay_out(reading.sop, trace(reading.sop), reading.logo)))


def texts(sheet: xlsx_reader.ReadSheet) -> dict[tuple[int, str], str]:
    """(row, column) -> what is printed there, in reading order."""
    found = {}
    for place, value in sheet.cells.items():
        column, row = coordinate_from_string(place)
        found[row, column] = str(int(value)) if isinstance(value, float) else value
    return {place: found[place] for place in sorted(found, key=lambda place: (place[0], len(place[1]), place[1]))}


def columns(sheet: xlsx_reader.ReadSheet) -> list[list[str]]:
    """The blocks of a sheet, row by row; the two halves of the identity page each for itself."""
    cells = texts(sheet)
    middle = next((place[1] for place, text in cells.items() if text.casefold() == "nomor sop"), "ZZ")
    halves: list[dict[int, str]] = [{}, {}]
    for (row, column), text in cells.items():
        half = halves[(len(column), column) >= (len(middle), middle)]
        half[row] = f"{half.get(row, '')} {text}".strip()
    return [[text for text in half.values() if text] for half in halves]


def drawn(sheets: list[xlsx_reader.ReadSheet], pentagons: bool) -> list[str]:
    """Labels of outcomes and texts in symbols, with or without the letters of pentagons."""
    items = [item for sheet in sheets for item in sheet.drawn if item.text]
    return [item.text for item in items if pentagons or not item.name.startswith("sambungan:")]


def found_in(text: list[str], blocks: list[list[str]]) -> tuple[list[str], list[str]]:
    """What of the text stands in none of the blocks, and which blocks do not stand in it (each in its place)."""
    free, strange = [True] * len(text), []
    for column in blocks:
        after = 0
        for block in column:
            wanted = words(block)
            for at in range(after, len(text) - len(wanted) + 1):
                if text[at : at + len(wanted)] == wanted and all(free[at : at + len(wanted)]):
                    free[at : at + len(wanted)] = [False] * len(wanted)
                    after = at + len(wanted)
                    break
            else:
                strange.append(block)
    left = "".join(f" {word}" if unused else "\n" for word, unused in zip(text, free, strict=True))
    return [line.strip() for line in left.splitlines() if line.strip()], strange


@by_name
def test_the_workbook_prints_each_text_of_the_original(name: str) -> None:
    sheets = workbook(name)
    labels = [[text] for text in drawn(sheets, pentagons=False)]
    blocks = [*chain.from_iterable(columns(sheet) for sheet in sheets), *labels]
    left, strange = found_in(original(name), blocks)
    assert left == []
    assert Counter(strange) == Counter(text for text, _ in ADDED[name])


@by_name
def test_the_html_prints_what_the_workbook_prints(name: str) -> None:
    reading = read(ROOT / "examples" / f"{name}.yaml")
    assert reading.sop is not None
    flow = trace(reading.sop)
    page = html_reader.read(html.render(lay_out(reading.sop, flow, reading.logo), reading.sop, flow))
    sheets = workbook(name)
    wanted = [*chain.from_iterable(texts(sheet).values() for sheet in sheets), *drawn(sheets, pentagons=True)]
    for repeated in page.all("thead")[1:]:
        repeated.children.clear()
    shown = [e.text for e in page.walk() if {"t", "q"} & set(e.attributes.get("class", "").split())]
    shown += ["".join(e.text for e in text.all("tspan")) for text in page.all("text")]
    assert Counter(map(pressed, shown)) == Counter(map(pressed, wanted))


def pressed(text: str) -> str:
    """Without the line breaks and spaces that each format sets by itself."""
    return "".join(text.split())
