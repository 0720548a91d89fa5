"""Invented people and their resumes."""

from __future__ import annotations

from pathlib import Path

__all__ = ["ROSA", "SECRETS", "ottilie", "rosa", "write_pdf"]

ROSA = """Rosa Quillfeather
Senior Software Engineer
rosa.quillfeather@example.org | +44 20 7946 0123 | London, United Kingdom

Summary
Software engineer with many years of experience in Python, Java and SQL for hospitals.

Work Experience
Senior Software Engineer, Example Health
January 2019 - June 2024
• Built data pipelines in Python and deployed them with Docker and Kubernetes.
• Led a team of six engineers and ran the project management of two releases a year.

Software Developer, Sample Works
March 2014 - December 2018
• Wrote web services in Java and tuned SQL databases for the marmalade reports.

Education
BSc Computer Science, University of Exampleton, 2013

Skills
Python, Java, SQL, Docker, Kubernetes, project management
"""

SECRETS = ("Quillfeather", "rosa.quillfeather", "7946 0123")
"""What nobody may read of her without asking for it."""


def rosa(folder: Path, name: str = "rosa-quillfeather.txt", **replaced: str) -> Path:
    """Her resume in a folder, with some words replaced."""
    text = ROSA
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def ottilie(folder: Path, family: str) -> Path:
    """The resume of somebody whose name and words stand nowhere else."""
    words = {"Rosa": "Ottilie", "rosa": "ottilie", "marmalade": f"{family}berry"}
    words |= {"Quillfeather": family.title(), "quillfeather": family, "7946": "7950"}
    return rosa(folder, f"ottilie-{family}.txt", **words)


def write_pdf(path: Path, lines: list[str]) -> None:
    """A PDF with these lines; without any it is a page with a drawing and no text."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    if not lines:
        canvas.rect(100, 100, 300, 300, fill=1)
    for number, line in enumerate(lines):
        canvas.drawString(60, 800 - 14 * number, line)
    canvas.save()
