"""What each command does: calls the stages, tells the person, gives the exit code (contract, Commands)."""

from __future__ import annotations

import os
import socket
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.batch import Batch, NoTermError, judge, outside
from pipeline.checks.fates import Fate
from pipeline.checks.receipts import Received
from pipeline.checks.services import month_number, month_text
from pipeline.checks.tally import NotConservedError
from pipeline.config import Config, ConfigError, load
from pipeline.console import FEW, Console, listed
from pipeline.delivery.error import MailError
from pipeline.finding import Effect
from pipeline.forms.registry import registry
from pipeline.intake.submission import Submission
from pipeline.lock import LockError, alone_in
from pipeline.periods import code_of_option, month_of_option, month_wanted
from pipeline.publish import PublishError, recover, write_files
from pipeline.render.manifest import finding_line, inputs
from pipeline.returning import give_back, returned_files
from pipeline.run import Period, Result, only_term, run, the_term, waiting
from pipeline.workspace import Inbox, read_inbox
from pipeline.wrong_use import WrongUseError

DONE, COULD_NOT, WRONG_USE, WAITS = 0, 1, 2, 3
WORKBOOK = ".xlsx"
FATES = {"counted": "已計入", "superseded": "被取代", "refused": "未採用", "ignored": "不讀取"}


def perform(command: str, *, as_json: bool, **arguments: object) -> int:
    """Runs one command; every expected failure becomes a Chinese line and an exit code."""
    console = Console(as_json)
    try:
        code = COMMANDS[command](console, **arguments)
    except (ConfigError, WrongUseError) as error:
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


def do_sample(console: Console, folder: Path, school: str) -> int:
    """Houqin sample."""
    from pipeline.sample.write import write_sample

    names = write_sample(folder, school)
    console.say(f"已寫出示例工作區「{folder}」：config.yaml 和 {len(names)} 份填好的台賬。")
    console.say(f"下一步：houqin --config {folder / 'config.yaml'} run --term")
    console.told |= {"folder": str(folder), "workbooks": names}
    return DONE


def do_templates(console: Console, config: Path, month: str | None) -> int:
    """Houqin templates."""
    from pipeline.blanks import blank_workbooks, monthly_workbooks

    settings = load(config)
    wanted = month_of_option(console.say, month)
    if wanted is None:
        files, folder = blank_workbooks(registry()), settings.templates
    else:
        number = month_number(wanted)
        _, inbox = opened(console, config)
        period = the_term(inbox, None, wanted)
        batch = judge(known_before(inbox.submissions, number), registry(), period.term, None)
        files, folder = monthly_workbooks(batch, number), settings.output / "templates" / wanted
        if not files:
            raise outside(period.term, number, (batch.term.start, batch.term.end))
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
        raise WrongUseError(f"找不到文件：{'、'.join(absent)}")
    settings, inbox = opened(console, config, list(dict.fromkeys(files)))
    period = the_term(inbox)
    only = names_of(settings, files) if files else None
    within = settings.inbox.resolve()
    outside = {path.as_posix() for path in files if not path.resolve().is_relative_to(within)}
    batch = judge(instead(inbox.submissions, outside), registry(), period.term, None)
    mine = [f for f in batch.findings if only is None or f.place.file in only]
    returned = returned_files(batch, only)
    give_back(returned, batch, only, settings.output)
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
    effects = Counter(finding.effect_says for finding in findings)
    console.findings(sorted(findings, key=lambda finding: ([*Effect].index(finding.effect), finding.order)))
    tell_uncounted(console, lines)
    console.say(f"文件 {len(lines)} 個：{listed(counts)}。發現：{listed(effects) or '沒有問題'}。")
    if returned:
        console.say(f"需更正的台賬已標好問題，放在「{settings.output / 'returned'}」，共 {len(returned)} 份。")
    console.told |= {
        "term": batch.term.code,
        "inputs": lines,
        "findings": [finding_line(finding) for finding in findings],
        "returned": sorted(returned),
    }


def tell_uncounted(console: Console, lines: Sequence[Mapping[str, Any]]) -> None:
    """The files that do not count, by reason."""
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in lines:
        if line["fate"] != "counted":
            names[FATES[line["fate"]], line["why"]].append(line["name"])
    for (fate, why), alike in list(names.items())[:FEW]:
        console.say(f"〔{fate}〕{'、'.join(alike)}：{why}")
    if len(names) > FEW:
        console.say(f"……另有 {sum(map(len, list(names.values())[FEW:]))} 個文件沒有計入。")


def do_run(console: Console, config: Path, month: str | None, term: str | None, *, send: bool) -> int:
    """Houqin run."""
    from pipeline.mailing import deliver, told_unsent

    wanted, code = month_wanted(console.say, month, term), code_of_option(term)
    settings = load(config)
    with alone(settings):
        inbox = inbox_of(console, settings)
        period = the_term(inbox, code, wanted)
        result = run(settings, period, inbox)
        tell_run(console, result, period, inbox)
        mailed = (deliver if send else told_unsent)(console, config, settings, period)
    return max(mailed, WAITS if result.waits else DONE) if mailed != COULD_NOT else COULD_NOT


def tell_run(console: Console, result: Result, period: Period, inbox: Inbox) -> None:
    """What was read and what was published."""
    lines = inputs(result.batch.fated, inbox.ignored)
    counts = Counter(FATES[line["fate"]] for line in lines)
    console.say(f"{result.report.title}")
    tell_uncounted(console, lines)
    console.say(f"文件：{listed(counts)}。結果在「{result.folder}」：")
    for name in result.files:
        console.say(f"  {name}")
    for line in result.waits:
        console.say(f"待處理：{line}。")
    console.told |= {"period": period.name, "term": period.term, "folder": str(result.folder)}
    console.told |= {"files": list(result.files), "waits": list(result.waits)}


def do_send(console: Console, config: Path, month: str | None, term: str | None, resend: list[str]) -> int:
    """Houqin send."""
    from pipeline.known import terms_in_inbox
    from pipeline.mailing import deliver

    wanted, code = month_wanted(console.say, month, term), code_of_option(term)
    settings = load(config)
    if wanted is not None:
        period = Period("", month_number(wanted))
    elif code is not None:
        period = Period(code, None)
    else:
        with console.progress("讀取台賬") as progress:
            period = Period(only_term(terms_in_inbox(settings, registry(), progress)), None)
    with alone(settings):
        recover(settings.output)
        return deliver(console, config, settings, period, resend)


def do_status(console: Console, config: Path, term: str | None) -> int:
    """Houqin status."""
    code = code_of_option(term)
    _, inbox = opened(console, config)
    period = the_term(inbox, code)
    batch = judge(inbox.submissions, registry(), period.term, None)
    found = batch.term.outcome.receipts if batch.term.outcome else []
    rows = [status_row(one) for one in found]
    texts = [["" if cell is None else str(cell) for cell in row.values()] for row in rows]
    console.table(f"{batch.term.base.school} {batch.term.code} 報送情況", STATUS_HEADINGS, texts)
    console.told |= {"term": batch.term.code, "forms": rows}
    return WAITS if waiting(batch) else DONE


STATUS_HEADINGS = ("表號", "表名", "月份", "分冊", "狀態", "填報人", "填報日期", "版本")


def status_row(one: Received) -> dict[str, str | int | None]:
    """One form and month; None for what is not known of a form that has not come."""
    return {
        "form": one.form.id,
        "title": one.form.title,
        "month": month_text(one.month),
        "part": one.part,
        "state": one.state.value,
        "filled_by": one.filled_by or None,
        "filled_on": date.fromordinal(one.filled_on).isoformat() if one.filled_on else None,
        "version": one.version or None,
    }


def do_dictionary(console: Console, file: Path | None) -> int:
    """Houqin dictionary."""
    from pipeline.render import dictionary

    if file is not None and file.suffix.lower() != WORKBOOK:
        raise WrongUseError(f"數據字典只能寫成 {WORKBOOK} 活頁簿；「{file.name}」請改為「{file.stem}{WORKBOOK}」。")
    if file is not None:
        if not file.parent.exists():
            raise WrongUseError(f"資料夾「{file.parent}」不存在；請先建立這個資料夾，或改寫到已有的資料夾。")
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
