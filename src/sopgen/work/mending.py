"""Mends SOP files: reads one, has its fixes made, and writes it back whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sopgen.diagnostics import Level, UsageProblem
from sopgen.editing.fixes import Mended, mend
from sopgen.reading import Reading, read_text
from sopgen.reading.files import reason
from sopgen.reading.loader import read_bytes
from sopgen.work.chain import checked, said
from sopgen.work.files import put
from sopgen.work.jobs import Job


@dataclass(frozen=True, slots=True)
class MendedFile:
    """What became of one file."""

    old: str
    mended: Mended
    failure: str = ""
    """why nothing was done; for the user"""


def mend_file(job: Job, levels: Collection[Level], codes: Collection[str], keep: bool) -> MendedFile:
    """The file with its fixes made; `keep`: leave the file itself as it is."""
    try:
        old = _text(job)
        folder = Path() if job.content is not None else job.source.parent

        def look(text: str) -> Reading:
            return checked(read_text(text, job.name, folder))

        mended = mend(old, look, levels, codes)
        if mended.text != old and not keep and job.content is None:
            put(job.source, mended.text.encode())
        return MendedFile(old, mended)
    except Exception as error:
        return MendedFile("", Mended(""), said(error))


def _text(job: Job) -> str:
    """The file's text with its line ends and byte order mark; UsageProblem where it is none."""
    try:
        source = read_bytes(job.source) if job.content is None else job.content
        return source.decode()
    except OSError as error:
        raise UsageProblem(f"tidak dapat dibaca: {reason(error)}.") from None
    except UnicodeDecodeError:
        raise UsageProblem("bukan teks UTF-8; simpan ulang sebagai UTF-8, lalu coba lagi.") from None
