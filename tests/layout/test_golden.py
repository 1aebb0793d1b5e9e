"""The drawing of every example as readable text: a change of layout shows in review as a change of these files.

`pytest --update-golden tests/layout/test_golden.py` writes them anew.
"""

from __future__ import annotations

from pathlib import Path

from examples import EXAMPLES, drawn, each_example
from sopgen.scene.document import Scene

GOLDEN = Path(__file__).parents[1] / "golden"


def dump(scene: Scene) -> str:
    """One line an item, whole px: pages, symbols, arrows with their corners, labels."""
    lines = []
    for sheet, scale in zip(scene.sheets, scene.scale, strict=True):
        lines.append(f"{sheet.name} {sheet.column_edges[-1]}x{sheet.row_edges[-1]} scale {scale:.3f}")
        lines += [f"  page rows {p.first_row}-{p.last_row}" for p in sheet.pages]
        lines += [f"  {s.name} {s.kind} {_numbers(s.box)}" for s in sheet.symbols]
        for arrow in sheet.connectors:
            corners = " ".join(f"{p.x:.0f},{p.y:.0f}" for p in arrow.points)
            lines.append(f"  {arrow.name} {'->' if arrow.head else '--'} {corners}")
        lines += [f"  {t.name} {_numbers(t.box)}" for t in sheet.labels]
    return "\n".join(lines) + "\n"


def _numbers(box: tuple[float, ...]) -> str:
    return " ".join(f"{value:.0f}" for value in box)


@each_example
def test_drawing(example: Path, update_golden: bool) -> None:
    found = dump(drawn(example).scene)
    golden = GOLDEN / f"{example.stem}.txt"
    if update_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found.splitlines() == golden.read_text(encoding="utf-8").splitlines()


def test_no_golden_without_its_example() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {path.stem for path in EXAMPLES}
