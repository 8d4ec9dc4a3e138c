"use strict";
// Tooltips on figures: the title of a span, or the source of a figure in a drawing.
(function () {
  const tip = document.createElement("div");
  tip.id = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.append(tip);

  function source(element) {
    const data = element.dataset;
    if (!data.tip) {
      data.tip = element.getAttribute("title") || [
        data.file, (data.row || "").split(";").join(", "), data.column + " = " + data.value
      ].filter(Boolean).join(" · ");
      element.removeAttribute("title");
    }
    return data.tip;
  }

  function show(event) {
    const element = event.target.closest && event.target.closest("[data-file]");
    if (!element) { tip.hidden = true; return; }
    tip.textContent = source(element);
    tip.hidden = false;
    const box = element.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 6;
    tip.style.left = Math.max(8, left) + "px";
    tip.style.top = (above < 4 ? box.bottom + 6 : above) + "px";
  }

  document.addEventListener("pointerover", show);
  document.addEventListener("pointerdown", show);
  document.addEventListener("scroll", function () { tip.hidden = true; }, { passive: true });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { tip.hidden = true; }
  });

  // Tables are sorted by a column when its heading is pressed; again turns the order around.
  function value(row, column) {
    const cell = row.cells[column];
    const figure = cell.querySelector("[data-value]");
    return figure ? Number(figure.dataset.value) : cell.textContent.trim();
  }

  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") { return a - b; }
    if (typeof a === "number") { return -1; }
    if (typeof b === "number") { return 1; }
    return a.localeCompare(b, document.documentElement.lang);
  }

  document.querySelectorAll("thead th").forEach(function (head) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", function () {
      const isDown = head.getAttribute("aria-sort") === "ascending";
      head.parentNode.querySelectorAll("th").forEach(function (other) {
        other.removeAttribute("aria-sort");
      });
      head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
      const body = head.closest("table").tBodies[0];
      const rows = Array.from(body.rows);
      rows.sort(function (a, b) {
        const order = compare(value(a, head.cellIndex), value(b, head.cellIndex));
        return isDown ? -order : order;
      });
      body.append(...rows);
    });
  });
})();
