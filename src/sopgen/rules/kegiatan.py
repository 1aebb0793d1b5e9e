"""Turns the wording of an SOP into problems: a decision in a sentence (SOP309), how a kegiatan reads (SOP401-413)."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from sopgen.diagnostics import Level, Severity, quoted
from sopgen.rules.doers import Meant
from sopgen.rules.rule import GUIDE, LAW, PRACTICE, Problem, Row, Subject, put, row_rule, rule
from sopgen.rules.texts import words_only
from sopgen.wording import begins_small, corrected, dangling_end, misspellings, named_positions, vague_phrases
from sopgen.wording.lexicon import APPLICANT_PHRASES, APPLICANTS

MOST_WORDS = 25
MANY_ACTIVITIES = 3
VERBS = "Awali dengan kata kerja aktif: Menerima …, Memeriksa …, Menyusun …."
SUGGESTED = 69
"""characters of a suggested wording"""


def _decides(row: Row) -> bool:
    """Whether a sentence holds a decision that is not drawn, by the row or by the one that leads to it."""
    led_to = row.index in row.subject.branches and row.said.conditional
    return bool(row.said.decision) and not row.step.keputusan and not led_to


def _meant(row: Row, name: str) -> Meant:
    return row.subject.doers.meant(name, row.index)


def _rewritten(row: Row, message: str, otherwise: str) -> Problem:
    """A problem whose hint is the very text to write. Where the sentence decides something, or somebody would no longer
    be named, it is the verb to begin with; where no verb can be told, `otherwise`."""
    said, new = row.said, row.said.rewriting
    others = [name for name in new.dropped if _meant(row, name) is not Meant.ROW] if new else []
    if new and not others and not _decides(row):
        text = new.without_lead if said.decision and said.conditional else new.text
        which = " bagian pertamanya" if new.rest.strip(" .;") else ""
        hint = f"Tulis{which}: `{textwrap.shorten(text, SUGGESTED, placeholder='…')}`."
        return row.problem("kegiatan", message, hint, correction=put(row.path("kegiatan"), text + new.rest, Level.BOLD))
    rest = f"di kolom pelakunya: `{quoted(others[0])}`" if others else "tanpa menghilangkan bagian lain kalimatnya"
    hint = f"Awali dengan `{said.verb} …`, {rest}." if others or said.verb else otherwise
    return row.problem("kegiatan", message, hint)


@row_rule("SOP309", "keputusan-dalam-kalimat", Severity.WARNING, LAW)
def decision_in_sentence(row: Row) -> Iterator[Problem]:
    if _decides(row):
        yield row.problem(
            "kegiatan",
            f"Ada keputusan di dalam kalimat: `{quoted(row.said.decision)}`.",
            "Tulis pemeriksaannya saja, dan hasilnya di `keputusan: {Ya: …, Tidak: …}`.",
        )


@row_rule("SOP401", "kata-kerja-aktif", Severity.WARNING, LAW)
def active_verb(row: Row) -> Iterator[Problem]:
    text = quoted(row.step.kegiatan)
    if row.said.inactive and row.said.activities:
        yield _rewritten(row, f"Kegiatan `{text}` tidak diawali kata kerja aktif.", VERBS)
    elif row.said.inactive:
        yield row.problem("kegiatan", f"`{text}` tidak menyebut apa yang dikerjakan.", VERBS)


@row_rule("SOP402", "tanpa-subjek", Severity.WARNING, LAW)
def no_subject(row: Row) -> Iterator[Problem]:
    if row.said.subject and _meant(row, row.said.subject) is Meant.ROW:
        what = f"pelakunya (`{quoted(row.said.subject)}`), yang sudah terlihat dari kolom pelaksana"
        yield _rewritten(row, f"Kegiatan diawali {what}.", "Awali dengan kata kerjanya.")


@row_rule("SOP403", "kata-benda", Severity.WARNING, LAW)
def noun_of_action(row: Row) -> Iterator[Problem]:
    if row.said.noun:
        message = f"Kegiatan diawali kata benda `{quoted(row.said.noun)}`."
        yield _rewritten(row, message, "Awali dengan kata kerjanya.")


@row_rule("SOP404", "kalimat-pasif", Severity.WARNING, LAW)
def passive_sentence(row: Row) -> Iterator[Problem]:
    if row.said.passive:
        message = f"Kegiatan ditulis dalam kalimat pasif (`{quoted(row.said.passive)}`)."
        yield _rewritten(row, message, "Tulis dengan kata kerja aktif, tanpa menyebut pelakunya.")


@row_rule("SOP405", "satu-kegiatan", Severity.INFO, PRACTICE)
def one_activity(row: Row) -> Iterator[Problem]:
    if row.said.activities >= MANY_ACTIVITIES:
        hint = "Pecah menjadi beberapa langkah, supaya waktu dan keluaran masing-masing terukur."
        yield row.problem("kegiatan", f"Langkah ini memuat {row.said.activities} kegiatan.", hint)


@row_rule("SOP406", "jabatan-bukan-pelaksana", Severity.WARNING, PRACTICE)
def position_without_lane(row: Row) -> Iterator[Problem]:
    """One finding a row: where the doer has no lane, the other positions of the sentence are not told."""
    names = dict.fromkeys(quoted(place.text) for place in named_positions(corrected(row.step.kegiatan)))
    if row.said.subject and _meant(row, row.said.subject) is Meant.NOBODY:
        yield row.problem(
            "kegiatan",
            f"Pelaku yang disebut, `{quoted(row.said.subject)}`, tidak punya kolom pelaksana.",
            "Tambahkan kolomnya di `pelaksana` dan pindahkan langkah ini ke sana, atau sebut pelaku yang benar.",
        )
    elif missing := [f"`{name}`" for name in names if _meant(row, name) is Meant.NOBODY]:
        yield row.problem(
            "kegiatan",
            f"Tidak ada kolom pelaksana untuk {', '.join(missing)}.",
            "Pakai nama jabatan dari daftar `pelaksana`, atau tambahkan jabatan itu di sana.",
        )


@row_rule("SOP407", "jabatan-lain", Severity.WARNING, PRACTICE)
def other_position(row: Row) -> Iterator[Problem]:
    """A doer in the sentence who is another pelaksana than the row's."""
    if row.said.subject and _meant(row, row.said.subject) is Meant.OTHER:
        columns = ", ".join(f"`{quoted(row.subject.titles.get(lane, lane))}`" for lane in row.step.pelaksana)
        yield row.problem(
            "kegiatan",
            f"Kegiatan menyebut `{quoted(row.said.subject)}`, tetapi langkah ini di kolom {columns}.",
            "Samakan: pindahkan langkah ke kolom pelakunya, atau betulkan kalimatnya.",
        )


@row_rule("SOP408", "kalimat-panjang", Severity.INFO, PRACTICE)
def long_sentence(row: Row) -> Iterator[Problem]:
    count = sum(any(map(str.isalnum, part)) for part in row.step.kegiatan.split())
    if count > MOST_WORDS:
        hint = f"Ringkas menjadi paling banyak {MOST_WORDS} kata; penjelasan dapat ditulis di `keterangan`."
        yield row.problem("kegiatan", f"Kegiatan ini {count} kata panjangnya.", hint)


@rule("SOP409", "kegiatan-ganda", Severity.WARNING, PRACTICE)
def doubled_activity(subject: Subject) -> Iterator[Problem]:
    """One sentence in two rows of a pelaksana; of several, unless each decides or is decided about."""
    first: dict[str, list[Row]] = {}
    chosen = {row.index for row in subject.rows if row.step.keputusan} | subject.branches
    for row in subject.rows:
        text = words_only(row.step.kegiatan)
        before = first.setdefault(text, []) if text and row.acts else []
        same = [other for other in before if set(row.step.pelaksana) & set(other.step.pelaksana)]
        tiered = chosen.issuperset(other.index for other in (row, *before))
        if same or (before and not tiered):
            yield row.problem(
                "kegiatan",
                f"Kegiatan `{quoted(row.step.kegiatan)}` sama dengan langkah {(same or before)[0].name}.",
                "Hapus salah satunya, atau tulis apa bedanya.",
                None if same else Severity.INFO,
            )
        before.append(row)


@row_rule("SOP410", "kalimat-terpotong", Severity.WARNING, PRACTICE)
def cut_sentence(row: Row) -> Iterator[Problem]:
    end = dangling_end(row.step.kegiatan)
    if row.acts and (end or begins_small(row.step.kegiatan)):
        how = f"berakhir dengan `{end}`" if end else "diawali huruf kecil"
        yield row.problem(
            "kegiatan",
            f"Kegiatan `{quoted(row.step.kegiatan)}` {how}, seperti kalimat yang terpotong.",
            "Lengkapi kalimatnya." if end else "Lengkapi awal kalimatnya, atau tulis dengan huruf besar.",
        )


@row_rule("SOP411", "kata-kabur", Severity.INFO, PRACTICE)
def vague_words(row: Row) -> Iterator[Problem]:
    for phrase in dict.fromkeys(text.lower() for text in vague_phrases(row.step.kegiatan)):
        message = f"`{quoted(phrase)}` dapat ditafsirkan bermacam-macam."
        yield row.problem("kegiatan", message, "Sebutkan apa saja, atau kapan itu diperlukan.")


@rule("SOP412", "salah-ketik", Severity.INFO, PRACTICE)
def misspelling(subject: Subject) -> Iterator[Problem]:
    for path, text in subject.texts:
        if path[-1] == "nama" and path[0] in ("disahkan_oleh", "penandatangan"):
            continue  # people spell their names as they like
        for written, right in misspellings(text):
            yield Problem(
                path,
                f"`{quoted(written)}` tampaknya salah ketik atau tidak baku.",
                f"Tulis: `{right}`.",
                correction=None if "keputusan" in path else put(path, corrected(text)),
            )


@rule("SOP413", "layanan-berakhir-di-pemohon", Severity.INFO, GUIDE)
def service_without_applicant(subject: Subject) -> Iterator[Problem]:
    """A flow with an applicant that neither begins nor ends at one."""
    names = {lane: words_only(title) for lane, title in subject.titles.items()}
    asks = (lane for lane, name in names.items() if name.partition(" ")[0] in APPLICANTS)
    applicants = [*asks, *(lane for lane, name in names.items() if name.startswith(APPLICANT_PHRASES))]
    ends = (row for row, following in enumerate(subject.graph.successors) if subject.graph.size in following)
    touched = {lane for row in (0, *ends) for lane in subject.sop.langkah[row].pelaksana}
    if applicants and touched.isdisjoint(applicants):
        name = quoted(subject.titles[applicants[0]])
        yield Problem(
            ("pelaksana", applicants[0]),
            f"Alur tidak dimulai dan tidak berakhir di `{name}`.",
            f"Tambahkan langkah `{name}` mengajukan permohonan atau menerima hasilnya.",
        )
