"""Every example reads, renders, and is drawn right; the five real documents say what their originals say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from quality import judge, load

from sopgen.cli import main
from sopgen.diagnostics import REFUSED
from sopgen.flow import trace
from sopgen.layout import lay_out
from sopgen.reading import read

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))

ORIGINALS = {
    "madiun": (
        "Penyusunan Perjanjian Kinerja/ Perubahan Perjanjian Kinerja",
        """\
1 | surat masuk | 5 menit | surat masuk dan disposisi
2 | surat masuk dan disposisi | 120 menit | notulen rapat | SOP Penyelenggaraan Rapat Dinas
3 | notulen rapat | 60 menit | PK seluruh pegawai dan draft surat pengantar
4 | PK seluruh pegawai dan draft surat pengantar | 1 hari | PK seluruh pegawai dan draft surat pengantar
6 | PK seluruh pegawai dan draft surat pengantar | 15 menit | PK seluruh pegawai dan surat pengantar
7 | PK seluruh pegawai dan surat pengantar | 15 menit | PK seluruh pegawai dan surat pengantar yang telah disampaikan ke Bagian Organisasi Sekretariat Daerah | SOP Penyimpanan Arsip Aktif
""",  # noqa: E501
    ),
    "jateng": (
        "Penyusunan Perjanjian Kinerja",
        """\
1 | Disposisi surat | 10 Menit | Disposisi surat
2 | Format Perjanjian kinerja | 2 Jam | Format Perjanjian kinerja
3 | Format Perjanjian kinerja | 1 Jam | Draft usulan Perjanjian kinerja
4 | Undangan rapat | 30 Menit | Undangan rapat
5 | Draft Perjanjian Kinerja | 2 Jam | Draft Perjanjian kinerja | SOP pelaksanaan rapat
6 | Draft Perjanjian kinerja | 3 Jam | Draft Perjanjian kinerja | SOP Pengumpulan Data
7 | Draft Perjanjian kinerja | 4 Hari | Draft Perjanjian kinerja
8 | Draft Perjanjian Kinerja | 2 Hari | Dokumen Perjanjian kinerja
9 | Dokumen Perjanjian kinerja | 1 Hari | Dokumen Perjanjian kinerja
10 | Dokumen Perjanjian Kinerja | 1 Jam | Dokumen Perjanjian kinerja
11 | Konsep surat pengantar | 10 Menit | Surat pengantar
12 | Dokumen Perjanjian kinerja | 15 Menit | Dokumen Perjanjian kinerja
13 | Dokumen Perjanjian kinerja | 1 Jam | Dokumen Perjanjian kinerja
""",
    ),
    "gowa": (
        "Perjanjian Kinerja",
        """\
1 | Disposisi surat | 5 Menit | Disposisi surat
2 | Data | 60 menit | Draf
3 | undangan | 120 menit | undangan
4 | draf | 5 menit | draf
5 | data program dan kegiatan | 120 menit | Dokumen
6 | Dokumen | 5 menit | Dokumen
7 | Dokumen | 5 menit | Dokumen
8 | Dokumen | 5 menit | Dokumen
9 | Dokumen | 5 menit | Dokumen
""",
    ),
    "bpbd": (
        "Perjanjian Kinerja",
        """\
1 | Disposisi surat | 5 Menit | Disposisi surat
2 | DPA | 60 menit | DPA
3 | undangan | 10 menit | undangan
4 | data program dan kegiatan | 120 menit | data program dan kegiatan
5 | data program dan kegiatan | 60 menit | data program dan kegiatan
6 | format perjanjian kinerja | 5 menit | format perjanjian kinerja
7 | data program dan kegiatan | 120 menit | data program dan kegiatan
8 | perjanjian kinerja | 5 menit | perjanjian kinerja
9 | perjanjian kinerja | 5 menit | perjanjian kinerja
""",
    ),
    "pali": (
        "SOP Penyusunan Perjanjaian Kinerja (PK)",
        """\
1 | Disposisi Surat | 10 Menit | Disposisi Surat
2 | Arahan Kepala Dinas | 15 Menit | Disposisi Surat
3 | Format Perjanjian Kinerja | 1 Jam | Format Perjanjian Kinerja
4 | Format Perjanjian Kinerja | 1 Jam | Draft usulan Perjanjian Kinerja
5 | Undangan Rapat | 30 Menit | Undangan Rapat
6 | Draft Dokumen Perjanjian Kinerja | 2 Jam | Draft Perjanjian Kinerja | SOP Pelaksanaan Rapat
7 | Draft Dokumen Perjanjian Kinerja | 3 Jam | Draft Perjanjian Kinerja | SOP Pengumpulan data
8 | Draft Dokumen Perjanjian Kinerja | 4 hari | Draft Perjanjian Kinerja
9 | Draft Dokumen Perjanjian Kinerja | 2 Hari | Dokumen Perjanjian Kinerja
10 | Dokumen Perjanjian Kinerja | 1 Hari | Dokumen Perjanjian Kinerja
11 | Dokumen Indikator Kinerja Utama | 1 Jam | Dokumen Perjanjian Kinerja
12 | Konsep surat pengantar | 10 Menit | Surat Pengantar
13 | Dokumen Perjanjian Kinerja | 15 Menit | Dokumen Perjanjian Kinerja
14 | Dokumen Perjanjian Kinerja | 1 Jam | Dokumen Perjanjian Kinerja
""",
    ),
}
"""Name -> title, and per row as the original prints it: number | kelengkapan | waktu | output | keterangan."""

by_name = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)


def run(*arguments: str | Path) -> int:
    """sopgen's exit status."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


def test_the_examples_are_there() -> None:
    names = {path.stem for path in EXAMPLES}
    assert names >= {*ORIGINALS, "kecil", "lengkap", "pk"}


@by_name
def test_reads_without_a_refusal(example: Path) -> None:
    reading = read(example)
    assert reading.sop is not None
    assert not [finding for finding in reading.findings if finding.code in REFUSED]


@by_name
def test_the_drawing_is_right(example: Path, tmp_path: Path) -> None:
    assert run("render", example, "--xlsx", "-o", tmp_path) == 0
    assert judge(example, tmp_path / f"{example.stem}.xlsx") == []


def test_the_judge_sees_what_is_wrong(tmp_path: Path) -> None:
    """One example's drawing, held against a file that asks for another flow."""
    kecil = next(path for path in EXAMPLES if path.stem == "kecil")
    assert run("render", kecil, "--xlsx", "-o", tmp_path) == 0
    other = tmp_path / "lain.yaml"
    other.write_text(kecil.read_text(encoding="utf-8").replace("Tidak: minta", "Tidak: 4"), encoding="utf-8")
    assert judge(other, tmp_path / "kecil.xlsx") == [
        "edge extra: langkah:2:pengurus -> langkah:minta:pegawai",
        "edge missing: langkah:2:pengurus -> langkah:4:pengurus",
    ]


@pytest.mark.parametrize("name", ORIGINALS)
def test_says_what_the_original_says(name: str) -> None:
    document = load(next(path for path in EXAMPLES if path.stem == name))
    title, table = ORIGINALS[name]
    rows = [
        " | ".join(
            (
                str(row.get("no", i)),
                *(row["mutu_baku"][cell] for cell in ("kelengkapan", "waktu", "output")),
                *([row["keterangan"]] if row.get("keterangan") else []),
            )
        )
        for i, row in enumerate(document["langkah"], 1)
    ]
    assert document["judul"] == title
    assert rows == table.splitlines()


@pytest.mark.parametrize(("name", "day"), [("kecil", "2026-01-12"), ("pk", "2026-02-02")])
def test_what_a_learner_copies_is_flawless(
    name: str, day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not even a warning or a hint, on the day it came into force."""
    for file in (f"{name}.yaml", "logo-kecil.png"):
        shutil.copy(EXAMPLES[0].parent / file, tmp_path)
    status = run("validate", tmp_path / f"{name}.yaml", "--strict", "--format", "json", "--tanggal", day)
    shown = capsys.readouterr().out
    assert status == 0, shown
    assert '"findings": []' in shown or '"findings":[]' in shown, shown


def test_the_first_thing_a_newcomer_renders_fits_on_two_pages() -> None:
    """An identity and a table of few lanes, with a decision that leads back."""
    reading = read(EXAMPLES[0].parent / "pk.yaml")
    assert reading.sop is not None
    flow = trace(reading.sop)
    assert sum(len(sheet.pages) for sheet in lay_out(reading.sop, flow, reading.logo).sheets) == 2
    assert 3 <= len(reading.sop.pelaksana) <= 5
    assert [edge.label for edge in flow.edges if flow.nodes[edge.target].row < flow.nodes[edge.source].row] == ["Tidak"]
