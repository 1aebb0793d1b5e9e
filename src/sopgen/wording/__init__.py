"""The language of a kegiatan: morphology, clauses, decisions, positions, spelling. Of sopgen it imports
nothing but where its word lists stand."""

from sopgen.wording.positions import abbreviates as abbreviates
from sopgen.wording.positions import named_positions as named_positions
from sopgen.wording.positions import names_somebody as names_somebody
from sopgen.wording.positions import position_of as position_of
from sopgen.wording.review import Review as Review
from sopgen.wording.review import is_entrance as is_entrance
from sopgen.wording.review import review as review
from sopgen.wording.spelling import begins_small as begins_small
from sopgen.wording.spelling import corrected as corrected
from sopgen.wording.spelling import dangling_end as dangling_end
from sopgen.wording.spelling import misspellings as misspellings
from sopgen.wording.spelling import vague_phrases as vague_phrases
from sopgen.wording.words import without_bullet as without_bullet
