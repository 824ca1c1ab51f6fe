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

  // <input data-suggest="address">: offers titles and names while somebody types, as a combobox with a list (ARIA 1.2).
  // The arrows choose, Enter opens what is chosen or searches for what was typed, Escape closes the list.
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...children);
    return element;
  };
  all("[data-suggest]").forEach((input) => {
    const list = make("ul", { id: `${input.id}-offers`, class: "offers", role: "listbox", "aria-label": input.labels[0].innerText });
    const status = make("span", { class: "vh", role: "status" });
    let chosen = -1, waiting, request;
    input.parentElement.append(list, status);
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    Object.entries(attributes).forEach(([key, value]) => input.setAttribute(key, value));

    const choose = (number) => {
      chosen = number;
      [...list.children].forEach((option, place) => option.setAttribute("aria-selected", place === number));
      if (number < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", list.children[number].id);
    };
    const show = (offers, said = "") => {
      list.replaceChildren(...offers.map(({ title, kind, url }, number) => {
        const option = make("li", { id: `${list.id}-${number}`, role: "option" }, title, " ", make("span", { class: "soft" }, kind));
        option.addEventListener("click", () => location.assign(url));
        return option;
      }));
      status.textContent = said;
      input.setAttribute("aria-expanded", offers.length > 0);
      choose(-1);
    };
    const stop = () => {
      clearTimeout(waiting);
      request?.abort();
    };
    const ask = async () => {
      request = new AbortController();
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`, { signal: request.signal });
        const { suggestions, said } = await answer.json();
        show(suggestions, said);
      } catch { /* the form works without */ }
    };
    input.addEventListener("input", () => {
      stop();
      waiting = setTimeout(() => (input.value.trim().length > 1 ? ask() : show([])), 150);
    });
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], most = list.children.length;
      if (step && most) {
        event.preventDefault();
        stop(); // so that no late answer changes the list under who chooses from it
        choose(((chosen + step + 1 + most + 1) % (most + 1)) - 1);
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        list.children[chosen].click();
      } else if (event.key === "Escape" && most) {
        event.preventDefault();
        stop();
        show([]);
      }
    });
    input.addEventListener("blur", () => setTimeout(() => show([]), 200));
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
