"""Puts a whole site in its place in one step: the last complete one stays until the new one is complete."""

from __future__ import annotations

import ctypes
import json
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from sopgen.diagnostics import UsageProblem
from sopgen.reading.files import SITE_FILE

NEW, OLD = "baru-", "lama-"
WAIT = 3.0
"""seconds that another build is waited for"""
_HERE = -100
"""AT_FDCWD of Linux"""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS"""


def refuse_foreign(site: Path) -> None:
    """A folder that holds something else than a site is never replaced."""
    if site.exists() and not site.is_dir():
        raise UsageProblem(f"{site} sudah ada dan bukan folder.")
    if site.is_dir() and any(site.iterdir()) and not _known(site):
        raise UsageProblem(
            f"Folder {site} berisi hal lain dan bukan situs buatan sopgen: pilih folder lain atau kosong."
        )


def _known(site: Path) -> dict[str, Any]:
    try:
        found = json.loads((site / SITE_FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("berkas"), dict) else {}


@contextmanager
def locked(state: Path) -> Iterator[None]:
    """One build at a time. The system frees the lock of a build that was killed."""
    state.mkdir(parents=True, exist_ok=True)
    with (state / "kunci").open("a+b") as file:
        patience = time.monotonic() + WAIT
        while not _lock(file):
            if time.monotonic() > patience:
                raise UsageProblem("Situs ini sedang dibangun oleh proses lain; tunggu sampai selesai.")
            time.sleep(0.1)
        yield


def _lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.lockf(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)  # which helpers do not inherit
    except OSError:
        return False
    return True


def recover(state: Path, site: Path) -> None:
    """Clear up after a build that was interrupted; where systems cannot exchange folders, put the site back."""
    for old in sorted(state.glob(f"{OLD}*")):
        if not site.exists() and _known(old):
            old.rename(site)
    for left in [*state.glob(f"{NEW}*"), *state.glob(f"{OLD}*")]:
        shutil.rmtree(left, ignore_errors=True)


def is_current(site: Path, identity: str) -> bool:
    """Whether the site has these contents already and nobody took anything away."""
    mark = _known(site)
    if mark.get("sidik") != identity:
        return False
    try:
        return all((site / name).stat().st_size == size for name, size in mark["berkas"].items())
    except OSError:
        return False


def publish(site: Path, state: Path, files: Mapping[str, Path | bytes], identity: str) -> None:
    """Make the site of these files: address -> its bytes, or a file that holds them."""
    new = state / f"{NEW}{secrets.token_hex(4)}"
    try:
        for folder in {new.joinpath(name).parent for name in files}:
            folder.mkdir(parents=True, exist_ok=True)
        sizes = {name: _place(new / name, content) for name, content in sorted(files.items())}
        mark = {"sidik": identity, "berkas": sizes}
        _place(new / SITE_FILE, json.dumps(mark, separators=(",", ":"), sort_keys=True).encode())
        _exchange(new, site, state)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _place(path: Path, content: Path | bytes) -> int:
    if isinstance(content, bytes):
        path.write_bytes(content)
        return len(content)
    try:
        os.link(content, path)
    except OSError:  # file systems without links, or too many of them
        shutil.copyfile(content, path)
    return path.stat().st_size


def _exchange(new: Path, site: Path, state: Path) -> None:
    if not site.exists():
        site.parent.mkdir(parents=True, exist_ok=True)
        new.rename(site)
        return
    if _swapped(new, site):
        old = new
    else:
        old = state / f"{OLD}{secrets.token_hex(4)}"
        site.rename(old)
        new.rename(site)
    _bring_along(old, site)
    shutil.rmtree(old, ignore_errors=True)


def _swapped(one: Path, other: Path) -> bool:
    """Exchange two folders so that there is one at each name at any moment; False where the system cannot."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(one), os.fsencode(other)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, _EXCHANGE) == 0)
        return bool(library.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0)
    except (OSError, AttributeError, TypeError):
        return False


def _bring_along(old: Path, site: Path) -> None:
    """What people put into the site's folder themselves (CNAME, .git) is kept."""
    ours = {name.split("/")[0] for name in _known(old).get("berkas", {})} | {SITE_FILE}
    for path in old.iterdir():
        if path.name not in ours and not (site / path.name).exists():
            with suppress(OSError):
                path.rename(site / path.name)
