"""What python-docx finds in a DOCX with every tracked change made, with none made, and who made which."""

import io
import json
import sys

import docx
from docx.oxml.ns import qn

bytes_ = sys.stdin.buffer.read()


def unwrap(element):
    parent = element.getparent()
    at = parent.index(element)
    for child in list(element):
        parent.insert(at, child)
        at += 1
    parent.remove(element)


def settle(document, keep, drop):
    """Makes the changes of one kind and takes those of the other away."""
    body = document.element.body
    for paragraph in list(body.iter(qn("w:p"))):
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn(drop)}")
        if mark is None:
            continue
        # The end of the paragraph goes: the next one goes on with it.
        after = paragraph.getnext()
        paragraph.remove(paragraph.find(qn("w:pPr")))
        for child in reversed(list(paragraph)):
            head = after.find(qn("w:pPr"))
            after.insert(0 if head is None else after.index(head) + 1, child)
        body.remove(paragraph)
    for element in list(body.iter(qn(drop))):
        if element.getparent().tag != qn("w:rPr"):
            element.getparent().remove(element)
    for element in list(body.iter(qn(keep))):
        if element.getparent().tag != qn("w:rPr"):
            unwrap(element)
    for element in list(body.iter(qn("w:delText"))):
        element.tag = qn("w:t")


def read(keep, drop):
    document = docx.Document(io.BytesIO(bytes_))
    settle(document, keep, drop)
    return [[paragraph.style.name, paragraph.text] for paragraph in document.paragraphs]


document = docx.Document(io.BytesIO(bytes_))
marks = sorted(
    {
        (element.tag.split("}")[1], element.get(qn("w:author")), element.get(qn("w:date")))
        for name in ("w:ins", "w:del")
        for element in document.element.body.iter(qn(name))
    }
)
tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
json.dump(
    {
        "title": document.core_properties.title,
        "new": read("w:ins", "w:del"),
        "old": read("w:del", "w:ins"),
        "marks": marks,
        "tables": tables,
    },
    sys.stdout,
)
