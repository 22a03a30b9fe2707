// Dismissals: kept in the browser by fingerprint, so that the next report of the same text knows them.
const BASELINE = "align.baseline/1";
const dismissed = new Map(Object.entries(recall("dismissed", {})));
const fingerprintOf = (card) => card.dataset.finding;
const entries = () => {
  if (!dismissed.size) return [];
  // Of several briefs with one finding the first one counts, as for --write-baseline.
  const known = new Map(all("[data-finding]").toReversed().map((card) => [fingerprintOf(card), card]));
  return [...dismissed].filter(([name]) => known.has(name)).map(([name, reason]) => [known.get(name), reason]);
};

const showSave = () => {
  const save = byId("save");
  if (!save) return;
  const count = entries().length;
  save.hidden = !count;
  speak(save.firstElementChild, "save", count);
};

const showDismissal = (card) => {
  const reason = dismissed.get(fingerprintOf(card));
  const is = reason !== undefined;
  card.classList.toggle("dismissed", is);
  card.querySelector(".why")?.remove();
  card.querySelector(".asking")?.remove();
  if (is) {
    const why = make("p", "", { className: "why" });
    why.append(make("b", "dismissed"), `: ${reason}`);
    card.querySelector(".foot").before(why);
  }
  const button = card.querySelector("[data-act]");
  button.hidden = false;
  button.dataset.act = is ? "restore" : "dismiss";
  speak(button.firstElementChild, is ? "restore" : "dismiss");
  document.querySelector(`[data-item="${card.id}"]`)?.classList.toggle("dismissed-item", is);
};

const setDismissal = (card, reason) => {
  if (reason === null) dismissed.delete(fingerprintOf(card));
  else dismissed.set(fingerprintOf(card), reason);
  // Another page may have written meanwhile.
  const stored = recall("dismissed", {});
  if (reason === null) delete stored[fingerprintOf(card)];
  else stored[fingerprintOf(card)] = reason;
  remember("dismissed", stored);
  for (const one of all(`[data-finding="${fingerprintOf(card)}"]`)) showDismissal(one);
  showSave();
  return apply();
};

const ask = (card) => {
  if (card.querySelector(".asking")) return;
  const form = make("form", "", { className: "asking" });
  const input = make("input", "", { type: "text", required: true, maxLength: 500, autocomplete: "off" });
  const label = make("label");
  label.append(make("span", "reason"), input);
  const buttons = make("div");
  const cancel = make("button", "cancel", { type: "button" });
  buttons.append(make("button", "dismiss", { type: "submit", className: "quiet" }), cancel);
  form.append(label, buttons);
  const button = card.querySelector("[data-act]");
  const done = () => {
    form.remove();
    button.hidden = false;
    card.focus();
  };
  cancel.addEventListener("click", done);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") done();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const reason = input.value.trim();
    if (!reason) return;
    setDismissal(card, reason);
    card.focus();
  });
  button.hidden = true;
  card.append(form);
  input.focus();
};

const toggleDismissal = (card) => (isDismissed(card) ? setDismissal(card, null) : ask(card));

// The text of one side of a pair as it stands in the brief, without our numbers in it.
const sideText = (cell) => {
  if (!cell) return "";
  const words = all(".words", cell).map((one) => {
    const copy = one.cloneNode(true);
    for (const own of all(".ref, .gap", copy)) own.remove();
    return copy.textContent;
  });
  return words.join(cell.lang === "en" ? " " : "");
};
const entryOf = ([card, reason]) => {
  const [source, target] = all(".cell", card.closest("li[data-pair]") ?? make("p"));
  const paths = JSON.parse(card.closest("[data-brief]").dataset.paths);
  const entry = { fingerprint: fingerprintOf(card), rule: card.dataset.rule, reason, source: sideText(source), target: sideText(target) };
  return paths.length ? { ...entry, paths } : entry;
};
const baseline = () => {
  const list = entries().map(entryOf).sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  return `${JSON.stringify({ schema: BASELINE, entries: list }, null, 1)}\n`;
};

byId("save")?.addEventListener("click", () => {
  const url = URL.createObjectURL(new Blob([baseline()], { type: "application/json" }));
  make("a", "", { href: url, download: "align-baseline.json" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button) toggleDismissal(button.closest("[data-finding]"));
});
