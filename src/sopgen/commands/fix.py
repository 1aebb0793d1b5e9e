"""The command `fix`: applies the corrections that findings name, and leaves everything else as it was written."""

from __future__ import annotations

from collections import Counter
from difflib import unified_diff
from typing import Annotated

import typer

from sopgen.commands.terminal import complain, say, show
from sopgen.commands.values import Paths, known_code
from sopgen.diagnostics import Level
from sopgen.report import printable


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
    from sopgen.rules import RULES
    from sopgen.work.jobs import find
    from sopgen.work.mending import mend_file

    levels = {Level.SAFE, Level.BOLD} if berani else {Level.SAFE}
    codes = {
        known_code(code.strip(), [rule.code for rule in RULES]) for code in (aturan or "").split(",") if code.strip()
    }
    status, done, left = 0, 0, 0
    for job in find(paths, None):
        outcome = mend_file(job, levels, codes, keep=tinjau)
        mended = outcome.mended
        done, left = done + len(mended.done), left + len(mended.left)
        status = max(status, 2 if outcome.failure else 1 if mended.faulty or (tinjau and mended.done) else 0)
        failures = [outcome.failure] if outcome.failure else []
        failures += [
            f"perbaikan {finding.code} di baris {finding.span.line} dilewati, karena akan mengubah yang lain; "
            "ini kesalahan sopgen, mohon laporkan beserta berkasnya."
            for finding in mended.faulty
        ]
        for line in failures:
            complain(printable(f"{job.name}: {line}"))
        if tinjau:
            old, new = (text.splitlines(keepends=True) for text in (outcome.old, mended.text))
            for line in unified_diff(old, new, job.name, job.name):
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
