"""Turns `python -m sopgen` into the command."""

from sopgen.cli import main

if __name__ == "__main__":
    main()
