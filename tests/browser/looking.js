/* What the browser tests ask of a page. Run after axe-core, in the page itself. */

const describe = (rule) => `${rule.id}: ${rule.nodes.map((node) => node.target).slice(0, 3)}`;
const run = async (context, options) =>
  (await axe.run(context, { resultTypes: ["violations"], elementRef: false, ...options })).violations.map(describe);

/* Elements with words of their own, two of each kind: the same tags and classes up to the body have the same colours. */
const words = () => {
  const seen = new Map();
  const hasWords = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const kind = (element) => (element === document.body ? "" : `${kind(element.parentElement)}>${element.localName}.${element.classList}`);
  const isNew = (element) => {
    const number = (seen.get(kind(element)) ?? 0) + 1;
    seen.set(kind(element), number);
    return number <= 2;
  };
  return [...document.body.querySelectorAll("*")].filter(hasWords).filter(isNew);
};

window.looking = {
  unfold: () => document.querySelectorAll("details").forEach((details) => (details.open = true)),

  /* All rules but the one about colours, which takes most of the time. */
  rules: (tags) => run(document, { runOnly: tags, rules: { "color-contrast": { enabled: false } } }),

  contrast: () => run({ include: words() }, { runOnly: { type: "rule", values: ["color-contrast"] } }),

  isWider: () => document.documentElement.scrollWidth > document.documentElement.clientWidth,

  restyle: (css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  },

  /* How much the page has jumped since it began to load. */
  shift: () =>
    new Promise((done) => {
      let total = 0;
      const add = (list) => list.getEntries().forEach((entry) => (total += entry.value));
      new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => requestAnimationFrame(() => done(total)));
    }),

  lowControls: (least) =>
    [...document.querySelectorAll("button, select, input:not([type=checkbox], [type=hidden])")]
      .filter((control) => control.offsetHeight && control.offsetHeight < least)
      .map((control) => `${control.outerHTML.slice(0, 60)}: ${control.offsetHeight}`),
};
