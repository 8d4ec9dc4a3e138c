"""The list of what a shipped program is made of: SPDX 2.3 as JSON."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from parts import APACHE, Part


def _identifier(name: str) -> str:
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]+", "-", name).strip("-")


def _sum(path: Path, kind: str) -> str:
    return hashlib.new(kind, path.read_bytes()).hexdigest()


def sbom(version: str, commit: str, epoch: int, folder: Path, parts: list[Part]) -> str:
    """The document.

    Args:
        version: of the program.
        commit: of which it was built.
        epoch: when, in seconds since 1970.
        folder: with the programs and libraries, as they are shipped.
        parts: what they carry.
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = [
        {
            "fileName": f"./{path.relative_to(folder)}",
            "SPDXID": _identifier(f"File-{path.relative_to(folder)}"),
            "checksums": [
                {"algorithm": kind.upper(), "checksumValue": _sum(path, kind)} for kind in ("sha1", "sha256")
            ],
            "fileTypes": ["BINARY"],
            "licenseConcluded": "NOASSERTION",
            "licenseInfoInFiles": ["NOASSERTION"],
            "copyrightText": "NOASSERTION",
        }
        for path in paths
    ]
    program: dict[str, Any] = {
        "SPDXID": "SPDXRef-sim-run",
        "name": "sim-run",
        "versionInfo": version,
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": True,
        "packageVerificationCode": {
            # As SPDX 2.3 defines it: of the SHA-1 of all files, in their order.
            "packageVerificationCodeValue": hashlib.sha1(
                "".join(sorted(_sum(path, "sha1") for path in paths)).encode()
            ).hexdigest()
        },
        "hasFiles": [one["SPDXID"] for one in files],
        "licenseInfoFromFiles": ["NOASSERTION"],
        "licenseConcluded": APACHE,
        "licenseDeclared": APACHE,
        "copyrightText": "The sim-run developers",
        "primaryPackagePurpose": "APPLICATION",
        "sourceInfo": f"commit {commit}",
    }
    packages = [program]
    relationships = [
        {
            "spdxElementId": "SPDXRef-DOCUMENT",
            "relationshipType": "DESCRIBES",
            "relatedSpdxElement": "SPDXRef-sim-run",
        }
    ]
    for part in parts:
        package = {
            "SPDXID": _identifier(f"Part-{part.name}"),
            "name": part.name,
            "versionInfo": part.version,
            "downloadLocation": "NOASSERTION",
            "homepage": part.origin,
            "filesAnalyzed": False,
            "licenseConcluded": part.licence,
            "licenseDeclared": part.licence,
            "copyrightText": part.holders,
            "primaryPackagePurpose": "LIBRARY",
        }
        if part.purl:
            package["externalRefs"] = [
                {
                    "referenceCategory": "PACKAGE-MANAGER",
                    "referenceType": "purl",
                    "referenceLocator": part.purl,
                }
            ]
        packages.append(package)
        relationships.append(
            {
                "spdxElementId": "SPDXRef-sim-run",
                "relationshipType": part.linked,
                "relatedSpdxElement": package["SPDXID"],
            }
        )
    built = "".join(one["checksums"][1]["checksumValue"] for one in files)
    digest = hashlib.sha256(built.encode()).hexdigest()[:32]
    document = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"sim-run-{version}",
        # Unique to these programs, as the standard asks; nothing is to be found there.
        "documentNamespace": f"https://spdx.org/spdxdocs/sim-run-{version}-{digest}",
        "creationInfo": {
            "created": datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": ["Organization: The sim-run developers", "Tool: tools/dist"],
        },
        "packages": packages,
        "files": files,
        "relationships": relationships,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
