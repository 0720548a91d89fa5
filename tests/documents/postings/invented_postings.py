"""Postings of many manners, invented for the tests, each with what is true of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from skillsearch.documents import Pay


@dataclass(frozen=True)
class Invented:
    """A posting as a row's fields or a file's text, and its truth.

    ``must`` and ``nice`` are words that a sentence of that kind begins with or holds;
    ``neither`` may stand in none of both.
    """

    name: str
    truth: Mapping[str, Any]
    fields: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    must: tuple[str, ...] = ()
    nice: tuple[str, ...] = ()
    neither: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


SINGAPORE_AGENCY = Invented(
    name="an agency's ad on one line with glued headings",
    fields={
        "title": "URGENT!!! Accounts Assistant (5 days, East) up to $3.2K",
        "employer": "Brightleaf Staffing Pte. Ltd.",
        "location": "12 Invented Road, Singapore 999999",
        "contract": "Permanent, Full Time",
        "posted": "24 Jan 2019",
        "pay_low": "2500.0",
        "pay_high": "3200.0",
        "pay_period": "Monthly",
        "description": {
            "job_description": (
                "Roles & ResponsibilitiesHandle full set of accounts and month-end closing  Prepare"
                " GST returns for submission every quarter  Reconcile bank statements and"
                " intercompany balances  Liaise with auditors, tax agents and the company secretary"
                " on statutory matters  Support the finance manager with ad hoc reports as required"
            ),
            "job_requirements": (
                "RequirementsMinimum Diploma in Accountancy or equivalent  At least 2 years of"
                " relevant experience in an SME  Proficient in Xero and Microsoft Excel  Able to"
                " speak Mandarin to liaise with Mandarin speaking suppliers is required  Knowledge"
                " of payroll would be an advantage  Interested candidates please send your resume"
                " to Jolene Tanaka at jolene@brightleaf.example.com  EA Licence No: 99C9999 Jolene"
                " Tanaka R9999999"
            ),
        },
    },
    truth={
        "title": "Accounts Assistant",
        "employer": "Brightleaf Staffing Pte. Ltd.",
        "as_of": "2019-01-24",
        "years_low": 2.0,
        "education_level": "vocational",
        "seniority": "mid",
        "pay": Pay(2500.0, 3200.0, "", "month"),
        "contract": ("full-time", "permanent"),
        "languages": ["zh"],
    },
    must=("Minimum Diploma", "At least 2 years", "Proficient in Xero"),
    nice=("Knowledge of payroll",),
    neither=("Interested candidates", "EA Licence", "Reconcile bank statements"),
    hidden=("Jolene", "Tanaka", "jolene@brightleaf.example.com"),
)

NHS_PERSON_SPECIFICATION = Invented(
    name="an NHS post with a person specification",
    text="""Community Podiatrist
Employer: Riverbend Community Health Trust
Location: Millbrook Clinic, Fernshire
Salary: £35,392 to £42,618 a year per annum pro rata
Contract: Permanent
Working pattern: Part-time, Flexible working

Job summary
We are looking for a podiatrist to join our friendly community team. Fixed working hours are 22.5
per week.

Main duties of the job
To assess and treat people with long-term foot problems in clinics and at home.
To ensure that records required by the trust are complete.

Person specification
Essential criteria
• BSc (Hons) in Podiatry
• HCPC registration
• Minimum of 12 months' post-registration experience
Desirable criteria
• Experience of nail surgery
• Non-medical prescriber

For further details / informal visits contact:
Name: Dr Morwenna Quillfeather
Email: morwenna.quillfeather@example.org
Telephone: 01632 960123
""",
    truth={
        "title": "Community Podiatrist",
        "employer": "Riverbend Community Health Trust",
        "location": "Millbrook Clinic, Fernshire",
        "years_low": 1.0,
        "education_level": "bachelor",
        "pay": Pay(35392.0, 42618.0, "GBP", "year"),
        "contract": ("part-time", "permanent"),
    },
    must=("BSc (Hons)", "HCPC", "Minimum of 12 months"),
    nice=("Experience of nail surgery", "Non-medical prescriber"),
    neither=("To ensure that records", "To assess and treat"),
    hidden=("Morwenna", "Quillfeather", "01632 960123"),
)

US_TECH = Invented(
    name="a US start-up's ad",
    text="""Senior Backend Engineer
Location: Remote (US)

About Lanternfish
Lanternfish is a profitable company with 12 years of history that serves 4 million customers. We
raised $40 million last year.

What you'll do
• Design and operate services in Go and Postgres
• Mentor two junior engineers

What we're looking for
• 5+ years of professional software engineering experience
• 3 years with Kubernetes
• Bachelor's or Master's degree in Computer Science, or equivalent experience
• Fluent English, written and spoken

Nice to have
• Experience with Kafka
• You have given a talk at a conference

Benefits
• $150,000 - $180,000 per year, 401(k), health insurance
• $1,000 sign-on bonus

Lanternfish is an equal opportunity employer. We do not discriminate.
""",
    truth={
        "title": "Senior Backend Engineer",
        "employer": "Lanternfish",
        "location": "Remote (US)",
        "years_low": 5.0,
        "years_high": None,
        "education_level": "bachelor",
        "seniority": "senior",
        "pay": Pay(150000.0, 180000.0, "USD", "year"),
        "contract": ("remote",),
        "languages": ["en"],
    },
    must=("5+ years", "3 years with Kubernetes", "Fluent English"),
    nice=("Experience with Kafka", "You have given a talk"),
    neither=("Mentor two", "sign-on bonus", "12 years of history"),
)

GERMAN_ENGLISH = Invented(
    name="a German-English ad",
    text="""Data Engineer (m/w/d) – Standort Berlin
Über uns
Wir sind ein Team von 30 Leuten.
Deine Aufgaben
• Building pipelines with Airflow and dbt
• Betrieb unserer Datenplattform
Dein Profil
• Mindestens 3 Jahre Berufserfahrung im Bereich Data Engineering
• Sehr gute Kenntnisse in Python und SQL
• Verhandlungssicheres Deutsch und Englisch in Wort und Schrift, fließend gesprochen
• Erfahrung mit Kafka ist von Vorteil
Wir bieten
• 60.000 € bis 72.000 € pro Jahr, unbefristet, Vollzeit
• Home Office an drei Tagen
Bewerbung an jobs@example.org
""",
    truth={
        "years_low": 3.0,
        "pay": Pay(60000.0, 72000.0, "EUR", "year"),
        "contract": ("full-time", "permanent", "remote"),
        "languages": ["de", "en"],
    },
    must=("Mindestens 3 Jahre", "Sehr gute Kenntnisse"),
    nice=("Erfahrung mit Kafka",),
    neither=("Betrieb unserer",),
    hidden=("jobs@example.org",),
)

RETAIL_PART_TIME = Invented(
    name="a shop's part-time ad",
    text="""Sales Assistant (Part-Time) - Weekend
Job type: Part-time, Temporary
Pay: from £11.44 per hour
We are hiring weekend staff for our new shop. No experience needed, full training will be provided.
You must be 18 years of age or over and able to work evening shifts.
A food hygiene certificate is a bonus.
Send your CV to shop@example.com.
""",
    truth={
        "years_low": None,
        "years_high": None,
        "pay": Pay(11.44, None, "GBP", "hour"),
        "contract": ("part-time", "shift", "temporary"),
    },
    must=("You must be 18",),
    nice=("A food hygiene certificate",),
    neither=("No experience needed", "Send your CV"),
    hidden=("shop@example.com",),
)

LINKEDIN_INDIA = Invented(
    name="an Indian ad of loose lists",
    fields={
        "title": "Urgent Opening for Java Developer | 6-9 LPA",
        "employer": "Kumud Softlabs",
        "location": "Pune, Maharashtra",
        "contract": "Full-time",
        "seniority": "Associate",
        "posted": "2023-10-13",
        "description": (
            "Greetings from Kumud Softlabs!!\n\nExperience: 3 to 6 years\n\nNotice: 30 days\n\n"
            "Mandatory Skills\n\n * Core Java, Spring Boot\n * REST APIs\n   \n\n"
            "Good To Have Skills\n\n * AWS\n * Docker\n\n"
            "Roles And Responsibilities\n\n * Develop microservices\n * Review code\n\n"
            "Perks\n\n * Cab facility\n\nNight shift. Work from office at Pune. This is a 6-month "
            "contract to hire role."
        ),
    },
    truth={
        "title": "Java Developer",
        "years_low": 3.0,
        "years_high": 6.0,
        "seniority": "mid",
        "pay": Pay(600000.0, 900000.0, "INR", "year"),
        "contract": ("contract", "full-time", "shift"),
        "location": "Pune, Maharashtra",
        "as_of": "2023-10-13",
    },
    must=("Core Java", "REST APIs"),
    nice=("AWS", "Docker"),
    neither=("Review code", "Cab facility"),
)

GOVERNMENT_BULLETIN = Invented(
    name="a government bulletin",
    text="""SENIOR WATER TREATMENT OPERATOR
Class Code: 9999
ANNUAL SALARY
$68,612 to $100,308 and $77,000 to $112,000
NOTES:
Candidates from the eligible list are normally appointed to vacancies in the lower pay grade.
DUTIES
A Senior Water Treatment Operator supervises the operation of a filtration plant, takes samples,
and trains operators.
REQUIREMENTS/MINIMUM QUALIFICATIONS
Two years of full-time paid experience as a Water Treatment Operator with the City; and
A valid driver's license is required.
A Grade III certificate is desirable but not required.
WHERE TO APPLY
Applications will only be accepted on-line. The last day to apply is May 4.
""",
    truth={
        "title": "SENIOR WATER TREATMENT OPERATOR",
        "years_low": 2.0,
        "seniority": "senior",
        "pay": Pay(68612.0, 100308.0, "", "year"),
    },
    must=("Two years of full-time paid", "valid driver"),
    neither=("Applications will only", "supervises the operation"),
)

SCHEMA_ORG = Invented(
    name="a schema.org posting with escaped HTML",
    fields={
        "title": "Band 5 Staff Nurse &amp; Mentor",
        "employer": {"@type": "Organization", "name": "Larchwood Hospital"},
        "location": {
            "@type": "Place",
            "address": {"addressLocality": "Larchwood", "addressCountry": "GB"},
        },
        "contract": ["FULL_TIME"],
        "posted": "2020-10-05T13:31:12+0100",
        "url": "https://jobs.example.org/4711",
        "pay": {
            "currency": "GBP",
            "value": {
                "minValue": "28860",
                "maxValue": "31200",
                "unitText": "YEAR",
                "value": "£14.80 - £16.00 per hour",
            },
        },
        "description": (
            "&lt;p&gt;We are looking for a registered nurse with excellent communication"
            " skills.&lt;/p&gt;\n&lt;p&gt;&lt;b&gt;You will need to have:&lt;/b&gt;&lt;/p&gt;"
            "&lt;ul&gt;&lt;li&gt;NMC registration&lt;/li&gt;&lt;li&gt;Recent acute experience"
            "&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;Previous ward experience is desirable but not"
            " essential.&lt;/p&gt;&lt;p&gt;You will rotate to night shifts.&lt;/p&gt;"
        ),
    },
    truth={
        "title": "Band 5 Staff Nurse & Mentor",
        "employer": "Larchwood Hospital",
        "location": "Larchwood, GB",
        "url": "https://jobs.example.org/4711",
        "as_of": "2020-10-05",
        "pay": Pay(14.8, 16.0, "GBP", "hour"),
        "contract": ("full-time", "shift"),
    },
    must=("We are looking for a registered nurse", "NMC registration", "Recent acute experience"),
    nice=("Previous ward experience",),
)

COLUMNS_OF_QUALIFICATIONS = Invented(
    name="a row with a column for each part",
    fields={
        "title": "Program Manager, Hardware",
        "employer": "Ostrich Labs",
        "location": "Mountain View, CA, United States",
        "description": {
            "Responsibilities": "Plan the roadmap.\nRun weekly reviews with suppliers.",
            "Minimum Qualifications": (
                "BA/BS degree or equivalent practical experience.\n8 years of experience in program"
                " management, preferably in consumer hardware."
            ),
            "Preferred Qualifications": "MBA.\nAbility to travel up to 10% of the time.",
        },
    },
    truth={
        "years_low": 8.0,
        "education_level": "bachelor",
        "seniority": "manager",
        "pay": None,
        "contract": (),
    },
    must=("BA/BS degree", "8 years of experience in program"),
    nice=("MBA", "Ability to travel", "preferably in consumer hardware"),
    neither=("Plan the roadmap", "Run weekly reviews"),
)

INTERNSHIP = Invented(
    name="an internship",
    text="""Marketing Intern
Company: Tidepool Media
Location: Dublin, Ireland (hybrid, 2 days in the office)
This internship lasts six months and pays a stipend of €1,200 per month.
You will write posts, plan campaigns and measure them.
You should have an eye for design. Knowledge of Figma is a plus; experience is not required.
To apply, send a cover letter to intern@example.org.
""",
    truth={
        "title": "Marketing Intern",
        "employer": "Tidepool Media",
        "location": "Dublin, Ireland (hybrid, 2 days in the office)",
        "years_low": None,
        "seniority": "intern",
        "pay": Pay(1200.0, 1200.0, "EUR", "month"),
        "contract": ("hybrid", "internship"),
    },
    must=("You should have an eye",),
    nice=("Knowledge of Figma",),
    neither=("You will write posts", "To apply"),
)

TRADE_APPRENTICE = Invented(
    name="an apprenticeship",
    text="""Apprentice Electrician
Harrow & Pike Ltd is looking for an apprentice to join our workshop in Leeds.
Requirements
GCSE in Maths and English
A full driving licence is required
Willingness to learn
What we offer
£7.55 per hour, full-time, 25 days holiday
How to apply
Call Mr Barnaby Oakes on 01632 960987.
""",
    truth={
        "title": "Apprentice Electrician",
        "employer": "Harrow & Pike Ltd",
        "education_level": "secondary",
        "seniority": "intern",
        "pay": Pay(7.55, 7.55, "GBP", "hour"),
        "contract": ("apprenticeship", "full-time"),
        "languages": [],
    },
    must=("GCSE in Maths", "full driving licence", "Willingness"),
    neither=("25 days holiday", "Call Mr"),
    hidden=("Barnaby Oakes", "01632 960987"),
)

CLAUSES = Invented(
    name="requirements and wishes in one sentence",
    text="""Payroll Officer
We are recruiting a payroll officer on a 12-month fixed-term contract.
Requirements:
- Minimum 3 years of payroll experience, SAP an advantage
- Excel is required; a bookkeeping certificate is a plus
- Team player
Salary: Competitive
The closing date is 5 May.
""",
    truth={
        "title": "Payroll Officer",
        "years_low": 3.0,
        "pay": None,
        "contract": ("contract",),
        "seniority": "mid",
    },
    must=("Minimum 3 years of payroll experience", "Excel is required", "Team player"),
    nice=("SAP an advantage", "a bookkeeping certificate"),
)

ONE_LINE = Invented(
    name="a title and one sentence",
    text="Delivery Driver\nDriver wanted for evening shifts, clean licence required.",
    truth={"title": "Delivery Driver", "contract": ("shift",), "pay": None},
    must=("Driver wanted",),
)

ALL: tuple[Invented, ...] = (
    SINGAPORE_AGENCY,
    NHS_PERSON_SPECIFICATION,
    US_TECH,
    GERMAN_ENGLISH,
    RETAIL_PART_TIME,
    LINKEDIN_INDIA,
    GOVERNMENT_BULLETIN,
    SCHEMA_ORG,
    COLUMNS_OF_QUALIFICATIONS,
    INTERNSHIP,
    TRADE_APPRENTICE,
    CLAUSES,
    ONE_LINE,
)
