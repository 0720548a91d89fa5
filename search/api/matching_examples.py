"""Answers of searches for candidates and postings, as OpenAPI shows them."""

from __future__ import annotations

from pydantic.config import JsonDict

from search.api.schemas import STAMP_EXAMPLE

__all__ = [
    "NEED_EXAMPLE",
    "PAIR_EXAMPLE",
    "RECEIPT_ID",
    "SEARCH_BODY_EXAMPLE",
    "SEARCH_EXAMPLE",
]

RECEIPT_ID = "019a8c3e-5b7d-7c21-9d43-8e1f0a2b4c6d"

SEARCH_BODY_EXAMPLE: JsonDict = {
    "text": "python and sql, not java",
    "filters": {"years_min": 8},
    "limit": 2,
    "facets": True,
    "meter": True,
}

NEED_EXAMPLE: JsonDict = {
    "kind": "resume",
    "text": "python, sql",
    "requirements": [
        {
            "text": "python",
            "importance": "must",
            "skills": ["08c7c484-6cbc-5944-a419-437713fc27e9"],
        },
        {
            "text": "sql",
            "importance": "must",
            "skills": ["6f39e8ef-656b-5472-831a-dcb64e85c92e"],
        },
        {
            "text": "java",
            "importance": "not",
            "skills": ["cfaf2d55-134f-5928-84db-98632b15d234"],
        },
    ],
    "filters": {"years_min": 8.0},
}

_DEVELOPER: JsonDict = {
    "id": "6dc1d472-217c-5412-8a3a-e5aad09db9a2",
    "external_id": "backend-developer.md",
    "source": "resumes/backend-developer.md",
    "score": 99.6,
    "band": "strong",
    "reasons": ["has 2 of 2 things asked for: python, sql"],
    "ledger": [
        {
            "requirement": "python",
            "importance": "must",
            "weight": 1.0,
            "status": "matched",
            "way": "alias",
            "degree": 1.0,
            "met_by": {
                "id": "08c7c484-6cbc-5944-a419-437713fc27e9",
                "label": "Python (computer programming)",
                "taxonomy": "esco",
                "tie": "same",
            },
            "evidence": [
                {
                    "sentence": "Split a booking system of ten years into eleven Python services "
                    "behind REST APIs.",
                    "section": "experience",
                    "text": "Python",
                    "start": 359,
                    "end": 365,
                }
            ],
            "years": 4.8,
            "years_asked": None,
            "nearest": None,
            "asked_in": "",
        },
        {
            "requirement": "sql",
            "importance": "must",
            "weight": 1.0,
            "status": "matched",
            "way": "label",
            "degree": 1.0,
            "met_by": {
                "id": "6f39e8ef-656b-5472-831a-dcb64e85c92e",
                "label": "SQL",
                "taxonomy": "esco",
                "tie": "same",
            },
            "evidence": [
                {
                    "sentence": "Designed the PostgreSQL schema for seat reservations and wrote "
                    "the SQL that keeps it fast.",
                    "section": "experience",
                    "text": "SQL",
                    "start": 561,
                    "end": 564,
                }
            ],
            "years": 4.8,
            "years_asked": None,
            "nearest": None,
            "asked_in": "",
        },
        {
            "requirement": "java",
            "importance": "not",
            "weight": 1.0,
            "status": "missing",
            "way": "",
            "degree": 0.0,
            "met_by": None,
            "evidence": [],
            "years": None,
            "years_asked": None,
            "nearest": {
                "sentence": "Developed web applications in Django and JavaScript for three "
                "housing associations.",
                "section": "experience",
                "distance": 0.608,
            },
            "asked_in": "",
        },
    ],
    "score_back": None,
    "titles": ["Back-end developer", "Software developer"],
    "years": 8.3,
    "location": "Utrecht, Netherlands",
    "seniority": "mid",
    "education_level": "bachelor",
    "languages": ["de", "en", "nl"],
    "as_of": "2025-12-01",
    "features": {
        "skills": 1.0,
        "must": 1.0,
        "title": None,
        "sentences": None,
        "profile": 0.3171,
        "field": 0.7909,
        "years": None,
        "seniority": None,
        "education": None,
        "languages": None,
        "recency": 1.0,
    },
}

SEARCH_EXAMPLE: JsonDict = {
    "query": NEED_EXAMPLE,
    "understood": [
        {
            "start": 0,
            "end": 6,
            "text": "python",
            "meaning": "must: skill: Python (computer programming)",
        },
        {"start": 11, "end": 14, "text": "sql", "meaning": "must: skill: SQL"},
        {
            "start": 20,
            "end": 24,
            "text": "java",
            "meaning": "not wanted: skill: Java (computer programming)",
        },
    ],
    "results": [_DEVELOPER],
    "total": 10,
    "warnings": [],
    "stamp": STAMP_EXAMPLE | {"generation": "candidates__g0001"},
    "facets": {
        "skills": {"Python": 3, "Linux": 2, "SQL": 2},
        "titles": {"software developer": 2, "back end developer": 1},
        "locations": {"netherlands": 1, "utrecht": 1},
        "languages": {"en": 8, "de": 2, "nl": 1},
    },
    "meter": [
        {
            "constraint": "years_min",
            "kind": "filter",
            "text": "at least 8 years",
            "strict": True,
            "more": 1,
            "more_above_75": 1,
            "is_exact": True,
        },
        {
            "constraint": "requirements[1]",
            "kind": "must",
            "text": "sql",
            "strict": False,
            "more": 0,
            "more_above_75": 0,
            "is_exact": True,
        },
    ],
    "probe": None,
    "impact": None,
    "receipt": RECEIPT_ID,
    "offset": 0,
}

_AT_HEIGHT = "safe working at height; you follow health and safety rules without being told"
_ON_ROOFS = "install solar panels, inverters and batteries on homes and schools"

PAIR_EXAMPLE: JsonDict = {
    "query": {
        "kind": "resume",
        "titles": ["Solar Installer"],
        "requirements": [
            {
                "text": "follow safety procedures at height",
                "importance": "must",
                "weight": 0.824,
                "skills": ["cf1e0f20-a36e-5f38-99c6-3209fa9be501"],
                "sentence": _AT_HEIGHT,
            },
            {
                "text": "install solar panels",
                "importance": "nice",
                "weight": 0.665,
                "skills": ["53b76e0c-132c-5ac0-b923-a211a8685327"],
                "sentence": _ON_ROOFS,
            },
        ],
        "education_level": "vocational",
        "document": "121b5d76-d6f0-51a8-bdfd-8859354a104f",
    },
    "understood": [],
    "results": [
        {
            "id": "25262fda-4940-555d-9b5b-a6d6a1793ddb",
            "external_id": "site-manager.xml",
            "source": "resumes/site-manager.xml",
            "score": 98.0,
            "band": "strong",
            "reasons": ["has 1 of 2 things asked for: follow safety procedures at height"],
            "ledger": [
                {
                    "requirement": "follow safety procedures at height",
                    "importance": "must",
                    "weight": 0.824,
                    "status": "matched",
                    "way": "alias",
                    "degree": 1.0,
                    "met_by": {
                        "id": "cf1e0f20-a36e-5f38-99c6-3209fa9be501",
                        "label": "follow safety procedures at height",
                        "taxonomy": "esco",
                        "tie": "same",
                    },
                    "evidence": [
                        {
                            "sentence": "Followed safety procedures at height, every day.",
                            "section": "experience",
                            "text": "Followed safety procedures at height",
                            "start": 494,
                            "end": 530,
                        }
                    ],
                    "years": 7.8,
                    "years_asked": None,
                    "nearest": None,
                    "asked_in": _AT_HEIGHT,
                },
                {
                    "requirement": "install solar panels",
                    "importance": "nice",
                    "weight": 0.665,
                    "status": "missing",
                    "way": "",
                    "degree": 0.0,
                    "met_by": None,
                    "evidence": [],
                    "years": None,
                    "years_asked": None,
                    "nearest": {
                        "sentence": "Technician's diploma in construction",
                        "section": "education",
                        "distance": 0.811,
                    },
                    "asked_in": _ON_ROOFS,
                },
            ],
            "score_back": 96.3,
            "titles": ["Construction manager", "Bricklayer"],
            "years": 17.6,
            "location": "Gdańsk, Poland",
            "seniority": "manager",
            "education_level": "vocational",
            "languages": ["en", "pl"],
            "as_of": "2025-12-01",
            "features": {
                "skills": 0.2164,
                "must": 0.7697,
                "title": 0.0399,
                "sentences": 0.3222,
                "profile": 0.3963,
                "field": 0.8327,
                "years": None,
                "seniority": None,
                "education": 1.0,
                "languages": None,
                "recency": 0.0,
            },
        }
    ],
    "total": 1,
    "warnings": [],
    "stamp": STAMP_EXAMPLE,
    "facets": {},
    "meter": None,
    "probe": None,
    "impact": None,
    "receipt": "",
    "offset": 0,
}
