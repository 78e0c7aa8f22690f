// What every page needs: double-submit guard, focus after a swap, errors of the network.
(() => {
  "use strict";

  // A form is sent once; coming back with the browser's Back makes it usable again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "get" || form.hasAttribute("data-again")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const button = event.submitter;
    if (button) {
      // After the browser has read the form, or the button's own name and value are lost.
      setTimeout(() => {
        button.setAttribute("aria-busy", "true");
        button.setAttribute("aria-disabled", "true");
      });
    }
  });

  const release = (root) => {
    for (const form of root.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-busy]")) {
        button.removeAttribute("aria-busy");
        button.removeAttribute("aria-disabled");
      }
    }
  };
  window.addEventListener("pageshow", () => release(document));

  const firstWrong = (root) =>
    root.querySelector(".form-error [aria-invalid='true'], .form-error input, .form-error select, .form-error textarea");

  document.addEventListener("DOMContentLoaded", () => {
    const wrong = firstWrong(document);
    if (wrong) wrong.focus();
  });

  document.addEventListener("htmx:afterRequest", () => release(document));
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target && event.detail.target.id === "palette") return;
    const wrong = firstWrong(event.target);
    if (wrong) wrong.focus();
  });

  // The network failed or the server broke: say so, and that nothing was saved.
  const failed = () => {
    const list = document.getElementById("messages");
    const text = document.body.dataset.failed;
    if (!list || !text) return;
    const item = document.createElement("div");
    item.className = "alert alert-error";
    item.textContent = text;
    list.replaceChildren(item);
    list.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);

  // Links of an error summary put the cursor into the field, not only above it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.focus();
    (field.closest(".form-group") || field).scrollIntoView({ block: "center" });
  });

  // Filters answer at once; without script their button does the same.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-at-once]");
    if (form) form.requestSubmit();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
})();
