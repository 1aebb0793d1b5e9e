"""Times of SOPs: ways through decisions, returns, parallel branches, and what cannot be counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from work import LINEAR, growth

from sopgen.model import Sop
from sopgen.reading import read_text
from sopgen.rules.times import Times, amount, lines, times_of


def sop_of(*rows: str) -> Sop:
    text = "judul: Uji\npelaksana: {a: Kepala, b: {nama: Analis, kelompok: Bidang}}\nlangkah:\n"
    text += "".join(f"  - {{kegiatan: K, {row}}}\n" for row in rows)
    sop = read_text(text, "uji.yaml", Path()).sop
    assert sop is not None
    return sop


def times(*rows: str) -> Times:
    return times_of(sop_of(*rows))


def row(minutes: str, more: str = "", lane: str = "a") -> str:
    return f"pelaksana: {lane}, mutu_baku: {{waktu: {minutes}}}{', ' + more if more else ''}"


def both(found: Times) -> tuple[float, float]:
    assert found.shortest is not None
    assert found.longest is not None
    return found.shortest.minutes, found.longest.minutes


def test_a_straight_flow() -> None:
    assert both(times(row("5 menit"), row("1-2 jam"), row("1 hari"))) == (515, 575)


def test_a_decision_takes_one_outcome() -> None:
    found = times(row("1 menit", "keputusan: {Ya: 3, Tidak: 2}"), row("10 menit"), row("100 menit"))
    assert both(found) == (101, 111)
    assert found.shortest is not None
    assert found.shortest.rows == ("1", "3")


def test_a_return_is_not_repeated() -> None:
    found = times(row("1 menit"), row("10 menit", "keputusan: {Ya: null, Tidak: 1}"), row("100 menit"))
    assert both(found) == (111, 111)


def test_a_correction_that_only_leads_back_is_no_way_to_the_end() -> None:
    found = times(
        row("1 menit", "id: susun"),
        row("10 menit", "keputusan: {Ya: 4, Tidak: 3}"),
        row("1000 menit", "lanjut: susun"),
        row("100 menit"),
    )
    assert both(found) == (111, 111)


def test_a_parallel_flow_waits_for_its_slowest_branch() -> None:
    found = times(
        row("1 menit", "lanjut: [2, 3]"), row("10 menit", "lanjut: 4"), row("20 menit", "lanjut: 4"), row("100 menit")
    )
    assert both(found) == (121, 121)


def test_no_way_to_the_end() -> None:
    found = times(row("1 menit"), row("2 menit", "lanjut: 1"))
    assert found.shortest is None
    assert "tidak ada jalan ke akhir" in "\n".join(lines(found, "a.yaml"))


def test_each_pelaksana_and_what_is_left_out() -> None:
    found = times(
        row("5 menit"),
        row("1-2 jam", lane="[a, b]"),
        row("Sesuai kebutuhan"),
        row("10 menit per berkas"),
        row('"-"'),
    )
    assert [(s.name, s.low_minutes, s.high_minutes, s.rows) for s in found.shares] == [
        ("Kepala", 65, 125, 5),
        ("Analis (Bidang)", 60, 120, 1),
    ]
    assert [(left.row, left.reason) for left in found.left_out] == [
        ("3", "unmeasurable"),
        ("4", "per-item"),
        ("5", "empty"),
    ]
    assert list(lines(found, "a.yaml")) == [
        "a.yaml: Uji",
        "    Waktu tersingkat: 1 jam 5 menit (5 langkah)",
        "    Waktu terlama: 2 jam 5 menit (5 langkah)",
        "    Kepala: 1 jam 5 menit sampai 2 jam 5 menit (5 langkah)",
        "    Analis (Bidang): 1 jam sampai 2 jam (1 langkah)",
        "    Tidak dihitung karena belum diisi: langkah 5",
        "    Tidak dihitung karena tidak terukur: langkah 3 `Sesuai kebutuhan`",
        "    Tidak dihitung karena bergantung pada jumlahnya: langkah 4 `10 menit per berkas`",
    ]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 menit"), (0.25, "15 detik"), (90, "1 jam 30 menit"), (450, "1 hari"), (930, "2 hari 30 menit")],
)
def test_amounts(minutes: float, said: str) -> None:
    assert amount(minutes, 7.5) == said


def test_many_decisions_make_no_more_work_than_rows() -> None:
    def prepared(count: int) -> Callable[[], None]:
        rows = (
            row("1 menit", f"keputusan: {{Ya: null, Tidak: {max(1, i - 3)}, Lain: {min(count, i + 5)}}}")
            for i in range(count)
        )
        sop = sop_of(*rows)

        def timed() -> None:
            longest = times_of(sop).longest
            assert longest is not None
            assert longest.minutes == count

        return timed

    assert growth(prepared, 200) < LINEAR
