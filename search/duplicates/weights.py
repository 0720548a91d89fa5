"""The weights that ship, by the last kind of text that both entries of a pair have.

(slope, offset, weight of each feature): see :class:`~search.duplicates.confidence.Weights`. Learned
with skill-minilm-v1 from the sector titles of SkillsFuture 2025, those of the first half by hash,
and which of them SkillsFuture made one skill; ``label`` and ``description`` from the same titles
without their other texts. ``tests/real/sector_titles.py`` makes them again, for another encoder.
"""

__all__ = ["WEIGHTS"]

WEIGHTS: dict[str, tuple[float, float, dict[str, float]]] = {
    "label": (
        0.9167,
        -10.2666,
        {
            "label": 3.9756,
            "label_nearness": 1.5385,
            "letters": 1.7785,
            "words": 2.0395,
            "neighbours": 1.9419,
            "length": -0.1312,
        },
    ),
    "description": (
        0.9116,
        -10.5468,
        {
            "label": 3.2877,
            "label_nearness": 1.4965,
            "letters": 1.7729,
            "words": 1.9374,
            "neighbours": 1.8528,
            "length": -0.136,
            "description": 1.1876,
            "description_nearness": 0.2726,
            "sectors": -0.0701,
        },
    ),
    "detail": (
        0.869,
        -10.1391,
        {
            "label": 2.8918,
            "label_nearness": 1.5048,
            "description": 1.116,
            "description_nearness": 0.0739,
            "detail": 0.8171,
            "detail_nearness": 0.28,
            "letters": 1.824,
            "words": 1.8913,
            "neighbours": 1.4766,
            "sectors": -0.109,
            "length": -0.12,
        },
    ),
}
