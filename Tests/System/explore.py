"""Checks pages of sliders in a real browser. Usage: explore.py CHROMIUM FOLDER WORK

WORK has explore/ (a study over a design), explore.html and explore-fr.html, as browser.sh makes them.
The page's arithmetic is held to what the program has worked out, and what it says was run to outcomes.csv.
"""

import csv
import json
import math
import os
import re
import sys
from statistics import mean, stdev

from page_checks import contrast, unnamed
from playwright.sync_api import sync_playwright

chromium, out, work = sys.argv[1:]
failed = []


def check(fact, is_so, shown=""):
    print(f"explore: {'passed' if is_so else 'FAILED'}: {fact} {shown if not is_so else ''}", flush=True)
    if not is_so:
        failed.append(fact)


def near(one, other, size=1.0):
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other), size)


def opened(browser, path, **how):
    page = browser.new_context(viewport={"width": 1280, "height": 900}, **how).new_page()
    page.on("console", lambda message: failed.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: failed.append(f"error: {error}"))
    page.on(
        "request",
        lambda request: None if request.url == f"file://{path}" else failed.append(request.url),
    )
    page.goto(f"file://{path}")
    return page


def data(page):
    return json.loads(page.text_content("#model"))


def put(page, both, point):
    """Writes a mix into the boxes."""
    for j, (value, setting) in enumerate(zip(point, both["page"]["settings"], strict=True)):
        page.fill(f"#box-{j}", repr(value * setting["factor"]))
    page.wait_for_timeout(80)


def value(page, selector, name="value"):
    return float(page.locator(selector).evaluate("(e, name) => Number(e.dataset[name])", name))


def quantile(p, values):
    values = sorted(values)
    position = (len(values) - 1) * p
    below = int(position)
    above = min(below + 1, len(values) - 1)
    return values[below] + (position - below) * (values[above] - values[below])


def arithmetic(page, both):
    model = both["model"]
    check("the page finds what the program has found", value(page, "html", "differs") < 1e-9)
    outcomes = model["outcomes"]
    for number, probe in enumerate(model["probes"]):
        put(page, both, probe["point"])
        # Percent are written out and divided again: the last bits of a setting may differ.
        size = [outcome["scale"] for outcome in outcomes]
        found = [value(page, f"#outcome-{k} .here") for k in range(len(outcomes))]
        is_same = all(
            abs(own - other) <= 1e-7 * max(abs(other), one)
            for own, other, one in zip(found, probe["means"], size, strict=True)
        )
        check(f"probe {number}: every outcome is that of the program", is_same, [found, probe["means"]])
        # What another sample of draws adds: the standard error of their mean.
        draws = probe["draws"]
        error = math.hypot(outcomes[0]["check"]["error"], stdev(draws) / math.sqrt(len(draws)))
        own = value(page, "#more", "other")
        check(f"probe {number}: the error over other draws", abs(own - error) <= 1e-7 * size[0], [own, error])
        for p, name in ((0.05, "low"), (0.95, "high")):
            own = value(page, "#more", name)
            other = quantile(p, probe["draws"])
            check(
                f"probe {number}: {name}", abs(own - other) <= 1e-7 * max(abs(other), size[0]), [own, other]
            )


def runs(page, both):
    """What the page says of the nearest run, from the tables."""
    with open(os.path.join(work, "explore", "design.csv"), newline="") as table:
        design = {row.pop("scenario"): row for row in csv.DictReader(table)}
    with open(os.path.join(work, "explore", "outcomes.csv"), newline="") as table:
        rows = list(csv.DictReader(table))
    cases = {(row["scenario"], row["replicate"]): float(row["true_cases"]) for row in rows}
    for name in list(design)[3:6]:
        put(page, both, [float(design[name][one["path"]]) for one in both["page"]["settings"]])
        said = re.search(r"p\d+", page.text_content("#nearest")).group(0)
        effect = mean(
            cases[name, replicate] - cases["baseline", replicate]
            for scenario, replicate in cases
            if scenario == name
        )
        own = value(page, "#outcome-0 .run")
        check(
            f"{name} is its own nearest run, with its effect", said == name and near(own, effect), [said, own]
        )
    page.click("#middle")
    page.click("#nearest")
    page.wait_for_timeout(80)
    name = re.search(r"p\d+", page.text_content("#nearest")).group(0)
    own = [float(page.input_value(f"#box-{j}")) for j in range(len(both["page"]["settings"]))]
    there = [float(design[name][one["path"]]) * one["factor"] for one in both["page"]["settings"]]
    is_there = all(abs(a - b) < 1e-6 * max(1, abs(b)) for a, b in zip(own, there, strict=True))
    check("the button goes to the nearest run", is_there, [own, there])


def words(page, both):
    page.click("#middle")
    page.wait_for_timeout(80)
    check("inside the runs nothing is said to be outside", page.locator("#outside").is_hidden())
    setting = both["page"]["settings"][0]
    page.fill("#box-0", str(setting["high"] * setting["factor"]))
    page.wait_for_timeout(80)
    said = page.text_content("#outside")
    check(
        "a lever beyond the runs is named", setting["label"] in said and page.locator("#outside").is_visible()
    )
    page.fill("#box-0", str(setting["highest"] * setting["factor"] * 10))
    page.locator("#box-0").blur()
    limit = setting["highest"] * setting["factor"]
    check("what cannot be is held to what can", float(page.input_value("#box-0")) == limit)
    page.click("#middle")
    page.wait_for_timeout(80)
    before = page.text_content("#headline")
    page.focus("#slider-0")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(80)
    check("the keyboard moves a lever, and the answer follows", page.text_content("#headline") != before)
    dots = page.locator("#dots circle").count()
    check("a dot for each draw", dots == len(both["model"]["draws"]), dots)
    bad = unnamed(page)
    check("every control has a name", not bad, bad)


def looks(page, name):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_timeout(100)
            wide = page.evaluate("document.documentElement.scrollWidth")
            check(f"{name}, {scheme}: nothing is wider than {width}", wide <= width, wide)
            check(
                f"{name}, {scheme}, {width}: every text stands out",
                not (bad := contrast(page)),
                bad[:4],
            )
            page.screenshot(path=os.path.join(out, f"{name}-{scheme}-{width}.png"), full_page=True)
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator(".setting").nth(2).scroll_into_view_if_needed()
    page.wait_for_timeout(100)
    box = page.locator("#headline").bounding_box()
    check(f"{name}: on a telephone the answer stays in sight", 0 <= box["y"] < 300, box)
    page.screenshot(path=os.path.join(out, f"{name}-telephone.png"))
    page.emulate_media(color_scheme="light", media="print")
    page.pdf(path=os.path.join(out, f"{name}.pdf"), format="A4")


def other_sum(browser, path):
    """A coefficient that was changed on the way is found out."""
    with open(path) as file:
        html = file.read()
    changed = os.path.join(work, "explore-changed.html")
    altered, count = re.subn(
        r'("weights": ?\[)(-?[\d.e-]+)', lambda m: m[1] + repr(float(m[2]) + 0.1), html, count=1
    )
    with open(changed, "w") as file:
        file.write(altered)
    page = opened(browser, changed)
    check(
        "a page that works out something else says so", count == 1 and page.locator("#differs").is_visible()
    )
    page.context.close()


def main():
    path = os.path.join(work, "explore.html")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = opened(browser, path)
        both = data(page)
        arithmetic(page, both)
        runs(page, both)
        words(page, both)
        page.click("#middle")
        looks(page, "explore")
        page.context.close()
        french = opened(browser, os.path.join(work, "explore-fr.html"))
        check("in French", french.evaluate("document.documentElement.lang") == "fr")
        looks(french, "explore-fr")
        french.context.close()
        other_sum(browser, path)
        plain = browser.new_context(java_script_enabled=False).new_page()
        plain.goto(f"file://{path}")
        text = plain.inner_text("main")
        check("without scripts it says so, and has its tables", "JavaScript" in text and "Q²" in text)
        browser.close()
    print(f"explore: {len(failed)} failed {failed}")
    sys.exit(1 if failed else 0)


main()
