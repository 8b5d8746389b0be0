"""The data dictionary: all that the installed forms declare, with its ids, as plain data and as a workbook."""

from __future__ import annotations

import string
from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from pipeline.figures.number import number_text
from pipeline.form.expression import Expr, Not
from pipeline.form.form import Due, Form, Registry
from pipeline.form.metric import Base, Metric, Span
from pipeline.form.rule import FileRule, Missing, Part, Rule
from pipeline.form.sheet import Kind, Sheet
from pipeline.form.table import BlockSpec, ChapterSpec, ChartSpec, TableSpec
from pipeline.render.dictionary_columns import Line, column_line
from pipeline.render.dictionary_words import words

if TYPE_CHECKING:
    from pipeline.render.profile import Script

KINDS: Final = {Kind.SNAPSHOT: "清冊", Kind.EVENT: "流水", Kind.LIFECYCLE: "跟蹤", Kind.STATUS: "逐月狀態"}
DUE: Final = {
    Due.EVERY_MONTH: "每月",
    Due.SCHOOL_MONTHS: "有上課日的月份",
    Due.ONCE_AT_START: "每學期一次（統計起日的月份）",
    Due.ONCE_AT_OPENING: "每學期一次（開學日的月份）",
}
SPANS: Final = {
    Span.ADDITIVE: "逐月與學期",
    Span.LAST: "逐月；學期取最後一月",
    Span.FIRST: "逐月；學期取最先報的一月",
    Span.TERM: "僅學期",
    Span.OWN: "逐月與學期，各自計算",
}
BASES: Final = {Base.COUNTED: "計入的行", Base.ALL: "計入和不計入的行"}
PARAMETER: Final = ("id", "name", "default", "unit")
MISSING: Final = "逐月核對，所缺的記在列標題上"


def dictionary(registry: Registry) -> dict[str, Any]:
    """Everything that is declared, by its id; holds nothing but texts, numbers, lists and maps."""
    installed = {form.id for form in registry.forms}
    return {
        "forms": [form_line(form) for form in registry.forms],
        "parameters": [dict(zip(PARAMETER, parameter, strict=True)) for parameter in registry.parameters],
        "rules": [rule_line(rule) for form in registry.forms for rule in form.rules],
        "cross_rules": [rule_line(rule) for rule in registry.across if rule.sheet.form in installed],
        "file_rules": [file_rule_line(rule) for rule in registry.file_rules],
        "metrics": [metric_line(metric) for metric in _all("metrics", registry)],
        "tables": [table_line(table) for table in _by_id(_all("tables", registry))],
        "charts": [chart_line(chart) for chart in _by_id(_all("charts", registry))],
        "chapters": [chapter_line(chapter, registry) for chapter in registry.chapters],
    }


def dictionary_workbook(registry: Registry, script: Script = "hant") -> bytes:
    """The same as a workbook: a cover, and a sheet for each kind of thing."""
    from pipeline.render.dictionary_book import write_dictionary

    return write_dictionary(dictionary(registry), script)


def _all(name: str, registry: Registry) -> list[Any]:
    """What every form and the registry itself declare under that name."""
    return [one for owner in (*registry.forms, registry) for one in getattr(owner, name)]


def _by_id(things: Iterable[TableSpec | ChartSpec]) -> list[Any]:
    return sorted(things, key=lambda thing: thing.id)


def form_line(form: Form) -> Line:
    """A form with its sheets."""
    return {
        "id": form.id,
        "title": form.title,
        "purpose": form.purpose,
        "filler": form.filler,
        "due": DUE[form.due],
        "rhythm": form.rhythm,
        "module": form.module,
        "sheets": [sheet_line(sheet) for sheet in form.sheets],
    }


def sheet_line(sheet: type[Sheet]) -> Line:
    """A sheet with its columns."""
    return {
        "id": sheet.id(),
        "title": sheet.title,
        "kind": KINDS[sheet.kind],
        "core": sheet.core,
        "key": [_heading(part, sheet) for part in sheet.key],
        "unique": [column.title for column in sheet.unique],
        "attributed_to": attribution(sheet),
        "closed": words(sheet.closed, sheet) if sheet.closed is not None else "",
        "fixed": [column.title for column in sheet.fixed],
        "money": sheet.money.title if sheet.money is not None else "",
        "columns": [column_line(column) for column in sheet.columns],
    }


def attribution(sheet: type[Sheet]) -> str:
    """What decides the month that a row belongs to."""
    if sheet.month_of_cover:
        return "封面月份"
    if sheet.attributed_to is None:
        return ""
    named = _heading(sheet.attributed_to, sheet)
    other = sheet.opening is not None and sheet.opening is not sheet.attributed_to
    return f"{named}；空白時{sheet.opening.title}" if other and sheet.opening is not None else named


def _heading(expr: Expr, sheet: type[Sheet]) -> str:
    """A column's heading, or what stands for a computed part."""
    return str(expr.title) if hasattr(expr, "title") else words(expr, sheet).strip("〔〕")


def rule_line(rule: Rule | Missing) -> Line:
    """One row or cross-form rule."""
    marks = [rule.at] if isinstance(rule, Missing) else [part.at for part in rule.parts]
    return {
        "id": rule.id,
        "name": rule.name,
        "effect": rule.effect.value,
        "effect_says": rule.effect.chinese + ("（整份）" if rule.whole_file else ""),
        "sheet": f"{rule.sheet.id()} {rule.sheet.title}",
        "marks": list(dict.fromkeys(column.title for column in marks)),
        "condition": MISSING if isinstance(rule, Missing) else condition(rule),
        "says": _filled_in(rule.says, rule),
        "fix": _filled_in(rule.fix, rule),
        "tally": "" if isinstance(rule, Missing) else rule.tally,
        "measure": rule.measure,
        "module": rule.module,
        "because": list(rule.because),
    }


def condition(rule: Rule) -> str:
    """What must hold of a row, cell by cell, as it is computed."""
    asked = "" if rule.when is None else f"當 {words(rule.when, rule.sheet)} 時，"
    blank = "（空白即不合）" if rule.blank_breaks else ""
    return asked + "；".join(_must(part, rule.sheet) for part in rule.parts) + blank


def _must(part: Part, sheet: type[Sheet]) -> str:
    if isinstance(part.must, Not):
        return f"不可：{words(part.must.of, sheet)}"
    return f"須：{words(part.must, sheet)}"


class _Places(dict[str, str]):
    """What stands in a message's places; a place without a meaning shows its name."""

    def __missing__(self, key: str) -> str:
        return f"〔{key}〕"


def _filled_in(template: str, rule: Rule | Missing) -> str:
    """A message with the headings of the cells that it shows: 〔採購人〕."""
    places = _Places(missing="〔所缺各項〕", month="〔月份〕")
    places |= {column.name: f"〔{column.title}〕" for column in rule.sheet.columns}
    if isinstance(rule, Rule):
        places |= {name: f"〔{words(expr, rule.sheet).strip('〔〕')}〕" for name, expr in rule.shows.items()}
    return string.Formatter().vformat(template, (), places)


def file_rule_line(rule: FileRule) -> Line:
    """One rule of every workbook."""
    return {
        "id": rule.id,
        "name": rule.name,
        "level": rule.level,
        "condition": rule.condition,
        "effect_says": rule.effect,
        "because": list(rule.because),
    }


def metric_line(metric: Metric) -> Line:
    """One figure: how it is computed, and for what it is given."""
    return {
        "id": metric.id,
        "name": metric.name,
        "unit": "／".join(dict.fromkeys(metric.units.values())) or metric.unit,
        "formula": metric.formula,
        "by": [*(["合計"] if metric.total else []), *("＋".join(grouping) for grouping in metric.by)],
        "span": SPANS[metric.span],
        "base": BASES[metric.base],
        "target": target(metric.target),
        "sheet": f"{metric.sheet.id()} {metric.sheet.title}" if metric.sheet is not None else "全部表",
        "module": metric.module,
        "because": list(metric.because),
    }


def target(aim: Fraction | str | None) -> str:
    """The rate aimed at, or the parameter that holds it."""
    return number_text(aim, "%", 0) if isinstance(aim, Fraction) else aim or ""


def table_line(table: TableSpec) -> Line:
    """One table of the statistics, with the metrics that its blocks declare."""
    blocks = [block for block in table.blocks if isinstance(block, BlockSpec)]
    metrics = [*(column.metric for block in blocks for column in block.columns), *table.beneath]
    return {
        "id": table.id,
        "title": table.title,
        "sources": [f"{sheet.id()} {sheet.title}" for sheet in table.sources],
        "metrics": list(dict.fromkeys(metrics)),
        "module": table.module,
    }


def chart_line(chart: ChartSpec) -> Line:
    """One chart and the question that it answers."""
    return {
        "id": chart.id,
        "name": chart.name,
        "question": chart.question,
        "tables": list(chart.tables),
        "module": chart.module,
    }


def chapter_line(chapter: ChapterSpec, registry: Registry) -> Line:
    """One chapter of the summary, with the sections that fill it."""
    own = [("", section) for section in registry.sections]
    told = [*((form.id, section) for form in registry.forms for section in form.sections), *own]
    mine = sorted((pair for pair in told if pair[1].chapter == chapter.id), key=lambda pair: pair[1].place)
    return {
        "id": chapter.id,
        "heading": chapter.heading,
        "sections": [
            {"form": form, "heading": one.heading, "tables": list(one.tables), "charts": list(one.charts)}
            for form, one in mine
        ],
    }
