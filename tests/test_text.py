from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsearch.text import core_label, normal_form, scripts, stems, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++ and C#", ["c++", "and", "c#"]),
        ("node.js/Vue.js", ["node", "js", "vue", "js"]),
        ("Résumé", ["resume"]),
        ("Ｐｙｔｈｏｎ", ["python"]),
        ("Größe STRASSE", ["grosse", "strasse"]),
        ("软件 开发", ["软件", "开发"]),
        ("snake_case", ["snake", "case"]),
        ("?!… — ()", []),
    ],
)
def test_words_are_what_two_spellings_have_in_common(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=60))
def test_the_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    assert normal_form(normal_form(text)) == normal_form(text)


@given(st.text(max_size=60))
def test_composed_and_decomposed_letters_are_the_same_words(text: str) -> None:
    assert words(unicodedata.normalize("NFD", text)) == words(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("label", "core"),
    [
        ("Python (computer programming)", "Python"),
        ("Scala", "Scala"),
        ("(empty)", "(empty)"),
        ("use (all) tools", "use (all) tools"),
    ],
)
def test_the_core_of_a_label_lacks_only_the_qualifier_at_its_end(label: str, core: str) -> None:
    assert core_label(label) == core


def test_stems_join_inflections_in_the_language_asked_for() -> None:
    assert stems(["managing", "teams"], "en") == stems(["manage", "team"], "en")
    assert stems(["gestions"], "fr") == stems(["gestion"], "fr")


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert stems(["programming"], "xx") == ["programming"]


def test_scripts_are_those_of_letters_only() -> None:
    assert scripts("Python 3, 软件!") == {"LATIN", "CJK"}
    assert scripts("1234 +-") == frozenset()
