"""Commands run in the process of the tests, for what they end with and say; a start of Python each would cost more
than the command. Where a process itself is judged, a test starts one. And git, for repositories of tests."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import sopgen
from sopgen.cli import main

_NOBODY = {f"GIT_{who}_{what}": "uji@contoh.id" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def ran(*words: str | Path, folder: str | Path = ".") -> tuple[int, str, str]:
    """The exit status of a command in a folder, and what it says on its two streams."""
    out, err = io.StringIO(), io.StringIO()
    with chdir(folder), redirect_stdout(out), redirect_stderr(err):
        try:
            main([str(word) for word in words])
        except SystemExit as ended:
            status = int(ended.code or 0)
    said = out.getvalue(), err.getvalue()
    assert "Traceback" not in "".join(said)
    return status, *said


def environment(**more: str) -> dict[str, str]:
    """For a process that finds the sopgen which the tests use."""
    return os.environ | {"PYTHONPATH": str(Path(sopgen.__file__).parents[1])} | more


def started(*words: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    """The command as a process of its own."""
    command = [sys.executable, "-m", "sopgen", *map(str, words)]
    return subprocess.Popen(command, **{"env": environment()} | options)


def git(*words: str, folder: str | Path = ".") -> str:
    """What git says, whatever the settings of whoever runs the tests."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _NOBODY
    done = subprocess.run(["git", *words], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def committed(folder: str | Path = ".") -> str:
    """The commit of all that is in a repository's folder."""
    git("add", "-A", folder=folder)
    git("commit", "-q", "--no-verify", "-m", "Uji", folder=folder)
    return git("rev-parse", "HEAD", folder=folder)
