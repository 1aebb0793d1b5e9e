"""Random SOPs of the kind offices write, tangled ones included: dictionaries in the written form of the contract."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

from sopgen.model import Sop
from sopgen.reading import read_text

WORDS = ("dokumen", "laporan", "surat", "rapat", "perjanjian kinerja", "usulan", "dan", "kepada Kepala Bidang")
END = "selesai"


def random_sop(seed: int, rows: int | None = None, lanes: int | None = None) -> dict[str, Any]:
    """6-60 rows, 1-12 lanes, a decision in every tenth to second row, unless said otherwise."""
    rng = Random(seed)
    rows = rows or rng.randint(6, 60)
    names = [f"l{i}" for i in range(lanes or rng.randint(1, 12))]
    share = rng.uniform(0.1, 0.5)
    ids = [f"s{i + 1}" for i in range(rows)]
    steps = [_step(rng, i, ids, names, share) for i in range(rows)]
    return {
        "instansi": {"nama": "Pemerintah Kabupaten Contoh", "satuan_kerja": "Dinas Contoh"},
        "judul": "Uji Acak",
        "pelaksana": {name: f"Pelaksana {name}" for name in names},
        "langkah": steps,
        "tampilan": {
            "terminator": rng.choice(["langkah", "langkah", "terpisah"]),
            "kertas": rng.choice(["a4", "f4", "a3"]),
            "tanda_tangan": rng.choice(["identitas", "akhir"]),
        },
    }


def _step(rng: Random, i: int, ids: list[str], names: list[str], share: float) -> dict[str, Any]:
    count = rng.randint(2, min(3, len(names))) if len(names) > 1 and rng.random() < 0.15 else 1
    step: dict[str, Any] = {
        "id": ids[i],
        "kegiatan": f"Menyusun bagian ke-{i + 1} " + " ".join(rng.choice(WORDS) for _ in range(rng.randint(0, 14))),
        "pelaksana": rng.sample(names, count),
        "mutu_baku": {
            "kelengkapan": rng.choice(["Surat", ["Surat", "Disposisi"]]),
            "waktu": "5 menit",
            "output": "Draf",
        },
    }
    if count > 1:
        step["hubungan"] = rng.choice(["berurutan", "bersama", "sejajar"])
    middle = 0 < i < len(ids) - 1
    if middle and rng.random() < share and step.get("hubungan") != "bersama":
        step["keputusan"] = {"Ya": None, rng.choice(["Tidak", "Perlu perbaikan"]): _target(rng, i, ids)}
        if rng.random() < 0.15:
            step["pertanyaan"] = rng.choice(["Setuju?", "Dokumen lengkap dan benar?"])
    elif middle and rng.random() < 0.08:
        step["lanjut"] = rng.sample(ids[i + 1 :], min(2, len(ids) - i - 1))
    return step


def _target(rng: Random, i: int, ids: list[str]) -> str:
    if rng.random() < 0.05:
        return END
    if rng.random() < 0.75:
        return ids[rng.randrange(max(0, i - 10), i)]
    return ids[min(len(ids) - 1, i + rng.randrange(1, 5))]


def written(document: dict[str, Any]) -> str:
    """The document as YAML (JSON is a subset), to paste into a file."""
    return json.dumps(document, ensure_ascii=False, indent=1)


def sop_of(document: dict[str, Any]) -> Sop:
    reading = read_text(written(document), "acak.yaml", Path())
    assert reading.sop is not None, reading.findings
    return reading.sop
