"""Titles as people write them in resumes, and the jobs that they name."""

from __future__ import annotations

import re

from indexer.documents.common.titles import title_score

__all__ = ["jobs_in"]

# From one job to the next at the same employer.
_NEXT = re.compile(
    r"\s*(?:→|->|=>|➔|»)\s*|,?\s+(?:and )?(?:then|later|subsequently|(?:then )?promoted to)\s+"
)
_LEADING = re.compile(r"^(?:and |then |later |now |acting as )+", re.IGNORECASE)
# In brackets: when, on what terms, on what conditions; not the field ("(Java)").
_TERMS = re.compile(
    r"\s*\((?=[^()]*(?:\d|\b(?:years?|months?|(?:part|full)[- ]time|contract(?:or)?|temp(?:orary)?"
    r"|perm(?:anent)?|freelance|casual|voluntary|seasonal|summers?|winters?|while|included|acting"
    r"|maternity|promoted|remote|hybrid|band|current(?:ly)?|since|until|from|unpaid|fixed[- ]term"
    r"|interim|secondment|on leave|contd?|continued)\b))[^()]*\)",
    re.IGNORECASE,
)


def jobs_in(title: str) -> tuple[str, ...]:
    """The jobs that a title names, the last first, without the terms in brackets.

    >>> jobs_in("Site Engineer, then Senior Site Engineer (part-time)")
    ('Senior Site Engineer', 'Site Engineer')
    """
    bare = _LEADING.sub("", " ".join(_TERMS.sub(" ", title).split())).strip(" ,–-")
    jobs = [job.strip() for job in _NEXT.split(bare) if job.strip()]
    if len(jobs) > 1 and all(title_score(job[0].upper() + job[1:]) >= 2 for job in jobs):
        return tuple(reversed(jobs))
    if len(jobs) > 1 and title_score(jobs[-1][0].upper() + jobs[-1][1:]) >= 2:
        return (jobs[-1],)
    return (bare,) if bare else (title,)
