"""The parts of an .xlsx that make up its cells: which sheets there are, and where they stand in the zip."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from dataclasses import dataclass

from pipeline.intake.archive import Archive
from pipeline.intake.markup import elements
from pipeline.intake.raw import Why
from pipeline.intake.refusal import UnreadableError

_PACKAGE = "_rels/.rels"


@dataclass(frozen=True, slots=True)
class Parts:
    """What the reader needs of an .xlsx.

    `sheets` are (title, part name) in the workbook's order, and '' for one without cells (a chart) or skipped; `xml` is
    each part, inflated, by its name in the zip.
    """

    sheets: tuple[tuple[str, str], ...]
    xml: dict[str, bytes]


def parts_of(archive: Archive, skip: Collection[str] = ()) -> Parts:
    """Inflate what matters of an .xlsx: no media, macros, drawings, and no sheet whose title is to be skipped.

    Raises UnreadableError where a part is missing.
    """
    xml: dict[str, bytes] = {}
    workbook = next(iter(_related(archive, "", xml).get("officeDocument", {}).values()), "")
    if not workbook:
        raise UnreadableError(Why.DAMAGED)
    related = _related(archive, workbook, xml)
    xml[workbook] = archive.read(workbook)
    worksheets = related.get("worksheet", {})
    titled = ((at.get("name", ""), at.get("id", "")) for at in elements(xml[workbook], "sheet"))
    sheets = tuple((title, "" if title in skip else worksheets.get(id_, "")) for title, id_ in titled)
    for part in (*(part for _, part in sheets if part), *_optional(archive, related)):
        xml[part] = archive.read(part)
    return Parts(sheets, xml)


def _related(archive: Archive, part: str, xml: dict[str, bytes]) -> dict[str, dict[str, str]]:
    """What a part (or, for '', the whole package) relates to: {type: {id: part name}}."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels") if part else _PACKAGE
    xml[rels] = archive.read(rels)
    related: dict[str, dict[str, str]] = {}
    for at in elements(xml[rels], "Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, at.get("Target", "")))
        related.setdefault(at.get("Type", "").rpartition("/")[2], {})[at.get("Id", "")] = target.lstrip("/")
    return related


def _optional(archive: Archive, related: dict[str, dict[str, str]]) -> list[str]:
    named = (part for kind in ("sharedStrings", "styles") for part in related.get(kind, {}).values())
    return [part for part in named if part in archive]
