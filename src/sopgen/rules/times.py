"""Turns an SOP into its times: in all, for each pelaksana, and what could not be counted (`validate --ringkasan`).

The shortest and the longest way run from the first row to the end without going back: a decision takes one outcome, a
parallel flow waits for its slowest branch. They are linear in rows and arrows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sopgen.diagnostics import quoted
from sopgen.flow import row_keys, row_numbers
from sopgen.model import Sop
from sopgen.model.settings import HOURS_PER_DAY
from sopgen.reading import durations
from sopgen.rules.graph import Graph
from sopgen.rules.texts import is_none, listed


@dataclass(frozen=True, slots=True)
class Way:
    """One way through the rows."""

    minutes: float
    rows: tuple[str, ...]
    """as people call them: the printed number, else the id; of parallel branches only the slowest"""


@dataclass(frozen=True, slots=True)
class Share:
    """What one pelaksana spends on all rows with a symbol of theirs, each row once."""

    lane: str
    name: str
    low_minutes: float
    high_minutes: float
    rows: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row whose time counts nowhere."""

    row: str
    text: str
    reason: str
    """empty | unmeasurable | per-item"""


@dataclass(frozen=True, slots=True)
class Times:
    title: str
    shortest: Way | None
    """None where no way reaches the end"""
    longest: Way | None
    shares: tuple[Share, ...]
    left_out: tuple[LeftOut, ...]
    hours_per_day: float

    def as_data(self, file: str) -> dict[str, Any]:
        """Plain data for machines."""
        return {"file": file, **asdict(self)}


def times_of(sop: Sop, hours_per_day: float = HOURS_PER_DAY) -> Times:
    names = [number or key for number, key in zip(row_numbers(sop), row_keys(sop), strict=True)]
    unit = durations.unit_of_label(sop.tampilan.label.get("waktu", ""))
    spans = [durations.parse(step.mutu_baku.waktu, hours_per_day, unit) for step in sop.langkah]
    lows = [span.low_minutes if span and not span.per else 0.0 for span in spans]
    highs = [span.high_minutes if span and not span.per else 0.0 for span in spans]
    onward = Graph(sop).onward()
    end = len(sop.langkah)

    def best(minutes: list[float], choose: Callable[..., int]) -> Way | None:
        """The way on which every decision takes the outcome that `choose` prefers."""
        total: dict[int, float] = {end: 0.0}
        following: dict[int, int] = {}
        for row, targets in onward.items():
            if ahead := [target for target in targets if target in total]:
                prefer = choose if sop.langkah[row].keputusan else max
                following[row] = prefer(ahead, key=total.__getitem__)
                total[row] = minutes[row] + total[following[row]]
        if 0 not in total:
            return None
        way = [0]
        while way[-1] in following:
            way.append(following[way[-1]])
        return Way(total[0], tuple(names[row] for row in way[:-1]))

    shares, left_out = tuple(_shares(sop, lows, highs)), tuple(_left_out(sop, names, spans))
    return Times(sop.judul, best(lows, min), best(highs, max), shares, left_out, hours_per_day)


def _shares(sop: Sop, lows: list[float], highs: list[float]) -> Iterator[Share]:
    for lane in sop.pelaksana:
        rows = [row for row, step in enumerate(sop.langkah) if lane.id in step.pelaksana]
        name = f"{lane.nama} ({lane.kelompok})" if lane.kelompok else lane.nama
        yield Share(lane.id, name, sum(lows[row] for row in rows), sum(highs[row] for row in rows), len(rows))


def _left_out(sop: Sop, names: list[str], spans: list[durations.Duration | None]) -> Iterator[LeftOut]:
    for name, step, span in zip(names, sop.langkah, spans, strict=True):
        text = "" if is_none(step.mutu_baku.waktu) else step.mutu_baku.waktu
        if span is None or span.per:
            yield LeftOut(name, text, "per-item" if span else "unmeasurable" if text else "empty")


def lines(times: Times, file: str) -> Iterator[str]:
    """The times as people read them."""
    hours = times.hours_per_day
    yield f"{file}: {' '.join(times.title.split())}"
    if times.shortest is None or times.longest is None:
        yield "    Jumlah waktu tidak dapat dihitung: tidak ada jalan ke akhir prosedur."
    else:
        for name, way in (("Waktu tersingkat", times.shortest), ("Waktu terlama", times.longest)):
            yield f"    {name}: {amount(way.minutes, hours)} ({len(way.rows)} langkah)"
    for share in times.shares:
        spent = between(share.low_minutes, share.high_minutes, hours)
        yield f"    {' '.join(share.name.split())}: {spent} ({share.rows} langkah)"
    yield from (f"    {line}" for line in left_out_lines(times.left_out))


def left_out_lines(left_out: tuple[LeftOut, ...]) -> Iterator[str]:
    """Which rows count nowhere, a line for each reason."""
    reasons = {"empty": "belum diisi", "unmeasurable": "tidak terukur", "per-item": "bergantung pada jumlahnya"}
    for reason, said in reasons.items():
        rows = [entry for entry in left_out if entry.reason == reason]
        if rows:
            named = [f"{quoted(e.row)}{f' `{quoted(e.text)}`' if e.text else ''}" for e in rows]
            yield f"Tidak dihitung karena {said}: langkah {listed(named)}"


def between(low: float, high: float, hours_per_day: float) -> str:
    """`1 jam`, or `1 jam sampai 2 jam`."""
    least, most = amount(low, hours_per_day), amount(high, hours_per_day)
    return least if least == most else f"{least} sampai {most}"


def amount(minutes: float, hours_per_day: float) -> str:
    """`930` -> `2 hari 30 menit`: working days, hours, minutes."""
    days, rest = divmod(round(minutes * 60), max(1, round(hours_per_day * 3600)))
    hours, rest = divmod(rest, 3600)
    whole, odd = divmod(rest, 60)
    parts = ((days, "hari"), (hours, "jam"), (whole, "menit"), (odd, "detik"))
    return " ".join(f"{n} {unit}" for n, unit in parts if n) or "0 menit"
