// Works out what the emulators of a study expect of a mix of levers. All coefficients stand in the page; nothing
// is fitted here, and nothing is fetched.
(function () {
  const { model, page } = JSON.parse(document.getElementById("model").textContent);
  const find = (id) => document.getElementById(id);
  const text = (key, terms = {}) =>
    page.texts[key].replace(/\{(\w+)\}/g, (whole, name) => terms[name] ?? whole);

  // Numbers as the language writes them.

  function decimal(value, places) {
    const scaled = Math.round(Math.abs(value) * 10 ** places);
    const [whole, fraction] = (scaled / 10 ** places).toFixed(places).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, page.texts["format.group"]);
    return (value < 0 && scaled > 0 ? page.texts["format.minus"] : "") + grouped
      + (fraction ? page.texts["format.decimal"] + fraction : "");
  }

  function count(value) {
    const size = Math.abs(value);
    if (size >= 99.95 || value === 0) { return decimal(value, 0); }
    return decimal(value, [1, 2, 3].find((places) => size * 10 ** places >= 0.5) ?? 1);
  }

  const writers = {
    count,
    signed: (value) => (value > 0 && /[1-9]/.test(count(value)) ? page.texts["format.plus"] : "") + count(value),
    money: (value) => page.texts["format.money"].replace("{n}", decimal(value, Math.abs(value) >= 99.995 ? 0 : 2)),
    percent: (value) => page.texts["format.percent"].replace("{n}", decimal(value * 100, 1)),
    whole: (value) => decimal(value, 0),
  };
  const write = (value, style) => Number.isFinite(value) ? writers[style](value) : "–";

  // The emulators: centre + scale · (trend · (1, place) + Σ k · weight), with a Matérn 5/2 kernel.

  const place = (values) => values.map((value, j) => {
    const width = model.highest[j] - model.lowest[j];
    return width > 0 ? (value - model.lowest[j]) / width : 0.5;
  });

  function kernel(outcome, at) {
    return model.places.map((point) => {
      let squared = 0;
      for (let j = 0; j < at.length; j += 1) {
        const distance = (at[j] - point[j]) / outcome.lengthScales[j];
        squared += distance * distance;
      }
      const s = Math.sqrt(5 * squared);
      return outcome.variance * (1 + s + s * s / 3) * Math.exp(-s);
    });
  }

  function along(line, at, weights) {
    let sum = line.trend[0];
    for (let j = 0; j < at.length; j += 1) { sum += line.trend[j + 1] * at[j]; }
    for (let i = 0; i < weights.length; i += 1) { sum += weights[i] * line.weights[i]; }
    return sum;
  }

  function mean(outcome, at) {
    if (!outcome.line) { return outcome.means[0]; }
    return outcome.centre + outcome.scale * along(outcome.line, at, kernel(outcome, at));
  }

  const main = model.outcomes[0];

  // The main outcome in each draw of what is not known.
  function draws(at) {
    if (!main.line) { return []; }
    const weights = kernel(main, at);
    return model.draws.map((line) => main.centre + main.scale * along(line, at, weights));
  }

  // L⁻¹ b, for the rows of a lower triangle.
  function forward(rows, b) {
    const x = [];
    for (let i = 0; i < rows.length; i += 1) {
      let rest = b[i];
      for (let j = 0; j < i; j += 1) { rest -= rows[i][j] * x[j]; }
      x.push(rest / rows[i][i]);
    }
    return x;
  }

  const squares = (values) => values.reduce((sum, value) => sum + value * value, 0);

  function variance(at) {
    if (!model.region) { return 0; }
    const white = forward(model.region.covariance, kernel(main, at));
    const left = [1, ...at].map((value, column) =>
      value - white.reduce((sum, one, i) => sum + one * model.region.whitenedBasis[i][column], 0));
    return Math.max(0, main.variance - squares(white) + squares(forward(model.region.basis, left)));
  }

  // Settings beyond what was run, and whether the mix is far from all runs.
  function outside(at) {
    if (!model.region) { return { settings: [], isFar: false }; }
    const settings = at.map((value, j) => j)
      .filter((j) => !(at[j] >= model.region.lower[j] && at[j] <= model.region.upper[j]));
    return { settings, isFar: settings.length === 0 && variance(at) > model.region.largestVariance };
  }

  function quantile(p, values) {
    const sorted = [...values].sort((a, b) => a - b);
    const position = (sorted.length - 1) * p;
    const below = Math.floor(position);
    if (below + 1 >= sorted.length) { return sorted[sorted.length - 1]; }
    return sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
  }

  // The program has worked some predictions out as well: a browser that finds others says so.
  function differs() {
    let worst = 0;
    const hold = (own, other, size) => { worst = Math.max(worst, Math.abs(own - other) / (size || 1)); };
    for (const probe of model.probes) {
      const at = place(probe.point);
      model.outcomes.forEach((outcome, k) => hold(mean(outcome, at), probe.means[k], outcome.scale));
      draws(at).forEach((value, k) => hold(value, probe.draws[k], main.scale));
      if (model.region) { hold(variance(at), probe.variance, main.variance); }
      const said = outside(at);
      if ((said.settings.length > 0 || said.isFar) !== probe.isOutside) { worst = Infinity; }
    }
    return worst;
  }

  // The page.

  const boxes = page.settings.map((setting, j) => find("box-" + j));
  const sliders = page.settings.map((setting, j) => find("slider-" + j));
  const values = boxes.map((box, j) => Number(box.value) / page.settings[j].factor);

  function nearest(at) {
    let best = 0;
    let least = Infinity;
    model.places.forEach((point, i) => {
      const distance = squares(point.map((value, j) => value - at[j]));
      if (distance < least) { [best, least] = [i, distance]; }
    });
    return best;
  }

  const NS = "http://www.w3.org/2000/svg";
  function shape(name, attributes) {
    const made = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) { made.setAttribute(key, value); }
    return made;
  }

  function ticks(low, high) {
    const raw = (high - low) / 4;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= raw);
    const found = [];
    for (let tick = Math.ceil(low / step) * step; tick <= high + step * 1e-9; tick += step) {
      found.push(Math.abs(tick) < step * 1e-9 ? 0 : tick);
    }
    return found;
  }

  const WIDTH = 340;
  const ends = [Math.min(0, ...page.axis), Math.max(0, ...page.axis)];
  if (ends[0] === ends[1]) { ends[1] = ends[0] + 1; }

  function showDots(effects) {
    const drawing = find("dots");
    const x = (value) => 14 + (WIDTH - 28) * (value - ends[0]) / (ends[1] - ends[0]);
    const parts = [];
    for (const tick of ticks(...ends)) {
      parts.push(shape("line", { x1: x(tick), x2: x(tick), y1: 6, y2: 76, class: tick === 0 ? "zero" : "grid" }));
      const label = shape("text", { x: x(tick), y: 92, "text-anchor": "middle", class: "axis" });
      label.textContent = write(tick, "count");
      parts.push(label);
    }
    const taken = [];
    for (const effect of effects) {
      const at = Math.min(WIDTH - 6, Math.max(6, x(effect)));
      const lane = [0, 1, -1, 2, -2, 3, -3].map((one) => 41 + one * 9)
        .find((y) => !taken.some((other) => Math.abs(other.x - at) < 7.2 && Math.abs(other.y - y) < 8)) ?? 41;
      taken.push({ x: at, y: lane });
      parts.push(shape("circle", { cx: at, cy: lane, r: 3.6, class: effect < 0 ? "dot fewer" : "dot more" }));
    }
    drawing.replaceChildren(...parts);
  }

  // The outcome along one setting, the others as they stand: mean, and nine draws in ten.
  const STEPS = 32;
  function showCurve(j) {
    const { low, high } = page.settings[j];
    const y = (value) => 4 + 46 * (1 - (value - page.band[0]) / (page.band[1] - page.band[0] || 1));
    const x = (value) => 100 * (value - low) / (high - low || 1);
    const means = [];
    const upper = [];
    const lower = [];
    for (let step = 0; step <= STEPS; step += 1) {
      const value = low + (high - low) * step / STEPS;
      const at = place(values.map((own, k) => k === j ? value : own));
      means.push([x(value), y(mean(main, at))]);
      if (page.hasRange && main.line) {
        const all = draws(at);
        lower.push([x(value), y(quantile(0.05, all))]);
        upper.push([x(value), y(quantile(0.95, all))]);
      }
    }
    const path = (points) => "M" + points.map((point) => point.map((one) => one.toFixed(2)).join(" ")).join("L");
    const parts = [];
    const run = [x(model.lowest[j]), x(model.highest[j])];
    if (run[0] > 0.5) { parts.push(shape("rect", { x: 0, y: 0, width: run[0], height: 54, class: "beyond" })); }
    if (run[1] < 99.5) {
      parts.push(shape("rect", { x: run[1], y: 0, width: 100 - run[1], height: 54, class: "beyond" }));
    }
    if (lower.length) { parts.push(shape("path", { d: path(lower.concat(upper.reverse())) + "Z", class: "band first" })); }
    parts.push(shape("line", { x1: 0, x2: 100, y1: y(0), y2: y(0), class: "zero" }));
    parts.push(shape("path", { d: path(means), class: "line first" }));
    parts.push(shape("line", { x1: x(values[j]), x2: x(values[j]), y1: 0, y2: 54, class: "here" }));
    find("curve-" + j).replaceChildren(...parts);
  }

  function fill(cell, value, style) {
    cell.textContent = write(value, style);
    cell.dataset.value = value;
  }

  // What the average may be off by, were other draws taken: the emulator's error, and the draws' own.
  function overOthers(effects, error) {
    if (effects.length < 2) { return Infinity; }
    const average = effects.reduce((sum, effect) => sum + effect, 0) / effects.length;
    const squares = effects.reduce((sum, effect) => sum + (effect - average) ** 2, 0);
    return Math.hypot(error, Math.sqrt(squares / (effects.length - 1) / effects.length));
  }

  // An average that other draws might put on the other side of 0 has no direction.
  function headline(effect, error) {
    if (Math.abs(effect) <= error) { return text("explore.same", { n: write(effect, "signed") }); }
    return text(effect < 0 ? "explore.fewer" : "explore.more", { n: write(Math.abs(effect), "count") });
  }

  let saying = null;
  function show() {
    const at = place(values);
    const means = model.outcomes.map((outcome) => mean(outcome, at));
    const effects = draws(at);
    const other = main.check ? overOthers(effects, main.check.error) : 0;
    const first = headline(means[0], 1.96 * other);
    find("headline").textContent = first;
    find("headline").dataset.value = means[0];
    const more = [];
    if (page.hasRange && effects.length) {
      const ends = [quantile(0.05, effects), quantile(0.95, effects)];
      more.push(text("explore.range", {
        low: write(ends[0], "signed"), high: write(ends[1], "signed"), all: write(effects.length, "whole"),
        fewer: write(effects.filter((effect) => effect < 0).length, "whole"),
      }));
      find("more").dataset.low = ends[0];
      find("more").dataset.high = ends[1];
    } else if (effects.length) { more.push(text("explore.few", { n: write(effects.length, "whole") })); }
    if (main.check) {
      more.push(text("explore.off", { error: write(main.check.error, "count"), other: write(other, "count") }));
      find("more").dataset.other = other;
    }
    find("more").textContent = more.join(" ");
    const named = (name) => means[model.outcomes.findIndex((outcome) => outcome.name === name)];
    find("money").textContent = [
      named("spent_usd") === undefined ? "" : text("explore.spends", { n: write(named("spent_usd"), "money") }),
      named("direct") === undefined ? "" : text("explore.reaches", { n: write(Math.max(0, named("direct")), "count") }),
    ].filter(Boolean).join(" ");
    const { settings, isFar } = outside(at);
    boxes.forEach((box, j) => box.closest(".setting").classList.toggle("outside", settings.includes(j)));
    const warning = settings.length
      ? text("explore.outside", { names: settings.map((j) => page.settings[j].label).join(", ") })
      : isFar ? text("explore.far") : "";
    find("outside").textContent = warning;
    find("outside").hidden = !warning;
    const close = nearest(at);
    find("nearest").dataset.point = close;
    find("nearest").textContent = text("explore.nearest", { name: page.points[close] });
    model.outcomes.forEach((outcome, k) => {
      const row = find("outcome-" + k);
      fill(row.querySelector(".here"), means[k], page.outcomes[k]);
      fill(row.querySelector(".run"), outcome.means[close], page.outcomes[k]);
    });
    showDots(effects);
    page.settings.forEach((setting, j) => showCurve(j));
    find("settings").textContent = page.settings.map((setting, j) => setting.path + ": " + values[j]).join("\n");
    // Who listens is told when a setting rests.
    clearTimeout(saying);
    saying = setTimeout(() => { find("live").textContent = [first, warning].filter(Boolean).join(" "); }, 600);
  }

  function set(j, value, from) {
    const setting = page.settings[j];
    if (!Number.isFinite(value)) { return; }
    let next = Math.min(setting.highest, Math.max(setting.lowest, value));
    if (setting.isWhole) { next = Math.round(next); }
    values[j] = next;
    const shown = String(+(next * setting.factor).toPrecision(12));
    if (from !== boxes[j]) { boxes[j].value = shown; }
    if (from !== sliders[j]) { sliders[j].value = shown; }
    sliders[j].setAttribute("aria-valuetext", shown + " " + setting.unit);
  }

  let drawing = 0;
  function changed() {
    cancelAnimationFrame(drawing);
    drawing = requestAnimationFrame(show);
  }

  page.settings.forEach((setting, j) => {
    for (const control of [boxes[j], sliders[j]]) {
      control.addEventListener("input", () => {
        if (control.value !== "") { set(j, Number(control.value) / setting.factor, control); changed(); }
      });
      control.addEventListener("change", () => { set(j, values[j]); changed(); });
    }
  });
  find("middle").addEventListener("click", () => {
    page.settings.forEach((setting, j) => set(j, setting.middle));
    changed();
  });
  find("nearest").addEventListener("click", () => {
    const point = model.places[Number(find("nearest").dataset.point)];
    point.forEach((share, j) => set(j, model.lowest[j] + share * (model.highest[j] - model.lowest[j])));
    changed();
  });
  const worst = differs();
  document.documentElement.dataset.differs = worst;
  if (!(worst < 1e-6)) { find("differs").hidden = false; }
  page.settings.forEach((setting, j) => set(j, values[j]));
  find("explorer").hidden = false;
  show();
})();
