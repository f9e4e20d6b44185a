"""Whether cffconvert finds a citation valid, and the BibTeX it makes of it."""

import json
import sys

from cffconvert import Citation

citation = Citation(sys.stdin.buffer.read().decode("utf-8"))
citation.validate()
json.dump({"valid": True, "bibtex": citation.as_bibtex()}, sys.stdout)
