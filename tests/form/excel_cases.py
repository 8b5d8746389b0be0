"""Conditions and values over a small sheet, row by row, with what they mean: for every compiler of expressions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from pipeline.form.column import Choice, Date, DateTime, Many, Money, Month, Number, People, Person, Text, Time
from pipeline.form.expression import Expr, Parameter, Type, Word, literal, when
from pipeline.form.filled import Value
from pipeline.form.sheet import Kind, Sheet

TRUE, FALSE, UNKNOWN = True, False, None


class Deliveries(Sheet, title="採購", number=1, kind=Kind.EVENT):
    """A small sheet with a column of each type."""

    bought_on = Date("採購日期")
    accepted_on = Date("驗收日期")
    quantity = Number("數量")
    price = Money("單價")
    accepted = Number("合格數量")
    unit = Choice("單位", ["桶", "袋"])
    buyers = People("採購人")
    acceptors = People("驗收人")
    keeper = Person("保管員")
    kinds = Many("類別", ["油", "米"])
    remark = Text("備註")
    month = Month("月份")
    at = Time("時間")
    kept_until = DateTime("銷毀時間")


class Others(Sheet, title="別表", number=2, kind=Kind.SNAPSHOT):
    """Another sheet, which no cell of a row can see."""

    code = Text("編號")


D = Deliveries
LEAST = Parameter("P-05")
SHARE = Parameter("P-15", 4)
PARAMETERS: Mapping[str, Value] = {"P-05": 2, "P-15": Decimal("0.02")}
HISTORY = Word("上次", lambda rows: rows.frame["x"], Type.NUMBER)


BASE: Mapping[str, Value] = {
    "採購日期": date(2026, 3, 2),
    "驗收日期": date(2026, 3, 3),
    "數量": Decimal(4),
    "單價": Decimal("215.00"),
    "合格數量": Decimal("3.5"),
    "單位": "桶",
    "採購人": "陳大勇、趙敏",
    "驗收人": "何靜、林秋實",
    "保管員": "吳桂芳",
    "類別": "油、米",
    "備註": "政府採購",
    "月份": "2026-03",
    "時間": "11:30",
    "銷毀時間": datetime(2026, 3, 4, 12, 0),  # noqa: DTZ001  # cells know no zone
}


def row(**changes: Value) -> Mapping[str, Value]:
    """The ordinary row with some cells changed; None is blank."""
    return {**BASE, **changes}


CONDITIONS: Sequence[tuple[str, Expr, Mapping[str, Value], bool | None]] = [
    ("dates in order", D.accepted_on >= D.bought_on, row(), TRUE),
    ("the same day", D.accepted_on >= D.bought_on, row(驗收日期=date(2026, 3, 2)), TRUE),
    ("a day too early", D.accepted_on >= D.bought_on, row(驗收日期=date(2026, 3, 1)), FALSE),
    ("no day yet", D.accepted_on >= D.bought_on, row(驗收日期=None), UNKNOWN),
    ("a day in words", D.accepted_on >= D.bought_on, row(驗收日期="三月初"), UNKNOWN),
    ("days between", D.accepted_on - D.bought_on <= 1, row(), TRUE),
    ("too many days between", D.accepted_on - D.bought_on <= 0, row(), FALSE),
    ("a day moved", D.bought_on + 1 == D.accepted_on, row(), TRUE),
    ("the month of a day", D.bought_on.month() == D.month, row(), TRUE),
    ("another month", D.bought_on.month() == D.month, row(月份="2026-04"), FALSE),
    ("no month", D.bought_on.month() == D.month, row(月份=None), UNKNOWN),
    ("a month in words", D.bought_on.month() == D.month, row(月份="三月"), UNKNOWN),
    ("times", D.at > D.at - 1, row(), TRUE),
    ("hours between", D.kept_until - (D.bought_on * 1440 + D.at) >= 48 * 60, row(), TRUE),
    ("too few hours", D.kept_until - (D.bought_on * 1440 + D.at) >= 49 * 60, row(), FALSE),
    ("no time", D.kept_until - (D.bought_on * 1440 + D.at) >= 48 * 60, row(時間=None), UNKNOWN),
    ("an amount", D.quantity * D.price == 860, row(), TRUE),
    ("a sum that floats miss", D.quantity + D.accepted == Decimal("0.3"),
     row(數量=Decimal("0.1"), 合格數量=Decimal("0.2")), TRUE),
    ("a share within", (D.quantity - D.accepted).abs() / D.quantity <= Decimal("0.125"), row(), TRUE),
    ("a share at a limit that floats miss", (D.quantity - D.accepted).abs() / D.quantity <= SHARE,
     row(數量=Decimal(10), 合格數量=Decimal("9.8")), TRUE),
    ("a share outside", (D.quantity - D.accepted).abs() / D.quantity <= SHARE, row(), FALSE),
    ("a share of a negative", D.accepted / D.quantity > 0, row(數量=Decimal(-4)), FALSE),
    ("a share of nothing", (D.quantity - D.accepted).abs() / D.quantity <= SHARE, row(數量=Decimal(0)), UNKNOWN),
    ("a share in blank", D.accepted / D.quantity <= SHARE, row(數量=None), UNKNOWN),
    ("two ratios", D.accepted / D.quantity < D.quantity / D.accepted, row(), TRUE),
    ("abs of a ratio", (D.accepted / D.quantity).abs() < 1, row(合格數量=Decimal("-3.5")), TRUE),
    ("a ratio of a sum", D.price / (D.quantity - D.accepted) > 1, row(合格數量=Decimal(4)), UNKNOWN),
    ("one of the options", D.unit.among("桶", "箱"), row(), TRUE),
    ("none of the options", D.unit.among("袋"), row(), FALSE),
    ("no option", D.unit.among("袋"), row(單位=None), UNKNOWN),
    ("not an option", D.unit != "袋", row(), TRUE),
    ("spaces around an option", D.unit == "桶", row(單位=" 桶 "), TRUE),
    ("a list has one of", D.kinds.among("米", "麵"), row(), TRUE),
    ("a list has none of", D.kinds.among("麵"), row(), FALSE),
    ("an empty list", D.kinds.among("麵"), row(類別=None), UNKNOWN),
    ("a member", D.kinds.contains("油"), row(類別="油 ， 米"), TRUE),
    ("part of a member is none", D.kinds.contains("油"), row(類別="食用油"), FALSE),
    ("a piece of text", D.remark.contains("採購"), row(), TRUE),
    ("no such piece", D.remark.contains("單一來源"), row(), FALSE),
    ("a wildcard is text", D.remark.contains("*"), row(), FALSE),
    ("a quotation mark", D.remark == 'a"b', row(備註='a"b'), TRUE),
    ("a text that looks like a formula", D.remark == "=1+1", row(備註="=1+1"), TRUE),
    ("filled", D.remark.filled(), row(), TRUE),
    ("only spaces", D.remark.filled(), row(備註="  "), FALSE),
    ("an unreadable date is filled", D.accepted_on.filled(), row(驗收日期="三月初"), TRUE),
    ("blank", D.remark.blank(), row(備註=None), TRUE),
    ("long enough", D.remark.length() >= 4, row(), TRUE),
    ("too long", D.remark.length() <= 3, row(), FALSE),
    ("two names", D.buyers.count() >= LEAST, row(), TRUE),
    ("one name", D.buyers.count() >= LEAST, row(採購人="陳大勇"), FALSE),
    ("one name twice", D.buyers.count() >= LEAST, row(採購人="陳大勇、陳大勇"), FALSE),
    ("names joined in other ways", D.buyers.count() == 4, row(採購人="甲一,乙二 丙三／甲一；丁四"), TRUE),
    ("names on two lines", D.buyers.count() == 2, row(採購人="陳大勇\n趙敏"), TRUE),
    ("a name inside a name", D.buyers.count() == 2, row(採購人="王五、王五一"), TRUE),
    ("options with a space", D.kinds.count() == 2, row(類別="食 油 、米"), TRUE),
    ("no names", D.buyers.count() >= LEAST, row(採購人=None), UNKNOWN),
    ("one among the others", D.keeper.shares(D.buyers), row(保管員="趙敏"), TRUE),
    ("the list first", D.buyers.shares(D.keeper), row(保管員="趙敏"), TRUE),
    ("none among the others", D.keeper.shares(D.buyers), row(), FALSE),
    ("two lists in common", D.acceptors.shares(D.buyers), row(驗收人="何靜、陳大勇"), TRUE),
    ("two lists apart", D.acceptors.shares(D.buyers), row(), FALSE),
    ("two lists, one empty", D.acceptors.shares(D.buyers), row(驗收人=None), UNKNOWN),
    ("two single names", D.keeper.shares(D.remark), row(備註="吳桂芳"), TRUE),
    ("both", (D.quantity > 0) & (D.price > 0), row(), TRUE),
    ("one is false", (D.quantity > 0) & (D.price > 0), row(數量=None, 單價=Decimal(0)), FALSE),
    ("one is unknown", (D.quantity > 0) & (D.price > 0), row(數量=None), UNKNOWN),
    ("either", (D.quantity > 9) | (D.price > 0), row(), TRUE),
    ("either, one unknown", (D.quantity > 9) | (D.price > 0), row(數量=None), TRUE),
    ("neither, one unknown", (D.quantity > 9) | (D.price > 999), row(數量=None), UNKNOWN),
    ("not", ~(D.quantity > 9), row(), TRUE),
    ("not unknown", ~(D.quantity > 9), row(數量=None), UNKNOWN),
    ("a default", D.accepted.or_if_blank(D.quantity) == 4, row(合格數量=None), TRUE),
    ("no default needed", D.accepted.or_if_blank(D.quantity) == 4, row(), FALSE),
    ("a blank default", D.accepted.or_if_blank(D.quantity) == 4, row(合格數量=None, 數量=None), UNKNOWN),
    ("a default option", D.unit.or_if_blank("袋") == "袋", row(單位=None), TRUE),
    ("when", when(D.unit == "桶", D.quantity, D.accepted) == 4, row(), TRUE),
    ("when not", when(D.unit == "袋", D.quantity, D.accepted) == 4, row(), FALSE),
    ("when unknown", when(D.unit == "袋", D.quantity, D.accepted) == 4, row(單位=None), UNKNOWN),
    ("when one branch is blank", when(D.unit == "桶", D.quantity, D.accepted) == 4, row(合格數量=None), TRUE),
    ("rounded half up", (D.price / 8).rounded(2) == Decimal("0.63"), row(單價=Decimal(5)), TRUE),
    ("rounded half away from zero", (D.price * Decimal("0.5")).rounded(0) == -3, row(單價=Decimal(-5)), TRUE),
    ("always", literal(TRUE), row(), TRUE),
]  # fmt: skip

VALUES: Sequence[tuple[str, Expr, Mapping[str, Value]]] = [
    ("amount", (D.quantity * D.price).rounded(2), row(單價=Decimal("1.005"))),
    ("difference", D.accepted - D.quantity, row()),
    ("ratio", (D.price / D.quantity).rounded(2), row()),
    ("ratio of nothing", (D.price / D.quantity).rounded(2), row(數量=Decimal(0))),
    ("day", D.bought_on + 15, row()),
    ("month", D.bought_on.month(), row(採購日期=date(2025, 12, 31))),
    ("days", D.accepted_on - D.bought_on, row()),
    ("default", D.quantity.or_if_blank(0) + D.accepted.or_if_blank(0), row(數量=None)),
    ("blank", D.quantity.or_if_blank(0) + D.accepted.or_if_blank(0), {}),
    ("option", when(D.quantity > 3, "多", "少"), row()),
    ("yes", D.quantity > 3, row()),
    ("no", D.quantity > 9, row()),
    ("unknown", D.quantity > 9, row(數量=None)),
    ("members", D.buyers.count(), row()),
    ("minutes", D.at - 30, row()),
]
