#!/usr/bin/env python3
"""The planning page is closed while connections come in: it ends with 0, each time, and soon.

studio_close.py PROGRAM FOLDER [ROUNDS]    FOLDER has scenarios and seeds
"""

import os
import re
import socket
import subprocess
import sys
import time

program, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 20
# A fault is told by the status; a trace of it takes long.
environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
statuses = []
for _ in range(rounds):
    studio = subprocess.Popen(
        [program, "studio", "--no-open"], cwd=folder, env=environment, text=True, stdout=subprocess.PIPE
    )
    found = None
    while not found:
        line = studio.stdout.readline()
        if not line:
            sys.exit("studio_close: it does not start")
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
    studio.terminate()
    peers = []
    end = time.monotonic() + 60
    while studio.poll() is None and time.monotonic() < end:
        try:
            peers.append(socket.create_connection(("127.0.0.1", int(found.group(1))), timeout=0.2))
        except OSError:
            time.sleep(0.01)
        if len(peers) > 300:
            peers.pop(0).close()
    if studio.poll() is None:
        studio.kill()
    statuses.append(studio.wait())
    for peer in peers:
        peer.close()
print(f"closed {rounds} times while connections came in: {statuses.count(0)} ended with 0, {statuses}")
sys.exit(statuses.count(0) != rounds)
