"""ESCO bundles of every layout: what the files say is read, what they cannot mean is refused."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from indexer.taxonomies import read_taxonomies
from skillsearch.errors import SourceError
from skillsearch.records import Concept, Relation, Taxonomy

S = "http://data.europa.eu/esco/skill/"
O = "http://data.europa.eu/esco/occupation/"  # noqa: E741
I = "http://data.europa.eu/esco/isco/C"  # noqa: E741
F = "http://data.europa.eu/esco/isced-f/"

RUST, GO, COOK, DEV = S + "rust", S + "go", S + "cook", O + "dev"

V10 = {
    "skills_fr.csv": (
        "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n"
        f"KnowledgeSkillCompetence,{RUST},knowledge,cross-sector,Rust,,\n"
    ),
    "occupations_fr.csv": (
        "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description\n"
        f'Occupation,{DEV},25,développeuse,"codeuse\ncodeur",\n'
    ),
    "ISCOGroups_fr.csv": (
        "conceptType,conceptUri,code,preferredLabel,altLabels,description\n"
        f"ISCOGroup,{I}2,2,Professions intellectuelles,,\n"
        f"ISCOGroup,{I}25,25,Spécialistes des TIC,,\n"
    ),
}

V11 = {
    "skills_en.csv": (
        "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,"
        "modifiedDate,scopeNote,definition,inScheme,description\n"
        f'KnowledgeSkillCompetence,{RUST},knowledge,cross-sector,Rust,"Rust\nrust-lang \n\n'
        f'rust-lang\nRust, the language","rustlang\nrust-lang",released,,Not iron.,,x,"A ""safe"" '
        'language."\n'
        f"KnowledgeSkillCompetence,{GO},knowledge,cross-sector,Go,Golang,,released,,,,x,\n"
        f"KnowledgeSkillCompetence,{COOK},skill/competence,transversal,cook,,,released,,,,x,\n"
    ),
    "occupations_en.csv": (
        "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,"
        "modifiedDate,regulatedProfessionNote,scopeNote,definition,inScheme,description,code\n"
        f"Occupation,{DEV},25,developer,coder,,released,,,,,x,Writes code.,25.1\n"
        f"Occupation,{O}web,25,web developer,,,released,,,,,x,,25.1.1\n"
    ),
    "skillGroups_en.csv": (
        "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
        "scopeNote,inScheme,description,code\n"
        f"SkillGroup,{S}K,knowledge,,,released,,,x,,K\n"
        f"SkillGroup,{F}06,ICTs,,,released,,,x,,\n"
    ),
    "skillsHierarchy_en.csv": (
        "Level 0 URI,Level 0 preferred term,Level 1 URI,Level 1 preferred term,Level 2 URI,"
        "Level 2 preferred term,Level 3 URI,Level 3 preferred term,Description,Scope note,"
        "Level 0 code,Level 1 code,Level 2 code,Level 3 code\n"
        f"{S}K,knowledge,,,,,,,,,K\n{S}S,skills,{S}S1,cooking,,,,,,,S,S1\n"
    ),
    "ISCOGroups_en.csv": V10["ISCOGroups_fr.csv"],
    "digitalSkillsCollection_en.csv": (
        "conceptType,conceptUri,preferredLabel,status,skillType,reuseLevel,altLabels,description,"
        "broaderConceptUri,broaderConceptPT\n"
        f"KnowledgeSkillCompetence,{RUST},Rust,released,knowledge,cross-sector,"
        f"rust-lang | Rust 2021,,{F}06,ICTs\n"
    ),
    "conceptSchemes_en.csv": "conceptType,conceptSchemeUri,preferredLabel\nConceptScheme,x,y\n",
}

RELATIONS = {
    "broaderRelationsSkillPillar.csv": (
        "conceptType,conceptUri,broaderType,broaderUri\n"
        f"SkillGroup,{F}06,SkillGroup,{S}K\n"
        f"KnowledgeSkillCompetence,{RUST},SkillGroup,{F}06\n"
        f"KnowledgeSkillCompetence,{GO},KnowledgeSkillCompetence,{RUST}\n"
        f"KnowledgeSkillCompetence,{COOK},SkillGroup,{S}S1\n"
        f"KnowledgeSkillCompetence,{COOK},SkillGroup,{S}gone\n"
    ),
    "broaderRelationsOccPillar.csv": (
        "conceptType,conceptUri,broaderType,broaderUri\n"
        f"ISCOGroup,{I}25,ISCOGroup,{I}2\n"
        f"Occupation,{DEV},ISCOGroup,{I}25\n"
        f"Occupation,{O}web,Occupation,{DEV}\n"
    ),
    "occupationSkillRelations.csv": (
        "occupationUri,relationType,skillType,skillUri\n"
        f"{DEV},essential,knowledge,{RUST}\n{DEV},optional,knowledge,{GO}\n"
        f"{O}gone,essential,knowledge,{RUST}\n"
    ),
    "skillSkillRelations.csv": (
        "originalSkillUri,originalSkillType,relationType,relatedSkillType,relatedSkillUri\n"
        f"{RUST},knowledge,optional,knowledge,{GO}\n"
    ),
}


def folder(path: Path, files: Mapping[str, str]) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


def zipped(path: Path, files: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def one(*paths: Path, **given: str) -> Taxonomy:
    (taxonomy,) = read_taxonomies(paths, **given)
    return taxonomy


def by_id(taxonomy: Taxonomy) -> dict[str, Concept]:
    return {concept.id: concept for concept in taxonomy.concepts}


def codes(concept: Concept) -> list[list[str]]:
    return [[group.code for group in path] for path in concept.paths]


@pytest.fixture
def download(tmp_path: Path) -> Path:
    """Both zips of one version, as the portal names them; gives the classification."""
    zipped(tmp_path / "ESCO dataset - v1.1.1 - classification -  - csv.zip", RELATIONS)
    return zipped(tmp_path / "ESCO dataset - v1.1.1 - classification - en - csv.zip", V11)


def test_the_oldest_layout_is_read_from_a_folder(tmp_path: Path) -> None:
    taxonomy = one(folder(tmp_path / "v1.0-fr", V10))
    assert str(taxonomy.key) == "esco@1.0 (fr)"
    skill, occupation = taxonomy.concepts
    assert (skill.type, skill.kind, skill.label, skill.tags) == (
        "skill",
        "knowledge",
        "Rust",
        ("cross-sector",),
    )
    assert occupation.alt_labels == ("codeuse", "codeur")
    assert occupation.code == "25"
    assert codes(occupation) == [["2", "25"]]
    assert occupation.paths[0][1].label == "Spécialistes des TIC"
    assert "No relations were found" in taxonomy.notes[0]


def test_a_download_is_read_with_the_relations_that_lie_beside_it(download: Path) -> None:
    taxonomy = one(download)
    concepts = by_id(taxonomy)
    assert list(concepts) == [RUST, GO, COOK, DEV, O + "web"]
    rust = concepts[RUST]
    assert rust.alt_labels == ("rust-lang", "Rust, the language")
    assert rust.hidden_labels == ("rustlang",)
    assert rust.description == 'A "safe" language.'
    assert rust.scope_note == "Not iron."
    assert rust.tags == ("cross-sector", "digital")
    assert codes(rust) == [["K", "06"]]
    assert rust.relations == (Relation("optional", GO),)
    assert codes(concepts[GO]) == [["K", "06"]]
    assert concepts[GO].relations == (Relation("broader", RUST),)
    assert codes(concepts[COOK]) == [["S", "S1"]]
    assert concepts[DEV].code == "25.1"
    assert concepts[DEV].relations == (Relation("essential", RUST), Relation("optional", GO))
    assert concepts[O + "web"].relations == (Relation("broader", DEV),)
    assert codes(concepts[O + "web"]) == [["2", "25"]]
    assert taxonomy.notes == (
        "Broader relations left out, from or to a concept that is not there: 1.",
        "Rows left out of occupationSkillRelations.csv from or to a concept that is not there: 1.",
    )


def test_zip_folder_and_loose_files_give_the_same(download: Path, tmp_path: Path) -> None:
    concepts = one(download).concepts
    together = folder(tmp_path / "esco-v1.1.1", {**V11, **RELATIONS})
    apart = folder(tmp_path / "apart" / "v1.1.1 classification", V11)
    folder(tmp_path / "apart" / "v1.1.1 relations", RELATIONS)
    elsewhere = folder(tmp_path / "elsewhere", RELATIONS)
    alone = shutil.copy(download, folder(tmp_path / "alone", {}))
    beside = shutil.copy(download, folder(tmp_path / "beside", RELATIONS))
    assert one(together).concepts == concepts
    assert one(apart).concepts == concepts
    assert one(Path(alone), elsewhere).concepts == concepts
    assert one(Path(beside)).concepts == concepts
    assert one(*sorted(together.iterdir())).concepts == concepts


def test_relations_of_another_version_are_not_used(download: Path, tmp_path: Path) -> None:
    alone = folder(tmp_path / "alone", {})
    other = zipped(alone / "ESCO dataset - v1.2.0 - classification -  - csv.zip", RELATIONS)
    copy = Path(shutil.copy(download, alone))
    taxonomy = one(copy)
    assert other.name not in str(taxonomy.sources)
    assert "No relations were found" in taxonomy.notes[0]


def test_without_relations_the_collections_tell_some_groups(download: Path) -> None:
    next(download.parent.glob("*-  -*.zip")).unlink()
    concepts = by_id(one(download))
    assert [group.id for group in concepts[RUST].paths[0]] == [F + "06"]
    assert codes(concepts[DEV]) == [["2", "25"]]


def test_a_newer_layout_with_more_columns_in_another_order_is_read(tmp_path: Path) -> None:
    def reordered(text: str, extra: str) -> str:
        rows = list(csv.reader(io.StringIO(text, newline="")))
        file = io.StringIO(newline="")
        csv.writer(file).writerows([[extra, *reversed(row)] for row in rows])
        return file.getvalue()

    files = {**V11, **{f"{Path(name).stem}_en.csv": text for name, text in RELATIONS.items()}}
    mixed = {name: reordered(text, "naceCode") for name, text in files.items() if "Sch" not in name}
    plain = one(folder(tmp_path / "esco-v1.1.1", {**V11, **RELATIONS}))
    # A row of the hierarchy may end early, which its mirror image cannot.
    mixed["skillsHierarchy_en.csv"] = V11["skillsHierarchy_en.csv"]
    taxonomy = one(folder(tmp_path / "newer", mixed))
    assert taxonomy.key.version == "1.2"
    assert taxonomy.concepts == plain.concepts


def test_a_collection_alone_is_read_with_its_own_separators(tmp_path: Path) -> None:
    name = "digitalSkillsCollection_en.csv"
    taxonomy = one(folder(tmp_path / "v1.1.1", {name: V11[name]}))
    (rust,) = taxonomy.concepts
    assert rust.alt_labels == ("rust-lang", "Rust 2021")
    assert rust.tags == ("cross-sector", "digital")


def test_a_version_that_nothing_tells_must_be_given(tmp_path: Path) -> None:
    place = folder(tmp_path / "esco", V11)
    with pytest.raises(SourceError, match="which version of ESCO") as caught:
        one(place)
    assert "--version" in caught.value.remedy
    assert str(one(place, version="1.1.1", name="eu", language="xx").key) == "eu@1.1.1 (xx)"


def test_a_language_that_no_file_name_tells_must_be_given(tmp_path: Path) -> None:
    place = folder(tmp_path / "v1.1.1", {"skills.csv": V11["skills_en.csv"]})
    with pytest.raises(SourceError, match="do not tell the language"):
        one(place)
    assert one(place, language="en").key.language == "en"


def test_relations_without_concepts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no skills and no occupations"):
        one(zipped(tmp_path / "ESCO v1.1.1.zip", RELATIONS))


@pytest.mark.parametrize("share", [0.3, 0.95])
def test_a_zip_cut_short_is_refused_with_its_name(download: Path, share: float) -> None:
    data = download.read_bytes()
    download.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(SourceError, match="damaged, cut short") as caught:
        one(download)
    assert caught.value.path == str(download)


def test_a_renamed_column_is_named_with_its_file(tmp_path: Path) -> None:
    text = V10["skills_fr.csv"].replace("preferredLabel", "prefLabel")
    with pytest.raises(SourceError, match=r"skills_fr\.csv: the column 'preferredLabel'") as caught:
        one(folder(tmp_path / "v1.0", {"skills_fr.csv": text}))
    assert "'prefLabel'" in caught.value.remedy


def test_two_concepts_of_one_uri_are_refused_with_both_rows(tmp_path: Path) -> None:
    text = V10["skills_fr.csv"] + f"KnowledgeSkillCompetence,{RUST},knowledge,cross-sector,Go,,\n"
    with pytest.raises(SourceError, match=r"row 3: 'Go' has the URI .* 'Rust' in row 2"):
        one(folder(tmp_path / "v1.0", {"skills_fr.csv": text}))


def test_a_repeated_row_an_obsolete_one_and_one_without_label_are_counted(tmp_path: Path) -> None:
    header, *rows = V11["skills_en.csv"].splitlines(keepends=True)
    go = next(row for row in rows if GO in row)
    text = header + go + go + go.replace("released", "obsolete") + f"x,{S}x,,,,,,released\n"
    taxonomy = one(folder(tmp_path / "v1.1.1", {"skills_en.csv": text}))
    assert [concept.label for concept in taxonomy.concepts] == ["Go"]
    assert {note for note in taxonomy.notes if note.startswith("Rows left out")} == {
        "Rows left out because they repeat a concept that was already read: 1.",
        "Rows left out because they have the status 'obsolete': 1.",
        "Rows left out because they have no URI or no preferred label: 1.",
    }


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    place = folder(tmp_path / "v1.0", V10)
    data = V10["occupations_fr.csv"].encode("latin-1")
    (place / "occupations_fr.csv").write_bytes(data)
    with pytest.raises(SourceError, match=r"occupations_fr\.csv: the text is not UTF-8.*line 2"):
        one(place)


def test_a_header_without_rows_is_refused(tmp_path: Path) -> None:
    header = V10["skills_fr.csv"].splitlines()[0]
    with pytest.raises(SourceError, match="no skill or occupation is in it"):
        one(folder(tmp_path / "v1.0", {"skills_fr.csv": header}))


def test_a_circle_of_broader_relations_is_survived(tmp_path: Path) -> None:
    circle = (
        "conceptType,conceptUri,broaderType,broaderUri\n"
        f"k,{RUST},k,{GO}\nk,{GO},k,{RUST}\ng,{F}06,g,{S}K\ng,{S}K,g,{F}06\nk,{COOK},g,{F}06\n"
    )
    files = {**V11, "broaderRelationsSkillPillar.csv": circle}
    concepts = by_id(one(folder(tmp_path / "v1.1.1", files)))
    assert concepts[RUST].paths == ()
    assert codes(concepts[COOK]) == [["K", "06"]]


# --- the real downloads ---------------------------------------------------------------------


def members(path: Path, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(path) as archive:
        text = archive.read(name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def labels(cell: str, known: Iterable[str]) -> set[str]:
    return {text.strip() for text in cell.split("\n") if text.strip()} - set(known)


@pytest.mark.parametrize(
    ("version", "skills", "occupations", "pairs"),
    [("1.1.0", 13_891, 3_008, 123_852), ("1.1.1", 13_896, 3_007, 123_855)],
)
def test_nothing_of_a_real_download_is_lost(
    datasets: Path, version: str, skills: int, occupations: int, pairs: int
) -> None:
    place = datasets / "esco"
    classification = place / f"ESCO dataset - v{version} - classification - en - csv.zip"
    relations = place / f"ESCO dataset - v{version} - classification -  - csv.zip"
    taxonomy = one(classification)
    concepts = by_id(taxonomy)
    assert taxonomy.key.version == version
    assert Counter(c.type for c in taxonomy.concepts) == {
        "skill": skills,
        "occupation": occupations,
    }
    assert all(concept.paths for concept in taxonomy.concepts)

    for name in ("skills_en.csv", "occupations_en.csv"):
        for row in members(classification, name):
            concept = concepts[row["conceptUri"]]
            known = [row["preferredLabel"].strip()]
            alternatives = labels(row["altLabels"], known)
            assert sorted(concept.alt_labels) == sorted(alternatives)
            hidden = labels(row["hiddenLabels"], [*known, *alternatives])
            assert sorted(concept.hidden_labels) == sorted(hidden)
            assert concept.description == row["description"].strip()

    stated = members(relations, "occupationSkillRelations.csv")
    assert len(stated) == pairs
    usable = Counter(
        row["relationType"]
        for row in stated
        if {row["occupationUri"], row["skillUri"]} <= concepts.keys()
    )
    read = Counter(r.kind for c in taxonomy.of_type("occupation") for r in c.relations)
    assert {kind: read[kind] for kind in ("essential", "optional")} == usable
    lost = pairs - usable.total()
    assert any(note.endswith(f": {lost}.") for note in taxonomy.notes) == (lost > 0)
    needs = [r for c in taxonomy.of_type("skill") for r in c.relations if r.kind != "broader"]
    assert len(needs) == len(members(relations, "skillSkillRelations.csv")) == 5_899


def test_the_real_french_folder_of_the_oldest_layout_is_read(datasets: Path) -> None:
    taxonomy = one(datasets / "esco" / "v1.0-fr")
    assert str(taxonomy.key) == "esco@1.0 (fr)"
    assert Counter(c.type for c in taxonomy.concepts) == {"skill": 13_485, "occupation": 2_942}
    assert all(concept.paths for concept in taxonomy.of_type("occupation"))
