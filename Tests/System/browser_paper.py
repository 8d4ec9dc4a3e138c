"""What a report on paper and its drawings as files must be: used by Tests/System/browser.py.

A page is printed on A4 and on Letter by the browser, and its text is read by pdftotext."""

import os
import re
import subprocess
from collections import Counter
from xml.etree import ElementTree

FORMATS = ("A4", "Letter")
FEWEST_LINES = 4
SHORTEST_MARK = 7


def squeezed(text):
    return re.sub(r"\s+", "", text)


def texts(pdf):
    """The text of each page of a PDF."""
    text = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


def print_to(page, folder, name):
    """Prints a page on every format; the paths of the PDFs."""
    paths = []
    for paper in FORMATS:
        path = os.path.join(folder, f"{name}-{paper}.pdf")
        page.pdf(path=path, format=paper, print_background=True)
        paths.append(path)
    return paths


def tables(page):
    """Heads and cells of every table that has a head."""
    return page.evaluate(
        """() => [...document.querySelectorAll("table")].filter((table) => table.tHead)
          .map((table) => ({
            head: [...table.tHead.rows[0].cells].map((cell) => cell.textContent),
            cells: [...table.tBodies[0].rows].flatMap((row) => [...row.cells])
              .map((cell) => cell.textContent),
          })).filter((table) => table.head.length)"""
    )


def elsewhere(page):
    """All text of the page that stands in no cell: sentences, captions and labels of drawings."""
    return squeezed(page.evaluate(
        """() => [...document.querySelectorAll(
            "p, li, h2, h3, summary, caption, svg text, svg title, dt, dd")]
          .filter((one) => !one.closest("th, td")).map((one) => one.textContent).join("\\n")"""))


def headings(page):
    return page.eval_on_selector_all(
        "h2, h3, caption, summary", "all => all.map((one) => one.textContent)")


def numbers(pages):
    """Whether every sheet says which of how many it is."""
    failures = []
    for place, text in enumerate(pages, 1):
        if f"{place}/{len(pages)}" not in squeezed(text)[-20:]:
            failures.append(f"sheet {place} has no number")
    return failures


def heads(pages, all_tables, other):
    """Whether every sheet with rows of a table has the table's head.

    A row is known by a cell whose text stands nowhere else: not in `other`, nor in a row of another table,
    whose cells read on from each other."""
    failures = []
    known = Counter(squeezed(cell) for table in all_tables for cell in table["cells"])
    whole = [squeezed(text) for text in pages]
    for table in all_tables:
        rows = "\n".join(squeezed("".join(one["cells"])) for one in all_tables if one is not table)
        marks = [
            mark for mark in map(squeezed, table["cells"])
            if len(mark) >= SHORTEST_MARK and known[mark] == 1
            and sum(text.count(mark) for text in whole) == 1 and mark not in other and mark not in rows]
        for place, text in enumerate(whole, 1):
            if not any(mark in text for mark in marks):
                continue
            missing = [
                word for head in table["head"] for word in head.split() if word not in text]
            if missing:
                failures.append(f"sheet {place} has rows without their head: {missing}")
    return failures


def lonely(pages, all_headings, verdict):
    """Sheets with next to nothing, headings at the foot of a sheet, a verdict in two pieces."""
    failures = []
    # In Khmer script all texts begin alike, and a line that a table has too is not known to be a heading.
    said = Counter(squeezed(line) for text in pages for line in text.splitlines())
    ends = {heading for heading in map(squeezed, all_headings) if said[heading] == 1}
    for place, text in enumerate(pages, 1):
        lines = [line for line in text.splitlines() if line.strip()][:-1]
        if len(lines) < FEWEST_LINES:
            failures.append(f"sheet {place} has {len(lines)} lines")
        elif place < len(pages) and squeezed(lines[-1]) in ends:
            failures.append(f"sheet {place} ends with the heading {lines[-1].strip()}")
    first = squeezed(pages[0])
    lost = [words for words in verdict if squeezed(words)[:24] not in first]
    if lost:
        failures.append(f"the verdict goes on overleaf: {lost}")
    return failures


def check(page, folder, name, most=None):
    """What is wrong with a page on paper.

    With `most` it is a brief, of so many sheets at most, whose verdict stands on the first."""
    failures = []
    verdict = page.eval_on_selector_all(
        "#verdict .headline", "all => all.map((one) => one.textContent)") if most else []
    for path in print_to(page, folder, name):
        pages = texts(path)
        paper = os.path.basename(path)
        found = numbers(pages) + heads(pages, tables(page), elsewhere(page))
        found += lonely(pages, headings(page), verdict)
        if most and len(pages) > most:
            found.append(f"{len(pages)} sheets, more than {most}")
        failures += [f"{paper}: {failure}" for failure in found]
    return failures


def links(page):
    """Links that lead nowhere, and parts of the page that share a name."""
    return page.evaluate(
        """() => {
          const found = [...document.querySelectorAll("a")].map((link) => link.getAttribute("href"))
            .filter((to) => !to || !to.startsWith("#") || !document.getElementById(to.slice(1)));
          const names = [...document.querySelectorAll("[id]")].map((one) => one.id);
          const twice = names.filter((name, place) => names.indexOf(name) !== place);
          return found.map((to) => `a link leads to ${to}`)
            .concat(twice.map((name) => `two parts are named ${name}`));
        }"""
    )


def drawings(browser, folder, brief):
    """Whether the files of --charts are well-formed, as many as the page has, and whole."""
    failures = []
    context = browser.new_context(viewport={"width": 800, "height": 700})
    page = context.new_page()
    page.goto(f"file://{brief}")
    count = len(page.query_selector_all("figure"))
    files = sorted(name for name in os.listdir(folder) if name.endswith(".svg"))
    if len(files) != count:
        failures.append(f"{len(files)} drawings, not {count}")
    for name in files:
        path = os.path.join(folder, name)
        try:
            ElementTree.parse(path)
        except ElementTree.ParseError as error:
            failures.append(f"{name}: {error}")
            continue
        page.goto(f"file://{path}")
        outside = page.evaluate(
            """() => {
              const frame = document.documentElement.getBoundingClientRect();
              return [...document.querySelectorAll("text")].filter((text) => {
                const box = text.getBoundingClientRect();
                return box.right > frame.right + 2 || box.left < frame.left - 2
                  || box.bottom > frame.bottom + 2;
              }).map((text) => text.textContent);
            }"""
        )
        if outside:
            failures.append(f"{name}: cut off: {outside}")
    context.close()
    return failures
