"""A recruiter's sentence → the structured query that it asks for."""

from search.matching.asking.answers import Part, Reading
from search.matching.asking.request import read_request

__all__ = ["Part", "Reading", "read_request"]
