"""Differences as one self-contained page: the changes as tables, both drawings beside each other, the matrix."""

from __future__ import annotations

from sopgen.compare.differences import Differences, State, capital
from sopgen.compare.matrix import as_table
from sopgen.render.markup import page_templates
from sopgen.render.sheet_svg import Kind


def render(differences: Differences) -> str:
    environment = page_templates("difference")
    environment.filters |= {"kapital": capital, "tabel": as_table}
    several = len(differences.sops) > 1
    shown = [sop for sop in differences.sops if not several or sop.entries or sop.state is State.UNREADABLE]
    page = environment.get_template("page.html.j2").render(
        heading=differences.heading,
        sops=shown,
        shared=differences.shared,
        findings=differences.findings,
        matrix=differences.matrix if differences.with_matrix and several else (),
        with_matrix=differences.with_matrix,
        kinds=list(Kind),
        moved=Kind.MOVED,
    )
    return page.rstrip("\n") + "\n"
