"""Labels that are other words too: how many sentences are read as their author meant them."""

from __future__ import annotations

from collections.abc import Callable

from ambiguous import SENTENCES

from skillsearch.extraction import Mention

Extract = Callable[..., list[Mention]]

LEAST_RIGHT = 0.95


def test_nearly_all_sentences_are_read_as_meant(extract: Extract) -> None:
    found: list[list[str]] = [[] for _ in SENTENCES]
    for mention in extract("\n".join(sentence for sentence, _ in SENTENCES)):
        if mention.match == "alias":
            found[mention.piece].append(mention.text)
    wrong = {
        sentence: spelled
        for (sentence, names), spelled in zip(SENTENCES, found, strict=True)
        if spelled != (names.split(", ") if names else [])
    }
    assert len(SENTENCES) >= 150
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(SENTENCES), wrong
