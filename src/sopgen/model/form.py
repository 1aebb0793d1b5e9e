"""An SOP in the form that its file has: the way back from the model to plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sopgen.model.sop import BOXES, Butir, Sop


def file_form(sop: Sop) -> dict[str, Any]:
    """What a file says from which this SOP is read again, its keys in the order of the form; defaults are left out.

    Titles that stand for links are said as texts: `sop` of an entry is where it leads, which a text does not tell.
    """
    data = sop.model_dump(mode="json", exclude_defaults=True)
    data |= {key: _entries(getattr(sop, key)) for key in BOXES if key in data}
    for key in ("tambahan", "penutup"):
        if key in data:
            data[key] = {heading: _entries(entries) for heading, entries in getattr(sop, key)}
    if sop.identitas_tambahan:
        data["identitas_tambahan"] = dict(sop.identitas_tambahan)
    data["pelaksana"] = {
        lane.id: {"nama": lane.nama, "kelompok": lane.kelompok} if lane.kelompok else lane.nama
        for lane in sop.pelaksana
    }
    for step, row in zip(sop.langkah, data["langkah"], strict=True):
        row["pelaksana"] = _short(row["pelaksana"])
        if step.keputusan:
            row["keputusan"] = dict(step.keputusan)
        if step.lanjut:
            of_lanes = not isinstance(step.lanjut[0], str)
            row["lanjut"] = {lane: _short(to) for lane, to in row["lanjut"]} if of_lanes else _short(row["lanjut"])
    return data


def _short(entries: list[Any]) -> Any:
    """One entry may stand for a list of one."""
    return entries[0] if len(entries) == 1 else entries


def _entries(entries: Sequence[Butir]) -> Any:
    """The entries of a box; a text that stands in place of a list stays one."""
    if len(entries) == 1 and not entries[0].numbered:
        return entries[0].text
    return [{entry.text: _entries(entry.children)} if entry.children else entry.text for entry in entries]
