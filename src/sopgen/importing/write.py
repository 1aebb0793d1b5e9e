"""Writes an SOP file as a careful person would: the keys in the order of the form, block style, quotes only where YAML
needs them, and a comment `# periksa: …` at what was guessed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sopgen.importing.doubts import Note
from sopgen.text.letters import one_line

CHECK = "# periksa:"
"""How a comment begins that asks to look at a guess."""
_PLAIN = re.compile(r"[^\W_][^\n]*|\([^\n]*", re.UNICODE)
_SPECIAL = re.compile(r"(?i)(true|false|null|~|0\d+|[-+]?\d[\d_]*[.,:e][\d_.,:e]*)")
"""What a reader may take for a number or a truth value; plain whole numbers keep their digits."""
FLOW_WIDTH = 60
"""characters up to which a list of ids stands on its key's line"""


def text_of(document: dict[str, Any], notes: Sequence[Note], rows: Sequence[int], source: str) -> str:
    """The file. `rows` gives the table row of each langkah, by which notes find their place; `source` is named."""
    told: dict[int | None, list[str]] = defaultdict(list)
    for note in notes:
        line = f"{CHECK} {one_line(note.sentence)} ({one_line(note.page.place(note.box))})"
        if line not in told[note.row]:
            told[note.row].append(line)
    lines = [f"# Diimpor dari {one_line(source)}"]
    lines += told.pop(None, [])
    for key, value in document.items():
        if key == "langkah":
            lines.append("langkah:")
            for step, row in zip(value, rows, strict=True):
                lines += [f"  {comment}" for comment in told.pop(row, [])]
                lines += _entry(step, "  ")
        else:
            lines += _pair(key, value, "")
    return "\n".join(lines) + "\n"


def _pair(key: str, value: Any, indent: str) -> Iterator[str]:
    name = _scalar(key)
    if isinstance(value, dict):
        yield f"{indent}{name}:"
        for inner, content in value.items():
            yield from _pair(inner, content, indent + "  ")
    elif isinstance(value, list):
        if _are_ids(key, value):
            yield f"{indent}{name}: [{', '.join(_scalar(str(v), True) for v in value)}]"
        else:
            yield f"{indent}{name}:"
            for item in value:
                yield from _entry(item, indent + "  ")
    elif isinstance(value, bool):
        yield f"{indent}{name}: {str(value).lower()}"
    elif "\n" in (text := str(value)):
        yield f"{indent}{name}: |-"
        yield from (f"{indent}  {one_line(line)}".rstrip() for line in text.splitlines())
    elif text != "":
        yield f"{indent}{name}: {_scalar(text)}"


def _are_ids(key: str, value: list[Any]) -> bool:
    """Whether a list names lanes or rows: the values of `pelaksana` and `lanjut`, and of `lanjut` by lane."""
    names = all(isinstance(v, str) and re.fullmatch(r"[a-z0-9_@]+", v) for v in value)
    return names and key not in ("kelengkapan", "output", "keterangan") and sum(map(len, value)) < FLOW_WIDTH


def _entry(item: Any, indent: str) -> Iterator[str]:
    """One entry of a block list."""
    if isinstance(item, dict):
        lines = [line for key, value in item.items() for line in _pair(key, value, indent + "  ")]
        yield f"{indent}- {lines[0].strip()}"
        yield from lines[1:]
    else:
        yield f"{indent}- {_scalar(str(item))}"


def _scalar(value: str, in_flow: bool = False) -> str:
    """A text on one line, quoted where a reader of YAML would take it for something else."""
    text = one_line(value)
    plain = (
        _PLAIN.fullmatch(text)
        and not _SPECIAL.fullmatch(text)
        and not any(mark in text for mark in (": ", " #", ":\t"))
        and not text.endswith(":")
        and not (in_flow and re.search(r"[\[\]{},:]", text))
    )
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
