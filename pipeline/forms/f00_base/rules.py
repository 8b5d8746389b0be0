"""The row rules of F00 (domain/forms/F00.md): F00-R01 to F00-R11."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.words import as_of
from pipeline.finding import Effect
from pipeline.form.rule import Flag, Hold, Missing, Note, Rule
from pipeline.forms.f00_base import lookups
from pipeline.forms.f00_base.sheets import People, Rooms, SchoolDays, SchoolParameters, Suppliers
from pipeline.forms.parameters import CANTEEN, FIRST_WARNING

BUYER = "採購員"
CERTIFIED_POSTS = ("廚師", "校車駕駛人", "打更", "門衛")

_no_meals = SchoolDays.meals == "無"
_is_school_day = SchoolDays.kind_of_day.among("上課日", "補課日")
_until = Suppliers.licence_until
_ended = _until < as_of()
_ends_soon = ~_ended & (_until - as_of() <= FIRST_WARNING)

RULES: Sequence[Rule | Missing] = [
    Missing(
        id="F00-R01",
        name="學期起止明確",
        effect=Effect.HOLD,
        at=SchoolParameters.value,
        find=lookups.essentials_without_row,
        whole_file=True,
        says="缺少參數 {missing}",
        fix="請補填後重報；其他各表都要等本表改正後才能彙總。",
        because=("E1-09", "E2-03"),
    ),
    Hold(
        "F00-R01",
        "學期起止明確",
        must={SchoolParameters.value: lookups.WINDOW_IN_ORDER},
        when=SchoolParameters.code.among(*lookups.ESSENTIAL),
        blank_breaks=True,
        whole_file=True,
        says="{label}「{value}」空白，或起止日期先後不合（統計起日 ≤ 開學日 ≤ 學期結束日，統計起日緊接上學期結束日）",
        fix="請按 2026-03-02 的樣式改正後重報；其他各表都要等本表改正後才能彙總。",
        because="E1-09 E2-03",
    ),
    Missing(
        id="F00-R02",
        name="一支筆明確",
        effect=Effect.FLAG,
        at=SchoolParameters.value,
        find=lookups.no_single_pen_at_start,
        says="到統計起日還沒有 {missing}，一支筆審批無從核對",
        fix="請補一行，生效日期不晚於統計起日。",
        because=("E1-54",),
        measure="明確一支筆審批人及生效日期",
    ),
    Missing(
        id="F00-R03",
        name="校曆逐日齊全",
        effect=Effect.HOLD,
        at=SchoolDays.day,
        find=lookups.days_without_row,
        whole_file=True,
        says="統計起日到學期結束日之間缺 {missing}",
        fix="請逐日補齊後重報；其他各表都要等本表改正後才能彙總。",
        because=("E1-33", "E1-40", "E2-38"),
    ),
    Note(
        "F00-R04",
        "供餐與上課一致",
        never={SchoolDays.meals: (_is_school_day & _no_meals) | (~_is_school_day & ~_no_meals)},
        says="{day} 是{kind_of_day}，供餐餐次卻是「{meals}」",
        fix="如安排屬實可不理。",
        because="E1-32",
        module=CANTEEN,
    ),
    Missing(
        id="F00-R05",
        name="專職倉庫保管員",
        effect=Effect.FLAG,
        at=People.post,
        find=lookups.no_storekeeper,
        says="在崗人員中沒有專職（無兼崗、非食堂操作人員）的{missing}",
        fix="請配備後更新人員名冊；如漏填請補齊。",
        because=("E1-16",),
        module=CANTEEN,
        measure="配備專職倉庫保管員",
    ),
    Flag(
        "F00-R06",
        "操作人員不任採購員",
        never={People.operator: (People.operator == "是") & ((People.post == BUYER) | People.other_posts.among(BUYER))},
        says="{label} 是食堂操作人員，又任採購員",
        fix="採購員請由非操作人員擔任；如填錯請更正。",
        because="E1-19",
        measure="調整分工，操作人員不再任採購員",
    ),
    Note(
        "F00-R07",
        "臨時工同樣持證",
        never={
            People.employment: (People.employment == "臨時工")
            & lookups.IN_POST
            & (People.post.among(*CERTIFIED_POSTS) | People.other_posts.among(*CERTIFIED_POSTS))
        },
        says="{label} 是臨時工，任{post}，同樣須持證上崗",
        fix="請核對其證件。",
        because="E3-34 E1-37",
    ),
    Missing(
        id="F00-R08",
        name="後勤崗位齊全",
        effect=Effect.NOTE,
        at=People.post,
        find=lookups.posts_without_anybody,
        says="沒有在崗的人任 {missing}",
        fix="一人可兼數崗，請在崗位或兼崗註明。",
        because=("E1-15", "R41"),
    ),
    Flag(
        "F00-R09",
        "班室責任人對崗",
        must={Rooms.keeper: lookups.KEEPER_HOLDS_POST},
        when=Rooms.category.among("教室", "專用室", "辦公室"),
        says="{label}（{category}）的責任人 {keeper} 不是班主任（教室）或室長（專用室、辦公室）",
        fix="請核對責任人，或在人員名冊補上崗位、兼崗。",
        because="E2-19 E2-21",
        measure="逐室明確班主任或室長為責任人",
    ),
    Missing(
        id="F00-R10",
        name="三室已指明",
        effect=Effect.FLAG,
        at=Rooms.three_rooms,
        find=lookups.no_three_rooms,
        says="沒有一個班室指明屬{missing}，三室的檢查無從核對",
        fix="請在屬三室的班室填「是」。",
        because=("E3-38",),
        measure="指明本校的三室",
    ),
    Note(
        "F00-R11",
        "供應商許可證在期",
        never={_until: _ends_soon | (_ended & (_until >= lookups.LAST_PURCHASE))},
        when=Suppliers.sells_food & (Suppliers.status == "在用"),
        says="{label} 的許可證 {licence_until} 到期",
        fix="請索取新證，或改為備選、已退出。",
        because="R05",
    ),
]
