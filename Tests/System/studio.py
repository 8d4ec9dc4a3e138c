#!/usr/bin/env python3
"""A planner's walk through the planning page in Chromium, and what must hold of the page itself.

    studio.py PROGRAM FOLDER CHROMIUM    FOLDER has scenarios and seeds, and takes results and screenshots

From the open page to a plan, its answer, a second plan, both side by side, and the brief; the same figures as
`sim-run run`; two pages at once, a page loaded again, a run that is stopped; no message of the console, no
request elsewhere, nothing wider than a telephone, light and dark, English, French and the Khmer draft.
"""

import csv
import json
import os
import re
import subprocess
import sys
import time
import zipfile

from page_checks import contrast, unnamed
from playwright.sync_api import sync_playwright

# How what was told last begins, by language.
STATES = {}
sources = os.path.abspath("Sources/CTexts/Catalogue")
for _language in ["en", "fr", "km"]:
    with open(f"{sources}/{_language}.json") as _file:
        _texts = json.load(_file)
    STATES[_language] = tuple(
        _texts["studio.state." + name].split("{")[0] for name in ["done", "idle", "stopped", "undecided"]
    )

program, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
failed = []
times = []


def check(fact, is_so, shown=""):
    print(f"{'passed' if is_so else 'FAILED'}: {fact} {shown if not is_so else ''}", flush=True)
    if not is_so:
        failed.append(fact)


def took(what, seconds, most):
    """Machines differ by a factor: a limit is what nobody would wait for."""
    times.append(f"{seconds:.2f} s  {what}")
    check(f"{what} within {most} s", seconds <= most, f"{seconds:.2f}")


def open_studio(*more):
    studio = subprocess.Popen(
        [program, "studio", *more, "--no-open", "--lang", "en"],
        cwd=folder,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    for line in studio.stdout:
        found = re.search(r"http://\S+", line)
        if found:
            return studio, found.group(0)
    sys.exit("studio: it does not start")


def watch(page, origin):
    page.on(
        "console",
        lambda message: (
            failed.append(f"console: {message.text}") if message.type in ("error", "warning") else None
        ),
    )
    page.on("pageerror", lambda error: failed.append(f"error: {error}"))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((origin, "blob:")) else failed.append(f"request: {request.url}")
        ),
    )


def numbers(text):
    return [float(x.replace(",", "").replace("−", "-")) for x in re.findall(r"[−-]?\d[\d,]*\.?\d*", text)]


def wait_state(page, words, seconds=120):
    page.wait_for_function(
        "words => words.some(word => document.getElementById('status').textContent.includes(word))",
        arg=words,
        timeout=seconds * 1000,
    )


def look(page, name):
    page.screenshot(path=f"{folder}/{name}.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    check(f"{name}: nothing is wider than the window", wide <= 0, wide)
    check(f"{name}: every text stands out", not contrast(page), contrast(page)[:5])
    check(f"{name}: every control has a name", not unnamed(page), unnamed(page)[:5])


def set_share(page, path, percent):
    box = page.locator(f'.control[data-path="{path}"] input[type="number"]')
    box.fill(str(percent))
    box.blur()


def world(page):
    """A parameter of the world is found, changed, written into a file, and taken back."""
    page.locator("#world summary").click()
    page.wait_for_function("() => /[1-9]/.test(document.getElementById('found').textContent)")
    page.fill("#search", "cost weight")
    page.wait_for_selector(".parameter")
    path = "parameters.decision.cost_weight"
    box = page.locator(f'.parameter .control[data-path="{path}"], .parameter[data-path="{path}"]').first
    check("a parameter is found by words of its name", box.count() == 1)
    box.locator("button.why").click()
    about = box.locator(".about").text_content()
    check("it says its range, its source and its path", "From" in about and path in about, about)
    page.fill("#search", "weight")
    box.locator('input[type="number"]').fill("0.55")
    box.locator('input[type="number"]').press("Tab")
    page.wait_for_timeout(200)
    where = page.evaluate("document.activeElement.closest('#parameters') && document.activeElement.id")
    check("the keyboard goes on from there, though the list is made anew", bool(where), where)
    page.wait_for_function(
        "path => document.querySelector(`.control[data-path='${path}'] .problem`)?.checkVisibility()",
        arg=path,
    )
    told = page.locator(f".control[data-path='{path}'] .problem").text_content()
    check("that draws replace it is told at its field", "not known" in told, told)
    page.wait_for_timeout(800)
    name = plan_name(page)
    with open(f"{folder}/scenarios/{name}-world.yaml") as file:
        written = file.read()
    check("it is written into the world's file", f"{path}: 0.55" in written, written)
    with open(f"{folder}/scenarios/{name}.yaml") as file:
        check("which the plan is compared with", f"baseline: {name}-world.yaml" in file.read())
    page.locator("#draws").uncheck()
    page.wait_for_function(
        "path => !document.querySelector(`.control[data-path='${path}'] .problem`)?.checkVisibility()",
        arg=path,
    )
    for width in [1280, 360]:
        page.set_viewport_size({"width": width, "height": 900})
        look(page, f"world-{width}")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("#draws").check()
    page.locator(".parameter .tools button").first.click()
    page.wait_for_timeout(900)
    check("taken back, its file is gone", not os.path.exists(f"{folder}/scenarios/{name}-world.yaml"))


def plan_name(page):
    return re.search(r"(\S+)\.yaml", page.text_content("#file")).group(1)


def written(name):
    try:
        with open(f"{folder}/scenarios/{name}.yaml") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def wait_written(page, name, line):
    """Within a second, but for a machine that has much else to do."""
    end = time.monotonic() + 15
    while line not in written(name) and time.monotonic() < end:
        page.wait_for_timeout(100)
    return line in written(name)


def apart(page, second):
    """Two pages over one plan: each has its language, and neither overwrites what the other has written."""
    name = plan_name(page)
    check("a second page opens the plan that its address names", plan_name(second) == name, plan_name(second))
    headings = {}
    for one, language in [(second, "fr"), (page, "en")]:
        if language != "en":
            one.select_option("#language", language)
        with open(f"{sources}/{language}.json") as file:
            headings[language] = json.load(file)["section.verdict"]
        one.wait_for_function(
            "words => document.querySelector('#parts h2')?.textContent === words", arg=headings[language]
        )
    page.wait_for_timeout(300)
    check(
        "a language that is chosen on one page is that of this page",
        page.text_content("#parts h2") == headings["en"]
        and page.evaluate("document.documentElement.lang") == "en",
    )
    # What the second page has not looked at is changed by the first.
    second.route("**/api/seen", lambda route: route.fulfill(json={"seen": ""}))
    set_share(page, "levers.awareness.coverage", 27)
    line = "levers.awareness.coverage: 0.27"
    check("a page writes its plan", wait_written(page, name, line))
    set_share(second, "levers.savings.coverage", 41)
    second.wait_for_function(
        "name => !document.getElementById('file').textContent.includes(name)", arg=f"{name}.yaml"
    )
    own = plan_name(second)
    told = second.text_content("#status")
    check("another page says that it goes on in a plan of its own", own in told and name in told, told)
    check("which has its change", "levers.savings.coverage: 0.41" in written(own), written(own))
    check("and the first plan is as it was", line in written(name) and "savings" not in written(name))
    set_share(second, "levers.savings.coverage", 42)
    check("it goes on there", wait_written(second, own, "levers.savings.coverage: 0.42"))
    set_share(page, "levers.awareness.coverage", 28)
    check("and the first page in its own", wait_written(page, name, "levers.awareness.coverage: 0.28"))
    path = f"{folder}/scenarios/{name}.yaml"
    edited = written(name).replace("levers.awareness.coverage: 0.28", "levers.awareness.coverage: 0.33")
    with open(path, "w") as file:
        file.write(edited)
    field = '.control[data-path="levers.awareness.coverage"] input[type="number"]'
    page.wait_for_function("field => document.querySelector(field).value === '33'", arg=field)
    check("what an editor changes in its file is seen", f"{name}.yaml" in page.text_content("#status"))
    check("and not written again", written(name) == edited)
    with open(path, "w") as file:
        file.write("a: [\n")
    page.wait_for_function(
        "place => document.getElementById('status').textContent.includes(place)", arg=f"{name}.yaml:"
    )
    check("a file that cannot be read is told with its line", page.locator(field).input_value() == "33")
    page.wait_for_timeout(5000)
    # The browser tells of the answer, too: once, since nothing is asked again until the file is another.
    asked = [one for one in failed if "status of 422" in one]
    check("it is asked for once", len(asked) == 1, asked)
    failed[:] = [one for one in failed if one not in asked]
    with open(path, "w") as file:
        file.write(edited.replace("0.33", "0.34"))
    page.wait_for_function("field => document.querySelector(field).value === '34'", arg=field)
    page.click("#undo")
    check("it can be undone", wait_written(page, name, "levers.awareness.coverage: 0.33"))
    # A lever that is moved while the language changes.
    page.evaluate("""() => {
      const path = "levers.police_training.coverage";
      const box = document.querySelector(`.control[data-path="${path}"] input[type=range]`);
      const language = document.getElementById("language");
      language.value = "fr";
      language.dispatchEvent(new Event("change"));
      box.value = 61;
      for (const name of ["input", "change"]) { box.dispatchEvent(new Event(name)); } }""")
    page.wait_for_function("() => document.documentElement.lang === 'fr'")
    check(
        "a lever that moves while the language changes stays moved",
        wait_written(page, name, "levers.police_training.coverage: 0.61"),
    )
    box = page.locator('.control[data-path="levers.police_training.coverage"] input[type="number"]')
    page.wait_for_timeout(300)
    check("and is shown so", box.input_value() == "61", box.input_value())
    page.select_option("#language", "en")
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    # The same while an undo is on its way, and the program is slow.
    page.evaluate("""() => {
      const fetched = window.usual = window.fetch;
      window.fetch = async (...asked) => {
        if (asked[0] === "/api/plan") { await new Promise((resolve) => setTimeout(resolve, 1500)); }
        return fetched(...asked);
      }; }""")
    page.click("#undo")
    set_share(page, "levers.awareness.coverage", 29)
    page.wait_for_timeout(2500)
    check(
        "what is changed while an undo is on its way stays",
        wait_written(page, name, "levers.awareness.coverage: 0.29"),
    )
    box = page.locator('.control[data-path="levers.awareness.coverage"] input[type="number"]')
    check("and is shown", box.input_value() == "29", box.input_value())
    page.evaluate("() => { window.fetch = window.usual; }")


studio, address = open_studio("scenarios/short.yaml")
origin = address.split("/#")[0]
with sync_playwright() as tool:
    browser = tool.chromium.launch(executable_path=sys.argv[3], args=["--no-sandbox"])
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    watch(page, origin)
    walk = time.monotonic()
    begin = time.monotonic()
    page.goto(address)
    page.wait_for_selector("#plan-heading")
    took("the page is shown", time.monotonic() - begin, 10)
    page.wait_for_selector(".card")
    page.wait_for_selector("#cost")
    took("its plan and its cost", time.monotonic() - begin, 15)
    check("the secret leaves the address", "token" not in page.url, page.url)
    check("four levers have a card", page.locator(".card").count() == 4)
    look(page, "first-visit-1280")

    cost = numbers(page.text_content("#cost"))[0]
    elapsed = page.evaluate("""async () => {
      const path = "levers.police_training.coverage";
      const box = document.querySelector(`.control[data-path="${path}"] input[type=range]`);
      const before = document.getElementById("cost").textContent;
      const start = performance.now();
      box.value = 30; box.dispatchEvent(new Event("input"));
      while (document.getElementById("cost").textContent === before) await new Promise(requestAnimationFrame);
      return performance.now() - start; }""")
    took("cost and reach follow a slider", elapsed / 1000, 1)
    check("half the training costs less", numbers(page.text_content("#cost"))[0] < cost)
    set_share(page, "levers.awareness.coverage", 250)
    page.wait_for_timeout(300)
    box = page.locator('.control[data-path="levers.awareness.coverage"] input[type="number"]')
    check("what is beyond the range is held to it", box.input_value() == "100", box.input_value())
    page.click("#undo")
    page.wait_for_timeout(300)
    set_share(page, "levers.awareness.coverage", 25)
    page.fill("#title", "More awareness")
    page.locator("#title").blur()
    name = plan_name(page)
    check("the plan is a file before it is run", wait_written(page, name, "More awareness"))

    begin = time.monotonic()
    page.click("#run")
    page.wait_for_selector("#dots circle")
    took("first dots, with the baseline to be made", time.monotonic() - begin, 40)
    look(page, "running-1280")
    wait_state(page, ["Done with"], 600)
    took("a first plan to its end", time.monotonic() - begin, 400)
    took("from the open page to the first answer", time.monotonic() - walk, 420)
    look(page, "answer-1280")
    headline = page.text_content("#parts .headline")
    check("the answer says what to do in words", len(headline) > 20, headline)
    check("it ends at 32 draws or more", numbers(page.text_content("#status"))[0] >= 32)

    # The same figures as the command, cell by cell.
    with open(f"{folder}/results/{name}/run.json") as file:
        done = len(json.load(file)["replicates"])
    subprocess.run(
        [
            program,
            "run",
            f"scenarios/{name}.yaml",
            "--replicates",
            str(done),
            "--quiet",
            "--out",
            "results/by-command",
        ],
        cwd=folder,
        check=True,
    )
    for table in ["outcomes.csv", "effects.csv", "summary.csv", "flips.csv", "monthly.csv"]:
        with (
            open(f"{folder}/results/{name}/{table}", "rb") as own,
            open(f"{folder}/results/by-command/{table}", "rb") as other,
        ):
            check(f"{table} is that of sim-run run", own.read() == other.read())
    with open(f"{folder}/results/{name}/effects.csv", newline="") as file:
        rows = {row["indicator"]: row for row in csv.DictReader(file)}
    figures = page.eval_on_selector_all(
        "#parts [data-file='effects.csv'][data-column='q05']",
        "spans => spans.map(span => [span.dataset.row, Number(span.dataset.value)])",
    )
    check(
        "the page's figures are cells of the tables",
        any(
            "indicator=true_cases" in row and abs(value - float(rows["true_cases"]["q05"])) < 1e-9
            for row, value in figures
        ),
        figures[:3],
    )

    # A second plan over the warm baseline; changed on the way, which ends the run.
    page.click("#duplicate")
    page.wait_for_function(
        "name => !document.getElementById('file').textContent.includes(name)", arg=f"{name}.yaml"
    )
    set_share(page, "levers.police_training.coverage", 0)
    page.fill("#title", "Awareness without training")
    page.locator("#title").blur()
    begin = time.monotonic()
    page.click("#run")
    page.wait_for_selector("#dots circle")
    took("first dots of a plan over a warm baseline", time.monotonic() - begin, 30)
    set_share(page, "levers.awareness.coverage", 26)
    wait_state(page, ["Stopped"], 20)
    runs = numbers(page.text_content("#status"))
    check("a change ends the run, which counts no further", not runs, runs)
    begin = time.monotonic()
    page.click("#run")
    page.wait_for_function(
        "() => /of 120|Done with/.test(document.getElementById('status').textContent)",
        timeout=120_000,
    )
    took("32 draws of a plan over a warm baseline", time.monotonic() - begin, 150)
    wait_state(page, ["Done with"], 600)
    two = plan_name(page)

    # A third one.
    page.click("#duplicate")
    page.wait_for_function(
        "name => !document.getElementById('file').textContent.includes(name)", arg=f"{two}.yaml"
    )
    set_share(page, "levers.savings.coverage", 0)
    page.fill("#title", "Awareness alone")
    page.locator("#title").blur()
    page.click("#run")
    page.wait_for_selector("#stop:not([hidden])")
    wait_state(page, ["Done with"], 600)

    # What ran before is opened with its answer, without a run.
    page.select_option("#files", f"{two}.yaml")
    page.wait_for_function(
        "title => document.querySelector('#parts .headline')?.textContent.includes(title)",
        arg="Awareness without training",
    )
    page.wait_for_function("() => !document.querySelector('#parts').classList.contains('stale')")
    check("a plan that is opened comes with its answer", plan_name(page) == two, plan_name(page))
    set_share(page, "levers.awareness.coverage", 31)
    page.wait_for_function("() => document.querySelector('#parts').classList.contains('stale')")
    set_share(page, "levers.awareness.coverage", 26)
    page.wait_for_function("() => !document.querySelector('#parts').classList.contains('stale')")

    page.click("#tab-compare")
    page.wait_for_selector("#choices input")
    for box in page.locator("#choices input").all():
        if not box.is_checked():
            box.check()
    page.click("#compare")
    page.wait_for_selector("#comparison table")
    check(
        "three plans are compared, with a density each",
        page.locator("#comparison tbody tr").count() >= 10
        and all(
            title in page.text_content("#comparison")
            for title in ["More awareness", "Awareness without training", "Awareness alone"]
        ),
    )
    look(page, "compare-1280")
    page.click("#tab-results")
    page.wait_for_selector("#results button")
    with context.expect_page() as opened:
        page.locator("#results button").first.click()
    brief = opened.value
    brief.wait_for_selector("h1")
    check("the brief opens beside the page", "/open/" in brief.url and brief.locator("section").count() > 5)
    brief.close()
    with page.expect_download() as taken:
        page.locator("#results button", has_text="Workbook").first.click()
    with zipfile.ZipFile(taken.value.path()) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    check(
        "the workbook comes as a file, with a sheet for each table",
        taken.value.suggested_filename.endswith(".xlsx") and len(sheets) > 10,
        [taken.value.suggested_filename, len(sheets)],
    )
    took("the whole walk", time.monotonic() - walk, 1000)

    # What is open stands in the address, and the secret does not.
    page.click("#tab-compare")
    own = page.url.split("#")[1]
    check(
        "the address says what is open",
        "plan=short-" in own and "view=compare" in own and "compare=short" in own and "token" not in own,
        own,
    )
    page.reload()
    page.wait_for_selector(".card")
    check("the page may be loaded again", page.locator(".card").count() == 4)
    page.wait_for_selector("#comparison table")
    check("it shows again what was compared", page.locator("#view-compare").is_visible())
    page.click("#tab-results")
    page.go_back()
    page.wait_for_selector("#view-compare:not([hidden])")
    check("the button back goes to the view before", page.locator("#view-results").is_hidden())
    page.click("#tab-now")
    page.wait_for_selector("#parts section")
    page.wait_for_function("() => !document.querySelector('#parts').classList.contains('stale')")
    second = context.new_page()
    watch(second, origin)
    second.goto(f"{address}&plan={plan_name(page)}")
    second.wait_for_selector("#parts section")
    check(
        "a second page shows the same run",
        second.locator("#parts section").count() == page.locator("#parts section").count(),
    )
    second.select_option("#files", f"{name}.yaml")
    for one, is_stale in [(second, False), (page, True)]:
        one.wait_for_function(
            "() => document.querySelector('#parts .headline')?.textContent.includes('More awareness')"
        )
        one.wait_for_function(
            "stale => document.querySelector('#parts').classList.contains('stale') === stale", arg=is_stale
        )
    check("an answer that another page has opened is grey", plan_name(page) == two, plan_name(page))
    for one in [page, second]:
        one.select_option("#files", "")
        one.select_option("#files", f"{two}.yaml")
        one.wait_for_function("() => !document.querySelector('#parts').classList.contains('stale')")
    apart(page, second)
    second.close()
    headings = {}
    for language in ["fr", "km", "en"]:
        page.select_option("#language", language)
        page.wait_for_function("lang => document.documentElement.lang === lang", arg=language)
        page.wait_for_timeout(400)
        with open(f"{sources}/{language}.json") as file:
            meant = json.load(file)["section.verdict"]
        page.wait_for_function(
            "words => document.querySelector('#parts h2').textContent === words", arg=meant, timeout=20_000
        )
        headings[language] = page.text_content("#parts")
        check(
            f"{language}: only the draft is called one, and the state is told in the language",
            page.locator("#draft").is_visible() == (language == "km")
            and page.text_content("#status").startswith(STATES[language]),
            page.text_content("#status"),
        )
        for width in [1280, 768, 360]:
            page.set_viewport_size({"width": width, "height": 800})
            height = page.locator("#bounds dd").first.evaluate("cell => cell.clientHeight")
            check(f"{language}, {width}: a figure stands in one line or two", height < 70, height)
            for scheme in ["light", "dark"]:
                page.emulate_media(color_scheme=scheme)
                look(page, f"plan-{language}-{scheme}-{width}")
    check("the answer follows the language, each time", len(set(headings.values())) == 3)
    page.set_viewport_size({"width": 1280, "height": 900})
    world(page)
    page.locator("#title").focus()
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    check("the keyboard reaches the controls", len(seen) > 12, seen)
    without = browser.new_page()
    without.goto(origin)
    without.wait_for_timeout(500)
    check("without the secret there is no plan", without.locator(".card").count() == 0)
    without.close()
    browser.close()
studio.terminate()
studio.wait(10)
print("\n".join(times))
print(f"{len(failed)} failed")
for fact in failed:
    print(f"  {fact}")
sys.exit(1 if failed else 0)
