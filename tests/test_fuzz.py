"""Files that keep the grammar and break every habit: what no finding refuses is drawn in every format, and opens."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pypdfium2
import pytest
import yaml
from random_sops import random_sop, written

from sopgen.reading import read_text
from sopgen.render import FORMATS
from sopgen.work.chain import checked, draw_reading

INPUTS = 200
PARTS = 8
"""Each takes its share of the inputs, so that they spread over the processors."""
TEXTS = (
    "\ufeff", "👩", "a\ufeffb", "👩‍👩‍👧", "\u202eabc\u202c", "\u200b", "\u2028", "ꦱꦸꦫꦠ꧀", "شهادة", "a" * 400,
    "a-" * 200 + "a", "kata " * 900, "x" * 33_000, "", "-", "=1+1", "<b>&amp;</b>", "]]>", "{{ x }}", "#set page()",
    "\\n\\N", '"', "a\nb\n\nc", "\t", "_x0041_", "ﬁ", "\U000e0041", "SOP " * 40, "%d %s", "../..", "C:\\a\\b",
    "é" * 20_000, "1" * 60, "Ø" * 90, "\u0301" * 9, "ﷺ" * 9, "🏴" * 40, "\xad" * 30, "\uf0b7 butir",
)  # fmt: skip
LOOKS: dict[str, tuple[Any, ...]] = {
    "kertas": ("a4", "f4", "legal", "letter", "a3"),
    "orientasi": ("lanskap", "potret"),
    "terminator": ("langkah", "terpisah"),
    "sampul": (True, {"judul": "👩"}, {"kop": ["\ufeff", "x" * 400]}),
    "nomor_kolom": (True,),
    "tanda_tangan": ("identitas", "akhir", "keduanya"),
    "urutan_mutu_baku": ([], ["output"], ["waktu", "kelengkapan"]),
    "kolom_keterangan": (False,),
    "ukuran_huruf": (7, 12),
    "panah_excel": ("lekat",),
    "penomoran_butir": (["A", 1, "a"],),
    "catatan_kaki": TEXTS,
    "huruf": ("Arial", "Huruf Khayal", "👩"),
}


def changed(sop: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """The SOP after a few changes that the format allows."""
    changes: list[Callable[[dict[str, Any], random.Random], None]] = [_text, _text, _row, _row, _look, _box, _lane]
    for _ in range(dice.randint(1, 6)):
        dice.choice(changes)(sop, dice)
    return sop


def _text(sop: dict[str, Any], dice: random.Random) -> None:
    row = dice.choice(sop["langkah"])
    place, key = dice.choice(
        [(sop, "judul"), (sop, "nomor"), (row, "kegiatan"), (row, "keterangan"), (row, "pertanyaan")]
    )
    if key != "pertanyaan" or "keputusan" in row:
        place[key] = (
            dice.choice(TEXTS) if dice.random() < 0.7 else [dice.choice(TEXTS)] if key == "keterangan" else "biasa"
        )


def _row(sop: dict[str, Any], dice: random.Random) -> None:
    row, lanes = dice.choice(sop["langkah"]), list(sop["pelaksana"])
    match dice.randrange(5):
        case 0:
            row["simbol"] = dice.choice(["proses", "terminator", "keputusan"])
        case 1:
            row["pelaksana"] = dice.sample(lanes, dice.randint(1, len(lanes)))
            row["hubungan"] = dice.choice(["berurutan", "bersama", "sejajar"])
        case 2:
            row.pop("lanjut", None)
            targets = [None, "selesai", *range(1, len(sop["langkah"]) + 1)]
            labels = dice.sample(
                ["Ya", "Tidak", "👩", "\ufeff", "Lama sekali sehingga perlu dua baris"], dice.randint(1, 3)
            )
            row["keputusan"] = {label: dice.choice(targets) for label in labels}
        case 3:
            row.pop("keputusan", None)
            row["lanjut"] = dice.choice(["selesai", dice.randint(1, len(sop["langkah"]))])
        case 4:
            row["mutu_baku"] = {name: dice.choice(TEXTS) for name in ("kelengkapan", "waktu", "output")}


def _look(sop: dict[str, Any], dice: random.Random) -> None:
    name = dice.choice(list(LOOKS))
    sop.setdefault("tampilan", {})[name] = dice.choice(LOOKS[name])


def _box(sop: dict[str, Any], dice: random.Random) -> None:
    text = dice.choice(TEXTS)
    sop[dice.choice(["dasar_hukum", "peringatan", "keterkaitan"])] = [text, {"👩": [text, {"\ufeff": [text]}]}]
    sop.setdefault("tambahan", {})[dice.choice(["👩", "Tujuan", "\ufeff"])] = [text]
    sop["penandatangan"] = [{"peran": text, "nama": dice.choice(TEXTS)}]


def _lane(sop: dict[str, Any], dice: random.Random) -> None:
    name = dice.choice(list(sop["pelaksana"]))
    sop["pelaksana"][name] = {"nama": dice.choice(TEXTS), "kelompok": dice.choice(["A", "👩", "B"])}


def opened(name: str, data: bytes) -> None:
    """Read a document as its users' programs do."""
    match name:
        case "xlsx":
            assert openpyxl.load_workbook(BytesIO(data)).sheetnames
            with zipfile.ZipFile(BytesIO(data)) as archive:
                for part in archive.namelist():
                    if part.endswith((".xml", ".rels")):
                        ElementTree.fromstring(archive.read(part))
        case "svg":
            ElementTree.fromstring(data)
        case "html":
            assert data.decode().rstrip().endswith("</html>")
        case "pdf":
            assert len(pypdfium2.PdfDocument(data)) > 0
        case "png":
            assert data.startswith(b"\x89PNG")


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_accepted_is_drawn(part: int) -> None:
    drawn = 0
    for number in range(part, INPUTS, PARTS):
        dice = random.Random(number)
        sop = yaml.safe_load(written(random_sop(number, dice.randint(1, 12), dice.randint(1, 5))))
        text = yaml.safe_dump(changed(sop, dice), allow_unicode=False, sort_keys=False)
        reading = checked(read_text(text, f"{number}.yaml", Path()))
        if any(finding.refuses for finding in reading.findings):
            continue
        made = draw_reading(reading, list(FORMATS), "x.html", dpi=36)
        assert made.problems == {}, text
        for name, files in made.files.items():
            for data in files.values():
                opened(name, data)
        drawn += 1
    assert drawn > INPUTS / PARTS / 3, "most are refused: they test nothing"
