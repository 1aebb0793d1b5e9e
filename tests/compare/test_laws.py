"""Laws of the comparison on a few random SOPs and on the examples; `benchmarks/diff.py` takes many."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
import yaml
from budget import COSTLY
from compare import laws
from compare.laws import EDITS, Document, Edit
from hypothesis import given
from hypothesis import strategies as st
from random_sops import random_sop, sop_of

from sopgen.model import Sop
from sopgen.reading import read_text
from sopgen.text import align

EXAMPLES = Path(__file__).parents[2] / "examples"


@given(st.integers(0, 10**6), st.sampled_from(EDITS))
def test_every_single_edit_is_named_once(seed: int, edit: Edit) -> None:
    laws.assert_named_once(random_sop(seed), sop_of, edit, seed)


def example_sop(document: Document) -> Sop:
    reading = read_text(json.dumps(document, ensure_ascii=False, default=str), "contoh.yaml", EXAMPLES)
    assert reading.sop is not None, reading.findings
    return reading.sop


@pytest.mark.parametrize("name", ["kecil", "lengkap", "pk"])
def test_every_single_edit_of_an_example(name: str) -> None:
    path = EXAMPLES / f"{name}.yaml"
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    # BaseLoader keeps numbers as text; empty values mean none
    document = json.loads(json.dumps(document).replace('"null"', "null").replace('"~"', "null"))
    document["tampilan"] = yaml.safe_load(path.read_text(encoding="utf-8")).get("tampilan") or {}
    for edit in EDITS:
        laws.assert_named_once(document, example_sop, edit, 0)


def test_rows_are_paired_right_with_several_edits_at_once() -> None:
    right, wanted = (sum(found) for found in zip(*(laws.pairs_right(random_sop(n), n) for n in range(30)), strict=True))
    assert right / wanted >= 0.995


@given(st.integers(0, 10**6), st.integers(0, 10**6))
@COSTLY
def test_several_edits_the_other_way_round(seed: int, other: int) -> None:
    document = random_sop(seed)
    new = laws.several(document, other)
    laws.assert_nothing_silent(sop_of(document), sop_of(new))
    laws.assert_inverse(sop_of(document), sop_of(new))
    laws.assert_inverse(sop_of(laws.without_ids(document)), sop_of(laws.without_ids(new)))


def test_every_key_of_the_model_has_values_to_try() -> None:
    assert set(laws.VALUES) | {"pelaksana", "langkah"} == set(Sop.model_fields)


@given(st.integers(0, 10**6))
@COSTLY
def test_nothing_of_the_identity_differs_in_silence(seed: int) -> None:
    dice, document = Random(seed), random_sop(0, rows=2, lanes=1)
    sides = []
    for _ in "ab":
        laws.other_identity(document, dice)
        sides.append(sop_of(document))
    laws.assert_nothing_silent(*sides)
    laws.assert_inverse(*sides)


@pytest.mark.parametrize("key", laws.VALUES)
def test_each_value_of_the_identity_against_each(key: str) -> None:
    document = random_sop(0, rows=2, lanes=1)
    sops = [sop_of({**document, key: value}) for value in laws.VALUES[key]]
    for old in sops:
        for new in sops:
            laws.assert_nothing_silent(old, new)
            laws.assert_inverse(old, new)


def test_of_very_many_only_near_ones_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work, not time: how often two entries are held against each other."""
    monkeypatch.setattr(align, "COMPARED", 10_000)
    olds, news = ([align.Item(text=f"a b c{side}{number}") for number in range(1000)] for side in "xy")
    pairing = CountedPairing(olds, news)
    pairing.by_likeness(range(1000), range(1000), 0.5)
    assert pairing.held < 50_000
    assert pairing.partner == {number: number for number in range(1000)}


class CountedPairing(align.Pairing):
    held = 0

    def likeness(self, i: int, j: int) -> float:
        self.held += 1
        return super().likeness(i, j)
