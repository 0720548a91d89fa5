"""Lines for texts that lost theirs: exports that put a whole description on one line.

What was laid out as paragraphs and bullets survives there as runs of spaces, bullets within the
line, numbering, known headings and sentences without a stop. Only line breaks are put in; no
letter is added or taken.
"""

from __future__ import annotations

import re
from functools import cache

from skillsearch.passages.posting_headings import POSTING_HEADINGS

__all__ = ["laid_out"]

# A line longer than this is no paragraph that somebody wrote but a text whose breaks were lost.
_LONG_LINE = 240

_WIDE_BULLETS = re.compile(r"(?P<sign>[•·▪■➢✓✔►●○◦~]|(?<=[ \u00a0])[-–*])[ \u00a0\t]{2,}")
# Wider gaps say no more, and would be tried from each of their spaces.
_WIDE_GAP = re.compile(r"[ \u00a0\t]{4,}")
_GAP = re.compile(r"(?:[ \u00a0\t]{2,}|\u00a0 ?)(?=[A-Z0-9•·➢✓*▪►-])")
_BULLETS = re.compile(r"[ \u00a0]*(?=[•·▪■➢✓✔►●○◦~][ \u00a0]?\S)")
_SIGNS = re.compile(r"(?<=[\w.):;])[ \u00a0]+(?=[-–*](?:[ \u00a0]+[A-Z0-9]|[A-Z][a-z]))")
_NUMBERED = re.compile(r"(?<=\S)[ \u00a0]+(?=(?P<number>\d{1,2})[.)] ?[A-Z])")

# How a bullet of a list of requirements or duties begins.
_OPENERS = (
    r"(?:Able to|Ability to|At least|Minimum|Good|Strong|Excellent|Experience (?:in|with|of)"
    r"|Experienced (?:in|with)|Knowledge (?:of|in)|Familiar(?:ity)? with|Proficien(?:t|cy) in"
    r"|Bachelor['’]s|Proven|Demonstrated|Must|Should|Have|Has|Candidates?|Preferably|Prior"
    r"|Hands-on|Fluent in|Well[- ]versed|Willing(?:ness)? to|Understanding of|Highly"
    r"|Responsible for"
    r"|Involved? in|In charge of|Any other|Other (?:ad|duties)|No experience|We (?:offer|are)"
    r"|You (?:will|are|have)|Interested|To [a-z]+"
    r"|(?:Possess|Ensure|Develop|Manage|Provide|Prepare|Assist|Perform|Conduct|Coordinate"
    r"|Co-ordinate"
    r"|Liaise|Monitor|Maintain|Handle|Analy[sz]e|Review|Implement|Create|Drive|Collaborate"
    r"|Participate|Work|Execute|Oversee|Support|Lead|Plan|Design|Build|Collect|Run|Track|Update"
    r"|Attend|Organi[sz]e|Evaluate|Establish|Recommend|Resolve|Respond|Verify|Process|Report"
    r"|Deliver"
    r"|Identif|Suppl|Appl|Compl|Carry|Carri)(?:e?s|y|ies)?)"
)
# After these a capital goes on with the phrase.
_NO_PHRASE = "".join(
    rf"(?<!\b{word})" for word in ("and", "or", "the", "of", "to", "in", "with", "for", "a", "our")
)
_RUN_ON = re.compile(
    rf"{_NO_PHRASE}(?<!,)"
    rf"(?<=[A-Za-z)\d.;+])[ \u00a0]+(?={_OPENERS}\b[ \u00a0]+[a-z\d(])"
)


# The contact block of the NHS job board, whose labels and values an export runs together.
_CONTACT_LABEL = r"(?:Job title|Email address|Telephone number|Additional contact information)"
_GLUED_CONTACT = re.compile(
    rf"(?<=[a-z0-9])(?={_CONTACT_LABEL}[\w.(+]*)"
    rf"|(?<=Job title)(?=[A-Z])|(?<=Email address)(?=\S+@)|(?<=Telephone number)(?=[\d(+])"
    rf"|(?<=\bName)(?=[A-Z][^\n]{{2,60}}?{_CONTACT_LABEL})"
)


def laid_out(text: str) -> str:
    """The text with line breaks where a long line shows that there were some.

    >>> print(laid_out("Duties:  Keep books  File returns" + " and more" * 40).splitlines()[1])
    Keep books
    """
    text = _WIDE_GAP.sub("   ", text)
    text = _GLUED_CONTACT.sub("\n", text)
    text = _opening().sub(r"\g<0>\n", text.lstrip(), count=1)
    lines = text.split("\n")
    return "\n".join(_broken(line) if len(line) > _LONG_LINE else line for line in lines)


def _broken(line: str) -> str:
    line = _WIDE_BULLETS.sub(r"\g<sign> ", line)
    line = _GAP.sub("\n", line)
    if len(_BULLETS.findall(line)) > 1:
        line = _BULLETS.sub("\n", line)
    if len(_SIGNS.findall(line)) > 2:
        line = _SIGNS.sub("\n", line)
    line = _numbered(line)
    line = _headings().sub(_before_heading, line)
    line = _RUN_ON.sub("\n", line)
    return re.sub(r"\n[\s\u00a0]*\n", "\n", line).strip("\n")


def _numbered(line: str) -> str:
    """Breaks before "2.", "3." … where they count on; a lone "10." is left."""
    expected, cuts = 2, []
    for match in _NUMBERED.finditer(line):
        if int(match["number"]) in (expected, 1):
            cuts.append(match.start())
            expected = int(match["number"]) + 1
    if len(cuts) < 2:
        return line
    pieces = [line[a:b] for a, b in zip([0, *cuts], [*cuts, len(line)], strict=True)]
    return "\n".join(piece.strip() for piece in pieces)


def _before_heading(gap: re.Match[str]) -> str:
    """A break, unless the word before the gap seems to be of the heading ("Job Requirements")."""
    before = gap.string[max(0, gap.start() - 20) : gap.start()].split()
    return gap.group() if before and before[-1].istitle() and before[-1].isalpha() else "\n"


@cache
def _headings() -> re.Pattern[str]:
    """Headings within a line: before a colon, or of two words and more before a capital."""
    phrases = {phrase for each in POSTING_HEADINGS.values() for phrase in each if phrase.isascii()}
    spelt = sorted(
        (re.escape(form) for p in phrases if len(p) > 5 for form in {p, p.title(), p.upper()}),
        key=len,
        reverse=True,
    )
    long = [form for form in spelt if r"\ " in form]
    return re.compile(
        rf"{_NO_PHRASE}(?<=[a-z.):;!?\d])[ \u00a0]+(?=(?:{'|'.join(spelt)})\s?:)"
        rf"|{_NO_PHRASE}(?<=[a-z.):;!?])[ \u00a0]+"
        rf"(?=(?:{'|'.join(long)})[ \u00a0]*[•·*-]?[ \u00a0]*[A-Z])"
    )


@cache
def _opening() -> re.Pattern[str]:
    """A heading at the very beginning whose text follows on its line."""
    phrases = {phrase for each in POSTING_HEADINGS.values() for phrase in each if len(phrase) > 9}
    spelt = {re.escape(form) for p in phrases for form in {p, p.title(), p.upper()}}
    return re.compile(
        rf"\A(?:{'|'.join(sorted(spelt, key=len, reverse=True))})"
        r"(?=[ \u00a0]+(?:[A-Z0-9•·*-]|minimum|must|able|at least)(?!nd\b))"
    )
