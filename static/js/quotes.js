// A quote in one click: words marked in the kept text become a citation of the field that was in use last. Without this
// script they are copied into a citation by hand.

const pane = document.querySelector(".kept-text");
const place = pane?.dataset.place ?? ""; // of the part whose page it is
const whole = { path: () => place.replace(/\/$/, ""), name: "" };
const last = { field: null, ...whole }; // what the next quote is for: a function that gives its path

const END = /(?<=[^A-Z.\s]{3}[.!?])\s+/; // of a sentence: not "Dr. Ai"

// The statement a field makes: its path in the record, and what people call it.
function statementOf(field) {
  const row = field.closest(".inline-related");
  const wanted = field.closest(".related-widget-wrapper")?.querySelector("select") ?? field;
  const label = document.querySelector(`label[for="${wanted.id}"]`)?.textContent.trim().replace(/:$/, "") ?? "";
  if (!row) {
    const name = place + (wanted.name ?? "").replace(/^why-/, "");
    const isOffered = [...document.querySelectorAll("#targets option")].some((option) => option.value === name);
    return isOffered ? { path: () => name, name: label } : whole;
  }
  const mark = row.querySelector("input[name$='-mark']");
  if (!row.dataset.path && !mark) return { path: null, name: "" };
  const name = (wanted.name ?? "").slice(row.id.length + 1).replace(/^why-/, "");
  const words = row.querySelector(".inline_label")?.firstChild?.textContent.trim() ?? "";
  const ofField = name && name !== "DELETE" ? `/${name}` : "";
  return { path: () => pathOf(row, mark) + ofField, name: `${label}, ${words}` };
}

// A row that is not saved has no path yet: the quote and the row carry the same mark, and the portal finds the path.
function pathOf(row, mark) {
  if (row.dataset.path) return row.dataset.path;
  mark.value ||= Math.random().toString(36).slice(2, 12);
  return `#${mark.value}`;
}

function aimAt(field, statement) {
  Object.assign(last, { field }, statement);
  for (const word of pane.querySelectorAll("[data-whole]")) word.textContent = last.name || word.dataset.whole;
}

// The marked words; with none marked, the sentence in which the cursor is.
function wordsIn(text) {
  const { selectionStart: start, selectionEnd: end, value } = text;
  if (start !== end) return value.slice(start, end).trim();
  const begins = start && value.lastIndexOf("\n", start - 1) + 1;
  const before = value.slice(begins, start).split(END).pop();
  const after = value.slice(start).split("\n")[0].split(END)[0];
  return (before + after).trim();
}

function quote(text) {
  const said = pane.querySelector("[role=status]");
  const words = wordsIn(text);
  if (!last.path || !words) {
    said.textContent = words ? said.dataset.never : "";
    return;
  }
  const group = document.querySelector("#citations-group");
  group.querySelector(".add-row a").click();
  const number = document.querySelector("#id_citations-TOTAL_FORMS").value - 1;
  const field = (name) => document.querySelector(`#id_citations-${number}-${name}`);
  field("target").value = last.path();
  field("quote").value = words;
  field("source").append(new Option(text.dataset.title, text.dataset.source, true, true));
  window.django.jQuery(field("source")).trigger("change");
  group.querySelector("details")?.setAttribute("open", "");
  said.textContent = `${said.dataset.done} “${words}”`;
  last.field?.focus();
}

if (pane) {
  const form = document.querySelector("#content-main > form[method=post]");
  form.addEventListener("focusin", (event) => {
    if (!event.target.closest("a, .js-inline-admin-formset[id=citations-group]")) aimAt(event.target, statementOf(event.target));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-quote-for]");
    if (!link) return;
    event.preventDefault();
    const place = link.closest(".rests").parentElement; // of a field, or a whole row
    const field = place.querySelector("input:not([type=hidden]), select, textarea");
    const words = place.querySelector(".inline_label")?.firstChild.textContent.trim();
    aimAt(field, { path: () => link.dataset.quoteFor, name: words ?? statementOf(field).name });
    const fold = pane.querySelector("details");
    fold.open = true;
    fold.querySelector("textarea").focus();
  });
  for (const text of pane.querySelectorAll("textarea")) {
    const button = text.parentElement.querySelector("button");
    button.hidden = false;
    text.readOnly = false; // browsers show no cursor in what is read-only: it could not be marked with the keyboard
    text.setAttribute("aria-readonly", "true");
    text.addEventListener("beforeinput", (event) => event.preventDefault());
    button.addEventListener("click", () => quote(text));
  }
}
