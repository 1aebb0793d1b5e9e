"""Turns an SOP file, or a folder of them, into what its page shows, anew whenever what it was made from changes."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sopgen.diagnostics import Finding
from sopgen.library import forget, register_around, register_of
from sopgen.library.entries import resolved
from sopgen.library.links import named_files
from sopgen.library.register import Entry
from sopgen.reading import read
from sopgen.reading.files import sop_files
from sopgen.reading.layers import display, looked_for
from sopgen.render.notices import SMALL
from sopgen.report import ordered
from sopgen.report.objects import entry_of
from sopgen.rules import check_library, check_print
from sopgen.work.chain import checked, draw_reading, said

QUIET = 0.05
"""seconds in which nothing may change before a page is made: editors save in several steps"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one page shows."""

    title: str
    document: str = ""
    """the HTML of the SOP as it prints; empty as long as no save could be drawn"""
    findings: tuple[dict[str, Any], ...] = ()
    """as in the JSON report, each with `absolute`, the file's whole path, for editors"""
    entries: tuple[dict[str, Any], ...] = ()
    """of a library: its SOPs, as rows of the register"""
    broken: str = ""
    """why the newest save could not be drawn; then `document` is of an earlier one"""
    epoch: int = 0
    """grows by one with every new content of the page"""


Stamps = dict[Path, tuple[int, int] | None]
"""path -> (time of change in ns, bytes); None where there is no such file: one that comes is a change too. That works
on network drives and needs no library."""


def stamps_of(paths: Iterable[Path]) -> Stamps:
    """The paths as they are now."""
    stamps: Stamps = {}
    for path in paths:
        try:
            status = os.stat(path)  # noqa: PTH116 - asked ten times a second
            stamps[path] = status.st_mtime_ns, status.st_size
        except (OSError, ValueError):
            stamps[path] = None
    return stamps


class Pages:
    """The pages of a preview: one SOP is the page "", of a folder that is the register and each SOP's path a page."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.is_folder = root.is_dir()
        self._made: dict[str, tuple[Shown, Stamps]] = {}
        self._making = threading.Lock()

    def newest(self, name: str) -> Shown | None:
        """A page as the files are now; None where there is no such page. A save that cannot be drawn keeps the document
        of the last one that could."""
        with self._making:
            shown, stamps = self._made.get(name, (Shown(name), Stamps()))
            if not shown.epoch and not self._has(name):
                return None
            now = stamps_of(stamps)
            if not shown.epoch or now != stamps:
                while now != stamps:
                    time.sleep(QUIET)
                    stamps, now = now, stamps_of(now)
                new, stamps = self._make(name)
                shown = replace(new, document=new.document or shown.document, epoch=shown.epoch + 1)
                self._made[name] = shown, stamps
            return shown

    def _has(self, name: str) -> bool:
        """Whether there is such a page: only SOP files below the folder are shown."""
        path = self._path(name)
        return not name or (self.is_folder and path.is_relative_to(self.root) and path in set(sop_files(self.root)))

    def _path(self, name: str) -> Path:
        return Path(os.path.normpath(self.root / name))

    def _make(self, name: str) -> tuple[Shown, Stamps]:
        """A page, and the paths it depends on as they were before they were read."""
        forget()
        if self.is_folder and not name:
            files = sorted(sop_files(self.root))
            stamps = stamps_of([*files, *{path.parent for path in files}, self.root])
            known, rows = register_of(self.root).by_path, []
            for file in files:  # an SOP without a title goes by its file's name
                place, entry = file.relative_to(self.root).as_posix(), known.get(file, Entry(file, ""))
                row = {"sop": place, "judul": entry.judul or place, "nomor": entry.nomor or "", "status": entry.status}
                rows.append(row)
            return Shown(f"Pustaka {self.root.name}", entries=tuple(rows)), stamps
        path = self._path(name)
        stamps = stamps_of([path, *(file for file, _ in looked_for(path.parent))])
        try:
            return _sop(path, stamps), stamps
        except Exception as error:  # the page says why, and the next save may be well
            return Shown(path.name, broken=said(error)), stamps


def _sop(path: Path, stamps: Stamps) -> Shown:
    """The page of one SOP; the files that its drawing depends on are added to `stamps`."""
    reading = checked(read(Path(display(path))), date.today())
    found = [*reading.findings, *_among_others(path)]
    document, broken = "", "Berkas belum dapat digambar; betulkan dulu galatnya."
    if reading.sop and not any(finding.refuses for finding in found):
        logo = reading.sop.instansi.logo
        stamps |= stamps_of([*([reading.folder / logo] if logo else []), *named_files(reading)])
        made = draw_reading(reading, ["html"])
        document, broken = made.files.get("html", b"").decode(), made.problems.get("html", "")
        found += [small for n in made.notices if n.kind == SMALL for small in check_print(reading, n.used)]
    told = tuple(entry_of(one) | {"absolute": Path(one.file).resolve().as_posix()} for one in ordered(found, ()))
    return Shown(reading.sop.judul if reading.sop else path.name, document, told, broken=broken)


def _among_others(path: Path) -> tuple[Finding, ...]:
    """What the file's place in its library is found to be."""
    register = register_around(path.parent)
    entry = register.by_path.get(resolved(path))
    return check_library(entry, register) if entry else ()
