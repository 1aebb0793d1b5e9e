"""Commands run in the process of the tests, for what they end with and say; a start of Python each would cost more
than the command. How a process itself ends is the matter of test_processes.py."""

from __future__ import annotations

import io
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

from sopgen.cli import main


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
