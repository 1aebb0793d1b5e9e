"""The command `fix`: applies the corrections that findings name, and leaves everything else as it was written."""

from __future__ import annotations

from collections import Counter
from difflib import unified_diff
from typing import Annotated

import typer

from sopgen.commands.terminal import complain, say, show
from sopgen.commands.values import Paths
from sopgen.diagnostics import READING_RULES, Finding, Level, UsageProblem, nearest
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
    """Memperbaiki yang sudah pasti: salah ketik, spasi, nomor; yang lain tetap seperti ditulis."""
    from sopgen.work.jobs import find
    from sopgen.work.mending import mend_file

    levels = {Level.SAFE, Level.BOLD} if berani else {Level.SAFE}
    codes = _codes(aturan)
    status, done, left = 0, 0, 0
    for job in find(paths, None):
        outcome = mend_file(job, levels, codes, keep=tinjau)
        mended = outcome.mended
        done, left = done + len(mended.done), left + len(mended.left)
        status = max(status, 2 if outcome.failure else 1 if mended.faulty or (tinjau and mended.done) else 0)
        for line in [outcome.failure] if outcome.failure else map(_our_fault, mended.faulty):
            complain(printable(f"{job.name}: {line}"))
        if tinjau:
            old, new = (text.splitlines(keepends=True) for text in (outcome.old, mended.text))
            for line in unified_diff(old, new, job.name, job.name):
                say(printable(line.rstrip("\r\n")))
        elif job.content is not None:
            show(mended.text, coloured=False)
        elif mended.done:
            say(printable(f"{job.name}: {_told(mended.done)}"))
    complain(_summary(done, left, tinjau))
    return status


def _codes(text: str | None) -> frozenset[str]:
    from sopgen.rules import RULES

    known = [*READING_RULES, *(rule.code for rule in RULES)]
    codes = [code.strip().upper() for code in (text or "").split(",") if code.strip()]
    for code in codes:
        if code not in known:
            near = nearest(code, known)
            raise UsageProblem(f"Aturan `{code}` tidak ada." + (f" Mungkin maksudnya {near}?" if near else ""))
    return frozenset(codes)


def _told(done: tuple[Finding, ...]) -> str:
    """`3 diperbaiki (SOP412 2, SOP107 1)`."""
    codes = Counter(finding.code for finding in done)
    return f"{len(done)} diperbaiki ({', '.join(f'{code} {count}' for code, count in sorted(codes.items()))})"


def _our_fault(finding: Finding) -> str:
    return (
        f"perbaikan {finding.code} di baris {finding.span.line} dilewati, karena akan mengubah yang lain; "
        "ini kesalahan sopgen, mohon laporkan beserta berkasnya."
    )


def _summary(done: int, left: int, shown: bool) -> str:
    what = f"{done} {'dapat ' if shown else ''}diperbaiki" if done else "Tidak ada yang dapat diperbaiki"
    more = f"; {left} lagi dengan `--berani`" if left else ""
    return f"{what}{more}."
