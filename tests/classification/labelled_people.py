"""Invented people of three trades, in a folder a trade."""

from __future__ import annotations

from itertools import product
from pathlib import Path

__all__ = ["BAKER", "NAMES", "TRADES", "write_people"]

NAMES = ("Odalys Farthingale", "Bram Tolliver", "Ines Wexcombe", "Piet Hollowmere",
         "Suda Brackwater", "Ravi Oxenholme")  # fmt: skip

TRADES = {
    "BAKERY": (
        ("Baker", "Pastry Chef", "Head Baker"),
        (
            "Baked sourdough and rye bread for three shops from two in the morning.",
            "Mixed, proved and shaped dough, and watched over four deck ovens.",
            "Decorated wedding cakes with sugar paste and piped icing.",
            "Ordered flour, butter and yeast, and kept the waste below three per cent.",
            "Trained apprentices in laminating croissant dough.",
        ),
    ),
    "NURSING": (
        ("Staff Nurse", "Ward Sister", "Registered Nurse"),
        (
            "Looked after twelve patients on a cardiac ward at night.",
            "Gave medicines, dressed wounds and took blood samples.",
            "Wrote care plans with patients and their families.",
            "Supervised student nurses and handed over to the day shift.",
            "Watched vital signs and called the doctor when they fell.",
        ),
    ),
    "SOFTWARE": (
        ("Software Engineer", "Backend Developer", "Senior Developer"),
        (
            "Wrote web services in Python and Go for a payments team.",
            "Tuned SQL queries and moved a database to PostgreSQL.",
            "Deployed containers to Kubernetes with a pipeline of tests.",
            "Reviewed code and led the design of an event queue.",
            "Found and mended memory leaks in a C++ trading system.",
        ),
    ),
}

BAKER = """Yolande Merriwick
Artisan Baker
yolande.merriwick@example.com | +44 20 7946 0777 | Bristol, United Kingdom

Summary
Artisan baker who has made bread by hand for many years.

Experience
Artisan Baker, Example Loaves
March 2017 - June 2024
• Fermented sourdough, shaped loaves and baked them in a stone oven.
• Made croissants, brioche and tarts for the morning counter.

Education
Diploma in Bakery, Exampleton College, 2016
"""


def write_people(folder: Path, each: int = 6) -> Path:
    """So many resumes of each trade, no two alike, as text files."""
    for trade, (titles, duties) in TRADES.items():
        (folder / trade).mkdir(parents=True)
        starts = list(product(range(len(titles)), range(len(duties))))
        for number in range(each):
            title, first = starts[(number * 4) % len(starts)]
            said = [duties[(first + step) % len(duties)] for step in range(3)]
            text = _resume(NAMES[number % len(NAMES)], titles[title], said, 2008 + number)
            path = folder / trade / f"person-{number}.txt"
            path.write_text(text, encoding="utf-8")
    return folder


def _resume(name: str, title: str, duties: list[str], year: int) -> str:
    mail = name.lower().replace(" ", ".")
    return "\n".join(
        [
            name,
            title,
            f"{mail}@example.com | +44 20 7946 0{year - 1900} | Leeds, United Kingdom",
            "",
            "Summary",
            f"{title} with years of practice, who began in {year}.",
            "",
            "Experience",
            f"{title}, Example Works {year}",
            f"January {year} - June 2023",
            *(f"• {duty}" for duty in duties),
            "",
            "Education",
            f"Secondary school, Exampleton, {year - 2}",
            "",
        ]
    )
