#!/usr/bin/env python3
"""Attacks on the planning page by others of the same machine, and by other sites: each must get nothing.

studio_attack.py ADDRESS    the address that sim-run studio printed, with its token
"""

import http.client
import json
import pathlib
import random
import re
import socket
import sys
import threading
import time
import urllib.parse

address = urllib.parse.urlsplit(sys.argv[1])
HOST, PORT = address.hostname, address.port
TOKEN = address.fragment.removeprefix("token=")
OWN = f"{HOST}:{PORT}"
# All that the program answers to, as its source has it.
SOURCES = pathlib.Path(__file__).parents[2] / "Sources" / "SimStudio"
ACTIONS = sorted(
    set(re.findall(r'^      case "(\w+)":', (SOURCES / "Answers.swift").read_text(), re.MULTILINE))
    | set(re.findall(r'asked == "(\w+)"', (SOURCES / "Router.swift").read_text()))
)
assert len(ACTIONS) > 13, ACTIONS
failed = []


def check(fact, is_so, shown=""):
    print(f"{'passed' if is_so else 'FAILED'}: {fact} {shown if not is_so else ''}")
    if not is_so:
        failed.append(fact)


def request(method, path, headers=None, body=None, host=OWN, token=TOKEN):
    connection = http.client.HTTPConnection(HOST, PORT, timeout=20)
    sent = {"Host": host}
    if token:
        sent["Authorization"] = f"Bearer {token}"
    sent.update(headers or {})
    connection.request(method, path, body=body, headers=sent)
    response = connection.getresponse()
    data = response.read()
    connection.close()
    return response.status, dict(response.getheaders()), data


def post(what, asked, headers=None, **more):
    sent = {"Content-Type": "application/json", "Origin": f"http://{OWN}"}
    sent.update(headers or {})
    return request("POST", f"/api/{what}", sent, json.dumps(asked), **more)


def raw(data, seconds=3):
    """What comes back for bytes as they are; nothing where the connection is closed."""
    with socket.create_connection((HOST, PORT), timeout=seconds) as peer:
        try:
            peer.sendall(data)
            return peer.recv(4096)
        except (TimeoutError, ConnectionError):
            return b""


status, _, _ = post("results", {})
check("the page's own request is answered", status == 200, status)
for name, token in [
    ("no token", None),
    ("a wrong token", "0" * 64),
    ("a part of the token", TOKEN[:-1]),
    ("the token and more", TOKEN + "0"),
]:
    check(f"another process with {name} gets 401", post("results", {}, token=token)[0] == 401)
for name in ACTIONS:
    check(f"{name} needs the token", post(name, {}, token=None)[0] == 401)
    check(f"{name} is not for other sites", post(name, {}, {"Origin": "http://evil.example"})[0] == 403)
    check(f"{name} is not got", request("GET", f"/api/{name}")[0] == 404)
status = request("GET", "/api/events", token=None)[0]
check("events need the token", status == 401, status)
for host in [
    "evil.example",
    f"evil.example:{PORT}",
    "127.0.0.1",
    f"localhost:{PORT}",
    f"127.0.0.1:{PORT + 1}",
    "",
]:
    status = post("results", {}, host=host)[0]
    check(f"Host {host!r} is refused", status in (400, 421), status)
check("a page is not served under another name", request("GET", "/", host="evil.example")[0] in (400, 421))
check(
    "two Hosts are refused",
    b" 200 "
    not in raw(f"GET / HTTP/1.1\r\nHost: {OWN}\r\nHost: evil.example\r\n\r\n".encode()).split(b"\r\n")[0],
)
for origin in [
    "http://evil.example",
    "null",
    f"http://{HOST}:{PORT + 1}",
    f"https://{OWN}",
    f"http://localhost:{PORT}",
]:
    status = post("results", {}, {"Origin": origin})[0]
    check(f"Origin {origin} is refused", status == 403, status)
for site in ["cross-site", "same-site", "none"]:
    status = post("results", {}, {"Sec-Fetch-Site": site})[0]
    check(f"Sec-Fetch-Site {site} is refused", status == 403, status)
for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]:
    status = post("results", {}, {"Content-Type": kind})[0]
    check(f"a post of {kind or 'no type'} is refused", status == 415, status)
status, headers, _ = request("OPTIONS", "/api/run", {"Origin": "http://evil.example"})
check(
    "no site is allowed by CORS",
    status == 405 and not any(name.lower().startswith("access-control") for name in headers),
    headers,
)
status, headers, _ = request("GET", "/", token=None)
names = {name.lower(): value for name, value in headers.items()}
check(
    "the page has a strict policy",
    "default-src 'none'" in names["content-security-policy"]
    and "unsafe" not in names["content-security-policy"],
)
check(
    "the page stands in no frame and is kept nowhere",
    names["x-frame-options"] == "DENY"
    and names["cache-control"] == "no-store"
    and names["x-content-type-options"] == "nosniff"
    and names["referrer-policy"] == "no-referrer",
)
for path in [
    "/../../etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/open/../run.json",
    "/%2e%2e/",
    "/etc/passwd",
    "//",
    "/api/../api/start",
]:
    status, _, data = request("GET", path)
    check(f"{path} leads nowhere", status == 404 and b"root:" not in data, status)
for name in ["../../etc/passwd", "/etc/passwd", "..", ".", "", "a/b", "x" * 5000, "\u0000", "results"]:
    check(f"file {name[:20]!r} is refused", post("plan", {"file": name})[0] == 422)
    check(f"page {name[:20]!r} is refused", post("page", {"file": name})[0] == 422)
    plan = {"name": name, "title": "", "base": "casmart.yaml", "baseline": "baseline.yaml", "settings": {}}
    check(f"plan {name[:20]!r} is not saved", post("save", {"plan": plan})[0] == 422 or name == "results")
plan = {
    "name": "attack",
    "title": "x",
    "base": "../../etc/passwd",
    "baseline": "baseline.yaml",
    "settings": {},
}
check("a base outside the folder is refused", post("save", {"plan": plan})[0] == 422)
plan = {"name": "casmart", "title": "x", "base": "casmart.yaml", "baseline": "baseline.yaml", "settings": {}}
check("a file of somebody else is not replaced", post("save", {"plan": plan})[0] == 422)
for path, value in [
    ("levers.awareness.coverage: 1\nschema", "1"),
    ("levers", "{a: 1}"),
    ("x", "1\ny: 2"),
    ("x y", "1"),
]:
    plan = {
        "name": "attack",
        "title": "a\nschema: 2",
        "base": "casmart.yaml",
        "baseline": "baseline.yaml",
        "settings": {path: value},
    }
    check(f"no YAML by way of {path[:12]!r}", post("save", {"plan": plan})[0] == 422)
check(
    "a body of 2 MiB is refused",
    raw(
        f"POST /api/start HTTP/1.1\r\nHost: {OWN}\r\nContent-Length: {2 << 20}\r\n\r\n".encode() + b"x" * 4096
    )
    .split(b"\r\n")[0]
    .find(b"413")
    > 0,
)
check(
    "a head of 1 MiB is refused",
    b" 200 "
    not in raw(f"GET / HTTP/1.1\r\nHost: {OWN}\r\n".encode() + b"X: " + b"y" * (1 << 20) + b"\r\n\r\n").split(
        b"\r\n"
    )[0],
)
for junk in [b"\x00" * 100, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01" + b"\x00" * 60]:
    check(f"junk {junk[:6]!r} gets no page", b" 200 " not in raw(junk).split(b"\r\n")[0])

# A client that sends its request letter by letter is left after some seconds, and holds up nobody.
slow = socket.create_connection((HOST, PORT))
slow.sendall(b"POST /api/start HTTP/1.1\r\n")
begin = time.monotonic()
status = post("results", {})[0]
check("a slow client holds up nobody", status == 200 and time.monotonic() - begin < 2)

# One that has been answered and stays is left as well: else a few would take all connections.
idle = socket.create_connection((HOST, PORT))
idle.sendall(f"GET / HTTP/1.1\r\nHost: {OWN}\r\n\r\n".encode())
idle.recv(1 << 20)
for names in [[], ["a"] * 7]:
    check(f"{len(names)} plans are not compared", post("compare", {"names": names})[0] == 422)

# 200 streams: many are refused, and others are still answered once they are gone.
peers = []
for _ in range(200):
    try:
        peer = socket.create_connection((HOST, PORT), timeout=2)
        peer.sendall(
            f"GET /api/events HTTP/1.1\r\nHost: {OWN}\r\nAuthorization: Bearer {TOKEN}\r\n\r\n".encode()
        )
        peers.append(peer)
    except OSError:
        break
time.sleep(1)
served = 0
for peer in peers:
    peer.settimeout(0.2)
    try:
        served += peer.recv(64).startswith(b"HTTP/1.1 200")
    except OSError:
        pass
check("of 200 streams at most 16 are served", served <= 16, served)
for peer in peers:
    peer.close()
time.sleep(1)
check("after them the page is answered", post("results", {})[0] == 200)
with socket.create_connection((HOST, PORT), timeout=5) as peer:
    peer.sendall(f"GET /api/events HTTP/1.1\r\nHost: {OWN}\r\nAuthorization: Bearer {TOKEN}\r\n\r\n".encode())
    first = peer.recv(64)
check("and another may watch, though nothing was sent since", first.startswith(b"HTTP/1.1 200"), first)

# The request surface, fuzzed: answers are of the statuses that are meant, and the program lives.
generator = random.Random(7)
statuses = {}


def fuzz(count):
    for _ in range(count):
        name = generator.choice([*ACTIONS, *ACTIONS, "run2", "", "é"])
        value = generator.choice(
            [None, 1, -1, 1e308, "", "a", [], {}, [[]], "levers.savings.from", "\ud7ff" * 3]
        )
        plan = generator.choice(
            [
                None,
                value,
                {
                    "name": generator.choice(["p", "p-1", value]),
                    "title": value,
                    "base": generator.choice(["casmart.yaml", value]),
                    "baseline": generator.choice(["baseline.yaml", value]),
                    "budget": value,
                    "settings": generator.choice(
                        [
                            value,
                            {
                                "levers.awareness.coverage": generator.choice(
                                    ["0.5", "2", "nan", "inf", value]
                                )
                            },
                        ]
                    ),
                },
            ]
        )
        body = json.dumps(
            {"plan": plan, "file": value, "names": generator.choice([value, [value]]), "all": value}
        )
        if generator.random() < 0.2:
            cut = generator.randrange(len(body))
            body = body[:cut]
        sent = {"Content-Type": "application/json", "Origin": f"http://{OWN}"}
        path = "/api/" + urllib.parse.quote(name)
        status = request("POST", path, sent, body)[0]
        statuses[status] = statuses.get(status, 0) + 1


threads = [threading.Thread(target=fuzz, args=(200,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
check("800 requests at random get statuses that are meant", set(statuses) <= {200, 400, 404, 422}, statuses)
check("the program still answers", post("results", {})[0] == 200)
post("stop", {})
for name, peer in [("slow", slow), ("idle", idle)]:
    peer.settimeout(20)
    try:
        while peer.recv(1 << 16):
            pass
        is_left = True
    except ConnectionError:
        is_left = True
    except TimeoutError:
        is_left = False
    check(f"the {name} client is left", is_left)
print(f"{len(failed)} failed")
sys.exit(1 if failed else 0)
