"""The files that bring sopgen into CI: valid for their services, and the pre-commit hook really run."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from sopgen.commands import starter

ROOT = Path(__file__).parent.parent
CI = ROOT / "templates" / "ci"
PACKAGE = ("src", "templates", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")


@pytest.mark.parametrize(
    ("file", "schema"), [("github.yml", "vendor.github-workflows"), ("gitlab-ci.yml", "vendor.gitlab-ci")]
)
def test_templates_follow_the_schema_of_their_service(file: str, schema: str) -> None:
    if not importlib.util.find_spec("check_jsonschema"):
        pytest.skip("check-jsonschema is not installed")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(CI / file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", ["github.yml", "gitlab-ci.yml"])
def test_templates_use_options_that_exist(file: str) -> None:
    from sopgen.report import FORMATS

    lines = (CI / file).read_text(encoding="utf-8").splitlines()
    (command,) = (line.strip() for line in lines if "sopgen validate" in line and not line.startswith("#"))
    words = command.split("#")[0].split()
    named = [words[i + 1].partition("=")[0] for i, word in enumerate(words) if word in ("--format", "--keluaran")]
    assert named
    assert set(named) <= set(FORMATS)


def test_the_hook_is_the_one_the_template_names() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repo,) = yaml.safe_load((CI / "pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert [wanted["id"] for wanted in repo["hooks"]] == [hook["id"]]


def test_a_new_library_has_the_same_files() -> None:
    made = starter.library_files("A", "B", date(2026, 1, 31))
    for name, place in (("github.yml", ".github/workflows/sop.yml"), ("gitlab-ci.yml", ".gitlab-ci.yml")):
        assert made[place] == (CI / name).read_text(encoding="utf-8")


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    env |= {f"GIT_{who}_{what}": "uji@contoh.id" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env | environment, capture_output=True, text=True, check=False
    )


def repository(folder: Path) -> str:
    """Make the folder a git repository with all its files; the commit."""
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "--no-verify", "-m", "Uji")):
        done = run("git", *words, cwd=folder)
        assert done.returncode == 0, done.stderr
    return run("git", "rev-parse", "HEAD", cwd=folder).stdout.strip()


@pytest.mark.slow
def test_the_pre_commit_hook_finds_what_validate_finds(tmp_path: Path) -> None:
    """pre-commit installs sopgen from a repository of its own and runs the hook on another."""
    if not importlib.util.find_spec("pre_commit"):
        pytest.skip("pre-commit is not installed")
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
    good = run(*words, cwd=office, PRE_COMMIT_HOME=str(tmp_path / "cache"))
    if "No matching distribution" in good.stdout and not os.environ.get("CI"):
        pytest.skip("pip cannot reach a package index")
    assert good.returncode == 0, good.stdout + good.stderr
    assert "Passed" in good.stdout
    wrong = (office / "sop" / "kecil.yaml").read_text(encoding="utf-8").replace("Tidak: minta", "Tidak: mintaa")
    (office / "sop" / "kecil.yaml").write_text(wrong, encoding="utf-8")
    bad = run(*words, cwd=office, PRE_COMMIT_HOME=str(tmp_path / "cache"))
    assert bad.returncode == 1
    assert "sop/kecil.yaml" in bad.stdout
    assert "SOP302" in bad.stdout


def test_the_release_is_pinned_and_publishes_what_was_built() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))
    build, publish = workflow["jobs"]["build"], workflow["jobs"]["publish"]
    for step in [*build["steps"], *publish["steps"]]:
        assert len(step.get("uses", f"@{'0' * 40}").partition("@")[2]) == 40
    assert "permissions" not in build
    assert publish["permissions"] == {"id-token": "write"}
    assert publish["environment"]


def test_the_windows_starter_has_the_line_ends_of_windows() -> None:
    text = (ROOT / "templates" / "windows" / "Buat Dokumen.cmd").read_bytes()
    assert text.count(b"\r\n") == text.count(b"\n") > 5
    assert b"%~dp0" in text
    assert b"%*" in text
