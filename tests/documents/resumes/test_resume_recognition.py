"""What is not a resume is refused, however much it looks like one."""

from __future__ import annotations

import pytest

from indexer.documents.resumes import understand_resume
from skillsearch.documents import Quarantined, ReadDocument

NO_RESUMES = {
    "novel": """Chapter Three

The rain had not stopped for a week when Ellen walked down to the harbour. She carried the letter
in her coat, and she had not opened it. The boats lay still. An old man who mended nets looked up
at her and nodded, as he had nodded at her father, and at his father before him.

"You will want to wait," he said. "Nothing sails in this."

She sat down beside him. In 1998, or perhaps the year after, he had lost two fingers to a winch,
and he worked with the eight that were left as quickly as anyone on the coast.
""",
    "invoice": """INVOICE No. 2031-44
Example Supplies Ltd
Phone: +44 20 7946 0991  billing@example.com
Bill to: Sample Bakery
Date: 03/04/2021   Payment terms: 30 days

Qty  Description         Unit price   Total
12   Flour, 25 kg        14.00        168.00
3    Yeast, 1 kg         6.50         19.50
Subtotal 187.50
VAT 20% 37.50
Amount due 225.00
""",
    "recipe": """Lentil soup
Serves 4
Ingredients
2 tablespoons of olive oil, 1 onion, 300 g of red lentils, 1 teaspoon of cumin

Preheat a large pot. Fry the onion until it is soft, then add cumin and lentils. Pour in a litre of
water and cook for twenty minutes. Season, and serve with bread.
""",
    "posting": """Warehouse Manager
Example Logistics, Leeds

About the role
We are looking for a Warehouse Manager to join our team. You will lead twenty people and report to
the operations director.

Key responsibilities
- Plan shifts and manage stock
- Coach supervisors

Skills
- Experience of warehouse systems
- Clear communication

Education
A degree in logistics would be welcome.

Experience
At least 3 years in a similar position. The successful candidate must have a driving licence.

We offer a competitive salary and 25 days of holiday. Please apply online by 1 May 2021.
""",
    "code": """import sys
from pathlib import Path

class Reader:
    def __init__(self, path):
        self.path = path

    def read(self):
        for line in self.path.open():
            if line.startswith("#"):
                continue
            yield line.split()

def main():
    for row in Reader(Path(sys.argv[1])).read():
        print(row)
""",
    "log": """2021-03-04 10:11:12 INFO worker started
2021-03-04 10:11:13 INFO connected to database
2021-03-04 10:12:01 ERROR job 17 failed: timeout
2021-03-04 10:12:02 INFO retry of job 17
2021-03-04 10:13:44 WARN queue is long
""",
    "letter": """Dear Ms Example,

thank you for your message of 3 March. The delivery that you ask about left our store on Monday and
should reach you this week. If it does not, call us on +44 20 7946 0100 and we will send another.

Yours sincerely,
Customer care
""",
    "one-sentence": "This is a test document.",
}


@pytest.mark.parametrize("kind", NO_RESUMES)
def test_what_is_no_resume_is_refused(kind: str) -> None:
    with pytest.raises(Quarantined) as refusal:
        understand_resume(ReadDocument(NO_RESUMES[kind], "txt"), as_of="2021-12-31")
    assert refusal.value.reason == "not-a-resume"
    assert "likeness" in refusal.value.message
    assert refusal.value.remedy


def test_a_refusal_does_not_quote_the_document() -> None:
    with pytest.raises(Quarantined) as refusal:
        understand_resume(ReadDocument(NO_RESUMES["letter"], "txt"))
    assert "7946" not in str(refusal.value)
    assert "Example" not in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        # A student with little to say.
        "Ida Placeholder\nida@example.org\nEducation\nExample High School, 2021\n"
        "Skills\nSpreadsheets, German\n",
        # Nobody to be reached, as in an anonymised set.
        "COOK\nSummary\nCook who likes early mornings.\nExperience\nCook\n"
        "May 2015 to June 2019 Company Name, City , State\nPrepared breakfast for 120 guests.\n"
        "Skills\nknife skills, stock keeping\n",
        # No headings, but dated positions.
        "Ola Placeholder, ola@example.org, 555-014-0188\n"
        "Electrician, Example Power Ltd, 2012 - 2019\nWired houses and trained two apprentices.\n"
        "Apprentice Electrician, Sample Grid Ltd, 2009 - 2012\nLearned the trade.\n",
    ],
)
def test_a_short_resume_is_a_resume(text: str) -> None:
    assert understand_resume(ReadDocument(text, "txt"), as_of="2021-12-31").pieces
