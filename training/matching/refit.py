"""The score fitted to one's own hiring labels over one's own index."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.display import ProgressWatcher
from search.extraction.live import live_extractor
from search.matching.matcher import Matcher
from search.open_index import OpenIndex
from skillsearch.errors import SettingError
from training.matching.buckets import HELD, even_buckets
from training.matching.crossfit import CrossFitted, Filed, OneField, cross_fitted
from training.matching.fitting import Worth
from training.matching.indexed import Indexed, find_indexed, records_of
from training.matching.kept_pairs import KeptPairs, PostingPairs, joined, light
from training.matching.labels import Labels
from training.matching.measuring import scores_of
from training.matching.outcome import Outcome, chosen_penalty, is_held, outcome_of
from training.matching.pairs import Pairs, pairs_of

__all__ = ["LEAST_OF_EACH", "LEAST_PEOPLE", "refit"]

LEAST_OF_EACH = 50
"""Pairs that fit, and pairs that do not: with fewer, chance decides what counts."""

LEAST_PEOPLE = 10
"""One a bucket: two are held out, the others are folds."""

FIT_SHARE = 0.5
"""From here on a label says that the pair fits, where fits are counted."""

_TOGETHER = 256
"""Candidates held in memory at a time."""

_FREE: Mapping[str, Worth] = {}
"""What features are worth at least: nothing is declared where labels tell."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A posting with everybody who is labelled for it."""

    posting: Indexed
    people: tuple[tuple[Indexed, float], ...]

    @property
    def key(self) -> list[tuple[str, float]]:
        return [(f"{each.external_id} {each.sha256}", share) for each, share in self.people]


def refit(
    index: OpenIndex,
    labels: Labels,
    caches: Path,
    name: str,
    tenant: str,
    watcher: ProgressWatcher,
) -> Outcome:
    """The model called ``name``, measured beside the one that is in use.

    Fields of work stay as they are, unless the labels name them. Raises
    :class:`~skillsearch.errors.SourceError` for ids that are not indexed and labels that
    contradict each other, :class:`~skillsearch.errors.SettingError` for too few of them, and
    :class:`~skillsearch.errors.NothingIndexed`.
    """
    check_enough([label.share for label in labels.rows], str(labels.table.path))
    groups, fields = _found(index, labels, tenant)
    check_people({each.external_id for group in groups for each, _ in group.people})
    matcher = Matcher.of(index, "resume", tenant)
    live = live_extractor(index)
    made_by = f"{live.stamp.fingerprint}\x1f{live.stamp.generation}\x1f{matcher.models.sha256}"
    kept = KeptPairs(caches / "pairs", made_by)
    watcher.stage("postings", len(groups))
    made: list[PostingPairs] = []
    for group in groups:
        known = kept.get(group.posting.external_id, group.key)
        made.append(known or kept.put(group.posting.external_id, group.key, _made(index, group)))
        watcher.advance(1)
    pairs = joined(made)
    buckets = even_buckets(pairs.candidates.tolist())
    encoder = str(live.extractor.encoder_fingerprint.get("weights", ""))
    model, notes = matcher.fields, []
    check_held(pairs, buckets)
    before = scores_of(matcher.model, pairs.of(is_held(pairs, buckets)).features)
    if model is None and not labels.has_fields:
        notes.append("Fields of work are not known to this encoder: the score does without them.")
    unknown: Pairs | None = None
    if labels.has_fields:
        crossed = _with_fields(index, groups, made, pairs, fields, buckets, encoder)
        model, pairs, unknown = crossed.model, crossed.pairs, crossed.unknown
    penalty = chosen_penalty(pairs, buckets, least=_FREE)
    watcher.stage("fits", 1)
    outcome = outcome_of(
        name, pairs, buckets, model, encoder,
        beside={f"{matcher.model.name}, in use": lambda _: before},
        unknown=unknown, notes=notes, least=_FREE, penalty=penalty,
    )  # fmt: skip
    watcher.advance(1)
    return outcome


def check_enough(shares: Sequence[float], source: str) -> None:
    """Raise SettingError where there are too few labels of one kind."""
    fits = sum(share >= FIT_SHARE for share in shares)
    misses = len(shares) - fits
    if min(fits, misses) >= LEAST_OF_EACH:
        return
    if not fits or not misses:
        raise SettingError(
            f"All {len(shares):,} labels of {source} say {'fit' if fits else 'no fit'}: nothing "
            "tells what makes the difference.",
            remedy="Add pairs that were turned down." if fits else "Add pairs that were chosen.",
        )
    raise SettingError(
        f"{source} has {fits:,} pairs that fit and {misses:,} that do not; "
        f"{LEAST_OF_EACH} of each are needed.",
        remedy="Add labels. Until there are enough, the model that comes with skillsearch is the "
        "better one.",
    )


def check_people(people: set[str]) -> None:
    """Raise SettingError where there are too few people to hold some out."""
    if len(people) < LEAST_PEOPLE:
        raise SettingError(
            f"The labels are about {len(people)} candidates; a fifth is held out to measure on, "
            f"and {LEAST_PEOPLE} are needed.",
            remedy="Add labels of other candidates.",
        )


def check_held(pairs: Pairs, buckets: Mapping[str, int]) -> None:
    """Raise SettingError where those who are held out, or the others, are all of one kind."""
    held = is_held(pairs, buckets)
    for part, what in ((held, "held out"), (~held, "learned from")):
        fits = pairs.labels[part] >= FIT_SHARE
        if fits.all() or not fits.any():
            raise SettingError(
                f"Of the {int(part.sum()):,} pairs of the candidates that are {what} "
                f"{'all' if fits.all() else 'none'} are fits.",
                remedy="Add labels of other candidates, so that both kinds fall on each part.",
            )


def _found(index: OpenIndex, labels: Labels, tenant: str) -> tuple[list[_Asked], dict[str, str]]:
    """The labels by posting, each pair once; and the fields of candidates by external id."""
    names = [label.candidate for label in labels.rows]
    people = find_indexed(index, "resume", names, tenant)
    labels.refuse_unknown("candidate", list(people), names)
    asking = [label.posting for label in labels.rows]
    postings = find_indexed(index, "posting", asking, tenant)
    labels.refuse_unknown("posting", list(postings), asking)
    seen: dict[tuple[str, str], float] = {}
    groups: defaultdict[Indexed, list[tuple[Indexed, float]]] = defaultdict(list)
    fields: dict[str, str] = {}
    for label in labels.rows:
        person, posting = people[label.candidate], postings[label.posting]
        if label.field:
            fields[person.external_id] = label.field
        pair = (posting.point, person.point)
        if pair not in seen:
            seen[pair] = label.share
            groups[posting].append((person, label.share))
        elif seen[pair] != label.share:
            raise labels.table.error(
                f"{label.candidate!r} and {label.posting!r} have another label already.",
                row=label.row,
                remedy="Keep one of the two rows.",
            )
    return [_Asked(posting, tuple(each)) for posting, each in groups.items()], fields


def _made(index: OpenIndex, group: _Asked) -> PostingPairs:
    posting = records_of(index, "posting", [group.posting])[group.posting.point]
    parts: list[PostingPairs] = []
    for start in range(0, len(group.people), _TOGETHER):
        some = group.people[start : start + _TOGETHER]
        records = records_of(index, "resume", [each for each, _ in some])
        people = [(records[each.point], share) for each, share in some]
        parts.append(PostingPairs(pairs_of(index, [(posting, people)]), light(posting)))
    return PostingPairs(joined(parts), parts[0].posting)


def _with_fields(
    index: OpenIndex,
    groups: Sequence[_Asked],
    made: Sequence[PostingPairs],
    pairs: Pairs,
    fields: Mapping[str, str],
    buckets: Mapping[str, int],
    encoder: str,
) -> CrossFitted:
    """A model of the fields that the labels name, and the pairs as it tells them."""
    known = list({each.external_id: each for group in groups for each, _ in group.people}.values())
    people: dict[str, Filed] = {}
    for start in range(0, len(known), _TOGETHER):
        some = known[start : start + _TOGETHER]
        records = records_of(index, "resume", some)
        for each in some:
            name = each.external_id
            record = light(records[each.point])
            people[name] = Filed(record, buckets[name], fields.get(name, ""))
    postings = {
        group.posting.external_id: Filed(pairs_of_it.posting, 0)
        for group, pairs_of_it in zip(groups, made, strict=True)
    }
    try:
        return cross_fitted(pairs, postings, people, encoder)
    except OneField:
        learned = Counter(each.field for each in people.values() if each.field and
                          each.bucket not in HELD)  # fmt: skip
        held = ", ".join(f"{name} ({count})" for name, count in learned.items()) or "none"
        raise SettingError(
            f"The column of fields names too few to tell apart, among those learned from: {held}.",
            remedy="Name two fields at least, each for several candidates, or remove the column.",
        ) from None
