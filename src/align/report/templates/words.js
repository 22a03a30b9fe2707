// The language of the page, its colours, and what the browser remembers.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const root = document.documentElement;
const wording = JSON.parse(byId("wording").textContent);

// Storage may be forbidden, as for files in some browsers: then nothing is remembered.
const recall = (name, fallback) => {
  try {
    return JSON.parse(localStorage.getItem(`align.${name}`)) ?? fallback;
  } catch {
    return fallback;
  }
};
const remember = (name, value) => {
  try {
    localStorage.setItem(`align.${name}`, JSON.stringify(value));
  } catch {
    // Not remembered.
  }
};

// The first toLocaleString of a page costs some 50 ms.
const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

const say = (key, n, m) => {
  const [one, many] = wording[root.dataset.language][key].split("|");
  return (many !== undefined && Number(n) !== 1 ? many : one).replace("{n}", () => number(n)).replace("{m}", () => number(m));
};

const nextFrame = () => new Promise(requestAnimationFrame);

// Long work in slices, so that no frame waits for it. A later run of the same name takes the place of an earlier.
const runs = new Map();
const inSlices = async (name, items, work) => {
  const run = {};
  runs.set(name, run);
  let start = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - start > 8) {
      await nextFrame();
      if (runs.get(name) !== run) return false;
      start = performance.now();
    }
  }
  return true;
};

const write = (element) => {
  const { t, label, hint, tip, n, m, own } = element.dataset;
  if (t) element.textContent = say(t, n, m) || own;
  if (label) element.setAttribute("aria-label", say(label, n, m));
  if (hint) element.placeholder = say(hint, n, m);
  if (tip) element.title = say(tip, n, m);
};
const speak = (element, key, n, m) => {
  element.dataset.t = key;
  if (n !== undefined) element.dataset.n = n;
  if (m !== undefined) element.dataset.m = m;
  write(element);
};
const make = (tag, key, properties = {}) => {
  const element = Object.assign(document.createElement(tag), properties);
  if (key) speak(element, key);
  return element;
};

const OURS = "[data-t], [data-label], [data-hint], [data-tip]";
const markOwn = (part) => {
  // Our words inside a text of another language.
  for (const own of all(".own", part)) own.lang = root.dataset.language;
};
const setLanguage = (language) => {
  root.dataset.language = root.lang = byId("language").value = language;
  markOwn(document);
};
const rewrite = () => inSlices("language", all(OURS), write);

// The pairs and the ends of lists of a long brief, which would hold up the first frame. Nothing else can make markup of
// a text, since a policy of trusted types can be made once.
const written = root.dataset.language;
const unpack = () => {
  const policy = globalThis.trustedTypes?.createPolicy("align", { createHTML: (text) => text });
  const packed = all("noscript[data-later]");
  const put = (one) => {
    if (!one.isConnected) return;
    const around = document.createRange();
    around.selectNode(one);
    const part = around.createContextualFragment(policy ? policy.createHTML(one.textContent) : one.textContent);
    if (root.dataset.language !== written) {
      markOwn(part);
      all(OURS, part).forEach(write);
    }
    one.replaceWith(part);
  };
  // Paper does not wait for frames.
  addEventListener("beforeprint", () => packed.forEach(put), { once: true });
  return inSlices("unpack", packed, put);
};
const setTheme = (theme) => {
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  byId("theme").value = theme;
};

root.dataset.scripted = "";
byId("language").value = root.dataset.language;
if (wording[recall("language")] && recall("language") !== root.dataset.language) {
  setLanguage(recall("language"));
  rewrite();
}
setTheme(["light", "dark"].includes(recall("theme")) ? recall("theme") : "auto");
byId("language").addEventListener("change", async (event) => {
  setLanguage(event.target.value);
  remember("language", event.target.value);
  // Drawing in the new fonts fills a frame by itself. A callback runs before its frame is drawn, so wait for two.
  await nextFrame();
  await nextFrame();
  rewrite();
});
byId("theme").addEventListener("change", (event) => {
  setTheme(event.target.value);
  remember("theme", event.target.value);
});
