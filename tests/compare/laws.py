"""Laws of the comparison, and edits of SOPs to hold them against: one edit is one change, and silence means equal.

An SOP here is a dictionary in the written form of the contract. `benchmarks/diff.py` holds many of them to these laws.
"""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from pydantic import BaseModel
from random_sops import sop_of

from sopgen.compare.changes import changes_between
from sopgen.compare.kinds import further
from sopgen.compare.versions import Versions
from sopgen.diagnostics import Path
from sopgen.model import BOXES, Butir, Sop
from sopgen.reading import LOGO

Document = dict[str, Any]
Edit = Callable[[Document, Random], str]
"""changes the document in one thing and gives the code that it must have; "" where the document has no such thing"""
NEW_WORDS = ["memverifikasi", "berita", "acara", "serah", "terima", "barang", "milik", "daerah", "bersama", "panitia"]


def any_row(document: Document, dice: Random) -> Document:
    return dict_of(dice.choice(document["langkah"]))


def dict_of(value: Any) -> Document:
    assert isinstance(value, dict)
    return value


def new_text(dice: Random) -> str:
    return " ".join(dice.sample(NEW_WORDS, 5)).capitalize()


def set_waktu(document: Document, dice: Random) -> str:
    any_row(document, dice).setdefault("mutu_baku", {})["waktu"] = "7 bulan"
    return "UBAH501"


def set_kelengkapan(document: Document, dice: Random) -> str:
    any_row(document, dice).setdefault("mutu_baku", {})["kelengkapan"] = ["Nota dinas", "Lampiran baru"]
    return "UBAH502"


def set_output(document: Document, dice: Random) -> str:
    any_row(document, dice).setdefault("mutu_baku", {})["output"] = "Berita acara"
    return "UBAH503"


def set_keterangan(document: Document, dice: Random) -> str:
    any_row(document, dice)["keterangan"] = "SOP Tata Naskah"
    return "UBAH601"


def reword(document: Document, dice: Random) -> str:
    row = any_row(document, dice)
    row["kegiatan"] += " dengan teliti"
    return "UBAH401"


def rewrite(document: Document, dice: Random) -> str:
    any_row(document, dice)["kegiatan"] = new_text(dice)
    return "UBAH401"


def other_executor(document: Document, dice: Random) -> str:
    row = any_row(document, dice)
    named = row["pelaksana"] if isinstance(row["pelaksana"], list) else [row["pelaksana"]]
    free = [lane for lane in document["pelaksana"] if lane not in named]
    if not free or isinstance(row.get("lanjut"), dict) or "@" in json.dumps(document):
        return ""
    row["pelaksana"] = [*named[:-1], dice.choice(free)]
    return "UBAH306"


def insert_row(document: Document, dice: Random) -> str:
    rows = document["langkah"]
    if not all("id" in row for row in rows):
        return ""  # numbers would then mean other rows
    lane = dice.choice(list(document["pelaksana"]))
    rows.insert(dice.randint(1, len(rows)), {"id": "baru", "kegiatan": new_text(dice), "pelaksana": lane})
    return "UBAH301"


def delete_row(document: Document, dice: Random) -> str:
    rows = document["langkah"]
    free = [row for row in rows[1:] if "id" in row and row["id"] not in named(document)]
    if not free or not all("id" in row for row in rows):
        return ""
    rows.remove(dice.choice(free))
    return "UBAH302"


def named(document: Document) -> set[str]:
    """The ids that ways name."""
    found: list[Any] = []
    for row in document["langkah"]:
        ways = row.get("lanjut") or []
        found += ways.values() if isinstance(ways, dict) else ways if isinstance(ways, list) else [ways]
        found += (row.get("keputusan") or {}).values()
    return {str(name).split("@")[0] for name in found}


def move_row(document: Document, dice: Random) -> str:
    rows = document["langkah"]
    if len(rows) < 4 or not all("id" in row for row in rows):
        return ""
    start = dice.randrange(len(rows))
    end = dice.choice([place for place in range(len(rows)) if abs(place - start) > 1])
    rows.insert(end, rows.pop(start))
    return "UBAH303"


def rename_row(document: Document, dice: Random) -> str:
    row = any_row(document, dice)
    old = row.get("id")
    if old is None:
        return ""
    text = json.dumps(document["langkah"])
    for end in ('"', "@"):
        text = text.replace(f'"{old}{end}', f'"nama-baru{end}')
    document["langkah"] = json.loads(text)
    return "UBAH316"


def a_decision(document: Document, dice: Random) -> Document | None:
    found = [row for row in document["langkah"] if row.get("keputusan")]
    return dice.choice(found) if found else None


def redirect(document: Document, dice: Random) -> str:
    row = a_decision(document, dice)
    if row is None:
        return ""
    label, target = list(row["keputusan"].items())[-1]
    other = [r["id"] for r in document["langkah"] if r.get("id") and r["id"] != target and r is not row]
    if not other or target is None:
        return ""
    row["keputusan"][label] = dice.choice(other)
    return "UBAH312"


def rename_branch(document: Document, dice: Random) -> str:
    row = a_decision(document, dice)
    if row is None:
        return ""
    ways = list(row["keputusan"].items())
    row["keputusan"] = dict([*ways[:-1], ("Dikembalikan", ways[-1][1])])
    return "UBAH313"


def add_branch(document: Document, dice: Random) -> str:
    row = a_decision(document, dice)
    if row is None:
        return ""
    row["keputusan"]["Ditunda"] = "selesai"
    return "UBAH310"


def undecide(document: Document, dice: Random) -> str:
    row = a_decision(document, dice)
    if row is None or "pertanyaan" in row or "simbol" in row:
        return ""
    del row["keputusan"]
    return "UBAH309"


def add_lane(document: Document, dice: Random) -> str:
    lanes = list(document["pelaksana"].items())
    lanes.insert(dice.randint(0, len(lanes)), ("kolom-baru", "Inspektur Pembantu Wilayah"))
    document["pelaksana"] = dict(lanes)
    return "UBAH201"


def rename_lane(document: Document, dice: Random) -> str:
    lane = dice.choice(list(document["pelaksana"]))
    written = document["pelaksana"][lane]
    document["pelaksana"][lane] = {**written, "nama": "Auditor"} if isinstance(written, dict) else "Auditor"
    return "UBAH203"


def rename_lane_id(document: Document, dice: Random) -> str:
    lane = dice.choice(list(document["pelaksana"]))
    if "@" in json.dumps(document):
        return ""
    document["pelaksana"] = {"id-baru" if name == lane else name: v for name, v in document["pelaksana"].items()}
    for row in document["langkah"]:
        lanes = row["pelaksana"]
        row["pelaksana"] = ["id-baru" if x == lane else x for x in (lanes if isinstance(lanes, list) else [lanes])]
        if isinstance(row.get("lanjut"), dict):
            row["lanjut"] = {"id-baru" if name == lane else name: v for name, v in row["lanjut"].items()}
    return "UBAH205"


def move_lane(document: Document, dice: Random) -> str:
    lanes = list(document["pelaksana"].items())
    if len(lanes) < 2:
        return ""
    lanes.insert(0, lanes.pop())
    document["pelaksana"] = dict(lanes)
    return "UBAH204"


def retitle(document: Document, dice: Random) -> str:
    document["judul"] = "Uji Lain"
    return "UBAH101"


def add_law(document: Document, dice: Random) -> str:
    laws = document.get("dasar_hukum") or []
    laws = laws if isinstance(laws, list) else [laws]
    document["dasar_hukum"] = [*laws, "Peraturan Wali Kota Nomor 77 Tahun 2031 tentang Sandi"]
    return "UBAH121"


def add_warning(document: Document, dice: Random) -> str:
    entries = document.get("peringatan") or []
    entries = entries if isinstance(entries, list) else [entries]
    document["peringatan"] = [*entries, "Dilarang menunda tanpa alasan tertulis"]
    return "UBAH131"


def other_paper(document: Document, dice: Random) -> str:
    document.setdefault("tampilan", {})["kertas"] = "legal"
    return "UBAH701"


def set_status(document: Document, dice: Random) -> str:
    document["status"] = "dicabut"
    return "UBAH108"


EDITS: tuple[Edit, ...] = (
    set_waktu, set_kelengkapan, set_output, set_keterangan, reword, rewrite, other_executor, insert_row, delete_row,
    move_row, rename_row, redirect, rename_branch, add_branch, undecide, add_lane, rename_lane, rename_lane_id,
    move_lane, retitle, add_law, add_warning, other_paper, set_status,
)  # fmt: skip


_LAWS = ["Undang-Undang Nomor 23 Tahun 2014", "Peraturan Pemerintah Nomor 8 Tahun 2006", "Peraturan Wali Kota"]
_BOX = (
    [],
    ["Periksa berkas"],
    "Periksa berkas",
    _LAWS,
    _LAWS[::-1],
    [{"Hukum": _LAWS[:2]}, _LAWS[2]],
    [{"Hukum": [{"Pusat": _LAWS[:1]}, _LAWS[1]]}, {"sop": "1.2.3"}],
    [{"sop": "Periksa berkas"}, "Jaga rahasia"],
)
_BOXES = (
    {},
    {"Tujuan": ["Tertib"]},
    {"Tujuan": ["Tertib", "Cepat"], "Sasaran": []},
    {"Sasaran": [], "Tujuan": "Tertib"},
)
_KABAG = {
    "peran": "Disusun oleh",
    "jabatan": "Kabag",
    "nama": "Sri",
    "nip": "1",
    "tanggal": "3 Mei 2024",
    "penanda": "#",
}
VALUES: dict[str, tuple[Any, ...]] = {
    "instansi": ({}, {"nama": "Kota", "unit": "Umum"}, {"nama": "Desa", "satuan_kerja": "Setda", "alamat": "Jalan"}),
    "judul": ("Persuratan", "Rapat Dinas", "Rapat\nDinas"),
    "nomor": (None, "1.1", "1.2"),
    "tanggal": ({}, {"pembuatan": "1 Mei 2024", "revisi": "-"}, {"revisi": "2 Mei 2024", "efektif": "3 Mei 2024"}),
    "identitas_tambahan": ({}, {"Versi": "1", "Isi": "A"}, {"Isi": "A", "Versi": "1"}, {"Kode": "", "Versi": "2"}),
    "disahkan_oleh": ({}, {"jabatan": "Sekda", "nama": "Budi"}, {"jabatan": "Camat", "pangkat": "Pembina", "nip": "1"}),
    "penandatangan": (
        [], [_KABAG], [{"jabatan": "Asisten"}, _KABAG], [_KABAG, {"jabatan": "Asisten"}], [{**_KABAG, "nip": "2"}],
        [{**_KABAG, "peran": None}], [{**_KABAG, "penanda": None, "tanggal": "4 Mei 2024", "nama": "Tri"}],
    ),
    "status": ("draf", "berlaku", "dicabut"),
    "menggantikan": ([], ["1.1"], ["1.1", "1.2"], ["1.2", "1.1"]),
    "tinjau_ulang": (None, "1 Mei 2025", "1 Mei 2026"),
    **dict.fromkeys(BOXES, _BOX),
    "tambahan": _BOXES,
    "penutup": _BOXES,
    "tampilan": (
        {}, {"kertas": "f4", "sampul": True}, {"sampul": {"judul": "Lain"}, "label": {"kegiatan": "Uraian"}},
        {"urutan_mutu_baku": ["waktu"], "tanda_tangan_elektronik": {"penanda": "#", "ukuran": [160, 70]}},
        {"nomor_kolom": True, "penomoran_butir": ["A", "1"], "catatan_kaki": "Rahasia", "ukuran_huruf": 8},
    ),
}  # fmt: skip
"""every key of an SOP but its lanes and rows -> values it may have, each unlike the others"""


def other_identity(document: Document, dice: Random) -> None:
    """Some keys of the identity get other values."""
    for key in dice.sample(sorted(VALUES), 4):
        document[key] = dice.choice(VALUES[key])


def edited(document: Document, edit: Edit, seed: int) -> tuple[Document, str]:
    new = copy.deepcopy(document)
    return new, edit(new, Random(seed))


def without_ids(document: Document) -> Document:
    """The same SOP, its rows named by their numbers."""
    numbers = {row["id"]: str(place) for place, row in enumerate(document["langkah"], 1) if "id" in row}
    found = copy.deepcopy(document)
    for row in found["langkah"]:
        row.pop("id", None)
        if "lanjut" in row:
            row["lanjut"] = [numbers.get(name, name) for name in row["lanjut"]]
        if "keputusan" in row:
            row["keputusan"] = {label: numbers.get(str(to), to) for label, to in row["keputusan"].items()}
    return found


def several(document: Document, seed: int) -> Document:
    """The document with a row moved, one inserted, one deleted, and two changed, each row with an id to know it by."""
    dice, new = Random(seed), copy.deepcopy(document)
    move_row(new, dice)
    insert_row(new, dice)
    delete_row(new, dice)
    for edit in dice.sample([set_waktu, set_output, reword, other_executor, reword], 2):
        edit(new, dice)
    return new


def pairs_right(document: Document, seed: int) -> tuple[int, int]:
    """(pairs of rows found right, all that are found or should be) with several edits at once and no ids to tell."""
    new = several(document, seed)
    ids = [[row["id"] for row in side["langkah"]] for side in (document, new)]
    truth = {(ids[0].index(name), ids[1].index(name)) for name in set(ids[0]) & set(ids[1])}
    versions = Versions(sop_of(without_ids(document)), sop_of(without_ids(new)))
    found = {(pair.before, pair.after) for pair in versions.rows}
    return len(truth & found), len(truth | found)


# ---- the laws

MIRRORS = {
    code: further(code, 1)
    for code in (
        "UBAH001", "UBAH111", "UBAH121", "UBAH131", "UBAH135", "UBAH201", "UBAH301", "UBAH304", "UBAH308", "UBAH310",
    )
}  # fmt: skip
MIRRORS |= {mirror: code for code, mirror in MIRRORS.items()}


def mirror_of(code: str) -> str:
    """The code of the same change with the versions exchanged."""
    return MIRRORS.get(code, code)


def assert_named_once(document: Document, read: Callable[[Document], Sop], edit: Edit, seed: int) -> None:
    """One edit is one change, the same the other way round, and nothing is nothing."""
    new, code = edited(document, edit, seed)
    if not code:
        return
    old_sop, new_sop = read(document), read(new)
    for old, other, codes in (
        (old_sop, new_sop, [code]),
        (new_sop, old_sop, [mirror_of(code)]),
        (new_sop, new_sop, []),
    ):
        assert [change.code for change in changes_between(Versions(old, other))] == codes, edit.__name__


def assert_inverse(old: Sop, new: Sop) -> None:
    there, back = changes_between(Versions(old, new)), changes_between(Versions(new, old))
    assert Counter((mirror_of(c.code), c.new, c.old) for c in there) == Counter((c.code, c.old, c.new) for c in back)


def assert_nothing_silent(old: Sop, new: Sop) -> None:
    """Every value that differs lies under some change: key by key of the model, lanes and rows as they are paired."""
    versions = Versions(old, new)
    found = changes_between(versions)
    for key in Sop.model_fields:
        here = [(change.before, change.after) for change in found if change.before[0] == change.after[0] == key]
        values = getattr(old, key), getattr(new, key)
        if key == "pelaksana":
            _entries_told(here, versions.lanes, *([((key, lane.id), lane) for lane in lanes] for lanes in values))
        elif key == "langkah":
            _entries_told(here, versions.rows, *([((key, i), row) for i, row in enumerate(rows)] for rows in values))
        elif key in BOXES:
            _butir_told(here, *values, (key,))
        elif key in ("tambahan", "penutup"):
            for name in {name for boxes in values for name, _ in boxes}:
                _butir_told(here, *(dict(boxes).get(name) for boxes in values), (key, name))
        else:
            a, b = (dict(_leaves(value, (key,))) for value in values)
            for place in {*a, *b} - {LOGO}:
                assert a.get(place) == b.get(place) or _told(here, place, place), place
        assert values[0] == values[1] or here or key in ("instansi", "langkah"), key


Places = list[tuple[Path, Path]]


def _told(here: Places, old: Path | None, new: Path | None) -> bool:
    """Whether a change stands at a place, above or below it, on each side that has one."""
    return all(
        place is None or any(at[: len(place)] == place[: len(at)] for at in (pair[side] for pair in here))
        for side, place in enumerate((old, new))
    )


def _entries_told(here: Places, pairs: Any, olds: list[tuple[Path, Any]], news: list[tuple[Path, Any]]) -> None:
    for i, j, _ in pairs:
        (old_place, old), (new_place, new) = olds[i], news[j]
        for key in type(old).model_fields:
            if getattr(old, key) != getattr(new, key):
                assert _told(here, (*old_place, key), (*new_place, key)), key
    for i in set(range(len(olds))) - {pair[0] for pair in pairs}:
        assert any(pair[0] == olds[i][0] for pair in here), i
    for j in set(range(len(news))) - {pair[1] for pair in pairs}:
        assert any(pair[1] == news[j][0] for pair in here), j


def _butir_told(here: Places, old: Any, new: Any, place: Path) -> None:
    if old is None or new is None:
        assert (place in [pair[0] for pair in here]) if new is None else (place in [pair[1] for pair in here])
        return
    counted = [Counter(_flat(box)) for box in (old, new)]
    for side, unlike in enumerate((counted[0] - counted[1], counted[1] - counted[0])):
        assert not unlike or any(pair[side][: len(place)] == place for pair in here), unlike


def _flat(box: tuple[Butir, ...], depth: int = 0) -> Iterator[tuple[Any, ...]]:
    for butir in box:
        yield depth, butir.numbered, butir.sop, butir.text
        yield from _flat(butir.children, depth + 1)


def _leaves(value: Any, place: Path) -> Iterator[tuple[Path, Any]]:
    """The values of a model that stand below a place; a list is one value."""
    if isinstance(value, (BaseModel, dict)):
        for key, below in dict(value).items():
            yield from _leaves(below, (*place, key))
    else:
        yield place, value
