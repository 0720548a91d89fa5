"""The model card: what a model is, learned from and scores, written by its run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from training.evaluation.results import Evaluation
from training.evaluation.table import markdown
from training.recipes.base import Recipe

__all__ = ["model_card"]

_BIAS = (
    "Taxonomies and postings carry the views of those who wrote them: which work counts as a "
    "skill, and in whose words. The model learns them, and the base model's own before that.",
    "English only. Words that the training texts do not have (young technologies, trades of "
    "other countries) rank by what the base model knows of them.",
    "A similarity is no judgement of a person. Do not decide about people by it alone; check "
    "rankings for groups that word the same skill differently.",
)


def model_card(recipe: Recipe, record: Mapping[str, Any], evaluation: Evaluation | None) -> str:
    """The card as Markdown with the header that model hubs read.

    ``record`` is that of a run whose training is done. Files go by their names alone.
    """
    base = record["base"]
    settings = record["identity"]["settings"]
    parts = [
        _header(base["name"]),
        f"# {recipe.name}: {recipe.summary}\n",
        f"Fine-tuned from `{base['name']}` by the recipe `{recipe.name}` of skillsearch: texts to "
        "vectors whose cosine says how near two of them are. A sentence-transformers folder; "
        "skillsearch takes it with `--model FOLDER`.\n",
        "## Evaluation\n",
        markdown(evaluation) if evaluation else "This run was not evaluated.\n",
        "## Data\n",
        _list(recipe.terms),
        f"Held out: {record['data']['held_out']}\n",
        _table(
            ("file", "bytes", "SHA-256"),
            [
                (file["name"], f"{file['bytes']:,}", f"`{file['sha256'][:16]}…`")
                for file in record["data"]["files"]
            ],
        ),
        _table(
            ("training set", "rows"),
            [(name, f"{rows:,}") for name, rows in record["data"]["rows"].items()],
        ),
        "## Recipe\n",
        _table(("setting", "value"), [(name, f"{value}") for name, value in settings.items()]),
        _how_it_went(record),
        "To make it again, with the data in FOLDER:\n",
        f"```\n{record['command']}\n```\n",
        _reproducible(record),
        "## Limits and bias\n",
        _list((*recipe.limits, *_BIAS)),
        "## Licence\n",
        _licence(base),
    ]
    return "\n".join(parts)


def _header(base: str) -> str:
    lines = [
        "---",
        "language: en",
        "library_name: sentence-transformers",
        "pipeline_tag: sentence-similarity",
        f"base_model: {base}",
        "tags: [sentence-transformers, sentence-similarity, skills, esco, recruitment]",
        "---",
        "",
    ]
    return "\n".join(lines)


def _how_it_went(record: Mapping[str, Any]) -> str:
    machine = record["machine"]
    place = machine.get("cuda") or f"{machine['processor']}, {machine['threads']} threads"
    first, last = record["losses"][0], record["losses"][-1]
    return (
        f"{record['steps']:,} steps ({record['epochs']:g} epochs) in {_span(record['seconds'])} on "
        f"{place} in {record['identity']['precision']}: {record['pairs_per_second']:,.0f} pairs/s, "
        f"{record['tokens_per_second']:,.0f} tokens/s. Loss {first[1]:.4f} → {last[1]:.4f}.\n"
    )


def _reproducible(record: Mapping[str, Any]) -> str:
    used = ", ".join(f"{name} {number}" for name, number in record["versions"].items())
    exact = "to the last digit on the same machine with as many threads"
    if record["identity"]["precision"] != "float32" or "cuda" in record["machine"]:
        exact = "up to the rounding of its arithmetic"
    return f"With {used}, it comes out the same {exact}. Weights: `{_weights(record)}`.\n"


def _weights(record: Mapping[str, Any]) -> str:
    return f"SHA-256 {record['weights']['sha256']}"


def _licence(base: Mapping[str, str]) -> str:
    licence = base.get("licence") or "that of the base model"
    return (
        f"The base model: {licence}. The terms of the data above bind whoever passes on what was "
        "made from it.\n"
    )


def _span(seconds: float) -> str:
    minutes = seconds / 60
    if minutes < 1:
        return f"{seconds:.0f} s"
    return f"{minutes:.0f} min" if minutes < 120 else f"{minutes / 60:.1f} h"


def _list(items: Iterable[str]) -> str:
    return "".join(f"- {item}\n" for item in items)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"
