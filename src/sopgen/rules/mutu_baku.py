"""Turns the mutu baku and keterangan of an SOP's rows into problems (SOP501-SOP511)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sopgen.diagnostics import SUGGESTED, Correction, Level, Path, Severity, nearest, quoted
from sopgen.reading import durations
from sopgen.reading.durations import Duration
from sopgen.rules.identity import is_placeholder
from sopgen.rules.rule import GUIDE, LAW, PRACTICE, REASON, Problem, Row, Subject, rule
from sopgen.rules.texts import SOP_NAME, cell_words, content_words, folded, is_none, leaves, listed, parts, without_sop

WIDEST = 5
"""times the lower bound that an upper bound may be"""
MOSTLY, HALF = 2 / 3, 1 / 2
"""of an output's words, so many in a kegiatan make it fit: where outputs changed places, and where whole rows did"""
NEAR = 2
"""rows between which cells are looked for that changed places"""
STEM = 5
"""letters that two words of one stem share"""
_READY = content_words("""
    formulir form blangko blanko format template daftar kartu buku register agenda lembar cek checklist ceklis map
    kertas stempel cap amplop alat tulis kantor atk komputer laptop printer scanner telepon hp internet wifi jaringan
    aplikasi sistem website email kendaraan ruang ruangan meja kursi proyektor kamera peraturan pedoman juknis juklak
    sop standar undang-undang
""")
"""What lies ready in an office."""
_GETS = re.compile(
    r"\W*(?:menerima|meminta|mengambil|mengumpulkan|menghimpun|menyiapkan|mencari|men(?:g|j)emput)\b", re.I
)
"""Verbs of a row that gets what it needs from somewhere else."""
_CLOCK = {"detik", "menit", "jam"}


def _empty(subject: Subject, column: str, advice: str, severity: Severity | None = None) -> Iterator[Problem]:
    """The cells of a column that hold nothing, or a dash."""
    for row in subject.acts_with(column):
        if not parts(getattr(row.step.mutu_baku, column)):
            said = f"{column.capitalize()} pada langkah {row.name} belum diisi."
            yield row.problem(column, said, advice, severity)


@rule("SOP501", "kelengkapan-kosong", Severity.WARNING, LAW)
def no_requirement(subject: Subject) -> Iterator[Problem]:
    yield from _empty(subject, "kelengkapan", "Tulis dokumen atau alat yang diperlukan langkah ini.")


@rule("SOP502", "waktu-kosong", Severity.ERROR, LAW)
def no_time(subject: Subject) -> Iterator[Problem]:
    yield from _empty(subject, "waktu", "Tulis misalnya 15 menit atau 2 hari.", subject.while_draft)


@rule("SOP503", "waktu-tak-terukur", Severity.WARNING, GUIDE)
def unmeasurable_time(subject: Subject) -> Iterator[Problem]:
    for row in subject.acts_with("waktu"):
        text = row.step.mutu_baku.waktu
        if not is_none(text) and not is_placeholder(text) and not row.duration:
            yield row.problem(
                "waktu",
                f"Waktu `{quoted(text)}` tidak terukur.",
                f"Tulis juga satuannya: `waktu: {text.strip()} menit`, atau jam, hari, minggu."
                if text.strip().isdecimal()
                else "Tulis angka dan satuannya, misalnya 15 menit, 1-3 hari, atau maksimal 2 jam.",
            )


@rule("SOP504", "satuan-tidak-seragam", Severity.INFO, PRACTICE)
def mixed_units(subject: Subject) -> Iterator[Problem]:
    first: dict[object, tuple[Row, str]] = {}
    told: set[tuple[str, str]] = set()
    for row in subject.rows:
        for quantity, here in _writings(row.duration):
            before, other = first.setdefault(quantity, (row, here))
            if other != here and (other, here) not in told:
                told.add((other, here))
                yield row.problem(
                    "waktu",
                    f"`{quoted(here)}` di sini, `{quoted(other)}` di langkah {before.name}.",
                    "Pakai satu cara menulis waktu yang sama di seluruh SOP.",
                    correction=_with_unit(row, here, other),
                )


def _writings(span: Duration | None) -> Iterator[tuple[object, str]]:
    """What a time says (an amount of hours and minutes, and its units), each with how it is written."""
    if span:
        units = [durations.unit_of(spelling) for spelling in span.spellings]
        if units and _CLOCK.issuperset(units):
            yield (round(span.low_minutes, 3), round(span.high_minutes, 3), span.per), span.written
        yield from zip(units, span.spellings, strict=True)


def _with_unit(row: Row, here: str, other: str) -> Correction | None:
    """The times from this row on with their unit spelt as before: `30 menit` for `30 mnt.`; None where that would say
    more."""
    if other not in durations.DAYS and other not in _CLOCK:
        return None
    end = r"\.?(?![a-z])" if here.isalpha() else ""
    unit = re.compile(rf"\s*{re.escape(here)}{end}", re.IGNORECASE)
    changes: list[tuple[Path, str]] = []
    for later in row.subject.rows[row.index :]:
        text, span = unit.sub(f" {other}", later.step.mutu_baku.waktu), later.duration
        if text != later.step.mutu_baku.waktu and span and here in span.spellings:
            if row.subject.duration(text) != span:
                return None
            changes.append((later.path("waktu"), text))
    return Correction(tuple(changes), Level.SAFE) if changes and changes[0][0] == row.path("waktu") else None


@rule("SOP505", "rentang-terlalu-lebar", Severity.INFO, PRACTICE)
def wide_range(subject: Subject) -> Iterator[Problem]:
    for row in subject.rows:
        span = row.duration
        if span and span.low_minutes > 0 and span.high_minutes > WIDEST * span.low_minutes:
            text = quoted(row.step.mutu_baku.waktu)
            yield row.problem(
                "waktu",
                f"Rentang `{text}` terlalu lebar: lebih dari {WIDEST} kali batas bawahnya.",
                "Persempit, atau tulis batas atasnya saja: maksimal ….",
            )


@rule("SOP506", "waktu-nol", Severity.ERROR, REASON)
def zero_time(subject: Subject) -> Iterator[Problem]:
    for row in subject.rows:
        if row.duration and row.duration.high_minutes <= 0:
            message = f"Waktu `{quoted(row.step.mutu_baku.waktu)}` sama dengan nol."
            yield row.problem("waktu", message, "Tulis waktu yang sebenarnya diperlukan.")


@rule("SOP507", "output-kosong", Severity.ERROR, LAW)
def no_output(subject: Subject) -> Iterator[Problem]:
    yield from _empty(subject, "output", "Tulis hasil langkah ini, misalnya Draf surat.", subject.while_draft)


@rule("SOP508", "output-sama-dengan-kelengkapan", Severity.WARNING, PRACTICE)
def unchanged_output(subject: Subject) -> Iterator[Problem]:
    same: list[Row] = []
    for row in subject.rows:
        needed, made = (
            sorted(map(folded, parts(cell))) for cell in (row.step.mutu_baku.kelengkapan, row.step.mutu_baku.output)
        )
        if made and needed == made:
            same.append(row)
    if same:
        output = quoted(", ".join(parts(same[0].step.mutu_baku.output)))
        total = f"{len(same)} dari {len(subject.rows)} langkah"
        yield same[0].problem(
            "output",
            f"Output sama dengan kelengkapan (`{output}`) di {total}: {listed([row.name for row in same])}.",
            "Sebut apa yang berubah, misalnya Draf yang telah dikoreksi.",
        )


@rule("SOP509", "rantai-terputus", Severity.INFO, PRACTICE)
def broken_chain(subject: Subject) -> Iterator[Problem]:
    known = set(_READY)
    for _, entry in leaves(subject.sop.peralatan_perlengkapan, ()):
        known |= content_words(entry.text)
    made = False
    for row, output in zip(subject.rows, subject.outputs, strict=True):
        cell = row.step.mutu_baku.kelengkapan
        needed, doing = cell_words(cell), content_words(row.step.kegiatan)
        received = bool(_GETS.match(row.step.kegiatan)) and bool(needed & doing)
        if made and needed and not needed & known and not received:
            yield row.problem(
                "kelengkapan",
                f"Kelengkapan `{quoted(', '.join(parts(cell)))}` baru disebut di langkah {row.name}.",
                "Samakan namanya dengan output langkah sebelumnya, atau sebut di langkah mana itu diterima.",
            )
        made = made or bool(output)
        known |= output | needed | doing


@rule("SOP510", "mutu-baku-bergeser", Severity.WARNING, PRACTICE)
def shifted_cells(subject: Subject) -> Iterator[Problem]:
    words = _telling_words(subject)
    for row, ours in zip(subject.rows, words, strict=True):
        for other in subject.rows[row.index + 1 : row.index + NEAR + 1]:
            if _swapped(ours, words[other.index], neighbours=other.index == row.index + 1):
                output = quoted(", ".join(parts(other.step.mutu_baku.output)))
                yield row.problem(
                    "output",
                    f"Mutu baku langkah {row.name} dan {other.name} tampaknya tertukar: output `{output}` cocok dengan "
                    "yang pertama.",
                    "Periksa kelengkapan, waktu, dan output kedua langkah itu.",
                )


class _Words(NamedTuple):
    """What tells a row from the others: words that most kegiatan have do not."""

    done: frozenset[str]
    """of its kegiatan"""
    made: frozenset[str]
    """of its output"""
    cells: frozenset[str]
    """of its kelengkapan and output"""


def _telling_words(subject: Subject) -> list[_Words]:
    activities = [content_words(step.kegiatan) for step in subject.sop.langkah]
    times = Counter(word for words in activities for word in words)
    common = {word for word, count in times.items() if count > len(activities) / 2}
    needed = (cell_words(step.mutu_baku.kelengkapan) for step in subject.sop.langkah)
    return [
        _Words(done - common, made - common, (needs | made) - common)
        for done, needs, made in zip(activities, needed, subject.outputs, strict=True)
    ]


def _swapped(first: _Words, second: _Words, neighbours: bool) -> bool:
    """Whether two outputs, or all cells of two rows, changed places."""
    if not second.made & first.done:
        return False
    crossed = _fits(second.made, first.done, MOSTLY) and _fits(first.made, second.done, MOSTLY)
    outputs = neighbours and crossed and not (first.made & first.done or second.made & second.done)
    # That the first one's cells fit the second is usual, it goes on with them; that the second's output fits the first
    # is not, if neither has a word for its own.
    rows = _fits(second.made, first.done, HALF) and bool(first.cells & second.done)
    return outputs or (rows and not _akin(first.cells, first.done) and not _akin(second.cells, second.done))


def _fits(made: frozenset[str], done: frozenset[str], share: float) -> bool:
    return bool(made) and len(made & done) >= share * len(made)


def _akin(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether any two have a stem in common, as undangan and mengundang have; of a short word that is the whole."""
    stems = {word[start : start + STEM] for word in words for start in range(max(1, len(word) - STEM + 1))}
    return any(stem in other for stem in stems for other in others)


@rule("SOP511", "keterangan-tidak-terkait", Severity.WARNING, PRACTICE)
def unrelated_note(subject: Subject) -> Iterator[Problem]:
    related = [entry for _, entry in leaves(subject.sop.keterkaitan, ())]
    names = {folded(without_sop(entry.text)): entry.text.strip(" .;") for entry in related if entry.sop is None}
    unnamed = sum(entry.sop is not None for entry in related)  # links: their titles are not known here
    own = folded(without_sop(subject.sop.judul))
    found: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    for row in subject.rows:
        for text in parts(row.step.keterangan):
            # one in a line or between commas
            pieces = re.split(r"[\n;,]|\bdan\b(?=\s+SOP\b)", text)
            begun = (piece[at.start() :] for piece in pieces if (at := re.search(r"\bSOP\s+\S", piece)))
            named = [piece.strip(" .)(") for piece in begun if SOP_NAME.match(piece)]
            for name, said in {folded(without_sop(piece)): piece for piece in named}.items():
                if name and name not in names and name != own:
                    found[name].append((row, said))
    missing = list(found.items())[unnamed:]
    likes = {name: nearest(name, list(names)) for name, _ in missing[:SUGGESTED]}
    new = [places[0][1] for name, places in missing if not likes.get(name)]
    at_end = len(subject.sop.keterkaitan)
    addition = Correction(tuple((("keterkaitan", at_end + i), text) for i, text in enumerate(new)), Level.BOLD)
    for name, places in missing:
        near = likes.get(name)
        for row, written in places:
            yield row.problem(
                "keterangan",
                f"`{quoted(written)}` belum ada di `keterkaitan`.",
                f"Mungkin maksudnya `{quoted(names[near])}`?" if near else "Tambahkan ke `keterkaitan`.",
                correction=None if near or any(is_none(entry.text) for entry in related) else addition,
            )
