"""Edits made in a workbook come back into the YAML: just those, with every other byte as it was."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest
from workbook_edits import Workbook

from sopgen.flow import trace
from sopgen.importing.anew import written_anew
from sopgen.importing.merge import Merge, merge
from sopgen.importing.own import base_of, own_of
from sopgen.layout import lay_out
from sopgen.reading import Reading, read_text
from sopgen.render.xlsx import render
from sopgen.work.chain import source_of

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
KECIL = Path(__file__).parents[2] / "examples" / "kecil.yaml"


def reader(folder: Path) -> Callable[[str], Reading]:
    return lambda text: read_text(text, "pk.yaml", folder)


def drawn(text: str, folder: Path = KECIL.parent) -> bytes:
    sop = reader(folder)(text).sop
    assert sop is not None
    flow = trace(sop)
    return render(lay_out(sop, flow), flow=flow)


def back(data: bytes, text: str, folder: Path = KECIL.parent) -> Merge:
    base = base_of(data)
    assert base is not None
    return merge(own_of(data, base), text, reader(folder))


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """(lines that went, lines that came), without their indentation."""
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [x[2:].strip() for x in lines if x[0] == "-"], [x[2:].strip() for x in lines if x[0] == "+"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_untouched_workbook_leaves_the_file_as_it_is(example: Path) -> None:
    text = example.read_bytes().decode()
    merged = back(drawn(text, example.parent), text, example.parent)
    assert (merged.text, merged.changes, merged.conflicts, merged.losses) == (text, [], [], [])


PLACE = "Prosedur"


def add_entry(book: Workbook, above: str, text: str) -> None:
    """A row inserted below an entry of a box, with its number and its text."""
    place = book.find("Identitas", above)
    row = int(place.lstrip("ABCDEFGHIJ"))
    book.insert_row("Identitas", row + 1, row)
    letter = place.rstrip("0123456789")
    book.write("Identitas", f"{letter}{row + 1}", text)
    book.write("Identitas", f"{chr(ord(letter) - 1)}{row + 1}", "9.")


Edit = Callable[[Workbook], object]
EDITS: dict[str, tuple[Edit, list[str], list[str]]] = {
    "a waktu": (
        lambda b: b.write(PLACE, b.find(PLACE, "15 menit"), "20 menit"),
        ["waktu: 15 menit"],
        ["waktu: 20 menit"],
    ),
    "an entry of a list in a cell": (
        lambda b: b.write(
            PLACE, b.find(PLACE, "1. Nota permintaan barang\n2. Kartu persediaan"), "1. Nota\n2. Kartu persediaan"
        ),
        ["kelengkapan: [Nota permintaan barang, Kartu persediaan] # daftar dicetak bernomor"],
        ["kelengkapan: [Nota, Kartu persediaan] # daftar dicetak bernomor"],
    ),
    "a keterangan where there was none": (
        lambda b: b.write(PLACE, "I4", "SOP Gudang"),
        [],
        ["keterangan: SOP Gudang"],
    ),
    "a cell cleared": (
        lambda b: b.write(PLACE, b.find(PLACE, "Formulir permintaan"), ""),
        ["kelengkapan: Formulir permintaan"],
        [],
    ),
    "an identity field": (
        lambda b: b.write("Identitas", b.find("Identitas", "000.8.3.3/014/2026"), "000/1: baru"),
        ["nomor: 000.8.3.3/014/2026"],
        ['nomor: "000/1: baru"'],
    ),
    "the NIP": (
        lambda b: b.write("Identitas", b.find("Identitas", "NIP. 19700817 199503 2 002"), "NIP. 19700817 199503 2 003"),
        ["nip: 19700817 199503 2 002"],
        ["nip: 19700817 199503 2 003"],
    ),
    "a date": (
        lambda b: b.write("Identitas", b.find("Identitas", "12 Januari 2026"), "1 Mei 2026"),
        ["efektif: 12 Januari 2026"],
        ["efektif: 1 Mei 2026"],
    ),
    "an entry of a box": (
        lambda b: b.write("Identitas", b.find("Identitas", "Printer"), "Printer label"),
        ["- Printer"],
        ["- Printer label"],
    ),
    "an entry below a heading": (
        lambda b: b.write("Identitas", b.find("Identitas", "Minimal SMA"), "Minimal D3"),
        ["- Minimal SMA"],
        ["- Minimal D3"],
    ),
    "a heading in a box": (
        lambda b: b.write("Identitas", b.find("Identitas", "Pendidikan"), "Pendidikan akhir"),
        ["- Pendidikan:"],
        ["- Pendidikan akhir:"],
    ),
    "an entry of a box cleared": (
        lambda b: b.write("Identitas", b.find("Identitas", "Printer"), ""),
        ["- Printer"],
        [],
    ),
    "two entries of one box, one cleared": (
        lambda b: (
            b.write("Identitas", b.find("Identitas", "Komputer"), ""),
            b.write("Identitas", b.find("Identitas", "Kartu persediaan"), "Kartu stok"),
        ),
        ["- Komputer", "- Kartu persediaan"],
        ["- Kartu stok"],
    ),
    "an entry typed into a new row of a box": (
        lambda b: add_entry(b, "Printer", "Pemindai: A3"),
        [],
        ['- "Pemindai: A3"'],
    ),
    "a heading of the table": (
        lambda b: b.write(PLACE, b.find(PLACE, "Kegiatan"), "Uraian Prosedur"),
        [],
        ["tampilan:", "label:", "kegiatan: Uraian Prosedur"],
    ),
    "a lane renamed": (
        lambda b: b.write(PLACE, b.find(PLACE, "Pengurus Barang"), "Pengurus Gudang"),
        ["pengurus: Pengurus Barang"],
        ["pengurus: Pengurus Gudang"],
    ),
    "a label changed": (
        lambda b: b.set_shape_text(PLACE, "label:2:Ya", "Setuju"),
        ["Ya:"],
        ["Setuju:"],
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_just_the_edit_comes_back(name: str) -> None:
    edit, gone, come = EDITS[name]
    text = KECIL.read_text(encoding="utf-8")
    book = Workbook(drawn(text))
    edit(book)
    merged = back(book.data(), text)
    assert merged.conflicts == []
    assert merged.losses == []
    assert changed(text, merged.text) == (gone, come)


# ---- rows, lanes and arrows


def insert_copied_row(book: Workbook) -> None:
    """Row 3 copied below itself with its symbol, and another kegiatan typed in; nobody draws arrows to it."""
    book.insert_row(PLACE, 7, 6)
    book.write(PLACE, "B7", "Mencatat nota")
    book.copy_shape(PLACE, "langkah:3:kasubbag", rows=1)


def delete_row(book: Workbook) -> None:
    book.glue(PLACE, "panah:2:3:Ya", "langkah:2:pengurus", "langkah:4:pengurus")
    book.remove_shape(PLACE, "panah:3:4")
    book.remove_shape(PLACE, "langkah:3:kasubbag")
    book.delete_row(PLACE, 6)


def swap_rows(book: Workbook) -> None:
    """Rows 3 and 4 change places, and the arrows are drawn to follow."""
    book.swap_rows(PLACE, 6)
    book.glue(PLACE, "panah:2:3:Ya", "langkah:2:pengurus", "langkah:4:pengurus")
    book.glue(PLACE, "panah:3:4", "langkah:4:pengurus", "langkah:3:kasubbag")
    book.glue(PLACE, "panah:4:5", "langkah:3:kasubbag", "langkah:5:pengurus")


def move_symbol(book: Workbook) -> None:
    book.move_shape(PLACE, "langkah:4:pengurus", columns=1)
    book.glue(PLACE, "panah:3:4", "langkah:3:kasubbag", "langkah:4:pengurus")
    book.glue(PLACE, "panah:4:5", "langkah:4:pengurus", "langkah:5:pengurus")


def new_diamond(book: Workbook) -> None:
    """Row 3 becomes a decision with two labelled exits."""
    book.set_preset(PLACE, "langkah:3:kasubbag", "flowChartDecision")
    number = book.copy_shape(PLACE, "panah:3:4")
    book.rename_shape(PLACE, number, "Elbow Connector 40")
    book.glue(PLACE, "Elbow Connector 40", "langkah:3:kasubbag", "langkah:minta:pegawai")
    for text, of, by in (("Disetujui", "label:2:Ya", (1, 1)), ("Ditolak", "label:2:Tidak", (1, 1))):
        label = book.copy_shape(PLACE, of, columns=by[0], rows=by[1])
        book.rename_shape(PLACE, label, f"TextBox {label}")
        book.set_shape_text(PLACE, f"TextBox {label}", text)


MOVED_ROW = [
    "- kegiatan: Menyiapkan barang dan mencatat pengeluarannya",
    "pelaksana: pengurus",
    "mutu_baku:",
    "kelengkapan: [Nota permintaan yang disetujui, Kartu persediaan]",
    "waktu: 30 menit",
    "output: Barang siap diserahkan dan bukti pengeluaran",
]
ROW_3 = [
    "- kegiatan: Menandatangani nota permintaan",
    "pelaksana: kasubbag",
    "mutu_baku:",
    "kelengkapan: Nota permintaan yang telah diperiksa",
    "waktu: 10 menit",
    "output: Nota permintaan yang disetujui",
]
STRUCTURE: dict[str, tuple[Edit, list[str], list[str]]] = {
    "a row inserted by copying": (
        insert_copied_row,
        [],
        ["- kegiatan: Mencatat nota", *ROW_3[1:]],
    ),
    "a row deleted": (delete_row, ROW_3, []),
    "rows swapped": (swap_rows, MOVED_ROW, MOVED_ROW),
    "a lane added": (lambda b: b.insert_column(PLACE, "E", 3, "Bendahara"), [], ["bendahara: Bendahara"]),
    "lanes swapped": (
        lambda b: b.swap_columns(PLACE, "C"),
        ["pengurus: Pengurus Barang"],
        ["pengurus: Pengurus Barang"],
    ),
    "a symbol in another lane": (move_symbol, ["pelaksana: pengurus"], ["pelaksana: kasubbag"]),
    "an arrow glued elsewhere": (
        lambda b: b.glue(PLACE, "panah:2:minta:Tidak", "langkah:2:pengurus", "langkah:4:pengurus"),
        ["Tidak: minta"],
        ["Tidak: 4"],
    ),
}


@pytest.mark.parametrize("name", STRUCTURE)
def test_a_change_of_rows_lanes_and_arrows_comes_back(name: str) -> None:
    edit, gone, come = STRUCTURE[name]
    text = KECIL.read_text(encoding="utf-8")
    book = Workbook(drawn(text))
    edit(book)
    merged = back(book.data(), text)
    assert merged.conflicts == []
    assert merged.losses == []
    assert [[line for line in side if line] for side in changed(text, merged.text)] == [gone, come]


def test_a_new_diamond_comes_back_with_its_labels() -> None:
    text = KECIL.read_text(encoding="utf-8")
    book = Workbook(drawn(text))
    new_diamond(book)
    merged = back(book.data(), text)
    sop = reader(KECIL.parent)(merged.text).sop
    assert sop is not None
    assert set(dict(sop.langkah[2].keputusan).values()) == {"4", "minta"}
    assert len(changed(text, merged.text)[0]) == 0


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_line_ends_and_the_byte_order_mark_stay(newline: str) -> None:
    text = "\ufeff" + KECIL.read_text(encoding="utf-8").replace("\n", newline)
    book = Workbook(drawn(text))
    insert_copied_row(book)
    merged = back(book.data(), text)
    assert merged.text.startswith("\ufeff")
    assert merged.text.count("\n") == merged.text.count(newline) == text.count("\n") + 6


class TestTheFileHasMovedOn:
    """Three-way: what only one side changed is taken, what both changed is told with both sides."""

    def merged(self, old: str, new: str, edit: Edit) -> tuple[str, Merge]:
        text = KECIL.read_text(encoding="utf-8")
        book = Workbook(drawn(text))
        edit(book)
        assert text.count(old) == 1
        now = text.replace(old, new)
        return now, back(book.data(), now)

    def test_changes_of_different_places_are_both_kept(self) -> None:
        now, merged = self.merged(
            "10 menit\n      output: Nota permintaan yang",
            "12 menit\n      output: Nota permintaan yang",
            EDITS["a waktu"][0],
        )
        assert merged.conflicts == []
        assert changed(now, merged.text) == (["waktu: 15 menit"], ["waktu: 20 menit"])

    def test_a_row_that_was_inserted_in_git_stays(self) -> None:
        row = "  - kegiatan: Mencatat permintaan\n    pelaksana: pengurus\n    mutu_baku: {waktu: 5 menit}\n\n"
        old = "  - kegiatan: Memeriksa ketersediaan"
        now, merged = self.merged(old, row + old, EDITS["a waktu"][0])
        assert merged.conflicts == []
        assert changed(now, merged.text) == (["waktu: 15 menit"], ["waktu: 20 menit"])

    def test_the_same_change_on_both_sides_is_none(self) -> None:
        now, merged = self.merged("15 menit", "20 menit", EDITS["a waktu"][0])
        assert (merged.text, merged.conflicts, merged.changes) == (now, [], [])

    def test_two_changes_of_one_place_are_a_conflict(self) -> None:
        now, merged = self.merged("15 menit", "1 jam", EDITS["a waktu"][0])
        assert merged.text == now
        (conflict,) = merged.conflicts
        assert all(side in conflict for side in ("15 menit", "20 menit", "1 jam"))

    def test_a_row_deleted_here_and_changed_there_is_a_conflict(self) -> None:
        _, merged = self.merged("Menandatangani nota permintaan\n", "Menandatangani nota\n", delete_row)
        assert "Menandatangani nota\n" in merged.text
        assert any("dihapus di buku kerja, diubah di YAML" in conflict for conflict in merged.conflicts)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_without_its_file_a_workbook_gives_one_that_draws_the_same(example: Path) -> None:
    """All but the logo, which is a file of its own."""
    reading = reader(example.parent)(example.read_text(encoding="utf-8"))
    assert reading.sop is not None
    flow = trace(reading.sop)
    scene = lay_out(reading.sop, flow)
    data = render(scene, flow=flow, source=source_of(reading))
    base = base_of(data)
    assert base is not None
    anew = reader(example.parent)(written_anew(own_of(data, base), "a.xlsx")).sop
    assert anew is not None
    again = lay_out(anew, trace(anew))
    for before, after in zip(scene.sheets, again.sheets, strict=True):
        assert after.cells == before.cells
        assert set(after.symbols) == set(before.symbols)
        assert set(after.connectors) == set(before.connectors)
        assert set(after.labels) == set(before.labels)
