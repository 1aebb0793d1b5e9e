"""Where the files are that travel with the program: templates and starters."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent
_PLACES = (_HERE / "templates", _HERE.parent.parent / "templates")
"""Beside the module in an installed package, two folders up in a checkout."""


def template_dir() -> Path:
    """The folder `templates`; FileNotFoundError where the installation is broken."""
    for place in _PLACES:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the folder {_PLACES[0]} is missing: sopgen is not installed completely")


@cache
def texts_of(name: str) -> dict[str, Any]:
    """What a YAML file of the templates holds (`wording/lexicon.yaml`). Every value is a text there, also no and on."""
    import yaml

    text = (template_dir() / name).read_text(encoding="utf-8")
    held: dict[str, Any] = yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return held
