"""The 37 hidden dangers of the term (F10.2): 36 rectified, 35 written off, two overdue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.sample.covers import USUALLY_FILLED_ON as FILED_ON
from pipeline.sample.table import Row, day, ledger, month_of, typed

# 隱患編號 | 來源 檢查範圍 (where a daily check met it) | 類別 | 班室或地點 | 隱患描述 | 整改責任人 復查人 | 整改措施 |
# 發現 整改 復查和銷號 (-: not yet)
LEDGER = """
YH-2601-001 | 專項排查 | 用電 | 學生食堂 | 操作間插座鬆動 | 王志遠 何靜 | 更換插座 | 01-27 01-28 01-29
YH-2602-001 | 專項排查 | 校舍 | 教學樓樓梯間 | 扶手螺絲鬆動 | 王志遠 何靜 | 緊固螺絲 | 02-05 02-06 02-09
YH-2602-002 | 專項排查 | 消防 | 教學樓二樓 | 滅火器壓力不足 | 王志遠 何靜 | 送檢更換 | 02-09 02-11 02-12
YH-2602-003 | 專項排查 | 排水 | 操場東側 | 排水溝淤堵 | 王志遠 沈玉蘭 | 清淤疏通 | 02-24 02-25 02-26
YH-2603-001 | 每日檢查 教室 | 校舍 | 二年級1班 | 窗戶插銷損壞 | 王志遠 何靜 | 更換插銷 | 03-03 03-04 03-05
YH-2603-002 | 每日檢查 校舍 | 排水 | 教學樓北側 | 雨後樓前積水 | 王志遠 何靜 | 疏通排水溝 | 03-09 03-13 03-16
YH-2603-003 | 每日檢查 運動設施 | 設施器材 | 操場 | 單槓底座鬆動 | 尹志強 何靜 | 加固底座 | 03-11 03-12 03-13
YH-2603-004 | 師生反映 | 用水 | 三樓衛生間 | 地面濕滑 | 沈玉蘭 何靜 | 鋪防滑墊 | 03-16 03-17 03-18
YH-2603-005 | 每日檢查 三室 | 用電 | 計算機室 | 插線板串接 | 龔麗娜 王志遠 | 改裝固定插座 | 03-19 03-20 03-23
YH-2603-006 | 每日檢查 食堂 | 食品 | 食堂庫房 | 防鼠板缺損 | 方建華 何靜 | 更換防鼠板 | 03-24 03-25 03-26
YH-2603-007 | 每日檢查 教學設施 | 設施器材 | 科學實驗室 | 通風櫥拉門卡滯 | 譚文華 王志遠 | 更換滑輪 | 03-26 04-02 04-02
YH-2604-001 | 每日檢查 教室 | 設施器材 | 一年級2班 | 黑板邊框翹起 | 王志遠 何靜 | 重新固定 | 04-01 04-02 04-03
YH-2604-002 | 每日檢查 學生安全 | 校舍 | 西側樓梯 | 防滑條脫落 | 王志遠 何靜 | 補裝防滑條 | 04-08 04-09 04-10
YH-2604-003 | 每日檢查 校舍 | 校舍 | 辦公樓走廊 | 吊頂板鬆動 | 王志遠 沈玉蘭 | 拆換吊頂板 | 04-13 04-22 04-23
YH-2604-004 | 上級檢查 | 食品 | 食堂備餐間 | 紫外線燈失效 | 方建華 何靜 | 更換燈管 | 04-15 04-17 04-20
YH-2604-005 | 上級檢查 | 食品 | 食堂庫房 | 離地存放不足 | 方建華 何靜 | 加裝貨架 | 04-15 04-21 04-22
YH-2604-006 | 師生反映 | 治安 | 東側圍牆 | 牆外堆物可攀爬 | 丁建 何靜 | 協調清走堆物 | 04-16 04-20 04-21
YH-2604-007 | 每日檢查 辦公室 | 用電 | 中年級組辦公室 | 電水壺未斷電 | 侯俊 王志遠 | 收走另設專用處 | 04-21 04-21 04-22
YH-2604-008 | 每日檢查 運動設施 | 設施器材 | 操場 | 籃球架護墊破損 | 尹志強 何靜 | 更換護墊 | 04-24 04-27 04-28
YH-2605-001 | 報修 | 用電 | 教學樓配電間 | 空氣開關發熱 | 王志遠 何靜 | 更換開關並測溫 | 05-06 05-07 05-08
YH-2605-002 | 每日檢查 教室 | 校舍 | 五年級3班 | 門鎖失靈 | 王志遠 何靜 | 更換門鎖 | 05-07 05-08 05-11
YH-2605-003 | 每日檢查 學生安全 | 治安 | 校門口 | 隔離墩移位 | 丁建 韓志剛 | 復位並加固 | 05-11 05-11 05-12
YH-2605-004 | 專項排查 | 消防 | 辦公樓 | 應急燈不亮 | 王志遠 沈玉蘭 | 更換電池 | 05-12 05-14 05-15
YH-2605-005 | 每日檢查 三室 | 設施器材 | 圖書室 | 書架未固定 | 方曉東 何靜 | 書架靠牆固定 | 05-13 05-15 05-18
YH-2605-006 | 每日檢查 校舍 | 校舍 | 升旗台 | 台階邊角破損 | 何靜 王志遠 | 隨升旗台改建修復 | 05-18 05-28 05-29
YH-2605-007 | 食堂自查 食堂 | 用水 | 食堂操作間 | 地漏返水 | 方建華 王志遠 | 疏通並換密封 | 05-20 05-21 05-22
YH-2605-008 | 師生反映 | 其他 | 教學樓後 | 馬蜂築巢 | 丁建 何靜 | 請專業人員摘除 | 05-25 05-25 05-26
YH-2605-009 | 每日檢查 教學設施 | 設施器材 | 音樂室 | 合唱台腳鬆動 | 秦雨萱 沈玉蘭 | 緊固並加墊 | 05-26 05-27 05-28
YH-2606-001 | 每日檢查 學生安全 | 設施器材 | 教學樓北側欄杆 | 鐵欄杆焊點開裂 | 王志遠 何靜 | 補焊 | 06-02 06-03 06-04
YH-2606-002 | 每日檢查 教室 | 用電 | 四年級1班 | 吊扇晃動 | 王志遠 何靜 | 檢修吊扇 | 06-04 06-05 06-08
YH-2606-003 | 每日檢查 校舍 | 排水 | 食堂屋面 | 落水口堵塞 | 王志遠 沈玉蘭 | 清理落水口 | 06-09 06-10 06-11
YH-2606-004 | 上級檢查 | 消防 | 學生食堂 | 疏散指示牌被遮擋 | 方建華 何靜 | 移開遮擋物 | 06-10 06-10 06-11
YH-2606-005 | 專項排查 | 校車 | 校車停車場 | 反光鏡角度偏移 | 劉強 何靜 | 調整並鎖緊 | 06-11 06-11 06-12
YH-2606-006 | 每日檢查 校舍 | 校舍 | 東側圍牆 | 牆體裂縫滲水 | 王志遠 何靜 | 聯繫施工隊勘查 | 06-15 - -
YH-2606-007 | 每日檢查 運動設施 | 設施器材 | 操場 | 跑道接縫翹起 | 尹志強 何靜 | 重新黏接 | 06-22 06-24 06-25
YH-2606-008 | 每日檢查 辦公室 | 其他 | 幼兒組辦公室 | 櫃頂堆放重物 | 段海波 沈玉蘭 | 清理櫃頂 | 06-24 06-24 06-25
YH-2606-009 | 每日檢查 教室 | 校舍 | 六年級2班 | 窗台瓷磚鬆脫 | 王志遠 何靜 | 重貼瓷磚 | 06-29 07-02 -
"""

DAYS_FOR = {"一般": timedelta(days=7), "較大": timedelta(days=15)}
"""整改期限 by 等級."""

INTERIM = {
    "YH-2605-001": "斷開該路並張貼警示，備用回路供電",
    "YH-2605-006": "設圍欄，改在操場升旗",
}
"""The two 較大 dangers, which are made safe at once."""

PROJECTS = {"YH-2605-006": "GC-26-04"}
"""Rectified by a project, which is accepted before the danger is written off."""


@dataclass(frozen=True)
class Danger:
    """One hidden danger; `scope` is the 檢查範圍 of the daily check that met it.

    A 較大 one is made safe at once (`interim`); `project` rectifies it.
    """

    number: str
    source: str
    scope: str
    category: str
    place: str
    description: str
    owner: str
    reviewer: str
    remedy: str
    found_on: date
    rectified_on: date | None
    closed_on: date | None
    interim: str = ""
    project: str = ""

    @property
    def level(self) -> str:
        """等級."""
        return "較大" if self.interim else "一般"

    def months(self) -> list[str]:
        """The files that it stands in: from the month in which it is found until it is written off, or the last."""
        return [month for month in FILED_ON if month_of(self.found_on) <= month <= self._last_month()]

    def _last_month(self) -> str:
        known = [month for month, filed in FILED_ON.items() if self.closed_on is not None and self.closed_on <= filed]
        return next((month for month in known if month >= month_of(self.found_on)), max(FILED_ON))

    def row(self, month: str) -> Row:
        """The row of F10.2 as it is known when the month's file is filled in."""
        filed = FILED_ON[month]
        done = (self.rectified_on, self.closed_on)
        rectified, closed = (when if when is not None and when <= filed else None for when in done)
        started = rectified is not None or filed - self.found_on > timedelta(days=5)
        status = "已銷號" if closed else "待復查" if rectified else "整改中" if started else "待整改"
        return typed(
            {
                "隱患編號": self.number,
                "發現日期": self.found_on,
                "來源": self.source,
                "班室或地點": self.place,
                "類別": self.category,
                "隱患描述": self.description,
                "等級": self.level,
                "臨時措施": self.interim,
                "整改責任人": self.owner,
                "整改期限": self.found_on + DAYS_FOR[self.level],
                "整改措施": self.remedy if started else None,
                "整改完成日期": rectified,
                "復查人": self.reviewer if closed else None,
                "復查日期": closed,
                "復查結論": "合格" if closed else None,
                "銷號日期": closed,
                "狀態": status,
                "關聯單號": self.project,
            }
        )


def danger(number: str, source: str, category: str, *rest: str) -> Danger:
    """The danger in the cells of a line."""
    place, description, people, remedy, dates = rest
    origin, _, scope = source.partition(" ")
    owner, reviewer = people.split()
    found_on, *done = dates.split()
    rectified_on, closed_on = (None if each == "-" else day(each) for each in done)
    about = (place, description, owner, reviewer, remedy)
    return Danger(number, origin, scope, category, *about, day(found_on), rectified_on, closed_on)


def met_by_check(dangers: Sequence[Danger]) -> dict[tuple[date, str], str]:
    """隱患編號 of what the daily checks met, by day and scope."""
    return {(each.found_on, each.scope): each.number for each in dangers if each.scope}


DANGERS = [
    replace(each, interim=INTERIM.get(each.number, ""), project=PROJECTS.get(each.number, ""))
    for each in (danger(*cells) for cells in ledger(LEDGER))
]
MET_BY_CHECK = met_by_check(DANGERS)


def danger_rows(month: str, dangers: Sequence[Danger] = DANGERS) -> list[Row]:
    """F10.2 of a month: what was found in it, and what was still open when the month began."""
    return [each.row(month) for each in dangers if month in each.months()]
