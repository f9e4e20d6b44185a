"""What html.parser finds in a page: elements that are open at the wrong time, ids, scripts, texts."""

import html.parser
import json
import sys

VOID = {"meta", "link", "br", "hr", "img"}


class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.unbalanced = [], []
        self.ids, self.links, self.scripts, self.names = [], [], [], set()
        self.attributes = set()
        self.texts = []

    def handle_starttag(self, name, attributes):
        self.names.add(name)
        self.attributes.update(attribute for attribute, _ in attributes)
        found = dict(attributes)
        if "id" in found:
            self.ids.append(found["id"])
        if "href" in found:
            self.links.append(found["href"])
        if name == "script":
            self.scripts.append([found.get("type"), ""])
        if name not in VOID:
            self.open.append((name, found.get("dir")))

    def handle_startendtag(self, name, attributes):
        self.handle_starttag(name, attributes)
        if name not in VOID:
            self.handle_endtag(name)

    def handle_endtag(self, name):
        if not self.open or self.open.pop()[0] != name:
            self.unbalanced.append(name)

    def handle_data(self, data):
        inside = [name for name, _ in self.open]
        if inside[-1:] == ["script"]:
            self.scripts[-1][1] += data
        elif data.strip() and inside[-1:] != ["style"]:
            directions = [direction for _, direction in self.open if direction]
            self.texts.append([inside[-1] if inside else "", directions[-1], data.strip()])

    def handle_comment(self, data):
        self.unbalanced.append("comment: " + data)


reader = Reader()
reader.feed(sys.stdin.buffer.read().decode("utf-8"))
reader.close()
found = vars(reader)
keys = ["unbalanced", "ids", "links", "scripts", "texts"]
answer = {key: found[key] for key in keys}
answer["open"] = [name for name, _ in reader.open]
answer["names"] = sorted(reader.names)
answer["attributes"] = sorted(reader.attributes)
json.dump(answer, sys.stdout)
