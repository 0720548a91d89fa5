"""JSON Resume and Europass: what is said outright is a field, and all of it is in the text."""

from __future__ import annotations

import json
from typing import Any

import pytest

from indexer.documents.reading import read_document
from skillsearch.documents import Quarantined, ReadDocument

RESUME = {
    "basics": {
        "name": "Ada Example",
        "label": "Data engineer",
        "email": "ada@example.com",
        "phone": "+44 20 7946 0000",
        "summary": "Builds pipelines.",
        "location": {"address": "1 Example Road", "city": "London", "countryCode": "GB"},
        "profiles": [{"network": "Code", "url": "https://example.org/ada"}],
    },
    "work": [
        {
            "name": "Example Ltd",
            "position": "Data engineer",
            "startDate": "2019-03-01",
            "highlights": ["Moved a warehouse", "Led four"],
        },
        {"company": "Sample plc", "position": "Analyst", "startDate": "2015", "endDate": "2019-02"},
    ],
    "education": [
        {
            "institution": "Example University",
            "area": "Physics",
            "studyType": "BSc",
            "endDate": "2014",
        }
    ],
    "skills": [{"name": "Databases", "level": "Master", "keywords": ["SQL", "Kafka"]}],
    "languages": [{"language": "English", "fluency": "Native speaker"}],
    "patents": [{"title": "A way of sorting"}],
    "meta": {"lastModified": "2024-01-02T03:04:05"},
}

PASSPORT = """<?xml version="1.0" encoding="UTF-8"?>
<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass">
<DocumentInfo><LastUpdateDate>2018-05-06T00:00:00.000Z</LastUpdateDate></DocumentInfo>
<LearnerInfo><Identification><PersonName><FirstName>Ada</FirstName><Surname>Example</Surname>
</PersonName><ContactInfo><Address><Contact><AddressLine>1 Example Road</AddressLine>
<Municipality>London</Municipality><Country><Code>UK</Code><Label>United Kingdom</Label></Country>
</Contact></Address><Email><Contact>ada@example.com</Contact></Email></ContactInfo>
<Demographics><Birthdate year="1985" month="--04" day="---03"/></Demographics></Identification>
<Headline><Type><Code>preferred_job</Code><Label>PREFERRED JOB</Label></Type>
<Description><Label>Data engineer</Label></Description></Headline>
<WorkExperienceList><WorkExperience><Period><From year="2015" month="--01"/><Current>true</Current>
</Period><Position><Label>Analyst</Label></Position>
<Activities>&lt;ul&gt;&lt;li&gt;Plans budgets&lt;/li&gt;&lt;/ul&gt;</Activities>
<Employer><Name>Example Ltd</Name></Employer></WorkExperience></WorkExperienceList>
<EducationList><Education><Period><From year="2011"/><To year="2014"/></Period>
<Title>BSc Physics</Title><Organisation><Name>Example University</Name></Organisation></Education>
</EducationList><Skills><Linguistic><MotherTongueList><MotherTongue><Description><Code>en</Code>
<Label>English</Label></Description></MotherTongue></MotherTongueList><ForeignLanguageList>
<ForeignLanguage><Description><Code>fr</Code><Label>French</Label></Description><ProficiencyLevel>
<Listening>C1</Listening><Writing>B2</Writing></ProficiencyLevel></ForeignLanguage>
</ForeignLanguageList></Linguistic><Computer><Description>Spreadsheets</Description></Computer>
</Skills></LearnerInfo></SkillsPassport>"""

CANDIDATE = """<Candidate xmlns="http://www.europass.eu/1.0" xmlns:hr="http://www.hr-xml.org/3"
 xmlns:oa="http://www.openapplications.org/oagis/9">
<CandidatePerson><PersonName><oa:GivenName>Ada</oa:GivenName><hr:FamilyName>Example</hr:FamilyName>
</PersonName><Communication><ChannelCode>Email</ChannelCode><oa:URI>ada@example.com</oa:URI>
</Communication><Communication><UseCode>home</UseCode><Address><oa:AddressLine>1 Example Road
</oa:AddressLine><oa:CityName>London</oa:CityName><CountryCode>gb</CountryCode></Address>
</Communication><PrimaryLanguageCode>eng</PrimaryLanguageCode></CandidatePerson>
<CandidateProfile><EmploymentHistory><EmployerHistory><hr:OrganizationName>Example Ltd
</hr:OrganizationName><PositionHistory><PositionTitle>Data engineer</PositionTitle>
<EmploymentPeriod><StartDate><hr:FormattedDateTime>2019-03-01</hr:FormattedDateTime></StartDate>
<hr:CurrentIndicator>true</hr:CurrentIndicator></EmploymentPeriod>
<oa:Description>&lt;p&gt;Builds &lt;b&gt;pipelines&lt;/b&gt;&lt;/p&gt;</oa:Description>
</PositionHistory></EmployerHistory></EmploymentHistory>
<EducationHistory><EducationOrganizationAttendance><hr:OrganizationName>Example University
</hr:OrganizationName><AttendancePeriod><EndDate><hr:FormattedDateTime>2014-06
</hr:FormattedDateTime></EndDate></AttendancePeriod><EducationDegree><hr:DegreeName>BSc Physics
</hr:DegreeName></EducationDegree></EducationOrganizationAttendance></EducationHistory>
<PersonQualifications><PersonCompetency><CompetencyID>fra</CompetencyID>
<hr:TaxonomyID>language</hr:TaxonomyID><CompetencyDimension><Score><hr:ScoreText>C1</hr:ScoreText>
</Score></CompetencyDimension></PersonCompetency></PersonQualifications>
<Hobbies><Hobby><Title>Chess</Title></Hobby></Hobbies></CandidateProfile></Candidate>"""


def values(fields: Any) -> list[str]:
    """All texts in fields, but kinds and periods, which are written otherwise."""
    if isinstance(fields, dict):
        return [text for key, value in fields.items() if key != "kind" for text in values(value)]
    if isinstance(fields, list):
        return [text for value in fields for text in values(value)]
    return [fields] if isinstance(fields, str) and fields else []


@pytest.mark.parametrize(
    ("source", "name"),
    [(json.dumps(RESUME), "cv.json"), (PASSPORT, "cv.xml"), (CANDIDATE, "cv.xml")],
    ids=["json-resume", "passport", "candidate"],
)
class TestEveryForm:
    def read(self, source: str, name: str) -> ReadDocument:
        return read_document(source.encode(), name)

    def test_what_is_a_field_stands_in_the_text(self, source: str, name: str) -> None:
        read = self.read(source, name)
        codes = {language["code"] for language in read.fields["languages"]}
        missing = [text for text in values(read.fields) if text not in read.text]
        assert set(missing) <= codes

    def test_the_person_is_known_as_personal(self, source: str, name: str) -> None:
        personal = self.read(source, name).fields["personal"]
        known = {(entry["kind"], entry["text"]) for entry in personal}
        assert {
            ("name", "Ada Example"),
            ("email", "ada@example.com"),
            ("address", "1 Example Road"),
        } <= known

    def test_place_studies_and_position_are_fields(self, source: str, name: str) -> None:
        fields = self.read(source, name).fields
        assert fields["location"].startswith("London")
        assert fields["experience"][0]["employer"] == "Example Ltd"
        assert fields["experience"][0]["current"] is True
        (study,) = fields["education"]
        assert (study["institution"], study["year"]) == ("Example University", 2014)
        assert "Data engineer" in fields["titles"]

    def test_it_is_read_whatever_it_is_named(self, source: str, name: str) -> None:
        assert self.read(source, "upload").fields == self.read(source, name).fields


def test_json_resume_has_everything_in_its_text_even_what_no_schema_knows() -> None:
    read = read_document(json.dumps(RESUME).encode(), "cv.json")
    for text in ("Moved a warehouse", "Databases (Master): SQL, Kafka", "A way of sorting"):
        assert text in read.text
    assert read.fields["experience"][1] == {
        "title": "Analyst",
        "employer": "Sample plc",
        "start": "2015",
        "end": "2019-02",
        "current": False,
    }
    assert (read.format, read.date) == ("json-resume", "2024-01-02")


def test_europass_descriptions_are_read_as_the_html_that_they_are() -> None:
    assert "• Plans budgets" in read_document(PASSPORT.encode(), "cv.xml").text
    text = read_document(CANDIDATE.encode(), "cv.xml").text
    assert "Builds pipelines" in text
    assert "Chess" in text


def test_a_passport_gives_levels_and_birth_date() -> None:
    read = read_document(PASSPORT.encode(), "cv.xml")
    assert {"code": "fr", "name": "French", "level": "C1 / B2"} in read.fields["languages"]
    assert {"kind": "birth_date", "text": "1985-04-03"} in read.fields["personal"]
    assert read.date == "2018-05-06"


@pytest.mark.parametrize(
    ("source", "name", "reason"),
    [
        ('{"rows": []}', "x.json", "unsupported"),
        ('[{"title": "Clerk"}]', "x.json", "unsupported"),
        ('{"basics": {', "x.json", "damaged"),
        ("[" * 100_000, "x.json", "damaged"),
        ("<a><b></a>", "x.xml", "damaged"),
        ("<?xml version='1.0'?><invoice/>", "x.xml", "unsupported"),
        ('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>', "x.xml", "unsafe"),
        ('<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><a>&b;</a>', "x.xml", "unsafe"),
    ],
)
def test_what_is_no_resume_is_refused_with_its_reason(source: str, name: str, reason: str) -> None:
    with pytest.raises(Quarantined) as caught:
        read_document(source.encode(), name)
    assert caught.value.reason == reason
    assert "hostname" not in str(caught.value)


@pytest.mark.parametrize(
    "value",
    [None, 3, "text", [], {}, [None, 3, "text", {}], {"location": 3, "summary": {}, "name": None}],
)
def test_values_of_other_kinds_than_the_schema_has_do_no_harm(value: object) -> None:
    resume = {"basics": {"name": "Ada Example"}}
    sections = ("work", "education", "skills", "languages", "awards", "projects", "references")
    for section in sections:
        read = read_document(json.dumps({**resume, section: value}).encode(), "cv.json")
        assert "Ada Example" in read.text
