"""The .docx around the summary's text: python-docx's empty document with nothing of its American template left."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import datetime, time

from docx import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from pipeline.figures.report import Chart, Report
from pipeline.render.archive import repacked
from pipeline.render.docx_chart import embedded_chart
from pipeline.render.docx_page import (
    font_table_xml,
    footer_xml,
    header_xml,
    running_head,
    section_properties,
    settings_xml,
)
from pipeline.render.docx_styles import styles_xml
from pipeline.render.docx_xml import DECLARATION, NAMESPACES
from pipeline.render.profile import Profile
from pipeline.render.text import one_line

LONGEST_PROPERTY = 255
AMERICAN = {RT.THUMBNAIL, RT.EXTENDED_PROPERTIES}
APP_XML = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>houqin</Application><AppVersion>16.0000</AppVersion></Properties>"
).encode()


class SummaryPackage:
    """A document being put together; `link_chart` gives the relationship that the text shows a chart by."""

    def __init__(self, report: Report, profile: Profile) -> None:
        self._report = report
        self._profile = profile
        self._document = Document()
        self._charts = 0
        self._clear_template()
        self._add_look()
        self._set_properties()

    def link_chart(self, chart: Chart) -> str:
        """Add a chart with its workbook and return its relationship id."""
        self._charts += 1
        embedded = embedded_chart(chart, self._report.as_of, self._profile)
        part = self._part(f"/word/charts/chart{self._charts}.xml", CT.DML_CHART, embedded.xml)
        workbook = f"/word/embeddings/Microsoft_Excel_Sheet{self._charts}.xlsx"
        part.relate_to(self._part(workbook, CT.SML_SHEET, embedded.workbook), RT.PACKAGE)
        return self._document.part.relate_to(part, RT.CHART)

    def finished(self, body: str) -> bytes:
        """The file, with `body` as its text."""
        properties = section_properties(self._profile, "".join(self._heads_and_feet()))
        filled = parse_xml(f"<w:body {NAMESPACES}>{body}{properties}</w:body>")
        element = self._document.element
        element.replace(element.body, filled)
        stream = io.BytesIO()
        self._document.save(stream)
        return repacked(stream.getvalue())

    def _clear_template(self) -> None:
        """Drop what the template brings along: another document's styles, numbering, settings, thumbnail."""
        part, package = self._document.part, self._document.part.package
        for link in [link for link, rel in part.rels.items() if rel.reltype != RT.THEME]:
            part.drop_rel(link)
        for link in [link for link, rel in package.rels.items() if rel.reltype in AMERICAN]:
            del package.rels[link]

    def _add_look(self) -> None:
        document, profile = self._document.part, self._profile
        document.relate_to(self._part("/word/styles.xml", CT.WML_STYLES, styles_xml(profile)), RT.STYLES)
        document.relate_to(self._part("/word/settings.xml", CT.WML_SETTINGS, settings_xml(profile)), RT.SETTINGS)
        document.relate_to(self._part("/word/fontTable.xml", CT.WML_FONT_TABLE, font_table_xml(profile)), RT.FONT_TABLE)
        app = self._part("/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, APP_XML)
        document.package.relate_to(app, RT.EXTENDED_PROPERTIES)

    def _set_properties(self) -> None:
        report, properties = self._report, self._document.core_properties
        made = datetime.combine(report.as_of, time())
        properties.title = one_line(report.title)[:LONGEST_PROPERTY]
        properties.author = properties.last_modified_by = one_line(report.school)[:LONGEST_PROPERTY]
        properties.language = self._profile.language
        properties.comments = ""
        properties.created = properties.modified = made
        properties.revision = 1

    def _heads_and_feet(self) -> Iterator[str]:
        """Odd pages, even pages and the first, which has the title instead of a running head."""
        words = running_head(self._report.school, self._report.title)
        heads: Mapping[str, bytes] = {"default": header_xml(words), "even": header_xml(words), "first": header_xml("")}
        feet = {"default": footer_xml("Footer"), "even": footer_xml("FooterEven"), "first": footer_xml("Footer")}
        for number, (pages, xml) in enumerate(heads.items(), start=1):
            part = self._part(f"/word/header{number}.xml", CT.WML_HEADER, xml)
            yield f'<w:headerReference w:type="{pages}" r:id="{self._document.part.relate_to(part, RT.HEADER)}"/>'
        for number, (pages, xml) in enumerate(feet.items(), start=1):
            part = self._part(f"/word/footer{number}.xml", CT.WML_FOOTER, xml)
            yield f'<w:footerReference w:type="{pages}" r:id="{self._document.part.relate_to(part, RT.FOOTER)}"/>'

    def _part(self, name: str, content_type: str, blob: bytes) -> Part:
        return Part(PackURI(name), content_type, blob, self._document.part.package)
