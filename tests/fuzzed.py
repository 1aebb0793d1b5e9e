"""SOPs that keep the grammar and break every habit, and whether what no finding refuses is drawn in every format."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pypdfium2
import yaml
from random_sops import random_sop, written

from sopgen.reading import read_text
from sopgen.render import FORMATS
from sopgen.work.chain import checked, draw_reading

TEXTS = (
    "\ufeff", "👩", "a\ufeffb", "👩‍👩‍👧", "\u202eabc\u202c", "\u200b", "\u2028", "ꦱꦸꦫꦠ꧀", "شهادة", "a" * 400,
    "a-" * 200 + "a", "kata " * 900, "x" * 33_000, "", "-", "=1+1", "<b>&amp;</b>", "]]>", "{{ x }}", "#set page()",
    "\\n\\N", '"', "a\nb\n\nc", "\t", "_x0041_", "ﬁ", "\U000e0041", "SOP " * 40, "%d %s", "../..", "C:\\a\\b",
    "é" * 20_000, "1" * 60, "Ø" * 90, "\u0301" * 9, "ﷺ" * 9, "🏴" * 40, "\xad" * 30, "\uf0b7 butir",
)  # fmt: skip
LABELS = (
    "Ya", "Tidak", "👩", "\ufeff", "Lama sekali sehingga perlu dua baris", "Tunda", "Tolak", "Alihkan", "Setuju / x",
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


def fuzzed(number: int) -> str:
    """The YAML of a random SOP after a few changes that the format allows; every twentieth is large."""
    dice = random.Random(number)
    rows, lanes = (dice.randint(10, 40), 12) if number % 20 == 19 else (dice.randint(1, 12), 5)
    sop = yaml.safe_load(written(random_sop(number, rows, dice.randint(1, lanes))))
    changes: list[Callable[[dict[str, Any], random.Random], None]] = [
        _text,
        _text,
        _row,
        _row,
        _row,
        _look,
        _box,
        _lane,
    ]
    for _ in range(dice.randint(1, 6) * (rows // 12 + 1)):
        dice.choice(changes)(sop, dice)
    return yaml.safe_dump(sop, allow_unicode=False, sort_keys=False)


def unmade(text: str, formats: Sequence[str] = tuple(FORMATS)) -> dict[str, str] | None:
    """Format -> why it is not made, or does not open; None where a finding refuses the SOP."""
    reading = checked(read_text(text, "acak.yaml", Path()))
    if any(finding.refuses for finding in reading.findings):
        return None
    made = draw_reading(reading, formats, "x.html", dpi=36)
    problems = dict(made.problems)
    for name, data in made.files.items():
        try:
            _open(name, data)
        except Exception as error:
            problems[name] = f"cannot be opened: {error!r}"
    return problems


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
    targets = [None, "selesai", *range(1, len(sop["langkah"]) + 1)]
    match dice.randrange(7):
        case 0:
            row["simbol"] = dice.choice(["proses", "terminator", "keputusan"])
        case 1:
            row["pelaksana"] = dice.sample(lanes, dice.randint(1, len(lanes)))
            row["hubungan"] = dice.choice(["berurutan", "bersama", "sejajar"])
        case 2:
            row.pop("lanjut", None)
            row["keputusan"] = {label: dice.choice(targets) for label in dice.sample(LABELS, dice.randint(1, 3))}
        case 3:
            row.pop("keputusan", None)
            row["lanjut"] = dice.choice(["selesai", dice.randint(1, len(sop["langkah"]))])
        case 4:
            row.pop("lanjut", None)
            row["keputusan"] = {label: dice.choice(targets) for label in dice.sample(LABELS, dice.randint(4, 8))}
        case 5:
            row.pop("keputusan", None)
            named = row["pelaksana"] if isinstance(row["pelaksana"], list) else [row["pelaksana"]]
            row["lanjut"] = {
                lane: dice.sample(targets[1:], min(len(targets) - 1, dice.randint(1, 3))) for lane in named
            }
        case 6:
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


def _open(name: str, data: bytes) -> None:
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
