"""Random SOPs through the workbook and back: untouched ones change nothing, and what is written without the file draws
the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from budget import seeds
from random_sops import random_sop
from test_round_trip import unchanged

from sopgen.flow import Flow, trace
from sopgen.importing.anew import written_anew
from sopgen.importing.own import base_of, own_of
from sopgen.layout import lay_out
from sopgen.reading import Reading, read_text
from sopgen.render.xlsx import render
from sopgen.work.chain import source_of


def read(text: str) -> Reading:
    return read_text(text, "pk.yaml", Path())


def meaning(flow: Flow) -> set[tuple[object, ...]]:
    """Every symbol and arrow by its row and lane."""
    spots = [(node.row, node.lane, node.kind) for node in flow.nodes]
    return {*spots, *((spots[e.source], spots[e.target], e.label, e.joint) for e in flow.edges)}


@pytest.mark.slow
def test_untouched_workbooks_change_nothing() -> None:
    differing, all_seeds = [], seeds(6)
    for seed in all_seeds:
        text = json.dumps(random_sop(seed), ensure_ascii=False, indent=1)
        reading = read(text)
        assert reading.sop is not None
        flow = trace(reading.sop)
        data = render(lay_out(reading.sop, flow), flow=flow, source=source_of(reading))
        base = base_of(data)
        assert base is not None
        assert unchanged(data, text), seed
        before, after = reading.sop, read(written_anew(own_of(data, base), "a.xlsx")).sop
        assert after is not None
        if len(after.langkah) == len(before.langkah):  # some rows of many arrows can only be written as several
            assert [step.mutu_baku for step in after.langkah] == [step.mutu_baku for step in before.langkah]
            differing += [seed] if meaning(trace(after)) != meaning(trace(before)) else []
    assert len(differing) <= len(all_seeds) / 100, "a Selesai of several ends may come out beside another symbol"
