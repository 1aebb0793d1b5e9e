"""What a page shows is made anew when, and only when, what it was made from changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sopgen.preview.pages import Pages, stamps_of

SMALL = """\
judul: Permintaan Barang
pelaksana: {a: Pegawai, b: Pengurus Barang}
langkah:
  - {kegiatan: Mengajukan permintaan, pelaksana: a}
  - {kegiatan: Menyerahkan barang, pelaksana: b}
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sopgen.preview.pages.QUIET", 0)
    (tmp_path / "a.yaml").write_text(SMALL)
    return tmp_path / "a.yaml"


def test_a_page_is_kept_as_long_as_nothing_changes(file: Path) -> None:
    pages = Pages(file)
    first = pages.newest("")
    assert first is pages.newest("")
    file.write_text(SMALL.replace("Permintaan", "Peminjaman"))
    renewed = pages.newest("")
    assert first
    assert renewed
    assert (first.title, first.epoch, renewed.title, renewed.epoch) == (
        "Permintaan Barang",
        1,
        "Peminjaman Barang",
        2,
    )


def test_a_save_that_cannot_be_drawn_keeps_the_last_document(file: Path) -> None:
    pages = Pages(file)
    first = pages.newest("")
    file.unlink()
    shown = pages.newest("")
    assert first
    assert shown
    assert shown.document == first.document != ""
    assert shown.broken == f"{file} tidak dapat dibaca: tidak ada."
    file.write_text(SMALL)
    shown = pages.newest("")
    assert shown
    assert (shown.broken, shown.epoch) == ("", 3)


def test_a_print_under_7_pt_is_among_the_findings(file: Path) -> None:
    lanes = ", ".join(f"l{i}: Pelaksana {i}" for i in range(20))
    rows = "".join(f"  - {{kegiatan: Mengolah berkas {i}, pelaksana: l{i}}}\n" for i in range(20))
    file.write_text(f"judul: Berkas\npelaksana: {{{lanes}}}\nlangkah:\n{rows}tampilan: {{kertas: letter}}\n")
    shown = Pages(file).newest("")
    assert shown
    [small] = [finding for finding in shown.findings if finding["code"] == "SOP315"]
    assert (small["severity"], small["line"], small["path"]) == ("warning", 24, "tampilan.kertas")
    assert small["message"].endswith("pt, di bawah 7 pt.")


def test_our_own_fault_is_told_on_the_page_and_ends_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(file)

    def fail(*_: object) -> None:
        raise KeyError("x")

    with monkeypatch.context() as patched:
        patched.setattr("sopgen.preview.pages.checked", fail)
        shown = pages.newest("")
        assert shown
        assert "Kesalahan di dalam sopgen" in shown.broken
    file.write_text(SMALL + "\n")
    shown = pages.newest("")
    assert shown
    assert shown.broken == ""


def test_pages_of_a_folder_do_not_mix(file: Path) -> None:
    (file.parent / "b.yaml").write_text(SMALL.replace("Permintaan", "Peminjaman"))
    pages = Pages(file.parent)
    titles = [shown.title for name in ("a.yaml", "b.yaml") if (shown := pages.newest(name))]
    assert titles == ["Permintaan Barang", "Peminjaman Barang"]
    assert pages.newest("c.yaml") is None


def test_size_time_absence_and_arrival_are_changes(tmp_path: Path) -> None:
    file, other = tmp_path / "a.yaml", tmp_path / "sopgen.yaml"
    file.write_text("satu")
    stamps = stamps_of([file, other])
    assert stamps_of(stamps) == stamps
    other.write_text("")
    assert stamps_of(stamps) != stamps, "one that was looked for in vain has come"
    stamps = stamps_of([file, other])
    os.utime(file, ns=(1, 1))
    assert stamps_of(stamps) != stamps
    stamps = stamps_of([file, other])
    file.unlink()
    assert stamps_of(stamps) != stamps
