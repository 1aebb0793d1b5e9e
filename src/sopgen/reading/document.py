"""Turns plain data into a `Sop`, and the errors of its models into findings for the author (SOP003-SOP005)."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from itertools import islice
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sopgen.diagnostics import FIX_FIRST, MOST, SUGGESTED, Path, more_than_named, quoted
from sopgen.model.settings import LibraryFile
from sopgen.model.sop import Part, Sop, part_at
from sopgen.model.values import REPEATED, Number
from sopgen.reading import advice
from sopgen.reading.advice import Note

KEY = "[key]"
"""How pydantic ends the place of an error about a key itself."""
Model = TypeVar("Model", bound=Part)


def read_sop(data: Any) -> tuple[Sop | None, list[Note]]:
    """The SOP, unless something needed is missing or wrong, and all notes about it.

    Unknown keys alone do not stand in the way: the rest can still be checked.
    """
    if data is None:
        return None, [Note("SOP001", (), "Berkas ini kosong.", "Tulis SOP di dalamnya; `sopgen new` memberi contoh.")]
    return _read(Sop, data)


def read_library(data: Any) -> tuple[LibraryFile | None, list[Note]]:
    """What one sopgen.yaml says, and all notes about it."""
    return _read(LibraryFile, {} if data is None else data)


def _read(model: type[Model], data: Any) -> tuple[Model | None, list[Note]]:
    try:
        return model.model_validate(data), []
    except ValidationError as problems:
        errors = problems.errors(include_url=False)
    notes, moves = _notes(errors, model, data)
    mended = _mended(data, moves)
    try:
        return model.model_validate(mended), notes
    except ValidationError as problems:
        told = {(note.code, note.path) for note in notes}
        if any(_placed(error, mended)[:2] not in told for error in problems.errors(include_url=False)):
            notes = [note._replace(correction=None) for note in notes]  # what moves does not fit there
        return None, notes


def _mended(data: Any, moves: dict[Path, Path | None]) -> Any:
    """The same data, each unknown key where it is meant to stand, or left out."""
    data = deepcopy(data)
    for path, target in moves.items():
        value = advice.at(data, path[:-1]).pop(path[-1])
        mapping = data
        for part in target[:-1] if target else ():
            mapping = mapping.setdefault(part, {}) if isinstance(mapping, dict) else mapping[part]
        if target and isinstance(mapping, dict):
            mapping.setdefault(target[-1], value)
    return data


def _place(loc: tuple[str | int, ...], data: Any) -> Path:
    """Where an error lies in the file, and whether its key is wrong. Parts of its place that are not there name the
    branch of a union, or the entry of a list that one value stands for."""
    path: Path = ()
    for part in loc:
        if (isinstance(data, dict) and part in data) or (isinstance(data, list) and isinstance(part, int)):
            path, data = (*path, part), data[part]  # type: ignore[index]
    return path


def _notes(errors: list[ErrorDetails], model: type[Part], data: Any) -> tuple[list[Note], dict[Path, Path | None]]:
    """One note for each mistake, of each code so many, and that there are more; and where unknown keys are meant to
    stand. What follows from a wrong key, that the right one is missing, is not told beside it."""
    placed = sorted((_placed(error, data) for error in errors), key=lambda found: found[0])  # unknown keys come first
    moves: dict[Path, Path | None] = {path: None for code, path, _ in placed if code == "SOP003"}
    claimed: set[Path] = set()
    counts: Counter[str] = Counter()
    notes = []
    for code, path, error in placed:
        if path in claimed:
            continue
        counts[code] += 1
        if counts[code] > MOST:
            if counts[code] == MOST + 1:
                notes.append(Note(code, path, more_than_named(code), FIX_FIRST))
            continue
        suggest = counts[code] <= SUGGESTED
        if code == "SOP003":
            note = advice.unknown_key(path, model, data, suggest=suggest)
            changes = note.correction.changes if note.correction else ()
            together = {old: new for old, new in changes if isinstance(new, tuple)}
            moves |= together
            claimed |= {*together, *together.values()}
        else:
            note = _note(code, path, error, model, data, suggest=suggest)
        notes.append(note)
    return notes, moves


def _placed(error: ErrorDetails, data: Any) -> tuple[str, Path, ErrorDetails]:
    """The code of an error and where it lies; of a key that is missing, where it should stand."""
    loc = error["loc"]
    if error["type"] == "missing":
        return "SOP004", (*_place(loc[:-1], data), loc[-1]), error
    return "SOP003" if error["type"] == "extra_forbidden" else "SOP005", _place(loc, data), error


def _note(code: str, path: Path, error: ErrorDetails, model: type[Part], data: Any, *, suggest: bool) -> Note:
    name = str(path[-1]) if path else ""
    if code == "SOP004":
        says = part_at(path[:-1], model).model_fields[name].description or ""
        message = f"`{name}` wajib diisi: {says[:1].lower()}{says[1:]}."
        return Note(code, path, message, f"Tambahkan `{name}: …` di sini.")
    value, context = error["input"], error.get("ctx", {})
    if error["type"] == REPEATED:
        path, value = (*path, context["index"]), value[context["index"]]
        return Note(code, path, f"Isinya {found(value)}, yang sudah disebut di daftar ini.", "Hapus yang berulang.")
    part = part_at(path, model) if error["type"] == "model_type" else None
    expected = context.get("expected", "isian bertingkat (nama: isi)")
    if part:
        expected = f"isian bertingkat ({', '.join(islice(part.model_fields, 4))} …)"
    written = advice.text(path, value, data, context.get("words", ()), part) if suggest else ""
    message = f"Isinya {found(value)}; yang diharapkan {expected}."
    return Note(code, path, message, written or f"Tulis {expected}.", error["loc"][-1:] == (KEY,))


def found(value: Any) -> str:
    """What a value is, in words for the author."""
    match value:
        case None:
            return "kosong"
        case bool():
            return f"nilai {str(value).lower()}"
        case Number():
            return f"angka {quoted(value)}"
        case str():
            return f'teks "{quoted(value)}"' if value.strip() else "teks kosong"
        case list():
            return "daftar kosong" if not value else f"daftar berisi {len(value)} butir"
        case _:
            keys = quoted(", ".join(islice(value, advice.LISTED)))
            return f"isian bertingkat dengan kunci {keys}" if value else "isian bertingkat kosong"
