"""Turns plain data into a `Sop`, and the errors of its models into findings for the author (SOP003-SOP005)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sopgen.diagnostics import FIX_FIRST, MOST, SUGGESTED, Path, more_than_named, nearest, quoted
from sopgen.model.settings import LibraryFile
from sopgen.model.sop import Part, Sop, part_at
from sopgen.model.values import REPEATED, Number

LISTED = 12
"""known keys that a hint names"""
KEY = "[key]"
"""How pydantic ends the place of an error about a key itself."""
Model = TypeVar("Model", bound=Part)


class Note(NamedTuple):
    """A finding without its place in the file yet."""

    code: str
    path: Path
    message: str
    hint: str
    at_key: bool = False


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
    found = None
    if all(error["type"] == "extra_forbidden" for error in errors):
        found = model.model_validate(_without(data, [_place(error["loc"], data)[0] for error in errors]))
    return found, list(_notes(errors, model, data))


def _without(data: Any, paths: list[Path]) -> Any:
    """The same data without what stands at some places."""
    here = {path[0] for path in paths if len(path) == 1}
    if isinstance(data, list):
        return [_without(entry, [path[1:] for path in paths if path[0] == i]) for i, entry in enumerate(data)]
    if isinstance(data, dict):
        return {
            key: _without(value, [path[1:] for path in paths if path[0] == key])
            for key, value in data.items()
            if key not in here
        }
    return data


def _place(loc: tuple[str | int, ...], data: Any) -> tuple[Path, bool]:
    """Where an error lies in the file, and whether its key is wrong. Parts of its place that are not there name the
    branch of a union, or the entry of a list that one value stands for."""
    path: Path = ()
    for part in loc:
        if (isinstance(data, dict) and part in data) or (isinstance(data, list) and isinstance(part, int)):
            path, data = (*path, part), data[part]  # type: ignore[index]
    return path, loc[-1:] == (KEY,)


def _notes(errors: list[ErrorDetails], model: type[Part], data: Any) -> Iterator[Note]:
    """One note for each error, of each code so many, and that there are more."""
    counts: Counter[str] = Counter()
    for error in errors:
        path, at_key = _place(error["loc"], data)
        match error["type"]:
            case "extra_forbidden":
                code = "SOP003"
            case "missing":
                code, path = "SOP004", (*_place(error["loc"][:-1], data)[0], error["loc"][-1])
            case _:
                code = "SOP005"
        counts[code] += 1
        if counts[code] == MOST + 1:
            yield Note(code, path, more_than_named(code), FIX_FIRST)
        elif counts[code] <= MOST:
            yield _note(code, path, error, model, counts[code] <= SUGGESTED)._replace(at_key=at_key or code == "SOP003")


def _note(code: str, path: Path, error: ErrorDetails, model: type[Part], suggest: bool) -> Note:
    name = str(path[-1]) if path else ""
    part = part_at(path[:-1], model)
    match code:
        case "SOP003":
            known = list(part.model_fields)
            near = nearest(name, known) if suggest else None
            some = ", ".join(known[:LISTED]) + (" …" if len(known) > LISTED else "")
            hint = f"Mungkin maksudnya `{near}`?" if near else f"Kunci yang dikenal di sini: {some}"
            return Note(code, path, f"Kunci `{quoted(name)}` tidak dikenal di sini.", hint)
        case "SOP004":
            says = part.model_fields[name].description or ""
            message = f"`{name}` wajib diisi: {says[:1].lower()}{says[1:]}."
            return Note(code, path, message, f"Tambahkan `{name}: …` di sini.")
        case _:
            return _wrong(path, error, part_at(path, model), suggest)


def _wrong(path: Path, error: ErrorDetails, part: type[Part], suggest: bool) -> Note:
    value, context = error["input"], error.get("ctx", {})
    expected, hint = context.get("expected", ""), ""
    match error["type"]:
        case "model_type":
            expected = f"isian bertingkat ({', '.join(list(part.model_fields)[:4])} …)"
        case "dict_type":
            expected = "isian bertingkat (nama: isi)"
    if error["type"] == REPEATED:
        path, value = (*path, context["index"]), value[context["index"]]
        expected, hint = "nama yang berbeda-beda", "Hapus nama yang berulang."
    if isinstance(value, bool) and expected == "teks":
        hint = f'Apit dengan tanda kutip: "{str(value).lower()}".'
    words = context.get("words", ())
    near = nearest(value, words) if suggest and words and isinstance(value, str) else None
    hint = f"Mungkin maksudnya `{near}`?" if near else hint or f"Tulis {expected}."
    return Note("SOP005", path, f"Isinya {found(value)}; yang diharapkan {expected}.", hint)


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
            keys = quoted(", ".join(islice(value, LISTED)))
            return f"isian bertingkat dengan kunci {keys}" if value else "isian bertingkat kosong"
