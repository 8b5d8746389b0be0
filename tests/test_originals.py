"""The archive keeps every workbook that was read as it arrived, and what became of it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.checks.fates import Fate, Fated
from pipeline.intake.submission import Submission
from pipeline.originals import HEADINGS, ORIGINALS, REGISTER, keep_originals, register
from pipeline.publish import PublishError
from tests.workspaces import TERM, Workspace, contents, workspace

GOOD, BAD = b"a workbook", b"another"


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def fated(name: str, content: bytes | None, fate: Fate = Fate.COUNTED, why: str = "") -> Fated:
    return Fated(Submission(name, "" if content is None else sha(content), 0), fate, why)


def handed_in(inbox: Path, **files: bytes) -> None:
    inbox.mkdir(exist_ok=True)
    for stem, content in files.items():
        (inbox / f"{stem}.xlsx").write_bytes(content)


def test_each_content_is_kept_once_and_each_file_told(tmp_path: Path) -> None:
    inbox, archive = tmp_path / "inbox", tmp_path / "archive"
    handed_in(inbox, one=GOOD, two=BAD, same=GOOD)
    files = [
        fated("one.xlsx", GOOD),
        fated("same.xlsx", GOOD, Fate.SUPERSEDED, "與 one.xlsx 相同"),
        fated("two.xlsx", BAD, Fate.REFUSED, "不是台賬，\n無法讀取"),
        fated("gone.xlsx", None, Fate.REFUSED, "讀不到"),
    ]
    keep_originals(files, inbox, archive, "2026-03")
    kept = contents(archive / ORIGINALS)
    assert kept == {f"{sha(content)[:2]}/{sha(content)}.xlsx": content for content in (GOOD, BAD)}
    assert register(archive) == [
        ("2026-03", "inbox/one.xlsx", "counted", "", sha(GOOD)),
        ("2026-03", "inbox/same.xlsx", "superseded", "與 one.xlsx 相同", sha(GOOD)),
        ("2026-03", "inbox/two.xlsx", "refused", "不是台賬，\n無法讀取", sha(BAD)),
    ]


def test_a_later_run_adds_what_is_new_and_forgets_nothing(tmp_path: Path) -> None:
    inbox, archive = tmp_path / "inbox", tmp_path / "archive"
    handed_in(inbox, one=GOOD)
    keep_originals([fated("one.xlsx", GOOD)], inbox, archive, "2026-03")
    once = contents(archive)
    keep_originals([fated("one.xlsx", GOOD)], inbox, archive, "2026-03")
    assert contents(archive) == once
    handed_in(inbox, one=BAD)
    keep_originals([fated("one.xlsx", BAD)], inbox, archive, "2026-03")
    assert [line[-1] for line in register(archive)] == [sha(GOOD), sha(BAD)]
    assert sorted(contents(archive / ORIGINALS).values()) == sorted([GOOD, BAD])


def test_a_file_that_changed_after_it_was_read_stops_the_run(tmp_path: Path) -> None:
    inbox, archive = tmp_path / "inbox", tmp_path / "archive"
    handed_in(inbox, one=BAD)
    with pytest.raises(PublishError, match=r"one\.xlsx.*又被改動"):
        keep_originals([fated("one.xlsx", GOOD)], inbox, archive, "2026-03")
    assert contents(archive) == {}


def test_a_file_that_went_after_it_was_read_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="存檔資料夾"):
        keep_originals([fated("one.xlsx", GOOD)], tmp_path / "inbox", tmp_path / "archive", "2026-03")


@pytest.fixture
def march(tmp_path: Path) -> Workspace:
    return workspace(tmp_path, lambda name: name.startswith(("F00", "F06")))


def test_a_run_keeps_what_it_read(march: Workspace) -> None:
    march.hand_in("抄送/F06_copy.xlsx", (march.inbox / f"F06_{TERM}_2026-03.xlsx").read_bytes())
    march.hand_in("~$F06.xlsx", b"a lock file")
    march("run", "--month", "2026-03")
    fates = march.published("2026-03").manifest["inputs"]
    read = [one for one in fates if one["sha256"]]
    archive = march.folder / "archive"
    lines = (archive / REGISTER).read_text("utf-8-sig").splitlines()
    assert lines[0] == ",".join(HEADINGS)
    assert len(lines) - 1 == len(read) == len(fates) - 1
    kept = {path.stem: path.read_bytes() for path in (archive / ORIGINALS).rglob("*.xlsx")}
    assert kept.keys() == {one["sha256"] for one in read}
    assert len(kept) == len(read) - 1
    assert all(sha(content) == name for name, content in kept.items())
