"""The few pieces of WordprocessingML that the summary is made of, as strings; all text is scrubbed and escaped here."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from pipeline.render.text import one_line, scrub

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_TEXT_PIECES = re.compile("([\n\t])")
_LAYOUT = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def attribute(text: str) -> str:
    """A quoted attribute value; line breaks become spaces."""
    return quoteattr(one_line(text))


def run(text: str, *, style: str = "") -> str:
    """A run of text, in a character style if one is named; newlines and tabs become Word's own."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    pieces = (_LAYOUT.get(piece) or _text(piece) for piece in _TEXT_PIECES.split(scrub(text)) if piece)
    return f"<w:r>{properties}{''.join(pieces)}</w:r>"


def _text(piece: str) -> str:
    return f'<w:t xml:space="preserve">{escape(piece)}</w:t>'


def paragraph(style: str, content: str = "", *, keep_next: bool = False, layout: str = "") -> str:
    """A paragraph in a style. `layout` holds paragraph properties that follow w:keepNext in the schema."""
    kept = "<w:keepNext/>" if keep_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{layout}</w:pPr>{content}</w:p>'


def kept_with_next(xml: str) -> str:
    """A paragraph made to stay on the page of what follows; anything else as it is."""
    if xml.startswith("<w:p>") and "<w:keepNext/>" not in xml:
        return re.sub("(<w:pStyle [^>]*/>)", r"\1<w:keepNext/>", xml, count=1)
    return xml


def field(instruction: str, shown: str) -> str:
    """A field with its last result, which readers that recalculate nothing show."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmark(name: str, number: int, content: str) -> str:
    """Content that fields elsewhere refer to by name; `number` is unique in the document."""
    start = f'<w:bookmarkStart w:id="{number}" w:name={attribute(name)}/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'
