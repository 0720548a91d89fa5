"""The Europass XML of today, after HR Open: ``<Candidate>`` in several namespaces.

Elements are found by their local names, which namespaces of other releases do not change.
"""

from __future__ import annotations

from typing import Any

from indexer.documents.reading.cleaning import clean_html
from indexer.documents.reading.structured import Gathered
from indexer.documents.reading.xml import child, children, descendants, local_name, text_at
from skillsearch.documents import PersonalKind

__all__ = ["gather_candidate"]

_CHANNELS: dict[str, tuple[PersonalKind, str]] = {
    "email": ("email", "Email"),
    "telephone": ("phone", "Phone"),
    "mobiletelephone": ("phone", "Phone"),
    "web": ("url", "Web"),
    "instant message": ("url", "Web"),
    "social media": ("url", "Web"),
}
_KNOWN_NAMES = (
    "ID ExecutiveSummary EmploymentHistory EducationHistory PersonQualifications "
    "EmploymentReferences Attachment RenderingInformation DocumentTitle"
)
_KNOWN = frozenset(_KNOWN_NAMES.split())


def gather_candidate(candidate: Any, gathered: Gathered) -> None:
    """Gather everything in a ``Candidate``."""
    _person(child(candidate, "CandidatePerson"), gathered)
    for profile in children(candidate, "CandidateProfile"):
        summary = clean_html(text_at(profile, "ExecutiveSummary"))
        if summary:
            gathered.heading("Summary")
            gathered.line(summary)
        employers = children(profile, "EmploymentHistory", "EmployerHistory")
        if employers:
            gathered.heading("Work experience")
        for employer in employers:
            _employer(employer, gathered)
        studies = children(profile, "EducationHistory", "EducationOrganizationAttendance")
        if studies:
            gathered.heading("Education and training")
        for study in studies:
            _study(study, gathered)
        _qualifications(child(profile, "PersonQualifications"), gathered)
        for section in profile:
            if local_name(section) and local_name(section) not in _KNOWN:
                _rest(section, gathered)


def _person(person: Any, gathered: Gathered) -> None:
    names = [text_at(person, "PersonName", part) for part in ("GivenName", "FamilyName")]
    gathered.person("name", " ".join(filter(None, names)))
    for contact in children(person, "Communication"):
        address = child(contact, "Address")
        if address is not None:
            _address(address, gathered)
            continue
        channel = text_at(contact, "ChannelCode").lower()
        kind, label = _CHANNELS.get(channel, ("url", "Web"))
        number = " ".join(filter(None, (_dialled(contact), text_at(contact, "DialNumber"))))
        gathered.person(kind, text_at(contact, "URI") or number, label)
    gathered.person("birth_date", text_at(person, "BirthDate"), "Date of birth")
    gathered.person("gender", text_at(person, "GenderCode"), "Gender")
    for nationality in children(person, "NationalityCode"):
        gathered.person("nationality", text_at(nationality), "Nationality")
    mother = [text_at(code) for code in children(person, "PrimaryLanguageCode")]
    if any(mother):
        gathered.heading("Mother tongue")
        for code in mother:
            gathered.language(code, "native", code)


def _dialled(contact: Any) -> str:
    code = text_at(contact, "CountryDialing") or text_at(contact, "AccessNumber")
    return code if not code or code.startswith("+") else f"+{code}"


def _address(address: Any, gathered: Gathered) -> None:
    for line in children(address, "AddressLine"):
        gathered.person("address", text_at(line), "Address")
    gathered.person("address", text_at(address, "PostalCode"))
    place = ", ".join(filter(None, (text_at(address, "CityName"), text_at(address, "CountryCode"))))
    gathered.line("Location" if place else "", place, between=": ")
    gathered.location = gathered.location or place


def _employer(employer: Any, gathered: Gathered) -> None:
    name = text_at(employer, "OrganizationName")
    positions = children(employer, "PositionHistory") or [employer]
    for position in positions:
        period = child(position, "EmploymentPeriod")
        start, end, current = _period(
            period if period is not None else child(employer, "EmploymentPeriod")
        )
        place = text_at(position, "City") or _city(employer)
        gathered.position(
            text_at(position, "PositionTitle"), name, start, end, current=current, place=place
        )
        gathered.line(clean_html(text_at(position, "Description")))


def _study(study: Any, gathered: Gathered) -> None:
    start, end, _ = _period(child(study, "AttendancePeriod"))
    degrees = children(study, "EducationDegree")
    title = ", ".join(filter(None, (text_at(degree, "DegreeName") for degree in degrees)))
    gathered.study(
        title or text_at(study, "ProgramName"),
        text_at(study, "OrganizationName"),
        start,
        end,
        place=_city(study),
    )
    for degree in degrees:
        gathered.line(clean_html(text_at(degree, "OccupationalSkillsCovered")))
    gathered.line(clean_html(text_at(study, "Description")))


def _city(entry: Any) -> str:
    return text_at(entry, "OrganizationContact", "Communication", "Address", "CityName")


def _period(period: Any) -> tuple[str, str, bool]:
    start = text_at(period, "StartDate", "FormattedDateTime")
    end = text_at(period, "EndDate", "FormattedDateTime")
    return start, end, text_at(period, "CurrentIndicator").lower() == "true"


def _qualifications(qualifications: Any, gathered: Gathered) -> None:
    competencies = children(qualifications, "PersonCompetency")
    spoken = [c for c in competencies if text_at(c, "TaxonomyID").lower() == "language"]
    others = [c for c in competencies if c not in spoken]
    if spoken:
        gathered.heading("Languages")
    for competency in spoken:
        scores = [
            text_at(score) for score in descendants(competency, "ScoreText") if text_at(score)
        ]
        code = text_at(competency, "CompetencyID")
        name = text_at(competency, "CompetencyName") or code
        gathered.language(name, " / ".join(dict.fromkeys(scores)), code)
    if others:
        gathered.heading("Skills")
    for competency in others:
        name = text_at(competency, "CompetencyName") or text_at(competency, "CompetencyID")
        gathered.bullets([name])
        gathered.skills += [name] if name else []


def _rest(section: Any, gathered: Gathered) -> None:
    """A section without a form of its own: its texts, one a line."""
    texts = [clean_html(text) for text in section.itertext() if text.strip()]
    if texts:
        gathered.heading(local_name(section))
        for text in texts:
            gathered.line(text)
