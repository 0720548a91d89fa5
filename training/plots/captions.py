"""What a reader should see in each kind of picture, worded once for the PNG and the page."""

from __future__ import annotations

__all__ = [
    "CALIBRATED",
    "CURVES",
    "FIGURES",
    "MAP",
    "PRECISION_RECALL",
    "RAW",
    "RELIABILITY",
    "ROC",
    "SIMILARITY",
]

FIGURES = "Longer bars are better; where two whiskers overlap, the difference may be chance"

CURVES = "Right pairs should score above wrong ones"
ROC = "ROC: nearer the top left is better"
PRECISION_RECALL = "Precision and recall: nearer the top right is better"

SIMILARITY = "Right and wrong pairs should stand apart: less shared area is better"

RELIABILITY = "A score that means what it says lies on the diagonal"
RAW = "Similarity read as a probability"
CALIBRATED = "After a logistic calibration fitted on the other half of the pairs"

MAP = (
    "Purity is the share of the ten nearest in the full space (of as many as the group has, where "
    "it is smaller) that are of the same group"
)
