// Moving through the findings: keys, marks that light up on both sides, the heat strip.
const currentCard = () => view?.brief.querySelector(".card.current") ?? null;

let lit = [];
const light = (ids) => {
  for (const mark of lit) mark.classList.remove("lit");
  const wanted = new Set(ids);
  const pairs = new Set(ids.map((id) => byId(id)?.closest("[data-pair]") ?? view?.brief));
  lit = [...pairs].filter(Boolean).flatMap((pair) => all("[data-marks]", pair).filter((mark) => anchorsOf(mark).some((id) => wanted.has(id))));
  for (const mark of lit) mark.classList.add("lit");
};
const relight = () => light(currentCard() ? [currentCard().id] : []);

const select = (card, { focus = true } = {}) => {
  currentCard()?.classList.remove("current");
  if (!card) return relight();
  card.classList.add("current");
  relight();
  if (focus) card.focus({ preventScroll: true });
  const pair = card.closest("[data-pair]");
  const low = card.getBoundingClientRect();
  // The text of the pair, unless its notes are so many that this one would lie outside.
  const far = pair && low.bottom - pair.getBoundingClientRect().top > innerHeight * 0.7;
  (pair && !far ? pair : card).scrollIntoView({ block: far ? "center" : "start" });
  report();
};

// The pairs from the first on the screen to the last, as numbers; null when none is.
const onScreen = () => {
  const covered = bar.getBoundingClientRect().bottom;
  const isIn = (element) => {
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.bottom > covered && box.top < innerHeight;
  };
  const seen = view.groups.filter(({ group }) => isIn(group)).flatMap(({ pairs }) => pairs.filter(isIn));
  return seen.length ? [view.pairs.indexOf(seen[0]), view.pairs.indexOf(seen.at(-1))] : null;
};

const step = (by) => {
  const shown = shownCards();
  if (!shown.length) return;
  const at = shown.indexOf(currentCard());
  // Without a current one, begin at what is on the screen.
  const [top] = (at < 0 && scrollY > innerHeight && onScreen()) || [0];
  const first = at >= 0 ? at + by : shown.findIndex((card) => view.pairs.indexOf(card.closest("[data-pair]")) >= top);
  select(shown[Math.min(Math.max(at < 0 && top === 0 ? 0 : first, 0), shown.length - 1)]);
};

byId("next")?.addEventListener("click", () => step(1));
byId("previous")?.addEventListener("click", () => step(-1));

const help = byId("help");
byId("keys").addEventListener("click", () => help.showModal());
byId("close").addEventListener("click", () => help.close());
byId("print").addEventListener("click", () => print());
byId("single").checked = recall("keys", true);
byId("single").addEventListener("change", (event) => remember("keys", event.target.checked));

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: () => {
    const facts = currentCard()?.querySelector(".facts");
    if (facts) facts.open = !facts.open;
  },
  d: () => currentCard() && toggleDismissal(currentCard()),
  "/": () => byId("search")?.focus(),
  "?": () => help.showModal(),
};
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox]), select, textarea");
  if (event.key === "Escape" && event.target.id === "search") event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || typing || help.open || !byId("single").checked) return;
  if (!Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

// Pointing at a mark or a note lights its counterpart; a click selects the finding.
document.addEventListener("pointerover", (event) => {
  const mark = event.target.closest("[data-marks]");
  const card = event.target.closest("[data-finding]");
  if (mark) light(anchorsOf(mark));
  else if (card) light([card.id]);
  else relight();
});
document.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-marks]");
  if (mark && !event.target.closest("a") && !String(getSelection())) select(cardById(anchorsOf(mark)[0]));
});
document.addEventListener("focusin", (event) => {
  const card = event.target.closest("[data-finding]");
  if (!card || card === currentCard()) return;
  currentCard()?.classList.remove("current");
  card.classList.add("current");
  relight();
  report();
});

// The strip shows which part is on the screen, and goes where it is clicked.
const showPlace = () => {
  const rect = view?.brief.querySelector(".strip .view");
  if (!rect) return;
  const [first, last] = onScreen() ?? [0, -1];
  rect.setAttribute("x", first);
  rect.setAttribute("width", last - first + 1);
};
let placing = 0;
addEventListener("scroll", () => {
  cancelAnimationFrame(placing);
  placing = requestAnimationFrame(showPlace);
}, { passive: true });
document.addEventListener("click", (event) => {
  const strip = event.target.closest("[data-strip]");
  if (!strip || !view) return;
  const box = strip.getBoundingClientRect();
  const at = Math.floor(((event.clientX - box.left) / box.width) * Number(strip.dataset.strip));
  const near = view.pairs.slice(at).find((pair) => !pair.hidden) ?? view.pairs.findLast((pair) => !pair.hidden);
  near?.scrollIntoView({ block: "start" });
});

// Paper cannot be unfolded.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = all(".facts:not([open]), .more:not([open])", view?.brief ?? document);
  for (const details of unfolded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of unfolded) details.open = false;
});
