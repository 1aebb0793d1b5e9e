"""What a viewer sees in the flowchart, read back from its SVG: order, room, lines and labels."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from budget import BUDGET, COSTLY
from chart_reader import Group, in_diamond, overlap, read, segments
from hypothesis import HealthCheck, given, settings
from sops import made, placed, sops

from examples import each_kind, named
from sopgen.flow import START, Flow, trace
from sopgen.model import END, Sop
from sopgen.render.flowchart import render_svg

SETTINGS = settings(
    max_examples=10 * BUDGET,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def drawn(sop: Sop) -> tuple[Flow, dict[str, Group]]:
    return trace(sop), read(render_svg(placed(sop)))


def of_class(groups: dict[str, Group], name: str) -> list[Group]:
    return [group for group in groups.values() if name in group.classes]


def symbols(groups: dict[str, Group]) -> list[Group]:
    return [group for group in groups.values() if group.id.startswith("langkah:")]


def check_order(sop: Sop, flow: Flow, groups: dict[str, Group]) -> None:
    headings = [groups[f"lajur:{lane.id}"] for lane in sop.pelaksana]
    for a, b in pairwise(headings):
        assert a.box[2] <= b.box[0] + 0.02, "lanes out of order"
    for heading, lane in zip(headings, sop.pelaksana, strict=True):
        assert " ".join(text for text, _ in heading.texts).split() == lane.nama.split()
    rows: dict[int, list[Group]] = {}
    for node in flow.nodes:
        group = groups[f"langkah:{node.key}:{flow.lanes[node.lane]}"]
        column = headings[node.lane].box
        assert column[0] < group.box[0] < group.box[2] < column[2], "symbol outside its lane"
        if node.key not in (START, END):
            rows.setdefault(node.row, []).append(group)
    tops = [min(group.box[1] for group in rows[row]) for row in sorted(rows)]
    bottoms = [max(group.box[3] for group in rows[row]) for row in sorted(rows)]
    assert all(bottom < top for bottom, top in zip(bottoms, tops[1:], strict=False)), "rows out of order"
    assert max(heading.box[3] for heading in headings) < tops[0]


def check_room(groups: dict[str, Group]) -> None:
    nodes = of_class(groups, "node")
    for a, b in combinations(nodes, 2):
        assert not overlap(a.box, b.box, 0.02), (a.id, b.id)
    for node in nodes:
        for text, (left, top, right, bottom) in node.texts:
            corners = [(left, top), (right, top), (left, bottom), (right, bottom)]
            if "keputusan" in node.classes:
                assert all(in_diamond(node.box, spot) for spot in corners), (node.id, text)
            elif not {"nomor", "judul"} & set(node.classes):
                assert all(node.box[0] < x < node.box[2] and node.box[1] < y < node.box[3] for x, y in corners), (
                    node.id,
                    text,
                )


def check_lines(groups: dict[str, Group]) -> None:
    boxes = [node.box for node in of_class(groups, "node") if "nomor" not in node.classes]
    for link in of_class(groups, "edge"):
        for segment in segments(link.line):
            assert segment[0] == segment[2] or segment[1] == segment[3], link.id
            assert not any(overlap(segment, box, 0.5) for box in boxes), link.id
        assert ("bersama" in link.classes) == (not link.head)


def check_labels(groups: dict[str, Group]) -> None:
    links = of_class(groups, "edge")
    lines = [segment for link in links for segment in segments(link.line)]
    labels = [box for link in links for _, box in link.texts]
    for a, b in combinations(labels, 2):
        assert not overlap(a, b)
    for box in labels:
        assert not any(overlap(box, segment) for segment in lines)
        for symbol in symbols(groups):
            if not overlap(box, symbol.box):
                continue
            spots = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
            assert "keputusan" in symbol.classes
            assert not any(in_diamond(symbol.box, spot) for spot in spots), symbol.id


def check_outcomes(flow: Flow, groups: dict[str, Group]) -> None:
    wanted = {(edge.source, edge.label) for edge in flow.edges if edge.label}
    found = [" ".join(text for text, _ in link.texts) for link in of_class(groups, "edge") if link.texts]
    assert sorted(found) == sorted(label for _, label in wanted)
    assert len(of_class(groups, "edge")) == len(flow.edges)


def check(sop: Sop) -> None:
    flow, groups = drawn(sop)
    check_order(sop, flow, groups)
    check_room(groups)
    check_lines(groups)
    check_labels(groups)
    check_outcomes(flow, groups)


@each_kind
def test_examples_are_drawn_right(example: Path) -> None:
    check(named(example.stem).sop)


@SETTINGS
@given(sops(rows=12, lanes=6))
def test_any_sop_is_drawn_right(sop: Sop) -> None:
    check(sop)


@pytest.mark.slow
@settings(SETTINGS, max_examples=COSTLY.max_examples)
@given(sops(rows=40, lanes=10))
def test_any_large_sop_is_drawn_right(sop: Sop) -> None:
    check(sop)


def test_long_texts_stay_inside() -> None:
    long = "Memeriksa kelengkapan berkas permohonan beserta lampirannya " * 50
    check(made([long.strip(), "pendek", "kata" * 60], keputusan=(("Ya", None), ("Tidak", "1"))))
    check(made([long.strip(), "pendek", "kata" * 60]))


def test_no_word_is_broken_where_a_little_room_helps() -> None:
    words = ["Mempertanggungjawabkan pelaksanaan anggaran", "Mendokumentasikan hasil pemilihan"]
    for step in ({}, {"keputusan": (("Ya", None), ("Tidak", None))}):
        _, groups = drawn(made(words, lanes=12, **step))
        shown = {word for group in symbols(groups) for text, _ in group.texts for word in text.split()}
        assert shown - {"Selesai"} == set(" ".join(words).split())


def test_bends_are_round() -> None:
    _, groups = drawn(made(["satu", "dua"]))
    arrow = groups["panah:1:2"]
    corner = (arrow.line[-1][0], arrow.line[0][1])
    assert corner in arrow.line
    assert corner not in arrow.outline


def test_a_question_stands_in_the_diamond_and_the_kegiatan_in_its_title() -> None:
    sop = made(["Meneliti", "Selesai"], keputusan=(("Ya", None), ("Tidak", None)), pertanyaan="Lengkap?")
    _, groups = drawn(sop)
    diamond = groups["langkah:1:p0"]
    assert [text for text, _ in diamond.texts] == ["Lengkap?"]
    assert diamond.title == "Langkah 1, keputusan oleh Pelaksana 0: Meneliti"


def test_lane_groups_span_their_lanes() -> None:
    sop = named("lengkap").sop
    _, groups = drawn(sop)
    for heading in of_class(groups, "kelompok"):
        name = " ".join(text for text, _ in heading.texts)
        lanes = [groups[f"lajur:{lane.id}"].box for lane in sop.pelaksana if lane.kelompok == name]
        assert heading.box[0] == pytest.approx(lanes[0][0], abs=0.02)
        assert heading.box[2] == pytest.approx(lanes[-1][2], abs=0.02)
        assert heading.box[3] == pytest.approx(lanes[0][1], abs=0.02)
