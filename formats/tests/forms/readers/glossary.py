"""What Sphinx makes of a page with a glossary: what it warns of, the entries with their names and paragraphs, and where
the references between them lead."""

import io
import json
import pathlib
import sys
import tempfile

from docutils import nodes
from sphinx.application import Sphinx

with tempfile.TemporaryDirectory() as folder:
    source = pathlib.Path(folder, "source")
    source.mkdir()
    (source / "index.rst").write_bytes(sys.stdin.buffer.read())
    warnings = io.StringIO()
    app = Sphinx(
        source,
        None,
        pathlib.Path(folder, "out"),
        pathlib.Path(folder, "trees"),
        "dummy",
        confoverrides={"smartquotes": False, "nitpicky": True, "project": "Other"},
        status=None,
        warning=warnings,
    )
    app.build()
    page = app.env.get_and_resolve_doctree("index", app.builder)
    entries = [
        {
            "names": [term.astext() for term in item.findall(nodes.term)],
            "paragraphs": [paragraph.astext() for paragraph in item.findall(nodes.paragraph)],
            "references": [reference.get("refid") for reference in item.findall(nodes.reference)],
            "others": sorted(
                {type(node).__name__ for node in item.findall(nodes.Element)}
                - {
                    "definition_list_item",
                    "term",
                    "index",
                    "definition",
                    "paragraph",
                    "reference",
                    "inline",
                }
            ),
        }
        for item in page.findall(nodes.definition_list_item)
    ]
    terms = [
        name
        for name, _, kind, _, _, _ in app.env.domains.standard_domain.get_objects()
        if kind == "term"
    ]
    found = {
        "warnings": warnings.getvalue(),
        "title": next(page.findall(nodes.title)).astext(),
        "entries": entries,
        "terms": terms,
    }
json.dump(found, sys.stdout)
