"""What must hold of every page, for checks in a browser: texts stand out, controls have names."""

_CONTRAST = """() => {
  const parse = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = (c) => { const [r, g, b] = parse(c).map((v) => { v /= 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const bad = [];
  for (const e of document.querySelectorAll("body *")) {
    if (e.closest("svg, script, noscript") || e.disabled) continue;
    if (!e.checkVisibility({ checkOpacity: true })) continue;
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
    let behind = e, back;
    for (;;) { back = getComputedStyle(behind).backgroundColor;
      if (parse(back)[3] !== 0 || !behind.parentElement) break; behind = behind.parentElement; }
    const [a, b] = [light(getComputedStyle(e).color), light(back)].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) bad.push(e.tagName + " " + e.textContent.trim().slice(0, 30));
  }
  return bad;
}"""

_UNNAMED = """() => [...document.querySelectorAll("button, input, select, [role=tab]")]
  .filter((e) => e.checkVisibility() && !(e.getAttribute("aria-label") || e.textContent.trim()
    || (e.labels && [...e.labels].some((l) => l.textContent.trim()))))
  .map((e) => e.outerHTML.slice(0, 80))"""


def contrast(page):
    """Texts that do not stand out from what is behind them, by the formula of WCAG (4.5)."""
    return page.evaluate(_CONTRAST)


def unnamed(page):
    """Fields and buttons that a screen reader would call by nothing."""
    return page.evaluate(_UNNAMED)
