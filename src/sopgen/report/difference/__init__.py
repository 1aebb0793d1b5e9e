"""What is reported about differences between versions of SOPs, and the reports of it by name."""

from sopgen.report.difference.content import (
    Differences,
    Entry,
    MatrixLine,
    SharedEntry,
    SopDifference,
    State,
    Views,
)

__all__ = ["Differences", "Entry", "MatrixLine", "SharedEntry", "SopDifference", "State", "Views"]
