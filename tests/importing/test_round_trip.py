"""Edits made in a workbook come back into the YAML: just those, with every other byte as it was."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from workbook_edits import Workbook
from xlsx_reader import A

from examples import FOLDER, each_example
from sopgen.flow import trace
from sopgen.importing import Refused
from sopgen.importing.merge import Merge, merge
from sopgen.importing.own import base_of, own_of
from sopgen.importing.write import written_anew
from sopgen.importing.xlsx.cells import text_of
from sopgen.layout import lay_out
from sopgen.reading import Reading, read_text
from sopgen.render.xlsx import render
from sopgen.work.chain import source_of

KECIL = FOLDER / "kecil.yaml"


def reader(folder: Path) -> Callable[[str], Reading]:
    return lambda text: read_text(text, "pk.yaml", folder)


@cache
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
    "the title, in both of its places": (
        lambda b: (
            b.write("Identitas", b.find("Identitas", "Permintaan Barang Persediaan"), "Permintaan Barang"),
            b.write(PLACE, b.find(PLACE, "SOP Permintaan Barang Persediaan"), "SOP Permintaan Barang"),
        ),
        ['judul: Permintaan Barang Persediaan # tanpa kata "SOP" di depannya'],
        ['judul: Permintaan Barang # tanpa kata "SOP" di depannya'],
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


@pytest.mark.parametrize(("old", "new"), [("Ijazah", "Ijazah akhir"), ("S1", "Sarjana")])
def test_a_heading_and_the_one_text_below_it_are_told_apart(old: str, new: str) -> None:
    text = KECIL.read_text(encoding="utf-8") + "penutup: {Syarat: [{Ijazah: S1}]}\n"
    book = Workbook(drawn(text))
    book.write(PLACE, book.find(PLACE, old), new)
    assert back(book.data(), text).text == text.replace(old, new)


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
    if name == "an arrow glued elsewhere":
        assert merged.changes == ["langkah 2: keputusan {Ya:, Tidak: minta} → {Ya: 3, Tidak: 4}"]


ALL_EDITS = {name: edit for name, (edit, *_) in {**EDITS, **STRUCTURE}.items()} | {"a new diamond": new_diamond}


@pytest.mark.parametrize("edit", ALL_EDITS.values(), ids=ALL_EDITS)
def test_a_workbook_that_comes_twice_brings_nothing_the_second_time(edit: Edit) -> None:
    """Somebody sends it again, or `render` asks whether its file has taken everything over."""
    text = KECIL.read_text(encoding="utf-8")
    book = Workbook(drawn(text))
    edit(book)
    once = back(book.data(), text)
    assert once.text != text
    again = back(book.data(), once.text)
    assert again.text == once.text
    assert [*again.changes, *again.conflicts, *again.guesses, *again.losses] == []


def test_a_new_row_that_was_changed_in_git_since_is_a_conflict() -> None:
    text = KECIL.read_text(encoding="utf-8")
    book = Workbook(drawn(text))
    insert_copied_row(book)
    once = back(book.data(), text).text
    place = once.index("10 menit", once.index("Mencatat nota"))
    now = f"{once[:place]}1 jam{once[place + len('10 menit') :]}"
    again = back(book.data(), now)
    assert again.text == now
    assert again.conflicts == ["langkah 4, waktu: di buku kerja `10 menit`, di YAML `1 jam`; pilih sendiri"]


def test_lanes_of_those_who_act_jointly_change_places() -> None:
    """The lines between them are glued as before, and join other neighbours now."""
    example = KECIL.with_name("pk.yaml")
    text = example.read_text(encoding="utf-8")
    book = Workbook(drawn(text))
    book.swap_columns(PLACE, "D")
    merged = back(book.data(), text)
    assert merged.changes == ["urutan pelaksana"]
    assert [*merged.conflicts, *merged.guesses, *merged.losses] == []
    assert changed(text, merged.text) == (["kabid: Kepala Bidang"], ["kabid: Kepala Bidang"])


def test_an_arrow_that_is_taken_over_by_guessing_is_told() -> None:
    """It was glued elsewhere and has lost its head."""
    text = KECIL.read_text(encoding="utf-8")
    book = Workbook(drawn(text))
    book.glue(PLACE, "panah:3:4", "langkah:3:kasubbag", "langkah:5:pengurus")
    for head in list(book.anchor(PLACE, "panah:3:4").iter(f"{A}tailEnd")):
        head.getparent().remove(head)
    merged = back(book.data(), text)
    assert any("lanjut: 5" in line for line in changed(text, merged.text)[1])
    assert [guess for guess in merged.guesses if "arah" in guess]


def test_numbers_follow_from_the_rows_and_others_are_told() -> None:
    """A person inserts a row and counts on; the last number is one that no order gives."""
    text = KECIL.read_text(encoding="utf-8")
    book = Workbook(drawn(text))
    insert_copied_row(book)
    book.write(PLACE, "A8", "5")
    book.write(PLACE, "A9", "5a")
    assert back(book.data(), text).losses == ["langkah 5: nomor `5a`"]


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

    @pytest.mark.parametrize(("old", "new"), [("Tidak: minta", "Tidak: mintak"), ("nomor:", "nomor: 1\nnomor:")])
    def test_a_file_with_an_arrow_to_nowhere_or_a_key_twice_is_refused(self, old: str, new: str) -> None:
        with pytest.raises(Refused, match="sopgen validate"):
            self.merged(old, new, EDITS["a waktu"][0])

    def test_a_row_deleted_here_and_changed_there_is_a_conflict(self) -> None:
        _, merged = self.merged("Menandatangani nota permintaan\n", "Menandatangani nota\n", delete_row)
        assert "Menandatangani nota\n" in merged.text
        assert any("dihapus di buku kerja, diubah di YAML" in conflict for conflict in merged.conflicts)


@each_example
def test_an_untouched_workbook_leaves_its_file_and_without_it_gives_one_that_draws_the_same(example: Path) -> None:
    """All but the logo, which is a file of its own."""
    text, reads = example.read_bytes().decode(), reader(example.parent)
    reading = reads(text)
    assert reading.sop is not None
    flow = trace(reading.sop)
    scene = lay_out(reading.sop, flow)
    data = render(scene, flow=flow, source=source_of(reading, reading.sop))
    base = base_of(data)
    assert base is not None
    own, anew_text = own_of(data, base), written_anew(base, "a.xlsx")
    for now in (text, anew_text):
        merged = merge(own, now, reads)
        assert merged.text == now
        assert [*merged.changes, *merged.conflicts, *merged.losses, *merged.guesses] == []
    anew = reads(anew_text).sop
    assert anew is not None
    again = lay_out(anew, trace(anew))
    for before, after in zip(scene.sheets, again.sheets, strict=True):
        assert after.cells == before.cells
        assert set(after.symbols) == set(before.symbols)
        assert set(after.connectors) == set(before.connectors)
        assert set(after.labels) == set(before.labels)


EVERY_KEY = """
instansi: {nama: Pemerintah Kota, satuan_kerja: Dinas Contoh, unit: Bagian Umum, alamat: Jalan Contoh 1, logo: l.png}
judul: Penataan Arsip
nomor: 1.4.1.16
tanggal: {pembuatan: 30 Agustus 2022, revisi: 2-Jan-24, efektif: 1 September 2022}
identitas_tambahan: {Nomor Revisi: "02", Status Dokumen: Asli}
disahkan_oleh: {jabatan: Kepala Dinas, nama: "Ir. Budi, MT", pangkat: Pembina, nip: 19670416 199303 1 015}
penandatangan:
  - {peran: Disusun oleh, jabatan: Kepala Bagian, nama: Ani, nip: 19700416 199303 1 015, tanggal: 20 Agustus 2022}
  - {peran: Diperiksa oleh, jabatan: Sekretaris, nama: Umar, penanda: "^"}
dasar_hukum: [Peraturan 1, Peraturan 2]
kualifikasi_pelaksana: [{Kompetensi: [Paham arsip, {Teknis: [Aplikasi]}]}, {Pendidikan: [S1]}]
keterkaitan: [SOP Surat Masuk]
peralatan_perlengkapan: [ATK, Komputer/Laptop]
peringatan: Jaga kerahasiaan
pencatatan_pendataan: [Buku agenda]
tambahan: {Tujuan: [Seragam]}
penutup: {Catatan Pelaksanaan: [Tiap triwulan, Tiap tahun]}
pelaksana:
  kabag: Kepala Bagian
  sub: {nama: Subkoordinator, kelompok: Sekretariat}
  jfu: {nama: JFU, kelompok: Sekretariat}
langkah:
  - id: mulai_kerja
    no: 1a
    kegiatan: Menerima arsip
    pelaksana: [kabag, jfu]
    hubungan: bersama
    mutu_baku: {kelengkapan: [Arsip, Daftar], waktu: 5 menit, output: Arsip diterima}
    keterangan: SOP Surat Masuk
  - kegiatan: Memeriksa arsip
    pelaksana: sub
    pertanyaan: Lengkap?
    keputusan: {Ya: simpan, Tidak: mulai_kerja, Tunda: lapor, Batal: selesai}
    mutu_baku: {kelengkapan: Arsip, waktu: 1 jam, output: [Arsip diperiksa, Catatan]}
  - {kegiatan: Membuat label, pelaksana: jfu, simbol: terminator, lanjut: [simpan, lapor], mutu_baku: {waktu: 1 hari}}
  - {id: simpan, kegiatan: Menyimpan arsip, pelaksana: jfu, lanjut: selesai, keterangan: [Satu, Dua]}
  - {id: lapor, kegiatan: Melapor, pelaksana: kabag}
tampilan:
  kertas: f4
  orientasi: lanskap
  huruf: Arial
  terminator: terpisah
  sampul: {kop: [Kop Satu, Kop Dua], judul: Judul Sampul, alamat: Alamat Sampul, tahun: 2021}
  nomor_kolom: true
  tanda_tangan: keduanya
  urutan_mutu_baku: [kelengkapan, output, waktu]
  ukuran_huruf: 8
  nomor_halaman: false
  panah_excel: lekat
  penomoran_butir: [A, 1, a]
  tanda_tangan_elektronik: {penanda: "#", ukuran: [160, 70]}
  catatan_kaki: Ditandatangani secara elektronik
  label: {tanggal_efektif: Tanggal Pengesahan, kegiatan: Uraian, judul_tabel: Bagan alir, nip: NRP}
"""


def test_every_key_that_is_shown_comes_back_without_the_file(tmp_path: Path) -> None:
    """Only what a document does not show is lost: status, what it supersedes, its next review, links."""
    reading = read_text(EVERY_KEY, "a.yaml", tmp_path)
    assert reading.sop is not None
    flow = trace(reading.sop)
    data = render(lay_out(reading.sop, flow), flow=flow, source=source_of(reading, reading.sop))
    base = base_of(data)
    assert base is not None
    anew = read_text(written_anew(base, "a.xlsx"), "b.yaml", tmp_path)
    assert anew.sop == reading.sop


def test_a_workbook_tells_nothing_that_its_document_does_not_show(tmp_path: Path) -> None:
    hidden = "status: dicabut\nmenggantikan: [9.9.9]\ntinjau_ulang: 2031-02-03\n# sembunyi\n"
    text = hidden + EVERY_KEY.replace("[kelengkapan, output, waktu]", "[output]\n  kolom_keterangan: false")
    reading = read_text(text, "a.yaml", tmp_path)
    assert reading.sop is not None
    shown = source_of(reading, reading.sop).shown
    assert "Arsip diperiksa" in shown
    assert not [
        word for word in ("dicabut", "9.9.9", "2031", "sembunyi", "5 menit", "Daftar", '"Dua"') if word in shown
    ]


def test_a_line_break_inside_an_entry_of_a_list_comes_back(tmp_path: Path) -> None:
    """Not so the breaks that layout adds where an entry's later lines stand under its first."""
    entry = "Daftar arsip\\n2024 yang masih disimpan oleh masing-masing bidang pada tahun berjalan"
    data = drawn(EVERY_KEY.replace("[Arsip, Daftar]", f'[Arsip, "{entry}"]'), tmp_path)
    texts = [text_of(cell.value, "") for row in load_workbook(BytesIO(data))["Prosedur"].iter_rows() for cell in row]
    assert "1. Arsip\n2. " + entry.replace("\\n", "\n") in texts


def test_lines_of_the_identity_and_signers_come_back(tmp_path: Path) -> None:
    data = drawn(EVERY_KEY, tmp_path)
    book = Workbook(data)
    for sheet, old, new in (
        ("Identitas", "02", "03"),
        ("Identitas", "Status Dokumen", "Sifat Dokumen"),
        (PLACE, "Umar", "Umar Said"),
        (PLACE, "NRP 19700416 199303 1 015", "NRP 19700416 199303 1 016"),
        (PLACE, "Sekretariat", "Tata Usaha"),
    ):
        book.write(sheet, book.find(sheet, old), new)
    merged = back(book.data(), EVERY_KEY, tmp_path)
    assert merged.conflicts == merged.losses == []
    now = EVERY_KEY.replace('"02"', '"03"').replace("Status Dokumen", "Sifat Dokumen").replace("Umar", "Umar Said")
    now = now.replace("kelompok: Sekretariat", "kelompok: Tata Usaha")  # of each lane under it
    assert merged.text == now.replace("19700416 199303 1 015", "19700416 199303 1 016")
