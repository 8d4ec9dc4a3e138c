"""Checks reports in a real browser. Usage: browser.py CHROMIUM FOLDER STUDY FRENCH PAIR"""

import csv
import os
import sys
from collections import Counter

from playwright.sync_api import sync_playwright

WIDTHS = (1280, 360)
WIDEST_FILE = 1_000_000


def expected_marks(folder):
    """Marks by kind of drawing, from the tables of the result."""
    with open(os.path.join(folder, "effects.csv")) as file:
        variants = {row["scenario"] for row in csv.DictReader(file)}
    with open(os.path.join(folder, "plane.csv")) as file:
        points = sum(1 for _ in csv.DictReader(file))
    with open(os.path.join(folder, "reach.csv")) as file:
        communes = {row["commune"] for row in csv.DictReader(file)}
    scenarios = len(variants) + 1
    return {
        "interval": [2 * len(variants)] * 6,  # a dot and an interval each
        "reach": [2 * scenarios + 2],  # two bars each, and two targets
        "band": [3, 3, 4, 4, 4],  # bands, lines and targets
        "map": [len(communes)] * 2,
        "plane": [points],
        "acceptability": [scenarios],
    }


def contrast(page):
    """The least contrast of text against the paper, by the formula of WCAG."""
    return page.evaluate(
        """() => {
          const light = (text) => {
            const parts = text.match(/[0-9.]+/g).slice(0, 3).map((value) => {
              const share = value / 255;
              return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
          };
          const paper = light(getComputedStyle(document.body).backgroundColor);
          let least = 21;
          for (const element of document.querySelectorAll("body *")) {
            const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
            if (!own || ["SCRIPT", "STYLE", "TITLE", "title"].includes(element.tagName)) continue;
            const style = getComputedStyle(element);
            const ink = light(element.closest("svg") ? style.fill : style.color);
            const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
            least = Math.min(least, ratio);
          }
          return least;
        }"""
    )


def check(browser, path, out, marks, scheme):
    failures = []
    name = os.path.splitext(os.path.basename(path))[0]
    if os.path.getsize(path) >= WIDEST_FILE:
        failures.append(f"{os.path.getsize(path)} bytes")
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.on("console", lambda message: failures.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: failures.append(f"error: {error}"))
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"file://{path}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            failures.append(f"wider than {width} px")
        page.screenshot(path=os.path.join(out, f"{name}-{scheme}-{width}.png"), full_page=True)
    if requests != [f"file://{path}"]:
        failures.append(f"requests: {requests[1:]}")
    for drawing in page.query_selector_all("figure"):
        said = int(drawing.get_attribute("data-marks"))
        found = drawing.query_selector_all(".mark")
        if len(found) != said or drawing.bounding_box()["height"] < 60:
            failures.append(f"a drawing with {len(found)} marks of {said}")
    if marks:
        counts = {}
        for drawing in page.query_selector_all("figure"):
            counts.setdefault(drawing.get_attribute("data-chart"), []).append(
                int(drawing.get_attribute("data-marks")))
        for kind, expected in marks.items():
            if counts.get(kind) != expected:
                failures.append(f"{kind}: marks {counts.get(kind)}, not {expected}")
    if (least := contrast(page)) < 4.5:
        failures.append(f"contrast of {least:.2f}")
    failures += sorting_and_tooltips(page)
    page.pdf(path=os.path.join(out, f"{name}.pdf"), format="A4", print_background=True)
    if os.path.getsize(os.path.join(out, f"{name}.pdf")) < 10_000:
        failures.append("the PDF is empty")
    context.close()
    return failures


def sorting_and_tooltips(page):
    failures = []
    figure = page.query_selector("td [data-file]")
    figure.scroll_into_view_if_needed()
    figure.hover()
    if figure.get_attribute("data-file").split("/")[-1] not in page.inner_text("#tip"):
        failures.append("the tooltip does not name the file")
    # The first table with figures, sorted by its last column.
    head = page.query_selector("table:has(td.figure [data-value]) thead th.figure button")
    head.click()
    values = head.evaluate(
        """(button) => {
          const head = button.closest("th");
          return [...head.closest("table").tBodies[0].rows]
            .map((row) => row.cells[head.cellIndex].querySelector("[data-value]"))
            .filter(Boolean).map((figure) => Number(figure.dataset.value));
        }"""
    )
    if values != sorted(values):
        failures.append(f"a column that was sorted: {values}")
    return failures


def without_scripts(browser, path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{path}")
    words = len(page.inner_text("main").split())
    context.close()
    return [] if words > 500 else [f"without scripts there are {words} words"]


def main():
    chromium, out, study, french, pair = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    marks = expected_marks(os.path.dirname(study))
    results = Counter()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        checks = [
            (f"{os.path.basename(path)}, {scheme}", check(browser, path, out, expected, scheme))
            for path, expected in ((study, marks), (french, marks), (pair, None))
            for scheme in ("light", "dark")
        ]
        checks.append(("report.html, no scripts", without_scripts(browser, study)))
        browser.close()
    for name, failures in checks:
        results["failed" if failures else "passed"] += 1
        print(f"{name}: {'; '.join(failures) or 'passed'}")
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(1 if results["failed"] else 0)


main()
