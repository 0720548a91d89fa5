"""How good models are: every protocol over any list of models and scorers, side by side."""

from training.evaluation.run import PROTOCOLS, evaluate
from training.evaluation.table import markdown, show

__all__ = ["PROTOCOLS", "evaluate", "markdown", "show"]
