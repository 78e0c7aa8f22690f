// Search from anywhere: Ctrl-K or ⌘K, arrows, Enter, Escape. Without script the form answers with a page.
(() => {
  "use strict";
  const form = document.querySelector("form[data-palette]");
  if (!form) return;
  const input = form.querySelector("input[type=search]");
  const panel = document.getElementById("palette");
  const status = document.getElementById("palette-status");
  const key = form.querySelector("[data-key]");
  if (key && /Mac|iPhone|iPad/.test(navigator.platform)) key.textContent = "⌘ K";

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", "palette");
  input.setAttribute("aria-expanded", "false");

  const options = () => [...panel.querySelectorAll("[role=option]")];
  let at = -1;

  const mark = (index) => {
    const all = options();
    at = all.length ? (index + all.length) % all.length : -1;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) {
      all[at].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", all[at].id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const show = (open) => {
    const visible = open && panel.childElementCount > 0 && input.value.trim() !== "";
    panel.hidden = !visible;
    input.setAttribute("aria-expanded", String(visible));
    if (!visible) mark(-1 - options().length);
  };

  // Results are links in the server's answer; as options they leave the tab order to the arrows.
  const dress = () => {
    const all = [...panel.querySelectorAll("a[href]")];
    all.forEach((link, i) => {
      link.id = `palette-${i}`;
      link.setAttribute("role", "option");
      link.setAttribute("aria-selected", "false");
      link.tabIndex = -1;
    });
    panel.setAttribute("role", all.length ? "listbox" : "presentation");
    panel.setAttribute("aria-label", input.labels[0].textContent);
    for (const item of panel.querySelectorAll("ul, li, h2")) item.setAttribute("role", "presentation");
    for (const group of panel.querySelectorAll(".hits")) {
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", group.querySelector("h2").textContent);
    }
    at = -1;
    input.removeAttribute("aria-activedescendant");
    status.textContent = all.length === 1 ? status.dataset.one : status.dataset.many.replace("#", all.length);
    show(document.activeElement === input);
  };

  panel.hidden = true;
  panel.addEventListener("htmx:afterSwap", dress);
  input.addEventListener("focus", () => show(true));
  input.addEventListener("input", () => {
    if (!input.value.trim()) show(false);
  });

  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (panel.hidden) show(true);
      if (!options().length) return;
      event.preventDefault();
      mark(event.key === "ArrowDown" ? at + 1 : at < 0 ? options().length - 1 : at - 1);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      options()[at].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (!panel.hidden) show(false);
      else {
        input.value = "";
        input.blur();
      }
    }
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".find")) show(false);
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !event.relatedTarget.closest(".find")) show(false);
  });
})();
