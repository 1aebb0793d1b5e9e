"""Spreads work over the processors. Here alone it is decided how other processes start, and how they end."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from sopgen.diagnostics import UsageProblem

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

T = TypeVar("T")
U = TypeVar("U")
ALONE = 8
"""up to so many pieces are usually done in this process: starting others would take longer"""
MOST_AT_ONCE = 16
"""pieces that go to a worker together"""


@contextmanager
def spread(function: Callable[[T], U], items: Sequence[T], alone: int = ALONE) -> Iterator[Iterator[U]]:
    """The function of each item, in order, begun at once; up to `alone` items are done in this process."""
    workers = min(os.cpu_count() or 1, len(items))
    if len(items) <= alone or workers < 2:
        yield map(function, items)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    chunk = max(1, min(MOST_AT_ONCE, len(items) // (8 * workers)))
    pool = ProcessPoolExecutor(workers, mp_context=context(), initializer=_begin)
    usual, threading.excepthook = threading.excepthook, _told_unless_cancelled
    try:
        with _deaf():
            results = pool.map(function, items, chunksize=chunk)
        yield results
    except BrokenProcessPool:
        raise UsageProblem("Proses pembantu berhenti sebelum selesai; mungkin memori komputer ini habis.") from None
    except BaseException:
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        threading.excepthook = usual


def _told_unless_cancelled(told: threading.ExceptHookArgs) -> None:
    """Where workers end while their work is being cancelled, a thread of the pool of Python 3.11 trips over what is
    cancelled already, and would tell of it in a traceback (python/cpython#107219, mended in later ones)."""
    from concurrent.futures import InvalidStateError

    if not issubclass(told.exc_type, InvalidStateError):
        threading.__excepthook__(told)


def context() -> BaseContext:
    """Copies of this process where it has no threads, which a copy would lack (typst starts some); else fresh ones."""
    import multiprocessing

    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    if sys.platform == "linux" and threading.active_count() == 1 and "typst" not in sys.modules:
        return multiprocessing.get_context("fork")
    fresh = multiprocessing.get_context("forkserver")
    fresh.set_forkserver_preload(["sopgen.work.batch", "sopgen.layout"])
    return fresh


@contextmanager
def _deaf() -> Iterator[None]:
    """Workers that start meanwhile are born without ears for Ctrl-C: Python would tell of it in a traceback."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


def _begin() -> None:
    """In a new worker: Ctrl-C, which a terminal sends to all processes, ends it in silence, and so does the end of the
    process that started it, which may be killed and tell nobody."""
    import multiprocessing

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.freeze()  # what a copy took over stays shared: no collection writes to it (benchmarks/site.py: 0.98 of before)
    sys.unraisablehook = lambda _: None  # as in the command itself
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
