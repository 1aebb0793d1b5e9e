"""The command `render`: SOPs become documents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sopgen import report
from sopgen.commands.terminal import complain, has_bar, say, tracked
from sopgen.commands.values import Paths
from sopgen.diagnostics import UsageProblem

if TYPE_CHECKING:
    from sopgen.work.batch import Outcome


def render(
    paths: Paths,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Dokumen Excel (baku bila format tidak dipilih).")] = False,
    html: Annotated[bool, typer.Option("--html", help="Halaman web satu berkas, dapat dicetak.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="PDF/A, siap ditandatangani secara elektronik.")] = False,
    svg: Annotated[bool, typer.Option("--svg", help="Bagan alir sebagai SVG; yang panjang juga per lembar.")] = False,
    png: Annotated[bool, typer.Option("--png", help="Bagan alir sebagai PNG; yang panjang juga per lembar.")] = False,
    dot: Annotated[bool, typer.Option("--dot", help="Bagan alir sebagai sumber Graphviz.")] = False,
    dpi: Annotated[
        float, typer.Option("--dpi", metavar="DPI", min=36, max=1200, help="Titik per inci PNG, 36 sampai 1200.")
    ] = 200,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Folder tujuan; tanpa ini, di sebelah masukannya."),
    ] = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Timpa juga buku kerja yang sudah disunting orang.")] = False,
    dengan_sumber: Annotated[
        bool, typer.Option("--dengan-sumber", help="Sertakan berkas YAML-nya di dalam buku kerja.")
    ] = False,
) -> int:
    """Membuat dokumen resmi: Excel, HTML, PDF, dan bagan alir."""
    wishes = {"xlsx": xlsx, "html": html, "pdf": pdf, "svg": svg, "png": png, "dot": dot}
    if output and output.suffix.lower().removeprefix(".") in wishes and not output.is_dir():
        raise UsageProblem(
            f"{output} adalah nama berkas, sedangkan -o menunjuk folder: tulis -o {output.parent}; "
            "dokumen di dalamnya bernama seperti berkas YAML-nya."
        )
    from sopgen.render.notices import Notice, told
    from sopgen.work.batch import Wishes, render_files
    from sopgen.work.jobs import find, sops

    jobs = sops(find(paths, output))
    formats = tuple(name for name, wanted in wishes.items() if wanted) or ("xlsx",)
    done = render_files(jobs, Wishes(formats, dpi, timpa, dengan_sumber))
    outcomes: Iterable[Outcome] = tracked("Membuat dokumen", done, len(jobs))
    if has_bar(len(jobs)):
        outcomes = list(outcomes)  # lines would tear the bar
    status, notices = 0, set[Notice]()
    for outcome in outcomes:
        _show_rendered(outcome)
        status, notices = max(status, outcome.status), notices | outcome.notices
    if notices:
        complain(told(notices))
    return status


def _show_rendered(outcome: Outcome) -> None:
    """What was written, and on the error stream why something was not."""
    for finding in outcome.findings:
        if finding.refuses:
            complain("\n".join(report.finding_lines(finding)))
    for failure in outcome.failures:
        complain(report.printable(f"{outcome.name}: {failure}"))
    counted = [f"{n} {report.LEVELS[level]}" for level, n in report.counts(outcome.findings).items() if n]
    note = f"  ({', '.join(counted)}; lihat `sopgen validate`)" if counted else ""
    for path in outcome.written:
        say(report.printable(path.as_posix() + note))
        note = ""
    if outcome.refused:
        complain(report.printable(f"{outcome.name}: tidak dibuat; betulkan dulu galat di atas."))
