"""Imports of sopgen point down: no module imports a later stage, a sibling stage, or itself in a circle."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import draw_architecture
import pytest

SOURCE = Path(__file__).parent.parent / "src" / "sopgen"

GROUND, FLOW, ROOM, LANDING, LOFT, CORRIDOR, STREET = range(7)
FLOORS = {
    "": GROUND,  # the package itself: its version
    "diagnostics": GROUND,
    "model": GROUND,
    "resources": GROUND,
    "scene": GROUND,
    "text": GROUND,
    "wording": GROUND,
    "flow": FLOW,
    "reading": ROOM,
    "layout": ROOM,
    "render": ROOM,
    "report": ROOM,
    "importing": LOFT,  # their documents to our files: reads back and draws what it wrote
    "library": LANDING,  # many files read into one register
    "editing": LANDING,  # changes texts that it reads back
    "rules": LOFT,  # of one SOP, and of one among the others of its library
    "api": STREET,
    "site": STREET,
    "preview": STREET,
    "compare": CORRIDOR,  # two readings, their rules' sums and their drawings
    "commands": STREET,
    "work": CORRIDOR,
    "cli": STREET,
    "__main__": STREET,
}
DOORS = {
    ("layout", "sopgen.reading.dates"),  # the day that a document carries, from its date as written
}
"""What a room may take from another on its floor."""


def modules() -> dict[str, Path]:
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = ("sopgen", *path.relative_to(SOURCE).with_suffix("").parts)
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, known: dict[str, Path]) -> set[str]:
    """The modules of sopgen that a module imports, also inside functions."""
    found: set[str] = set()
    for node in draw_architecture.nodes(known[name]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: relative import in line {node.lineno}"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            submodules = inner & set(known)
            found |= submodules
            if len(submodules) < len(inner):
                found.add(str(node.module))
    return {module for module in found if module.split(".")[0] == "sopgen"} - {name}


def part_of(module: str) -> str:
    return [*module.split("."), ""][1]


MODULES = modules()


def test_it_looks_at_the_program() -> None:
    assert {"sopgen", "sopgen.model", "sopgen.scene.document", "sopgen.flow"} <= set(MODULES)
    assert "sopgen.scene.symbols" in imports("sopgen.flow", MODULES)


def test_every_module_has_a_floor() -> None:
    """In FLOORS of this test."""
    assert {part_of(name) for name in MODULES} == set(FLOORS)


def test_the_drawing_is_true() -> None:
    page = draw_architecture.PAGE.read_text(encoding="utf-8")
    assert page == draw_architecture.drawn(page), "run tools/draw_architecture.py"


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_the_files_that_pages_name_are_there(page: str) -> None:
    root = SOURCE.parent.parent
    words = re.findall(r"`([a-z_./]+/[a-z_.]*)", (root / page).read_text(encoding="utf-8"))
    named = {word for word in words if not word.endswith(INVENTED)}
    assert len(named) > 10
    places = (root, SOURCE, SOURCE / "layout")
    assert [word for word in named if not any((place / word).exists() for place in places)] == []


INVENTED = ("/txt.py", "/hitung.py")
"""files that CONTRIBUTING.md makes up"""


def points_down(name: str, imported: str) -> bool:
    part, other = part_of(name), part_of(imported)
    below = FLOORS[other] < FLOORS[part] or FLOORS[other] == FLOORS[part] in (GROUND, STREET)
    return below or other == part or (part, imported) in DOORS


def test_imports_point_down() -> None:
    upwards = [(name, other) for name in MODULES for other in imports(name, MODULES) if not points_down(name, other)]
    assert upwards == []


def test_there_is_no_circle() -> None:
    graph = {name: {m for m in imports(name, MODULES) if m in MODULES} for name in MODULES}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join((*path[path.index(name) :], name))
        if name not in done:
            for imported in sorted(graph[name]):
                visit(imported, (*path, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


FOR_EVERYBODY = {"_replace", "_asdict", "_fields", "_make", "_exit"}
"""names that the standard library documents for everybody in spite of the underscore: of named tuples, and os._exit"""


def test_no_private_name_of_another_package() -> None:
    """A name with a leading underscore belongs to the module or class that defines it: `x._y` only where some class of
    sopgen's own defines `_y` in the same module, no `from package._module import`, no `import _name`."""
    assert {name: private for name in MODULES if (private := foreign(name))} == {}


def foreign(name: str) -> set[str]:
    own: set[str] = set()
    used: set[str] = set()
    for node in draw_architecture.nodes(MODULES[name]):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls"), ctx=ast.Store()):
                own.add(node.attr)
            case ast.Attribute():
                used.add(node.attr)
            case ast.FunctionDef() | ast.ClassDef():
                own.add(node.name)
            case ast.AnnAssign(target=ast.Name(id=field)):
                own.add(field)
            case ast.Import():
                used |= {part for alias in node.names for part in alias.name.split(".")}
            case ast.ImportFrom(module=str(module)) if module != "__future__":
                used |= {*module.split("."), *(alias.name for alias in node.names)}
    return {word for word in used - own - FOR_EVERYBODY if word.startswith("_") and not word.endswith("__")}


def test_no_python_among_the_templates() -> None:
    templates = SOURCE.parent.parent / "templates"
    files = [path for path in templates.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert files
    assert not [path for path in files if path.suffix == ".py"]
