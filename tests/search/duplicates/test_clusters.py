"""Pairs become clusters without chains, as people's decisions steer them."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.duplicates.clusters import Cluster, clusters
from search.duplicates.entries import Entry
from search.duplicates.pairs import Evidence, Pair
from search.duplicates.steering import steering
from search.duplicates.survivor import propose_survivor
from skillsearch.ledger import Decision, Verdict

NOTHING = Evidence(0.9, None, None, 0.9, (), (), (), (), False, 0.0)
ENTRIES = [Entry(name, name.title()) for name in "abcdefgh"]
Scores = dict[str, float]


def decision(pair: str, verdict: Verdict, survivor: str = "", taxonomy: str = "t") -> Decision:
    left, right = sorted(pair)
    return Decision(
        *("id", "tenant", taxonomy, "skill", "1", left, right, left, right, verdict, survivor),
        *("anna", "", "2026-01-01T00:00:00.000+00:00", "", ""),
    )


def clustered(scores: Scores, *decisions: Decision, least: float = 0.5) -> list[Cluster]:
    rows = {entry.id: row for row, entry in enumerate(ENTRIES)}
    pairs = [Pair(rows[p[0]], rows[p[1]], score, NOTHING) for p, score in scores.items()]
    pairs.sort(key=lambda pair: -pair.confidence)
    return clusters(ENTRIES, pairs, steering(ENTRIES, decisions), least)


def names(cluster: Cluster) -> str:
    return "".join(sorted(ENTRIES[row].id for row in cluster.rows))


def test_a_chain_does_not_glue_strangers() -> None:
    found = clustered({"ab": 0.9, "bc": 0.8, "cd": 0.7})
    assert [names(cluster) for cluster in found] == ["ab", "cd"]


def test_a_cluster_is_as_sure_as_its_least_sure_pair() -> None:
    (found,) = clustered({"ab": 0.9, "bc": 0.8, "ac": 0.6})
    assert (names(found), found.confidence, found.status) == ("abc", 0.6, "open")


def test_who_was_kept_apart_never_comes_again_not_even_by_way_of_a_third() -> None:
    scores = {"ab": 0.9, "bc": 0.8, "ac": 0.7}
    found = clustered(scores, decision("ab", "keep"))
    assert [names(cluster) for cluster in found] == ["bc"]
    assert clustered({"ab": 0.9}, decision("ab", "keep")) == []


def test_what_was_merged_is_shown_as_merged_after_what_is_open() -> None:
    found = clustered({"ab": 0.9, "cd": 0.6}, decision("ab", "merge", "b"))
    assert [(names(c), c.status) for c in found] == [("cd", "open"), ("ab", "merged")]
    assert ENTRIES[found[1].survivor].id == "b"
    assert found[1].why == "chosen by a person"


def test_a_merge_binds_what_no_vector_would() -> None:
    (found,) = clustered({}, decision("ah", "merge"))
    assert (names(found), found.status, found.confidence) == ("ah", "merged", 1.0)


def test_a_merged_pair_takes_in_a_third_only_if_it_is_like_both() -> None:
    merged = decision("ab", "merge")
    assert names(clustered({"bc": 0.9, "ac": 0.2}, merged)[0]) == "ab"
    (found,) = clustered({"bc": 0.9, "ac": 0.7}, merged)
    assert (names(found), found.status, found.confidence) == ("abc", "open", 0.7)


def test_what_was_put_off_comes_after_what_is_open() -> None:
    found = clustered({"ab": 0.9, "cd": 0.6}, decision("ab", "later"))
    assert [(names(c), c.status) for c in found] == [("cd", "open"), ("ab", "later")]


def test_the_last_decision_on_a_pair_stands() -> None:
    found = clustered({"ab": 0.9}, decision("ab", "keep"), decision("ab", "merge"))
    assert [(names(c), c.status) for c in found] == [("ab", "merged")]


def test_decisions_on_concepts_that_are_gone_are_counted_and_change_nothing() -> None:
    steer = steering(ENTRIES, [decision("az", "keep"), decision("ab", "keep")])
    assert (list(steer.decided), steer.elsewhere) == ([(0, 1)], 1)


@given(
    st.dictionaries(
        st.sampled_from([a + b for a, b in combinations("abcdefgh", 2)]), st.floats(0, 1)
    )
)
def test_every_two_of_a_cluster_are_a_pair_of_their_own(scores: Scores) -> None:
    found = clustered(scores)
    for cluster in found:
        assert all(scores.get(a + b, 0) >= 0.5 for a, b in combinations(names(cluster), 2))
    everybody = "".join(map(names, found))
    assert len(everybody) == len(set(everybody)), "an entry is in one cluster at most"


@pytest.mark.parametrize(
    ("better", "worse", "reason"),
    [
        (
            Entry("b", "Sawing Work", weight=3),
            Entry("a", "Sawing", "x", weight=2),
            "most relations",
        ),
        (Entry("b", "Sawing Work", "said"), Entry("a", "Sawing"), "with a description"),
        (Entry("b", "Sawing of Wood"), Entry("a", "Sawing/Wood"), "clean label"),
        (Entry("b", "Wood Sawing"), Entry("a", "Sawing of Wood"), "fewest words"),
        (Entry("b", "Sawing"), Entry("a", "Carpentry"), "shortest"),
        (Entry("a", "Sawing"), Entry("b", "Filing"), "smallest id"),
    ],
)
def test_the_survivor_is_proposed_by_a_rule_that_is_told(
    better: Entry, worse: Entry, reason: str
) -> None:
    for entries in ([better, worse], [worse, better]):
        row, why = propose_survivor(entries, [0, 1])
        assert entries[row] is better
        assert reason in why
