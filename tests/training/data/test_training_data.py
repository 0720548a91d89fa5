"""The readers of what models are trained and measured on: the real files, and odd ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from skillsearch.errors import SettingError, SourceError
from skillsearch.records import Concept, Group, Relation
from training.data.esco import Esco, esco_of, read_esco
from training.data.extraction import (
    AnnotatedSentence,
    read_annotations,
    read_occupation_sentences,
    read_sentences,
    read_skillskape,
)
from training.data.held import held
from training.data.layout import VARIABLE, DataFolder
from training.data.onet import read_technologies
from training.data.ssf import read_descriptions, read_merges, read_renames, read_statements
from training.data.titles import read_avature, read_jittered, read_jobbert


@pytest.fixture(scope="session")
def data(datasets: Path) -> DataFolder:
    return DataFolder.of(datasets)


@pytest.fixture(scope="session")
def real_esco(data: DataFolder) -> Esco:
    return read_esco(data.esco_1_1_0)


def skill(name: str, under: str = "", group: str = "", **more: object) -> Concept:
    return Concept(
        type="skill",
        id=name,
        label=name,
        kind="knowledge",
        paths=((Group(group, group),),) if group else (),
        relations=(Relation("broader", under),) if under else (),
        **more,  # type: ignore[arg-type]
    )


def test_one_text_in_ten_is_held_whatever_its_case_and_the_space_around_it() -> None:
    texts = [f"statement {number}" for number in range(2000)]
    assert 0.08 < sum(map(held, texts)) / len(texts) < 0.12
    assert [held(f"  {text.upper()}\n") for text in texts] == [held(text) for text in texts]


def test_a_missing_file_is_named_with_what_it_should_hold_and_how_to_point_elsewhere(
    tmp_path: Path,
) -> None:
    folder = DataFolder.of(tmp_path)
    with pytest.raises(SourceError) as caught:
        _ = folder.ssf_mapping_2026
    assert str(tmp_path) in caught.value.message
    assert "SkillsFuture 2026" in caught.value.message
    assert "--data" in caught.value.remedy
    with pytest.raises(SourceError, match="SkillSkape"):
        folder.skillskape("dev")
    with pytest.raises(SourceError, match=r"O\*NET"):
        _ = folder.onet


def test_without_a_data_folder_the_error_says_how_to_name_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(SettingError, match="--data FOLDER"):
        DataFolder.of()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone"))
    with pytest.raises(SettingError, match="gone does not exist"):
        DataFolder.of()
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert DataFolder.of().root == tmp_path.resolve()


def test_siblings_stand_under_the_same_skill_or_the_same_group() -> None:
    esco = esco_of(
        [
            skill("programming", group="ict"),
            skill("databases", group="ict"),
            # Under a skill alone: the path is that of the skill above it.
            skill("Python", under="programming", group="ict"),
            skill("Java", under="programming", group="ict"),
            # Under a skill and a group of its own.
            skill("statistics in R", under="programming", group="mathematics"),
            skill("algebra", group="mathematics"),
            skill("alone"),
        ]
    )
    assert esco.siblings("programming") == ("databases",)
    assert esco.siblings("Python") == ("Java", "statistics in R")
    assert esco.siblings("statistics in R") == ("Python", "Java", "algebra")
    assert esco.siblings("alone") == ()


def test_relatedness_goes_both_ways_and_leaves_broader_skills_and_occupations_out() -> None:
    a = Concept(
        type="skill",
        id="a",
        label="a ",
        kind="knowledge",
        relations=(Relation("essential", "b"), Relation("broader", "c"), Relation("optional", "x")),
    )
    esco = esco_of([a, skill("b"), skill("c"), Concept("occupation", "x", "x", "occupation")])
    assert esco.related("a") == ("b",)
    assert esco.related("b") == ("a",)
    assert esco.related("c") == ()
    assert esco.with_label("a") == a
    assert esco.with_label("x") is None
    assert [concept.id for concept in esco.occupations] == ["x"]


def test_a_sentence_has_the_labels_of_all_its_spans_and_none_without_one_is_read(
    tmp_path: Path,
) -> None:
    file = tmp_path / "spans.csv"
    file.write_text(
        "sentence,span,sub_span,label\n"
        'Java and teamwork,Java,,"Java (computer programming) "\n'
        "Nothing here,x,,LABEL NOT PRESENT\n"
        "Java and teamwork,teamwork,,work in teams\n"
        "Java and teamwork,Java,,Java (computer programming)\n"
        "Java and teamwork,and,,UNDERSPECIFIED\n",
        encoding="utf-8",
    )
    assert read_annotations(file) == (
        AnnotatedSentence("Java and teamwork", ("Java (computer programming)", "work in teams")),
    )


def test_a_label_list_that_is_none_is_refused_with_its_row(tmp_path: Path) -> None:
    file = tmp_path / "dev.csv"
    file.write_text(",sentence,skills\n0,fine,['C#']\n1,broken,__import__('os')\n")
    with pytest.raises(SourceError, match=r"row 3.*no list of labels"):
        read_skillskape(file)


def test_a_judgement_of_an_unknown_title_is_refused_with_its_row(tmp_path: Path) -> None:
    (tmp_path / "queries.tsv").write_text("q\tBaker\n")
    (tmp_path / "corpus_documents.tsv").write_text('d\tPastry "Chef"\ne\tDriver\n')
    judgements = tmp_path / "annotations.tsv"
    judgements.write_text("q\t0\td\t1\nq\t0\te\t0\n")
    found = read_avature(tmp_path)
    assert found.corpus == ('Pastry "Chef"', "Driver")
    assert found.relevant == (frozenset({0}),)
    judgements.write_text("q\t0\td\t1\nq\t0\tz\t1\n")
    with pytest.raises(SourceError, match=r"row 2.*'z'"):
        read_avature(tmp_path)
    judgements.write_text("q\t0\td\n")
    with pytest.raises(SourceError, match="3 cells"):
        read_avature(tmp_path)


def test_another_taxonomy_is_refused_where_esco_is_wanted(tmp_path: Path) -> None:
    file = tmp_path / "crafts.csv"
    file.write_text("id;label\ns1;welding\n")
    with pytest.raises(SourceError, match="one version of ESCO is wanted"):
        read_esco([file])


def test_the_real_esco_has_the_skills_that_the_protocols_count(real_esco: Esco) -> None:
    assert len(real_esco.skills) == 13_891
    assert len(real_esco.occupations) == 3_008
    assert sum(held(concept.id) for concept in real_esco.skills) == 1_365
    python = real_esco.with_label("Python (computer programming)")
    assert python is not None
    siblings = {real_esco.label_of(uri) for uri in real_esco.siblings(python.id)}
    assert {"Java (computer programming)", "Ruby (computer programming)"} <= siblings
    assert python.label not in siblings


def test_the_annotated_sentences_are_as_many_as_the_published_protocol_has(
    data: DataFolder, real_esco: Esco
) -> None:
    tech, house = read_annotations(data.tech), read_annotations(data.house)
    train, dev = read_skillskape(data.skillskape("train")), read_skillskape(data.skillskape("dev"))
    assert [len(rows) for rows in (tech, house, train, dev)] == [75, 61, 5_959, 1_230]
    labels = {label for rows in (tech, house, train, dev) for s in rows for label in s.labels}
    assert [label for label in labels if real_esco.with_label(label) is None] == []


def test_the_written_sentences_name_known_skills(data: DataFolder, real_esco: Esco) -> None:
    by_skill = read_sentences(data.sentences)
    by_occupation = read_occupation_sentences(data.occupation_sentences)
    assert (len(by_skill), len(by_occupation)) == (17_156, 15_541)
    uris = {concept.id for concept in real_esco.skills}
    assert {uri for sentence in by_skill for uri in sentence.skills} == uris
    assert {uri for sentence in by_occupation for uri in sentence.skills} <= uris


def test_the_workbooks_of_ssf_give_the_counts_of_the_protocols(data: DataFolder) -> None:
    statements = read_statements(data.ssf_mapping_2026)
    assert len(statements) == len(set(statements)) == 9_296
    assert len({statement.title for statement in statements}) == 2_196
    assert sum(held(statement.text) for statement in statements) == 955
    assert sum(held(statement.title) for statement in statements) == 1_048
    assert len({s.title for s in statements if held(s.title)}) == 232
    merges = read_merges(data.ssf_mapping_2025)
    assert len(merges) == 2_360
    assert all(len(skills) == 1 for skills in merges.values())
    renames = read_renames(data.ssf_mapping_2026)
    assert (len(renames.updates), len(renames.titles)) == (210, 2_318)
    assert all(old not in to for old, to in renames.updates.items())
    assert len(read_descriptions(data.ssf_skills_2026)) == 2_316


def test_the_titles_are_as_many_as_published(data: DataFolder) -> None:
    train, val = read_jittered(data.jittered_train), read_jittered(data.jittered_val)
    assert (len(train), len(val)) == (22_855, 2_325)
    assert {title.seed for title in train}.isdisjoint(title.seed for title in val)
    avature = read_avature(data.avature)
    assert (len(avature.queries), len(avature.corpus)) == (105, 2_619)
    assert sum(map(len, avature.relevant)) == 2_420
    assert len(read_jobbert(data.jobbert)) == 15_463


def test_a_technology_is_read_once_with_all_its_commodities(data: DataFolder) -> None:
    technologies = read_technologies(data.onet)
    names = [technology.name for technology in technologies]
    assert len(names) == len(set(names))
    python = next(technology for technology in technologies if technology.name == "Python")
    assert python.commodities
    assert all(technology.commodities for technology in technologies)
