"""Turns what would be printed otherwise than it is meant into problems (SOP120, SOP315, SOP512)."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.diagnostics import Path, Severity, quoted
from sopgen.model import MutuBaku
from sopgen.rules.rule import REASON, Problem, Subject, rule
from sopgen.rules.texts import parts, texts_and_labels


@rule("SOP120", "penanda-kembar", Severity.WARNING, REASON)
def doubled_marker(subject: Subject) -> Iterator[Problem]:
    """Penanda tanda tangan elektronik tidak tercetak di tempat lain.

    Layanan tanda tangan mencari penanda itu di PDF dan menaruh tanda tangan di tempat pertama yang ditemukannya.

    Salah:
        judul: "Penomoran Surat: tanda #"
        tampilan: {tanda_tangan_elektronik: {penanda: "#"}}

    Benar:
        judul: Penomoran Surat
        tampilan: {tanda_tangan_elektronik: {penanda: "#"}}
    """
    sop = subject.sop
    electronic = sop.tampilan.tanda_tangan_elektronik
    markers: dict[Path, str | None] = {
        ("tampilan", "tanda_tangan_elektronik", "penanda"): electronic.penanda if electronic else None
    }
    markers |= {("penandatangan", i, "penanda"): signer.penanda for i, signer in enumerate(sop.penandatangan)}
    seen: set[str] = set()
    for path, marker in markers.items():
        if not marker:
            continue
        printed = (_place(place, subject) for place, text in texts_and_labels(sop) if marker in text)
        where = "penanda penanda tangan lain" if marker in seen else next(printed, "")
        seen.add(marker)
        if where:
            yield Problem(
                path,
                f"Penanda {quoted(marker)} tercetak juga di tempat lain: {where}.",
                "Pilih tanda yang tidak dipakai di dokumen ini, misalnya ^ atau ~.",
            )


def _place(path: Path, subject: Subject) -> str:
    if path[0] == "langkah":
        return f"langkah {subject.name(int(path[1]))}, {path[2] if path[2] == 'keputusan' else path[-1]}"
    return " ".join(str(key) for key in path if isinstance(key, str))


@rule("SOP315", "cetakan-terlalu-kecil", Severity.WARNING, "kebiasaan, bukan bunyi Permenpan RB 35/2012")
def small_print(subject: Subject) -> None:
    """Teks tabel tercetak sedikitnya 7 pt.

    Yang lebih kecil sukar dibaca. Temuan ini diberikan oleh `render`, `build`, dan `preview`, yang menata halamannya:
    ia menyebut ukuran cetaknya. Kertas yang lebih lebar (F4, A3) atau pelaksana yang lebih sedikit menolong.

    Salah:
        tampilan: {kertas: a4}  # dengan delapan belas pelaksana

    Benar:
        tampilan: {kertas: a3}
    """


@rule("SOP512", "isi-tak-tercetak", Severity.WARNING, REASON)
def unprinted_text(subject: Subject) -> Iterator[Problem]:
    """Isi langkah tidak ditulis di kolom yang tidak dicetak.

    Kolom yang tidak disebut di `urutan_mutu_baku`, dan keterangan dengan `kolom_keterangan: false`, tidak dicetak:
    pembaca dokumen tidak akan melihat isinya.

    Salah:
        langkah:
          - kegiatan: Menerima surat
            pelaksana: a
            mutu_baku: {kelengkapan: Amplop, waktu: 5 menit, output: Surat}
            keterangan: Lewat loket
        tampilan: {kolom_keterangan: false}

    Benar:
        langkah:
          - kegiatan: Menerima surat
            pelaksana: a
            mutu_baku: {kelengkapan: Amplop, waktu: 5 menit, output: Surat}
        tampilan: {kolom_keterangan: false}
    """
    look = subject.sop.tampilan
    switches = {
        name: f"{name} di `urutan_mutu_baku`" for name in MutuBaku.model_fields if name not in look.urutan_mutu_baku
    }
    if not look.kolom_keterangan:
        switches["keterangan"] = "kolom_keterangan: true"
    for row in subject.rows:
        for column, switch in switches.items():
            if parts(getattr(row.step if column == "keterangan" else row.step.mutu_baku, column)):
                yield row.problem(
                    column,
                    f"Isi {column} pada langkah {row.name} tidak tercetak: kolomnya tidak ada.",
                    f"Hapus isinya, atau cetak kolomnya (`tampilan`: {switch}).",
                )
