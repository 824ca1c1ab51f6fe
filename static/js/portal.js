/* Progressive enhancement only. Every page works, searches, prints and downloads
   without this file. No dependencies, no inline handlers (strict CSP). */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Older browsers cannot open <details class="facets"> from CSS: do it here on wide screens.
  if (matchMedia("(min-width: 60rem)").matches) all("details.facets").forEach((d) => (d.open = true));

  // "/" moves to the search field, or to the search where the page has none, unless the reader is already typing.
  addEventListener("keydown", (event) => {
    const field = document.querySelector("input[type=search]");
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    if (!field) return document.querySelector(".site-search").click();
    field.focus();
    field.select();
  });

  // <button data-copy="id" hidden>: shown only when copying is possible.
  if (navigator.clipboard) {
    all("[data-copy]").forEach((button) => {
      const label = button.textContent;
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText.trim());
        button.textContent = button.dataset.done || "Copied";
        setTimeout(() => (button.textContent = label), 2000);
      });
    });
  }

  // <input data-narrow="id">: narrows a long list of choices to those with these letters, marks aside. What is ticked
  // stays. Hidden without scripts.
  const plain = (text) => text.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");
  all("[data-narrow]").forEach((input) => {
    const rows = all("label", document.getElementById(input.dataset.narrow));
    input.closest(".narrow").classList.add("works");
    input.addEventListener("input", () => {
      const wanted = plain(input.value);
      rows.forEach((row) => (row.hidden = !row.control.checked && !plain(row.textContent).includes(wanted)));
    });
    // Enter would apply the filters.
    input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  });

  // A link to something folded opens it, also in browsers that do not do so themselves.
  const unfold = () => {
    let part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (; part; part = part.parentElement) if (part.localName === "details") part.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();

  // Paper shows everything: open what is folded, fold it again afterwards.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details.more:not([open])");
    folded.forEach((d) => (d.open = true));
  });
  addEventListener("afterprint", () => folded.forEach((d) => (d.open = false)));
})();
