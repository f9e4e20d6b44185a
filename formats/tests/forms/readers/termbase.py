"""What lxml finds in TBX of the third version, and what is wrong with it: against the grammar beside
this file, and against the rules of where the categories of TBX-Basic may stand."""

import json
import pathlib
import sys

from lxml import etree

TBX = "{urn:iso:std:iso:30042:ed-2}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Which levels a category belongs to, by itself or in its group.
LEVELS = {
    ("descrip", "definition"): {"conceptEntry", "langSec"},
    ("descrip", "context"): {"termSec"},
    ("descrip", "subjectField"): {"conceptEntry"},
    ("ref", "crossReference"): {"conceptEntry", "termSec"},
    ("xref", "externalCrossReference"): {"conceptEntry", "termSec"},
}


def local(element):
    return etree.QName(element).localname


def level(element):
    parent = element.getparent()
    return local(parent.getparent()) if local(parent) == "descripGrp" else local(parent)


root = etree.fromstring(sys.stdin.buffer.read())
grammar = etree.RelaxNG(etree.parse(pathlib.Path(__file__).with_name("tbx-basic.rng")))
problems = [] if grammar.validate(root) else [str(error) for error in grammar.error_log]
ids = [element.get("id") for element in root.iter() if element.get("id")]
if len(ids) != len(set(ids)):
    problems.append("two elements have one id")
for element in root.iter():
    if element.tag == etree.Comment:
        continue
    allowed = LEVELS.get((local(element), element.get("type")))
    if allowed and level(element) not in allowed:
        problems.append(f"{local(element)} {element.get('type')} stands in {level(element)}")
    if local(element) == "ref" and element.get("target") not in ids:
        problems.append(f"nothing is called {element.get('target')}")

entries = {}
for entry in root.iter(f"{TBX}conceptEntry"):
    entries[entry.get("id")] = {
        "xrefs": [[it.get("target"), it.text] for it in entry.findall(f"{TBX}xref")],
        "refs": [[it.get("target"), it.text] for it in entry.findall(f"{TBX}ref")],
        "notes": [[it.get(LANG), it.text] for it in entry.findall(f"{TBX}note")],
        "definitions": [[it.get(LANG), it.text] for it in entry.findall(f"{TBX}descripGrp/{TBX}descrip")],
        "history": [[it.tag.split("}")[1], it.text] for it in entry.find(f"{TBX}transacGrp")],
        "languages": [
            {
                "lang": section.get(LANG),
                "definition": section.findtext(f"{TBX}descripGrp/{TBX}descrip"),
                "sources": [it.text for it in section.iterfind(f"{TBX}descripGrp/{TBX}admin")],
                "notes": [it.text for it in section.findall(f"{TBX}note")],
                "terms": [
                    [it.findtext(f"{TBX}term"), it.findtext(f"{TBX}termNote"),
                     [example.text for example in it.findall(f"{TBX}descrip")]]
                    for it in section.findall(f"{TBX}termSec")
                ],
            }
            for section in entry.findall(f"{TBX}langSec")
        ],
    }
json.dump({
    "problems": problems,
    "source": root.findtext(f"{TBX}tbxHeader/{TBX}fileDesc/{TBX}sourceDesc/{TBX}p"),
    "lang": root.get(LANG),
    "entries": entries,
}, sys.stdout)
