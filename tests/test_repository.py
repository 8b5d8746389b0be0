"""What holds for the repository as a whole."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.repository import ROOT, tracked

LOCKS = ("requirements.lock", "requirements-dev.lock")
TOP = {
    ".ci",
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    "benchmarks",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "config.yaml",
    "docs",
    "input_templates",
    "LICENSE",
    "Makefile",
    "output",
    "pipeline",
    "pyproject.toml",
    "README.md",
    "README.zh-Hant.md",
    "requirements-dev.lock",
    "requirements.lock",
    "tests",
}
NO_ENGINE = {"__main__.py", "cli.py", "forms", "sample"}
"""What may know forms; everything else in pipeline/ is the engine."""
JOINS = {"commands.py", "hand_in.py", "run.py"}
"""Where the engine is given its forms: as a registry, and in no other way."""
GIVEN = {"pipeline.forms.registry.registry", "pipeline.sample.write.write_sample"}


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _project() -> dict[str, Any]:
    return tomllib.loads(_text("pyproject.toml"))


def _canonical(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def _pins(lock: str) -> dict[str, str]:
    """From each requirement of a lock to all that is said of it."""
    entries = re.split(r"^(?=[^\s#])", _text(lock), flags=re.MULTILINE)[1:]
    return {_canonical(entry): entry for entry in entries}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock: str) -> None:
    pins = _pins(lock)
    assert pins
    whole = re.compile(r"[\w.-]+==[\w.]+( ; [^\\\n]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n(    #.*\n)*")
    assert [name for name, entry in pins.items() if not whole.fullmatch(entry)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_name_no_host(lock: str) -> None:
    assert re.findall(r".*(?:://|--\S*index|--find-links|--trusted-host).*", _text(lock)) == []


def test_both_locks_agree() -> None:
    run, dev = ({name: entry.split()[0] for name, entry in _pins(lock).items()} for lock in LOCKS)
    assert run.items() <= dev.items()


def test_locks_hold_what_the_project_declares() -> None:
    project = _project()
    groups = project["dependency-groups"]
    needed = {_canonical(each) for each in project["project"]["dependencies"] + groups["build"]}
    assert needed - set(_pins("requirements.lock")) == set()
    assert {_canonical(each) for each in groups["dev"]} - set(_pins("requirements-dev.lock")) == set()


def test_the_changelog_tells_of_this_version() -> None:
    assert f"\n## [{_project()['project']['version']}] - " in _text("CHANGELOG.md")


def test_no_module_is_longer_than_400_lines() -> None:
    lengths = {path: len(path.read_bytes().splitlines()) for path in (ROOT / "pipeline").rglob("*.py")}
    assert lengths
    assert {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > 400} == {}


def test_the_top_folder_holds_what_is_expected() -> None:
    assert {name.split("/")[0] for name in tracked()} - TOP == set()


def test_every_exemption_of_the_linter_is_explained() -> None:
    lint = _project()["tool"]["ruff"]["lint"]
    exempt = [*lint["ignore"], *(code for codes in lint["per-file-ignores"].values() for code in codes)]
    text = _text("pyproject.toml")
    lists = text[text.index("\nignore = [") : text.index("\n[tool.ruff.lint.flake8")]
    explained = re.findall(r'^    "([A-Z]+[0-9]+)", +# \w', lists, flags=re.MULTILINE)
    assert sorted(explained) == sorted(exempt)


def test_every_exempted_warning_is_explained() -> None:
    filters = _project()["tool"]["pytest"]["ini_options"]["filterwarnings"]
    assert filters[0] == "error"
    lines = _text("pyproject.toml").splitlines()
    explained = [line for line in lines if " # " in line]
    forms = ((each, each.replace("\\", "\\\\")) for each in filters[1:])  # as a literal and as a basic string
    assert [each for each, escaped in forms if not any(each in line or escaped in line for line in explained)] == []


def _exemptions() -> Iterator[tuple[str, str]]:
    for folder in ("pipeline", "tests", "benchmarks"):
        for path in (ROOT / folder).rglob("*.py"):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                found = re.search(r"# (?:noqa|type: ignore|pragma)\b.*", line)
                if found and path != Path(__file__):
                    yield f"{path.relative_to(ROOT)}:{number}", found[0]


def test_every_exemption_in_the_code_names_its_rule_and_says_why() -> None:
    form = re.compile(r"# (?:noqa: [A-Z0-9, ]+[0-9]|type: ignore\[[a-z, -]+\]|pragma: [a-z ]+)[\s(#—-]+\w.*")
    assert [f"{place}: {said}" for place, said in _exemptions() if not form.fullmatch(said)] == []


def _imported(path: Path) -> Iterator[str]:
    """Every module that the file may import, wherever the import stands."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_engine_imports_no_form() -> None:
    top = ROOT / "pipeline"
    engine = [path for path in top.rglob("*.py") if path.relative_to(top).parts[0] not in NO_ENGINE]
    assert engine
    forms = re.compile(r"pipeline\.(forms|sample)(\.|$)")
    found = {(path.name, name) for path in engine for name in _imported(path) if forms.match(name)}
    assert {(file, name) for file, name in found if not (file in JOINS and name in GIVEN)} == set()


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", _text("Makefile"), flags=re.MULTILINE))


def test_every_target_is_phony_and_has_a_line_of_help() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", _text("Makefile"), flags=re.MULTILINE)
    helped = re.findall(r"^([a-z]+):.*## \w", _text("Makefile"), flags=re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == set(helped) == _targets()


def test_documents_name_targets_that_exist() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    named = {
        (page.name, target)
        for page in pages
        for target in re.findall(r"(?:^\s*\$?\s*|`)make ([a-z]+)", page.read_text("utf-8"), flags=re.MULTILINE)
    }
    assert named
    assert {(page, target) for page, target in named if target not in _targets()} == set()
