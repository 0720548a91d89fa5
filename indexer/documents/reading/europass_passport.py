"""The Europass XML schema 3 (2012–2020): ``<SkillsPassport><LearnerInfo>…``."""

from __future__ import annotations

from typing import Any

from indexer.documents.reading.cleaning import clean_html
from indexer.documents.reading.structured import Gathered
from indexer.documents.reading.xml import child, children, local_name, text_at

__all__ = ["gather_passport"]

_SKILLS = (
    ("Communication", "Communication skills"),
    ("Organisational", "Organisational / managerial skills"),
    ("JobRelated", "Job-related skills"),
    ("Computer", "Digital skills"),
    ("Driving", "Driving licence"),
    ("Other", "Other skills"),
)
_DIMENSIONS = ("Listening", "Reading", "SpokenInteraction", "SpokenProduction", "Writing")
_KNOWN_NAMES = (
    "Identification Headline WorkExperienceList EducationList Skills AchievementList "
    "Attachment AttachmentList ReferenceTo Documentation"
)
_KNOWN = frozenset(_KNOWN_NAMES.split())


def gather_passport(learner: Any, gathered: Gathered) -> None:
    """Gather everything in a ``LearnerInfo``."""
    _identification(child(learner, "Identification"), gathered)
    _headline(child(learner, "Headline"), gathered)
    work = children(learner, "WorkExperienceList", "WorkExperience")
    if work:
        gathered.heading("Work experience")
        for entry in work:
            _work(entry, gathered)
    studies = children(learner, "EducationList", "Education")
    if studies:
        gathered.heading("Education and training")
        for entry in studies:
            _study(entry, gathered)
    _skills(child(learner, "Skills"), gathered)
    for entry in children(learner, "AchievementList", "Achievement"):
        gathered.heading(text_at(entry, "Title", "Label") or "Achievements")
        gathered.line(clean_html(text_at(entry, "Description")))
    for section in learner:
        if local_name(section) and local_name(section) not in _KNOWN:
            gathered.heading("Additional information")
            for text in section.itertext():
                gathered.line(clean_html(text))


def _identification(person: Any, gathered: Gathered) -> None:
    names = [text_at(person, "PersonName", part) for part in ("FirstName", "Surname")]
    gathered.person("name", " ".join(filter(None, names)))
    contact = child(person, "ContactInfo")
    address = child(contact, "Address", "Contact")
    gathered.person("address", text_at(address, "AddressLine"), "Address")
    gathered.person("address", text_at(address, "PostalCode"))
    place = [text_at(address, "Municipality"), text_at(address, "Country", "Label")]
    gathered.location = ", ".join(filter(None, place))
    gathered.line("Location" if gathered.location else "", gathered.location, between=": ")
    gathered.person("email", text_at(contact, "Email", "Contact"), "Email")
    for phone in children(contact, "TelephoneList", "Telephone"):
        gathered.person("phone", text_at(phone, "Contact"), "Phone")
    for kind in (("WebsiteList", "Website"), ("InstantMessagingList", "InstantMessaging")):
        for entry in children(contact, *kind):
            gathered.person("url", text_at(entry, "Contact"), "Web")
    facts = child(person, "Demographics")
    gathered.person("birth_date", _date(child(facts, "Birthdate")), "Date of birth")
    gathered.person("gender", text_at(facts, "Gender", "Label"), "Gender")
    for entry in children(facts, "NationalityList", "Nationality"):
        gathered.person("nationality", text_at(entry, "Label"), "Nationality")


def _headline(headline: Any, gathered: Gathered) -> None:
    text = text_at(headline, "Description", "Label") or clean_html(text_at(headline, "Description"))
    if text:
        gathered.heading(text_at(headline, "Type", "Label").capitalize() or "Personal statement")
        gathered.line(text)
    if text_at(headline, "Type", "Code") in ("preferred_job", "position", "job_applied_for"):
        gathered.titles.append(text)


def _work(entry: Any, gathered: Gathered) -> None:
    employer = child(entry, "Employer")
    gathered.position(
        text_at(entry, "Position", "Label"),
        text_at(employer, "Name"),
        _date(child(entry, "Period", "From")),
        _date(child(entry, "Period", "To")),
        current=text_at(entry, "Period", "Current").lower() == "true",
        place=text_at(employer, "ContactInfo", "Address", "Contact", "Municipality"),
    )
    gathered.line(text_at(employer, "Sector", "Label"))
    gathered.line(clean_html(text_at(entry, "Activities")))


def _study(entry: Any, gathered: Gathered) -> None:
    organisation = child(entry, "Organisation")
    gathered.study(
        text_at(entry, "Title"),
        text_at(organisation, "Name"),
        _date(child(entry, "Period", "From")),
        _date(child(entry, "Period", "To")),
        place=text_at(organisation, "ContactInfo", "Address", "Contact", "Municipality"),
    )
    gathered.line(text_at(entry, "Level", "Label"))
    gathered.line(text_at(entry, "Field", "Label"))
    gathered.line(clean_html(text_at(entry, "Activities")))


def _skills(skills: Any, gathered: Gathered) -> None:
    spoken = child(skills, "Linguistic")
    mother = children(spoken, "MotherTongueList", "MotherTongue")
    foreign = children(spoken, "ForeignLanguageList", "ForeignLanguage")
    if mother or foreign:
        gathered.heading("Languages")
    for entry in mother:
        gathered.language(*_language(entry, "native"))
    for entry in foreign:
        levels = [text_at(entry, "ProficiencyLevel", part) for part in _DIMENSIONS]
        known = list(dict.fromkeys(filter(None, levels)))
        gathered.language(*_language(entry, " / ".join(known)))
    for name, heading in _SKILLS:
        part = child(skills, name)
        if part is None:
            continue
        described = clean_html(text_at(part, "Description"))
        licences = [text_at(licence) for licence in children(part, "Description", "Licence")]
        if described or licences:
            gathered.heading(heading)
            gathered.line(", ".join(licences) or described)


def _language(entry: Any, level: str) -> tuple[str, str, str]:
    described = child(entry, "Description")
    return text_at(described, "Label"), level, text_at(described, "Code")


def _date(element: Any) -> str:
    """The ISO date, "2019-03-01", of ``<From year="2019" month="--03" day="---01"/>``."""
    if element is None:
        return ""
    parts = (element.get("year", ""), element.get("month", ""), element.get("day", ""))
    return "-".join(part.lstrip("-") for part in parts if part)
