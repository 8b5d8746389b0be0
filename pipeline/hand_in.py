"""What a child process does with one file: read it and put it into typed columns."""

from __future__ import annotations

from pipeline.forms.registry import registry
from pipeline.intake import read
from pipeline.intake.cover import UNREAD
from pipeline.intake.normalise import normalise
from pipeline.intake.raw import Why
from pipeline.intake.submission import Submission

NEED = read.Need(skip=UNREAD, ghosts=False)


def hand_in(path: str, name: str) -> Submission:
    """One file as a Submission, refused with the reason where it cannot be read."""
    return normalise(read.read(path, name, NEED), registry())


def lost(path: str, name: str, why: Why) -> Submission:
    """The Submission of a file whose reader died."""
    return normalise(read.lost(path, name, why), registry())
