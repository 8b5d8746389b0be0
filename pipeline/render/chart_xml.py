"""Chart XML completed: XlsxWriter leaves out what Excel 2007 took for granted, and Word and others read otherwise."""

from __future__ import annotations

import re
from typing import Final

_LABEL_FLAGS: Final = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
_SOME_FLAGS: Final = re.compile('(<c:show(?:LegendKey|Val|CatName|SerName|Percent|BubbleSize) val="1"/>)+')
_DEFAULTS_SPELT_OUT: Final = (
    ('lang="en-US"', 'lang="zh-CN"'),
    ('<c:lang val="en-US"/>', '<c:lang val="zh-CN"/><c:roundedCorners val="0"/>'),
    (r'<a:latin typeface="([^"]*)"/>', r'<a:latin typeface="\1"/><a:ea typeface="\1"/>'),
    (r"<c:layout/>(</c:title>)", r'<c:layout/><c:overlay val="0"/>\1'),
    (r'(<c:legendPos val="\w+"/><c:layout/>)', r'\1<c:overlay val="0"/>'),
    ("(<c:plotArea>)", r'<c:autoTitleDeleted val="0"/>\1'),
    (r'(<c:grouping val="\w+"/>)', r'\1<c:varyColors val="0"/>'),
    ("(</c:scaling>)(?=<c:axPos)", r'\1<c:delete val="0"/>'),
    ('(<c:plotVisOnly val="1"/>)(?!<c:dispBlanksAs)', r'\1<c:dispBlanksAs val="gap"/>'),
)
_LINE_CHART: Final = re.compile("<c:lineChart>.*?</c:lineChart>", re.DOTALL)
_TWO_LINE_TITLE: Final = re.compile(
    r"<a:p>(<a:pPr>.*?</a:pPr>)<a:r>(<a:rPr.*?</a:rPr>)<a:t>([^<\n]*)\n([^<]*)</a:t></a:r></a:p>"
)


def completed(chart_xml: str) -> str:
    """XlsxWriter's chart XML with its defaults spelt out, East Asian fonts named and the subtitle as a lesser line."""
    for pattern, replacement in _DEFAULTS_SPELT_OUT:
        chart_xml = re.sub(pattern, replacement, chart_xml)
    chart_xml = _SOME_FLAGS.sub(_all_flags, chart_xml)
    return _TWO_LINE_TITLE.sub(_title_and_subtitle, _LINE_CHART.sub(_without_smoothing, chart_xml))


def _all_flags(given: re.Match[str]) -> str:
    """What a data label shows and what it does not, in the order of the schema."""
    return "".join(f'<c:{flag} val="{int(f"<c:{flag} " in given[0])}"/>' for flag in _LABEL_FLAGS)


def _without_smoothing(line_chart: re.Match[str]) -> str:
    return line_chart[0].replace("</c:ser>", '<c:smooth val="0"/></c:ser>')


def _title_and_subtitle(paragraph: re.Match[str]) -> str:
    properties, run, title, subtitle = paragraph.groups()
    lines = (
        f"<a:p>{properties}<a:r>{run}<a:t>{title}</a:t></a:r></a:p>",
        f"<a:p>{_lesser(properties)}<a:r>{_lesser(run)}<a:t>{subtitle}</a:t></a:r></a:p>",
    )
    return "".join(lines)


def _lesser(font: str) -> str:
    return re.sub('sz="[0-9]+" b="1"', 'sz="900" b="0"', font)
