"""Turns an SOP into its texts, each with its path, and texts into words that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sopgen.diagnostics import Path
from sopgen.model import BOXES, Butir, Isi, Sop
from sopgen.model.sop import Part
from sopgen.wording import lexicon

NONE = {"", "-", "--", "–", "—"}
SOP_NAME = re.compile(
    r"^\s*(?:s\.?\s?o\.?\s?p\.?(?![a-z])(?:\s*ap\b)?|standar[dt]? operasional prosedur|"
    r"standard operating procedures?)[\s:\-–]*",
    re.IGNORECASE,
)
"""The words "SOP" before a title."""
PROCESS = re.compile(r"(?:pe|per|pem|pen|peng|peny|penge|pel)[a-z]{3,}an", re.IGNORECASE)
"""A noun that names an activity, as in Penyusunan; some others look alike."""
_WORD = re.compile(r"[^\W_]+")
LISTED = 10
"""rows or lanes that one message names"""


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """What finds one of some words of the lexicon: `buku*` with any ending, `soft_copy` in two words."""
    named = "|".join(sorted(words)).replace("*", r"\w*").replace("_", " ")
    return re.compile(rf"\b(?:{named})\b", re.IGNORECASE)


def is_none(text: str | None) -> bool:
    """Whether a value or cell holds nothing, or a dash."""
    return (text or "").strip() in NONE


def listed(names: Sequence[str]) -> str:
    """`1, 2, 3`; of very many only the first, and how many more there are."""
    more = f" dan {len(names) - LISTED} lainnya" if len(names) > LISTED else ""
    return ", ".join(names[:LISTED]) + more


def words_only(text: str) -> str:
    """The words of a text, for comparison: no case, no punctuation."""
    return " ".join(_WORD.findall(text.casefold()))


def without_sop(text: str) -> str:
    """A title without the words "SOP" before it."""
    return SOP_NAME.sub("", text, count=1)


def names_process(word: str) -> bool:
    return bool(PROCESS.fullmatch(word)) and word.casefold() not in lexicon.NO_PROCESS


def content_words(text: str) -> frozenset[str]:
    """The words that say which document or thing a text is about."""
    words = _WORD.findall(text.casefold())
    return frozenset(word for word in words if word not in lexicon.STOPWORDS and len(word) > 1)


def parts(cell: Isi) -> tuple[str, ...]:
    """The entries of a cell that say something."""
    if isinstance(cell, str):
        return () if is_none(cell) else (cell,)
    return tuple(text for text in cell if not is_none(text))


def cell_words(cell: Isi) -> frozenset[str]:
    """The words that say what a cell is about."""
    return content_words(" ".join(parts(cell))) if cell else frozenset()


def leaves(entries: tuple[Butir, ...], path: Path) -> Iterator[tuple[Path, Butir]]:
    """The entries that hold no others, each with its path, in which the headings above it stand."""
    for index, entry in enumerate(entries):
        if entry.children:
            yield from leaves(entry.children, (*path, index, entry.text))
        else:
            yield (*path, index), entry


def texts(sop: Sop) -> Iterator[tuple[Path, str]]:
    """Every text that is printed and that an author writes into the form itself, with its path: headings, groups of
    lanes, the footer and outcomes of decisions, too."""
    for name in ("judul", "nomor", "tinjau_ulang"):
        yield (name,), getattr(sop, name) or ""
    named: dict[Path, Part] = {(name,): getattr(sop, name) for name in ("instansi", "tanggal", "disahkan_oleh")}
    named |= {("penandatangan", index): signer for index, signer in enumerate(sop.penandatangan)}
    for path, part in named.items():
        yield from (((*path, name), text or "") for name, text in part if name not in {"logo", "penanda"})
    yield from ((("identitas_tambahan", name), text) for name, text in sop.identitas_tambahan)
    yield from ((("tampilan", "label", name), label) for name, label in sop.tampilan.label.items())
    yield ("tampilan", "catatan_kaki"), sop.tampilan.catatan_kaki or ""
    for lane in sop.pelaksana:
        yield ("pelaksana", lane.id), lane.nama
        yield ("pelaksana", lane.id, "kelompok"), lane.kelompok or ""
    boxes: list[tuple[Path, tuple[Butir, ...]]] = [((name,), getattr(sop, name)) for name in BOXES]
    boxes += [((key, name), entries) for key in ("tambahan", "penutup") for name, entries in getattr(sop, key)]
    for box, entries in boxes:
        yield from ((path, entry.text) for path, entry in leaves(entries, box) if entry.sop is None)
    for row, step in enumerate(sop.langkah):
        cells: dict[Path, Isi] = {("kegiatan",): step.kegiatan, ("pertanyaan",): step.pertanyaan or ""}
        cells |= {("mutu_baku", name): cell for name, cell in step.mutu_baku} | {("keterangan",): step.keterangan}
        cells |= {("keputusan", label): label for label, _ in step.keputusan}
        for path, cell in cells.items():
            if isinstance(cell, str):
                yield ("langkah", row, *path), cell
            else:
                yield from ((("langkah", row, *path, index), text) for index, text in enumerate(cell))
