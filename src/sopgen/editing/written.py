"""How values are written as YAML: block style, lists of short words between brackets, texts without quotes where they
read back as themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from textwrap import wrap
from typing import Any, TypeAlias

from sopgen.reading.loader import load

Value: TypeAlias = "str | bool | float | list[Value] | dict[str, Value] | None"
"""What is written: a text, nothing, a list, a mapping."""

STEP = 2
"""spaces by which what is written stands under its key"""
WIDTH = 120
"""characters of a line up to which a text that stood on several lines is filled anew"""
SHORT = 60
"""characters of a list that is written on the line of its key, if it is a list of words"""

_WORD = re.compile(r"[\w@.-]+")
_PLAIN = re.compile(r"[^\W\d_][\w ,./()@-]*(?<! )")
"""texts that need no quotes behind a key, unless they are words of YAML"""
_WORDS = {"true", "false", "null"}


def forms(value: Value, column: int) -> Iterator[str]:
    """How a value may stand behind the colon of a key in some column, the best first; lines are joined by \n."""
    margin = " " * (column + STEP)
    match value:
        case None | bool() | int() | float():
            yield f" {flow(value)}".rstrip()
        case str():
            yield from (" " + text for text in scalars(value, column + STEP))
        case list() if _are_words(value):
            yield f" {flow(value)}"
        case list():
            yield "".join(f"\n{margin}- {next(forms_of_item(item, column + STEP))}" for item in value)
        case dict():
            pairs = (next(forms_of_pair(name, below, column + STEP)) for name, below in value.items())
            yield "".join(f"\n{margin}{pair}" for pair in pairs)


def forms_of_pair(name: str, value: Value, column: int) -> Iterator[str]:
    """How a key with its value may stand in a column."""
    for form in forms(value, column):
        yield f"{key(name)}:{form}"


def forms_of_item(value: Value, column: int) -> Iterator[str]:
    """How a value may stand behind a dash in a column."""
    if isinstance(value, dict) and value:
        margin = "\n" + " " * (column + STEP)
        yield margin.join(next(forms_of_pair(name, below, column + STEP)) for name, below in value.items())
    else:
        yield from (form.removeprefix(" ") for form in forms(value, column))


def _are_words(value: list[Value]) -> bool:
    words = [item for item in value if isinstance(item, str) and _WORD.fullmatch(item)]
    return len(words) == len(value) and sum(map(len, words)) < SHORT


def scalars(value: str, indent: int) -> Iterator[str]:
    """A text in the styles of YAML, the plainest first that reads back as it."""
    lines = [block(value, indent, "|")] if "\n" in value else []
    for text in (*lines, value, single(value) if '"' in value else double(value), double(value)):
        if (text is value and is_plain(value)) or reads_as(f"a: {text}\n", {"a": value}):
            yield text


def reads_as(text: str, data: Any) -> bool:
    """Whether a text reads as this data, and without a fault."""
    loaded = load(text, "")
    return not loaded.findings and same(loaded.data, data)


def same(left: Any, right: Any) -> bool:
    """Equal, the keys of mappings in the same order too; a number is equal to its text."""
    return json.dumps(left) == json.dumps(right)


def is_plain(text: str) -> bool:
    """Whether a text surely needs no quotes; of some that do not it is not seen here, but by reading them."""
    return bool(_PLAIN.fullmatch(text)) and text.casefold() not in _WORDS


def key(name: str) -> str:
    return name if is_plain(name) or reads_as(f"{name}: x\n", {name: "x"}) else double(name)


def flow(value: Value) -> str:
    """A value between brackets, on one line."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return f"{value:g}"
        case str():
            return value if "\n" not in value and reads_as(f"[{value}]", [value]) else double(value)
        case list():
            return f"[{', '.join(map(flow, value))}]"
        case dict():
            return f"{{{', '.join(f'{key(name)}: {flow(below)}'.rstrip() for name, below in value.items())}}}"


def single(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def double(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def block(value: str, indent: int, style: str) -> str:
    """A text of several lines behind `|`: its last line break kept or not, as it has one or not."""
    chomp = "" if value.endswith("\n") and not value.endswith("\n\n") else "+" if value.endswith("\n") else "-"
    lines = value.removesuffix("\n").split("\n")
    mark = ">" if style == ">" and len(lines) == 1 else "|"
    depth = str(STEP) if lines[0].startswith(" ") else ""
    return "\n".join([f"{mark}{depth}{chomp}", *(" " * indent + line if line else "" for line in lines)])


def filled(value: str, indent: int) -> str:
    """A plain text on lines of at most `WIDTH` characters, which YAML joins by a space."""
    lines = wrap(value, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return ("\n" + " " * indent).join(lines)
