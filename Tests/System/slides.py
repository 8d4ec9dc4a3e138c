"""Opens the workshop's slides in a browser. Usage: slides.py CHROMIUM FOLDER

Each fits on a screen of 1280 × 720 and is no wider than a telephone; keys go from one to the next; nothing is
fetched, nothing is said by the console; both languages have as many.
"""

import os
import sys

from playwright.sync_api import sync_playwright

failed = []


def top(page):
    """How far the last slide is below the top of the window."""
    return page.evaluate("document.querySelector('section:last-of-type').getBoundingClientRect().top")


def look(browser, name, out):
    path = os.path.abspath(f"docs/guide/workshop/{name}.html")
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.on("console", lambda message: failed.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: failed.append(f"error: {error}"))
    page.on(
        "request", lambda request: None if request.url == f"file://{path}" else failed.append(request.url)
    )
    page.goto(f"file://{path}")
    heights = page.eval_on_selector_all("section", "all => all.map((one) => one.scrollHeight)")
    failed.extend(f"{name}: slide {i + 1} takes {high} px" for i, high in enumerate(heights) if high > 720)
    page.keyboard.press("End")
    if abs(top(page)) > 2:
        failed.append(f"{name}: End goes to {top(page)} px above the last slide")
    page.keyboard.press("PageUp")
    if abs(top(page) - 720) > 2:
        failed.append(f"{name}: Page Up leaves the last slide at {top(page)} px")
    page.screenshot(path=os.path.join(out, f"{name}-1280.png"))
    page.set_viewport_size({"width": 360, "height": 740})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > 360:
        failed.append(f"{name}: {wide} px wide on a telephone")
    page.context.close()
    return len(heights)


chromium, folder = sys.argv[1:]
with sync_playwright() as playwright:
    opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    counts = {look(opened, name, folder) for name in ("slides", "slides.fr")}
    opened.close()
if len(counts) != 1:
    failed.append(f"the languages have {sorted(counts)} slides")
print(f"slides: {len(failed)} failed {failed}")
sys.exit(1 if failed else 0)
