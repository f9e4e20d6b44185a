"""What the Translate Toolkit finds in TBX of the second version, pair of languages by pair."""

import json
import sys

from lxml import etree
from translate.storage import tbx

LANG = "{http://www.w3.org/XML/1998/namespace}lang"

bytes_ = sys.stdin.buffer.read()
store = tbx.tbxfile.parsestring(bytes_)
root = etree.fromstring(bytes_)
json.dump({
    "units": [
        {
            "source": unit.source,
            "target": unit.target,
            "notes": unit.getnotes("definition"),
            "terms": [[it.text, it.administrative_status] for it in unit.get_source_terms()],
        }
        for unit in store.units
    ],
    "shape": sorted({"/".join(reversed([it.tag, *(up.tag for up in it.iterancestors())])) for it in root.iter()}),
    "entries": {
        entry.get("id"): {
            "definitions": [it.text for it in entry.findall("descrip")],
            "words": [
                [part.get(LANG), [[it.findtext("term"), it.findtext("termNote")] for it in part.findall("tig")]]
                for part in entry.findall("langSet")
            ],
        }
        for entry in root.iter("termEntry")
    },
}, sys.stdout)
