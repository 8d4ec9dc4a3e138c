#!/usr/bin/env python3
"""The planning page is killed while a plan runs, and opened again: the plan goes on where it was, ends with
the bytes of `sim-run run`, and comes with its answer when it is opened later. A page that only looks at its
file keeps no idle program alive.

studio_killed.py PROGRAM FOLDER    FOLDER has scenarios and seeds
"""

import http.client
import json
import os
import re
import subprocess
import sys
import time

program, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
failed = []


def check(fact, is_so, shown=""):
    print(f"{'passed' if is_so else 'FAILED'}: {fact} {shown if not is_so else ''}")
    if not is_so:
        failed.append(fact)


class Studio:
    def __init__(self, *more):
        self.process = subprocess.Popen(
            [program, "studio", "scenarios/short.yaml", "--no-open", *more],
            cwd=folder,
            text=True,
            stdout=subprocess.PIPE,
        )
        found = None
        while not found:
            line = self.process.stdout.readline()
            if not line:
                sys.exit("studio_killed: it does not start")
            found = re.search(r"http://127\.0\.0\.1:(\d+)/#token=([0-9a-f]+)", line)
        self.port, self.token = int(found[1]), found[2]

    def connect(self, method, path, asked=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        own = f"127.0.0.1:{self.port}"
        headers = {"Host": own, "Authorization": f"Bearer {self.token}", "Origin": f"http://{own}"}
        if asked is not None:
            headers["Content-Type"] = "application/json"
        connection.request(method, path, body=None if asked is None else json.dumps(asked), headers=headers)
        return connection.getresponse()

    def ask(self, what, asked):
        response = self.connect("POST", f"/api/{what}", asked)
        answer = json.loads(response.read())
        assert response.status == 200, (what, response.status, answer)
        return answer

    def events(self):
        stream = self.connect("GET", "/api/events")
        while line := stream.readline():
            if line.startswith(b"data: "):
                yield json.loads(line[6:])


def sent(plan):
    names = ["name", "title", "base", "baseline", "draws", "budget", "settings", "world", "seen"]
    return {name: plan[name] for name in names if plan.get(name) is not None}


def tables(path):
    return {
        name: open(os.path.join(path, name), "rb").read()
        for name in sorted(os.listdir(path))
        if name.endswith(".csv")
    }


watched = Studio("--idle", "1")
opened = time.monotonic()

studio = Studio()
plan = sent(studio.ask("start", {})["plan"])
plan["settings"]["levers.awareness.coverage"] = "0.31"
plan.update(studio.ask("save", {"plan": plan}))
check("a plan that never ran has no answer", studio.ask("recall", {"plan": plan})["isShown"] is False)
number = studio.ask("run", {"plan": plan})["run"]
for event in studio.events():
    if event.get("run") == number and event.get("done", 0) >= 12:
        break
studio.process.kill()
studio.process.wait()
left = os.listdir(os.path.join(folder, "results"))
check("what was finished is left", any(name.startswith(plan["name"]) for name in left), left)

studio = Studio()
page = sent(studio.ask("plan", {"file": plan["name"] + ".yaml"}))
check("the plan is in its file", page["settings"] == plan["settings"], page)
number = studio.ask("run", {"plan": page})["run"]
begun = None
for event in studio.events():
    if event.get("run") == number and event.get("done"):
        begun = begun or event["done"]
    if event.get("run") == number and event["state"] in ("done", "failed", "stopped"):
        break
check("it goes on where it was", begun >= 8, begun)
check("it comes to its end", event["state"] == "done", event)
own = os.path.join(folder, "results", page["name"])
again = subprocess.run(
    [program, "run", f"scenarios/{page['name']}.yaml", "--replicates", str(event["done"]), "--quiet"]
    + ["--no-report", "--out", "results/by-command"],
    cwd=folder,
    check=False,
)
check("the command runs it too", again.returncode == 0)
one, other = tables(own), tables(os.path.join(folder, "results", "by-command"))
check("both have the same bytes", one == other and len(one) > 5, [list(one), list(other)])

# A hundred runs at once: the last one is what is worked on.
numbers = [studio.ask("run", {"plan": page})["run"] for _ in range(100)]
for event in studio.events():
    if event.get("run") == numbers[-1] and event["state"] == "done":
        break
check("of a hundred runs the last comes to its end", event["run"] == numbers[-1], event)
studio.process.terminate()
check("it ends with 0", studio.process.wait() == 0)

studio = Studio()
page = sent(studio.ask("plan", {"file": page["name"] + ".yaml"}))
check("opened later, it has its answer", studio.ask("recall", {"plan": page})["isShown"] is True)
event = next(studio.events())
check("the answer is that of the run", "parts" in event and event["plan"] == page["name"], event)
page["settings"]["levers.awareness.coverage"] = "0.3"
check("a plan that was changed has none", studio.ask("recall", {"plan": page})["isShown"] is False)
studio.process.terminate()
studio.process.wait()

while watched.process.poll() is None and time.monotonic() - opened < 150:
    try:
        watched.ask("seen", {"file": "short"})
    except OSError:
        break
    time.sleep(1)
try:
    watched.process.wait(timeout=20)
except subprocess.TimeoutExpired:
    watched.process.kill()
seconds = time.monotonic() - opened
check("a page that only looks at its file keeps no idle program", seconds < 170, f"{seconds:.0f} s")
check("and that program ends with 0", watched.process.returncode == 0, watched.process.returncode)
print(f"{len(failed)} failed")
sys.exit(1 if failed else 0)
