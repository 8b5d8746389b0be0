"""What each command does: calls the stages, tells the person, gives the exit code (contract, Commands)."""

from __future__ import annotations

import os
import socket
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.batch import Batch, NoTermError, judge, outside
from pipeline.checks.fates import Fate
from pipeline.checks.receipts import Received
from pipeline.checks.services import month_number, month_text
from pipeline.checks.tally import NotConservedError
from pipeline.config import Config, ConfigError, load
from pipeline.console import Console, listed
from pipeline.delivery.error import MailError
from pipeline.finding import Effect
from pipeline.forms.registry import registry
from pipeline.intake.submission import Submission
from pipeline.lock import LockError, alone_in
from pipeline.publish import PublishError, recover, write_files
from pipeline.render.manifest import finding_line, inputs
from pipeline.returning import returned_files
from pipeline.run import Period, Result, run, the_term, waiting
from pipeline.workspace import Inbox, read_inbox

DONE, COULD_NOT, WRONG_USE, WAITS = 0, 1, 2, 3
FATES = {"counted": "已計入", "superseded": "被取代", "refused": "未採用", "ignored": "不讀取"}


def perform(command: str, *, as_json: bool, **arguments: object) -> int:
    """Runs one command; every expected failure becomes a Chinese line and an exit code."""
    console = Console(as_json)
    try:
        code = COMMANDS[command](console, **arguments)
    except ConfigError as error:
        console.complain(str(error))
        code = WRONG_USE
    except NoTermError as error:
        console.findings(error.findings)
        console.complain(str(error))
        code = WRONG_USE if error.wrong_use else COULD_NOT
    except NotConservedError as error:
        console.complain(f"程式自查不符，沒有發佈任何結果；請把這一行交給維護人員：{error}")
        code = COULD_NOT
    except (LockError, PublishError, MailError) as error:
        console.complain(str(error))
        code = COULD_NOT
    console.finish(exit_code=code)
    return code


def last_full_month(console: Console) -> str:
    """The last full calendar month by this machine's clock, which is told."""
    now = datetime.now().astimezone()
    month = month_text(now.year * 12 + now.month - 2)
    console.say(f"本機時間 {now:%Y-%m-%d %H:%M}；統計上一個整月 {month}。")
    return month


def month_of_option(console: Console, month: str | None) -> str | None:
    """The month asked for; 'last' is what --month without a value means.

    Raises:
        NoTermError: when it is no month.
    """
    if month in (None, "last"):
        return last_full_month(console) if month else None
    try:
        return month_text(month_number(month or ""))
    except ValueError:
        raise NoTermError(f"「{month}」不是月份；請按 2026-04 的樣式寫。", wrong_use=True) from None


def month_wanted(console: Console, month: str | None, term: str | None) -> str | None:
    """The month to report, None for a whole term; without any period the last full month."""
    return None if term is not None and month is None else month_of_option(console, month or "last")


def code_of(term: str | None) -> str | None:
    """The term's code; None where the inbox decides."""
    return None if term == "only" else term


def opened(console: Console, config: Path, also: list[Path] | None = None) -> tuple[Config, Inbox]:
    """The workspace's config and its inbox, read."""
    settings = load(config)
    return settings, inbox_of(console, settings, also or [])


def inbox_of(console: Console, settings: Config, also: Sequence[Path] = ()) -> Inbox:
    """The workspace's inbox, read."""
    with console.progress("讀取台賬") as progress:
        return read_inbox(settings, progress, also)


def alone(settings: Config) -> AbstractContextManager[None]:
    """Nobody else publishes or sends meanwhile; others are told that it is this process."""
    now = datetime.now().astimezone()
    who = f"電腦 {socket.gethostname()}，處理程序 {os.getpid()}，{now:%Y-%m-%d %H:%M} 開始"
    return alone_in(settings.output, who)


def do_sample(console: Console, folder: Path) -> int:
    """Houqin sample."""
    from pipeline.sample.write import write_sample

    names = write_sample(folder)
    console.say(f"已寫出示例工作區「{folder}」：config.yaml 和 {len(names)} 份填好的台賬。")
    console.say(f"下一步：houqin --config {folder / 'config.yaml'} run --term")
    console.told |= {"folder": str(folder), "workbooks": names}
    return DONE


def do_templates(console: Console, config: Path, month: str | None) -> int:
    """Houqin templates."""
    from pipeline.blanks import blank_workbooks, monthly_workbooks

    settings = load(config)
    wanted = month_of_option(console, month)
    if wanted is None:
        files, folder = blank_workbooks(registry()), settings.templates
    else:
        number = month_number(wanted)
        _, inbox = opened(console, config)
        period = the_term(inbox, None, wanted)
        batch = judge(known_before(inbox.submissions, number), registry(), period.term, None)
        files, folder = monthly_workbooks(batch, number), settings.output / "templates" / wanted
        if not files:
            raise outside(period.term, number)
    write_files(files, folder)
    console.say(f"已寫出 {len(files)} 份台賬到「{folder}」。")
    console.told |= {"folder": str(folder), "files": sorted(files)}
    return DONE


def known_before(submissions: Sequence[Submission], month: int) -> list[Submission]:
    """The base form and what was handed in for the months before: a row that was open then is open in the template."""
    base = registry().base.id
    return [
        one
        for one in submissions
        if one.cover is None or one.cover.form == base or one.cover.month is None or one.cover.month < month
    ]


def do_check(console: Console, config: Path, files: list[Path]) -> int:
    """Houqin check."""
    absent = [str(path) for path in files if not path.exists()]
    if absent:
        console.complain(f"找不到檔案：{'、'.join(absent)}")
        return WRONG_USE
    settings, inbox = opened(console, config, list(dict.fromkeys(files)))
    period = the_term(inbox)
    only = names_of(settings, files) if files else None
    within = settings.inbox.resolve()
    outside = {path.as_posix() for path in files if not path.resolve().is_relative_to(within)}
    batch = judge(instead(inbox.submissions, outside), registry(), period.term, None)
    mine = [f for f in batch.findings if only is None or f.place.file in only]
    returned = returned_files(batch, only)
    write_files(returned, settings.output / "returned")
    tell_check(console, settings, batch, inbox, mine, returned, only)
    refused = [one for one in batch.fated if one.fate is Fate.REFUSED and (only is None or one.submission.name in only)]
    held = any(finding.effect is Effect.HOLD for finding in mine)
    return WAITS if refused or held or (only is None and waiting(batch)) else DONE


def names_of(settings: Config, files: list[Path]) -> set[str]:
    """The names by which files are told: below the inbox, or as given."""
    names = set()
    for path in files:
        whole, inbox = path.resolve(), settings.inbox.resolve()
        names.add(whole.relative_to(inbox).as_posix() if whole.is_relative_to(inbox) else path.as_posix())
    return names


def instead(submissions: Sequence[Submission], outside: Collection[str]) -> list[Submission]:
    """A file from outside the inbox is checked as if it stood in place of what has come for its form and month."""
    replaced = {hand_in_of(one) for one in submissions if one.name in outside and one.cover}
    return [one for one in submissions if one.name in outside or hand_in_of(one) not in replaced]


def hand_in_of(one: Submission) -> tuple[str, str, int | None, int] | None:
    """Form, term, month and part; None for a file that does not say."""
    cover = one.cover
    return (cover.form, cover.term, cover.month, cover.part) if cover else None


def tell_check(  # noqa: PLR0917  # one report
    console: Console,
    settings: Config,
    batch: Batch,
    inbox: Inbox,
    findings: list[Any],
    returned: dict[str, bytes],
    only: set[str] | None,
) -> None:
    """What was found, and where the returned workbooks are."""
    lines = [line for line in inputs(batch.fated, inbox.ignored) if only is None or line["name"] in only]
    counts = Counter(FATES[line["fate"]] for line in lines)
    effects = Counter(finding.effect.chinese for finding in findings)
    console.findings(sorted(findings, key=lambda finding: ([*Effect].index(finding.effect), finding.order)))
    console.say(f"檔案 {len(lines)} 個：{listed(counts)}。發現：{listed(effects) or '沒有問題'}。")
    if returned:
        console.say(f"需更正的台賬已標好問題，放在「{settings.output / 'returned'}」，共 {len(returned)} 份。")
    console.told |= {
        "term": batch.term.code,
        "inputs": lines,
        "findings": [finding_line(finding) for finding in findings],
        "returned": sorted(returned),
    }


def do_run(console: Console, config: Path, month: str | None, term: str | None, *, send: bool) -> int:
    """Houqin run."""
    wanted = month_wanted(console, month, term)
    settings = load(config)
    with alone(settings):
        inbox = inbox_of(console, settings)
        period = the_term(inbox, code_of(term), wanted)
        result = run(settings, period, inbox)
        tell_run(console, result, period, inbox)
        mailed = mail(console, settings, period) if send else told_unsent(console, settings, result.folder)
    return max(mailed, WAITS if result.waits else DONE) if mailed != COULD_NOT else COULD_NOT


def tell_run(console: Console, result: Result, period: Period, inbox: Inbox) -> None:
    """What was read and what was published."""
    counts = Counter(FATES[line["fate"]] for line in inputs(result.batch.fated, inbox.ignored))
    console.say(f"{result.report.title}")
    console.say(f"檔案：{listed(counts)}。結果在「{result.folder}」：")
    for name in result.files:
        console.say(f"  {name}")
    for line in result.waits:
        console.say(f"待處理：{line}。")
    console.told |= {"period": period.name, "term": period.term, "folder": str(result.folder)}
    console.told |= {"files": list(result.files), "waits": list(result.waits)}


def told_unsent(console: Console, settings: Config, folder: Path) -> int:
    """Says where the message is, since nothing was sent."""
    if settings.mail is None:
        console.say(f"沒有設定郵件伺服器，郵件已寫成 .eml 放在「{folder}」，可用郵件軟件打開後寄出。")
    return DONE


def mail(console: Console, settings: Config, period: Period) -> int:
    """Sends what a run of the period made."""
    from pipeline.delivery.sending import send_period

    delivery = send_period(settings, period.name, datetime.now().astimezone())
    if delivery is None:
        return told_unsent(console, settings, settings.output / period.name)
    for result in delivery.results:
        console.say(result.says)
    console.told["mail"] = [result.says for result in delivery.results]
    return DONE if delivery.is_complete else WAITS


def do_send(console: Console, config: Path, month: str | None, term: str | None) -> int:
    """Houqin send."""
    settings = load(config)
    if term not in (None, "only") and month is None:
        period = Period(str(term), None)
    elif term == "only":
        period = the_term(inbox_of(console, settings))
    else:
        period = Period("", month_number(month_of_option(console, month or "last") or ""))
    with alone(settings):
        recover(settings.output)
        return mail(console, settings, period)


def do_status(console: Console, config: Path, term: str | None) -> int:
    """Houqin status."""
    _, inbox = opened(console, config)
    period = the_term(inbox, code_of(term))
    batch = judge(inbox.submissions, registry(), period.term, None)
    found = batch.term.outcome.receipts if batch.term.outcome else []
    rows = [status_row(one) for one in found]
    headings = ("表號", "表名", "月份", "分冊", "狀態", "填報人", "填報日期", "版本")
    console.table(f"{batch.term.base.school} {batch.term.code} 報送情況", headings, rows)
    console.told |= {"term": batch.term.code, "forms": [dict(zip(headings, row, strict=True)) for row in rows]}
    return WAITS if waiting(batch) else DONE


def status_row(one: Received) -> tuple[str, ...]:
    """One form and month, as texts."""
    filled = datetime.fromordinal(one.filled_on).date().isoformat() if one.filled_on else ""
    version = str(one.version) if one.version else ""
    return (
        one.form.id,
        one.form.title,
        month_text(one.month),
        str(one.part),
        one.state.value,
        one.filled_by,
        filled,
        version,
    )


def do_dictionary(console: Console, file: Path | None) -> int:
    """Houqin dictionary."""
    from pipeline.render import dictionary

    if file is not None:
        write_files({file.name: dictionary.dictionary_workbook(registry())}, file.parent)
        console.say(f"已寫出數據字典「{file}」。")
        console.told["file"] = str(file)
        return DONE
    console.as_json = True
    console.told |= dictionary.dictionary(registry())
    return DONE


COMMANDS: dict[str, Callable[..., int]] = {
    "sample": do_sample,
    "templates": do_templates,
    "check": do_check,
    "run": do_run,
    "send": do_send,
    "status": do_status,
    "dictionary": do_dictionary,
}
