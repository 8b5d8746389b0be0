"""Writes the sample workspace: config.yaml and an inbox of filled workbooks, nothing computed."""

from __future__ import annotations

from pathlib import Path

from pipeline.forms.registry import registry
from pipeline.intake.discover import why_ignored
from pipeline.publish import write_files
from pipeline.render.template import file_name, write_workbook
from pipeline.sample.choice import WHOLE, chosen
from pipeline.sample.workspace import workspace_config
from pipeline.wrong_use import WrongUseError

CONFIG = "config.yaml"
INBOX = "inbox"


def write_sample(folder: Path, school: str = WHOLE) -> list[str]:
    """The workspace of an invented school, for the forms that are installed; gives the workbooks' names.

    Raises:
        WrongUseError: when no school is called so, or the folder holds anything but that school's sample.
        PublishError: when it cannot be written.
    """
    name, workbooks = chosen(school)
    settings = workspace_config(name)
    refuse_foreign(folder, settings)
    installed = {form.id: form for form in registry().forms}
    books = {
        file_name(installed[filled.form], filled.cover): write_workbook(installed[filled.form], filled, blank_rows=20)
        for filled in workbooks
        if filled.form in installed
    }
    write_files({CONFIG: settings.encode()}, folder)
    write_files(books, folder / INBOX)
    return sorted(books)


def refuse_foreign(folder: Path, settings: str) -> None:
    """The sample goes into no folder of somebody's; its own config.yaml (`settings`), written first, tells a sample.

    Raises:
        WrongUseError: when there is another config.yaml, or none among other files.
    """
    config = folder / CONFIG
    if config.exists():
        if config.read_text(encoding="utf-8", errors="replace") != settings:
            raise WrongUseError(f"「{folder}」已有別的 {CONFIG}，不能覆蓋；請另選一個資料夾。")
    elif folder.is_dir() and any(not why_ignored(path.name) for path in folder.iterdir()):
        raise WrongUseError(f"「{folder}」裏已有別的文件，示例只寫到新的或空的資料夾；請另選一個資料夾。")
