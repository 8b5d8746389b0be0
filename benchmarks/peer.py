"""The same totals as one would script them with pandas and openpyxl.

Each file is opened once, its sheets go into frames, the frames are put together and added up.

    python benchmarks/peer.py INBOX OUT

It checks nothing, tells nobody what to correct and writes one small workbook. The figures are those of the forms as
declared, so that both can be compared to the 分.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pandas as pd

SHEETS = ["學校參數", "採購驗收入庫", "收費與解交", "支出票據", "賬單"]
SIGNERS = ["經手人", "驗收人", "審核人"]
KEY = {"採購驗收入庫": "單號", "收費與解交": "班室編號", "支出票據": "憑證號", "賬單": "戶號", "學校參數": "參數代碼"}


def read_all(folder: Path) -> dict[str, pd.DataFrame]:
    """Every sheet that is added up, all files together, with the month on the cover."""
    found: dict[str, list[pd.DataFrame]] = {sheet: [] for sheet in SHEETS}
    for path in sorted(folder.glob("*.xlsx")):
        with pd.ExcelFile(path, engine="openpyxl") as book:
            cover = book.parse("封面", header=None)
            month = month_of(cover)
            for sheet in book.sheet_names:
                if sheet in found:
                    frame = book.parse(sheet, dtype=object, keep_default_na=False, na_values=[""])
                    frame = frame[frame[KEY[sheet]].notna()]
                    found[sheet].append(frame.assign(月份=month, 文件=path.name))
    return {sheet: pd.concat(frames, ignore_index=True) for sheet, frames in found.items() if frames}


def month_of(cover: pd.DataFrame) -> str:
    """The value beside the label 月份."""
    row = cover[cover[1] == "月份"].iloc[0]
    return str(row[2])


def fen(amounts: pd.Series) -> pd.Series:
    """元 as whole 分."""
    return (pd.to_numeric(amounts) * 100).round().astype("int64")


def food(frame: pd.DataFrame) -> dict[str, object]:
    """What was bought, accepted and left unaccepted."""
    frame = frame[frame["品名"].notna()]
    verdict = frame["驗收結果"].fillna("未驗收")
    unaccepted = (verdict == "未驗收") | frame["驗收日期"].isna() | frame["驗收人"].isna()
    taken = ~unaccepted & (verdict != "不合格")
    bought, accepted = pd.to_numeric(frame["採購數量"]), pd.to_numeric(frame["合格數量"])
    quantity = accepted.where(accepted.notna(), bought)
    price = pd.to_numeric(frame["單價"])
    two = frame["採購人"].map(lambda names: len(set(names.split("、"))) > 1)
    return {
        "M-F02-01a": int(fen((quantity * price).round(2))[taken].sum()),
        "M-F02-01b": len(frame),
        "M-F02-02": [int(two.sum()), len(frame)],
        "M-F02-04b": int(fen((bought * price).round(2))[unaccepted].sum()),
    }


def fees(frame: pd.DataFrame) -> dict[str, object]:
    """What was collected."""
    latest = frame.sort_values("月份", kind="stable").drop_duplicates(["班室編號", "項目代碼", "收費日期"], keep="last")
    return {"M-F05-01b": int(fen(latest["實收金額"]).sum())}


def vouchers(frame: pd.DataFrame) -> dict[str, object]:
    """What was spent; what was not, for want of a signature or because it was sent back."""
    latest = frame.sort_values(["月份", "文件"], kind="stable").drop_duplicates("憑證號", keep="last")
    latest = latest.drop_duplicates("發票號")
    amount = fen(latest["發票金額"])
    signed = latest[SIGNERS].notna().all(axis=1) & (latest[SIGNERS].nunique(axis=1) == len(SIGNERS))
    wrong = (latest["實物購置"] == "是") & (latest["實物相符"] == "不符")
    back = signed & (wrong | (latest["報支狀態"] == "退回"))
    spent = signed & ~back & (latest["報支狀態"] == "已報")
    return {
        "M-F05-05a": int(amount[spent].sum()),
        "M-F05-06a": len(latest),
        "M-F05-06b": [int(signed.sum()), len(latest)],
        "M-F05-06d": int(amount[~signed].sum()),
        "M-F05-07b": int(amount[back].sum()),
    }


def energy(frame: pd.DataFrame, start: date, end: date) -> dict[str, object]:
    """Bills spread over their days: each month its share of the days in it, the bill's last month the rest."""
    total = 0
    for begins, ends, price in zip(frame["賬期起日"], frame["賬期止日"], frame["賬單金額"], strict=True):
        first, last = pd.Timestamp(begins), pd.Timestamp(ends)
        amount = round(float(price) * 100)
        days = pd.Series(1, index=pd.date_range(first, last))
        before = days[days.index < pd.Timestamp(start)]
        counts = pd.concat([before, days[days.index >= pd.Timestamp(start)]])
        groups = [(day.year, day.month, day.date() >= start, day.date() <= end) for day in counts.index]
        shares = counts.groupby(pd.Index(groups)).sum()
        parts = [(2 * amount * int(share) + len(days)) // (2 * len(days)) for share in shares]
        parts[-1] = amount - sum(parts[:-1])
        total += sum(part for part, group in zip(parts, shares.index, strict=True) if group[2] and group[3])
    return {"M-F06-02c": total}


def main(inbox: Path, out: Path) -> None:
    """Reads, adds up, writes."""
    frames = read_all(inbox)
    parameters = frames["學校參數"].set_index("參數代碼")["參數值"]
    start, end = (date.fromisoformat(str(parameters[code])) for code in ("P-00c", "P-00e"))
    totals: dict[str, object] = {}
    for sheet, add_up in (("採購驗收入庫", food), ("收費與解交", fees), ("支出票據", vouchers)):
        if sheet in frames:
            totals |= add_up(frames[sheet])
    if "賬單" in frames:
        totals |= energy(frames["賬單"], start, end)
    out.mkdir(parents=True, exist_ok=True)
    pd.DataFrame({"指標": list(totals), "數值": [str(value) for value in totals.values()]}).to_excel(
        out / "totals.xlsx", index=False
    )
    (out / "totals.json").write_text(json.dumps(totals), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
