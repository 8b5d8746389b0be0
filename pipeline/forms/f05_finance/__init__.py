"""F05 經費收支與票據台賬: fees and deposits, refunds, invoices with three signatures, monthly publication, plans."""

from __future__ import annotations

from pipeline.form.form import Due, Form
from pipeline.forms.f05_finance.carry import carry, charge_items
from pipeline.forms.f05_finance.layout import CHARTS, SECTIONS, TABLES
from pipeline.forms.f05_finance.metrics import METRICS
from pipeline.forms.f05_finance.rules import RULES
from pipeline.forms.f05_finance.sheets import (
    Budget,
    ChargeItems,
    Collections,
    Publications,
    Settlements,
    Vouchers,
)

FORM = Form(
    id="F05",
    title="經費收支與票據台賬",
    purpose="記錄收費、解交與退補，逐張登記支出票據及三簽和審批，並按月公佈收支。",
    filler="會計或出納",
    rhythm="每月填報；收費各表在學期初和學期末填",
    due=Due.EVERY_MONTH,
    sheets=[ChargeItems, Collections, Settlements, Vouchers, Publications, Budget],
    rules=RULES,
    metrics=METRICS,
    tables=TABLES,
    charts=CHARTS,
    sections=SECTIONS,
    carry=carry,
    lists={ChargeItems.code.title: charge_items},
    key_figures=[("支出總額", "M-F05-05a"), ("三簽齊全率", "M-F05-06b"), ("超標準收費金額", "M-F05-02a")],
)
