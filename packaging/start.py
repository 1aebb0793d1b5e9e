"""Starts sopgen in a folder made by PyInstaller, where other processes begin here too."""

import multiprocessing

from sopgen.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    main()
