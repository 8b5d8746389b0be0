"""What stands around the text: page set-up, running head, page numbers and the document's settings."""

from __future__ import annotations

from pipeline.render.docx_xml import DECLARATION, NAMESPACES, attribute, field, paragraph, run
from pipeline.render.profile import GRID_UNITS_PER_POINT, Profile, twips, twips_of_mm
from pipeline.render.text import one_line

RUNNING_HEAD_CHARACTERS = 46
NEVER_LAST = "([{‘“〈《「『【〔〖（［｛￥$"
NEVER_FIRST = "!%),.:;>?]}’”…‰℃、。〉》」』】〕〗！％），．：；？］｝～"


def running_head(school: str, title: str) -> str:
    """The school and what the document is, short enough for one line."""
    school, title = one_line(school), one_line(title)
    words = f"{school}　{title.removeprefix(school).strip()}".strip()
    return words if len(words) <= RUNNING_HEAD_CHARACTERS else f"{words[: RUNNING_HEAD_CHARACTERS - 1]}…"


def header_xml(words: str) -> bytes:
    """A page's running head; without words the head of the first page, which has its title instead."""
    content = paragraph("Header", run(words)) if words else "<w:p/>"
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{content}</w:hdr>".encode()


def footer_xml(style: str) -> bytes:
    """A page number between dashes: — 1 —."""
    number = run("— ") + field("PAGE", "1") + run(" —")
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{paragraph(style, number)}</w:ftr>".encode()


def section_properties(profile: Profile, references: str) -> str:
    """The page set-up, with `references` to its heads and feet."""
    return (
        f"<w:sectPr>{references}"
        f'<w:pgSz w:w="{twips_of_mm(profile.width_mm)}" w:h="{twips_of_mm(profile.height_mm)}"/>'
        f'<w:pgMar w:top="{twips_of_mm(profile.top_mm)}" w:right="{twips_of_mm(profile.outer_mm)}" '
        f'w:bottom="{twips_of_mm(profile.bottom_mm)}" w:left="{twips_of_mm(profile.inner_mm)}" '
        f'w:header="{twips_of_mm(profile.header_mm)}" w:footer="{twips_of_mm(profile.footer_mm)}" w:gutter="0"/>'
        f'<w:cols w:space="720"/><w:titlePg/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{twips(profile.line_pt)}" w:charSpace="{_grid(profile)}"/>'
        "</w:sectPr>"
    )


def _grid(profile: Profile) -> int:
    """How much the grid's pitch differs from the width of a character of the body."""
    return round((profile.character_pt - profile.body_pt) * GRID_UNITS_PER_POINT)


def settings_xml(profile: Profile) -> bytes:
    """Settings of a document to be printed on both sides, in Word's present mode."""
    language = profile.language
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:mirrorMargins/>'
        f'<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/>'
        f'<w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="{twips(profile.line_pt)}"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f'<w:noLineBreaksAfter w:lang="{language}" w:val={attribute(NEVER_LAST)}/>'
        f'<w:noLineBreaksBefore w:lang="{language}" w:val={attribute(NEVER_FIRST)}/><w:compat><w:spaceForUL/>'
        "<w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/>"
        '<w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="15"/></w:compat><w:themeFontLang w:val="{language}" w:eastAsia="{language}"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
        'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" '
        'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    ).encode()


def font_table_xml(profile: Profile) -> bytes:
    """The fonts by name, each with what stands in for it; nothing is embedded."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{stand_in}"/><w:charset w:val="86"/></w:font>'
        for name, stand_in in profile.fonts.stand_ins
    )
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{fonts}</w:fonts>".encode()
