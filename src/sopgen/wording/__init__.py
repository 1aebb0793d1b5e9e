"""The language of a kegiatan: morphology, clauses, decisions, positions, spelling. Of sopgen it imports
nothing but where its word lists stand."""

from sopgen.wording.positions import named_positions, names_somebody, position_of
from sopgen.wording.review import Review, is_entrance, review
from sopgen.wording.spelling import begins_small, corrected, dangling_end, misspellings, vague_phrases
from sopgen.wording.words import count_words, shortened, without_bullet

__all__ = [
    "Review",
    "begins_small",
    "corrected",
    "count_words",
    "dangling_end",
    "is_entrance",
    "misspellings",
    "named_positions",
    "names_somebody",
    "position_of",
    "review",
    "shortened",
    "vague_phrases",
    "without_bullet",
]
