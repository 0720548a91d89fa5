"""Wider queries: what a recruiter typed, understood part by part, and strings made of it."""

from search.expansion.answers import Boolean, Dialect, Expansion, Meant, Part, Term
from search.expansion.expanding import expand

__all__ = ["Boolean", "Dialect", "Expansion", "Meant", "Part", "Term", "expand"]
