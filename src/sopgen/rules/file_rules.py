"""Turns what reading finds by itself (SOP001-SOP005, SOP007, SOP008, SOP121) and stale comments (SOP006) into rules.

The checks of SOP001-SOP006 and SOP702 yield nothing: who reads, checks or imports tells these while at work.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.diagnostics import Level, Severity, quoted
from sopgen.reading.syntax import in_quotes
from sopgen.rules.rule import REASON, Problem, Subject, put, rule

LISTED = 5
"""entries of a list that one hint shows"""


@rule("SOP001", "berkas-tidak-terbaca", Severity.ERROR, REASON)
def unreadable_file(subject: Subject) -> None:
    """Berkas SOP adalah satu dokumen YAML dalam UTF-8 yang dapat dibaca.

    Tanpa itu tidak ada yang dapat diperiksa atau digambar.

    Salah:
        judul: Pengelolaan surat: masuk dan keluar

    Benar:
        judul: "Pengelolaan surat: masuk dan keluar"
    """


@rule("SOP002", "kunci-ganda", Severity.ERROR, REASON)
def doubled_key(subject: Subject) -> None:
    """Setiap kunci ditulis satu kali.

    Dari dua isian dengan kunci yang sama, tidak jelas mana yang dimaksud.

    Salah:
        judul: Pengelolaan Surat Masuk
        judul: Pengelolaan Surat Keluar

    Benar:
        judul: Pengelolaan Surat Masuk
    """


@rule("SOP003", "kunci-tidak-dikenal", Severity.ERROR, REASON)
def unknown_key(subject: Subject) -> None:
    """Hanya kunci yang dikenal yang ditulis.

    Kunci yang salah ketik tidak ikut tercetak, dan hilang tanpa terlihat.

    Salah:
        - {kegiatan: Menerima surat, pelaksana: a, keterengan: Surat asli}

    Benar:
        - {kegiatan: Menerima surat, pelaksana: a, keterangan: Surat asli}
    """


@rule("SOP004", "isian-wajib-kosong", Severity.ERROR, REASON)
def missing_value(subject: Subject) -> None:
    """Judul, pelaksana, dan langkah dengan kegiatan dan pelaksananya diisi.

    Tanpa isian itu dokumennya tidak dapat digambar.

    Salah:
        - {kegiatan: Menerima surat, pelaksana: a}
        - {kegiatan: "", pelaksana: b}

    Benar:
        - {kegiatan: Menerima surat, pelaksana: a}
        - {kegiatan: Mengarsipkan surat, pelaksana: b}
    """


@rule("SOP005", "isian-salah-bentuk", Severity.ERROR, REASON)
def wrong_value(subject: Subject) -> None:
    """Setiap isian berbentuk seperti yang diharapkan kuncinya.

    Isian yang bentuknya lain tidak dapat dibaca maksudnya.

    Salah:
        tampilan: {kertas: folio}

    Benar:
        tampilan: {kertas: f4}
    """


@rule("SOP006", "abaikan-basi", Severity.WARNING, REASON)
def stale_comment(subject: Subject) -> None:
    """Komentar `# sopgen: abaikan` mendiamkan sesuatu.

    Komentar yang tidak lagi mendiamkan apa-apa akan menyembunyikan kesalahan berikutnya.

    Salah:
        pelaksana: {a: Kepala Bagian, b: JFU} # sopgen: abaikan SOP203

    Benar:
        pelaksana: {a: Kepala Bagian, b: JFU}
    """


@rule("SOP007", "teks-terpotong-tagar", Severity.WARNING, REASON)
def swallowed_text(subject: Subject) -> Iterator[Problem]:
    """Teks yang memuat tanda pagar tidak terpotong.

    Bagi YAML, spasi dan `#` memulai komentar: sisa teksnya hilang tanpa terlihat, juga dari dokumen. Komentar yang
    memang dimaksud ditulis dengan spasi setelah `#`.

    Salah:
        peringatan: Lihat SOP #12 dan lampirannya

    Benar:
        peringatan: "Lihat SOP #12 dan lampirannya"
    """
    for slip in subject.slips_of("SOP007"):
        key = next((part for part in reversed(slip.path) if isinstance(part, str)), "")
        before = "- " if isinstance(slip.path[-1], int) else f"{key}: "
        whole = f"{before}{in_quotes(quoted(slip.written))}"
        yield Problem(
            slip.path,
            f"Mulai dari `#`, teks ini terbaca sebagai komentar dan hilang: `{quoted(slip.lost)}`.",
            f"Apit dengan tanda kutip: `{whole}`; bila itu memang komentar, beri spasi setelah `#`.",
            correction=put(slip.path, slip.written, Level.BOLD),
        )


@rule("SOP008", "daftar-terlipat", Severity.WARNING, REASON)
def folded_list(subject: Subject) -> Iterator[Problem]:
    """Daftar ditulis sebagai daftar, sebutir sebaris dengan strip.

    Baris-baris yang diawali "1.", "a.", atau "•" disatukan YAML menjadi satu teks sebaris, dan begitu pula tercetaknya.

    Salah:
        peralatan_perlengkapan:
          1. Komputer
          2. Printer

    Benar:
        peralatan_perlengkapan:
          - Komputer
          - Printer
    """
    for slip in subject.slips_of("SOP008"):
        items = ", ".join(f"`- {quoted(item)}`" for item in slip.items[:LISTED])
        yield Problem(
            slip.path,
            f"Daftar {len(slip.items)} butir ini terbaca sebagai satu teks sebaris.",
            f"Awali tiap butir dengan strip dan spasi: {items}. Nomornya dicetak sendiri.",
        )


@rule("SOP121", "logo-tidak-ada", Severity.WARNING, REASON)
def missing_logo(subject: Subject) -> Iterator[Problem]:
    """Berkas logo ada di tempat yang disebut.

    Tanpa berkasnya, dokumen tetap dibuat dan tempat logonya kosong.

    Salah:
        instansi: {nama: Pemerintah Kota Madiun, satuan_kerja: Sekretariat Daerah, logo: logo-yang-tidak-ada.png}

    Benar:
        instansi: {nama: Pemerintah Kota Madiun, satuan_kerja: Sekretariat Daerah}
    """
    for slip in subject.slips_of("SOP121"):
        yield Problem(
            slip.path,
            f"Berkas logo `{quoted(slip.written)}` tidak ada; tempatnya dibiarkan kosong.",
            "Salin berkasnya ke sana, betulkan letaknya (dihitung dari berkas ini), atau hapus `logo`.",
        )


@rule("SOP701", "impor-ragu", Severity.WARNING, REASON)
def imported_guess(subject: Subject) -> Iterator[Problem]:
    """Tebakan impor sudah dibandingkan dengan dokumen aslinya.

    Apa yang tidak jelas di berkas asal ditebak `sopgen import` dan ditandai `# periksa:`; tebakan yang dibiarkan
    menjadi isi SOP tanpa ada yang memutuskannya.

    Salah:
        # periksa: baris 2 (Kasubbag) → baris 1 (JFU) (Tidak): label cabang tidak ada di gambar
        langkah:
          - {id: terima, kegiatan: Menerima surat, pelaksana: a}

    Benar:
        - {id: terima, kegiatan: Menerima surat, pelaksana: a}
    """
    for comment in subject.comments:
        if comment.doubt is not None:
            message = f"Tebakan impor belum diperiksa: {comment.doubt.strip()}."
            hint = "Bandingkan dengan dokumen aslinya, betulkan bila perlu, lalu hapus komentar ini."
            yield Problem((), message, hint, span=comment.span)


@rule("SOP702", "impor-tak-terpakai", Severity.WARNING, REASON)
def imported_loss(subject: Subject) -> None:
    """Setiap sel dan bentuk berkas asal masuk ke YAML.

    Yang tidak dapat dipakai disebut `sopgen import` beserta tempatnya, supaya tidak ada yang hilang diam-diam.

    Salah:
        Catatan di bawah tabel asal tidak ada di YAML

    Benar:
        Catatan itu ditambahkan sendiri, atau memang bukan bagian SOP
    """
