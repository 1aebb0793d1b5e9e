"""Turns the wording of an SOP into problems: a decision in a sentence (SOP309), how a kegiatan reads (SOP401-413)."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.diagnostics import Path, Severity, quoted
from sopgen.model import Langkah, Sop
from sopgen.rules.rule import Problem, Subject, rule
from sopgen.rules.texts import folded, texts
from sopgen.wording import (
    Position,
    Review,
    begins_small,
    count_words,
    dangling_end,
    misspellings,
    named_positions,
    position_of,
    shortened,
    vague_phrases,
)
from sopgen.wording.lexicon import APPLICANT_PHRASES, APPLICANTS

MOST_WORDS = 25
MANY_ACTIVITIES = 3
MOST_LANES = 30
"""lanes of which it is looked up who a sentence means"""
SUGGESTED = 70
"""characters of a suggested wording"""


def _reviews(subject: Subject) -> Iterator[tuple[int, Langkah, Review]]:
    for row, step in subject.rows:
        yield row, step, subject.reviews[row]


def _problem(subject: Subject, row: int, message: str, hint: str) -> Problem:
    return Problem(("langkah", row, "kegiatan"), message, hint, subject.keys[row])


def _write(said: Review, otherwise: str) -> str:
    return f"Tulis: `{shortened(said.suggestion, SUGGESTED)}`." if said.suggestion else otherwise


@rule("SOP309", "keputusan-dalam-kalimat", Severity.WARNING)
def decision_in_sentence(subject: Subject) -> Iterator[Problem]:
    """Pemeriksaan dengan akibat digambar sebagai keputusan, tidak hanya ditulis di kalimat.

    Pembaca mengikuti panah: cabang yang hanya ada di kalimat tidak terlihat di alurnya. "(apabila diperlukan)" bukan
    keputusan.

    Sumber: Permenpan RB 35/2012.

    Salah:
        langkah:
          - {id: susun, kegiatan: Menyusun konsep surat, pelaksana: b}
          - {kegiatan: "Meneliti konsep surat, jika salah dikembalikan", pelaksana: a}
          - {id: kirim, kegiatan: Mengirim surat, pelaksana: b}

    Benar:
        langkah:
          - {id: susun, kegiatan: Menyusun konsep surat, pelaksana: b}
          - {kegiatan: Meneliti konsep surat, pelaksana: a, keputusan: {Ya: kirim, Tidak: susun}}
          - {id: kirim, kegiatan: Mengirim surat, pelaksana: b}
    """
    for row, step, said in _reviews(subject):
        if said.decision and not step.keputusan:
            yield _problem(
                subject,
                row,
                f"Ada keputusan di dalam kalimat: `{quoted(said.decision)}`.",
                "Tulis pemeriksaannya saja, dan hasilnya di `keputusan: {Ya: …, Tidak: …}`.",
            )


@rule("SOP401", "kata-kerja-aktif", Severity.WARNING)
def active_verb(subject: Subject) -> Iterator[Problem]:
    """Kegiatan diawali kata kerja aktif: me-, mem-, men-, meng-, meny-, menge-, ber-, memper-.

    Kata kerja di depan langsung memberi tahu apa yang dikerjakan. Tidak diberitahukan bila SOP402, SOP403, atau SOP404
    sudah mengatakannya.

    Sumber: Permenpan RB 35/2012.

    Salah:
        langkah:
          - {kegiatan: Periksa kelengkapan berkas, pelaksana: a}
          - {kegiatan: Mengarsipkan berkas, pelaksana: b}

    Benar:
        langkah:
          - {kegiatan: Memeriksa kelengkapan berkas, pelaksana: a}
          - {kegiatan: Mengarsipkan berkas, pelaksana: b}
    """
    for row, step, said in _reviews(subject):
        if said.inactive:
            yield _problem(
                subject,
                row,
                f"Kegiatan `{quoted(step.kegiatan)}` tidak diawali kata kerja aktif.",
                _write(said, "Awali dengan kata kerja aktif: Menerima …, Memeriksa …, Menyusun …."),
            )


@rule("SOP402", "tanpa-subjek", Severity.WARNING)
def no_subject(subject: Subject) -> Iterator[Problem]:
    """Kegiatan tidak menyebut pelakunya sebelum kata kerja.

    Siapa yang mengerjakan sudah terlihat dari kolom pelaksana; bila keduanya berbeda, pembaca tidak tahu mana yang
    benar.

    Sumber: Permenpan RB 35/2012.

    Salah:
        langkah:
          - {kegiatan: Kepala Bagian menyusun konsep surat, pelaksana: a}
          - {kegiatan: Mengarsipkan surat, pelaksana: b}

    Benar:
        langkah:
          - {kegiatan: Menyusun konsep surat, pelaksana: a}
          - {kegiatan: Mengarsipkan surat, pelaksana: b}
    """
    for row, _, said in _reviews(subject):
        if said.subject:
            yield _problem(
                subject,
                row,
                f"Kegiatan diawali pelakunya (`{quoted(said.subject)}`), yang sudah terlihat dari kolom pelaksana.",
                _write(said, "Awali dengan kata kerjanya."),
            )


@rule("SOP403", "kata-benda", Severity.WARNING)
def noun_of_action(subject: Subject) -> Iterator[Problem]:
    """Kegiatan ditulis dengan kata kerja, bukan kata bendanya (Pembuatan, Persetujuan, Penandatanganan).

    Kata benda menamai pekerjaan, tetapi tidak memerintahkan siapa pun mengerjakannya.

    Sumber: Permenpan RB 35/2012.

    Salah:
        langkah:
          - {kegiatan: Pembuatan draf surat, pelaksana: b}
          - {kegiatan: Menandatangani surat, pelaksana: a}

    Benar:
        langkah:
          - {kegiatan: Membuat draf surat, pelaksana: b}
          - {kegiatan: Menandatangani surat, pelaksana: a}
    """
    for row, _, said in _reviews(subject):
        if said.noun:
            yield _problem(
                subject,
                row,
                f"Kegiatan diawali kata benda `{quoted(said.noun)}`.",
                _write(said, "Awali dengan kata kerjanya."),
            )


@rule("SOP404", "kalimat-pasif", Severity.WARNING)
def passive_sentence(subject: Subject) -> Iterator[Problem]:
    """Kegiatan ditulis dalam kalimat aktif, bukan dengan di- atau "oleh".

    Dalam kalimat pasif pelakunya hilang di belakang. Di anak kalimat ("surat yang disetujui oleh Camat") pasif tidak
    apa.

    Sumber: Permenpan RB 35/2012.

    Salah:
        langkah:
          - {kegiatan: Surat masuk dicatat di buku agenda, pelaksana: b}
          - {kegiatan: Memberikan disposisi, pelaksana: a}

    Benar:
        langkah:
          - {kegiatan: Mencatat surat masuk di buku agenda, pelaksana: b}
          - {kegiatan: Memberikan disposisi, pelaksana: a}
    """
    for row, _, said in _reviews(subject):
        if said.passive:
            yield _problem(
                subject,
                row,
                f"Kegiatan ditulis dalam kalimat pasif (`{quoted(said.passive)}`).",
                _write(said, "Tulis dengan kata kerja aktif, tanpa menyebut pelakunya."),
            )


@rule("SOP405", "satu-kegiatan", Severity.INFO)
def one_activity(subject: Subject) -> Iterator[Problem]:
    """Satu langkah memuat satu kegiatan, paling banyak dua yang menyatu.

    Waktu dan keluaran dari tiga kegiatan dalam satu baris tidak dapat diukur sendiri-sendiri.

    Sumber: praktik, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - {kegiatan: "Menerima, mencatat, dan meneruskan surat", pelaksana: b}
          - {kegiatan: Memberikan disposisi, pelaksana: a}

    Benar:
        langkah:
          - {kegiatan: Menerima dan mencatat surat, pelaksana: b}
          - {kegiatan: Meneruskan surat kepada Kepala Bagian, pelaksana: b}
          - {kegiatan: Memberikan disposisi, pelaksana: a}
    """
    for row, _, said in _reviews(subject):
        if said.activities >= MANY_ACTIVITIES:
            yield _problem(
                subject,
                row,
                f"Langkah ini memuat {said.activities} kegiatan.",
                "Pecah menjadi beberapa langkah, supaya waktu dan keluaran masing-masing terukur.",
            )


@rule("SOP406", "jabatan-bukan-pelaksana", Severity.WARNING)
def position_without_lane(subject: Subject) -> Iterator[Problem]:
    """Jabatan yang disebut dalam kegiatan ada di daftar pelaksana.

    Jabatan yang disebut tetapi tidak punya kolom biasanya terbawa dari SOP instansi lain.

    Sumber: praktik, bukan bunyi Permenpan RB 35/2012.

    Salah:
        pelaksana: {a: Camat, b: Kepala Seksi}
        langkah:
          - {kegiatan: Menyusun konsep surat, pelaksana: b}
          - {kegiatan: Meneruskan surat kepada Kepala Bidang, pelaksana: a}

    Benar:
        pelaksana: {a: Camat, b: Kepala Seksi}
        langkah:
          - {kegiatan: Menyusun konsep surat, pelaksana: b}
          - {kegiatan: Meneruskan surat kepada Kepala Seksi, pelaksana: a}
    """
    if len(subject.sop.pelaksana) > MOST_LANES:
        return
    lanes = _lane_positions(subject.sop)
    for row, _, said in _reviews(subject):
        named = named_positions(subject.sop.langkah[row].kegiatan)
        doer = position_of(said.subject) if said.subject else None
        missing = [place for place in ([doer] if doer else []) + named if not _has_lane(place, lanes)]
        names = dict.fromkeys(quoted(place.text) for place in missing)
        if names:
            yield _problem(
                subject,
                row,
                f"Tidak ada kolom pelaksana untuk {', '.join(f'`{name}`' for name in names)}.",
                "Pakai nama jabatan dari daftar `pelaksana`, atau tambahkan jabatan itu di sana.",
            )


def _lane_positions(sop: Sop) -> dict[str, Position]:
    """lane id -> its position, for the lanes that are positions"""
    found = {lane.id: position_of(lane.nama) for lane in sop.pelaksana[:MOST_LANES]}
    return {key: place for key, place in found.items() if place}


def _has_lane(place: Position, lanes: dict[str, Position]) -> bool:
    return any(place.fits(lane) for lane in lanes.values())


@rule("SOP407", "jabatan-lain", Severity.WARNING)
def other_position(subject: Subject) -> Iterator[Problem]:
    """Pelaku yang disebut dalam kegiatan adalah pelaksana baris itu.

    Bila kalimat dan kolomnya berbeda, dua orang merasa bukan tugasnya.

    Sumber: praktik, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - {kegiatan: JFU menyusun konsep surat, pelaksana: a} # sopgen: abaikan SOP402
          - {kegiatan: Mengarsipkan surat, pelaksana: b}

    Benar:
        langkah:
          - {kegiatan: Menyusun konsep surat, pelaksana: b}
          - {kegiatan: Mengarsipkan surat, pelaksana: b}
    """
    lanes = _lane_positions(subject.sop)
    words = {lane.id: frozenset(folded(lane.nama).split()) for lane in subject.sop.pelaksana[:MOST_LANES]}
    names = {lane.id: lane.nama for lane in subject.sop.pelaksana}
    for row, step, said in _reviews(subject):
        meant = _lanes_meant(said.subject, lanes, words) if said.subject else []
        if meant and not set(meant) & set(step.pelaksana):
            yield _problem(
                subject,
                row,
                f"Kegiatan menyebut `{quoted(said.subject)}`, tetapi langkah ini di kolom {_listed(step, names)}.",
                "Samakan: pindahkan langkah ke kolom pelakunya, atau betulkan kalimatnya.",
            )


def _lanes_meant(name: str, lanes: dict[str, Position], words: dict[str, frozenset[str]]) -> list[str]:
    """The lanes that a subject can mean: the same words first, else the same position."""
    said = frozenset(folded(name).split())
    same = [lane for lane, known in words.items() if known and known == said]
    if same:
        return same
    place = position_of(name)
    if place:
        return [lane for lane, known in lanes.items() if place.fits(known)]
    return [lane for lane, known in words.items() if lane not in lanes and known and known <= said]


def _listed(step: Langkah, names: dict[str, str]) -> str:
    return ", ".join(f"`{quoted(names.get(lane, lane))}`" for lane in step.pelaksana)


@rule("SOP408", "kalimat-panjang", Severity.INFO)
def long_sentence(subject: Subject) -> Iterator[Problem]:
    """Kegiatan ditulis dengan paling banyak 25 kata.

    Kalimat yang panjang biasanya memuat beberapa langkah atau penjelasan yang lebih cocok di keterangan.

    Sumber: praktik, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - kegiatan: Menyusun konsep surat jawaban kepada Bagian Organisasi tentang bahan penyusunan perjanjian kinerja
              tahun berjalan dan tahun depan sesuai arahan pimpinan dalam disposisi surat masuk yang bersangkutan
              serta lampirannya
            pelaksana: b
          - {kegiatan: Menandatangani surat, pelaksana: a}

    Benar:
        langkah:
          - {kegiatan: Menyusun konsep surat jawaban sesuai disposisi, pelaksana: b}
          - {kegiatan: Menandatangani surat, pelaksana: a}
    """
    for row, step in subject.rows:
        count = count_words(step.kegiatan)
        if count > MOST_WORDS:
            yield _problem(
                subject,
                row,
                f"Kegiatan ini {count} kata panjangnya.",
                f"Ringkas menjadi paling banyak {MOST_WORDS} kata; penjelasan dapat ditulis di `keterangan`.",
            )


@rule("SOP409", "kegiatan-ganda", Severity.WARNING)
def doubled_activity(subject: Subject) -> Iterator[Problem]:
    """Tidak ada dua langkah satu pelaksana dengan kegiatan yang sama.

    Langkah yang sama dua kali biasanya tertinggal dari salin-tempel; bila memang diulang, panah kembali lebih jelas. Di
    pelaksana lain itu hanya diberitahukan, dan telaah berjenjang, yang digambar dengan keputusan, tidak apa.

    Sumber: praktik, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - {kegiatan: Mengundang peserta rapat, pelaksana: a}
          - {kegiatan: Menyiapkan bahan rapat, pelaksana: b}
          - {kegiatan: Mengundang peserta rapat, pelaksana: a}

    Benar:
        langkah:
          - {kegiatan: Mengundang peserta rapat, pelaksana: a}
          - {kegiatan: Menyiapkan bahan rapat, pelaksana: b}
          - {kegiatan: Membuka rapat, pelaksana: a}
    """
    first: dict[str, list[int]] = {}
    chosen = {row for row, step in enumerate(subject.sop.langkah) if step.keputusan}
    chosen |= {target for row in chosen for target in subject.graph.successors[row]}
    for row, step in subject.rows:
        text = folded(step.kegiatan)
        before = first.setdefault(text, []) if text else []
        same = [other for other in before if set(step.pelaksana) & set(subject.sop.langkah[other].pelaksana)]
        tiered = row in chosen and chosen.issuperset(before)
        if same or (before and not tiered):
            yield Problem(
                ("langkah", row, "kegiatan"),
                f"Kegiatan `{quoted(step.kegiatan)}` sama dengan langkah {subject.name((same or before)[0])}.",
                "Hapus salah satunya, atau tulis apa bedanya.",
                subject.keys[row],
                None if same else Severity.INFO,
            )
        before.append(row)


@rule("SOP410", "kalimat-terpotong", Severity.WARNING)
def cut_sentence(subject: Subject) -> Iterator[Problem]:
    """Kegiatan adalah kalimat utuh: berawal dengan huruf besar dan tidak berakhir dengan kata sambung.

    Kalimat yang terpotong biasanya kehilangan sebagian isinya waktu disalin.

    Sumber: praktik, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - {kegiatan: menyusun konsep surat dan, pelaksana: b}
          - {kegiatan: Menandatangani surat, pelaksana: a}

    Benar:
        langkah:
          - {kegiatan: Menyusun konsep surat dan lampirannya, pelaksana: b}
          - {kegiatan: Menandatangani surat, pelaksana: a}
    """
    for row, step in subject.rows:
        end = dangling_end(step.kegiatan)
        if end or begins_small(step.kegiatan):
            how = f"berakhir dengan `{end}`" if end else "diawali huruf kecil"
            yield _problem(
                subject,
                row,
                f"Kegiatan `{quoted(step.kegiatan)}` {how}, seperti kalimat yang terpotong.",
                "Lengkapi kalimatnya." if end else "Lengkapi awal kalimatnya, atau tulis dengan huruf besar.",
            )


@rule("SOP411", "kata-kabur", Severity.INFO)
def vague_words(subject: Subject) -> Iterator[Problem]:
    """Kegiatan tidak memakai kata yang kabur: "dan lain-lain", "dsb", "apabila diperlukan".

    Dua pembaca akan mengerjakannya dengan dua cara.

    Sumber: praktik, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - {kegiatan: "Menyiapkan undangan, daftar hadir, dan lain-lain", pelaksana: b}
          - {kegiatan: Membuka rapat, pelaksana: a}

    Benar:
        langkah:
          - {kegiatan: "Menyiapkan undangan, daftar hadir, dan bahan rapat", pelaksana: b}
          - {kegiatan: Membuka rapat, pelaksana: a}
    """
    for row, step in subject.rows:
        for phrase in dict.fromkeys(text.lower() for text in vague_phrases(step.kegiatan)):
            yield _problem(
                subject,
                row,
                f"`{quoted(phrase)}` dapat ditafsirkan bermacam-macam.",
                "Sebutkan apa saja, atau kapan itu diperlukan.",
            )


@rule("SOP412", "salah-ketik", Severity.INFO)
def misspelling(subject: Subject) -> Iterator[Problem]:
    """Teks SOP bebas dari salah ketik yang dikenal, juga di label dan identitas.

    Dokumen yang ditandatangani pejabat dibaca orang banyak.

    Sumber: praktik, bukan bunyi Permenpan RB 35/2012.

    Salah:
        langkah:
          - {kegiatan: Meneriman surat masuk, pelaksana: b}
          - {kegiatan: Memberikan disposisi, pelaksana: a}

    Benar:
        langkah:
          - {kegiatan: Menerima surat masuk, pelaksana: b}
          - {kegiatan: Memberikan disposisi, pelaksana: a}
    """
    for path, text, row in _every_text(subject.sop):
        for written, right in dict.fromkeys(misspellings(text)):
            key = subject.keys[row] if row is not None else None
            yield Problem(path, f"`{quoted(written)}` tampaknya salah ketik.", f"Tulis: `{right}`.", key)


def _every_text(sop: Sop) -> Iterator[tuple[Path, str, int | None]]:
    yield from texts(sop)
    for name, label in sop.tampilan.label.items():
        yield ("tampilan", "label", name), label, None
    if sop.tampilan.catatan_kaki:
        yield ("tampilan", "catatan_kaki"), sop.tampilan.catatan_kaki, None
    for lane in sop.pelaksana:
        if lane.kelompok:
            yield ("pelaksana", lane.id, "kelompok"), lane.kelompok, None
    for row, step in enumerate(sop.langkah):
        for label, _ in step.keputusan:
            yield ("langkah", row, "keputusan", label), label, row


@rule("SOP413", "layanan-berakhir-di-pemohon", Severity.INFO)
def service_without_applicant(subject: Subject) -> Iterator[Problem]:
    """Prosedur layanan dimulai atau berakhir di pemohonnya.

    Layanan diminta oleh pemohon dan selesai ketika ia menerima hasilnya.

    Sumber: pedoman lain yang menguraikan Permenpan RB 35/2012.

    Salah:
        pelaksana: {a: Petugas Loket, b: Pemohon}
        langkah:
          - {kegiatan: Meminta kelengkapan berkas, pelaksana: a}
          - {kegiatan: Melengkapi berkas, pelaksana: b}
          - {kegiatan: Mencetak surat keterangan, pelaksana: a}

    Benar:
        pelaksana: {a: Petugas Loket, b: Pemohon}
        langkah:
          - {kegiatan: Meminta kelengkapan berkas, pelaksana: a}
          - {kegiatan: Mencetak surat keterangan, pelaksana: a}
          - {kegiatan: Menerima surat keterangan, pelaksana: b}
    """
    applicants = [lane for lane in subject.sop.pelaksana if _is_applicant(lane.nama)]
    if not applicants or not subject.sop.langkah:
        return
    size = subject.graph.size
    ends = [row for row, following in enumerate(subject.graph.successors) if size in following]
    touched = {lane for row in (0, *ends) for lane in subject.sop.langkah[row].pelaksana}
    if not touched & {lane.id for lane in applicants}:
        name = quoted(applicants[0].nama)
        yield Problem(
            ("pelaksana", applicants[0].id),
            f"Alur tidak dimulai dan tidak berakhir di `{name}`.",
            f"Tambahkan langkah `{name}` mengajukan permohonan atau menerima hasilnya.",
        )


def _is_applicant(name: str) -> bool:
    words = folded(name).split()
    return bool(words) and (words[0] in APPLICANTS or " ".join(words).startswith(APPLICANT_PHRASES))
