"""Finds which SOPs a command works on, and where the documents of each go."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sopgen.diagnostics import UsageProblem, nearest
from sopgen.reading.files import LIBRARY_FILE, bare, is_yaml, reason, sop_files
from sopgen.reading.loader import MAX_BYTES

STDIN = "-"
STDIN_NAME = "<stdin>"


class Job(NamedTuple):
    """One SOP to work on."""

    source: Path
    """`-` for standard input"""
    target: Path
    """where its documents go, without suffix"""
    content: bytes | None = None
    """what standard input held"""

    @property
    def name(self) -> str:
        return STDIN_NAME if self.content is not None else self.source.as_posix()


def find(paths: Iterable[Path], directory: Path | None) -> list[Job]:
    """The SOPs that paths name, each once, in order; `directory` is where documents go (None: beside the input)."""
    jobs: dict[tuple[str, str], Job] = {}
    for path in paths:
        for named in _expanded(path):
            for job in _jobs(named, directory):
                jobs.setdefault((os.path.realpath(job.source), os.path.realpath(job.target)), job)
    return list(jobs.values())


def _expanded(path: Path) -> list[Path]:
    """What a path with wildcards stands for, which the shells of Windows leave to the programs; else the path."""
    pattern = str(path)
    if not glob.has_magic(pattern) or path.exists():
        return [path]
    found = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes hidden files and refuses `a**`
    return sorted(map(Path, found)) or [path]


def _jobs(path: Path, directory: Path | None) -> Iterator[Job]:
    if str(path) == STDIN:
        try:
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        except OSError as error:
            raise UsageProblem(f"Masukan baku tidak dapat dibaca: {reason(error)}.") from None
        yield Job(path, (directory or Path()) / "sop", content)
    elif path.is_dir():
        found = sorted(search(path))
        if not found:
            raise UsageProblem(f"Tidak ada berkas SOP (*.yaml, *.yml) di folder {path}.")
        for source in found:
            place = (directory / source.relative_to(path)) if directory else source
            yield Job(source, bare(place))
    elif not os.path.lexists(path):
        raise UsageProblem(missing(path))
    elif told := no_sop(path):
        raise UsageProblem(f"{path} {told}")
    else:
        yield Job(path, bare((directory / path.name) if directory else path))


def missing(path: Path) -> str:
    """That a path leads to nothing, and the file or folder that it probably means."""
    if (text := path.with_name(f"{path.name}.txt")).exists():
        return f"{path} tidak ada; {text} {no_sop(text)}"
    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if entry.is_dir() or is_yaml(entry.name))
    except OSError:
        names = []
    near = nearest(path.name, names)
    return f"{path} tidak ada." + (f" Mungkin maksudnya {path.with_name(near)}?" if near else "")


def no_sop(path: Path) -> str:
    """What a file that is named by mistake is, and what to do with it; empty where it may be an SOP."""
    name, plain = path.name, path.with_suffix("").name
    match path.suffix.casefold():
        case ".txt" if is_yaml(plain):
            return f"disimpan sebagai berkas teks oleh Notepad: ganti namanya menjadi {plain}."
        case ".xlsx" | ".xlsm" | ".pdf":
            return f"bukan berkas YAML. Untuk mengambil SOP di dalamnya: sopgen import {name} -o {path.stem}.yaml"
        case ".xls" | ".doc" | ".docx":
            return "bukan berkas YAML; `sopgen import` mengambil SOP dari .xlsx dan dari PDF."
        case ".html" | ".svg" | ".png":
            return f"adalah dokumen yang dibuat sopgen; yang diperiksa dan digambar adalah {plain}.yaml."
    return ""


def search(folder: Path) -> Iterator[Path]:
    """The SOP files in a folder and below it; UsageProblem where one of the folders cannot be read."""

    def refuse(error: OSError) -> None:
        raise UsageProblem(f"Folder {error.filename} tidak dapat dibaca: {reason(error)}.")

    return sop_files(folder, refuse)


def sops(jobs: Sequence[Job]) -> list[Job]:
    """Without a sopgen.yaml, which `*.yaml` names too; UsageProblem where nothing else is named."""
    found = [job for job in jobs if job.source.name != LIBRARY_FILE]
    if jobs and not found:
        raise UsageProblem(f"{jobs[0].source} adalah isian bersama pustaka, bukan SOP.")
    return found


def rivals(jobs: Iterable[Job]) -> dict[Job, Job]:
    """The jobs whose documents would be the same files as another's -> that other (`surat.yaml` and `surat.yml`)."""
    by_target: dict[str, list[Job]] = {}
    for job in jobs:
        by_target.setdefault(os.path.normcase(os.path.realpath(job.target)), []).append(job)
    shared = [group for group in by_target.values() if len(group) > 1]
    return {job: group[0] if job is not group[0] else group[1] for group in shared for job in group}
