"""Replaces a word of a DOCX as a word processor does that tracks changes: redline.py FILE OLD NEW AUTHOR"""

import html
import sys
import zipfile

file, old, new, author = sys.argv[1:]
by = f'w:id="9001" w:author="{html.escape(author)}" w:date="2026-01-02T03:04:05Z"'
with zipfile.ZipFile(file) as package:
    files = {name: package.read(name) for name in package.namelist()}
body = files["word/document.xml"].decode()
space = ' xml:space="preserve"'
at = body.index(old, body.index(">Definition<"))
begin = body.rindex("<w:r>", 0, at)
inside = body.index(f"<w:t{space}>", begin)
end = body.index("</w:r>", at) + len("</w:r>")
look = body[begin + len("<w:r>") : inside]
text = body[inside + len(f"<w:t{space}>") : end - len("</w:t></w:r>")]
before, after = text.split(old, 1)


def run(words, name="w:t"):
    return f"<w:r>{look}<{name}{space}>{words}</{name}></w:r>" if words else ""


changed = (
    run(before)
    + f"<w:del {by}>{run(old, 'w:delText')}</w:del>"
    + f"<w:ins {by}>{run(html.escape(new))}</w:ins>"
    + run(after)
)
files["word/document.xml"] = (body[:begin] + changed + body[end:]).encode()
with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
    for name, content in files.items():
        package.writestr(name, content)
