"""sopgen.yaml: defaults merged under a file's own keys, nearest folder first; settings for the rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_logo import png

from sopgen.diagnostics import Severity
from sopgen.reading import layers, read
from sopgen.reading.layers import library_of, merge
from sopgen.rules import check

SOP = """\
judul: Uji
pelaksana: {a: A, b: B}
langkah:
  - {kegiatan: Menerima surat, pelaksana: a}
  - {kegiatan: Mengarsipkan surat, pelaksana: b}
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_merge_is_key_by_key_and_lists_replace() -> None:
    defaults = {"a": {"x": 1, "y": {"p": 1}}, "l": [1, 2], "n": 1, "d": {"k": 1}}
    own = {"z": 0, "a": {"y": {"q": 2}}, "l": [3], "n": None, "d": "teks"}
    merged = merge(defaults, own)
    assert merged == {"z": 0, "a": {"x": 1, "y": {"p": 1, "q": 2}}, "l": [3], "n": None, "d": "teks"}
    assert list(merged) == ["z", "a", "l", "n", "d"]


def test_nearer_wins(tmp_path: Path) -> None:
    write(
        tmp_path / "sopgen.yaml", "instansi: {nama: Kota, satuan_kerja: Setda}\ntampilan: {kertas: f4, huruf: Calibri}"
    )
    write(tmp_path / "bagian/sopgen.yaml", "instansi: {satuan_kerja: Bappeda}")
    sop = read(write(tmp_path / "bagian/umum/a.yaml", SOP + "tampilan: {kertas: a3}")).sop
    assert sop is not None
    assert (sop.instansi.nama, sop.instansi.satuan_kerja) == ("Kota", "Bappeda")
    assert (sop.tampilan.kertas, sop.tampilan.huruf) == ("a3", "Calibri")


def test_the_repository_is_the_limit(tmp_path: Path) -> None:
    write(tmp_path / "sopgen.yaml", "nomor: dari luar")
    (tmp_path / "repo/.git").mkdir(parents=True)
    reading = read(write(tmp_path / "repo/sop/a.yaml", SOP))
    assert reading.sop is not None
    assert reading.sop.nomor is None
    assert library_of(tmp_path / "repo/sop").root == tmp_path / "repo"


def test_settings(tmp_path: Path) -> None:
    write(
        tmp_path / "sopgen.yaml",
        "aturan: {abaikan: [SOP4, SOP203], tingkat: {SOP202: galat, SOP2: info}}\njam_kerja_per_hari: 8",
    )
    write(tmp_path / "x/sopgen.yaml", "aturan: {pilih: SOP203, abaikan: []}")
    settings = library_of(tmp_path).settings
    assert [settings.active(code) for code in ("SOP402", "SOP203", "SOP202")] == [False, False, True]
    assert settings.severity("SOP202", Severity.WARNING) is Severity.ERROR
    assert settings.severity("SOP205", Severity.WARNING) is Severity.INFO
    assert settings.severity("SOP305", Severity.ERROR) is Severity.ERROR
    assert settings.jam_kerja_per_hari == 8
    nearer = library_of(tmp_path / "x").settings
    assert [nearer.active(code) for code in ("SOP203", "SOP202")] == [True, False]
    assert nearer.jam_kerja_per_hari == 8


def test_what_refuses_rendering_cannot_be_switched_off(tmp_path: Path) -> None:
    write(tmp_path / "sopgen.yaml", "aturan: {abaikan: [SOP302], pilih: [SOP101], tingkat: {SOP3: info}}")
    settings = library_of(tmp_path).settings
    assert settings.active("SOP302")
    assert settings.severity("SOP302", Severity.ERROR) is Severity.ERROR


def test_findings_stand_in_the_library_file(tmp_path: Path) -> None:
    write(tmp_path / "sopgen.yaml", "instansi: {nma: Kota}\naturan: {abaikan: [X]}\nlangkah: 3")
    reading = read(write(tmp_path / "a.yaml", SOP))
    assert reading.sop is None
    found = {(f.code, f.span.line, f.path) for f in reading.findings}
    assert found == {("SOP003", 1, "instansi.nma"), ("SOP005", 2, "aturan.abaikan[0]"), ("SOP005", 3, "langkah")}
    assert all(f.file.endswith("sopgen.yaml") for f in reading.findings)


def test_lanes_may_come_from_the_library(tmp_path: Path) -> None:
    write(tmp_path / "sopgen.yaml", "pelaksana: {a: A, b: B}")
    reading = read(write(tmp_path / "a.yaml", SOP.replace("pelaksana: {a: A, b: B}\n", "")))
    assert [lane.id for lane in reading.sop.pelaksana] == ["a", "b"]
    file, span = reading.locate(("pelaksana", "b"))
    assert file.endswith("sopgen.yaml")
    assert span.column == 22


def test_logo_is_relative_to_the_file_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(7, 5))
    write(tmp_path / "sopgen.yaml", "instansi: {logo: logo.png}")
    reading = read(write(tmp_path / "bagian/a.yaml", SOP))
    assert reading.findings == ()
    assert reading.logo is not None
    assert (reading.logo.width, reading.logo.height) == (7, 5)


def test_a_bad_logo_is_found_where_it_is_named(tmp_path: Path) -> None:
    write(tmp_path / "sopgen.yaml", "\n\ninstansi: {logo: logo.png}")
    (tmp_path / "logo.png").write_text("bukan gambar")
    (finding,) = read(write(tmp_path / "bagian/a.yaml", SOP)).findings
    assert (finding.code, finding.path, finding.span.line) == ("SOP005", "instansi.logo", 3)
    assert finding.file.endswith("sopgen.yaml")


def test_a_missing_logo_is_told_where_it_is_named_and_refuses_nothing(tmp_path: Path) -> None:
    write(tmp_path / "sopgen.yaml", "\n\ninstansi: {logo: gambar/logo.png}")
    reading = read(write(tmp_path / "bagian/a.yaml", SOP))
    assert (reading.findings, reading.logo) == ((), None)
    (finding,) = [finding for finding in check(reading) if finding.code == "SOP121"]
    assert (finding.path, finding.span.line, finding.severity) == ("instansi.logo", 3, Severity.WARNING)
    assert finding.file.endswith("sopgen.yaml")
    assert "gambar/logo.png" in finding.message


def test_read_once_for_a_folder_and_again_when_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[str] = []
    original = layers.load
    monkeypatch.setattr(layers, "load", lambda source, file: (loads.append(file), original(source, file))[1])
    settings = write(tmp_path / "sopgen.yaml", "nomor: '1'")
    files = [write(tmp_path / f"{i}.yaml", SOP) for i in range(20)]
    assert {read(path).sop.nomor for path in files} == {"1"}
    assert len(loads) == 1
    settings.write_text("nomor: '22'", encoding="utf-8")
    assert read(files[0]).sop.nomor == "22"
