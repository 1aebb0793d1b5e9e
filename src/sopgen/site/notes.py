"""What a build remembers for the next one. Checked when read back: the file may be damaged, or another version's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from sopgen.site.cache import program
from sopgen.site.documents import Read
from sopgen.work.files import write

FILE = "catatan.json"


@dataclass(frozen=True, slots=True)
class Notes:
    program: str = ""
    """the key of the program that made them"""
    reads: tuple[Read, ...] = ()


@cache
def _form() -> TypeAdapter[Notes]:
    return TypeAdapter(Notes)


def remembered(folder: Path) -> Notes:
    """The notes of the last build; none where they cannot be read or another program made them."""
    try:
        data = (folder / FILE).read_bytes()
        found = _form().validate_json(data)
    except (OSError, ValueError):  # pydantic's ValidationError is one
        return Notes()
    return found if found.program == program() else Notes()


def remember(folder: Path, notes: Notes) -> None:
    write(folder / FILE, _form().dump_json(notes))
