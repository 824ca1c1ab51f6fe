// In the small window in which a public entry was changed: the form behind says, below the field, that it is a proposal.
// Django's own script then closes the window.

const field = opener?.document.getElementById(name.replace(/__\d+$/, "")); // a window is called after its field
if (field) {
  const said = opener.document.createElement("p");
  said.className = "help";
  said.setAttribute("role", "status");
  (field.closest(".flex-container") ?? field.parentElement).after(said);
  said.textContent = document.querySelector("#said").textContent;
}
