"""What users should know about the documents of a run: gathered from all of them, also from other processes, and said
once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from sopgen.diagnostics import UsageProblem

PACKAGED, FAMILY, CHARACTER, PRIVATE, PICTURE = "packaged", "family", "character", "private", "picture"
SMALL = "small"
"""A table is printed with texts under 7 pt (SOP315)."""
SENTENCE = "sentence"
"""A diamond of the flowchart holds a long sentence."""
ENGINE = "engine"
"""A wanted flowchart was not drawn, for want of Graphviz."""
NAMED = 12
"""how many missing characters a notice shows"""


class EngineMissing(UsageProblem):
    """There is neither pygraphviz nor a `dot` here to draw the flowchart; the .dot can still be written."""


class Notice(NamedTuple):
    """One thing that was done otherwise than wanted."""

    kind: str
    wanted: str = ""
    """the family or character that is missing, or a sentence that says what is"""
    used: str = ""
    """the family taken instead; the size in pt; the numbers of rows"""


def incomplete(notices: Iterable[Notice]) -> bool:
    """Whether a wanted document was left out while the others were made."""
    return any(notice.kind == ENGINE for notice in notices)


def told(notices: Iterable[Notice]) -> str:
    """The notices in Indonesian, a sentence for each kind; "" where there are none."""
    by_kind: dict[str, list[Notice]] = {}
    for notice in sorted(notices):
        by_kind.setdefault(notice.kind, []).append(notice)
    return " ".join(say(by_kind[kind]) for kind, say in _SENTENCES.items() if kind in by_kind)


def _some(found: list[Notice], shown: Callable[[Notice], str]) -> str:
    return " ".join(map(shown, found[:NAMED])) + (" …" if len(found) > NAMED else "")


def _code(notice: Notice) -> str:
    return f"U+{ord(notice.wanted):04X}"


_SENTENCES: dict[str, Callable[[list[Notice]], str]] = {
    PACKAGED: lambda found: (
        f"Arial tidak ada di komputer ini; PDF memakai {found[-1].used}, yang lebar hurufnya sama dan terpasang "
        "bersama sopgen."
    ),
    FAMILY: lambda found: (
        f"Huruf {', '.join(notice.wanted for notice in found)} tidak ada di komputer ini; PDF memakai {found[0].used}."
    ),
    CHARACTER: lambda found: (
        f"{len(found)} aksara tidak ada di huruf mana pun di komputer ini dan tampak sebagai kotak di PDF: "
        f"{_some(found, lambda notice: f'{notice.wanted} ({_code(notice)})')}. Pasang huruf yang memuatnya "
        "(misalnya dari Noto)."
    ),
    PRIVATE: lambda found: (  # mostly bullets and ticks of Wingdings or Symbol
        f"{len(found)} aksara bukan huruf baku dan tampak sebagai kotak di PDF: {_some(found, _code)}. Biasanya "
        "tersalin dari Word (Wingdings, Symbol): ganti dengan aksara biasa, misalnya • atau √."
    ),
    SMALL: lambda found: " ".join(
        f'SOP315: teks tabel "{notice.wanted}" tercetak {notice.used} pt, di bawah 7 pt: pakai kertas F4 atau A3, atau '
        "kurangi pelaksana (`sopgen rules SOP315`)."
        for notice in found[:NAMED]
    ),
    SENTENCE: lambda found: " ".join(
        f'Wajik di bagan alir "{notice.wanted}" memuat kalimat panjang (langkah {notice.used}): tulis pertanyaannya '
        "di langkah itu, misalnya `pertanyaan: Lengkap?`."
        for notice in found[:NAMED]
    ),
    ENGINE: lambda found: found[0].wanted,
    PICTURE: lambda found: (
        "Ada logo yang tidak dapat dipakai di PDF (rusak, atau JPEG CMYK: simpan sebagai RGB); PDF-nya dibuat tanpa "
        "logo."
    ),
}
"""In this order."""
