#!/usr/bin/env python3
"""Makes a program the same in every build of the same sources: clears the hashes of Swift modules, which only a next
build looks at and which differ from build to build, and makes the build id anew of all that remains. Both stay in
their places, since a section that is taken out takes the protection of relocated data (RELRO) with it.

same_bytes.py PROGRAM
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

# What stands before the id in its note: three sizes and the name GNU.
NOTE = 16


def section(path: Path, name: str) -> slice:
    """Where a section stands in its file."""
    said = subprocess.run(["readelf", "-SW", str(path)], capture_output=True, text=True, check=True)
    found = re.search(rf"\] {re.escape(name)} +\S+ +[0-9a-f]+ +([0-9a-f]+) +([0-9a-f]+)", said.stdout)
    if found is None:
        raise SystemExit(f"same_bytes: {path} has no section {name}")
    begin, size = (int(word, 16) for word in found.groups())
    return slice(begin, begin + size)


def main() -> int:
    path = Path(sys.argv[1])
    content = bytearray(path.read_bytes())
    hashes, note = section(path, ".swift_modhash"), section(path, ".note.gnu.build-id")
    content[hashes] = bytes(hashes.stop - hashes.start)
    build_id = slice(note.start + NOTE, note.stop)
    content[build_id] = bytes(build_id.stop - build_id.start)
    content[build_id] = hashlib.sha1(content).digest()[: build_id.stop - build_id.start]
    path.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
