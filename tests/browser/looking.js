/* What the browser tests ask of a page. Run after axe-core, in the page itself. */

const describe = (rule) => `${rule.id}: ${rule.nodes.map((node) => node.target).slice(0, 3)}`;
const run = async (context, options) =>
  (await axe.run(context, { resultTypes: ["violations"], preload: false, elementRef: false, ...options })).violations.map(describe);

/* Elements with words of their own: one for each colour on each background, in large letters and in others, which is
   all that contrast depends on. What was looked at in another width or scheme is not looked at again. */
const seen = new Set();
const words = () => {
  const grounds = new Map();
  const ground = (element) => {
    if (!element) return "";
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
      const own = `${backgroundColor} ${backgroundImage} ${opacity}`;
      grounds.set(element, ground(element.parentElement) + (own === "rgba(0, 0, 0, 0) none 1" ? "" : `>${own}`));
    }
    return grounds.get(element);
  };
  const hasWords = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const isNew = (element) => {
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const isLarge = parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24);
    const look = `${ground(element)} ${color} ${isLarge}`;
    return !seen.has(look) && seen.add(look);
  };
  return [...document.body.querySelectorAll("*")].filter((element) => hasWords(element) && element.checkVisibility()).filter(isNew);
};

window.looking = {
  unfold: () => document.querySelectorAll("details").forEach((details) => (details.open = true)),

  /* All rules but the one about colours, which takes most of the time. */
  rules: (tags) => run(document, { runOnly: tags, rules: { "color-contrast": { enabled: false } } }),

  contrast: () => {
    const include = words();
    return include.length ? run({ include }, { runOnly: { type: "rule", values: ["color-contrast"] } }) : [];
  },

  /* Those of these styles with which the page is wider than its window. */
  sideways: (styles) => {
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [sheet];
    const isWider = (css) => {
      sheet.replaceSync(css);
      return document.documentElement.scrollWidth > document.documentElement.clientWidth;
    };
    const found = styles.filter(isWider);
    document.adoptedStyleSheets = [];
    return found;
  },

  /* Words outside tables that stand on two lines although they are not long. */
  brokenWords: () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange(), found = [];
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (text.parentElement.closest("table") || !text.parentElement.checkVisibility()) continue;
      for (const { 0: word, index } of text.data.matchAll(/(?<![\p{Letter}\p{Mark}\d])\p{Script=Latin}{4,16}(?![\p{Letter}\p{Mark}\d])/gu)) {
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const tops = [...range.getClientRects()].map((box) => box.top);
        if (Math.max(...tops) - Math.min(...tops) > 8) found.push(word);
      }
    }
    return found;
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
