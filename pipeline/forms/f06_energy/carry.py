"""What a month's blank F06 knows already: each meter with its last reading."""

from __future__ import annotations

from decimal import Decimal

from pipeline.checks.services import last_day
from pipeline.checks.term import Term
from pipeline.form.filled import Value
from pipeline.forms.f06_energy.history import readings_by_meter
from pipeline.forms.f06_energy.sheets import Readings


def carry(term: Term, month: int) -> dict[str, list[dict[str, Value]]]:
    """抄表: one row a meter read before the month, with 上期讀數; what the reader finds is left blank."""
    rows = term.rows(Readings)
    lines: list[dict[str, Value]] = []
    for meter, spreads in sorted(readings_by_meter(rows).items()):
        before = [spread for spread in spreads if spread.until <= last_day(month - 1)]
        if before:
            at = before[-1].at
            stays = (Readings.energy, Readings.location, Readings.level)
            known: dict[str, Value] = {column.title: rows.text(column)[at] for column in stays}
            lines.append(
                {
                    Readings.meter.title: meter,
                    **known,
                    Readings.factor.title: Decimal(int(rows.numbers(Readings.factor)[at])) / 1000,
                    Readings.last_reading.title: Decimal(int(rows.numbers(Readings.reading)[at])) / 1000,
                }
            )
    return {Readings.title: lines} if lines else {}
