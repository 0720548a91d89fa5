"""How good the text of a document is, and the gate that keeps what is no language out."""

from __future__ import annotations

import re
from collections import Counter

from skillsearch.documents import DocumentKind, Quality, Quarantined
from skillsearch.passages.word_tables import word_set

__all__ = ["gate", "measure"]

# The languages that resumes and postings are likely to be in; others are told by their script.
_LANGUAGES = (
    "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "fi", "pl", "cs", "sk", "hu", "ro",
    "el", "bg", "ru", "uk", "tr", "ar", "he", "fa", "hi", "zh", "ja", "ko", "vi", "th", "id", "ms",
)  # fmt: skip

_FUNCTION_WORDS = {
    "en": word_set("""
        the and of to in a for with on as is by at from that was or an be are this which were it all
        their our you your have has will not we i my who can other
    """),
    "de": word_set("""
        der die das und in von mit für zu den im auf des ist eine ein als auch bei an sowie nach aus
        dem zur zum einer durch über wir sie ich oder werden
    """),
    "fr": word_set("""
        le la les de des du et en un une pour avec dans au aux sur par est que qui ou vous nous à
        ce sont je mes
    """),
    "es": word_set("""
        el la los las de del y en un una para con por que se su al como es más o lo sus años mi
    """),
    "pt": word_set("""
        o a os as de do da dos das e em um uma para com por que no na ao se como mais ou sua
    """),
    "it": word_set("il lo la gli di del della e in un una per con che nel alla dei le al sono da"),
    "nl": word_set("de het een van en in voor met op te is aan door bij als naar of wij ik je om"),
}

# The pairs of letters that make up most of the text in languages of Latin script; in random
# letters they are about a fifth.
_PAIRS = word_set("""
    th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co
    me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us
    ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa
    im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke
    fr oo av ag if ap gr od bo sp rd do uc bu ei ov by rm ep tt oc fa ef cu rn sc gi da yo cr cl du
    ga qu ue ff ba ey ls va um pp ua up lu go ht ru ug ds lt pi rc rr eg au ck ew mu br bi pt ak pu
    ui rg ib tl ny ki rk ys ob mm fu ph og ms ye ud mb ip ub oi rl gu dr hr cc tw ft wn nu af hu nn
    eo vo rv nf xp gn sm fl iz ok nl my gl aw ju oa eq sy sl ps jo lf nv je nk kn gs dy hy ze ks
    ch ei ie sc au eu nz tz um ße für kä fä än ör üb ão çã çõ õe ñ ió ón né ée ér té és tà
""")

_WORD = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?!\S)")
# What a font without a character map leaves.
_BROKEN = re.compile(r"\(cid:\d+\)|[\N{REPLACEMENT CHARACTER}\ue000-\uf8ff]")
_FULL_PAGE = 700
_SAMPLE = 3_000

# Below these a text is no language: see the tests for what stands on either side.
_LOWEST_LANGUAGE = 0.5
_LOWEST_SCORE = 0.45


def measure(text: str, pages: int = 1) -> Quality:
    """How good a text is; each share is from 0 to 1.

    density: characters a page against 700, below which a page is half empty or half read. order:
    words that are whole, neither letters with spaces between them nor glued to strings of more
    than 25 letters. language: how usual the letters of its words are in pairs, and half as much,
    how many function words it has against 15 %. ``score`` weighs them 0.15, 0.25 and 0.6.
    """
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + " " + text[-_SAMPLE // 2 :]
    found = _WORD.findall(sample)
    letters = sum(map(len, found))
    if not letters:
        return Quality(0.0, 0.0, 0.0, 0.0, "")
    density = min(1.0, len(text.strip()) / (max(1, pages) * _FULL_PAGE))
    spaced = sum(len(m[0]) // 2 for m in _SPACED.finditer(sample))
    long = sum(len(word) for word in found if len(word) > 25)
    order = 1 - min(1.0, (spaced + long) / letters)
    code, share = _language_of(sample, found)
    language = _usual(found, letters, len("".join(sample.split()))) * (
        2 / 3 + min(1.0, share / 0.15) / 3
    )
    language *= 1 - min(1.0, 3 * len(_BROKEN.findall(sample)) / len(found))
    score = 0.15 * density + 0.25 * order + 0.6 * language
    return Quality(round(score, 3), round(density, 3), round(order, 3), round(language, 3), code)


def gate(quality: Quality, kind: DocumentKind) -> None:
    """Lets a document pass whose text is language.

    Raises
    ------
    Quarantined
        "empty" where there is no letter; "poor-text" where the letters make no words.
    """
    if quality.score == 0:
        raise Quarantined(
            "empty",
            f"The {kind} has no text.",
            remedy="Give the document with its text, or run text recognition on it first.",
        )
    if quality.language < _LOWEST_LANGUAGE or quality.score < _LOWEST_SCORE:
        raise Quarantined(
            "poor-text",
            f"The text of the {kind} is not language: quality {quality.score:.2f}, "
            f"language {quality.language:.2f}.",
            remedy="Its fonts may lack a character map: export it anew, or as DOCX.",
        )


def _language_of(sample: str, found: list[str]) -> tuple[str, float]:
    """The code, and the share of function words of that language."""
    counts = Counter(word.casefold() for word in found)
    total = len(found)
    shares = {
        code: sum(counts[word] for word in words) / total for code, words in _FUNCTION_WORDS.items()
    }
    best, second = sorted(shares, key=lambda code: -shares[code])[:2]
    # Where function words leave no doubt, the model, which takes longer, is not asked.
    if shares[best] >= 0.1 and shares[best] >= 1.8 * shares[second]:
        return best, shares[best]
    code = _classified(sample[:1500])
    return code, shares.get(code, 0.15)


def _classified(sample: str) -> str:
    from indexer.documents.common import language_model

    return language_model.classify(sample, _LANGUAGES)


def _usual(found: list[str], letters: int, signs: int) -> float:
    """How usual the letters are in pairs, from 0 (a quarter of the pairs, or fewer) to 1 (three
    quarters), less where signs outnumber letters or letters stand alone.
    """
    usual = total = 0
    for word in found:
        folded = word.casefold()
        if len(folded) > 1 and folded.isascii():
            total += len(folded) - 1
            usual += sum(folded[i : i + 2] in _PAIRS for i in range(len(folded) - 1))
    pairs = min(1.0, max(0.0, (usual / total - 0.25) / 0.5)) if total > 20 else 1.0
    single = sum(len(word) == 1 for word in found) / len(found)
    return pairs * min(1.0, letters / (0.45 * signs)) * min(1.0, (1 - single) / 0.5)
