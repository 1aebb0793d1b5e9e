"""Differences as one self-contained page: the changes as tables, both drawings beside each other, the matrix."""

from __future__ import annotations

from markupsafe import Markup

from sopgen.compare.differences import Differences, SopDifference, State, capital
from sopgen.compare.matrix import as_table
from sopgen.render.markup import number
from sopgen.render.sheet_svg import Kind
from sopgen.render.svg import heads
from sopgen.resources import page_templates, template_dir


def render(differences: Differences) -> str:
    environment = page_templates("difference")
    environment.filters["angka"] = number
    several = len(differences.sops) > 1
    shown = [sop for sop in differences.sops if not several or sop.entries or sop.state is State.UNREADABLE]
    page = environment.get_template("page.html.j2").render(
        heading=differences.heading,
        sops=[_shown(number, sop) for number, sop in enumerate(shown, 1)],
        several=len(shown) > 1,
        shared=differences.shared,
        findings=differences.findings,
        matrix=as_table(differences.matrix) if differences.with_matrix and several else [],
        with_matrix=differences.with_matrix,
        heads=Markup(heads()),
        kinds=list(Kind),
        moved=Kind.MOVED,
        css=Markup((template_dir() / "difference" / "style.css").read_text(encoding="utf-8").strip()),
    )
    return page.rstrip("\n") + "\n"


def _shown(number: int, sop: SopDifference) -> dict[str, object]:
    return {
        "id": f"sop-{number}",
        "sop": sop,
        "said": capital(sop.said),
        "matrix": as_table(sop.matrix),
    }
