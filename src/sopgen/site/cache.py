"""Keeps what was made before in a hidden folder beside the site. Each file is named after what it was made from and
what it holds: a damaged one is never taken for what it was."""

from __future__ import annotations

import hashlib
import shutil
import stat
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sopgen import __version__
from sopgen.reading.layers import library_of
from sopgen.reading.loader import read_bytes
from sopgen.resources import template_dir

OBJECTS = "objek"
DRAWING = ("openpyxl", "pygraphviz", "typst")
"""packages by which documents differ"""
_LENGTH = 32
"""hexadecimal digits of each half of a name: 128 bits"""


def digest(*parts: str | bytes) -> str:
    """A key for things that were made from these parts."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()


def content_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_LENGTH]


@lru_cache(maxsize=1 << 17)
def _hash_of(path: Path, inode: int, changed: int, size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:_LENGTH]


def file_hash(path: Path) -> str:
    """The hash of what a file holds, read once in a run as long as it does not change; empty where there is none, or
    something else that was put in its place: a folder, a link, a pipe that would never end."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            return ""
        return _hash_of(path, status.st_ino, status.st_mtime_ns, status.st_size)
    except OSError:
        return ""


@lru_cache(maxsize=1)
def program() -> str:
    """A key of sopgen itself and of what draws for it: another program may draw otherwise."""
    code = Path(__file__).resolve().parent.parent
    files = [*code.rglob("*.py"), *(path for path in template_dir().rglob("*") if path.is_file())]
    inside = sorted((path.as_posix(), path.read_bytes()) for path in files if "__pycache__" not in path.parts)
    return digest(__version__, *map(_version, DRAWING), *(data for _, data in inside))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


@lru_cache(maxsize=4096)
def settings_above(folder: Path) -> str:
    """A key of every sopgen.yaml that counts for the SOPs of a folder. The same as long as this process lives."""
    layers = library_of(folder).layers
    return digest(*(part for layer in layers for part in (layer.file, _bytes(Path(layer.file)))))


@lru_cache(maxsize=256)
def picture(path: str) -> str:
    """A key of a picture's content; empty where there is none."""
    return digest(_bytes(Path(path))) if path else ""


def forget() -> None:
    """Look at all files afresh: a new build begins."""
    for known in (settings_above, picture, _hash_of):
        known.cache_clear()


def _bytes(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except (OSError, ValueError):
        return b""


def store(folder: Path, key: str, data: bytes) -> str:
    """Keep a made file under its key; gives the hash of what it holds. Runs in any process. Whatever ends it meanwhile:
    half a file is known by its name."""
    held = content_hash(data)
    place = _place(folder, key, held)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)  # a damaged one, which the site may have too, by a link
    place.write_bytes(data)
    return held


def _place(folder: Path, key: str, held: str) -> Path:
    return folder.joinpath(OBJECTS, key[:2], f"{key[:_LENGTH]}-{held}")


class Cache:
    """The made files of a folder by key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: dict[str, str] = {}
        """key -> the hash in the name of its file"""
        for path in (folder / OBJECTS).glob("*/*-*"):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)  # where a file of ours belongs
            key, _, held = path.name.partition("-")
            self._held[key] = held

    def hash(self, key: str) -> str:
        """The hash of the file that was made under this key; empty where there is none, or it is not as it was made."""
        held = self._held.get(key[:_LENGTH], "")
        return held if file_hash(_place(self.folder, key, held)) == held else ""

    def path(self, key: str) -> Path:
        """The file itself, where `hash` knows one."""
        return _place(self.folder, key, self.hash(key))

    def put(self, key: str, data: bytes) -> None:
        self.add(key, store(self.folder, key, data))

    def add(self, key: str, held: str) -> None:
        """Know of a file that another process has stored here."""
        self._held[key[:_LENGTH]] = held

    def drop(self, key: str) -> None:
        """Remove a file that the next build is to make again."""
        self.path(key).unlink(missing_ok=True)

    def forget(self, kept: Iterable[str]) -> None:
        """Remove the files that the present site does not use."""
        names = {key[:_LENGTH] for key in kept}
        for path in (self.folder / OBJECTS).glob("*/*"):
            key, _, held = path.name.partition("-")
            if key not in names or held != file_hash(path):
                path.unlink(missing_ok=True)
