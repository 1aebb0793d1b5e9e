"""Turns a written value into its normal form or a note of what is wrong, and the same forms into JSON Schema.

One declaration serves both, so that the reader and an editor's schema cannot disagree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any, NamedTuple, Protocol

from sopgen.diagnostics import FIX_FIRST, MOST, SUGGESTED, Path, more_than_named, nearest, quoted
from sopgen.reading.loader import Number

Schema = dict[str, Any]
LISTED = 12
"""known keys that a hint names"""


class _Bad:
    """The value of what could not be read; a note says why."""


BAD = _Bad()


class Note(NamedTuple):
    """A finding without its place in the file yet."""

    code: str
    path: Path
    message: str
    hint: str
    at_key: bool = False


class Notes:
    """Collects the notes of one document: of each code so many, and that there are more."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.counts: Counter[str] = Counter()

    def unknown(self, path: Path, known: list[str]) -> None:
        if not self._room("SOP003", path):
            return
        near = nearest(str(path[-1]), known) if self.counts["SOP003"] <= SUGGESTED else None
        some = ", ".join(known[:LISTED]) + (" …" if len(known) > LISTED else "")
        hint = f"Mungkin maksudnya `{near}`?" if near else f"Kunci yang dikenal di sini: {some}"
        self.notes.append(Note("SOP003", path, f"Kunci `{quoted(str(path[-1]))}` tidak dikenal di sini.", hint, True))

    def missing(self, path: Path, doc: str) -> None:
        if self._room("SOP004", path):
            message = f"`{path[-1]}` wajib diisi: {doc[:1].lower()}{doc[1:]}"
            self.notes.append(Note("SOP004", path, message.rstrip(".") + ".", f"Tambahkan `{path[-1]}: …` di sini."))

    def wrong(self, path: Path, value: Any, expected: str, hint: str = "", *, at_key: bool = False) -> _Bad:
        if self._room("SOP005", path):
            message = f"Isinya {found(value)}; yang diharapkan {expected}."
            self.notes.append(Note("SOP005", path, message, hint or f"Tulis {expected}.", at_key))
        return BAD

    def _room(self, code: str, path: Path) -> bool:
        """Whether one more of these is named; the first that is not says so."""
        self.counts[code] += 1
        if self.counts[code] == MOST + 1:
            self.notes.append(Note(code, path, more_than_named(code), FIX_FIRST))
        return self.counts[code] <= MOST


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


def empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip()) or (value in ([], {}))


class Form(Protocol):
    def read(self, value: Any, path: Path, notes: Notes) -> Any: ...

    def schema(self, filled: bool = False) -> Schema: ...


class Text(NamedTuple):
    """A text or a number, which stays as written; a trailing line break of a `|` block is dropped."""

    pattern: str = ""
    says: str = "teks"
    forbidden: tuple[str, ...] = ()
    filled: bool = False
    none: tuple[str, ...] | None = None
    """Texts that mean "none"; None where every text means itself."""
    numbers: bool = True
    """False where the pattern fits no number."""

    def read(self, value: Any, path: Path, notes: Notes) -> Any:
        if not isinstance(value, str):
            hint = 'Apit dengan tanda kutip: "true".' if isinstance(value, bool) else ""
            return notes.wrong(path, value, self.says, hint)
        text = str(value).rstrip("\n")
        if self.none is not None and text.strip() in self.none:
            return None
        refused = (self.pattern and not re.search(self.pattern, text)) or text in self.forbidden
        if refused or (self.filled and not text.strip()):
            return notes.wrong(path, value, self.says)
        return text

    def schema(self, filled: bool = False) -> Schema:
        result: Schema = {"type": ["string", "number"] if self.numbers else "string"}
        if self.pattern or filled or self.filled:
            result["pattern"] = self.pattern or r"\S"
        if self.forbidden:
            result["not"] = {"enum": list(self.forbidden)}
        return result


class Flag:
    def read(self, value: Any, path: Path, notes: Notes) -> Any:
        return value if isinstance(value, bool) else notes.wrong(path, value, "true atau false")

    def schema(self, filled: bool = False) -> Schema:
        return {"type": "boolean"}


class Amount(NamedTuple):
    """A number above zero."""

    most: float

    def read(self, value: Any, path: Path, notes: Notes) -> Any:
        if isinstance(value, Number) and 0 < float(value) <= self.most:
            return float(value)
        return notes.wrong(path, value, f"angka di atas 0 sampai {self.most:g}")

    def schema(self, filled: bool = False) -> Schema:
        return {"type": "number", "exclusiveMinimum": 0, "maximum": self.most}


class Choice(NamedTuple):
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, value: Any, path: Path, notes: Notes) -> Any:
        if isinstance(value, str) and value in self.words:
            return self.words[self.words.index(value)]
        near = nearest(value, self.words) if isinstance(value, str) and notes.counts["SOP005"] < SUGGESTED else None
        hint = f"Mungkin maksudnya `{near}`?" if near else ""
        return notes.wrong(path, value, "salah satu dari " + ", ".join(self.words), hint)

    def schema(self, filled: bool = False) -> Schema:
        return {"enum": list(self.words)}


class Many(NamedTuple):
    """A list; one item may stand for a list of one. Empty items of a list are left out where `gaps` allows them."""

    item: Form
    gaps: bool = False
    unique: bool = False
    exactly: int | None = None
    single: bool = False
    """True: one item that stands alone stays alone (a cell's text is not a list)."""

    def read(self, value: Any, path: Path, notes: Notes) -> Any:
        if not isinstance(value, list):
            one = self.item.read(value, path, notes)
            alone = self.single or one is BAD or self.exactly is not None
            return one if alone and self.exactly in (None, 1) else self._all([one], [value], path, notes)
        numbered = [(i, entry) for i, entry in enumerate(value) if not (self.gaps and entry is None)]
        return self._all([self.item.read(entry, (*path, i), notes) for i, entry in numbered], value, path, notes)

    def _all(self, entries: list[Any], value: list[Any], path: Path, notes: Notes) -> Any:
        if any(entry is BAD for entry in entries):
            return BAD
        twice = _repeated(entries) if self.unique else None
        if twice is not None:
            return notes.wrong((*path, twice), value[twice], "nama yang berbeda-beda", "Hapus nama yang berulang.")
        if self.exactly is not None and len(entries) != self.exactly:
            return notes.wrong(path, value, f"daftar berisi tepat {self.exactly} butir")
        return tuple(entry for entry in entries if not (self.gaps and empty(entry)))

    def schema(self, filled: bool = False) -> Schema:
        entry = self.item.schema()
        many: Schema = {"type": "array", "items": nullable(entry) if self.gaps else entry}
        if filled:
            many["minItems"] = 1
        if self.unique:
            many["uniqueItems"] = True
        if self.exactly is not None:
            return many | {"minItems": self.exactly, "maxItems": self.exactly}
        return {"anyOf": [self.item.schema(filled), many]}


def _repeated(entries: list[Any]) -> int | None:
    """Where the first entry stands that was there before."""
    seen: set[str] = set()
    for i, entry in enumerate(map(repr, entries)):
        if entry in seen:
            return i
        seen.add(entry)
    return None


class Key(NamedTuple):
    """A known key of a mapping."""

    form: Form
    doc: str = ""
    required: bool = False


class Fields(NamedTuple):
    """A mapping with known keys. A key whose value is null counts as not written."""

    keys: Mapping[str, Key]
    make: Callable[..., Any] = dict
    """makes the normal form of what could be read, by keyword, once no required key is missing"""
    shared: bool = False
    """True: a sopgen.yaml may give the required keys, so that an editor cannot miss them in this file"""

    def read(self, value: Any, path: Path, notes: Notes) -> Any:
        if not isinstance(value, dict):
            return notes.wrong(path, value, f"isian bertingkat ({', '.join(list(self.keys)[:4])} …)")
        known = list(self.keys)
        result: dict[str, Any] = {}
        for name, entry in value.items():
            if name not in self.keys:
                notes.unknown((*path, name), known)
            elif entry is not None and not (self.keys[name].required and empty(entry)):
                result[name] = self.keys[name].form.read(entry, (*path, name), notes)
        for name, key in self.keys.items():
            if key.required and name not in result:
                notes.missing((*path, name), key.doc)
        good = {name: entry for name, entry in result.items() if entry is not BAD}
        if any(key.required and name not in good for name, key in self.keys.items()):
            return BAD
        return self.make(**good)

    def schema(self, filled: bool = False) -> Schema:
        properties = {name: self._property(key) for name, key in self.keys.items()}
        result: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        required = [name for name, key in self.keys.items() if key.required and not self.shared]
        return result | ({"required": required} if required else {})

    def _property(self, key: Key) -> Schema:
        schema = key.form.schema(True) if key.required else nullable(key.form.schema())
        return ({"description": key.doc} if key.doc else {}) | schema


class Pairs(NamedTuple):
    """A mapping with free keys, in the order written: (key, value) each."""

    value: Form
    key: Text = Text(filled=True, says="nama yang tidak kosong")
    optional: bool = False
    """True: a value may be null."""
    null: Any = None
    """what a null value becomes"""
    shared: bool = False
    """True: a sopgen.yaml may give further entries"""

    def read(self, value: Any, path: Path, notes: Notes) -> Any:
        if not isinstance(value, dict):
            return notes.wrong(path, value, "isian bertingkat (nama: isi)")
        pairs = [self._pair(name, entry, path, notes) for name, entry in value.items()]
        return tuple(pair for pair in pairs if BAD not in pair)

    def _pair(self, name: str, entry: Any, path: Path, notes: Notes) -> tuple[Any, Any]:
        before = len(notes.notes)
        key = self.key.read(name, (*path, name), notes)
        notes.notes[before:] = [note._replace(at_key=True) for note in notes.notes[before:]]
        if entry is None and self.optional:
            return key, self.null
        return key, self.value.read(entry, (*path, name), notes)

    def schema(self, filled: bool = False) -> Schema:
        names = {name: part for name, part in self.key.schema().items() if name != "type"}
        entry = self.value.schema()
        result: Schema = {"type": "object", "additionalProperties": nullable(entry) if self.optional else entry}
        least = filled and not self.shared
        return result | ({"propertyNames": names} if names else {}) | ({"minProperties": 1} if least else {})


class OneOf(NamedTuple):
    """A form for scalars and lists, and another for mappings."""

    plain: Form
    mapping: Form

    def read(self, value: Any, path: Path, notes: Notes) -> Any:
        form = self.mapping if isinstance(value, dict) else self.plain
        return form.read(value, path, notes)

    def schema(self, filled: bool = False) -> Schema:
        return {"anyOf": [self.plain.schema(filled), self.mapping.schema(filled)]}


def nullable(schema: Schema) -> Schema:
    if isinstance(schema.get("type"), list):
        return schema | {"type": [*schema["type"], "null"]}
    if "anyOf" in schema:
        return schema | {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    return {"anyOf": [schema, {"type": "null"}]}
