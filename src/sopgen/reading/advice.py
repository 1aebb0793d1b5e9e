"""The very text to write in place of a wrong key or value, made from what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from sopgen.diagnostics import Correction, Level, Path, quoted
from sopgen.model.sop import PARTS, Part, part_at
from sopgen.reading import meant
from sopgen.reading.syntax import in_quotes

LISTED = 12
"""known keys or ids that a hint names"""
_LISTS = ("langkah", "penandatangan", "pelaksana")
"""Keys whose parts are entries of a list: nothing can be moved below them."""


class Note(NamedTuple):
    """A finding without its place in the file yet."""

    code: str
    path: Path
    message: str
    hint: str
    at_key: bool = False
    correction: Correction | None = None


def at(data: Any, path: Path) -> Any:
    """What stands at a place of the data; None where nothing does."""
    for part in path:
        listed = isinstance(data, list) and isinstance(part, int) and part < len(data)
        data = data[part] if listed or (isinstance(data, dict) and part in data) else None
    return data


def unknown_key(path: Path, model: type[Part], data: Any, *, suggest: bool) -> Note:
    """A key that is not known where it stands, and what is meant by it; its correction moves it, and others with the
    same mistake, to where they are meant to stand."""
    name, parent = str(path[-1]), path[:-1]
    mapping, value = at(data, parent), at(data, path)
    known = list(part_at(parent, model).model_fields)
    note = Note("SOP003", path, f"Kunci `{quoted(name)}` tidak dikenal di sini.", "", at_key=True)
    if not suggest:
        return note
    if name.startswith("//"):
        return note._replace(hint=f"Komentar diawali `#`: `# {_line(name.lstrip('/ '), value)}`.")
    if value is None and (written := _broken_apart(name, mapping)):
        return note._replace(hint=written)
    for key in meant.key(name):
        if key in known:
            return _renamed(note, key, mapping)
        if home := _home(key, parent, model):
            return _moved(note, home, mapping, model)
    if near := meant.like(name, known):
        return _renamed(note, near, mapping)
    listed = ", ".join(known[:LISTED]) + (" …" if len(known) > LISTED else "")
    return note._replace(hint=f"Kunci yang dikenal di sini: {listed}.")


def _broken_apart(name: str, mapping: dict[str, Any]) -> str:
    """A key without a value that is the rest of a text: after a comma in { }, or after a colon without a space."""
    if match := re.fullmatch(r"(\w+):(\S.*)", name):
        return f"Beri spasi setelah titik dua: `{match[1]}: {quoted(match[2])}`."
    keys = list(mapping)
    before = keys[keys.index(name) - 1] if keys.index(name) else None
    if before is None or " " not in name or not isinstance(mapping[before], str):
        return ""
    whole = in_quotes(quoted(f"{mapping[before]}, {name}"))
    return f"Di dalam {{ }} koma memisahkan isian; teks yang memuat koma perlu diapit tanda kutip: `{before}: {whole}`."


def _renamed(note: Note, key: str, mapping: dict[str, Any]) -> Note:
    if key in mapping:
        return note._replace(hint=f"`{key}` sudah ada di sini: hapus salah satu, atau gabungkan isinya.")
    *parent, name = note.path
    hint = f"Kuncinya bernama `{key}`: tulis `{_line(key, mapping[str(name)])}`."
    return note._replace(hint=hint, correction=Correction(((note.path, (*parent, key)),), Level.SAFE))


def _home(key: str, parent: Path, model: type[Part]) -> Path | None:
    """The mapping nearby in which a key is known: below a neighbour, or one level up."""
    for name in part_at(parent, model).model_fields:
        if name in PARTS and name not in _LISTS and key in PARTS[name].model_fields and name != "label":
            return (*parent, name)
    above = parent[:-1] if parent and not isinstance(parent[-1], int) else ()
    return above if parent and key in part_at(above, model).model_fields else None


def _moved(note: Note, home: Path, mapping: dict[str, Any], model: type[Part]) -> Note:
    """Keys one level too high or too low, all those of one mapping at once."""
    parent = note.path[:-1]
    known = part_at(parent, model).model_fields
    where = {key: next((k for k in meant.key(key) if _home(k, parent, model) == home), None) for key in mapping}
    together = {key: right for key, right in where.items() if right and key not in known}
    lines = [_line(right, mapping[key]) for key, right in together.items()]
    changes = tuple(((*parent, key), (*home, right)) for key, right in together.items())
    if len(home) < len(parent):
        side, inside = "luar", parent[-1]
        hint = f"Kurangi menjoroknya, agar sejajar dengan `{inside}:`: `{lines[0]}`."
    else:
        side, inside, what = "bawah", home[-1], "isian itu" if len(lines) > 1 else "isian ini"
        hint = f"Tulis `{inside}:` lalu {what} menjorok di bawahnya: `{inside}: {{{', '.join(lines)}}}`."
    message = f"{', '.join(f'`{quoted(key)}`' for key in together)} tempatnya di {side} `{inside}`."
    return note._replace(message=message, hint=hint, correction=Correction(changes, Level.SAFE))


def text(path: Path, value: Any, data: Any, words: tuple[str, ...], part: type[Part] | None) -> str:
    """What to write in place of a wrong value; empty where that cannot be told. `words`: the values that are allowed,
    where they are few; `part`: the model of the mapping that belongs there."""
    key = next((str(name) for name in reversed(path) if isinstance(name, str)), "")
    before = "- " if path and isinstance(path[-1], int) else f"{key}: "
    if isinstance(value, str) and words:
        word = meant.word(value, words)
        return f"Tulis `{before.removeprefix('- ')}{word}`." if word else ""
    in_row = path[:1] == ("langkah",)
    if path[:1] == ("pelaksana",) and value == path[-1]:
        return f"Tulis id tanpa spasi: `{_line(meant.plain_name(str(value)), at(data, path))}`."
    if key == "keputusan" and in_row and not isinstance(value, dict):
        return _outcomes(value, data)
    keyed = part or (key == "pelaksana" and not in_row)
    if isinstance(value, list) and keyed and (joined := _without_dashes(key, value)):
        return joined
    if key == "pelaksana":
        return _row_lanes(value, data) if in_row else _lane_list(value, data)
    if key == "kegiatan" and isinstance(value, list):
        rows = ", ".join(f"`- kegiatan: {quoted(str(entry))}`" for entry in value[:LISTED])
        return f"Satu langkah memuat satu kegiatan; tulis tiap kegiatan sebagai langkah tersendiri: {rows}."
    return _part(before, value, part) if part else _plain(before, value)


def _without_dashes(key: str, value: list[Any]) -> str:
    """A list where lines with their own keys belong, each behind a dash as if it were an entry."""
    entries = [entry if isinstance(entry, dict) else {"jabatan": entry} for entry in value]
    names = [name for entry in entries for name in entry]
    together = len(set(names)) == len(names) and all(isinstance(entry, dict) for entry in value)
    lines = {name: below for entry in (entries if together else entries[:1]) for name, below in entry.items()}
    written = f"`{key}: {{{', '.join(_line(name, below) for name, below in islice(lines.items(), LISTED))}}}`"
    if together and lines:
        return f"Hapus strip di depan baris-barisnya: {written}."
    if key != "disahkan_oleh" or not lines:
        return ""
    return f"Yang mengesahkan satu orang: tulis {written}; yang ikut menandatangani, sebagai daftar di `penandatangan`."


def _plain(before: str, value: Any) -> str:
    """A text that YAML reads as something else. `before`: what stands before it, a key or a dash."""
    match value:
        case bool():
            return f'Apit dengan tanda kutip: `{before}"{str(value).lower()}"`.'
        case dict() if len(value) == 1 and isinstance(inner := next(iter(value.values())), str):
            whole = in_quotes(quoted(f"{next(iter(value))}: {inner}"))
            return f"Teks yang memuat titik dua perlu diapit tanda kutip: `{before}{whole}`."
        case list() if value and all(isinstance(entry, str) for entry in value):
            return f"Tulis satu teks, tanpa kurung atau strip: `{before}{quoted(', '.join(value))}`."
        case str() if before == "id: " and value.strip():
            short = "-".join(re.split(r"[\s:@]+", value.strip().lower()))
            return f"Tulis `id: {quoted(short)}`."
    return ""


def _part(before: str, value: Any, part: type[Part]) -> str:
    """A text where a mapping belongs: it is most likely the first thing that the mapping says."""
    if value is None and before == "- ":
        return f"Hapus strip yang kosong ini, atau isi: `- {next(iter(_needed(part)))}: …`."
    if not isinstance(value, str) or not value.strip():
        return ""
    names = "|".join(part.model_fields)
    if found := re.findall(rf"\b({names}):(\S[^:]*?)(?=\s+(?:{names}):|$)", value):
        lines = ", ".join(f"{name}: {inner}" for name, inner in found)
        return f"Beri spasi setelah titik dua: `{quoted(lines)}`."
    needed = _needed(part)
    if "waktu" in part.model_fields and value.lstrip()[:1].isdigit():
        needed = ["waktu"]
    inner = ", ".join([_line(needed[0], value), *(f"{name}: …" for name in needed[1:])])
    return f"Tulis `- {inner}`." if before == "- " and len(needed) == 1 else f"Tulis `{before}{{{inner}}}`."


def _needed(part: type[Part]) -> list[str]:
    """What a mapping must say, or what it says first."""
    return [name for name, field in part.model_fields.items() if field.is_required()] or list(part.model_fields)[:1]


def _outcomes(value: Any, data: Any) -> str:
    entries = value if isinstance(value, list) else re.split(r"\s*[/,;]\s*", value if isinstance(value, str) else "")
    outcomes: dict[str, Any] = {}
    for entry in entries:
        label, *target = re.split(r"\s*(?:->|=>|→|=|:)\s*", str(entry).strip(), maxsplit=1)
        outcomes |= entry if isinstance(entry, dict) else {label.capitalize(): target[0] if target else None}
    outcomes.pop("", None)
    if len(outcomes) < 2:
        outcomes = {"Ya": None, "Tidak": None}
    if not any(outcomes.values()):
        first = at(data, ("langkah", 0, "id")) or at(data, ("langkah", 0, "no")) or "1"
        outcomes[list(outcomes)[-1]] = first
    written = ", ".join(f"{quoted(label)}: {target or ''}" for label, target in outcomes.items())
    asked = f"Pertanyaannya ditulis `pertanyaan: {quoted(value)}`. " if str(value).strip().endswith("?") else ""
    return f"{asked}Tulis tiap hasil dengan tujuannya, kosong untuk langkah berikutnya: `keputusan: {{{written}}}`."


def _row_lanes(value: Any, data: Any) -> str:
    titles = lane_titles(data)
    if isinstance(value, str) and (named := meant.lanes(value, meant.names_of_lanes(titles))):
        return f"Tulis `{lanes_line(named)}`."
    known = ", ".join(f"`{quoted(lane)}` ({quoted(title)})" for lane, title in islice(titles.items(), LISTED))
    return f"Tulis id dari daftar `pelaksana`: {known}." if known else ""


def lanes_line(lanes: list[str]) -> str:
    """`pelaksana: petugas`, `pelaksana: [petugas, ppid]`"""
    return f"pelaksana: {lanes[0] if len(lanes) == 1 else '[' + ', '.join(lanes) + ']'}"


def lane_titles(data: Any) -> dict[str, str]:
    """id -> name of the lanes that the file declares."""
    declared = at(data, ("pelaksana",))
    if not isinstance(declared, dict):
        return {}
    names = {lane: name.get("nama") if isinstance(name, dict) else name for lane, name in declared.items()}
    return {lane: name for lane, name in names.items() if isinstance(name, str)}


def _lane_list(value: Any, data: Any) -> str:
    """A list of names where lanes with ids belong, or ids whose colons lack a space, which YAML joins to one text."""
    if isinstance(value, str) and (pairs := re.findall(r"([\w-]+):(\S.*?)(?=\s+[\w-]+:\S|$)", value)):
        spaced = ", ".join(f"`{lane}: {quoted(title)}`" for lane, title in pairs[:LISTED])
        return f"Beri spasi setelah titik dua: {spaced}."
    titles = value if isinstance(value, list) else re.split(r"\s*[,;\n]\s*", value) if isinstance(value, str) else []
    if not titles or not all(isinstance(title, str) and title.strip() for title in titles):
        return ""
    ids = meant.lane_ids(titles, _used_lanes(data))
    lines = ", ".join(f"`{lane}: {quoted(title)}`" for title, lane in islice(ids.items(), LISTED))
    return f"Tulis tiap pelaksana sebaris dengan id dan namanya: {lines}."


def _used_lanes(data: Any) -> Iterator[str]:
    for row in at(data, ("langkah",)) or ():
        lanes = row.get("pelaksana") if isinstance(row, dict) else None
        yield from (lane for lane in (lanes if isinstance(lanes, list) else [lanes]) if isinstance(lane, str))


def _line(key: str, value: Any) -> str:
    """A key with its value as far as that is a short text."""
    if isinstance(value, bool):
        return f"{key}: {str(value).lower()}"
    return f"{key}: {quoted(value)}" if isinstance(value, str) else f"{key}: …" if value else f"{key}:"
