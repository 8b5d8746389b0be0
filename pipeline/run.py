"""The whole flow on one screen: inbox → judged term → Report → files → published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch import Batch, NoTermError, judge, terms_of
from pipeline.checks.receipts import missing_months
from pipeline.checks.services import month_number, month_text
from pipeline.config import Config
from pipeline.delivery.body import KeyFigure, letter_for
from pipeline.delivery.message import Attachment, compose
from pipeline.figures.aggregate import make_book, make_report
from pipeline.figures.book import Book
from pipeline.figures.report import Report
from pipeline.figures.selfcheck import check_figures
from pipeline.forms.registry import registry
from pipeline.originals import keep_originals
from pipeline.publish import publish
from pipeline.render.manifest import MANIFEST, as_json, manifest, output_lines
from pipeline.render.profile import GBT9704, GBT9704_SIMPLIFIED
from pipeline.render.statistics import write_statistics
from pipeline.render.summary import write_summary
from pipeline.returning import returned_files
from pipeline.version import program
from pipeline.workspace import Inbox

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Period:
    """What is reported: a month of a term, or (month None) the whole term. Months are year × 12 + month − 1."""

    term: str
    month: int | None

    @property
    def name(self) -> str:
        """2026-04, or the term's code."""
        return self.term if self.month is None else month_text(self.month)


@dataclass(frozen=True)
class Result:
    """A published run. `waits` names what a person must see to; then the exit code is 3."""

    folder: Path
    batch: Batch
    report: Report
    files: Sequence[str]
    waits: Sequence[str]


def run(config: Config, period: Period, inbox: Inbox) -> Result:
    """Validates, adds up, renders and publishes one period.

    Raises:
        NoTermError: without a usable base form.
        NotConservedError: when rows, 分 or figures do not add up (X-50); nothing is published.
        PublishError: when the results or the archive cannot be written.
    """
    batch = judge(inbox.submissions, registry(), period.term, period.month)
    batch.term.period = period.name
    book = make_book(batch.term)
    check_figures(book)
    report = make_report(book)
    files = render(config, batch, book, report, inbox)
    keep_originals(batch.fated, config.inbox, config.archive, period.name)
    folder = publish(files, config.output, period.name)
    return Result(folder, batch, report, sorted(files), waiting(batch))


def render(config: Config, batch: Batch, book: Book, report: Report, inbox: Inbox) -> dict[str, bytes]:
    """Every file of the run by its name below the period's folder; the manifest last, since it names the others."""
    names = {kind: f"{kind}_{report.period}" for kind in ("後勤統計", "後勤工作總結", "郵件")}
    statistics = write_statistics(report, config.script, program())
    files = {
        f"{names['後勤統計']}.xlsx": statistics.content,
        f"{names['後勤工作總結']}.docx": write_summary(
            report, GBT9704 if config.script == "hant" else GBT9704_SIMPLIFIED
        ),
    }
    files[f"{names['郵件']}.eml"] = letter(config, batch, book, report, files)
    files |= {f"returned/{name}": content for name, content in returned_files(batch).items()}
    told = manifest(batch, report, inbox.ignored, statistics.cells, program())
    files[MANIFEST] = as_json({**told, "outputs": output_lines(files)})
    return files


def letter(config: Config, batch: Batch, book: Book, report: Report, files: Mapping[str, bytes]) -> bytes:
    """The .eml: key figures, what is missing, the summary attached (the statistics too when asked)."""
    with_statistics = config.mail is not None and config.mail.attach_statistics
    attached = [name for name in files if name.endswith(".docx") or with_statistics]
    letter = letter_for(
        report,
        key_figures(book),
        missing(batch),
        sum(line.rows["held"] for line in batch.tallies),
        attachments=[Attachment(name, files[name], WORD if name.endswith(".docx") else EXCEL) for name in attached],
        kept=[name for name in files if name not in attached],
        script=config.script,
    )
    return compose(letter, config.mail)


def key_figures(book: Book) -> list[KeyFigure]:
    """What the letter says first: a month's figures beside the term's to date, or the term's alone."""
    term, found = book.term, []
    month = None if term.period == term.code else term.period
    for label, metric in term.registry.key_figures:
        to_date, figure = book.figure(metric), book.figure(metric, span=month)
        if to_date is not None and figure is not None and to_date.number is not None:
            found.append(KeyFigure(label, figure, to_date if month else None))
    return found


def missing(batch: Batch) -> list[str]:
    """The forms due that have not come, with their months: 報修維修台賬（2026-05）."""
    months = missing_months(batch.term.outcome.receipts) if batch.term.outcome else {}
    return [f"{title}（{'、'.join(found)}）" for title, found in months.items()]


def waiting(batch: Batch) -> list[str]:
    """What waits for a person: files refused, rows held, forms missing."""
    refused = [one.submission.name for one in batch.fated if one.fate.value == "refused"]
    held = sum(line.rows["held"] for line in batch.tallies)
    absent = missing(batch)
    return [
        *([f"{len(refused)} 個文件未能採用：{'、'.join(refused)}"] if refused else []),
        *([f"{held} 行待更正，暫不計入任何數字"] if held else []),
        *([f"未報送：{'、'.join(absent)}"] if absent else []),
    ]


def the_term(inbox: Inbox, code: str | None = None, month: str | None = None) -> Period:
    """The period to report: the term named, else the only one in the inbox, else the one that has the month.

    Raises:
        NoTermError: when there is no term, or several and none is named.
    """
    number = month_number(month) if month else None
    terms = terms_of(inbox.submissions, registry())
    if code and terms and not any(one.cover and one.cover.term == code for one in inbox.submissions):
        raise NoTermError(f"收件資料夾裏沒有 {code} 學期的台賬，有的學期是：{'、'.join(terms)}。", wrong_use=True)
    if code:
        return Period(code, number)
    if number is not None and len(terms) > 1:
        having = {s.cover.term for s in inbox.submissions if s.cover and s.cover.month == number}
        terms = [term for term in terms if term in having] or terms
    return Period(only_term(terms), number)


def only_term(terms: Sequence[str]) -> str:
    """The term, where the inbox holds one and no other.

    Raises:
        NoTermError: when there is none, or several.
    """
    if not terms:
        base = registry().base
        raise NoTermError(f"收件資料夾裏沒有{base.title}（{base.id}），不知是哪個學期；請先放入 {base.id}。")
    if len(terms) > 1:
        raise NoTermError(f"收件資料夾裏有幾個學期：{'、'.join(terms)}；請用 --term 指明。", wrong_use=True)
    return terms[0]
