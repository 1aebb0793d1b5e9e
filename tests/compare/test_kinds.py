"""The closed list of changes: every kind has its mirror and an example that shows it and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from compare.laws import mirror_of

from sopgen.compare.changes import changes_between
from sopgen.compare.kinds import KINDS, Kind
from sopgen.compare.versions import Versions
from sopgen.model import Sop
from sopgen.reading import read_text

REST = {
    "judul": "judul: Uji\n",
    "pelaksana": "pelaksana: {a: Kepala, b: JFU}\n",
    "langkah": "langkah: [{kegiatan: Menerima, pelaksana: a}]\n",
}
WITHOUT = {"UBAH001", "UBAH002", "UBAH105", "UBAH199", "UBAH901"}
"""shown by a library or a repository, tested there; UBAH199 is for keys that do not exist yet"""


def sop_of(fragment: str) -> Sop:
    written = {line.split(":")[0] for line in fragment.splitlines()}
    reading = read_text(fragment + "".join(text for key, text in REST.items() if key not in written), "a.yaml", Path())
    assert reading.sop is not None, reading.findings
    return reading.sop


def codes(before: str, after: str) -> list[str]:
    return [change.code for change in changes_between(Versions(sop_of(before), sop_of(after)))]


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS.values() if kind.code not in WITHOUT], ids=lambda kind: kind.code
)
def test_the_example_shows_it_and_nothing_else(kind: Kind) -> None:
    assert codes(kind.before, kind.after) == [kind.code]
    assert codes(kind.after, kind.before) == [mirror_of(kind.code)]
    assert codes(kind.before, kind.before) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_the_mirror_is_of_its_class(kind: Kind) -> None:
    assert KINDS[mirror_of(kind.code)].class_ is kind.class_
    assert kind.summary.endswith(".")
    assert kind.name == kind.name.lower()


def test_a_change_is_said_in_one_line_with_both_values() -> None:
    for kind in KINDS.values():
        if kind.code in WITHOUT:
            continue
        (change,) = changes_between(Versions(sop_of(kind.before), sop_of(kind.after)))
        assert "\n" not in change.message
        assert change.message.startswith(change.what)
