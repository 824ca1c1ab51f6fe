// For the forms of the admin. Without this script a fold opens by a click and not by a link that leads into it, a search
// box has no name, and who leaves a page is not asked about what he has not saved.

// What is folded away and holds something: open it, or within a row say how much it holds.
const isFilled = (field) => {
  if (field.type === "hidden" || field.closest(".empty-form, .select2, .kept-text")) return false;
  if (field.name === "slug" || field.name.endsWith("-position")) return false; // never empty
  if (field.type === "checkbox") return field.checked && field.closest(".inline-related");
  if (field.tagName === "SELECT") return field.value !== "" && (field.multiple || field.querySelector('option[value=""]'));
  return field.value !== "";
};
for (const fold of document.querySelectorAll("#content-main details")) {
  const rows = fold.querySelectorAll(".has_original").length;
  const count = rows || [...fold.querySelectorAll("input, textarea, select")].filter(isFilled).length;
  if (!count) continue;
  if (fold.closest(".inline-related, .stays-folded")) fold.querySelector("summary > *").append(` (${count})`);
  else fold.open = true;
}

// Who follows a link to a part of the form finds it open.
document.addEventListener("click", (event) => {
  const link = event.target.closest("#content-main a[href^='#']");
  const place = link?.hash ? document.getElementById(link.hash.slice(1)) : null;
  const fold = place?.closest("details") ?? place?.querySelector(":scope > details, :scope > fieldset > details");
  if (fold) fold.open = true;
});

// Search boxes (select2) take the name of their field, for those who hear the page.
function nameSearchBoxes() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const cell = select.closest("td");
    const name = label?.textContent ?? cell?.closest("table").rows[0].cells[cell.cellIndex]?.textContent ?? select.name;
    const box = select.nextElementSibling;
    if (!box?.matches(".select2")) continue;
    const parts = box.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox], .select2-search__field");
    for (const part of parts) part.setAttribute("aria-label", name.trim().replace(/:$/, ""));
  }
}

window.django?.jQuery?.(nameSearchBoxes); // after Django’s own: jQuery keeps the order
document.addEventListener("formset:added", () => setTimeout(nameSearchBoxes));

// Who leaves with something unsaved is asked. A form that came back with complaints holds what is not saved.
const form = document.querySelector("#content-main > form[method=post]");
const written = () => (form ? new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, value.name ?? value])) : "").toString();
const hasComplaints = document.querySelector("#content-main .errornote") !== null;
let saved = null; // what the form held when the page was ready
let isSent = false;
addEventListener("load", () => setTimeout(() => (saved = written())));
form?.addEventListener("submit", () => (isSent = true));
addEventListener("beforeunload", (event) => {
  if (!isSent && saved !== null && (hasComplaints || written() !== saved)) event.preventDefault();
});

// What holds something needs no word on why it is empty: the choice beside it is taken back, and hidden.
function hideWhy(why) {
  const field = [...why.parentElement.querySelectorAll("input, textarea, select")].find((each) => each !== why && !each.matches(".select2-search__field"));
  if (!field) return;
  if (field.value !== "") why.value = "";
  why.hidden = field.value !== "";
}
const whysNear = (place) => place.closest?.(".flex-container")?.querySelectorAll("select.why") ?? [];
document.querySelectorAll("select.why").forEach((why) => why.value === "" && hideWhy(why));
document.addEventListener("input", (event) => !event.target.matches(".why") && whysNear(event.target).forEach(hideWhy));
window.django?.jQuery?.(document).on("change", "select", (event) => !event.target.matches(".why") && whysNear(event.target).forEach(hideWhy));
