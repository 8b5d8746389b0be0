"""Sheets that are one list under a title: parameters, definitions, findings, files, tallies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.figures.report import Block, Cell, Heading
from pipeline.render.sheets.block import draw_block
from pipeline.render.sheets.book import Book
from pipeline.render.sheets.page import Page
from pipeline.render.sheets.printing import set_up_printing

HEADER_ROW: Final = 3
WIDEST: Final = 64


@dataclass(frozen=True, eq=False)
class Listing:
    """A list in the renderer's words: `about` says what stands in it, `name` is its Excel table's."""

    title: str
    about: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    name: str


def write_list(book: Book, listing: Listing, school: str) -> Page:
    """Write a list on a sheet of its own."""
    page = start_list(book, listing.title, listing.about, len(listing.headings))
    block = Block(tuple(Heading(book.say(heading)) for heading in listing.headings), listing.rows)
    return finish_list(page, draw_block(page, HEADER_ROW, block, listing.name, filters=True), school)


def start_list(book: Book, title: str, about: str, columns: int) -> Page:
    """A new sheet with its title and what stands in it."""
    page = Page(book, book.add_sheet(book.say(title)), columns, book.say(about), WIDEST)
    page.line(0, page.name, "title")
    page.line(1, page.about, "faint")
    return page


def finish_list(page: Page, after: int, school: str, columns_in_sight: int = 0) -> Page:
    """Freeze the header and some columns, fit the sheet and set up its printing."""
    page.sheet.freeze_panes(HEADER_ROW + 1, columns_in_sight)
    page.fit()
    set_up_printing(page, after - 1, (page.name, school), (HEADER_ROW, HEADER_ROW))
    return page
