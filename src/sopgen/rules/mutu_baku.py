"""Turns the mutu baku and keterangan of an SOP's rows into problems (SOP501-SOP512)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from sopgen.diagnostics import SUGGESTED, Correction, Level, Path, Severity, nearest, quoted
from sopgen.model import MutuBaku
from sopgen.reading import durations
from sopgen.reading.durations import Duration
from sopgen.rules.identity import placeholder
from sopgen.rules.rule import GUIDE, LAW, PRACTICE, REASON, Problem, Row, Subject, Words, row_rule, rule
from sopgen.rules.texts import SOP_NAME, content_words, is_none, leaves, listed, parts, without_sop, words_only
from sopgen.wording import lexicon

WIDEST = 5
"""times the lower bound that an upper bound may be"""
MOSTLY, HALF = 2 / 3, 1 / 2
"""of an output's words, so many in a kegiatan make it fit: where outputs changed places, and where whole rows did"""
NEAR = 2
"""rows between which cells are looked for that changed places"""
STEM = 5
"""letters that two words of one stem share"""
_GETS = re.compile(
    r"\W*(?:menerima|meminta|mengambil|mengumpulkan|menghimpun|menyiapkan|mencari|men(?:g|j)emput)\b", re.I
)
"""Verbs of a row that gets what it needs from somewhere else."""


def _empty(row: Row, column: str, advice: str, severity: Severity | None = None) -> Iterator[Problem]:
    """A cell that holds nothing, or a dash."""
    if row.prints(column) and not parts(getattr(row.step.mutu_baku, column)):
        yield row.problem(column, f"{column.capitalize()} pada langkah {row.name} belum diisi.", advice, severity)


@row_rule("SOP501", "kelengkapan-kosong", Severity.WARNING, LAW)
def no_requirement(row: Row) -> Iterator[Problem]:
    return _empty(row, "kelengkapan", "Tulis dokumen atau alat yang diperlukan langkah ini.")


@row_rule("SOP502", "waktu-kosong", Severity.ERROR, LAW)
def no_time(row: Row) -> Iterator[Problem]:
    return _empty(row, "waktu", "Tulis misalnya 15 menit atau 2 hari.", row.subject.while_draft)


@row_rule("SOP503", "waktu-tak-terukur", Severity.WARNING, GUIDE)
def unmeasurable_time(row: Row) -> Iterator[Problem]:
    text = row.step.mutu_baku.waktu
    if row.prints("waktu") and not is_none(text) and not placeholder(text) and not row.duration:
        yield row.problem(
            "waktu",
            f"Waktu `{quoted(text)}` tidak terukur.",
            f"Tulis juga satuannya: `waktu: {text.strip()} menit`, atau jam, hari, minggu."
            if text.strip().isdecimal()
            else "Tulis angka dan satuannya, misalnya 15 menit, 1-3 hari, atau maksimal 2 jam.",
        )


@rule("SOP504", "satuan-tidak-seragam", Severity.INFO, PRACTICE)
def mixed_units(subject: Subject) -> Iterator[Problem]:
    """One quantity in two writings: 60 menit here, 1 jam there."""
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
        if units and durations.MINUTES.keys() >= set(units):
            yield (round(span.low_minutes, 3), round(span.high_minutes, 3), span.per), span.written
        yield from zip(units, span.spellings, strict=True)


def _with_unit(row: Row, here: str, other: str) -> Correction | None:
    """The times from this row on with their unit spelt as before: `30 menit` for `30 mnt.`; None where that would say
    more."""
    if other not in durations.DAYS and other not in durations.MINUTES:
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


@row_rule("SOP505", "rentang-terlalu-lebar", Severity.INFO, PRACTICE)
def wide_range(row: Row) -> Iterator[Problem]:
    span = row.duration
    if span and span.low_minutes > 0 and span.high_minutes > WIDEST * span.low_minutes:
        text = quoted(row.step.mutu_baku.waktu)
        message = f"Rentang `{text}` terlalu lebar: lebih dari {WIDEST} kali batas bawahnya."
        yield row.problem("waktu", message, "Persempit, atau tulis batas atasnya saja: maksimal ….")


@row_rule("SOP506", "waktu-nol", Severity.ERROR, REASON)
def zero_time(row: Row) -> Iterator[Problem]:
    if row.duration and row.duration.high_minutes <= 0:
        message = f"Waktu `{quoted(row.step.mutu_baku.waktu)}` sama dengan nol."
        yield row.problem("waktu", message, "Tulis waktu yang sebenarnya diperlukan.")


@row_rule("SOP507", "output-kosong", Severity.ERROR, LAW)
def no_output(row: Row) -> Iterator[Problem]:
    return _empty(row, "output", "Tulis hasil langkah ini, misalnya Draf surat.", row.subject.while_draft)


@rule("SOP508", "output-sama-dengan-kelengkapan", Severity.WARNING, PRACTICE)
def unchanged_output(subject: Subject) -> Iterator[Problem]:
    """One finding of all such rows: it is a habit of the whole SOP."""
    cells = [(row, row.step.mutu_baku.kelengkapan, parts(row.step.mutu_baku.output)) for row in subject.rows]
    same = [(row, made) for row, needed, made in cells if made and _alike(parts(needed), made)]
    if same:
        row, made = same[0]
        total = f"{len(same)} dari {len(subject.rows)} langkah"
        yield row.problem(
            "output",
            f"Output sama dengan kelengkapan (`{quoted(', '.join(made))}`) di {total}: "
            f"{listed([row.name for row, _ in same])}.",
            "Sebut apa yang berubah, misalnya Draf yang telah dikoreksi.",
        )


def _alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two cells hold the same entries, in whatever order and spelling."""
    return sorted(map(words_only, one)) == sorted(map(words_only, other))


@rule("SOP509", "rantai-terputus", Severity.INFO, PRACTICE)
def broken_chain(subject: Subject) -> Iterator[Problem]:
    """What a row needs and no output before it, no equipment and no ready form explains."""
    known = set(lexicon.READY)
    for _, entry in leaves(subject.sop.peralatan_perlengkapan, ()):
        known |= content_words(entry.text)
    made = False
    for row in subject.rows:
        words = row.words
        received = _GETS.match(row.step.kegiatan) and words.needed & words.done
        if made and words.needed and known.isdisjoint(words.needed) and not received:
            cell = quoted(", ".join(parts(row.step.mutu_baku.kelengkapan)))
            yield row.problem(
                "kelengkapan",
                f"Kelengkapan `{cell}` baru disebut di langkah {row.name}.",
                "Samakan namanya dengan output langkah sebelumnya, atau sebut di langkah mana itu diterima.",
            )
        made = made or bool(words.made)
        known = known.union(*words)


@rule("SOP510", "mutu-baku-bergeser", Severity.WARNING, PRACTICE)
def shifted_cells(subject: Subject) -> Iterator[Problem]:
    """Cells that fit the kegiatan of a row close by, and not their own."""
    times = Counter(word for row in subject.rows for word in row.words.done)
    usual = {word for word, count in times.items() if count > len(subject.rows) / 2}  # tell no row from the others
    words = [Words(*(said - usual for said in row.words)) for row in subject.rows]
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


def _swapped(first: Words, second: Words, neighbours: bool) -> bool:
    """Whether two outputs, or all cells of two rows, changed places."""
    if not second.made & first.done:
        return False
    crossed = _fits(second.made, first.done, MOSTLY) and _fits(first.made, second.done, MOSTLY)
    outputs = neighbours and crossed and not (first.made & first.done or second.made & second.done)
    # That the first one's cells fit the second is usual, it goes on with them; that the second's output fits the first
    # is not, if neither has a word for its own.
    cells, others = first.needed | first.made, second.needed | second.made
    rows = _fits(second.made, first.done, HALF) and bool(cells & second.done)
    return outputs or (rows and not _akin(cells, first.done) and not _akin(others, second.done))


def _fits(made: frozenset[str], done: frozenset[str], share: float) -> bool:
    return bool(made) and len(made & done) >= share * len(made)


def _akin(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether any two have a stem in common, as undangan and mengundang have; of a short word that is the whole."""
    stems = {word[start : start + STEM] for word in words for start in range(max(1, len(word) - STEM + 1))}
    return any(stem in other for stem in stems for other in others)


@rule("SOP511", "keterangan-tidak-terkait", Severity.WARNING, PRACTICE)
def unrelated_note(subject: Subject) -> Iterator[Problem]:
    """An SOP that a keterangan names and keterkaitan does not."""
    related = [entry for _, entry in leaves(subject.sop.keterkaitan, ())]
    names = {words_only(without_sop(entry.text)): entry.text.strip(" .;") for entry in related if entry.sop is None}
    unnamed = sum(entry.sop is not None for entry in related)  # links: their titles are not known here
    own = words_only(without_sop(subject.sop.judul))
    found: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    for row in subject.rows:
        for text in parts(row.step.keterangan):
            # one in a line or between commas
            pieces = re.split(r"[\n;,]|\bdan\b(?=\s+SOP\b)", text)
            begun = (piece[at.start() :] for piece in pieces if (at := re.search(r"\bSOP\s+\S", piece)))
            named = [piece.strip(" .)(") for piece in begun if SOP_NAME.match(piece)]
            for name, said in {words_only(without_sop(piece)): piece for piece in named}.items():
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


@rule("SOP512", "isi-tak-tercetak", Severity.WARNING, REASON)
def unprinted_text(subject: Subject) -> Iterator[Problem]:
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
