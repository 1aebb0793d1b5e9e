"""Turns what reading finds by itself (SOP001-SOP005) and stale comments (SOP006) into documented rules.

Their checks yield nothing: `reading` and `rules.check` raise these findings while they work.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.diagnostics import Severity
from sopgen.rules.rule import Problem, Subject, rule


@rule("SOP001", "berkas-tidak-terbaca", Severity.ERROR)
def unreadable_file(subject: Subject) -> Iterator[Problem]:
    """Berkas SOP adalah satu dokumen YAML dalam UTF-8 yang dapat dibaca.

    Tanpa itu tidak ada yang dapat diperiksa atau digambar.

    Sumber: nalar, bukan bunyi Permenpan RB 35/2012.

    Salah:
        judul: Pengelolaan surat: masuk dan keluar

    Benar:
        judul: "Pengelolaan surat: masuk dan keluar"
    """
    yield from ()


@rule("SOP002", "kunci-ganda", Severity.ERROR)
def doubled_key(subject: Subject) -> Iterator[Problem]:
    """Setiap kunci ditulis satu kali.

    Dari dua isian dengan kunci yang sama, tidak jelas mana yang dimaksud.

    Sumber: nalar, bukan bunyi Permenpan RB 35/2012.

    Salah:
        judul: Pengelolaan Surat Masuk
        judul: Pengelolaan Surat Keluar

    Benar:
        judul: Pengelolaan Surat Masuk
    """
    yield from ()


@rule("SOP003", "kunci-tidak-dikenal", Severity.ERROR)
def unknown_key(subject: Subject) -> Iterator[Problem]:
    """Hanya kunci yang dikenal yang ditulis.

    Kunci yang salah ketik tidak ikut tercetak, dan hilang tanpa terlihat.

    Sumber: nalar, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - {kegiatan: Menerima surat, pelaksana: a, keterengan: Surat asli}
          - {kegiatan: Mengarsipkan surat, pelaksana: b}

    Benar:
        langkah:
          - {kegiatan: Menerima surat, pelaksana: a, keterangan: Surat asli}
          - {kegiatan: Mengarsipkan surat, pelaksana: b}
    """
    yield from ()


@rule("SOP004", "isian-wajib-kosong", Severity.ERROR)
def missing_value(subject: Subject) -> Iterator[Problem]:
    """Judul, pelaksana, dan langkah dengan kegiatan dan pelaksananya diisi.

    Tanpa isian itu dokumennya tidak dapat digambar.

    Sumber: nalar, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - {kegiatan: Menerima surat, pelaksana: a}
          - {kegiatan: "", pelaksana: b}

    Benar:
        langkah:
          - {kegiatan: Menerima surat, pelaksana: a}
          - {kegiatan: Mengarsipkan surat, pelaksana: b}
    """
    yield from ()


@rule("SOP005", "isian-salah-bentuk", Severity.ERROR)
def wrong_value(subject: Subject) -> Iterator[Problem]:
    """Setiap isian berbentuk seperti yang diharapkan kuncinya.

    Isian yang bentuknya lain tidak dapat dibaca maksudnya.

    Sumber: nalar, bukan bunyi Permenpan RB 35/2012.

    Salah:
        tampilan: {kertas: folio}

    Benar:
        tampilan: {kertas: f4}
    """
    yield from ()


@rule("SOP006", "abaikan-basi", Severity.WARNING)
def stale_comment(subject: Subject) -> Iterator[Problem]:
    """Komentar `# sopgen: abaikan` mendiamkan sesuatu.

    Komentar yang tidak lagi mendiamkan apa-apa akan menyembunyikan kesalahan berikutnya.

    Sumber: nalar, bukan bunyi Permenpan RB 35/2012.

    Salah:
        pelaksana: {a: Kepala Bagian, b: JFU} # sopgen: abaikan SOP203

    Benar:
        pelaksana: {a: Kepala Bagian, b: JFU}
    """
    yield from ()


@rule("SOP701", "impor-ragu", Severity.WARNING)
def imported_guess(subject: Subject) -> Iterator[Problem]:
    """Tebakan impor sudah dibandingkan dengan dokumen aslinya.

    Apa yang tidak jelas di berkas asal ditebak `sopgen import` dan ditandai `# periksa:`; tebakan yang dibiarkan
    menjadi isi SOP tanpa ada yang memutuskannya.

    Sumber: nalar, bukan bunyi Permenpan RB 35/2012.

    Salah:
        # periksa: baris 2 (Kasubbag) → baris 1 (JFU) (Tidak): label cabang tidak ada di gambar
        langkah:
          - {id: terima, kegiatan: Menerima surat, pelaksana: a}
          - {kegiatan: Mengarsipkan surat, pelaksana: b}

    Benar:
        langkah:
          - {id: terima, kegiatan: Menerima surat, pelaksana: a}
          - {kegiatan: Mengarsipkan surat, pelaksana: b}
    """
    yield from ()


@rule("SOP702", "impor-tak-terpakai", Severity.WARNING)
def imported_loss(subject: Subject) -> Iterator[Problem]:
    """Setiap sel dan bentuk berkas asal masuk ke YAML.

    Yang tidak dapat dipakai disebut `sopgen import` beserta tempatnya, supaya tidak ada yang hilang diam-diam.

    Sumber: nalar, bukan bunyi Permenpan RB 35/2012.

    Salah:
        Catatan di bawah tabel asal tidak ada di YAML

    Benar:
        Catatan itu ditambahkan sendiri, atau memang bukan bagian SOP
    """
    yield from ()
