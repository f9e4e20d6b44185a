"""What rdflib and a processor of JSON-LD find in the four forms of one graph, and which of the rules
that SKOS sets (S9, S13, S14, S27 and the mirrors) the graph breaks."""

import collections
import json
import sys

from pyld import jsonld
from rdflib import Graph, Literal, Namespace
from rdflib.compare import graph_diff, to_isomorphic
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

SDO = Namespace("https://schema.org/")
FORMATS = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}


def refuse(url, options):
    raise RuntimeError(f"nothing is to be fetched, not {url}")


def plain(graph):
    """The graph with tags of languages in lower case: to RDF they are the same, and some write them so."""
    same = Graph()
    for subject, property, it in graph:
        if isinstance(it, Literal) and it.language:
            it = Literal(str(it), lang=it.language.lower())
        same.add((subject, property, it))
    return same


def problems(graph):
    found = []

    def rule(holds, *words):
        if not holds:
            found.append(" ".join(str(word) for word in words))

    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    rule(not schemes & concepts, "S9: a concept is a scheme")
    rule(len(schemes) == 1, "one scheme")
    for scheme in schemes:
        rule((scheme, DCTERMS.title, None) in graph, "the scheme has a title")
        rule((scheme, SKOS.prefLabel, None) in graph, "the scheme has a label")
        for role in (DCTERMS.creator, DCTERMS.publisher):
            for who in graph.objects(scheme, role):
                rule((who, RDF.type, SDO.Organization) in graph, who, "is no organisation")
                rule((who, SDO.name, None) in graph, who, "has no name")
    for it in concepts:
        labels = {
            kind: {(str(label), str(label.language).lower()) for label in graph.objects(it, kind)}
            for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        }
        counted = collections.Counter(lang for _, lang in labels[SKOS.prefLabel])
        rule(all(count == 1 for count in counted.values()), "S14", it, counted)
        total = sum(len(some) for some in labels.values())
        rule(len(set().union(*labels.values())) == total, "S13", it)
        above = set(graph.transitive_objects(it, SKOS.broader)) - {it}
        rule(not above & set(graph.objects(it, SKOS.related)), "S27", it)
        rule((it, SKOS.related, it) not in graph, "related to itself", it)
        beyond = {other for one in graph.objects(it, SKOS.broader)
                  for other in graph.transitive_objects(one, SKOS.broader)}
        rule(it not in beyond, "a circle through", it)
        for kind, mirror in ((SKOS.broader, SKOS.narrower), (SKOS.narrower, SKOS.broader),
                             (SKOS.related, SKOS.related)):
            for other in graph.objects(it, kind):
                rule((other, mirror, it) in graph, "no mirror of", kind, it, other)
                rule(other in concepts, other, "is no concept")
        for scheme in schemes:
            rule((it, SKOS.inScheme, scheme) in graph, it, "is in no scheme")
            rule((it, RDFS.isDefinedBy, scheme) in graph, it, "is defined nowhere")
            top = not set(graph.objects(it, SKOS.broader))
            rule(((it, SKOS.topConceptOf, scheme) in graph) == top, "top of", it)
            rule(((scheme, SKOS.hasTopConcept, it) in graph) == top, "top on the other side", it)
    return sorted(found)


def main():
    given = json.load(sys.stdin.buffer)
    graphs = {form: Graph().parse(data=given[form], format=FORMATS[form]) for form in FORMATS}
    jsonld.set_document_loader(refuse)
    expanded = jsonld.expand(json.loads(given["jsonld"]))
    quads = jsonld.to_rdf(expanded, {"format": "application/n-quads"})
    graphs["pyld"] = Graph().parse(data=quads, format="nt")
    differences = {}
    for form, graph in graphs.items():
        first = graphs["ttl"]
        if form == "pyld":
            first, graph = plain(first), plain(graph)
        if to_isomorphic(graph) != to_isomorphic(first):
            _, less, more = graph_diff(first, graph)
            differences[form] = [sorted(part.serialize(format="nt").splitlines()) for part in (less, more)]
    json.dump({
        "triples": {form: len(graph) for form, graph in graphs.items()},
        "lines": given["nt"].count("\n"),
        "differences": differences,
        "problems": problems(graphs["ttl"]),
    }, sys.stdout)


main()
