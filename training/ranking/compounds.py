"""Compounds: one to three skills in one sentence, some by their label, some only meant.

Sentences written for one skill teach that the sentence as a whole is what counts, and those of a
test set without labels that words do not. Real sentences list skills, and name some of them:
weights that are to hold there are tried on these as well. All skills in them are held out, so no
encoder was trained on their sentences or labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from skillsearch.records import Concept
from training.data.extraction import WrittenSentence
from training.data.held import held

__all__ = ["MAX_ALIASES", "compounds"]

_PHRASES = (
    "experience with {}",
    "knowledge of {}",
    "{}",
    "strong {} skills",
    "ability to work with {}",
    "{} is a plus",
    "understanding of {}",
)
_JOINTS = (", ", " and ", "; ", " or ")
_PIECES = (1, 2, 2, 3)
"""How many pieces a sentence has, each as likely as the others of the list."""

MAX_ALIASES = 4
"""A phrase has the preferred label of a skill or one of so many alternative ones."""

_WORDS = range(5, 56)
"""How many words a compound has: shorter texts are not read in parts."""


def compounds(
    skills: Sequence[Concept], written: Sequence[WrittenSentence], count: int, seed: int = 11
) -> tuple[WrittenSentence, ...]:
    """``count`` sentences of held-out ``skills``; the same for the same arguments.

    Half of their pieces are ``written`` sentences, half phrases with a label. Raises ValueError
    where no skill or no sentence is held out.
    """
    random = Random(seed)
    named = [skill for skill in skills if held(skill.id)]
    known = {skill.id for skill in named}
    meant = [s for s in written if s.skills and known.issuperset(s.skills)]
    if not named or not meant:
        raise ValueError(
            "compounds are made of held-out skills and their sentences: there are none"
        )
    made: list[WrittenSentence] = []
    while len(made) < count:
        pieces = [_piece(named, meant, random) for _ in range(random.choice(_PIECES))]
        text = pieces[0].text
        for piece in pieces[1:]:
            text += random.choice(_JOINTS) + piece.text
        if len(text.split()) in _WORDS:
            right = dict.fromkeys(skill for piece in pieces for skill in piece.skills)
            made.append(WrittenSentence(text[0].upper() + text[1:] + ".", tuple(right)))
    return tuple(made)


def _piece(
    named: Sequence[Concept], meant: Sequence[WrittenSentence], random: Random
) -> WrittenSentence:
    if random.random() < 0.5:
        skill = random.choice(named)
        label = random.choice([skill.label, skill.label, *skill.alt_labels[:MAX_ALIASES]])
        return WrittenSentence(random.choice(_PHRASES).format(label.strip()), (skill.id,))
    sentence = random.choice(meant)
    text = sentence.text.rstrip(". ")
    lowered = text[0].lower() + text[1:] if text[1:2].islower() else text
    return WrittenSentence(lowered, sentence.skills)
