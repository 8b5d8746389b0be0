"""Purchases made in memory, judged by hand, and the figures of any metric over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.checks.frames import replaced_rows
from pipeline.checks.recomputed import recompute
from pipeline.checks.term import State, Term
from pipeline.figures.book import Book
from pipeline.figures.compute import compute_figures
from pipeline.form.column import Choice, Date, Money, Number, Text
from pipeline.form.filled import Value
from pipeline.form.form import Due, Form, Registry
from pipeline.form.metric import Metric
from pipeline.form.sheet import Kind, Sheet
from tests.checks.rows import cover_data, rows_of, sheet_data, submission, term_of

KINDS = ["蔬菜", "肉類", "糧油"]


class Buys(Sheet, title="採購", number=1, kind=Kind.EVENT):
    """One delivered item."""

    day = Date("日期", required=True)
    item = Text("品名")
    kind_of_item = Choice("類別", KINDS)
    quantity = Number("數量")
    price = Money("單價")
    amount = Money("金額", formula=(quantity * price).rounded(2))
    checked_on = Date("驗收日期")

    attributed_to = day


class Stock(Sheet, title="名單", number=2, kind=Kind.SNAPSHOT):
    """What there is, from its month on."""

    code = Text("編號")
    kind_of_item = Choice("類別", KINDS)
    value = Money("原值")


class Status(Sheet, title="進度", number=3, kind=Kind.STATUS):
    """What was paid up to the end of each month."""

    project = Text("項目")
    paid = Money("累計支付")
    month_of_cover = True


FORM = Form(id="F94", title="台賬", purpose="", filler="", due=Due.EVERY_MONTH, sheets=[Buys, Stock, Status])


@dataclass(frozen=True)
class Buy:
    """One purchase and what became of it."""

    day: date
    kind: str
    quantity: Decimal | None
    price: Decimal | None
    state: State = State.COUNTED
    item: str = "白菜"
    checked_on: date | None = None

    @property
    def cells(self) -> Mapping[str, Value]:
        """The row."""
        return {
            "日期": self.day,
            "品名": self.item,
            "類別": self.kind or None,
            "數量": self.quantity,
            "單價": self.price,
            "驗收日期": self.checked_on,
        }


def term(
    buys: Sequence[Buy] = (),
    stock: Mapping[str, Sequence[Mapping[str, Value]]] | None = None,
    status: Mapping[str, Sequence[Mapping[str, Value]]] | None = None,
    nothing: Sequence[str] = (),
    as_of: str = "",
) -> Term:
    """A term of 2026-03 to 2026-05 over these rows; months in `nothing` were handed in without any."""
    found = sorted({f"{one.day:%Y-%m}" for one in buys} | set(stock or {}) | set(status or {}) | set(nothing))
    files = []
    for text in found:
        mine = [one for one in buys if f"{one.day:%Y-%m}" == text]
        sheets = [
            sheet_data(Buys, [one.cells for one in mine]),
            sheet_data(Stock, (stock or {}).get(text, [])),
            sheet_data(Status, (status or {}).get(text, [])),
        ]
        files.append(submission(*sheets, of=cover_data(text, form="F94")))
    made = term_of(*files, registry=Registry(forms=[FORM]), as_of=as_of)
    rows = rows_of(Buys, term=made)
    recompute(rows)
    states = [one.state for text in found for one in buys if f"{one.day:%Y-%m}" == text]
    for at, state in enumerate(states):
        rows.state[at] = state
    _live_snapshot(made)
    rows_of(Status, term=made)
    return made


def _live_snapshot(made: Term) -> None:
    rows = rows_of(Stock, term=made)
    made.sheets[Stock] = rows.with_frame(~replaced_rows(rows)) if len(rows) else rows


def book(made: Term, *metrics: Metric) -> Book:
    """The figures of these metrics."""
    found = Book(made, {metric.id: metric for metric in metrics})
    compute_figures(found, metrics)
    return found
