"use strict";
(() => {
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  const fold = document.getElementById("fold");
  const filters = [...document.querySelectorAll(".filter")];
  const cards = [...document.querySelectorAll(".change")];
  const entries = [...document.querySelectorAll("nav [data-entry]")];
  const groups = [...document.querySelectorAll("nav [data-group]")];

  function update() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const levels = new Set(
      filters.filter((button) => button.getAttribute("aria-pressed") === "true").map((button) => button.dataset.level),
    );
    let count = 0;
    cards.forEach((card, index) => {
      const visible = levels.has(card.dataset.level) && words.every((word) => card.dataset.text.includes(word));
      card.hidden = !visible;
      const entry = entries[index];
      if (entry) entry.hidden = !visible;
      if (visible) count += 1;
    });
    groups.forEach((group) => {
      group.hidden = !group.querySelector("[data-entry]:not([hidden])");
    });
    shown.textContent = count === cards.length ? "" : `${count} shown.`;
    nothing.hidden = count > 0 || cards.length === 0;
  }

  function reveal() {
    const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    if (target && target.tagName === "DETAILS") {
      target.open = true;
      target.scrollIntoView();
    }
  }

  filters.forEach((button) => {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      update();
    });
  });
  fold.addEventListener("click", () => {
    const open = cards.some((card) => !card.hidden && !card.open);
    cards.forEach((card) => {
      if (!card.hidden) card.open = open;
    });
    fold.textContent = open ? "Close all" : "Open all";
  });
  search.addEventListener("input", update);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && document.activeElement === search) {
      search.value = "";
      update();
    }
  });
  addEventListener("hashchange", reveal);
  reveal();
})();
