"""A split of title variants that leaks nothing: no seed, and no text, is on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from training.data.titles import JitteredTitle
from training.recipes.title_variants import spellings

__all__ = ["split_titles", "texts_of", "without_leaks"]


def split_titles(
    titles: Sequence[JitteredTitle], share: float, seed: int
) -> tuple[tuple[JitteredTitle, ...], tuple[JitteredTitle, ...]]:
    """(to train on, to measure on), the latter about ``share`` of the seeds.

    Seeds that share a text, white space, case and bracketed abbreviations aside, stay together.
    Stratified by O*NET code: seeds are lined up by code, in random order within one, and every
    (1 / ``share``)-th is taken; so each code, and each group of codes with a common prefix, gives
    its share to within one seed. (Most codes have too few seeds for a share of their own.)
    """
    random = Random(seed)
    groups = _connected(titles)
    order = sorted(groups, key=lambda group: (group[0].code, random.random()))
    place = random.random()
    chosen = []
    for index in range(len(order)):
        place += share
        chosen.append(place >= 1)
        place -= chosen[index]
    train = [t for group, out in zip(order, chosen, strict=True) if not out for t in group]
    measure = [t for group, out in zip(order, chosen, strict=True) if out for t in group]
    return tuple(train), tuple(measure)


def without_leaks(
    titles: Iterable[JitteredTitle], measured: Iterable[JitteredTitle]
) -> tuple[JitteredTitle, ...]:
    """``titles`` without those whose seed or text, however it is spelled, is in ``measured``."""
    seen = {text for title in measured for text in texts_of(title)}
    return tuple(title for title in titles if seen.isdisjoint(texts_of(title)))


def texts_of(title: JitteredTitle) -> set[str]:
    """Every spelling of a variant and of its seed, in the form in which two texts are the same."""
    return {
        " ".join(text.lower().split())
        for written in (title.text, title.seed)
        for text in (written, *spellings(written))
    }


def _connected(titles: Sequence[JitteredTitle]) -> list[list[JitteredTitle]]:
    """The titles in groups that have no text in common, each in the order given."""
    leader: dict[str, str] = {}

    def find(text: str) -> str:
        while leader.setdefault(text, text) != text:
            leader[text] = leader[leader[text]]
            text = leader[text]
        return text

    for title in titles:
        first, *others = sorted(texts_of(title))
        for other in others:
            leader[find(other)] = find(first)
    groups: dict[str, list[JitteredTitle]] = {}
    for title in titles:
        groups.setdefault(find(min(texts_of(title))), []).append(title)
    return list(groups.values())
