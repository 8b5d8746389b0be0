"""Sends what a run made: the message as it was composed, with the attachments as they now stand on disk."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime

from pipeline.config import Config
from pipeline.delivery.connection import password_of
from pipeline.delivery.error import MailError
from pipeline.delivery.ledger import Ledger
from pipeline.delivery.message import read, rebuild
from pipeline.delivery.smtp import Delivery, deliver

LEDGER = ".mail.sqlite"
EDITED = "總結在生成後經人修改"
RESENT = "經人決定重寄"


def send_period(config: Config, period: str, now: datetime, *, resend: Sequence[str] = ()) -> Delivery | None:
    """Mails a published period; None when no server is configured.

    `resend` are the recipients who get it once more, because a person has found out that they have not.

    Raises:
        MailError: when there is nothing to send, or nothing could be sent.
    """
    folder = config.output / period
    path = folder / f"郵件_{period}.eml"
    if not path.is_file():
        raise MailError(f"找不到 {period} 的郵件「{path}」，請先執行 houqin run。")
    if config.mail is None:
        return None
    eml = path.read_bytes()
    attached = {one.name: one.content for one in read(eml).attachments}
    now_on_disk = {name: (folder / name).read_bytes() for name in attached if (folder / name).is_file()}
    changed = {name: content for name, content in now_on_disk.items() if content != attached[name]}
    whole = rebuild(eml, changed, config.mail) if changed else eml
    password = password_of(config.mail, os.environ)
    notes = ((EDITED, sorted(changed)), (RESENT, resend))
    note = "；".join(f"{what}：{'、'.join(names)}" for what, names in notes if names)
    return deliver(whole, config.mail, password, Ledger(config.output / LEDGER), now, resend=resend, note=note)
