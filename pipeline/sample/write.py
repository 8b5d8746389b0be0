"""Writes the sample workspace: config.yaml and an inbox of filled workbooks, nothing computed."""

from __future__ import annotations

from pathlib import Path

from pipeline.forms.registry import registry
from pipeline.publish import write_files
from pipeline.render.template import file_name, write_workbook
from pipeline.sample.term import filled_workbooks, workspace_config
from pipeline.wrong_use import WrongUseError

INBOX = "inbox"


def write_sample(folder: Path) -> list[str]:
    """The workspace of the invented school, for the forms that are installed; gives the workbooks' names.

    Raises:
        WrongUseError: when the folder is another workspace, which must not be overwritten.
        PublishError: when it cannot be written.
    """
    config = folder / "config.yaml"
    if config.exists() and config.read_text(encoding="utf-8", errors="replace") != workspace_config():
        raise WrongUseError(f"「{folder}」已有別的 config.yaml，不能覆蓋；請另選一個資料夾。")
    installed = {form.id: form for form in registry().forms}
    books = {
        file_name(installed[filled.form], filled.cover): write_workbook(installed[filled.form], filled, blank_rows=20)
        for filled in filled_workbooks()
        if filled.form in installed
    }
    write_files(books, folder / INBOX)
    write_files({"config.yaml": workspace_config().encode()}, folder)
    return sorted(books)
