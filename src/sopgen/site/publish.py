"""Puts a whole site in its place in one step: the last complete one stays until the new one is complete."""

from __future__ import annotations

import ctypes
import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from sopgen.diagnostics import UsageProblem
from sopgen.reading.files import SITE_FILE
from sopgen.reading.loader import read_bytes
from sopgen.site.cache import file_hash
from sopgen.work.files import settle

NEW, OLD = "baru-", "lama-"
WAIT = 3.0
"""seconds that another build is waited for"""
AT_FDCWD, RENAME_EXCHANGE = -100, 2
"""of renameat2, Linux: relative to the working folder; exchange"""
RENAME_SWAP = 2
"""of renamex_np, macOS"""


def refuse_foreign(site: Path) -> None:
    """A folder that holds something else than a site is never replaced."""
    if site.exists() and not site.is_dir():
        raise UsageProblem(f"{site} sudah ada dan bukan folder.")
    if site.is_dir() and any(site.iterdir()) and not published(site):
        if (site / SITE_FILE).exists():
            raise UsageProblem(
                f"Catatan situs {site / SITE_FILE} rusak: simpan dulu yang Anda taruh sendiri di folder {site}, hapus "
                "folder itu, lalu bangun lagi."
            )
        raise UsageProblem(
            f"Folder {site} berisi hal lain dan bukan situs buatan sopgen: pilih folder lain atau kosong."
        )


def published(site: Path) -> dict[str, str]:
    """The files of a site as it was published: address -> hash; none where no site of ours stands."""
    try:
        found = json.loads(read_bytes(site / SITE_FILE, None))["berkas"]
    except (OSError, ValueError, LookupError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


@contextmanager
def locked(state: Path) -> Iterator[None]:
    """One build at a time. The system frees the lock of a build that was killed."""
    state.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(state / "kunci", timeout=WAIT):
            yield
    except Timeout:
        raise UsageProblem("Situs ini sedang dibangun oleh proses lain; tunggu sampai selesai.") from None


def recover(state: Path, site: Path) -> None:
    """Clear up after a build that was interrupted; where systems cannot exchange folders, put the site back."""
    for old in sorted(state.glob(f"{OLD}*")):
        if not site.exists() and published(old):
            old.rename(site)
    for left in [*state.glob(f"{NEW}*"), *state.glob(f"{OLD}*")]:
        shutil.rmtree(left, ignore_errors=True)


def is_current(site: Path, hashes: Mapping[str, str]) -> bool:
    """Whether the site holds just these files (address -> hash), each as it was published."""
    return published(site) == hashes and all(file_hash(site / name) == held for name, held in hashes.items())


def edited_workbooks(site: Path) -> dict[str, bytes]:
    """The workbooks of SOPs in the site that somebody edited since they were published: address -> content."""
    found = {}
    for name, held in published(site).items():
        path = site / name
        if name.startswith("sop/") and name.endswith(".xlsx") and path.is_file() and file_hash(path) != held:
            from sopgen.importing.own import changed_by_hand

            data = path.read_bytes()
            if changed_by_hand(data):
                found[name] = data
    return found


def publish(site: Path, state: Path, files: Mapping[str, Path | bytes], hashes: Mapping[str, str]) -> None:
    """Make the site of these files: address -> its bytes, or a file that holds them."""
    new = state / f"{NEW}{secrets.token_hex(4)}"
    mark = json.dumps({"berkas": hashes}, separators=(",", ":"), sort_keys=True).encode()
    try:
        for folder in {new.joinpath(name).parent for name in files}:
            folder.mkdir(parents=True, exist_ok=True)
        for name, content in sorted(files.items()):
            _place(new / name, content)
        _place(new / SITE_FILE, mark)
        settle(new / name for name in [*files, SITE_FILE])
        _exchange(new, site, state)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _place(path: Path, content: Path | bytes) -> None:
    if isinstance(content, bytes):
        path.write_bytes(content)
        return
    try:
        os.link(content, path)
    except OSError:  # file systems without links, or too many of them
        shutil.copyfile(content, path)


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
    """Exchange two folders so that there is one at each name at any moment, which Python has no function for. False
    where the system cannot: Windows, some file systems."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            failed = ctypes.CDLL(None).renamex_np(*names, RENAME_SWAP)
        elif sys.platform == "linux":
            failed = ctypes.CDLL(None).renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE)
        else:
            return False
    except AttributeError:  # an old C library
        return False
    return not failed


def _bring_along(old: Path, site: Path) -> None:
    """What people put into the site's folder themselves (CNAME, .git) is kept."""
    ours = {name.split("/")[0] for name in published(old)} | {SITE_FILE}
    for path in old.iterdir():
        if path.name not in ours and not (site / path.name).exists():
            with suppress(OSError):
                path.rename(site / path.name)
