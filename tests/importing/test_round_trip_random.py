"""Random SOPs through the workbook and back: untouched ones change nothing, also after LibreOffice saved them, and what
is written without the file draws the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from random_sops import random_sop

from sopgen.flow import Flow, trace
from sopgen.importing.anew import written_anew
from sopgen.importing.merge import merge
from sopgen.importing.own import base_of, changed_by_hand, own_of
from sopgen.layout import lay_out
from sopgen.reading import Reading, read_text
from sopgen.render.xlsx import render
from sopgen.work.chain import source_of

SOPS, CHUNK = 120, 10


def read(text: str) -> Reading:
    return read_text(text, "pk.yaml", Path())


def workbooks(first: int) -> Iterator[tuple[int, str, bytes]]:
    """(seed, YAML, workbook) of each."""
    for seed in range(first, first + CHUNK):
        text = json.dumps(random_sop(seed), ensure_ascii=False, indent=1)
        reading = read(text)
        assert reading.sop is not None
        flow = trace(reading.sop)
        yield seed, text, render(lay_out(reading.sop, flow), flow=flow, source=source_of(reading))


def unchanged(data: bytes, text: str) -> bool:
    base = base_of(data)
    assert base is not None
    merged = merge(own_of(data, base), text, read)
    return merged.text == text and not (merged.changes or merged.conflicts or merged.losses or merged.guesses)


def meaning(flow: Flow) -> set[tuple[object, ...]]:
    """Every symbol and arrow by its row and lane."""
    spots = [(node.row, node.lane, node.kind) for node in flow.nodes]
    return {*spots, *((spots[e.source], spots[e.target], e.label, e.joint) for e in flow.edges)}


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, SOPS, CHUNK))
def test_untouched_workbooks_change_nothing(first: int) -> None:
    differing = []
    for seed, text, data in workbooks(first):
        assert unchanged(data, text), seed
        base = base_of(data)
        assert base is not None
        before, after = read(text).sop, read(written_anew(own_of(data, base), "a.xlsx")).sop
        assert before is not None
        assert after is not None
        if len(after.langkah) == len(before.langkah):  # some rows of many arrows can only be written as several
            assert [step.mutu_baku for step in after.langkah] == [step.mutu_baku for step in before.langkah]
            differing += [seed] if meaning(trace(after)) != meaning(trace(before)) else []
    assert len(differing) <= 1, "a Selesai of several ends may come out beside another symbol; all else is the same"


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, SOPS, 4 * CHUNK))  # LibreOffice takes seconds for each
def test_libreoffice_saves_and_changes_nothing(first: int, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if not soffice:
        if os.environ.get("CI"):
            pytest.fail("soffice not found")
        pytest.skip("soffice not found")
    texts = {}
    for seed, text, data in workbooks(first):
        texts[seed] = text
        (tmp_path / f"{seed}.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    files = [str(path) for path in sorted(tmp_path.glob("*.xlsx"))]
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "lo"), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    for seed, text in texts.items():
        saved = (tmp_path / "lo" / f"{seed}.xlsx").read_bytes()
        assert not changed_by_hand(saved), seed
        assert unchanged(saved, text), seed
