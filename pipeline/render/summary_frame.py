"""What opens and closes the summary: the title, what it covers, the annex note and the sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.figures.report import Report
from pipeline.render.docx_xml import paragraph, run
from pipeline.render.profile import Profile, twips
from pipeline.render.text import one_line
from pipeline.render.widths import text_width

TITLE_INDENT = 2
SIGN_INDENT = 2
KEPT_WITH_SIGN_OFF = 2
"""Lines of the annex note."""
ANNEX_LABEL = "附件："
RAGGED_PENALTY = 12

_TERM = re.compile(r"(\d{4})-(\d{4})-([12])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_TERM_NAMES = {"1": "第一學期", "2": "第二學期"}
_UNBREAKABLE = re.compile(r"[\dA-Za-z—–\-.]")
_GOOD_ENDINGS = ("學期", "学期", "學年", "学年", "年度", "年", "月", "關於", "关于", "的", "、", "，", " ")
_NEVER_FIRST = "，。、；：）」』》！？"


def opening(report: Report, profile: Profile) -> Iterator[str]:
    """The title in balanced lines and, beneath, what the title leaves out."""
    across = int(profile.text_width_pt / profile.title_pt)
    lines = title_lines(one_line(report.title), across, one_line(report.school))
    yield paragraph("Title", run("\n".join(lines)))
    yield paragraph("Subtitle", run(_beneath_title(report, profile)))


def closing(report: Report, annexes: Sequence[str], profile: Profile) -> Iterator[str]:
    """A blank line and the annex note, a blank line and the sign-off.

    The annex note begins beside the end of the text, the sign-off stands beside the end of the note: neither is alone
    on a page, and in between a page may end, so that the one before is not left half empty.
    """
    if annexes:
        yield paragraph("BodyText", keep_next=True)
        yield from _annex_note(annexes, profile)
    yield paragraph("BodyText", keep_next=True)
    signer = one_line(report.signed_by)
    school = one_line(report.school)
    yield from _sign_off(signer if signer.startswith(school) else school + signer, report.as_of, profile)


def chinese_date(day: date) -> str:
    """2026年7月3日: Arabic figures, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def period_in_words(period: str, profile: Profile) -> str:
    """2025—2026學年第二學期, 2026年4月."""
    if term := _TERM.fullmatch(period):
        return profile.say(f"{term[1]}—{term[2]}學年{_TERM_NAMES[term[3]]}")
    if month := _MONTH.fullmatch(period):
        return f"{month[1]}年{int(month[2])}月"
    return period


def title_lines(title: str, across: int, school: str = "") -> list[str]:
    """The title in as few lines of about equal length as it takes, with one more if that saves a word from parting."""
    fewest = max(1, -(-text_width(title) // (2 * across)))
    lines, is_smooth = _split(title, fewest, across, school)
    more, is_smoother = _split(title, fewest + 1, across, school)
    return more if is_smoother and not is_smooth else lines


def _split(title: str, count: int, across: int, school: str) -> tuple[list[str], bool]:
    """So many lines, and whether each but the last ends where a phrase does."""
    lines: list[str] = []
    is_smooth = True
    for remaining in range(count, 1, -1):
        at = _best_break(title, remaining, across, school)
        is_smooth = is_smooth and _roughness(title, at, school) == 0
        lines.append(title[:at].strip())
        title = title[at:].strip()
    return [*lines, title], is_smooth


def _best_break(title: str, remaining: int, across: int, school: str) -> int:
    ideal = text_width(title) / remaining
    most = 2 * across

    def cost(at: int) -> tuple[bool, float]:
        line, rest = text_width(title[:at]), text_width(title[at:])
        overlong = line > most or rest > most * (remaining - 1)
        return overlong, abs(line - ideal) + _roughness(title, at, school)

    return min(range(1, len(title)), key=cost, default=len(title))


def _roughness(title: str, at: int, school: str) -> int:
    """How ill a break reads: none after a phrase, worst within a number or before a closing mark."""
    if at >= len(title):
        return 0
    if title[at] in _NEVER_FIRST or (_UNBREAKABLE.match(title[at - 1]) and _UNBREAKABLE.match(title[at])):
        return 10 * RAGGED_PENALTY
    if _UNBREAKABLE.match(title[at - 1]):
        return 5 * RAGGED_PENALTY
    if title[:at] == school or title[:at].endswith(_GOOD_ENDINGS):
        return 0
    return RAGGED_PENALTY


def _beneath_title(report: Report, profile: Profile) -> str:
    """（××學校　2025—2026學年第二學期　數據截至2026年7月3日）, less what the title says already."""
    title = _letters(report.title)
    facts = (one_line(report.school), period_in_words(report.period, profile))
    missing = [fact for fact in facts if fact and _letters(fact) not in title]
    until = f"{profile.say('數據截至')}{chinese_date(report.as_of)}"
    return f"（{'　'.join([*missing, until])}）"


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _annex_note(annexes: Sequence[str], profile: Profile) -> Iterator[str]:
    """附件：1.×× with the names one under another; a single annex has no number."""
    label = profile.say(ANNEX_LABEL)
    numbered = 1 if len(annexes) > 1 else 0
    for number, name in enumerate(annexes, start=1):
        first = label if number == 1 else ""
        hanging = len(first) + numbered
        left = TITLE_INDENT + len(label) + numbered
        words = f"{first}{f'{number}.' if numbered else ''}{name}"
        kept = number == 1 or number > len(annexes) - KEPT_WITH_SIGN_OFF
        yield paragraph("AnnexNote", run(words), keep_next=kept, layout=_indent(profile, left=left, hanging=hanging))


def _sign_off(signer: str, day: date, profile: Profile) -> Iterator[str]:
    """The longer line ends two characters from the edge; the date starts two to the right of the signer's first."""
    date_words = chinese_date(day)
    longest = max(text_width(signer) / 2, SIGN_INDENT + text_width(date_words) / 2)
    name_left = max(0, profile.characters_a_line - SIGN_INDENT - longest)
    yield paragraph("Signature", run(signer), keep_next=True, layout=_indent(profile, left=name_left))
    yield paragraph("Date", run(date_words), layout=_indent(profile, left=name_left + SIGN_INDENT))


def _indent(profile: Profile, **characters: float) -> str:
    """Indents in characters, and in twips for what reads no characters."""
    sides = (
        f'w:{side}Chars="{round(many * 100)}" w:{side}="{twips(many * profile.character_pt)}"'
        for side, many in characters.items()
    )
    return f"<w:ind {' '.join(sides)}/>"
