"""Cold processes as users have them: the package compiled, as pip compiles what it installs."""

from __future__ import annotations

import compileall
import os
from pathlib import Path

import sopgen


def prepare() -> None:
    """Let the processes that a benchmark starts find compiled modules: ours, and those of the peers."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(Path(sopgen.__file__).parent, quiet=1)
