"""Plain text, Markdown and HTML: encodings found out, mark-up gone, what it meant kept."""

from __future__ import annotations

import pytest

from indexer.documents.reading import Limits, read_document
from skillsearch.documents import Quarantined

TEXT = "André Example\n• Plans budgets – in €\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_plain_text_is_read_in_any_usual_encoding(encoding: str) -> None:
    read = read_document(TEXT.encode(encoding), "cv.txt")
    assert read.text == TEXT.strip()
    assert bool(read.notes) == (encoding in ("utf-16-le", "utf-16-be", "cp1252"))


@pytest.mark.parametrize("name", ["cv.txt", "cv", "cv.pdf"])
def test_binary_rubbish_is_no_text(name: str) -> None:
    with pytest.raises(Quarantined, match="control codes") as caught:
        read_document(bytes(range(256)) * 20, name)
    assert caught.value.reason == "wrong-type"


def test_text_with_nothing_in_it_is_empty() -> None:
    with pytest.raises(Quarantined) as caught:
        read_document(b" \r\n\t", "cv.txt")
    assert caught.value.reason == "empty"


def test_markdown_loses_its_signs_and_keeps_its_lists_lines_and_tables() -> None:
    source = (
        "# Ada Example\n\n**Analyst** at [Example](https://example.com)\n2019 - 2021\n\n"
        "## Skills\n\n* `Python`\n* C++ & C#\n  - nested\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    lines = read_document(source.encode(), "cv.md").text.splitlines()
    assert [line for line in lines if line] == [
        "Ada Example",
        "Analyst at Example",
        "2019 - 2021",
        "Skills",
        "• Python",
        "• C++ & C#",
        "• nested",
        "a\tb",
        "c\td",
    ]


def test_html_is_read_block_by_block_without_what_is_not_seen() -> None:
    page = """<!DOCTYPE html><html><head><title>Resume</title><style>p{}</style></head><body>
    <nav>Home</nav><script>alert(1)</script><h1>Ada&nbsp;Example</h1><p>Plans<br>and
    leads</p><div>R&amp;D</div><ul><li><p>One</p></li><li>Two <b>bold</b></li></ul>
    <p style="display: none">hidden</p><table><tr><td>Analyst</td><td>2019</td></tr></table>
    <!-- comment --></body></html>"""
    lines = read_document(page.encode(), "cv.html").text.splitlines()
    assert [line for line in lines if line] == [
        "Ada Example",
        "Plans",
        "and leads",
        "R&D",
        "• One",
        "• Two bold",
        "Analyst\t2019",
    ]


def test_html_is_read_in_the_encoding_that_it_declares() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body>Łódź</body></html>'
    assert read_document(page.encode("iso-8859-2"), "cv.html").text == "Łódź"


def test_html_nested_deeper_than_any_stack_is_read() -> None:
    page = "<html>" + "<div>" * 20_000 + "Ada Example"
    assert read_document(page.encode(), "cv.html").text == "Ada Example"


def test_a_text_beyond_the_limit_is_refused_and_never_cut() -> None:
    for name in ("cv.txt", "cv.html", "cv.md"):
        with pytest.raises(Quarantined) as caught:
            read_document(b"word " * 100, name, limits=Limits(max_characters=400))
        assert caught.value.reason == "too-large"
