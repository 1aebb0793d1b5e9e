"""Options and fixtures of the whole suite."""

from __future__ import annotations

import gc
import os
import signal

import budget  # noqa: F401 - which sets how many random cases there are
import pytest
from programs import Office

# Commands that tests start may keep what Python compiles, as they may at their users': each start would compile all.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# As the command does, which here finds openpyxl loaded already.
os.environ["OPENPYXL_LXML"] = "False"

# A shell starts the suite deaf for Ctrl-C where it runs in the background; the commands that tests start would be too.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files with slow tests first: at the end the workers share out small ones, and none of them waits."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """What the collection made stays to the end: looking through it for garbage again and again finds none. And work
    stays in the process of its test, as the workers of the suite have the processors already."""
    gc.collect()
    gc.freeze()
    os.cpu_count = lambda: 1


@pytest.fixture
def processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several, for a test of work that is spread over them."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))
