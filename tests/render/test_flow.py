"""Where exhibits stand in running text, as far as the renderer can tell where pages end."""

from __future__ import annotations

import pytest

from pipeline.render.docx_xml import paragraph, run
from pipeline.render.flow import Exhibit, arranged
from pipeline.render.profile import GBT9704

LINE = "文" * 28
CHART = '<w:r><w:drawing><wp:inline><wp:extent cx="5400000" cy="2880000"/></wp:inline></w:drawing></w:r>'


def text(lines: int) -> str:
    """A paragraph that takes so many lines."""
    return paragraph("BodyText", run("文" * (28 * lines - 2)))


def heading(level: int) -> str:
    return paragraph(f"Heading{level}", run("一、題"))


def chart(name: str) -> Exhibit:
    """9 lines high."""
    return Exhibit((paragraph("Chart", CHART), paragraph("Caption", run(name))))


def order(*pieces: str | Exhibit) -> list[int]:
    """The places of the given pieces in what comes out."""
    out = list(arranged(pieces, GBT9704))
    return [out.index(piece if isinstance(piece, str) else piece.parts[0]) for piece in pieces]


def test_what_has_room_stands_where_it_is_referred_to() -> None:
    assert order(text(10), chart("圖1"), text(3)) == [0, 1, 3]


def test_text_goes_first_while_an_exhibit_has_no_room() -> None:
    after, more = paragraph("BodyText", run("後" * 80)), paragraph("BodyText", run("又" * 40))
    assert order(text(16), chart("圖1"), after, more) == [0, 2, 1, 4]


def test_little_is_left_blank_without_more_ado() -> None:
    assert order(text(19), chart("圖1"), text(2)) == [0, 1, 3]


def test_nothing_comes_between_a_heading_and_its_text() -> None:
    after = paragraph("BodyText", run("後" * 80))
    assert order(text(15), chart("圖1"), heading(2), after, text(2)) == [0, 3, 1, 2, 5]


def test_no_exhibit_leaves_its_chapter() -> None:
    assert order(text(15), chart("圖1"), heading(1), text(2)) == [0, 1, 3, 4]


def test_exhibits_keep_their_order() -> None:
    note = Exhibit((paragraph("Caption", run("表1")),))
    after = paragraph("BodyText", run("後" * 80))
    assert order(text(15), chart("圖1"), note, after) == [0, 2, 4, 1]


def test_an_exhibit_at_the_end_is_not_lost() -> None:
    assert order(text(15), chart("圖1")) == [0, 1]


@pytest.mark.parametrize(("lines", "first"), [(12, True), (14, False)])
def test_a_table_is_as_high_as_its_rows(lines: int, *, first: bool) -> None:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{paragraph("TableText", run("甲"))}</w:tc>'
    table = Exhibit((f"<w:tbl>{f'<w:tr>{cell}{cell}</w:tr>' * 15}</w:tbl>",))
    assert (order(text(lines), table, paragraph("BodyText", run("後" * 20))) == [0, 1, 2]) is first
