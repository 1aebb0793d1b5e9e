"""Starts the command: messages in Indonesian, and an exit status: 0 done, 1 findings, 2 usage or I/O."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import NoReturn

from sopgen.commands import quick
from sopgen.commands.terminal import complain
from sopgen.diagnostics import UsageProblem

UNABLE = 2


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit; no traceback ever reaches the user."""
    gc.set_threshold(100_000)  # findings and scenes hold no circles: looking for some takes a quarter of the time
    atexit.register(gc.freeze)  # nor does the end need a last look: the system takes all of it back at once
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # reads the metadata of every installed package
    for stream in (sys.stdout, sys.stderr):
        with suppress(ValueError):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(list(sys.argv[1:] if arguments is None else arguments)))


def _run(arguments: list[str]) -> int:
    try:
        status = _command(arguments)
        sys.stdout.flush()
        return status
    except (BrokenPipeError, SystemExit):  # typer itself exits, with 1, where nobody reads its output
        _abandon_output()
        return UNABLE
    except KeyboardInterrupt:
        return _stop("Dibatalkan.")
    except UsageProblem as problem:
        return _stop(str(problem))
    except OSError as error:
        _abandon_output()
        return _stop(f"Keluaran tidak dapat ditulis: {error.strerror or error}.")
    except Exception as error:
        from sopgen.pipeline import bug_message

        return _stop(bug_message(error))


def _command(arguments: list[str]) -> int:
    """Run a command, without typer where that is sure to be the same."""
    if call := quick.understood(arguments):
        return call()
    from sopgen.commands import app

    return app.run(arguments)


def _stop(message: str) -> int:
    from sopgen.report import printable

    with suppress(OSError):
        complain(printable(message))
    return UNABLE


def _abandon_output() -> None:
    """Nobody reads on: keep Python from complaining about it at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
