"""Short vacancies pass, other texts do not; who vouches for a text gets it read."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.documents.parsing import parse_payload, read, understand
from indexer.documents.postings import understand_posting
from skillsearch.documents import Posting, Quarantined, ReadDocument

DOMAINS = Path(__file__).parents[2] / "matching" / "domains"

OTHERS = {
    "an article": """Hospital nurses to vote on strike

Nurses at three hospitals in Fernshire will vote next month on whether to strike over pay, their
union said on Tuesday. The vacancy rate in the county has doubled since 2021, according to figures
that were published last week. "We are losing experienced staff to agencies that offer a better
salary," she said. A spokesperson for the trust told reporters that talks would go on. Last year
the trust employed 3,100 nurses, full-time and part-time; critics say that at least 400 more are
required. The minister said on Friday that the role of agencies would be reviewed.
""",
    "a page of a shop": """Chef's Knife, 20 cm

Only £49. In stock. Free delivery on orders over £40. Add to basket.

Our best-selling knife for cooks who are looking for an edge that lasts. You will feel the balance
at once. Full-time cooks give it 4.8 out of 5 stars. Dimensions: 33 x 5 cm. Ten years warranty.

Customer reviews
"I have used it every day for a year." You may also like: Paring Knife, Whetstone.
""",
    "a recipe": """Cook's lentil soup
Serves 4. At least one hour.

Ingredients
2 tablespoons olive oil, 1 onion, chopped; 300 g of lentils; 1 teaspoon cumin

Preheat a pot. You will need patience: simmer the lentils for forty minutes, then garnish.
""",
    "a description of a course": """Project Management for Engineers

This course introduces engineers to the duties of a project manager. Students will learn to plan,
to estimate and to report. Course code PM-201, 10 credits, part-time over twelve weeks.

Learning outcomes
On completion you will be able to draw up a schedule and to lead a small team.

Requirements
A degree or diploma in engineering. No prior knowledge of software is needed.

Tuition fees
GBP 900. Enrolment closes on 1 May; apply online. Lectures are held on Tuesdays.
""",
    "minutes of a meeting": """Minutes of the meeting of the staff committee, 4 March

In attendance: seven members. Apologies: two.

1. Matters arising. The vacancy for a site manager has been advertised; interviews in April.
2. Responsibilities for the summer fair were shared out. Action: the secretary to book the hall.
3. Annual leave: the policy requires at least two weeks of notice.
Any other business: none. The meeting closed at 4 pm. Date of next meeting: 6 May.
""",
}


@pytest.mark.parametrize("domain", ["kitchen", "logistics", "marketing", "teaching"])
def test_vacancies_of_two_hundred_words_pass(domain: str) -> None:
    for path in sorted((DOMAINS / domain).glob("posting-*.txt")):
        assert _posting(path).title, path.name


@pytest.mark.parametrize("what", OTHERS)
def test_other_texts_are_refused_and_called_by_what_they_are(what: str) -> None:
    with pytest.raises(Quarantined) as refused:
        understand_posting(ReadDocument(OTHERS[what], "txt"))
    assert refused.value.reason == "not-a-posting"
    assert what in refused.value.message


def test_a_text_that_is_vouched_for_needs_no_signs_of_a_vacancy() -> None:
    duties = "Cut hedges along the canal.\nMend gates and stiles.\nPlant trees in November.\n" * 12
    with pytest.raises(Quarantined):
        understand_posting(ReadDocument(duties, "txt"))
    assert understand_posting(ReadDocument(duties, "txt"), declared=True).pieces
    payload = {"kind": "posting", "name": "job.txt", "data": duties.encode()}
    with pytest.raises(Quarantined):
        parse_payload(payload)
    assert parse_payload({**payload, "declared": True})["record"]["pieces"]


@pytest.mark.parametrize(
    "text",
    [
        "INVOICE\nInvoice number 7\nBill to: Fennel\nAmount due 12.00. Payment terms: 30 days.\n",
        "Access denied\nPlease enable JavaScript and cookies to continue. Error 403.",
        (DOMAINS / "software" / "resume-1.txt").read_text(encoding="utf-8"),
    ],
)
def test_what_surely_is_something_else_is_refused_even_so(text: str) -> None:
    with pytest.raises(Quarantined) as refused:
        understand_posting(ReadDocument(text, "txt"), declared=True)
    assert refused.value.reason == "not-a-posting"


def _posting(path: Path) -> Posting:
    posting = understand("posting", read("posting", path.name, data=path.read_bytes()))
    assert isinstance(posting, Posting)
    return posting
