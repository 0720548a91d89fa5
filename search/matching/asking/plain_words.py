"""Words of a request that say nothing about what is sought."""

from __future__ import annotations

from skillsearch.passages.word_tables import word_set

__all__ = ["EMPTY", "GENERIC", "JOBS", "KINDS", "WARES"]

EMPTY = word_set("""
    a about able ability after all also am among an and another any anybody anyone apply are
    around as at available background based be been being both build building but by can
    candidate candidates capable certified closely come comes comfortable competent could cv cvs
    day days deep demonstrable demonstrated do does doing each either else etc eg ever every
    everybody everyone excellent experience experienced experiences expert expertise exposure
    familiar familiarity feel find for from full get give good great had hands has have having
    he help her here hi hello hey high highly him his hire hiring hold holding holds how i i'd
    i'll i'm ideal if immediate in into is it its job jobs join just keen know knowing knowledge
    knows knowledgeable least level like list looking lots lot made main mainly make many may me
    member members might min mind minimum months more most much my necessary need needed needing
    needs new nice now of off ok on one ones only open opening or other others our out over own
    part people per person persons please position positions possess possesses possessing
    possibly post pref preferably previous prior proficiency proficient profile profiles proven
    quite rather real really recent relevant requirement requirements required resume resumes
    right role roles same search searching seasoned see seek seeking she should show similar
    skill skilled skills so solid some somebody someone something somewhere strong such sure
    take talent than thanks that the their them then there these they this those through to
    together too top track under understanding up us use used user uses using various very want
    wanted wants was we well were what when where which while who whom whose will willing with
    within work worked working worker would year years yes yet you your yrs
""")
"""In normal form. A label that is one of these words alone is not looked up."""

GENERIC = word_set("""
    certificate certificates certification certifications licence licences license licenses
    licensed framework frameworks tool tools stack platform platforms technology technologies
    software knowledge
""")
"""Behind a name these add nothing: a BLS certificate is looked for as BLS."""

JOBS = word_set("""
    accountant administrator advisor adviser agent analyst architect artist assistant associate
    attorney auditor baker barista bookkeeper bricklayer broker builder buyer carer carpenter
    cashier chef cleaner clerk clinician coach concierge consultant contractor controller cook
    coordinator counsellor counselor courier designer developer dentist director doctor driver
    economist editor electrician engineer estimator executive expert foreman gardener generalist
    guard hairdresser handyman head housekeeper hygienist inspector installer instructor
    interpreter investigator journalist labourer laborer lawyer leader lecturer librarian
    machinist maid manager marketer mason mechanic merchandiser midwife nanny nurse nutritionist
    officer operative operator optometrist painter paralegal paramedic partner pharmacist
    phlebotomist photographer physician physiotherapist pilot planner plumber porter producer
    professor programmer psychiatrist psychologist radiographer receptionist recruiter rep
    representative researcher roofer salesperson scheduler scientist secretary server solicitor
    specialist statistician steward stylist superintendent supervisor supporter surgeon surveyor
    tailor teacher technician technologist teller tester therapist trader trainer translator
    tutor underwriter veterinarian waiter waitress warden welder worker writer
""")
"""Words that name a job, whatever titles are indexed."""

KINDS = word_set("""
    backend frontend fullstack full back front end stack web mobile cloud remote hybrid onsite
    freelance contract permanent parttime fulltime staff night shift
""")
"""Words that say of which kind a job is: part of its title, and no names of skills."""

WARES = word_set("equipment good machinery material part product school service supply system")
"""Last words of titles that name what is dealt with: "import export manager in leather goods"."""
