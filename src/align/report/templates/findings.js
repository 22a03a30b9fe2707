// What is shown: filters, search, counts. One brief is on view at a time.
const bar = byId("bar");
const field = (name) => bar.elements.namedItem(name);
const anchorsOf = (mark) => mark.dataset.marks.split(" ");
let view = null;

// Values that are made when first asked for.
const lazily = (makers) => {
  const made = {};
  for (const [name, make] of Object.entries(makers)) {
    const get = () => {
      const value = make();
      Object.defineProperty(made, name, { value });
      return value;
    };
    Object.defineProperty(made, name, { get, configurable: true });
  }
  return made;
};

// What the filters touch in one brief. Little of it is needed before the first frame of a long one.
const gather = (brief) => {
  const cards = all("[data-finding]", brief);
  const parts = lazily({
    byPair: () => Map.groupBy(cards, (card) => card.closest("[data-pair]")),
    items: () => all("[data-item]", brief),
    marks: () => all("[data-marks]", brief),
    refs: () => all("a.ref", brief),
    pairs: () => all("li[data-pair]", brief),
    // Groups of pairs; a far one is not laid out, and asking where a pair in it lies would lay it out.
    groups: () => all("ol.pairs", brief).map((group) => ({ group, pairs: [...group.children] })),
    strip: () => brief.querySelector("[data-strip]"),
  });
  return Object.assign(parts, { brief, cards, texts: null });
};
const cardById = (id) => {
  const found = byId(id);
  return found?.dataset.finding === undefined ? null : found;
};
const isDismissed = (card) => card.classList.contains("dismissed");
const shownCards = () => (view ? view.cards.filter((card) => !card.hidden && !card.closest("[hidden]")) : []);

const fold = (text) => text.normalize("NFKC").toLowerCase();
const wantedCard = (filters) => (card) =>
  filters.severities.has(card.dataset.severity) &&
  (!filters.rule || card.dataset.rule === filters.rule) &&
  (filters.status === "all" || isDismissed(card) === (filters.status === "dismissed"));

const readFilters = () => ({
  severities: new Set(all("[name=severity]:checked", bar).map((box) => box.value)),
  rule: field("rule").value,
  status: field("status").value,
  only: field("only").checked,
  query: fold(byId("search").value.trim()),
});

const isNarrowed = (filters) =>
  filters.severities.size < RANKS.length || Boolean(filters.rule || filters.only || filters.query) || filters.status !== "all";

const RANKS = ["critical", "major", "minor"];
// One path for all ticks of a severity: an element for each would be slow to style.
const showTicks = (current, worst) => {
  const { breadth } = current.strip.dataset;
  const bars = new Map(RANKS.map((rank) => [rank, ""]));
  worst.forEach((rank, at) => bars.set(rank, `${bars.get(rank)}M${at} 0h${breadth}v1h-${breadth}z`));
  for (const [rank, path] of bars) current.strip.querySelector(`.tick.${rank}`).setAttribute("d", path);
};

const apply = async () => {
  if (!view) return;
  const current = view;
  const filters = readFilters();
  const wanted = wantedCard(filters);
  current.brief.toggleAttribute("data-narrowed", isNarrowed(filters));
  if (filters.query && !current.texts) {
    const texts = new Map();
    if (!(await inSlices("apply", current.pairs, (pair) => texts.set(pair, fold(pair.textContent))))) return;
    current.texts = texts;
  }
  const off = (id) => {
    const card = cardById(id);
    return !card || !wanted(card);
  };
  // The worst open finding of each pair that has one.
  const worst = new Map();
  const steps = function* () {
    for (const card of current.cards) yield () => (card.hidden = !wanted(card));
    for (const item of current.items) yield () => (item.hidden = off(item.dataset.item));
    for (const mark of current.marks) {
      yield () => mark.classList.toggle("off", anchorsOf(mark).every((id) => off(id) || isDismissed(byId(id))));
    }
    for (const ref of current.refs) yield () => (ref.hidden = off(ref.hash.slice(1)));
    for (const [at, pair] of current.pairs.entries()) {
      yield () => {
        const cards = current.byPair.get(pair) ?? [];
        const found = cards.some((card) => !card.hidden);
        pair.hidden = (filters.only && !found) || (filters.query !== "" && !current.texts.get(pair).includes(filters.query));
        const rank = RANKS.find((one) => cards.some((card) => !card.hidden && !isDismissed(card) && card.dataset.severity === one));
        if (rank) worst.set(at, rank);
      };
    }
  };
  if (!(await inSlices("apply", steps(), (step) => step()))) return;
  showTicks(current, worst);
  for (const { group, pairs } of current.groups) {
    const rows = pairs.filter((pair) => !pair.hidden).length;
    group.hidden = !rows;
    group.style.setProperty("--rows", rows);
  }
  for (const section of all("[data-loose]", current.brief)) {
    section.hidden = all("[data-finding]", section).every((card) => card.hidden);
  }
  for (const nothing of all("[data-nothing]", current.brief)) nothing.hidden = current.pairs.some((pair) => !pair.hidden);
  await highlight(current, filters.query);
  report();
};

// Words searched for are painted over the text, which stays as it is.
const highlight = async (current, query) => {
  if (!globalThis.Highlight) return;
  const found = new Highlight();
  CSS.highlights.set("search", found);
  if (!query) return;
  const paint = (pair) => {
    const walker = document.createTreeWalker(pair, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.toLowerCase();
      if (text.length !== node.data.length) continue;
      for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
        const range = new StaticRange({ startContainer: node, startOffset: at, endContainer: node, endOffset: at + query.length });
        found.add(range);
      }
    }
  };
  await inSlices("highlight", current.pairs.filter((pair) => !pair.hidden), paint);
};

// How many are shown, and which of them is the current one.
const report = () => {
  // A reader may be quicker than what is unpacked.
  if (!view) return;
  const shown = shownCards();
  const at = shown.findIndex((card) => card.classList.contains("current"));
  const output = byId("shown");
  if (at >= 0) speak(output, "step", at + 1, shown.length);
  else speak(output, "shown", shown.length, view.cards.length);
  for (const rank of RANKS) {
    const open = view.cards.filter((card) => card.dataset.severity === rank && !isDismissed(card)).length;
    for (const count of all(`[data-count=${rank}]`, bar)) count.textContent = number(open);
  }
};

let waiting = 0;
bar?.addEventListener("input", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(apply, event.target.id === "search" ? 120 : 0);
});
bar?.addEventListener("submit", (event) => event.preventDefault());
