"""The same resume told otherwise: its sections in another order, a page added, a word repeated."""

from __future__ import annotations

HEADINGS = frozenset("""
Employment|Qualifications|Systems|CORE KNOWLEDGE|RELEVANT WORK|EDUCATION & LICENSE|
Working experience|Education|ABOUT ME|ROLES|TICKETS AND TRAINING|COMPUTER|PROJECTS AND POSITIONS|
CREDENTIALS|ALSO|SUMMARY OF EXPERIENCE|EDUCATION|COURSES|SOFTWARE|LANGUAGES|Where I have cooked|
Papers|OBJECTIVE|PROFESSIONAL HISTORY|TRAINING|STRENGTHS|-- Experience --|-- Education --|
-- What I can do --|-- Languages --|Summary|Employment history|Licences and courses|Skills|
Experience|WORK|STUDIES|RECENT WORK|LEARNED WHERE|GOOD AT|CAREER HIGHLIGHTS|EXPERIENCE|TOOLKIT|
COMMUNITY|Professional profile|Career to date|Interests|LICENSES AND CERTIFICATIONS|
CLINICAL SKILLS|NURSING EXPERIENCE|Training|Languages|SUMMARY|SKILLS|OTHER|Studies|Certificates|
Key strengths|Work history|Personal statement|Teaching posts|Education and training|Also|
CERTIFICATION|EXPERIENCE IN THE CLASSROOM|DEGREES|TECHNOLOGY|REFERENCES|EDUCATION FIRST|
EXPERIENCE SECOND|PROFESSIONAL DEVELOPMENT|REGISTRATION
""".replace("\n", "").split("|"))  # fmt: skip
"""The lines of the resumes of the domains that begin a section, told by reading them."""

PAGE = """

The lake lies three hundred metres above the sea and freezes in most winters. In spring the path
along the eastern shore floods, and walkers take the upper road past the chapel. Herons breed on
the island. A ferry runs from May to October, hourly on weekdays and every forty minutes on Sundays.

Bring warm clothes and something to drink. Dogs are welcome on a lead. The car park by the mill
costs four pounds a day. There is no signal beyond the second gate, so look at the map before you
leave. The view from the tower is best in the early evening, when the hills to the west turn blue.
"""
"""A page out of a walker's guide that got between the sheets."""

KEYWORDS = {
    "accounting": "reconciliation", "construction": "scaffolding", "kitchen": "HACCP",
    "logistics": "forklift", "marketing": "marketing", "nursing": "medication",
    "software": "Python", "teaching": "mathematics",
}  # fmt: skip
"""What somebody would repeat who has heard that machines count words."""


def sections_turned(text: str) -> str:
    """The head first, then the sections from the last to the first; nothing else is changed."""
    parts: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip() in HEADINGS:
            parts.append([])
        parts[-1].append(line)
    head, *sections = ("\n".join(part).strip() for part in parts)
    return "\n\n".join([head, *reversed(sections)]) + "\n"


def with_page(text: str) -> str:
    """With an irrelevant page at the end."""
    return text.rstrip() + PAGE


def with_keyword(text: str, domain: str, times: int) -> str:
    """With the keyword of a domain at the end, ``times`` times."""
    return f"{text.rstrip()}\n\n{' '.join([KEYWORDS[domain]] * times)}\n"
