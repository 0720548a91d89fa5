"""How far a faster arithmetic may move a vector, and the texts that this is measured on."""

from __future__ import annotations

import numpy as np

from skillsearch.encoder.base import Vectors

__all__ = ["CANONICAL_TEXTS", "MIN_COSINE", "PRECISION", "PROBE", "cosines"]

PRECISION = "float"
"""The one arithmetic family: float32, float16 on CUDA, and int8 that passed the check below.

Their vectors may be mixed; docs/decisions/0001-one-fingerprint-or-two.md has the measurements.
"""

MIN_COSINE = 0.99
"""Smallest cosine to float32 that any canonical text may have after quantisation.

Measured for all-MiniLM-L6-v2: minimum 0.9987 over these texts and over 1,500 labels of ESCO, 0.9986
over 1,500 sentences; the mean is 0.9993 or more. Per-tensor dynamic int8 falls to 0.968 on labels,
and is what this threshold is there to refuse. The empty text is not among them: it has no meaning
to keep.
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

PROBE = "Agile project management"
"""A short text on which saturating sums show: cosine 0.994 to the exact ones."""


def cosines(a: Vectors, b: Vectors) -> Vectors:
    """Cosine of each row of ``a`` with the same row of ``b``; both hold unit vectors."""
    products: Vectors = np.einsum("ij,ij->i", a, b, dtype=np.float32)
    return products
