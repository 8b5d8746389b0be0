"""What the commands say of the mail: who got it, what can be done for those who did not, and where the draft lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from pipeline.config import Config
from pipeline.console import Console
from pipeline.delivery.address import Address
from pipeline.delivery.sending import send_period
from pipeline.delivery.smtp import Outcome, Result
from pipeline.run import Period
from pipeline.wrong_use import WrongUseError

DONE, WAITS = 0, 3
USUAL_CONFIG = Path("config.yaml")


def deliver(console: Console, config: Path, settings: Config, period: Period, resend: Sequence[str] = ()) -> int:
    """Sends what a run of the period made and tells what became of it; `resend` are addresses that get it again.

    Raises:
        WrongUseError: when an address of `resend` is no recipient.
        MailError: when nothing could be sent.
    """
    again = recipients_named(settings, resend)
    delivery = send_period(settings, period.name, datetime.now().astimezone(), resend=again)
    if delivery is None:
        return told_unsent(console, config, settings, period)
    for result in delivery.results:
        console.say(result.says)
    for line in ways_forward(delivery.results, config, period):
        console.say(line)
    console.told["mail"] = [result.told for result in delivery.results]
    return DONE if delivery.is_complete else WAITS


def recipients_named(settings: Config, addresses: Sequence[str]) -> list[str]:
    """The addresses as they stand in the settings, in whatever case and with whatever name they were typed.

    Raises:
        WrongUseError: when one is none of the recipients.
    """
    known = {one.spec.casefold(): one.spec for one in settings.mail.recipients} if settings.mail else {}
    found = [known.get(_spec(typed)) for typed in addresses]
    strangers = [typed for typed, spec in zip(addresses, found, strict=True) if spec is None]
    if strangers:
        says = f"收件人有：{'、'.join(known.values())}" if known else "設定檔沒有 mail 一節"
        raise WrongUseError(f"「{'、'.join(strangers)}」不是收件人，不能重寄；{says}。")
    return [spec for spec in found if spec is not None]


def _spec(typed: str) -> str:
    try:
        return Address.parse(typed).spec.casefold()
    except ValueError:
        return ""


def ways_forward(results: Sequence[Result], config: Path, period: Period) -> Iterator[str]:
    """For each way not to have got the letter, the command to give next."""
    for result in results:
        if result.outcome is Outcome.UNCERTAIN:
            resend = command(config, "send", *option(period), "--resend", result.recipient)
            yield f"查問後確認 {result.recipient} 沒有收到，可執行：{resend}"
    if any(result.outcome in {Outcome.REFUSED, Outcome.DEFERRED} for result in results):
        yield f"改正後或稍後可再寄，已收到的人不會重收：{command(config, 'send', *option(period))}"


def told_unsent(console: Console, config: Path, settings: Config, period: Period) -> int:
    """Says that nothing was sent, where the message is and how it gets on its way."""
    folder = settings.output / period.name
    if settings.mail is None:
        console.say(f"沒有設定郵件伺服器，郵件已寫成 .eml 放在「{folder}」，可用郵件軟件打開後寄出。")
    else:
        console.say(f"郵件尚未寄出。看過總結後要寄，請執行：{command(config, 'send', *option(period))}")
    return DONE


def option(period: Period) -> tuple[str, str]:
    """The period as a command takes it."""
    return ("--term" if period.month is None else "--month", period.name)


def command(config: Path, *words: str) -> str:
    """A whole command as it is typed here, with the config where it is not the usual one."""
    named = () if config == USUAL_CONFIG else ("--config", str(config))
    return " ".join(f'"{word}"' if " " in word else word for word in ("houqin", *named, *words))
