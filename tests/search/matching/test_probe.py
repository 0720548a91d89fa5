"""The fairness probe: what moves when a cue is exchanged, and that it sees what should move."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import Run
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from search.matching.matcher import Matcher
from search.matching.matching import need_for, search_documents
from search.matching.probe import Probe, SwapResult, run_probe
from search.matching.probe.cues import SWAPS, Swap
from search.matching.probe.drafts import Draft, Line, draft_of, resume_of
from search.matching.probe.gaps import gap_at_the_end, gap_between
from search.matching.probe.moving import kendall_tau, movement_of
from search.open_index import OpenIndex
from search.request import Page
from skillsearch.documents import Experience
from skillsearch.errors import QueryError
from skillsearch.passages.dates import years_in

POSTING = "solar-installer.txt"


def _run(index: OpenIndex, *swaps: Swap) -> Probe:
    need = need_for(index, "resume", POSTING, "default")
    matcher = Matcher.open(index, "resume", "default")
    asked = matcher.asked(need, matcher.asking(need))
    hits = search_documents(index, need, Page(3), "default").results
    return run_probe(matcher, asked, [hit.id for hit in hits], swaps or SWAPS)


@pytest.fixture(scope="module")
def probe(people: OpenIndex) -> Probe:
    return _run(people)


def _swap(probe: Probe, name: str) -> SwapResult:
    return next(swap for swap in probe.swaps if swap.name == name)


def test_a_candidate_put_together_again_scores_as_shown(probe: Probe) -> None:
    assert probe.probed == 3
    assert probe.rebuilt_within <= 0.2  # the store keeps halves


def test_what_is_masked_moves_nothing_and_says_so(probe: Probe) -> None:
    swap = _swap(probe, "nationality")

    assert swap.masked == swap.copies == 3 * len(swap.variants)
    assert swap.movement.largest == 0
    assert swap.movement.moved == ()
    assert swap.movement.kendall_tau == 1
    assert swap.says == "Moves nothing: it is masked before anything is encoded."


def test_without_masking_the_same_cue_would_move_scores(probe: Probe) -> None:
    bare = _swap(probe, "nationality").unmasked

    assert bare is not None
    assert bare.largest > 0
    assert {moved.lowest_with for moved in bare.moved} <= set(bare.by_variant)


def test_every_kind_of_cue_is_tried(probe: Probe) -> None:
    tried = {swap.name: swap.applied for swap in probe.swaps}

    assert set(tried) == {
        "names", "pronouns", "schools", "nationality", "citizenship", "gap years",
    }  # fmt: skip
    assert min(tried.values()) > 0
    assert _swap(probe, "names").masked > 0


def test_a_cue_that_should_count_is_seen_to_count(people: OpenIndex) -> None:
    """The control: a probe that found nothing here would find nothing anywhere."""
    skilled = "Installs solar panels on roofs and tests electrical circuits."
    control = Swap(
        "control",
        "a skill that is asked for",
        {
            "without": lambda draft: draft.with_line("Enjoys long walks.", "summary"),
            "with": lambda draft: draft.with_line(skilled, "summary"),
        },
    )

    (swap,) = _run(people, control).swaps

    assert swap.movement.largest > 1
    assert swap.movement.by_variant["with"] > 0 > swap.movement.by_variant["without"]
    assert swap.movement.moved[0].highest_with == "with"
    assert swap.says.startswith(f"Moves {len(swap.movement.moved)} of 3 by up to")


def test_nobody_who_could_take_a_cue_is_said(people: OpenIndex) -> None:
    (swap,) = _run(people, Swap("x", "y", {"a": lambda draft: None, "b": lambda d: d})).swaps

    assert swap.applied == 0
    assert swap.says == "No candidate here could take this cue."


def test_the_probe_changes_nothing_in_the_store(people: OpenIndex) -> None:
    name = people.collection("candidates").name
    before = people.store.scroll(name, limit=50)[0]

    _run(people, SWAPS[0])

    assert people.store.scroll(name, limit=50)[0] == before


def test_where_nobody_is_found_there_is_nothing_to_look_into(run: Run, people_dir: Path) -> None:
    shown = run("candidates", "nurse", "--location", "Atlantis", "--probe", "--meter",
                "--data-dir", str(people_dir))  # fmt: skip

    assert "there is nothing to swap" in shown.out
    assert "location Atlantis" in shown.out


def test_postings_are_not_probed(people: OpenIndex) -> None:
    matcher = Matcher.open(people, "posting", "default")
    need = need_for(people, "posting", "electrician.txt", "default")

    with pytest.raises(QueryError, match="search for postings"):
        run_probe(matcher, matcher.asked(need, matcher.asking(need)), [])


def _draft(*texts: str, experience: tuple[Experience, ...] = ()) -> Draft:
    lines, place = [], 0
    for text in texts:
        lines.append(Line(text, "experience", place, place + len(text)))
        place += len(text) + 1
    return Draft({"as_of": "2025-12-01"}, tuple(lines), experience)


def test_pronouns_stand_where_people_write_them() -> None:
    draft = _draft("Managed a team of six.", "Her lessons pleased him and his class.", "he/she")
    pronouns = next(swap for swap in SWAPS if swap.name == "pronouns").variants

    made = {name: cue(draft) for name, cue in pronouns.items()}

    texts = {name: [line.text for line in copy.lines] for name, copy in made.items() if copy}
    assert texts["she"][:3] == [
        "She managed a team of six.", "Her lessons pleased her and her class.", "he/she",
    ]  # fmt: skip
    assert texts["he"][:2] == [
        "He managed a team of six.", "His lessons pleased him and his class.",
    ]  # fmt: skip
    assert texts["they"][0] == "They managed a team of six."
    assert texts["they"][-1] == "Colleagues say of their work that they rely on them."


POSITIONS = (
    Experience("Cook", "A", "2021-03", "", True, 0, 30),
    Experience("Waiter", "B", "2018-01", "2020-12", False, 31, 80),
    Experience("Helper", "C", "", "", False, 81, 90),
)


def test_a_gap_takes_no_experience_away() -> None:
    draft = _draft("Cooked, Mar 2021 - present", "Served tables, 2018 - 2020", "Helped",
                   experience=POSITIONS)  # fmt: skip

    between, end = gap_between(draft), gap_at_the_end(draft)

    assert between is not None
    assert end is not None
    assert [(p.start, p.end, p.current) for p in between.experience] == [
        ("2021-03", "", True), ("2016-01", "2018-12", False), ("", "", False),
    ]  # fmt: skip
    assert (end.experience[0].start, end.experience[0].end) == ("2019-03", "2023-12")
    for copy in (between, end):
        spans = [(p.start, p.end, p.current) for p in copy.experience]
        whole = [(p.start, p.end, p.current) for p in POSITIONS]
        assert years_in(spans, "2025-12-01") == years_in(whole, "2025-12-01")
    assert end.lines[0].text == "Cooked, Mar 2019 - present"


def test_without_dates_there_is_no_gap() -> None:
    draft = _draft("Helped", experience=POSITIONS[2:])

    assert gap_between(draft) is None
    assert gap_at_the_end(draft) is None
    assert gap_between(replace(draft, experience=POSITIONS[:1])) is None


def test_positions_keep_their_sentences_when_others_are_put_in(people: OpenIndex) -> None:
    record = people.store.scroll(people.collection("candidates").name, limit=50)[0]
    drafts = [draft_of(one) for one in record if one.payload["experience"]]

    assert drafts
    for draft in drafts:
        plain, longer = resume_of(draft), resume_of(draft.with_line("A name", "header"))
        for position, same in zip(plain.experience, longer.experience, strict=True):
            inside = plain.text[position.start_offset : position.end_offset]
            assert longer.text[same.start_offset : same.end_offset] == inside


@given(st.permutations(list("abcdef")))
def test_tau_counts_pairs_in_the_same_order(order: list[str]) -> None:
    tau = kendall_tau("abcdef", order)

    assert tau == kendall_tau(order, "abcdef")
    assert tau is not None
    assert -1 <= tau <= 1
    assert (tau == 1) == (order == list("abcdef"))
    assert kendall_tau("abcdef", "fedcba") == -1
    assert kendall_tau("a", "a") is None


def test_movement_tells_who_moved_and_how_far() -> None:
    shown = {"a": 90.0, "b": 80.0, "c": 70.0}
    scores = {"a": {"x": 90.0, "y": 90.0}, "b": {"x": 80.0, "y": 65.0}}

    moved = movement_of(shown, {"a": "A", "b": "B"}, scores)

    (one,) = moved.moved
    assert (one.external_id, one.lowest_with, one.highest_with) == ("B", "y", "x")
    assert (one.best_rank, one.worst_rank, moved.largest_jump) == (2, 3, 1)
    assert (moved.largest, moved.mean) == (15, 7.5)
    assert moved.by_variant == {"x": 3.75, "y": -3.75}
    assert moved.kendall_tau == pytest.approx(1 / 3, abs=1e-3)


def test_the_command_line_and_the_api_probe_alike(
    run: Run, people_dir: Path, people_client: TestClient
) -> None:
    told = run("candidates", "--posting", POSTING, "--limit", "2", "--probe", "--json",
               "--data-dir", str(people_dir))  # fmt: skip
    body = {"posting_id": POSTING, "limit": 2, "probe": True}
    sent = people_client.post("/v1/candidates/search", json=body)

    assert sent.status_code == 200, sent.text
    assert json.loads(told.out)["probe"] == sent.json()["probe"]
    assert sent.json()["probe"]["probed"] == 2
    refused = people_client.post("/v1/postings/search", json={"text": "x", "probe": True})
    assert refused.status_code == 422


def test_the_terminal_shows_each_swap(run: Run, people_dir: Path) -> None:
    shown = run("candidates", "--posting", POSTING, "--limit", "2", "--evidence", "0", "--probe",
                "--data-dir", str(people_dir))  # fmt: skip

    assert "Fairness probe" in shown.out
    for swap in SWAPS:
        assert swap.name in shown.out
    assert "if not masked" in shown.out
