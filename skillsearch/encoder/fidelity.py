"""How far a faster arithmetic may move a vector, and the texts that this is measured on."""

from __future__ import annotations

import numpy as np

from skillsearch.encoder.base import Vectors

__all__ = ["CANONICAL_TEXTS", "MIN_COSINE", "PRECISION", "cosines"]

PRECISION = "float"
"""The one arithmetic family: float32, float16 on CUDA, and int8 that passed the check below.

Their vectors may be mixed; docs/decisions/0001-one-fingerprint-or-two.md has the measurements.
"""

MIN_COSINE = 0.99
"""Smallest cosine to float32 that any canonical text may have after quantisation.

Measured for all-MiniLM-L6-v2: minimum 0.9966 over these texts, 0.9948 over the 13,896 preferred
labels of ESCO 1.1.1. Per-tensor dynamic int8 falls to 0.968 on those labels, and is what this
threshold is there to refuse. The empty text is not among them (0.984): it has no meaning to keep.
"""

CANONICAL_TEXTS: tuple[str, ...] = (
    "Python",
    "SQL",
    "C++",
    "manage musical staff",
    "apply anti-oppressive practices",
    "supervise correctional procedures",
    "haematology",
    "Agile project management",
    "machine learning",
    "weld stainless steel pipes",
    "plan menus for hospital patients",
    "negotiate prices with suppliers of raw materials",
    "drive a forklift truck safely in a busy warehouse",
    "Responsible for the month-end close, bank reconciliations and the quarterly VAT return.",
    "Led a team of eight nurses on a surgical ward and trained the new starters.",
    "Built data pipelines in Python and Airflow that load 2 TB a day into the warehouse.",
    "We are looking for a teacher of mathematics who inspires pupils of every ability.",
    "Answered up to 80 calls a day, resolved complaints and kept the CRM up to date.",
    "Designs low-voltage circuits, lays out PCBs and tests the prototypes (EMC, thermal, drop).",
    "Erstellt Angebote für Kunden und überwacht die Fertigung.",
    "Anime les réseaux sociaux de l'entreprise et mesure leur portée.",
    "数据分析和机器学习",
    "RN, BLS, ACLS; 5+ yrs ICU — night shifts OK!",
    "Kubernetes / Docker / Terraform (AWS, GCP)",
    "Managed a budget of $1,250,000 and cut costs by 12.5% within 18 months. " * 4,
    "The successful candidate plans the production of the plant week by week, agrees the plan with "
    "purchasing, maintenance and sales, follows it up on the shop floor every morning, and reports "
    "the reasons for each deviation together with a proposal of what to change.",
    "Skills: teamwork, time management, attention to detail, Microsoft Excel, stock control",
)
"""Texts of the domain in all lengths, with some of the strange ones that really come."""


def cosines(a: Vectors, b: Vectors) -> Vectors:
    """Cosine of each row of ``a`` with the same row of ``b``; both hold unit vectors."""
    products: Vectors = np.einsum("ij,ij->i", a, b, dtype=np.float32)
    return products
