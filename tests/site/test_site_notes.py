"""What a build remembers: the same when read back, and nothing at all where the file cannot be trusted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from sopgen.site.cache import program
from sopgen.site.documents import NOTES, Notes, read_source, remember, remembered
from sopgen.site.entry import Source

EXAMPLES = Path(__file__).parents[2] / "examples"


def notes() -> Notes:
    sources = [Source(path, path.name, path.stem) for path in sorted(EXAMPLES.glob("*.yaml"))]
    reads = tuple(read_source(source, date(2026, 1, 31), EXAMPLES) for source in sources)
    return Notes(program(), reads)


def test_they_are_the_same_when_read_back(tmp_path: Path) -> None:
    made = notes()
    assert all(read.entry.times and read.entry.words for read in made.reads)
    assert any(read.entry.findings for read in made.reads)
    remember(tmp_path, made)
    assert repr(remembered(tmp_path)) == repr(made)  # heads are equal only to themselves


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"program":"', '"program":"x'),
        ('"steps":', '"steps":"a'),
        ('"title":"Permintaan', '"title":"Pengadaan'),
        ("{", "["),
    ],
)
def test_nothing_is_taken_from_a_damaged_file(old: str, new: str, tmp_path: Path) -> None:
    remember(tmp_path, notes())
    path = tmp_path / NOTES
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert remembered(tmp_path) == Notes()


def test_nothing_is_remembered_at_first(tmp_path: Path) -> None:
    assert remembered(tmp_path) == Notes()
    (tmp_path / NOTES).write_bytes(json.dumps([1]).encode())
    assert remembered(tmp_path) == Notes()
