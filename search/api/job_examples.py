"""Jobs and the people in them, as OpenAPI shows them."""

from __future__ import annotations

from pydantic.config import JsonDict

__all__ = [
    "ERASURE_EXAMPLE",
    "EXPORT_EXAMPLE",
    "ITEM_EXAMPLE",
    "JOB_EXAMPLE",
    "PORTRAIT_EXAMPLE",
]

JOB_EXAMPLE: JsonDict = {
    "id": "0199f2b4-7c1e-7d20-9a55-3a1c5d1f0b77",
    "kind": "resume",
    "tenant": "default",
    "state": "running",
    "label": "3 files over HTTP (5d1f0b77)",
    "given": 3,
    "counts": {
        "done": 1,
        "changed": 0,
        "unchanged": 0,
        "quarantined": 1,
        "failed": 0,
        "cancelled": 0,
        "waiting": 1,
    },
    "created": "2026-01-31T09:30:00.000+00:00",
    "started": "2026-01-31T09:30:01.000+00:00",
    "finished": "",
    "per_second": 8.4,
    "seconds_left": 0.1,
}

ITEM_EXAMPLE: JsonDict = {
    "number": 2,
    "external_id": "scan.pdf",
    "source": "scan.pdf",
    "state": "quarantined",
    "reason": "no-text",
    "message": "scan.pdf: none of its 2 pages holds text, only images.",
    "attempts": 0,
    "id": "",
    "duplicate_of": [],
    "finished": "2026-01-31T09:30:02.000+00:00",
}

PORTRAIT_EXAMPLE: JsonDict = {
    "id": "3f0c9a52-51f5-5d3c-8a5b-0d4a3c0f5e11",
    "external_id": "4711",
    "kind": "resume",
    "tenant": "default",
    "indexed": "2026-01-31T09:30:02.000+00:00",
    "as_of": "2026-01-31",
    "titles": ["Senior Software Engineer"],
    "location": "London, United Kingdom",
    "seniority": "senior",
    "education_level": "bachelor",
    "quality": 0.93,
    "text_language": "en",
    "years": 11.8,
    "languages": [{"code": "en", "name": "English", "level": "native"}],
    "skills": [
        {
            "label": "Kubernetes",
            "id": "http://example.org/skillsearch/skill/kubernetes",
            "taxonomy": "esco",
            "version": "1.1.0",
            "confidence": 0.97,
            "years": 7.1,
            "evidence": [
                {
                    "sentence": "Deployed them with Docker and Kubernetes.",
                    "text": "Kubernetes",
                    "match": "alias",
                    "confidence": 0.97,
                    "start": 412,
                    "end": 422,
                }
            ],
        }
    ],
    "personal": {"email": 1, "name": 2, "phone": 1},
    "duplicate_of": [],
}

ERASURE_EXAMPLE: JsonDict = {
    "id": "3f0c9a52-51f5-5d3c-8a5b-0d4a3c0f5e11",
    "erased": True,
    "removed": {
        "points": ["candidates__g0001"],
        "documents": 1,
        "contacts": 2,
        "items": 1,
        "parsed": 0,
        "receipts": 0,
        "spooled": 0,
        "uploads": 1,
        "classifier_examples": 0,
    },
    "rewritten": True,
    "proof": [
        {"where": "the store, by id", "passed": True, "found": "nothing in 1 generation"},
    ],
    "not_touched": [],
}

EXPORT_EXAMPLE: JsonDict = {
    "id": "d8aec010-f9d8-50d1-97d1-58f36caf2182",
    "external_id": "electrician.txt",
    "document": {
        "text": "Wendell Astrakhan\nwendell.astrakhan@example.org\n\n"
        "Electrician and solar installer, since February 2020\n"
        "install solar panels on homes and two schools",
        "personal": [
            {"kind": "name", "text": "Wendell Astrakhan", "start": 0, "end": 17},
            {"kind": "email", "text": "wendell.astrakhan@example.org", "start": 18, "end": 47},
        ],
        "record": {
            "as_of": "2025-12-01",
            "titles": ["Electrician and solar installer"],
            "years": 5.9,
            "seniority": "mid",
        },
        "source": "resumes/electrician.txt",
        "sha256": "e089ee370ecf49af742651ff302e748aeace22aa3fafdcef49cc993612b50c74",
        "pipeline": "270a90069c44f290",
        "indexed": "2026-01-31T09:30:02.000+00:00",
        "contact_keys": ["1cf7a92188c7db6fceb3363f86c0ec6beaa28616c9c8280b437819a65989564a"],
        "simhash": "75a2641bc21ac76c",
    },
    "points": {
        "candidates__g0001": {
            "payload": {
                "tenant": "default",
                "external_id": "electrician.txt",
                "as_of": "2025-12-01",
                "titles": ["Electrician and solar installer"],
                "years": 5.9,
                "evidence": [
                    {
                        "skill": "53b76e0c-132c-5ac0-b923-a211a8685327",
                        "id": "http://example.org/skillsearch/skill/install-solar-panels",
                        "label": "install solar panels",
                        "taxonomy": "esco",
                        "version": "1.1.0",
                        "confidence": 0.95,
                        "years": 5.9,
                        "mentions": [
                            {
                                "start": 102,
                                "end": 122,
                                "text": "install solar panels",
                                "match": "alias",
                                "polarity": "held",
                                "confidence": 0.95,
                                "piece": 2,
                            }
                        ],
                    }
                ],
            },
            "vectors": {"dense": {"shape": [384]}, "bm25": {"terms": 100}},
        }
    },
    "items": [
        {
            "job": "0199f2b4-7c1e-7d20-9a55-3a1c5d1f0b77",
            "number": 1,
            "source": "electrician.txt",
            "reference": {"path": "resumes/electrician.txt"},
            "state": "done",
            "reason": "",
            "message": "",
            "sha256": "e089ee370ecf49af742651ff302e748aeace22aa3fafdcef49cc993612b50c74",
            "duplicate_of": [],
            "started": "2026-01-31T09:30:01.000+00:00",
            "finished": "2026-01-31T09:30:02.000+00:00",
        }
    ],
    "jobs": [
        {
            "id": "0199f2b4-7c1e-7d20-9a55-3a1c5d1f0b77",
            "label": "3 files over HTTP (5d1f0b77)",
            "created": "2026-01-31T09:30:00.000+00:00",
            "options": {"as_of": "2025-12-01", "fields": {}},
        }
    ],
    "kind": "resume",
    "tenant": "default",
    "uploads": [],
    "duplicates": [],
}
