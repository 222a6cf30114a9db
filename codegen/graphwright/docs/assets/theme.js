// Runs before the page is drawn, so that it is drawn once, light or dark as the reader chose.
try {
  const chosen = localStorage.getItem("reference-theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch {
  // A browser that keeps nothing for files shows what the system prefers.
}
