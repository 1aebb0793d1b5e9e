"""Laws of the comparison on random SOPs and on the examples: one edit is one change, and silence means equal."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from random_sops import COSTLY, random_sop, sop_of

from sopgen.compare.changes import changes_between
from sopgen.compare.kinds import mirror_of
from sopgen.compare.versions import Versions
from sopgen.model import Sop
from sopgen.reading import read_text

Document = dict[str, Any]
Edit = Callable[[Document, Random], str]
"""changes the document in one thing and gives the code that it must have; "" where the document has no such thing"""
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
NEW_WORDS = ["memverifikasi", "berita", "acara", "serah", "terima", "barang", "milik", "daerah", "bersama", "panitia"]


def changes(old: Sop, new: Sop) -> list[str]:
    return [change.code for change in changes_between(Versions(old, new))]


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


def edited(document: Document, edit: Edit, seed: int) -> tuple[Document, str]:
    new = copy.deepcopy(document)
    return new, edit(new, Random(seed))


def assert_named_once(document: Document, read: Callable[[Document], Sop], edit: Edit, seed: int) -> None:
    new, code = edited(document, edit, seed)
    if not code:
        return
    old_sop, new_sop = read(document), read(new)
    assert changes(old_sop, new_sop) == [code], edit.__name__
    assert changes(new_sop, old_sop) == [mirror_of(code)], edit.__name__
    assert changes(new_sop, new_sop) == []


@given(st.integers(0, 10**6), st.sampled_from(EDITS))
def test_every_single_edit_is_named_once(seed: int, edit: Edit) -> None:
    assert_named_once(random_sop(seed), sop_of, edit, seed)


@pytest.mark.slow
@pytest.mark.parametrize("block", range(4))
def test_every_single_edit_of_many_sops(block: int) -> None:
    """500 SOPs, each with some of the edits."""
    for seed in range(125 * block, 125 * block + 125):
        document = random_sop(seed)
        for edit in Random(seed).sample(EDITS, 3):
            assert_named_once(document, sop_of, edit, seed)


def example_sop(document: Document) -> Sop:
    reading = read_text(json.dumps(document, ensure_ascii=False, default=str), "contoh.yaml", EXAMPLES[0].parent)
    assert reading.sop is not None, reading.findings
    return reading.sop


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_single_edit_of_the_examples(path: Path) -> None:
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    # BaseLoader keeps numbers as text; empty values mean none
    document = json.loads(json.dumps(document).replace('"null"', "null").replace('"~"', "null"))
    for key in ("tampilan",):
        document[key] = yaml.safe_load(path.read_text(encoding="utf-8")).get(key) or {}
    for edit in EDITS:
        for seed in range(1):
            assert_named_once(document, example_sop, edit, seed)


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


def test_rows_are_paired_right_with_several_edits_at_once() -> None:
    wanted = right = 0
    for seed in range(30):
        document = random_sop(seed)
        new = several(document, seed)
        ids = [[row["id"] for row in side["langkah"]] for side in (document, new)]
        truth = {(ids[0].index(name), ids[1].index(name)) for name in set(ids[0]) & set(ids[1])}
        versions = Versions(sop_of(without_ids(document)), sop_of(without_ids(new)))
        found = {(pair.before, pair.after) for pair in versions.rows}
        wanted += len(truth | found)
        right += len(truth & found)
    assert right / wanted >= 0.995


@given(st.integers(0, 10**6), st.integers(0, 10**6))
@COSTLY
def test_the_versions_exchanged_give_the_inverse(seed: int, other: int) -> None:
    document = random_sop(seed)
    new = several(document, other)
    for strip in (lambda d: d, without_ids):
        there = changes_between(Versions(sop_of(strip(document)), sop_of(strip(new))))
        back = changes_between(Versions(sop_of(strip(new)), sop_of(strip(document))))
        assert Counter((mirror_of(c.code), c.new, c.old) for c in there) == Counter(
            (c.code, c.old, c.new) for c in back
        )


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_every_value_that_differs_lies_under_a_change(seed: int, other: int) -> None:
    document = random_sop(seed)
    old, new = sop_of(document), sop_of(several(document, other))
    versions = Versions(old, new)
    found = changes_between(versions)
    before, after = {c.before for c in found}, {c.after for c in found}
    for pair in versions.rows:
        one, another = (sop.langkah[i].model_dump(mode="json") for sop, i in ((old, pair.before), (new, pair.after)))
        for key in one:
            if one[key] == another[key]:
                continue
            for i, places in ((pair.before, before), (pair.after, after)):
                assert any(place[:2] == ("langkah", i) and place[2:3] in ((key,), ()) for place in places), key
    for places, taken, count in (
        (before, {pair.before for pair in versions.rows}, len(old.langkah)),
        (after, {pair.after for pair in versions.rows}, len(new.langkah)),
    ):
        for row in set(range(count)) - taken:
            assert ("langkah", row) in places
