"""Cross-form rules around F04: X-11 and X-12 (domain 6)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.finding import Effect
from pipeline.form.rule import Missing, Rule
from pipeline.forms.f04_people.holders import missing_papers
from pipeline.forms.f04_people.letters import missing_letters
from pipeline.forms.f04_people.sheets import Certificates, Letters

RULES: Sequence[Rule | Missing] = [
    Missing(
        id="X-11",
        name="持證上崗",
        effect=Effect.FLAG,
        at=Certificates.holder,
        find=missing_papers,
        says="在崗而當日沒有有效證照：{missing}",
        fix="有證的請補入人員證照；沒有證的不得上崗。",
        because=("E1-37",),
        measure="上崗前查驗證照，無證不上崗",
    ),
    Missing(
        id="X-12",
        name="責任書應簽盡簽",
        effect=Effect.FLAG,
        at=Letters.category,
        find=missing_letters,
        says="應簽而沒有有效的責任書：{missing}",
        fix="已簽的請補錄；未簽的請補簽。",
        because=("E1-11", "E1-36", "E1-44"),
        measure="開學一個月內按名冊補齊責任書",
    ),
]
