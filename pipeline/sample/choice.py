"""The invented schools by the word that chooses them; what they wrote is loaded only when one is written."""

from __future__ import annotations

from importlib import import_module

from pipeline.form.filled import Filled
from pipeline.wrong_use import WrongUseError

WHOLE = "示例"
SMALLER = {"食堂": "dining", "校產": "estate", "校園": "grounds"}
"""The word and the module in `schools`."""
NAMES = (WHOLE, *SMALLER)


def chosen(word: str) -> tuple[str, list[Filled]]:
    """The school's name and its workbooks.

    Raises:
        WrongUseError: when no school is called so.
    """
    if word == WHOLE:
        from pipeline.sample.term import SCHOOL, filled_workbooks

        return SCHOOL, filled_workbooks()
    if word not in SMALLER:
        raise WrongUseError(f"沒有「{word}」這所示例學校；可選：{'、'.join(NAMES)}。")
    school = import_module(f"pipeline.sample.schools.{SMALLER[word]}").SCHOOL
    return school.name, school.workbooks()
