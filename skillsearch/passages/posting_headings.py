"""The headings of postings, by what stands under them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from skillsearch.documents import SectionKind
from skillsearch.passages.sections import Headings

__all__ = ["POSTING_HEADINGS", "kinds_by_heading"]

POSTING_HEADINGS: Headings = {
    "about_employer": (
        "About us", "About the company", "About our company", "About the team", "About the trust",
        "About our organisation", "About the organisation", "About the employer",
        "About the department", "Company overview", "Company profile", "Company description",
        "Company background", "Company summary", "Our company", "Our story", "Our mission",
        "Our values", "Our culture", "Who we are", "Who are we", "Who are we?", "The company",
        "The organisation", "The team", "Our team", "Our client", "About our client",
        "The team you will be a part of", "Meet the team", "Why us", "Introduction", "Background",
        "Employer profile", "Client overview", "Über uns", "Wer wir sind", "Wir über uns",
        "Das Unternehmen", "Qui sommes-nous", "L'entreprise", "Sobre nosotros", "Sobre nós",
        "Over ons",
    ),
    "summary": (
        "Job summary", "Job purpose", "Purpose of the job", "Purpose of the role", "Role purpose",
        "Purpose", "Role summary", "Position summary", "Position overview", "Role overview",
        "Job overview", "Job description", "Job brief", "Overview", "Summary", "Description",
        "About the role", "About the job", "About the position", "About this role",
        "About the opportunity", "The role", "The position", "The job", "The opportunity",
        "Role description", "Role profile", "Position description", "Job profile", "Job scope",
        "Main area", "Job details", "Details", "Job information", "Vacancy details",
        "This role in summary", "In summary", "Position", "Stellenbeschreibung",
        "Description du poste", "Descripción del puesto",
    ),
    "responsibilities": (
        "Responsibilities", "Responsibility", "Roles & responsibilities",
        "Roles and responsibilities", "Role & responsibilities", "Role and responsibilities",
        "Role responsibilities", "Job responsibilities", "Job duties", "Key responsibilities",
        "Main responsibilities", "Core responsibilities", "Primary responsibilities",
        "Principal responsibilities", "General responsibilities", "Specific responsibilities",
        "Major responsibilities", "Your responsibilities", "Your responsibilities will include",
        "Responsibilities include", "Responsibilities and duties", "Responsibilities & duties",
        "Duties and responsibilities", "Duties & responsibilities", "Duties", "Key duties",
        "Main duties", "Main duties of the job", "Main duties and responsibilities",
        "Principal duties", "Essential duties", "Essential duties and responsibilities",
        "Essential functions", "Essential job functions", "Primary duties", "Typical duties",
        "Key accountabilities", "Accountabilities", "Key tasks", "Tasks", "Your tasks",
        "Job function", "Job functions", "Functions", "Key activities", "Day to day",
        "Day-to-day responsibilities", "A day in the life", "What you will do", "What you'll do",
        "What you will be doing", "What you'll be doing", "What you'll do here",
        "What will you do", "What will you be doing", "What you do", "What you will work on",
        "In this role you will", "In this role, you will", "You will", "You will be",
        "You'll be responsible for", "You will be responsible for", "Your role", "Your mission",
        "Your impact", "The impact you will make", "What the job involves",
        "What the role involves", "What is involved", "The role will involve",
        "Aufgaben", "Ihre Aufgaben", "Deine Aufgaben", "Das erwartet Sie", "Das erwartet dich",
        "Missions", "Vos missions", "Responsabilidades", "Funciones", "Taken",
    ),
    "requirements": (
        "Requirements", "Requirement", "Job requirements", "Job requirement", "Key requirements",
        "Minimum requirements", "Basic requirements", "General requirements",
        "Position requirements", "Role requirements", "Mandatory requirements",
        "Requirements and skills", "Requirements & skills", "Skills and requirements",
        "Requirements and qualifications", "Requirements & qualifications", "Qualifications",
        "Qualification", "Key qualifications", "Minimum qualifications", "Basic qualifications",
        "Required qualifications", "Essential qualifications", "Job qualifications",
        "Qualifications required", "Qualifications and skills", "Qualifications & skills",
        "Qualifications and experience", "Qualifications & experience",
        "Qualifications and requirements", "Key qualifications and skills",
        "Qualification and experience", "Required skills", "Required skills and qualifications",
        "Required skills and experience", "Required experience", "Required knowledge",
        "Required education", "Skills required", "Skills", "Key skills", "Key skills required",
        "Must have skills", "Must-have skills", "Mandatory skills", "Primary skills",
        "Technical skills", "Soft skills", "Core skills", "Essential skills", "Skill set",
        "Skillset", "Desired skills and experience required",
        "Skills and experience", "Skills & experience", "Skills and qualifications",
        "Skills & qualifications", "Skills and abilities", "Skills and competencies",
        "Skills, knowledge and abilities", "Knowledge, skills and abilities",
        "Knowledge, skills and experience", "Knowledge and skills", "Knowledge and experience",
        "Knowledge", "Experience", "Experience required", "Work experience",
        "Experience and qualifications", "Experience and skills", "Experience & skills",
        "Education and experience", "Education & experience", "Education and training",
        "Education", "Education requirements", "Educational requirements",
        "Educational qualification", "Educational qualifications", "Eligibility",
        "Eligibility criteria", "Competencies", "Key competencies", "Core competencies",
        "Required competencies", "Person specification", "Candidate profile",
        "Candidate requirements", "Ideal candidate", "The ideal candidate",
        "The successful candidate", "The candidate", "Your profile", "Profile", "Job specification",
        "Essential", "Essential criteria", "Essential requirements", "Essential experience",
        "Essential skills and experience", "Selection criteria", "Criteria", "Must have",
        "Must haves", "Must-have", "Must-haves", "Mandatory", "Required", "Minimum",
        "What we are looking for", "What we're looking for", "What are we looking for",
        "What are we looking for?", "Who we are looking for", "Who we're looking for",
        "Who are we looking for", "Whom we are looking for", "We are looking for",
        "What you will need", "What you'll need", "What you need", "What do you need",
        "What you bring", "What you'll bring", "What you will bring", "What you bring to the role",
        "What you should have", "What it takes", "What does it take", "You have", "You are",
        "You should have", "You must have", "You will have", "You'll have", "You bring",
        "You will need", "About you", "Who you are", "Who are you", "Who are you?", "Are you",
        "How you can be qualified", "To be successful", "To be successful in this role",
        "To be considered", "To qualify", "Are you the right fit", "We expect", "We require",
        "What we require", "What we expect", "What we need", "Requirement/qualifications",
        "Requirement/minimum qualification", "Process notes", "Licences and registrations",
        "Licenses and certifications", "Certifications required",
        "Anforderungen", "Ihr Profil", "Dein Profil", "Das bringen Sie mit", "Das bringst du mit",
        "Voraussetzungen", "Qualifikationen", "Profil recherché", "Votre profil", "Profil",
        "Requisitos", "Perfil", "Functie-eisen", "Jouw profiel",
    ),
    "nice_to_have": (
        "Nice to have", "Nice-to-have", "Nice to haves", "Nice-to-haves", "Good to have",
        "Good-to-have", "Great to have", "Good to have skills", "Nice to have skills", "Preferred",
        "Preferred qualifications", "Preferred qualification", "Preferred skills",
        "Preferred skills and experience", "Preferred experience", "Preferred requirements",
        "Preferred education", "Preferences", "Desirable", "Desirable criteria",
        "Desirable skills", "Desirable experience", "Desirable requirements",
        "Desirable qualifications", "Desired", "Desired skills", "Desired experience",
        "Desired qualifications", "Desired skills and experience", "Desired characteristics",
        "Bonus", "Bonus points", "Bonus points for", "Bonus skills", "Bonus if you have", "Pluses",
        "Plus", "Plus points", "Added advantage", "An added advantage", "Advantageous",
        "Additional qualifications", "Additional skills", "Optional skills", "Secondary skills",
        "Ideally", "Ideally you have", "Extra credit", "It would be a plus", "Wünschenswert",
        "Von Vorteil", "Souhaité", "Deseable", "Pré",
    ),
    "benefits": (
        "Benefits", "Our benefits", "Key benefits", "Employee benefits", "Benefits & perks",
        "Benefits and perks", "Perks", "Perks and benefits", "Perks & benefits",
        "Internship perks", "What we offer", "What do we offer", "What we can offer",
        "What we can offer you", "What can we offer you", "We offer", "We offer you",
        "What you will get", "What you'll get", "What you get", "What's in it for you",
        "What is in it for you", "What's on offer", "What you can expect from us", "In return",
        "The rewards", "Rewards", "Rewards and benefits", "Compensation",
        "Compensation and benefits",
        "Compensation & benefits", "Pay and benefits", "Salary and benefits", "Salary & benefits",
        "Remuneration", "Package", "Why join us", "Why join us?", "Why work with us",
        "Why work for us", "Why should you join us", "Why you will love working here",
        "Our offer", "The package", "Wir bieten", "Was wir bieten", "Das bieten wir",
        "Unser Angebot", "Nous offrons", "Avantages", "Ofrecemos", "Wij bieden",
    ),
    "how_to_apply": (
        "How to apply", "Application", "Applications", "Application process", "To apply",
        "Apply now", "How to proceed", "Application procedure", "Next steps", "Interview process",
        "Selection process", "Recruitment process", "Closing date", "Where to apply",
        "Application deadline", "Contact", "Contact us", "Contact details", "Interested?",
        "Interested", "Interested candidates", "Interested applicants", "Examination weight",
        "For further details / informal visits contact", "Further details", "Further information",
        "Bewerbung", "Ansprechpartner", "Candidature", "Postuler", "Solliciteren",
    ),
    "equal_opportunity": (
        "Equal opportunity", "Equal opportunities", "Equal opportunity employer",
        "Equal employment opportunity", "EEO statement", "Diversity", "Diversity & inclusion",
        "Diversity and inclusion", "Our commitment to diversity", "Equality and diversity",
        "Disclaimer", "Privacy notice", "Privacy statement", "Data protection",
        "Notice to recruitment agencies", "Fraud alert",
    ),
    "other": (
        "Other information", "Additional information", "Important information", "Note", "Notes",
        "Please note", "Important", "Location", "Locations", "Working hours", "Work hours",
        "Hours", "Hours of work", "Salary", "Annual salary", "Contract", "Employment type",
        "Job type",
        "Other details", "Working conditions", "Physical requirements", "Work environment",
    ),
}  # fmt: skip


@cache
def kinds_by_heading() -> dict[str, SectionKind]:
    """The kind of each heading, lower case."""
    return dict(_each())


def _each() -> Iterator[tuple[str, SectionKind]]:
    for kind, headings in POSTING_HEADINGS.items():
        for heading in headings:
            yield heading.lower(), kind
