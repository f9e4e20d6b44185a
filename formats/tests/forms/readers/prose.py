"""What the rules of a Vale style find in texts. No registry has Vale itself; the expressions are put together as its
sources do it (internal/check/substitution.go, existence.go), and tried by Python's `re`, which knows the same marks."""

import io
import json
import re
import sys
import zipfile

import yaml

given = json.load(sys.stdin.buffer)
archive = zipfile.ZipFile(io.BytesIO(bytes(given["zip"])))
rules, problems = {}, []
for name in archive.namelist():
    if not name.startswith("styles/Parlance/"):
        continue
    rule = yaml.safe_load(archive.read(name))
    flags = re.MULTILINE | (re.IGNORECASE if rule["ignorecase"] else 0)
    template = "(?:{})" if rule["nonword"] else r"\b(?:{})\b"
    pairs = list(rule["swap"].items()) if rule["extends"] == "substitution" else None
    for key, _ in pairs or []:
        opens = key.count("(")
        if opens not in (key.count("(?"), key.count(r"\(")):
            problems.append(f"{key} would be refused for its groups")
    tokens = "|".join(f"({key})" for key, _ in pairs) if pairs is not None else "|".join(rule["tokens"])
    rules[name.rsplit("/", 1)[1]] = (re.compile(template.format(tokens), flags), pairs, rule)

answers = []
for text in given["texts"]:
    found = []
    for name, (expression, pairs, rule) in rules.items():
        for match in expression.finditer(text):
            if not match.group():
                continue
            instead = pairs[match.lastindex - 1][1] if pairs is not None else None
            found.append([name, match.group(), instead])
    answers.append(found)

accepted = archive.read("styles/config/vocabularies/Parlance/accept.txt").decode("utf-8")
lines = accepted.splitlines()
json.dump(
    {
        "names": archive.namelist(),
        "dates": sorted({info.date_time for info in archive.infolist()}),
        "problems": problems,
        "answers": answers,
        "rules": {name: rule for name, (_, _, rule) in rules.items()},
        "accepted": [
            [line, [word for word in given["words"] if re.fullmatch(line, word)]] for line in lines
        ],
    },
    sys.stdout,
)
