"""Documents: the current truth, and who is there twice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from ledger_parts import claim, document, indexed, job_of

from skillsearch.documents import Personal
from skillsearch.ledger import Document, Ledger, NewItem, Settlement, simhash64
from skillsearch.ledger.duplicates import SHARED_BY_MANY
from skillsearch.ledger.simhash import BAND_BITS, NEAR_BITS, bands, distance

WORDS = np.array([f"word{number}" for number in range(3000)])


def resume(seed: int, length: int = 700) -> str:
    return " ".join(np.random.default_rng(seed).choice(WORDS, length))


def email(text: str) -> Personal:
    return Personal("email", 0, len(text), text)


def phone(text: str) -> Personal:
    return Personal("phone", 0, len(text), text)


def test_a_document_comes_back_as_it_was_settled(ledger: Ledger) -> None:
    job_of(ledger, 1)
    (item,) = claim(ledger)
    name = Personal("name", 3, 9, "Åsa Ek")
    given = replace(
        document(item, "Ja Åsa Ek \U0001f600", personal=(name,), contact_keys=["k1", "k2"]),
        record=bytes(range(256)),
        simhash=2**64 - 5,
    )
    assert ledger.settle(item, "done", given, duplicate_of=["point-1"])
    found = ledger.document("acme", "resume", "cv-1")
    assert found is not None
    assert found.indexed
    assert Document(**{**as_fields(given), "indexed": found.indexed}) == found
    assert ledger.document_by_point(given.point_id) == found
    settled = ledger.items(item.job)[0]
    assert (settled.point_id, settled.sha256) == (given.point_id, given.sha256)
    assert settled.duplicate_of == ("point-1",)
    assert ledger.document("other", "resume", "cv-1") is None
    assert ledger.document("acme", "posting", "cv-1") is None
    assert ledger.document_by_point("no\0such") is None


def as_fields(record: object) -> dict[str, object]:
    return {
        name: getattr(record, name) for name in Document.__dataclass_fields__ if name != "indexed"
    }


def test_a_changed_document_replaces_the_old_and_an_unchanged_one_names_its_point(
    ledger: Ledger,
) -> None:
    first = indexed(ledger, "cv-1", "First text.", (email("ana@example.com"),))
    job = job_of(ledger, 1)
    (item,) = claim(ledger, job=job)
    changed = replace(document(item, "Second text."), contact_keys=("other",))
    assert ledger.settle(item, "changed", changed)
    found = ledger.document_by_point(first.point_id)
    assert found is not None
    assert (found.text, found.contact_keys) == ("Second text.", ("other",))
    assert ledger.count_documents() == 1
    (item,) = claim(ledger, job=job_of(ledger, 1))
    assert ledger.settle(item, "unchanged")
    assert ledger.items(item.job)[0].point_id == first.point_id
    assert ledger.document_by_point(first.point_id) == found


def test_an_item_cannot_be_done_without_a_document(ledger: Ledger) -> None:
    job_of(ledger, 1)
    (item,) = claim(ledger)
    with pytest.raises(ValueError, match="needs its document"):
        ledger.settle(item, "done")
    assert ledger.items(item.job)[0].state == "parsing"


def test_a_text_keeps_its_offsets_whatever_characters_are_in_it(ledger: Ledger) -> None:
    made = indexed(ledger, "cv-1", "a\0b \ud800 Ek")
    found = ledger.document_by_point(made.point_id)
    assert found is not None
    assert (len(found.text), found.text[:3], found.text[-2:]) == (8, "a\ufffdb", "Ek")


def test_documents_are_listed_page_by_page_and_found_by_either_id(ledger: Ledger) -> None:
    made = [indexed(ledger, f"cv-{number}", f"Text {number}.") for number in range(5)]
    indexed(ledger, "cv-9", "Another's.", tenant="other")
    points = sorted(one.point_id for one in made)
    assert [one.point_id for one in ledger.documents("acme", "resume", limit=3)] == points[:3]
    rest = ledger.documents("acme", "resume", after=points[2])
    assert [one.point_id for one in rest] == points[3:]
    assert ledger.documents("acme", "posting") == []
    assert (ledger.count_documents(), ledger.count_documents("acme")) == (6, 5)
    asked = [made[0].point_id, "cv-3", "cv-9", "nobody"]
    assert {one.external_id for one in ledger.find_documents(asked)} == {"cv-0", "cv-3", "cv-9"}
    assert len(ledger.find_documents(asked, tenant="acme")) == 2


def test_settling_many_tells_which_were_still_held(ledger: Ledger) -> None:
    job = job_of(ledger, 3)
    held = claim(ledger, limit=3)
    ledger.fail(held[1], "damaged", "")
    ends = [Settlement(item, "done", document(item)) for item in held]
    assert ledger.settle_all(ends) == [True, False, True]
    assert ledger.counts(job).as_dict()["done"] == ledger.count_documents() == 2
    assert ledger.job(job).state == "done"


def test_the_same_contact_is_recognised_however_it_is_written(ledger: Ledger) -> None:
    spans = (email("Ana.Lim@Example.com"), phone("+65 9123 4567"))
    first = indexed(ledger, "cv-1", resume(1), spans)
    for again in [(email(" ana.lim@example.com"),), (phone("(0065) 9123-4567"),)]:
        keys = ledger.contact_keys(again)
        (found,) = ledger.likely_duplicates("acme", "resume", keys, simhash64(resume(2)))
        assert (found.point_id, found.external_id) == (first.point_id, "cv-1")
        assert found.why == "same contact"
    keys = ledger.contact_keys(spans)
    assert ledger.likely_duplicates("acme", "resume", keys, 0, not_point=first.point_id) == []
    assert ledger.likely_duplicates("other", "resume", keys, 0) == []
    assert ledger.likely_duplicates("acme", "posting", keys, 0) == []
    other = ledger.contact_keys(
        [email("ben@example.com"), phone("12"), Personal("name", 0, 1, "A")]
    )
    assert len(other) == 1
    assert ledger.likely_duplicates("acme", "resume", other, 0) == []


def test_contact_keys_tell_nothing_and_differ_between_ledgers(
    ledger: Ledger, url: str, tmp_path: object
) -> None:
    spans = [email("ana@example.com")]
    keys = ledger.contact_keys(spans)
    with Ledger(url) as same:
        assert same.contact_keys(spans) == keys
    with Ledger(f"sqlite:///{tmp_path}/another.sqlite3") as another:
        assert another.contact_keys(spans) != keys
    assert "ana" not in keys[0]
    assert ledger.contact_keys([]) == ()


def test_a_contact_of_very_many_is_nobodys_own(ledger: Ledger) -> None:
    agency = (email("office@example.org"),)
    for number in range(SHARED_BY_MANY + 1):
        found = ledger.likely_duplicates("acme", "resume", ledger.contact_keys(agency), 0)
        assert len(found) == number
        indexed(ledger, f"cv-{number}", resume(number), agency)
    assert ledger.likely_duplicates("acme", "resume", ledger.contact_keys(agency), 0) == []


def edited(text: str, edits: int, seed: int = 7) -> str:
    found = text.split()
    for place in np.random.default_rng(seed).choice(len(found), edits, replace=False):
        found[place] = "edited"
    return " ".join(found)


def test_a_text_with_words_changed_is_near_identical_and_another_is_not(ledger: Ledger) -> None:
    made = [indexed(ledger, f"cv-{number}", resume(number)) for number in range(8)]
    mark = simhash64(edited(resume(3), 5))
    assert mark != made[3].simhash
    (found,) = ledger.likely_duplicates("acme", "resume", (), mark)
    assert (found.external_id, found.why) == ("cv-3", "near-identical text")
    assert found.distance == distance(mark, made[3].simhash)
    assert ledger.likely_duplicates("acme", "resume", (), simhash64(resume(99))) == []
    half = simhash64(edited(resume(3), 350))
    assert ledger.likely_duplicates("acme", "resume", (), half) == []


def test_near_identical_fits_small_edits_and_no_two_different_texts() -> None:
    def near(text: str, other: str) -> bool:
        return distance(simhash64(text), simhash64(other)) <= NEAR_BITS["resume"]

    texts = [resume(seed) for seed in range(60)]
    assert all(near(text, edited(text, 1)) for text in texts)
    assert sum(near(text, edited(text, 10)) for text in texts) >= 30
    marks = [simhash64(text) for text in texts]
    apart = [distance(a, b) for place, a in enumerate(marks) for b in marks[:place]]
    assert min(apart) > 2 * NEAR_BITS["resume"]
    assert not any(near(text, edited(text, 200)) for text in texts)


def test_two_fingerprints_of_up_to_five_different_bits_share_a_band() -> None:
    random = np.random.default_rng(3)
    assert sum(BAND_BITS) == 64
    for _ in range(300):
        mark = int(random.integers(1, 2**64, dtype=np.uint64))
        other = mark
        for place in random.choice(64, 5, replace=False):
            other ^= 1 << int(place)
        assert any(a == b for a, b in zip(bands(mark), bands(other), strict=True))
    assert set(bands(0)) == {None}


def test_postings_must_be_nearer_than_resumes(ledger: Ledger) -> None:
    text = resume(3)
    mark = simhash64(text)
    other = next(
        found
        for edits in range(1, 60)
        if 3 < distance(mark, found := simhash64(edited(text, edits))) <= 5
    )
    for kind, expected in (("resume", 1), ("posting", 0)):
        job = ledger.create_job("acme", kind, "one").id  # type: ignore[arg-type]
        ledger.add_items(job, [NewItem(kind, kind)])
        (item,) = claim(ledger, job=job)
        ledger.settle(item, "done", document(item, text))
        found = ledger.likely_duplicates("acme", item.kind, (), other)
        assert len(found) == expected


def test_the_simhash_is_of_words_and_stays_what_it_is() -> None:
    assert simhash64("Welding, SHIPS   and\nbridges") == simhash64("welding ships and bridges")
    assert simhash64("") == simhash64(" \n–") == 0
    assert simhash64("ships") != simhash64("bridges")
    assert simhash64("welding ships and bridges") == PINNED


PINNED = 1589780427773396992
"""Stored beside every document: another value would find no duplicate in an old ledger."""
