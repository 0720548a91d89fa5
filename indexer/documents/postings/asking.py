"""How postings say that something is required, liked, or neither."""

from __future__ import annotations

from indexer.documents.postings.wording import Wording

__all__ = [
    "ADMINISTRATIVE",
    "ASKED_LIST",
    "DUTIES",
    "FIRM",
    "LIKED",
    "NOT_ASKED",
    "OFFERED",
    "OF_THE_WORK",
    "RATHER",
    "REQUIRED",
]

LIKED = Wording(
    "prefer|nice|good|great|desir|plus|advantage|bonus|ideal|asset|benefic|welcom|would be|helpful"
    "|optional|favo|regarded|vorteil|wünsch|atout|(d)",
    r"\b(?:nice|good|great)[- ]to[- ]haves?\b|\bprefer(?:red|ably|able|ence)\b",
    r"\bdesirabl[ey]\b|\bdesired\b|\bbeneficial\b|\bhelpful\b|\boptional\b",
    r"\bparticularly welcome\b|\b(?:experience|knowledge|skills?)\b.{0,40}\bwelcomed?\b",
    r"\b(?:a|an|definite|big|huge|strong|added|real|is|are|as|be) plus\b|\bpluses\b|\bplus point",
    r"\b(?:be|is|are|an?|added|strong|distinct|definite) (?:added |additional )?advantage"
    r"|\badvantageous\b|\badvantage\W*$",
    r"\b(?:a|as a|is a|be a) bonus\b|\bbonus(?: points?)?\b(?= if| for having| to have|\W*$)",
    r"\bideally\b|\b(?:an|is an|added|valuable) asset\b|\bhighly regarded\b|\bfavou?rabl[ey]\b",
    r"\bnot (?:essential|mandatory|compulsory|a must),? but\b",
    r"\bwould be (?:great|good|helpful|useful|nice|an? \w+)\b",
    r"\bvon Vorteil\b|\bwünschenswert\b|\bidealerweise\b|\bun plus\b|\bun atout\b|\(D\)\W*$",
)

RATHER = Wording(
    "prefer|ideal|desirab",
    r"\W*\b(?:and |but )?(?:more )?(?:preferably|ideally|desirably|with (?:a )?preference (?:for"
    r"|to))\b",
)
"""What follows it in a sentence is liked; what precedes it stays required."""

REQUIRED = Wording(
    "must|requir|essential|mandatory|compulsory|necessary|at least|min|you|candidate|applicant"
    "|individual|person|holder|looking|seeking|recruit|search|need|proven|muss|zwingend|erforderlich"
    "|voraussetzung|(e)",
    r"\bmust(?:[- ]haves?)?\b(?! (?:see|read)\b)",
    r"\b(?:is|are|be|also|always) required\b(?! (?:to|by|that|for (?:all|the))\b)|\brequired\W*$",
    r"\brequires? (?:an?|the|candidates|applicants|strong|at least|minimum|previous|prior"
    r"|experience|good|excellent"
    r"|knowledge|proficiency)\b",
    r"\b(?:is|are|be|also|highly) essential\b|\bessential\W*$|\bmandatory\b|\bcompulsory\b",
    r"\bnecessary (?:skills|experience|qualification)|\b(?:is|are) necessary\b",
    r"\bat least (?:\d|two|three|four|five|six|seven|eight|ten|one year|an? (?:degree|diploma"
    r"|bachelor|master|year))",
    r"\bminim(?:um|ally)\b|\bmin\.? ?(?:\d|of|degree|diploma|GCE|O level|N level)",
    r"(?<!\bif )(?<!\bthat )(?<!\bonce )\byou(?:['’]ve| have)(?: got)? (?!been|any|not|applied"
    r"|answered"
    r"|read|received|questions?|completed|the (?:right|opportunity|option)|what it)",
    r"\byou(?:['’]ll| will) (?:also )?be an? (?:registered|qualified|experienced|excellent|skilled"
    r"|motivated|confident|enthusiastic|dynamic|self|team|strong|good|proactive|organi[sz]ed)",
    r"\byou should (?:have|be|possess)\b|\byou (?:possess|bring|hold)\b",
    r"\byou need (?:to (?:have|be|hold)|an?|at least|good|strong|excellent|experience)\b",
    r"\byou(?:['’]ll| will) (?:also )?(?:need|have|bring|possess|hold)\b(?! (?:the "
    r"|an? )?(?:great |excellent )?"
    r"(?:opportunit|chance|access|support))",
    r"\b(?:candidates?|applicants?|individuals?|person|holder) (?:will|should|shall|must) (?:have"
    r"|be (?:an?|able|experienced|qualified|registered|educated)|need|possess|hold|demonstrate"
    r"|bring)\b|\b(?:candidates?|applicants?|someone|holder) (?:who|with|has|have|needs?)\b",
    r"\b(?:looking for|seeking|recruit|in search of)\b.{0,80}\b(?:with|who|experienced|qualified"
    r"|registered)\b",
    r"\bwe (?:require|need (?:someone|you to have))\b|\bproven (?:track record|experience"
    r"|ability)\b",
    r"\bmuss\b|\bzwingend\b|\berforderlich\b|\bvoraussetzung\b|\(E\)\W*$",
)

FIRM = Wording(
    "year|yrs|degree|diploma|bachelor|master|fluent",
    r"\d ?\+?\)? ?(?:years?|yrs)\b|\b(?:degree|diploma|bachelor|master)\b|\bfluent\b",
)
"""Said before a liking, it is required by itself: "3 years in sales, B2B an advantage"."""

NOT_ASKED = Wording(
    "not|n't|n’t|never|no |training|fresh|entry level",
    r"\b(?:not|never|n['’]t) (?:be )?(?:required|necessary|needed|essential|mandatory|a must"
    r"|a requirement)\b(?!,? but)",
    r"\bno (?:prior |previous |relevant |work(?:ing)? |formal )*(?:experience|exp|qualifications?"
    r"|degree|skills?)(?: (?:is|are))? (?:needed|required|necessary)\b|\bno experience\b",
    r"\btraining (?:will be |is )?(?:provided|given)\b|\bfull training\b",
    r"\b(?:fresh graduates?|freshers?|entry level)\b.{0,40}\b(?:welcomed?|apply|considered)\b",
)

ADMINISTRATIVE = Wording(
    "@|http|www|(ref|pay|\u2588|shortlist|short-list|click|apply|interested|licen|reg|regret|send|submit|email|forward"
    "|closing|interview|equal|regardless|without regard|further|please|salary|working|work location"
    "|location|posted|benefit|contract|type|report|department|industry|function|number|vacanc|leave"
    "|medical|commensurate|site|data|discriminat|applica|advert|we offer|we provide",
    r"@|https?://|www\.|\(ref:|\u2588{3}|\bshort-?listed\b|\bclick\b|\bto apply\b",
    r"\bapply (?:now|online|via|by|to|at|through|here|today|with)\b",
    r"\binterested (?:candidates?|applicants?|parties|part)\b",
    r"\bEA (?:Licen|Reg|Personnel)|\bLicen[cs]e No|\bReg(?:istration)?\.? No|\bregret\b",
    r"\b(?:send|submit|email|forward)\b.{0,40}\b(?:resume|CV|application|profile)",
    r"\bclosing date\b|\binterviews?\b.{0,20}\b(?:date|held|on)\b|\bequal[- ](?:\w+ )?opportunit",
    r"\bregardless of\b|\bwithout regard\b|\bfor further (?:details|information)\b",
    r"\bplease (?:note|contact|call|refer|click)|\bcommensurate\b|\bweb ?site\b",
    r"^\W*(?:salary|pay(?: rates?)?|working hours|working days|work(?:ing)? location|location"
    r"|date posted|benefits?"
    r"|contract|job type|type|reports? to|reporting to|department|industry|function|number of"
    r"|vacanc\w+|annual leave|medical)\b.{0,20}[:–-]",
    r"\b(?:data protection|personal data)\b|\bdiscriminat|\bwe (?:offer|provide)\b",
    r"\b(?:applications?|adverts?|vacancy)\b.{0,40}\b(?:close|received|considered|deadline)\b",
)
"""Notices among the requirements: how to apply, licence numbers, closing dates."""

OF_THE_WORK = Wording(
    "required|must be|requirement|sponsor|essential|minimum|mandatory|ensur",
    r"\bmust be (?:submitted|received|completed|made|returned)\b|\b(?:when|if|where) required\b",
    r"\bas (?:and when )?required\b|\brequired (?:documents|reports|information|standards?)\b",
    r"\bsponsorship\b|\bessential (?:role|part|services|functions?|workers?)\b|\bensur\w+\b",
    r"\bminimum (?:wage|salary|standards?)\b|\bmandatory (?:training|reporting)\b",
)
"""Words for requiring that are about the work, not about who does it."""

ASKED_LIST = Wording(
    "looking for|criteria|skill|qualif|requisite|profile|experience|able to|ability|evidence",
    r"\blooking for\b|\bcriteria\b|\bskills\b|\bqualifications?\b|\bpre-?requisites?\b|\bprofile\b",
    r"\bevidence of\b|\bexperience (?:in|with)\b.{0,40}:$|\b(?:able to|ability to)\W*$",
)
"""A line that ends in a colon and says it is followed by what is required."""

DUTIES = Wording(
    "duties|responsib|tasks|involve|will be|will include|role",
    r"\bduties\b|\bresponsib\w+|\btasks\b|\b(?:role|job|position|you) will\b(?! (?:need|have"
    r"|bring|possess))",
)
"""A line that ends in a colon and says it is followed by what is to be done."""

OFFERED = Wording(
    "benefit|offer|return|perk|reward|expect|join|pension|leave|maternity|holiday|insurance|discount"
    "|cycle|gym|paid|medical",
    r"\b(?:following|our|great|these|fantastic|attractive|of|the) benefits\b",
    r"\bin return\b|\bperks\b",
    r"\b(?:we|can|will|to|company) offers?\b|\bby joining\b|\bwhat you can expect\b|\brewarded\b",
    r"\bpension\b|\bannual leave\b|\b(?:ma|pa)ternity\b|\bbank holidays?\b|\bholiday allowance\b",
    r"\b(?:life|health|medical) insurance\b|\bdiscounts\b|\bcycle to work\b|\bgym membership\b",
)
"""A sentence that says what the employer gives; what is listed after it is given too."""
