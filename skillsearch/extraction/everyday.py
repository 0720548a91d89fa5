"""Labels that are everyday words too: hand-kept lists, each with its reason.

Entries are read in normal form (:func:`skillsearch.text.normal_form`); :mod:`.ambiguity` has the
rule that reads them. A word added here makes the extraction more careful, not blind: what the rule
asks for beside the word still finds the skill.
"""

from __future__ import annotations

from skillsearch.text import normal_form

__all__ = ["GENERIC", "MISLEADING", "NAMES", "NEVER"]


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
