"""sopgen: SOP Administrasi Pemerintahan from one YAML file to the official document.

For Python programs `read`, `check`, `lay_out` and `draw` (see `sopgen.api`), which are loaded when first used.
"""

__version__ = "0.1.0"
__all__ = ["__version__", "check", "draw", "lay_out", "read"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'sopgen' has no attribute {name!r}")
    from importlib import import_module  # by name: the rooms of sopgen import this package

    return getattr(import_module("sopgen.api"), name)
