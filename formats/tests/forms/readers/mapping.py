"""What PyYAML and ruamel.yaml, which reads YAML 1.2, agree to find in a file."""

import json
import sys

import yaml
from ruamel.yaml import YAML

text = sys.stdin.buffer.read().decode("utf-8")
found = yaml.safe_load(text)
other = YAML(typ="safe", pure=True).load(text)
assert found == other, "the readers differ"
json.dump(found, sys.stdout)
