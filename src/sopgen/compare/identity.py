"""Compares the identity of two versions: texts, those who sign, and the boxes with their entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sopgen.compare.align import Item, marked, paired
from sopgen.compare.versions import Change, moved, unpaired
from sopgen.diagnostics import Path, quoted
from sopgen.model import BOXES, Butir, Sop

_SAID = {
    "pembuatan": "Tanggal pembuatan",
    "revisi": "Tanggal revisi",
    "efektif": "Tanggal efektif",
    "satuan_kerja": "Satuan kerja",
    "nip": "NIP",
}


_FIELDS = (
    ("UBAH101", ("judul",)),
    ("UBAH102", ("nomor",)),
    *(("UBAH103", ("tanggal", key)) for key in ("pembuatan", "revisi", "efektif")),
    ("UBAH103", ("tinjau_ulang",)),
    *(("UBAH104", ("instansi", key)) for key in ("nama", "satuan_kerja", "unit", "alamat")),
    *(("UBAH106", ("disahkan_oleh", key)) for key in ("jabatan", "nama", "pangkat", "nip")),
    ("UBAH108", ("status",)),
)
"""code, place: texts of the identity"""
HANDLED = frozenset(
    {
        "judul", "nomor", "tanggal", "tinjau_ulang", "instansi", "disahkan_oleh", "status", "menggantikan",
        "identitas_tambahan", "penandatangan", *BOXES, "tambahan", "penutup", "pelaksana", "langkah", "tampilan",
    }
)  # fmt: skip
"""the keys of an SOP that are compared one by one; others as a whole"""


def _value(sop: Sop, place: tuple[str, ...]) -> Any:
    value: Any = sop
    for key in place:
        value = getattr(value, key)
    return value


def said(place: Sequence[str | int]) -> str:
    """A key for people: `satuan_kerja` -> `Satuan kerja`."""
    key = str(place[-1])
    return _SAID.get(key) or key.replace("_", " ").capitalize()


def identity_changes(old: Sop, new: Sop) -> Iterator[Change]:
    for code, place in _FIELDS:
        a, b = _value(old, place), _value(new, place)
        if a != b:
            what = said(place) if place[0] != "disahkan_oleh" else f"Disahkan oleh: {place[-1]}"
            yield Change(code, what, str(a or ""), str(b or ""), place, place)
    if old.menggantikan != new.menggantikan:
        a, b = (", ".join(sop.menggantikan) for sop in (old, new))
        yield Change("UBAH109", "Menggantikan", a, b, ("menggantikan",), ("menggantikan",))
    lines, others = dict(old.identitas_tambahan), dict(new.identitas_tambahan)
    for name in dict.fromkeys([*lines, *others]):
        if lines.get(name) != others.get(name):
            place = ("identitas_tambahan", name)
            yield Change("UBAH110", quoted(name), lines.get(name), others.get(name), place, place)
    if list(lines) != list(others) and set(lines) == set(others):
        place = ("identitas_tambahan",)
        yield Change("UBAH110", "Urutan identitas tambahan", "; ".join(lines), "; ".join(others), place, place)
    yield from _signers(old, new)
    for key in type(old).model_fields.keys() - HANDLED:
        if getattr(old, key) != getattr(new, key):
            yield Change("UBAH199", said((key,)), str(getattr(old, key)), str(getattr(new, key)), (key,), (key,))


def _signers(old: Sop, new: Sop) -> Iterator[Change]:
    key = "penandatangan"
    sides = [
        [{k: v for k, v in signer.model_dump().items() if v} for signer in sop.penandatangan] for sop in (old, new)
    ]
    items = [
        [Item(text=signer.get("jabatan") or "", more=" ".join(map(str, signer.values()))) for signer in side]
        for side in sides
    ]
    pairs = paired(items[0], items[1])
    for pair in pairs:
        a, b = sides[0][pair.before], sides[1][pair.after]
        name = quoted(str(b.get("jabatan") or b.get("peran") or pair.after + 1))
        for field in dict.fromkeys([*a, *b]):
            if a.get(field) != b.get(field):
                places = (key, pair.before, field), (key, pair.after, field)
                what = f"Penanda tangan {name}: {field}"
                yield Change("UBAH107", what, str(a.get(field, "")), str(b.get(field, "")), *places)
        if pair.moved:
            yield moved("UBAH113", f"Penanda tangan {name}", pair, (key, pair.before), (key, pair.after))
    yield from unpaired(
        "UBAH111", "Penanda tangan", pairs,
        [((key, i), ", ".join(map(str, signer.values()))) for i, signer in enumerate(sides[0])],
        [((key, j), ", ".join(map(str, signer.values()))) for j, signer in enumerate(sides[1])], (key,),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Entry:
    place: Path
    depth: int
    butir: Butir


def _flat(entries: Sequence[Butir], place: Path, depth: int = 0) -> Iterator[_Entry]:
    for index, butir in enumerate(entries):
        here = (*place, index)
        yield _Entry(here, depth, butir)
        yield from _flat(butir.children, (*here, butir.text), depth + 1)


def box_changes(old: Sop, new: Sop) -> Iterator[Change]:
    for key in BOXES:
        code = "UBAH121" if key == "dasar_hukum" else "UBAH131"
        yield from _box(code, said((key,)), getattr(old, key), getattr(new, key), (key,))
    for key in ("tambahan", "penutup"):
        olds, news = dict(getattr(old, key)), dict(getattr(new, key))
        items = [[Item(text=name, more=_box_text(box)) for name, box in boxes.items()] for boxes in (olds, news)]
        names, other_names = list(olds), list(news)
        pairs = [
            pair for pair in paired(items[0], items[1], loose=False) if names[pair.before] == other_names[pair.after]
        ]
        for pair in marked({pair.before: pair.after for pair in pairs}, items[0], items[1]):
            name = names[pair.before]
            yield from _box("UBAH131", quoted(name), olds[name], news[name], (key, name))
            if pair.moved:
                yield moved("UBAH137", f"Kotak {quoted(name)}", pair, (key, name), (key, name))
        yield from unpaired(
            "UBAH135", "Kotak", pairs,
            [((key, name), f"{name}: {_box_text(box)}") for name, box in olds.items()],
            [((key, name), f"{name}: {_box_text(box)}") for name, box in news.items()], (key,),
        )  # fmt: skip


def _box_text(box: Sequence[Butir]) -> str:
    return "; ".join(entry.butir.text for entry in _flat(box, ()))


def _box(code: str, what: str, old: Sequence[Butir], new: Sequence[Butir], place: Path) -> Iterator[Change]:
    """`code` is that of an entry added; those of removed, changed and moved ones follow it."""
    if old == new:
        return
    olds, news = list(_flat(old, place)), list(_flat(new, place))
    items = [[Item(text=entry.butir.text, kind=(entry.depth,)) for entry in side] for side in (olds, news)]
    pairs = paired(items[0], items[1])
    changed, elsewhere = (f"UBAH{int(code[4:]) + step}" for step in (2, 3))
    for pair in pairs:
        a, b = olds[pair.before], news[pair.after]
        if (a.butir.text, a.butir.sop) != (b.butir.text, b.butir.sop):
            yield Change(changed, what, _linked(a.butir), _linked(b.butir), a.place, b.place)
        if pair.moved or a.depth != b.depth:
            yield moved(elsewhere, f"{what}: {quoted(b.butir.text)}", pair, a.place, b.place)
    gone, come = ([(entry.place, _linked(entry.butir)) for entry in side] for side in (olds, news))
    yield from unpaired(code, what, pairs, gone, come, place)


def _linked(butir: Butir) -> str:
    return f"tautan {butir.sop}" if butir.sop else butir.text
