"""Starts the command: messages in Indonesian, and an exit status: 0 done, 1 findings, 2 usage or I/O, 130 cancelled."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import NoReturn

from sopgen.commands.terminal import CANCELLED, UNABLE


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit; no traceback ever reaches the user."""
    os.environ.setdefault("OPENPYXL_LXML", "False")  # whose errors, where it is installed, say nothing of a full disk
    # nobody's plugins of pydantic: to look for them through all that is installed takes a fifteenth of a short command
    # (benchmarks/validate.py, one cold file: 3.4 in place of 3.5 times yamllint)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if sys.unraisablehook is sys.__unraisablehook__:  # what fails when a failure is cleared away was told already
        sys.unraisablehook = lambda _: None
    sys.exit(_run(list(sys.argv[1:] if arguments is None else arguments)))


def _run(arguments: list[str]) -> int:
    try:
        silent = _open_streams()
        from sopgen.commands import app

        status = app.run(arguments)
        sys.stdout.flush()
        if silent:
            _complain("Keluaran baku tertutup: yang seharusnya ditampilkan di sana hilang.")
        return UNABLE if silent else status
    except (BrokenPipeError, SystemExit) as end:  # typer itself exits: with 0 where a shell asked for completions
        if isinstance(end, SystemExit) and not end.code:
            return 0
        _abandon_output()
        return UNABLE
    except KeyboardInterrupt:
        _complain("Dibatalkan.")
        return CANCELLED
    except OSError as error:
        from sopgen.reading.files import reason

        _abandon_output()
        _complain(f"Keluaran tidak dapat ditulis: {reason(error)}.")
        return UNABLE
    except Exception as error:
        from sopgen.work.chain import said

        _complain(said(error))
        return UNABLE


def _open_streams() -> bool:
    """See to it that there are all three streams, in UTF-8; True where nobody can read the output: it was closed."""
    for _ in range(3):  # so that no document gets the number of a closed stream
        number = os.open(os.devnull, os.O_RDWR)
        if number > 2:
            os.close(number)
    silent = sys.stdout is None
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - a number
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        with suppress(ValueError):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return silent


def _complain(message: str) -> None:
    from sopgen.commands.terminal import complain
    from sopgen.report import printable

    with suppress(OSError, ValueError):
        complain("\n".join(map(printable, message.split("\n"))))


def _abandon_output() -> None:
    """Nobody reads on: keep Python from complaining about it at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
