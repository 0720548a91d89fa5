"""The files of ``deploy/`` name what exists. No container is started here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from cli.main import COMMANDS
from skillsearch.settings import Settings

DEPLOY = Path(__file__).parent.parent.parent / "deploy"

SETTINGS = {f"SKILLSEARCH_{name.upper()}" for name in Settings.model_fields}

PINNED = re.compile(r"[\w./-]+:v?\d+\.\d+[\w.-]*")


def loaded(name: str) -> dict[str, Any]:
    yaml = pytest.importorskip("yaml")
    found: dict[str, Any] = yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", ["compose.yaml", "compose.gpu.yaml", "Dockerfile", "README.md"])
def test_every_setting_that_is_named_exists(name: str) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    assert set(re.findall(r"\bSKILLSEARCH_[A-Z_]+", text)) <= SETTINGS


def test_the_parts_are_those_of_the_architecture() -> None:
    assert set(loaded("compose.yaml")["services"]) == {
        "api",
        "worker-parse",
        "worker-embed",
        "qdrant",
        "redis",
        "postgres",
    }


@pytest.mark.parametrize("name", ["compose.yaml", "compose.gpu.yaml"])
def test_every_image_is_pinned_to_a_version(name: str) -> None:
    for service in loaded(name)["services"].values():
        assert PINNED.fullmatch(service["image"]), service["image"]


def test_the_base_of_the_image_is_pinned_to_a_version() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    bases = re.findall(r"^FROM (\S+)", text, re.MULTILINE)
    assert len(bases) == 2
    assert all(PINNED.fullmatch(base) for base in bases)
    assert re.search(r"^USER (?!root)", text, re.MULTILINE)


def test_every_command_of_a_service_exists_with_its_options() -> None:
    from workers.commands import worker

    options = {option for parameter in worker.params for option in parameter.opts}
    services = loaded("compose.yaml")["services"]
    ours = {name: found["command"] for name, found in services.items() if "build" in found}
    assert len(ours) == 3
    for command in ours.values():
        assert command[0] in COMMANDS
        assert {word for word in command if word.startswith("--")} <= options


def test_every_part_has_limits_and_what_keeps_state_a_volume() -> None:
    compose = loaded("compose.yaml")
    for service in compose["services"].values():
        assert {"cpus", "memory"} <= service["deploy"]["resources"]["limits"].keys()
    named = {
        volume.partition(":")[0]
        for service in compose["services"].values()
        for volume in service.get("volumes", [])
    }
    assert named == set(compose["volumes"])


def test_no_secret_has_a_default() -> None:
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    asked = set(re.findall(r"\$\{(\w+_(?:KEY|PASSWORD))", text))
    assert asked == {"QDRANT_API_KEY", "REDIS_PASSWORD", "POSTGRES_PASSWORD"}
    assert all(f"${{{name}:?" in text and f"${{{name}:-" not in text for name in asked)
    example = (DEPLOY / ".env.example").read_text(encoding="utf-8")
    assert all(re.search(rf"^{name}=$", example, re.MULTILINE) for name in asked)
    assert ".env" in (DEPLOY / ".gitignore").read_text(encoding="utf-8").split()
