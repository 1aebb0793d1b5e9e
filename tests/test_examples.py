"""Every example reads, renders, and is drawn right; those for learners are flawless."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from commands import environment, ran, started
from quality import judge

from examples import EXAMPLES, FOLDER, each_example, named
from sopgen.diagnostics import REFUSED
from sopgen.reading import read
from sopgen.render import FORMATS

KECIL = FOLDER / "kecil.yaml"


def test_the_examples_are_there() -> None:
    names = {path.stem for path in EXAMPLES}
    assert names >= {"bpbd", "gowa", "jateng", "kecil", "lengkap", "madiun", "pali", "pk"}


@each_example
def test_reads_without_a_refusal(example: Path) -> None:
    reading = read(example)
    assert reading.sop is not None
    assert not [finding for finding in reading.findings if finding.code in REFUSED]


@each_example
def test_the_drawing_is_right(example: Path, tmp_path: Path) -> None:
    assert ran("render", example, "--xlsx", "-o", tmp_path)[0] == 0
    assert judge(example, tmp_path / f"{example.stem}.xlsx") == []


def test_sixty_rows_of_twelve_lanes_are_readable_on_five_pages() -> None:
    """7 pt as Excel prints them, in whole per cents, with all that follows the last row."""
    sop, _, scene = named("lengkap")
    assert len(scene.sheets[-1].pages) == 5
    assert int(scene.scale[-1] * 100) / 100 * sop.tampilan.ukuran_huruf >= 7


def test_same_bytes_in_two_processes(tmp_path: Path) -> None:
    """Every format, whatever the hash seed, and whether openpyxl builds its XML with lxml or without."""
    words = ["render", KECIL, *(f"--{name}" for name in FORMATS), "-o"]
    other = environment(PYTHONHASHSEED="2", OPENPYXL_LXML=str(not openpyxl.LXML))
    assert started(*words, tmp_path / "there", env=other).wait() == 0
    assert ran(*words, tmp_path / "here")[0] == 0
    here, there = (
        {path.name: path.read_bytes() for path in (tmp_path / place).iterdir()} for place in ("here", "there")
    )
    assert len(here) >= len(FORMATS)
    assert here == there


def test_the_judge_sees_what_is_wrong(tmp_path: Path) -> None:
    """One example's drawing, held against a file that asks for another flow."""
    assert ran("render", KECIL, "--xlsx", "-o", tmp_path)[0] == 0
    other = tmp_path / "lain.yaml"
    other.write_text(KECIL.read_text(encoding="utf-8").replace("Tidak: minta", "Tidak: 4"), encoding="utf-8")
    assert judge(other, tmp_path / "kecil.xlsx") == [
        "edge extra: langkah:2:pengurus -> langkah:minta:pegawai",
        "edge missing: langkah:2:pengurus -> langkah:4:pengurus",
    ]


@pytest.mark.parametrize(("name", "day"), [("kecil", "2026-01-12"), ("pk", "2026-02-02")])
def test_what_a_learner_copies_is_flawless(name: str, day: str, tmp_path: Path) -> None:
    """Not even a warning or a hint, on the day it came into force."""
    for file in (f"{name}.yaml", "logo-kecil.png"):
        shutil.copy(FOLDER / file, tmp_path)
    words = ("--strict", "--format", "json", "--tanggal", day)
    status, shown, _ = ran("validate", tmp_path / f"{name}.yaml", *words)
    assert status == 0, shown
    assert json.loads(shown)["findings"] == []


def test_the_first_thing_a_newcomer_renders_fits_on_two_pages() -> None:
    """An identity and a table of few lanes, with a decision that leads back."""
    sop, flow, scene = named("pk")
    assert sum(len(sheet.pages) for sheet in scene.sheets) == 2
    assert 3 <= len(sop.pelaksana) <= 5
    assert [edge.label for edge in flow.edges if flow.nodes[edge.target].row < flow.nodes[edge.source].row] == ["Tidak"]
