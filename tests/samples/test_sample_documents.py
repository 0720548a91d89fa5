"""The sample resumes and postings show what the README of the samples and the guide say of them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from command_line import Run
from loaded_samples import AS_OF, LoadedSamples

from cli.demo import AS_OF as AS_OF_THE_DEMO
from indexer.documents.parsing import read, understand
from indexer.samples import sample_postings, sample_resumes
from skillsearch.documents import Quarantined, Resume, masked

RESUMES = sorted(path for path in sample_resumes().iterdir() if "invoice" not in path.name)
GUIDE = (Path(__file__).parents[2] / "docs" / "ingestion.md").read_text(encoding="utf-8")


def resume_of(path: Path) -> Resume:
    found = understand("resume", read("resume", path.name, data=path.read_bytes()), as_of=AS_OF)
    assert isinstance(found, Resume)
    return found


@pytest.fixture
def shown(run: Run, loaded_samples: LoadedSamples) -> Any:
    """Gives what a command says of the loaded samples, as JSON."""

    def call(*arguments: str) -> Any:
        return run(*arguments, "--json", "--data-dir", loaded_samples.home).document

    return call


@pytest.mark.parametrize("path", RESUMES, ids=lambda path: path.name)
def test_a_resume_is_understood_and_its_person_masked(path: Path) -> None:
    resume = resume_of(path)
    assert resume.titles
    assert resume.years is not None
    assert resume.years > 5
    kinds = {span.kind for span in resume.personal}
    assert {"name", "email"} <= kinds
    hidden = masked(resume.text, resume.personal)
    told = [*(piece.text for piece in resume.pieces), hidden]
    assert not any(re.search(r"@\w|example\.(org|com)", text) for text in told)


def test_every_address_is_one_that_belongs_to_nobody() -> None:
    for path in (*sample_resumes().iterdir(), *sample_postings().iterdir()):
        addresses = re.findall(r"[\w.+-]+@([\w.-]+\w)", path.read_text(encoding="utf-8"))
        assert all(domain.endswith("example.org") for domain in addresses), path.name


def test_the_invoice_is_no_resume() -> None:
    with pytest.raises(Quarantined) as refused:
        resume_of(sample_resumes() / "invoice-0417.txt")
    assert refused.value.reason == "not-a-resume"


def test_all_but_the_invoice_are_indexed_and_one_looks_like_another(
    shown: Any, loaded_samples: LoadedSamples
) -> None:
    jobs = {job["kind"]: job for job in shown("jobs")["jobs"]}
    assert jobs["resume"]["counts"]["done"] == len(RESUMES) == 11
    assert jobs["posting"]["counts"]["done"] == jobs["posting"]["given"] == 8
    items = shown("job", jobs["resume"]["id"], "--items")["items"]
    assert Counter(item["reason"] for item in items) == {"": 11, "not-a-resume": 1}
    twins = {item["external_id"] for item in items if item["duplicate_of"]}
    assert len(twins) == 1
    assert twins <= {"backend-developer.md", "backend-developer-2020.html"}


@pytest.mark.parametrize(
    ("document", "skills"),
    [
        ("backend-developer.md", {"Python (computer programming)", "Kubernetes", "Django"}),
        ("staff-nurse.txt", {"administer medication", "carry out wound care"}),
        ("data-engineer.json", {"Apache Spark", "build data pipelines", "SQL"}),
        ("site-manager.xml", {"estimate construction costs", "manage construction sites"}),
        ("warehouse-operative.txt", {"operate forklifts", "pick and pack orders"}),
        ("management-accountant.html", {"forecast cash flow", "management accounting"}),
        ("head-chef.md", {"plan menus", "comply with food safety and hygiene"}),
        ("secondary-teacher.md", {"assess students", "develop digital learning materials"}),
        ("electrician.txt", {"install solar panels", "carry out energy audits"}),
        ("recruiter.html", {"source candidates", "write job descriptions"}),
    ],
)
def test_skills_of_every_trade_are_found(document: str, skills: set[str], shown: Any) -> None:
    found = {skill["label"]: skill for skill in shown("candidate", document)["skills"]}
    assert skills <= found.keys()
    assert all(found[skill]["evidence"][0]["sentence"] for skill in skills)


def test_years_are_counted_for_what_was_done_and_not_for_what_follows(shown: Any) -> None:
    skills = {skill["label"]: skill for skill in shown("candidate", "site-manager.xml")["skills"]}
    assert skills["pour concrete"]["years"] == pytest.approx(7.8)
    assert skills["English"]["years"] is None, "languages stand below the last position"


@pytest.mark.parametrize(
    ("document", "must", "nice"),
    [
        ("NW-1001", {"SQL", "Docker", "Kubernetes"}, {"Terraform", "Apache Kafka"}),
        ("DGH-77", {"infection prevention and control"}, {"provide palliative care"}),
        ("solar-installer.txt", {"follow health and safety rules"}, {"carry out energy audits"}),
    ],
)
def test_what_a_posting_asks_for_and_would_like_is_told_apart(
    document: str, must: set[str], nice: set[str], shown: Any
) -> None:
    skills = shown("posting", document)["skills"]
    assert must <= {skill["label"] for skill in skills if skill["asked"] == "must"}
    assert nice <= {skill["label"] for skill in skills if skill["asked"] == "nice"}


def test_the_pay_of_a_table_and_of_schema_org_is_read(shown: Any) -> None:
    low = {name: shown("posting", name)["pay"] for name in ("NW-1001", "NW-1003", "DGH-77")}
    assert low["NW-1001"] == {"low": 55000, "high": 68000, "currency": "EUR", "period": "year"}
    assert low["NW-1003"]["low"] == pytest.approx(13.4)
    assert low["DGH-77"]["currency"] == "GBP"


def test_the_guide_quotes_what_the_commands_say(run: Run, loaded_samples: LoadedSamples) -> None:
    vacancies = str(sample_postings() / "vacancies.csv")
    home = loaded_samples.home
    said = {
        "index resumes": loaded_samples.resumes,
        "index postings": run("index", "postings", vacancies, "--dry-run", "--data-dir", home).out,
        "candidate": run("candidate", "site-manager.xml", "--data-dir", home).out,
    }
    for command, printed in said.items():
        quoted = re.search(
            rf"^\$ skillsearch {command} (?:indexer|site-m).*\n([^$]*?)^```", GUIDE, re.M
        )
        assert quoted, command
        lines = {line.rstrip() for line in printed.splitlines()}
        for line in quoted[1].splitlines():
            if not _differs_from_run_to_run(line):
                assert line in lines, f"{command} does not say: {line}"


def _differs_from_run_to_run(line: str) -> bool:
    return line == "…" or line.startswith(("12 parsed", "12 given", "More: "))


def test_the_demo_counts_years_as_the_guide_does() -> None:
    assert AS_OF_THE_DEMO == AS_OF
