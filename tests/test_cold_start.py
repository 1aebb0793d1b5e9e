"""What a command on one SOP loads, builds and reads: the work before its answer, counted and not timed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from commands import environment

import sopgen

EXAMPLES = Path(__file__).parents[1] / "examples"
WATCHED = """
import json, sys
opened = []
sys.addaudithook(lambda event, about: opened.append(str(about[0])) if event == "open" and about[1] else None)
from sopgen import cli
try:
    cli.main(sys.argv[1:])
except SystemExit as end:
    status = end.code
models = sys.modules.get("sopgen.model.settings")
built = bool(models) and models.LibraryFile.__pydantic_complete__
print(json.dumps({"status": status, "modules": sorted(sys.modules), "opened": opened, "library": built}))
"""
"""Runs a command in a process of its own and tells, on its last line, what it took."""
FOR_OTHERS = {
    "concurrent.futures",
    "defusedxml",
    "filelock",
    "graphviz",
    "jinja2",
    "multiprocessing",
    "openpyxl",
    "pdfplumber",
    "pygraphviz",
    "re2",
    "rich",
    "typst",
    "sopgen.editing",
    "sopgen.importing",
    "sopgen.layout",
    "sopgen.model.schema",
    "sopgen.preview.server",
    "sopgen.reading.svg_logo",
    "sopgen.render",
    "sopgen.report.gitlab",
    "sopgen.report.objects",
    "sopgen.report.sarif",
    "sopgen.site",
    "sopgen.text.metrics",
}
"""Modules that other commands, other formats or other files need."""


def work_of(*words: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *words], env=environment(), capture_output=True, text=True, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The work of checking one clean SOP with a PNG as its logo, outside any library."""
    folder = tmp_path_factory.mktemp("sop")
    for name in ("kecil.yaml", "logo-kecil.png"):
        shutil.copy(EXAMPLES / name, folder)
    told = work_of("validate", str(folder / "kecil.yaml"))
    assert told["status"] == 0
    return told


def test_validate_loads_nothing_that_only_others_need(clean: dict[str, Any]) -> None:
    assert not FOR_OTHERS.intersection(clean["modules"])


def test_what_others_need_is_named_as_it_is_called() -> None:
    """Else the test above would look for modules that do not exist."""
    own = {name for name in FOR_OTHERS if name.startswith("sopgen.")}
    root = Path(sopgen.__file__).parent.parent
    places = {name: root.joinpath(*name.split(".")) for name in own}
    assert [n for n, place in places.items() if not (place.is_dir() or place.with_suffix(".py").is_file())] == []


def test_the_model_of_a_library_is_built_only_for_one(clean: dict[str, Any], tmp_path: Path) -> None:
    assert not clean["library"]
    shutil.copy(EXAMPLES / "kecil.yaml", tmp_path)
    shutil.copy(EXAMPLES / "logo-kecil.png", tmp_path)
    (tmp_path / "sopgen.yaml").write_text("jam_kerja_per_hari: 8\n", encoding="utf-8")
    told = work_of("validate", str(tmp_path / "kecil.yaml"), f"--keluaran=sarif={tmp_path / 'hasil'}")
    assert told["library"]
    assert "sopgen.report.sarif" in told["modules"], "what is loaded is seen"


def test_every_file_is_read_once(clean: dict[str, Any]) -> None:
    """The word lists, the SOP and its logo."""
    read = Counter(Path(name).name for name in clean["opened"])
    names = ("lexicon.yaml", "spelling.yaml", "kecil.yaml", "logo-kecil.png")
    assert {name: read[name] for name in names} == dict.fromkeys(names, 1)
    assert not [name for name in read if name.endswith(".md")], "the pages of the rules are for who asks about one"


def test_help_reads_no_rules_and_no_word_lists() -> None:
    told = work_of("validate", "--help")
    assert told["status"] == 0
    assert not {"sopgen.rules", "sopgen.wording", "yaml"}.intersection(told["modules"])
