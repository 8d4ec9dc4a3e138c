"""Checks reports in a real browser. Usage: browser.py CHROMIUM FOLDER WORK

WORK is the folder in which Tests/System/browser.sh has put the results and pages."""

import csv
import os
import sys
from collections import Counter

import browser_paper as paper
from playwright.sync_api import sync_playwright

WIDTHS = (1280, 360)
WIDEST_FILE = 1_000_000
MOST_HINGES = 5
# Sheets of paper that the standard study takes at most.
MOST_SHEETS = 12


def rows(folder, file):
    with open(os.path.join(folder, file)) as table:
        return list(csv.DictReader(table))


def grounds():
    """Marks of the drawings of what every result rests on, from the tables of the project."""
    groups = Counter()
    for row in rows("evidence", "validation.csv"):
        quantity = row["quantity"]
        group = (
            "order" if quantity.endswith("_rank")
            else quantity if quantity in ("held_out_share", "left_out_share", "irregular_change")
            else "traits" if quantity.endswith("_significant")
            else "people")
        if row["use"] == "held out":
            groups[group] += 3  # the evidence's bar, the model's line and dot
    order = ["people", "held_out_share", "left_out_share", "traits", "irregular_change", "order"]
    hinges = {}
    for row in rows("evidence/sensitivity", "indices.csv"):
        if row["quantity"] == "effect" and row["method"] == "sobol_total":
            hinges.setdefault(row["scenario"], []).append((-float(row["value"]), row["parameter"]))
    turning = {
        (row["scenario"], row["parameter"])
        for row in rows("evidence/sensitivity", "signs.csv") if row["verdict"] == "turns"}
    shown = [
        sum(place < MOST_HINGES or (lever, parameter) in turning
            for place, (_, parameter) in enumerate(sorted(all_of_it)))
        for lever, all_of_it in hinges.items()]
    return {
        "pattern": [groups[group] for group in order if groups[group]],
        "hinge": [2 * count for count in shown],
    }


# What the charts of effects show, in their order.
EFFECTS = [
    "true_cases", "detected_residents", "departures_irregular", "departures_regular",
    "exploited_person_months", "distressed_months"]


def expected_marks(folder):
    """Marks by kind of drawing, from the tables of the result."""
    variants = {row["scenario"] for row in rows(folder, "effects.csv")}
    points = len(rows(folder, "plane.csv"))
    communes = {row["commune"] for row in rows(folder, "reach.csv")}
    draws = any("parameters" in row["source"] for row in rows(folder, "uncertainty.csv"))
    scenarios = len(variants) + 1
    return {
        # A dot each, an interval where there is one, and over draws a line for where these lie.
        "interval": [
            sum(1 + draws + bool(row["ci_low"]) for row in rows(folder, "effects.csv")
                if row["indicator"] == indicator)
            for indicator in EFFECTS],
        "reach": [2 * scenarios + 2],  # two bars each, and two targets
        "band": [3, 3, 4, 4, 4],  # bands, lines and targets
        "map": [len(communes)] * 2,
        "plane": [points],
        "acceptability": [scenarios],
    } | grounds()


def crowded(page):
    """Texts of drawings that are cut off at the edge, or lie on another."""
    return page.evaluate(
        """() => {
          const found = [];
          for (const drawing of document.querySelectorAll("figure svg")) {
            const frame = drawing.getBoundingClientRect();
            const boxes = [...drawing.querySelectorAll("text")].map((text) => {
              const box = text.getBoundingClientRect();
              return {box, words: text.textContent};
            });
            for (const {box, words} of boxes) {
              if (box.left < frame.left - 2 || box.right > frame.right + 2) {
                found.push(`cut off: ${words}`);
              }
            }
            boxes.forEach((one, place) => {
              for (const other of boxes.slice(place + 1)) {
                const across = Math.min(one.box.right, other.box.right)
                  - Math.max(one.box.left, other.box.left);
                const down = Math.min(one.box.bottom, other.box.bottom)
                  - Math.max(one.box.top, other.box.top);
                if (across > 2 && down > 5) found.push(`${one.words} lies on ${other.words}`);
              }
            });
          }
          return found;
        }"""
    )


def khmer(page, context):
    """Whether text in Khmer has a font of its letters, and lines that end where words do."""
    failures = []
    page.set_viewport_size({"width": 360, "height": 900})
    lines = page.evaluate(
        """() => {
          const text = document.querySelector("#reproduce p").firstChild;
          const words = new Set([...new Intl.Segmenter("km", {granularity: "word"})
            .segment(text.data)].map((word) => word.index));
          const range = document.createRange();
          const breaks = [];
          let top = null;
          for (let place = 0; place < text.length; place += 1) {
            range.setStart(text, place);
            range.setEnd(text, place + 1);
            const box = range.getClientRects()[0];
            if (!box) continue;
            if (top !== null && box.top > top + 5) breaks.push(words.has(place));
            top = box.top;
          }
          return {breaks, spaces: text.data.split(" ").length - 1};
        }"""
    )
    if lines["spaces"] or len(lines["breaks"]) < 3 or not all(lines["breaks"]):
        failures.append(f"lines in Khmer: {lines}")
    session = context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "#reproduce p"})
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})["fonts"]
    if [font["familyName"] for font in fonts if "Khmer" not in font["familyName"]]:
        failures.append(f"Khmer in the fonts {fonts}")
    return failures


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


def check(browser, name, path, out, marks, scheme):
    failures = []
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
    failures += crowded(page)
    if (least := contrast(page)) < 4.5:
        failures.append(f"contrast of {least:.2f}")
    failures += sorting_and_tooltips(page)
    failures += paper.links(page)
    if scheme == "light":
        failures += paper.check(page, out, name, MOST_SHEETS if name in ("study", "fr") else None)
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


def unlike(browser, path, count):
    """Whether so many variants of a plane have markers that differ by more than their colours."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"file://{path}")
    looks = page.evaluate(
        """() => {
          const looks = {};
          for (const mark of document.querySelectorAll("figure[data-chart=plane] .mark")) {
            // The corners, seen from the middle of the marker, to half a unit.
            const box = mark.getBBox();
            const corners = (mark.getAttribute("d") || "").match(/-?[0-9.]+ -?[0-9.]+/g) || [];
            const shape = corners.map((corner) => {
              const [x, y] = corner.split(" ").map(Number);
              return [x - box.x - box.width / 2, y - box.y - box.height / 2]
                .map((value) => Math.round(value / 1.5)).join();
            }).join(";");
            const isHollow = getComputedStyle(mark).fill === "none";
            (looks[mark.getAttribute("class")] ??= []).push(`${shape} ${isHollow}`);
          }
          return Object.values(looks).map((all) => all[0]);
        }"""
    )
    legend = page.eval_on_selector_all(
        "figure[data-chart=plane] .point:not(.mark)", "all => all.length")
    context.close()
    if len(set(looks)) != count or legend != count:
        return [f"{len(set(looks))} kinds of markers, {legend} in the legend, {count} variants"]
    return []


def in_khmer(browser, path):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"file://{path}")
    failures = khmer(page, context)
    context.close()
    return failures


def main():
    chromium, out, work = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    page = {
        name: os.path.join(work, file) for name, file in {
            "study": "study/report.html", "fr": "fr.html", "km": "km.html", "pair": "pair.html",
            "draws": "draws/report.html", "many": "many/report.html"}.items()}
    marks = expected_marks(os.path.dirname(page["study"]))
    draws = expected_marks(os.path.dirname(page["draws"]))
    variants = {row["scenario"] for row in rows(os.path.dirname(page["many"]), "plane.csv")}
    results = Counter()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        checks = [
            (f"{name}, {scheme}", check(browser, name, page[name], out, expected, scheme))
            for name, expected in (
                ("study", marks), ("fr", marks), ("km", marks), ("pair", None), ("draws", draws),
                ("many", None))
            for scheme in ("light", "dark")
        ]
        checks.append(("study, no scripts", without_scripts(browser, page["study"])))
        checks.append(("many, markers", unlike(browser, page["many"], len(variants))))
        checks.append(("km, fonts and lines", in_khmer(browser, page["km"])))
        files = os.path.join(work, "charts")
        checks.append(("fr, drawings as files", paper.drawings(browser, files, page["fr"])))
        browser.close()
    for name, failures in checks:
        results["failed" if failures else "passed"] += 1
        print(f"{name}: {'; '.join(failures) or 'passed'}")
    print(f"{results['passed']} passed, {results['failed']} failed")
    sys.exit(1 if results["failed"] else 0)


main()
