"""Rules about the SOPs of one library among each other (SOP601-SOP605).

Each finding stands in one file and names the place in the other; where two SOPs are equally concerned, both have one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sopgen.diagnostics import SUGGESTED, Path, Severity, nearest, quoted
from sopgen.library.register import NUMBER, TITLE, Entry, Mention, Register, looks_like_path
from sopgen.rules.rule import REASON, Problem, library_rule

NAMED = 3
"""other places that one message names"""


@library_rule("SOP601", "nomor-kembar", Severity.ERROR, REASON)
def doubled_number(entry: Entry, register: Register) -> Iterator[Problem]:
    if others := _others(entry, NUMBER, register.numbered(entry.nomor or "")):
        yield Problem(
            NUMBER,
            f"Nomor {quoted(entry.nomor or '')} juga dipakai {others}.",
            "Beri salah satunya nomor lain; bila yang satu sudah tidak berlaku, ubah `status`-nya.",
        )


@library_rule("SOP602", "keterkaitan-tidak-ada", Severity.ERROR, REASON)
def missing_link(entry: Entry, register: Register) -> Iterator[Problem]:
    missing = (link for link in entry.keterkaitan if not register.named(link.text, entry.path.parent))
    for index, mention in enumerate(missing):
        yield Problem(
            mention.path,
            f"SOP `{quoted(mention.text)}` tidak ada di pustaka ini.",
            (_suggestion(mention, entry, register) if index < SUGGESTED else "")
            or "Tulis nomor SOP atau letak berkasnya, relatif terhadap berkas ini.",
        )


@library_rule("SOP603", "keterkaitan-mati", Severity.WARNING, REASON)
def ended_link(entry: Entry, register: Register) -> Iterator[Problem]:
    if entry.ended:
        return
    for mention in entry.keterkaitan:
        named = register.named(mention.text, entry.path.parent)
        if named and all(other.ended for other in named):
            successors = (new for other in named for new in register.successors.get(other.path, ()))
            newer = [new for new in dict.fromkeys(successors) if not new.ended and new is not entry]
            yield Problem(
                mention.path,
                f"SOP yang dirujuk sudah {named[0].status}: {place(named[0], TITLE)}.",
                f"Rujuklah penggantinya: {_listed(newer, TITLE)}." if newer else "Rujuklah SOP yang berlaku.",
            )


@library_rule("SOP604", "rantai-penggantian", Severity.ERROR, REASON)
def broken_chain(entry: Entry, register: Register) -> Iterator[Problem]:
    """What `menggantikan` names is missing, still in force, or supersedes this one in turn."""
    circle = _circle(entry, register)
    for index, mention in enumerate(entry.menggantikan):
        named = register.candidates(entry, mention)
        if not named:
            yield _no_predecessor(mention, entry, register, index < SUGGESTED)
        elif circle and circle[0] in named:
            chain = " → ".join(place(other, NUMBER) for other in circle[-NAMED:])
            chain = f"… → {chain}" if len(circle) > NAMED else chain
            yield Problem(
                mention.path,
                f"Penggantian ini berputar kembali ke SOP ini: {chain}.",
                "Hapus `menggantikan` dari SOP yang lebih tua.",
            )
        elif entry.status != "draf" and any(old.in_force for old in named):
            still = [old for old in named if old.in_force]
            yield Problem(
                mention.path,
                f"SOP yang digantikan masih berlaku: {_listed(still, NUMBER)}.",
                "Ubah `status` SOP lama itu menjadi digantikan.",
            )


@library_rule("SOP605", "judul-kembar", Severity.WARNING, REASON)
def doubled_title(entry: Entry, register: Register) -> Iterator[Problem]:
    alike = register.entitled(entry.judul) if entry.judul else ()
    if others := _others(entry, TITLE, [other for other in alike if other.office == entry.office]):
        yield Problem(
            TITLE,
            f"Judul ini juga dipakai {others} di satuan kerja yang sama.",
            "Gabungkan keduanya, beri judul yang membedakannya, atau ubah `status` yang tidak lagi berlaku.",
        )


def place(entry: Entry, path: Path) -> str:
    """Where a value of another SOP was written, as findings are: file:line:column."""
    file, span = entry.locate(path)
    return f"{file}:{span.line}:{span.column}"


def _listed(entries: Sequence[Entry], path: Path) -> str:
    """The places of the first few of them, and how many more there are."""
    more = len(entries) - NAMED
    return ", ".join(place(entry, path) for entry in entries[:NAMED]) + (f" dan {more} SOP lain" if more > 0 else "")


def _others(entry: Entry, path: Path, alike: Sequence[Entry]) -> str:
    """The others in force that have what only one of those in force may have; empty where there are none."""
    others = [other for other in alike if other.in_force and other is not entry] if entry.in_force else []
    return _listed(others, path) if others else ""


def _no_predecessor(mention: Mention, entry: Entry, register: Register, suggest: bool) -> Problem:
    if entry in (*register.numbered(mention.text), *register.named(mention.text, entry.path.parent)):
        hint = "Tulis nomor SOP lama yang digantikannya, atau hapus."
        return Problem(mention.path, "SOP ini menyebut dirinya sendiri sebagai yang digantikan.", hint)
    message = f"SOP `{quoted(mention.text)}` yang digantikan tidak ada di pustaka ini."
    hint = "Simpan SOP lama itu di pustaka dengan `status: digantikan`, atau betulkan nomornya."
    return Problem(mention.path, message, (_suggestion(mention, entry, register) if suggest else "") or hint)


def _suggestion(mention: Mention, entry: Entry, register: Register) -> str:
    """What may have been meant: files with the same name elsewhere, else the nearest number."""
    if looks_like_path(mention.text):
        name = mention.text.replace("\\", "/").rsplit("/", 1)[-1].casefold()
        near = [other.file for other in register.by_name.get(name, ()) if other is not entry]
        return f"Berkas dengan nama itu ada di {', '.join(near[:NAMED])}." if near else ""
    meant = nearest(mention.text, register.numbers)
    return f"Mungkin maksudnya `{meant}`?" if meant else ""


def _circle(entry: Entry, register: Register) -> list[Entry]:
    """The shortest way from an SOP over those it supersedes back to itself; empty where there is none."""
    after: dict[Entry, Entry] = {}
    """each SOP that was come to -> the one from which"""
    waiting = [entry]
    for current in waiting:
        for old in register.predecessors[current.path]:
            if old is entry:
                way = [entry, current]
                while way[-1] is not entry:
                    way.append(after[way[-1]])
                return way[:-1][::-1]
            if old not in after:
                after[old] = current
                waiting.append(old)
    return []
