"""Random SOPs through the workbook and back, for tests and the benchmark."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from random_sops import random_sop
from workbook_edits import Workbook

from sopgen.flow import Flow, trace
from sopgen.importing.merge import merge
from sopgen.importing.own import base_of, own_of
from sopgen.importing.write import written_anew
from sopgen.layout import lay_out
from sopgen.reading import Reading, read_text
from sopgen.render.xlsx import render
from sopgen.work.chain import source_of


def read(text: str, folder: Path = Path()) -> Reading:
    return read_text(text, "pk.yaml", folder)


def random_workbooks(seeds: Iterable[int]) -> Iterator[tuple[int, str, bytes]]:
    """(seed, YAML, workbook) of each."""
    for seed in seeds:
        text = json.dumps(random_sop(seed), ensure_ascii=False, indent=1)
        reading = read(text)
        assert reading.sop is not None
        flow = trace(reading.sop)
        yield seed, text, render(lay_out(reading.sop, flow), flow=flow, source=source_of(reading, reading.sop))


def leaves_its_file(data: bytes, text: str, folder: Path = Path()) -> bool:
    """Whether an untouched workbook changes nothing in its YAML, which stands in a folder, and has nothing to tell."""
    base = base_of(data)
    assert base is not None
    merged = merge(own_of(data, base), text, partial(read, folder=folder))
    return merged.text == text and not (merged.changes or merged.conflicts or merged.losses or merged.guesses)


def draws_the_same(data: bytes, text: str) -> bool:
    """Whether the YAML that is written from the workbook alone says the same and has the same symbols and arrows."""
    base = base_of(data)
    assert base is not None
    anew = merge(own_of(data, base), written_anew(base, "a.xlsx"), read)
    assert not anew.changes
    before, after = read(text).sop, read(anew.text).sop
    assert before is not None
    assert after is not None
    if len(after.langkah) != len(before.langkah):
        return False
    contents = [[(step.kegiatan.strip(), step.mutu_baku) for step in sop.langkah] for sop in (before, after)]
    return contents[0] == contents[1] and _meaning(trace(after)) == _meaning(trace(before))


def swaps_just_lanes(data: bytes, text: str, place: int) -> bool:
    """Whether two lanes that somebody exchanged in the workbook, with all that stands in them, are all that changes in
    the YAML. `place`: of the left one, counted around."""
    lanes = list(json.loads(text)["pelaksana"])
    if len(lanes) < 2:
        return True
    place %= len(lanes) - 1
    book = Workbook(data)
    book.swap_columns("Prosedur", "CDEFGHIJKLMN"[place])
    base = base_of(data)
    assert base is not None
    merged = merge(own_of(book.data(), base), text, read)
    lines = text.splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if f'"{lanes[place]}": "' in line)
    names = [line.rstrip(",\n") for line in lines[at : at + 2]]
    lines[at : at + 2] = [
        line.replace(*turn) for line, turn in zip(lines[at : at + 2], (names, names[::-1]), strict=True)
    ]
    told = [*merged.conflicts, *merged.losses, *merged.guesses]
    return merged.changes == ["urutan pelaksana"] and not told and merged.text == "".join(lines)


def _meaning(flow: Flow) -> set[tuple[object, ...]]:
    """Every symbol and arrow by its row and lane."""
    spots = [(node.row, node.lane, node.kind) for node in flow.nodes]
    return {*spots, *((spots[e.source], spots[e.target], e.label, e.joint) for e in flow.edges)}


def saved_by_libreoffice(files: Iterable[Path], folder: Path) -> Path:
    """The folder in which LibreOffice saved workbooks; it is started once for all."""
    soffice = shutil.which("soffice")
    assert soffice
    profile, saved = f"-env:UserInstallation={(folder / 'profil').as_uri()}", folder / "lo"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=1200)
    return saved
