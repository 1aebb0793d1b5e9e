"""The flow of an SOP, against an independent reading of the contract (tests/quality.py) and by hand."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from quality import expected
from random_sops import random_sop, sop_of, written

from sopgen.flow import Flow, row_numbers, trace
from sopgen.layout.chart import place_chart
from sopgen.render.html.prose import cards
from sopgen.scene.symbols import SymbolKind


def flow_of(steps: list[dict[str, Any]], **extra: Any) -> Flow:
    document = {"judul": "J", "pelaksana": {"a": "A", "b": "B", "c": "C"}, "langkah": steps, **extra}
    return trace(sop_of(document))


def arrows(flow: Flow) -> list[str]:
    def name(i: int) -> str:
        return f"{flow.nodes[i].key}@{flow.lanes[flow.nodes[i].lane]}"

    return [f"{name(e.source)} {'-' if e.joint else '>'} {name(e.target)} {e.label}".strip() for e in flow.edges]


def step(lanes: str, **more: Any) -> dict[str, Any]:
    return {"kegiatan": "Menyusun draf", "pelaksana": list(lanes), **more}


@given(seed=st.integers(0, 10**6))
def test_agrees_with_an_independent_reading_of_the_contract(seed: int) -> None:
    document = random_sop(seed)
    flow = trace(sop_of(document))
    want = expected(yaml.load(written(document), Loader=yaml.CBaseLoader))
    drawn = {(n.key, flow.lanes[n.lane]): n.kind.value for n in flow.nodes if n.key not in ("mulai", "selesai")}
    assert drawn == {tuple(place): kind for place, kind in want.symbols.items()}
    assert len(flow.edges) == len(want.edges)


def test_chain_joint_and_parallel_rows() -> None:
    flow = flow_of(
        [step("ab"), step("ca", hubungan="bersama"), step("bc", hubungan="sejajar"), step("cb", hubungan="sejajar")]
    )
    assert arrows(flow) == [
        "1@a > 1@b",
        "1@b > 2@c",
        "2@a - 2@c",
        "2@c > 3@b",
        "2@c > 3@c",
        "3@b > 4@b",
        "3@c > 4@c",
    ]


def test_targets_may_name_one_symbol_of_a_row() -> None:
    flow = flow_of([step("a", lanjut="3@b"), step("a"), step("ab"), step("a", lanjut="selesai")])
    assert "1@a > 3@b" in arrows(flow)


def test_ends_per_symbol() -> None:
    flow = flow_of([step("a"), step("ab", hubungan="sejajar", lanjut={"a": "3", "b": "selesai"}), step("a")])
    kinds = {(n.key, n.lane): n.kind for n in flow.nodes}
    assert kinds["2", 1] is SymbolKind.TERMINATOR
    assert kinds["2", 0] is SymbolKind.PROCESS
    assert kinds["3", 0] is SymbolKind.TERMINATOR


def test_separate_capsules() -> None:
    flow = flow_of([step("b"), step("a"), step("c")], tampilan={"terminator": "terpisah"})
    assert arrows(flow)[0] == "mulai@b > 1@b"
    assert arrows(flow)[-1] == "3@c > selesai@c"
    assert {n.kind for n in flow.nodes if n.key in "123"} == {SymbolKind.PROCESS}


def test_decisions_that_end_have_ends_of_their_own_in_the_lane_of_the_one_who_decides() -> None:
    ending = {"keputusan": {"Ya": "selesai", "Tidak": None}}
    flow = flow_of([step("b"), step("a", **ending), step("c"), step("a", **ending), step("b")])
    ends = [(n.row, flow.lanes[n.lane], n.ordinal) for n in flow.nodes if n.key == "selesai"]
    assert ends == [(1, "a", 1), (3, "a", 2)]


@pytest.mark.parametrize(("no", "printed"), [(None, "1"), ("7.", "7"), ("-", ""), (4, "4")])
def test_printed_numbers(no: object, printed: str) -> None:
    document = {"judul": "J", "pelaksana": {"a": "A"}, "langkah": [{**step("a"), "no": no}]}
    assert row_numbers(sop_of(document)) == (printed,)


def test_rows_with_one_number_are_told_apart() -> None:
    flow = flow_of([step("a", no=1), step("b", no=1), step("c", no="-"), step("a", no="-")])
    assert flow.keys == ("1", "1_2", "-", "-_4")
    assert flow.numbers == ("1", "1", "", "")


def test_a_target_named_twice_is_one_arrow() -> None:
    assert arrows(flow_of([step("a", lanjut=["dua", 2]), step("b", id="dua")])) == ["1@a > dua@b"]


def test_outcomes_that_find_no_side_leave_together_and_say_where_each_goes() -> None:
    many = {"Ya": None, "Tidak": 1, "Tolak": "selesai", "Tunda": 1, "Ulang": 1, "Alihkan": 3}
    flow = flow_of([step("a"), step("b", keputusan=many), step("c")])
    label = "Tolak (ke selesai) / Tunda / Ulang (ke 1) / Alihkan (ke 3)"
    assert [arrow for arrow in arrows(flow) if arrow.startswith("2@b")] == [
        "2@b > 3@c Ya", "2@b > 1@a Tidak", f"2@b > selesai@b {label}", f"2@b > 1@a {label}", f"2@b > 3@c {label}",
    ]  # fmt: skip


def test_plain_lines_take_sides_too() -> None:
    flow = flow_of([step("a"), step("abc", hubungan="bersama", keputusan={"Ya": 3, "Tidak": 1}), step("b")])
    assert {edge.label for edge in flow.edges if not edge.joint} == {"", "Ya", "Tidak"}  # c is joined on one side only
    flow = flow_of([step("a"), step("acb", hubungan="bersama", keputusan={"Ya": "3@a", "Tidak": 1}), step("ab")])
    assert {edge.label for edge in flow.edges if not edge.joint} == {"", "Ya", "Tidak"}
    flow = flow_of([step("b"), step("acb", hubungan="bersama", keputusan={"Ya": 3, "Tidak": "2@b"}), step("a")])
    assert "Ya (ke 3) / Tidak (ke 2)" in {edge.label for edge in flow.edges}


def test_a_row_called_mulai_is_no_capsule() -> None:
    """Its name is free where the capsules are the first and last rows; it is told and drawn as any other."""
    steps = [step("a"), step("bc", id="mulai", hubungan="bersama"), step("a", lanjut="mulai")]
    sop = sop_of({"judul": "J", "pelaksana": {"a": "A", "b": "B", "c": "C"}, "langkah": steps})
    flow = trace(sop)
    shown = {symbol.title: symbol.lines for symbol in place_chart(sop, flow).symbols}
    assert shown["Langkah 2, kegiatan oleh B: Menyusun draf"] == ("Menyusun draf",)
    assert [len(card.turns) for card in cards(sop, flow)] == [1, 1, 1]
