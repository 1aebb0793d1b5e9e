"""Ordinary SOPs of any length for the benchmarks: five lanes, a decision in every eighth row."""

from __future__ import annotations

import json

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
