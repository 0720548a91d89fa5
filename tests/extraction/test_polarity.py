"""What a text says of the skills that it names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from skillsearch.documents import SectionKind
from skillsearch.extraction import Extraction, Polarity, TextKind

Read = Callable[..., Extraction]

SAID: list[tuple[str, TextKind, SectionKind, str, Polarity]] = [
    ("Python is required, Kotlin is a plus", "posting", "requirements", "Python", "required"),
    ("Python is required, Kotlin is a plus", "posting", "requirements", "Kotlin", "preferred"),
    ("Must know SQL; ideally also Python", "posting", "requirements", "SQL", "required"),
    ("Must know SQL; ideally also Python", "posting", "requirements", "Python", "preferred"),
    ("Desirable: machine learning", "posting", "requirements", "machine learning", "preferred"),
    ("No experience in Python needed", "posting", "requirements", "Python", "negated"),
    ("Knowledge of SQL is not required", "posting", "requirements", "SQL", "negated"),
    ("SQL is not essential but would be a plus", "posting", "requirements", "SQL", "preferred"),
    ("No SQL, but Python is a must", "posting", "requirements", "Python", "required"),
    ("Work without supervision in SQL", "posting", "requirements", "SQL", "required"),
    ("Not only SQL but Python too", "posting", "requirements", "SQL", "required"),
    ("Reports in SQL", "posting", "nice_to_have", "SQL", "preferred"),
    ("Reports in SQL", "posting", "responsibilities", "SQL", "required"),
    ("Reports in SQL", "resume", "experience", "SQL", "held"),
    ("Reports in SQL", "text", "other", "SQL", "held"),
    ("SQL is a must", "text", "other", "SQL", "required"),
    ("Reports in SQL where required by law", "resume", "experience", "SQL", "held"),
    ("Currently learning Python", "resume", "skills", "Python", "preferred"),
    ("No Python yet, but good SQL", "resume", "skills", "Python", "negated"),
    ("No Python yet, but good SQL", "resume", "skills", "SQL", "held"),
    ("Never used JavaScript", "resume", "summary", "JavaScript", "negated"),
    ("Ensured that SQL queries did not exceed a second", "resume", "experience", "SQL", "held"),
]


@pytest.mark.parametrize(("text", "kind", "section", "name", "polarity"), SAID)
def test_the_words_around_a_skill_tell_what_is_said_of_it(
    read: Read, text: str, kind: TextKind, section: SectionKind, name: str, polarity: Polarity
) -> None:
    found = read(text, section, kind).mentions
    (mention,) = [m for m in found if m.text == name and m.match == "alias"]
    assert mention.polarity == polarity
