"""A native chart in the Word summary: a chart part over an embedded workbook, so that it can be edited in Word."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time

from xlsxwriter import Workbook

from pipeline.figures.report import Chart
from pipeline.render.archive import repacked
from pipeline.render.chart import add_chart, size_of
from pipeline.render.chart_xml import completed
from pipeline.render.docx_xml import attribute
from pipeline.render.profile import EMU_PER_MM, Profile

CHART_XML = "xl/charts/chart1.xml"
DATA_SHEET = "數據"
WORKBOOK_LINK = "rId1"

_TITLE = re.compile("(<c:chart>)<c:title>.*?</c:title>", re.DOTALL)
_PRINT_SETTINGS = re.compile("<c:printSettings>.*?</c:printSettings>", re.DOTALL)
_EXTERNAL_DATA = f'<c:externalData r:id="{WORKBOOK_LINK}"><c:autoUpdate val="0"/></c:externalData>'


@dataclass(frozen=True)
class EmbeddedChart:
    """The two parts of a chart in Word: its drawing, with every value cached, and the workbook that it reads."""

    xml: bytes
    workbook: bytes


def embedded_chart(chart: Chart, as_of: date, profile: Profile) -> EmbeddedChart:
    """The chart drawn as in the statistics workbook, but in the document's fonts and titled by its caption alone."""
    with zipfile.ZipFile(io.BytesIO(_workbook(chart, as_of, profile, drawn=True))) as drawn:
        xml = completed(drawn.read(CHART_XML).decode())
    return EmbeddedChart(_for_word(xml, profile), _workbook(chart, as_of, profile, drawn=False))


def _workbook(chart: Chart, as_of: date, profile: Profile, *, drawn: bool) -> bytes:
    """A workbook of the chart's data; XlsxWriter makes the chart's XML only when it is `drawn` on the sheet."""
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        workbook.set_properties({"created": datetime.combine(as_of, time())})
        sheet = workbook.add_worksheet(profile.say(DATA_SHEET))
        native = add_chart(workbook, sheet, chart, 0, 0)
        if drawn:
            sheet.insert_chart(0, len(chart.series) + 2, native)
    return repacked(stream.getvalue())


def _for_word(xml: str, profile: Profile) -> bytes:
    xml = _TITLE.sub(r"\1", xml, count=1).replace('<c:autoTitleDeleted val="0"/>', '<c:autoTitleDeleted val="1"/>')
    xml = re.sub('typeface="[^"]*"', f"typeface={attribute(profile.fonts.song)}", xml)
    xml = re.sub(r'(<c:lang val|\blang)="[^"]*"', rf'\1="{profile.language}"', xml)
    xml = _PRINT_SETTINGS.sub("", xml).replace("</c:chartSpace>", f"{_EXTERNAL_DATA}</c:chartSpace>")
    return xml.encode()


def chart_size_mm(chart: Chart, profile: Profile) -> tuple[float, float]:
    """The chart's proportions in the statistics workbook at the width of the page."""
    width, height = size_of(chart)
    return profile.chart_mm, profile.chart_mm * height / width


def inline_chart(link: str, number: int, chart: Chart, profile: Profile) -> str:
    """The run that shows the chart part behind relationship `link`; `number` tells the document's drawings apart."""
    width, height = (round(side * EMU_PER_MM) for side in chart_size_mm(chart, profile))
    label = attribute(f"{profile.say('圖')}{number}　{chart.title}")
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name={label} descr={attribute(chart.alt or chart.title)}/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{link}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
