"""From submissions to a judged term: which files count, the base first, then everything that needs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.checks.fates import Fate, Fated, decide, misnamed
from pipeline.checks.finder import Finder
from pipeline.checks.frames import gather
from pipeline.checks.receipts import counts_as_received, missing_forms, nil_return, no_date, receipts
from pipeline.checks.resolve import Lists
from pipeline.checks.services import last_day, month_of, month_text
from pipeline.checks.superseded import rival_troubles, superseded_files
from pipeline.checks.tally import FileTally, tally
from pipeline.checks.term import Outcome, Term
from pipeline.checks.validate import Validated, Validation
from pipeline.finding import Finding
from pipeline.form.form import Registry
from pipeline.intake.submission import Submission


class NoTermError(Exception):
    """There is no usable base form, or no single term: nothing can be added up. The text is Chinese."""

    def __init__(self, says: str, findings: Sequence[Finding] = (), *, wrong_use: bool = False) -> None:
        super().__init__(says)
        self.findings = list(findings)
        self.wrong_use = wrong_use


def outside(code: str, month: int, window: tuple[int, int] | None) -> NoTermError:
    """A month was asked for that the term does not have; `window` are the term's first and last day, where known."""
    says = f"月份 {month_text(month)} 不在 {code} 學期的統計範圍之內"
    if window is not None:
        first, last = (month_text(month_of(day)) for day in window)
        says += f"；可以統計的月份是 {first} 至 {last}"
    return NoTermError(f"{says}。", wrong_use=True)


@dataclass
class Batch:
    """A judged term with every file's fate."""

    term: Term
    validated: Validated
    fated: list[Fated]
    tallies: list[FileTally] = field(default_factory=list)

    @property
    def findings(self) -> list[Finding]:
        """Every Finding, in the order of form, month, file, sheet and row."""
        return self.validated.findings


def terms_of(submissions: Sequence[Submission], registry: Registry) -> list[str]:
    """The term codes of the base form's files; where 封面 was changed, the one that the file was made for."""
    base = registry.base.id
    covers = [s.cover for s in submissions if s.cover and not s.refused and s.cover.form == base]
    return sorted({cover.stamped_term or cover.term for cover in covers})


def judge(submissions: Sequence[Submission], registry: Registry, code: str, month: int | None) -> Batch:
    """The whole chain from normalised files to a judged term; `month` None reads the whole term.

    Raises:
        NoTermError: without a base form that can be used.
        NotConservedError: when rows or 分 are not accounted for (X-50).
    """
    refuse_month_before(submissions, registry, code, month)
    fated = decide(submissions, code, month)
    counted = [one.submission for one in fated if one.fate is Fate.COUNTED]
    counted.sort(key=lambda s: (s.cover.form, s.cover.month or 0, s.cover.part, s.name) if s.cover else ("", 0, 0, ""))
    term = open_term(counted, registry, code)
    term.before = term_before(submissions, registry, code)
    term.previous_end = end_of_term_before(submissions, registry, code)
    validation = Validation(term)
    for one in fated:
        if one.fate is not Fate.SUPERSEDED:
            tell_file(validation, one)
    validation.base()
    set_window(term, month, validation)
    validated = validation.everything_else()
    return finish(term, validated, fated)


def refuse_month_before(submissions: Sequence[Submission], registry: Registry, code: str, month: int | None) -> None:
    """The base form is due in the first month of the window: what lies before its files lies before the term.

    Raises:
        NoTermError: when the month does.
    """
    covers = [one.cover for one in submissions if one.cover]
    months = [c.month for c in covers if (c.form, c.term) == (registry.base.id, code) and c.month is not None]
    if month is not None and months and month < min(months):
        raise outside(code, month, window_of(submissions, registry, code))


def open_term(counted: Sequence[Submission], registry: Registry, code: str) -> Term:
    """A term whose window is not known yet."""
    received: dict[str, set[int]] = {}
    for one in counted:
        if one.cover and one.cover.month is not None and counts_as_received(one):
            received.setdefault(one.cover.form, set()).add(one.cover.month)
    frozen = {form: frozenset(months) for form, months in received.items()}
    return Term(code, code, 0, 0, 0, [], registry, list(counted), frozen)


def term_before(submissions: Sequence[Submission], registry: Registry, code: str) -> Term | None:
    """The term before with its files that would count, where there are any in the inbox."""
    earlier = code_before(code)
    mine = [one for one in submissions if one.cover and one.cover.term == earlier]
    counted = [one.submission for one in decide(mine, earlier, None) if one.fate is Fate.COUNTED]
    return open_term(counted, registry, earlier) if counted else None


def end_of_term_before(submissions: Sequence[Submission], registry: Registry, code: str) -> int | None:
    """學期結束日 of the term before, where its base form is in the inbox as well."""
    window = window_of(submissions, registry, code_before(code))
    return window[1] if window else None


def window_of(submissions: Sequence[Submission], registry: Registry, code: str) -> tuple[int, int] | None:
    """統計起日 and 學期結束日 by the term's base form alone; None where that is missing or does not say."""
    base = registry.base
    mine = [one for one in submissions if one.cover and (one.cover.form, one.cover.term) == (base.id, code)]
    counted = [one.submission for one in decide(mine, code, None) if one.fate is Fate.COUNTED]
    if not counted or registry.window is None:
        return None
    return registry.window(gather(base.sheets[0], open_term(counted, registry, code), Finder(counted), Lists({})).rows)


def code_before(code: str) -> str:
    """2025-2026-1 of 2025-2026-2, 2024-2025-2 of 2025-2026-1; '' for what is no term's code."""
    parts = code.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):  # noqa: PLR2004  # two years and a number
        return ""
    first, last, number = map(int, parts)
    return f"{first}-{last}-1" if number > 1 else f"{first - 1}-{last - 1}-2"


def tell_file(validation: Validation, one: Fated) -> None:
    """The Findings about a file as a whole."""
    for trouble in rival_troubles(one, validation.term.registry):
        validation.finder.on_file(one.submission, trouble)
    if one.fate is Fate.COUNTED:
        for found in (misnamed(one.submission), nil_return(one.submission), no_date(one.submission)):
            if found is not None:
                validation.finder.on_file(one.submission, found)


def set_window(term: Term, month: int | None, validation: Validation) -> None:
    """統計起日, 學期結束日 and the as-of date, from the base form; then parameters, calendar and roster."""
    base = term.registry.base
    window = term.registry.window(term.rows(base.sheets[0])) if term.registry.window else None
    if window is None:
        says = f"找不到可用的「{base.title}」（{term.code}），或其中沒有統計起日和學期結束日；請先交{base.id}。"
        raise NoTermError(says, validation.finder.findings)
    term.start, term.end = window
    last = month_of(term.end) if month is None else month
    term.months = [m for m in range(month_of(term.start), month_of(term.end) + 1) if m <= last]
    if last not in term.window_months:
        raise outside(term.code, last, window)
    term.as_of = term.end if month is None else min(last_day(month), term.end)
    if base.services is not None:
        term.services = base.services(term)


def finish(term: Term, validated: Validated, fated: list[Fated]) -> Batch:
    """Who handed in what, what became of every row, and what never came."""
    superseded = [one.submission for one in fated if one.fate is Fate.SUPERSEDED]
    refused = [one.submission for one in fated if one.fate is Fate.REFUSED]
    known = receipts(term, [*term.files, *superseded], refused)
    tallies = tally(validated, superseded)
    validated.findings += [*missing_forms(known), *superseded_files(fated, tallies, term.registry)]
    validated.findings.sort(key=lambda finding: finding.order)
    term.outcome = Outcome(known, tallies, validated.findings)
    return Batch(term, validated, fated, tallies)
