#!/usr/bin/env python3
"""A random user of the planning page in Chromium, and what must hold all the while.

    studio_random.py PROGRAM FOLDER CHROMIUM MINUTES [SEED]

FOLDER has `inside` with scenarios and seeds, which the page is opened on, and takes all that is written. The
user does what people do and what they should not: moves and types nonsense, runs, stops, duplicates,
compares, goes back, loads again, opens and closes tabs. The same seed gives the same clicks, as far as the
program's own pace allows.

Every few seconds: no error of the console or of the page, no request elsewhere, the program runs and answers,
nothing is written beside its folder. Each minute: memory, descriptors and threads of the program. At the end:
every plan that was written is read by `sim-run validate`, and may be opened on the page again.

`PATIENCE` is how many seconds an answer may take, where the machine is so busy that 30 say nothing.
`STUDIO_FILES` names a folder with a studio.js and a studio.css that are shown instead of the program's own,
so that a change of the page is tried without a build.
"""

import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile

from playwright.sync_api import Error, sync_playwright

LANGUAGES = ["en", "fr", "km"]
TEXTS = {}
for _language in LANGUAGES:
    with open(f"Sources/CTexts/Catalogue/{_language}.json") as _file:
        TEXTS[_language] = json.load(_file)

FILES = os.environ.get("STUDIO_FILES")

# Plans and worlds that the page has written begin so.
MARKS = (b"# A plan of sim-run studio", b"# The world of a plan of sim-run studio")

# Seconds: between two looks at all that must hold, and between two samples of the program.
LOOK = 5
SAMPLE = 5
# An answer, or a page, that takes longer is one that nobody waits for, however much else the machine does.
PATIENCE = float(os.environ.get("PATIENCE", "30"))
# The program keeps baselines of 0.8 GB at most. They fill in the first quarter of a walk; from then on memory
# goes up and down with what runs. So the last quarter is held to the second: a leak of a quarter of all
# memory within half of the time is one that ends a working day, and 100 MB is what a large run makes.
GROWTH, SLACK = 1.25, 100
# Minutes after which the quarters are compared.
SETTLED = 30
# MB that no run may need: the baselines, and as much again for what runs.
MOST_MEMORY = 2000
# Six connections for each of two tabs more or less. Threads differ by fewer.
MORE_DESCRIPTORS = 12
MOST_TABS = 4

# Typed into boxes for numbers, key by key.
NUMBERS = [
    *["0", "1", "12", "33.333333333", "50", "100", "250", "-1", "1e9", "1e400", "-1e-400", "0.0000001"],
    *["99999999999999999999", "1e", "--5", "abc", "12abc", "1,5", "050", "", " ", "١٢", "៣៥", "0x10"],
    *["1000000", "1000000001", "20000.5", "5e5"],
]
# Put into boxes for texts, as a paste does: plain names, and what is none.
NAMES = ["Awareness first", "Un plan à l’essai", "计划一", "خطة للحدود", "план", "Plan B (2)", "W" * 60]
WORDS = [
    # Khmer has spaces of no width between its words, and a family is joined by signs of no width.
    *["ផែនការ\u200bទី\u200bមួយ", "\U0001f469\u200d\U0001f469\u200d\U0001f467 family"],
    *["", "   ", "a\tb", "a\nb", "a\u0007b", "\u202eright to left", "\ufeffmark", "e\u0301" * 150, "x" * 300],
    *["<img src=x onerror=alert(1)>", "</script><b>", "{done} {of}", "\\ \" ' # : {a} %", "- a: b", "yes"],
    *["../../etc/passwd", "%00%2e%2e", "=1+1", "1e5", "!!python/object", "&a *a", "---"],
]
SEARCHES = [
    *["wage", "debt", "cost weight", "share", "assumption", "risk", "a"],
    *["", "zzz", "[", "\\", "0.1", "ខ្មែរ", "x" * 500],
]
ADDRESSES = [
    "plan=../../etc/passwd",
    "view=nowhere",
    "lang=xx",
    "lang=fr&view=results",
    "view=compare&compare=,,nothing,../..",
    "plan=%00&view=%ff&compare=" + "a," * 300,
    "token=&plan=short",
]


class Fault(Exception):
    """The walk can't go on."""


class Walk:
    def __init__(self, program, folder, chromium, minutes, seed):
        self.program, self.folder, self.minutes, self.seed = program, folder, minutes, seed
        self.chromium = chromium
        self.inside = f"{folder}/inside"
        self.failed = {}
        self.counts = {}
        self.impossible = 0
        self.refusals = {}
        self.responses = []
        self.samples = []
        self.answers = []
        self.read = {}
        self.step, self.doing, self.lost = 0, "", 0
        self.is_stranger = False
        self.clicks = open(f"{folder}/clicks.log", "w")
        self.recent = []

    # What is broken

    def fail(self, fact, shown=""):
        """Told when it is seen first, with what was done before; counted after that."""
        # Numbers and names of plans differ from time to time.
        kind = re.sub(r"\d+", "N", fact)[:160]
        if kind not in self.failed:
            self.failed[kind] = {"count": 0, "step": self.step, "shown": str(shown)[:1000]}
            print(f"FAILED at step {self.step} ({self.doing}): {fact} {str(shown)[:1000]}", flush=True)
            for line in self.recent[-12:]:
                print(f"    {line}", flush=True)
            try:
                self.page.screenshot(path=f"{self.folder}/failed-{len(self.failed)}.png", timeout=5000)
            except (Error, AttributeError):
                pass
        self.failed[kind]["count"] += 1

    def check(self, fact, is_so, shown=""):
        if not is_so:
            self.fail(fact, shown)

    # The program

    def open_program(self):
        for name in ["home", "tmp", "beside"]:
            os.makedirs(f"{self.folder}/{name}", exist_ok=True)
        with open(f"{self.folder}/beside/plan-2.yaml", "w") as file:
            file.write("schema: 1\n")
        self.output = f"{self.folder}/studio.out"
        before = dict(os.environ, HOME=f"{self.folder}/home", TMPDIR=f"{self.folder}/tmp")
        with open(self.output, "w") as out:
            self.process = subprocess.Popen(
                # A walk that is killed leaves a program that ends soon.
                [self.program, "studio", "scenarios/short.yaml", "--no-open", "--lang", "en", "--idle", "10"],
                cwd=self.inside,
                env=before,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        for _ in range(300):
            with open(self.output) as file:
                found = re.search(r"(http://\S+)/#token=(\w+)", file.read())
            if found:
                self.origin, self.token = found.group(1), found.group(2)
                self.address = found.group(0)
                self.known = self.outside()
                return
            time.sleep(0.1)
        sys.exit("studio_random: the program does not start")

    def ask(self, what, body=None):
        """As the page asks, beside it."""
        request = urllib.request.Request(
            f"{self.origin}/api/{what}",
            json.dumps(body or {}).encode(),
            {
                "Content-Type": "application/json",
                "Authorization": f"Bearer {self.token}",
                "Origin": self.origin,
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def outside(self):
        """All files that the program may not touch, with size and time."""
        found = {}
        for top in [self.inside, *(f"{self.folder}/{name}" for name in ["home", "tmp", "beside"])]:
            for folder, folders, files in os.walk(top):
                if folder == self.inside:
                    folders[:] = [name for name in folders if name != "results"]
                for name in files + folders:
                    path = f"{folder}/{name}"
                    try:
                        if folder == f"{self.inside}/scenarios" and self.is_written(path):
                            continue
                        facts = os.lstat(path)
                    except FileNotFoundError:
                        continue
                    if name in files:
                        found[path] = (facts.st_size, facts.st_mtime_ns)
                    else:
                        found[path] = None
        return found

    @staticmethod
    def is_written(path):
        if not path.endswith(".yaml"):
            return False
        with open(path, "rb") as file:
            return file.read(100).startswith(MARKS)

    @property
    def plans(self):
        folder = f"{self.inside}/scenarios"
        return sorted(name for name in os.listdir(folder) if self.is_written(f"{folder}/{name}"))

    def changes_outside(self):
        now = self.outside()
        return sorted(path for path in {*now, *self.known} if now.get(path, 0) != self.known.get(path, 0))

    def written_elsewhere(self):
        """Files beyond its folder that the program has open to write."""
        found = []
        proc = f"/proc/{self.process.pid}"
        for number in os.listdir(f"{proc}/fd"):
            try:
                path = os.readlink(f"{proc}/fd/{number}")
                with open(f"{proc}/fdinfo/{number}") as file:
                    flags = int(re.search(r"flags:\s*(\d+)", file.read()).group(1), 8)
            except FileNotFoundError:
                continue
            own = (self.inside + "/", self.output, "/dev/", "/proc/")
            if flags & 3 and path.startswith("/") and not path.startswith(own):
                found.append(path)
        return found

    def sample(self):
        proc = f"/proc/{self.process.pid}"
        try:
            with open(f"{proc}/status") as file:
                status = dict(line.split(":\t", 1) for line in file if ":\t" in line)
            row = {
                "minute": (time.monotonic() - self.begin) / 60,
                "rss": int(status["VmRSS"].split()[0]) / 1024,
                "peak": int(status["VmHWM"].split()[0]) / 1024,
                "threads": int(status["Threads"]),
                "descriptors": len(os.listdir(f"{proc}/fd")),
                "tabs": len(self.tabs),
                "steps": self.step,
                "plans": len(self.plans),
            }
        except (FileNotFoundError, KeyError, ProcessLookupError):
            return
        row["answer"] = max(self.answers[-12:], default=0.0)
        self.samples.append(row)

    # The pages

    def watch(self, context):
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.fail(f"error of a page: {error.error}"))
        context.on("request", self.on_request)
        context.on("response", self.on_response)
        context.on("dialog", self.on_dialog)
        if FILES:
            context.route(re.compile(r"/studio\.(js|css)$"), self.show_own)

    @staticmethod
    def show_own(route):
        name = route.request.url.rsplit("/", 1)[1]
        kind = "text/javascript" if name.endswith("js") else "text/css"
        route.fulfill(path=f"{FILES}/{name}", content_type=kind)

    def on_console(self, message):
        if message.type not in ("error", "warning"):
            return
        # A browser also writes each refusal into the console; these are judged as answers.
        if not re.search(r"the server responded with a status of 4\d\d", message.text):
            self.fail(f"console: {message.text}", message.location.get("url", ""))

    def on_request(self, request):
        if not request.url.startswith((self.origin + "/", "blob:", "data:")):
            self.fail(f"request elsewhere: {request.url}")

    def on_response(self, response):
        self.responses.append(response)

    def on_dialog(self, dialog):
        self.fail(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def judge_responses(self):
        responses, self.responses[:] = list(self.responses), []
        for response in responses:
            if response.status < 400:
                continue
            path = "/" + response.url.split("/", 3)[3].split("?")[0]
            try:
                told = response.text()[:300]
            except Error:
                told = ""
            # What can't be done is said in words (422); an address of a brief is good for one look.
            if response.status == 422 or path.startswith("/open/") and response.status == 404:
                kind = f"{response.status} {re.sub('open/.*', 'open/', path)}"
                self.refusals.setdefault(kind, []).append(told)
            elif not (response.status == 401 and self.is_stranger):
                self.fail(f"answer {response.status} of {path}", told)
            if response.status == 422 and path.startswith("/open/"):
                self.fail("a file is promised and then refused", told)

    def open_tab(self, context):
        page = context.new_page()
        page.on("crash", lambda: self.fail("a page crashed"))
        page.goto(self.address)
        page.wait_for_selector(".card", timeout=PATIENCE * 1000)
        self.tabs.append(page)
        self.page = page

    def pause(self, seconds):
        try:
            self.page.wait_for_timeout(seconds * 1000)
        except Error:
            time.sleep(seconds)

    def return_to_studio(self):
        """A tab that went back beyond the studio comes again."""
        if self.page.url.startswith(self.origin + "/open/"):
            self.fail("the page gave way to a file", self.page.url)
        if self.page.is_closed() or self.page.url.split("#")[0] != self.origin + "/":
            self.page.goto(self.address)
        self.page.wait_for_selector(".card", timeout=PATIENCE * 1000)

    # Looks

    def look(self):
        if self.process.poll() is not None:
            with open(self.output) as file:
                self.fail(f"the program ended with {self.process.returncode}", file.read()[-1000:])
            raise Fault
        begin = time.monotonic()
        try:
            status, _ = self.ask("results")
            self.check("the program answers", status == 200, status)
        except OSError as error:
            self.fail("the program answers", error)
        took = time.monotonic() - begin
        self.answers.append(took)
        self.check(f"an answer within {PATIENCE} s", took <= PATIENCE, took)
        for path in self.written_elsewhere():
            self.fail("it writes beyond its folder", path)
        self.judge_responses()
        self.look_at_page()

    def look_at_page(self):
        for attempt in range(2):
            found = self.page_facts()
            # What is on its way may take a moment.
            if not found or attempt:
                break
            self.pause(1.5)
        for fact, shown in found:
            self.fail(fact, shown)
        lost = {texts["studio.lost"] for texts in TEXTS.values()}
        self.lost = self.lost + 1 if self.page.text_content("#status") in lost else 0
        self.check("the page says that the program is lost, and it is not", self.lost < 3)

    def page_facts(self):
        page = self.page
        found = []
        facts = page.evaluate("""() => ({
          cards: document.querySelectorAll(".card").length,
          file: document.getElementById("file").textContent,
          plan: new URLSearchParams(location.hash.slice(1)).get("plan"),
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          widest: [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility()
            && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map((e) => e.tagName + "#" + e.id + "." + e.className).slice(-3),
          text: document.body.innerText,
        })""")
        if facts["cards"] < 1 or not facts["file"]:
            found.append(("the page shows no plan", facts["file"]))
        elif not facts["plan"] or not re.search(rf"(^|\W){re.escape(facts['plan'])}\.yaml", facts["file"]):
            found.append(("the address names another plan than is open", [facts["plan"], facts["file"]]))
        if facts["wide"] > 0:
            found.append(("something is wider than the window", [facts["wide"], facts["widest"]]))
        # An empty one is what the walk has typed itself.
        if re.search(r"token=\w", page.url):
            found.append(("the secret stands in the address", ""))
        odd = re.search(r".{0,60}(\bNaN\b|\bundefined\b|\[object|\bstudio\.[a-z_]+\b).{0,60}", facts["text"])
        if odd:
            found.append(("the page shows what is no text", odd.group(0)))
        return found

    def look_at_plans(self):
        """Each plan is read by the command, opens again, and both find the same faults in it.

        One that has not changed since the last look is left.
        """
        for name in self.plans:
            path = f"scenarios/{name}"
            try:
                written = os.stat(f"{self.inside}/{path}").st_mtime_ns
            except FileNotFoundError:
                # The world of a plan goes with the last thing that is assumed otherwise.
                continue
            if self.read.get(name) == written:
                continue
            self.read[name] = written
            read = subprocess.run(
                [self.program, "validate", "--quiet", path],
                check=False,
                cwd=self.inside,
                capture_output=True,
                text=True,
            )
            told = (read.stdout + read.stderr)[:600]
            is_named = re.search(rf"{re.escape(name)}:\d+:\d+: error", told)
            if not (read.returncode == 0 or read.returncode == 65 and is_named):
                self.fail("a plan is not read by validate", [name, read.returncode, told])
            if name.endswith("-world.yaml") and name.replace("-world", "") in self.plans:
                continue
            status, opened = self.ask("plan", {"file": path.removeprefix("scenarios/")})
            if status != 200:
                self.fail("a plan that the page wrote does not open on it again", [name, opened])
                continue
            wanted = ["name", "title", "base", "baseline", "draws", "budget", "settings", "world"]
            _, checked = self.ask("check", {"plan": {key: opened.get(key) for key in wanted}})
            errors = [problem for problem in checked["problems"] if problem["isError"]]
            if bool(errors) != (read.returncode == 65):
                self.fail("page and command judge a plan differently", [name, errors, told])

    # What the user does

    def any_of(self, dice, selector):
        """One of the controls that can be seen; none is no fault."""
        all_of_it = self.page.locator(selector)
        can_be_used = all_of_it.evaluate_all(
            "all => all.map((one) => one.checkVisibility() && !one.disabled)"
        )
        there = [place for place, is_so in enumerate(can_be_used) if is_so]
        if not there:
            raise Error(f"none of {selector}")
        return all_of_it.nth(dice.choice(there))

    def press(self, dice, selector, times=1):
        self.any_of(dice, selector).click(click_count=times)

    @staticmethod
    def values(select):
        return select.locator("option").evaluate_all("options => options.map(option => option.value)")

    def result_button(self, dice, text):
        """A button of the list of results, by its text in any language."""
        self.page.click("#tab-results")
        self.pause(1)
        names = re.compile("|".join(re.escape(texts[text]) for texts in TEXTS.values()))
        there = self.page.locator("#results button", has_text=names).all()
        if not there:
            raise Error("no such result")
        return dice.choice(there)

    def type_into(self, dice, box, text):
        box.click()
        self.page.keyboard.press("Control+A")
        if text:
            self.page.keyboard.type(text)
        else:
            self.page.keyboard.press("Delete")
        how = dice.choice(["Tab", "Enter", "blur", "stay"])
        if how in ("Tab", "Enter"):
            self.page.keyboard.press(how)
        elif how == "blur":
            box.blur()
        return f"{text!r} {how}"

    def do_slider(self, dice):
        slider = self.any_of(dice, ".card input[type=range]")
        slider.scroll_into_view_if_needed()
        place = slider.bounding_box()
        mouse = self.page.mouse
        across = [place["x"] + place["width"] * dice.random() for _ in range(dice.choice([1, 1, 2, 8]))]
        mouse.move(across[0], place["y"] + place["height"] / 2)
        mouse.down()
        for x in across[1:]:
            mouse.move(x, place["y"] + place["height"] / 2, steps=5)
        mouse.up()
        return slider.input_value()

    def do_slider_keys(self, dice):
        slider = self.any_of(dice, ".card input[type=range]")
        slider.focus()
        keys = dice.choices(["ArrowLeft", "ArrowRight", "Home", "End", "PageUp"], k=dice.randint(1, 12))
        for key in keys:
            self.page.keyboard.press(key)
        return " ".join(keys)

    def do_box(self, dice):
        return self.type_into(dice, self.any_of(dice, ".card input[type=number]"), dice.choice(NUMBERS))

    def do_choice(self, dice):
        select = self.any_of(dice, ".card select")
        value = dice.choice(self.values(select))
        select.select_option(value)
        return value

    def do_details(self, dice):
        summary = self.any_of(dice, "#plan summary")
        summary.click()
        return summary.text_content()

    def do_why(self, dice):
        self.any_of(dice, "button.why").click()

    def do_title(self, dice):
        words = dice.choice(dice.choice([NAMES, WORDS]))
        title = self.page.locator("#title")
        title.click()
        if dice.random() < 0.7:
            self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)
        if dice.random() < 0.8:
            title.blur()
        return repr(words[:30])

    def do_budget(self, dice):
        return self.type_into(dice, self.any_of(dice, "#budget"), dice.choice(NUMBERS))

    def do_undo(self, dice):
        for _ in range(dice.choice([1, 1, 3, 15])):
            self.press(dice, "#undo")

    def do_duplicate(self, dice):
        self.press(dice, "#duplicate", dice.choice([1, 1, 1, 2]))

    def do_open(self, dice):
        files = self.values(self.page.locator("#files"))
        # Mostly short ones, so that runs are short.
        short = [file for file in files if file.startswith("short")]
        file = dice.choice(short if short and dice.random() < 0.85 else files)
        self.page.select_option("#files", file)
        return file

    def do_run(self, dice):
        self.page.click("#tab-now")
        # The months of a whole scenario would take the time of everything else.
        if not re.search(r"\bplan=short", self.page.url):
            raise Error("a long scenario")
        self.press(dice, "#run", dice.choice([1, 1, 1, 2, 3]))

    def do_run_and_wait(self, dice):
        self.do_run(dice)
        self.pause(dice.uniform(5, 40))

    def do_stop(self, dice):
        self.page.click("#tab-now")
        self.press(dice, "#stop")

    def do_run_over_run(self, dice):
        self.do_run(dice)
        for _ in range(dice.randint(1, 4)):
            self.pause(dice.uniform(0.05, 2))
            if dice.random() < 0.5:
                self.press(dice, "#stop")
            self.press(dice, "#run")

    def do_more(self, dice):
        self.page.click("#tab-now")
        self.press(dice, "#more")
        # All draws of the table take long: some are enough.
        self.pause(dice.uniform(1, 20))
        self.press(dice, "#stop")

    def do_tab(self, dice):
        name = dice.choice(["now", "compare", "results"])
        self.page.click(f"#tab-{name}")
        for _ in range(dice.choice([0, 0, 2])):
            self.page.keyboard.press(dice.choice(["ArrowLeft", "ArrowRight"]))
        return name

    def do_compare(self, dice):
        self.page.click("#tab-compare")
        self.pause(1)
        boxes = self.page.locator("#choices input").all()
        for box in dice.sample(boxes, min(len(boxes), dice.choice([1, 2, 3, 8]))):
            box.click()
        self.page.click("#compare")
        self.pause(1)
        return f"{len(boxes)} plans"

    def do_brief(self, dice):
        if dice.random() < 0.5:
            self.page.click("#tab-now")
            button = self.any_of(dice, "#brief")
        else:
            button = self.result_button(dice, "studio.results.open")
        with self.page.context.expect_page() as opened:
            button.click()
        brief = opened.value
        try:
            brief.wait_for_selector("h1")
            self.check("a brief has its sections", brief.locator("section").count() > 3)
            # An address that is good for one look.
            again = dice.random()
            if again < 0.3:
                brief.reload()
            elif again < 0.5:
                brief.go_back()
                brief.go_forward()
        finally:
            brief.close()

    def do_workbook(self, dice):
        button = self.result_button(dice, "studio.workbook")
        with self.page.expect_download() as taken:
            button.click()
        with zipfile.ZipFile(taken.value.path()) as book:
            sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
            self.check("a workbook has its sheets", len(sheets) > 5 and book.testzip() is None, sheets)
        taken.value.delete()

    def do_language(self, dice):
        language = dice.choice(LANGUAGES)
        self.page.select_option("#language", language)
        return language

    def open_world(self):
        if self.page.locator("#world").get_attribute("open") is None:
            self.page.locator("#world > summary").click()
        self.page.wait_for_function("() => document.getElementById('found').textContent !== ''")

    def do_search(self, dice):
        self.open_world()
        words = dice.choice(SEARCHES)
        self.page.fill("#search", "")
        self.page.locator("#search").click()
        self.page.keyboard.insert_text(words)
        return repr(words[:30])

    def do_parameter(self, dice):
        self.open_world()
        self.page.fill("#search", dice.choice(SEARCHES[:7]))
        box = self.any_of(dice, ".parameter input[type=number]")
        low, high = (float(box.get_attribute(name) or 0) for name in ["min", "max"])
        within = f"{low + (high - low) * dice.random() ** 2:.6g}"
        return self.type_into(dice, box, dice.choice([within, within, dice.choice(NUMBERS)]))

    def do_back_to_usual(self, dice):
        self.open_world()
        self.any_of(dice, ".parameter .tools button").click()

    def do_draws(self, dice):
        self.open_world()
        self.press(dice, "#draws")

    def do_back(self, dice):
        for _ in range(dice.choice([1, 1, 2, 4])):
            self.page.go_back()

    def do_forward(self, dice):
        for _ in range(dice.choice([1, 1, 3])):
            self.page.go_forward()

    def do_reload(self, dice):
        for _ in range(dice.choice([1, 1, 1, 6])):
            self.page.reload()
            self.pause(dice.random() * 0.5)

    def do_reload_often(self, dice):
        """As one does with a page that seems to hang: more often than pages may watch."""
        for _ in range(20):
            self.page.reload()
            self.page.wait_for_selector(".card", timeout=PATIENCE * 1000)

    def do_new_tab(self, dice):
        if len(self.tabs) >= MOST_TABS:
            raise Error("enough tabs")
        self.open_tab(self.page.context)

    def do_other_tab(self, dice):
        self.page = dice.choice(self.tabs)
        self.page.bring_to_front()
        return f"{self.tabs.index(self.page) + 1} of {len(self.tabs)}"

    def do_close_tab(self, dice):
        if len(self.tabs) < 2:
            raise Error("the last tab")
        self.tabs.remove(self.page)
        self.page.close()
        self.page = self.tabs[-1]
        self.page.bring_to_front()

    def do_stranger(self, dice):
        """Without the secret there is nothing."""
        self.judge_responses()
        page = self.page.context.new_page()
        self.is_stranger = True
        try:
            page.goto(self.origin)
            page.wait_for_timeout(500)
            self.check("without the secret there is no plan", page.locator(".card").count() == 0)
            self.judge_responses()
        finally:
            self.is_stranger = False
            page.close()

    def do_address(self, dice):
        parts = dice.choice(ADDRESSES)
        self.page.evaluate("parts => { location.hash = parts; }", parts)
        self.page.reload()
        return parts[:40]

    def do_resize(self, dice):
        width = dice.choice([360, 360, 768, 1280])
        self.page.set_viewport_size({"width": width, "height": dice.choice([640, 900])})
        return width

    def do_scheme(self, dice):
        self.page.emulate_media(color_scheme=dice.choice(["light", "dark"]))

    def do_keys(self, dice):
        known = ["Tab", "Tab", "Tab", "Shift+Tab", "Enter", "Space", "ArrowDown", "Escape", "a", "5"]
        keys = dice.choices(known, k=dice.randint(3, 20))
        for key in keys:
            self.page.keyboard.press(key)
        return " ".join(keys)

    def do_wait(self, dice):
        self.pause(dice.uniform(3, 20))

    ACTIONS = {
        "slider": 6,
        "slider_keys": 3,
        "box": 6,
        "choice": 4,
        "details": 3,
        "why": 2,
        "title": 4,
        "budget": 3,
        "undo": 3,
        "duplicate": 2,
        "open": 4,
        "run": 4,
        "run_and_wait": 4,
        "stop": 2,
        "run_over_run": 3,
        "more": 1,
        "tab": 4,
        "compare": 4,
        "brief": 3,
        "workbook": 2,
        "language": 3,
        "search": 3,
        "parameter": 4,
        "back_to_usual": 2,
        "draws": 1,
        "back": 3,
        "forward": 2,
        "reload": 3,
        "reload_often": 0.5,
        "new_tab": 2,
        "other_tab": 3,
        "close_tab": 2,
        "stranger": 0.5,
        "address": 1.5,
        "resize": 3,
        "scheme": 1,
        "keys": 2,
        "wait": 3,
    }

    def act(self):
        self.step += 1
        # Of its own, so that a step does the same whatever the steps before it found.
        dice = random.Random(f"{self.seed}/{self.step}")
        self.doing = dice.choices(list(self.ACTIONS), list(self.ACTIONS.values()))[0]
        outcome = ""
        try:
            outcome = getattr(self, "do_" + self.doing)(dice) or ""
        except Error as error:
            # What can't be clicked now is left: it is hidden, or the page is on its way.
            self.impossible += 1
            outcome = "left: " + str(error).splitlines()[0][:100]
        self.counts[self.doing] = self.counts.get(self.doing, 0) + 1
        line = f"{time.monotonic() - self.begin:7.1f} s  {self.step}: {self.doing} {outcome}"
        self.recent = [*self.recent[-30:], line]
        self.clicks.write(line + "\n")
        self.clicks.flush()
        self.pause(dice.choice([0, 0.05, 0.3, 0.3, 1, 1.5]))
        for page in list(self.tabs):
            if page.is_closed():
                self.tabs.remove(page)
        try:
            self.return_to_studio()
        except Error as error:
            self.fail("the page does not come", error)
            self.page.goto(self.address)

    # The whole

    def at_rest(self):
        """The program with one page and nothing to do: what it keeps open then it keeps for nobody."""
        self.ask("stop")
        while len(self.tabs) > 1:
            self.tabs.pop().close()
        self.page = self.tabs[0]
        end, before = time.monotonic() + 120, -1
        while time.monotonic() < end:
            with open(f"/proc/{self.process.pid}/stat") as file:
                used = sum(map(int, file.read().rsplit(")", 1)[1].split()[11:13]))
            if before >= 0 and used - before < 20:
                break
            before = used
            self.pause(2)
        # Connections that nobody uses are closed after fifteen seconds.
        self.pause(20)
        self.sample()
        return self.samples[-1]

    def run(self):
        print(f"seed {self.seed}, {self.minutes:g} minutes", flush=True)
        self.tabs = []
        self.begin = time.monotonic()
        self.open_program()
        try:
            self.use_browser()
        finally:
            self.close_program()

    def use_browser(self):
        with sync_playwright() as tool:
            browser = tool.chromium.launch(executable_path=self.chromium, args=["--no-sandbox"])
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            context.set_default_timeout(min(15, PATIENCE) * 1000)
            context.set_default_navigation_timeout(PATIENCE * 1000)
            self.watch(context)
            try:
                self.open_tab(context)
                first = self.at_rest()
                self.walk()
                last = self.at_rest()
                self.look()
                self.look_at_plans()
                self.check_growth(first, last)
            except Fault:
                pass
            browser.close()

    def walk(self):
        self.begin = time.monotonic()
        self.samples = []
        looked = sampled = self.begin
        minute = 1
        while time.monotonic() < self.begin + 60 * self.minutes:
            self.act()
            now = time.monotonic()
            if now - sampled >= SAMPLE:
                self.sample()
                sampled = now
            if now - looked >= LOOK:
                try:
                    self.look()
                except Error as error:
                    self.fail("the page can't be looked at", error)
                looked = time.monotonic()
            if now - self.begin >= 60 * minute:
                changed = self.changes_outside()
                if changed:
                    # A file on its way to its name is no change.
                    self.pause(1)
                    changed = self.changes_outside()
                self.check("nothing beside plans and results is written", not changed, changed)
                if minute % 10 == 0:
                    self.look_at_plans()
                    row = self.samples[-1]
                    print(f"minute {minute}: {self.step} steps, {row['rss']:.0f} MB", flush=True)
                minute = 1 + int((now - self.begin) / 60)

    def check_growth(self, first, last):
        def quarter(number, what):
            width = len(self.samples) / 4
            rows = self.samples[int(width * (number - 1)) : int(width * number)]
            return statistics.median(row[what] for row in rows)

        if len(self.samples) >= 8:
            before, after = quarter(2, "rss"), quarter(4, "rss")
            print(f"memory: {before:.0f} MB in the second quarter, {after:.0f} MB in the last (medians)")
            # A short walk ends while baselines are still being kept: there only the highest bound counts.
            if self.minutes >= SETTLED:
                self.check("memory does not grow", after <= GROWTH * before + SLACK, [before, after])
            for what in ["descriptors", "threads"]:
                before, after = quarter(2, what), quarter(4, what)
                print(f"{what}: {before:.0f} in the second quarter, {after:.0f} in the last")
                self.check(f"{what} do not grow", after <= before + MORE_DESCRIPTORS, [before, after])
        peak = self.samples[-1]["peak"]
        self.check(f"memory stays below {MOST_MEMORY} MB", peak <= MOST_MEMORY, peak)
        for what in ["descriptors", "threads"]:
            print(f"at rest: {first[what]} {what} at the beginning, {last[what]} at the end")
        self.check(
            "what is open at rest is what was open before",
            last["descriptors"] <= first["descriptors"] + 2,
            [first["descriptors"], last["descriptors"]],
        )

    def close_program(self):
        changed = self.changes_outside()
        self.check("nothing beside plans and results is written", not changed, changed)
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.fail("it does not end when it is asked to")
                self.process.kill()
            self.check("it ends well", self.process.returncode == 0, self.process.returncode)
        with open(self.output) as file:
            told = file.read()
        self.check("it says no fault", not re.search(r"(?i)fatal|error|crash", told), told[-1000:])

    def report(self):
        columns = ["minute", "steps", "rss", "peak", "descriptors", "threads", "tabs", "plans", "answer"]
        print("memory in MB; the longest answer in seconds")
        print(" ".join(f"{name:>11}" for name in columns))
        last = -1
        for row in self.samples:
            if int(row["minute"]) > last:
                last = int(row["minute"])
                cells = {
                    name: f"{row[name]:.2f}" if name == "answer" else f"{row[name]:.0f}" for name in columns
                }
                print(" ".join(f"{cells[name]:>11}" for name in columns))
        often = sorted(self.counts.items(), key=lambda item: -item[1])
        done = ", ".join(f"{name} {count}" for name, count in often)
        print(f"{self.step} steps, {self.impossible} could not be done at their time: {done}")
        for kind, told in sorted(self.refusals.items()):
            print(f"refused in words: {len(told)} x {kind}")
            for text in sorted({re.sub(r"\d+", "N", one)[:200] for one in told})[:8]:
                print(f"    {text}")
        print(f"{len(self.failed)} failed, seed {self.seed}")
        for kind, facts in self.failed.items():
            print(f"  {facts['count']} x {kind}, first at step {facts['step']}: {facts['shown'][:400]}")


if __name__ == "__main__":
    given = sys.argv[1:]
    chosen = int(given[4]) if len(given) > 4 else random.SystemRandom().randrange(1_000_000)
    walk = Walk(os.path.abspath(given[0]), os.path.abspath(given[1]), given[2], float(given[3]), chosen)
    try:
        walk.run()
    finally:
        walk.report()
    sys.exit(1 if walk.failed else 0)
