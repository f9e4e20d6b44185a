"""The abbreviations that Python-Markdown's extension `abbr` marks on a page: a line for each word that is to be looked
for, below them the lines of the file."""

import html.parser
import json
import sys

import markdown

given = json.load(sys.stdin.buffer)


class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.title, self.found, self.rest = None, [], ""

    def handle_starttag(self, name, attributes):
        if name == "abbr":
            self.title = dict(attributes)["title"]
            self.found.append(["", self.title])

    def handle_endtag(self, name):
        if name == "abbr":
            self.title = None

    def handle_data(self, data):
        if self.title is None:
            self.rest += data
        else:
            self.found[-1][0] += data


answers = []
for word in given["words"]:
    page = f"Before {word} behind.\n\n{given['lines']}"
    reader = Reader()
    reader.feed(markdown.markdown(page, extensions=["abbr"]))
    reader.close()
    answers.append([reader.found, reader.rest.strip()])
json.dump(answers, sys.stdout)
