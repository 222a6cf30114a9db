// The contents, the search and the theme of a reference; the pages read well without.
"use strict";

const index = globalThis.referenceIndex;
const root = document.body.dataset.root;
const page = document.body.dataset.page;

const KINDS = {
  query: ["Q", "Queries"], mutation: ["M", "Mutations"], subscription: ["S", "Subscriptions"],
  object: ["O", "Objects"], interface: ["I", "Interfaces"], union: ["U", "Unions"],
  enum: ["E", "Enums"], input: ["N", "Inputs"], scalar: ["C", "Scalars"],
  connection: ["O", "Connections"],
};
const ROOTS = ["query", "mutation", "subscription"];
const MOST_HITS = 50;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function address(target) {
  const [path, anchor] = target.split("#");
  return `${root}${path}.html${anchor ? `#${anchor}` : ""}`;
}

// A name, which may be broken between its words.
function breakable(name) {
  const words = name.split(/(?<=[a-z\d])(?=[A-Z])|(?<=_)(?=[A-Za-z])/);
  return words.flatMap((word, number) => (number ? [element("wbr"), word] : [word]));
}

// ---- What the index holds

function readPart(text) {
  const deprecated = text.endsWith("-");
  const bare = deprecated ? text.slice(0, -1) : text;
  const [name, rest] = bare.split("(");
  return { name, deprecated, arguments: rest ? rest.slice(0, -1).split(",") : [] };
}

function readType([written, stem, kind, parts, summary]) {
  const deprecated = written.endsWith("-");
  const name = deprecated ? written.slice(0, -1) : written;
  return { name, deprecated, kind, summary, parts, page: `types/${stem || name}` };
}

const types = index.types.map(readType);

function partsOf(type) {
  return type.parts ? type.parts.split(" ").map(readPart) : [];
}

// ---- The contents

function listed(entries) {
  const list = element("ul");
  for (const [label, target, deprecated] of entries) {
    const link = element("a", { href: address(target) }, ...breakable(label));
    if (deprecated) link.className = "is-deprecated";
    if (target === page) link.setAttribute("aria-current", "page");
    list.append(element("li", {}, link));
  }
  return list;
}

function group(title, entries, isOpen) {
  const details = element("details", {}, element("summary", {}, title, element("small", {}, String(entries.length))));
  // A schema may have thousands of types: a list is made when it is first looked at.
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(listed(entries));
  });
  if (isOpen) {
    details.append(listed(entries));
    details.open = true;
  }
  return details;
}

function fillSideBar() {
  const bar = document.getElementById("side-groups");
  for (const kind of ROOTS) {
    for (const type of types.filter((each) => each.kind === kind)) {
      const entries = partsOf(type).map((part) => [part.name, `${type.page}#${part.name}`, part.deprecated]);
      const isOpen = type.page === page || (page === "index" && kind === "query");
      bar.append(group(KINDS[kind][1], entries, isOpen));
    }
  }
  for (const [kind, [, title]] of Object.entries(KINDS)) {
    const entries = types.filter((type) => type.kind === kind).map((type) => [type.name, type.page, type.deprecated]);
    if (entries.length && !ROOTS.includes(kind)) {
      bar.append(group(title, entries, entries.some(([, target]) => target === page)));
    }
  }
  const others = [
    ["Directives", index.directives.map(([name, target]) => [`@${name}`, target, false])],
    ["Operations", index.operations.map(([name, target]) => [name, target, false])],
  ];
  for (const [title, entries] of others) {
    if (entries.length) bar.append(group(title, entries, entries.some(([, target]) => target === page)));
  }
  bar.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "center" });
  window.scrollTo({ top: window.scrollY });
}

// ---- The search

let searched = null;

function everything() {
  if (searched) return searched;
  searched = [];
  const add = (name, owner, kind, letter, target, weight, deprecated, summary = "") => {
    const whole = owner ? `${owner}.${name}` : name;
    searched.push({ name, lower: name.toLowerCase(), whole: whole.toLowerCase(), owner, kind, letter, target, weight, deprecated, summary });
  };
  for (const type of types) {
    const letter = KINDS[type.kind][0];
    const isRoot = ROOTS.includes(type.kind);
    add(type.name, "", isRoot ? `${type.kind} type` : type.kind, letter, type.page, type.kind === "connection" ? 12 : 1, type.deprecated, type.summary);
    const kind = isRoot ? type.kind : type.kind === "enum" ? "value" : type.kind === "input" ? "input field" : "field";
    for (const part of partsOf(type)) {
      const target = `${type.page}#${part.name}`;
      add(part.name, type.name, kind, isRoot ? letter : "f", target, isRoot ? 0 : 2, part.deprecated);
      for (const argument of part.arguments) {
        add(argument, `${type.name}.${part.name}`, "argument", "a", `${target}.${argument}`, 4, part.deprecated);
      }
    }
  }
  for (const [name, target, names] of index.directives) {
    add(`@${name}`, "", "directive", "D", target, 2, false);
    for (const argument of names ? names.split(" ") : []) add(argument, `@${name}`, "argument", "a", `${target}#${argument}`, 4, false);
  }
  for (const [name, target, kind] of index.operations) add(name, "", `${kind} of a client`, "P", target, 3, false);
  return searched;
}

function isWordStart(text, position) {
  return position > 0 && /[A-Z0-9]/.test(text[position]) && !/[A-Z]/.test(text[position - 1] ?? "");
}

// Smaller is better; null is no hit.
function rank(entry, words) {
  let total = 0;
  for (const word of words) {
    const at = entry.lower.indexOf(word);
    if (entry.lower === word || entry.whole === word) total += 0;
    else if (at === 0) total += 10;
    else if (at > 0 && (isWordStart(entry.name, at) || entry.name[at - 1] === "_")) total += 20;
    else if (at > 0) total += 30;
    else if (entry.whole.includes(word)) total += 40;
    else return null;
  }
  return total + entry.weight + (entry.deprecated ? 5 : 0) + entry.name.length / 100 + entry.whole.length / 1000;
}

function find(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const found = [];
  for (const entry of everything()) {
    const ranked = rank(entry, words);
    if (ranked !== null) found.push([ranked, entry]);
  }
  found.sort(([a], [b]) => a - b);
  return found.map(([, entry]) => entry);
}

function highlighted(name, words) {
  const lower = name.toLowerCase();
  const word = words.find((each) => lower.includes(each));
  if (!word) return [name];
  const at = lower.indexOf(word);
  return [name.slice(0, at), element("b", {}, name.slice(at, at + word.length)), name.slice(at + word.length)];
}

function hit(entry, words, number) {
  const name = element("span", { class: "hit-name" });
  if (entry.owner) name.append(`${entry.owner}.`);
  name.append(...highlighted(entry.name, words));
  const kindOfLetter = Object.keys(KINDS).find((kind) => KINDS[kind][0] === entry.letter) ?? "operation";
  const link = element(
    "a", { href: address(entry.target), role: "option", id: `search-hit-${number}`, "aria-selected": "false", tabindex: "-1" },
    element("span", { class: `letter kind-${kindOfLetter}`, "aria-hidden": "true" }, entry.letter),
    name, element("span", { class: "hit-kind" }, entry.deprecated ? `${entry.kind}, deprecated` : entry.kind),
  );
  if (entry.summary) link.append(element("span", { class: "hit-summary" }, entry.summary));
  return link;
}

function startSearch() {
  const box = document.getElementById("search-box");
  const hits = document.getElementById("search-hits");
  let selected = -1;

  function select(number) {
    const links = hits.querySelectorAll("a");
    links[selected]?.setAttribute("aria-selected", "false");
    selected = links.length ? (number + links.length) % links.length : -1;
    links[selected]?.setAttribute("aria-selected", "true");
    links[selected]?.scrollIntoView({ block: "nearest" });
    if (selected >= 0) box.setAttribute("aria-activedescendant", `search-hit-${selected}`);
    else box.removeAttribute("aria-activedescendant");
  }

  function show(isShown) {
    hits.hidden = !isShown;
    box.setAttribute("aria-expanded", String(isShown));
  }

  function search() {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = find(box.value);
    hits.replaceChildren(...found.slice(0, MOST_HITS).map((entry, number) => hit(entry, words, number)));
    if (!found.length) hits.append(element("p", {}, "Nothing has that name."));
    if (found.length > MOST_HITS) hits.append(element("p", {}, `… and ${found.length - MOST_HITS} more.`));
    selected = -1;
    select(0);
    show(words.length > 0);
  }

  box.addEventListener("input", search);
  box.addEventListener("focus", () => { if (box.value.trim()) search(); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      select(selected + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      hits.querySelectorAll("a")[selected]?.click();
    } else if (event.key === "Escape") {
      show(false);
      box.blur();
    }
  });
  hits.addEventListener("click", (event) => {
    if (event.target.closest("a")) { show(false); box.blur(); }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".site-search")) show(false);
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, [contenteditable]");
    const isShortcut = (event.key === "/" && !isTyping) || (event.key === "k" && (event.metaKey || event.ctrlKey));
    if (isShortcut) {
      event.preventDefault();
      box.focus({ preventScroll: true });
      box.select();
    }
  });
}

// ---- The theme, the menu of small screens, and the contents of the page

function startTheme() {
  document.getElementById("theme-button").addEventListener("click", () => {
    const now = document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    const chosen = now === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = chosen;
    try {
      localStorage.setItem("reference-theme", chosen);
    } catch {
      // Then it holds for this page.
    }
  });
}

function startMenu() {
  const button = document.getElementById("menu-button");
  const set = (isOpen) => {
    document.documentElement.dataset.menu = isOpen ? "open" : "closed";
    button.setAttribute("aria-expanded", String(isOpen));
  };
  button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"));
  document.getElementById("side-bar").addEventListener("click", (event) => { if (event.target.closest("a")) set(false); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") set(false); });
}

function followScroll() {
  const contents = document.getElementById("on-page");
  const links = new Map();
  for (const link of document.querySelectorAll("#on-page a")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  const visible = new Set();
  const observer = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) visible.add(target);
      else visible.delete(target);
    }
    const first = [...links.keys()].find((target) => visible.has(target));
    for (const [target, link] of links) {
      if (target === first) {
        link.setAttribute("aria-current", "true");
        contents.scrollTop = link.offsetTop - contents.clientHeight / 2;
      } else {
        link.removeAttribute("aria-current");
      }
    }
  }, { rootMargin: "-80px 0px -55% 0px" });
  for (const target of links.keys()) observer.observe(target);
}

// Who opens a link to what is folded wants to see it.
function unfoldTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let around = target && target.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
}

fillSideBar();
startSearch();
startTheme();
startMenu();
followScroll();
unfoldTarget();
addEventListener("hashchange", unfoldTarget);
