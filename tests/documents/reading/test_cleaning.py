"""Cleaning: what encodings, fonts and copying did to a text is undone, once and for all."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.documents.reading import clean, clean_html

FRAGMENTS = st.sampled_from(
    [
        *"•▪o-–*·.\t\n\r\xa0\xad\u200b\ufeff\uf0b7ﬁéÂ",
        "â€™",
        "ï¼",
        "&amp;",
        "&lt;p&gt;",
        "<p>",
        "Requirements",
        "RequirementsAt least",
        "skills.Must have",
        "Node.js",
        "E X P E R I E N C E",
        "a.b@Example.Com",
        "Â\xa0",
        "â\x80\x99",
        " ",
        "\n",
        "&amp;amp;",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(FRAGMENTS, max_size=12).map("".join)))
@example("•\n•\n•x")
@example("•\tâ€¢ o A")
@example("A B C D E F\nE X P E R I E N C EA")
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned


@settings(deadline=None)
@given(st.text(st.sampled_from("ab \n\t.•-"), max_size=40))
def test_letters_are_neither_lost_nor_moved(text: str) -> None:
    def letters(of: str) -> list[str]:
        return [character for character in of if character.isalpha()]

    assert letters(clean(text)) == letters(text)


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("canâ€™t, Â and cafÃ©", "can't, and café"),
        ("Example Ltdï¼ City", "Example Ltd, City"),
        ("profitÂby", "profit by"),
        ("Plans. â—¦ Leads. â— Hires.", "Plans.\n• Leads.\n• Hires."),
        ("ï‚§ Plans\nï‚· Leads", "• Plans\n• Leads"),
        ("5ÂÂÂÂ6", "5 6"),
        ("Âge mental", "Âge mental"),
        ("oﬃce, soft\u00adware, zero\u200bwidth", "office, software, zerowidth"),
        ("R&amp;D &#8211; 3", "R&D – 3"),
        ("a\u00a0b\u2003c", "a b c"),
        ("bell\x07 and\x00 null", "bell and null"),
        ("a  \n\n\n\n b  ", "a\n\nb"),
        ("cafe\u0301", "café"),
    ],
)
def test_what_encodings_and_fonts_did_is_undone(dirty: str, cleaned: str) -> None:
    assert clean(dirty) == cleaned


@pytest.mark.parametrize("sign", ["•", "·", "▪", "\uf0b7", "\uf0a7 ", "➢ ", "- ", "– ", "* ", "o "])
def test_any_sign_of_a_list_at_the_start_of_a_line_is_one_bullet(sign: str) -> None:
    assert clean(f"  {sign}Plan budgets\n{sign}Lead teams") == "• Plan budgets\n• Lead teams"


@pytest.mark.parametrize(
    "kept",
    [
        "well-known - and loved",
        "3 – 5 years",
        "o café",
        "-5 degrees",
        "ada@example.com • London · UK",
        "C++",
    ],
)
def test_signs_that_are_no_bullets_stay(kept: str) -> None:
    assert clean(kept) == kept


def test_a_bullet_on_a_line_of_its_own_joins_what_it_belongs_to() -> None:
    assert clean("•\nPlan budgets\n•\n•\n\nLead teams") == "• Plan budgets\n• Lead teams"


@pytest.mark.parametrize(
    ("glued", "parted"),
    [
        ("RequirementsAt least 3 years", "Requirements\nAt least 3 years"),
        ("Roles & ResponsibilitiesYou will plan", "Roles & Responsibilities\nYou will plan"),
        ("Responsibilities:Manage a team", "Responsibilities:\nManage a team"),
        ("Good writing skills.Must have patience", "Good writing skills.\nMust have patience"),
        ("WORK EXPERIENCESoftware engineer", "WORK EXPERIENCE\nSoftware engineer"),
        ("in a team.RequirementsAt least", "in a team.\nRequirements\nAt least"),
    ],
)
def test_glued_headings_and_sentences_are_parted(glued: str, parted: str) -> None:
    assert clean(glued) == parted


@pytest.mark.parametrize(
    "kept",
    [
        "Node.js and Vue.Js, ASP.NET, Socket.IO",
        "ada@mail.Example.Com",
        "https://example.org/Some.Page",
        "www.Example.Com",
        "e.g.Something, i.e.That, Ph.D. in Physics, B.Sc.",
        "System.Collections.Generic",
        "SkillsFuture Singapore",
        "Experience with Java",
        "Requirements engineering",
    ],
)
def test_names_of_technology_and_addresses_are_left_whole(kept: str) -> None:
    assert clean(kept) == kept


@pytest.mark.parametrize(
    ("spaced", "joined"),
    [
        ("P R O F I L E", "PROFILE"),
        ("W O R K   E X P E R I E N C E", "WORK EXPERIENCE"),
        ("W O R K E X P E R I E N C E", "WORK EXPERIENCE"),
        ("• P r o f i l e :", "• Profile:"),
        ("1 2 3 4 5 6", "1 2 3 4 5 6"),
        ("vitamins A B C D E", "vitamins A B C D E"),
    ],
)
def test_letter_spaced_headings_are_words_again(spaced: str, joined: str) -> None:
    assert clean(spaced) == joined


def test_columns_are_parted_by_one_tab_and_words_by_one_space() -> None:
    assert clean("Analyst  at Example      2019 \t 2021") == "Analyst at Example\t2019\t2021"


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Plan &amp; lead</p><ul><li>Budgets</li><li>Teams</li></ul>",
        "&lt;p&gt;Plan &amp;amp; lead&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Budgets&lt;/li&gt;"
        "&lt;li&gt;Teams&lt;/li&gt;&lt;/ul&gt;",
        "&amp;lt;p&amp;gt;Plan &amp;amp;amp; lead&amp;lt;/p&amp;gt;• Budgets"
        "&amp;lt;br&amp;gt;• Teams",
        "Plan &amp; <b>lead</b>\n• Budgets\n• Teams",
        "Plan & lead\n• Budgets\n• Teams",
    ],
)
def test_html_is_read_however_often_it_was_escaped(markup: str) -> None:
    assert clean_html(markup).replace("\n\n", "\n") == "Plan & lead\n• Budgets\n• Teams"


@pytest.mark.parametrize("text", ["x < 3 and y > 2", "Ada <ada@example.com>", "<b@example.com>"])
def test_plain_text_with_angle_brackets_is_no_markup(text: str) -> None:
    assert clean_html(text) == text
