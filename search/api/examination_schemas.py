"""What is looked into besides a search, as it is given over HTTP."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

__all__ = ["ConstraintCostOut", "GroupImpactOut", "ProbeOut"]


class ConstraintCostOut(BaseModel):
    """A constraint, and what appears without it; `more_above_75` is "at least" unless exact."""

    constraint: str = Field(description="A filter's name, or `requirements[i]` of the query.")
    kind: Literal["must", "not", "filter"]
    text: str
    strict: bool = Field(description="Leaves out; what is not strict hides nobody.")
    more: int
    more_above_75: int = Field(description="Of these, or of those looked at: score 75 or more.")
    is_exact: bool


class MovedOut(BaseModel):
    """A candidate whose score depends on the cue, with which variants, and ranks."""

    id: str
    external_id: str
    lowest: float
    lowest_with: str
    highest: float
    highest_with: str
    best_rank: int
    worst_rank: int


class MovementOut(BaseModel):
    """Points of score, over the candidates that the cue was put into."""

    largest: float
    mean: float
    by_variant: dict[str, float] = Field(description="Mean score, less the mean over variants.")
    kendall_tau: float | None
    largest_jump: int
    moved: list[MovedOut]


class SwapOut(BaseModel):
    """A cue; `unmasked` is what would happen if indexing masked nothing."""

    name: str
    tells: str
    variants: list[str]
    applied: int
    copies: int
    masked: int
    movement: MovementOut
    unmasked: MovementOut | None
    says: str


class ProbeOut(BaseModel):
    """Names, pronouns, schools, nationalities and gap years swapped in the hits."""

    probed: int
    unscored: int
    rebuilt_within: float
    swaps: list[SwapOut]


class GroupRateOut(BaseModel):
    """A group; `ratio` is its rate over that of the reference, `p_value` Fisher's exact test."""

    group: str
    pool: int
    selected: int
    rate: float
    ratio: float | None
    is_below: bool
    p_value: float | None
    is_small: bool


class ImpactOut(BaseModel):
    """One attribute at one cut."""

    attribute: str
    cut: str
    reference: str
    groups: list[GroupRateOut]
    warnings: list[str]


class GroupImpactOut(BaseModel):
    """Selection by group, by the four-fifths rule; labels are not kept."""

    labelled: int
    unknown: int
    shown: int
    unlabelled_shown: int
    cuts: list[ImpactOut]
