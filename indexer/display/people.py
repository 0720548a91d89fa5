"""A candidate or a posting, as people read it, and the proof that one was erased."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.markup import escape

from indexer.ingest.erasing import Erasure

__all__ = ["show_erasure", "show_portrait"]

MAX_SKILLS = 25
MAX_EVIDENCE = 2


def show_portrait(portrait: dict[str, Any], out: Console) -> None:
    """A block for each thing that is known."""
    headline = portrait["titles"][0] if portrait["titles"] else portrait["kind"]
    out.print(f"[bold]{escape(headline)}[/bold]")
    facts = [
        portrait.get("employer"),
        portrait["location"],
        _years(portrait),
        portrait["seniority"],
        portrait["education_level"],
        *(portrait.get("contract") or []),
        _pay(portrait.get("pay")),
    ]
    out.print(escape(" · ".join(str(fact) for fact in facts if fact)))
    out.print(f"[dim]{portrait['id']}  {escape(portrait['external_id'])}[/dim]", soft_wrap=True)
    _block("languages", [_language(language) for language in portrait["languages"]], out)
    _block(
        "experience", [_position(position) for position in portrait.get("experience") or []], out
    )
    _block("education", [degree["title"] for degree in portrait.get("education") or []], out)
    _skills(portrait["skills"], out)
    personal = [
        f"{kind}: {', '.join(told) if isinstance(told, list) else f'{told} masked'}"
        for kind, told in portrait["personal"].items()
    ]
    _block("personal data", personal, out)
    if portrait["duplicate_of"]:
        _block("looks like", portrait["duplicate_of"], out)


def show_erasure(erasure: Erasure, out: Console) -> None:
    """What was removed, each check with what it found, and what is not touched."""
    ledger = erasure.ledger
    removed = {
        "points": len(erasure.generations),
        "documents": ledger.documents,
        "contacts": ledger.contact_keys,
        "items scrubbed": ledger.items,
        "uploads": len(erasure.uploads),
        "examples of the classifier": int(erasure.classifier),
    }
    said = ", ".join(f"{name} {count}" for name, count in removed.items())
    out.print(f"[bold]{erasure.point_id}[/bold] is erased: {said}.", soft_wrap=True)
    for check in erasure.checks:
        mark = "[green]✓[/green]" if check.passed else "[red]✗[/red]"
        out.print(f"{mark} {escape(check.where)}: {escape(check.found)}", soft_wrap=True)
    for source in erasure.own_files:
        out.print(f"not touched, it is yours: {escape(source)}", soft_wrap=True)


def _skills(skills: list[dict[str, Any]], out: Console) -> None:
    if not skills:
        return
    out.print(f"\n[bold]skills[/bold] [dim]{len(skills):,}[/dim]")
    for skill in skills[:MAX_SKILLS]:
        years = f", {skill['years']:g} years" if skill.get("years") is not None else ""
        asked = f", {skill['asked']}" if skill.get("asked") else ""
        about = f"{skill['taxonomy']} {skill['version']}, {skill['confidence']:.2f}{years}{asked}"
        out.print(f"{escape(skill['label'])} [dim]{escape(about)}[/dim]", soft_wrap=True)
        for mention in skill["evidence"][:MAX_EVIDENCE]:
            out.print(f"  [dim]“{escape(mention['sentence'])}”[/dim]", soft_wrap=True)
    if len(skills) > MAX_SKILLS:
        out.print(f"[dim]and {len(skills) - MAX_SKILLS:,} more; --json has all[/dim]")


def _block(title: str, lines: list[str], out: Console) -> None:
    shown = [line for line in lines if line]
    if shown:
        out.print(f"\n[bold]{title}[/bold]")
        for line in shown:
            out.print(escape(line), soft_wrap=True)


def _years(portrait: dict[str, Any]) -> str:
    if portrait["kind"] == "resume":
        return "" if portrait["years"] is None else f"{portrait['years']:g} years"
    low = portrait["years_low"]
    return "" if low is None else f"{low:g} years or more"


def _pay(pay: dict[str, Any] | None) -> str:
    """``SGD 4,000 – 6,500 a month``; what is not known is left out."""
    if pay is None:
        return ""
    ends = [f"{end:,.2f}".removesuffix(".00") for end in (pay["low"], pay["high"]) if end]
    amount = " – ".join(dict.fromkeys(ends))
    period = f"{'an' if pay['period'] == 'hour' else 'a'} {pay['period']}" if pay["period"] else ""
    return " ".join(part for part in (pay["currency"], amount, period) if part) if amount else ""


def _language(language: dict[str, Any]) -> str:
    return f"{language['name']} {language['level']}".strip()


def _position(position: dict[str, Any]) -> str:
    until = "now" if position["current"] else position["end"]
    dates = f"{position['start']} – {until}" if position["start"] or until else ""
    return " · ".join(part for part in (position["title"], position["employer"], dates) if part)
