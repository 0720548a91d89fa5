"""Postings to learn from: filed under a category by rules about their titles, not by hand.

The rules are coarse on purpose. What they choose is never measured on: whatever is nearly the same
as a posting of the hand-made choice is left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from skillsearch.text import normal_form, words
from training.evaluation.matching.chosen import Chosen

__all__ = ["MOST", "PATTERNS", "Titled", "by_title"]

MOST = 60
"""Postings a category."""

SAME_TITLE_OVERLAP = 0.5
OVERLAP = 0.7
"""From this share of common words (Jaccard) two texts are nearly the same; less is enough where the
titles are the same as well."""

PATTERNS: Mapping[str, str] = {
    "ACCOUNTANT": r"\baccountants?\b|\baccounts (executive|assistant|officer)\b|\bbookkeeper\b",
    "ADVOCATE": r"\b(legal|lawyer|counsel|paralegal|solicitor|litigation|advocacy)\b",
    "AGRICULTURE": r"\b(agri\w*|farm\w*|agronom\w*|horticultur\w*|gardener|landscap\w*)\b",
    "APPAREL": r"\b(apparel|fashion|garment|textile|merchandis(e|er|ing)|footwear)\b",
    "ARTS": r"\b(art|arts|artist|artists|music|museum|gallery|curator|makeup)\b",
    "AUTOMOBILE": r"\b(automotive|automobile|vehicles?|motor|mechanic)\b",
    "AVIATION": r"\b(aviation|aerospace|aero|aircraft|airline|airport|flight|inflight|pilot)\b",
    "BANKING": r"\b(banking|banker|wealth|credit|loans?|kyc|trade finance|branches)\b",
    "BPO": r"\b(call cent(re|er)|contact cent(re|er)|process associate|bpo|outsourced|"
    r"customer (service|support|care) (officer|executive|representative|agent|associate))\b",
    "BUSINESS-DEVELOPMENT": r"\b(business development|business developer|partnerships?)\b",
    "CHEF": r"\b(chef|cook|kitchen|culinary|pastry|baker|catering)\b",
    "CONSTRUCTION": r"\b(construction|quantity surveyor|site (engineer|supervisor|manager)|"
    r"civil engineer|structural|bim|m&e)\b",
    "CONSULTANT": r"\b(management|strategy|business|advisory|managing|principal) consultants?\b|"
    r"^(senior |associate )?consultant$|\bconsulting\b",
    "DESIGNER": r"\bdesigner\b",
    "DIGITAL-MEDIA": r"\b(social media|digital (marketing|media|content|editor)|content (manager|"
    r"writer|creator|editor)|videographer|video|media (manager|planner|planning))\b",
    "ENGINEERING": r"\b(mechanical|electrical|process|manufacturing|production|quality|industrial|"
    r"instrumentation|project|facilit(y|ies)) engineer\b",
    "FINANCE": r"\b(finance|financial|fp&a|treasury) (manager|analyst|controller|executive|"
    r"director)\b|\bfinancial controller\b|\bfp&a\b",
    "FITNESS": r"\b(fitness|gym|personal trainer|sports?|yoga|exercise|recreation|leisure)\b",
    "HEALTHCARE": r"\b(nurse|healthcare assistant|clinic|medical (technologist|secretary)|"
    r"practice manager|ward manager|patient service|therapist|radiographer)\b",
    "HR": r"\b(hr|human resources?|recruiter|recruitment|talent acquisition|payroll)\b",
    "INFORMATION-TECHNOLOGY": r"\b(it (manager|executive|support|officer|analyst|administrator)|"
    r"system(s)? (administrator|engineer|analyst)|network engineer|help ?desk|desktop|"
    r"information technology|technical support|database administrator)\b",
    "PUBLIC-RELATIONS": r"\b(public relations|pr|corporate communications?|communications manager|"
    r"communications? (specialist|executive|officer))\b",
    "SALES": r"\bsales (executive|manager|representative|consultant|associate|engineer)\b|"
    r"\b(account manager|retail sales)\b",
    "TEACHER": r"\b(teachers?|lecturer|tutor|educator|teaching assistant)\b",
}
"""Category → what its titles say, in lower case."""


@dataclass(frozen=True, slots=True)
class Titled:
    """A posting by set and external id, with its title and text."""

    set: str
    id: str
    title: str
    text: str


def by_title(
    postings: Iterable[Titled], measured: Sequence[Chosen], most: int = MOST
) -> tuple[Chosen, ...]:
    """Up to ``most`` postings a category whose titles fit its pattern and no other's.

    None is in ``measured`` or nearly the same as one that is, and none nearly the same as another
    of its category. Which ones of many is decided by a hash of their ids.
    """
    listed = sorted(postings, key=_lot)
    known = {(each.set, each.id) for each in measured}
    taken = [_Known.of(each) for each in listed if (each.set, each.id) in known]
    patterns = {name: re.compile(pattern) for name, pattern in PATTERNS.items()}
    found: dict[str, list[Titled]] = {name: [] for name in PATTERNS}
    for each in listed:
        title = " ".join(each.title.lower().split())
        fitting = [name for name, pattern in patterns.items() if pattern.search(title)]
        if len(fitting) != 1 or len(found[fitting[0]]) >= most or (each.set, each.id) in known:
            continue
        seen = _Known.of(each)
        if any(seen.is_nearly(other) for other in taken):
            continue
        taken.append(seen)
        found[fitting[0]].append(each)
    return tuple(Chosen(name, each.set, each.id) for name in PATTERNS for each in found[name])


@dataclass(frozen=True, slots=True)
class _Known:
    title: str
    words: frozenset[str]

    @classmethod
    def of(cls, posting: Titled) -> _Known:
        return cls(normal_form(posting.title), frozenset(words(posting.text)))

    def is_nearly(self, other: _Known) -> bool:
        least = SAME_TITLE_OVERLAP if self.title == other.title else OVERLAP
        smaller, larger = sorted((len(self.words), len(other.words)))
        if smaller < least * larger:
            return False
        common = len(self.words & other.words)
        return common >= least * (smaller + larger - common)


def _lot(posting: Titled) -> str:
    return hashlib.sha1(
        f"{posting.set}\x1f{posting.id}".encode(), usedforsecurity=False
    ).hexdigest()
