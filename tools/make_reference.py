"""Writes docs/rujukan/{kunci,perintah,aturan}.md from the models, the commands and the rules themselves.

    python tools/make_reference.py        (`make rujukan`)

The pages hold no date and no version: the same program gives the same bytes. tests/test_reference.py finds stale ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from typer.main import get_command

from sopgen.commands.app import app
from sopgen.compare.kinds import KINDS
from sopgen.model import schema
from sopgen.report import LEVELS
from sopgen.rules import RULES

ROOT = Path(__file__).parent.parent
PLACE = ROOT / "docs" / "rujukan"
MARK = "<!-- Dibuat oleh `make rujukan`; jangan disunting di sini. -->"
WITHOUT_WHICH_NOTHING_IS_DRAWN = ("judul", "pelaksana", "langkah")
"""A sopgen.yaml may give them, so the schema of one file does not ask for them."""
SHOWN = 50
"""characters up to which a value of the large example is shown beside its key"""
_KINDS = {"string": "teks", "number": "angka", "integer": "angka", "boolean": "true/false", "array": "daftar"}


def pages() -> dict[str, str]:
    """The name of every generated page -> its text."""
    return {"kunci.md": "\n".join(keys()), "perintah.md": "\n".join(commands()), "aturan.md": "\n".join(rules())}


def keys() -> Iterator[str]:
    """Every key of an SOP file and of sopgen.yaml: what may stand there, what holds without it, what it says."""
    yield f"{MARK}\n\n# Kunci berkas SOP\n"
    yield "Kata kunci: isian, syarat, persyaratan, kolom, nilai baku, pengaturan, format berkas.\n"
    yield "Semua kunci yang boleh ditulis di berkas SOP, menurut urutan formulir. Kunci yang wajib bertanda **wajib**."
    yield "Contohnya diambil dari [lengkap.yaml](../../examples/lengkap.yaml), yang memakai semuanya.\n"
    yield "## Berkas SOP\n"
    yield from _tables(schema.sop_schema(), yaml.safe_load((ROOT / "examples" / "lengkap.yaml").read_text("utf-8")))
    yield "\n## Berkas sopgen.yaml\n"
    yield "Berkas `sopgen.yaml` di folder mana pun di atas SOP memberi nilai bersama: semua kunci di atas, dan:\n"
    library = schema.library_schema()
    own = {name: value for name, value in library["properties"].items() if name in ("aturan", "jam_kerja_per_hari")}
    yield from _tables(library | {"properties": own}, {})
    yield ""


def _tables(whole: dict[str, Any], example: Any) -> Iterator[str]:
    """The keys of a file as one table, then a table for each mapping that stands in it, by its path."""
    waiting: list[tuple[str, str, dict[str, Any], Any]] = [("", "", whole, example)]
    while waiting:
        path, said, part, example = waiting.pop(0)
        if path:
            yield f"\n## `{path}`\n\n{said}.\n"
        yield "| kunci | isi | nilai baku | keterangan | contoh |\n|---|---|---|---|---|"
        needed = part.get("required", ()) if path else WITHOUT_WHICH_NOTHING_IS_DRAWN
        below: list[tuple[str, str, dict[str, Any], Any]] = []
        for name, raw in part["properties"].items():
            forms = [_resolved(whole, form) for form in raw.get("anyOf", [raw])]
            shown = example.get(name) if isinstance(example, dict) else None
            default = "" if raw.get("default") is None else f"`{_yaml(raw['default'])}`"
            said = raw.get("description", "")
            cells = (f"`{name}`", _kinds(whole, forms), default, said + " **wajib**" * (name in needed), _short(shown))
            yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
            held = dict(entry for form in forms for entry in _mappings(whole, form))
            if "[]" in held:  # one entry may stand for a list of one
                held.pop("", None)
            for kind, form in held.items():
                below.append((f"{path}.{name}{kind}".lstrip("."), said, form, _first(shown) if kind else shown))
        waiting = below + waiting


def _mappings(whole: dict[str, Any], form: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What has keys of its own where this may stand: itself, the entries of its list, or the values under any key."""
    if "properties" in form:
        yield "", form
    for kind, entries in (("[]", form.get("items")), (".ID", form.get("additionalProperties"))):
        for entry in entries.get("anyOf", [entries]) if isinstance(entries, dict) else ():
            if "properties" in (found := _resolved(whole, entry)):
                yield kind, found


def _resolved(whole: dict[str, Any], form: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in form:
        form = whole["$defs"][form["$ref"].rpartition("/")[2]]
    return form


def _kinds(whole: dict[str, Any], forms: list[dict[str, Any]]) -> str:
    """What may stand there, in words: `teks atau daftar`; choices one by one."""
    found: dict[str, None] = {}
    for form in forms:
        if "enum" in form:
            found |= dict.fromkeys(f"`{value}`" for value in form["enum"])
        for kind in [form["type"]] if isinstance(form.get("type"), str) else form.get("type", ()):
            if kind == "object":
                found["isian bertingkat"] = None
            elif kind in _KINDS and "enum" not in form and not (kind == "number" and "string" in form["type"]):
                found[_KINDS[kind]] = None
        for one in form.get("anyOf", ()):
            found |= dict.fromkeys(_kinds(whole, [_resolved(whole, one)]).split(" atau "))
    return " atau ".join(kind for kind in found if kind)


def _first(value: Any) -> Any:
    """The entries of a list as one mapping, so that a key any of them has is seen."""
    entries = [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
    return {name: content for entry in reversed(entries) for name, content in entry.items()}


def _short(value: Any) -> str:
    text = _yaml(value) if value is not None else ""
    return f"`{text}`" if text and len(text) <= SHOWN and "`" not in text else ""


def _yaml(value: Any) -> str:
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000)
    return text.removesuffix("\n").removesuffix("\n...")


def commands() -> Iterator[str]:
    """Every command with its arguments and options, as its --help says them."""
    yield f"{MARK}\n\n# Perintah\n"
    yield "Kata kunci: opsi, argumen, terminal, bantuan, CLI.\n"
    yield "`sopgen PERINTAH --help` menampilkan hal yang sama. Status keluar semua perintah ada di"
    yield "[keluaran dan status](keluaran.md).\n"
    group: Any = get_command(app)
    yield "Tanpa perintah: `sopgen --help`, `sopgen --version`, dan `sopgen --install-completion`, yang memasang"
    yield "pelengkapan perintah di shell.\n"
    for name, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
        options = [parameter for parameter in command.params if parameter.param_type_name == "option"]
        usage = " ".join(_usage(argument) for argument in arguments)
        yield f"## `sopgen {name}`\n\n{' '.join(command.help.split())}\n"
        yield f"```text\nsopgen {name}{' [OPSI]' if options else ''} {usage}".rstrip() + "\n```\n"
        yield "| tulis | artinya |\n|---|---|"
        for parameter in (*arguments, *options):
            words = ", ".join(f"`{word}`" for word in parameter.opts) if parameter in options else ""
            value = "" if getattr(parameter, "is_flag", False) else parameter.metavar or parameter.name.upper()
            shown = f"{words} `{value}`".strip() if words and value else words or f"`{value}`"
            default = parameter.default
            held = isinstance(default, str | int | float) and not isinstance(default, bool)
            baku = f" Baku: `{default}`." if held else ""
            yield f"| {shown.replace('|', chr(92) + '|')} | {parameter.help}{baku} |"
        yield ""


def _usage(argument: Any) -> str:
    word = argument.metavar or argument.name.upper()
    word += "…" if argument.nargs == -1 else ""
    return word if argument.required else f"[{word}]"


def rules() -> Iterator[str]:
    """Every rule: what it asks, why, where it comes from, a wrong and a right example."""
    yield f"{MARK}\n\n# Aturan\n"
    yield "Kata kunci: kode SOP, pemeriksaan, galat, peringatan, info, UBAH.\n"
    yield "Yang diperiksa `sopgen validate`. Galat menggagalkan; peringatan menggagalkan dengan `--strict`; info"
    yield "tidak pernah. `sopgen rules KODE` menampilkan penjelasan yang sama. Sumber setiap aturan disebut: yang"
    yield "berasal dari praktik tidak mengatasnamakan peraturan. Yang disebut `sopgen diff` ada di"
    yield "[jenis perubahan](#jenis-perubahan).\n"
    yield "| kode | nama | tingkat | yang diminta |\n|---|---|---|---|"
    for rule in RULES:
        yield f"| [{rule.code}](#{rule.code.lower()}) | {rule.name} | {LEVELS[rule.severity]} | {rule.summary} |"
    for rule in RULES:
        heading = f"## {rule.code} {rule.name} ({LEVELS[rule.severity]})"
        yield f'\n<a id="{rule.code.lower()}"></a>\n\n{heading}\n\n{rule.markdown.strip()}'
    yield "\n## Jenis perubahan\n\n| kode | nama | kelas | artinya |\n|---|---|---|---|"
    for kind in KINDS.values():
        yield f"| {kind.code} | {kind.name} | {kind.class_.value} | {kind.summary} |"
    yield ""


if __name__ == "__main__":
    for name, text in pages().items():
        (PLACE / name).write_text(text, encoding="utf-8", newline="\n")
