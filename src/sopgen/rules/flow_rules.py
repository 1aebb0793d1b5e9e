"""Turns an SOP's rows and the ways between them into problems of the flow (SOP301-SOP313)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sopgen.diagnostics import SUGGESTED, Path, Severity, nearest, quoted
from sopgen.flow import START
from sopgen.model import END, Langkah, Simbol, Terminator
from sopgen.rules.graph import Way
from sopgen.rules.rule import Problem, Subject, rule
from sopgen.wording import is_entrance

MOST_OUTCOMES = 2
MOST_ROWS = 25
LISTED = 10
"""rows or lanes that one message names"""


@rule("SOP301", "nomor-langkah-loncat", Severity.ERROR)
def skipped_number(subject: Subject) -> Iterator[Problem]:
    """Nomor langkah naik satu demi satu dari 1.

    Nomor yang meloncat atau berulang membuat pembaca mencari langkah yang hilang, dan rujukan ke nomor itu keliru.

    Sumber: praktik, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - {no: 1, kegiatan: Menerima surat, pelaksana: a}
          - {no: 3, kegiatan: Mengarsipkan surat, pelaksana: b}

    Benar:
        langkah:
          - {no: 1, kegiatan: Menerima surat, pelaksana: a}
          - {no: 2, kegiatan: Mengarsipkan surat, pelaksana: b}
    """
    expected = 1
    for row, number in enumerate(subject.numbers):
        if number and number != str(expected):
            yield Problem(
                ("langkah", row, "no"),
                f"Nomor langkah `{quoted(number)}` seharusnya {expected}.",
                "Betulkan nomornya, atau hapus semua `no` supaya langkah dinomori sendiri.",
                subject.keys[row],
            )
        if number:
            expected = int(number) + 1 if number.isascii() and number.isdigit() and len(number) < 7 else expected + 1


@rule("SOP302", "rujukan-tidak-ada", Severity.ERROR)
def unknown_reference(subject: Subject) -> Iterator[Problem]:
    """Setiap `lanjut` dan `keputusan` menunjuk langkah yang ada.

    Panah harus berujung di simbol; rujukan yang salah ketik tidak punya ujung.

    Sumber: nalar, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - {id: terima, kegiatan: Menerima surat, pelaksana: a, lanjut: arsib}
          - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: b}

    Benar:
        langkah:
          - {id: terima, kegiatan: Menerima surat, pelaksana: a, lanjut: arsip}
          - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: b}
    """
    known = [*subject.keys, END]
    lanes = [frozenset(step.pelaksana) for step in subject.sop.langkah]
    found = 0
    for row, ways in enumerate(subject.graph.ways):
        for way in ways:
            if way.target is None:
                found += 1
                yield _names_nothing(way, known if found <= SUGGESTED else [], subject.keys[row])
            elif way.source_lane is not None and way.source_lane not in lanes[row]:
                yield _no_symbol(subject, way.path[:4], way.source_lane, row, row)
            elif way.lane is not None and way.target < subject.graph.size and way.lane not in lanes[way.target]:
                yield _no_symbol(subject, way.path, way.lane, way.target, row)


def _names_nothing(way: Way, known: list[str], row: str) -> Problem:
    near = nearest(way.written or "", known)
    return Problem(
        way.path,
        f"Tidak ada langkah `{quoted(way.written or '')}`.",
        f"Mungkin maksudnya `{near}`?" if near else f"Tulis id atau nomor langkah yang ada, atau `{END}`.",
        row,
    )


def _no_symbol(subject: Subject, path: Path, lane: str, target: int, row: int) -> Problem:
    there = ", ".join(subject.sop.langkah[target].pelaksana[:LISTED])
    return Problem(
        path,
        f"Langkah `{quoted(subject.keys[target])}` tidak punya simbol di kolom `{quoted(lane)}`.",
        f"Pelaksana langkah itu: {quoted(there)}.",
        subject.keys[row],
    )


@rule("SOP303", "langkah-tak-terjangkau", Severity.ERROR)
def unreachable_row(subject: Subject) -> Iterator[Problem]:
    """Setiap langkah dapat dicapai dari langkah pertama.

    Langkah yang tidak didatangi satu panah pun tidak pernah dikerjakan.

    Sumber: nalar, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - {id: terima, kegiatan: Menerima surat, pelaksana: a, lanjut: arsip}
          - {id: catat, kegiatan: Mencatat surat, pelaksana: b}
          - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: b}

    Benar:
        langkah:
          - {id: terima, kegiatan: Menerima surat, pelaksana: a, lanjut: catat}
          - {id: catat, kegiatan: Mencatat surat, pelaksana: b}
          - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: b}
    """
    reached = subject.graph.reached()
    for row, key in enumerate(subject.keys):
        if row not in reached:
            yield Problem(
                ("langkah", row),
                f"Langkah `{quoted(key)}` tidak dapat dicapai dari langkah pertama.",
                "Arahkan `lanjut` atau `keputusan` suatu langkah ke sini, atau hapus langkah ini.",
                key,
            )


@rule("SOP304", "jalan-buntu", Severity.ERROR)
def dead_end(subject: Subject) -> Iterator[Problem]:
    """Dari setiap langkah ada jalan ke akhir prosedur.

    Prosedur yang tidak dapat selesai tidak menghasilkan apa-apa.

    Sumber: nalar, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - {id: terima, kegiatan: Menerima surat, pelaksana: a}
          - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: b, lanjut: terima}

    Benar:
        langkah:
          - {id: terima, kegiatan: Menerima surat, pelaksana: a}
          - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: b, lanjut: selesai}
    """
    ending = subject.graph.ending()
    stuck = [row for row in sorted(subject.graph.reached()) if row not in ending]
    if stuck:
        yield Problem(
            ("langkah", stuck[0]),
            f"Tidak ada jalan ke akhir prosedur dari langkah {_listed(subject, stuck)}.",
            f"Beri salah satu langkah itu `lanjut: {END}` atau keputusan yang menuju langkah lain.",
            subject.keys[stuck[0]],
        )


def _listed(subject: Subject, rows: list[int]) -> str:
    names = ", ".join(f"`{quoted(subject.keys[row])}`" for row in rows[:LISTED])
    return names + (f" dan {len(rows) - LISTED} lainnya" if len(rows) > LISTED else "")


@rule("SOP305", "keputusan-kurang-cabang", Severity.ERROR)
def too_few_outcomes(subject: Subject) -> Iterator[Problem]:
    """Keputusan punya dua hasil dengan label yang berbeda.

    Satu hasil saja bukan pilihan; dua hasil berlabel sama tidak dapat dibedakan.

    Sumber: Permenpan RB 35/2012.

    Salah:
        langkah:
          - {id: susun, kegiatan: Menyusun surat, pelaksana: a}
          - {id: teliti, kegiatan: Meneliti surat, pelaksana: b, keputusan: {Ya: kirim}}
          - {id: kirim, kegiatan: Mengirim surat, pelaksana: a}

    Benar:
        langkah:
          - {id: susun, kegiatan: Menyusun surat, pelaksana: a}
          - {id: teliti, kegiatan: Meneliti surat, pelaksana: b, keputusan: {Ya: kirim, Tidak: susun}}
          - {id: kirim, kegiatan: Mengirim surat, pelaksana: a}
    """
    for row, step in enumerate(subject.sop.langkah):
        if not step.keputusan:
            continue
        labels = Counter(" ".join(label.casefold().split()) for label, _ in step.keputusan)
        twice = [label for label, times in labels.items() if times > 1]
        if len(step.keputusan) == 1:
            message = f"Keputusan ini hanya punya satu hasil (`{quoted(step.keputusan[0][0])}`)."
        elif twice:
            message = f"Keputusan ini punya lebih dari satu hasil berlabel `{quoted(twice[0])}`."
        else:
            continue
        yield Problem(
            ("langkah", row, "keputusan"),
            message,
            "Tulis dua hasil yang berbeda, misalnya {Ya: …, Tidak: …}; bila tidak memilih, hapus `keputusan`.",
            subject.keys[row],
        )


@rule("SOP306", "keputusan-lebih-dua", Severity.WARNING)
def too_many_outcomes(subject: Subject) -> Iterator[Problem]:
    """Keputusan punya dua hasil saja.

    Belah ketupat punya empat sudut: satu untuk masuk, dan paling banyak tiga untuk keluar.

    Sumber: Permenpan RB 35/2012.

    Salah:
        langkah:
          - {id: susun, kegiatan: Menyusun surat, pelaksana: a}
          - {id: teliti, kegiatan: Meneliti surat, pelaksana: b, keputusan: {Ya: kirim, Revisi: susun, Tolak: selesai}}
          - {id: kirim, kegiatan: Mengirim surat, pelaksana: a}

    Benar:
        langkah:
          - {id: susun, kegiatan: Menyusun surat, pelaksana: a}
          - {id: teliti, kegiatan: Meneliti surat, pelaksana: b, keputusan: {Ya: periksa, Tidak: selesai}}
          - {id: periksa, kegiatan: Memeriksa tata tulis, pelaksana: b, keputusan: {Ya: kirim, Tidak: susun}}
          - {id: kirim, kegiatan: Mengirim surat, pelaksana: a}
    """
    for row, step in enumerate(subject.sop.langkah):
        if len(step.keputusan) > MOST_OUTCOMES:
            yield Problem(
                ("langkah", row, "keputusan"),
                f"Keputusan ini punya {len(step.keputusan)} hasil; belah ketupat punya empat sudut, satu untuk masuk.",
                "Pecah menjadi beberapa keputusan dengan dua hasil.",
                subject.keys[row],
            )


@rule("SOP307", "cabang-setujuan", Severity.WARNING)
def same_target(subject: Subject) -> Iterator[Problem]:
    """Hasil-hasil satu keputusan menuju langkah yang berbeda.

    Bila semua hasil menuju tempat yang sama, tidak ada yang diputuskan.

    Sumber: nalar, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - {id: susun, kegiatan: Menyusun surat, pelaksana: a}
          - {id: teliti, kegiatan: Meneliti surat, pelaksana: b, keputusan: {Ya: kirim, Tidak: kirim}}
          - {id: kirim, kegiatan: Mengirim surat, pelaksana: a}

    Benar:
        langkah:
          - {id: susun, kegiatan: Menyusun surat, pelaksana: a}
          - {id: teliti, kegiatan: Meneliti surat, pelaksana: b, keputusan: {Ya: kirim, Tidak: susun}}
          - {id: kirim, kegiatan: Mengirim surat, pelaksana: a}
    """
    for row, ways in enumerate(subject.graph.ways):
        first: dict[int, Way] = {}
        for way in ways:
            if not way.label or way.target is None:
                continue
            other = first.setdefault(way.target, way)
            if other is not way:
                yield Problem(
                    way.path,
                    f"Hasil `{quoted(other.label)}` dan `{quoted(way.label)}` menuju langkah yang sama.",
                    "Arahkan salah satunya ke langkah lain, atau hapus keputusannya.",
                    subject.keys[row],
                )


@rule("SOP308", "ulang-tanpa-keluar", Severity.ERROR)
def endless_loop(subject: Subject) -> Iterator[Problem]:
    """Pengulangan punya keputusan yang keluar darinya.

    Tanpa keputusan, langkah-langkah itu diulang selamanya.

    Sumber: nalar, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - {id: terima, kegiatan: Menerima surat, pelaksana: a}
          - {id: susun, kegiatan: Menyusun jawaban, pelaksana: b}
          - {id: teliti, kegiatan: Meneliti jawaban, pelaksana: a, lanjut: susun}

    Benar:
        langkah:
          - {id: terima, kegiatan: Menerima surat, pelaksana: a}
          - {id: susun, kegiatan: Menyusun jawaban, pelaksana: b}
          - {id: teliti, kegiatan: Meneliti jawaban, pelaksana: a, keputusan: {Ya: kirim, Tidak: susun}}
          - {id: kirim, kegiatan: Mengirim jawaban, pelaksana: b}
    """
    graph = subject.graph
    for loop in graph.loops():
        inside = set(loop)
        deciding = [row for row in loop if subject.sop.langkah[row].keputusan]
        if any(target not in inside for row in deciding for target in graph.successors[row]):
            continue
        back = next(row for row in reversed(loop) if any(target <= row for target in graph.successors[row]))
        yield Problem(
            ("langkah", back, "keputusan" if subject.sop.langkah[back].keputusan else "lanjut"),
            f"Langkah {_listed(subject, list(loop))} berulang tanpa keputusan yang keluar dari pengulangan itu.",
            "Jadikan langkah terakhirnya keputusan: satu hasil kembali, satu hasil maju.",
            subject.keys[back],
        )


@rule("SOP310", "baris-mulai-selesai", Severity.WARNING)
def entrance_row(subject: Subject) -> Iterator[Problem]:
    """Tidak ada baris yang hanya berbunyi Mulai atau Selesai.

    Mulai dan Selesai bukan kegiatan: langkah pertama dan terakhir sudah digambar sebagai kapsul.

    Sumber: Permenpan RB 35/2012.

    Salah:
        langkah:
          - {kegiatan: Mulai, pelaksana: a}
          - {kegiatan: Menerima surat, pelaksana: a}
          - {kegiatan: Mengarsipkan surat, pelaksana: b}

    Benar:
        langkah:
          - {kegiatan: Menerima surat, pelaksana: a}
          - {kegiatan: Mengarsipkan surat, pelaksana: b}
    """
    for row, step in enumerate(subject.sop.langkah):
        if is_entrance(step.kegiatan):
            yield Problem(
                ("langkah", row, "kegiatan"),
                f"Baris ini hanya berbunyi `{quoted(step.kegiatan)}`.",
                "Hapus baris ini; kapsul bertulisan Mulai dan Selesai diberi oleh `tampilan: {terminator: terpisah}`.",
                subject.keys[row],
            )


@rule("SOP311", "simbol-tidak-cocok", Severity.ERROR)
def unfitting_symbol(subject: Subject) -> Iterator[Problem]:
    """Simbol sesuai dengan yang dilakukan langkahnya.

    Belah ketupat tanpa hasil tidak memutuskan apa-apa; kapsul di tengah alur berbunyi "selesai" padahal belum; dan
    langkah dengan `keputusan` sudah punya tujuan, sehingga `lanjut` di sebelahnya tidak dapat digambar.

    Sumber: Permenpan RB 35/2012.

    Salah:
        langkah:
          - {kegiatan: Menyusun surat, pelaksana: a}
          - {kegiatan: Meneliti surat, pelaksana: b, simbol: keputusan}
          - {kegiatan: Mengirim surat, pelaksana: a}

    Benar:
        langkah:
          - {id: susun, kegiatan: Menyusun surat, pelaksana: a}
          - {kegiatan: Meneliti surat, pelaksana: b, keputusan: {Ya: kirim, Tidak: susun}}
          - {id: kirim, kegiatan: Mengirim surat, pelaksana: a}
    """
    for row, step in enumerate(subject.sop.langkah):
        key = subject.keys[row]
        if step.simbol is Simbol.KEPUTUSAN and not step.keputusan:
            yield Problem(
                ("langkah", row, "simbol"),
                "`simbol: keputusan` tanpa `keputusan`.",
                "Tulis hasil-hasilnya di `keputusan`, atau hapus `simbol`.",
                key,
            )
        if step.keputusan and step.lanjut:
            yield Problem(
                ("langkah", row, "lanjut"),
                "`lanjut` berdampingan dengan `keputusan`.",
                "Hapus `lanjut`; tujuan setiap hasil sudah disebut di `keputusan`.",
                key,
            )
        if step.simbol is Simbol.TERMINATOR and _in_mid_flow(subject, row):
            yield Problem(
                ("langkah", row, "simbol"),
                "`simbol: terminator` di tengah alur: langkah ini bukan awal dan bukan akhir.",
                f"Hapus `simbol`, atau akhiri alur di sini dengan `lanjut: {END}`.",
                key,
            )


def _in_mid_flow(subject: Subject, row: int) -> bool:
    return row > 0 and subject.graph.size not in subject.graph.successors[row]


@rule("SOP312", "terlalu-panjang", Severity.INFO)
def too_long(subject: Subject) -> Iterator[Problem]:
    """Satu SOP memuat paling banyak 25 langkah.

    Prosedur yang panjang lebih mudah dipakai sebagai satu SOP makro dengan beberapa SOP mikro.

    Sumber: praktik, bukan bunyi Permenpan RB 35/2012: SOP terpanjang yang dihitung memuat 30 langkah.

    Salah:
        langkah: [
          {kegiatan: Langkah 1, pelaksana: a}, {kegiatan: Langkah 2, pelaksana: b}, {kegiatan: Langkah 3, pelaksana: a},
          {kegiatan: Langkah 4, pelaksana: b}, {kegiatan: Langkah 5, pelaksana: a}, {kegiatan: Langkah 6, pelaksana: b},
          {kegiatan: Langkah 7, pelaksana: a}, {kegiatan: Langkah 8, pelaksana: b}, {kegiatan: Langkah 9, pelaksana: a},
          {kegiatan: Langkah 10, pelaksana: b}, {kegiatan: Langkah 11, pelaksana: a},
          {kegiatan: Langkah 12, pelaksana: b}, {kegiatan: Langkah 13, pelaksana: a},
          {kegiatan: Langkah 14, pelaksana: b}, {kegiatan: Langkah 15, pelaksana: a},
          {kegiatan: Langkah 16, pelaksana: b}, {kegiatan: Langkah 17, pelaksana: a},
          {kegiatan: Langkah 18, pelaksana: b}, {kegiatan: Langkah 19, pelaksana: a},
          {kegiatan: Langkah 20, pelaksana: b}, {kegiatan: Langkah 21, pelaksana: a},
          {kegiatan: Langkah 22, pelaksana: b}, {kegiatan: Langkah 23, pelaksana: a},
          {kegiatan: Langkah 24, pelaksana: b}, {kegiatan: Langkah 25, pelaksana: a},
          {kegiatan: Langkah 26, pelaksana: b}]

    Benar:
        langkah:
          - {kegiatan: Menerima surat, pelaksana: a}
          - {kegiatan: Mengarsipkan surat, pelaksana: b, keterangan: SOP Penataan Arsip}
    """
    rows = len(subject.sop.langkah)
    if rows > MOST_ROWS:
        yield Problem(
            ("langkah",),
            f"SOP ini memuat {rows} langkah; lebih dari {MOST_ROWS} sulit diikuti.",
            "Pertimbangkan satu SOP makro yang merujuk beberapa SOP mikro.",
        )


@rule("SOP313", "id-ganda", Severity.ERROR)
def doubled_id(subject: Subject) -> Iterator[Problem]:
    """Setiap id menunjuk satu langkah saja.

    Rujukan ke id yang dipakai dua kali, atau yang juga nomor langkah lain, tidak jelas tujuannya. Dengan
    `terminator: terpisah`, kapsul pembuka bernama `mulai`, sehingga id itu tidak dapat dipakai.

    Sumber: nalar, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - {id: surat, kegiatan: Menerima surat, pelaksana: a}
          - {id: surat, kegiatan: Mengarsipkan surat, pelaksana: b}

    Benar:
        langkah:
          - {id: terima, kegiatan: Menerima surat, pelaksana: a}
          - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: b}
    """
    numbered = {number: row for row, number in reversed(list(enumerate(subject.numbers)))}
    first: dict[str, int] = {}
    for row, step in enumerate(subject.sop.langkah):
        if step.id is None:
            continue
        taken = _taken(step, row, first.setdefault(step.id, row), numbered)
        if not taken and step.id == START and subject.sop.tampilan.terminator is Terminator.TERPISAH:
            taken = "kapsul pembuka"
        if taken:
            yield Problem(
                ("langkah", row, "id"),
                f"Id `{quoted(step.id)}` sudah dipakai {taken}.",
                "Beri langkah ini id lain.",
                subject.keys[row],
            )


def _taken(step: Langkah, row: int, first: int, numbered: dict[str, int]) -> str:
    """What else carries the row's id, in words; empty where nothing does."""
    if first != row:
        return f"langkah ke-{first + 1}"
    other = numbered.get(step.id or "", row)
    return f"sebagai nomor langkah ke-{other + 1}" if other != row else ""
