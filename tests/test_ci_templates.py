"""The files that bring sopgen into CI: valid for their services, and the pre-commit hook really run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from datetime import date
from pathlib import Path

import check_jsonschema
import pytest
import yaml
from click.testing import CliRunner
from commands import committed, git, ran

from sopgen import __version__
from sopgen.commands import starter

ROOT = Path(__file__).parent.parent
CI = ROOT / "templates" / "ci"
PACKAGE = ("src", "templates", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")


WORKFLOWS = sorted((ROOT / ".github" / "workflows").iterdir())


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", [*WORKFLOWS, *CI.glob("github*.yml")]),
        ("gitlab-ci", [*CI.glob("gitlab*.yml")]),
        ("github-issue-forms", [*(ROOT / ".github" / "ISSUE_TEMPLATE").iterdir()]),
    ],
)
def test_files_follow_the_schema_of_their_service(schema: str, files: list[Path]) -> None:
    assert len(files) > 1
    done = CliRunner().invoke(check_jsonschema.main, ["--builtin-schema", f"vendor.{schema}", *map(str, files)])
    assert done.exit_code == 0, done.output


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A new library, whose example stands there three times."""
    files = starter.library_files("Kota", "Dinas", date(2026, 1, 31))
    folder = tmp_path / "pustaka"
    folder.mkdir()
    (folder / "sopgen.yaml").write_text(files["sopgen.yaml"], encoding="utf-8")
    for number in range(3):
        text = re.sub(r"^(nomor: |judul: )", rf"\g<1>{number} ", files[starter.EXAMPLE], flags=re.M)
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    return folder


def commands(file: str, name: str, part: str = "") -> list[list[str]]:
    """Every `sopgen NAME …` of a template, as the machine with this part runs it."""
    text = (CI / file).read_text(encoding="utf-8")
    for variable in ("${{ matrix.bagian }}", "$CI_NODE_INDEX/$CI_NODE_TOTAL"):
        text = text.replace(variable, part)
    return [line.split() for line in re.findall(rf"^ *- (?:run: )?sopgen ({name} .*?)(?: #.*)?$", text, re.M)]


def status(words: list[str], folder: Path) -> int:
    return ran(*words, folder=folder)[0]


PAIRS = [("github.yml", "gitlab-ci.yml"), ("github-besar.yml", "gitlab-ci-besar.yml")]


@pytest.mark.parametrize(("github", "gitlab"), PAIRS)
def test_both_services_build_alike_and_check_each_in_its_way(github: str, gitlab: str, library: Path) -> None:
    builds = commands(github, "build", "1/4")
    assert [["public" if word == "situs" else word for word in build] for build in builds] == commands(
        gitlab, "build", "1/4"
    )
    for file in (github, gitlab):
        [check] = commands(file, "validate", "1/4")
        assert status(check, library) == 0


def test_a_template_builds(library: Path) -> None:
    [build] = commands("github.yml", "build")
    assert status(build, library) == 0
    assert list(library.glob("*/index.html"))


def test_a_part_that_failed_is_built_again_and_all_join_to_the_whole(library: Path) -> None:
    """Each part is made by a machine of its own, which has a copy of the library; the last one joins them."""
    file = "github-besar.yml"
    parts = yaml.safe_load((CI / file).read_text(encoding="utf-8"))["jobs"]["bagian"]["strategy"]["matrix"]["bagian"]
    assert len(parts) > 2
    assert yaml.safe_load((CI / "gitlab-ci-besar.yml").read_text("utf-8"))["bagian"]["parallel"] == len(parts)
    [join] = (words for words in commands(file, "build") if "--gabung" in words)
    whole = shutil.copytree(library, library.with_name("utuh"))
    assert status([word for word in join if word != "--gabung"], whole) == 0

    def make(part: str) -> None:
        machine = shutil.copytree(library, library.with_name(part.replace("/", "-")))
        [build] = (words for words in commands(file, "build", part) if "--bagian" in words)
        assert status(build, machine) == 0
        [made] = machine.glob("*.bagian")
        shutil.copytree(made, library / made.name, dirs_exist_ok=True)

    for part in parts[:1] + parts[2:]:
        make(part)
    assert status(join, library) == 2
    make(parts[1])
    assert status(join, library) == 0
    sites = [
        {p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()}
        for f in (next(folder.glob("*/index.html")).parent for folder in (library, whole))
    ]
    assert sites[0] == sites[1]


def test_the_hook_is_the_one_the_template_names() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repo,) = yaml.safe_load((CI / "pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert [wanted["id"] for wanted in repo["hooks"]] == [hook["id"]]


def test_every_version_named_is_the_one_that_will_be_tagged() -> None:
    """A `rev:` of pre-commit and an address with `@vX.Y.Z` are copied as they stand."""
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *CI.iterdir()]
    named = [found for page in pages for found in re.findall(r"(?:rev: |@)(v\d+\.[\w.]*)", page.read_text("utf-8"))]
    assert named
    assert set(named) == {f"v{__version__}"}


def test_a_new_library_has_the_same_files() -> None:
    made = starter.library_files("A", "B", date(2026, 1, 31))
    for name, place in (("github.yml", ".github/workflows/sop.yml"), ("gitlab-ci.yml", ".gitlab-ci.yml")):
        assert made[place] == (CI / name).read_text(encoding="utf-8")


def repository(folder: Path) -> str:
    """Make the folder a git repository with all its files; the commit."""
    git("init", "-q", folder=folder)
    return committed(folder)


@pytest.mark.slow
def test_the_pre_commit_hook_finds_what_validate_finds(tmp_path: Path) -> None:
    """pre-commit installs sopgen from a repository of its own and runs the hook on another. What sopgen needs is not
    fetched again: it and what builds sopgen are found in this environment, and tests/test_wheel.py installs it all."""
    tool, office = tmp_path / "sopgen", tmp_path / "kantor"
    for name in PACKAGE:
        source, target = ROOT / name, tool / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    rev = repository(tool)
    (office / "sop").mkdir(parents=True)
    config = yaml.safe_load((CI / "pre-commit-config.yaml").read_text(encoding="utf-8"))
    config["repos"][0] |= {"repo": tool.as_uri(), "rev": rev}
    (office / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    for name in ("kecil.yaml", "logo-kecil.png"):
        shutil.copy(ROOT / "examples" / name, office / "sop")
    repository(office)
    words = (sys.executable, "-m", "pre_commit", "run", "--all-files")
    here = {"PYTHONPATH": sysconfig.get_path("purelib")}
    pip = {"PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_NO_COMPILE": "1", "PIP_NO_INDEX": "1"}
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    settings = ours | {"PRE_COMMIT_HOME": str(tmp_path / "cache")} | here | pip

    def hooked() -> subprocess.CompletedProcess[str]:
        return subprocess.run(words, cwd=office, env=settings, capture_output=True, text=True, check=False)

    good = hooked()
    assert good.returncode == 0, good.stdout + good.stderr
    assert "Passed" in good.stdout
    wrong = (office / "sop" / "kecil.yaml").read_text(encoding="utf-8").replace("Tidak: minta", "Tidak: mintaa")
    (office / "sop" / "kecil.yaml").write_text(wrong, encoding="utf-8")
    bad = hooked()
    assert bad.returncode == 1
    assert "sop/kecil.yaml" in bad.stdout
    assert "SOP302" in bad.stdout


def test_what_is_published_is_what_was_tested() -> None:
    build, publish = (
        yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))["jobs"][name]
        for name in ("build", "publish")
    )
    assert "permissions" not in build
    assert publish["permissions"] == {"id-token": "write"}
    assert publish["environment"]
    assert publish["needs"] == "build"


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_our_own_workflows_are_pinned(file: Path) -> None:
    jobs = yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"].values()
    used = [step["uses"] for job in jobs for step in job["steps"] if "uses" in step]
    assert used
    assert [action for action in used if not re.search(r"@[0-9a-f]{40}$", action)] == []


@pytest.mark.parametrize("file", sorted((ROOT / "packaging").glob("*.cmd")), ids=lambda file: file.stem)
def test_windows_starters_stand_blanks_brackets_and_any_folder(file: Path) -> None:
    text = file.read_bytes().decode("ascii")
    assert text.count("\r\n") == text.count("\n") > 5
    assert "%*" in text
    calls = [line for line in text.splitlines() if "%~dp0" in line]
    assert calls
    assert [line for line in calls if re.search(r'(?<!")%~dp0', line)] == []
