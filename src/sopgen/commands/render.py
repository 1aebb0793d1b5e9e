"""The command `render`: SOPs become documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sopgen import pipeline, report
from sopgen.commands.terminal import complain, has_bar, progress, say
from sopgen.diagnostics import Finding, UsageProblem

if TYPE_CHECKING:
    from sopgen.render.notices import Notice


def render(
    paths: list[Path],
    xlsx: bool = False,
    html: bool = False,
    pdf: bool = False,
    svg: bool = False,
    png: bool = False,
    dot: bool = False,
    dpi: float = 200,
    output: Path | None = None,
) -> int:
    """The documents of each SOP, beside its file or in the folder `output`; xlsx where no format is named."""
    wishes = {"xlsx": xlsx, "html": html, "pdf": pdf, "svg": svg, "png": png, "dot": dot}
    if output and output.suffix.lower().removeprefix(".") in wishes and not output.is_dir():
        raise UsageProblem(
            f"{output} adalah nama berkas, sedangkan -o menunjuk folder: tulis -o {output.parent}; "
            "dokumen di dalamnya bernama seperti berkas YAML-nya."
        )
    jobs = pipeline.sops(pipeline.find(paths, output))
    formats = [name for name, wanted in wishes.items() if wanted] or ["xlsx"]
    held: list[pipeline.Outcome] = []
    notices: set[Notice] = set()
    hold = has_bar(len(jobs))
    with progress() as begin:
        advance = begin("Membuat dokumen", len(jobs))

        def tell(outcome: pipeline.Outcome) -> None:
            advance()
            if hold:
                held.append(outcome)  # lines would tear the bar
            else:
                _show_rendered(outcome)
            notices.update(outcome.notices)

        status = pipeline.render_files(jobs, formats, tell, dpi)
    for outcome in held:
        _show_rendered(outcome)
    if notices:
        from sopgen.render.notices import told

        complain(told(notices))
    return status


def _show_rendered(outcome: pipeline.Outcome) -> None:
    """What was written, and on the error stream why something was not."""
    for finding in outcome.findings:
        if finding.refuses:
            complain("\n".join(report.finding_lines(finding)))
    if outcome.failure:
        complain(report.printable(f"{outcome.name}: {outcome.failure}"))
    note = _other_findings(outcome.findings)
    for path in outcome.written:
        say(report.printable(path.as_posix() + note))
        note = ""
    if outcome.refused and not outcome.failure:
        complain(report.printable(f"{outcome.name}: tidak dibuat; betulkan dulu galat di atas."))


def _other_findings(findings: Sequence[Finding]) -> str:
    counted = [f"{n} {report.LEVELS[level]}" for level, n in report.counts(findings).items() if n]
    return f"  ({', '.join(counted)}; lihat `sopgen validate`)" if counted else ""
