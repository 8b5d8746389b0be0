"""Writes the sample workspace: config.yaml and an inbox of filled workbooks, nothing computed."""

from __future__ import annotations

from pathlib import Path

from pipeline.forms.registry import registry
from pipeline.publish import write_files
from pipeline.render.template import file_name, write_workbook
from pipeline.sample.choice import WHOLE, chosen
from pipeline.sample.workspace import workspace_config
from pipeline.wrong_use import WrongUseError

INBOX = "inbox"


def write_sample(folder: Path, school: str = WHOLE) -> list[str]:
    """The workspace of an invented school, for the forms that are installed; gives the workbooks' names.

    Raises:
        WrongUseError: when no school is called so, or the folder is another workspace, which must not be overwritten.
        PublishError: when it cannot be written.
    """
    name, workbooks = chosen(school)
    settings = workspace_config(name)
    config = folder / "config.yaml"
    if config.exists() and config.read_text(encoding="utf-8", errors="replace") != settings:
        raise WrongUseError(f"「{folder}」已有別的 config.yaml，不能覆蓋；請另選一個資料夾。")
    installed = {form.id: form for form in registry().forms}
    books = {
        file_name(installed[filled.form], filled.cover): write_workbook(installed[filled.form], filled, blank_rows=20)
        for filled in workbooks
        if filled.form in installed
    }
    write_files(books, folder / INBOX)
    write_files({"config.yaml": settings.encode()}, folder)
    return sorted(books)
