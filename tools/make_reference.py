"""Writes docs/rujukan/{kunci,perintah,aturan}.md from the models, the commands and the rules themselves.

    python tools/make_reference.py           writes the pages
    python tools/make_reference.py --check   says what would change, and ends with 1 where something would

The pages hold no date and no version: the same program gives the same bytes.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from typer.main import get_command

from sopgen.commands.app import app
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
_FRAGMENT = re.compile(r"^(Salah|Benar):\n((?:    .*\n?|\n)+)", re.MULTILINE)


def pages() -> dict[str, str]:
    """The name of every generated page -> its text."""
    return {"kunci.md": "\n".join(keys()), "perintah.md": "\n".join(commands()), "aturan.md": "\n".join(rules())}


def keys() -> Iterator[str]:
    """Every key of an SOP file and of sopgen.yaml: what may stand there, what holds without it, what it says."""
    yield f"{MARK}\n\n# Kunci berkas SOP\n"
    yield "Semua kunci yang boleh ditulis di berkas SOP, menurut urutan formulir. Kunci yang wajib bertanda **wajib**."
    yield "Contohnya diambil dari [lengkap.yaml](../../examples/lengkap.yaml), yang memakai semuanya.\n"
    yield from _table(schema.sop_schema(), yaml.safe_load((ROOT / "examples" / "lengkap.yaml").read_text("utf-8")))
    yield "\n## Kunci sopgen.yaml\n"
    yield "Berkas `sopgen.yaml` di folder mana pun di atas SOP memberi nilai bersama: semua kunci di atas, dan:\n"
    library = schema.library_schema()
    own = {name: value for name, value in library["properties"].items() if name in ("aturan", "jam_kerja_per_hari")}
    yield from _table(library | {"properties": own}, {})
    yield "\nKata kunci: isian, kolom, nilai baku, pengaturan, format berkas."
    yield ""


def _table(whole: dict[str, Any], example: Any) -> Iterator[str]:
    yield "| kunci | isi | nilai baku | keterangan | contoh |\n|---|---|---|---|---|"
    yield from _rows(whole, whole, (), example)


def _rows(whole: dict[str, Any], part: dict[str, Any], path: tuple[str, ...], example: Any) -> Iterator[str]:
    needed = part.get("required", ()) if path else WITHOUT_WHICH_NOTHING_IS_DRAWN
    for name, raw in part["properties"].items():
        forms = [_resolved(whole, form) for form in raw.get("anyOf", [raw])]
        key = ".".join((*path, name))
        shown = _example(example, name)
        said = raw.get("description", "") + (" **wajib**" if name in needed else "")
        default = raw.get("default")
        cells = (
            f"`{key}`",
            _kinds(whole, forms),
            "" if default is None else f"`{_yaml(default)}`",
            said,
            _short(shown),
        )
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
        for form in [form for form in forms if "items" in form] or forms:
            entries = _resolved(whole, form["items"]) if isinstance(form.get("items"), dict) else {}
            if "properties" in form and name != "label":
                yield from _rows(whole, form, (*path, name), shown if isinstance(shown, dict) else {})
            elif "properties" in entries:
                yield from _rows(whole, entries, (*path, f"{name}[]"), _first(shown))
            elif name == "pelaksana" and not path:
                lane = next(_resolved(whole, one) for one in form["additionalProperties"]["anyOf"] if "$ref" in one)
                yield from _rows(whole, lane, (*path, "pelaksana.ID"), {})


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


def _example(data: Any, name: str) -> Any:
    return data.get(name) if isinstance(data, dict) else None


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
    yield "`sopgen PERINTAH --help` menampilkan hal yang sama. Status keluar semua perintah ada di"
    yield "[keluaran dan status](keluaran.md).\n"
    group: Any = get_command(app)
    for name, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
        options = [parameter for parameter in command.params if parameter.param_type_name == "option"]
        usage = " ".join(_usage(argument) for argument in arguments)
        yield f"## `sopgen {name}`\n\n{' '.join(command.help.split())}\n"
        yield f"```text\nsopgen {name}{' [OPSI]' if options else ''} {usage}".rstrip() + "\n```\n"
        yield "| | |\n|---|---|"
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
    yield "Yang diperiksa `sopgen validate`. Galat menggagalkan; peringatan menggagalkan dengan `--strict`; info"
    yield "tidak pernah. `sopgen rules KODE` menampilkan penjelasan yang sama. Sumber setiap aturan disebut: yang"
    yield "berasal dari praktik tidak mengatasnamakan peraturan.\n"
    yield "| kode | nama | tingkat | yang diminta |\n|---|---|---|---|"
    for rule in RULES:
        yield f"| [{rule.code}](#{rule.code.lower()}) | {rule.name} | {LEVELS[rule.severity]} | {rule.summary} |"
    for rule in RULES:
        text = _FRAGMENT.sub(lambda found: f"**{found[1]}**\n\n```yaml\n{_dedented(found[2])}\n```\n\n", rule.doc)
        heading = f"## {rule.code} {rule.name} ({LEVELS[rule.severity]})"
        yield f'\n<a id="{rule.code.lower()}"></a>\n\n{heading}\n\n{text.strip()}'
    yield ""


def _dedented(fragment: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in fragment.strip("\n").split("\n"))


def main() -> int:
    made, stale = pages(), False
    for name, text in made.items():
        path = PLACE / name
        old = path.read_text("utf-8") if path.exists() else ""
        if old == text:
            continue
        if "--check" in sys.argv[1:]:
            stale = True
            sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), text.splitlines(True), name, name, n=1))
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    if stale:
        sys.stdout.write("Run `make rujukan` and commit what it writes.\n")
    return int(stale)


if __name__ == "__main__":
    sys.exit(main())
