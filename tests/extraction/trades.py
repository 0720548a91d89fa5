"""A small taxonomy whose labels are hard to tell from everyday words."""

from __future__ import annotations

from pathlib import Path

__all__ = ["ROWS", "write_trades"]

ROWS = (
    ("c", "C", ""),
    ("cpp", "C++", "cpp"),
    ("csharp", "C#", "c sharp"),
    ("dotnet", ".NET", "dot net"),
    ("r", "R", ""),
    ("go", "Go (programming language)", "golang"),
    ("java", "Java (computer programming)", ""),
    ("javascript", "JavaScript", ""),
    ("python", "Python (computer programming)", ""),
    ("swift", "Swift (computer programming)", ""),
    ("scheme", "Scheme (computer programming)", ""),
    ("spring", "Spring (framework)", "Spring Boot"),
    ("rest", "REST", "RESTful API"),
    ("excel", "use spreadsheets software", "Excel|Microsoft Excel"),
    ("word", "use word processing software", "Word|Microsoft Word"),
    ("access", "use databases", "Access|Microsoft Access"),
    ("teams", "use online communication tools", "Teams|Microsoft Teams"),
    ("office", "use Microsoft Office", "Office|MS Office"),
    ("sql", "SQL", ""),
    ("node", "Node.js", ""),
    ("rnd", "R&D", "research and development"),
    ("teaching", "teaching", "instruct pupils"),
    ("communication", "communication", "communicate with people"),
    ("projects", "project management", "manage projects"),
    ("staff", "manage staff", "manage a team of people"),
    ("ml", "machine learning", ""),
    ("welding", "welding", "TIG welding"),
    ("behaviour", "analyse customer behaviour", ""),
    ("frontend", "front-end development", ""),
    ("accounts", "prepare financial statements", "annual accounts, preparation"),
    ("databases", "relational database", ""),
    ("deploy", "deploy containers", "Kubernetes|K8s"),
    ("rust", "Rust (computer programming)", ""),
    ("ruby", "Ruby (computer programming)", ""),
    ("kotlin", "Kotlin", "", "jvm"),
    ("jvm", "JVM languages", ""),
    ("scala", "Scala", ""),
    ("oracle", "Oracle Relational Database", "Oracle"),
    ("sas", "SAS language", "SAS"),
    ("docker", "Docker", ""),
    ("spark", "Apache Spark", "Spark"),
    ("unity", "Unity (digital game creation systems)", "Unity"),
    ("flask", "Flask (web framework)", "Flask"),
    ("pandas", "pandas (data analysis library)", "pandas"),
    ("react", "React (web framework)", "React"),
    ("express", "Express (web framework)", "Express|Express.js"),
    ("outlook", "use e-mail software", "Outlook|Microsoft Outlook"),
    ("polish", "Polish", ""),
    ("it", "IT", ""),
    ("42", "42", ""),
)
"""Id, label, alternative labels, and the ids of what is broader where there is any."""


def write_trades(folder: Path) -> Path:
    """The rows as ``trades.csv`` in the folder."""
    path = folder / "trades.csv"
    lines = ["id;label;alt_labels;broader", *(";".join((*row, "")[:4]) for row in ROWS)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
