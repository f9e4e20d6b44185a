"""What Sphinx finds in an inventory that stands for the page of a release: the address and the shown name of each name."""

import io
import json
import posixpath
import sys

from sphinx.util.inventory import InventoryFile

inventory = InventoryFile.load(
    io.BytesIO(sys.stdin.buffer.read()), "https://terms.example/g/updates/1.1.0", posixpath.join
)
assert list(inventory) == ["std:term"], list(inventory)
json.dump(
    {
        name: [item.project_name, item.project_version, item.uri, item.display_name]
        for name, item in inventory["std:term"].items()
    },
    sys.stdout,
)
