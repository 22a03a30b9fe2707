"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = document.getElementById("filter");

  // A link to a rule opens its explanation.
  const open = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target && target.tagName === "DETAILS") target.open = true;
  };
  addEventListener("hashchange", open);
  open();

  // A click on marked text goes where its number goes.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-marks]");
    if (!mark || event.target.closest("a") || String(getSelection())) return;
    location.hash = mark.dataset.marks.split(" ")[0];
  });

  if (!form) return;
  const cards = all("[data-finding]");
  const items = all("[data-item]");
  const marks = all("[data-marks]").map((mark) => [mark, mark.dataset.marks.split(" ")]);
  const refs = all("[data-ref]");
  const pairs = all("[data-pair]").map((pair) => [pair, all("[data-finding]", pair)]);
  const loose = all("[data-loose]").map((section) => [section, all("[data-finding]", section)]);
  const output = document.getElementById("shown");

  const apply = () => {
    const severities = new Set(all("[name=severity]:checked", form).map((box) => box.value));
    const rule = form.elements.rule.value;
    const wanted = ({ dataset }) => severities.has(dataset.severity) && (!rule || dataset.rule === rule);
    const shown = new Set();
    for (const card of cards) {
      card.hidden = !wanted(card);
      if (!card.hidden) shown.add(card.id);
    }
    for (const item of items) item.hidden = !wanted(item);
    for (const [mark, anchors] of marks) mark.classList.toggle("off", !anchors.some((anchor) => shown.has(anchor)));
    for (const ref of refs) ref.hidden = !shown.has(ref.dataset.ref);
    const only = form.elements.only.checked;
    for (const [pair, found] of pairs) pair.hidden = only && found.every((card) => card.hidden);
    for (const [section, found] of loose) section.hidden = found.every((card) => card.hidden);
    output.textContent = `${shown.size} of ${cards.length} shown`;
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
})();
