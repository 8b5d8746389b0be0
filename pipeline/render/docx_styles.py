"""The summary's styles: Word's own names where Word has one, so that outline, navigation and captions work."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.render.docx_xml import DECLARATION, NAMESPACES, attribute
from pipeline.render.profile import Profile, half_points, twips

FIGURE = "Figure"
"""A figure in running text looks like its neighbours; its style says that it is one."""
TABLE = "SummaryTable"
CENTRE = '<w:jc w:val="center"/>'
LEFT = '<w:jc w:val="left"/>'
RIGHT = '<w:jc w:val="right"/>'
KEEP = "<w:keepNext/><w:keepLines/>"
SINGLE = 1.3
SMALL, SMALLEST = "Small", "Smallest"
"""What the styles of a table in small print end with."""

_SIZES = {f" {SMALL}": "（小）", f" {SMALLEST}": "（最小）"}


@dataclass(frozen=True)
class _Face:
    """A font in a size."""

    family: str
    points: float


@dataclass(frozen=True)
class _Pitch:
    """From line to line, and around the paragraph, in points. A drawing's line is as high as the drawing."""

    line: float
    before: float = 0
    after: float = 0
    at_least: bool = False

    @property
    def xml(self) -> str:
        around = f'w:before="{twips(self.before)}" w:after="{twips(self.after)}"'
        rule = "atLeast" if self.at_least else "exact"
        return f'<w:spacing {around} w:line="{twips(self.line)}" w:lineRule="{rule}"/>'


@dataclass(frozen=True)
class Measure:
    """What a paragraph of a style takes, in points; the first line's indent in half widths."""

    points: float
    line: float
    before: float
    after: float
    indent: int


@dataclass(frozen=True)
class _Look:
    """A paragraph style. `flow` are the properties that precede the line pitch in the schema, `layout` the rest."""

    name: str
    face: _Face
    pitch: _Pitch
    layout: str
    flow: str = ""
    outline: int | None = None

    @property
    def id(self) -> str:
        """Word's own id for its own styles: heading 1 is Heading1."""
        return "".join(word.capitalize() if word.islower() else word for word in self.name.split())


def styles_xml(profile: Profile) -> bytes:
    """The whole styles part."""
    paragraphs = "".join(_paragraph_style(look, profile) for look in _looks(profile))
    body = f"{_defaults(profile)}{_normal(profile)}{_character_styles(profile)}{paragraphs}{_table_styles(profile)}"
    return f"{DECLARATION}<w:styles {NAMESPACES}>{body}</w:styles>".encode()


def measures(profile: Profile) -> dict[str, Measure]:
    """By style id."""
    return {look.id: _measure(look, profile) for look in _looks(profile)}


def _measure(look: _Look, profile: Profile) -> Measure:
    """Characters of the body's size stand closer, as many on a line as the standard asks for."""
    is_body = look.face.points == profile.body_pt
    points = profile.character_pt if is_body else look.face.points
    indent = 4 if "w:firstLineChars" in look.layout else 0
    return Measure(points, look.pitch.line, look.pitch.before, look.pitch.after, indent)


def _looks(profile: Profile) -> list[_Look]:
    fonts, points = profile.fonts, profile.body_pt
    body, pitch, indented = _Face(fonts.body, points), _Pitch(profile.line_pt), _first_line_indent(profile, 2)
    running = [
        _Look("Body Text", body, pitch, indented, "<w:widowControl/>"),
        _Look("heading 1", _Face(fonts.heading, points), pitch, indented, KEEP, 0),
        _Look("heading 2", _Face(fonts.subheading, points), pitch, indented, KEEP, 1),
        _Look("heading 3", body, pitch, indented, KEEP, 2),
        _Look("Annex Note", body, pitch, LEFT),
        _Look("Signature", body, pitch, LEFT),
        _Look("Date", body, pitch, LEFT),
    ]
    return [*_titles(profile), *running, *_exhibits(profile), *_furniture(profile)]


def _titles(profile: Profile) -> list[_Look]:
    fonts, blank_line = profile.fonts, profile.line_pt
    title, mark = _Face(fonts.title, profile.title_pt), _Face(fonts.heading, profile.body_pt)
    subtitle = _Face(fonts.subheading, profile.body_pt)
    pitch = profile.title_line_pt
    return [
        _Look("Title", title, _Pitch(pitch), CENTRE, KEEP),
        _Look("Subtitle", subtitle, _Pitch(profile.line_pt, after=blank_line), CENTRE),
        _Look("Annex Mark", mark, _Pitch(profile.line_pt), LEFT, f"{KEEP}<w:pageBreakBefore/>"),
        _Look("Annex Title", title, _Pitch(pitch, before=blank_line, after=blank_line), CENTRE, KEEP, 0),
    ]


def _exhibits(profile: Profile) -> list[_Look]:
    fonts = profile.fonts
    caption, unit = _Face(fonts.heading, profile.caption_pt), _Face(fonts.body, profile.table_pt)
    note = _Face(fonts.song, profile.note_pt)
    unit_tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(profile.text_width_pt)}"/></w:tabs>'
    return [
        _Look("caption", caption, _single(caption, before=8, after=3), CENTRE),
        _Look("Table Unit", unit, _single(unit, before=4, after=2), LEFT, f"{KEEP}{unit_tab}"),
        *_cells(profile, profile.table_pt, ""),
        *_cells(profile, profile.small_table_pt, f" {SMALL}"),
        *_cells(profile, profile.smallest_table_pt, f" {SMALLEST}"),
        _Look("Table Note", note, _single(note, before=3), LEFT),
        _Look("Table End", note, _Pitch(8), LEFT),
        _Look("Chart", unit, _Pitch(unit.points, before=8, at_least=True), CENTRE, KEEP),
    ]


def _cells(profile: Profile, points: float, size: str) -> list[_Look]:
    head, text = _Face(profile.fonts.heading, points), _Face(profile.fonts.song, points)
    return [
        _Look(f"Table Head{size}", head, _single(head, 2, 2), CENTRE),
        _Look(f"Table Text{size}", text, _single(text, 1.5, 1.5), LEFT),
        _Look(f"Table Figure{size}", text, _single(text, 1.5, 1.5), RIGHT),
    ]


def _furniture(profile: Profile) -> list[_Look]:
    song, size = profile.fonts.song, profile.page_number_pt
    number, pitch = _Face(song, size), _Pitch(profile.page_number_line_pt)
    head = _Face(song, profile.header_pt)
    rule = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="3" w:color="auto"/></w:pBdr>'
    return [
        _Look("header", head, _single(head), CENTRE, rule),
        _Look("footer", number, pitch, _indented("right", 1, size) + RIGHT),
        _Look("Footer Even", number, pitch, _indented("left", 1, size) + LEFT),
    ]


_OWN = re.compile("(Annex|Table|Footer) |Chart$")
_CHINESE_NAMES = {
    "Annex Note": "附件說明",
    "Annex Mark": "附件序號",
    "Annex Title": "附件標題",
    "Table Unit": "表上單位",
    "Table Head": "表頭",
    "Table Text": "表內文字",
    "Table Figure": "表內數字",
    "Table Note": "表下附註",
    "Table End": "表後空行",
    "Chart": "圖",
    "Footer Even": "雙頁頁碼",
}
"""What Word lists a style of ours as; its own it translates."""


def _character_styles(profile: Profile) -> str:
    name = profile.say("正文數字")
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{FIGURE}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/></w:style>'
    )


def _single(face: _Face, before: float = 0, after: float = 0) -> _Pitch:
    """A line of one's own size, stated: what is single differs from font to font."""
    return _Pitch(SINGLE * face.points, before, after)


def _first_line_indent(profile: Profile, characters: int) -> str:
    width = twips(characters * profile.character_pt)
    return f'<w:ind w:firstLineChars="{characters * 100}" w:firstLine="{width}"/>'


def _indented(side: str, characters: int, points: float) -> str:
    return f'<w:ind w:{side}Chars="{characters * 100}" w:{side}="{twips(characters * points)}"/>'


def _defaults(profile: Profile) -> str:
    """Latin letters and digits are codes and figures, which have no language: Chinese, LibreOffice would break them."""
    language = profile.language
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(profile.fonts.body)}"
        f'{_size(profile.body_pt)}<w:lang w:val="x-none" w:eastAsia="{language}" w:bidi="{language}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def _normal(profile: Profile) -> str:
    """Lines stand on the grid, digits close to their neighbours: 28 characters and 22 lines.

    Its size says again what the defaults say, since LibreOffice takes the grid's pitch from here.
    """
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'{_Pitch(profile.line_pt).xml}<w:jc w:val="both"/></w:pPr><w:rPr>{_size(profile.body_pt)}</w:rPr></w:style>'
    )


def _paragraph_style(look: _Look, profile: Profile) -> str:
    custom = ' w:customStyle="1"' if _OWN.match(look.name) else ""
    following = "" if look.outline is None else '<w:next w:val="BodyText"/>'
    size = next((size for size in _SIZES if look.name.endswith(size)), "")
    name = profile.say(_CHINESE_NAMES.get(look.name.removesuffix(size), look.name) + _SIZES.get(size, ""))
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{look.id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/>{following}<w:qFormat/>{_layout(look)}{_characters(look, profile)}</w:style>'
    )


def _layout(look: _Look) -> str:
    outline = "" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>'
    return f'<w:pPr>{look.flow}<w:snapToGrid w:val="0"/>{look.pitch.xml}{look.layout}{outline}</w:pPr>'


def _characters(look: _Look, profile: Profile) -> str:
    """What has the body's size has its narrower pitch, too."""
    spacing = f'<w:spacing w:val="{twips(profile.spacing_pt)}"/>' if look.face.points == profile.body_pt else ""
    return f"<w:rPr>{_fonts(look.face.family)}{spacing}{_size(look.face.points)}</w:rPr>"


def _size(points: float) -> str:
    return f'<w:sz w:val="{half_points(points)}"/><w:szCs w:val="{half_points(points)}"/>'


def _fonts(family: str) -> str:
    name = attribute(family)
    return f'<w:rFonts w:hint="eastAsia" w:ascii={name} w:eastAsia={name} w:hAnsi={name} w:cs={name}/>'


def _table_styles(profile: Profile) -> str:
    thick, thin = (f'w:val="single" w:sz="{eighths}" w:space="0" w:color="auto"' for eighths in (12, 4))
    padding = twips(profile.cell_padding_pt)
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="{profile.say("總結表格")}"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"<w:tblBorders><w:top {thick}/><w:bottom {thick}/><w:insideH {thin}/><w:insideV {thin}/></w:tblBorders>"
        f'<w:tblCellMar><w:left w:w="{padding}" w:type="dxa"/><w:right w:w="{padding}" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
    )
