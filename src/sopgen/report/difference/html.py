"""Differences as one self-contained page: the changes as tables, both drawings beside each other, the matrix."""

from __future__ import annotations

from markupsafe import Markup

from sopgen.report.difference.content import SAID, Differences, SopDifference, State, counted, heading, matrix_rows
from sopgen.resources import page_templates, template_dir

SIGNS = (("+", "ditambah"), ("−", "dihapus"), ("≠", "berubah"), ("⇅", "pindah"))


def render(differences: Differences, heads: str = "") -> str:
    """`heads`: the arrow heads that the drawings refer to."""

    environment = page_templates("difference")
    said = heading(differences)
    shown = [sop for sop in differences.sops if len(differences.sops) == 1 or _is_worth_showing(sop)]
    page = environment.get_template("page.html.j2").render(
        heading=said[:1].upper() + said[1:],
        sops=[_shown(number, sop) for number, sop in enumerate(shown, 1)],
        several=len(shown) > 1,
        shared=differences.shared,
        findings=differences.findings,
        matrix=matrix_rows(differences.matrix) if differences.with_matrix and len(differences.sops) > 1 else [],
        with_matrix=differences.with_matrix,
        heads=Markup(heads),
        signs=SIGNS,
        css=Markup((template_dir() / "difference" / "style.css").read_text(encoding="utf-8").strip()),
    )
    return page.rstrip("\n") + "\n"


def _is_worth_showing(sop: SopDifference) -> bool:
    return bool(sop.entries) or sop.state is State.UNREADABLE


def _shown(number: int, sop: SopDifference) -> dict[str, object]:
    said = counted(sop.entries) if sop.entries else SAID[sop.state]
    return {
        "id": f"sop-{number}",
        "sop": sop,
        "said": said[:1].upper() + said[1:],
        "screen": [Markup(part) for part in sop.views.screen] if sop.views else [],
        "paper": [Markup(part) for part in sop.views.paper] if sop.views else [],
        "matrix": matrix_rows(sop.matrix),
    }
