"""What stands in a shipped program beside the project itself, with the texts of the licences."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / ".build-dist"
# Any of the two builds: they have the same sources.
CHECKOUTS = WORK / "x86-64" / "checkouts"


@dataclass(frozen=True)
class Part:
    """A library that the program carries.

    Attributes:
        name: its name.
        version: that of which it was built.
        licence: an SPDX expression.
        origin: where its sources are.
        linked: ``STATIC_LINK`` or ``DYNAMIC_LINK``.
        texts: files with its licence and notices.
        holders: who has the copyright.
        purl: its package URL.
    """

    name: str
    version: str
    licence: str
    origin: str
    linked: str
    holders: str
    purl: str = ""
    texts: tuple[Path, ...] = field(default=())


APACHE = "Apache-2.0"
SWIFT = "Apache-2.0 WITH Swift-exception"

# Licence and holder by identity, as its manifest names it.
_PACKAGES = {
    "swift-argument-parser": (SWIFT, "Apple Inc. and the Swift project authors"),
    "swift-atomics": (SWIFT, "Apple Inc. and the Swift project authors"),
    "swift-collections": (SWIFT, "Apple Inc. and the Swift project authors"),
    "swift-system": (SWIFT, "Apple Inc. and the Swift System project authors"),
    "swift-nio": (f"{APACHE} AND MIT", "Apple Inc. and the SwiftNIO project authors; llhttp: Fedor Indutny"),
    "swift-mustache": (APACHE, "the Hummingbird authors"),
    "yams": ("MIT", "JP Simard; LibYAML: Kirill Simonov"),
}

# Debian's package of which it is taken, name, licence, how it is linked, holder.
_DEBIAN = [
    ("libopenblas-dev", "OpenBLAS", "BSD-3-Clause", "STATIC_LINK", "The OpenBLAS Project"),
    ("libxlsxwriter4", "libxlsxwriter", "BSD-2-Clause AND MPL-2.0", "DYNAMIC_LINK", "John McNamara"),
    ("libminizip1", "MiniZip", "Zlib", "DYNAMIC_LINK", "Gilles Vollant"),
    ("libssl3", "OpenSSL (libcrypto)", APACHE, "DYNAMIC_LINK", "The OpenSSL Project Authors"),
    (
        "libstdc++6",
        "libstdc++ (condition_variable)",
        "GPL-3.0-or-later WITH GCC-exception-3.1",
        "STATIC_LINK",
        "Free Software Foundation, Inc.",
    ),
]


def output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()


def _swift() -> list[Part]:
    found = re.search(r"Swift version (\S+)", output("swift", "--version"))
    assert found is not None
    toolchain = Path(output("bash", "-c", "readlink -f $(command -v swiftc)")).parents[1]
    licence = toolchain / "share" / "swift" / "LICENSE.txt"
    # The toolchain brings no text of ICU's licence; Debian's ICU has the same.
    icu = sorted(Path("/usr/share/doc").glob("libicu[0-9][0-9]/copyright"))
    if not icu:
        raise SystemExit("dist: no text of ICU's licence in /usr/share/doc; install libicu-dev")
    return [
        Part(
            name="Swift runtime and libraries (standard library, Dispatch, Foundation)",
            version=found[1],
            licence=SWIFT,
            origin="https://github.com/swiftlang",
            linked="STATIC_LINK",
            holders="Apple Inc. and the Swift project authors",
            texts=(licence,),
        ),
        Part(
            name="ICU (in Swift's Foundation)",
            version=found[1],
            licence="Unicode-3.0",
            origin="https://github.com/swiftlang/swift-foundation-icu",
            linked="STATIC_LINK",
            holders="Unicode, Inc. and others",
            texts=(icu[0],),
        ),
    ]


def _packages() -> list[Part]:
    state = json.loads((WORK / "x86-64" / "workspace-state.json").read_text())
    parts = []
    for one in sorted(state["object"]["dependencies"], key=lambda one: one["packageRef"]["identity"]):
        reference = one["packageRef"]
        identity, location = reference["identity"], reference["location"].removesuffix(".git")
        if identity not in _PACKAGES:
            raise SystemExit(f"dist: no licence is known of {identity}: add it to {Path(__file__).name}")
        licence, holders = _PACKAGES[identity]
        version = one["state"]["checkoutState"]["version"]
        folder = CHECKOUTS / one["subpath"]
        texts = sorted(path for name in ("LICENSE*", "NOTICE*") for path in folder.glob(name))
        if not texts:
            raise SystemExit(f"dist: {folder} has no text of a licence")
        parts.append(
            Part(
                name=reference["name"],
                version=version,
                licence=licence,
                origin=location,
                linked="STATIC_LINK",
                holders=holders,
                purl=f"pkg:swift/{location.removeprefix('https://')}@{version}",
                texts=tuple(texts),
            )
        )
    return parts


def _debian() -> list[Part]:
    parts = []
    for package, name, licence, linked, holders in _DEBIAN:
        version, source = output("dpkg-query", "-W", "-f", "${Version} ${source:Package}", package).split()
        text = Path("/usr/share/doc") / package / "copyright"
        parts.append(
            Part(
                name=name,
                version=version,
                licence=licence,
                origin=f"https://tracker.debian.org/pkg/{source}",
                linked=linked,
                holders=holders,
                purl=f"pkg:deb/debian/{package.replace('+', '%2B')}@{version.replace('+', '%2B')}?arch=amd64",
                texts=(text,),
            )
        )
    return parts


def parts() -> list[Part]:
    """Everything that a program carries, in an order that stays."""
    return _swift() + _packages() + _debian()


def folder_name(part: Part) -> str:
    """A name for the folder of its licence."""
    return re.sub(r"[^a-z0-9+]+", "-", part.name.split(" (")[0].lower()).strip("-")
