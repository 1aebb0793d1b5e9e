"""Labelled rows: what is said about each kind of sentence, and how often it is right."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verdicts import codes_of, suggestion_of
from work import LINEAR, growth

from sopgen.wording import dangling_end, review

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent.parent / "data" / "kegiatan.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
LEAST = 0.95
SUGGESTED = {"SOP401", "SOP402", "SOP403", "SOP404"}


def test_there_are_rows_to_judge() -> None:
    assert len(ROWS) > 3500
    assert {part for _, part, *_ in ROWS} >= {"dev", "uji", "contoh", "dev2", "uji2", "nyata", "baku1", "baku2"}


def test_every_rule_is_right_both_ways() -> None:
    hits, raised, wanted = Counter[str](), Counter[str](), Counter[str]()
    for _, _, codes, _, text in ROWS:
        labels, found = set(codes.split(",")) - {"-"}, set(codes_of(review(text)))
        hits.update(labels & found)
        raised.update(found)
        wanted.update(labels)
    assert set(wanted) == {"SOP309", "SOP401", "SOP402", "SOP403", "SOP404", "SOP405"}
    for code, count in wanted.items():
        assert hits[code] / count >= LEAST, f"{code}: recall"
        assert hits[code] / raised[code] >= LEAST, f"{code}: precision"


def test_suggestions_are_right() -> None:
    wrong, count = [], 0
    for _, _, codes, accepted, text in ROWS:
        beginnings = tuple(s.lower() for s in accepted.split("|") if s != "-")
        if beginnings and set(codes.split(",")) & SUGGESTED:
            count += 1
            suggestion = suggestion_of(review(text)) or ""
            if not suggestion.lower().startswith(beginnings):
                wrong.append((text, suggestion))
    assert len(wrong) <= (1 - LEAST) * count, wrong


def test_a_proposed_text_breaks_no_rule_of_wording() -> None:
    left = []
    for *_, text in ROWS:
        said = review(text)
        if said.rewriting and SUGGESTED & {*codes_of(said)}:
            after = review(said.rewriting.text + said.rewriting.rest)
            cut = dangling_end(said.rewriting.text)
            if cut or {*codes_of(after)} & SUGGESTED or {*codes_of(after)} - {*codes_of(said)}:
                left.append((text, said.rewriting.text))
    assert len(left) <= 3, left


def test_whole_texts_are_proposed_for_most_rows() -> None:
    wrong = [said for *_, text in ROWS if SUGGESTED & {*codes_of(said := review(text))}]
    assert sum(said.rewriting is not None for said in wrong) >= 0.8 * len(wrong)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Pembuatan draf", "Membuat draf"),
        ("Penandatanganan", "Menandatangani"),
        ("Sekretaris membuat draf", "Membuat draf"),
        ("Kepala Bidang Pengadaan menyerahkan berkas", "Menyerahkan berkas"),
        ("PPK menetapkan HPS", "Menetapkan HPS"),
        ("Surat masuk dicatat di buku agenda oleh staf", "Mencatat surat masuk di buku agenda"),
        ("SPPT diperiksa dan diparaf Kasubbid", "Memeriksa dan memaraf SPPT"),
        ("Penerimaan, pencatatan dan pengiriman surat", "Menerima, mencatat dan mengirim surat"),
        ("Sekretaris membuat draf dan diserahkan kepada Kabid", "Membuat draf dan menyerahkan kepada Kabid"),
        ("Penandatanganan SK oleh Bupati kemudian dikirim ke BKD", "Menandatangani SK kemudian mengirim ke BKD"),
        ("Di tandatangani oleh Camat", "Menandatangani"),
        ("Periksa berkas", "Memeriksa berkas"),
        ("Pembahasan rancangan dilakukan bersama Bappeda", "Membahas rancangan bersama Bappeda"),
        ("PEMBUATAN DRAF", "MEMBUAT DRAF"),
        ("Ka. Subbag Umum memeriksa surat", "Memeriksa surat"),
        ("Penggugat mengikuti sidang", "Mengikuti sidang"),
        ("Kasi periksa berkas", "Memeriksa berkas"),
        ("Kabid setelah menerima usulan memberikan persetujuan", "Memberikan persetujuan"),
        ("Berkas yang telah diserahkan, diperiksa oleh petugas", "Memeriksa berkas yang telah diserahkan"),
        ("Pemohon di foto", "Memfoto pemohon"),
        ("Berikan arahan", "Memberikan arahan"),
        ("Proses pencetakan kartu", "Mencetak kartu"),
        ("Proses mencetak kartu", "Mencetak kartu"),
        ("Tiga hari sebelum rapat menyiapkan ruangan", "Menyiapkan ruangan tiga hari sebelum rapat"),
        ("Setiap enam jam melaporkan kejadian", "Melaporkan kejadian setiap enam jam"),
        ("Kabid dibantu staf memeriksa berkas", "Memeriksa berkas dibantu staf"),
        ("Reklame tak berizin disegel", "Menyegel reklame tak berizin"),
        ("Aduk larutan dengan air mengalir", "Mengaduk larutan dengan air mengalir"),
        ("Perhatikan kondisi pasien", "Memperhatikan kondisi pasien"),
        ("Beritahu pasien", "Memberitahu pasien"),
        ("Baca instruksi di rekam medis", "Membaca instruksi di rekam medis"),
        (
            "Isi formulir, bacakan kepada pasien lalu minta tandanya",
            "Mengisi formulir, membacakan kepada pasien lalu meminta tandanya",
        ),
        (
            "Apabila terjadi gangguan, segera alihkan ke server",
            "Mengalihkan ke server dengan segera apabila terjadi gangguan",
        ),
        ("Harus mengisi formulir", "Mengisi formulir"),
        ("Dan menyerahkan berkas", "Menyerahkan berkas"),
        ("Tolong dicek kembali", "Mengecek kembali"),
        ("Jangan menunda laporan", None),
        ("Mengacu pada Renstra menyusun Renja", "Menyusun Renja mengacu pada Renstra"),
        ("Apabila luka kotor siram dengan NaCl", "Menyiram dengan NaCl apabila luka kotor"),
        ("FGD dengan pakar", "Melaksanakan FGD dengan pakar"),
        ("Tindak lanjut temuan", "Menindaklanjuti temuan"),
        ("Site visit ke lokasi usaha", "Melakukan site visit ke lokasi usaha"),
        ("Onboarding pegawai baru", "Melakukan onboarding pegawai baru"),
        ("Operator upload data", "Mengunggah data"),
        ("Juru ukur didampingi saksi mengukur batas", "Mengukur batas didampingi saksi"),
        ("Alih tangan kasus", "Melakukan alih tangan kasus"),
        ("Malam sebelum acara menyiapkan panggung", "Menyiapkan panggung malam sebelum acara"),
    ],
)
def test_suggestion(text: str, suggestion: str | None) -> None:
    assert suggestion_of(review(text)) == suggestion


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Jika pasien umum maka petugas menarik retribusi", "Menarik retribusi jika pasien umum"),
        ("Setelah siap, maka peserta dibariskan", "Membariskan peserta setelah siap"),
        ("Pemeriksaan terhadap berkas", "Memeriksa berkas"),
        ("Koordinasi dengan Bappeda", "Berkoordinasi dengan Bappeda"),
        ("Audit internal unit kerja", "Melakukan audit internal unit kerja"),
        ("Verifikasi lapangan", "Melakukan verifikasi lapangan"),
        ("Monitoring dan evaluasi kegiatan", "Melakukan monitoring dan evaluasi kegiatan"),
        ("Berkas diperiksa kelengkapannya", "Memeriksa kelengkapan berkas"),
        ("Surat diserahkan kembali kepada pemohon", "Menyerahkan kembali surat kepada pemohon"),
        ("Pemeriksaan/verifikasi/validasi berkas", "Memeriksa/memverifikasi/memvalidasi berkas"),
        ("Data dianalisa oleh staf", "Menganalisis data"),
        ("Setelah disetujui, surat dikirim ke Bappeda", "Mengirim surat ke Bappeda setelah disetujui"),
        ("Upload dokumen", "Mengunggah dokumen"),
        ("Bila perlu mendirikan dapur umum", "Mendirikan dapur umum bila perlu"),
        ("Apabila perlu, menyusun berita acara tambahan", "Menyusun berita acara tambahan apabila perlu"),
    ],
)
def test_nothing_is_lost(text: str, suggestion: str) -> None:
    assert suggestion_of(review(text)) == suggestion


@pytest.mark.parametrize(
    "text",
    [
        "Staf membuat nota dinas kemudian diparaf oleh Kasubbag",  # somebody else's part
        "Menyusun konsep surat dan diperiksa oleh Kasubag",
        "Dianalisa oleh staf dan dilaporkan oleh Kasubag",
        "JFU memeriksa berkas, Kabid menandatangani",
        "DPA ditandatangani PPKD",  # its doer, or what it is done to
        "Surat yang sudah lengkap diberi nomor",
        "Diangkat petugas pengganti",
        "Barang masuk dilakukan pemeriksaan oleh panitia",
        "Pelaksanaan pendaftaran, blangko diisi oleh wali",  # two sentences
        "Calon pengantin tidak dikenakan biaya",
        "Permohonan diajukan oleh pemohon atau yang diberi kuasa",
        "Penetapan Kepala Dinas",  # by him, or of him
        "Tanda tangan Kepala Dinas",
        "Usulan kenaikan pangkat",  # the paper, or the act
        "Posisi tiang bendera",
        "Penandatanganan lembar oleh Catin, Wali, dan Penghulu",
        "Jika rusak, dibuat dokumentasi dan diberikan pengarahan",
        "Setelah rekomendasi terbit divalidasi oleh Kabid",
        "Datang ke kantor desa",
        "Sebelum pesawat mendarat",
        "Pemohon datang ke loket",
        "Setelah masa sanggah 3 hari, jika tidak ada sanggahan, menetapkan pemenang",
        "Berdasarkan disposisi, Kasubbag menyusun surat untuk ditandatangani",
        "Periksa berkas dan periksa lampirannya apakah lengkap",
    ],
)
def test_no_text_where_something_would_be_lost_or_guessed(text: str) -> None:
    said = review(text)
    assert codes_of(said)
    assert said.rewriting is None


def test_only_the_first_of_several_lines_is_rewritten() -> None:
    said = review("Penjadwalan rapat;\nRapat pembahasan\nPeninjauan lokasi")
    assert said.rewriting is not None
    assert (said.rewriting.text, said.rewriting.rest) == (
        "Menjadwalkan rapat",
        ";\nRapat pembahasan\nPeninjauan lokasi",
    )
    bullets = review("Penerbitan izin\n- Paraf Kepala\n- Tanda tangan Bupati").rewriting
    assert bullets is not None
    assert bullets.text == "Menerbitkan izin"


def test_what_stands_behind_the_words_that_are_read_is_kept() -> None:
    said = review(f"Pencatatan surat {'dan berkas ' * 300}lain").rewriting
    assert said is not None
    assert said.text.endswith("dan berkas lain")


def test_a_branch_needs_no_condition() -> None:
    said = review("Bila ada halangan mengeluarkan surat penolakan")
    assert said.conditional
    assert said.rewriting is not None
    assert said.rewriting.text == "Mengeluarkan surat penolakan bila ada halangan"
    assert said.rewriting.without_lead == "Mengeluarkan surat penolakan"


@pytest.mark.parametrize("text", ["Bukti bayar", "Draf publikasi", "Kartu kontrol", "Surat tugas"])
def test_what_names_no_activity(text: str) -> None:
    said = review(text)
    assert codes_of(said) == ("SOP401",)
    assert said.verb is None


@pytest.mark.parametrize(
    "text",
    [
        "Memeriksa/meneliti/memaraf surat",
        "- Menerima surat - Mencatat surat - Mengirim surat",
        "1. Menerima surat 2. Mencatat surat 3. Mengirim surat",
        "Menerima surat\n- Mencatat surat\n- Mengirim surat",
    ],
)
def test_three_activities_without_a_connector(text: str) -> None:
    assert "SOP405" in codes_of(review(text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Penyimpan Barang mengecek barang", "SOP402"),
        ("Musyawarah desa menetapkan prioritas", "SOP402"),
        ("Rapat membahas prioritas", "SOP403"),
        ("Kuitansi bermeterai cukup", "SOP401"),
        ("Bila perlu mendirikan dapur umum", "SOP401"),
        ("Persiapan petugas: berpakaian rapi dan memberi salam", "SOP403"),
        ("Sesegera mungkin menghubungi relawan", "SOP401"),
        ("Setiap selesai bimbingan, mahasiswa mengisi kartu", "SOP401"),
        ("Mempersilakan tamu duduk, menanyakan keperluan, dan mencatatnya", "SOP405"),
        ("Undangan terkirim", "SOP401"),
        ("Permohonan masuk di antrean loket", "SOP401"),
        ("Undangan tertulis kepada peserta", "SOP403"),
        ("Informasi kepada masyarakat", "SOP401"),
        ("Wajib lapor ke KUA", "SOP401"),
        ("Wajib pajak melapor ke loket", "SOP402"),
        ("Piket mendatangi tempat kejadian", "SOP402"),
        ("Pasteurisasi susu", "SOP403"),
        ("Pra-rekonsiliasi data barang", "SOP403"),
        ("Digitasi peta", "SOP403"),
        ("Rekening penerima", "SOP401"),
        ("Peralatan kantor", "SOP401"),
        ("Kendaraan siap dipakai", "SOP401"),
        ("Rambu sementara dipasang di tikungan", "SOP404"),
        ("Penahanan kiriman yang dokumennya belum dipenuhi", "SOP403"),
        ("Deployment aplikasi", "SOP403"),
        ("Pushback pesawat", "SOP403"),
        ("Food weighing sisa makanan", "SOP403"),
        ("Form screening", "SOP401"),
        ("Mengganti taplak bila kotor", "SOP309"),
    ],
)
def test_only_this_is_wrong(text: str, code: str) -> None:
    assert codes_of(review(text)) == (code,)


@pytest.mark.parametrize(
    "text",
    [
        "Menugaskan staf menyusun, mengetik dan mengirim surat",
        "Berpedoman pada RPJMD",
        "Merujuk pasien ke rumah sakit",
        "Menjelaskan cara mengisi, menandatangani dan mengirim formulir",
        "Mengingatkan pegawai agar hadir, mengisi daftar hadir, dan memakai seragam",
        "Menyiapkan ruangan bersih, berventilasi, dan berpenerangan cukup",
        "Melakukan evaluasi perencanaan, pelaksanaan, dan pelaporan kegiatan",
        "Memeriksa alat yang dipakai mengaduk, mengangkut dan menuang beton",
        "Memberikan kesempatan untuk bertanya, menyanggah, dan menyampaikan usul",
        "Menerima surat dilengkapi identitas, disertai proposal dan ditandatangani ketua",
    ],
)
def test_nothing_is_wrong(text: str) -> None:
    assert not codes_of(review(text))


@pytest.mark.parametrize("text", ["", "Mulai", " Selesai. ", "...", "-", "\n", "1."])
def test_nothing_to_say(text: str) -> None:
    assert not [code for code in codes_of(review(text)) if code != "SOP401"]


def test_a_lane_may_look_like_a_noun() -> None:
    assert codes_of(review("Pelayanan menerima berkas", frozenset(["pelayanan"]))) == ("SOP402",)
    assert codes_of(review("Pendaftaran mencatat pasien", frozenset(["pendaftaran"]))) == ("SOP402",)


MIXED = """
Kepala surat menerima diterima oleh dan , . yang untuk jika tidak dikembalikan Pembuatan pembuatan di rapat ( ) ? :
kemudian setelah segera Kabid. maka dilakukan melakukan evaluasi
"""
WORDS = st.sampled_from(sorted(set(MIXED.split())))


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_is_survived(text: str) -> None:
    said = review(text)
    assert said.activities >= 0
    assert len(suggestion_of(said) or "") <= 4 * len(text) + 40


@pytest.mark.parametrize(
    "word", ["jika x", "oleh", "di serahkan", "dan diserahkan", "yang", "Kepala dan", "melakukan evaluasi,"]
)
def test_work_is_linear_in_the_words(word: str) -> None:
    assert growth(lambda count: lambda: review.__wrapped__(f"{count} {word} " * count), 20) < LINEAR
