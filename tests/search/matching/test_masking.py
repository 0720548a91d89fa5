"""What a search shows of people: nothing that tells who they are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Run
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from search.api.app import create_app
from search.matching.answers import Evidence, MatchHit
from search.matching.masking import HIDDEN, masked_counts, masked_hit, masked_query, neutral
from search.matching.matching import need_for, search_documents
from search.matching.need import Need
from search.matching.pair import match_pair
from search.open_index import OpenIndex
from search.request import Page
from skillsearch.documents import Personal
from skillsearch.ledger import open_ledger
from skillsearch.settings import load_settings
from skillsearch.store.models import Record
from workers.desk import JobDesk

TELLING = {
    "She led the team and improved her figures": "███ led the team and improved ███ figures",
    "HE IS A TEAM PLAYER": "███ IS A TEAM PLAYER",
    "Recommended by Mrs Lee and Mr. Ong": "Recommended by ███ Lee and ███. Ong",
    "I am a single mother with a supportive husband": "I am a single ███ with a supportive ███",
    "Proud father of three": "Proud ███ of three",
    "Sex: Female Status: Single": "Sex: ███ Status: Single",
    "Captain of the women's basketball team": "Captain of the ███ basketball team",
    "On maternity leave in 2019": "On ███ leave in 2019",
    "Chairwoman, then saleswoman": "Chairperson, then salesperson",
    "WAITRESS": "WAITER",
    "Aged 45, in good health": "███, in good health",
    "I am 38 years old and mobile": "I am ███ and mobile",
    "Born in Leeds in 1980. Welder": "███. Welder",
    "A Malaysian citizen, free to travel": "A ███, free to travel",
    "Singapore PR since 2015": "███ since 2015",
    "I am a Kenyan engineer": "I am a ███ engineer",
    "Holder of a British passport": "Holder of a ███",
}

HARMLESS = (
    "HIS and PACS systems, HER2 assays",
    "MS Office and MS SQL",
    "Women's health and mother-baby unit; mother tongue Polish",
    "Taught children aged 16 and over; patients aged 65",
    "Moved a 25 year old company to the cloud",
    "Cares for newborn babies; a born leader",
    "Citizen participation, senior citizen clientele, passport applications",
    "Chinese cuisine, Indian markets, German (C1), English teacher",
    "Human resources, midwifery, business process management",
    "National award; national service reform",
    "Male and female clients; female patients",
)


@pytest.mark.parametrize(("written", "shown"), TELLING.items())
def test_what_tells_gender_age_or_nationality_is_covered(written: str, shown: str) -> None:
    assert neutral(written) == shown


@pytest.mark.parametrize("sentence", HARMLESS)
def test_what_speaks_of_skills_and_of_others_stays(sentence: str) -> None:
    assert neutral(sentence) == sentence


@given(st.lists(st.sampled_from([*TELLING, *HARMLESS]), min_size=1, max_size=4))
def test_covering_what_is_covered_changes_nothing(sentences: list[str]) -> None:
    once = neutral("; ".join(sentences))

    assert neutral(once) == once


@given(
    st.sampled_from(["he", "she", "his", "her", "himself", "herself", "husband", "wife"]),
    st.text(alphabet="abc ,.;", max_size=20),
    st.text(alphabet="abc ,.;", max_size=20),
)
def test_both_genders_are_shown_alike(word: str, before: str, after: str) -> None:
    shown = neutral(f"{before} {word} {after}")

    assert shown == f"{before} {HIDDEN} {after}"


def test_a_hit_is_masked_wherever_it_says_something() -> None:
    from search.matching.answers import Entry, Nearest

    place = Evidence("She was the chairwoman", "experience", "chairwoman", 8, 18)
    ledger = (
        Entry("lead", "must", 1.0, "matched", "label", 1.0, evidence=(place,)),
        Entry("audit", "must", 1.0, "missing", "", 0.0, nearest=Nearest("Her audits", "x", 0.4)),
    )
    hit = MatchHit(
        "p-1", "zoe.pdf", "/cvs/zoe.pdf", 1.0, "weak", ("similar title: Chairwoman",), ledger,
        titles=("Chairwoman",),
    )  # fmt: skip
    payload = {"external_id": "zoe.pdf", "source": "/cvs/zoe.pdf"}

    shown = masked_hit(hit, Record("p-1", payload, {}), "resume")

    text = json.dumps(shown.ledger[0].evidence[0].sentence) + repr(shown)
    assert not any(word in text for word in ("She", "woman", "Her ", "zoe"))
    assert (shown.external_id, shown.source) == ("p-1", ""), "no masked form was kept of it"
    assert shown.ledger[0].evidence[0].text == "chairperson"
    named = payload | {"external_id_masked": "███.pdf", "source_masked": "/cvs/███.pdf"}
    assert masked_hit(hit, Record("p-1", named, {}), "resume").external_id == "███.pdf"


def test_forms_of_one_title_are_counted_together() -> None:
    counts = {"waiter": 3, "waitress": 4, "cook": 2}

    assert masked_counts(counts, total=6) == {"waiter": 6, "cook": 2}


def test_what_a_resume_asks_is_masked_and_still_a_query() -> None:
    query = {
        "kind": "posting",
        "titles": ["Saleswoman"],
        "requirements": [{"text": "sell", "importance": "nice", "sentence": "She sells"}],
    }

    shown = masked_query(query)

    assert shown["titles"] == ["Salesperson"]
    assert shown["requirements"] == [
        {"text": "sell", "importance": "nice", "sentence": "███ sells"}
    ]


def test_no_answer_has_anything_personal_of_the_sample_people(
    people: OpenIndex, sample_documents_dir: Path
) -> None:
    with open_ledger(load_settings(data_dir=sample_documents_dir)) as ledger:
        resumes = ledger.documents(kind="resume")
        postings = ledger.documents(kind="posting")
    secrets = {secret for one in resumes for span in one.personal for secret in _told(span)}
    assert len(secrets) > 40

    answers = [
        search_documents(people, need, Page(20), "default", with_facets=True)
        for need in (
            *(need_for(people, "resume", one.external_id, "default") for one in postings),
            *(need_for(people, "posting", one.external_id, "default") for one in resumes),
            Need("resume", text="works with people"),
        )
    ]

    shown = [json.dumps(answer.as_dict(), ensure_ascii=False).casefold() for answer in answers]
    assert all(answer.results for answer in answers)
    assert {secret for secret in secrets for text in shown if secret.casefold() in text} == set()


def _told(span: Personal) -> Iterator[str]:
    """The whole span, and of a name each of its parts."""
    if span.kind == "nationality":
        return  # a word that skills may have too ("British")
    yield span.text
    if span.kind == "name":
        yield from (word for word in span.text.replace("-", " ").split() if len(word) > 3)


@pytest.fixture(scope="module")
def named(people_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one person more, in a file named after her."""
    import io
    from contextlib import redirect_stderr, redirect_stdout

    from cli.main import skillsearch
    from skillsearch.store.files import copy_tree

    home = tmp_path_factory.mktemp("named") / "home"
    copy_tree(people_dir, home)
    folder = tmp_path_factory.mktemp("cvs")
    (folder / "hedwig-zinnober-glazier.txt").write_text(
        "Hedwig Zinnober\nhedwig.zinnober@example.com\n\nSummary\nShe is a glazier who repairs "
        "windows. I am 44 years old and a Norwegian citizen.\n\nExperience\nForewoman, Example "
        "Glass Ltd, 03/2015 - 06/2024\n- Repairs windows and glass doors in old houses\n"
        "- Her team fits shop windows and measures glass\n\nSkills\nGlazing, quality control\n",
        encoding="utf-8",
    )
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        skillsearch.main(
            ["index", "resumes", str(folder), "--data-dir", str(home)], standalone_mode=False
        )
    return home


def test_a_person_is_whole_in_the_terminal_only_when_asked_for(run: Run, named: Path) -> None:
    def ask(*flags: str) -> str:
        told = run("candidates", "repairs windows, glazier", "--limit", "1", "--data-dir", named,
                   *flags)  # fmt: skip
        assert told.code == 0, told.err
        return told.out

    as_json = ask("--json")
    for shown in (ask(), as_json):
        assert "windows" in shown
        for word in ("Hedwig", "hedwig", "innober", "She ", "Her ", "44 years", "Norwegian",
                     "orewoman"):  # fmt: skip
            assert word not in shown
    whole = json.loads(ask("--json", "--reveal"))["results"][0]
    assert whole["external_id"] == "hedwig-zinnober-glazier.txt"
    assert whole["source"].endswith("hedwig-zinnober-glazier.txt")
    masked = json.loads(as_json)["results"][0]
    assert masked["external_id"] == "██████-████████-glazier.txt"
    assert masked["id"] == whole["id"]
    assert masked["score"] == whole["score"]


def test_over_http_nobody_is_revealed_unless_the_server_was_started_so(
    people: OpenIndex, people_client: TestClient, sample_documents_dir: Path
) -> None:
    asked = {"text": "nurse", "limit": 1, "reveal": True}
    pair = {"candidate_id": "electrician.txt", "posting_id": "recruiter.txt", "reveal": True}

    for path, body in (("/v1/candidates/search", asked), ("/v1/match", pair)):
        refused = people_client.post(path, json=body)
        assert refused.status_code == 403
        assert refused.json()["type"] == "/problems/not-permitted"
        assert "SKILLSEARCH_ALLOW_REVEAL" in refused.json()["remedy"]

    settings = load_settings(data_dir=sample_documents_dir, allow_reveal=True)
    skills = people.collection("skills")
    with (
        JobDesk(settings, store=people.store, encoder=lambda: people.encoder_for(skills)) as desk,
        TestClient(create_app(people, desk)) as client,
    ):
        answer = client.post("/v1/candidates/search", json=asked).json()
        assert answer["results"][0]["external_id"] == "staff-nurse.txt"


def test_a_pair_is_masked_too(people: OpenIndex) -> None:
    from search.matching.documents import find_document

    posting = find_document(people, "posting", "recruiter.txt", "default", with_vectors=True)
    point = find_document(people, "resume", "recruiter.html", "default", with_vectors=True)
    payload = {k: v for k, v in point.payload.items() if not k.endswith("_masked")}
    bare = Record(point.id, payload, point.vector)

    assert match_pair(people, bare, posting, "default").results[0].external_id == point.id
    revealed = match_pair(people, bare, posting, "default", reveal=True)
    assert revealed.results[0].external_id == "recruiter.html"
