"""What --month and --term mean: the words that a person typed → a month, a term's code, or neither."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from pipeline.checks.services import month_number, month_text
from pipeline.wrong_use import WrongUseError

LAST_MONTH, ONLY_TERM = "last", "only"
"""What --month and --term stand for when no value follows."""

TERM_CODE = re.compile(r"(\d{4})-(\d{4})-[12]")


def last_full_month(say: Callable[[str], None]) -> str:
    """The last full calendar month by this machine's clock, which is told."""
    now = datetime.now().astimezone()
    month = month_text(now.year * 12 + now.month - 2)
    say(f"本機時間 {now:%Y-%m-%d %H:%M}；統計上一個整月 {month}。")
    return month


def month_of_option(say: Callable[[str], None], month: str | None) -> str | None:
    """The month asked for as 2026-04; None when none was.

    Raises:
        WrongUseError: when it is no month.
    """
    if month in (None, LAST_MONTH):
        return last_full_month(say) if month else None
    try:
        return month_text(month_number(month or ""))
    except ValueError:
        raise WrongUseError(f"「{month}」不是月份；請按 2026-04 的樣式寫。") from None


def month_wanted(say: Callable[[str], None], month: str | None, term: str | None) -> str | None:
    """The month to report, None for a whole term; without any period the last full month.

    Raises:
        WrongUseError: when it is no month, or a month and a whole term are asked for at once. A month with a term's
            code is that term's part of the month, which two terms may share.
    """
    if month is not None and term == ONLY_TERM:
        raise WrongUseError("--month 和 --term 只能用一個：--month 彙總一個月，--term 彙總整個學期。")
    return None if term is not None and month is None else month_of_option(say, month or LAST_MONTH)


def code_of_option(term: str | None) -> str | None:
    """The term's code; None where the inbox decides.

    Raises:
        WrongUseError: when it is no term's code.
    """
    if term in (None, ONLY_TERM):
        return None
    parts = TERM_CODE.fullmatch(term or "")
    if parts is None or int(parts[2]) != int(parts[1]) + 1:
        raise WrongUseError(f"「{term}」不是學期代碼；請按 2025-2026-2 的樣式寫（末位 1 是秋季學期，2 是春季學期）。")
    return term
