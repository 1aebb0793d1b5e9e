"""Which SOP a text names: the same for a page that `render` makes and for one of a site that `build` makes."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from sopgen.cli import main
from sopgen.library import among, around, forget, register_of
from sopgen.library.links import addresses, meant, with_titles
from sopgen.reading import read

SOP = """\
instansi: {{nama: Kota, satuan_kerja: {office}}}
judul: {judul}
nomor: "{nomor}"
status: {status}
keterkaitan: {related}
pelaksana: {{a: A, b: B}}
langkah:
  - {{kegiatan: Menyusun draf, pelaksana: a, keterangan: {note}}}
  - {{kegiatan: Mengirim surat, pelaksana: b}}
"""


def put(
    path: Path,
    judul: str,
    nomor: str,
    related: str = "[]",
    note: str = "-",
    office: str = "Setda",
    status: str = "berlaku",
) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = SOP.format(judul=judul, nomor=nomor, related=related, note=note, office=office, status=status)
    path.write_text(text, encoding="utf-8")
    return path


def links(path: Path) -> dict[str, str]:
    """As `render` writes them."""
    forget()
    reading = read(path)
    assert reading.sop is not None
    return addresses(reading.sop, around(reading))


def run(*words: str | Path) -> None:
    with pytest.raises(SystemExit):
        main([*map(str, words)])


def anchors(page: Path, folder: Path) -> set[tuple[str, str]]:
    """(text, file of the library without suffix) of every link to an SOP's page."""
    found = re.findall(r'<a href="([^":#?]*)\.html">(.*?)</a>', page.read_text(encoding="utf-8"), re.DOTALL)
    named = [(unescape(" ".join(re.sub(r"<[^>]*>", " ", text).split())), page.parent / place) for place, text in found]
    whole = [(text, place.resolve()) for text, place in named]
    return {(text, str(place.relative_to(folder))) for text, place in whole if place.is_relative_to(folder)}


def test_links_by_path_number_and_title(tmp_path: Path) -> None:
    (tmp_path / "sopgen.yaml").write_text("{}")
    put(tmp_path / "umum" / "rapat dinas.yaml", "Rapat Dinas", "1.1")
    put(tmp_path / "arsip.yaml", "Penyimpanan Arsip", "1.2")
    named = "[{sop: ../umum/rapat dinas.yaml}, {sop: '1.2'}, SOP Tidak Ada, rapat dinas.]"
    first = put(tmp_path / "kantor" / "a.yaml", "Penyusunan Draf", "1.3", named, "SOP penyimpanan arsip")
    assert links(first) == {
        "SOP Rapat Dinas": "../umum/rapat%20dinas.html",
        "SOP Penyimpanan Arsip": "../arsip.html",
        "SOP penyimpanan arsip": "../arsip.html",
        "rapat dinas.": "../umum/rapat%20dinas.html",
    }


def test_without_a_library_only_paths_are_known(tmp_path: Path) -> None:
    put(tmp_path / "b.yaml", "Rapat", "1")
    first = put(tmp_path / "a.yaml", "Draf", "2", "[{sop: b.yaml}, {sop: '1'}]", "SOP Rapat")
    assert links(first) == {"SOP Rapat": "b.html"}


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Offices with SOPs of one title: two of them in force, one superseded, one both drafted and in force."""
    (tmp_path / "p").mkdir()
    (tmp_path / "p/sopgen.yaml").write_text("{}")
    root = tmp_path / "p"
    for office in ("Arsip", "Keuangan"):
        place = root / office.lower()
        put(place / "rapat.yaml", "Rapat Dinas", f"{office}.1", office=office)
        named = "[SOP Rapat Dinas, SOP Cuti, SOP Surat Masuk, SOP Kembar, {sop: '9'}, {sop: '1.7'}]"
        put(place / "a.yaml", f"Urusan {office}", f"{office}.2", named, "SOP Rapat Dinas", office)
        put(place / "kembar.yaml", "Kembar", f"{office}.3", office="Lain")
    put(root / "cuti-lama.yaml", "Cuti", "5", office="Keuangan", status="digantikan")
    put(root / "cuti.yaml", "Cuti", "6", office="Umum")
    put(root / "surat-draf.yaml", "Surat Masuk", "7", office="Umum", status="draf")
    put(root / "surat.yaml", "SOP Surat Masuk", "8", office="Umum")
    put(root / "nomor-a.yaml", "Nomor A", "9", office="Umum")
    put(root / "nomor-b.yaml", "Nomor B", "9", office="Arsip")
    put(root / "lama.yaml", "Versi Lama", "1.7", status="digantikan")
    put(root / "baru.yaml", "Versi Baru", "1.7")
    return root


def test_the_same_office_comes_first_and_a_title_that_two_bear_names_none(shared: Path) -> None:
    expected = {
        "SOP Cuti": "../cuti.html",  # the other one is superseded
        "SOP Surat Masuk": "../surat.html",  # the other one is a draft
        "SOP Rapat Dinas": "rapat.html",
        "SOP Versi Baru": "../baru.html",
    }
    assert links(shared / "keuangan/a.yaml") == expected
    assert links(shared / "arsip/a.yaml") == expected | {"SOP Nomor B": "../nomor-b.html"}


def test_render_and_build_link_alike(shared: Path, tmp_path: Path) -> None:
    run("render", shared, "--html", "-o", tmp_path / "r")
    run("build", shared, "-o", tmp_path / "s", "--tanpa", "pdf", "--tanpa", "xlsx", "--tanpa", "svg")
    for name in ("arsip/a", "keuangan/a"):
        rendered = anchors(tmp_path / f"r/{name}.html", tmp_path / "r")
        built = anchors(tmp_path / f"s/sop/{name}.html", tmp_path / "s/sop")
        assert len(rendered) >= 4
        assert rendered <= built
        texts = {text for text, _ in rendered}
        assert texts == {text for text, _ in built if text.startswith("SOP ")}
        assert "SOP Kembar" not in texts
        assert "SOP Kembar" in (tmp_path / f"s/sop/{name}.html").read_text(encoding="utf-8")


def test_both_readings_of_one_sop_agree(shared: Path) -> None:
    forget()
    register = register_of(shared)
    for entry in register.entries:
        reading = read(entry.path)
        assert reading.sop is not None
        alone, inside = around(reading), among(register, entry)
        for text in [said.text for said in entry.keterkaitan] + ["a.yaml", "../surat.yaml", "tidak-ada.yaml"]:
            assert getattr(alone.referred(text), "path", None) == getattr(inside.referred(text), "path", None)
        assert with_titles(reading.sop, alone.title) == with_titles(reading.sop, inside.title)


def test_of_several_meant_ones_none(shared: Path) -> None:
    forget()
    found = register_of(shared).entitled("kembar")
    assert len(found) == 2
    assert meant(found, ("kota", "arsip")) is None
    assert meant(found[:1], ("kota", "arsip")) is found[0]
