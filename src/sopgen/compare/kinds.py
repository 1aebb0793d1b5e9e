"""The closed list of changes: each with a stable code, a class, what it is called, and an example.

The first digit of a code is where a change lies: 0 the file, 1 identity and boxes, 2 pelaksana, 3 rows and flow,
4 kegiatan, 5 mutu baku, 6 keterangan, 7 how it looks, 9 totals. Most changes have the same code with the versions
exchanged; where something came, the next code says that it went.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from textwrap import indent

from sopgen.diagnostics import Severity

BEFORE, AFTER = "Sebelum:", "Sesudah:"


class Class(StrEnum):
    """What a change asks of those who approve, the gravest first: substance needs a new approval."""

    SUBSTANSI = "substansi"
    REDAKSI = "redaksi"
    TAMPILAN = "tampilan"


WHY = {
    Class.SUBSTANSI: "Perubahan substansi: alur, pelaksana, waktu, hasil, atau dasar hukum; perlu pengesahan baru.",
    Class.REDAKSI: "Perubahan redaksi: cara menyebut atau mengeja; isi prosedurnya tetap.",
    Class.TAMPILAN: "Perubahan tampilan: rupa dokumen saja.",
}


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    name: str
    class_: Class
    summary: str
    before: str = ""
    """YAML fragments that show the change; both empty where only a library or a repository shows it"""
    after: str = ""

    @property
    def severity(self) -> Severity:
        """As what it is listed among the rules: a change is no fault."""
        return Severity.INFO

    @property
    def doc(self) -> str:
        parts = [self.summary, WHY[self.class_], "Dilaporkan `sopgen diff`."]
        for heading, text in ((BEFORE, self.before), (AFTER, self.after)):
            if text:
                parts.append(f"{heading}\n{indent(text, '    ')}".rstrip())
        return "\n\n".join(parts)


_ROWS = "langkah:\n  - {id: terima, kegiatan: Menerima surat, pelaksana: a}\n"
_TWO = _ROWS + "  - {id: arsip, kegiatan: Mengarsipkan berkas lama, pelaksana: b}\n"
_THREE = _TWO + "  - {id: kirim, kegiatan: Mengirim jawaban resmi, pelaksana: a}\n"
_MOVED = _THREE.split("\n")
_MOVED[2], _MOVED[3] = _MOVED[3], _MOVED[2]
_LANES = "pelaksana: {a: Kepala, b: JFU}\n"
_MEET = "langkah:\n  - {kegiatan: Menelaah surat masuk, pelaksana: [a, b]HUB}\n"
_DECIDES = _TWO.replace("pelaksana: b", "pelaksana: b, keputusan: {Ya: null, Tidak: terima}")
_BOX = "KEY:\n  - Satu hal\n"
_LAW = "dasar_hukum:\n  - Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah\n"
_MORE_LAW = "  - Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan Keuangan\n"


def _both(
    code: str, name: str, class_: Class, summary: str, other: tuple[str, str, str], before: str = "", after: str = ""
) -> tuple[Kind, Kind]:
    """A kind and its mirror, whose example is the same the other way round."""
    mirror, its_name, its_summary = other
    return Kind(code, name, class_, summary, before, after), Kind(mirror, its_name, class_, its_summary, after, before)


S, R, T = Class.SUBSTANSI, Class.REDAKSI, Class.TAMPILAN
_LIST = (
    *_both("UBAH001", "sop-baru", S, "SOP ini baru.", ("UBAH002", "sop-dihapus", "SOP ini dihapus.")),
    Kind("UBAH101", "judul-berubah", R, "Judul SOP berubah.", "judul: Rapat\n", "judul: Rapat Dinas\n"),
    Kind("UBAH102", "nomor-berubah", R, "Nomor SOP berubah.", "nomor: 1.2\n", "nomor: 1.3\n"),
    Kind(
        "UBAH103", "tanggal-berubah", R, "Sebuah tanggal berubah.",
        "tanggal: {efektif: 1 Mei 2024}\n", "tanggal: {efektif: 2 Mei 2024}\n",
    ),
    Kind("UBAH104", "kop-berubah", R, "Kop berubah.", "instansi: {unit: Umum}\n", "instansi: {unit: Bagian Umum}\n"),
    Kind("UBAH105", "logo-berubah", T, "Logo berubah."),
    Kind(
        "UBAH106", "pengesahan-berubah", S, "Yang mengesahkan berubah.",
        "disahkan_oleh: {jabatan: Sekretaris}\n", "disahkan_oleh: {jabatan: Wali Kota}\n",
    ),
    Kind(
        "UBAH107", "penanda-tangan-berubah", S, "Isian seorang penanda tangan berubah.",
        "penandatangan: [{peran: Disusun oleh, jabatan: Kabag}]\n",
        "penandatangan: [{peran: Disusun oleh, jabatan: Kasubbag}]\n",
    ),
    Kind("UBAH108", "status-berubah", S, "Status SOP berubah.", "status: draf\n", "status: berlaku\n"),
    Kind(
        "UBAH109", "yang-digantikan-berubah", S, "SOP yang digantikan berubah.",
        "menggantikan: [1.1]\n", "menggantikan: [1.1, 1.2]\n",
    ),
    Kind(
        "UBAH110", "identitas-tambahan-berubah", R, "Baris tambahan di kotak identitas berubah.",
        "identitas_tambahan: {Nomor Revisi: 01}\n", "identitas_tambahan: {Nomor Revisi: 02}\n",
    ),
    *_both(
        "UBAH111", "penanda-tangan-ditambah", S, "Seorang penanda tangan ditambah.",
        ("UBAH112", "penanda-tangan-dihapus", "Seorang penanda tangan dihapus."),
        "penandatangan: []\n", "penandatangan: [{peran: Disusun oleh, jabatan: Kabag}]\n",
    ),
    Kind(
        "UBAH113", "penanda-tangan-pindah", R, "Urutan penanda tangan berubah.",
        "penandatangan: [{jabatan: Kabag}, {jabatan: Asisten}]\n",
        "penandatangan: [{jabatan: Asisten}, {jabatan: Kabag}]\n",
    ),
    *_both(
        "UBAH121", "dasar-hukum-ditambah", S, "Sebuah dasar hukum ditambah.",
        ("UBAH122", "dasar-hukum-dihapus", "Sebuah dasar hukum dihapus."), _LAW, _LAW + _MORE_LAW,
    ),
    Kind(
        "UBAH123", "dasar-hukum-berubah", S, "Sebuah dasar hukum berubah.",
        _LAW, _LAW.replace("Pemerintahan Daerah", "Pemerintah Daerah"),
    ),
    Kind(
        "UBAH124", "dasar-hukum-pindah", R, "Urutan atau tingkat sebuah dasar hukum berubah.",
        _LAW + _MORE_LAW, _LAW.replace("\n", "\n" + _MORE_LAW, 1),
    ),
    *_both(
        "UBAH131", "butir-ditambah", S, "Sebuah butir kotak identitas ditambah.",
        ("UBAH132", "butir-dihapus", "Sebuah butir kotak identitas dihapus."),
        _BOX.replace("KEY", "peringatan"), _BOX.replace("KEY", "peringatan") + "  - Lain lagi\n",
    ),
    Kind(
        "UBAH133", "butir-berubah", R, "Sebuah butir kotak identitas berubah.",
        "peringatan: [Periksa berkas]\n", "peringatan: [Periksa dulu berkas]\n",
    ),
    Kind(
        "UBAH134", "butir-pindah", R, "Urutan atau tingkat sebuah butir berubah.",
        "peringatan: [Periksa berkas, Jaga rahasia]\n", "peringatan: [Jaga rahasia, Periksa berkas]\n",
    ),
    *_both(
        "UBAH135", "kotak-ditambah", S, "Sebuah kotak ditambah.", ("UBAH136", "kotak-dihapus", "Sebuah kotak dihapus."),
        "tambahan: {Tujuan: [Tertib]}\n", "tambahan: {Tujuan: [Tertib], Sasaran: [Semua]}\n",
    ),
    Kind(
        "UBAH137", "kotak-pindah", T, "Urutan kotak berubah.",
        "tambahan: {Tujuan: [Tertib], Sasaran: [Semua]}\n", "tambahan: {Sasaran: [Semua], Tujuan: [Tertib]}\n",
    ),
    Kind("UBAH199", "isian-lain-berubah", S, "Isian lain berubah."),
    *_both(
        "UBAH201", "pelaksana-ditambah", S, "Seorang pelaksana ditambah.",
        ("UBAH202", "pelaksana-dihapus", "Seorang pelaksana dihapus."),
        _LANES, "pelaksana: {a: Kepala, b: JFU, c: Arsiparis}\n",
    ),
    Kind(
        "UBAH203", "pelaksana-berganti-nama", S, "Nama seorang pelaksana berubah.",
        _LANES, "pelaksana: {a: Kepala, b: Arsiparis}\n",
    ),
    Kind("UBAH204", "pelaksana-pindah", T, "Urutan pelaksana berubah.", _LANES, "pelaksana: {b: JFU, a: Kepala}\n"),
    Kind(
        "UBAH205", "id-pelaksana-berubah", R, "Id seorang pelaksana berubah.",
        _LANES + _TWO, "pelaksana: {a: Kepala, jfu: JFU}\n" + _TWO.replace("pelaksana: b", "pelaksana: jfu"),
    ),
    Kind(
        "UBAH206", "kelompok-berubah", R, "Kelompok seorang pelaksana berubah.",
        _LANES, "pelaksana: {a: Kepala, b: {nama: JFU, kelompok: Sekretariat}}\n",
    ),
    *_both(
        "UBAH301", "langkah-ditambah", S, "Sebuah langkah ditambah.",
        ("UBAH302", "langkah-dihapus", "Sebuah langkah dihapus."), _TWO, _THREE,
    ),
    Kind("UBAH303", "langkah-pindah", S, "Sebuah langkah pindah tempat.", _THREE, "\n".join(_MOVED)),
    *_both(
        "UBAH304", "langkah-dipecah", S, "Sebuah langkah dipecah menjadi dua.",
        ("UBAH305", "langkah-digabung", "Dua langkah digabung menjadi satu."),
        _ROWS + "  - {kegiatan: Meneliti draf surat dan mengoreksi tata naskahnya, pelaksana: b}\n",
        _ROWS
        + "  - {kegiatan: Meneliti draf surat, pelaksana: b}\n"
        + "  - {kegiatan: Mengoreksi tata naskahnya, pelaksana: b}\n",
    ),
    Kind(
        "UBAH306", "pelaksana-langkah-berubah", S, "Pelaksana sebuah langkah berubah.",
        _TWO, _TWO.replace("pelaksana: b", "pelaksana: a"),
    ),
    Kind(
        "UBAH307", "hubungan-berubah", S, "Hubungan para pelaksana sebuah langkah berubah.",
        _MEET.replace("HUB", ""), _MEET.replace("HUB", ", hubungan: bersama"),
    ),
    *_both(
        "UBAH308", "menjadi-keputusan", S, "Sebuah langkah menjadi keputusan.",
        ("UBAH309", "bukan-lagi-keputusan", "Sebuah langkah bukan lagi keputusan."), _TWO, _DECIDES,
    ),
    *_both(
        "UBAH310", "cabang-ditambah", S, "Sebuah cabang keputusan ditambah.",
        ("UBAH311", "cabang-dihapus", "Sebuah cabang keputusan dihapus."),
        _DECIDES, _DECIDES.replace("Ya: null", "Ya: null, Tunda: selesai"),
    ),
    Kind(
        "UBAH312", "tujuan-cabang-berubah", S, "Sebuah cabang keputusan menuju tempat lain.",
        _DECIDES, _DECIDES.replace("Tidak: terima", "Tidak: selesai"),
    ),
    Kind(
        "UBAH313", "nama-cabang-berubah", R, "Nama sebuah cabang keputusan berubah.",
        _DECIDES, _DECIDES.replace("Tidak:", "Belum:"),
    ),
    Kind(
        "UBAH314", "tujuan-langkah-berubah", S, "Sebuah langkah menuju tempat lain.",
        _THREE.replace("surat, pelaksana: a", "surat, pelaksana: a, lanjut: arsip"),
        _THREE.replace("surat, pelaksana: a", "surat, pelaksana: a, lanjut: kirim"),
    ),
    Kind(
        "UBAH315", "simbol-berubah", S, "Simbol sebuah langkah berubah.",
        _TWO, _TWO.replace("pelaksana: b", "pelaksana: b, simbol: proses"),
    ),
    Kind(
        "UBAH316", "id-langkah-berubah", R, "Id sebuah langkah berubah, ditambah, atau dihapus.",
        _TWO, _TWO.replace("id: arsip", "id: simpan"),
    ),
    Kind(
        "UBAH317", "nomor-langkah-berubah", R, "Nomor tercetak sebuah langkah berubah.",
        _TWO.replace("id: arsip", "id: arsip, no: 2"), _TWO.replace("id: arsip", "id: arsip, no: 1a"),
    ),
    Kind(
        "UBAH318", "pertanyaan-berubah", R, "Pertanyaan di dalam keputusan berubah.",
        _DECIDES, _DECIDES.replace("pelaksana: b", "pelaksana: b, pertanyaan: Setuju?"),
    ),
    Kind(
        "UBAH401", "kegiatan-berubah", R, "Uraian kegiatan berubah.",
        _TWO, _TWO.replace("berkas lama", "berkas yang lama"),
    ),
    *(
        Kind(
            code, f"{key}-berubah", S, f"{says} sebuah langkah berubah.",
            _ROWS.replace("a}", f"a, mutu_baku: {{{key}: {old}}}}}"),
            _ROWS.replace("a}", f"a, mutu_baku: {{{key}: {new}}}}}"),
        )
        for code, key, says, old, new in (
            ("UBAH501", "waktu", "Waktu", "2 hari", "3 hari"),
            ("UBAH502", "kelengkapan", "Kelengkapan", "Surat", "Surat dan disposisi"),
            ("UBAH503", "output", "Output", "Draf", "Draf final"),
        )
    ),
    Kind(
        "UBAH601", "keterangan-berubah", R, "Keterangan sebuah langkah berubah.",
        _ROWS, _ROWS.replace("a}", "a, keterangan: SOP Persuratan}"),
    ),
    Kind(
        "UBAH701", "tampilan-berubah", T, "Isian `tampilan` berubah.",
        "tampilan: {kertas: a4}\n", "tampilan: {kertas: f4}\n",
    ),
    Kind("UBAH901", "jam-kerja-berubah", S, "Jam kerja sehari di sopgen.yaml berubah, sehingga jumlah waktu berubah."),
)  # fmt: skip
KINDS: dict[str, Kind] = {kind.code: kind for kind in sorted(_LIST, key=lambda kind: kind.code)}


def further(code: str, steps: int) -> str:
    """The code so many further on in the list: `UBAH302`, something gone, is one after `UBAH301`, something new."""
    return f"UBAH{int(code[4:]) + steps:03}"
