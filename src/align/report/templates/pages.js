// Which brief is on view, as the address says; the index where there are several.
const briefs = all("[data-brief]");
const index = byId("index");

const open = (brief) => {
  if (view?.brief === brief) return;
  for (const other of briefs) other.hidden = other !== brief;
  if (index) index.hidden = Boolean(brief);
  if (bar) bar.hidden = !brief;
  view = brief ? gather(brief) : null;
  if (!view || !bar) return;
  brief.querySelector("[data-ribbon]").before(bar);
  const known = view.cards.filter((card) => dismissed.has(fingerprintOf(card)));
  known.forEach(showDismissal);
  // As it comes from the file a brief shows everything: nothing to do before the first frame.
  if (known.length || brief.hasAttribute("data-narrowed") || isNarrowed(readFilters())) apply();
  else report();
  requestAnimationFrame(showPlace);
};

const follow = () => {
  const target = byId(decodeURIComponent(location.hash.slice(1)));
  const inside = target?.closest("[data-brief]");
  if (inside) open(inside);
  else if (index && (!target || index.contains(target) || target === index)) open(null);
  if (target?.tagName === "DETAILS") target.open = true;
  if (cardById(target?.id)) select(target);
  else if (target?.matches("[data-brief], [data-index]")) {
    scrollTo(0, 0);
    target.querySelector("h1").focus({ preventScroll: true });
  } else target?.scrollIntoView();
};
addEventListener("hashchange", follow);
// A second click on the same link changes no hash.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link && link.getAttribute("href") === location.hash) follow();
});

if (bar) {
  const ribbons = all("[data-ribbon]");
  new ResizeObserver(() => {
    const height = `${bar.offsetHeight}px`;
    // A variable of the root would make the browser compute every style anew.
    root.style.scrollPaddingTop = `calc(${height} + 3.2rem)`;
    for (const one of ribbons) one.style.setProperty("--bar", height);
  }).observe(bar);
}
await unpack();
if (bar) showSave();
open(index ? null : briefs[0]);
if (location.hash) follow();

// The table of briefs: order and search.
const rows = all("[data-row]");
const sorts = {
  worst: (a, b) => a.dataset.row - b.dataset.row,
  date: (a, b) => b.dataset.day.localeCompare(a.dataset.day) || a.dataset.row - b.dataset.row,
  name: (a, b) => a.dataset.name.localeCompare(b.dataset.name, "en", { numeric: true }),
};
byId("sort")?.addEventListener("change", (event) => {
  byId("briefs").append(...rows.toSorted(sorts[event.target.value]));
});
byId("find-brief")?.addEventListener("input", (event) => {
  const query = fold(event.target.value.trim());
  for (const row of rows) row.hidden = !fold(row.textContent).includes(query);
  speak(byId("found-briefs"), "shown", rows.filter((row) => !row.hidden).length, rows.length);
});
