"""The card of a classifier: what it learned from, what it is worth, where it should not be used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from skillsearch.classification.classifier import Classifier

__all__ = ["classifier_card"]

_LIMITS = (
    "A category is what those who labelled the resumes took it for. Whom they put where, and whom "
    "they left out, the classifier repeats.",
    "A resume of a trade that is in no category still gets probabilities; where none reaches the "
    'threshold the answer is "not sure".',
    "The probabilities hold for resumes like those it learned from: as long, as well read, in the "
    "same language, with as many in each category.",
    "It sorts documents. A person decides about people.",
)


def classifier_card(classifier: Classifier) -> str:
    """The card as Markdown. No text, name or id of a resume stands in it."""
    record = classifier.record
    data, measured = record["data"], record["validation"]
    sure = measured["sure"]
    rows = [
        (
            f"**{one['method']}**" if one["method"] == measured["best"] else one["method"],
            _percent(one["macro_f1"]),
            f"{_percent(one['low'])} – {_percent(one['high'])}",
            _percent(one["accuracy"]),
            "" if one["ece"] is None else f"{one['ece']:.3f}",
        )
        for one in measured["methods"]
    ]
    parts = [
        "# Role categories of resumes\n",
        f"A {measured['best']} over vectors of `{classifier.model}` (fingerprint "
        f"`{classifier.fingerprint}`, features `{classifier.features}`), made by `skillsearch "
        f"train classify` on {record['made']}.\n",
        "## Cross-validation\n",
        f"{measured['folds']} folds, near-identical resumes in one fold, seed {measured['seed']}; "
        "in %, with 95 % bootstrap intervals of macro-F1. Calibration error (0–1) after one "
        "temperature, fitted on the other folds.\n",
        _table(("method", "macro-F1", "interval", "accuracy", "calibration error"), rows),
        _unsure(sure),
        "## Categories\n",
        _table(
            ("category", "resumes", "precision", "recall", "F1"),
            [
                (
                    one["category"],
                    f"{one['resumes']:,}",
                    _percent(one["precision"]),
                    _percent(one["recall"]),
                    _percent(one["f1"]),
                )
                for one in measured["categories"]
            ],
        ),
        "![Which category was taken for which](confusion.png)\n",
        "## Data\n",
        f"{data['resumes']:,} resumes, {data['distinct']:,} of them different from all others. "
        f"SHA-256 over ids, categories and contents: `{data['sha256']}`.\n",
        *[f"Left out: {count:,} ({reason}).\n" for reason, count in data["left_out"].items()],
        "Kept of each: its id, its category"
        + (".\n" if data["indexed"] else ", and one vector. No text.\n"),
        "Made with " + ", ".join(f"{k} {v}" for k, v in record["versions"].items()) + ".\n",
        "## Limits\n",
        "".join(f"- {limit}\n" for limit in _LIMITS),
    ]
    return "\n".join(parts)


def _unsure(sure: Mapping[str, float]) -> str:
    if not sure["answered"]:
        return f'No threshold makes {_percent(sure["asked"])} % right: all are "not sure".\n'
    return (
        f'"Not sure" below a probability of {sure["threshold"]:.2f}: '
        f"{_percent(sure['answered'])} % of the resumes get an answer, and "
        f"{_percent(sure['right'])} % of the answers are right "
        f"({_percent(sure['asked'])} % were asked for).\n"
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|---|" + "---:|" * (len(header) - 1)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"
