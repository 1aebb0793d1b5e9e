"""Guesses what an author means by a name that the SOP does not know: a key, a word of a few, a lane, a row.

A dictionary of what people call things comes first, then the same letters in another case, then likeness. Where nothing
is like it, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from sopgen.diagnostics import LONGEST_NAME, nearest
from sopgen.model.values import END

_KEYS = {
    "output": "keluaran hasil hasil_kegiatan produk luaran hasil_akhir hasil_output",
    "kegiatan": "uraian aktivitas aktifitas uraian_kegiatan uraian_prosedur deskripsi tindakan nama_kegiatan",
    "kelengkapan": "persyaratan syarat persyaratan_kelengkapan syarat_kelengkapan berkas dokumen input masukan bahan",
    "waktu": "durasi lama jangka_waktu waktu_penyelesaian lama_waktu",
    "keterangan": "ket catatan keterangan_lain",
    "pelaksana": "aktor pelaku petugas pegawai penanggung_jawab oleh pelaksana_kegiatan jabatan_pelaksana",
    "judul": "nama_sop judul_sop nama_prosedur sop",
    "nomor": "no no_sop nomor_sop nomor_dokumen no_dokumen",
    "langkah": "prosedur tahapan tahap langkah_langkah alur kegiatan uraian_prosedur",
    "keputusan": "pilihan cabang percabangan syarat_lanjut kondisi decision",
    "lanjut": "selanjutnya berikutnya lanjut_ke ke menuju tujuan next",
    "mutu_baku": "mutu baku_mutu standar_mutu mutubaku",
    "dasar_hukum": "landasan_hukum hukum dasar",
    "kualifikasi_pelaksana": "kualifikasi kompetensi syarat_pelaksana",
    "keterkaitan": "sop_terkait keterkaitan_sop kaitan terkait",
    "peralatan_perlengkapan": "peralatan perlengkapan alat peralatan_dan_perlengkapan sarana",
    "pencatatan_pendataan": "pencatatan pendataan pencatatan_dan_pendataan",
    "peringatan": "perhatian",
    "disahkan_oleh": "pengesahan disahkan pengesah pejabat ttd pejabat_pengesah pejabat_yang_mengesahkan mengesahkan",
    "tanggal": "tgl",
    "pembuatan": "tanggal_pembuatan tgl_pembuatan dibuat tanggal_dibuat",
    "revisi": "tanggal_revisi tgl_revisi direvisi",
    "efektif": "tanggal_efektif tgl_efektif berlaku tanggal_berlaku tanggal_pengesahan mulai_berlaku",
    "instansi": "kop lembaga organisasi",
    "satuan_kerja": "satker unit_kerja opd skpd perangkat_daerah dinas nama_dinas nama_opd nama_skpd nama_satker",
    "alamat": "alamat_kantor",
    "nama": "nama_instansi nama_pejabat nama_lengkap nama_pemda nama_daerah nama_lembaga pemda",
    "pangkat": "golongan pangkat_golongan",
    "kertas": "ukuran_kertas ukuran",
    "orientasi": "arah posisi_kertas",
    "huruf": "font jenis_huruf",
    "sampul": "cover halaman_sampul",
    "tampilan": "format tata_letak layout",
    "label": "sebutan judul_kolom",
    "status": "keadaan",
    "simbol": "bentuk",
    "hubungan": "relasi",
    "pertanyaan": "tanya",
    "menggantikan": "mengganti pengganti",
    "tinjau_ulang": "peninjauan reviu evaluasi",
}
_WORDS = {
    "f4": "folio f4/folio hvs_folio",
    "a4": "kuarto quarto",
    "lanskap": "landscape mendatar horizontal melebar",
    "potret": "portrait tegak vertikal berdiri",
    "true": "ya iya y yes benar ada pakai tampilkan on aktif",
    "false": "tidak tak no n bukan salah off nonaktif jangan",
    "draf": "draft konsep rancangan",
    "berlaku": "aktif sah final resmi disahkan",
    "dicabut": "batal dibatalkan tidak_berlaku",
    "digantikan": "diganti",
    "sejajar": "paralel parallel serentak bersamaan",
    "bersama": "bersama_sama gabungan",
    "berurutan": "urut seri bergantian",
    "proses": "kotak persegi process",
    "keputusan": "belah_ketupat wajik decision",
    "terminator": "kapsul oval mulai selesai",
    "terpisah": "pisah sendiri",
    "akhir": "bawah di_akhir",
    "keduanya": "dua_duanya semua",
    "galat": "error salah",
    "peringatan": "warning awas",
}
_END = frozenset(["akhir", "berakhir", "tamat", "end", "finish", "stop", "selesai", "habis", "usai"])
_START = frozenset(["awal", "mulai", "pertama", "start"])
_BEFORE = frozenset(["sebelumnya", "kembali"])
_TO = re.compile(r"^(?:di)?(?:kembali(?:kan)?_)?(?:lanjut_)?(?:ke(?:pada)?_)?")
_NUMBERED = re.compile(r"(?:langkah|kegiatan|nomor|no|baris|tahap|step)?_?(?:ke_)?(?:nomor_|no_)?(\d+[a-z]?)")
_SEPARATOR = re.compile(r"\s*[,;/&+]\s*|\s+(?:dan|serta|atau|dengan)\s+", re.IGNORECASE)


def folded(text: str) -> str:
    """A name without case, marks and kinds of space: `Mutu Baku` and `mutu-baku` are `mutu_baku`."""
    return re.sub(r"[\W_]+", "_", text.casefold()).strip("_")


def _called(names: Mapping[str, str]) -> dict[str, list[str]]:
    meanings: dict[str, list[str]] = {}
    for meaning, words in names.items():
        for word in words.split():
            meanings.setdefault(folded(word), []).append(meaning)
    return meanings


_KEYS_CALLED, _WORDS_CALLED = _called(_KEYS), _called(_WORDS)


def key(name: str) -> list[str]:
    """The keys that may be meant by a name, the likeliest first; whether they stand here is another question."""
    plain = folded(name[:LONGEST_NAME])
    return [plain, *_KEYS_CALLED.get(plain, ())]


def word(written: str, known: Sequence[str]) -> str | None:
    """The one of a few words that is meant."""
    plain = folded(written[:LONGEST_NAME])
    exact = {folded(name): name for name in known}
    for part in (plain, *plain.split("_")):  # `A4 landscape` means a4
        if meaning := exact.get(part) or next((name for name in _WORDS_CALLED.get(part, ()) if name in known), None):
            return meaning
    return nearest(written, known)


def like(name: str, known: Sequence[str]) -> str | None:
    """The known name that is like it: but for a few letters, or with its words in another order."""
    words = sorted(folded(name[:LONGEST_NAME]).split("_"))
    turned = (one for one in known if len(words) > 1 and sorted(one.split("_")) == words)
    return next(turned, None) or nearest(name, known)


def names_of_lanes(titles: Mapping[str, str]) -> dict[str, str]:
    """What lanes are called, folded -> id: their titles and ids. Made once for all the texts that may name one."""
    return {folded(title): lane for lane, title in titles.items()} | {folded(lane): lane for lane in titles}


def lanes(written: str, named: Mapping[str, str]) -> list[str]:
    """The ids of the lanes that one text names by id or title, several joined by commas or words; empty where one of
    them is no lane. `named`: from `names_of_lanes`."""
    if (whole := folded(written)) in named:
        return [named[whole]]
    found = [named.get(folded(part)) for part in _SEPARATOR.split(written[:LONGEST_NAME]) if part.strip()]
    return [lane for lane in found if lane] if all(found) else []


def lane_ids(titles: Iterable[str], used: Iterable[str]) -> dict[str, str]:
    """An id for each title: the one that rows use already where it fits the title's words, else its first word."""
    left, ids = list(dict.fromkeys(used)), dict[str, str]()
    for title in titles:
        words = folded(title).split("_")
        fitting = next((lane for lane in left if folded(lane) in (*words, "_".join(words))), None)
        short = "".join(part[0] for part in words if part)
        fitting = fitting or next((lane for lane in left if folded(lane) == short), None)
        if fitting:
            left.remove(fitting)
        names = (words[0], "_".join(words))
        ids[title] = fitting or next((name for name in names if name not in ids.values()), words[0])
    return ids


def row(
    written: str,
    row: int,
    keys: Sequence[str],
    numbers: Sequence[str],
    texts: Sequence[str],
    doers: Sequence[Collection[str]],
) -> str | None:
    """The row that a target of row `row` means, as a reference; END where the flow ends; None where nobody can say.

    `keys`, `numbers`, `texts`, `doers`: of each row the id, the printed number, the kegiatan, the names of its lanes.
    """
    whole = folded(written[:LONGEST_NAME])
    plain = _TO.sub("", whole) or whole
    by_text = {folded(text): name for text, name in zip(texts, keys, strict=True)}
    if plain in by_text:
        return by_text[plain]
    if plain in _END:
        return END
    if plain in _START and keys:
        return keys[0]
    if whole in _BEFORE and row:
        return keys[row - 1]
    if (match := _NUMBERED.fullmatch(plain)) and match[1] in numbers:
        return keys[list(numbers).index(match[1])]
    theirs = [place for place, names in enumerate(doers) if plain in map(folded, names)]
    if theirs and "@" not in written:  # back to somebody: to the last that they did before
        return keys[max((place for place in theirs if place < row), default=theirs[0])]
    begun = [name for text, name in by_text.items() if len(plain) > 8 and text.startswith(plain)]
    return begun[0] if len(begun) == 1 else nearest(written, [*keys, END])
