"""Spreads work over the processors; the helpers end when the program that started them is gone."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")


@contextmanager
def spread(function: Callable[[T], U], items: Sequence[T], alone: int) -> Iterator[Iterator[U]]:
    """The function of each item, in order, begun at once; up to `alone` items are done in this process."""
    workers = min(os.cpu_count() or 1, len(items))
    if len(items) <= alone or workers < 2:
        yield map(function, items)
        return
    with ProcessPoolExecutor(workers, mp_context=_context(), initializer=_follow) as pool:
        try:
            yield pool.map(function, items, chunksize=max(1, min(4, len(items) // (8 * workers))))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)  # without waiting, Python trips over its own end
            raise


def _context() -> BaseContext:
    """How processes start: copies of this one where it has no threads, which copies would lack; else fresh ones."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    if sys.platform == "linux" and threading.active_count() == 1 and "typst" not in sys.modules:
        return multiprocessing.get_context("fork")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["sopgen.site.documents", "sopgen.layout"])
    return context


def _follow() -> None:
    """A killed parent cannot end its helpers: they look after it themselves."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    if hasattr(os, "fork"):
        threading.Thread(target=watch, daemon=True).start()
