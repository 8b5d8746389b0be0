"""The figures of F07.1, F07.3 and F07.4 (domain/forms/F07.md, Metrics); those of the rooms apart."""

from __future__ import annotations

from pipeline.form.expression import literal
from pipeline.form.metric import Contributed, Metric, Quotient, Rows, Span
from pipeline.forms.f07_property import contributions as add
from pipeline.forms.f07_property.metrics_rooms import METRICS as ROOMS
from pipeline.forms.f07_property.sheets import Assets, Changes, Scores

FEN = 2
BY_CATEGORY = [("資產類別",)]
BY_CATEGORY_AND_KIND = [*BY_CATEGORY, ("變動類型",)]
BY_ROOM = [("班室編號",)]
PIECES = "件 = Σ 數量，以平方米計的一張卡片算一件"

LEDGER = [
    Metric(
        id="M-F07-01a",
        name="期初件數",
        unit="件",
        of=Contributed(add.ledger(add.pieces, closes=False)),
        sheet=Assets,
        formula=f"上學期末台賬的件數；沒有時由本學期第一份台賬減去、加回到該月底為止的增減倒推；{PIECES}",
        by=BY_CATEGORY,
        span=Span.FIRST,
        zero=False,
        because=("E2-14",),
    ),
    Metric(
        id="M-F07-01b",
        name="增加件數",
        unit="件",
        of=Contributed(add.moved(add.pieces_moved, sign=1)),
        sheet=Changes,
        formula="Σ 各類增加的數量，以平方米計的算一件",
        by=BY_CATEGORY_AND_KIND,
        because=("E2-14",),
    ),
    Metric(
        id="M-F07-01c",
        name="減少件數",
        unit="件",
        of=Contributed(add.moved(add.pieces_moved, sign=-1)),
        sheet=Changes,
        formula="Σ 各類減少的數量，以平方米計的算一件",
        by=BY_CATEGORY_AND_KIND,
        because=("E2-26",),
    ),
    Metric(
        id="M-F07-01d",
        name="期末件數(推算)",
        unit="件",
        of=Contributed(add.ledger(add.pieces, closes=True)),
        sheet=Assets,
        formula="期初件數 + 增加件數 − 減少件數",
        by=BY_CATEGORY,
        span=Span.LAST,
        zero=False,
        because=("E2-14",),
    ),
    Metric(
        id="M-F07-01e",
        name="期末件數(台賬)",
        unit="件",
        of=Contributed(add.book(add.pieces)),
        sheet=Assets,
        formula=f"最新台賬的件數，已處置的除外；{PIECES}",
        by=BY_CATEGORY,
        span=Span.LAST,
        zero=False,
        because=("E2-14",),
    ),
    Metric(
        id="M-F07-01f",
        name="期初原值",
        unit="元",
        of=Contributed(add.ledger(add.fen, closes=False), scale=FEN),
        sheet=Assets,
        formula="與期初件數同法，Σ 原值",
        by=BY_CATEGORY,
        span=Span.FIRST,
        zero=False,
        because=("E2-14",),
    ),
    Metric(
        id="M-F07-01g",
        name="增加原值",
        unit="元",
        of=Contributed(add.moved(add.fen_moved, sign=1), scale=FEN),
        sheet=Changes,
        formula="Σ 各類增加的金額",
        by=BY_CATEGORY_AND_KIND,
        because=("E2-14",),
    ),
    Metric(
        id="M-F07-01h",
        name="減少原值",
        unit="元",
        of=Contributed(add.moved(add.fen_moved, sign=-1), scale=FEN),
        sheet=Changes,
        formula="Σ 各類減少的金額",
        by=BY_CATEGORY_AND_KIND,
        because=("E2-26",),
    ),
    Metric(
        id="M-F07-01i",
        name="期末原值(推算)",
        unit="元",
        of=Contributed(add.ledger(add.fen, closes=True), scale=FEN),
        sheet=Assets,
        formula="期初原值 + 增加原值 − 減少原值",
        by=BY_CATEGORY,
        span=Span.LAST,
        zero=False,
        because=("E2-14",),
    ),
    Metric(
        id="M-F07-01j",
        name="期末原值(台賬)",
        unit="元",
        of=Contributed(add.book(add.fen), scale=FEN),
        sheet=Assets,
        formula="最新台賬的原值之和，已處置的除外",
        by=BY_CATEGORY,
        span=Span.LAST,
        zero=False,
        because=("E2-14",),
    ),
]

IN_USE_RATE = [
    Metric(
        id="M-F07-03c",
        name="在用率",
        unit="%",
        of=Contributed(add.in_use),
        sheet=Assets,
        formula="在用卡片的數量之和 ÷ 已處置以外全部卡片的數量之和，最新台賬",
        by=BY_CATEGORY,
        span=Span.LAST,
        because=("E2-17",),
    ),
]

SCORES = [
    Metric(
        id="M-F07-05a",
        name="教室平均分",
        unit="分",
        of=Quotient(Scores.score, literal(1)),
        sheet=Scores,
        formula="總分的平均",
        by=BY_ROOM,
        decimals=1,
        zero=False,
        because=("E1-47",),
    ),
    Metric(
        id="M-F07-05b",
        name="檢查次數",
        unit="次",
        of=Rows(),
        sheet=Scores,
        formula="檢查評分的行數",
        by=[*BY_ROOM, ("檢查類型",)],
        because=("E1-46",),
    ),
    Metric(
        id="M-F07-05c",
        name="等次班級數",
        unit="個",
        of=Contributed(add.classes_by_band),
        sheet=Scores,
        formula="各班以本期教室平均分定等次，數各等次的班級",
        by=[("等次",)],
        span=Span.OWN,
        because=("E1-47",),
    ),
]

METRICS = [*LEDGER, *ROOMS[:5], *ROOMS[5:7], *IN_USE_RATE, *ROOMS[7:], *SCORES]
"""In the order of the page."""
