"""What jsonschema has against documents: a list of complaints for each."""

import json
import sys

from jsonschema import Draft202012Validator

given = json.load(sys.stdin.buffer)
Draft202012Validator.check_schema(given["schema"])
validator = Draft202012Validator(given["schema"])
complaints = [
    [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]
    for document in given["documents"]
]
json.dump(complaints, sys.stdout)
