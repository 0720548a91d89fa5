"""A recruiter's sentence → the structured query: what it asks for, filters and leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from search.expansion.syntax import parse_query
from search.extraction.live import live_extractor
from search.matching.asking.answers import Part, Reading
from search.matching.asking.dates import read_period
from search.matching.asking.experience import read_years
from search.matching.asking.importance import read_manners
from search.matching.asking.levels import read_schooling, read_standing
from search.matching.asking.logic import asked_by, denied_spans, has_operators
from search.matching.asking.meaning import with_meanings
from search.matching.asking.places import places_of, read_places
from search.matching.asking.references import read_examples
from search.matching.asking.requirements import requirements_of, share_years
from search.matching.asking.sheet import Sheet, lines_as_clauses
from search.matching.asking.spoken import read_spoken
from search.matching.asking.things import Things
from search.matching.asking.unusable import refuse_unusable
from search.matching.asking.vocabulary import is_label_of, is_ordinary_to, label_of_points, namer_of
from search.matching.need import MAX_REQUIREMENTS, DocumentFilter, Need, Requirement
from search.open_index import OpenIndex
from search.request import clean_query
from skillsearch.documents import DocumentKind

__all__ = ["read_request"]


def read_request(
    index: OpenIndex,
    text: str,
    kind: DocumentKind,
    *,
    as_of: str = "",
    taxonomies: Sequence[str] = (),
    language: str = "en",
    tenant: str = "default",
) -> Reading:
    """Read a sentence or boolean expression as a query for documents of a kind.

    ``as_of`` is the day that "in the last year" counts from (ISO 8601; "" is today); ``taxonomies``
    are those whose skills may be named (none: all of the language); ``tenant`` is whose documents
    are searched: examples and places are of these alone. The same sentence over the same
    index has the same reading. Raises :class:`~skillsearch.errors.QueryError` for a text without a
    word, one too long, or an expression that breaks off, and
    :class:`~skillsearch.errors.NothingIndexed` where the language has no skills.
    """
    sheet = Sheet(clean_query(lines_as_clauses(text)))
    live = live_extractor(index, taxonomies, language)
    namer = namer_of(index, taxonomies, language)
    tree = parse_query(sheet.text)
    boolean = has_operators(sheet, tree)
    manners = read_manners(sheet, denied_spans(tree))
    examples = read_examples(index, sheet, kind, tenant)
    refuse_unusable(sheet)
    period = read_period(sheet, as_of)
    years = read_years(sheet, manners)
    schooling = read_schooling(sheet, manners)
    spoken = read_spoken(sheet, manners)
    where = read_places(sheet, manners, places_of(index, kind, tenant), is_label_of(namer))
    standing = read_standing(sheet, manners, namer.heads)

    things = Things(sheet, namer, label_of_points(index, live), is_ordinary_to(live))
    asked = asked_by(tree, sheet, things, boolean=boolean)
    meant = with_meanings([each.thing for each in asked], live)
    asked = [replace(each, thing=thing) for each, thing in zip(asked, meant, strict=True)]
    general = share_years(sheet, years, [each.thing for each in asked])
    requirements, titles = requirements_of(sheet, asked, manners, general.of)
    if len(requirements) > MAX_REQUIREMENTS:
        lost = requirements[MAX_REQUIREMENTS:]
        sheet.warn(
            f"Only the first {MAX_REQUIREMENTS} things asked for are used, not {len(lost)} more."
        )
        sheet.unused += [requirement.text for requirement in lost]
        requirements = requirements[:MAX_REQUIREMENTS]
    need = Need(
        kind,
        text=_as_a_whole(titles, requirements),
        titles=titles,
        requirements=tuple(requirements),
        years=general.low,
        years_max=general.high,
        seniority=standing.seniority,
        education_level=schooling.level,
        languages=spoken.languages,
        location=where.liked or (where.keys[0] if where.keys else ""),
        filters=DocumentFilter(
            location=where.keys,
            years_min=general.low if general.least else None,
            years_max=general.high if general.most else None,
            seniority=standing.only,
            education_min=schooling.level if schooling.least else "",
            languages=spoken.required,
            as_of_from=period.start,
            as_of_to=period.end,
        ),
        like=examples.like,
        unlike=examples.unlike,
    )
    parts = tuple(_apart(sheet.parts))
    return Reading(need, parts, tuple(sheet.unused), tuple(sheet.warnings), sheet.text)


def _as_a_whole(titles: Iterable[str], requirements: Iterable[Requirement]) -> str:
    """What is wanted, without what filters or is not wanted: its vector is near what is sought."""
    wanted = [requirement.text for requirement in requirements if requirement.importance != "not"]
    return ", ".join(dict.fromkeys((*titles, *wanted)))


def _apart(parts: Iterable[Part]) -> list[Part]:
    """The parts in order; those that overlap as one, with all that they mean."""
    found: list[Part] = []
    for part in sorted(parts, key=lambda p: (p.start, -p.end)):
        last = found[-1] if found else None
        if last is None or part.start >= last.end:
            found.append(part)
            continue
        text = last.text + part.text[len(part.text) - max(part.end - last.end, 0) :]
        if part.end <= last.end:
            text = last.text
        end = max(last.end, part.end)
        meanings = dict.fromkeys((*last.meaning.split("; "), part.meaning))
        found[-1] = Part(last.start, end, text, "; ".join(meanings))
    return found
