"""Names what differs between two versions of an SOP, each difference once, by the closed list in `kinds`.

Rows and lanes are compared as they were paired, references by what they lead to: that an inserted row shifts the
numbers behind it, or that a renamed lane stands under its new id in every row, is no change of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sopgen.compare.kinds import further
from sopgen.compare.rows import row_changes
from sopgen.compare.versions import OTHER, Change, Versions, moved, plain, unpaired
from sopgen.diagnostics import Path, quoted
from sopgen.model import BOXES, Butir, Lane, Penandatangan, Sop, part_at
from sopgen.reading import LOGO
from sopgen.text.align import Item, marked, paired

CODES = {
    "judul": "UBAH101", "nomor": "UBAH102", "tanggal": "UBAH103", "tinjau_ulang": "UBAH103", "instansi": "UBAH104",
    "disahkan_oleh": "UBAH106", "status": "UBAH108", "menggantikan": "UBAH109", "tampilan": "UBAH701",
}  # fmt: skip
"""key of an SOP -> code of what differs there or below; OTHER for a key that no other way of comparing knows"""
LANE_CODES = {"nama": "UBAH203", "id": "UBAH205", "kelompok": "UBAH206"}


def changes_between(versions: Versions) -> tuple[Change, ...]:
    """Every difference, in the order of the form, but for the logo: that is its picture, which stands elsewhere."""
    found: list[Change] = []
    for key in Sop.model_fields:
        old, new = (getattr(sop, key) for sop in versions.sides)
        if key == "langkah":
            if old != new or versions.old.pelaksana != versions.new.pelaksana:
                found += row_changes(versions)
        elif old == new:
            continue
        elif key == "pelaksana":
            found += _lanes(versions, old, new)
        elif key == "identitas_tambahan":
            found += _lines(old, new)
        elif key == "penandatangan":
            found += _signers(old, new)
        elif key in BOXES:
            found += _box("UBAH121" if key == "dasar_hukum" else "UBAH131", said((key,)), old, new, (key,))
        elif key in ("tambahan", "penutup"):
            found += _boxes(key, old, new)
        else:
            old, new = (sop.model_dump(mode="json", include={key})[key] for sop in versions.sides)
            found += _values(old, new, (key,))
    return tuple(found)


def said(place: Path) -> str:
    """A key for people, by the head of what the model says of it: `Baris kedua kop` for `instansi.satuan_kerja`."""
    field = part_at(place[:-1]).model_fields.get(str(place[-1]))
    head = re.split("[:,;(]", field.description if field and field.description else ".".join(map(str, place)))[0]
    return head.strip() + (f" ({place[-1]})" if len(place) > 2 else "")


def _values(old: Any, new: Any, place: Path) -> Iterator[Change]:
    """What differs at a key, or at the keys below it."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*old, *new]):
            yield from _values(old.get(key), new.get(key), (*place, key))
    elif old != new and place != LOGO:
        yield Change(CODES.get(str(place[0]), OTHER), said(place), plain(old), plain(new), place, place)


def _lanes(versions: Versions, olds: Sequence[Lane], news: Sequence[Lane]) -> Iterator[Change]:
    for pair in versions.lanes:
        a, b = olds[pair.before], news[pair.after]
        places = ("pelaksana", a.id), ("pelaksana", b.id)
        name = f"Pelaksana {quoted(b.nama)}"
        for key in Lane.model_fields:
            one, other = getattr(a, key), getattr(b, key)
            if one != other:
                yield Change(LANE_CODES.get(key, OTHER), f"{name}: {key}", one or "", other or "", *places)
        if pair.moved:
            yield moved("UBAH204", name, pair, *places)
    gone, come = ([(("pelaksana", lane.id), lane.nama) for lane in lanes] for lanes in (olds, news))
    yield from unpaired("UBAH201", "Pelaksana", versions.lanes, gone, come, ("pelaksana",))


def _lines(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> Iterator[Change]:
    """The further lines of the identity, known by their names."""
    key = "identitas_tambahan"
    lines, others = dict(old), dict(new)
    for name in dict.fromkeys([*lines, *others]):
        if lines.get(name) != others.get(name):
            yield Change("UBAH110", quoted(name), lines.get(name), others.get(name), (key, name), (key, name))
    before, after = [name for name in lines if name in others], [name for name in others if name in lines]
    if before != after:
        yield Change("UBAH110", "Urutan identitas tambahan", "; ".join(before), "; ".join(after), (key,), (key,))


def _signers(old: Sequence[Penandatangan], new: Sequence[Penandatangan]) -> Iterator[Change]:
    key = "penandatangan"
    olds, news = ([signer.model_dump() for signer in side] for side in (old, new))
    gone, come = (
        [((key, place), ", ".join(filter(None, signer.values()))) for place, signer in enumerate(side)]
        for side in (olds, news)
    )
    items, others = (
        [Item(text=signer["jabatan"] or "", more=text) for signer, (_, text) in zip(side, told, strict=True)]
        for side, told in ((olds, gone), (news, come))
    )
    pairs = paired(items, others)
    for pair in pairs:
        a, b = olds[pair.before], news[pair.after]
        name = f"Penanda tangan {quoted(b['jabatan'] or b['peran'] or str(pair.after + 1))}"
        for field in a:
            if a[field] != b[field]:
                places = (key, pair.before, field), (key, pair.after, field)
                yield Change("UBAH107", f"{name}: {field}", a[field] or "", b[field] or "", *places)
        if pair.moved:
            yield moved("UBAH113", name, pair, (key, pair.before), (key, pair.after))
    yield from unpaired("UBAH111", "Penanda tangan", pairs, gone, come, (key,))


# ---- boxes


class _Entry(NamedTuple):
    place: Path
    depth: int
    butir: Butir

    @property
    def text(self) -> str:
        return f"tautan {self.butir.sop}" if self.butir.sop else self.butir.text


def _flat(entries: Sequence[Butir], place: Path, depth: int = 0) -> Iterator[_Entry]:
    for index, butir in enumerate(entries):
        here = (*place, index)
        yield _Entry(here, depth, butir)
        yield from _flat(butir.children, (*here, butir.text), depth + 1)


def _box(code: str, name: str, old: Sequence[Butir], new: Sequence[Butir], place: Path) -> Iterator[Change]:
    """`code` is that of an entry added; those of removed, changed and moved ones follow it."""
    olds, news = list(_flat(old, place)), list(_flat(new, place))
    items, others = ([Item(text=e.butir.text, kind=(e.depth,)) for e in side] for side in (olds, news))
    pairs = paired(items, others)
    changed, elsewhere = further(code, 2), further(code, 3)
    found: list[Change] = []
    for pair in pairs:
        a, b = olds[pair.before], news[pair.after]
        if a.text != b.text:
            found.append(Change(changed, name, a.text, b.text, a.place, b.place))
        if pair.moved or a.depth != b.depth:
            found.append(moved(elsewhere, f"{name}: {quoted(b.butir.text)}", pair, a.place, b.place))
    gone, come = ([(entry.place, entry.text) for entry in side] for side in (olds, news))
    found += unpaired(code, name, pairs, gone, come, place)
    if old != new and not found:  # a text became a list of one; where an entry came with it, that says as much
        a, b = next(pair for pair in zip(olds, news, strict=True) if pair[0].butir.numbered != pair[1].butir.numbered)
        before, after = (f"{e.text} ({'bernomor' if e.butir.numbered else 'tanpa nomor'})" for e in (a, b))
        found.append(Change(changed, name, before, after, a.place, b.place))
    yield from found


Named = Sequence[tuple[str, tuple[Butir, ...]]]


def _boxes(key: str, olds: Named, news: Named) -> Iterator[Change]:
    """Boxes under headings of their own, known by these."""
    headings = {name: j for j, (name, _) in enumerate(news)}
    partner = {i: headings[name] for i, (name, _) in enumerate(olds) if name in headings}
    items, others = ([Item(text=name) for name, _ in boxes] for boxes in (olds, news))
    pairs = marked(partner, items, others)
    for pair in pairs:
        (name, old), (_, new) = olds[pair.before], news[pair.after]
        yield from _box("UBAH131", quoted(name), old, new, (key, name))
        if pair.moved:
            yield moved("UBAH137", f"Kotak {quoted(name)}", pair, (key, name), (key, name))
    gone, come = (
        [((key, name), f"{name}: {'; '.join(entry.text for entry in _flat(box, ()))}") for name, box in boxes]
        for boxes in (olds, news)
    )
    yield from unpaired("UBAH135", "Kotak", pairs, gone, come, (key,))
