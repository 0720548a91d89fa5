"""A view mends what a text was sent with and knows where every character came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsearch.passages.reading import TEXT_KINDS, read_passages
from skillsearch.passages.views import View, plain_view, view_with_lines

PARTS = st.sampled_from(
    [
        *("Java", "R&amp;D", "R&D", "C&#43;&#43;", "<p>", "</p>", "<br/>", "<b>", "</b>", "<li>"),
        *("&lt;p&gt;", "&nbsp;", "\u00a0", "\u00ad", "\u200b", "\r\n", "\n", "\r", "\t", "  "),
        *("\ud800", "\x00", "\x1b[31m", "👩‍💻", "\u2028", "é", "e\u0301", "\uf0b7 ", "<ada@b.org>"),
        *("<!-- no -->", "<script>var x</script>", "a < b", "& ", "&amp;amp;", "plans work"),
    ]
)
TEXTS = st.lists(PARTS, max_size=25).map("".join)


def origins(sent: str, view: View) -> list[str]:
    return [sent[slice(*view.place(i, i + 1))] for i in range(len(view.text))]


@given(TEXTS)
def test_every_character_of_a_view_comes_from_a_place_of_its_own(sent: str) -> None:
    view = plain_view(sent)
    assert len(view.text) == len(view.starts) == len(view.ends)
    for character, origin in zip(view.text, origins(sent, view), strict=True):
        assert origin
        if character.isalnum():
            assert character in origin or origin.startswith("&")
    for before, after in zip(range(len(view.text)), range(1, len(view.text)), strict=False):
        same = view.place(before, before + 1) == view.place(after, after + 1)
        assert same or view.ends[before] <= view.starts[after]


@given(st.text(alphabet=st.sampled_from("aé 7\n.•(C+#")))
def test_a_plain_text_is_its_own_view(sent: str) -> None:
    view = plain_view(sent)
    assert view.text == sent
    assert origins(sent, view) == list(sent)


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ("<ul><li>Java &amp; <b>Kot</b>lin</li></ul>", "\n\n• Java & Kotlin\n\n"),
        ("&lt;p&gt;R&amp;amp;D&lt;/p&gt;", "\nR&D\n"),
        ("Ku\u00adber\u200bnetes", "Kubernetes"),
        ("C&#43;&#43;", "C++"),
        ("one<script>alert('Java')</script>two", "onetwo"),
        ("write to <ada@example.org> or <your name>", "write to <ada@example.org> or <your name>"),
        ("Java\r\nSQL\u2028Go\rR", "Java\nSQL\nGo\nR"),
        ("a < b && c > d; AT&T", "a < b && c > d; AT&T"),
    ],
)
def test_markup_and_invisible_characters_are_read_as_people_see_them(sent: str, text: str) -> None:
    assert plain_view(sent).text == text


def test_lost_line_breaks_come_back_and_letters_keep_their_places() -> None:
    sent = (
        "Job Requirements:  At least 3 years with Java and SQL    Able to plan the work of others"
        "   Good knowledge of Kubernetes, of Terraform, and of what else keeps machines running • "
        "Writes clear reports • Speaks to customers • Leads a small team of engineers and testers"
    )
    view = view_with_lines(plain_view(sent))
    assert view.text.count("\n") > 3
    letters = [(c, o) for c, o in zip(view.text, origins(sent, view), strict=True) if c.strip()]
    assert all(character == origin for character, origin in letters)
    assert "".join(c for c, _ in letters) == "".join(sent.split())


def test_the_kind_of_a_text_says_what_its_headings_are() -> None:
    sent = "Requirements\nMust know Java well\n\nEducation\nA degree in music"
    kinds = {kind: [s.kind for s in read_passages(sent, kind).sections] for kind in TEXT_KINDS}
    assert kinds["posting"][0] == "requirements"
    assert kinds["resume"][-1] == "education"


def test_a_text_without_headings_is_no_header() -> None:
    for kind in TEXT_KINDS:
        (section,) = read_passages("Plans the work of a team and leads it.", kind).sections
        assert section.kind == "other"


def test_addresses_and_links_are_masked_and_places_stay() -> None:
    sent = "Write to java.dev@example.org, see www.python-people.org; must know SQL."
    read = read_passages(sent, "text")
    assert len(read.masked) == len(sent)
    assert "java" not in read.masked
    assert "SQL" in read.masked
