"""Keeps what was made before, under a key of everything it was made from, in a hidden folder beside the site."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from sopgen import __version__
from sopgen.pipeline import write
from sopgen.reading.layers import library_of
from sopgen.resources import template_dir

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
        return self.folder.joinpath(OBJECTS, key[:2], key)

    def put(self, key: str, data: bytes) -> None:
        write(self.object(key), data)


class Cache(Objects):
    """Made files, of which some are published (key -> size, time in ns). One changed there is not used again."""

    def __init__(self, folder: Path, published: dict[str, tuple[int, int]]) -> None:
        super().__init__(folder)
        self.published = published

    def has(self, key: str) -> bool:
        try:
            status = self.object(key).stat()
        except OSError:
            return False
        return key not in self.published or self.published[key] == (status.st_size, status.st_mtime_ns)

    def about_to_publish(self, keys: Iterable[str]) -> None:
        """These objects are the published ones from now on, as they look now."""
        looks = {key: self.object(key).stat() for key in keys}
        self.published = {key: (look.st_size, look.st_mtime_ns) for key, look in looks.items()}

    def forget(self, kept: set[str]) -> None:
        """Remove the objects that the present site does not use."""
        for path in (self.folder / OBJECTS).glob("*/*"):
            if path.name not in kept:
                path.unlink(missing_ok=True)
