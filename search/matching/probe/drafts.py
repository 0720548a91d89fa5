"""A copy of an indexed candidate that can be changed, and the resume that it makes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from skillsearch.documents import (
    MASK,
    Education,
    Experience,
    Personal,
    Piece,
    Quality,
    Resume,
    Section,
    SectionKind,
    SpokenLanguage,
)
from skillsearch.store.models import Record

__all__ = ["Draft", "Line", "draft_of", "masked_again", "resume_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence; ``start`` and ``end`` are where it stood, ``is_cue``: put in or changed."""

    text: str
    section: SectionKind
    start: int
    end: int
    is_cue: bool = False


@dataclass(frozen=True)
class Draft:
    """The sentences of a candidate in order, and the positions, whose offsets are the old ones."""

    payload: Mapping[str, Any]
    lines: tuple[Line, ...]
    experience: tuple[Experience, ...]

    @property
    def key(self) -> object:
        """Equal for drafts that make the same point."""
        return tuple((line.text, line.section) for line in self.lines), self.experience

    def with_line(self, text: str, section: SectionKind) -> Draft:
        """With one more sentence: at the top of the header, at the end of any other section.

        Where there is no such section it stands at the end of all.
        """
        same = [n for n, line in enumerate(self.lines) if line.section == section]
        place = 0 if section == "header" else (same or [len(self.lines) - 1])[-1] + 1
        here = self.lines[place - 1].end if place else 0
        cue = Line(text, section, here, here, is_cue=True)
        return replace(self, lines=(*self.lines[:place], cue, *self.lines[place:]))

    def changed(self, lines: Sequence[str]) -> Draft:
        """With these texts in place of its sentences; what differs is a cue."""
        pairs = zip(self.lines, lines, strict=True)
        made = (old if old.text == new else replace(old, text=new, is_cue=True)
                for old, new in pairs)  # fmt: skip
        return replace(self, lines=tuple(made))


def draft_of(record: Record) -> Draft:
    """The copy of a candidate that is given with its payload."""
    payload = record.payload
    lines = (Line(p["text"], p["section"], p["start"], p["end"]) for p in payload["pieces"])
    positions = (Experience(**each) for each in payload.get("experience") or ())
    return Draft(payload, tuple(lines), tuple(positions))


def resume_of(draft: Draft) -> Resume:
    """The resume with this text; what a candidate is known to have otherwise stays as it is."""
    payload = draft.payload
    text, pieces = _laid_out(draft.lines)
    return Resume(
        text=text,
        as_of=payload["as_of"],
        quality=Quality(payload["quality"], 0.0, 0.0, 0.0, payload["text_language"]),
        sections=_sections(pieces),
        pieces=pieces,
        titles=tuple(payload["titles"]),
        experience=tuple(_moved(each, draft.lines, pieces) for each in draft.experience),
        years=payload.get("years"),
        education=tuple(Education(**each) for each in payload.get("education") or ()),
        education_level=payload["education_level"],
        languages=tuple(SpokenLanguage(**each) for each in payload["languages_spoken"]),
        location=payload["location"],
        seniority=payload["seniority"],
    )


def masked_again(draft: Draft, resume: Resume, personal: Sequence[Personal]) -> Draft:
    """The draft with ``personal``, spans of the text of its ``resume``, masked in its cues.

    Sentences of the candidate's own were masked before, and stay as they were. A cue of which no
    letter is left is no sentence, and is gone.
    """
    from skillsearch.documents import masked

    shown = masked(resume.text, personal)
    lines = []
    for line, piece in zip(draft.lines, resume.pieces, strict=True):
        text = shown[piece.start : piece.end] if line.is_cue else line.text
        if line.is_cue and not any(c.isalpha() for c in text.replace(MASK, "")):
            continue
        lines.append(replace(line, text=text))
    return replace(draft, lines=tuple(lines))


def _laid_out(lines: Sequence[Line]) -> tuple[str, tuple[Piece, ...]]:
    pieces, place = [], 0
    for line in lines:
        pieces.append(Piece(line.text, line.section, place, place + len(line.text)))
        place += len(line.text) + 1
    return "\n".join(line.text for line in lines), tuple(pieces)


def _sections(pieces: Sequence[Piece]) -> tuple[Section, ...]:
    runs = (list(run) for _, run in groupby(pieces, key=lambda piece: piece.section))
    return tuple(Section(run[0].section, "", run[0].start, run[-1].end) for run in runs)


def _moved(position: Experience, lines: Sequence[Line], pieces: Sequence[Piece]) -> Experience:
    """The position with its offsets in the new text: that of the sentences that stood in it."""
    first = bisect_right([line.end for line in lines], position.start_offset)
    after = bisect_left([line.start for line in lines], position.end_offset)
    if first >= after:
        return replace(position, start_offset=0, end_offset=0)
    start, end = pieces[first].start, pieces[after - 1].end
    if not lines[first].is_cue:  # a sentence that begins before the position does
        start += min(max(0, position.start_offset - lines[first].start), len(pieces[first].text))
    last = lines[after - 1]
    if not last.is_cue and position.end_offset < last.end:
        start_of_last = pieces[after - 1].start
        end = min(end, start_of_last + max(0, position.end_offset - last.start))
    return replace(position, start_offset=start, end_offset=end)
