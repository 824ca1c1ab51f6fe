// Open what is folded away where it holds something. Without this script it opens by a click.
for (const fold of document.querySelectorAll("#content-main details")) {
  const filled = [...fold.querySelectorAll("input, textarea, select")].some((field) => {
    if (field.type === "hidden" || field.closest(".empty-form")) return false;
    if (field.type === "checkbox") return field.checked && field.closest(".inline-related");
    if (field.tagName === "SELECT") return field.value !== "" && (field.multiple || field.querySelector('option[value=""]'));
    return field.value !== "";
  });
  if (filled) fold.open = true;
}
