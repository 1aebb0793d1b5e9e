"""Turns an SOP file, or a folder of them, into what its page shows, with every path that this depends on."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sopgen.diagnostics import Finding, UsageProblem
from sopgen.library import forget, library_root, register_of
from sopgen.library.links import named_files
from sopgen.library.register import Entry
from sopgen.model import Sop
from sopgen.preview.state import Shown
from sopgen.preview.watch import Stamps, stamps_of
from sopgen.reading import Reading, read_text
from sopgen.reading.files import reason, sop_files
from sopgen.reading.layers import display, looked_for
from sopgen.reading.loader import read_bytes
from sopgen.report import FORMATS, Report, ordered
from sopgen.rules import check_library
from sopgen.work.chain import checked, draw_reading


@dataclass(frozen=True, slots=True)
class Made:
    """A page and what it was made from."""

    shown: Shown
    stamps: Stamps


class Pages:
    """The pages of a preview: one SOP is the page "", of a folder that is the register and each SOP's path a page."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.is_folder = root.is_dir()

    def has(self, name: str) -> bool:
        """Whether there is such a page: only SOP files below the folder are shown."""
        if not name:
            return True
        path = self._path(name)
        return self.is_folder and path.is_relative_to(self.root) and path in set(sop_files(self.root))

    def make(self, name: str, today: date) -> Made:
        """A page as the files are now."""
        forget()
        return self._register() if self.is_folder and not name else _sop(self._path(name), today)

    def _path(self, name: str) -> Path:
        return Path(os.path.normpath(self.root / name)) if name else self.root

    def _register(self) -> Made:
        files = sorted(sop_files(self.root))
        stamps = stamps_of([*files, *{path.parent for path in files}, self.root])
        known = register_of(self.root).by_path
        entries = tuple(self._row(path, known.get(path)) for path in files)
        return Made(Shown(f"Pustaka {self.root.name}", entries=entries), stamps)

    def _row(self, path: Path, entry: Entry | None) -> dict[str, str]:
        """What the register says of a file; its own name where it cannot be read."""
        name = path.relative_to(self.root).as_posix()
        return {
            "sop": name,
            "judul": (entry and entry.judul) or name,
            "nomor": (entry and entry.nomor) or "",
            "status": entry.status.value if entry else "",
        }


def _sop(path: Path, today: date) -> Made:
    stamps = stamps_of([path, *(file for file, _ in looked_for(path.parent))])
    try:
        reading = checked(read_text(read_bytes(path), display(path), path.parent), today)
        found = [*reading.findings, *_among_others(path)]
    except OSError as error:
        return Made(Shown(path.name, broken=f"{path.name} tidak dapat dibaca: {reason(error)}."), stamps)
    except UsageProblem as problem:
        return Made(Shown(path.name, broken=str(problem)), stamps)
    document, broken = "", "Berkas belum dapat digambar; betulkan dulu galatnya."
    if reading.sop and not any(finding.refuses for finding in found):
        stamps |= stamps_of([*_logo(reading, reading.sop), *named_files(reading)])
        made = draw_reading(reading, ["html"])
        document, broken = made.files.get("html", {}).get(".html", b"").decode(), made.problems.get("html", "")
    title = reading.sop.judul if reading.sop else path.name
    return Made(Shown(title, document, _as_data(found), broken=broken), stamps)


def _among_others(path: Path) -> list[Finding]:
    """What the file's place in its library is found to be."""
    root = library_root(path.parent)
    register = register_of(root) if root else None
    entry = register.by_path.get(Path(os.path.realpath(path))) if register else None
    return list(check_library(entry, register)) if register and entry else []


def _logo(reading: Reading, sop: Sop) -> list[Path]:
    return [reading.folder / sop.instansi.logo] if sop.instansi.logo else []


def _as_data(found: list[Finding]) -> tuple[dict[str, object], ...]:
    """As in the JSON report, each with the whole path of its file, which editors open it by."""
    files = list(dict.fromkeys(finding.file for finding in found))
    report = json.loads(FORMATS["json"](Report(ordered(found, files), files)))
    return tuple(entry | {"absolute": Path(entry["file"]).resolve().as_posix()} for entry in report["findings"])
