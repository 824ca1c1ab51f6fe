// A quote in one click: words marked in the kept text become a citation of the field that was in use last. Without this
// script they are copied into a citation by hand.

const pane = document.querySelector(".kept-text");
const last = { field: null, target: "", name: "" }; // what the next quote is for; no target where a row is not saved yet

const END = /(?<=[^A-Z.\s]{3}[.!?])\s+/; // of a sentence: not "Dr. Ai"

// The statement a field makes: its path in the record, and what people call it.
function statementOf(field) {
  const row = field.closest(".inline-related");
  const wanted = field.closest(".related-widget-wrapper")?.querySelector("select") ?? field;
  const label = document.querySelector(`label[for="${wanted.id}"]`)?.textContent.trim().replace(/:$/, "") ?? "";
  if (!row) {
    const name = (wanted.name ?? "").replace(/^why-/, "");
    const isOffered = [...document.querySelectorAll("#targets option")].some((option) => option.value === name);
    return isOffered ? { target: name, name: label } : { target: "", name: "" };
  }
  if (!row.dataset.path) return { target: null, name: "" };
  const name = (wanted.name ?? "").slice(row.id.length + 1).replace(/^why-/, "");
  const words = row.querySelector(".inline_label")?.firstChild?.textContent.trim() ?? "";
  return { target: name && name !== "DELETE" ? `${row.dataset.path}/${name}` : row.dataset.path, name: `${label}, ${words}` };
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
  if (last.target === null || !words) {
    said.textContent = words ? said.dataset.unsaved : "";
    return;
  }
  const group = document.querySelector("#citations-group");
  group.querySelector(".add-row a").click();
  const number = document.querySelector("#id_citations-TOTAL_FORMS").value - 1;
  const field = (name) => document.querySelector(`#id_citations-${number}-${name}`);
  field("target").value = last.target;
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
    aimAt(field, { target: link.dataset.quoteFor, name: words ?? statementOf(field).name });
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
