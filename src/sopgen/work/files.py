"""Writes files whole or not at all, and says in Indonesian why one could not be written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from sopgen.diagnostics import UsageProblem
from sopgen.reading.files import FULL, reason


def write(path: Path, data: bytes) -> None:
    """Write one file: what stood there before stays until the new one is complete. Raises OSError."""
    for error in write_all({path: data}).values():
        raise error


def put(path: Path, data: bytes) -> None:
    """The same for one file that a user named, where that leads: a link stays one. UsageProblem, for the user, where it
    cannot be written."""
    try:
        write(Path(os.path.realpath(path)), data)
    except OSError as error:
        raise UsageProblem(unwritten(path, error)) from None


def write_all(files: Mapping[Path, bytes]) -> dict[Path, OSError]:
    """Write files that belong together: where the disk does not take all of them, all the old ones stay and OSError is
    raised. A place that does not take its new file, as one that is open in Excel on Windows, keeps its old one alone;
    these are given, each with the reason. A new file has the permissions of the one that stood there."""
    parts: dict[Path, Path] = {}
    refused: dict[Path, OSError] = {}
    try:
        for path, data in files.items():
            part = parts[path] = path.with_name(f".{path.name}.{os.urandom(4).hex()}.sopgen")
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            with suppress(OSError):
                shutil.copymode(path, part)  # others of an office may write it too, or only its owner may read it
        for path, part in parts.items():
            try:
                part.replace(path)
            except OSError as error:
                refused[path] = error
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return refused


def new_folders(paths: Iterable[Path]) -> list[Path]:
    """The folders that writing to these paths will make, the deepest first."""
    folders = {folder for path in paths for folder in path.parents if not folder.exists()}
    return sorted(folders, key=lambda folder: len(folder.parts), reverse=True)


def settle(paths: Iterable[Path]) -> None:
    """See to it that files that were written before are on the disk."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        with suppress(OSError), path.open("r+b") as file:
            os.fsync(file.fileno())


def unwritten(path: Path, error: OSError) -> str:
    """Why a file could not be written, and what helps."""
    match error:
        case OSError(errno=number) if number in FULL:
            why = "cakram penuh"
        case IsADirectoryError():
            why = "sudah ada folder dengan nama itu"
        case PermissionError():
            why = "tutup dulu bila sedang dibuka di Excel, atau periksa izin foldernya"
        case FileExistsError() | NotADirectoryError():
            why = "folder tujuannya ternyata berkas"
        case _:
            why = reason(error)
    return f"{path.as_posix()} tidak dapat ditulis: {why}."
