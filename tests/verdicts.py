"""What a review of a kegiatan comes to: the rules it breaks, and what it suggests."""

from __future__ import annotations

from sopgen.rules.kegiatan import MANY_ACTIVITIES
from sopgen.wording import Review


def codes_of(said: Review) -> tuple[str, ...]:
    """The rules that this row breaks, of those that a sentence alone decides."""
    found = {
        "SOP309": said.decision,
        "SOP401": said.inactive,
        "SOP402": said.subject,
        "SOP403": said.noun,
        "SOP404": said.passive,
        "SOP405": said.activities >= MANY_ACTIVITIES,
    }
    return tuple(code for code, broken in found.items() if broken)


def suggestion_of(said: Review) -> str | None:
    """How the row should read, or where that is not certain, how it should begin: `Menarik …`; None for neither."""
    return said.rewriting.text if said.rewriting else f"{said.verb} …" if said.verb else None
