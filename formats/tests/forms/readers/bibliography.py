"""What two readers of BibTeX find in a file: the entries as they stand, and with their LaTeX turned into text."""

import json
import sys

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware
from pybtex.database import parse_string

text = sys.stdin.buffer.read().decode("utf-8")
library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
assert not library.failed_blocks, library.failed_blocks
other = parse_string(text, "bibtex")
json.dump(
    [
        {
            "key": entry.key,
            "type": entry.entry_type,
            "fields": {field.key: field.value for field in entry.fields},
            "other": dict(other.entries[entry.key].fields),
            "authors": [str(person) for person in other.entries[entry.key].persons["author"]],
        }
        for entry in library.entries
    ],
    sys.stdout,
)
