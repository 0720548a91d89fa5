"""The fairness probe: cues that should not count are put into candidates, who are scored again."""

from search.matching.probe.answers import Moved, Movement, Probe, SwapResult
from search.matching.probe.probing import MOST_PROBED, run_probe

__all__ = ["MOST_PROBED", "Moved", "Movement", "Probe", "SwapResult", "run_probe"]
