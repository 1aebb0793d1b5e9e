"""Turns the list boxes of an SOP's identity page into problems (SOP109-SOP115)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sopgen.diagnostics import Path, Severity, quoted
from sopgen.model import Sop
from sopgen.rules.identity import placeholder
from sopgen.rules.rule import GUIDE, LAW, PRACTICE, Problem, Subject, respelt, rule
from sopgen.rules.texts import any_of, is_none, leaves, names_process, without_sop, words_only
from sopgen.wording import lexicon, without_bullet

_NUMBERED = re.compile(r"\b(?:nomor|nomer|no)\b\.?\s*:?\s*(?P<number>[^\s,;]+(?:\s*/\s*[^\s,;]+)*)", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"\b(?:No\.?|Nomer|NO\.?)\s*(?=[\dIVX])")
_NAMELESS = re.compile(r"\W*(?:\d{1,2}[.)]\s+)?(?:nomor|nomer|no|tahun|tentang)\b|\W*\d+(?:/| tahun\b)", re.IGNORECASE)
"""A title that begins with its number: which kind of regulation it is was left out."""
_YEAR = re.compile(r"\btahun\s+(?:1[789]|20)\d\d\b|\b(?:19|20)\d\d\b(?=\s*(?:tentang|tanggal)\b)", re.IGNORECASE)
_YEAR_IN_NUMBER = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ABOUT = re.compile(r"\b(?:tentang|perihal|hal)\s+\S", re.IGNORECASE)
_UNNUMBERED = re.compile(r"undang-undang dasar|\buud\b|pancasila|staatsblad|ketetapan majelis|\btap mpr", re.IGNORECASE)
_POSITION, _COMPETENCE, _RECORD = map(any_of, (lexicon.POSITIONS_OF_LANES, lexicon.COMPETENCES, lexicon.RECORDS))
_DEGREE = re.compile(r"\b[ds][ -]?(?:[1-4]|i{1,3}|iv)\b", re.IGNORECASE)
_COMPETENCE_HEADING = re.compile(r"kompetensi|kemampuan|keahlian|ke?terampilan|pengetahuan|pendidikan", re.IGNORECASE)
_ACTS = re.compile(r"(?:me[a-z]{3,}|ber[a-z]{3,})\b", re.IGNORECASE)
_SOP_WORD = re.compile(r"\bs\.?o\.?p\b|\bsop[ -]?ap\b|standar[dt]? operasional|\bprosedur\b|\bprotap\b", re.IGNORECASE)
_NOTHING = re.compile(r"\W*(?:tidak ada|nihil)?\W*", re.IGNORECASE)


def _entries(subject: Subject, box: str) -> Iterator[tuple[Path, str]]:
    """The texts a box holds, each with its path; links to other SOPs left out."""
    for path, entry in leaves(getattr(subject.sop, box), (box,)):
        if entry.sop is None and not is_none(entry.text) and not placeholder(entry.text):
            yield path, entry.text


def _headings(path: Path) -> str:
    """What stands above an entry of a box."""
    return " ".join(key for key in path[1:] if isinstance(key, str))


def _unfilled(subject: Subject, box: str, advice: str, severity: Severity | None = None) -> Iterator[Problem]:
    """A box that holds nothing, or no more than a dash."""
    if all(is_none(entry.text) for _, entry in leaves(getattr(subject.sop, box), (box,))):
        yield Problem((box,), f"{Sop.model_fields[box].description} belum diisi.", advice, severity)


@rule("SOP109", "dasar-hukum-tidak-baku", Severity.WARNING, PRACTICE)
def legal_form(subject: Subject) -> Iterator[Problem]:
    """A regulation that nobody could look up: its kind, number, year or subject is not named."""
    for path, text in _entries(subject, "dasar_hukum"):
        missing = _missing_of_law(text)
        if missing:
            yield Problem(
                path,
                f"Dasar hukum `{quoted(text)}` belum menyebut {' dan '.join(missing)}.",
                "Bentuknya: jenis peraturan, Nomor …, Tahun …, tentang ….",
            )
        spelt = _SHORT_NUMBER.sub("Nomor ", text)
        if spelt != text and not missing:
            yield respelt(path, spelt, f"`{quoted(text)}` menyingkat kata Nomor.", Severity.INFO)


def _missing_of_law(text: str) -> list[str]:
    if _UNNUMBERED.search(text):
        return []
    about = _ABOUT.search(text)
    title = text[: about.start() + 8] if about else text
    number = _NUMBERED.search(title)
    missing = [] if number else ["`Nomor`"]
    if _NAMELESS.match(title):
        missing.insert(0, "jenis peraturan")
    if not _YEAR.search(title) and not (number and _YEAR_IN_NUMBER.search(number["number"])):
        missing.append("`Tahun`")
    return missing if about else [*missing, "`tentang`"]


@rule("SOP110", "dasar-hukum-kosong", Severity.ERROR, GUIDE)
def no_legal_basis(subject: Subject) -> Iterator[Problem]:
    advice = "Tulis peraturan yang menjadi dasar prosedur ini."
    yield from _unfilled(subject, "dasar_hukum", advice, subject.while_draft)


@rule("SOP111", "kualifikasi-bukan-kualifikasi", Severity.WARNING, f"{GUIDE}, dan praktik")
def no_qualification(subject: Subject) -> Iterator[Problem]:
    """An empty box, or a position or aim instead of a competence."""
    advice = "Tulis kompetensi atau pendidikan yang diperlukan, misalnya Memahami tata naskah dinas."
    yield from _unfilled(subject, "kualifikasi_pelaksana", advice)
    for path, text in _entries(subject, "kualifikasi_pelaksana"):
        if _COMPETENCE_HEADING.search(_headings(path)):
            continue
        for line in map(without_bullet, text.splitlines()):
            what = "jabatan" if _POSITION.match(line) else "pekerjaan atau sasaran" if _ACTS.match(line) else ""
            if what and not (_COMPETENCE.search(line) or _DEGREE.search(line)):
                yield Problem(
                    path,
                    f"`{quoted(line)}` menyebut {what}, bukan kualifikasi.",
                    "Tulis kompetensi atau pendidikannya, misalnya Mampu menyusun laporan, atau S1.",
                )


@rule("SOP112", "keterkaitan-kosong", Severity.WARNING, GUIDE)
def no_relation(subject: Subject) -> Iterator[Problem]:
    """An empty box, this SOP itself, or what is no SOP."""
    sop = subject.sop
    if not sop.keterkaitan:
        yield Problem(
            ("keterkaitan",), "Keterkaitan belum diisi.", "Tulis SOP yang berhubungan, atau `-` bila tidak ada."
        )
    own = words_only(without_sop(sop.judul))
    for path, entry in leaves(sop.keterkaitan, ("keterkaitan",)):
        link, text = entry.sop, entry.text
        itself = link.strip() == (sop.nomor or "").strip() if link else words_only(without_sop(text)) == own
        names = link or _NOTHING.fullmatch(text) or placeholder(text) or _SOP_WORD.search(text)
        if itself and text.strip():
            message = f"`{quoted(text)}` adalah SOP ini sendiri."
            yield Problem(path, message, "Sebut SOP lain, atau hapus butir ini.")
        elif not names and not names_process(text.split()[0]):
            hint = "Keterkaitan menyebut SOP lain, misalnya SOP Penyimpanan Arsip."
            yield Problem(path, f"`{quoted(text)}` bukan nama SOP.", hint)


@rule("SOP113", "peralatan-kosong", Severity.WARNING, PRACTICE)
def no_equipment(subject: Subject) -> Iterator[Problem]:
    advice = "Tulis yang diperlukan, misalnya Komputer dan Printer."
    yield from _unfilled(subject, "peralatan_perlengkapan", advice)
    first: set[str] = set()
    for path, text in _entries(subject, "peralatan_perlengkapan"):
        if words_only(text) in first:
            yield Problem(path, f"`{quoted(text)}` tertulis lebih dari sekali.", "Hapus salah satu.", Severity.INFO)
        first.add(words_only(text))


@rule("SOP114", "peringatan-kosong", Severity.WARNING, PRACTICE)
def no_warning(subject: Subject) -> Iterator[Problem]:
    yield from _unfilled(subject, "peringatan", "Tulis akibatnya bila prosedur ini tidak dijalankan.")


@rule("SOP115", "pencatatan-kosong", Severity.WARNING, LAW)
def no_record(subject: Subject) -> Iterator[Problem]:
    place = "Tulis tempat mencatatnya, misalnya Buku agenda surat masuk."
    yield from _unfilled(subject, "pencatatan_pendataan", place)
    entries = list(_entries(subject, "pencatatan_pendataan"))
    if entries and not any(_RECORD.search(f"{text} {_headings(path)}") for path, text in entries):
        path, text = entries[0]
        message = f"`{quoted(text)}` tidak menyebut catatan, formulir, register, atau berkas."
        yield Problem(path, message, place, Severity.INFO)
