"""What columns are called in the wild: field → names, by which the field is recognised.

Case, spaces and punctuation do not matter, nor words around it that say nothing. The
first name that a table has counts, save in fields made of ``PARTS``, which take them all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from skillsearch.documents import DocumentKind

__all__ = ["BODY", "NAMES", "PARTS", "PLACES", "column_key", "column_keys", "workbook_header"]

BODY: dict[DocumentKind, str] = {"posting": "description", "resume": "text"}
"""The field without which a row is no document."""

NAMES: dict[DocumentKind, dict[str, str]] = {
    "posting": {
        "id": """id jobid jobpostingid postingid vacancyid adid listingid uuid guid uniqid _id
            externalid identifier reference referencenumber ref refno jobref jobreference jobno
            jobnumber vacancyref vacancyreference requisitionid reqid requisitionnumber jobcode""",
        "title": """jobtitle title positiontitle businesstitle posttitle roletitle vacancytitle
            titleofposition jobposition position jobrole role designation vacancy occupation
            headline jobname name job""",
        "description": """jobdescription description jobdesc desc fulldescription
            descriptiontext descriptionhtml jobdetails details jobtext adtext advert text body
            content jobcontent jobspec vacancytext fulltext""",
        "employer": """company companyname employer employername hiringorganizationname
            hiringorganization hiringcompany organization organizationname organisation
            organisationname org agency agencyname advertiser advertisername businessname firm
            recruiter department""",
        "location": """location joblocation joblocationaddress locationname locationraw
            locationnormalized worklocation workplace place formattedlocation locationdisplayname
            officelocation locations companylocation address area""",
        "pay": """salary pay wage wages compensation remuneration salaryrange payrange
            salaryestimate salarytext salarydescription salaryoffered offeredsalary salaryraw
            basesalary jobsalary annualsalary package payrate hourlyrate rate ctc""",
        "pay_low": """salarymin minsalary salaryminimum minimumsalary salarylower lowersalary
            salaryfrom salaryrangefrom salarylow lowsalary paymin minpay paylow payfrom
            salaryminvalue basesalaryvalueminvalue minamount salarystart minimumpay""",
        "pay_high": """salarymax maxsalary salarymaximum maximumsalary salaryupper uppersalary
            salaryto salaryrangeto salaryhigh highsalary paymax maxpay payhigh payto salarymaxvalue
            basesalaryvaluemaxvalue maxamount salaryend maximumpay""",
        "pay_currency": "salarycurrency currency paycurrency basesalarycurrency currencycode",
        "pay_period": """payperiod salaryperiod salarytype salaryunit salaryfrequency payfrequency
            salaryinterval payinterval salaryunittext basesalaryvalueunittext paytype interval
            salarytimeunit""",
        "contract": """employmenttype contracttype jobtype employmenttypejobstatus jobstatus
            worktype formattedworktype typeofemployment typeofcontract contract employment
            positiontype workschedule schedule fulltimeparttimeindicator fulltimeparttime
            contracttime hourstype""",
        "posted": """dateposted posted posteddate postingdate publishedat published publisheddate
            datepublished publicationdate publishdate postdate postedat postedon dateadded
            listeddate listedtime originallistedtime createdat created date openingdate opendate""",
        "url": """url joburl link joblink jobpostingurl postingurl pageurl vacancyurl adurl
            detailurl sourceurl weblink href website applyurl applicationurl""",
        "seniority": """seniority senioritylevel careerlevel experiencelevel
            formattedexperiencelevel joblevel positionlevel level grade""",
        "years": """yearsofexperience yearsexperience experienceyears years minyearsofexperience
            minexperience minimumexperience yearsrequired experiencerequired requiredexperience
            experiencerequirements jobexperiencerequired workexperience experience exp""",
        "education": """education educationlevel requirededucation educationrequired
            educationrequirements minimumeducation degree degreerequired""",
        "category": """category jobcategory categories jobfunction function functionalarea
            rolecategory occupationalcategory sector jobsector industry jobindustry
            specialization specialisation discipline field""",
    },
    "resume": {
        "id": """id resumeid candidateid applicantid profileid personid userid employeeid cvid
            uuid guid uniqid _id externalid identifier reference ref""",
        "text": """resumetext resumestr resume resumecontent resumebody cvtext cv cvcontent
            curriculumvitae curriculum fulltext plaintext rawtext text content body document
            profiletext resumetest resumehtml cvhtml html""",
        "title": """currenttitle currentjobtitle jobtitle headline title currentposition position
            currentrole role designation occupation profession desiredjobtitle""",
        "name": "name fullname candidatename applicantname personname firstname",
        "email": "email emailaddress mail emailid contactemail",
        "phone": "phone phonenumber mobile mobilenumber telephone tel contactnumber cell",
        "location": "location currentlocation city address residence country region place",
        "date": "date updated updatedat lastupdated lastmodified modified createdat resumedate",
        "url": "url link website profileurl linkedin linkedinurl portfolio",
        "seniority": "seniority senioritylevel careerlevel level",
        "years": "yearsofexperience yearsexperience totalexperience experienceyears years",
        "languages": "languages spokenlanguages languageskills language",
        "category": "category jobcategory field industry domain department function",
    },
}

PARTS: dict[DocumentKind, str] = {
    "posting": """summary jobsummary overview joboverview abouttherole aboutthejob jobpurpose
        responsibilities jobresponsibilities keyresponsibilities rolesandresponsibilities
        rolesresponsibilities duties dutiesandresponsibilities jobduties tasks accountabilities
        requirements jobrequirements candidaterequirements minimumrequirements keyrequirements
        personspecification qualifications minimumqualifications minimumqualrequirements
        minqualifications basicqualifications requiredqualifications qualificationsrequired
        preferredqualifications desiredqualifications additionalqualifications
        requiredskills musthaveskills musthave skills keyskills skillsrequired skillsdesc jobskills
        skillset technologies preferredskills niceskills nicetohave nicetohaveskills desirable
        competencies certifications benefits jobbenefits perks whatweoffer additionalinformation
        companyprofile aboutcompany aboutus companydescription""",
    "resume": """summary profile objective careerobjective about aboutme bio professionalsummary
        experience workexperience workhistory employmenthistory employment jobs
        professionalexperience projects education educationhistory qualifications academic degree
        skills keyskills technicalskills skillset certifications certificates training courses
        awards publications volunteering interests achievements additionalinformation""",
}
"""Columns that hold a part of the document: they are joined, in the order of the table."""

PLACES = ("city", "town", "state", "province", "region", "country", "countrycode")
"""Columns that together are a location, where no column is one by itself."""

_LEADING = """
    job jobs vacancy posting position ad advert the full raw clean cleaned listing original
"""
_TRAILING = """
    en eng text html raw clean cleaned str string required info full original value 1
"""

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+")


def column_key(column: str) -> str:
    """A column's name without case, spaces and punctuation: "Job Title:" → "jobtitle".

    A leading underscore stays, as in the ``_id`` of databases.
    """
    text = unicodedata.normalize("NFKC", column).casefold()
    kept = "".join(c for c in text if c.isalnum())
    return f"_{kept}" if text.startswith("_") else kept


def column_keys(column: str) -> Iterator[str]:
    """The key of a column, then those without the words around it that say nothing."""
    yield column_key(column)
    leading, trailing = _LEADING.split(), _TRAILING.split()
    words = [word.casefold() for word in _WORDS.findall(column)]
    first = next((i for i, word in enumerate(words) if word not in leading), 0)
    last = next((i for i, word in enumerate(reversed(words)) if word not in trailing), 0)
    for start, end in ((first, 0), (0, last), (first, last)):
        kept = words[start : len(words) - end]
        if kept:
            yield "".join(kept)


def workbook_header(kind: DocumentKind, given: Sequence[str]) -> list[str]:
    """Names of columns, by which the header of a sheet is found below titles and legends."""
    names = " ".join((*NAMES[kind].values(), PARTS[kind])).split()
    return [*names, *(part for column in given for part in (column, *column.split("+")))]
