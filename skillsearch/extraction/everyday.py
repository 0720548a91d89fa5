"""Labels that are everyday words too: hand-kept lists, each with its reason.

Entries are read in normal form (:func:`skillsearch.text.normal_form`); :mod:`.ambiguity` has the
rule that reads them. A word added here makes the extraction more careful, not blind: what the rule
asks for beside the word still finds the skill.
"""

from __future__ import annotations

from skillsearch.text import normal_form

__all__ = ["GENERIC", "MISLEADING", "NAMES", "NEVER", "OF_A_LANGUAGE", "OTHERWISE", "TONGUES"]


def _all_of(*lines: str, apart: str | None = None) -> frozenset[str]:
    return frozenset(normal_form(entry) for line in lines for entry in line.split(apart))


NEVER = _all_of(
    # stop-words and abbreviations that are stop-words in another case (IT, OR, US)
    "it is as at or us me so no on in to be do go-to an am pm may will can who all any new use",
    "yes not off out own per see set via way act",
    # days, months and forms of companies
    "mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep oct nov dec inc ltd llc",
)
"""Never an alias, whatever stands beside them."""

NAMES = _all_of(
    # single letters and pairs that are languages
    "c d r f j go",
    # office and design tools
    "access excel word office outlook teams publisher project visio forms sheets slides docs drive",
    "numbers pages keynote notion slack zoom box illustrator animate flash director blender maya",
    "unity unreal sketch canvas blackboard premiere dreamweaver indesign acrobat",
    # languages
    "swift scheme basic ada pascal dart julia elm lisp logo scratch eiffel crystal racket groovy",
    "rust ruby assembly processing delphi smalltalk apex maple octave sage stata shell bash make",
    "awk solidity reason haxe forth icon pure self hack",
    # and one that people speak
    "polish",
    # frameworks, servers, operations
    "spring react angular vue ember backbone express node next flask django rails laravel bottle",
    "pyramid tornado struts hibernate tapestry wicket play less sass stylus chef puppet salt maven",
    "ant git bamboo travis circle sentry ghost spark hive pig storm beam flume impala ranger atlas",
    "oracle concur workday looker tableau snowflake aurora athena glue lambda cassandra elastic",
    "windows rest soap case cucumber karma jasmine mocha chai eclipse confluence crucible",
    "docker pandas vault consul nomad packer jenkins sap sas spss kafka keras scrum lean",
    "subversion mercurial capture ca drupal joomla backtrack maltego cain abel parrot source",
    # abbreviations that are words in another case
    "did less pos cpt etcs leds",
)
"""Proper names, mostly of software, that are words of the language too. They are believed only
written as names, and in the company of other skills or of words that announce a tool."""

MISLEADING = _all_of(
    # of business and law, labels of one narrow thing: trademarks, patents, economics, journalism
    "data process brand right security finance financial banking press reporting google product",
    "engineering language term computer report design schedule interview lead consulting",
    # of arts and crafts, labels of a principle or a part: acoustics, dies, scaffolding components
    "form space light sound balance scale current standard activity care board pattern guide",
    "attention interaction recovery collection source conduct equipment gold hearing purchase",
    "ecosystem ecosystems loyalty crafting",
    "clean experiment measurement transport warehouse stand frame mechanism outline reserve",
    "delight breaking shooting filter choose decide stats rights press draw strength",
) | frozenset(["and procedures"])
"""Further labels that mislead: never an alias of a skill that goes by another name first, and
``GENERIC`` where they are the preferred label. Taken from the labels most often spelled in 649 real
documents ("data", of statistics, in 295) where the sentences around spoke of something else, even
those near to the skill's vector; and their like."""

GENERIC = MISLEADING | _all_of(
    # what every vacancy and resume speaks of, whatever the work is
    "communication, communicate, communicating, plan, planning, leading, leadership",
    "initiative, compliance, science, teaching, training, coordination, consultation",
    "commitment, feedback, efficiency, integrity, accuracy, reliability, discretion",
    "innovation, networking, determination, sensitivity, conversation, team work, teamwork",
    # words of law, school, money and health with a plain sense beside the one of the taxonomy
    "history, discipline, energy, migration, pregnancy, logic, terminology, surgery, ethics",
    "securities, delegate, confidence, medicine, medicines",
    # phrases of everyday prose that are labels of something narrower
    "a computer, be responsible, be flexible, flexible working",
    "work-life balance, application process, achieve goals, regulatory requirements",
    apart=",",
)
"""Ordinary words and phrases. Chosen by their document frequency among the labels spelled in real
vacancies and resumes: those that stand in many, mostly in a sentence about something else."""

OTHERWISE = {
    normal_form(name): _all_of(words)
    for name, words in {
        "python": "snake snakes reptile reptiles zoo boa keeper venom monty aquarium exotic",
        "java": "island islands indonesia indonesian jakarta bali sumatra coffee tea rice volcano",
        "ruby": "ring rings gem gems gemstone gemstones jewel jewellery jewelry necklace sapphire"
        " emerald diamond slippers anniversary port",
        "rust": "corrosion corroded stain stains remove removed removing removal paint steel hull"
        " pipes iron metal rusty prevention chassis bodywork",
        "swift": "code codes bank banks payment payments transfer transfers taylor bic message"
        " messages nest remittance",
        "oracle": "delphi greek temple prophecy omaha park arena",
        "sas": "airline airlines flight flights airways scandinavian cabin regiment aircraft",
        "express": "delivery deliveries courier train trains mail parcel parcels lane american"
        " checkout shipping federal freight",
        "spark": "plug plugs joy ignition fire curiosity conversation welding engine",
        "unity": "church nation faith diversity national harmony purpose party parish community",
        "flask": "vacuum conical laboratory glass glassware thermos tea soup whisky beaker beakers",
        "pandas": "zoo giant bear bears bamboo animals conservation wildlife",
        "docker": "port ports cargo vessel vessels ship ships harbour harbor quay stevedore crane"
        " union docks",
        "react": "emergency emergencies chemicals quickly calmly",
        "go": "live market extra ahead beyond fish karting kart green home shopping",
        "c": "vitamin grade hepatitis level suite section class plan licence license category"
        " degrees team block",
        "r": "dr mr toys room",
        "d": "vitamin grade class category",
        "excel": "academically",
        "word": "mouth god spread honour passes",
        "access": "wheelchair ramp building buildings control badge patients venous scaffold gate"
        " granted given equal",
        "office": "hours cleaning manager supplies furniture rent assistant administrator building"
        " equipment head home",
        "teams": "sports football clinical cross multidisciplinary sales rugby lead leading leads"
        " manage managed managing led",
        "spring": "autumn summer winter semester term season valve mattress mattresses coil water"
        " steel break cleaning",
        "outlook": "positive economic financial weather optimistic mental",
        "polish": "nail shoe shoes floor floors furniture wax silver brass sand buff",
        "project": "manager",
        "lean": "meat beef fat",
        "sap": "tree trees maple",
    }.items()
}
"""Of names, the words that say what else they are, wherever in the sentence these stand."""

TONGUES = _all_of(
    "arabic bengali bulgarian cantonese chinese croatian czech danish dutch english estonian",
    "finnish french german greek gujarati hebrew hindi hungarian indonesian irish italian japanese",
    "korean latvian lithuanian malay mandarin marathi norwegian polish portuguese punjabi romanian",
    "russian serbian slovak slovenian spanish swedish tagalog tamil telugu thai turkish ukrainian",
    "urdu vietnamese welsh",
)
"""Languages, each of which is an adjective too: Japanese customers are no skill."""

OF_A_LANGUAGE = _all_of(
    "a an and are as at both but by can competence competency conversation essential etc",
    "fluency fluent fluently for from grammar have in is knowledge language languages level",
    "literacy mother native not of on or orally preferred proficiency proficient read reading",
    "required skill",
    "skills speak speaker speakers speaking spoken strong than that to translation translator",
    "verbal will with write writer writing written",
)
"""What may follow such a word where it is the language."""
