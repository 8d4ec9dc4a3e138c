#!/usr/bin/env python3
"""Validates the crates that ro-crate.sh has made. Nothing is asked of the network.

    check_crate.py FOLDER
"""

import json
import sys
from email.message import Message
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from urllib.error import URLError
from urllib.request import HTTPSHandler, Request, build_opener, install_opener
from urllib.response import addinfourl

import requests
from requests.adapters import BaseAdapter
from rocrate.rocrate import ROCrate
from rocrate_validator import services
from rocrate_validator.models import Severity, ValidationSettings
from rocrate_validator.utils.http import HttpRequester
from urllib3 import HTTPResponse

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
TYPE = "application/ld+json"


def body(url: str | None) -> bytes | None:
    """What there is to be read: the context that the package rocrate carries, and nothing else."""
    return files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes() if url == CONTEXT else None


class ForRequests(BaseAdapter):
    """In place of the network, for requests."""

    def send(self, request: requests.PreparedRequest, *_: object, **__: object) -> requests.Response:
        found = body(request.url)
        response = requests.Response()
        response.request, response.url = request, request.url or ""
        response.status_code = 404 if found is None else 200
        response.headers["Content-Type"] = TYPE
        response.raw = HTTPResponse(BytesIO(found or b""), status=response.status_code, preload_content=False)
        return response

    def close(self) -> None:
        pass


class ForURLs(HTTPSHandler):
    """In place of the network, for urllib."""

    def https_open(self, req: Request) -> addinfourl:
        found = body(req.full_url)
        if found is None:
            raise URLError(f"{req.full_url} is not to be had here")
        headers = Message()
        headers["Content-Type"] = TYPE
        answer = addinfourl(BytesIO(found), headers, req.full_url, 200)
        answer.msg = "OK"  # type: ignore[attr-defined]
        return answer


def issues(folder: Path, severity: Severity) -> list[str]:
    settings = ValidationSettings(
        rocrate_uri=str(folder), profile_identifier="process-run-crate", requirement_severity=severity
    )
    # Made anew with the settings.
    HttpRequester().session.mount("https://", ForRequests())
    return [issue.message or "" for issue in services.validate(settings).get_issues()]


def main() -> int:
    work = Path(sys.argv[1])
    install_opener(build_opener(ForURLs()))
    failed = 0
    for name in ("result", "named"):
        found = issues(work / name, Severity.REQUIRED)
        for message in found:
            print(f"rocrate: {name}: {message}", file=sys.stderr)
        failed += bool(found)
        crate = ROCrate(work / name)
        parts = {entity.id for entity in crate.data_entities}
        there = {path.name for path in (work / name).iterdir()} - {"ro-crate-metadata.json"}
        if parts != there:
            print(f"rocrate: {name}: {sorted(parts ^ there)} differ from the folder", file=sys.stderr)
            failed += 1
    for name in ("without-instrument", "without-hasPart"):
        if not issues(work / name, Severity.REQUIRED):
            print(f"rocrate: {name} is taken for valid", file=sys.stderr)
            failed += 1
    advice = issues(work / "named", Severity.RECOMMENDED)
    context = json.loads((work / "named" / "ro-crate-metadata.json").read_text())["@context"]
    print(
        f"rocrate: {len(parts)} files, {context}, process run 0.5: "
        f"{'valid' if not failed else 'NOT valid'}; {len(advice)} recommendations not met"
    )
    for message in sorted(set(advice)):
        print(f"  recommended: {message}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
