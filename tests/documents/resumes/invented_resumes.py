"""Resumes of people who do not exist, each in another layout, with what is true of them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["INVENTED", "Invented"]


@dataclass(frozen=True)
class Invented:
    key: str
    text: str
    titles: tuple[str, ...]
    spans: tuple[tuple[str, str], ...]
    years: float | None
    level: str
    location: str = ""
    languages: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    """What must not be left in any piece."""


INVENTED: tuple[Invented, ...] = (
    Invented(
        key="classic",
        text="""Marta Quillfeather
Senior Data Engineer
12 Example Street, Springfield, IL 62704 | (217) 555-0143 | marta.quillfeather@example.com

SUMMARY
Data engineer with a taste for plain SQL. I build pipelines that people can read.

EXPERIENCE
Senior Data Engineer — Example Analytics Inc.
Jan 2019 – Present
• Rebuilt the nightly load of 40 tables in Apache Airflow, e.g. the sales ledger.
• Mentored two engineers and wrote the team's style guide.

Data Engineer — Sample Logistics LLC
03/2015 to 12/2018
• Moved reports from spreadsheets to a warehouse on PostgreSQL.

EDUCATION
B.Sc. in Computer Science, Example State University, 2014

SKILLS
Python, SQL, Airflow, PostgreSQL, Git
""",
        titles=("Senior Data Engineer", "Data Engineer"),
        spans=(("2019-01", ""), ("2015-03", "2018-12")),
        years=5.8,
        level="bachelor",
        location="Springfield, IL",
        employers=("Example Analytics Inc", "Sample Logistics LLC"),
        secrets=("Quillfeather", "Marta", "555-0143", "example.com", "Example Street", "62704"),
    ),
    Invented(
        key="anonymised",
        text="""ACCOUNTANT
Summary
Accountant with experience of month-end closing and of audits.
Highlights
General ledger
Accounts payable
Experience
Accountant
June 2012 to Current Company Name, City , State
Prepared monthly statements and reconciled bank accounts.
Bookkeeper
August 2008 to May 2012 Company Name, City , State
Kept the books of three small shops.
Education
Associate of Arts : Accounting , 2008 Example Community College, City , State
Skills
Excel, QuickBooks, reconciliation
""",
        titles=("Accountant", "Bookkeeper"),
        spans=(("2012-06", ""), ("2008-08", "2012-05")),
        years=12.4,
        level="vocational",
    ),
    Invented(
        key="dates-first",
        text="""REGISTERED NURSE
Professional Summary
Nurse on a surgical ward who stays calm.
Work History
04/2016 to 02/2020
Registered Nurse Company Name - City , State
Cared for eight patients a shift and trained new colleagues.
01/2014 to 03/2016
Nursing Assistant Company Name - City , State
Helped patients with meals and mobility.
Education and Training
2014
High School Diploma Example High School, City , State
Languages
Fluent in Spanish
""",
        titles=("Registered Nurse", "Nursing Assistant"),
        spans=(("2016-04", "2020-02"), ("2014-01", "2016-03")),
        years=6.2,
        level="secondary",
        languages=("es",),
    ),
    Invented(
        key="linkedin-export",
        text="""Contact
+44 20 7946 0958 (Mobile)
tobin.ashgrove@example.org
www.linkedin.com/in/tobin-ashgrove

Top Skills
Kubernetes
Go
Incident response

Languages
English (Native or Bilingual)
French (Limited Working)

Tobin Ashgrove
Site Reliability Engineer at Example Cloud
Leeds, England, United Kingdom

Summary
I keep things running, and write down how.

Experience
Example Cloud
Site Reliability Engineer
March 2018 - Present (2 years 10 months)
Leeds, England, United Kingdom
Run the on-call rota and the post-mortems.

Sample Telecom
Systems Administrator
June 2013 - February 2018 (4 years 9 months)
Looked after 300 Linux servers.

Education
Example University
Bachelor of Engineering, Electronics · (2010 - 2013)
""",
        titles=("Site Reliability Engineer", "Systems Administrator"),
        spans=(("2018-03", ""), ("2013-06", "2018-02")),
        years=7.6,
        level="bachelor",
        languages=("en", "fr"),
        employers=("Example Cloud", "Sample Telecom"),
        secrets=("Tobin", "Ashgrove", "7946", "linkedin.com"),
    ),
    Invented(
        key="german",
        text="""Lebenslauf

Persönliche Daten
Name: Friederike Musterfrau
Anschrift: Beispielstraße 12, 80331 München
Telefon: 089 / 5550 1234
E-Mail: f.musterfrau@example.org
Geburtsdatum: 04.05.1988
Staatsangehörigkeit: deutsch
Familienstand: ledig

Berufserfahrung
01.2016 – heute
Projektleiterin, Beispiel Maschinenbau GmbH
- Leitung von Projekten in der Automatisierung mit bis zu acht Mitarbeitern
- Planung von Terminen und Kosten

09.2011 – 12.2015
Entwicklungsingenieurin, Muster Antriebe AG
- Entwicklung von Steuerungen für elektrische Antriebe

Ausbildung
2006 – 2011 Diplom-Ingenieurin Elektrotechnik, Technische Universität Beispielstadt

Sprachkenntnisse
Deutsch (Muttersprache), Englisch (C1)

Kenntnisse
SPS-Programmierung, MATLAB, Projektmanagement
""",
        titles=("Projektleiterin", "Entwicklungsingenieurin"),
        spans=(("2016-01", ""), ("2011-09", "2015-12")),
        years=9.3,
        level="master",
        languages=("de", "en"),
        employers=("Beispiel Maschinenbau GmbH", "Muster Antriebe AG"),
        secrets=("Musterfrau", "Friederike", "Beispielstraße", "80331", "5550", "1988", "ledig"),
    ),
    Invented(
        key="french",
        text="""Anatole Exemplaire
Développeur web
14 rue des Exemples, 69003 Lyon
06 12 34 56 78 – anatole.exemplaire@example.org
Né le 3 mars 1990

EXPÉRIENCES PROFESSIONNELLES
Développeur web – Société Exemple
mars 2017 - aujourd'hui
• Conception et développement de sites pour des associations
• Encadrement de deux stagiaires

Technicien informatique – Mairie d'Exempleville
septembre 2013 à février 2017
• Assistance aux utilisateurs et gestion du parc

FORMATION
2013 Licence professionnelle informatique, Université d'Exempleville

LANGUES
Français : langue maternelle, Anglais : courant

COMPÉTENCES
PHP, JavaScript, MySQL
""",
        titles=("Développeur web", "Technicien informatique"),
        spans=(("2017-03", ""), ("2013-09", "2017-02")),
        years=7.3,
        level="bachelor",
        languages=("fr", "en"),
        secrets=("Anatole", "Exemplaire", "rue des", "69003", "06 12", "1990"),
    ),
    Invented(
        key="spanish",
        text="""CURRÍCULUM VITAE
Casilda Inventada
Enfermera
Calle Ejemplo 25, 28004 Madrid, España
Tel.: +34 600 555 123
casilda.inventada@example.com

EXPERIENCIA LABORAL
Enfermera | Hospital de Ejemplo
enero de 2015 - actualidad
Atención a pacientes en urgencias y formación de residentes.

Auxiliar de enfermería | Residencia Muestra
2011 - 2014
Cuidado de personas mayores.

FORMACIÓN ACADÉMICA
Grado en Enfermería, Universidad de Ejemplo, 2011

IDIOMAS
Español nativo, inglés B2
""",
        titles=("Enfermera", "Auxiliar de enfermería"),
        spans=(("2015-01", ""), ("2011", "2014")),
        years=9.0,
        level="bachelor",
        location="Madrid, España",
        languages=("es", "en"),
        secrets=("Casilda", "Inventada", "Calle Ejemplo", "28004", "600 555"),
    ),
    Invented(
        key="portuguese",
        text="""Belmiro Fictício
Rua do Exemplo, 45, 4000-123 Porto
Telemóvel: +351 912 555 000
belmiro.ficticio@example.org

PERFIL
Contabilista com gosto por processos simples.

EXPERIÊNCIA PROFISSIONAL
Contabilista - Exemplo Serviços Lda
03/2014 - atualmente
Encerramento mensal e declarações fiscais.

Assistente administrativo - Amostra Comércio Lda
02/2010 - 02/2014
Atendimento e faturação.

FORMAÇÃO ACADÊMICA
Licenciatura em Contabilidade, Universidade do Exemplo, 2009

IDIOMAS
Português, Inglês (fluente)
""",
        titles=("Contabilista", "Assistente administrativo"),
        spans=(("2014-03", ""), ("2010-02", "2014-02")),
        years=10.9,
        level="bachelor",
        languages=("pt", "en"),
        secrets=("Belmiro", "Fictício", "Rua do Exemplo", "4000-123", "912 555"),
    ),
    Invented(
        key="dutch",
        text="""Joris Voorbeeld
Voorbeeldlaan 7, 3511 AB Utrecht
06-55512345 | j.voorbeeld@example.org

PROFIEL
Verpleegkundige die graag met mensen werkt en goed samenwerkt in een team.

WERKERVARING
Verpleegkundige, Ziekenhuis Voorbeeld
mei 2017 - heden
- Zorg voor patiënten op de afdeling interne geneeskunde

Medewerker thuiszorg, Stichting Monster
september 2014 - april 2017
- Hulp bij de dagelijkse verzorging

OPLEIDING
HBO Bachelor Verpleegkunde, Hogeschool Voorbeeld, 2014

TALEN
Nederlands, Engels
""",
        titles=("Verpleegkundige", "Medewerker thuiszorg"),
        spans=(("2017-05", ""), ("2014-09", "2017-04")),
        years=6.3,
        level="bachelor",
        languages=("nl", "en"),
        secrets=("Joris", "Voorbeeldlaan", "3511", "55512345"),
    ),
    Invented(
        key="student",
        text="""PIPPA NORTHWIND
pippa.northwind@example.edu · 555-014-2277 · Boston, MA

EDUCATION
Example College, B.A. Economics, expected 2022
Relevant courses: Statistics, Game Theory

PROJECTS
Bus delays: collected a year of arrivals and plotted them in R.

SKILLS
R, Stata, Excel
""",
        titles=(),
        spans=(),
        years=None,
        level="bachelor",
        location="Boston, MA",
        secrets=("PIPPA", "NORTHWIND", "2277"),
    ),
    Invented(
        key="spaced-capitals",
        text="""ROWENA BLACKMERE
M A R K E T I N G  M A N A G E R
rowena.blackmere@example.com

P R O F I L E
Marketer who measures first.

E X P E R I E N C E
MARKETING MANAGER, APR 2017 TO TILL DATE
EXAMPLE FOODS LTD
Planned launches in four countries and watched what they cost.

MARKETING ASSISTANT, JUN 2014 - MAR 2017
SAMPLE DRINKS LTD
Wrote newsletters and kept the calendar.

E D U C A T I O N
MASTER OF SCIENCE IN MARKETING, EXAMPLE UNIVERSITY, 2014
""",
        titles=("MARKETING MANAGER", "MARKETING ASSISTANT"),
        spans=(("2017-04", ""), ("2014-06", "2017-03")),
        years=6.6,
        level="master",
        employers=("EXAMPLE FOODS LTD", "SAMPLE DRINKS LTD"),
        secrets=("ROWENA", "BLACKMERE"),
    ),
    Invented(
        key="table",
        text="""Name: Chidi Placeholder
Date of Birth: 12/07/1985    Nationality: Nigerian    Gender: Male
Passport No: A01234567
Phone: +234 803 555 0101

CAREER OBJECTIVE
To build roads that last.

EMPLOYMENT HISTORY
2016 – 2020 | Site Engineer | Example Roads Ltd
Supervised crews of twenty and signed off materials.
2012 – 2016 | Junior Engineer | Sample Bridges Ltd
Drew plans in AutoCAD.

ACADEMIC QUALIFICATIONS
2012 | B.Eng Civil Engineering | Example University of Technology
2006 | Secondary School Certificate | Example Secondary School

REFEREES
Available on request.
""",
        titles=("Site Engineer", "Junior Engineer"),
        spans=(("2016", "2020"), ("2012", "2016")),
        years=8.0,
        level="bachelor",
        employers=("Example Roads Ltd", "Sample Bridges Ltd"),
        secrets=("Chidi", "Placeholder", "1985", "Nigerian", "A01234567", "803 555"),
    ),
    Invented(
        key="glued",
        text="""Orla Fenwright
Manchester, UK - orla.fenwright@example.com
WORK EXPERIENCESoftware Engineer
Example Games - Manchester, UK.
December 2015 to Present
Wrote the tools that level designers use every day.
Software Engineer Intern
Sample Studios - Salford, UK.
June 2014 to September 2014
Fixed crashes in the installer.
EDUCATION
Master of Computing
Example University - Manchester
2015
SKILLS
C++, Lua, profiling
""",
        titles=("Software Engineer", "Software Engineer Intern"),
        spans=(("2015-12", ""), ("2014-06", "2014-09")),
        years=5.4,
        level="master",
        location="Manchester, UK",
        employers=("Example Games", "Sample Studios"),
        secrets=("Orla", "Fenwright"),
    ),
    Invented(
        key="one-line-positions",
        text="""Curriculum Vitae - Dr. Isolde Brackwater, Ph.D.
isolde@example.org

Profile
Chemist in industry since 2009.

Professional Experience
Research Director, Example Polymers GmbH, Basel, Switzerland (2014 - present)
Led a group of eleven people. Filed six patents.
Senior Scientist at Sample Coatings AG, 05/2009 – 12/2013
Developed coatings for ships.

Education
Ph.D. in Chemistry, University of Example, 2009
M.Sc. Chemistry, University of Example, 2005

Publications
Brackwater, I. (2011). On drying. Journal of Examples 4, 1–9.
""",
        titles=("Research Director", "Senior Scientist"),
        spans=(("2014", ""), ("2009-05", "2013-12")),
        years=11.2,
        level="doctorate",
        employers=("Example Polymers GmbH", "Sample Coatings AG"),
        secrets=("Isolde", "Brackwater"),
    ),
)
