"""docs/ingestion.md names commands, options, reasons, settings and limits as they are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import get_args

import click
import pytest

from cli.main import skillsearch
from skillsearch.documents import Reason
from skillsearch.settings import Settings

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "ingestion.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")

PROMPT = re.compile(r"^\$ skillsearch (.*)$", re.MULTILINE)
INLINE = re.compile(r"`skillsearch ([^`]+)`")
GENERAL = {"index"}
"""Groups of commands, of which prose may speak as such."""


def commands_of(text: str) -> set[str]:
    found = [*PROMPT.findall(text), *INLINE.findall(text)]
    return {re.sub(r"\s+#.*|\s*&$", "", command).strip() for command in found}


def section(title: str) -> str:
    found = re.search(rf"^##+ {title}\n(.*?)(?=^## )", GUIDE, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def _is_complete(group: click.Group, words: list[str]) -> bool:
    """Whether a group is a command too, and is meant as that."""
    return group.invoke_without_command and (not words or words[0].startswith("-"))


@pytest.mark.parametrize("command", sorted(commands_of(GUIDE) | commands_of(README)))
def test_every_command_line_can_be_given(command: str) -> None:
    if command in GENERAL:
        return
    words = shlex.split(command)
    group, context = skillsearch, click.Context(skillsearch, info_name="skillsearch")
    while isinstance(group, click.Group) and not _is_complete(group, words):
        name = words.pop(0)
        found = group.get_command(context, name)
        assert found, f"there is no command {name!r}"
        group, context = found, click.Context(found, parent=context, info_name=name)
    try:
        group.make_context(group.name, list(words))
    except click.MissingParameter:
        if any(word.startswith("-") for word in words):
            raise
        # else it is prose that names the command


def test_a_command_line_that_cannot_be_given_would_be_noticed() -> None:
    with pytest.raises(click.UsageError):
        test_every_command_line_can_be_given("job ID --itms")


def test_the_guide_has_every_command_for_documents_and_jobs() -> None:
    named = {command.split()[0] for command in commands_of(GUIDE)}
    assert {
        *("jobs", "job", "retry", "cancel", "dead-letters", "worker", "serve"),
        *("candidate", "export", "erase"),
    } <= named
    assert {"index resumes", "index postings"} <= {
        " ".join(c.split()[:2]) for c in commands_of(GUIDE)
    }


def test_the_table_of_quarantine_has_every_reason_and_no_other() -> None:
    reasons = re.findall(r"^\| `([a-z-]+)` \|", section("Quarantine"), re.MULTILINE)
    assert sorted(reasons) == sorted(get_args(Reason))


def test_every_variable_is_a_setting() -> None:
    known = {f"SKILLSEARCH_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"\bSKILLSEARCH_[A-Z_]+", GUIDE)) <= known


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", GUIDE):
        assert (ROOT / "docs" / target).exists(), target


def test_the_limits_are_those_of_the_code() -> None:
    from indexer.documents.reading.limits import Limits
    from indexer.documents.sources.streams import MAX_NESTED_ZIP_BYTES
    from indexer.documents.sources.tables.base import MAX_ROW_BYTES
    from indexer.documents.sources.zips import MAX_ARCHIVE_BYTES
    from indexer.ingest.faults import LONGEST_WAIT_SECONDS, MAX_WAITS
    from indexer.ingest.local import CHUNKS
    from skillsearch.ledger import MAX_ATTEMPTS
    from workers.dispatcher import HINTS_PER_QUEUE

    rows = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", section("Limits"), re.MULTILINE))
    limits = Limits()
    settings = Settings.model_fields
    assert [rows[name] for name in list(rows)[1:]] == [
        f"{limits.max_bytes // 10**6} MB",
        f"{limits.max_pages}",
        f"{limits.max_characters:,}",
        f"{limits.max_unpacked_bytes // 2**20} MiB",
        f"{limits.max_ratio}",
        f"{limits.seconds:g} s",
        f"{limits.memory_bytes // 2**30} GiB",
        f"{MAX_ROW_BYTES // 2**20} MiB",
        f"{MAX_ARCHIVE_BYTES // 2**30} GiB",
        f"{MAX_NESTED_ZIP_BYTES // 2**20} MiB",
        f"{settings['upload_max_bytes'].default // 2**30} GiB",
        f"{settings['upload_max_files'].default:,}",
        f"{settings['lease_seconds'].default} s",
        ", ".join(map(str, CHUNKS.values())),
        f"{MAX_ATTEMPTS}",
        f"{MAX_WAITS}, with back-off up to {LONGEST_WAIT_SECONDS:g} s",
        f"{HINTS_PER_QUEUE}",
    ]
