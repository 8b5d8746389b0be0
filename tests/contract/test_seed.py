"""Facts are taken from the three summaries that began it all, sentences never: no 12 characters in a row are theirs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import opencc
import pytest

from tests.repository import ROOT, tracked
from tests.texts import OFFICE, words_in
from tests.workspaces import reported, sample_files

TEXTS = (".py", ".md", ".toml", ".yaml", ".j2", *OFFICE)
RUN = 12
TO_SIMPLIFIED = opencc.OpenCC("t2s")
WHITE = re.compile(r"\s+")


@pytest.fixture(scope="module")
def seed(domain: Path) -> frozenset[str]:
    """Every run of the seed; it lies beside the domain pages."""
    runs = frozenset(runs_of(simplified((domain.parent / "seed.txt").read_text("utf-8"))))
    assert len(runs) > 3000
    return runs


def simplified(text: str) -> str:
    """In one script and one width, so that a change of those alone hides nothing."""
    return str(TO_SIMPLIFIED.convert(unicodedata.normalize("NFKC", text)))


def runs_of(text: str) -> Iterator[str]:
    """Every run of a text in simplified script, without regard to white space."""
    words = WHITE.sub("", text)
    return (words[at : at + RUN] for at in range(len(words) - RUN + 1))


def shared(seed: frozenset[str], files: dict[str, bytes]) -> dict[str, str]:
    """What files repeat, by file and line."""
    return {
        f"{name}: {line}": run
        for name, content in files.items()
        for line in set(simplified(words_in(name, content)).splitlines())
        for run in runs_of(line)
        if run in seed
    }


def test_nothing_that_is_written_repeats_the_seed(seed: frozenset[str]) -> None:
    assert shared(seed, {**reported("--term").files, **sample_files()}) == {}


def test_nothing_in_the_repository_repeats_the_seed(seed: frozenset[str]) -> None:
    names = [name for name in tracked() if name.endswith(TEXTS)]
    assert len(names) > 500
    assert shared(seed, {name: (ROOT / name).read_bytes() for name in names}) == {}


def test_a_borrowed_sentence_is_found(seed: frozenset[str], domain: Path) -> None:
    borrowed = (domain.parent / "seed.txt").read_text("utf-8").splitlines()[14][9:21]
    assert len(borrowed) == RUN
    assert shared(seed, {"a.md": f"又及：{borrowed}。".encode()})
