"""Turns an SOP into its texts, each with its path, and texts into words that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from sopgen.diagnostics import Path
from sopgen.model import BOXES, Butir, Isi, Langkah, Sop, keys_of
from sopgen.model.sop import Part

NONE = {"", "-", "--", "–", "—"}
"""What is written into a cell that holds nothing."""
_STOPWORDS = """
yang dan atau untuk dari di ke pada dengan oleh dalam atas bagi para serta telah sudah akan sebagai secara kepada
tentang sesuai hasil per dll
"""
STOPWORDS = frozenset(_STOPWORDS.split())
"""Words that say nothing about which document is meant."""
SOP_NAME = re.compile(
    r"^\s*(?:s\.?\s?o\.?\s?p\.?(?![a-z])(?:\s*ap\b)?|standar[dt]? operasional prosedur|"
    r"standard operating procedures?)[\s:\-–]*",
    re.IGNORECASE,
)
"""The words "SOP" before a title."""
PROCESS = re.compile(r"(?:pe|per|pem|pen|peng|peny|penge|pel)[a-z]{3,}an", re.IGNORECASE)
"""A noun that names an activity, as in Penyusunan; some others look alike."""
_NO_PROCESS = """
peraturan perjanjian pertanian perikanan perkebunan pendidikan perusahaan pemerintahan pekerjaan perumahan pertanahan
perdagangan perindustrian perhubungan perpustakaan persyaratan permukiman pedesaan perkotaan pertambangan peternakan
perempuan pegunungan pelabuhan penghasilan pendapatan perizinan perundangan peralatan perlengkapan
"""
NO_PROCESS = frozenset(_NO_PROCESS.split())
_WORD = re.compile(r"[^\W_]+")


def is_none(text: str) -> bool:
    return text.strip() in NONE


def folded(text: str) -> str:
    """The words of a text, for comparison: no case, no punctuation."""
    return " ".join(_WORD.findall(text.casefold()))


def without_sop(text: str) -> str:
    """A title without the words "SOP" before it."""
    return SOP_NAME.sub("", text, count=1)


def names_process(word: str) -> bool:
    return bool(PROCESS.fullmatch(word)) and word.casefold() not in NO_PROCESS


def content_words(text: str) -> frozenset[str]:
    """The words that say which document or thing a text is about."""
    words = _WORD.findall(text.casefold())
    return frozenset(word for word in words if word not in STOPWORDS and len(word) > 1)


def parts(cell: Isi) -> tuple[str, ...]:
    """The entries of a cell that say something."""
    if isinstance(cell, str):
        return () if is_none(cell) else (cell,)
    return tuple(text for text in cell if not is_none(text))


def cell_words(cell: Isi) -> frozenset[str]:
    """The words that say what a cell is about."""
    return content_words(" ".join(parts(cell))) if cell else frozenset()


def leaves(entries: tuple[Butir, ...], path: Path) -> Iterator[tuple[Path, Butir, tuple[str, ...]]]:
    """The entries that hold no others, each with its path and the headings above it."""
    for index, entry in enumerate(entries):
        yield from _leaves(entry, (*path, index), ())


def _leaves(entry: Butir, path: Path, above: tuple[str, ...]) -> Iterator[tuple[Path, Butir, tuple[str, ...]]]:
    if not entry.children:
        yield path, entry, above
    for index, child in enumerate(entry.children):
        yield from _leaves(child, (*path, entry.text, index), (*above, entry.text))


def filled(entries: tuple[Butir, ...]) -> bool:
    """Whether a box holds more than a dash."""
    return any(not is_none(entry.text) for _, entry, _ in leaves(entries, ()))


def texts(sop: Sop) -> Iterator[tuple[Path, str, int | None]]:
    """Every text that is printed, with its path and, in the table, its row."""
    for path, text in chain(_heading_texts(sop), _box_texts(sop)):
        yield path, text, None
    for row, step in enumerate(sop.langkah):
        for path, text in _row_texts(step):
            if text:
                yield ("langkah", row, *path), text, row


def _heading_texts(sop: Sop) -> Iterator[tuple[Path, str]]:
    for name in ("judul", "nomor", "tinjau_ulang"):
        if text := getattr(sop, name):
            yield (name,), text
    parts: list[tuple[Path, Part]] = [
        ((name,), getattr(sop, name)) for name in ("instansi", "tanggal", "disahkan_oleh")
    ]
    parts += [(("penandatangan", index), signer) for index, signer in enumerate(sop.penandatangan)]
    for path, part in parts:
        for name in keys_of(type(part)):
            if (text := getattr(part, name)) and name not in {"logo", "penanda"}:
                yield (*path, name), text
    yield from ((("identitas_tambahan", name), text) for name, text in sop.identitas_tambahan if text)
    yield from ((("pelaksana", lane.id), lane.nama) for lane in sop.pelaksana)


def _box_texts(sop: Sop) -> Iterator[tuple[Path, str]]:
    boxes: list[tuple[Path, tuple[Butir, ...]]] = [((name,), getattr(sop, name)) for name in BOXES]
    for key in ("tambahan", "penutup"):
        boxes += [((key, name), entries) for name, entries in getattr(sop, key)]
    for box, entries in boxes:
        for path, entry, _ in leaves(entries, box):
            if entry.sop is None:
                yield path, entry.text


def _row_texts(step: Langkah) -> Iterator[tuple[Path, str]]:
    yield ("kegiatan",), step.kegiatan
    if step.pertanyaan:
        yield ("pertanyaan",), step.pertanyaan
    quality = step.mutu_baku
    cells: tuple[tuple[Path, Isi], ...] = (
        (("mutu_baku", "kelengkapan"), quality.kelengkapan),
        (("mutu_baku", "waktu"), quality.waktu),
        (("mutu_baku", "output"), quality.output),
        (("keterangan",), step.keterangan),
    )
    for path, cell in cells:
        if isinstance(cell, str):
            yield path, cell
        else:
            yield from (((*path, index), text) for index, text in enumerate(cell))
