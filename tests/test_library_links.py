"""Links from one SOP's page to another's."""

from __future__ import annotations

from pathlib import Path

from sopgen.library import addresses, titled
from sopgen.reading import read

SOP = """\
judul: {judul}
nomor: "{nomor}"
keterkaitan: {keterkaitan}
pelaksana: {{a: A, b: B}}
langkah:
  - {{kegiatan: Menyusun draf, pelaksana: a, keterangan: {keterangan}}}
  - {{kegiatan: Mengirim surat, pelaksana: b}}
"""


def put(path: Path, judul: str, nomor: str, keterkaitan: str = "[]", keterangan: str = "-") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SOP.format(judul=judul, nomor=nomor, keterkaitan=keterkaitan, keterangan=keterangan))
    return path


def test_links_by_path_number_and_title(tmp_path: Path) -> None:
    (tmp_path / "sopgen.yaml").write_text("{}")
    put(tmp_path / "umum" / "rapat dinas.yaml", "Rapat Dinas", "1.1")
    put(tmp_path / "arsip.yaml", "Penyimpanan Arsip", "1.2")
    named = "[{sop: ../umum/rapat dinas.yaml}, {sop: '1.2'}, SOP Tidak Ada]"
    first = put(tmp_path / "kantor" / "a.yaml", "Penyusunan Draf", "1.3", named, "SOP penyimpanan arsip")
    assert addresses(titled(read(first))) == {
        "SOP Rapat Dinas": "../umum/rapat%20dinas.html",
        "SOP Penyimpanan Arsip": "../arsip.html",
        "SOP penyimpanan arsip": "../arsip.html",
    }


def test_without_a_library_only_paths_are_known(tmp_path: Path) -> None:
    put(tmp_path / "b.yaml", "Rapat", "1")
    first = put(tmp_path / "a.yaml", "Draf", "2", "[{sop: b.yaml}, {sop: '1'}]")
    assert addresses(titled(read(first))) == {"SOP Rapat": "b.html"}
