"""The triples that rdflib finds in Turtle, each part in the notation of N-Triples."""

import json
import sys

from rdflib import Graph

graph = Graph().parse(data=sys.stdin.buffer.read(), format="turtle")
json.dump(sorted([part.n3() for part in triple] for triple in graph), sys.stdout)
