"""Nothing disappears: every cell and every shape of a file is used, left out for a reason, or listed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from budget import seeds
from hostile import damaged
from look_alikes import Manner, look_alike

from examples import named
from sopgen.importing import Imported, Refused, imported, pdf, xlsx
from sopgen.importing.doubts import Doubt
from sopgen.importing.model import draft_of
from sopgen.importing.page import Page
from sopgen.importing.table import Role
from sopgen.render.pdf import render as printed
from sopgen.render.xlsx import render


def drawn(example: str, manner: Manner, folder: Path) -> bytes:
    return look_alike(render(named(example).scene), manner, 5, folder).data


def assert_all_accounted(got: Imported, pages: Iterable[Page]) -> None:
    extracted: set[str] = set()
    for page in pages:
        extracted |= {item.id for item in page.items()} | page.ignored.keys()
    ledger = got.ledger
    parts = [ledger.used, set(ledger.ignored), ledger.listed]
    assert extracted <= set().union(*parts)
    assert not parts[0] & parts[1] | parts[0] & parts[2] | parts[1] & parts[2]


@pytest.mark.parametrize("example", ["pali", "jateng"])
def test_used_left_out_and_listed_are_all(example: str, tmp_path: Path) -> None:
    path = tmp_path / "berkas.xlsx"
    path.write_bytes(drawn(example, Manner(jitter=3, pieces=True), tmp_path))
    assert_all_accounted(imported(path)[0], xlsx.extract(path.read_bytes()))


def test_a_printed_page_too(tmp_path: Path) -> None:
    path = tmp_path / "berkas.pdf"
    path.write_bytes(printed(named("kecil").scene))
    assert_all_accounted(imported(path)[0], pdf.extract(path.read_bytes()))


def test_a_planted_word_is_told(tmp_path: Path) -> None:
    """A text box far from any branch, and a cell below the table, are listed with their places."""
    from openpyxl import load_workbook

    path = tmp_path / "berkas.xlsx"
    path.write_bytes(drawn("gowa", Manner(), tmp_path))
    book = load_workbook(path)
    sheet = book["Prosedur"]
    sheet.cell(sheet.max_row + 4, 3).value = "Xylofon bukan isi tabel"
    sheet.parent.save(tmp_path / "tanpa-gambar.xlsx")
    (got,) = imported(tmp_path / "tanpa-gambar.xlsx", without_drawing=True)
    assert [loss.what for loss in got.losses] == ["sel `Xylofon bukan isi tabel`"]
    assert got.losses[0].place.startswith("Prosedur!C")


def test_a_text_in_a_box_is_told_or_is_the_activity(tmp_path: Path) -> None:
    """Where the row has an activity the text is listed; where it has none, that is the activity."""
    path = tmp_path / "berkas.xlsx"
    with zipfile.ZipFile(io.BytesIO(drawn("gowa", Manner(), tmp_path))) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode("utf-8", "replace") if name.endswith(".xml") else old.read(name)
            if isinstance(part, str) and "flowChartProcess" in part:
                box = part.index("flowChartProcess")
                place = part.index("<a:t></a:t>", box)
                part = f"{part[:place]}<a:t>Xylofon disetel</a:t>{part[place + 11 :]}"
            new.writestr(name, part)
    (got,) = imported(path)
    assert [loss.what for loss in got.losses] == ["teks `Xylofon disetel` di dalam simbol"]
    row = next(symbol.row for symbol in got.graph.symbols.values() if symbol.text)
    emptied = replace(got.table.rows[row], texts={**got.table.rows[row].texts, Role.KEGIATAN: ""})
    table = replace(got.table, rows=(*got.table.rows[:row], emptied, *got.table.rows[row + 1 :]))
    assert draft_of(table, got.graph, {}).document["langkah"][row]["kegiatan"] == "Xylofon disetel"


@pytest.mark.slow
def test_damaged_files_end_in_a_sentence(tmp_path: Path) -> None:
    """No traceback and no hang: a file is read, or refused; what is read is accounted for."""
    sources = [
        drawn("kecil", Manner(jitter=2, pieces=True), tmp_path),
        drawn("gowa", Manner(freeforms=True, presets=True), tmp_path),
        printed(named("kecil").scene),
    ]
    path = tmp_path / "rusak"
    for seed in seeds(15):
        rng = Random(seed)
        path.write_bytes(damaged(rng.choice(sources), rng))
        with suppress(Refused):
            assert imported(path), seed


def test_a_time_over_several_rows_is_told(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "berkas.xlsx"
    path.write_bytes(drawn("gowa", Manner(), tmp_path))
    book = load_workbook(path)
    sheet = book["Prosedur"]
    heading = next(c for row in sheet.iter_rows() for c in row if c.value == "Waktu")
    first = heading.row + 2
    sheet.merge_cells(start_row=first, end_row=first + 1, start_column=heading.column, end_column=heading.column)
    book.save(path)
    (got,) = imported(path, without_drawing=True)
    told = [note for note in got.notes if note.doubt is Doubt.MERGED_CELL]
    assert [note.row for note in told] == [first - heading.row - 1]
    assert told[0].sentence.startswith("waktu ")
