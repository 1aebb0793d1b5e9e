"""What a build remembers: the same when read back, and nothing at all where the file cannot be trusted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sopgen.site.cache import Cache
from sopgen.site.documents import Read, notes_key, read_source, remember, remembered
from sopgen.site.entry import Source

EXAMPLES = Path(__file__).parents[2] / "examples"


def reads() -> tuple[Read, ...]:
    sources = [Source(path, path.name, path.stem) for path in sorted(EXAMPLES.glob("*.yaml"))]
    return tuple(read_source(source, date(2026, 1, 31), EXAMPLES) for source in sources)


def test_they_are_the_same_when_read_back(tmp_path: Path) -> None:
    made = reads()
    assert all(read.entry.times and read.entry.words for read in made)
    assert any(read.entry.findings for read in made)
    remember(Cache(tmp_path), made)
    assert repr(remembered(Cache(tmp_path))) == repr(made)  # heads are equal only to themselves
    remember(Cache(tmp_path), made[:1])
    assert repr(remembered(Cache(tmp_path))) == repr(made[:1])


@pytest.mark.parametrize(
    ("old", "new"), [('"steps":', '"steps":"a'), ('"title":"Permintaan', '"title":"Pengadaan'), ("{", "[")]
)
def test_nothing_is_taken_from_a_damaged_file(old: str, new: str, tmp_path: Path) -> None:
    remember(Cache(tmp_path), reads())
    path = Cache(tmp_path).path(notes_key())
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert remembered(Cache(tmp_path)) == ()


def test_nothing_is_remembered_at_first_nor_of_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert remembered(Cache(tmp_path)) == ()
    remember(Cache(tmp_path), reads())
    monkeypatch.setattr("sopgen.site.documents.program", lambda: "another")
    assert remembered(Cache(tmp_path)) == ()
