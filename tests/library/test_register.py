"""The register of a library: made from any files, broken ones too; links printed as titles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import LINEAR, growth

from examples import each_example
from sopgen.library import around, forget, register_around, register_of, with_titles
from sopgen.library.entries import load_shortened, read_entry
from sopgen.library.register import office_of
from sopgen.model import Sop
from sopgen.reading import Reading, read, read_text
from sopgen.reading.layers import library_of
from sopgen.reading.loader import load

BODY = "pelaksana: {a: A, b: B}\nlangkah:\n  - {kegiatan: K, pelaksana: a}\n"


def put(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    forget()
    put(tmp_path / "sopgen.yaml", "instansi: {nama: Kota, satuan_kerja: Setda}\n")
    put(tmp_path / "umum/rapat.yaml", "judul: Rapat Dinas\nnomor: 1.2\nstatus: berlaku\n" + BODY)
    return tmp_path


@each_example
def test_an_entry_says_what_the_whole_file_says(example: Path) -> None:
    entry, sop = read_entry(example, library_of(example.parent)), read(example).sop
    assert sop is not None
    assert (entry.judul, entry.nomor) == (sop.judul, sop.nomor)
    assert entry.office == office_of(sop.instansi.nama, sop.instansi.satuan_kerja)
    assert entry.status == sop.status
    assert [mention.text for mention in entry.menggantikan] == list(sop.menggantikan)
    full = load(example.read_bytes(), "x").spans
    assert entry.locate(("judul",))[1] == full.nearest(("judul",))


LINES = st.sampled_from(
    [
        "judul: A",
        'judul: "A',
        '  b"',
        "nomor: 1",
        "langkah:",
        "  - {kegiatan: K}",
        "- {sop: x}",
        "keterkaitan:",
        "keterkaitan: {sop: x}",
        "keterkaitan: [",
        "]",
        "tampilan: {",
        "}",
        "tampilan: |",
        "  teks",
        "",
        "# sopgen: abaikan SOP601",
        "peringatan: >-",
        "menggantikan: [a, b]",
        "---",
        "status: berlaku # x",
        "  - sop: y",
    ]
)


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_leaving_out_changes_nothing_that_is_wanted(lines: list[str], end: str) -> None:
    source = end.join([*lines, ""]).encode()
    full, cut = load(source, "x"), load_shortened(source, "x")
    if not full.readable or not isinstance(full.data, dict):
        return
    for key in ("judul", "nomor", "status", "menggantikan"):
        assert cut.data.get(key) == full.data.get(key)
        assert cut.spans.values.get((key,)) == full.spans.values.get((key,))
    if "sop" in str(full.data.get("keterkaitan")):
        assert cut.data["keterkaitan"] == full.data["keterkaitan"]
    assert cut.comments == full.comments


@pytest.mark.parametrize(
    "content",
    [b"", b"judul: [", bytes(range(256)), b"[" * 9999, b"- x", b"judul: {a: b}\nstatus: [x]\nnomor: [1]\ninstansi: 3"],
)
def test_any_file_has_an_entry(root: Path, content: bytes) -> None:
    path = put(root / "umum/aneh.yaml", content)
    entry = register_of(root).by_path[path]
    assert (entry.judul, entry.nomor, entry.status) == (None, None, "draf")


def test_a_broken_row_hides_nothing(root: Path) -> None:
    path = put(root / "a.yaml", "judul: A\nnomor: '7'\nlangkah:\n  - {kegiatan: [\n")
    assert register_of(root).numbered("7") == (register_of(root).by_path[path],)


def test_defaults_of_folders_count(root: Path) -> None:
    put(root / "dinas/sopgen.yaml", "instansi: {satuan_kerja: Dinas}\nstatus: berlaku\n")
    path = put(root / "dinas/a.yaml", "judul: A\n" + BODY)
    entry = register_of(root).by_path[path]
    assert (entry.office, entry.status) == (("kota", "dinas"), "berlaku")
    assert register_around(root / "dinas").root == root


def test_what_is_no_sop_of_the_library(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = put(tmp_path_factory.mktemp("luar") / "x.yaml", "judul: Luar\n")
    for name in (".git/a.yaml", ".rahasia.yaml", "catatan.txt"):
        put(root / name, "judul: A\n")
    (root / "jauh.yaml").symlink_to(outside)
    (root / "dekat.yaml").symlink_to(root / "umum/rapat.yaml")
    (root / "putus.yaml").symlink_to(root / "tidak-ada.yaml")
    (root / "folder.yaml").mkdir()
    assert [entry.path.name for entry in register_of(root).entries] == ["rapat.yaml"]


def test_relations_both_ways(root: Path) -> None:
    put(root / "a.yaml", "judul: A\nketerkaitan: [{sop: 1.2}, {sop: umum/rapat.yaml}]\nmenggantikan: [1.2]\n")
    register = register_of(root)
    a, rapat = register.entries
    assert register.predecessors[a.path] == (rapat,)
    assert register.successors[rapat.path] == (a,)


def titled(reading: Reading) -> Sop:
    assert reading.sop is not None
    return with_titles(reading.sop, around(reading).title)


class TestTitles:
    def texts(self, file: Path) -> list[str]:
        return [entry.text for entry in titled(read(file)).keterkaitan]

    @pytest.mark.parametrize("link", ["../umum/rapat.yaml", "'1.2'", "..\\umum\\rapat.yaml"])
    def test_a_link_prints_the_title(self, root: Path, link: str) -> None:
        path = put(root / "dinas/a.yaml", f"judul: A\nketerkaitan: [Lain, {{sop: {link}}}]\n" + BODY)
        assert self.texts(path) == ["Lain", "SOP Rapat Dinas"]

    def test_below_a_heading_and_in_other_boxes(self, root: Path) -> None:
        text = "judul: A\nperingatan: [{Lihat: [{sop: 1.2}]}]\ntambahan: {Lain: [{sop: 1.2}]}\n"
        text += "penutup: {Akhir: [{sop: 1.2}]}\n"
        sop = titled(read(put(root / "a.yaml", text + BODY)))
        assert sop.peringatan[0].children[0].text == "SOP Rapat Dinas"
        assert sop.tambahan[0][1][0].text == "SOP Rapat Dinas"
        assert sop.penutup[0][1][0].text == "SOP Rapat Dinas"

    @pytest.mark.parametrize("link", ["9.9", "tidak-ada.yaml", "../../../../etc/x.yaml", "tanpa-judul.yaml", "sub"])
    def test_otherwise_the_text_as_written(self, root: Path, link: str) -> None:
        put(root / "tanpa-judul.yaml", "nomor: '1'\n")
        assert self.texts(put(root / "a.yaml", f"judul: A\nketerkaitan: [{{sop: {link}}}]\n" + BODY)) == [link]

    def test_nothing_outside_the_library_is_read(self, root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
        outside = put(tmp_path_factory.mktemp("luar") / "x.yaml", "judul: Rahasia\n")
        (root / "b.yaml").symlink_to(outside)
        for link in (outside.as_posix(), "b.yaml"):
            assert self.texts(put(root / "a.yaml", f"judul: A\nketerkaitan: [{{sop: {link}}}]\n" + BODY)) == [link]

    def test_sop_is_not_said_twice(self, root: Path) -> None:
        put(root / "b.yaml", "judul: SOP Arsip\n")
        path = put(root / "a.yaml", "judul: A\nketerkaitan: [{sop: b.yaml}]\n" + BODY)
        assert self.texts(path) == ["SOP Arsip"]

    def test_without_a_library(self, tmp_path: Path) -> None:
        put(tmp_path / "b.yaml", "judul: Arsip\n")
        text = "judul: A\nketerkaitan: [{sop: b.yaml}, {sop: '1'}]\n" + BODY
        sop = titled(read_text(text, "<stdin>", tmp_path))
        assert [entry.text for entry in sop.keterkaitan] == ["SOP Arsip", "1"]


def test_a_library_is_read_in_as_much_work_as_it_has_files(tmp_path: Path) -> None:
    def prepared(files: int) -> Callable[[], None]:
        root = tmp_path / str(files)
        put(root / "sopgen.yaml", "instansi: {nama: Kota, satuan_kerja: Setda}\n")
        for i in range(files):
            link = f"keterkaitan: [{{sop: '{(i + 1) % files}'}}, SOP J{i // 2}]\n"
            put(root / f"d{i % 40}/{i}.yaml", f"judul: J{i}\nnomor: '{i}'\nstatus: berlaku\n" + link + BODY)

        def read_all() -> None:
            forget()
            assert len(register_of(root).entries) == files

        return read_all

    assert growth(prepared, 50) < LINEAR
