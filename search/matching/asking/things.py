"""Words that are left → things asked for: skills that they name, job titles, and the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from search.expansion.naming import Namer
from search.expansion.plain_words import SECTORS
from search.expansion.reading import Reader, Stretch
from search.matching.asking.plain_words import EMPTY, GENERIC, KINDS
from search.matching.asking.sheet import Sheet
from search.matching.asking.spoken import CODES
from skillsearch.extraction.words import singular, words_at
from skillsearch.text import normal_form

__all__ = ["Thing", "Things"]

ThingKind = Literal["skill", "title", "name", "words", "quoted"]

_JOINED = re.compile(r"\s+|\s*[/&-]\s*")
_OR = re.compile(r"\s*(?:,\s*)?(?:\bor\b|\band/or\b|/|\|)\s*", re.IGNORECASE)
_ACRONYM = re.compile(r"(?<![\w-])[A-Z][A-Z0-9+#.-]*[A-Z0-9+#](?![\w-])")
_LIKE_A_NAME = re.compile(r"\w[A-Z]|[\d+#]|\.\w|^[A-Z]")


@dataclass(frozen=True, slots=True)
class Thing:
    """``text[start:end]`` and what is asked for there.

    ``said`` is what people see. ``skills`` are point ids that it names or, of ``words``, that mean
    it. ``phrases`` are words to look for as they are. ``titles`` are the job titles of a ``title``.
    ``means`` says what it was taken for. ``places`` are those of its alternatives.
    """

    start: int
    end: int
    kind: ThingKind
    said: str
    skills: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    means: str = ""
    places: tuple[tuple[int, int], ...] = ()

    def __or__(self, other: Thing) -> Thing:
        """Either of the two: one thing that any of their skills or phrases meets."""
        return replace(
            self,
            end=other.end,
            said=f"{self.said} or {other.said}",
            skills=tuple(dict.fromkeys((*self.skills, *other.skills))),
            phrases=tuple(dict.fromkeys((*self._words, *other._words))),
            titles=tuple(dict.fromkeys((*self.titles, *other.titles))),
            kind="skill" if self.skills or other.skills else self.kind,
            means=" or ".join(dict.fromkeys(filter(None, (self.means, other.means)))),
            places=(*self.places, *other.places),
        )

    @property
    def _words(self) -> tuple[str, ...]:
        """Its phrases; of what would be looked for by meaning, the words themselves."""
        return self.phrases if self.skills or self.phrases else (self.said,)


class Things:
    """Reads stretches of one request.

    ``labels`` has the preferred label of each point; ``is_ordinary`` tells whether a word in normal
    form is one of the language, and no name.
    """

    def __init__(
        self,
        sheet: Sheet,
        namer: Namer,
        labels: Mapping[str, str],
        is_ordinary: Callable[[str], bool],
    ) -> None:
        self._is_ordinary = is_ordinary
        self._sheet = sheet
        self._text = sheet.text
        self._namer = namer
        self._reader = Reader(sheet.text, namer)
        self._labels = labels
        self._shouted = sheet.text.isupper()

    def read(self, start: int, end: int) -> list[Thing]:
        """The things of ``text[start:end]`` in order, "java or kotlin" as one."""
        found: list[Thing] = []
        for first, last in self._sheet.free_runs(start, end):
            found += self._of_run(self._stretches(first, last))
        return self._joined(found)

    def quoted(self, start: int, end: int) -> Thing:
        """What stood in quotes: its very words."""
        said = self._text[start:end].strip()
        last = [word.form for word in words_at(said, 0, len(said))][-1]
        titles = (said,) if singular(last) in self._namer.heads else ()
        means = f"the words {said!r}"
        return Thing(
            start - 1, end + 1, "quoted", said, (), (said,), titles, means, ((start, end),)
        )

    def whole(self, start: int, end: int) -> Thing:
        """All of a stretch as one thing, by its words."""
        said = " ".join(self._text[start:end].split()).strip(" ,;:.")
        return Thing(
            start, end, "name", said, (), (said,), (), f"the words {said!r}", ((start, end),)
        )

    def _stretches(self, start: int, end: int) -> Iterator[Stretch]:
        """Those of the reader, without empty words."""
        for stretch in self._reader.read(start, end):
            if stretch.kind == "skill" and self._is_of_a_country(stretch, end):
                yield from self._worded(((stretch.start, stretch.end, ""),))
            elif stretch.kind in ("skill", "title"):
                if self._form(stretch) not in EMPTY or self._is_a_name(stretch):
                    yield stretch
            elif stretch.kind in ("words", "place", "seniority"):
                tokens = stretch.tokens or ((stretch.start, stretch.end, ""),)
                yield from self._worded(tokens)
            elif stretch.kind == "sector":
                yield stretch

    def _worded(self, tokens: Sequence[tuple[int, int, str]]) -> Iterator[Stretch]:
        """Runs of words between empty ones; names stand alone, and in front of a job both ways."""
        run: list[tuple[int, int, str]] = []
        for token in (*tokens, None):
            form = normal_form(self._text[token[0] : token[1]]) if token else ""
            if token is not None and form and form not in EMPTY:
                if self._is_unknown(token) and not self._is_job_run(tokens):
                    yield from self._run(run)
                    yield from self._run([token])
                    run = []
                elif run or form not in GENERIC or not self._follows_a_name(token[0]):
                    run.append(token)
                continue
            yield from self._run(run)
            run = []

    def _run(self, run: Sequence[tuple[int, int, str]]) -> Iterator[Stretch]:
        if run:
            said = " ".join(said or self._text[start:end] for start, end, said in run)
            yield Stretch(run[0][0], run[-1][1], "words", said, tokens=tuple(run))

    def _is_unknown(self, token: tuple[int, int, str]) -> bool:
        """Whether a word is a name: no label has it, nor is it short for anything."""
        typed = self._text[token[0] : token[1]]
        form = normal_form(typed)
        if token[2] or form in SECTORS or len(form) < 2:
            return False
        parts = form.split(" ")
        return not any(self._namer.is_word(word) or self._is_ordinary(word) for word in parts)

    def _is_job_run(self, tokens: Sequence[tuple[int, int, str]]) -> bool:
        last = tokens[-1]
        return self._names_a_job(last[2] or self._text[last[0] : last[1]])

    def _follows_a_name(self, start: int) -> bool:
        before = re.compile(r"([\w+#.-]+)\s+$").search(self._text, 0, start)
        return before is not None and not self._namer.is_word(normal_form(before[1]))

    def _is_of_a_country(self, stretch: Stretch, end: int) -> bool:
        """Whether a language's name says where something is from: "French cuisine"."""
        following = next(words_at(self._text, stretch.end, end), None)
        return (
            self._form(stretch) in CODES
            and following is not None
            and following.form not in EMPTY
            and _JOINED.fullmatch(self._text, stretch.end, following.start) is not None
        )

    def _of_run(self, stretches: Iterator[Stretch]) -> Iterator[Thing]:
        """Things of stretches between two breaks: what precedes a job is part of its title."""
        pending: list[Stretch] = []
        for stretch in stretches:
            if pending and not _JOINED.fullmatch(self._text, pending[-1].end, stretch.start):
                yield from map(self._thing, self._together(pending))
                pending = []
            pending.append(stretch)
            if self._is_job(stretch):
                yield from self._job(pending)
                pending = []
        yield from map(self._thing, self._together(pending))

    def _together(self, pending: Sequence[Stretch]) -> list[Stretch]:
        """Stretches side by side; a language's name and the words that follow it are one."""
        found: list[Stretch] = []
        for stretch in pending:
            last = found[-1] if found else None
            if last and last.kind == stretch.kind == "words" and self._form(last) in CODES:
                found[-1:] = self._run((*last.tokens, *stretch.tokens))
            else:
                found.append(stretch)
        return found

    def _is_job(self, stretch: Stretch) -> bool:
        if stretch.kind == "title":
            return True
        return stretch.kind == "words" and self._names_a_job(self._said(stretch))

    def _names_a_job(self, said: str) -> bool:
        forms = [word.form for word in words_at(said, 0, len(said))]
        if not forms:
            return False
        if singular(forms[-1]) in self._namer.heads:
            return True
        named = self._namer.named(forms)
        return named is not None and named.kind == "title"

    def _job(self, pending: Sequence[Stretch]) -> Iterator[Thing]:
        """A title with what it is of: skills and trades are asked for besides."""
        *before, job = pending
        apart = [s for s in before if s.kind == "sector"]
        of = [
            s
            for s in before
            if s.kind != "sector" and s.start >= max((a.end for a in apart), default=0)
        ]
        for stretch in before:
            if stretch.kind != "words" or stretch not in of or self._is_beside_a_slash(stretch):
                yield self._thing(stretch)
        for token in (t for s in (*of, job) if s.kind == "words" for t in s.tokens):
            if (
                self._is_unknown(token)
                and normal_form(self._text[token[0] : token[1]]) not in KINDS
            ):
                yield from map(self._thing, self._run([token]))
        title = self._one(" ".join(self._said(s) for s in (*of, job)))
        start = of[0].start if of else job.start
        titles = [title]
        if title.count(" ") == 1 and (other := self._other_of_or(start)):
            titles.insert(0, f"{other} {title.split(' ')[1]}")
        yield Thing(
            start,
            job.end,
            "title",
            title,
            titles=tuple(titles),
            means=f"job title: {' or '.join(titles)}",
            places=((start, job.end),),
        )

    def _is_beside_a_slash(self, stretch: Stretch) -> bool:
        return "/" in (
            self._text[stretch.start - 1 : stretch.start],
            self._text[stretch.end : stretch.end + 1],
        )

    def _one(self, title: str) -> str:
        """A title in the singular: "nurses" are looked for as a nurse."""
        before, _, last = title.rpartition(" ")
        one = singular(last)
        return f"{before} {one}".strip() if one in self._namer.heads else title

    def _other_of_or(self, start: int) -> str:
        """The word before "or" that shares the job: the Java of "Java or Kotlin developer"."""
        before = re.compile(r"(?<![\w+#.])([\w+#.]+)\s+or\s+$").search(self._text, 0, start)
        named = self._namer.named([normal_form(before[1])]) if before else None
        return before[1] if before and named and named.kind == "skill" else ""

    def _thing(self, stretch: Stretch) -> Thing:
        start, end, said = stretch.start, stretch.end, self._said(stretch)
        if stretch.kind == "skill":
            skills = tuple(dict.fromkeys(self._best(stretch)))
            labels = dict.fromkeys(self._labels.get(s, "") for s in skills)
            means = f"skill: {', '.join(filter(None, labels)) or said}"
            return Thing(start, end, "skill", said, skills, means=means, places=((start, end),))
        if stretch.kind == "words":
            phrases = self._phrases(stretch, said)
            if phrases:
                means = f"the words {', '.join(map(repr, phrases))}"
                return Thing(start, end, "name", said, (), phrases, (), means, ((start, end),))
        means = f"by meaning: {said}"
        return Thing(start, end, "words", said, means=means, places=((start, end),))

    def _best(self, stretch: Stretch) -> Iterator[str]:
        """Of each taxonomy the skills that go by the name most directly."""
        top = min(group[0].rank[:2] for group in stretch.names)
        for group in stretch.names:
            best = group[0].rank
            if best[0] == 2 and top[0] < 2:
                continue  # a misspelling of something else
            yield from (name.point for name in group if name.rank == best)

    def _phrases(self, stretch: Stretch, said: str) -> tuple[str, ...]:
        """What to look for by its very words: names that no label has."""
        typed = self._text[stretch.start : stretch.end]
        if normal_form(typed) in SECTORS:
            return ()
        if len(stretch.tokens) == 1:
            named = not self._shouted and _LIKE_A_NAME.search(typed) and stretch.start > 0
            return (said,) if (named or self._is_unknown(stretch.tokens[0])) else ()
        found = () if self._shouted else tuple(m[0] for m in _ACRONYM.finditer(typed))
        return tuple(dict.fromkeys((said, *found))) if found else ()

    def _joined(self, things: Sequence[Thing]) -> list[Thing]:
        joined: list[Thing] = []
        for thing in things:
            last = joined[-1] if joined else None
            if (
                last is not None
                and "title" not in (last.kind, thing.kind)
                and _OR.fullmatch(self._text, last.end, thing.start)
            ):
                joined[-1] = last | thing
            else:
                joined.append(thing)
        return joined

    def _said(self, stretch: Stretch) -> str:
        return stretch.said or " ".join(self._text[stretch.start : stretch.end].split())

    def _form(self, stretch: Stretch) -> str:
        return normal_form(self._text[stretch.start : stretch.end])

    def _is_a_name(self, stretch: Stretch) -> bool:
        """Whether an empty word is written as a name, in a text that is not all capitals."""
        typed = self._text[stretch.start : stretch.end]
        return typed.isupper() and len(typed) > 1 and not self._shouted
