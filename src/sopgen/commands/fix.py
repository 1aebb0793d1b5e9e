"""The command `fix`: applies the corrections that findings name, and leaves everything else as it was written."""

from __future__ import annotations

from collections import Counter
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sopgen.commands.terminal import complain, say, show
from sopgen.commands.values import Paths, known_code
from sopgen.diagnostics import Level, UsageProblem
from sopgen.report import printable

if TYPE_CHECKING:
    from sopgen.editing.fixes import Mended
    from sopgen.work.jobs import Job


def fix(
    paths: Paths,
    tinjau: Annotated[
        bool, typer.Option("--tinjau", help="Tampilkan perubahannya saja; status 1 bila ada yang akan berubah.")
    ] = False,
    aturan: Annotated[
        str | None, typer.Option("--aturan", metavar="KODE,…", help="Hanya perbaikan aturan ini, misalnya SOP412.")
    ] = None,
    berani: Annotated[
        bool, typer.Option("--berani", help="Juga yang mengubah apa yang tercetak, misalnya kata kerja kegiatan.")
    ] = False,
) -> int:
    """Memperbaiki yang sudah pasti: salah ketik, spasi, nomor. Yang lain tetap seperti ditulis."""
    from sopgen.editing.fixes import Mended
    from sopgen.rules import RULES
    from sopgen.work.chain import said
    from sopgen.work.jobs import find

    levels = {Level.SAFE, Level.BOLD} if berani else {Level.SAFE}
    codes = {
        known_code(code.strip(), [rule.code for rule in RULES]) for code in (aturan or "").split(",") if code.strip()
    }
    status, done, left = 0, 0, 0
    for job in find(paths, None):
        try:
            old, mended = _mended(job, levels, codes, keep=tinjau)
        except Exception as error:
            old, mended, status = "", Mended(""), 2
            complain(printable(f"{job.name}: {said(error)}"))
        done, left = done + len(mended.done), left + len(mended.left)
        status = max(status, 1 if mended.faulty or (tinjau and mended.done) else 0)
        failures = [
            f"perbaikan {finding.code} di baris {finding.span.line} dilewati, karena akan mengubah yang lain; "
            "ini kesalahan sopgen, mohon laporkan beserta berkasnya."
            for finding in mended.faulty
        ]
        for line in failures:
            complain(printable(f"{job.name}: {line}"))
        if tinjau:
            was, now = (text.splitlines(keepends=True) for text in (old, mended.text))
            for line in unified_diff(was, now, job.name, job.name):
                say(printable(line.rstrip("\r\n")))
        elif job.content is not None:
            show(mended.text, coloured=False)
        elif mended.done:
            counted = sorted(Counter(finding.code for finding in mended.done).items())
            codes_done = ", ".join(f"{code} {count}" for code, count in counted)
            say(printable(f"{job.name}: {len(mended.done)} diperbaiki ({codes_done})"))
    what = f"{done} {'dapat ' if tinjau else ''}diperbaiki" if done else "Tidak ada yang dapat diperbaiki"
    complain(f"{what}{f'; {left} lagi dengan `--berani`' if left else ''}.")
    return status


def _mended(job: Job, levels: set[Level], codes: set[str], keep: bool) -> tuple[str, Mended]:
    """A file's text with its line ends and byte order mark, and what became of it; `keep`: leave the file as it is."""
    from sopgen.editing.fixes import mend
    from sopgen.reading import read_text
    from sopgen.reading.files import reason
    from sopgen.reading.loader import read_bytes
    from sopgen.work.chain import checked
    from sopgen.work.files import put

    try:
        old = (read_bytes(job.source) if job.content is None else job.content).decode()
    except OSError as error:
        raise UsageProblem(f"tidak dapat dibaca: {reason(error)}.") from None
    except UnicodeDecodeError:
        raise UsageProblem("bukan teks UTF-8; simpan ulang sebagai UTF-8, lalu coba lagi.") from None
    folder = Path() if job.content is not None else job.source.parent
    mended = mend(old, lambda text: checked(read_text(text, job.name, folder)), levels, codes)
    if mended.text != old and not keep and job.content is None:
        put(job.source, mended.text.encode())
    return old, mended
