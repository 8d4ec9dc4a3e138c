"""The first page of the brief: for notebooks, and as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from pathlib import Path

# The tags whose end ends a statement.
_BLOCKS = {"p", "h1", "h2", "h3", "li", "tr", "div", "caption", "figcaption", "summary"}
# Of these nothing is text for readers.
_SILENT = {"style", "script", "svg", "nav", "title"}


@dataclass(frozen=True)
class Statement:
    """A statement of the brief.

    Attributes:
        text: what it says, on one line.
        is_heading: whether it is a heading.
    """

    text: str
    is_heading: bool


class _FirstPage(HTMLParser):
    """Takes the head of the page and its first section."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.statements: list[Statement] = []
        self._text: list[str] = []
        self._silent = 0
        self._sections = 0
        self._heading = False

    @property
    def _is_open(self) -> bool:
        return self._silent == 0 and self._sections < 2

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self._sections += 1
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self._end()
            self._heading = tag in {"h1", "h2", "h3"}

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent -= 1
        elif tag in _BLOCKS or tag == "section":
            self._end()
            self._heading = False
            if tag == "section":
                self._sections = 2  # What follows is another page.

    def handle_data(self, data: str) -> None:
        if self._is_open:
            self._text.append(data)

    def _end(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text = []
        if text:
            self.statements.append(Statement(text, self._heading))


def first_page(report: Path) -> list[Statement]:
    """What the first page of a brief says, statement by statement: title, what it is, the verdict."""
    parser = _FirstPage()
    parser.feed(report.read_text(encoding="utf-8"))
    parser.close()
    return parser.statements


_SECTION = re.compile(r"<section\b.*?</section>", re.DOTALL)
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
_SCHEME = re.compile(r'(<meta name="color-scheme" content=")[^"]*')
_NAVIGATION = re.compile(r"<nav\b.*?</nav>", re.DOTALL)
_MAIN = re.compile(r"<main>.*</main>", re.DOTALL)


def picture(report: Path, height: int = 560) -> str:
    """The first page of a brief as a frame for a notebook.

    It is cut from the page, so that a notebook does not grow by all of it. The frame runs no script and is
    of no origin (``sandbox``), and the page's own policy forbids it to fetch anything.

    Args:
        report: the page.
        height: of the frame, in pixels.
    """
    html = report.read_text(encoding="utf-8")
    first = _SECTION.search(html)
    if first is not None:
        whole = f"<main>{first[0]}</main>"
        html = _MAIN.sub(lambda _: whole, html, count=1)
    html = _NAVIGATION.sub("", _SCRIPT.sub("", html))
    # A notebook is light or dark by a switch of its own, which a frame is not told of.
    html = _SCHEME.sub(r"\1light", html)
    return (
        f'<iframe sandbox="" srcdoc="{escape(html)}" title="Decision brief" '
        f'style="width:100%;height:{height}px;border:1px solid #d0d0d0;border-radius:4px"></iframe>'
    )
