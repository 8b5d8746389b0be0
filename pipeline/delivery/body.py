"""What the letter to the head says: the key figures, what is still missing, and what is attached."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

from pipeline.delivery.message import Attachment, Letter
from pipeline.figures.report import Figure, Report

Script = Literal["hant", "hans"]

_NO_FIGURE = "—"
_TERMS = {"1": "一", "2": "二"}


@dataclass(frozen=True, eq=False)
class KeyFigure:
    """A figure of the period reported, and in a month's letter the same from the term's start `to_date`."""

    label: str
    figure: Figure
    to_date: Figure | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A key figure as it is printed: 「食材採購總額」「12,345.60 元」, for a rate 「38/40」, and what it is to date."""

    label: str
    value: str
    of: str
    to_date: str


def letter_for(
    report: Report,
    key_figures: Sequence[KeyFigure],
    missing: Sequence[str],
    held: int,
    *,
    attachments: Sequence[Attachment],
    kept: Sequence[str] = (),
    script: Script = "hant",
) -> Letter:
    """The letter that brings `report`.

    `key_figures` are printed in their order; `missing` names the forms not received, `held` is
    how many rows wait for correction and are in no figure. `kept` are the files that stay in the office, with their
    folders. `report` and labels are in Traditional Chinese and come out in `script`; file names stay as they are.
    """
    say = _SCRIPTS[script]()
    subject = say(report.title if report.school in report.title else f"{report.school}{report.title}")
    content = {
        "subject": subject,
        "school": say(report.school),
        "period": say(_period(report.period)),
        "as_of": _day(report.as_of),
        "lines": [_line(one, say) for one in key_figures],
        "has_to_date": any(one.to_date for one in key_figures),
        "missing": [say(form) for form in missing],
        "held": held,
        "attached": [attachment.name for attachment in attachments],
        "kept": kept,
        "signed_by": say(report.signed_by),
        "language": f"zh-{script.capitalize()}",
    }
    templates = _templates(script)
    text, html = (templates.get_template(f"letter.{kind}.j2").render(content) for kind in ("txt", "html"))
    return Letter(report.school, report.period, subject, text, html, tuple(attachments))


def _line(one: KeyFigure, say: Callable[[str], str]) -> _Line:
    value, of = _printed(one.figure)
    if one.to_date is None:
        return _Line(say(one.label), say(value), say(of), "")
    value_to_date, of_to_date = _printed(one.to_date)
    to_date = f"{value_to_date}（{of_to_date}）" if of_to_date else value_to_date
    return _Line(say(one.label), say(value), say(of), say(to_date))


def _printed(figure: Figure) -> tuple[str, str]:
    """The value with its unit, and a rate's numerator and denominator."""
    if figure.number is None:
        return _NO_FIGURE, ""
    unit = "" if figure.unit == "%" else figure.unit  # the text of a rate has its sign
    return f"{figure.text} {unit}".strip(), figure.of


def _period(period: str) -> str:
    """2026-04 as 2026年4月, 2025-2026-2 as 2025–2026學年第二學期."""
    match period.split("-"):
        case [year, month]:
            return f"{year}年{int(month)}月"
        case [first, last, term]:
            return f"{first}–{last}學年第{_TERMS[term]}學期"
        case _:
            raise ValueError(f"neither a month nor a term: {period}")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@cache
def _templates(script: Script) -> Environment:
    folder = resources.files("pipeline.delivery") / "templates"
    say = _SCRIPTS[script]()
    return Environment(
        loader=FunctionLoader(lambda name: say((folder / name).read_text(encoding="utf-8"))),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _traditional() -> Callable[[str], str]:
    return str


@cache
def _simplified() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


_SCRIPTS: Mapping[Script, Callable[[], Callable[[str], str]]] = {"hant": _traditional, "hans": _simplified}
