"""Runs the plain forms of `validate` and `render` without typer, whose import alone takes longer than a check.

Whatever is not understood here at once (help, mistakes, the rarer ways to write an option) is left to `app`, which
has the words for it. The options are those of the functions themselves: a keyword `dpi` is the option `--dpi`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

COMMANDS = {"render": "sopgen.commands.render", "validate": "sopgen.commands.validate"}
HELP = frozenset({"--help", "-h"})
SHORT = {"-o": "--output"}
READERS: dict[str, Callable[[str], Any]] = {"str": str, "str | None": str, "float": float, "Path | None": Path}
"""how an option of one value is read, by the type of its keyword"""
FLAG, REPEATED = "bool", "list[str] | None"
MOST_DPI, LEAST_DPI = 1200, 36


def understood(arguments: list[str]) -> Callable[[], int] | None:
    """What the arguments ask for, if that is plain."""
    if not arguments or arguments[0] not in COMMANDS or not HELP.isdisjoint(arguments):
        return None
    function = getattr(import_module(COMMANDS[arguments[0]]), arguments[0])
    given = keywords(function.__annotations__, arguments[1:])
    return partial(function, **given) if given else None


def keywords(types: dict[str, str], words: list[str]) -> dict[str, Any] | None:
    """The function's keywords, as the words of a command line give them; None where anything is unusual."""
    given: dict[str, Any] = {"paths": []}
    left = iter(words)
    for word in left:
        if not word.startswith("-") or word == "-":
            given["paths"].append(Path(word))
            continue
        option, equals, value = SHORT.get(word, word).partition("=")
        name = option.removeprefix("--")
        kind = types.get(name, "") if option.startswith("--") and name.isalpha() else ""
        if kind == FLAG and not equals:
            given[name] = True
            continue
        value = value if equals else next(left, "-")
        if not kind or value.startswith("-") or not _take(given, name, kind, value):
            return None
    return given if given["paths"] else None


def _take(given: dict[str, Any], name: str, kind: str, value: str) -> bool:
    """Note the value of one option; False where it is none."""
    if kind == REPEATED:
        given[name] = [*given.get(name, []), value]
    elif kind in READERS:
        try:
            given[name] = READERS[kind](value)
        except ValueError:
            return False
    else:
        return False
    return name != "dpi" or LEAST_DPI <= given[name] <= MOST_DPI
