"""Draws which room of sopgen imports which into docs/architecture.md, between its two marks.

An arrow that others already imply is left out: where site imports work and work imports rules, none goes from site to
rules.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "sopgen"
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- drawn by tools/draw_architecture.py -->\n", "<!-- end of the drawing -->\n"
OUTSIDE = {"", "__main__", "diagnostics", "resources"}
"""what every room uses, and the package itself"""


def room_of(module: str) -> str:
    return [*module.split("."), ""][1]


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All of a module's syntax."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def arrows() -> dict[str, set[str]]:
    """Room -> the rooms that it imports."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).with_suffix("").parts[0]
        imports = found.setdefault(room, set())
        for node in nodes(path):
            if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] == "sopgen":
                names = [node.module] if "." in str(node.module) else [f"sopgen.{name.name}" for name in node.names]
                imports |= {room_of(str(name)) for name in names}
    rooms = found.keys() - OUTSIDE - {"__init__"}
    return {room: (found[room] & rooms) - {room} for room in rooms}


def reduced(graph: dict[str, set[str]]) -> dict[str, list[str]]:
    """Without the arrows that others imply."""

    def reach(room: str) -> set[str]:
        return graph[room] | {far for near in graph[room] for far in reach(near)}

    return {
        room: sorted(near for near in graph[room] if not any(near in reach(other) for other in graph[room] - {near}))
        for room in graph
    }


def drawing() -> str:
    lines = [f"    {room} --> {near}" for room, rooms in sorted(reduced(arrows()).items()) for near in rooms]
    return "\n".join(["```mermaid", "flowchart TD", *lines, "```", ""])


def drawn(page: str) -> str:
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + drawing() + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
