"""Keeps what was made before, under a key of everything it was made from, in a hidden folder beside the site."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from sopgen import __version__
from sopgen.pipeline import write
from sopgen.reading.library import library_of
from sopgen.resources import template_dir

NOTES = "catatan.json"
OBJECTS = "objek"


def digest(*parts: str | bytes) -> str:
    """A key for things that were made from these parts."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()


@lru_cache(maxsize=1)
def program() -> str:
    """A key of sopgen itself: another program may draw otherwise."""
    code = Path(__file__).resolve().parent.parent
    files = [*code.rglob("*.py"), *(path for path in template_dir().rglob("*") if path.is_file())]
    inside = sorted((path.as_posix(), path.read_bytes()) for path in files if "__pycache__" not in path.parts)
    return digest(__version__, *(data for _, data in inside))


@lru_cache(maxsize=4096)
def settings_above(folder: Path) -> str:
    """A key of every sopgen.yaml that counts for the SOPs of a folder. The same as long as this process lives."""
    layers = library_of(folder).layers
    return digest(*(part for layer in layers for part in (layer.file, _bytes(Path(layer.file)))))


@lru_cache(maxsize=256)
def picture(path: str) -> str:
    """A key of a picture's content; empty where there is none."""
    return digest(_bytes(Path(path))) if path else ""


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError):
        return b""


class Objects:
    """Made files by key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def object(self, key: str) -> Path:
        return self.folder / OBJECTS / key[:2] / key

    def put(self, key: str, data: bytes) -> None:
        write(self.object(key), data)


class Cache(Objects):
    """Made files by key, and notes. An object that was published and then changed there is not used again."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.notes: dict[str, Any] = _notes(folder / NOTES)
        self.published: dict[str, list[int]] = self.notes.get("terbit", {})

    def has(self, key: str) -> bool:
        try:
            status = self.object(key).stat()
        except OSError:
            return False
        return key not in self.published or self.published[key] == [status.st_size, status.st_mtime_ns]

    def remember(self, keys: Iterable[str], **notes: Any) -> None:
        """Write the notes: what is about to be published looks so."""
        self.published = {}
        for key in keys:
            status = self.object(key).stat()
            self.published[key] = [status.st_size, status.st_mtime_ns]
        self.notes = {**notes, "terbit": self.published}
        write(self.folder / NOTES, json.dumps(self.notes, separators=(",", ":")).encode())

    def forget(self, kept: set[str]) -> None:
        """Remove the objects that the present site does not use."""
        for path in (self.folder / OBJECTS).glob("*/*"):
            if path.name not in kept:
                path.unlink(missing_ok=True)


def _notes(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and found.get("program") == program() else {}
