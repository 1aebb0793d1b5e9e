"""Ordinary SOPs of any length for the benchmarks: five lanes, a decision in every eighth row; and libraries of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

PER_OFFICE = 10
STATES = ("berlaku",) * 9 + ("digantikan",)

LANES = {
    "kepala": "Kepala Bagian",
    "sub": "Subkoordinator",
    "analis": "Analis Kebijakan",
    "jfu": "JFU",
    "arsip": "Arsiparis",
}
ACTS = (
    "Menerima surat permintaan dan memberikan disposisi",
    "Menyusun konsep surat pengantar berdasarkan hasil rapat internal",
    "Mengumpulkan data dan informasi dari masing-masing bidang",
    "Mengirim dan mengarsipkan dokumen perjanjian kinerja seluruh pegawai",
)


def sop_text(rows: int, number: int = 1) -> str:
    """The YAML (JSON is a subset) of an SOP of `rows` rows."""
    order = list(LANES)
    steps = []
    for i in range(rows):
        step = {
            "id": f"s{i + 1}",
            "kegiatan": f"{ACTS[i % 4]} tahap {i + 1}",
            "pelaksana": order[(i * 2 + i // 3) % 5],
            "mutu_baku": {
                "kelengkapan": ["Surat masuk", "Disposisi"],
                "waktu": f"{5 + i % 7} menit",
                "output": "Draf surat",
            },
        }
        if i % 8 == 5 and i + 1 < rows:
            step |= {
                "kegiatan": f"Meneliti konsep surat tahap {i + 1}",
                "keputusan": {"Ya": None, "Tidak": f"s{i - 1}"},
            }
        steps.append(step)
    document = {
        "instansi": {"nama": "Pemerintah Kota Madiun", "satuan_kerja": "Sekretariat Daerah"},
        "judul": f"Penyusunan Perjanjian Kinerja {number}",
        "nomor": f"1.4.1.{number}",
        "tanggal": {"pembuatan": "30 Agustus 2022", "efektif": "30 Agustus 2022"},
        "disahkan_oleh": {"jabatan": "Sekretaris Daerah"},
        "dasar_hukum": [f"Peraturan Pemerintah Nomor {n} Tahun 2006 tentang Pelaporan Kinerja" for n in range(1, 9)],
        "kualifikasi_pelaksana": ["Memahami mekanisme perencanaan kinerja", "S1"],
        "keterkaitan": ["SOP Penyimpanan Arsip"],
        "peralatan_perlengkapan": ["ATK", "Komputer/Laptop", "Printer"],
        "peringatan": "Memperhatikan Renja dan DPA",
        "pencatatan_pendataan": ["Buku agenda"],
        "pelaksana": LANES,
        "langkah": steps,
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def sop(office: int, number: int) -> dict[str, Any]:
    """One SOP of 20 rows; some name others, are superseded or due for review."""
    data: dict[str, Any] = json.loads(sop_text(20, number))
    place = f"{office}.{number}"
    data["instansi"]["satuan_kerja"] = f"Dinas Urusan {office}"
    data["judul"] = f"Penyusunan Perjanjian Kinerja {place}"
    data["nomor"] = f"1.{place}"
    data["status"] = STATES[number % len(STATES)]
    data["tinjau_ulang"] = f"{2023 + number % 4}-08-30"
    data["keterkaitan"] = [{"sop": f"1.{office}.{(number + 1) % PER_OFFICE}"}, "SOP Penyimpanan Arsip"]
    return data


def library(folder: Path, offices: int) -> None:
    folder.mkdir()
    (folder / "sopgen.yaml").write_text("jam_kerja_per_hari: 7.5\n", encoding="utf-8")
    for office in range(offices):
        place = folder / f"dinas-{office:03}"
        place.mkdir()
        for number in range(PER_OFFICE):
            text = yaml.dump(sop(office, number), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
            (place / f"sop-{number}.yaml").write_text(text, encoding="utf-8")
