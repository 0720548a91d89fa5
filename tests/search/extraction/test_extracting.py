"""Skills of texts at their places in what was sent, on the bundled samples."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.extraction.answers import SkillMention, TextExtraction
from search.extraction.extracting import MAX_TEXTS, extract_texts
from search.open_index import OpenIndex
from skillsearch.errors import QueryError, SettingError, TooLarge

AD = """Site reliability engineer

About us
We are the leading maker of Java tools.

Requirements
• At least 3 years with Python, SQL and Kubernetes
• No experience in Java needed
• Manages projects from the first plan to the last report
• Experience with FrobDB

Nice to have
• Experience with Docker and Terraform

Benefits
• Free Excel and welding courses
"""


def only(index: OpenIndex, text: str, **options: object) -> TextExtraction:
    (result,) = extract_texts(index, [text], **options).results  # type: ignore[arg-type]
    return result


def labels(extraction: TextExtraction) -> dict[str, SkillMention]:
    return {m.skill.label: m for m in extraction.mentions if m.skill.taxonomy == "esco"}


def check_places(sent: str, extraction: TextExtraction) -> None:
    for m in extraction.mentions:
        assert sent[m.start : m.end] == m.text
        assert sent[m.sentence_start : m.sentence_end] == m.sentence
        assert m.sentence_start <= m.start < m.end <= m.sentence_end
    for u in extraction.unmatched:
        assert sent[u.start : u.end] == u.text


def test_an_ad_gives_what_it_asks_for_and_nothing_of_the_rest(index: OpenIndex) -> None:
    found = only(index, AD, kind="posting")
    check_places(AD, found)
    named = labels(found)
    assert {"Python (computer programming)", "SQL", "Kubernetes", "Docker"} <= set(named)
    assert named["SQL"].polarity == "required"
    assert named["Docker"].polarity == "preferred"
    assert named["Java (computer programming)"].polarity == "negated"
    assert named["Kubernetes"].section == "requirements"
    spoken = " ".join(m.text for m in found.mentions)
    assert "Excel" not in spoken
    assert "welding" not in spoken
    assert "FrobDB" in {u.text for u in found.unmatched}


def test_an_answer_says_what_it_was_made_of(index: OpenIndex) -> None:
    text = "Knows Docker · 👩‍💻 · é"
    answer = extract_texts(index, [text], taxonomies=["esco"])
    (found,) = answer.results
    assert found.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert found.characters == len(text)
    assert [t.name for t in answer.stamp.taxonomies] == ["esco"]
    assert answer.stamp.generation == index.collection("skills").name
    assert {m.skill.taxonomy for m in found.mentions} == {"esco"}


PARTS = st.sampled_from(
    [
        *("Docker", "SQL", "Kubernetes", "R&amp;D", "C&#43;&#43;", "<p>", "</p>", "<li>", "<b>"),
        *("</b>", "&nbsp;", "\u00a0", "\u00ad", "\r\n", "\n\n", "\t", " ", ", ", ". ", "👩‍💻"),
        *("\ud800", "\x00", "Requirements\n", "Skills: ", "ada@example.org", "no ", "plans work "),
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PARTS, min_size=1, max_size=30).map(lambda parts: "".join([*parts, " SQL"])))
def test_offsets_are_those_of_the_text_that_was_sent(index: OpenIndex, sent: str) -> None:
    for kind in ("posting", "resume", "text"):
        check_places(sent, only(index, sent, kind=kind, min_confidence=0))


def test_markup_hides_no_skill_and_moves_no_place(index: OpenIndex) -> None:
    sent = "<ul><li>Ku\u00adbernetes &amp; <b>Doc</b>ker</li><li>S<i></i>QL</li></ul>"
    found = only(index, sent)
    check_places(sent, found)
    texts = {m.skill.label: m.text for m in found.mentions}
    assert texts["Kubernetes"] == "Ku\u00adbernetes"
    assert texts["Docker"] == "Doc</b>ker"


def test_less_sure_mentions_are_left_out_on_demand(index: OpenIndex) -> None:
    everything = only(index, AD, kind="posting", min_confidence=0).mentions
    surest = only(index, AD, kind="posting", min_confidence=0.9).mentions
    assert surest
    assert surest == tuple(m for m in everything if m.confidence >= 0.9)
    assert len(surest) < len(everything)


def test_a_text_gets_the_same_answer_alone_and_among_others(index: OpenIndex) -> None:
    texts = [AD, "Knows Docker.", AD, "Leads people and plans their work."]
    together = extract_texts(index, texts, kind="posting").results
    assert together == tuple(only(index, text, kind="posting") for text in texts)


def test_boilerplate_is_not_encoded(index: OpenIndex) -> None:
    from search.extraction.live import live_extractor

    sentences = live_extractor(index).sentences
    before = sentences.encoded
    only(index, "Benefits\n• A gym, a garden and a goat called Wilhelmine\n", kind="posting")
    assert sentences.encoded == before


@pytest.mark.parametrize(
    ("texts", "options", "error", "told"),
    [
        ([], {}, QueryError, "no text"),
        (["Java", " \n"], {}, QueryError, "Text 2 of 2 is empty"),
        (["Java"], {"kind": "cv"}, QueryError, "posting"),
        (["Java"], {"min_confidence": 1.1}, QueryError, "1.1"),
        (["Java"], {"taxonomies": ["esko"]}, SettingError, "esko"),
        (["Java"] * (MAX_TEXTS + 1), {}, TooLarge, "skillsearch index postings"),
    ],
)
def test_what_cannot_be_used_is_told_with_a_remedy(
    index: OpenIndex, texts: list[str], options: dict[str, object], error: type, told: str
) -> None:
    with pytest.raises(error) as raised:
        extract_texts(index, texts, **options)  # type: ignore[arg-type]
    assert told in str(raised.value)
    assert raised.value.remedy


def test_a_text_without_words_is_answered_with_a_note(index: OpenIndex) -> None:
    answer = extract_texts(index, ["+++ 2019 +++"])
    assert answer.results[0].mentions == ()
    assert answer.warnings == ("Text 1 has no sentence in it.",)


def test_an_extractor_is_opened_once_a_generation(index: OpenIndex) -> None:
    from dataclasses import replace

    from search.extraction.live import live_extractor

    first = live_extractor(index, ["esco"])
    assert live_extractor(index, ["esco", "esco"]).extractor is first.extractor
    assert live_extractor(index, ["onet"]).extractor is not first.extractor
    later = replace(first.collection, name="skills__g9999")
    assert index.derived(later, "sentences", lambda: "made anew") == "made anew"
    assert live_extractor(index).sentences is first.sentences
