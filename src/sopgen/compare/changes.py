"""Names what differs between two versions of an SOP, each difference once, by the closed list in `kinds`.

Rows and lanes are compared as they were paired, references by what they lead to: that an inserted row shifts the
numbers behind it, or that a renamed lane stands under its new id in every row, is no change of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sopgen.compare.identity import box_changes, identity_changes
from sopgen.compare.rows import row_changes
from sopgen.compare.versions import Change, Versions, moved, unpaired
from sopgen.diagnostics import Path, quoted
from sopgen.model import Sop


def changes_between(versions: Versions) -> tuple[Change, ...]:
    """Every difference, from the top of the form to its end."""
    old, new = versions.old, versions.new
    found = [
        *identity_changes(old, new),
        *box_changes(old, new),
        *_lanes(versions),
        *row_changes(versions),
        *_looks(old, new),
    ]
    return tuple(found)


# ---- lanes


def _lanes(versions: Versions) -> Iterator[Change]:
    olds, news = versions.old.pelaksana, versions.new.pelaksana
    for pair in versions.lanes:
        a, b = olds[pair.before], news[pair.after]
        places = ("pelaksana", a.id), ("pelaksana", b.id)
        name = f"Pelaksana {quoted(b.nama)}"
        if a.nama != b.nama:
            yield Change("UBAH203", f"Nama pelaksana `{b.id}`", a.nama, b.nama, *places)
        if a.id != b.id:
            yield Change("UBAH205", f"{name}: id", a.id, b.id, *places)
        if a.kelompok != b.kelompok:
            yield Change("UBAH206", f"{name}: kelompok", a.kelompok or "", b.kelompok or "", *places)
        if pair.moved:
            yield moved("UBAH204", name, pair, *places)
    gone, come = ([(("pelaksana", lane.id), lane.nama) for lane in lanes] for lanes in (olds, news))
    yield from unpaired("UBAH201", "Pelaksana", versions.lanes, gone, come, ("pelaksana",))


# ---- looks


def _looks(old: Sop, new: Sop) -> Iterator[Change]:
    a, b = old.tampilan.model_dump(mode="json"), new.tampilan.model_dump(mode="json")
    for place, one, other in _leaves(a, b, ("tampilan",)):
        yield Change("UBAH701", ".".join(map(str, place)), _plain(one), _plain(other), place, place)


def _leaves(a: Any, b: Any, place: Path) -> Iterator[tuple[Path, Any, Any]]:
    if isinstance(a, dict) and isinstance(b, dict):
        for key in dict.fromkeys([*a, *b]):
            yield from _leaves(a.get(key), b.get(key), (*place, key))
    elif a != b:
        yield place, a, b


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plain(entry)}" for key, entry in value.items() if entry not in (None, []))
    return "" if value is None else str(value)
