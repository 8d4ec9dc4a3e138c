// The planning page. What it knows it asks the program that serves it; the plan is a file that the program
// writes, and each figure comes from there as text or as a drawing.

const token = takeToken();
const state = {
  plan: null, texts: {}, cards: [], history: [], isRunning: false, check: 0, ran: null, answered: "",
  parameters: [], asked: "", drawsFile: null, compared: null,
  start: "2016-01", months: 60,
};

// The secret is in the address that the program opened, behind the #, which no request carries. It is taken
// out of the address at once and kept for this tab, so that the page may be loaded again.
function takeToken() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const given = parts.get("token");
  if (given) {
    sessionStorage.setItem("token", given);
    parts.delete("token");
    history.replaceState(null, "", location.pathname + (parts.size ? "#" + parts : ""));
  }
  return sessionStorage.getItem("token") || "";
}

// What is open stands in the address, so that a page loaded again, and the button back, find it: the plan, the
// view, the language, what is compared. Never the secret.
const inAddress = () => new URLSearchParams(location.hash.slice(1));
function note(changes, isStep = false) {
  const parts = inAddress();
  for (const [name, value] of Object.entries(changes)) {
    if (value) { parts.set(name, value); } else { parts.delete(name); }
  }
  const address = location.pathname + (parts.size ? "#" + parts : "");
  if (address === location.pathname + location.hash) { return; }
  if (isStep) { history.pushState(null, "", address); } else { history.replaceState(null, "", address); }
}

const find = (id) => document.getElementById(id);
const text = (key, terms = {}) =>
  (state.texts[key] || key).replace(/\{(\w+)\}/g, (whole, name) => terms[name] ?? whole);

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) { made.addEventListener(key.slice(2), value); }
    else if (value === true) { made.setAttribute(key, ""); }
    else if (value !== false && value != null) { made.setAttribute(key, value); }
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

// The language of this page, once one has been chosen: each page has its own.
const credentials = () => ({
  Authorization: "Bearer " + token, ...(state.language ? { "Accept-Language": state.language } : {}),
});

async function send(what, body, isLeaving = false) {
  const response = await fetch("/api/" + what, {
    method: "POST", body: JSON.stringify(body), keepalive: isLeaving,
    headers: { "Content-Type": "application/json", ...credentials() },
  });
  if (response.ok) { return response; }
  const answer = await response.json();
  throw new Error(answer.problem || response.statusText);
}

const ask = async (what, body = {}, isLeaving = false) => (await send(what, body, isLeaving)).json();

function say(message, isProblem = false) {
  find("status").textContent = message;
  find("status").classList.toggle("warning", isProblem);
}

function number(value, digits = 0) {
  return new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: digits }).format(value);
}

const money = (value) => text("studio.usd", { n: number(value) });

// Months of the calendar

function monthName(month) {
  const [year, first] = state.start.split("-").map(Number);
  const date = new Date(Date.UTC(year, first - 1 + month - 1, 1));
  return new Intl.DateTimeFormat(
    document.documentElement.lang, { month: "short", year: "numeric", timeZone: "UTC" }).format(date);
}

// Controls

// Where a plan keeps a setting: of the programme, or of the world.
const home = (control) => control.path.startsWith("parameters.") ? state.plan.world : state.plan.settings;

function value(control) {
  const set = home(control)[control.path];
  return set === undefined ? control.value : Number(set);
}

function set(control, next, isMoving = false) {
  if (!Number.isFinite(next)) { return; }
  next = Math.min(control.highest, Math.max(control.lowest, next));
  if (control.kind !== "number" && control.kind !== "share") { next = Math.round(next); }
  if (value(control) === next) { return; }
  if (!isMoving || !state.moving) { remember(); }
  state.moving = isMoving;
  home(control)[control.path] = String(+next.toPrecision(12));
  changed();
}

function remember() {
  state.history.push(JSON.stringify(state.plan));
  if (state.history.length > 200) { state.history.shift(); }
  find("undo").disabled = false;
}

// The plan is a file at all times: it is written as soon as its settings rest, and before another is opened or
// the page is left.
let keeping = null;
let isUnsaved = false;
function keep() {
  isUnsaved = true;
  remain();
  clearTimeout(keeping);
  keeping = setTimeout(() => save().catch((error) => say(error.message, true)), 400);
}

// So that a page that is loaded again goes on with its plan.
const remain = () => sessionStorage.setItem("plan", JSON.stringify(sent()));

function save() {
  return isUnsaved ? write("save") : writing.catch(() => {});
}

// Whatever writes the plan's file waits for what writes it already, and sends what the file was like after that:
// the program finds out by this whether somebody else has changed it.
let writing = Promise.resolve();
function write(what, more = {}) {
  clearTimeout(keeping);
  const turn = writing.catch(() => {}).then(async () => {
    const plan = sent();
    isUnsaved = false;
    // What is on its way arrives though the page is left.
    const answer = await ask(what, { plan, ...more }, true);
    if (state.plan.name === plan.name) { written(answer, plan.name + ".yaml"); }
    offer(answer.name + ".yaml");
  });
  writing = turn;
  return turn;
}

// A plan whose file another page or an editor has changed goes on in a file of its own.
function written(answer, file) {
  Object.assign(state.plan, { name: answer.name, seen: answer.seen });
  remain();
  const own = answer.name + ".yaml";
  if (own === file) { return; }
  note({ plan: answer.name });
  showFile();
  say(text("studio.apart", { file, own }));
}

// What another page or an editor has made of the plan's file is shown, unless something is changed here. What cannot
// be read is told once.
const LOOK = 2000;
let unread = "";
async function follow() {
  const plan = state.plan;
  const isTyped = () => ["title", "budget"].includes(document.activeElement?.id);
  if (!plan || document.hidden || isUnsaved || isTyped()) { return; }
  await writing.catch(() => {});
  const [turn, seen] = [writing, plan.seen];
  const isStill = () =>
    state.plan === plan && writing === turn && !isUnsaved && !isTyped() && plan.seen === seen;
  const answer = await ask("seen", { file: plan.name });
  // A file that is gone is written again with the next change.
  if (!isStill() || !answer.seen || [seen, unread].includes(answer.seen)) { return; }
  const file = plan.name + ".yaml";
  let changed;
  try { changed = await ask("plan", { file }); } catch (error) {
    unread = answer.seen;
    say(error.message, true);
    return;
  }
  if (!isStill()) { return; }
  remember();
  take(changed);
  outdate();
  say(text("studio.changed", { file }));
}

// A plan that has become a file may be opened like those that were there before.
function offer(file) {
  const all = [...find("files").options].filter((option) => option.value);
  if (all.some((option) => option.value === file)) { return; }
  const next = all.find((option) => option.value > file || option.value.includes("/"));
  find("files").insertBefore(element("option", { value: file }, file), next ?? null);
}

// All of a plan that a run depends on.
const asRun = () => {
  const { base, baseline, settings, world, draws } = state.plan;
  return JSON.stringify([base, baseline, settings, world, draws]);
};

function changed() {
  keep();
  outdate();
  check();
}

// What is shown, and what runs, may be of the plan as it was.
function outdate() {
  // Another plan may run while this one is made.
  if (state.isRunning && state.told.plan === state.plan.name) { ask("stop").catch(() => {}); }
  mark();
}

// An answer that is not of this plan as it stands is grey: this plan was changed, or another page has run or opened its
// own.
function mark() {
  const isOther = state.plan && state.answered && state.answered !== state.plan.name;
  find("parts").classList.toggle("stale", isOther || state.ran !== null && state.ran !== asRun());
}

function unit(control) {
  const key = "studio.unit." + control.unit.replace(/[^a-z]+/gi, "_").toLowerCase();
  return state.texts[key] || (["share", "number", "month"].includes(control.unit) ? "" : control.unit);
}

// A control says what it is, what it may be and where its standard value comes from, when it is asked.
function about(control, id) {
  const place = element("p", { class: "about", id: id + "-about", hidden: true });
  const asked = element("button", {
    type: "button", class: "why", id: id + "-why", "aria-expanded": "false", "aria-controls": id + "-about",
    "aria-label": text("studio.why", { what: control.label }),
    onclick: () => {
      place.hidden = !place.hidden;
      asked.setAttribute("aria-expanded", String(!place.hidden));
    },
  }, "?");
  place.textContent = control.summary + " " + text("studio.range", {
    low: shown(control, control.lowest), high: shown(control, control.highest), source: control.source,
    standard: shown(control, control.standard),
  }) + " " + control.path;
  return [asked, place];
}

const shown = (control, n) => control.kind === "share" ? number(n * 100, 2) + " %"
  : new Intl.NumberFormat(document.documentElement.lang, { maximumSignificantDigits: 6 }).format(n);

function monthChoice(control, id) {
  const isUntil = control.path.endsWith(".until");
  const chosen = value(control);
  const select = element("select", { id, onchange: () => set(control, Number(select.value)) });
  const months = new Set(Array.from({ length: state.months }, (_, index) => index + 1));
  if (chosen <= state.months || !isUntil) { months.add(chosen); }
  for (const month of [...months].sort((a, b) => a - b)) {
    select.append(element("option", { value: month, selected: month === chosen }, monthName(month)));
  }
  if (isUntil) {
    select.append(element(
      "option", { value: control.highest, selected: chosen > state.months }, text("studio.to_the_end")));
  }
  return [select];
}

function numberFields(control, id) {
  const factor = control.kind === "share" ? 100 : 1;
  const step = control.kind === "share" ? 1 : "any";
  const isSlider = control.kind === "share" && control.main;
  const box = element("input", {
    type: "number", id, inputmode: "decimal", step: "any", min: control.lowest * factor,
    max: control.highest * factor, value: +(value(control) * factor).toPrecision(10),
    oninput: () => { if (box.value !== "") { set(control, Number(box.value) / factor, true); slide(); } },
    onchange: () => {
      state.moving = false;
      box.value = +(value(control) * factor).toPrecision(10);
      // One that is set now stands first, with a way back. Where the keyboard goes from here is known only then.
      if (home(control) === state.plan.world) { setTimeout(showFound); }
    },
  });
  const slider = isSlider ? element("input", {
    type: "range", id: id + "-slider", min: control.lowest * factor, max: control.highest * factor, step,
    value: value(control) * factor, "aria-label": control.label,
    oninput: () => {
      set(control, Number(slider.value) / factor, true);
      box.value = +(value(control) * factor).toPrecision(10);
    },
    onchange: () => { state.moving = false; },
  }) : null;
  function slide() { if (slider) { slider.value = value(control) * factor; } }
  return [box, element("span", { class: "unit" }, control.kind === "share" ? "%" : unit(control)), slider];
}

function field(control) {
  const id = "c-" + control.path.replace(/\W/g, "-");
  const [asked, place] = about(control, id);
  const fields = control.kind === "month" ? monthChoice(control, id) : numberFields(control, id);
  return element(
    "div", { class: "control", "data-path": control.path },
    element("div", { class: "row" }, element("label", { for: id }, control.label), asked, ...fields, place),
    element("p", { class: "problem", hidden: true }));
}

// Whom a lever turns to first: one way, or shares of several where a file has set so.
function targeting(card) {
  if (!card.targeting.length) { return null; }
  const values = card.targeting.map(value);
  const whole = values.findIndex((share, index) =>
    share === 1 && values.every((other, place) => place === index || other === 0));
  if (whole < 0) { return card.targeting.map(field); }
  const id = "c-" + card.lever + "-targeting";
  const select = element("select", {
    id, onchange: () => {
      remember();
      card.targeting.forEach((control) => {
        state.plan.settings[control.path] = control.path === select.value ? "1" : "0";
      });
      changed();
    },
  });
  for (const [index, control] of card.targeting.entries()) {
    select.append(element("option", { value: control.path, selected: index === whole }, control.label));
  }
  return [element("div", { class: "control" }, element(
    "div", { class: "row" }, element("label", { for: id }, text("studio.targeting")), select))];
}

function card(one) {
  const main = one.controls.filter((control) => control.main);
  const rest = one.controls.filter((control) => !control.main);
  const whom = targeting(one) || [];
  return element(
    "div", { class: "card", "data-lever": one.lever },
    element("h3", {}, element("span", {}, one.title), element("span", { class: "usd" })),
    ...main.map(field), ...whom,
    rest.length ? element(
      "details", {}, element("summary", {}, text("studio.details")), ...rest.map(field)) : null);
}

function showFile() {
  find("file").textContent = text("studio.file", { file: state.plan.name + ".yaml", base: state.plan.base });
}

function showPlan() {
  find("title").value = state.plan.title;
  showFile();
  find("cards").replaceChildren(...state.cards.map(card));
  showWorld().catch((error) => say(error.message, true));
}

// All that is declared of the world, for those who want it: what a plan sets stands first, then what is searched.

const MOST = 20;

async function showWorld() {
  const isSet = Object.keys(state.plan.world).length > 0;
  find("draws").checked = state.plan.draws !== null;
  find("draws").disabled = state.drawsFile === null;
  if (!find("world").open && !isSet) { return; }
  const asked = state.plan.name + state.plan.baseline;
  if (state.asked !== asked) {
    // The values of the world without what the plan assumes otherwise.
    // Without what may be wrong in it, too.
    state.parameters = await ask("parameters", {
      plan: { ...state.plan, title: state.plan.name, budget: null, settings: {}, world: {} },
    });
    state.asked = asked;
  }
  if (isSet) { find("world").open = true; }
  showFound();
}

function showFound() {
  const words = find("search").value.toLowerCase().split(/[\s_.]+/).filter(Boolean);
  const isMeant = (one) => {
    const all = (one.path + " " + one.summary + " " + one.source).toLowerCase().replaceAll("_", " ");
    return words.length > 0 && words.every((word) => all.includes(word));
  };
  const isSet = (one) => state.plan.world[one.path] !== undefined;
  const set = state.parameters.filter(isSet);
  const meant = state.parameters.filter((one) => !isSet(one) && isMeant(one));
  find("found").textContent = words.length === 0 ? text("studio.world.all", { n: number(state.parameters.length) })
    : text("studio.world.found", { n: number(meant.length), shown: number(Math.min(MOST, meant.length)) });
  const focused = document.activeElement?.id;
  find("parameters").replaceChildren(...set.concat(meant.slice(0, MOST)).map(parameter));
  if (focused && document.activeElement?.id !== focused) { find(focused)?.focus(); }
  // What is wrong with one stands at its field.
  if (set.length > 0) { check(); }
}

function parameter(one) {
  const made = field(one);
  const isSet = state.plan.world[one.path] !== undefined;
  made.classList.add("parameter");
  made.prepend(element("p", { class: "caption" }, one.summary + (one.drawn && !isSet ? " " + text("studio.world.drawn") : "")));
  if (isSet) {
    const field = made.querySelector("input, select").id;
    made.append(element("p", { class: "tools" }, element("button", {
      type: "button", id: field + "-back", onclick: () => {
        remember();
        delete state.plan.world[one.path];
        changed();
        showFound();
        // The button is gone; its field may be, too.
        (find(field) || find("search")).focus();
      },
    }, text("studio.world.back", { value: shown(one, one.value) }))));
  }
  return made;
}

function take(answer) {
  const { cards, start, months, persons, drawsFile, ...plan } = answer;
  Object.assign(state, { plan, cards, start, months, drawsFile });
  note({ plan: plan.name });
  find("place").textContent = text("studio.place", {
    persons: number(persons), first: monthName(1), last: monthName(months),
  });
  showPlan();
  remain();
  check();
}

// Shows the plan with its cards made anew. What is changed while the program is asked stays.
async function again() {
  const answer = await ask("plan", { plan: sent() });
  take({ ...answer, ...state.plan, title: sent().title });
}

// Shows what the plan's last run has left, so that a plan that is opened comes with its answer.
async function recall() {
  const [plan, ran] = [state.plan, asRun()];
  const answer = await ask("recall", { plan: sent() });
  if (answer.isShown === null || state.plan !== plan) { return; }
  // What is shown besides is of another plan, or of this one as it was.
  state.ran = answer.isShown ? ran : "";
  mark();
}

// Shows another plan. What is changed in this one while the program is asked is kept first.
async function exchange(what, asked) {
  const answer = await ask(what, asked);
  await save();
  take(answer);
  mark();
  state.history = [];
  find("undo").disabled = true;
}

// What can be said before anything is run

let waiting = null;
function check() {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const mine = ++state.check;
    let answer;
    try { answer = await ask("check", { plan: sent() }); } catch (error) { say(error.message, true); return; }
    if (mine === state.check) { showCheck(answer); }
  }, 30);
}

// A title without signs that nobody sees: they come along with a paste, join the figures of a pictogram, and stand
// between the words of Khmer.
const plain = (title) => title.replace(/[\t\n]/g, " ").replace(/[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}\p{Cs}\p{Zl}\p{Zp}]/gu, "");
const sent = () => ({ ...state.plan, title: plain(find("title").value) || state.plan.name });

const HIGHEST_BUDGET = 1_000_000_000;

function bound(name, most, aim) {
  const isShort = aim != null && most < aim;
  const words = aim == null ? number(most) : text("studio.of_target", { n: number(most), aim: number(aim) });
  return [element("dt", {}, text("studio.bound." + name)), element("dd", { class: isShort ? "short" : "" }, words)];
}

function showCheck(answer) {
  const errors = answer.problems.filter((problem) => problem.isError);
  find("run").disabled = errors.length > 0;
  const bounds = [];
  // Of a plan that cannot run there is neither cost nor reach; its budget may be what is to be mended.
  const isKnown = answer.cost !== undefined;
  if (isKnown) {
    bounds.push(element("dt", {}, text("studio.cost")), element("dd", { id: "cost" }, money(answer.cost)));
  }
  const budget = element("input", {
    type: "number", id: "budget", min: 1, max: HIGHEST_BUDGET, step: "any", value: state.plan.budget ?? "",
    "aria-label": text("studio.budget"),
    onchange: () => {
      remember();
      // Whole dollars, as a file has it.
      const given = Math.min(HIGHEST_BUDGET, Math.max(1, Math.round(Number(budget.value))));
      state.plan.budget = budget.value === "" ? null : given;
      budget.value = state.plan.budget ?? "";
      changed();
    },
  });
  bounds.push(element("dt", {}, text("studio.budget")), element("dd", {}, budget));
  if (isKnown && state.plan.budget) {
    const left = state.plan.budget - answer.cost;
    bounds.push(
      element("dt", {}, text(left < 0 ? "studio.over" : "studio.left")),
      element("dd", { class: left < 0 ? "short" : "" }, money(Math.abs(left))));
  }
  if (isKnown) {
    bounds.push(...bound("direct", answer.reach.direct, answer.targets.direct));
    bounds.push(...bound("indirect", answer.reach.indirect, answer.targets.indirect));
    if (answer.targets.withFamilies != null) {
      bounds.push(...bound("with_families", answer.reach.withFamilies, answer.targets.withFamilies));
    }
  }
  const typed = document.activeElement?.id === "budget" ? document.activeElement.parentElement : null;
  if (typed) {
    // The box that is written in stays; all around it follows.
    const place = bounds.findIndex((one) => one.querySelector("#budget"));
    while (typed.previousSibling) { typed.previousSibling.remove(); }
    while (typed.nextSibling) { typed.nextSibling.remove(); }
    typed.before(...bounds.slice(0, place));
    typed.after(...bounds.slice(place + 1));
  } else {
    find("bounds").replaceChildren(...bounds);
  }
  for (const box of document.querySelectorAll(".card")) {
    const cost = (answer.costs || []).find((one) => one.lever === box.dataset.lever);
    box.classList.toggle("absent", !cost);
    box.querySelector(".usd").textContent = cost ? money(cost.usd) : text("studio.absent");
  }
  for (const place of document.querySelectorAll(".control .problem")) { place.hidden = true; }
  const rest = answer.problems.filter((problem) => {
    const place = problem.path && document.querySelector(`.control[data-path="${problem.path}"] .problem`);
    if (!place) { return true; }
    place.textContent = problem.text + (problem.hint ? " – " + problem.hint : "");
    place.hidden = false;
    return false;
  });
  find("problems").replaceChildren(...rest.map((problem) =>
    element("li", {}, problem.text + (problem.hint ? " – " + problem.hint : ""))));
  state.command = answer.command || "";
  showCommands();
  find("yaml").textContent = answer.yaml || "";
}

// The commands that do the same as the page: all of them once there is a result of this plan.
function showCommands() {
  const { told } = state;
  const isDone = told?.folder && told.plan === state.plan.name && state.ran === asRun();
  const folder = "results/" + state.plan.name;
  find("command").textContent = isDone
    ? [`${state.command} --replicates ${told.done}`, `sim-run report ${folder}`, `sim-run export ${folder} --xlsx`]
      .join("\n")
    : state.command;
}

// Running

async function run(all = false) {
  try {
    state.ran = asRun();
    mark();
    await write("run", { all });
  } catch (error) { say(error.message, true); }
}

const order = ["verdict", "reach", "effects", "costs", "map", "information"];

// What the program told last, in words of the page's language.
function tell(event) {
  const terms = { done: number(event.done || 0), of: number(event.of || 0),
    draws: number(event.draws || 0), plan: event.plan || "" };
  if (event.state === "failed") { say(event.problem, true); return; }
  const isUndecided = event.state === "done" && !event.settled;
  say(text(isUndecided ? "studio.state.undecided" : "studio.state." + event.state, terms));
}

function show(event) {
  state.told = event;
  state.isRunning = event.state === "running" || event.state === "preparing";
  find("stop").hidden = !state.isRunning;
  const progress = find("progress");
  progress.hidden = !state.isRunning;
  if (event.of) { progress.max = event.of; progress.value = event.done; }
  tell(event);
  if (event.dots) {
    find("dots").innerHTML = event.dots;
    find("dots").append(element("p", { class: "caption" }, text("studio.dots.caption")));
  }
  if (event.parts) {
    if (event.parts.verdict) { find("dots").replaceChildren(); }
    find("parts").innerHTML = order.map((name) => event.parts[name] || "").join("");
    state.answered = event.plan;
    mark();
    for (const name of ["brief", "workbook"]) {
      find(name).hidden = !event.hasBrief;
      find(name).dataset.folder = event.plan;
    }
    find("more").hidden = event.state !== "done";
    find("folder").textContent = event.folder;
    find("where").hidden = false;
    showCommands();
    document.dispatchEvent(new Event("figures"));
  }
}

// What is told comes in the language of the page: in another one it is asked for anew.
let watched = new AbortController();
async function watch() {
  for (;;) {
    const here = watched;
    try {
      const response = await fetch("/api/events", { headers: credentials(), signal: here.signal });
      if (!response.ok) { throw new Error((await response.json()).problem); }
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value: piece, done } = await reader.read();
        if (done) { break; }
        const events = (rest + piece).split("\n\n");
        rest = events.pop();
        for (const event of events) { show(JSON.parse(event.replace(/^data: /, ""))); }
      }
    } catch (error) {
      if (here.signal.aborted) { continue; }
      say(text("studio.lost"), true);
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

// Other views

async function openPage(folder) {
  const page = window.open("", "_blank");
  try {
    const answer = await ask("page", { file: folder });
    if (page) { page.location = answer.path; } else { location.assign(answer.path); }
  } catch (error) { page?.close(); say(error.message, true); }
}

async function takeWorkbook(folder) {
  try {
    const book = URL.createObjectURL(await (await send("workbook", { file: folder })).blob());
    element("a", { href: book, download: folder.split("/").pop() + ".xlsx" }).click();
    setTimeout(() => URL.revokeObjectURL(book), 60_000);
  } catch (error) { say(error.message, true); }
}

async function showResults() {
  const results = await ask("results");
  find("results").replaceChildren(...results.map((result) => element(
    "li", {}, element("span", { class: "grow" }, result.title),
    element("span", {}, result.replicates == null ? "" : text("studio.results.draws", { n: number(result.replicates) })),
    result.hasPage ? element(
      "button", { type: "button", onclick: () => openPage(result.folder) }, text("studio.results.open")) : null,
    result.isWhole ? element(
      "button", { type: "button", onclick: () => takeWorkbook(result.folder) }, text("studio.workbook")) : null)));
  const plans = results.filter((result) => result.isPlan);
  const boxes = [...document.querySelectorAll("#choices input:checked")].map((box) => box.value);
  const chosen = new Set(boxes.length ? boxes : (inAddress().get("compare") || "").split(","));
  find("choices").replaceChildren(
    find("choices").querySelector("legend"),
    ...plans.map((result) => element("label", {}, element("input", {
      type: "checkbox", value: result.folder,
      checked: chosen.has(result.folder) || plans.length <= 2 && !inAddress().get("compare"),
    }), " ", result.title)));
}

// What other programs write below the same folder: looked at again and again while somebody looks.
const WATCH = 4000;
let watching = null;
async function showRuns() {
  clearTimeout(watching);
  if (find("view-results").hidden) { return; }
  const runs = await ask("underway");
  find("underway").hidden = runs.length === 0;
  const open = new Set([...document.querySelectorAll("#runs details[open]")].map((one) => one.dataset.run));
  find("runs").replaceChildren(...runs.map((one) => {
    const body = one.scenarios.map((scenario) => {
      const drawing = element("div", { class: "strip" });
      drawing.innerHTML = scenario.dots;
      return element("div", {}, element("p", {}, text("studio.underway.mean", {
        name: scenario.scenario, mean: scenario.mean == null ? "–" : number(scenario.mean, 1),
      })), drawing);
    });
    return element("details", { "data-run": one.key, open: open.has(one.key) },
      element("summary", {}, text("studio.underway.run", {
        folder: one.folder, n: number(one.done), seconds: number(one.age ?? 0),
      })), ...body);
  }));
  watching = setTimeout(() => showRuns().catch(() => {}), WATCH);
}

async function compare() {
  const names = [...document.querySelectorAll("#choices input:checked")].map((box) => box.value);
  try {
    find("comparison").innerHTML = (await ask("compare", { names })).html;
    note({ compare: names.join(",") });
    state.compared = names;
  } catch (error) { find("comparison").textContent = error.message; }
}

function choose(tab, isStep = true) {
  for (const other of document.querySelectorAll("[role=tab]")) {
    const isChosen = other === tab;
    other.setAttribute("aria-selected", String(isChosen));
    other.tabIndex = isChosen ? 0 : -1;
    find(other.getAttribute("aria-controls")).hidden = !isChosen;
  }
  const view = tab.id.replace("tab-", "");
  note({ view: view === "now" ? null : view }, isStep);
  if (tab.id === "tab-results") { showRuns().catch((error) => say(error.message, true)); }
  if (tab.id !== "tab-now") { showResults().catch((error) => say(error.message, true)); }
}

// Starting

async function start(language) {
  if (language) { state.language = language; }
  const answer = await ask("start");
  state.language = answer.language;
  if (language) { note({ lang: answer.language }); }
  state.texts = answer.texts;
  document.documentElement.lang = answer.language;
  for (const place of document.querySelectorAll("[data-text]")) { place.textContent = text(place.dataset.text); }
  document.title = text("studio.title");
  find("draft").textContent = state.texts["studio.draft"] ?? "";
  find("draft").hidden = !state.texts["studio.draft"];
  find("foot").textContent = text("studio.foot", { version: answer.version });
  if (state.told) { tell(state.told); }
  // Not every browser knows the name of Khmer in Khmer.
  const name = (language) => language === "km"
    ? "ខ្មែរ" : new Intl.DisplayNames([language], { type: "language" }).of(language);
  find("language").replaceChildren(...answer.languages.map((one) =>
    element("option", { value: one, selected: one === answer.language }, name(one))));
  find("files").replaceChildren(
    element("option", { value: "" }, text("studio.open.choose")),
    ...answer.files.map((one) => element("option", { value: one }, one)));
  if (state.plan) {
    watched.abort();
    watched = new AbortController();
    await again();
    if (state.compared) { compare(); }
    if (!find("view-now").hidden) { return; }
    await showResults();
    return;
  }
  // A page that is loaded again goes on with its plan; one that names another in its address opens that.
  const named = inAddress().get("plan");
  const kept = JSON.parse(sessionStorage.getItem("plan") || "null");
  const asked = kept && (!named || kept.name === named) ? { plan: kept }
    : named && answer.files.includes(named + ".yaml") ? { file: named + ".yaml" } : null;
  try { take(asked ? await ask("plan", asked) : answer.plan); } catch { take(answer.plan); }
  if (!state.isRunning) { recall().catch((error) => say(error.message, true)); }
  if (inAddress().get("view")) { await look(); }
}

// Shows what the address names.
async function look() {
  choose(find("tab-" + inAddress().get("view")) || find("tab-now"), false);
  const names = inAddress().get("compare");
  if (names && inAddress().get("view") === "compare") {
    await showResults();
    await compare();
  }
}

find("copy").addEventListener("click", () => {
  navigator.clipboard.writeText(find("folder").textContent).then(
    () => say(text("studio.copied")), (error) => say(error.message, true));
});
find("run").addEventListener("click", () => run());
find("more").addEventListener("click", () => run(true));
find("stop").addEventListener("click", () => ask("stop").catch(() => {}));
find("brief").addEventListener("click", (event) => openPage(event.currentTarget.dataset.folder));
find("workbook").addEventListener("click", (event) => takeWorkbook(event.currentTarget.dataset.folder));
find("compare").addEventListener("click", compare);
find("title").addEventListener("change", () => {
  remember();
  find("title").value = plain(find("title").value);
  state.plan.title = find("title").value;
  changed();
});
find("language").addEventListener("change", (event) => start(event.target.value).catch((e) => say(e.message, true)));
find("files").addEventListener("change", async (event) => {
  if (!event.target.value) { return; }
  const file = event.target.value;
  // So that the same may be chosen again.
  event.target.value = "";
  try {
    await save();
    await exchange("plan", { file });
    find("parts").replaceChildren();
    find("dots").replaceChildren();
    for (const name of ["more", "brief", "workbook", "where"]) { find(name).hidden = true; }
    state.answered = "";
    await recall();
  } catch (error) { say(error.message, true); }
});
find("undo").addEventListener("click", async () => {
  const last = state.history.pop();
  if (!last) { return; }
  state.plan = { ...JSON.parse(last), name: state.plan.name, seen: state.plan.seen };
  find("undo").disabled = state.history.length === 0;
  find("title").value = state.plan.title;
  changed();
  await again().catch((error) => say(error.message, true));
});
find("duplicate").addEventListener("click", async () => {
  try {
    await write("save");
    await exchange("duplicate", { plan: sent() });
  } catch (error) { say(error.message, true); }
});
for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    const tabs = [...document.querySelectorAll("[role=tab]")];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) { return; }
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    next.focus();
    choose(next);
  });
}

find("world").addEventListener("toggle", () => showWorld().catch((error) => say(error.message, true)));
find("search").addEventListener("input", () => { if (state.parameters) { showFound(); } });
find("draws").addEventListener("change", () => {
  remember();
  state.plan.draws = find("draws").checked ? state.drawsFile : null;
  changed();
});
document.querySelector(".skip").addEventListener("click", (event) => {
  // Not by the address, which says what is open.
  event.preventDefault();
  find("answer").scrollIntoView();
  document.querySelector("[role=tab][aria-selected=true]").focus();
});
window.addEventListener("popstate", () => {
  // An address of before may name a plan and a language that are no longer open.
  if (state.plan) { note({ plan: state.plan.name, lang: state.language }); }
  look().catch((error) => say(error.message, true));
});
window.addEventListener("pagehide", () => {
  // Nothing that is awaited comes back to a page that is left.
  if (isUnsaved) { ask("save", { plan: sent() }, true).catch(() => {}); }
});

setInterval(() => follow().catch(() => {}), LOOK);
start(inAddress().get("lang")).then(watch).catch((error) => say(error.message, true));
